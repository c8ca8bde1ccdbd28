//! Where a figure lies, as far as its data can tell.
#![expect(clippy::disallowed_types, reason = "bounds are computed as floats and kept as decimals")]

use super::confidence::Confidence;
use super::float;
use super::method::Method;
use super::refusal::Refusal;
use crate::core::decimal::{self, Decimal, Overflow};

/// What an estimate may be, at a confidence, by a method. Its bounds belong to it.
///
/// ```
/// use leadcalc::core::chance::{confidence::Confidence, proportion};
/// use leadcalc::core::decimal::parse;
/// let interval = proportion::interval(9, 100, "95%".parse().unwrap()).unwrap(); // 4.8 % to 16.2 %
/// assert!(interval.contains(parse("0.09").unwrap()));
/// assert!(interval.is_above(parse("0.04").unwrap()) && interval.is_below(parse("0.17").unwrap()));
/// assert!(!interval.is_above(parse("0.05").unwrap()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The lower bound; `None` where there is none.
    pub low: Option<Decimal>,
    /// The upper bound; `None` where there is none.
    pub high: Option<Decimal>,
    /// How sure it is.
    pub confidence: Confidence,
    /// What it was computed by.
    pub method: Method,
}

impl Interval {
    /// Rounds computed bounds.
    pub(super) fn rounded(
        low: Option<f64>,
        high: Option<f64>,
        confidence: Confidence,
        method: Method,
    ) -> Result<Self, Refusal> {
        let low = low.map(float::to_decimal).transpose()?;
        let high = high.map(float::to_decimal).transpose()?;
        Ok(Self { low, high, confidence, method })
    }

    /// Whether a figure lies within the bounds.
    #[must_use]
    pub fn contains(self, figure: Decimal) -> bool {
        !self.is_above(figure) && !self.is_below(figure)
    }

    /// Whether all of it lies above a limit.
    #[must_use]
    pub fn is_above(self, limit: Decimal) -> bool {
        self.low.is_some_and(|low| low > limit)
    }

    /// Whether all of it lies below a limit.
    #[must_use]
    pub fn is_below(self, limit: Decimal) -> bool {
        self.high.is_some_and(|high| high < limit)
    }

    /// The interval of the figure plus a constant: of ROAS - 1 (ROI) from that of ROAS.
    ///
    /// **Errors**: [`Overflow`] where a bound does not fit in 28 digits.
    ///
    /// ```
    /// use leadcalc::core::chance::{confidence::Confidence, proportion};
    /// use leadcalc::core::decimal::Decimal;
    /// let all = proportion::interval(4, 4, "95%".parse().unwrap()).unwrap();
    /// assert_eq!(all.shifted(Decimal::NEGATIVE_ONE).unwrap().high, Some(Decimal::ZERO));
    /// ```
    pub fn shifted(self, by: Decimal) -> Result<Self, Overflow> {
        self.map(|bound| decimal::add_rounded(bound, by))
    }

    /// The interval of the figure times a constant; a negative one turns it round. ROMI from ROAS is `margin_rate * roas - 1`.
    ///
    /// **Errors**: [`Overflow`] where a bound does not fit in 28 digits.
    ///
    /// ```
    /// use leadcalc::core::chance::{confidence::Confidence, proportion};
    /// use leadcalc::core::decimal::Decimal;
    /// let none = proportion::interval(0, 4, "95%".parse().unwrap()).unwrap();
    /// let lost = none.scaled(Decimal::from(-100)).unwrap();
    /// assert_eq!(lost.high, Some(Decimal::ZERO));
    /// assert!(lost.low < lost.high);
    /// ```
    pub fn scaled(self, by: Decimal) -> Result<Self, Overflow> {
        let scaled = self.map(|bound| decimal::multiply_rounded(bound, by))?;
        if by.is_sign_negative() {
            Ok(Self { low: scaled.high, high: scaled.low, ..scaled })
        } else {
            Ok(scaled)
        }
    }

    /// The interval of one over a figure that is not negative: of the ratio of costs from that of the ratio of rates.
    ///
    /// A bound of zero turns into none, and none into zero.
    ///
    /// **Errors**: [`Overflow`] where a bound does not fit in 28 digits.
    pub fn inverted(self) -> Result<Self, Overflow> {
        let inverse = |bound| {
            float::of_decimal(bound).and_then(|bound| float::to_decimal(bound.recip())).map_err(|_| Overflow)
        };
        let low = self.high.map_or(Ok(Decimal::ZERO), inverse)?;
        let high = self.low.filter(|low| !low.is_zero()).map(inverse).transpose()?;
        Ok(Self { low: Some(low), high, ..self })
    }

    /// The interval of the product with another figure, where this one is not negative: from the smallest product of two bounds to the
    /// largest. It is wider than it has to be, because it is not likely that both figures lie at their ends at once.
    ///
    /// **Errors**: [`Overflow`] where a bound does not fit in 28 digits.
    ///
    /// ```
    /// use leadcalc::core::chance::{amounts::Amounts, proportion};
    /// let share = proportion::interval(9, 100, "95%".parse().unwrap()).unwrap(); // 0.0481 to 0.1623
    /// let all_alike = Amounts { count: 10, sum: (-20).into(), squares: 40.into() };
    /// let product = share.times(all_alike.average("95%".parse().unwrap()).unwrap()).unwrap();
    /// assert_eq!(product.low.unwrap().round_dp(4).to_string(), "-0.3245");
    /// assert_eq!(product.high.unwrap().round_dp(4).to_string(), "-0.0961");
    /// ```
    pub fn times(self, other: Self) -> Result<Self, Overflow> {
        let product = |own: Option<Decimal>, other: Decimal| {
            own.map(|own| decimal::multiply_rounded(own, other)).transpose()
        };
        let low = match other.low {
            Some(low) if low.is_sign_negative() => product(self.high, low)?,
            Some(low) => product(self.low, low)?,
            None => None,
        };
        let high = match other.high {
            Some(high) if high.is_sign_negative() => product(self.low, high)?,
            Some(high) => product(self.high, high)?,
            None => None,
        };
        Ok(Self { low, high, ..self })
    }

    fn map(self, change: impl Fn(Decimal) -> Result<Decimal, Overflow>) -> Result<Self, Overflow> {
        let low = self.low.map(&change).transpose()?;
        let high = self.high.map(&change).transpose()?;
        Ok(Self { low, high, ..self })
    }
}
