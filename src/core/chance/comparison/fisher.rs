//! Fisher's exact test of a table of two by two.
#![expect(clippy::disallowed_types, clippy::float_arithmetic, reason = "a p value is not rational")]

use super::proportions::Table;
use super::two_sided::{self, Distribution};
use crate::core::chance::float;
use crate::core::chance::point;

/// The probability, where both groups are alike, of all tables with the same margins that are at most as likely as this one.
///
/// Takes some ten steps for each number within a standard deviation: where an expected count is small, a hundred at most,
/// however large the others are.
pub(super) fn p_value(table: &Table) -> f64 {
    two_sided::p_value(&Hypergeometric::of(table), table.a.successes)
}

/// How many of the drawn ones are good.
struct Hypergeometric {
    good: u64,
    bad: u64,
    drawn: u64,
}

impl Hypergeometric {
    /// The successes of the first group among all successes.
    fn of(table: &Table) -> Self {
        Self { good: table.successes(), bad: table.failures(), drawn: table.a.trials }
    }

    /// The sum of the probabilities of a number and of those below or above it, as far as they add anything.
    ///
    /// `next` is the number beside another one, and by how much more likely it is.
    fn tail(&self, from: u64, next: impl Fn(u64) -> Option<(u64, f64)>) -> f64 {
        let (mut number, mut term, mut sum) = (from, 1.0, 1.0);
        while let Some((beside, ratio)) = next(number) {
            term *= ratio;
            // Once they fall, they fall ever faster.
            if ratio < 1.0 && term < sum * f64::EPSILON * (1.0 - ratio) {
                break;
            }
            sum += term;
            number = beside;
        }
        sum * self.ln_point(from).exp()
    }

    /// The factors of P(number) that number + 1 lacks, and the other way round: P(number + 1) / P(number) = lacks / gains.
    fn factors(&self, number: u64) -> (f64, f64) {
        let left = |of: u64| float::of_sum(of.saturating_sub(number));
        let above = number.saturating_add(1);
        let bad_left = float::of_sum(self.bad.saturating_add(above).saturating_sub(self.drawn));
        (left(self.good) * left(self.drawn), float::of_sum(above) * bad_left)
    }
}

impl Distribution for Hypergeometric {
    fn lowest(&self) -> u64 {
        self.drawn.saturating_sub(self.bad)
    }

    fn highest(&self) -> u64 {
        self.good.min(self.drawn)
    }

    fn mode(&self) -> u64 {
        let next = |count: u64| u128::from(count).saturating_add(1);
        let all = next(self.good.saturating_add(self.bad)).saturating_add(1);
        let mode = next(self.good).saturating_mul(next(self.drawn)).checked_div(all).unwrap_or(0);
        u64::try_from(mode).unwrap_or(u64::MAX).clamp(self.lowest(), self.highest())
    }

    fn ln_point(&self, number: u64) -> f64 {
        point::ln_hypergeometric(
            float::of_sum(number),
            float::of_sum(self.good),
            float::of_sum(self.bad),
            float::of_sum(self.drawn),
        )
    }

    fn at_most(&self, number: u64) -> f64 {
        self.tail(number, |number| {
            let below = number.checked_sub(1).filter(|below| *below >= self.lowest())?;
            let (lacks, gains) = self.factors(below);
            Some((below, gains / lacks))
        })
    }

    fn at_least(&self, number: u64) -> f64 {
        self.tail(number, |number| {
            let above = number.checked_add(1).filter(|above| *above <= self.highest())?;
            let (lacks, gains) = self.factors(number);
            Some((above, lacks / gains))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::chance::comparison::proportions::Proportion;

    /// R. A. Fisher's twins of convicts (2 of 17 dizygotic and 10 of 13 monozygotic ones were convicted), whose p R's manual
    /// gives as 0.0005367, and the studying men and women of the encyclopedias (1 of 10, 11 of 14), 0.002759.
    #[test]
    fn published_tables() {
        for (a, m, b, n, expected) in [(2, 17, 10, 13, 0.000_536_7), (1, 10, 11, 14, 0.002_759)] {
            let [a, b] = [(a, m), (b, n)].map(|(successes, trials)| Proportion { successes, trials });
            let p = p_value(&Table::of(a, b).unwrap());
            assert!((p / expected - 1.0).abs() < 2e-4, "{p}");
        }
    }

    #[test]
    fn the_probabilities_of_a_large_table_add_up_to_one() {
        let [a, b] =
            [(3, 2_000_000), (400, 1_000_000)].map(|(successes, trials)| Proportion { successes, trials });
        let all = Hypergeometric::of(&Table::of(a, b).unwrap());
        for number in [0, 1, 100, all.mode(), 300, 402] {
            let sum = all.at_most(number) + all.at_least(number + 1);
            assert!((sum - 1.0).abs() < 1e-12, "{number}: {sum}");
        }
    }
}
