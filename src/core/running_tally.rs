//! A tally that rows are still being added to.

use super::decimal::{Decimal, Overflow};
use super::fact::{Fact, FactSet};
use super::metric::FigureOverflow;
use super::sum::Sum;
use super::tally::{Coverage, Side, Tally};

/// The sums of a group while its rows are read, by whatever number of threads in whatever order: nothing of that shows in the
/// [`Tally`] that comes of it.
///
/// ```
/// use leadcalc::core::{fact::Fact, running_tally::RunningTally, tally::{Side, Tally}};
/// let mut running = RunningTally::default();
/// running.note_row(Side::Statistics, [Fact::Clicks].into_iter().collect());
/// running.add(Fact::Clicks, 100.into());
/// assert_eq!(running.close().unwrap(), Tally::of(&[(Fact::Clicks, 100.into())]));
/// ```
#[derive(Debug, Clone, Default)]
pub struct RunningTally {
    sums: [Sum; Fact::ALL.len()],
    coverage: [Coverage; 2],
}

impl RunningTally {
    /// Notes that there was a row on this side and which facts it supplied.
    #[inline]
    pub fn note_row(&mut self, side: Side, supplied: FactSet) {
        self.coverage[side as usize].note(supplied);
    }

    /// Adds an amount to a sum.
    #[inline]
    pub fn add(&mut self, fact: Fact, amount: Decimal) {
        self.sums[fact as usize].add(amount);
    }

    /// Adds one to a sum.
    #[inline]
    pub fn count(&mut self, fact: Fact) {
        self.sums[fact as usize].count();
    }

    /// Adds another one.
    pub fn merge(&mut self, other: &Self) {
        for (sum, other) in self.sums.iter_mut().zip(&other.sums) {
            sum.merge(other);
        }
        for (coverage, other) in self.coverage.iter_mut().zip(&other.coverage) {
            coverage.cover(other);
        }
    }

    /// Whether there was any row on this side.
    #[must_use]
    pub fn has_rows(&self, side: Side) -> bool {
        !self.coverage[side as usize].shapes.is_empty()
    }

    /// A tally without sums, for what the rows supply.
    #[must_use]
    pub fn supplied(&self) -> Tally {
        Tally::closed([Decimal::ZERO; Fact::ALL.len()], self.coverage.clone())
    }

    /// The tally.
    ///
    /// **Errors**: [`FigureOverflow`] where an exact sum does not fit in 28 digits.
    pub fn close(self) -> Result<Tally, FigureOverflow> {
        let mut sums = [Decimal::ZERO; Fact::ALL.len()];
        for ((sum, running), fact) in sums.iter_mut().zip(&self.sums).zip(Fact::ALL) {
            *sum = running.value().map_err(|Overflow| FigureOverflow { figure: fact.metric() })?;
        }
        Ok(Tally::closed(sums, self.coverage))
    }
}
