//! The figures of groups, as rows.

use anyhow::Result;

use crate::core::expression::Expression;
use crate::core::metric::Metric;
use crate::core::tally::{InTotal, Tally};
use crate::report::{Cell, Row, Working};

/// The figures of groups, as rows.
pub(super) struct Table<'a> {
    pub(super) metrics: &'a [Metric],
    pub(super) total: &'a Tally,
}

impl Table<'_> {
    pub(super) fn row(&self, group: Vec<String>, others: Option<usize>, part: &Tally) -> Result<Row> {
        let scope = InTotal { part, total: self.total };
        let cell = |metric: &Metric| -> Result<Cell> {
            Ok(Cell::Figure { value: metric.evaluate(&scope)?, partial: scope.is_partial(*metric) })
        };
        Ok(Row { group, others, cells: self.metrics.iter().map(cell).collect::<Result<_>>()? })
    }

    /// How the figures of a group were found. Sums were counted, so only formulas have something to show.
    pub(super) fn working(&self, group: &[String], part: &Tally) -> Result<Vec<Working>> {
        let scope = InTotal { part, total: self.total };
        let whole = InTotal { part: self.total, total: self.total };
        let with_formula = self.metrics.iter().filter_map(|metric| Some((*metric, metric.expression()?)));
        let working = |(metric, formula): (Metric, &'static Expression)| -> Result<Working> {
            let mut inputs = Vec::new();
            for input in formula.metrics() {
                inputs.push((input, false, input.evaluate(&scope)?));
                inputs.push((input, true, input.evaluate(&whole)?));
            }
            let result = metric.evaluate(&scope)?;
            Ok(Working {
                group: group.to_vec(),
                metric,
                formula: Some(formula.clone()),
                found: false,
                inputs,
                result,
            })
        };
        with_formula.map(working).collect()
    }
}
