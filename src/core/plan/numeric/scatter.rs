//! How far months lie from what is expected of them, and how far off that leaves what is learnt from them.
//!
//! **Source**: P. `McCullagh` and J. A. Nelder 1989, Generalized Linear Models, chapter 6 (over-dispersion).
#![expect(clippy::disallowed_types, clippy::float_arithmetic, reason = "an error is an estimate")]

use super::fit::Point;
use crate::core::chance::float;
use crate::core::chance::refusal::Refusal;
use crate::core::decimal::Decimal;

/// How far months lie from a straight line through nothing: their spread as a multiple of that of mere chance, 1 at least; none of a
/// single month, which lies on its own line.
///
/// **Formula**: the root of `sum((leads - expected)^2 / expected) / (months - 1)`, with `expected = spend * sum(leads) / sum(spend)`.
///
/// **Errors**: [`Refusal::OutOfRange`].
///
/// ```
/// use leadcalc::core::plan::numeric::{fit::Point, scatter};
/// let month = |spend: u32, leads: u32| Point { spend: spend.into(), leads: leads.into() };
/// // 20 are expected of each: 100 / 20 + 100 / 20 = 10 of one degree of freedom, where chance makes 1.
/// let scatter = scatter::of_line(&[month(100, 10), month(100, 30)]).unwrap().unwrap();
/// assert_eq!(scatter.round_dp(4).to_string(), "3.1623");
/// assert_eq!(scatter::of_line(&[month(100, 10)]), Ok(None));
/// ```
pub fn of_line(months: &[Point]) -> Result<Option<Decimal>, Refusal> {
    let seen = months
        .iter()
        .map(|month| Ok((float::of_decimal(month.spend)?, float::of_decimal(month.leads)?)))
        .collect::<Result<Vec<_>, Refusal>>()?;
    let spend: f64 = seen.iter().map(|(spend, _)| spend).sum();
    let leads: f64 = seen.iter().map(|(_, leads)| leads).sum();
    let expected: Vec<(f64, f64)> =
        seen.into_iter().map(|(own, leads_of)| (leads_of, own * leads / spend)).collect();
    let scatter = || float::to_decimal(dispersion(&expected, 1).sqrt());
    (expected.len() > 1).then(scatter).transpose()
}

/// The spread of months around what is expected of them as a multiple of that of a Poisson number, as variances, 1 at least; of what
/// was seen and is expected, with so many parameters fitted.
pub(super) fn dispersion(months: &[(f64, f64)], parameters: usize) -> f64 {
    let freedom = months.iter().skip(parameters).map(|_| 1.0).sum::<f64>();
    let distance = |(seen, expected): &(f64, f64)| (seen - expected).powi(2) / expected;
    (months.iter().map(distance).sum::<f64>() / freedom).max(1.0)
}

/// How far what is learnt from so many leads may be off beyond chance: the standard deviation of a logarithm, of its level by the scatter
/// of the months, and of its shape.
///
/// **Formula**: the root of `(scatter^2 - 1) / leads + of_shape^2`. What mere chance does to the level is in the intervals of
/// the rates.
///
/// **Errors**: [`Refusal::OutOfRange`].
///
/// ```
/// use leadcalc::core::plan::numeric::scatter;
/// // (3^2 - 1) / 200 = 0.04.
/// assert_eq!(scatter::deviation(3.into(), 200.into(), 0.into()).unwrap().to_string(), "0.2");
/// assert_eq!(scatter::deviation(1.into(), 200.into(), "0.1".parse().unwrap()).unwrap().to_string(), "0.1");
/// ```
pub fn deviation(scatter: Decimal, leads: Decimal, of_shape: Decimal) -> Result<Decimal, Refusal> {
    let [scatter, leads, of_shape] =
        [float::of_decimal(scatter)?, float::of_decimal(leads)?, float::of_decimal(of_shape)?];
    float::to_decimal(((scatter * scatter - 1.0).max(0.0) / leads + of_shape * of_shape).sqrt())
}
