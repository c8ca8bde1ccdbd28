//! Writes the example data of this folder: `cargo run --example generate -- examples`.
//!
//! - `optics.csv`: three channels of an optician, one row each;
//! - `spend-2025.csv` and `leads-2025.csv`: a year of daily ad costs and of the CRM, exported on 2026-01-15;
//! - `orders-2025.csv`: the shop's order log of the customers of that year, exported on 2026-06-30;
//! - `ru/direct.csv` and `ru/crm.csv`: a quarter in the shapes of a Russian ad report and CRM.
//!
//! The story of 2025: Google is the solid bulk. `LinkedIn` is small, with the dearest leads and the best
//! return. Content Syndication has the cheapest leads, of which none ever buys. Yandex Direct gets worse month
//! by month, and Meta brings spam and duplicates. Referral has orders without any spend, Podcast spend without
//! any lead. Leads of the last months are often still open, and the CRM spells some channels in its own way.
//! Customers from `LinkedIn` and from referrals come back most, those from Meta least; some walk into the shop
//! and were never a lead.
//!
//! Every number is an integer (money in hundredths) and every draw comes from one seeded generator, so the
//! files have the same bytes on every machine. The seeds were picked among a few dozen for a story that shows
//! in every quarter, not only over the year.

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::Path;

const OPTICS: &str = "\
channel,clicks,cpc,leads
Sunglasses,100,150,9
Lenses,300,45,16
Diamond glasses,50,600,11
";

/// Days are counted from 2025-01-01, a Wednesday. Neither 2025 nor 2026 is a leap year.
const YEAR: u64 = 365;
const MONTHS: [u64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/// Percent of the usual traffic, by month.
const SEASON: [u64; 12] = [92, 95, 102, 104, 100, 95, 86, 84, 104, 110, 118, 104];
/// One in so many won leads has no customer id.
const NAMELESS_EVERY: u64 = 30;
/// One in so many won leads is refunded.
const REFUND_EVERY: usize = 36;

/// Where leads come from, and what becomes of them.
struct Channel {
    name: &'static str,
    months: Range<usize>,
    /// Per mille of the leads that are spam, and that are duplicates.
    rejects: (u64, u64),
    /// Per mille of the good leads that buy: on the first and on the last day of a year.
    wins: (u64, u64),
    /// Per mille of the open leads that are qualified.
    qualified: u64,
    /// Days from the lead to its order or loss: least and most.
    lag: (u64, u64),
    /// Per mille of the orders that another one follows.
    returns: u64,
    /// The smallest and the largest order, and the step between prices.
    order: (u64, u64, u64),
    campaigns: &'static [Campaign],
}

struct Campaign {
    name: &'static str,
    /// Days of the week; Monday is 0.
    runs: Range<u64>,
    /// Clicks of a usual weekday.
    clicks: u64,
    /// Clicks per 10,000 impressions.
    ctr: u64,
    /// Hundredths per click: on the first and on the last day of a year. Nothing where nobody is paid.
    cpc: (u64, u64),
    /// Leads per 10,000 clicks: on the first and on the last day of a year.
    leads: (u64, u64),
}

#[rustfmt::skip] // one campaign a line reads as a table
static CHANNELS_2025: [Channel; 7] = [
    Channel { name: "Google Ads", months: 1..13, rejects: (50, 30), wins: (116, 116), qualified: 450,
        lag: (3, 45), returns: 380, order: (250, 4_800, 5), campaigns: &[
        Campaign { name: "brand", runs: 0..7, clicks: 24, ctr: 1_150, cpc: (135, 145), leads: (600, 600) },
        Campaign { name: "generic", runs: 0..7, clicks: 52, ctr: 410, cpc: (405, 430), leads: (570, 560) }] },
    Channel { name: "Meta Ads", months: 1..13, rejects: (240, 120), wins: (90, 90), qualified: 250,
        lag: (3, 35), returns: 180, order: (150, 3_000, 5), campaigns: &[
        Campaign { name: "lookalike", runs: 0..7, clicks: 50, ctr: 120, cpc: (125, 135), leads: (400, 400) },
        Campaign { name: "retargeting", runs: 0..7, clicks: 20, ctr: 180, cpc: (165, 175), leads: (510, 490) }] },
    Channel { name: "LinkedIn Ads", months: 1..13, rejects: (25, 20), wins: (245, 245), qualified: 650,
        lag: (25, 75), returns: 720, order: (2_400, 14_000, 50), campaigns: &[
        Campaign { name: "decision makers", runs: 1..4, clicks: 26, ctr: 55, cpc: (850, 880), leads: (370, 370) }] },
    Channel { name: "Content Syndication", months: 1..13, rejects: (50, 60), wins: (0, 0), qualified: 60,
        lag: (5, 60), returns: 0, order: (200, 2_000, 50), campaigns: &[
        Campaign { name: "whitepaper", runs: 0..5, clicks: 28, ctr: 90, cpc: (100, 105), leads: (800, 780) }] },
    Channel { name: "Yandex Direct", months: 1..13, rejects: (60, 40), wins: (135, 45), qualified: 380,
        lag: (5, 50), returns: 320, order: (200, 3_600, 5), campaigns: &[
        Campaign { name: "search", runs: 0..7, clicks: 36, ctr: 720, cpc: (150, 330), leads: (550, 320) },
        Campaign { name: "network", runs: 0..5, clicks: 48, ctr: 60, cpc: (75, 150), leads: (300, 160) }] },
    Channel { name: "Podcast", months: 9..12, rejects: (0, 0), wins: (0, 0), qualified: 0,
        lag: (0, 0), returns: 0, order: (0, 0, 1), campaigns: &[
        Campaign { name: "host read", runs: 0..3, clicks: 22, ctr: 85, cpc: (900, 900), leads: (0, 0) }] },
    Channel { name: "Referral", months: 1..13, rejects: (10, 20), wins: (210, 210), qualified: 600,
        lag: (3, 30), returns: 560, order: (250, 3_900, 5), campaigns: &[
        Campaign { name: "partners", runs: 0..5, clicks: 7, ctr: 10_000, cpc: (0, 0), leads: (600, 600) },
        Campaign { name: "", runs: 0..7, clicks: 8, ctr: 10_000, cpc: (0, 0), leads: (500, 500) }] },
];

#[rustfmt::skip]
static CHANNELS_RU: [Channel; 1] = [
    Channel { name: "Яндекс Директ", months: 1..4, rejects: (60, 50), wins: (150, 150), qualified: 450,
        lag: (3, 40), returns: 300, order: (5_000, 85_000, 2_500), campaigns: &[
        Campaign { name: "Поиск_Бренд", runs: 0..7, clicks: 28, ctr: 1_400, cpc: (2_600, 2_600), leads: (620, 620) },
        Campaign { name: "Поиск_Общие", runs: 0..5, clicks: 44, ctr: 650, cpc: (8_800, 8_800), leads: (430, 430) },
        Campaign { name: "РСЯ_Интересы", runs: 0..5, clicks: 62, ctr: 42, cpc: (2_400, 2_400), leads: (190, 190) },
        Campaign { name: "РСЯ_Возврат", runs: 1..4, clicks: 24, ctr: 95, cpc: (3_900, 3_900), leads: (410, 410) }] },
];

/// As they stand in the file: quoted where they must be.
const COMMENTS: [&str; 6] = [
    "call back after lunch",
    r#""wants a discount, 10 % at least""#,
    r#""asked for ""the same as last year""""#,
    r#""says ""too expensive"", will compare with two others""#,
    "\"first call: no answer\nsecond call: asked for an offer\"",
    "\"sent the price list;\nwaiting for the budget, probably \"\"next quarter\"\"\"",
];

const SURNAMES: [&str; 9] =
    ["Иванов", "Смирнов", "Кузнецов", "Попов", "Васильев", "Петров", "Соколов", "Новиков", "Фёдоров"];
const NAMES: [&str; 9] =
    ["Алексей", "Дмитрий", "Илья", "Максим", "Николай", "Олег", "Павел", "Роман", "Сергей"];
const PATRONYMICS: [&str; 3] = ["Иванович", "Олегович", "Петрович"];

/// What the English and the Russian CRM call the state of a lead.
type Status = (&'static str, &'static str);

const NEW: Status = ("new", "Первичный контакт");
const IN_PROGRESS: Status = ("in progress", "Первичный контакт");
const QUALIFIED: Status = ("qualified", "Квалифицирован");
const WON: Status = ("won", "Успешно реализовано");
const LOST: Status = ("lost", "Закрыто и не реализовано");
const SPAM: Status = ("spam", "Спам");
const DUPLICATE: Status = ("duplicate", "Дубль");
const TEST: Status = ("test", "Спам");
const REFUNDED: Status = ("refunded", "Закрыто и не реализовано");

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).ok_or("usage: generate FOLDER")?;
    let folder = Path::new(&folder);
    fs::create_dir_all(folder.join("ru"))?;
    fs::write(folder.join("optics.csv"), OPTICS)?;

    let mut rng = Rng(2040);
    let (spend, mut leads) = traffic(&mut rng, &CHANNELS_2025, 0..YEAR);
    sell(&mut rng, &mut leads, YEAR + 14);
    refund(&mut rng, &mut leads);
    write_spend(&folder.join("spend-2025.csv"), &spend)?;
    write_leads(&folder.join("leads-2025.csv"), &leads, &mut rng)?;
    let mut rng = Rng(2050);
    write_orders(&folder.join("orders-2025.csv"), &orders(&mut rng, &leads, YEAR + 180))?;

    let mut rng = Rng(2045);
    let (spend, mut leads) = traffic(&mut rng, &CHANNELS_RU, YEAR..YEAR + 90);
    sell(&mut rng, &mut leads, YEAR + 99);
    write_direct(&folder.join("ru/direct.csv"), &spend)?;
    write_crm(&folder.join("ru/crm.csv"), &leads, &mut rng)?;
    Ok(())
}

/// The splitmix64 generator.
struct Rng(u64);

impl Rng {
    fn between(&mut self, least: u64, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        least + (z ^ (z >> 31)) % (most - least + 1)
    }

    fn per_mille(&mut self, chance: u64) -> bool {
        self.between(0, 999) < chance
    }

    fn pick<T: Copy>(&mut self, items: &[T]) -> Option<T> {
        let last = u64::try_from(items.len()).ok()?.checked_sub(1)?;
        items.get(usize::try_from(self.between(0, last)).ok()?).copied()
    }
}

/// A day of a campaign.
struct Spend {
    day: u64,
    channel: &'static Channel,
    campaign: &'static Campaign,
    impressions: u64,
    clicks: u64,
    cost: u64,
}

#[derive(Clone, Copy)]
struct Lead {
    day: u64,
    second: u64,
    channel: &'static Channel,
    campaign: &'static Campaign,
    status: Status,
    closed: Option<u64>,
    /// Without the minus sign of a refund.
    amount: Option<u64>,
    cost_of_goods: Option<u64>,
    customer: Option<u64>,
}

impl Lead {
    fn new(day: u64, second: u64, channel: &'static Channel, campaign: &'static Campaign) -> Self {
        let (closed, amount, cost_of_goods, customer) = (None, None, None, None);
        Self { day, second, channel, campaign, status: NEW, closed, amount, cost_of_goods, customer }
    }
}

/// The costs of every running campaign day by day, and the leads, all new, in the order of their arrival.
fn traffic(rng: &mut Rng, channels: &'static [Channel], days: Range<u64>) -> (Vec<Spend>, Vec<Lead>) {
    let (mut spend, mut leads) = (Vec::new(), Vec::new());
    for day in days {
        let (weekday, (_, month, _)) = ((day + 2) % 7, civil(day));
        let season = SEASON[month - 1] * if weekday < 5 { 100 } else { 60 };
        for channel in channels.iter().filter(|c| c.months.contains(&month)) {
            for campaign in channel.campaigns.iter().filter(|c| c.runs.contains(&weekday)) {
                let clicks = campaign.clicks * season * rng.between(65, 135) / 1_000_000;
                let impressions = clicks * 100 * rng.between(88, 112) / campaign.ctr;
                let cost = clicks * drift(campaign.cpc, day) * rng.between(90, 110) / 100;
                if campaign.cpc.0 > 0 {
                    spend.push(Spend { day, channel, campaign, impressions, clicks, cost });
                }
                for _ in 0..clicks {
                    if rng.between(0, 9_999) < drift(campaign.leads, day) {
                        let second = rng.between(0, 43_199) + rng.between(0, 43_199);
                        leads.push(Lead::new(day, second, channel, campaign));
                    }
                }
            }
        }
    }
    leads.sort_by_key(|l| (l.day, l.second));
    (spend, leads)
}

/// What the CRM knows of each lead on the day of the export.
fn sell(rng: &mut Rng, leads: &mut [Lead], exported: u64) {
    let (mut customers, mut orders) = (1_001.., 0);
    let mut buyers: Vec<(u64, u64)> = Vec::new();
    for lead in leads {
        let channel = lead.channel;
        let (spam, duplicate) = channel.rejects;
        let wins = rng.per_mille(drift(channel.wins, lead.day));
        let closing = lead.day + rng.between(channel.lag.0, channel.lag.1);
        let due = closing <= exported;
        let untouched = if lead.day + 25 > exported { 500 } else { 100 };
        lead.status = match rng.between(0, 999) {
            draw if draw < spam => SPAM,
            draw if draw < spam + duplicate => DUPLICATE,
            draw if draw < spam + duplicate + 4 => TEST,
            _ if wins && due => WON,
            _ if !wins && due && rng.per_mille(850) => LOST,
            _ if !wins && rng.per_mille(untouched) => NEW,
            _ if rng.per_mille(channel.qualified) => QUALIFIED,
            _ => IN_PROGRESS,
        };
        let won = lead.status == WON;
        let forecast = match lead.status {
            QUALIFIED => rng.per_mille(600),
            IN_PROGRESS => rng.per_mille(200),
            _ => false,
        };
        lead.closed = (won || lead.status == LOST).then_some(closing);
        lead.amount = (won || forecast).then(|| price(rng, channel.order));
        if won {
            lead.cost_of_goods = lead.amount.map(|a| a * rng.between(400, 600) / 1_000);
            orders += 1;
        }
        if won && orders % NAMELESS_EVERY != 0 {
            // Some of those who bought before come back.
            let earlier = rng.pick(&buyers).filter(|&(bought, _)| bought < lead.day && rng.per_mille(240));
            lead.customer = earlier.map(|(_, customer)| customer).or_else(|| customers.next());
            buyers.extend(lead.customer.map(|customer| (closing, customer)));
        } else if matches!(lead.status, LOST | QUALIFIED | IN_PROGRESS) && rng.per_mille(300) {
            lead.customer = customers.next();
        }
    }
}

/// Some buyers get their money back, wholly or half of it: a row of its own, days after the order.
fn refund(rng: &mut Rng, leads: &mut Vec<Lead>) {
    let mut refunds = Vec::new();
    let named = |l: &&Lead| l.status == WON && l.customer.is_some();
    for order in leads.iter().filter(named).step_by(REFUND_EVERY) {
        let day = order.closed.unwrap_or(order.day) + rng.between(4, 20);
        let (second, amount) = (rng.between(32_400, 64_799), order.amount.map(|a| a / rng.between(1, 2)));
        refunds.push(Lead {
            day,
            second,
            status: REFUNDED,
            closed: None,
            amount,
            cost_of_goods: None,
            ..*order
        });
    }
    leads.extend(refunds.iter().filter(|r| r.day < YEAR));
    leads.sort_by_key(|l| (l.day, l.second));
}

/// A row of the order log.
#[derive(Clone, Copy)]
struct Order {
    day: u64,
    customer: u64,
    /// Without the minus sign of a refund.
    amount: u64,
    cost_of_goods: Option<u64>,
    is_refund: bool,
}

/// What the shop has sold up to a day: what the CRM knows of, what the same customers bought later, and what others bought.
fn orders(rng: &mut Rng, leads: &[Lead], exported: u64) -> Vec<Order> {
    let mut orders = Vec::new();
    for lead in leads {
        let (Some(customer), Some(amount)) = (lead.customer, lead.amount) else { continue };
        let (day, is_refund) = (lead.closed.unwrap_or(lead.day), lead.status == REFUNDED);
        if lead.status == WON || is_refund {
            orders.push(Order { day, customer, amount, cost_of_goods: lead.cost_of_goods, is_refund });
        }
        if lead.status == WON {
            orders.extend(repeated(rng, lead.channel, customer, day, exported));
        }
    }
    let walk_in = &CHANNELS_2025[0];
    for customer in 9_001..9_031 {
        let (day, amount) = (rng.between(0, YEAR - 1), price(rng, walk_in.order));
        let cost_of_goods = Some(amount * rng.between(400, 600) / 1_000);
        orders.push(Order { day, customer, amount, cost_of_goods, is_refund: false });
        orders.extend(repeated(rng, walk_in, customer, day, exported));
    }
    orders.sort_by_key(|o| (o.day, o.customer, o.is_refund));
    orders
}

/// What a customer buys after an order, as long as it comes back.
fn repeated(rng: &mut Rng, channel: &Channel, customer: u64, first: u64, exported: u64) -> Vec<Order> {
    let (mut orders, mut day) = (Vec::new(), first);
    while rng.per_mille(channel.returns) {
        day += rng.between(12, 75);
        if day > exported {
            break;
        }
        let amount = price(rng, channel.order);
        let cost_of_goods = Some(amount * rng.between(400, 600) / 1_000);
        orders.push(Order { day, customer, amount, cost_of_goods, is_refund: false });
    }
    orders
}

fn write_orders(path: &Path, orders: &[Order]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    writeln!(out, "order_id,date,customer_id,amount,cost_of_goods")?;
    for (order, number) in orders.iter().zip(1..) {
        let (day, minus) = (iso(order.day), if order.is_refund { "-" } else { "" });
        let goods = order.cost_of_goods.map(decimal).unwrap_or_default();
        writeln!(out, "S{number:05},{day},C{:05},{minus}{},{goods}", order.customer, decimal(order.amount))?;
    }
    out.flush()
}

fn write_spend(path: &Path, rows: &[Spend]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    writeln!(out, "date,channel,campaign,impressions,clicks,cost")?;
    for Spend { day, channel, campaign, impressions, clicks, cost } in rows {
        let (day, cost) = (iso(*day), decimal(*cost));
        writeln!(out, "{day},{},{},{impressions},{clicks},{cost}", channel.name, campaign.name)?;
    }
    out.flush()
}

fn write_leads(path: &Path, leads: &[Lead], rng: &mut Rng) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    write!(out, "lead_id,created_at,channel,campaign,status,amount,")?;
    writeln!(out, "cost_of_goods,customer_id,closed_at,comment")?;
    for (lead, number) in leads.iter().zip(1..) {
        let (day, time, channel) = (iso(lead.day), clock(lead.second), misspelt(rng, lead.channel.name));
        let minus = if lead.status == REFUNDED { "-" } else { "" };
        let amount = lead.amount.map(|a| format!("{minus}{}", decimal(a))).unwrap_or_default();
        let goods = lead.cost_of_goods.map(decimal).unwrap_or_default();
        let customer = lead.customer.map(|c| format!("C{c:05}")).unwrap_or_default();
        let closed = lead.closed.map(iso).unwrap_or_default();
        let comment = if rng.per_mille(60) { rng.pick(&COMMENTS) } else { None }.unwrap_or_default();
        write!(out, "L{number:05},{day}T{time},{channel},{},{},", lead.campaign.name, lead.status.0)?;
        writeln!(out, "{amount},{goods},{customer},{closed},{comment}")?;
    }
    out.flush()
}

/// With a byte order mark and CRLF. The space within a number is a no-break space in money only.
fn write_direct(path: &Path, rows: &[Spend]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    write!(out, "\u{feff}Дата;Кампания;Показы;Клики;Расход (руб.)\r\n")?;
    for Spend { day, campaign, impressions, clicks, cost, .. } in rows {
        let (day, impressions, cost) = (dotted(*day), grouped(*impressions, ' '), rubles(*cost, '\u{a0}'));
        write!(out, "{day};{};{impressions};{clicks};{cost}\r\n", campaign.name)?;
    }
    out.flush()
}

fn write_crm(path: &Path, leads: &[Lead], rng: &mut Rng) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    write!(out, "ID;Дата создания сделки;Источник;UTM Campaign;")?;
    writeln!(out, "Этап сделки;Бюджет;Себестоимость;Контакт")?;
    let mut id = 31_250_400;
    for lead in leads {
        id += rng.between(3, 90);
        let (day, time, name) = (dotted(lead.day), clock(lead.second), lead.channel.name);
        let source = if rng.per_mille(30) { name.to_lowercase() } else { name.to_owned() };
        let amount = lead.amount.map(|a| rubles(a, ' ')).unwrap_or_default();
        let goods = lead.cost_of_goods.map(|g| rubles(g, ' ')).unwrap_or_default();
        let contact = lead.customer.map(person).unwrap_or_default();
        write!(out, "{id};{day} {time};{source};{};{};", lead.campaign.name, lead.status.1)?;
        writeln!(out, "{amount};{goods};{contact}")?;
    }
    out.flush()
}

/// The value of a day on the line from the first to the last day of its year.
fn drift((first, last): (u64, u64), day: u64) -> u64 {
    (first * (YEAR - 1 - day % YEAR) + last * (day % YEAR)) / (YEAR - 1)
}

/// In hundredths. Most orders are nearer to the smallest; a third of the prices stop just below a round one.
fn price(rng: &mut Rng, (smallest, largest, step): (u64, u64, u64)) -> u64 {
    let span = largest - smallest;
    let amount = smallest + rng.between(0, span) * rng.between(0, span) / span.max(1);
    amount / step * step * 100 - if rng.per_mille(333) { 10 } else { 0 }
}

/// Year, month and day of the month.
fn civil(day: u64) -> (u64, usize, u64) {
    let (mut month, mut rest) = (1, day % YEAR);
    while rest >= MONTHS[month - 1] {
        rest -= MONTHS[month - 1];
        month += 1;
    }
    (2025 + day / YEAR, month, rest + 1)
}

fn iso(day: u64) -> String {
    let (year, month, day) = civil(day);
    format!("{year}-{month:02}-{day:02}")
}

fn dotted(day: u64) -> String {
    let (year, month, day) = civil(day);
    format!("{day:02}.{month:02}.{year}")
}

fn clock(second: u64) -> String {
    format!("{:02}:{:02}:{:02}", second / 3_600, second / 60 % 60, second % 60)
}

fn decimal(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn rubles(hundredths: u64, separator: char) -> String {
    format!("{},{:02}", grouped(hundredths / 100, separator), hundredths % 100)
}

fn grouped(number: u64, separator: char) -> String {
    match number {
        0..1_000 => number.to_string(),
        _ => format!("{}{separator}{:03}", grouped(number / 1_000, separator), number % 1_000),
    }
}

/// One name in twenty is typed by hand, in one of three ways.
fn misspelt(rng: &mut Rng, name: &str) -> String {
    match rng.between(0, 59) {
        0 => name.to_lowercase(),
        1 => name.to_uppercase(),
        2 => format!("{}{} ", &name[..1], name[1..].to_lowercase()),
        _ => name.to_owned(),
    }
}

/// A name for a contact; 243 numbers in a row give 243 different names.
fn person(number: u64) -> String {
    let place = usize::try_from(number % 243).unwrap_or_default();
    let (name, patronymic) = (NAMES[(place / 9 + place) % 9], PATRONYMICS[(place / 81 + place) % 3]);
    format!("{} {name} {patronymic}", SURNAMES[place % 9])
}
