//! What a month of the year makes of a spend, beside the others.

use std::collections::BTreeMap;

use super::numeric::fit::Point;
use crate::core::decimal::{self, Decimal, Overflow};
use crate::core::period::Date;

/// A factor for each month of the year, by its number; 1 for those that are not there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Season {
    factors: BTreeMap<i8, Decimal>,
}

/// Why the data tell of no season.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoSeason {
    /// A month of the year was not seen twice.
    #[error(
        "months with the number {month}: {times}, and it takes two of each to tell a season from a trend; give the factors \
         in a file"
    )]
    Short {
        /// Its number.
        month: i8,
        /// How often it was seen.
        times: usize,
    },
    /// A month of the year brought nothing.
    #[error(
        "month {0} of the year brought no leads, so that its factor would be 0; give the factors in a file"
    )]
    Nothing(i8),
    /// A factor that does not fit in 28 digits.
    #[error("a factor needs more than 28 digits")]
    Overflow,
}

impl From<Overflow> for NoSeason {
    fn from(Overflow: Overflow) -> Self {
        Self::Overflow
    }
}

impl Season {
    /// Factors that somebody gave.
    #[must_use]
    pub fn given(factors: BTreeMap<i8, Decimal>) -> Self {
        Self { factors }
    }

    /// The leads for the spend of each month of the year, over those of all of them.
    ///
    /// **Formula**: factor = (leads / spend of the month in all years) / (leads / spend of all months). Every month of the year has to have
    /// been seen twice.
    ///
    /// **Errors**: [`NoSeason`].
    pub fn of(months: &[(Date, Point)]) -> Result<Self, NoSeason> {
        let mut sums: BTreeMap<i8, (usize, Point)> = BTreeMap::new();
        let nothing = Point { spend: Decimal::ZERO, leads: Decimal::ZERO };
        let mut all = nothing;
        for (first, point) in months {
            let (times, sum) = sums.entry(first.month()).or_insert((0, nothing));
            *times = times.saturating_add(1);
            *sum = added(*sum, *point)?;
            all = added(all, *point)?;
        }
        let mut factors = BTreeMap::new();
        for month in 1..=12 {
            let (times, sum) = sums.get(&month).copied().unwrap_or((0, nothing));
            if times < 2 {
                return Err(NoSeason::Short { month, times });
            }
            if sum.leads.is_zero() || sum.spend.is_zero() {
                return Err(NoSeason::Nothing(month));
            }
            let of_month = decimal::divide(sum.leads, sum.spend)?;
            factors.insert(month, decimal::divide(of_month, decimal::divide(all.leads, all.spend)?)?);
        }
        Ok(Self { factors })
    }

    /// The factor of a month.
    #[must_use]
    pub fn factor(&self, month: Date) -> Decimal {
        self.factors.get(&month.month()).copied().unwrap_or(Decimal::ONE)
    }
}

fn added(one: Point, other: Point) -> Result<Point, Overflow> {
    Ok(Point { spend: decimal::add(one.spend, other.spend)?, leads: decimal::add(one.leads, other.leads)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two years of 100 a month: 10 leads in most months, 20 in December.
    fn two_years() -> Vec<(Date, Point)> {
        let month = |year, month| {
            let leads = if month == 12 { 21 } else { 9 };
            (Date::constant(year, month, 1), Point { spend: 100.into(), leads: leads.into() })
        };
        [2024, 2025].into_iter().flat_map(|year| (1..=12).map(move |number| month(year, number))).collect()
    }

    #[test]
    fn two_years_tell_a_season_and_less_does_not() {
        let season = Season::of(&two_years()).unwrap();
        // 9 and 21 over an average of 10.
        assert_eq!(season.factor(Date::constant(2026, 5, 1)).to_string(), "0.9");
        assert_eq!(season.factor(Date::constant(2026, 12, 1)).to_string(), "2.1");
        let short = Season::of(&two_years()[1..]).unwrap_err();
        assert_eq!(short, NoSeason::Short { month: 1, times: 1 });
        let mut quiet = two_years();
        for (first, point) in &mut quiet {
            if first.month() == 7 {
                point.leads = Decimal::ZERO;
            }
        }
        assert_eq!(Season::of(&quiet), Err(NoSeason::Nothing(7)));
    }
}
