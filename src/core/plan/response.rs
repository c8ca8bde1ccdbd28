//! How a channel's leads follow its spend, as far as its months tell.

use super::numeric::fit::{self, Point, PowerFit};
use crate::core::chance::refusal::Refusal;
use crate::core::decimal::{self, Decimal, Overflow};

/// Months that a curve is fitted to at least.
pub const LEAST_MONTHS: usize = 6;

/// How many times the smallest spend of a month the largest has to be for a curve to be fitted.
pub const LEAST_SPREAD: Decimal = Decimal::TWO;

/// Leads as `scale * spend ^ exponent`, in a month without a season of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Response {
    /// The leads of a spend of 1.
    pub scale: Decimal,
    /// Below 1 where returns diminish; 1 where a lead always costs the same.
    pub exponent: Decimal,
    /// How many months it was learnt from.
    pub months: usize,
    /// The smallest and the largest spend of a month.
    pub seen: [Decimal; 2],
    /// Why it is what it is.
    pub grounds: Grounds,
}

/// Why a response is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grounds {
    /// The curve fits.
    Fitted(PowerFit),
    /// The months are too few for a curve.
    FewMonths,
    /// Their spends are too much alike for a curve.
    Alike,
    /// The curve that fits is none that a plan can follow: more spend brought more leads each, or no more leads.
    NotConcave(PowerFit),
}

/// Why there is no response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoResponse {
    /// Nothing was spent in any month.
    #[error("it costs nothing, so that there is no spend to plan")]
    NoSpend,
    /// Nothing came of any month's spend.
    #[error("no leads came of its spend")]
    NoLeads,
    /// A figure that is out of range.
    #[error("{0}")]
    Refused(#[from] Refusal),
}

impl From<Overflow> for NoResponse {
    fn from(Overflow: Overflow) -> Self {
        Self::Refused(Refusal::OutOfRange)
    }
}

impl Response {
    /// From months with spend.
    ///
    /// **Formula**: where there are [`LEAST_MONTHS`] months at least, of which the largest spend is [`LEAST_SPREAD`] times the smallest or
    /// more, a power of the spend ([`fit::power`]), if its exponent lies between 0 and 1. Otherwise a lead costs what it has cost on
    /// average: all spend over all leads.
    ///
    /// **Errors**: [`NoResponse`].
    ///
    /// ```
    /// use leadcalc::core::plan::{numeric::fit::Point, response::{Grounds, Response}};
    /// let month = |spend: u32, leads: u32| Point { spend: spend.into(), leads: leads.into() };
    /// let steady = Response::of(&[month(1000, 9), month(3000, 31)]).unwrap();
    /// assert_eq!((steady.scale.to_string(), steady.grounds), ("0.01".to_owned(), Grounds::FewMonths));
    /// let roots = [100, 400, 900, 1600, 2500, 3600].map(|spend: u32| month(spend, spend.isqrt()));
    /// let fitted = Response::of(&roots).unwrap();
    /// assert_eq!(fitted.exponent.round_dp(9).to_string(), "0.5");
    /// ```
    pub fn of(months: &[Point]) -> Result<Self, NoResponse> {
        let (mut spend, mut leads) = (Decimal::ZERO, Decimal::ZERO);
        for month in months {
            spend = decimal::add(spend, month.spend)?;
            leads = decimal::add(leads, month.leads)?;
        }
        if spend.is_zero() {
            return Err(NoResponse::NoSpend);
        }
        if leads.is_zero() {
            return Err(NoResponse::NoLeads);
        }
        let spends = || months.iter().map(|month| month.spend);
        let seen = [spends().min().unwrap_or_default(), spends().max().unwrap_or_default()];
        let grounds = grounds(months, seen)?;
        let (scale, exponent) = match grounds {
            Grounds::Fitted(fit) => (fit.scale, fit.exponent),
            _ => (decimal::divide(leads, spend)?, Decimal::ONE),
        };
        Ok(Self { scale, exponent, months: months.len(), seen, grounds })
    }
}

fn grounds(months: &[Point], [smallest, largest]: [Decimal; 2]) -> Result<Grounds, NoResponse> {
    if months.len() < LEAST_MONTHS {
        return Ok(Grounds::FewMonths);
    }
    if largest < decimal::multiply(smallest, LEAST_SPREAD)? {
        return Ok(Grounds::Alike);
    }
    let fit = fit::power(months)?;
    let is_concave = fit.exponent > Decimal::ZERO && fit.exponent < Decimal::ONE;
    Ok(if is_concave { Grounds::Fitted(fit) } else { Grounds::NotConcave(fit) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(months: &[(i64, i64)]) -> Vec<Point> {
        months.iter().map(|(spend, leads)| Point { spend: (*spend).into(), leads: (*leads).into() }).collect()
    }

    #[test]
    fn a_curve_takes_months_that_vary() {
        let of = |spends: &[(i64, i64)]| Response::of(&months(spends)).map(|response| response.grounds);
        let alike = [(100, 9), (110, 9), (120, 9), (130, 9), (140, 9), (199, 9)];
        assert_eq!(of(&alike), Ok(Grounds::Alike));
        assert_eq!(of(&alike[1..]), Ok(Grounds::FewMonths));
        let growing = [(100, 1), (110, 1), (120, 2), (130, 2), (140, 2), (200, 9)];
        assert!(matches!(of(&growing), Ok(Grounds::NotConcave(fit)) if fit.exponent > Decimal::ONE));
        let falling = [(100, 9), (110, 9), (120, 8), (130, 8), (140, 8), (200, 5)];
        assert!(matches!(of(&falling), Ok(Grounds::NotConcave(fit)) if fit.exponent < Decimal::ZERO));
        assert_eq!(of(&[(100, 0)]), Err(NoResponse::NoLeads));
        assert_eq!(of(&[]), Err(NoResponse::NoSpend));
    }
}
