//! Logarithms of single probabilities, exact to the last digits for the largest counts too.
//!
//! Differences of logarithms of factorials lose all digits for large counts; C. Loader's way (2000, "Fast and accurate
//! computation of binomial probabilities") takes none: each probability is the one at its own mean, which Stirling's
//! series gives, less the deviance from it.
#![expect(clippy::disallowed_types, clippy::float_arithmetic, reason = "probabilities are not rational")]

/// The factorial up to which the correction is taken from the factorial itself.
const FEW: f64 = 15.0;

/// ln n! less Stirling's formula for it, `ln(sqrt(2 pi n) (n / e)^n)`, for a whole number n > 0.
fn stirling_correction(n: f64) -> f64 {
    if n <= FEW {
        let (mut factorial, mut factor) = (1.0, 1.0);
        while factor < n {
            factor += 1.0;
            factorial *= factor;
        }
        return f64::ln(factorial) - (n + 0.5) * n.ln() + n - 0.5 * std::f64::consts::TAU.ln();
    }
    let square = n * n;
    (1.0 / 12.0
        - (1.0 / 360.0
            - (1.0 / 1_260.0
                - (1.0 / 1_680.0 - (1.0 / 1_188.0 - 691.0 / 360_360.0 / square) / square) / square)
                / square)
            / square)
        / n
}

/// `count * ln(count / mean) + mean - count`, without cancellation where both are close.
pub(super) fn deviance(count: f64, mean: f64) -> f64 {
    if count <= 0.0 {
        return mean;
    }
    let difference = count - mean;
    if difference.abs() >= 0.1 * (count + mean) {
        return count * (count / mean).ln() - difference;
    }
    let v = difference / (count + mean);
    let mut sum = difference * v;
    let mut term = 2.0 * count * v;
    let mut odd = 1.0;
    loop {
        term *= v * v;
        odd += 2.0;
        let next = sum + term / odd;
        if (next - sum).abs() <= sum.abs() * f64::EPSILON / 2.0 || !next.is_finite() {
            return next;
        }
        sum = next;
    }
}

/// ln of the probability of `k` successes of `n` trials that each succeed with `p` and fail with `q = 1 - p`.
///
/// All counts are whole, `0 <= k <= n`; both probabilities are above 0.
pub(super) fn ln_binomial(k: f64, n: f64, p: f64, q: f64) -> f64 {
    if n <= 0.0 {
        return 0.0;
    }
    if k <= 0.0 {
        return n * if p < 0.5 { (-p).ln_1p() } else { q.ln() };
    }
    if k >= n {
        return n * if q < 0.5 { (-q).ln_1p() } else { p.ln() };
    }
    let rest = n - k;
    let correction = stirling_correction(n) - stirling_correction(k) - stirling_correction(rest);
    let scale = 0.5 * (n.ln() - k.ln() - rest.ln() - std::f64::consts::TAU.ln());
    correction - deviance(k, n * p) - deviance(rest, n * q) + scale
}

/// ln of the probability that of `drawn` from `good + bad` without putting back, `k` are good.
///
/// All counts are whole, and `k` is one of those that are possible.
pub(super) fn ln_hypergeometric(k: f64, good: f64, bad: f64, drawn: f64) -> f64 {
    let all = good + bad;
    if drawn <= 0.0 || drawn >= all {
        return 0.0;
    }
    let (p, q) = (drawn / all, (all - drawn) / all);
    ln_binomial(k, good, p, q) + ln_binomial(drawn - k, bad, p, q) - ln_binomial(drawn, all, p, q)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_close(found: f64, expected: f64) -> bool {
        (found - expected).abs() <= 4e-15 * expected.abs().max(1.0)
    }

    #[test]
    fn small_probabilities_are_the_fractions_that_they_are() {
        assert!(is_close(ln_binomial(3.0, 10.0, 0.5, 0.5), f64::ln(120.0 / 1024.0)));
        assert!(is_close(ln_binomial(0.0, 4.0, 0.25, 0.75), f64::ln(81.0 / 256.0)));
        assert!(is_close(ln_binomial(4.0, 4.0, 0.25, 0.75), f64::ln(1.0 / 256.0)));
        assert!(is_close(ln_binomial(0.0, 0.0, 0.25, 0.75), 0.0));
        assert!(is_close(ln_hypergeometric(3.0, 4.0, 4.0, 4.0), f64::ln(16.0 / 70.0)));
        assert!(is_close(ln_hypergeometric(0.0, 4.0, 0.0, 0.0), 0.0));
        // 16 is the first count that Stirling's series is taken for.
        assert!(is_close(ln_binomial(1.0, 17.0, 0.5, 0.5), f64::ln(17.0 / 131_072.0)));
    }

    #[test]
    fn the_largest_counts_lose_no_digits() {
        // At the middle of 2m trials the probability is 1 / sqrt(pi m) (1 - 1 / 8m + ...).
        let half = 5e14;
        let expected = -0.5 * (std::f64::consts::PI * half).ln();
        assert!((ln_binomial(half, 2.0 * half, 0.5, 0.5) - expected).abs() < 1e-13);
    }
}
