//! Months in cells.

use super::day::{self, Digits, Written};
use super::order::Order;
use super::span::Span;
use super::{clock, words};

/// Reads a cell of a column of months; `None` where it is no month.
///
/// A day stands for its month where it is the first one, as ad systems write it. That settles `9/1/2025` too: one of its two
/// readings is no first day.
pub(in crate::ingest) fn month(cell: &str) -> Option<Span> {
    let text = cell.trim();
    let Some((written, rest)) = day::take(text).or_else(|| words::take(text)) else {
        let (month, rest) = take(text).or_else(|| cut(text))?;
        return rest.is_empty().then_some(month);
    };
    let first_day = |order| written.under(order).filter(|day| day.day() == 1);
    let first_day = Order::ALL.into_iter().find_map(first_day)?;
    (clock::behind(words::past_year_word(rest))? == 0).then(|| Span::of_month(first_day))
}

/// Takes a month with its year in full off the beginning of a text: `2025-09`, `09.2025`, `September 2025`, `2025 сентябрь`.
pub(super) fn take(text: &str) -> Option<(Span, &str)> {
    if let Some((month, rest)) = words::month(text) {
        let (year, rest) = Digits::take(words::joint(rest)?)?;
        return (year.length == 4).then_some((of(year.value, month)?, words::past_year_word(rest)));
    }
    let (first, rest) = Digits::take(text)?;
    if let Some((second, rest)) = rest.strip_prefix(['-', '/', '.']).and_then(Digits::take) {
        return match (first.length, second.length) {
            (4, 1 | 2) => Some((of(first.value, second.value)?, rest)),
            (1 | 2, 4) => Some((of(second.value, first.value)?, words::past_year_word(rest))),
            _ => None,
        };
    }
    let (month, rest) = words::month(words::joint(rest)?)?;
    (first.length == 4).then_some((of(first.value, month)?, rest))
}

/// Takes what is a month only where nothing but months stands: `Sep-25`, `сен.25`, and `202509`.
fn cut(text: &str) -> Option<(Span, &str)> {
    if let Some((digits, rest)) = Digits::take(text) {
        let (year, month) = (digits.value / 100, digits.value % 100);
        return (digits.length == 6).then_some((of(year, month)?, rest));
    }
    let (month, rest) = words::month(text)?;
    let (year, rest) = Digits::take(rest.strip_prefix(['-', '.'])?)?;
    Some((of(year.year()?, month)?, rest))
}

fn of(year: u32, month: u32) -> Option<Span> {
    let first = Written::Plain { year, month, day: 1 };
    first.under(Order::DayFirst).map(Span::of_month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_in_every_form() {
        for cell in [
            "2025-09",
            "2025/09",
            "2025-9",
            "2025.09",
            "202509",
            "2025-09-01",
            "2025-09-01 00:00:00",
            "20250901",
            "01.09.2025",
            "9/1/2025",
            "1/9/2025",
            "09.2025",
            "9/2025",
            "09.2025 г.",
            " September 2025 ",
            "Sep 2025",
            "Sep. 2025",
            "SEPT 2025",
            "Sep-2025",
            "Sep-25",
            "сен.25",
            "September, 2025",
            "сентябрь 2025",
            "Сентябрь\u{a0}2025 г.",
            "сент. 2025",
            "2025 сентябрь",
            "2025, September",
            "septembre 2025",
            "septiembre de 2025",
            "1 September 2025",
            "Sep 1, 2025",
        ] {
            let span = month(cell).unwrap_or_else(|| panic!("{cell:?} is a month"));
            assert_eq!(format!("{} {}", span.first, span.last), "2025-09-01 2025-09-30", "{cell:?}");
        }
    }

    #[test]
    fn anything_else_is_no_month() {
        for cell in [
            "",
            "-",
            "September",
            "2025",
            "2025-13",
            "2025-00",
            "13.2025",
            "2025-09-15",
            "9/15/2025",
            "9/9/2025",
            "Sep 25",
            "Total",
            "1899-01",
            "010925",
            "2025-09-01 14:00",
            "2025-09x",
            "2025-W36",
            "45110",
            "09-25",
        ] {
            assert_eq!(month(cell), None, "{cell:?}");
        }
    }
}
