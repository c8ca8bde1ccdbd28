//! P values of several comparisons, corrected for their number.

use crate::core::decimal::{self, Decimal};

/// The p values corrected after Holm, in the same order.
///
/// **Meaning**: of twenty comparisons of what is alike, one has a p value below 0.05 by chance; after the correction, the risk
/// that any of them has is at most 0.05.
///
/// **Formula**: in ascending order, the i-th of m p values (from 0) times m - i, but no smaller than the one before and no
/// larger than 1.
///
/// **Inputs**: probabilities. **Result**: probabilities, not rounded.
///
/// **Source**: S. Holm 1979, Scandinavian Journal of Statistics 6, 65–70.
///
/// ```
/// use leadcalc::core::chance::comparison::holm::adjusted;
/// use leadcalc::core::decimal::parse;
/// let p = ["0.01", "0.04", "0.03", "0.005"].map(|p| parse(p).unwrap());
/// assert_eq!(adjusted(&p), ["0.03", "0.06", "0.06", "0.02"].map(|p| parse(p).unwrap()));
/// ```
#[must_use]
pub fn adjusted(p_values: &[Decimal]) -> Vec<Decimal> {
    let mut ascending: Vec<usize> = (0..p_values.len()).collect();
    ascending.sort_by_key(|at| p_values[*at]);
    let mut adjusted = p_values.to_vec();
    let mut before = Decimal::ZERO;
    for (rank, at) in ascending.into_iter().enumerate() {
        let left = Decimal::from(p_values.len().saturating_sub(rank));
        // What does not fit in 28 digits is above 1.
        let product = decimal::multiply_rounded(p_values[at], left).unwrap_or(Decimal::ONE);
        before = before.max(product.min(Decimal::ONE));
        adjusted[at] = before.normalize();
    }
    adjusted
}
