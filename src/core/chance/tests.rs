//! Published figures, other programs' figures, and what holds for any counts.
#![expect(
    clippy::disallowed_types,
    clippy::arithmetic_side_effects,
    reason = "the reference figures are floats, and counts small"
)]

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::amounts::Amounts;
use super::comparison::proportions::{Difference, Proportion};
use super::comparison::rates::Rate;
use super::comparison::{holm, proportions, rates};
use super::confidence::Confidence;
use super::interval::Interval;
use super::method::Method;
use super::refusal::Refusal;
use super::{LARGEST_COUNT, events, net, proportion};
use crate::core::decimal::{self, Decimal};

fn level(text: &str) -> Confidence {
    text.parse().unwrap()
}

fn shown(figure: Decimal, places: u32) -> String {
    format!("{:.1$}", decimal::round(figure, places), places as usize)
}

fn bounds(interval: Interval, places: u32) -> [String; 2] {
    [interval.low, interval.high].map(|bound| bound.map_or("none".to_owned(), |bound| shown(bound, places)))
}

fn compare(a: u64, m: u64, b: u64, n: u64, confidence: &str) -> Difference {
    let [a, b] = [(a, m), (b, n)].map(|(successes, trials)| Proportion { successes, trials });
    proportions::compare(a, b, level(confidence)).unwrap()
}

/// R. G. Newcombe 1998, Statistics in Medicine 17, 857–872, table I, method 3; and figures of this program's specification.
#[test]
fn published_intervals_of_shares() {
    for (successes, trials, low, high) in [
        (81, 263, "0.2553", "0.3662"),
        (15, 148, "0.0624", "0.1605"),
        (0, 20, "0.0000", "0.1611"),
        (1, 29, "0.0061", "0.1718"),
    ] {
        let interval = proportion::interval(successes, trials, level("95%")).unwrap();
        assert_eq!(bounds(interval, 4), [low, high], "{successes}/{trials}");
    }
    for (successes, trials, low, high) in
        [(9, 100, "4.807", "16.226"), (16, 300, "3.309", "8.487"), (11, 50, "12.754", "35.242")]
    {
        let interval = proportion::interval(successes, trials, level("95%")).unwrap();
        assert_eq!(bounds(interval.scaled(100.into()).unwrap(), 3), [low, high], "{successes}/{trials}");
    }
}

/// R. G. Newcombe 1998, Statistics in Medicine 17, 873–890, table II, method 10.
#[test]
fn published_intervals_of_differences() {
    for (a, m, b, n, low, high) in [
        (56, 70, 48, 80, "0.0524", "0.3339"),
        (9, 10, 3, 10, "0.1705", "0.8090"),
        (6, 7, 2, 7, "0.0582", "0.8062"),
        (5, 56, 0, 29, "-0.0381", "0.1926"),
        (0, 10, 0, 20, "-0.1611", "0.2775"),
        (0, 10, 0, 10, "-0.2775", "0.2775"),
        (10, 10, 0, 20, "0.6791", "1.0000"),
        (10, 10, 0, 10, "0.6075", "1.0000"),
    ] {
        assert_eq!(bounds(compare(a, m, b, n, "95%").interval, 4), [low, high], "{a}/{m} - {b}/{n}");
    }
}

/// F. Garwood 1936, Biometrika 28, 437–442, to the four decimals of later tables.
#[test]
fn published_intervals_of_events() {
    for (count, low, high) in [
        (0, "0.0000", "3.6889"),
        (1, "0.0253", "5.5716"),
        (5, "1.6235", "11.6683"),
        (10, "4.7954", "18.3904"),
        (100, "81.3640", "121.6268"),
    ] {
        assert_eq!(bounds(events::interval(count, level("95%")).unwrap(), 4), [low, high], "{count}");
    }
}

/// The tea tasting of R. A. Fisher 1935, The Design of Experiments, as tasted and all right; and the example of scipy's manual.
#[test]
fn published_exact_tests() {
    for (a, m, b, n, p) in [(3, 4, 1, 4, "0.4857"), (4, 4, 0, 4, "0.0286"), (8, 10, 1, 6, "0.0350")] {
        let compared = compare(a, m, b, n, "95%");
        assert_eq!(
            (compared.test, decimal::round(compared.p, 4).to_string().as_str()),
            (Method::Fisher, p),
            "{a}/{m} {b}/{n}"
        );
    }
    assert_eq!(compare(5, 10, 5, 10, "95%").test, Method::ChiSquare);
    assert_eq!(compare(4, 10, 5, 10, "95%").test, Method::Fisher);
}

#[test]
fn the_twelve_leads_of_four_hundred_clicks_and_the_optics() {
    assert_eq!(bounds(proportion::interval(12, 400, level("95%")).unwrap(), 4), ["0.0172", "0.0517"]);
    let sunglasses = compare(16, 300, 11, 50, "95%");
    assert!(sunglasses.interval.is_below(Decimal::ZERO) && sunglasses.test == Method::Fisher);
    assert_eq!(bounds(events::cost(100_000.into(), 0, level("95%")).unwrap(), 0), ["33381", "none"]);
}

/// What a row of chance.csv asks for, found here.
fn found(question: &str, inputs: &[&str], confidence: &str) -> [Option<Decimal>; 2] {
    let count = |at: usize| inputs[at].parse::<u64>().unwrap();
    let of = |interval: Interval| [interval.low, interval.high];
    if question == "holm" {
        let p_values: Vec<Decimal> = inputs.iter().map(|p| decimal::parse(p).unwrap()).collect();
        // In place of a confidence: which of them.
        return [Some(holm::adjusted(&p_values)[confidence.parse::<usize>().unwrap()]), None];
    }
    let confidence = level(confidence);
    let amounts = || Amounts { count: count(0), sum: count(1).into(), squares: count(2).into() };
    let shares = || {
        let [a, b] = [0, 2].map(|at| Proportion { successes: count(at), trials: count(at + 1) });
        proportions::compare(a, b, confidence).unwrap()
    };
    let ratio = || {
        let [a, b] = [0, 2].map(|at| Rate { events: count(at), spend: count(at + 1).into() });
        rates::compare(a, b, confidence).unwrap()
    };
    match question {
        "wilson" => of(proportion::interval(count(0), count(1), confidence).unwrap()),
        "net" => of(net::interval(count(0), count(1), count(2), confidence).unwrap()),
        "garwood" => of(events::interval(count(0), confidence).unwrap()),
        "student" => of(amounts().average(confidence).unwrap()),
        "compound_poisson" => of(amounts().total(confidence).unwrap()),
        "newcombe" => of(shares().interval),
        "fisher" | "chi_square" => {
            assert_eq!(shares().test.key(), question);
            [Some(shares().p), None]
        }
        "conditional" => of(ratio().interval),
        "conditional_p" => [Some(ratio().p), None],
        _ => panic!("{question} is no question"),
    }
}

/// Figures of scipy, statsmodels and mpmath: see the head of the table.
#[test]
fn other_programs_agree() {
    let table = include_str!("../../../tests/data/chance.csv");
    let (mut rows, mut apart) = (0, Vec::new());
    for row in table.lines().filter(|row| !row.starts_with('#')).skip(1) {
        let fields: Vec<&str> = row.split(',').collect();
        let answers = found(fields[0], &fields[1..5], fields[5]);
        for (answer, expected) in answers.into_iter().zip(&fields[6..8]) {
            let Some(answer) = answer else {
                assert_eq!(*expected, "", "{row}");
                continue;
            };
            let (answer, expected): (f64, f64) =
                (answer.to_string().parse().unwrap(), expected.parse().unwrap());
            // Twelve digits, at most 28 decimals, and half as many digits where large binomials are summed up by the others.
            let tolerance = match fields[0] {
                "newcombe" | "fisher" | "chi_square" | "conditional_p" => 1e-8,
                _ => 2e-11,
            };
            if (answer - expected).abs() > tolerance * expected.abs() + 1e-28 {
                apart.push(format!("{row}: found {answer}"));
            }
        }
        rows += 1;
    }
    assert!(rows > 250, "{rows}");
    assert!(apart.is_empty(), "{apart:#?}");
}

/// By hand.
#[test]
fn adjusted_p_values_keep_their_order_and_stay_below_one() {
    let read = |texts: &[&str]| texts.iter().map(|text| decimal::parse(text).unwrap()).collect::<Vec<_>>();
    assert_eq!(holm::adjusted(&[]), []);
    assert_eq!(holm::adjusted(&read(&["0.02", "0.02", "0.9"])), read(&["0.06", "0.06", "0.9"]));
    assert_eq!(holm::adjusted(&read(&["0.5", "0.9", "0.0001", "0.02"])), read(&["1", "1", "0.0004", "0.06"]));
}

#[test]
fn what_cannot_be_answered_is_refused() {
    let confidence = level("95%");
    assert_eq!(proportion::interval(0, 0, confidence), Err(Refusal::NoTrials));
    let impossible = Refusal::MoreSuccessesThanTrials { successes: 3, trials: 2 };
    assert_eq!(proportion::interval(3, 2, confidence), Err(impossible));
    assert_eq!(proportion::interval(0, LARGEST_COUNT + 1, confidence), Err(Refusal::TooLarge));
    assert_eq!(events::interval(u64::MAX, confidence), Err(Refusal::TooLarge));
    assert_eq!(events::cost(0.into(), 3, confidence), Err(Refusal::NoSpend));
    assert_eq!(events::cost((-1).into(), 3, confidence), Err(Refusal::NegativeSpend));
    let none = Rate { events: 0, spend: 10.into() };
    assert_eq!(rates::compare(none, none, confidence), Err(Refusal::NoEvents));
    assert_eq!(rates::compare(none, Rate { events: 1, spend: 0.into() }, confidence), Err(Refusal::NoSpend));
    let amounts = |sum: i64, squares: i64| Amounts { count: 10, sum: sum.into(), squares: squares.into() };
    assert_eq!(amounts(100, 999).average(confidence), Err(Refusal::ImpossibleSums));
    assert_eq!(amounts(10, 101).total(confidence), Err(Refusal::Cancelling));
    assert_eq!(amounts(-100, 1001).total(confidence), Err(Refusal::Cancelling));
    assert_eq!(amounts(0, 0).total(confidence), Err(Refusal::Cancelling));
    assert_eq!(bounds(amounts(100, 1000).average(confidence).unwrap(), 2), ["10.00", "10.00"]);
}

/// L. Fleiss and others: 0.6 against 0.5 takes 388 of each, without the continuity correction, at 95 % and 80 %.
#[test]
fn what_is_needed() {
    let needed = compare(12, 20, 500, 1000, "95%").needed.unwrap();
    assert_eq!((needed.per_group, needed.more_a, needed.more_b), (388, 368, 0));
    assert_eq!(compare(5, 10, 50, 100, "95%").needed, None);
    let of = |events, spend: i64| Rate { events, spend: spend.into() };
    // (1.959964 + 0.841621)^2 = 7.848880 times 3 / 1.
    let ratio = rates::compare(of(20, 10), of(20, 20), level("95%")).unwrap();
    let needed = ratio.needed.unwrap();
    assert_eq!(
        [needed.per_group, needed.more_a, needed.more_b].map(|spend| decimal::round(spend, 4).to_string()),
        ["23.5466", "13.5466", "3.5466"]
    );
    assert_eq!(rates::compare(of(1, 10), of(3, 30), level("95%")).unwrap().needed, None);
}

/// Counts from a handful to the largest, of every size alike.
fn counts() -> impl Strategy<Value = u64> {
    (0_u32..50, any::<u64>()).prop_map(|(bits, random)| (random >> (63 - bits)).min(LARGEST_COUNT))
}

fn levels() -> impl Strategy<Value = Confidence> {
    proptest::sample::select(vec!["0.5", "0.8", "0.95", "0.99", "0.999999", "0.999999999999"]).prop_map(level)
}

/// How far two figures are apart.
fn apart(one: Decimal, two: Decimal) -> Decimal {
    decimal::subtract_rounded(one, two).unwrap().abs()
}

/// Whether two figures are the same up to so many digits, or both nothing.
fn is_close(one: Decimal, two: Decimal, digits: u32) -> bool {
    let part = decimal::multiply_rounded(Decimal::new(1, digits), one.max(two)).unwrap();
    apart(one, two) <= decimal::add_rounded(part, Decimal::new(1, 20)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn shares_lie_within_their_intervals(one in counts(), two in counts(), confidence in levels()) {
        let (successes, trials) = (one.min(two), one.max(two).max(1));
        let interval = proportion::interval(successes, trials, confidence).unwrap();
        // The bounds have twelve digits, so has the share to be looked for.
        let share = decimal::divide(successes.into(), trials.into()).unwrap();
        prop_assert!(interval.contains(decimal::round(share, 11)) || interval.contains(share));
        prop_assert!(!interval.is_above(1.into()) && !interval.is_below(0.into()));
        prop_assert_eq!(interval.low == Some(Decimal::ZERO), successes == 0);
        // Failures are successes, seen from the other side.
        let mirrored = proportion::interval(trials - successes, trials, confidence).unwrap();
        let sum = decimal::add(interval.low.unwrap(), mirrored.high.unwrap()).unwrap();
        prop_assert!(apart(sum, Decimal::ONE) <= Decimal::new(2, 12), "{sum}");
        let wider = proportion::interval(successes, trials, level("0.9999999999999999999999999999")).unwrap();
        prop_assert!(wider.low <= interval.low && wider.high >= interval.high);
    }

    #[test]
    fn more_events_cost_less_each(events in counts(), spend in 1_i64..1_000_000_000, confidence in levels()) {
        let one = events::cost(spend.into(), events, confidence).unwrap();
        prop_assert!(one.low.unwrap() > Decimal::ZERO);
        prop_assert_eq!(one.high.is_none(), events == 0);
        if events > 0 {
            let cpl = decimal::divide(spend.into(), events.into()).unwrap();
            prop_assert!(one.low.unwrap() <= cpl && cpl <= one.high.unwrap());
        }
        if events < 1_000_000 {
            let next = events::cost(spend.into(), events + 1, confidence).unwrap();
            prop_assert!(events == 0 || (next.low < one.low && next.high < one.high));
        }
    }

    #[test]
    fn comparisons_end_and_turn_round(
        [a, m, b, n] in [counts(), counts(), counts(), counts()],
        confidence in levels(),
    ) {
        let start = Instant::now();
        let (a, m, b, n) = (a.min(m), a.max(m).max(1), b.min(n), b.max(n).max(1));
        let [left, right] = [(a, m), (b, n)].map(|(successes, trials)| Proportion { successes, trials });
        let there = proportions::compare(left, right, confidence).unwrap();
        let back = proportions::compare(right, left, confidence).unwrap();
        prop_assert_eq!(there.difference, decimal::negate(back.difference));
        prop_assert_eq!(there.interval.low.map(decimal::negate), back.interval.high);
        prop_assert!(there.p >= Decimal::ZERO && there.p <= Decimal::ONE);
        prop_assert!(is_close(there.p, back.p, 9), "{} {}", there.p, back.p);
        prop_assert!(there.interval.contains(there.difference));
        prop_assert_eq!(there.needed.is_none() || there.difference != Decimal::ZERO, true);
        prop_assert!(start.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn rates_end_and_turn_round(
        [a, b] in [counts(), counts()],
        [s, t] in [1_u64..1_000_000_000, 1_u64..1_000_000_000],
        confidence in levels(),
    ) {
        prop_assume!(a > 0 && b > 0);
        let start = Instant::now();
        let [left, right] = [(a, s), (b, t)].map(|(events, spend)| Rate { events, spend: spend.into() });
        let there = rates::compare(left, right, confidence).unwrap();
        let back = rates::compare(right, left, confidence).unwrap();
        prop_assert!(there.interval.contains(there.ratio.unwrap()));
        let inverted = back.interval.inverted().unwrap();
        prop_assert!(is_close(there.interval.low.unwrap(), inverted.low.unwrap(), 6));
        prop_assert!(there.p >= Decimal::ZERO && there.p <= Decimal::ONE);
        prop_assert!(is_close(there.p, back.p, 6), "{} {}", there.p, back.p);
        prop_assert!(start.elapsed() < Duration::from_secs(10));
    }
}
