//! Orders on their own days, as JSON.

use crate::core::metric::Unit;
use crate::render::Precision;
use crate::report::{ByOrder, Moved, Report};

use super::{Figure, Record};

/// The groups with orders on their own days, what is different from those on the days of their leads, and which orders moved.
#[derive(serde::Serialize)]
pub(super) struct OtherDays<'a> {
    #[serde(flatten)]
    table: Rows<'a>,
    difference: Rows<'a>,
    moved: Vec<Move<'a>>,
}

#[derive(serde::Serialize)]
struct Rows<'a> {
    rows: Vec<Record<'a>>,
    total: Option<Record<'a>>,
}

#[derive(serde::Serialize)]
struct Move<'a> {
    from: &'a str,
    to: &'a str,
    orders: Figure,
    revenue: Figure,
}

impl<'a> OtherDays<'a> {
    pub(super) fn new(by_order: &'a ByOrder, precision: Option<Precision>) -> Self {
        let moved = |moved: &'a Moved| Move {
            from: &moved.from,
            to: &moved.to,
            orders: Figure::new(moved.orders, Unit::Count, precision),
            revenue: Figure::new(moved.revenue, Unit::Money, precision),
        };
        Self {
            table: Rows::new(&by_order.table, precision),
            difference: Rows::new(&by_order.difference, precision),
            moved: by_order.moved.iter().map(moved).collect(),
        }
    }
}

impl<'a> Rows<'a> {
    fn new(report: &'a Report, precision: Option<Precision>) -> Self {
        let record = |row| Record::new(report, row, precision);
        Self { rows: report.rows.iter().map(record).collect(), total: report.total.as_ref().map(record) }
    }
}
