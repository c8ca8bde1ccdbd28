//! How a channel's leads follow its spend, as far as its months tell.

use super::numeric::fit::{self, LogarithmFit, Point, PowerFit};
use super::numeric::scatter;
use super::numeric::shape::Shape;
use crate::core::chance::refusal::Refusal;
use crate::core::decimal::{self, Decimal, Overflow};

/// Months that a curve is fitted to at least.
pub const LEAST_MONTHS: usize = 6;

/// How many times the smallest spend of a month the largest has to be for a curve to be fitted.
pub const LEAST_SPREAD: Decimal = Decimal::TWO;

/// Leads as `scale` times a shape of the spend, in a month without a season of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Response {
    /// What the shape is multiplied by: of a straight line and of a power, the leads of a spend of 1.
    pub scale: Decimal,
    /// How leads grow with the spend.
    pub shape: Shape,
    /// How many months it was learnt from.
    pub months: usize,
    /// The leads that came in them.
    pub leads: Decimal,
    /// How far they lie from the curve or the line: their spread as a multiple of that of mere chance, 1 at least; none where one month
    /// is all there is.
    pub scatter: Option<Decimal>,
    /// The smallest and the largest spend of a month.
    pub seen: [Decimal; 2],
    /// Why it is what it is.
    pub grounds: Grounds,
}

/// Why a response is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grounds {
    /// A power fits, and no logarithm is likelier.
    Power(PowerFit),
    /// A logarithm fits, and is likelier than a power.
    Logarithm(LogarithmFit),
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
    /// more, the likelier of a power of the spend ([`fit::power`]) and a logarithm ([`fit::logarithm`]). Both have two
    /// parameters, so that neither has an advantage to be taken off; equally likely (in 12 digits), it is the power. A
    /// power has to have an exponent between 0 and 1, a logarithm has to bend where months were seen. Otherwise a lead costs what
    /// it has cost on average: all spend over all leads.
    ///
    /// **Errors**: [`NoResponse`].
    ///
    /// ```
    /// use leadcalc::core::plan::numeric::{fit::Point, shape::Shape};
    /// use leadcalc::core::plan::response::{Grounds, Response};
    /// let month = |spend: u32, leads: u32| Point { spend: spend.into(), leads: leads.into() };
    /// let steady = Response::of(&[month(1000, 9), month(3000, 31)]).unwrap();
    /// assert_eq!((steady.scale.to_string(), steady.grounds), ("0.01".to_owned(), Grounds::FewMonths));
    /// let roots = [100, 400, 900, 1600, 2500, 3600].map(|spend: u32| month(spend, spend.isqrt()));
    /// let fitted = Response::of(&roots).unwrap();
    /// assert!(matches!(fitted.shape, Shape::Power { exponent } if exponent.round_dp(9).to_string() == "0.5"));
    /// // 50 leads for every doubling of 100 and what is spent.
    /// let doublings = [1, 2, 3, 4, 5, 6].map(|times: u32| month(100 * (2_u32.pow(times) - 1), 50 * times));
    /// let fitted = Response::of(&doublings).unwrap();
    /// assert!(matches!(fitted.shape, Shape::Logarithm { halved_at } if halved_at.round_dp(6) == 100.into()));
    /// ```
    pub fn of(months: &[Point]) -> Result<Self, NoResponse> {
        let (mut spend, mut leads) = (Decimal::ZERO, Decimal::ZERO);
        for month in months {
            // Leads without their season have as many digits as there is room for.
            spend = decimal::add_rounded(spend, month.spend)?;
            leads = decimal::add_rounded(leads, month.leads)?;
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
        let (scale, shape, scatter) = match grounds {
            Grounds::Power(fit) => (fit.scale, Shape::Power { exponent: fit.exponent }, Some(fit.scatter)),
            Grounds::Logarithm(fit) => {
                (fit.scale, Shape::Logarithm { halved_at: fit.halved_at }, Some(fit.scatter))
            }
            Grounds::FewMonths | Grounds::Alike | Grounds::NotConcave(_) => {
                (decimal::divide(leads, spend)?, Shape::Line, scatter::of_line(months)?)
            }
        };
        Ok(Self { scale, shape, months: months.len(), leads, scatter, seen, grounds })
    }

    /// How far it may be off at a spend beyond what chance does to the rates: the standard deviation of the logarithm of its leads, as
    /// far as months scatter ([`scatter::deviation`]) and the curve bends otherwise. That it may be a curve of another kind
    /// does not count. A spend of nothing is off by nothing.
    ///
    /// **Errors**: [`Refusal::OutOfRange`].
    pub fn deviation(&self, spend: Decimal) -> Result<Decimal, Refusal> {
        if spend.is_zero() {
            return Ok(Decimal::ZERO);
        }
        let of_shape = match self.grounds {
            Grounds::Power(fit) => fit.deviation(spend)?,
            Grounds::Logarithm(fit) => fit.deviation(spend)?,
            Grounds::FewMonths | Grounds::Alike | Grounds::NotConcave(_) => Decimal::ZERO,
        };
        scatter::deviation(self.scatter.unwrap_or(Decimal::ONE), self.leads, of_shape)
    }

    /// How much further the leads of a month vary than chance alone makes them: what is added to a variance of 1 for each lead.
    ///
    /// **Errors**: [`Overflow`].
    pub fn surplus(&self) -> Result<Decimal, Overflow> {
        let scatter = self.scatter.unwrap_or(Decimal::ONE);
        decimal::subtract_rounded(decimal::multiply_rounded(scatter, scatter)?, Decimal::ONE)
    }
}

fn grounds(months: &[Point], [smallest, largest]: [Decimal; 2]) -> Result<Grounds, NoResponse> {
    if months.len() < LEAST_MONTHS {
        return Ok(Grounds::FewMonths);
    }
    if largest < decimal::multiply_rounded(smallest, LEAST_SPREAD)? {
        return Ok(Grounds::Alike);
    }
    let power = fit::power(months)?;
    let likelier = fit::logarithm(months)?.filter(|logarithm| logarithm.likelihood > power.likelihood);
    let is_concave = power.exponent > Decimal::ZERO && power.exponent < Decimal::ONE;
    Ok(match likelier {
        Some(logarithm) => Grounds::Logarithm(logarithm),
        None if is_concave => Grounds::Power(power),
        None => Grounds::NotConcave(power),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, Strategy, prop, prop_assert, proptest};

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

    /// 20 leads are expected of each of two months with 10 and 30: chi-square 10 of 1 degree of freedom, (10 - 1) / 40 leads.
    #[test]
    fn months_that_scatter_widen_a_line_too() {
        let response = Response::of(&months(&[(100, 10), (100, 30)])).unwrap();
        assert_eq!((response.shape, response.surplus().unwrap().round_dp(6)), (Shape::Line, 9.into()));
        assert_eq!(response.deviation(500.into()).unwrap().round_dp(4).to_string(), "0.4743");
        assert_eq!(response.deviation(Decimal::ZERO), Ok(Decimal::ZERO));
        let steady = Response::of(&months(&[(100, 20), (200, 40)])).unwrap();
        assert_eq!((steady.scatter, steady.deviation(500.into())), (Some(Decimal::ONE), Ok(Decimal::ZERO)));
        assert_eq!(Response::of(&months(&[(100, 20)])).unwrap().scatter, None);
    }

    /// Months that follow a shape exactly, but for the last of 12 digits.
    fn exact(shape: Shape, spends: &[u32]) -> Vec<Point> {
        let scale = Decimal::from(40);
        let month = |spend: &u32| {
            let spend = Decimal::from(*spend);
            Point { spend, leads: shape.brings(scale, spend).unwrap() }
        };
        spends.iter().map(month).collect()
    }

    #[test]
    fn a_curve_of_either_kind_is_as_wide_as_its_fit() {
        let spends = [100, 300, 700, 1500, 3100, 6300];
        let power = Response::of(&exact(Shape::Power { exponent: Decimal::new(5, 1) }, &spends)).unwrap();
        let logarithm = Response::of(&exact(Shape::Logarithm { halved_at: 100.into() }, &spends)).unwrap();
        for response in [power, logarithm] {
            let centre = match response.grounds {
                Grounds::Power(fit) => fit.centre,
                Grounds::Logarithm(fit) => fit.centre,
                other => panic!("{other:?}"),
            };
            let deviation = |spend: Decimal| response.deviation(spend).unwrap();
            assert!(deviation(centre) < Decimal::new(1, 9), "{response:?}");
            assert!(deviation(9000.into()) > deviation(3100.into()), "{response:?}");
        }
        let line = Response::of(&exact(Shape::Line, &spends[..4])).unwrap();
        assert_eq!((line.shape, line.deviation(9000.into())), (Shape::Line, Ok(Decimal::ZERO)));
    }

    /// Spends of months, the largest four times the smallest or more.
    fn spends() -> impl Strategy<Value = Vec<u32>> {
        prop::collection::vec(100_u32..3000, 6..15).prop_map(|mut spends| {
            spends.extend([100, 400]);
            spends
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// Months without noise tell which curve they follow, and which one of its kind.
        #[test]
        fn the_likelier_curve_is_the_right_one(spends in spends(), tenths in 1_i64..10, halved_at in 20_i64..3000) {
            let exponent = Decimal::new(tenths, 1);
            let power = Response::of(&exact(Shape::Power { exponent }, &spends)).unwrap();
            prop_assert!(matches!(power.grounds, Grounds::Power(fit) if fit.exponent.round_dp(6) == exponent), "{:?}", power);
            let halved_at = Decimal::from(halved_at);
            let logarithm = Response::of(&exact(Shape::Logarithm { halved_at }, &spends)).unwrap();
            prop_assert!(
                matches!(logarithm.shape, Shape::Logarithm { halved_at: found } if found.round_sf(6) == halved_at.round_sf(6)),
                "{:?}", logarithm
            );
        }
    }
}
