//! The intervals of averages and sums of amounts that vary: of AOV, ROAS, ROI and ROMI.
//!
//! They are computed from sums that merge, whatever the amounts were: how many, their sum, and the sum of their squares.
#![expect(clippy::disallowed_types, clippy::float_arithmetic, reason = "an interval is an estimate")]

use super::confidence::Confidence;
use super::events;
use super::float;
use super::interval::Interval;
use super::method::Method;
use super::quantile;
use super::refusal::Refusal;
use crate::core::decimal::{self, Decimal, Overflow};

/// The fewest amounts that an interval is computed from.
///
/// How much amounts vary is itself an estimate. Of fewer than ten, one large order more or less doubles it.
pub const FEWEST: u64 = 10;

/// What is kept of amounts, of orders say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amounts {
    /// How many there are.
    pub count: u64,
    /// What they add up to.
    pub sum: Decimal,
    /// What their squares add up to.
    pub squares: Decimal,
}

impl Amounts {
    /// The interval of the average amount: of AOV.
    ///
    /// **Meaning**: which averages of many such amounts are in keeping with these.
    ///
    /// **Formula**: `S / n ± t √((Q - S²/n) / (n - 1) / n)`, with n amounts, their sum S, the sum of their squares Q, and t the
    /// quantile of (1 + confidence) / 2 of Student's t with n - 1 degrees of freedom. Amounts that are all the same have no
    /// width.
    ///
    /// **Result**: in the currency of the amounts, 12 significant digits.
    ///
    /// **Errors**: [`Refusal::TooFew`] below [`FEWEST`] amounts; [`Refusal::ImpossibleSums`]; [`Refusal::TooLarge`].
    ///
    /// **Source**: Student 1908, Biometrika 6, 1–25.
    ///
    /// ```
    /// use leadcalc::core::chance::{amounts::Amounts, refusal::Refusal};
    /// // 1, 2, ... 10
    /// let orders = Amounts { count: 10, sum: 55.into(), squares: 385.into() };
    /// let interval = orders.average("95%".parse().unwrap()).unwrap();
    /// assert_eq!(interval.low.unwrap().round_dp(6).to_string(), "3.334149");
    /// assert_eq!(interval.high.unwrap().round_dp(6).to_string(), "7.665851");
    /// let few = Amounts { count: 9, ..orders };
    /// let error = few.average("95%".parse().unwrap()).unwrap_err();
    /// assert_eq!(error, Refusal::TooFew { have: 9, need: 10 });
    /// assert_eq!(error.to_string(), "9 amounts are too few to say how much they vary, it takes 10");
    /// ```
    pub fn average(self, confidence: Confidence) -> Result<Interval, Refusal> {
        let (count, spread) = self.checked()?;
        let average = float::of_decimal(self.sum)? / count;
        let freedom = count - 1.0;
        let error = (spread / freedom / count).sqrt();
        let reach = quantile::student_above(confidence.tail()?, freedom) * error;
        Interval::rounded(Some(average - reach), Some(average + reach), confidence, Method::Student)
    }

    /// The interval of the sum that the same spend may bring again.
    ///
    /// **Meaning**: which sums on average are in keeping with this one, when both the number of amounts and each of them are
    /// a matter of chance.
    ///
    /// **Formula**: Garwood's interval of m = S² / Q events, times w = Q / S: as if the sum were made of m amounts of w each,
    /// which has the same average and variance. Where all amounts are the same it is exact.
    ///
    /// **Result**: in the currency of the amounts, 12 significant digits.
    ///
    /// **Errors**: [`Refusal::TooFew`] below [`FEWEST`] amounts; [`Refusal::Cancelling`] where they do not add up to more
    /// than the size of one; [`Refusal::ImpossibleSums`]; [`Refusal::TooLarge`].
    ///
    /// **Source**: G. Bohm and G. Zech 2014, Nuclear Instruments and Methods in Physics Research A 748, 1–6; F. Garwood
    /// 1936, Biometrika 28, 437–442.
    ///
    /// ```
    /// use leadcalc::core::chance::amounts::Amounts;
    /// // Ten orders of 500: fifty times the interval of ten events, 4.7954 to 18.3904.
    /// let orders = Amounts { count: 10, sum: 5_000.into(), squares: 2_500_000.into() };
    /// let interval = orders.total("95%".parse().unwrap()).unwrap();
    /// assert_eq!(interval.low.unwrap().round_dp(1).to_string(), "2397.7");
    /// assert_eq!(interval.high.unwrap().round_dp(1).to_string(), "9195.2");
    /// ```
    pub fn total(self, confidence: Confidence) -> Result<Interval, Refusal> {
        let (low, high) = self.total_bounds(confidence)?;
        Interval::rounded(Some(low), Some(high), confidence, Method::CompoundPoisson)
    }

    /// The interval of the sum over a fixed spend: of ROAS.
    ///
    /// **Formula**: the bounds of [`Amounts::total`] over the spend. That of ROI is [`shifted`](Interval::shifted) by -1, that of
    /// ROMI [`scaled`](Interval::scaled) by the margin rate before.
    ///
    /// **Result**: a multiple of the spend, 12 significant digits.
    ///
    /// **Errors**: as [`Amounts::total`]; [`Refusal::NoSpend`]; [`Refusal::NegativeSpend`].
    ///
    /// ```
    /// use leadcalc::core::chance::amounts::Amounts;
    /// use leadcalc::core::decimal::Decimal;
    /// let orders = Amounts { count: 10, sum: 5_000.into(), squares: 2_500_000.into() };
    /// let roas = orders.over_spend(1_000.into(), "95%".parse().unwrap()).unwrap();
    /// assert_eq!(roas.low.unwrap().round_dp(3).to_string(), "2.398");
    /// let roi = roas.shifted(Decimal::NEGATIVE_ONE).unwrap();
    /// assert_eq!(roi.low.unwrap().round_dp(3).to_string(), "1.398");
    /// ```
    pub fn over_spend(self, spend: Decimal, confidence: Confidence) -> Result<Interval, Refusal> {
        let spend = events::fixed_spend(spend)?;
        let (low, high) = self.total_bounds(confidence)?;
        Interval::rounded(Some(low / spend), Some(high / spend), confidence, Method::CompoundPoisson)
    }

    fn total_bounds(self, confidence: Confidence) -> Result<(f64, f64), Refusal> {
        self.checked()?;
        let (sum, squares) = (float::of_decimal(self.sum)?, float::of_decimal(self.squares)?);
        let equal_amounts = sum * (sum / squares);
        if self.sum <= Decimal::ZERO || equal_amounts < 1.0 {
            return Err(Refusal::Cancelling);
        }
        let amount = squares / sum;
        let (low, high) = events::bounds(equal_amounts, confidence.tail()?);
        Ok((amount * low, amount * high))
    }

    /// How many amounts there are, and what the squares of their differences from the average add up to.
    fn checked(self) -> Result<(f64, f64), Refusal> {
        if self.count < FEWEST {
            return Err(Refusal::TooFew { have: self.count, need: FEWEST });
        }
        let count = float::of_count(self.count)?;
        let out_of_range = |Overflow| Refusal::OutOfRange;
        // In decimals: the difference of two nearly equal sums would be noise as a float.
        let average = decimal::divide(self.sum, Decimal::from(self.count)).map_err(out_of_range)?;
        let spread = decimal::multiply_rounded(self.sum, average)
            .and_then(|product| decimal::subtract_rounded(self.squares, product))
            .map_err(out_of_range)?;
        let (squares, spread) = (float::of_decimal(self.squares)?, float::of_decimal(spread)?);
        // The average has 28 digits and at most 28 decimals; what is below the last of them says nothing.
        let noise = (squares.abs() * 1e-24).max(1e-27);
        if squares < 0.0 || spread < -noise {
            return Err(Refusal::ImpossibleSums);
        }
        Ok((count, if spread <= noise { 0.0 } else { spread }))
    }
}
