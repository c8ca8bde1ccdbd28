//! Figures that no business has, whether they follow or are typed.

use super::equation;
use super::exact::Exact;
use super::solution::Solution;
use crate::core::decimal::Decimal;
use crate::core::metric::{Metric, Unit};
use crate::core::typed::{self, Typed, TypedError};

/// Why a figure cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Impossible {
    /// Less than nothing of what can be counted or has a price.
    Negative,
    /// More than all.
    AboveAll,
}

/// The figures that cannot be, in the order of the dictionary, as far as they follow.
#[must_use]
pub fn impossible(solution: &Solution) -> Vec<(Metric, Impossible)> {
    let judged = |metric: &Metric| {
        let value = solution.known(*metric)?;
        let why = why(*metric, value.is_negative(), value > Exact::one())?;
        Some((*metric, why))
    };
    equation::parts().iter().filter_map(judged).collect()
}

/// Why a figure cannot be what it is; `None` where it can, or belongs to no funnel.
#[must_use]
pub fn of_figure(metric: Metric, value: Decimal) -> Option<Impossible> {
    let is_negative = value.is_sign_negative() && !value.is_zero();
    why(metric, is_negative, value > Decimal::ONE).filter(|_| equation::parts().contains(&metric))
}

fn why(metric: Metric, is_negative: bool, is_above_one: bool) -> Option<Impossible> {
    if is_negative && !may_be_negative(metric) {
        Some(Impossible::Negative)
    } else {
        (is_above_one && is_share(metric)).then_some(Impossible::AboveAll)
    }
}

/// Whether it is a part of a whole, and so never more than that.
#[must_use]
pub fn is_share(metric: Metric) -> bool {
    let is_open_above = matches!(
        metric,
        Metric::RoiRevenue | Metric::Romi | Metric::RoiFullCost | Metric::Drr | Metric::DrrProfit
    );
    metric.entry().unit == Unit::Percent && !is_open_above
}

/// Whether it can be a loss. Revenue can: refunds are taken off it.
#[must_use]
pub fn may_be_negative(metric: Metric) -> bool {
    let is_result = matches!(
        metric,
        Metric::Revenue
            | Metric::GrossProfit
            | Metric::Profit
            | Metric::Aov
            | Metric::MarginRate
            | Metric::Roas
            | Metric::BreakEvenRoas
            | Metric::BreakEvenCpl
            | Metric::OrderMargin
            | Metric::Ltv
    );
    is_result || (metric.entry().unit == Unit::Percent && !is_share(metric))
}

/// Reads a figure as it is typed, if it can be: a share up to 1, a count that is not negative, a profit that may be.
///
/// **Errors**: [`TypedError`] where it is no number, or none that the figure can be.
pub fn read(metric: Metric, text: &str) -> Result<Decimal, TypedError> {
    let may_be_negative = may_be_negative(metric);
    let Typed { value, percent } = match metric.entry().unit {
        Unit::Percent if is_share(metric) && !may_be_negative => return typed::parse_rate(text),
        _ => typed::parse(text)?,
    };
    match metric.entry().unit {
        Unit::Percent if value > Decimal::ONE && is_share(metric) => Err(TypedError::NotARate),
        Unit::Percent if value.abs() > Decimal::ONE && !percent => {
            Err(TypedError::RateOrPercent(value.normalize()))
        }
        Unit::Percent => Ok(value),
        _ if percent => Err(TypedError::UnexpectedPercent),
        _ if value < Decimal::ZERO && !may_be_negative => Err(TypedError::Negative),
        _ => Ok(value),
    }
}
