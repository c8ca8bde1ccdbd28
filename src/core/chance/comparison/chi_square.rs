//! Pearson's chi-square test of a table of two by two.
#![expect(clippy::disallowed_types, clippy::float_arithmetic, reason = "a p value is not rational")]

use super::proportions::Table;
use crate::core::chance::float;
use crate::core::chance::quantile;

/// The smallest expected count that the test is right for.
const SMALLEST_EXPECTED: u128 = 5;

/// Whether every expected count is at least five: the smallest one is that of the smaller group and the rarer outcome.
pub(super) fn is_right_for(table: &Table) -> bool {
    let group = u128::from(table.a.trials.min(table.b.trials));
    let outcome = u128::from(table.successes().min(table.failures()));
    let all = u128::from(table.trials());
    group.saturating_mul(outcome) >= all.saturating_mul(SMALLEST_EXPECTED)
}

/// The probability of a chi-square at least as large, without continuity correction.
pub(super) fn p_value(table: &Table) -> f64 {
    let of_all = |count| float::of_sum(count) / float::of_sum(table.trials());
    let variance = of_all(table.successes())
        * of_all(table.failures())
        * (1.0 / table.share_a.trials + 1.0 / table.share_b.trials);
    quantile::normal_beyond(table.difference() / variance.sqrt())
}
