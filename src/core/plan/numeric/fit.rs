//! How leads follow the spend of a month: a power of it, fitted to the months that were seen.
#![expect(clippy::disallowed_types, clippy::float_arithmetic, reason = "a fit is an estimate")]

use crate::core::chance::confidence::Confidence;
use crate::core::chance::float;
use crate::core::chance::quantile;
use crate::core::chance::refusal::Refusal;
use crate::core::chance::root;
use crate::core::decimal::Decimal;

/// A month: what was spent, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// What was spent, above 0.
    pub spend: Decimal,
    /// What came of it.
    pub leads: Decimal,
}

/// Leads as `scale * spend ^ exponent`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PowerFit {
    /// The leads of a spend of 1.
    pub scale: Decimal,
    /// How much more leads there are of more spend: by 10 % of 10 % more where it is 1.
    pub exponent: Decimal,
    /// The standard error of the exponent.
    pub error: Decimal,
    /// The spend at which an error of the exponent makes no difference: the mean of the months, by their logarithms and leads.
    pub centre: Decimal,
    /// How far months lie from the curve: their spread as a multiple of that of mere chance, 1 at least.
    pub scatter: Decimal,
}

/// Exponents that are looked at; those of ads lie between 0 and 1.
const EXPONENTS: [f64; 2] = [-8.0, 8.0];

/// Fits a power of the spend.
///
/// **Formula**: the likeliest curve where the leads of a month are a Poisson number. Its exponent b solves
/// `sum(leads * ln spend) / sum(leads) = sum(spend^b * ln spend) / sum(spend^b)`, of which the right side only grows with b, and its
/// scale is `sum(leads) / sum(spend^b)`, so that the curve has as many leads in all as were seen. A month without leads counts, which it
/// could not in a straight line through logarithms.
///
/// **Result**: the error of b is that of the likelihood, widened by how far the months lie from the curve
/// (Pearson's chi-square over its degrees of freedom, where that is above 1).
///
/// **Errors**: [`Refusal::OutOfRange`] where all months have the same spend, or there are none.
///
/// **Source**: P. `McCullagh` and J. A. Nelder 1989, Generalized Linear Models, chapters 6 and 9 (quasi-likelihood).
///
/// ```
/// use leadcalc::core::plan::numeric::fit::{power, Point};
/// // Three leads for every root of the spend.
/// let points = [100, 400, 900, 1600].map(|spend: u32| Point {
///     spend: spend.into(),
///     leads: (3 * spend.isqrt()).into(),
/// });
/// let fit = power(&points).unwrap();
/// assert_eq!((fit.scale.round_dp(9), fit.exponent.round_dp(9)), (3.into(), "0.5".parse().unwrap()));
/// assert_eq!(fit.scatter, 1.into());
/// ```
pub fn power(months: &[Point]) -> Result<PowerFit, Refusal> {
    let months = months
        .iter()
        .map(|month| Ok((float::of_decimal(month.spend)?.ln(), float::of_decimal(month.leads)?)))
        .collect::<Result<Vec<(f64, f64)>, Refusal>>()?;
    let leads: f64 = months.iter().map(|(_, leads)| leads).sum();
    let seen: f64 = months.iter().map(|(log, leads)| leads * log).sum::<f64>() / leads;
    let [low, high] = EXPONENTS;
    let exponent = root::increasing(low, high, |exponent| Weighed::new(&months, exponent).mean - seen);
    let weighed = Weighed::new(&months, exponent);
    let freedom = months.iter().skip(2).map(|_| 1.0).sum::<f64>();
    let distance = |(log, seen): &(f64, f64)| {
        let expected = leads * weighed.share(*log);
        (seen - expected).powi(2) / expected
    };
    let dispersion = (months.iter().map(distance).sum::<f64>() / freedom).max(1.0);
    let scale = (leads.ln() - weighed.log_sum).exp();
    Ok(PowerFit {
        scale: float::to_decimal(scale)?,
        exponent: float::to_decimal(exponent)?,
        error: float::to_decimal((dispersion / (leads * weighed.variance)).sqrt())?,
        centre: float::to_decimal(weighed.mean.exp())?,
        scatter: float::to_decimal(dispersion.sqrt())?,
    })
}

impl PowerFit {
    /// How far the curve may be off at a spend, for an error of its exponent: the standard deviation of the logarithm of its leads.
    ///
    /// **Formula**: error * |ln(spend / centre)|. A spend of nothing is off by nothing.
    ///
    /// **Errors**: [`Refusal::OutOfRange`].
    pub fn deviation(&self, spend: Decimal) -> Result<Decimal, Refusal> {
        let [spend, centre, error] =
            [float::of_decimal(spend)?, float::of_decimal(self.centre)?, float::of_decimal(self.error)?];
        float::to_decimal(if spend > 0.0 { error * (spend / centre).ln().abs() } else { 0.0 })
    }
}

/// What a figure is at least and at most multiplied by, as surely as is asked for, where its logarithm has this standard deviation.
///
/// **Errors**: [`Refusal::OutOfRange`].
///
/// ```
/// use leadcalc::core::plan::numeric::fit::factors;
/// let [low, high] = factors("0.1".parse().unwrap(), "95%".parse().unwrap()).unwrap();
/// assert_eq!((low.round_dp(4).to_string(), high.round_dp(4).to_string()), ("0.8220".into(), "1.2165".into()));
/// ```
pub fn factors(deviation: Decimal, confidence: Confidence) -> Result<[Decimal; 2], Refusal> {
    let distance = quantile::normal_above(confidence.tail()?) * float::of_decimal(deviation)?;
    Ok([float::to_decimal((-distance).exp())?, float::to_decimal(distance.exp())?])
}

/// Logarithms of spends, each weighing by a power of the spend.
struct Weighed {
    exponent: f64,
    /// The logarithm of the sum of the powers.
    log_sum: f64,
    mean: f64,
    variance: f64,
}

impl Weighed {
    fn new(months: &[(f64, f64)], exponent: f64) -> Self {
        // Taken off before powers are, so that none of them is too large.
        let largest = months.iter().map(|(log, _)| exponent * log).fold(f64::NEG_INFINITY, f64::max);
        let weight = |log: f64| (exponent * log - largest).exp();
        let sum: f64 = months.iter().map(|(log, _)| weight(*log)).sum();
        let mean = months.iter().map(|(log, _)| weight(*log) * log).sum::<f64>() / sum;
        let variance = months.iter().map(|(log, _)| weight(*log) * (log - mean).powi(2)).sum::<f64>() / sum;
        Self { exponent, log_sum: largest + sum.ln(), mean, variance }
    }

    /// The part of all leads that a month is to have.
    fn share(&self, log: f64) -> f64 {
        (self.exponent * log - self.log_sum).exp()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::decimal::{self, parse};

    fn points(months: &[(i64, i64)]) -> Vec<Point> {
        months.iter().map(|(spend, leads)| Point { spend: (*spend).into(), leads: (*leads).into() }).collect()
    }

    #[test]
    fn the_curve_has_as_many_leads_as_were_seen_and_noise_widens_the_error() {
        let quiet = power(&points(&[(100, 30), (400, 60), (900, 90), (1600, 120)])).unwrap();
        let noisy = power(&points(&[(100, 60), (400, 20), (900, 150), (1600, 70)])).unwrap();
        assert!(noisy.scatter > Decimal::from(3) && noisy.error > quiet.error);
        let scale = float::of_decimal(noisy.scale).unwrap();
        let exponent = float::of_decimal(noisy.exponent).unwrap();
        let all: f64 =
            [100.0_f64, 400.0, 900.0, 1600.0].iter().map(|spend| scale * spend.powf(exponent)).sum();
        assert!((all - 300.0).abs() < 1e-6, "{all}");
    }

    /// The months weigh by their leads, 30 to 120 of 300; at twice the logarithm's distance, twice the deviation.
    #[test]
    fn an_error_of_the_exponent_tells_far_from_the_centre() {
        let fit = power(&points(&[(100, 30), (400, 60), (900, 90), (1600, 120)])).unwrap();
        let centre =
            100.0_f64.ln() * 0.1 + 400.0_f64.ln() * 0.2 + 900.0_f64.ln() * 0.3 + 1600.0_f64.ln() * 0.4;
        assert_eq!(float::to_decimal(centre.exp()).unwrap().round_dp(6), fit.centre.round_dp(6));
        assert!(fit.deviation(fit.centre).unwrap() < Decimal::new(1, 9));
        let off = |times: i64| {
            let spend = decimal::multiply_rounded(fit.centre, Decimal::from(times)).unwrap();
            decimal::divide(fit.deviation(spend).unwrap(), fit.error).unwrap().round_dp(9)
        };
        assert_eq!((off(4), off(2)), (parse("1.386294361").unwrap(), parse("0.693147181").unwrap()));
        assert_eq!(fit.deviation(Decimal::ZERO), Ok(Decimal::ZERO));
    }

    #[test]
    fn a_month_without_leads_counts() {
        let with = power(&points(&[(100, 0), (400, 60), (900, 90), (1600, 120)])).unwrap();
        let without = power(&points(&[(400, 60), (900, 90), (1600, 120)])).unwrap();
        assert!(with.exponent > without.exponent);
    }

    #[test]
    fn what_does_not_vary_says_nothing() {
        assert_eq!(power(&points(&[(100, 3), (100, 4), (100, 5)])), Err(Refusal::OutOfRange));
        assert_eq!(power(&[]), Err(Refusal::OutOfRange));
    }
}
