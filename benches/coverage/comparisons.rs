//! How often a comparison sees a difference, where there is one and where there is none.
#![expect(clippy::disallowed_types, reason = "probabilities are no figures of a file")]

use std::collections::HashMap;

use leadcalc::core::chance::comparison::holm;
use leadcalc::core::chance::comparison::proportions::{self, Difference, Proportion};
use leadcalc::core::chance::comparison::rates::{self, Rate};
use leadcalc::core::chance::method::Method;
use leadcalc::core::decimal::Decimal;

use super::draws::Counts;
use super::{Line, Outcome, confidence};

const RUNS: u32 = 50_000;

/// Runs of which each makes ten comparisons.
const RUNS_OF_TEN: u32 = 10_000;

/// What is asked of two counts, each pair of them once.
struct Answers<T, F> {
    known: HashMap<[u32; 2], T>,
    ask: F,
}

impl<T: Copy, F: Fn([u32; 2]) -> T> Answers<T, F> {
    fn new(ask: F) -> Self {
        Self { known: HashMap::new(), ask }
    }

    fn of(&mut self, counts: [u32; 2]) -> T {
        *self.known.entry(counts).or_insert_with(|| (self.ask)(counts))
    }
}

fn difference(successes: [u32; 2], trials: [u32; 2]) -> Difference {
    let group = |at: usize| Proportion { successes: successes[at].into(), trials: trials[at].into() };
    proportions::compare(group(0), group(1), confidence()).expect("shares can be compared")
}

/// The p value of two rates being the same; 1 where nothing happened in either group.
fn p_of_rates(events: [u32; 2], spends: [Decimal; 2]) -> Decimal {
    let group = |at: usize| Rate { events: events[at].into(), spend: spends[at] };
    rates::compare(group(0), group(1), confidence()).map_or(Decimal::ONE, |ratio| ratio.p)
}

fn is_seen(p: Decimal) -> bool {
    p < Decimal::ONE - confidence().level()
}

fn name(shares: [f64; 2], trials: [u32; 2]) -> String {
    let [a, b] = shares.map(|share| 100.0 * share);
    format!("{a:.0} % of {} and {b:.0} % of {}", trials[0], trials[1])
}

fn binomials(shares: [f64; 2], trials: [u32; 2]) -> [Counts; 2] {
    [Counts::binomial(trials[0], shares[0]), Counts::binomial(trials[1], shares[1])]
}

/// Newcombe's interval of a difference.
pub(crate) fn differences() -> Vec<Line> {
    let mut lines = Vec::new();
    for (shares, trials) in [
        ([0.05, 0.1], [50, 50]),
        ([0.01, 0.03], [100, 300]),
        ([0.05, 0.05], [100, 100]),
        ([0.2, 0.5], [30, 30]),
        ([0.05, 0.07], [1000, 1000]),
    ] {
        let [a, b] = binomials(shares, trials);
        let truth = Decimal::try_from(shares[0] - shares[1]).expect("some digits").round_dp(6);
        let mut answers = Answers::new(|counts| difference(counts, trials).interval.contains(truth));
        let outcome = Outcome::of(RUNS, |draws| Some(answers.of([a.draw(draws), b.draw(draws)])));
        lines.push(Line { what: format!("newcombe: {}", name(shares, trials)), nominal: "95 %", outcome });
    }
    lines
}

/// Tests between groups that are alike.
pub(crate) fn false_alarms() -> Vec<Line> {
    let nominal = "≤ 5 %";
    let mut lines = Vec::new();
    for (share, trials) in [(0.2, [20, 20]), (0.05, [100, 100]), (0.1, [50, 500]), (0.05, [1000, 1000])] {
        let [a, b] = binomials([share; 2], trials);
        let mut answers = Answers::new(|counts| {
            let difference = difference(counts, trials);
            (difference.test, is_seen(difference.p))
        });
        // Which test is used depends on the counts: first whichever it was, then each for itself.
        for test in [None, Some(Method::Fisher), Some(Method::ChiSquare)] {
            let outcome = Outcome::of(RUNS, |draws| {
                let (used, is_seen) = answers.of([a.draw(draws), b.draw(draws)]);
                test.is_none_or(|test| test == used).then_some(is_seen)
            });
            // One that hardly ever is used says nothing.
            if outcome.answered > RUNS / 100 {
                let test = test.map_or("either test", Method::key);
                let what = format!("false alarms, {test}: {}", name([share; 2], trials));
                lines.push(Line { what, nominal, outcome });
            }
        }
    }
    for (expected, spends) in
        [([3.0, 3.0], [1, 1]), ([10.0, 10.0], [1, 1]), ([10.0, 40.0], [1, 4]), ([50.0, 50.0], [1, 1])]
    {
        let [a, b] = expected.map(Counts::poisson);
        let mut answers = Answers::new(|counts| is_seen(p_of_rates(counts, spends.map(Decimal::from))));
        let outcome = Outcome::of(RUNS, |draws| Some(answers.of([a.draw(draws), b.draw(draws)])));
        let what = format!("false alarms, conditional: {} and {} events expected", expected[0], expected[1]);
        lines.push(Line { what, nominal, outcome });
    }
    for (what, nominal, adjusts) in [
        ("any false alarm of 10 pairs, p as it is", "none promised", false),
        ("any false alarm of 10 pairs, p by Holm", nominal, true),
    ] {
        lines.push(Line {
            what: format!("{what}: 5 channels, 5 % of 1000"),
            nominal,
            outcome: family(adjusts),
        });
    }
    lines
}

/// Whether any of all pairs among five channels that are alike is told apart.
fn family(adjusts: bool) -> Outcome {
    let trials = [1000; 2];
    let counts = Counts::binomial(trials[0], 0.05);
    let mut answers = Answers::new(|successes| difference(successes, trials).p);
    Outcome::of(RUNS_OF_TEN, |draws| {
        let channels: Vec<u32> = (0..5).map(|_| counts.draw(draws)).collect();
        let mut p_values = Vec::new();
        for (at, one) in channels.iter().enumerate() {
            p_values.extend(channels[..at].iter().map(|other| answers.of([*other, *one])));
        }
        let p_values = if adjusts { holm::adjusted(&p_values) } else { p_values };
        Some(p_values.into_iter().any(is_seen))
    })
}

/// How often a difference is seen when each group has what `needed` asks for.
pub(crate) fn power() -> Vec<Line> {
    let nominal = "80 %";
    let mut lines = Vec::new();
    for (shares, of_1000) in [
        ([0.01, 0.02], [10, 20]),
        ([0.05, 0.1], [50, 100]),
        ([0.2, 0.3], [200, 300]),
        ([0.5, 0.6], [500, 600]),
    ] {
        let needed = difference(of_1000, [1000; 2]).needed.expect("they differ").per_group;
        let trials = [u32::try_from(needed).expect("some hundreds"); 2];
        let [a, b] = binomials(shares, trials);
        let mut answers = Answers::new(|counts| is_seen(difference(counts, trials).p));
        let outcome = Outcome::of(RUNS, |draws| Some(answers.of([a.draw(draws), b.draw(draws)])));
        lines.push(Line { what: format!("seen, as needed: {}", name(shares, trials)), nominal, outcome });
    }
    for events in [[1, 4], [10, 20], [100, 120]] {
        let [a, b] = events.map(|events: u32| Rate { events: events.into(), spend: Decimal::from(1000) });
        let needed = rates::compare(a, b, confidence()).expect("they can be compared").needed;
        let spend = needed.expect("they differ").per_group;
        let times = f64::try_from(spend).expect("a spend") / 1000.0;
        let expected = events.map(|events| f64::from(events) * times);
        let [a, b] = expected.map(Counts::poisson);
        let mut answers = Answers::new(|counts| is_seen(p_of_rates(counts, [spend; 2])));
        let outcome = Outcome::of(RUNS, |draws| Some(answers.of([a.draw(draws), b.draw(draws)])));
        let what = format!("seen, as needed: {:.0} and {:.0} events expected", expected[0], expected[1]);
        lines.push(Line { what, nominal, outcome });
    }
    lines
}
