//! The time behind a day.

use super::names;

/// Words between a day and its time.
const AT: [&str; 6] = ["at", "в", "à", "um", "às", "alle"];

/// Reads all that stands behind a day: nothing, or a time with or without a zone. Gives the second of the day.
///
/// A zone has to be one, and is then passed over: dates are taken as written, in the zone of the report.
pub(super) fn behind(rest: &str) -> Option<u32> {
    if rest.is_empty() {
        return Some(0);
    }
    let (second, zone) = take(rest)?;
    is_zone(zone).then_some(second)
}

/// Takes a time, with what joins it to its day, off the beginning of a text.
pub(super) fn take(rest: &str) -> Option<(u32, &str)> {
    let text = match rest.strip_prefix('T') {
        Some(text) => text,
        None => joined(rest)?,
    };
    let (hour, text) = two_digits(text, 1)?;
    let (minute, mut text) = two_digits(text.strip_prefix(':')?, 2)?;
    let mut second = 0;
    if let Some(behind) = text.strip_prefix(':') {
        (second, text) = two_digits(behind, 2)?;
        if let Some(fraction) = text.strip_prefix('.') {
            text = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            if text.len() == fraction.len() {
                return None;
            }
        }
    }
    let (hour, text) = match half_of_day(text) {
        // Twelve comes before one.
        Some((afternoon, text)) if (1..=12).contains(&hour) => (hour % 12 + afternoon, text),
        Some(_) => return None,
        None => (hour, text),
    };
    // A leap second is the 61st of its minute.
    (hour < 24 && minute < 60 && second <= 60).then(|| (hour * 3600 + minute * 60 + second, text))
}

/// Takes a zone, as far as the next blank or comma, off the beginning of running text.
pub(super) fn past_zone(text: &str) -> &str {
    let start = text.trim_start();
    let end = start.find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"')).unwrap_or(start.len());
    let (zone, rest) = start.split_at(end);
    if is_zone(zone) { rest } else { text }
}

/// What follows a blank, a comma and a blank, or ` at `.
fn joined(rest: &str) -> Option<&str> {
    let behind = rest.strip_prefix(',').unwrap_or(rest);
    let text = behind.trim_start();
    if text.len() == behind.len() {
        return None;
    }
    match names::word(text) {
        Some((word, behind)) if AT.contains(&names::fold(word)?.as_str()) => Some(behind.trim_start()),
        _ => Some(text),
    }
}

fn two_digits(text: &str, at_least: usize) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at(length);
    (at_least..=2).contains(&length).then_some(())?;
    Some((digits.parse().ok()?, rest))
}

/// Takes `AM` or `p.m.` off: the hours that it adds.
fn half_of_day(text: &str) -> Option<(u32, &str)> {
    let text = text.trim_start();
    let afternoon = match text.chars().next()? {
        'a' | 'A' => 0,
        'p' | 'P' => 12,
        _ => return None,
    };
    let rest = text[1..].strip_prefix('.').unwrap_or(&text[1..]);
    let rest = rest.strip_prefix(['m', 'M'])?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    // `AMT` is a zone.
    (!rest.starts_with(char::is_alphanumeric)).then_some((afternoon, rest))
}

/// Whether a text is a zone, or nothing: `Z`, `+03:00`, `GMT+3`, `MSK`, `Europe/Moscow`, `+0300 (Moscow Standard Time)`.
fn is_zone(text: &str) -> bool {
    let text = text.trim();
    let (zone, remark) = match text.split_once('(') {
        Some((zone, remark)) => (zone.trim_end(), Some(remark)),
        None => (text, None),
    };
    let remark_is_sound = remark.is_none_or(|remark| {
        remark
            .strip_suffix(')')
            .is_some_and(|name| name.starts_with(char::is_alphanumeric) && !name.contains(['(', ')']))
    });
    let (name, offset) = match zone.find(['+', '-', '\u{2212}']) {
        Some(place) => zone.split_at(place),
        None => (zone, ""),
    };
    remark_is_sound && (name.is_empty() || is_zone_name(name.trim_end())) && is_offset(offset)
}

fn is_zone_name(name: &str) -> bool {
    let is_short = name.chars().count() <= 5 && name.chars().all(char::is_uppercase);
    let is_place = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.contains('/')
        && name.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'_'));
    is_short || is_place
}

/// The seconds that a zone is before UTC, where it says so itself: `Z`, `UTC`, `+03:00`, `GMT-5`.
pub(super) fn offset(zone: &str) -> Option<i32> {
    let (name, offset) = match zone.find(['+', '-', '\u{2212}']) {
        Some(place) => zone.split_at(place),
        None => (zone, ""),
    };
    if !matches!(name.trim_end(), "" | "Z" | "UTC" | "GMT") || zone.is_empty() || !is_offset(offset) {
        return None;
    }
    let sign = if offset.starts_with('+') { 1 } else { -1 };
    let digits = offset.trim_start_matches(['+', '-', '\u{2212}']);
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 => digits.split_at(2),
        None => (digits, ""),
    };
    let number = |digits: &str| if digits.is_empty() { Some(0) } else { digits.parse::<i32>().ok() };
    Some(sign * (number(hours)? * 3600 + number(minutes)? * 60))
}

fn is_offset(text: &str) -> bool {
    let Some(digits) = text.strip_prefix(['+', '-', '\u{2212}']) else { return text.is_empty() };
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (hours, Some(minutes)),
        None if digits.len() == 4 && digits.is_ascii() => (&digits[..2], Some(&digits[2..])),
        None => (digits, None),
    };
    let is_below =
        |text: &str, limit: u32| two_digits(text, 1).is_some_and(|(n, rest)| rest.is_empty() && n < limit);
    is_below(hours, 16) && minutes.is_none_or(|minutes| minutes.len() == 2 && is_below(minutes, 60))
}
