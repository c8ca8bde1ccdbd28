//! Newcombe's interval of a difference of two shares.
#![expect(clippy::disallowed_types, clippy::float_arithmetic, reason = "an interval is an estimate")]

use crate::core::chance::proportion::Share;

/// Method 10 of Newcombe 1998: the distances of Wilson's bounds from the shares, put at right angles.
pub(super) fn bounds(a: Share, b: Share, z: f64) -> (f64, f64) {
    let (a_low, a_high) = a.bounds(z);
    let (b_low, b_high) = b.bounds(z);
    let (a, b) = (a.value(), b.value());
    let difference = a - b;
    let low = difference - (a - a_low).hypot(b_high - b);
    let high = difference + (a_high - a).hypot(b - b_low);
    (low.max(-1.0), high.min(1.0))
}
