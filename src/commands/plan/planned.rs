//! Sums of a plan, as formulas and limits see them.

use crate::core::fraction::Fraction;
use crate::core::metric::{Metric, Scope, Sums};
use crate::core::tally::{InTotal, Tally};
use crate::core::value::{Reason, Value};

/// Sums, and figures that were found in another way than by their formula.
#[derive(Debug, Clone, Default)]
pub(super) struct Planned {
    pub(super) tally: Tally,
    pub(super) found: Vec<(Metric, Value<Fraction>)>,
}

struct Within<'a> {
    part: &'a Planned,
    total: &'a Planned,
}

impl Planned {
    fn found(&self, metric: Metric) -> Option<Value<Fraction>> {
        self.found.iter().find(|(found, _)| *found == metric).map(|(_, value)| *value)
    }
}

impl Within<'_> {
    fn sums(&self) -> InTotal<'_> {
        InTotal { part: &self.part.tally, total: &self.total.tally }
    }
}

impl Sums for Planned {
    fn within<'a>(&'a self, total: &'a Self) -> impl Scope + 'a {
        Within { part: self, total }
    }

    fn is_partial(&self, _: &Self, _: Metric) -> bool {
        false
    }
}

impl Scope for Within<'_> {
    fn value_of(&self, metric: Metric) -> Option<Value<Fraction>> {
        self.part.found(metric).or_else(|| self.sums().value_of(metric))
    }

    fn value_in_total(&self, metric: Metric) -> Option<Value<Fraction>> {
        self.total.found(metric).or_else(|| self.sums().value_in_total(metric))
    }

    fn comparable(&self, sums: &[Metric]) -> Result<(), Reason> {
        self.sums().comparable(sums)
    }
}
