//! What rows over time have beside their figures, as JSON.

use std::collections::BTreeMap;

use crate::core::decimal::Decimal;
use crate::core::metric::Unit;
use crate::core::value::Value;
use crate::render::Precision;
use crate::report::{self, Column, Movement, Report, Trend};

use super::{Figure, Record};

/// Periods over all groups, and groups over all periods.
#[derive(serde::Serialize)]
pub(super) struct OverTime<'a> {
    every: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    versus: Option<&'static str>,
    /// The days of the data.
    days: Vec<Days>,
    periods: Vec<Period<'a>>,
    groups: Vec<Record<'a>>,
}

/// The days of one kind of file.
#[derive(serde::Serialize)]
struct Days {
    files: &'static str,
    first: String,
    last: String,
}

impl Days {
    fn new(days: &report::Days) -> Self {
        Self { files: days.side.name(), first: days.first.to_string(), last: days.last.to_string() }
    }
}

#[derive(serde::Serialize)]
struct Period<'a> {
    #[serde(rename = "period")]
    name: &'a str,
    partial: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    maturity: Option<Figure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    immature: Option<bool>,
    total: Record<'a>,
}

impl<'a> OverTime<'a> {
    pub(super) fn new(report: &'a Report, trend: &'a Trend, precision: Option<Precision>) -> Self {
        let share = |name: &str| report.maturity.as_ref()?.shares.get(name).copied();
        let immature =
            |name: &str| share(name).zip(report.maturity.as_ref()).map(|(share, it)| share < it.least);
        let periods = trend.periods.iter().map(|period| Period {
            name: &period.name,
            partial: period.cell.is_partial,
            maturity: share(&period.name).map(|share| Figure::new(share, Unit::Percent, precision)),
            immature: immature(&period.name),
            total: Record {
                changes: Some(&period.cell.changes),
                ..Record::new(report, &period.total, precision)
            },
        });
        Self {
            every: trend.every.name(),
            versus: trend.versus.map(report::Versus::name),
            days: trend.days.iter().map(Days::new).collect(),
            periods: periods.collect(),
            groups: trend.groups.iter().map(|row| Record::new(report, row, precision)).collect(),
        }
    }
}

/// What has become of a figure.
#[derive(serde::Serialize)]
pub(super) struct Moved {
    was: Option<Figure>,
    difference: Option<Figure>,
    relative: Option<Figure>,
    /// Why there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    undefined: Option<String>,
}

/// What has become of each figure, by its key.
pub(super) fn moved<'a>(
    changes: &[Movement],
    columns: &'a [Column],
    precision: Option<Precision>,
) -> BTreeMap<&'a str, Moved> {
    let moved = |(movement, column): (&Movement, &'a Column)| {
        let figure = |value: Option<Decimal>, unit| value.map(|value| Figure::new(value, unit, precision));
        let undefined = match movement.was {
            Value::Known(_) => None,
            Value::Undefined(reason) => Some(reason.to_string()),
            Value::Absent(metric) => Some(format!("nothing gives {metric}")),
        };
        let moved = Moved {
            was: figure(movement.was.known(), column.unit),
            difference: figure(movement.difference, column.unit),
            relative: figure(movement.relative, Unit::Percent),
            undefined,
        };
        (column.key.as_ref(), moved)
    };
    changes.iter().zip(columns).map(moved).collect()
}
