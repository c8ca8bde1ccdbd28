//! How leads follow the spend of a month: a power of it or a logarithm, fitted to the months that were seen.
//!
//! A curve of either kind is a scale times a shape with one parameter. The likeliest one where the leads of a month are a Poisson
//! number has as many leads in all as were seen, and shares them out among the months so that `sum(leads * d)` is the same of the
//! months that were seen and of the curve, d being what the logarithm of the shape grows by with the parameter. The error of the
//! parameter follows from how much d varies over the leads, widened by how far the months lie from the curve (Pearson's
//! chi-square over its degrees of freedom, where that is above 1).
//!
//! **Source**: P. `McCullagh` and J. A. Nelder 1989, Generalized Linear Models, chapters 6 and 9 (quasi-likelihood).
#![expect(clippy::disallowed_types, clippy::float_arithmetic, reason = "a fit is an estimate")]

use super::scatter;
use super::shape::Form;
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
    /// The logarithm of how likely the months are by the curve, less what is the same by any curve: what fits of the same months
    /// are told apart by. The sum of leads times the logarithm of the part of all leads that the month has by the curve.
    pub likelihood: Decimal,
}

/// Leads as `scale * ln(1 + spend / halved_at)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogarithmFit {
    /// What the logarithm is multiplied by; over `halved_at`, the leads of the first unit of spend.
    pub scale: Decimal,
    /// The spend at which the next unit brings half of what the first one did.
    pub halved_at: Decimal,
    /// The standard error of the logarithm of `halved_at`: as a part of it, as long as it is small.
    pub error: Decimal,
    /// The spend at which a small error of `halved_at` makes no difference.
    pub centre: Decimal,
    /// How far months lie from the curve: their spread as a multiple of that of mere chance, 1 at least.
    pub scatter: Decimal,
    /// As that of a [`PowerFit`].
    pub likelihood: Decimal,
}

/// Exponents that are looked at; those of ads lie between 0 and 1.
const EXPONENTS: [f64; 2] = [-8.0, 8.0];

/// How far above the largest spend the yield may have halved: beyond that the months show no bend, but a straight line.
const ABOVE_LARGEST: f64 = 10.0;

/// How far below the smallest spend it may: beyond that the months show nothing of the start, and leads hardly grow with spend.
const BELOW_SMALLEST: f64 = 1000.0;

/// Fits a power of the spend.
///
/// **Formula**: the likeliest curve where the leads of a month are a Poisson number. Its exponent b solves
/// `sum(leads * ln spend) / sum(leads) = sum(spend^b * ln spend) / sum(spend^b)`, of which the right side only grows with b, and its
/// scale is `sum(leads) / sum(spend^b)`, so that the curve has as many leads in all as were seen. A month without leads counts, which it
/// could not in a straight line through logarithms.
///
/// **Errors**: [`Refusal::OutOfRange`] where all months have the same spend, or there are none.
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
    let months = seen(months)?;
    let shared = |exponent: f64| {
        Shared::new(&months, |spend| Place { height: exponent * spend.ln(), growth: spend.ln() })
    };
    let [low, high] = EXPONENTS;
    let exponent = root::increasing(low, high, |exponent| -shared(exponent).pull());
    let shared = shared(exponent);
    Ok(PowerFit {
        scale: float::to_decimal(shared.scale())?,
        exponent: float::to_decimal(exponent)?,
        error: float::to_decimal(shared.error())?,
        centre: float::to_decimal(shared.mean.exp())?,
        scatter: float::to_decimal(shared.dispersion().sqrt())?,
        likelihood: float::to_decimal(shared.likelihood())?,
    })
}

/// Fits a logarithm of the spend, if there is one that bends where months were seen.
///
/// **Formula**: the likeliest curve where the leads of a month are a Poisson number. With `g = ln(1 + spend / h)` and its
/// elasticity `e = (spend / h) / (1 + spend / h) / g`, the spend h at which the yield has halved solves
/// `sum(leads * e) / sum(leads) = sum(g * e) / sum(g)`, and the scale is `sum(leads) / sum(g)`.
///
/// **Result**: `None` where the curve only gets likelier towards either end of what is looked at: from a 1000th of the smallest
/// spend, where leads hardly grow with the spend, to 10 times the largest, where they grow in a straight line.
///
/// **Errors**: [`Refusal::OutOfRange`].
///
/// ```
/// use leadcalc::core::plan::numeric::fit::{logarithm, Point};
/// // 50 leads for every doubling of 100 and what is spent.
/// let points = [(100, 50), (300, 100), (700, 150), (1500, 200)].map(|(spend, leads): (u32, u32)| Point {
///     spend: spend.into(),
///     leads: leads.into(),
/// });
/// let fit = logarithm(&points).unwrap().unwrap();
/// assert_eq!((fit.scale.round_dp(6).to_string(), fit.halved_at.round_dp(6)), ("72.134752".into(), 100.into())); // 50 / ln 2
/// // A straight line has no such spend.
/// let line = [1, 2, 3, 4].map(|unit: u32| Point { spend: (100 * unit).into(), leads: (10 * unit).into() });
/// assert_eq!(logarithm(&line), Ok(None));
/// ```
pub fn logarithm(months: &[Point]) -> Result<Option<LogarithmFit>, Refusal> {
    let months = seen(months)?;
    let shared = |log: f64| {
        let form = Form::Logarithm(log.exp());
        Shared::new(&months, |spend| Place {
            height: form.brings(spend).ln(),
            growth: -form.elasticity(spend),
        })
    };
    let smallest = months.iter().map(|(spend, _)| *spend).fold(f64::INFINITY, f64::min);
    let largest = months.iter().map(|(spend, _)| *spend).fold(0.0, f64::max);
    let [low, high] = [(smallest / BELOW_SMALLEST).ln(), (largest * ABOVE_LARGEST).ln()];
    let has_summit = shared(low).pull() > 0.0 && shared(high).pull() < 0.0;
    if !has_summit {
        return Ok(None);
    }
    let log = root::increasing(low, high, |log| -shared(log).pull());
    let (form, shared) = (Form::Logarithm(log.exp()), shared(log));
    // The elasticity falls with the spend.
    let centre =
        root::increasing(smallest.ln(), largest.ln(), |log| -shared.mean - form.elasticity(log.exp()));
    Ok(Some(LogarithmFit {
        scale: float::to_decimal(shared.scale())?,
        halved_at: float::to_decimal(log.exp())?,
        error: float::to_decimal(shared.error())?,
        centre: float::to_decimal(centre.exp())?,
        scatter: float::to_decimal(shared.dispersion().sqrt())?,
        likelihood: float::to_decimal(shared.likelihood())?,
    }))
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

impl LogarithmFit {
    /// How far the curve may be off at a spend, for an error of `halved_at`: the standard deviation of ln leads.
    ///
    /// **Formula**: error * |elasticity at the spend - elasticity at the centre|. A spend of nothing is off by nothing.
    ///
    /// **Errors**: [`Refusal::OutOfRange`].
    pub fn deviation(&self, spend: Decimal) -> Result<Decimal, Refusal> {
        let [spend, centre, error] =
            [float::of_decimal(spend)?, float::of_decimal(self.centre)?, float::of_decimal(self.error)?];
        let form = Form::Logarithm(float::of_decimal(self.halved_at)?);
        let off = form.elasticity(spend) - form.elasticity(centre);
        float::to_decimal(if spend > 0.0 { error * off.abs() } else { 0.0 })
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

/// The spends and the leads of the months.
fn seen(months: &[Point]) -> Result<Vec<(f64, f64)>, Refusal> {
    months
        .iter()
        .map(|month| Ok((float::of_decimal(month.spend)?, float::of_decimal(month.leads)?)))
        .collect()
}

/// A curve of scale 1 at a spend.
struct Place {
    /// The logarithm of its leads.
    height: f64,
    /// What that grows by with the parameter of the curve.
    growth: f64,
}

/// All leads, shared out among the months as a curve has them.
struct Shared {
    /// The leads that were seen in a month, and those that the curve has in it.
    months: Vec<(f64, f64)>,
    leads: f64,
    /// The logarithm of the curve's leads at a scale of 1.
    log_sum: f64,
    /// The mean of the growth over the leads that were seen.
    seen: f64,
    /// The mean of the growth over the curve's leads.
    mean: f64,
    /// Its variance over them.
    variance: f64,
}

impl Shared {
    fn new(months: &[(f64, f64)], place: impl Fn(f64) -> Place) -> Self {
        let places: Vec<(Place, f64)> = months.iter().map(|(spend, leads)| (place(*spend), *leads)).collect();
        let leads: f64 = places.iter().map(|(_, leads)| leads).sum();
        let seen = places.iter().map(|(place, leads)| leads * place.growth).sum::<f64>() / leads;
        // Taken off before powers are, so that none of them is too large.
        let largest = places.iter().map(|(place, _)| place.height).fold(f64::NEG_INFINITY, f64::max);
        let weight = |place: &Place| (place.height - largest).exp();
        let sum: f64 = places.iter().map(|(place, _)| weight(place)).sum();
        let mean = places.iter().map(|(place, _)| weight(place) * place.growth).sum::<f64>() / sum;
        let square = |(place, _): &(Place, f64)| weight(place) * (place.growth - mean).powi(2);
        let variance = places.iter().map(square).sum::<f64>() / sum;
        let log_sum = largest + sum.ln();
        let expected = |place: &Place| leads * (place.height - log_sum).exp();
        let months = places.iter().map(|(place, seen)| (*seen, expected(place))).collect();
        Self { months, leads, log_sum, seen, mean, variance }
    }

    /// How much likelier the curve gets with its parameter, for each lead.
    fn pull(&self) -> f64 {
        self.seen - self.mean
    }

    fn scale(&self) -> f64 {
        (self.leads.ln() - self.log_sum).exp()
    }

    /// How far the months lie from the curve, as a multiple of the variance of mere chance.
    fn dispersion(&self) -> f64 {
        scatter::dispersion(&self.months, 2)
    }

    /// The standard error of the parameter.
    fn error(&self) -> f64 {
        (self.dispersion() / (self.leads * self.variance)).sqrt()
    }

    fn likelihood(&self) -> f64 {
        let with_leads = self.months.iter().filter(|(seen, _)| *seen > 0.0);
        with_leads.map(|(seen, expected)| seen * (expected / self.leads).ln()).sum()
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

    /// 50 leads for every doubling of 100 and what is spent, k of them in a month: a spend of 100 * (2^k - 1). The elasticity is
    /// (1 - 2^-k) / (k * ln 2), its mean over 500 leads 0.4418, its variance 0.0103.
    #[test]
    fn a_logarithm_is_found_with_its_error() {
        let months = points(&[(100, 50), (300, 100), (700, 150), (1500, 200)]);
        let fit = logarithm(&months).unwrap().unwrap();
        assert_eq!((fit.halved_at.round_dp(6), fit.scatter), (Decimal::ONE_HUNDRED, Decimal::ONE));
        let elasticity = |doublings: f64| (1.0 - 0.5_f64.powf(doublings)) / (doublings * 2.0_f64.ln());
        let mean: f64 = [1.0, 2.0, 3.0, 4.0].iter().map(|it| it * elasticity(*it) / 10.0).sum();
        let square: f64 = [1.0, 2.0, 3.0, 4.0].iter().map(|it| it * elasticity(*it).powi(2) / 10.0).sum();
        let error = (500.0 * (square - mean * mean)).sqrt().recip();
        assert!((float::of_decimal(fit.error).unwrap() - error).abs() < 1e-6, "{fit:?} {error}");
        // Where an error makes no difference, and far from there: at 3100, five doublings.
        assert!(fit.deviation(fit.centre).unwrap() < Decimal::new(1, 9), "{fit:?}");
        let far = float::of_decimal(fit.deviation(3100.into()).unwrap()).unwrap();
        assert!((far - error * (mean - elasticity(5.0))).abs() < 1e-6, "{far}");
        assert_eq!(fit.deviation(Decimal::ZERO), Ok(Decimal::ZERO));
        // A month without leads counts, and what lies off the curve widens the error.
        let noisy = points(&[(100, 0), (300, 100), (700, 300), (1500, 200)]);
        let noisy = logarithm(&noisy).unwrap().unwrap();
        assert!(noisy.scatter > Decimal::TWO && noisy.error > fit.error, "{noisy:?}");
    }

    #[test]
    fn a_logarithm_bends_where_months_were_seen() {
        for months in [
            // A straight line, steeper than one, the same for any spend, and less for more.
            [(100, 10), (200, 20), (300, 30), (400, 40)],
            [(100, 10), (200, 25), (300, 45), (400, 80)],
            [(100, 10), (200, 10), (300, 10), (400, 10)],
            [(100, 40), (200, 30), (300, 20), (400, 10)],
        ] {
            assert_eq!(logarithm(&points(&months)), Ok(None), "{months:?}");
        }
        // A bend within ten times the largest spend is one, and beyond is none.
        let bent = |halved_at: f64| {
            let form = Form::Logarithm(halved_at);
            let month = |spend: i64| {
                let spend = Decimal::from(spend);
                let leads = 1e6 * form.brings(float::of_decimal(spend).unwrap());
                Point { spend, leads: float::to_decimal(leads).unwrap() }
            };
            let fit = logarithm(&[100, 200, 300, 400].map(month)).unwrap();
            fit.map(|fit| fit.halved_at.round_dp(4))
        };
        assert_eq!(
            [0.09, 0.2, 3900.0, 4100.0].map(bent),
            [None, parse("0.2").ok(), parse("3900").ok(), None]
        );
    }

    #[test]
    fn what_does_not_vary_says_nothing() {
        assert_eq!(power(&points(&[(100, 3), (100, 4), (100, 5)])), Err(Refusal::OutOfRange));
        assert_eq!(power(&[]), Err(Refusal::OutOfRange));
        assert_eq!(logarithm(&points(&[(100, 3), (100, 4), (100, 5)])), Ok(None));
        assert_eq!(logarithm(&[]), Ok(None));
    }
}
