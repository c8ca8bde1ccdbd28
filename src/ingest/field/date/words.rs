//! Days whose month is a word: `January 5, 2026`, `5-Jan-26`, `5 de enero de 2026`, `5 января 2026 г.`

use super::day::{self, Digits, Written};
use super::names;

/// Words between the parts of a date.
const OF: &str = "of de del";

/// What stands behind the number of a day: `1st`, `1er`.
const ORDINALS: &str = "st nd rd th er";

/// Behind a year: `2026 г.`
const YEAR: &str = "г год года";

/// Takes a day off the beginning of a text: a month's name in it, or a day of the week before it.
pub(super) fn take(text: &str) -> Option<(Written, &str)> {
    // `mar 3 feb 2026` is a Tuesday: only what cannot begin with a month's name begins with a day of the week.
    day_first(text).or_else(|| month_first(text)).or_else(|| {
        let text = behind_weekday(text)?;
        day::take(text).or_else(|| day_first(text)).or_else(|| month_first(text))
    })
}

/// Whether words without any number name a day or a month all the same: `January`, `yesterday`.
pub(super) fn names_a_day(text: &str) -> bool {
    const DAYS: &str = "yesterday|today|вчера|сегодня|позавчера|hier|gestern|heute";
    let Some((word, rest)) = names::word(text) else { return false };
    let folded = word.to_lowercase();
    rest.trim().is_empty()
        && (names::month(word).is_some()
            || names::is_weekday(word)
            || DAYS.split('|').any(|day| day == folded))
}

/// Takes a month's name off.
pub(super) fn month(text: &str) -> Option<(u32, &str)> {
    let (word, rest) = names::word(text)?;
    Some((names::month(word)?, rest))
}

/// Takes what joins two parts off: `-` or `/` with no blank beside it, or blanks, a point, a comma, a word like `de`.
pub(super) fn joint(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix(['-', '/']) {
        return rest.starts_with(char::is_alphanumeric).then_some(rest);
    }
    let rest = text.strip_prefix('.').unwrap_or(text);
    let rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    let rest = match names::word(rest) {
        Some((word, behind)) if names::fold(word).is_some_and(|word| names::is_among(&word, OF)) => {
            behind.trim_start()
        }
        _ => rest,
    };
    (rest.len() < text.len()).then_some(rest)
}

/// Takes `г.` off, which tells no more than that a year stands before it.
pub(super) fn past_year_word(text: &str) -> &str {
    // Almost no text has one, and every date that is read comes by here.
    if !text.trim_start().starts_with(['г', 'Г']) {
        return text;
    }
    let behind = || {
        let (word, rest) = names::word(text.trim_start())?;
        let is_one = names::is_among(&names::fold(word)?, YEAR);
        is_one.then(|| rest.strip_prefix('.').unwrap_or(rest))
    };
    behind().unwrap_or(text)
}

fn day_first(text: &str) -> Option<(Written, &str)> {
    let (day, rest) = number_of_day(text)?;
    let (month, rest) = month(joint(rest)?)?;
    // Two digits are a year in `5-Jan-26` only. In `1 May, 12 May 2026` they are not.
    let is_tight = rest.starts_with(['-', '/']);
    let (year, rest) = Digits::take(joint(rest)?)?;
    let year = year.year().filter(|_| is_tight || year.length == 4)?;
    Some((Written::Plain { year, month, day }, past_year_word(rest)))
}

fn month_first(text: &str) -> Option<(Written, &str)> {
    let (month, rest) = month(text)?;
    let (day, rest) = number_of_day(joint(rest)?)?;
    let (year, rest) = Digits::take(joint(rest)?)?;
    let year = year.year().filter(|_| year.length == 4)?;
    Some((Written::Plain { year, month, day }, past_year_word(rest)))
}

fn number_of_day(text: &str) -> Option<(u32, &str)> {
    let (day, rest) = Digits::take(text)?;
    let rest = match names::word(rest) {
        Some((word, behind)) if names::fold(word).is_some_and(|word| names::is_among(&word, ORDINALS)) => {
            behind
        }
        _ => rest.strip_prefix(['º', '°']).unwrap_or(rest),
    };
    (day.length <= 2).then_some((day.value, rest))
}

fn behind_weekday(text: &str) -> Option<&str> {
    let (word, rest) = names::word(text)?;
    let rest = rest.strip_prefix("-feira").unwrap_or(rest);
    if names::is_weekday(word) { joint(rest) } else { None }
}
