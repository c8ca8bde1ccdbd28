//! The interval of a share: Wilson's.
#![expect(clippy::disallowed_types, clippy::float_arithmetic, reason = "an interval is an estimate")]

use super::confidence::Confidence;
use super::float;
use super::interval::Interval;
use super::method::Method;
use super::quantile;
use super::refusal::Refusal;

/// The interval of a share.
///
/// **Meaning**: which shares of successes are in keeping with this many successes of this many trials.
///
/// **Formula**: `(k + z²/2 ± z √(k (n - k) / n + z²/4)) / (n + z²)`, with k successes of n trials and z the normal quantile of
/// (1 + confidence) / 2. Of no successes the lower bound is exactly 0, of nothing but successes the upper one exactly 1.
///
/// **Result**: fractions (0.09 is 9 %), 12 significant digits.
///
/// **Errors**: [`Refusal::NoTrials`]; [`Refusal::MoreSuccessesThanTrials`]; [`Refusal::TooLarge`] above 10¹⁵ trials.
///
/// **Source**: E. B. Wilson 1927, Journal of the American Statistical Association 22, 209–212.
///
/// ```
/// use leadcalc::core::chance::{proportion, refusal::Refusal};
/// let confidence = "95%".parse().unwrap();
/// let interval = proportion::interval(9, 100, confidence).unwrap();
/// assert_eq!(interval.low.unwrap().to_string(), "0.0480725400026");
/// assert_eq!(interval.high.unwrap().to_string(), "0.162262128527");
/// assert_eq!(proportion::interval(0, 0, confidence), Err(Refusal::NoTrials));
/// ```
pub fn interval(successes: u64, trials: u64, confidence: Confidence) -> Result<Interval, Refusal> {
    let z = quantile::normal_above(confidence.tail()?);
    let (low, high) = Share::of(successes, trials)?.bounds(z);
    Interval::rounded(Some(low), Some(high), confidence, Method::Wilson)
}

/// Checked counts of a share.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    pub(super) successes: f64,
    pub(super) trials: f64,
}

impl Share {
    pub(super) fn of(successes: u64, trials: u64) -> Result<Self, Refusal> {
        if trials == 0 {
            return Err(Refusal::NoTrials);
        }
        if successes > trials {
            return Err(Refusal::MoreSuccessesThanTrials { successes, trials });
        }
        Ok(Self { successes: float::of_count(successes)?, trials: float::of_count(trials)? })
    }

    pub(super) fn value(self) -> f64 {
        self.successes / self.trials
    }

    /// Wilson's bounds at a normal quantile.
    pub(super) fn bounds(self, z: f64) -> (f64, f64) {
        let Self { successes, trials } = self;
        let failures = trials - successes;
        let square = z * z;
        let root = z * (successes * failures / trials + square / 4.0).sqrt();
        let high = (successes + square / 2.0 + root) / (trials + square);
        // Of the equation whose roots the bounds are, the product of both is known: no difference of close numbers.
        let low =
            if successes > 0.0 { successes * (successes / trials) / (trials + square) / high } else { 0.0 };
        (low, if failures > 0.0 { high } else { 1.0 })
    }
}
