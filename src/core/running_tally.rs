//! A tally that rows are still being added to.

use super::decimal::{self, Decimal, Overflow};
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
    squared_amounts: Squares,
    coverage: [Coverage; 2],
}

/// Squares added up. Each is rounded to 28 digits on its own, so that their order decides nothing either.
#[derive(Debug, Clone, Default)]
struct Squares {
    sum: Sum,
    /// Whether one of them had no room.
    is_lost: bool,
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

    /// Adds the square of an order's amount to those of the others.
    #[inline]
    pub fn add_square(&mut self, amount: Decimal) {
        match decimal::multiply_rounded(amount, amount) {
            Ok(square) => self.squared_amounts.sum.add(square),
            Err(Overflow) => self.squared_amounts.is_lost = true,
        }
    }

    /// Adds another one.
    pub fn merge(&mut self, other: &Self) {
        for (sum, other) in self.sums.iter_mut().zip(&other.sums) {
            sum.merge(other);
        }
        self.squared_amounts.sum.merge(&other.squared_amounts.sum);
        self.squared_amounts.is_lost |= other.squared_amounts.is_lost;
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
        Tally::closed([Decimal::ZERO; Fact::ALL.len()], Some(Decimal::ZERO), self.coverage.clone())
    }

    /// The tally.
    ///
    /// **Errors**: [`FigureOverflow`] where an exact sum does not fit in 28 digits.
    pub fn close(self) -> Result<Tally, FigureOverflow> {
        let mut sums = [Decimal::ZERO; Fact::ALL.len()];
        for ((sum, running), fact) in sums.iter_mut().zip(&self.sums).zip(Fact::ALL) {
            *sum = running.value().map_err(|Overflow| FigureOverflow { figure: fact.metric() })?;
        }
        let Squares { sum: squares, is_lost } = &self.squared_amounts;
        let squares = if *is_lost { None } else { squares.value().ok() };
        Ok(Tally::closed(sums, squares, self.coverage))
    }
}
