//! How likely a plan comes true.
#![expect(clippy::disallowed_types, clippy::float_arithmetic, reason = "a chance is an estimate")]

use crate::core::chance::confidence::Confidence;
use crate::core::chance::float;
use crate::core::chance::quantile;
use crate::core::chance::refusal::Refusal;
use crate::core::decimal::Decimal;

/// What is expected of a channel, and from how many it was learnt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// How many are expected.
    pub expected: Decimal,
    /// How many were seen: what the rate that the plan rests on was learnt from.
    pub seen: Decimal,
    /// How far the curve or line that the expectation follows may be off, in what is counted.
    pub curve: Decimal,
    /// How much more they vary than by chance, because months do: a variance.
    pub scattered: Decimal,
}

/// Where the sum of some channels will lie.
///
/// **Formula**: with e expected of a channel after k were seen, the sum varies by `sum(e) + sum(e^2 / k)`: the first is the chance of what
/// comes (a Poisson number), the second that of what was learnt from. The square of what a curve may be off comes on top, and how
/// much months vary beyond chance. The sum is taken for a normal number.
#[derive(Debug, Clone, Copy)]
pub struct Odds {
    mean: f64,
    deviation: f64,
}

impl Odds {
    /// Of these channels together.
    ///
    /// **Errors**: [`Refusal::OutOfRange`].
    pub fn of(parts: &[Part]) -> Result<Self, Refusal> {
        let (mut mean, mut variance) = (0.0, 0.0);
        for part in parts {
            let (expected, seen) = (float::of_decimal(part.expected)?, float::of_decimal(part.seen)?);
            mean += expected;
            if expected > 0.0 {
                let [curve, scattered] = [float::of_decimal(part.curve)?, float::of_decimal(part.scattered)?];
                variance += expected + expected * expected / seen + curve.powi(2) + scattered;
            }
        }
        Ok(Self { mean, deviation: variance.sqrt() })
    }

    /// The bounds within which the sum lies as surely as is asked for; never below nothing.
    ///
    /// **Errors**: [`Refusal::OutOfRange`].
    ///
    /// ```
    /// use leadcalc::core::plan::numeric::odds::{Odds, Part};
    /// // 100 expected after 100 were seen: the variance is 200.
    /// let part = Part { expected: 100.into(), seen: 100.into(), curve: 0.into(), scattered: 0.into() };
    /// let odds = Odds::of(&[part]).unwrap();
    /// let [low, high] = odds.range("95%".parse().unwrap()).unwrap();
    /// assert_eq!((low.round_dp(2).to_string(), high.round_dp(2).to_string()), ("72.28".into(), "127.72".into()));
    /// // Months that vary by 200 more, and a curve that may be off by the root of 400, make it 800: twice as far.
    /// let odds = Odds::of(&[Part { curve: 20.into(), scattered: 200.into(), ..part }]).unwrap();
    /// assert_eq!(odds.range("95%".parse().unwrap()).unwrap()[0].round_dp(2).to_string(), "44.56");
    /// ```
    pub fn range(self, confidence: Confidence) -> Result<[Decimal; 2], Refusal> {
        let distance = quantile::normal_above(confidence.tail()?) * self.deviation;
        Ok([float::to_decimal((self.mean - distance).max(0.0))?, float::to_decimal(self.mean + distance)?])
    }

    /// How likely the sum is to come to this at least; a half of a thing is nearer to the whole one than to none.
    ///
    /// **Errors**: [`Refusal::OutOfRange`].
    ///
    /// ```
    /// use leadcalc::core::plan::numeric::odds::{Odds, Part};
    /// let part = Part { expected: 100.into(), seen: 100.into(), curve: 0.into(), scattered: 0.into() };
    /// let odds = Odds::of(&[part]).unwrap();
    /// assert_eq!(odds.chance(100.into()).unwrap().round_dp(2).to_string(), "0.51");
    /// assert_eq!(odds.chance(120.into()).unwrap().round_dp(2).to_string(), "0.08");
    /// assert_eq!(odds.chance(80.into()).unwrap().round_dp(2).to_string(), "0.93");
    /// ```
    pub fn chance(self, least: Decimal) -> Result<Decimal, Refusal> {
        let distance = (float::of_decimal(least)? - 0.5 - self.mean) / self.deviation;
        let beyond = quantile::normal_beyond(distance) / 2.0;
        float::to_decimal(if distance > 0.0 { beyond } else { 1.0 - beyond })
    }
}
