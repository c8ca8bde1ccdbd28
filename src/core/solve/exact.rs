//! Fractions of any size: what is put back gives exactly what it came from, however long its digits.
#![allow(
    clippy::arithmetic_side_effects,
    reason = "big integers grow; they neither overflow nor divide by zero here"
)]

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

use crate::core::decimal::{Decimal, Overflow};

/// Decimals that a [`Decimal`] can have.
const MOST_DECIMALS: u32 = 28;

/// An exact number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exact(BigRational);

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Self {
        Self(BigRational::new(value.mantissa().into(), BigInt::from(10).pow(value.scale())))
    }
}

impl Exact {
    /// Nothing.
    #[must_use]
    pub fn zero() -> Self {
        Self(BigRational::zero())
    }

    /// One.
    #[must_use]
    pub fn one() -> Self {
        Self(BigRational::one())
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// The sum.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self(&self.0 + &other.0)
    }

    /// The difference.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        Self(&self.0 - &other.0)
    }

    /// The opposite number.
    #[must_use]
    pub fn negated(&self) -> Self {
        Self(-&self.0)
    }

    /// The product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        Self(&self.0 * &other.0)
    }

    /// The quotient; `None` where `other` is zero.
    #[must_use]
    pub fn over(&self, other: &Self) -> Option<Self> {
        (!other.is_zero()).then(|| Self(&self.0 / &other.0))
    }

    /// The next whole number that is not below it.
    #[must_use]
    pub fn rounded_up(&self) -> Self {
        Self(self.0.ceil())
    }

    /// As a decimal, rounded half away from zero to as many digits as fit.
    ///
    /// **Errors**: [`Overflow`] where its whole part does not fit in 28 digits.
    ///
    /// ```
    /// use leadcalc::core::{decimal::Decimal, solve::exact::Exact};
    /// let cpl = Exact::from(Decimal::from(15_000)).over(&Exact::from(Decimal::from(9))).unwrap();
    /// assert_eq!(cpl.to_decimal().unwrap().to_string(), "1666.6666666666666666666666667");
    /// assert!(!cpl.is_decimal());
    /// ```
    pub fn to_decimal(&self) -> Result<Decimal, Overflow> {
        (0..=MOST_DECIMALS).rev().find_map(|scale| self.to_scale(scale)).ok_or(Overflow)
    }

    /// Whether a decimal says it without rounding.
    #[must_use]
    pub fn is_decimal(&self) -> bool {
        self.to_decimal().is_ok_and(|decimal| Self::from(decimal) == *self)
    }

    fn to_scale(&self, scale: u32) -> Option<Decimal> {
        let digits = (&self.0 * BigRational::from(BigInt::from(10).pow(scale))).round().to_integer();
        Decimal::try_from_i128_with_scale(digits.to_i128()?, scale).ok().map(|decimal| decimal.normalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::decimal;

    #[test]
    fn decimals_come_back_as_they_went_in() {
        for text in ["0", "-3", "0.09", "79228162514264337593543950335", "-0.0000000000000000000000000001"] {
            let value = decimal::parse(text).unwrap();
            assert_eq!(Exact::from(value).to_decimal().map(decimal::plain).as_deref(), Ok(text));
        }
    }

    #[test]
    fn rounds_half_away_from_zero_and_refuses_what_does_not_fit() {
        let third = Exact::one().over(&Exact::from(Decimal::from(-3))).unwrap();
        assert_eq!(third.to_decimal().unwrap().to_string(), "-0.3333333333333333333333333333");
        let tiny = Exact::from(Decimal::new(1, 28)).over(&Exact::from(Decimal::from(-2))).unwrap();
        assert_eq!(tiny.to_decimal().unwrap(), Decimal::new(-1, 28));
        let huge = Exact::from(Decimal::MAX).times(&Exact::from(Decimal::from(2)));
        assert_eq!(huge.to_decimal(), Err(Overflow));
        assert_eq!(third.rounded_up(), Exact::zero());
    }
}
