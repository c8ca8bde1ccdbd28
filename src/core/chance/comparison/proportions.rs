//! Two shares side by side.
#![expect(clippy::disallowed_types, clippy::float_arithmetic, reason = "a comparison is an estimate")]

use super::{chi_square, fisher, needed, newcombe};
use crate::core::chance::confidence::Confidence;
use crate::core::chance::float;
use crate::core::chance::interval::Interval;
use crate::core::chance::method::Method;
use crate::core::chance::proportion::Share;
use crate::core::chance::quantile;
use crate::core::chance::refusal::Refusal;
use crate::core::decimal::Decimal;

/// Successes of trials: orders of clicks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proportion {
    /// How many succeeded.
    pub successes: u64,
    /// How many there were.
    pub trials: u64,
}

/// How far apart two shares are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// The share of the first less that of the second, as a fraction: 0.03 is three percentage points.
    pub difference: Decimal,
    /// Its interval, by Newcombe's method.
    pub interval: Interval,
    /// How likely a difference at least as unlikely is where both are alike.
    pub p: Decimal,
    /// What the p value was computed by: [`Method::Fisher`] or [`Method::ChiSquare`].
    pub test: Method,
    /// What it would take to tell a difference of this size; `None` where there is no difference.
    pub needed: Option<needed::Trials>,
}

/// Compares two shares.
///
/// **Meaning**: whether the shares of two groups differ by more than chance explains.
///
/// **Formula**: the difference with Newcombe's hybrid score interval (method 10); p by Fisher's exact test where an expected
/// count is below 5, else by chi-square without continuity correction. The formulas are those of the [`Method`]s.
///
/// **Result**: fractions and probabilities, 12 significant digits.
///
/// **Errors**: [`Refusal::NoTrials`], [`Refusal::MoreSuccessesThanTrials`], [`Refusal::TooLarge`], of either.
///
/// **Source**: R. G. Newcombe 1998, Statistics in Medicine 17, 873–890; R. A. Fisher 1935, The Design of Experiments;
/// K. Pearson 1900, Philosophical Magazine 50, 157–175.
///
/// ```
/// use leadcalc::core::chance::comparison::proportions::{compare, Proportion};
/// use leadcalc::core::chance::method::Method;
/// let a = Proportion { successes: 9, trials: 100 };
/// let b = Proportion { successes: 16, trials: 300 };
/// let compared = compare(a, b, "95%".parse().unwrap()).unwrap();
/// assert_eq!(compared.difference.round_dp(4).to_string(), "0.0367");
/// assert_eq!((compared.test, compared.p.round_dp(4).to_string().as_str()), (Method::ChiSquare, "0.1896"));
/// // It may be luck: zero lies within the interval.
/// assert!(compared.interval.contains(0.into()));
/// assert_eq!(compared.needed.unwrap().per_group, 776);
/// ```
pub fn compare(a: Proportion, b: Proportion, confidence: Confidence) -> Result<Difference, Refusal> {
    let table = Table::of(a, b)?;
    let tail = confidence.tail()?;
    let (low, high) = newcombe::bounds(table.share_a, table.share_b, quantile::normal_above(tail));
    let (test, p) = if chi_square::is_right_for(&table) {
        (Method::ChiSquare, chi_square::p_value(&table))
    } else {
        (Method::Fisher, fisher::p_value(&table))
    };
    Ok(Difference {
        difference: float::to_decimal(table.difference())?,
        interval: Interval::rounded(Some(low), Some(high), confidence, Method::Newcombe)?,
        p: float::to_decimal(p)?,
        test,
        needed: needed::trials(&table, tail),
    })
}

/// The checked table of two by two: two groups, successes and failures.
pub(super) struct Table {
    pub(super) a: Proportion,
    pub(super) b: Proportion,
    pub(super) share_a: Share,
    pub(super) share_b: Share,
}

impl Table {
    pub(super) fn of(a: Proportion, b: Proportion) -> Result<Self, Refusal> {
        let share_a = Share::of(a.successes, a.trials)?;
        let share_b = Share::of(b.successes, b.trials)?;
        Ok(Self { a, b, share_a, share_b })
    }

    pub(super) fn successes(&self) -> u64 {
        self.a.successes.saturating_add(self.b.successes)
    }

    pub(super) fn trials(&self) -> u64 {
        self.a.trials.saturating_add(self.b.trials)
    }

    pub(super) fn failures(&self) -> u64 {
        self.trials().saturating_sub(self.successes())
    }

    /// The difference of the shares, exactly 0 where they are the same fraction.
    pub(super) fn difference(&self) -> f64 {
        // The products have at most thirty digits; their difference is exact where that of two quotients would be noise.
        let product = |successes: u64, trials: u64| i128::from(successes).saturating_mul(i128::from(trials));
        let difference =
            product(self.a.successes, self.b.trials).saturating_sub(product(self.b.successes, self.a.trials));
        float::of_whole(difference) / self.share_a.trials / self.share_b.trials
    }
}
