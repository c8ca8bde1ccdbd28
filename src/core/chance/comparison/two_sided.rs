//! The two-sided p value of an exact test.
#![expect(clippy::disallowed_types, clippy::float_arithmetic, reason = "probabilities are not rational")]

/// Probabilities that differ by less than one part in ten million are the same; as floats, equal ones differ a little.
const SAME: f64 = 1e-7;

/// A distribution over whole numbers that rises to its mode and falls from there.
pub(super) trait Distribution {
    /// The smallest number that is possible.
    fn lowest(&self) -> u64;
    /// The largest number that is possible.
    fn highest(&self) -> u64;
    /// A number that is as likely as any.
    fn mode(&self) -> u64;
    /// The logarithm of the probability of a possible number.
    fn ln_point(&self, number: u64) -> f64;
    /// The probability of this number and all below.
    fn at_most(&self, number: u64) -> f64;
    /// The probability of this number and all above.
    fn at_least(&self, number: u64) -> f64;
}

/// The probability of all numbers that are at most as likely as the observed one.
///
/// Likely numbers lie around the mode, so these are two tails: the one that the observed number begins, and the one on the other
/// side that begins with the first number as unlikely, which is searched for by halving.
pub(super) fn p_value(distribution: &impl Distribution, observed: u64) -> f64 {
    let mode = distribution.mode();
    let limit = distribution.ln_point(observed) + SAME;
    let is_unlikely = |number| distribution.ln_point(number) <= limit;
    if is_unlikely(mode) {
        return 1.0;
    }
    let (near, far) = if observed < mode {
        let far = first(mode, distribution.highest(), is_unlikely);
        (distribution.at_most(observed), far.map(|far| distribution.at_least(far)))
    } else {
        let far = first(mode, distribution.lowest(), is_unlikely);
        (distribution.at_least(observed), far.map(|far| distribution.at_most(far)))
    };
    (near + far.unwrap_or(0.0)).min(1.0)
}

/// On the way from the mode to an end, the first number that is unlikely, after which all are.
fn first(mode: u64, end: u64, is_unlikely: impl Fn(u64) -> bool) -> Option<u64> {
    if !is_unlikely(end) {
        return None;
    }
    let (mut likely, mut unlikely) = (mode, end);
    while likely.abs_diff(unlikely) > 1 {
        let middle = u64::midpoint(likely, unlikely);
        if is_unlikely(middle) {
            unlikely = middle;
        } else {
            likely = middle;
        }
    }
    Some(unlikely)
}
