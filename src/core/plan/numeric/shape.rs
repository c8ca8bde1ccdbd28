//! How leads follow the spend of a month, but for their scale: straight, as a power, or as a logarithm.
#![expect(clippy::disallowed_types, clippy::float_arithmetic, reason = "powers are not rational")]

use crate::core::chance::float;
use crate::core::chance::refusal::Refusal;
use crate::core::decimal::{self, Decimal, Overflow};

/// How what a spend brings grows with it: leads are a scale times one of these.
///
/// All of them bring nothing for nothing, more for more, and never more for the next unit than for the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `spend`: a lead always costs the same.
    Line,
    /// `spend ^ exponent`: the less is spent, the more the next unit brings, without an end, so that a channel is never left out.
    Power {
        /// Above 0 and below 1.
        exponent: Decimal,
    },
    /// `ln(1 + spend / halved_at)`: the first unit brings `scale / halved_at` and no more, so that a channel is left out where
    /// others bring more than that for their next.
    Logarithm {
        /// The spend at which the next unit brings half of what the first one did; above 0.
        halved_at: Decimal,
    },
}

impl Shape {
    /// What a spend brings at a scale.
    ///
    /// **Formula**: `scale * spend`, `scale * spend ^ exponent` or `scale * ln(1 + spend / halved_at)`.
    ///
    /// **Errors**: [`Refusal::OutOfRange`].
    ///
    /// ```
    /// use leadcalc::core::plan::numeric::shape::Shape;
    /// let root = Shape::Power { exponent: "0.5".parse().unwrap() };
    /// assert_eq!(root.brings(3.into(), 49.into()), Ok(21.into()));
    /// let logarithm = Shape::Logarithm { halved_at: 100.into() };
    /// // Of 700 it is ln 8, three times that of 100, ln 2.
    /// let [once, thrice] = [100, 700].map(|spend: u32| logarithm.brings(1.into(), spend.into()).unwrap());
    /// assert_eq!((once.to_string(), thrice.to_string()), ("0.69314718056".into(), "2.07944154168".into()));
    /// ```
    pub fn brings(self, scale: Decimal, spend: Decimal) -> Result<Decimal, Refusal> {
        if self == Self::Line {
            return decimal::multiply_rounded(scale, spend).map_err(|Overflow| Refusal::OutOfRange);
        }
        let brought = Form::of(self)?.brings(float::of_decimal(spend)?);
        float::to_decimal(float::of_decimal(scale)? * brought)
    }

    /// What the next unit of a spend brings, as a part of what a unit of it has brought on average: the percentage of leads that
    /// one percent of spend adds.
    ///
    /// **Formula**: 1 of a straight line, the exponent of a power, and of a logarithm `x / ((1 + x) * ln(1 + x))` with
    /// x = spend / `halved_at`: 1 at first, and ever less.
    ///
    /// **Errors**: [`Refusal::OutOfRange`].
    ///
    /// ```
    /// use leadcalc::core::plan::numeric::shape::Shape;
    /// let logarithm = Shape::Logarithm { halved_at: 100.into() };
    /// let at = |spend: u32| logarithm.elasticity(spend.into()).unwrap().round_dp(4).to_string();
    /// assert_eq!((at(0), at(100), at(700)), ("1".into(), "0.7213".into(), "0.4208".into()));
    /// ```
    pub fn elasticity(self, spend: Decimal) -> Result<Decimal, Refusal> {
        match self {
            Self::Line => Ok(Decimal::ONE),
            Self::Power { exponent } => Ok(exponent),
            Self::Logarithm { .. } => {
                float::to_decimal(Form::of(self)?.elasticity(float::of_decimal(spend)?))
            }
        }
    }
}

/// A [`Shape`], as it is computed with.
#[derive(Debug, Clone, Copy)]
pub(super) enum Form {
    Line,
    Power(f64),
    Logarithm(f64),
}

impl Form {
    pub(super) fn of(shape: Shape) -> Result<Self, Refusal> {
        Ok(match shape {
            Shape::Line => Self::Line,
            Shape::Power { exponent } => Self::Power(float::of_decimal(exponent)?),
            Shape::Logarithm { halved_at } => Self::Logarithm(float::of_decimal(halved_at)?),
        })
    }

    /// What a spend brings at a scale of 1.
    pub(super) fn brings(self, spend: f64) -> f64 {
        match self {
            Self::Line => spend,
            Self::Power(exponent) => spend.powf(exponent),
            Self::Logarithm(halved_at) => (spend / halved_at).ln_1p(),
        }
    }

    /// The percentage of what is brought that one percent of spend adds.
    pub(super) fn elasticity(self, spend: f64) -> f64 {
        match self {
            Self::Line => 1.0,
            Self::Power(exponent) => exponent,
            Self::Logarithm(halved_at) => {
                let part = spend / halved_at;
                if part > 0.0 { part / (1.0 + part) / part.ln_1p() } else { 1.0 }
            }
        }
    }

    /// The spend up to which every unit of it brings more than this at a scale of 1: below 0 where not even the first does, and
    /// no number for 0 of nothing.
    pub(super) fn at(self, slope: f64) -> f64 {
        match self {
            Self::Line if slope < 1.0 => f64::INFINITY,
            Self::Line => 0.0,
            Self::Power(exponent) => (exponent / slope).powf((1.0 - exponent).recip()),
            Self::Logarithm(halved_at) => slope.recip() - halved_at,
        }
    }
}
