//! JSON: the whole report in one object. Counts are integers, all other figures decimal strings in full.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::ser::PrettyFormatter;

use crate::core::chance::interval::Interval;
use crate::core::decimal::{self, Decimal};
use crate::core::metric::{Metric, Unit};
use crate::core::value::Value;
use crate::report::{Cell, Movement, Report, Row};

use super::{Precision, Style, number, working};
use by_order::OtherDays;
use compared::{Changed, Compared};
use judged::Judged;
use maturity::MatureFrom;
use trend::OverTime;

mod by_order;
mod compared;
mod judged;
mod maturity;
mod trend;

/// Raised when a program that reads the old shape would misread the new one.
pub(super) const SCHEMA_VERSION: u32 = 1;

pub(super) fn render(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        schema_version: SCHEMA_VERSION,
        command: report.command,
        currency: report.currency.as_deref(),
        group_by: &report.group_by,
        target: report.target.map(Metric::key),
        columns: report
            .columns
            .iter()
            .map(|column| Column {
                key: &column.key,
                label: &column.label,
                unit: column.unit.name(),
                formula: column.formula.as_deref(),
            })
            .collect(),
        rows: records(report, style).collect(),
        total: report.total.as_ref().map(|row| Record::new(report, row, style.precision)),
        by_order: report.by_order.as_ref().map(|by_order| OtherDays::new(by_order, style.precision)),
        maturity: report.maturity.as_ref().map(MatureFrom::new),
        trend: report.trend.as_ref().map(|trend| OverTime::new(report, trend, style.precision)),
        words: &report.words,
        working: working::lines(report, style),
        comparisons: report.comparisons.iter().map(|it| Compared::new(it, style.precision)).collect(),
        changes: report.changes.iter().map(|it| Changed::new(report, it, style.precision)).collect(),
        limits: report.limits.iter().map(|limit| Judged::new(report, limit, style.precision)).collect(),
        notes: report.notes.iter().map(|note| Note { code: note.code, message: &note.message }).collect(),
        sources: report
            .sources
            .iter()
            .map(|source| Source {
                file: &source.file,
                rows: source.rows,
                used: source.used,
                excluded: &source.excluded,
                rejected: source.rejected,
            })
            .collect(),
    };
    let mut serializer =
        serde_json::Serializer::with_formatter(&mut *out, PrettyFormatter::with_indent(b"  "));
    document.serialize(&mut serializer)?;
    writeln!(out)
}

#[derive(serde::Serialize)]
struct Document<'a> {
    schema_version: u32,
    command: &'a str,
    currency: Option<&'a str>,
    group_by: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'a str>,
    columns: Vec<Column<'a>>,
    rows: Vec<Record<'a>>,
    total: Option<Record<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by_order: Option<OtherDays<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maturity: Option<MatureFrom>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trend: Option<OverTime<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    words: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    working: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    comparisons: Vec<Compared>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<Changed<'a>>,
    limits: Vec<Judged<'a>>,
    notes: Vec<Note<'a>>,
    sources: Vec<Source<'a>>,
}

#[derive(serde::Serialize)]
struct Column<'a> {
    key: &'a str,
    label: &'a str,
    unit: &'a str,
    formula: Option<&'a str>,
}

#[derive(serde::Serialize)]
struct Note<'a> {
    code: &'a str,
    message: &'a str,
}

#[derive(serde::Serialize)]
struct Source<'a> {
    file: &'a str,
    rows: u64,
    used: u64,
    excluded: &'a BTreeMap<String, u64>,
    rejected: u64,
}

/// A row as an object: its dimensions, its figures, and why there is none where there is none.
pub(super) struct Record<'a> {
    report: &'a Report,
    row: &'a Row,
    precision: Option<Precision>,
    /// Over time: whether the data fill the period.
    partial_period: Option<bool>,
    /// Over time: what has become of each figure.
    changes: Option<&'a [Movement]>,
    /// By whose day its orders are, where there are both.
    date_basis: Option<&'static str>,
}

/// The rows as objects, in their order.
pub(super) fn records<'a>(report: &'a Report, style: &Style) -> impl Iterator<Item = Record<'a>> {
    let precision = style.precision;
    report.rows.iter().enumerate().map(move |(place, row)| {
        let cell = report.trend.as_ref().and_then(|trend| trend.cells.get(place));
        Record {
            partial_period: cell.map(|cell| cell.is_partial),
            changes: cell.map(|cell| &cell.changes[..]),
            date_basis: report.by_order.as_ref().map(|_| "lead"),
            ..Record::new(report, row, precision)
        }
    })
}

/// The rows with orders on their own days, where there are any.
pub(super) fn records_by_order<'a>(report: &'a Report, style: &Style) -> impl Iterator<Item = Record<'a>> {
    let precision = style.precision;
    let tables = report.by_order.iter().map(|by_order| &by_order.table);
    tables.flat_map(move |table| {
        table
            .rows
            .iter()
            .map(move |row| Record { date_basis: Some("order"), ..Record::new(table, row, precision) })
    })
}

impl<'a> Record<'a> {
    fn new(report: &'a Report, row: &'a Row, precision: Option<Precision>) -> Self {
        Self { report, row, precision, partial_period: None, changes: None, date_basis: None }
    }
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (dimension, name) in self.report.group_by.iter().zip(&self.row.group) {
            map.serialize_entry(dimension, name)?;
        }
        if let Some(others) = self.row.others {
            map.serialize_entry("others", &others)?;
        }
        let mut undefined = BTreeMap::new();
        let mut partial = Vec::new();
        let (mut intervals, mut no_interval) = (BTreeMap::new(), BTreeMap::new());
        for (column, cell) in self.report.columns.iter().zip(&self.row.cells) {
            match cell {
                Cell::Text(text) => map.serialize_entry(&column.key, text)?,
                Cell::Figure { value, partial: is_partial, interval } => {
                    let figure = value.known().map(|figure| Figure::new(figure, column.unit, self.precision));
                    map.serialize_entry(&column.key, &figure)?;
                    let reason = match value {
                        Value::Undefined(reason) => Some(reason.to_string()),
                        Value::Absent(metric) => Some(format!("nothing gives {metric}")),
                        Value::Known(_) => None,
                    };
                    undefined.extend(reason.map(|reason| (&column.key, reason)));
                    if *is_partial && figure.is_some() {
                        partial.push(&column.key);
                    }
                    match interval {
                        Some(Ok(interval)) => {
                            intervals
                                .insert(&column.key, Bounds::new(*interval, column.unit, self.precision));
                        }
                        Some(Err(refusal)) => {
                            no_interval.insert(&column.key, refusal.to_string());
                        }
                        None => {}
                    }
                }
            }
        }
        if let Some(partial_period) = self.partial_period {
            map.serialize_entry("partial_period", &partial_period)?;
        }
        if let Some(maturity) = &self.report.maturity
            && let Some(share) = maturity.share(&self.row.group)
        {
            map.serialize_entry("maturity", &Figure::new(share, Unit::Percent, self.precision))?;
            map.serialize_entry("immature", &(share < maturity.least))?;
        }
        if let Some(basis) = self.date_basis {
            map.serialize_entry("date_basis", basis)?;
        }
        if let Some(changes) = self.changes.filter(|changes| !changes.is_empty()) {
            map.serialize_entry("changes", &trend::moved(changes, &self.report.columns, self.precision))?;
        }
        if !partial.is_empty() {
            map.serialize_entry("partial", &partial)?;
        }
        if !undefined.is_empty() {
            map.serialize_entry("undefined", &undefined)?;
        }
        if !intervals.is_empty() {
            map.serialize_entry("intervals", &intervals)?;
        }
        if !no_interval.is_empty() {
            map.serialize_entry("no_interval", &no_interval)?;
        }
        map.end()
    }
}

/// An interval; without a bound on the side where it has none.
#[derive(serde::Serialize)]
struct Bounds {
    low: Option<Figure>,
    high: Option<Figure>,
    confidence: String,
    method: &'static str,
}

impl Bounds {
    fn new(interval: Interval, unit: Unit, precision: Option<Precision>) -> Self {
        // Bounds are estimates: not even those of counts are whole.
        let unit = if unit == Unit::Count { Unit::Multiple } else { unit };
        let bound = |bound: Option<Decimal>| bound.map(|bound| Figure::new(bound, unit, precision));
        Self {
            low: bound(interval.low),
            high: bound(interval.high),
            confidence: decimal::plain(interval.confidence.level()),
            method: interval.method.key(),
        }
    }
}

/// A figure as JSON has it. A JSON number would be read through a binary float by many, so only whole counts are one.
struct Figure {
    count: Option<i128>,
    text: String,
}

impl Figure {
    fn new(value: Decimal, unit: Unit, precision: Option<Precision>) -> Self {
        let text = number::for_programs(value, unit, precision);
        Self { count: if unit == Unit::Count { text.parse().ok() } else { None }, text }
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.count {
            Some(count) => serializer.serialize_i128(count),
            None => serializer.serialize_str(&self.text),
        }
    }
}
