//! What stands around the figures over time in words.

use crate::core::metric::Language;
use crate::core::period::Period;
use crate::render::wording;
use crate::report::{Days, Trend, TrendCell, TrendPeriod, Versus};

/// How many stretches of periods without a row are named, and how many groups that have such.
const NAMED: usize = 12;

/// How many of a single group.
const NAMED_OF_GROUP: usize = 4;

/// What changes are changes to.
pub(super) fn beside(versus: Versus, every: Period, language: Language) -> &'static str {
    match (language, versus, every) {
        (Language::En, Versus::Previous, Period::Day) => "change to the day before",
        (Language::En, Versus::Previous, Period::Week) => "change to the week before",
        (Language::En, Versus::Previous, Period::Month) => "change to the month before",
        (Language::En, Versus::Previous, Period::Quarter) => "change to the quarter before",
        (Language::En, Versus::Previous | Versus::Year, Period::Year) => "change to the year before",
        (Language::En, Versus::Year, Period::Day) => "change to the same day a year before",
        (Language::En, Versus::Year, Period::Week) => "change to the same week a year before",
        (Language::En, Versus::Year, Period::Month) => "change to the same month a year before",
        (Language::En, Versus::Year, Period::Quarter) => "change to the same quarter a year before",
        (Language::Ru, Versus::Previous, Period::Day) => "изменение к предыдущему дню",
        (Language::Ru, Versus::Previous, Period::Week) => "изменение к предыдущей неделе",
        (Language::Ru, Versus::Previous, Period::Month) => "изменение к предыдущему месяцу",
        (Language::Ru, Versus::Previous, Period::Quarter) => "изменение к предыдущему кварталу",
        (Language::Ru, Versus::Previous | Versus::Year, Period::Year) => "изменение к предыдущему году",
        (Language::Ru, Versus::Year, Period::Day) => "изменение к тому же дню год назад",
        (Language::Ru, Versus::Year, Period::Week) => "изменение к той же неделе год назад",
        (Language::Ru, Versus::Year, Period::Month) => "изменение к тому же месяцу год назад",
        (Language::Ru, Versus::Year, Period::Quarter) => "изменение к тому же кварталу год назад",
    }
}

/// Said where no change is known.
pub(super) fn nothing_before(versus: Versus, language: Language) -> String {
    let words = match (language, versus) {
        (Language::En, Versus::Previous) => "none: no figure has one before it",
        (Language::En, Versus::Year) => "none: no figure has one a year before it",
        (Language::Ru, Versus::Previous) => "нет: ни перед одной цифрой нет предыдущей",
        (Language::Ru, Versus::Year) => "нет: ни для одной цифры нет той же год назад",
    };
    words.to_owned()
}

/// Stands over a course that begins behind the first period.
pub(super) fn since(period: &str, language: Language) -> String {
    match language {
        Language::En => format!("since {period}"),
        Language::Ru => format!("с {period}"),
    }
}

/// Stands in place of tables where there is nothing at all.
pub(super) fn no_rows(trend: &Trend, language: Language) -> String {
    let words = match language {
        Language::En => "No rows",
        Language::Ru => "Нет строк",
    };
    match stretches(&trend.periods, NAMED, language, |_, _| true) {
        named if named.is_empty() => words.to_owned(),
        named => format!("{words}: {named}"),
    }
}

/// The mark of a period, beside its name.
pub(super) fn mark(cell: &TrendCell) -> &'static str {
    if cell.is_partial { "*" } else { "" }
}

/// What the marks mean: periods that the data do not fill, and those without a row.
pub(super) fn legend(trend: &Trend, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    if trend.periods.iter().any(|period| period.cell.is_partial) {
        let days = days(&trend.days, language);
        lines.push(match language {
            Language::En => format!("* beside a period: not the whole of it; the data are of {days}"),
            Language::Ru => format!("* у периода: он не целиком; данные {days}"),
        });
    }
    let empty = stretches(&trend.periods, NAMED, language, |period, _| !period.cell.has_rows);
    if !empty.is_empty() {
        lines.push(match language {
            Language::En => format!("— no rows in {empty}"),
            Language::Ru => format!("— нет строк за {empty}"),
        });
    }
    lines.extend(gaps(trend, language));
    lines
}

/// One span of days where it is the same for all kinds of files, else one for each.
fn days(all: &[Days], language: Language) -> String {
    let span = |days: &Days| match language {
        Language::En => format!("{} to {}", days.first, days.last),
        Language::Ru => format!("с {} по {}", days.first, days.last),
    };
    match all {
        [first, others @ ..] if others.iter().all(|other| span(other) == span(first)) => span(first),
        _ => {
            let named = all.iter().map(|days| format!("{} (--{})", span(days), days.side.name()));
            named.collect::<Vec<_>>().join(", ")
        }
    }
}

/// The groups that have no row in periods in which others have.
fn gaps(trend: &Trend, language: Language) -> Option<String> {
    let mut named = Vec::new();
    for (group, whole) in trend.groups.iter().enumerate() {
        let cells = trend.rows_of(&trend.cells, group);
        let empty = stretches(&trend.periods, NAMED_OF_GROUP, language, |period, place| {
            !period.name.is_empty() && period.cell.has_rows && !cells[place].has_rows
        });
        if !empty.is_empty() {
            let name = wording::names(whole, language).join(", ");
            named.push(match language {
                Language::En => format!("{name} in {empty}"),
                Language::Ru => format!("{name} за {empty}"),
            });
        }
    }
    let more = named.len().saturating_sub(NAMED);
    named.truncate(NAMED);
    let named = named.join("; ");
    Some(match (language, more) {
        _ if named.is_empty() => return None,
        (Language::En, 0) => format!("— no rows of {named}"),
        (Language::En, more) => format!("— no rows of {named}; and of {more} more"),
        (Language::Ru, 0) => format!("— нет строк: {named}"),
        (Language::Ru, more) => format!("— нет строк: {named}; и ещё у {more}"),
    })
}

/// Periods that have something in common, those that follow each other by the first and the last: `2025-01 to 2025-08, 2025-12`.
fn stretches(
    periods: &[TrendPeriod],
    most: usize,
    language: Language,
    is_meant: impl Fn(&TrendPeriod, usize) -> bool,
) -> String {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let meant = periods.iter().enumerate().filter(|(place, period)| is_meant(period, *place));
    for (place, _) in meant {
        match found.last_mut() {
            Some((_, last)) if *last + 1 == place => *last = place,
            _ => found.push((place, place)),
        }
    }
    let name = |place: usize| &periods[place].name;
    let named = found.iter().take(most).map(|&(first, last)| match language {
        _ if first == last => name(first).clone(),
        Language::En => format!("{} to {}", name(first), name(last)),
        Language::Ru => format!("{} – {}", name(first), name(last)),
    });
    let named = named.collect::<Vec<_>>().join(", ");
    match (language, found.iter().skip(most).map(|(first, last)| last - first + 1).sum::<usize>()) {
        (_, 0) => named,
        (Language::En, more) => format!("{named} and {more} more"),
        (Language::Ru, more) => format!("{named} и ещё {more}"),
    }
}
