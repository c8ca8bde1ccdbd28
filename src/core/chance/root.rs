//! Where an increasing function is zero.
#![expect(clippy::disallowed_types, reason = "what quantiles are found with")]

/// More halvings than any interval of floats takes that does not reach down to zero.
const HALVINGS: u32 = 200;

/// Where `function` changes from negative to not negative between `low` and `high`, to the last digit or the one before.
///
/// By halving: it needs no derivative, and nothing that is computed with an error in its last digits leads it astray.
pub(in crate::core) fn increasing(mut low: f64, mut high: f64, function: impl Fn(f64) -> f64) -> f64 {
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if function(middle) < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}
