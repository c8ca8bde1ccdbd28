//! Groups and periods as rows, and what has become of each figure.

use anyhow::Result;

use crate::commands::groups::table::Table;
use crate::core::decimal::{self, Decimal};
use crate::core::metric::Metric;
use crate::core::tally::Tally;
use crate::core::value::{Reason, Value};
use crate::report::{Cell, Movement, Row, TrendCell, TrendPeriod, Versus};

use super::axis::Axis;
use super::matrix::Matrix;

/// What rows over time are made with.
pub(super) struct Figures<'a> {
    pub(super) table: Table<'a>,
    pub(super) axis: &'a Axis,
    pub(super) versus: Option<Versus>,
}

impl Figures<'_> {
    /// A row for every period of a group, and what there is to know of it beside its figures.
    pub(super) fn group(&self, matrix: &Matrix, group: usize) -> Result<Vec<(Row, TrendCell)>> {
        let names = &matrix.groups[group].names;
        let tally = |period| matrix.cell(group, period).map(|cell| &cell.tally);
        self.line(|period| names.iter().chain([period]).cloned().collect(), tally)
    }

    /// Every period, all groups together.
    pub(super) fn periods(&self, matrix: &Matrix) -> Result<Vec<TrendPeriod>> {
        let line = self.line(|_| Vec::new(), |period| matrix.periods[period].as_ref())?;
        let period = |((total, cell), name): ((Row, TrendCell), &String)| TrendPeriod {
            name: name.clone(),
            total,
            cell,
        };
        Ok(line.into_iter().zip(&self.axis.names).map(period).collect())
    }

    /// A row for every period, with its names and what is known of it.
    fn line<'t>(
        &self,
        names: impl Fn(&String) -> Vec<String>,
        tally: impl Fn(usize) -> Option<&'t Tally>,
    ) -> Result<Vec<(Row, TrendCell)>> {
        let row = |(period, name): (usize, &String)| match tally(period) {
            Some(tally) => self.table.row(names(name), None, tally),
            None => Ok(self.gap(names(name), period)),
        };
        let rows = self.axis.names.iter().enumerate().map(row).collect::<Result<Vec<_>>>()?;
        let cells: Vec<TrendCell> = (0..rows.len())
            .map(|period| TrendCell {
                has_rows: tally(period).is_some(),
                is_partial: self.axis.is_partial(period),
                changes: self.changes(&rows, period),
            })
            .collect();
        Ok(rows.into_iter().zip(cells).collect())
    }

    /// A period without a row.
    fn gap(&self, names: Vec<String>, period: usize) -> Row {
        let gap = Cell::figure(Value::Undefined(self.axis.no_rows(period)));
        Row { group: names, others: None, cells: vec![gap; self.table.metrics.len()] }
    }

    /// What has become of each figure, where that is asked for.
    fn changes(&self, rows: &[Row], period: usize) -> Vec<Movement> {
        let Some(versus) = self.versus else { return Vec::new() };
        let before = self.axis.before(period, versus);
        let movement = |(column, now): (usize, &Cell)| {
            let was = match before {
                Ok(before) => value(&rows[before].cells[column], self.table.metrics[column]),
                Err(reason) => Value::Undefined(reason),
            };
            movement(value(now, self.table.metrics[column]), was)
        };
        rows[period].cells.iter().enumerate().map(movement).collect()
    }
}

/// A figure that can be set beside another. A sum that only some of the rows supply cannot.
fn value(cell: &Cell, metric: Metric) -> Value<Decimal> {
    match cell {
        Cell::Figure { partial: true, .. } if metric.fact().is_some() => {
            Value::Undefined(Reason::Partial(metric))
        }
        Cell::Figure { value, .. } => *value,
        Cell::Text(_) => Value::Undefined(Reason::Elsewhere("words")),
    }
}

fn movement(now: Value<Decimal>, was: Value<Decimal>) -> Movement {
    let difference =
        now.known().zip(was.known()).and_then(|(now, was)| decimal::subtract_rounded(now, was).ok());
    let relative = difference
        .zip(was.known().filter(|was| !was.is_zero()))
        .and_then(|(difference, was)| decimal::divide(difference, was.abs()).ok());
    Movement { was, difference, relative }
}
