//! How sure an interval is to be.
#![expect(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "tail areas are what quantiles are taken of"
)]

use std::fmt;
use std::str::FromStr;

use super::float;
use super::refusal::Refusal;
use crate::core::decimal::{self, Decimal};
use crate::core::typed;

/// A level of confidence, strictly between 0 and 1.
///
/// **Meaning**: of many intervals at 95 %, about 95 in 100 contain what they estimate.
///
/// ```
/// use leadcalc::core::chance::confidence::Confidence;
/// let confidence: Confidence = "95%".parse().unwrap();
/// assert_eq!(confidence, "0.95".parse().unwrap());
/// assert_eq!(confidence.to_string(), "95%");
/// assert_eq!(confidence.level().to_string(), "0.95");
/// let error = "95".parse::<Confidence>().unwrap_err();
/// assert_eq!(error.to_string(), "a confidence of 95 is not between 0 and 1: write it as 95% or 0.95");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Confidence(Decimal);

/// Why something is no level of confidence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfidenceError {
    /// Not a number, with or without a percent sign.
    #[error("the confidence {0:?} is not a number: write it as 95% or 0.95")]
    NotANumber(String),
    /// 0 % or 100 % and beyond.
    #[error("a confidence of {0} is not between 0 and 1: write it as 95% or 0.95")]
    OutOfRange(String),
}

impl Confidence {
    /// The level as a fraction: 0.95.
    #[must_use]
    pub fn level(self) -> Decimal {
        self.0
    }

    /// The share of intervals that may miss: 0.05 of 95 %.
    pub(super) fn risk(self) -> Result<f64, Refusal> {
        // The difference is exact as a decimal and would not be as a float.
        decimal::subtract(Decimal::ONE, self.0)
            .map_err(|decimal::Overflow| Refusal::OutOfRange)
            .and_then(float::of_decimal)
    }

    /// The share of intervals that may lie too high, and as many too low: 0.025 of 95 %.
    pub(in crate::core) fn tail(self) -> Result<f64, Refusal> {
        self.risk().map(|risk| risk / 2.0)
    }
}

/// **Errors**: [`ConfidenceError::OutOfRange`] for what is not strictly between 0 and 1.
/// 95 %, as nearly everybody takes it.
impl Default for Confidence {
    fn default() -> Self {
        Self(Decimal::from_parts(95, 0, 0, false, 2))
    }
}

impl TryFrom<Decimal> for Confidence {
    type Error = ConfidenceError;

    fn try_from(level: Decimal) -> Result<Self, Self::Error> {
        if level > Decimal::ZERO && level < Decimal::ONE {
            Ok(Self(level.normalize()))
        } else {
            Err(ConfidenceError::OutOfRange(decimal::plain(level)))
        }
    }
}

/// Reads `95%` or `0.95`. **Errors**: [`ConfidenceError`] for anything else.
impl FromStr for Confidence {
    type Err = ConfidenceError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let not_a_number = || ConfidenceError::NotANumber(text.to_owned());
        let out_of_range = |_| ConfidenceError::OutOfRange(text.to_owned());
        let typed = typed::parse(text).map_err(|_| not_a_number())?;
        Self::try_from(typed.value).map_err(out_of_range)
    }
}

/// `95%`.
impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A level is below 1: a hundred times it has no more digits than it has.
        let percent = decimal::multiply(self.0, Decimal::ONE_HUNDRED).unwrap_or(self.0);
        write!(f, "{}%", decimal::plain(percent))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_are_read_and_one_is_written() {
        for (text, level, shown) in [
            ("95%", "0.95", "95%"),
            ("95 %", "0.95", "95%"),
            ("0.9950", "0.995", "99.5%"),
            ("99.9999%", "0.999999", "99.9999%"),
            ("50.0%", "0.5", "50%"),
            ("99,5 %", "0.995", "99.5%"),
            (
                "0.0000000000000000000000000001",
                "0.0000000000000000000000000001",
                "0.00000000000000000000000001%",
            ),
        ] {
            let confidence: Confidence = text.parse().unwrap();
            assert_eq!(
                (confidence.level().to_string().as_str(), confidence.to_string().as_str()),
                (level, shown)
            );
        }
    }

    #[test]
    fn what_is_no_level_is_refused() {
        for text in ["0", "1", "0%", "100%", "95", "-0.5", "-5%", "1000%"] {
            assert_eq!(text.parse::<Confidence>(), Err(ConfidenceError::OutOfRange(text.to_owned())));
        }
        for text in ["", "%", "high", "95%%", "1e-1", "1,234"] {
            assert_eq!(text.parse::<Confidence>(), Err(ConfidenceError::NotANumber(text.to_owned())));
        }
    }
}
