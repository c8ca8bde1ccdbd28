//! How much more data it would take to tell two groups apart.
#![expect(clippy::disallowed_types, clippy::float_arithmetic, reason = "what is needed is an estimate")]

use super::proportions::Table;
use crate::core::chance::float;
use crate::core::chance::quantile;
use crate::core::decimal::Decimal;

/// The risk of not telling a difference that is there: a power of 80 %.
const RISK_OF_MISSING: f64 = 0.2;

/// The trials that would tell two shares apart, four times in five, if they differ as they seem to.
///
/// **Formula**: per group `(z √(2 p (1 - p)) + z' √(p1 (1 - p1) + p2 (1 - p2)))² / (p1 - p2)²`, rounded up, with p the mean of
/// p1 and p2, z the normal quantile of (1 + confidence) / 2 and z' = 0.8416 that of the power, 80 %.
///
/// **Source**: J. L. Fleiss, B. Levin, M. C. Paik 2003, Statistical Methods for Rates and Proportions, 3rd edition, formula
/// 4.14, without the continuity correction. It takes the observed difference for the true one, which is at best near it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trials {
    /// How many trials each group needs, where both have as many.
    pub per_group: u64,
    /// How many of them the first lacks.
    pub more_a: u64,
    /// How many of them the second lacks.
    pub more_b: u64,
}

/// The spend that would tell two rates apart, four times in five, if they differ as they seem to.
///
/// **Formula**: per group `(z + z')² (r1 + r2) / (r1 - r2)²`, with the rates r1 and r2 in events per unit of spend, z the normal
/// quantile of (1 + confidence) / 2 and z' = 0.8416 that of the power, 80 %.
///
/// **Source**: H. C. Thode 1997, The Statistician 46, 227–230, and the general formula for a difference of two
/// normal numbers. It takes the observed difference for the true one, which is at best near it; and as the exact test is
/// a little too careful, below a hundred events it is told 77 times in a hundred rather than 80 (`benches/README.md`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spend {
    /// How much has to be spent on each group, where it is as much on both.
    pub per_group: Decimal,
    /// How much of it the first lacks.
    pub more_a: Decimal,
    /// How much of it the second lacks.
    pub more_b: Decimal,
}

/// `None` where there is no difference, or one that more than 10¹⁵ trials per group would be needed for.
pub(super) fn trials(table: &Table, tail: f64) -> Option<Trials> {
    let difference = table.difference();
    if difference == 0.0 {
        return None;
    }
    let (a, b) = (table.share_a.value(), table.share_b.value());
    let mean = f64::midpoint(a, b);
    let alike = quantile::normal_above(tail) * (2.0 * mean * (1.0 - mean)).sqrt();
    let apart = quantile::normal_above(RISK_OF_MISSING) * (a * (1.0 - a) + b * (1.0 - b)).sqrt();
    let per_group = float::count_upwards(((alike + apart) / difference).powi(2))?;
    let more = |trials: u64| per_group.saturating_sub(trials);
    Some(Trials { per_group, more_a: more(table.a.trials), more_b: more(table.b.trials) })
}

/// `None` where there is no difference, or one that would need more money than has 28 digits.
pub(super) fn spend(events: [f64; 2], spends: [f64; 2], tail: f64) -> Option<Spend> {
    let [a, b] = [events[0] / spends[0], events[1] / spends[1]];
    let difference = a - b;
    // Quotients of equal rates may differ in their last digits.
    if difference.abs() <= 1e-14 * (a + b) {
        return None;
    }
    let distance = (quantile::normal_above(tail) + quantile::normal_above(RISK_OF_MISSING)) / difference;
    let per_group = (a + b) * distance * distance;
    let more = |spend: f64| float::to_decimal((per_group - spend).max(0.0)).ok();
    Some(Spend {
        per_group: float::to_decimal(per_group).ok()?,
        more_a: more(spends[0])?,
        more_b: more(spends[1])?,
    })
}
