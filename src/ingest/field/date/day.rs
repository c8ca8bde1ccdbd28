//! A day as it is written, before it is known which of its numbers is the month.

use crate::core::period::Date;

use super::order::Order;

/// The numbers of a day. They need not make one: `31.02.2026` has the form of a day and is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// The form says which number is which.
    Plain { year: u32, month: u32, day: u32 },
    /// `03/04/2026`
    Either { first: u32, second: u32, year: u32 },
}

impl Written {
    /// The day that it is in an order; none where the calendar has no such day.
    pub(super) fn under(self, order: Order) -> Option<Date> {
        match (self, order) {
            (Self::Plain { year, month, day }, _)
            | (Self::Either { first: day, second: month, year }, Order::DayFirst)
            | (Self::Either { first: month, second: day, year }, Order::MonthFirst) => date(year, month, day),
        }
    }

    /// The order that it can only be read in: one number is above 12.
    pub(super) fn proves(self) -> Option<Order> {
        match Order::ALL.map(|order| self.under(order)) {
            [Some(_), None] => Some(Order::DayFirst),
            [None, Some(_)] => Some(Order::MonthFirst),
            _ => None,
        }
    }
}

/// Takes a day in numbers off the beginning of a text. It runs on every row, so it neither allocates nor looks back.
pub(super) fn take(text: &str) -> Option<(Written, &str)> {
    let (first, rest) = Digits::take(text)?;
    if first.length == 8 {
        let (year, month, day) = (first.value / 10_000, first.value / 100 % 100, first.value % 100);
        return Some((Written::Plain { year, month, day }, rest));
    }
    let mark = rest.chars().next().filter(|mark| matches!(mark, '-' | '/' | '.'))?;
    let (second, rest) = Digits::take(&rest[1..])?;
    let (third, rest) = Digits::take(rest.strip_prefix(mark)?)?;
    let year = third.year();
    let (first, second, third) = match (first.length, second.length, third.length) {
        (4, 1 | 2, 1 | 2) => {
            return Some((Written::Plain { year: first.value, month: second.value, day: third.value }, rest));
        }
        (1 | 2, 1 | 2, 2 | 4) => (first.value, second.value, third),
        _ => return None,
    };
    let written = match mark {
        '.' => Written::Plain { year: year?, month: second, day: first },
        // `26-01-05` is as likely a year first as a day first, which no other row can prove: it is no date.
        '-' if third.length == 2 => return None,
        _ => Written::Either { first, second, year: year? },
    };
    Some((written, rest))
}

/// A day of the calendar. What is before 1900 is a slip of the pen or a spreadsheet's zero.
pub(super) fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| *year >= 1900)?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Digits in a row: how many there are tells a year from a day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Digits {
    pub(super) value: u32,
    pub(super) length: usize,
}

impl Digits {
    /// Takes all digits off the beginning of a text; none where there are none, or more than any date has.
    pub(super) fn take(text: &str) -> Option<(Self, &str)> {
        let mut value = 0;
        let mut length = 0;
        for digit in text.bytes().take_while(u8::is_ascii_digit) {
            if length == 8 {
                return None;
            }
            value = value * 10 + u32::from(digit - b'0');
            length += 1;
        }
        (length > 0).then(|| (Self { value, length }, &text[length..]))
    }

    /// The year of four digits, or of two in this century.
    pub(super) fn year(self) -> Option<u32> {
        match self.length {
            4 => Some(self.value),
            2 => Some(2000 + self.value),
            _ => None,
        }
    }
}
