//! A large pair of exports: what an ad system says was spent, and what the CRM knows of the leads.
//!
//! Integers only, money in hundredths, and every draw from one generator: the same bytes on every machine, so that
//! two people who measure have measured the same.

use std::io::{self, Write};

use jiff::civil::{Date, date};

/// Three years, of which the middle one is a leap year.
pub(crate) const DAYS: usize = 1096;
const FIRST_DAY: Date = date(2023, 1, 1);

/// Each campaign belongs to one channel, in turn.
const CAMPAIGNS: usize = 2_000;
const CUSTOMERS: usize = 4_000_000;

#[rustfmt::skip] // as many names a line as fit
pub(crate) static CHANNELS: [&str; 40] = [
    "Яндекс Поиск", "Яндекс РСЯ", "Яндекс Карты", "Яндекс Маркет", "Дзен", "2ГИС", "ВКонтакте", "VK Видео",
    "Одноклассники", "Telegram Ads", "Телеграм-каналы", "Авито", "Циан", "Озон", "Wildberries", "Google Поиск",
    "Google Display", "Google Shopping", "YouTube", "Meta Ads", "Instagram", "TikTok", "LinkedIn Ads", "Bing",
    "Радио", "Телевидение", "Щиты", "Журналы", "Выставки", "Вебинары", "Подкасты", "Блогеры", "Партнёры",
    "Рекомендации", "SEO", "Прямые заходы", "Email", "SMS", "Ретаргетинг", "Звонки",
];

static THEMES: [&str; 9] =
    ["brand", "category", "rivals", "lookalike", "retarget", "зима", "распродажа", "новинки", "регионы"];

/// Statuses, and how many of a hundred leads have them.
static STATUSES: [(&str, usize); 6] =
    [("new", 30), ("qualified", 25), ("won", 12), ("lost", 20), ("spam", 8), ("duplicate", 5)];

#[rustfmt::skip]
static WORDS: [&str; 28] = [
    "просит", "счёт", "до", "пятницы", "звонить", "вечером", "нужна", "доставка", "по", "городу", "замер",
    "сравнивает", "цены", "ответил", "на", "письмо", "ждёт", "образец", "повторный", "заказ", "без", "монтажа",
    "отправлен", "прайс", "новый", "адрес", "перенос", "встречи",
];

/// What stands between two words of a quoted comment, now and then: all that a reader of CSV must not trip over.
static INTERRUPTIONS: [&str; 5] = [", ", "\n", "\r\n", "; ", " \"\"срочно\"\" "];

/// The xorshift64* generator.
pub(crate) struct Draws(pub(crate) u64);

impl Draws {
    /// A number from nought up to, not including, `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let word = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D);
        usize::try_from((u128::from(word) * bound as u128) >> 64).expect("less than the bound")
    }

    pub(crate) fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    fn pick(&mut self, names: &[&'static str]) -> &'static str {
        names[self.below(names.len())]
    }

    fn status(&mut self) -> &'static str {
        let mut place = self.below(100);
        for (status, share) in STATUSES {
            if place < share {
                return status;
            }
            place -= share;
        }
        unreachable!("the shares add up to a hundred")
    }
}

/// "channel,campaign" of every campaign, as both files have it.
fn campaigns() -> Vec<String> {
    (0..CAMPAIGNS)
        .map(|number| {
            let channel = CHANNELS[number % CHANNELS.len()];
            let theme = THEMES[number / CHANNELS.len() % THEMES.len()];
            format!("{channel},{theme}-{number:04}")
        })
        .collect()
}

pub(crate) fn days() -> impl Iterator<Item = Date> {
    FIRST_DAY.series(jiff::Span::new().days(1)).take(DAYS)
}

/// Writes the costs of the first so many days, and says how many rows they are: about 180 a day.
pub(crate) fn spend(out: &mut impl Write, days_wanted: usize) -> io::Result<u64> {
    let mut draws = Draws(0x0AD5_0F20_2300);
    let campaigns = campaigns();
    let mut rows = 0;
    out.write_all(b"date,channel,campaign,impressions,clicks,cost\n")?;
    for day in days().take(days_wanted) {
        // About every eleventh campaign runs on a day.
        let mut running = draws.below(21);
        while let Some(campaign) = campaigns.get(running) {
            let impressions = draws.between(200, 50_000);
            let clicks = impressions * draws.between(4, 64) / 1_000;
            let cost = clicks * draws.between(500, 9_900) + draws.below(100);
            writeln!(out, "{day},{campaign},{impressions},{clicks},{}.{:02}", cost / 100, cost % 100)?;
            running += draws.between(1, 21);
            rows += 1;
        }
    }
    Ok(rows)
}

/// Writes so many leads, spread evenly over all days and in their order.
pub(crate) fn leads(out: &mut impl Write, rows: u64) -> io::Result<()> {
    let mut draws = Draws(0x1EAD_5202_3000);
    let campaigns = campaigns();
    let mut row = 0;
    out.write_all(b"lead_id,created_at,channel,campaign,status,revenue,customer_id,comment\n")?;
    for (day, passed) in days().zip(1_u128..) {
        let so_far = u128::from(rows) * passed / DAYS as u128;
        while row < so_far {
            row += 1;
            let second = draws.below(24 * 60 * 60);
            let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
            // The lower of two draws: a few campaigns have many leads, most have few.
            let campaign = &campaigns[draws.below(CAMPAIGNS).min(draws.below(CAMPAIGNS))];
            let status = draws.status();
            write!(out, "L{row:08},{day}T{hour:02}:{minute:02}:{second:02},{campaign},{status},")?;
            if status == "won" {
                let revenue = draws.between(9_900, 20_000_000);
                write!(out, "{}.{:02}", revenue / 100, revenue % 100)?;
            }
            write!(out, ",C{:07},", draws.below(CUSTOMERS))?;
            comment(out, &mut draws)?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

/// Of a hundred comments 55 are empty, 30 are words, 15 are quoted.
fn comment(out: &mut impl Write, draws: &mut Draws) -> io::Result<()> {
    let kind = draws.below(100);
    if kind < 55 {
        return Ok(());
    }
    let quoted = kind >= 85;
    let quote = if quoted { "\"" } else { "" };
    write!(out, "{quote}{}", draws.pick(&WORDS))?;
    for _ in 0..draws.below(6) {
        let gap = if quoted && draws.below(5) == 0 { draws.pick(&INTERRUPTIONS) } else { " " };
        write!(out, "{gap}{}", draws.pick(&WORDS))?;
    }
    out.write_all(quote.as_bytes())
}
