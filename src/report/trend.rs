//! Groups over time: the rows of a report, period after period.

use crate::core::decimal::Decimal;
use crate::core::period::{Date, Period};
use crate::core::tally::Side;
use crate::core::value::Value;

use super::Row;

/// What a report over time has beside its rows, of which there is one for every group and period.
#[derive(Debug)]
pub struct Trend {
    /// How long a period is.
    pub every: Period,
    /// What each figure is set beside.
    pub versus: Option<Versus>,
    /// The periods, in their order.
    pub periods: Vec<TrendPeriod>,
    /// The groups over all periods, in the order of the rows.
    pub groups: Vec<Row>,
    /// What there is to know of each row beside its figures.
    pub cells: Vec<TrendCell>,
    /// The days of the data, as far as they are asked for.
    pub days: Vec<Days>,
    /// Whether people get charts.
    pub chart: bool,
    /// Whether what is drawn for people keeps to ASCII.
    pub ascii: bool,
}

/// The days of the rows of one kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The kind.
    pub side: Side,
    /// The first of them.
    pub first: Date,
    /// The last.
    pub last: Date,
}

/// What figures are set beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Versus {
    /// Those of the period before.
    Previous,
    /// Those of the same period a year before.
    Year,
}

/// A period, all groups together.
#[derive(Debug)]
pub struct TrendPeriod {
    /// Its name; empty for rows without a day.
    pub name: String,
    /// Its figures.
    pub total: Row,
    /// What there is to know of it beside them.
    pub cell: TrendCell,
}

/// What there is to know of a group in a period beside its figures.
#[derive(Debug, Default)]
pub struct TrendCell {
    /// Whether there is any row of it.
    pub has_rows: bool,
    /// Whether the data do not fill the period: of one kind of file at least they begin behind its first day, or end before its last.
    pub is_partial: bool,
    /// What has become of each figure, in the order of the columns; empty where figures are set beside none.
    pub changes: Vec<Movement>,
}

/// A figure beside what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Movement {
    /// What it was.
    pub was: Value<Decimal>,
    /// What it is less what it was, where both exist.
    pub difference: Option<Decimal>,
    /// The difference as a part of what it was, where that was not nothing.
    pub relative: Option<Decimal>,
}

impl Versus {
    /// Its name in options and records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Previous => "previous",
            Self::Year => "year",
        }
    }
}

impl Trend {
    /// The rows of a group, by its place among the groups.
    #[must_use]
    pub fn rows_of<'a, T>(&self, rows: &'a [T], group: usize) -> &'a [T] {
        let from = group * self.periods.len();
        rows.get(from..from + self.periods.len()).unwrap_or_default()
    }
}
