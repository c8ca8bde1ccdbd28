//! Tail areas of the binomial distribution and, the other way round, quantiles of the beta distribution.
//!
//! statrs has the incomplete beta function too, but loses digits from some millions on (ten thousand events against 10^12
//! are off in the third digit), so that it is computed here: by its continued fraction, whose first factor is a binomial
//! probability, and by Temme's expansion where the fraction would take millions of steps.
#![expect(clippy::disallowed_types, clippy::float_arithmetic, reason = "tail areas are not rational")]

use super::point;
use super::quantile;
use super::root;

/// Where both parameters are as large, the expansion is exact to nine digits of the area, which are twelve of a quantile.
const LARGE: f64 = 1e6;

/// More steps than the continued fraction takes below [`LARGE`].
const MOST_STEPS: u32 = 100_000;

/// The probability of at least `k` successes of `n` trials that each succeed with `p` and fail with `q = 1 - p`.
pub(super) fn binomial_at_least(k: f64, n: f64, p: f64, q: f64) -> f64 {
    incomplete_beta(k, n - k + 1.0, p, q)
}

/// The probability of at most `k` successes.
pub(super) fn binomial_at_most(k: f64, n: f64, p: f64, q: f64) -> f64 {
    binomial_at_least(n - k, n, q, p)
}

/// ln(x / (1 - x)) of the x that a beta number with whole parameters `a`, `b` > 0 stays below with the probability `tail`.
pub(super) fn ln_odds_below(tail: f64, a: f64, b: f64) -> f64 {
    let missing = |ln_odds: f64| {
        let (x, y) = shares(ln_odds);
        incomplete_beta(a, b, x, y) - tail
    };
    let middle = (a / b).ln();
    let (mut low, mut high, mut step) = (middle, middle, 1.0);
    while missing(low) > 0.0 {
        low -= step;
        step *= 2.0;
    }
    step = 1.0;
    while missing(high) < 0.0 {
        high += step;
        step *= 2.0;
    }
    root::increasing(low, high, missing)
}

/// x and 1 - x of ln(x / (1 - x)).
fn shares(ln_odds: f64) -> (f64, f64) {
    let share = |ln_odds: f64| 1.0 / (1.0 + (-ln_odds).exp());
    (share(ln_odds), share(-ln_odds))
}

/// The regularised incomplete beta function of x = 1 - y, for whole `a` and `b`: the probability of at least `a` successes
/// of `a + b - 1` trials.
fn incomplete_beta(a: f64, b: f64, x: f64, y: f64) -> f64 {
    if a <= 0.0 {
        1.0
    } else if b <= 0.0 {
        0.0
    } else if a.min(b) >= LARGE {
        expanded(a, b, x, y)
    } else if a * y >= b * x {
        fraction(a, b, x, y)
    } else {
        1.0 - fraction(b, a, y, x)
    }
}

/// By the continued fraction of A. R. Didonato and A. H. Morris (1992, ACM Transactions on Mathematical Software 18, 360-373),
/// evaluated after Lentz, where x is at most a / (a + b): all of its terms are positive there, so that no digits cancel.
fn fraction(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let factor = a * y * point::ln_binomial(a, a + b - 1.0, x, y).exp();
    let second = |step: f64| (a + step) * (a * y - b * x + 1.0 + step * (2.0 - x)) / (a + 2.0 * step + 1.0);
    // The first term of the first one would be nothing over nothing for a = 1.
    let denominator = |step: f64| step + step * (b - step) * x / (a + 2.0 * step - 1.0) + second(step);
    let mut value = second(0.0);
    let (mut above, mut below) = (value, 0.0);
    let mut step = 0.0;
    for _ in 0..MOST_STEPS {
        step += 1.0;
        let middle = x / (a + 2.0 * step - 1.0);
        let numerator = (a + step - 1.0) * (a + b + step - 1.0) * step * (b - step) * middle * middle;
        let next = denominator(step);
        below = (next + numerator * below).recip();
        above = next + numerator / above;
        let change = above * below;
        value *= change;
        // A product of two rounded numbers need not come closer to 1.
        if (change - 1.0).abs() <= 4.0 * f64::EPSILON {
            break;
        }
    }
    (factor / value).min(1.0)
}

/// By the first two terms of Temme's expansion (NIST Digital Library of Mathematical Functions, 8.18.9).
fn expanded(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let sum = a + b;
    let (mean, rest) = (a / sum, b / sum);
    let deviance = (point::deviance(a, sum * x) + point::deviance(b, sum * y)).max(0.0);
    let difference = x - mean;
    let eta = (2.0 * deviance / sum).sqrt().copysign(difference);
    let deviation = (mean * rest).sqrt();
    // Close to the mean, both terms of the second branch are large and nearly the same.
    let correction = if eta.abs() < 1e-5 * deviation {
        (1.0 - 2.0 * mean) / (3.0 * deviation)
    } else {
        1.0 / eta - deviation / difference
    };
    let distance = eta * sum.sqrt();
    let below = 0.5 * quantile::normal_beyond(distance);
    let area = if distance < 0.0 { below } else { 1.0 - below };
    area + correction * (-deviance).exp() / (std::f64::consts::TAU * sum).sqrt()
}
