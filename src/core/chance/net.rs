//! The interval of a net share: those for, less those against.
#![expect(clippy::float_arithmetic, reason = "an interval is an estimate")]

use super::confidence::Confidence;
use super::float;
use super::interval::Interval;
use super::method::Method;
use super::proportion::Share;
use super::quantile;
use super::refusal::Refusal;

/// The interval of a net share, as the Net Promoter Score is one.
///
/// **Meaning**: which differences of the share for and the share against are in keeping with these counts of one sample, in which
/// everybody is for, against, or neither.
///
/// **Formula**: `p - d ± z √((p + d - (p - d)²) / n)`, with p for and d against of n in all and z the normal quantile of
/// (1 + confidence) / 2, and never beyond -1 and 1. Where all are of one kind that has no width; then it is the score interval,
/// which has closed bounds there: with `w = n / (n + z²)`, Wilson's lower bound of n of n, it is 2w - 1 to 1 (all for),
/// -1 to 1 - 2w (all against), w - 1 to 1 - w (all neither).
///
/// **Result**: fractions (-0.0895 is -8.95 points), 12 significant digits.
///
/// **Errors**: [`Refusal::NoTrials`]; [`Refusal::TooLarge`] above 10¹⁵ of a kind or in all.
///
/// **Source**: the variance of a trinomial sample; the score interval of T. Tango 1998, Statistics in Medicine 17, 891–908.
///
/// ```
/// use leadcalc::core::chance::{method::Method, net};
/// let confidence = "95%".parse().unwrap();
/// let interval = net::interval(291, 395, 476, confidence).unwrap();
/// assert_eq!(interval.low.unwrap().round_dp(4).to_string(), "-0.1334");
/// assert_eq!(interval.high.unwrap().round_dp(4).to_string(), "-0.0456");
/// let all_for = net::interval(10, 0, 0, confidence).unwrap();
/// assert_eq!((all_for.low.unwrap().round_dp(4).to_string().as_str(), all_for.method), ("0.4449", Method::TrinomialScore));
/// ```
pub fn interval(
    in_favour: u64,
    against: u64,
    neither: u64,
    confidence: Confidence,
) -> Result<Interval, Refusal> {
    let all = in_favour.checked_add(against).and_then(|sum| sum.checked_add(neither));
    let all = all.ok_or(Refusal::TooLarge)?;
    if all == 0 {
        return Err(Refusal::NoTrials);
    }
    let z = quantile::normal_above(confidence.tail()?);
    if all == in_favour || all == against || all == neither {
        let (least, _) = Share::of(all, all)?.bounds(z);
        let bounds = match (in_favour, against) {
            (0, 0) => (least - 1.0, 1.0 - least),
            (0, _) => (-1.0, 1.0 - 2.0 * least),
            _ => (2.0 * least - 1.0, 1.0),
        };
        return Interval::rounded(Some(bounds.0), Some(bounds.1), confidence, Method::TrinomialScore);
    }
    let n = float::of_count(all)?;
    let (p, d) = (float::of_count(in_favour)? / n, float::of_count(against)? / n);
    let net = p - d;
    let reach = z * ((p + d - net * net) / n).sqrt();
    let (low, high) = ((net - reach).max(-1.0), (net + reach).min(1.0));
    Interval::rounded(Some(low), Some(high), confidence, Method::Trinomial)
}

#[cfg(test)]
#[expect(
    clippy::disallowed_types,
    clippy::arithmetic_side_effects,
    reason = "probabilities are floats, and counts small"
)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::core::decimal::{self, Decimal};

    fn level(text: &str) -> Confidence {
        text.parse().unwrap()
    }

    fn points(in_favour: u64, against: u64, neither: u64) -> [String; 2] {
        let interval = interval(in_favour, against, neither, level("95%")).unwrap();
        let interval = interval.scaled(100.into()).unwrap();
        [interval.low, interval.high].map(|bound| decimal::round(bound.unwrap(), 2).to_string())
    }

    /// By hand: -104 of 1162 is -8.950, and 1.96 times the root of (686/1162 - 0.00801) / 1162 is 4.385.
    #[test]
    fn the_survey_of_1162() {
        assert_eq!(points(291, 395, 476), ["-13.34", "-4.56"]);
    }

    /// By hand: 10 / (10 + 1.96²) is 0.72247.
    #[test]
    fn all_of_one_kind_leave_room() {
        assert_eq!(points(10, 0, 0), ["44.49", "100"]);
        assert_eq!(points(0, 10, 0), ["-100", "-44.49"]);
        assert_eq!(points(0, 0, 10), ["-27.75", "27.75"]);
        assert_eq!(points(1, 0, 0), ["-58.69", "100"]);
    }

    #[test]
    fn no_answers_and_too_many_are_refused() {
        assert_eq!(interval(0, 0, 0, level("95%")), Err(Refusal::NoTrials));
        for counts in [(u64::MAX, 1, 0), (u64::MAX, 0, 0), (1, 1, u64::MAX - 2), (1 << 60, 1, 0)] {
            let (in_favour, against, neither) = counts;
            assert_eq!(interval(in_favour, against, neither, level("95%")), Err(Refusal::TooLarge));
        }
    }

    /// The share of intervals that contain the true net share, over all samples of this size, each as often as it comes.
    fn coverage(size: u64, shares: [f64; 3]) -> f64 {
        let number = |count: u64| -> f64 { float::of_count(count).unwrap() };
        let factorials: Vec<f64> = (0..=size)
            .scan(0.0, |sum, factor| {
                *sum += if factor == 0 { 0.0 } else { number(factor).ln() };
                Some(*sum)
            })
            .collect();
        let ln_factorial = |count: u64| factorials[usize::try_from(count).unwrap()];
        let truth = float::to_decimal(shares[0] - shares[2]).unwrap();
        let mut covered = 0.0;
        for in_favour in 0..=size {
            for against in 0..=size - in_favour {
                let counts = [in_favour, size - in_favour - against, against];
                let each = counts.iter().zip(shares);
                let terms = each.map(|(count, share)| number(*count) * share.ln() - ln_factorial(*count));
                let it = interval(in_favour, against, counts[1], level("95%")).unwrap();
                if it.contains(truth) {
                    covered += terms.fold(ln_factorial(size), |sum, term| sum + term).exp();
                }
            }
        }
        covered
    }

    /// The figures stand in what the methods take for granted.
    #[test]
    fn so_many_of_the_intervals_hold() {
        for (n, shares, expected) in [
            (50, [0.25, 0.41, 0.34], 0.94),
            (50, [0.5, 0.25, 0.25], 0.94),
            (50, [0.9, 0.05, 0.05], 0.88),
            // Samples of a single kind are most of these; without room for them hardly any would hold.
            (20, [0.98, 0.01, 0.01], 0.9998),
            (20, [0.02, 0.96, 0.02], 0.999),
        ] {
            let found = coverage(n, shares);
            assert!((found - expected).abs() < 0.005, "{n} {shares:?}: {found}");
        }
    }

    proptest! {
        #[test]
        fn the_figure_lies_within_and_turning_the_sample_round_turns_it_round(
            a in 0_u64..2000, b in 0_u64..2000, c in 0_u64..2000, confidence in 1_i64..999
        ) {
            let all = a + b + c;
            prop_assume!(all > 0);
            let confidence = Confidence::try_from(Decimal::new(confidence, 3)).unwrap();
            let it = interval(a, c, b, confidence).unwrap();
            let back = interval(c, a, b, confidence).unwrap();
            prop_assert_eq!(it.scaled(Decimal::NEGATIVE_ONE).unwrap(), back);
            let net = (Decimal::from(a) - Decimal::from(c)) / Decimal::from(all);
            let (low, high) = (it.low.unwrap(), it.high.unwrap());
            let near = Decimal::new(1, 10);
            prop_assert!(low - near <= net && net <= high + near && low < high);
            prop_assert!(low >= Decimal::NEGATIVE_ONE && high <= Decimal::ONE);
            prop_assert_eq!(it.method == Method::TrinomialScore, [a, b, c].contains(&all));
        }
    }
}
