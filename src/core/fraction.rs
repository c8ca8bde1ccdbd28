//! A quotient that has not been divided yet, so that a chain of formulas divides once, at its end.

use super::decimal::{self, Decimal, Overflow};

/// An exact numerator over an exact denominator that is not zero.
///
/// `lead_price = acquisition_budget * conversion` with a conversion of 10 / 30 is 2500 * 10 / 30 and not
/// 2500 * 0.3333…: whatever the order of the formulas, a figure is rounded once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    numerator: Decimal,
    denominator: Decimal,
}

impl From<Decimal> for Fraction {
    fn from(value: Decimal) -> Self {
        Self { numerator: value, denominator: Decimal::ONE }
    }
}

impl Fraction {
    /// The figure as a decimal: the one division.
    ///
    /// **Errors**: [`Overflow`] where its whole part does not fit in 28 digits.
    pub fn to_decimal(self) -> Result<Decimal, Overflow> {
        if self.denominator == Decimal::ONE {
            return Ok(self.numerator.normalize());
        }
        decimal::divide(self.numerator, self.denominator)
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        !self.is_zero() && self.numerator.is_sign_negative() != self.denominator.is_sign_negative()
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.numerator.is_zero()
    }

    /// The sum.
    pub fn plus(self, other: Self) -> Result<Self, Overflow> {
        self.combine(other, decimal::add)
    }

    /// The difference.
    pub fn minus(self, other: Self) -> Result<Self, Overflow> {
        self.combine(other, decimal::subtract)
    }

    /// The product.
    pub fn times(self, other: Self) -> Result<Self, Overflow> {
        let exact = || {
            Ok(Self {
                numerator: decimal::multiply(self.numerator, other.numerator)?,
                denominator: decimal::multiply(self.denominator, other.denominator)?,
            })
        };
        exact().or_else(|Overflow| {
            let rounded = decimal::multiply_rounded(self.to_decimal()?, other.to_decimal()?)?;
            Ok(Self::from(rounded))
        })
    }

    /// The quotient; `None` where `other` is zero.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Result<Self, Overflow>> {
        let inverse = Self { numerator: other.denominator, denominator: other.numerator };
        (!other.is_zero()).then(|| self.times(inverse))
    }

    fn combine(
        self,
        other: Self,
        operation: fn(Decimal, Decimal) -> Result<Decimal, Overflow>,
    ) -> Result<Self, Overflow> {
        if self.denominator == other.denominator {
            let numerator = operation(self.numerator, other.numerator)?;
            return Ok(Self { numerator, denominator: self.denominator });
        }
        let exact = || {
            let left = decimal::multiply(self.numerator, other.denominator)?;
            let right = decimal::multiply(other.numerator, self.denominator)?;
            let denominator = decimal::multiply(self.denominator, other.denominator)?;
            Ok(Self { numerator: operation(left, right)?, denominator })
        };
        exact().or_else(|Overflow| operation(self.to_decimal()?, other.to_decimal()?).map(Self::from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_of_three_is_one() {
        let [one, three] = [1, 3].map(|n| Fraction::from(Decimal::from(n)));
        let third = one.over(three).unwrap().unwrap();
        assert_eq!(third.times(three).unwrap().to_decimal(), Ok(Decimal::ONE));
        assert_eq!(third.plus(third).unwrap().plus(third).unwrap().to_decimal(), Ok(Decimal::ONE));
    }

    #[test]
    fn more_digits_than_fit_are_rounded_only_when_the_exact_way_is_closed() {
        let long = Fraction::from(decimal::parse("1.23456789012345").unwrap());
        let product = long.times(long).unwrap().times(long).unwrap().to_decimal().unwrap();
        // 1.23456789012345^3 = 1.881676372353626729966819028056573540963625
        assert!(decimal::plain(product).starts_with("1.88167637235362672996681902"));
    }
}
