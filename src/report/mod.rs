//! What every command produces and every format shows: figures, not text.

mod by_order;
mod comparison;
pub mod inspection;
mod judged;
mod maturity;
mod trend;

pub use by_order::{ByOrder, Moved};
pub use comparison::{Change, Comparison, Needed, Outcome, Scale};
pub use judged::JudgedLimit;
pub use maturity::Maturity;
pub use trend::{Days, Movement, Trend, TrendCell, TrendPeriod, Versus};

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::core::chance::interval::Interval;
use crate::core::chance::refusal::Refusal;
use crate::core::decimal::Decimal;
use crate::core::expression::Expression;
use crate::core::metric::{Better, Language, Metric, Unit};
use crate::core::value::Value;

/// A command's result.
#[derive(Debug)]
pub struct Report {
    /// The subcommand.
    pub command: &'static str,
    /// ISO 4217 code of the money in it, where it is known.
    pub currency: Option<String>,
    /// The dimensions that the rows are grouped by; none for a calculator.
    pub group_by: Vec<String>,
    /// What a plan is to reach.
    pub target: Option<Metric>,
    /// What the cells of a row mean.
    pub columns: Vec<Column>,
    /// One row a group.
    pub rows: Vec<Row>,
    /// What rows over time have beside them.
    pub trend: Option<Trend>,
    /// The sum of all groups, whatever part of them is shown.
    pub total: Option<Row>,
    /// The result in words.
    pub words: Vec<String>,
    /// How the figures were found, where that was asked for.
    pub working: Vec<Working>,
    /// Groups side by side, and whether they differ by more than chance.
    pub comparisons: Vec<Comparison>,
    /// What has become of the groups since a former run.
    pub changes: Vec<Change>,
    /// How mature the periods are, where that can be told.
    pub maturity: Option<Maturity>,
    /// The same by the days of the orders, where that is set beside.
    pub by_order: Option<Box<ByOrder>>,
    /// What became of the limits.
    pub limits: Vec<JudgedLimit>,
    /// What the reader should know about the figures.
    pub notes: Vec<Note>,
    /// What was read.
    pub sources: Vec<Source>,
}

impl Report {
    /// A report of a subcommand with nothing in it yet.
    #[must_use]
    pub fn new(command: &'static str) -> Self {
        Self {
            command,
            currency: None,
            group_by: Vec::new(),
            target: None,
            columns: Vec::new(),
            rows: Vec::new(),
            trend: None,
            total: None,
            words: Vec::new(),
            working: Vec::new(),
            comparisons: Vec::new(),
            changes: Vec::new(),
            maturity: None,
            by_order: None,
            limits: Vec::new(),
            notes: Vec::new(),
            sources: Vec::new(),
        }
    }
}

/// What a column shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The name in records.
    pub key: Cow<'static, str>,
    /// The name for people.
    pub label: Cow<'static, str>,
    /// What it counts in.
    pub unit: Unit,
    /// Which direction is good.
    pub better: Better,
    /// How it is computed; none for what is given or counted.
    pub formula: Option<String>,
}

impl Column {
    /// The column of a metric.
    #[must_use]
    pub fn of(metric: Metric, language: Language) -> Self {
        let entry = metric.entry();
        Self {
            key: entry.key.into(),
            label: metric.label(language).into(),
            unit: entry.unit,
            better: entry.better,
            formula: metric.expression().map(|_| entry.formula.to_owned()),
        }
    }

    /// A column of words.
    #[must_use]
    pub fn text(key: &'static str, label: &'static str) -> Self {
        Self {
            key: key.into(),
            label: label.into(),
            unit: Unit::Text,
            better: Better::Neither,
            formula: None,
        }
    }
}

/// A group's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The group's name in each dimension; empty where it has none. Empty in a total.
    pub group: Vec<String>,
    /// How many groups this row sums up, where it stands for those that are not shown.
    pub others: Option<usize>,
    /// One cell a column.
    pub cells: Vec<Cell>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A figure, or why there is none; partial where some rows of the input did not supply it.
    Figure {
        /// The figure.
        value: Value<Decimal>,
        /// Whether it rests on a part of the rows only.
        partial: bool,
        /// Where it lies, or why that cannot be said; `None` where nobody asked and for what is no estimate.
        interval: Option<Result<Interval, Refusal>>,
    },
    /// Words.
    Text(String),
}

impl Cell {
    /// A figure that rests on all rows.
    #[must_use]
    pub fn figure(value: Value<Decimal>) -> Self {
        Self::Figure { value, partial: false, interval: None }
    }

    /// The figure, if there is one.
    #[must_use]
    pub fn known(&self) -> Option<Decimal> {
        match self {
            Self::Figure { value, .. } => value.known(),
            Self::Text(_) => None,
        }
    }
}

/// How a figure was found.
#[derive(Debug, Clone)]
pub struct Working {
    /// The group it belongs to; empty for a calculator.
    pub group: Vec<String>,
    /// The figure.
    pub metric: Metric,
    /// The formula, or none where the figure was given or found by counting.
    pub formula: Option<Expression>,
    /// Whether it was found in another way, which the dictionary has in words.
    pub found: bool,
    /// Words above it, a line each: what it rests on beside a formula.
    pub aside: Vec<String>,
    /// What the formula's metrics are; `true` for those of the total.
    pub inputs: Vec<(Metric, bool, Value<Decimal>)>,
    /// What came out.
    pub result: Value<Decimal>,
    /// Where it lies, or why that cannot be said; `None` where nobody asked and for what is no estimate.
    pub interval: Option<Result<Interval, Refusal>>,
}

/// Something to know about the figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// A name that programs can rely on.
    pub code: &'static str,
    /// A sentence for people.
    pub message: String,
}

/// What was read from a file.
///
/// `rows = used + excluded + rejected`, always.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Source {
    /// The file as it was named.
    pub file: String,
    /// Data rows in it.
    pub rows: u64,
    /// Rows that count.
    pub used: u64,
    /// Rows that were understood and left out, by reason.
    pub excluded: BTreeMap<String, u64>,
    /// Rows that could not be read.
    pub rejected: u64,
}
