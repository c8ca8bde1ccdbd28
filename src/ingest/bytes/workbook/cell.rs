//! A cell of a workbook as text.

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time, date};

use crate::ingest::field::number::TYPED;

/// What the cell says, if anything.
pub(super) fn text(value: &DataRef<'_>) -> Option<String> {
    let text = match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DurationIso(text) => unmarked(text),
        DataRef::SharedString(text) => unmarked(text),
        DataRef::Int(number) => format!("{TYPED}{number}"),
        DataRef::Float(number) => decimal(*number),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::Error(error) => error.to_string(),
        DataRef::DateTime(serial) => moment(serial),
        DataRef::DateTimeIso(text) => iso(text),
    };
    (!text.is_empty()).then_some(text)
}

fn unmarked(text: &str) -> String {
    text.replace(TYPED, "")
}

// The one place of binary floats between an input and a figure: XLSX writes every number as the digits of one, so its value is
// the shortest decimal that means the same float. 0.1 in a cell is 0.1 here, and 0.30000000000000004 is what the sheet holds.

/// The shortest decimal that is this number, without an exponent.
#[expect(clippy::disallowed_types, reason = "a number in XLSX is one")]
fn decimal(number: f64) -> String {
    if number.is_finite() { format!("{TYPED}{number}") } else { number.to_string() }
}

/// Days since an epoch as a date, a time or both. What lies outside of Excel's calendar is left a number, as Excel shows it.
#[expect(
    clippy::disallowed_types,
    clippy::cast_possible_truncation,
    reason = "a date in XLSX is one; checked"
)]
fn moment(serial: &ExcelDateTime) -> String {
    const DAY: f64 = 86_400_000.0;
    const AFTER_LAST: f64 = 2_958_466.0;
    let days = serial.as_f64();
    if !(0.0..AFTER_LAST).contains(&days) {
        return decimal(days);
    }
    // To milliseconds and no further: the rest is what binary fractions make of 13:05:09.
    let milliseconds = (days * DAY).round() as i64;
    let (day, second) = (milliseconds / 86_400_000, milliseconds % 86_400_000 / 1000);
    if serial.is_duration() {
        return clock(day * 86_400 + second);
    }
    match (day, second) {
        (0, second) => clock(second),
        (day, 0) => date_of(day, is_1904(serial)),
        (day, second) => format!("{} {}", date_of(day, is_1904(serial)), clock(second)),
    }
}

/// Whether days are counted from 1904. There is no asking for it, but it makes a difference to being equal.
fn is_1904(serial: &ExcelDateTime) -> bool {
    let kind = if serial.is_duration() { ExcelDateTimeType::TimeDelta } else { ExcelDateTimeType::DateTime };
    *serial == ExcelDateTime::new(serial.as_f64(), kind, true)
}

/// The date of a day's number. Excel believes that 1900 was a leap year: up to then its days are one behind, and its 29 February
/// is written as what it shows, for whoever reads dates to refuse.
fn date_of(day: i64, is_1904: bool) -> String {
    const FIRST: Date = date(1899, 12, 31);
    const FIRST_1904: Date = date(1904, 1, 1);
    let date = match (is_1904, day) {
        (true, day) => FIRST_1904.checked_add(day.days()),
        (false, 60) => return "1900-02-29".to_owned(),
        (false, ..60) => FIRST.checked_add(day.days()),
        (false, day) => FIRST.checked_add((day - 1).days()),
    };
    date.map_or_else(|_| day.to_string(), |date| date.to_string())
}

fn clock(seconds: i64) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// A date in words, in the form that numbered ones get; anything else as it is.
fn iso(text: &str) -> String {
    let bare = text.trim().trim_end_matches(['Z', 'z']);
    if let Ok(moment) = bare.parse::<DateTime>() {
        let time = moment.time();
        let second = i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
        return match second {
            0 => moment.date().to_string(),
            second => format!("{} {}", moment.date(), clock(second)),
        };
    }
    bare.trim_start_matches('T').parse::<Time>().map_or_else(
        |_| unmarked(text),
        |time| format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second()),
    )
}
