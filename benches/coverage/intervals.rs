//! How often an interval holds the figure that the data were drawn with.
#![expect(clippy::disallowed_types, reason = "probabilities are no figures of a file")]

use leadcalc::core::chance::amounts::Amounts;
use leadcalc::core::chance::interval::Interval;
use leadcalc::core::chance::refusal::Refusal;
use leadcalc::core::chance::{events, proportion};
use leadcalc::core::decimal::Decimal;

use super::draws::{Counts, Draws, Sizes};
use super::{Line, Outcome, confidence};

const NOMINAL: &str = "95 %";

/// Runs with counts, of which there are few different ones.
const RUNS: u32 = 200_000;

/// Runs with amounts, each of which is another.
const RUNS_WITH_AMOUNTS: u32 = 20_000;

/// Answers by count, each asked for once.
struct Answers<F> {
    known: Vec<Option<bool>>,
    ask: F,
}

impl<F: Fn(u32) -> bool> Answers<F> {
    fn new(ask: F) -> Self {
        Self { known: Vec::new(), ask }
    }

    fn of(&mut self, count: u32) -> bool {
        let place = usize::try_from(count).expect("a count");
        if self.known.len() <= place {
            self.known.resize(place + 1, None);
        }
        *self.known[place].get_or_insert_with(|| (self.ask)(count))
    }
}

fn decimal(figure: f64) -> Decimal {
    Decimal::try_from(figure).expect("a figure of some digits")
}

fn holds(interval: Result<Interval, Refusal>, truth: f64) -> bool {
    interval.expect("counts that there is an interval for").contains(decimal(truth))
}

fn of_counts(what: String, counts: &Counts, ask: impl Fn(u32) -> bool) -> Line {
    let mut answers = Answers::new(ask);
    let outcome = Outcome::of(RUNS, |draws| Some(answers.of(counts.draw(draws))));
    Line { what, nominal: NOMINAL, outcome }
}

/// Wilson's interval of a share.
pub(crate) fn proportions() -> Vec<Line> {
    let mut lines = Vec::new();
    for trials in [20, 100, 1000] {
        for share in [0.01, 0.05, 0.2, 0.5] {
            let ask = |successes: u32| {
                let interval = proportion::interval(successes.into(), trials.into(), confidence());
                holds(interval, share)
            };
            let what = format!("wilson: {:.0} % of {trials} trials", 100.0 * share);
            lines.push(of_counts(what, &Counts::binomial(trials, share), ask));
        }
    }
    lines
}

/// Garwood's interval of a count, and of what one of them costs.
pub(crate) fn events() -> Vec<Line> {
    let cases = [0.5, 3.0, 10.0, 50.0, 500.0];
    let mut lines = Vec::new();
    for expected in cases {
        let ask = |count: u32| holds(events::interval(count.into(), confidence()), expected);
        let what = format!("garwood: {expected} events expected");
        lines.push(of_counts(what, &Counts::poisson(expected), ask));
    }
    for expected in cases {
        let spend = decimal(100.0 * expected);
        let ask = |count: u32| holds(events::cost(spend, count.into(), confidence()), 100.0);
        let what = format!("garwood: cost of one, {expected} events expected");
        lines.push(of_counts(what, &Counts::poisson(expected), ask));
    }
    lines
}

/// Draws the orders of a spend.
fn orders(counts: &Counts, sizes: Sizes, draws: &mut Draws) -> Amounts {
    let count = counts.draw(draws);
    let (mut sum, mut squares) = (0.0, 0.0);
    for _ in 0..count {
        let amount = sizes.draw(draws);
        sum += amount;
        squares += amount * amount;
    }
    Amounts { count: count.into(), sum: decimal(sum), squares: decimal(squares) }
}

/// Student's interval of an average, and the scaled Poisson interval of a sum.
pub(crate) fn amounts() -> Vec<Line> {
    let mut lines = Vec::new();
    for (method, is_of_sum) in [("student: average", false), ("compound poisson: sum", true)] {
        for sizes in Sizes::ALL {
            for expected in [10.0, 30.0, 100.0] {
                let counts = Counts::poisson(expected);
                let outcome = Outcome::of(RUNS_WITH_AMOUNTS, |draws| {
                    let amounts = orders(&counts, sizes, draws);
                    let (interval, truth) = if is_of_sum {
                        (amounts.total(confidence()), 100.0 * expected)
                    } else {
                        (amounts.average(confidence()), 100.0)
                    };
                    Some(interval.ok()?.contains(decimal(truth)))
                });
                let what = format!("{method} of {expected} {} orders", sizes.name());
                lines.push(Line { what, nominal: NOMINAL, outcome });
            }
        }
    }
    lines
}
