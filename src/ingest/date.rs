//! Dates in cells: ISO and dd.mm.yyyy, with or without a time.

use crate::core::period::Date;

/// A moment as it is written: its day, and the second of the day (0 where no time is given).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    pub(super) day: Date,
    pub(super) second: u32,
}

/// The forms that are understood, for messages.
pub(super) const FORMS: &str = "a date like 2026-01-31 or 31.01.2026";

/// Reads a date; `None` where it is none. Dates are taken as written: an offset behind the time does not move them.
pub(super) fn read(cell: &str) -> Option<Moment> {
    let text = cell.trim();
    let (day, time) = match text.find(['T', ' ']) {
        Some(place) => (&text[..place], Some(&text[place + 1..])),
        None => (text, None),
    };
    let day = iso_day(day).or_else(|| dotted_day(day))?;
    let second = match time {
        Some(time) => second_of_day(time.trim_start())?,
        None => 0,
    };
    Some(Moment { day, second })
}

/// Reads a day as options give it.
pub(super) fn iso_day(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) =
        (digits(parts.next()?, 4)?, digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    if parts.next().is_some() { None } else { date(year, month, day) }
}

fn dotted_day(text: &str) -> Option<Date> {
    let mut parts = text.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, digits(parts.next()?, 4)?);
    if parts.next().is_some() || day.len() > 2 || month.len() > 2 {
        return None;
    }
    date(year, digits(month, month.len())?, digits(day, day.len())?)
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    // The year 0 is a mistake, not a date.
    let year = i16::try_from(year).ok().filter(|year| *year > 0)?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Reads `14:05`, `14:05:09`, `14:05:09.123`, with `Z` or an offset behind.
fn second_of_day(text: &str) -> Option<u32> {
    let (clock, zone) = match text.find(['Z', '+', '-']) {
        Some(place) => text.split_at(place),
        None => (text, ""),
    };
    let zone_is_sound = zone.chars().all(|c| c.is_ascii_digit() || matches!(c, 'Z' | '+' | '-' | ':'));
    let (clock, fraction) = clock.trim_end().split_once('.').unwrap_or((clock.trim_end(), "0"));
    if !zone_is_sound || fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let parts: Vec<&str> = clock.split(':').collect();
    let number = |index: usize, limit: u32| {
        let part = parts.get(index)?;
        digits(part, part.len()).filter(|number| part.len() <= 2 && *number < limit)
    };
    match parts.len() {
        2 => Some(number(0, 24)? * 3600 + number(1, 60)? * 60),
        3 => Some(number(0, 24)? * 3600 + number(1, 60)? * 60 + number(2, 61)?),
        _ => None,
    }
}

fn digits(text: &str, length: usize) -> Option<u32> {
    let sound = text.len() == length && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if sound { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_with_and_without_a_time() {
        for (cell, day, second) in [
            ("2026-01-31", "2026-01-31", 0),
            (" 2026-01-31T14:05:09 ", "2026-01-31", 50_709),
            ("2026-01-31 14:05", "2026-01-31", 50_700),
            ("2026-01-31T23:59:59.999Z", "2026-01-31", 86_399),
            ("2026-01-31T00:30:00+03:00", "2026-01-31", 1_800),
            ("31.01.2026", "2026-01-31", 0),
            ("1.2.2026 9:05", "2026-02-01", 32_700),
            ("22.03.2022 13:32:57", "2022-03-22", 48_777),
            ("2024-02-29", "2024-02-29", 0),
        ] {
            let moment = read(cell).unwrap_or_else(|| panic!("{cell:?} is a date"));
            assert_eq!((moment.day.to_string().as_str(), moment.second), (day, second), "{cell:?}");
        }
    }

    #[test]
    fn anything_else_is_none() {
        for cell in [
            "",
            "2026-02-29",
            "2026-13-01",
            "32.01.2026",
            "03/04/2026",
            "31.01.26",
            "20260131",
            "0000-01-01",
            "2026-01-31T25:00",
            "2026-01-31 noon",
            "не закрыта",
            "2026-1-31",
            "31.01.2026.",
            "2026-01-31T14:05:09.x",
        ] {
            assert_eq!(read(cell), None, "{cell:?}");
        }
    }
}
