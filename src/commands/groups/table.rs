//! The figures of groups, as rows.

use anyhow::Result;

use crate::commands::judge;
use crate::core::chance::confidence::Confidence;
use crate::core::expression::Expression;
use crate::core::limit::reference::Figure;
use crate::core::metric::{Metric, Sums};
use crate::core::tally::Tally;
use crate::report::{Cell, Row, Working};

/// The figures of groups, as rows.
pub(in crate::commands) struct Table<'a, S = Tally> {
    pub(in crate::commands) metrics: &'a [Metric],
    pub(in crate::commands) total: &'a S,
    /// How sure to be of where a figure lies.
    pub(in crate::commands) confidence: Option<Confidence>,
}

impl<S: Sums> Table<'_, S> {
    pub(in crate::commands) fn row(
        &self,
        group: Vec<String>,
        others: Option<usize>,
        part: &S,
    ) -> Result<Row> {
        let scope = part.within(self.total);
        let cell = |metric: &Metric| -> Result<Cell> {
            let Figure { value, is_partial, interval } =
                judge::figure(*metric, &scope, part.is_partial(self.total, *metric), self.confidence)?;
            Ok(Cell::Figure { value, partial: is_partial, interval })
        };
        Ok(Row { group, others, cells: self.metrics.iter().map(cell).collect::<Result<_>>()? })
    }

    /// How the figures of a group were found. Sums were counted, so only formulas have something to show.
    pub(in crate::commands) fn working(&self, group: &[String], part: &S) -> Result<Vec<Working>> {
        let scope = part.within(self.total);
        let whole = self.total.within(self.total);
        let with_formula = self.metrics.iter().filter_map(|metric| Some((*metric, metric.expression()?)));
        let working = |(metric, formula): (Metric, &'static Expression)| -> Result<Working> {
            let mut inputs = Vec::new();
            for input in formula.metrics() {
                inputs.push((input, false, input.evaluate(&scope)?));
                inputs.push((input, true, input.evaluate(&whole)?));
            }
            let figure = judge::figure(metric, &scope, false, self.confidence)?;
            Ok(Working {
                group: group.to_vec(),
                metric,
                formula: Some(formula.clone()),
                found: false,
                aside: Vec::new(),
                inputs,
                result: figure.value,
                interval: figure.interval,
            })
        };
        with_formula.map(working).collect()
    }
}
