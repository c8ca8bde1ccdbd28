//! Quantiles and tail areas of the normal, Student's and the gamma distribution.
//!
//! The special functions are those of statrs. Its own quantiles take the area below, of which nothing is left where the
//! area above is tiny, so quantiles are found here by halving on its tail areas. These lose digits for huge parameters
//! (they take differences of logarithms of the gamma function), so that expansions take over there.
#![expect(clippy::disallowed_types, clippy::float_arithmetic, reason = "quantiles are not rational")]

use statrs::function::beta::beta_reg;
use statrs::function::erf::{erfc, erfc_inv};
use statrs::function::gamma::{gamma_lr, gamma_ur};

use super::root;

/// The number that a standard normal one exceeds with the probability `tail`, which lies strictly between 0 and 1.
pub(in crate::core) fn normal_above(tail: f64) -> f64 {
    std::f64::consts::SQRT_2 * erfc_inv(2.0 * tail)
}

/// The probability that a standard normal number lies further from 0 than `distance`.
pub(in crate::core) fn normal_beyond(distance: f64) -> f64 {
    erfc(distance.abs() / std::f64::consts::SQRT_2)
}

/// Degrees of freedom from which on four terms of the expansion are exact to twelve digits.
const MANY_FREEDOMS: f64 = 1e4;

/// The number that Student's t with `freedom` >= 1 exceeds with the probability `tail`, at most a half.
pub(super) fn student_above(tail: f64, freedom: f64) -> f64 {
    let z = normal_above(tail);
    if freedom >= MANY_FREEDOMS {
        // Abramowitz and Stegun 1964, 26.7.5.
        let s = z * z;
        let terms = [
            (s + 1.0) / 4.0,
            ((5.0 * s + 16.0) * s + 3.0) / 96.0,
            (((3.0 * s + 19.0) * s + 17.0) * s - 15.0) / 384.0,
            ((((79.0 * s + 776.0) * s + 1482.0) * s - 1920.0) * s - 945.0) / 92_160.0,
        ];
        let sum = terms.iter().rev().fold(0.0, |sum, term| (sum + term) / freedom);
        return z * (1.0 + sum);
    }
    let above = |t: f64| 0.5 * beta_reg(freedom / 2.0, 0.5, freedom / (freedom + t * t));
    let mut high = z.max(1.0);
    while above(high) > tail {
        high *= 2.0;
    }
    root::increasing(0.0, high, |t| tail - above(t))
}

/// The shape from which on six terms of the expansion are exact to twelve digits.
const LARGE_SHAPE: f64 = 2e4;

/// The number that a gamma one of `shape` >= 1 and scale 1 stays below with the probability `tail`, at most a half.
pub(super) fn gamma_below(tail: f64, shape: f64) -> f64 {
    if shape >= LARGE_SHAPE {
        return gamma_expanded(-normal_above(tail), shape);
    }
    let mut low = shape;
    while gamma_lr(shape, low) > tail {
        low /= 2.0;
    }
    root::increasing(low, shape, |x| gamma_lr(shape, x) - tail)
}

/// The number that a gamma one of `shape` >= 1 and scale 1 exceeds with the probability `tail`, at most a half.
pub(super) fn gamma_above(tail: f64, shape: f64) -> f64 {
    if shape >= LARGE_SHAPE {
        return gamma_expanded(normal_above(tail), shape);
    }
    // The median lies between shape - 1/3 and shape, so that the quantile may lie just below the shape.
    let (low, mut high) = (shape / 2.0, shape);
    while gamma_ur(shape, high) > tail {
        high *= 2.0;
    }
    root::increasing(low, high, |x| tail - gamma_ur(shape, x))
}

/// The gamma quantile where the normal one is `z`: half the chi-square quantile with twice the degrees of freedom, in the
/// expansion of Cornish and Fisher (Goldberg and Levine 1946, Annals of Mathematical Statistics 17, 216-225).
fn gamma_expanded(z: f64, shape: f64) -> f64 {
    let freedom = 2.0 * shape;
    let s = z * z;
    let odd = z / std::f64::consts::SQRT_2;
    // Coefficients of the powers of 1 / sqrt(freedom), the first of which stands before its square root.
    let terms = [
        2.0 * odd,
        2.0 / 3.0 * (s - 1.0),
        odd * (s - 7.0) / 9.0,
        -((6.0 * s + 14.0) * s - 32.0) / 405.0,
        odd * ((9.0 * s + 256.0) * s - 433.0) / 4_860.0,
        (((12.0 * s - 243.0) * s - 923.0) * s + 1_472.0) / 25_515.0,
    ];
    let root = freedom.sqrt();
    let sum = terms.iter().rev().fold(0.0, |sum, term| sum / root + term);
    f64::midpoint(freedom, root * sum)
}
