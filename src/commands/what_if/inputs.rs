//! A calculator's inputs with all their values, and the points that these make.

use anyhow::{Result, bail};

use crate::core::decimal::{self, Decimal};
use crate::core::metric::Metric;
use crate::core::series::{self, Series};

/// What was typed, in the order in which it is told.
#[derive(Debug, Clone)]
pub(in crate::commands) struct Inputs {
    typed: Vec<(Metric, Series)>,
    known: Vec<Metric>,
}

/// A value for each input.
#[derive(Debug, Clone)]
pub(in crate::commands) struct Point(Vec<(Metric, Decimal)>);

impl Inputs {
    /// All inputs that there are, each under the figure that it is, with its values where it was typed.
    pub(in crate::commands) fn new(typed: &[(Metric, Option<&Series>)]) -> Self {
        let mut known: Vec<Metric> = Vec::new();
        for (metric, _) in typed {
            if !known.contains(metric) {
                known.push(*metric);
            }
        }
        let typed = typed.iter().filter_map(|(metric, series)| Some((*metric, (*series)?.clone())));
        Self { typed: typed.collect(), known }
    }

    /// What could be typed.
    pub(super) fn known(&self) -> &[Metric] {
        &self.known
    }

    /// Those that have several values.
    pub(in crate::commands) fn varied(&self) -> Vec<(Metric, &Series)> {
        let several = self.typed.iter().filter(|(_, series)| series.count() > 1);
        several.map(|(metric, series)| (*metric, series)).collect()
    }

    /// Which these are.
    pub(in crate::commands) fn varied_metrics(&self) -> Vec<Metric> {
        self.varied().into_iter().map(|(metric, _)| metric).collect()
    }

    /// The first value of each.
    pub(in crate::commands) fn first(&self) -> Point {
        Point(self.typed.iter().map(|(metric, series)| (*metric, series.first())).collect())
    }

    /// Every combination of values, the last input changing first.
    pub(in crate::commands) fn points(&self) -> Result<Vec<Point>> {
        let cells =
            self.typed.iter().try_fold(1_usize, |cells, (_, series)| cells.checked_mul(series.count()));
        if cells.is_none_or(|cells| cells > series::MOST) {
            let varied = self.varied();
            let names: Vec<&str> = varied.iter().map(|(metric, _)| metric.key()).collect();
            bail!(
                "the values of {} make more than {} combinations; give fewer values",
                names.join(" and "),
                series::MOST
            );
        }
        let mut points = vec![Point(Vec::new())];
        for (metric, series) in &self.typed {
            let longer = |point: &Point| {
                let with = |value| Point([point.0.clone(), vec![(*metric, value)]].concat());
                series.values().map(with).collect::<Vec<_>>()
            };
            points = points.iter().flat_map(longer).collect();
        }
        Ok(points)
    }
}

impl Point {
    /// The value of an input, if it was typed.
    pub(in crate::commands) fn get(&self, metric: Metric) -> Option<Decimal> {
        self.0.iter().find(|(it, _)| *it == metric).map(|(_, value)| *value)
    }

    /// The same with another value for one input, whether or not it has one.
    pub(super) fn with(&self, input: Metric, value: Decimal) -> Self {
        let mut values = self.0.clone();
        match values.iter_mut().find(|(metric, _)| *metric == input) {
            Some((_, old)) => *old = value,
            None => values.push((input, value)),
        }
        Self(values)
    }

    /// All values, in the order of the inputs.
    pub(in crate::commands) fn values(&self) -> impl Iterator<Item = (Metric, Decimal)> {
        self.0.iter().copied()
    }

    /// The values as they could be typed, for an error that holds for them.
    pub(in crate::commands) fn in_words(&self) -> String {
        let values: Vec<String> =
            self.0.iter().map(|(metric, value)| format!("{metric}={}", decimal::plain(*value))).collect();
        values.join(" ")
    }
}
