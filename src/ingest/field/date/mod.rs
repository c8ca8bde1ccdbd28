//! Dates: in cells, in columns of months, and in the lines above a header.
//!
//! `day` takes a day in numbers and `words` one with a month's name in it, `clock` reads the time behind them, `order` says
//! which of two numbers is the month where the form does not. `month` reads months, `preamble` periods, and a `span` is what
//! both give. All of them take what they know off the beginning of a text and give the rest back, so that cells and running
//! text are read by the same code. `iso` is a short way for the form that most cells have.

mod clock;
mod day;
mod iso;
mod month;
mod names;
mod order;
mod preamble;
mod span;
mod words;
mod zone;

#[cfg(test)]
mod tests;

use crate::core::period::Date;

pub(in crate::ingest) use iso::LastDay;
pub use order::Order;
pub use zone::Zone;

pub(in crate::ingest) use {
    month::month,
    preamble::{Found, period_of},
    span::Span,
};

/// A moment as it is written: its day, and the second of the day (0 where no time is given).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day.
    pub day: Date,
    /// The second of the day.
    pub second: u32,
}

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// Nothing: empty, a dash, or words such as `not closed`.
    Missing,
    /// A moment, and the order that the cell can only be read in.
    At(Moment, Option<Order>),
    /// `03/04/2026`, and the order is not known.
    Undecided,
}

/// Why a cell is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// Not a date in any reading.
    NotADate,
    /// No date in this order, which is the file's, but one in the other.
    OtherOrder(Order),
    /// A time in a zone that is not known, where times are brought to one zone.
    UnknownZone,
}

/// What is expected of a time that is brought to another zone, for messages.
pub(in crate::ingest) const KNOWN_ZONE: &str =
    "a time in UTC, or with an offset like +03:00, to be brought to --timezone";

/// The forms that are understood, for messages.
pub(in crate::ingest) const FORMS: &str = "a date like 2026-01-31 or 31.01.2026";

/// Reads a cell; `order` is the file's order of day and month as far as it is known.
///
/// Dates are taken as written: a zone behind the time does not move them here, and a day of the week before them is not compared.
///
/// **Errors**: [`Problem`], where it is no date, or none in this order but one in the other.
///
/// ```
/// use leadcalc::ingest::field::date::{Cell, Order, read};
/// let Ok(Cell::At(moment, proven)) = read("31/01/2026 14:05", None) else { panic!("a date") };
/// assert_eq!((moment.day.to_string().as_str(), moment.second), ("2026-01-31", 50_700));
/// assert_eq!(proven, Some(Order::DayFirst));
/// assert_eq!(read("03/04/2026", None), Ok(Cell::Undecided));
/// assert_eq!(read("not closed", None), Ok(Cell::Missing));
/// assert!(read("32.01.2026", None).is_err());
/// ```
pub fn read(cell: &str, order: Option<Order>) -> Result<Cell, Problem> {
    read_after(&mut LastDay::default(), cell, || order)
}

/// The same, in a file whose last day and zone are known; `order` is looked up where it matters.
#[inline]
pub(in crate::ingest) fn read_after(
    last: &mut LastDay,
    cell: &str,
    order: impl FnOnce() -> Option<Order>,
) -> Result<Cell, Problem> {
    let read = match iso::read(cell, last) {
        Some(moment) => Ok(Cell::At(moment, None)),
        None => in_any_form(cell, order()),
    };
    match (last.zone(), read) {
        (Some(zone), Ok(Cell::At(moment, proven))) => Ok(Cell::At(zone.moment(cell, moment)?, proven)),
        (_, read) => read,
    }
}

/// Reads a cell in any form.
fn in_any_form(cell: &str, order: Option<Order>) -> Result<Cell, Problem> {
    let text = cell.trim();
    let (written, rest) = match day::take(text) {
        Some(taken) => taken,
        None if !text.contains(char::is_numeric) => {
            // A month or "yesterday" is a date that somebody has to spell out; other words say that there is none.
            return if words::names_a_day(text) { Err(Problem::NotADate) } else { Ok(Cell::Missing) };
        }
        None => words::take(text).ok_or(Problem::NotADate)?,
    };
    let second = clock::behind(words::past_year_word(rest)).ok_or(Problem::NotADate)?;
    let at = |day, proven| Ok(Cell::At(Moment { day, second }, proven));
    match (Order::ALL.map(|order| written.under(order)), order) {
        ([None, None], _) => Err(Problem::NotADate),
        ([Some(day), Some(same)], _) if day == same => at(day, None),
        ([Some(_), Some(_)], None) => Ok(Cell::Undecided),
        ([Some(day), Some(_)], Some(Order::DayFirst)) | ([Some(_), Some(day)], Some(Order::MonthFirst)) => {
            at(day, None)
        }
        ([Some(day), None], None | Some(Order::DayFirst)) => at(day, Some(Order::DayFirst)),
        ([None, Some(day)], None | Some(Order::MonthFirst)) => at(day, Some(Order::MonthFirst)),
        (_, Some(order)) => Err(Problem::OtherOrder(order)),
    }
}
