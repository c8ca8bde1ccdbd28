//! One figure on two sides: what a comparison rests on, and what all comparisons of a run come to.

use crate::core::chance::comparison::proportions::{self, Proportion};
use crate::core::chance::comparison::rates::{self, Rate};
use crate::core::chance::comparison::{holm, needed};
use crate::core::chance::confidence::Confidence;
use crate::core::chance::interval::Interval;
use crate::core::chance::method::Method;
use crate::core::chance::refusal::Refusal;
use crate::core::decimal::{self, Decimal, Overflow};
use crate::core::estimate::{self, Estimate};
use crate::core::metric::{Better, Language, Metric};
use crate::core::value::{Reason, Value};
use crate::report::{Needed, Outcome, Scale};

/// One side of a comparison.
pub(in crate::commands) struct Side<'a> {
    /// Its name in reasons.
    pub(in crate::commands) name: String,
    /// The figure.
    pub(in crate::commands) value: Value<Decimal>,
    /// The sums behind it.
    pub(in crate::commands) sum: &'a dyn Fn(Metric) -> Option<Decimal>,
}

/// The sums that a figure is computed from, on both sides.
enum Pair {
    Shares([Proportion; 2]),
    Costs([Rate; 2]),
}

/// A figure on two sides, to be compared.
pub(in crate::commands) struct Question {
    metric: Metric,
    values: [Value<Decimal>; 2],
    pair: Result<Pair, String>,
}

/// What is known of a pair before all p values are.
struct Found {
    interval: Interval,
    p: Decimal,
    test: Method,
    needed: Option<Needed>,
}

impl Question {
    pub(in crate::commands) fn new(metric: Metric, sides: &[Side<'_>; 2]) -> Self {
        Self { metric, values: [sides[0].value, sides[1].value], pair: pair(metric, sides) }
    }

    /// A question that cannot be answered.
    pub(in crate::commands) fn refused(metric: Metric, reason: String) -> Self {
        Self { metric, values: [Value::Absent(metric); 2], pair: Err(reason) }
    }

    /// Where the first figure lies as seen from the second, which is taken as it stands, with the chance of both.
    pub(in crate::commands) fn first_beside_second(
        &self,
        confidence: Confidence,
    ) -> Result<Interval, String> {
        let interval = self.compare(confidence)?.interval;
        let second = self.values[1].known().ok_or_else(|| reason(self.values[1]).unwrap_or_default())?;
        let moved = match self.pair {
            Ok(Pair::Costs(_)) => interval.scaled(second),
            _ => interval.shifted(second),
        };
        moved.map_err(|Overflow| Refusal::OutOfRange.to_string())
    }

    fn compare(&self, confidence: Confidence) -> Result<Found, String> {
        let refused = |refusal: Refusal| refusal.to_string();
        match self.pair.as_ref().map_err(Clone::clone)? {
            Pair::Shares([a, b]) => {
                let compared = proportions::compare(*a, *b, confidence).map_err(refused)?;
                let needed = compared.needed.map(|needed| trials(self.metric, needed));
                Ok(Found { interval: compared.interval, p: compared.p, test: compared.test, needed })
            }
            Pair::Costs([a, b]) => {
                let compared = rates::compare(*a, *b, confidence).map_err(refused)?;
                // Rates are the other way round than costs.
                let interval =
                    compared.interval.inverted().map_err(|Overflow| refused(Refusal::OutOfRange))?;
                let needed = compared.needed.map(spend);
                Ok(Found { interval, p: compared.p, test: compared.test, needed })
            }
        }
    }
}

/// Whether groups can be compared in a figure: shares and costs of what files can give.
pub(in crate::commands) fn can_be_compared(metric: Metric) -> bool {
    let is_given = |sum: &Metric| sum.fact().is_some() && *sum != Metric::OtherCosts;
    let sums = sums(metric);
    !sums.is_empty() && sums.iter().all(is_given)
}

/// The sums that a comparison of a share or a cost rests on; none for any other figure.
pub(in crate::commands) fn sums(metric: Metric) -> Vec<Metric> {
    let (one, others) = match estimate::of(metric) {
        Some(Estimate::Share { successes, trials }) => (successes, trials),
        Some(Estimate::Cost { spend, events }) => (events, spend),
        _ => return Vec::new(),
    };
    std::iter::once(one).chain(others.iter().copied()).collect()
}

fn pair(metric: Metric, sides: &[Side<'_>; 2]) -> Result<Pair, String> {
    let named = |side: &Side<'_>| {
        let name = side.name.clone();
        move |reason: String| format!("{name}: {reason}")
    };
    match estimate::of(metric) {
        Some(Estimate::Share { successes, trials }) => {
            let of = |side: &Side<'_>| proportion(side, successes, trials).map_err(named(side));
            Ok(Pair::Shares([of(&sides[0])?, of(&sides[1])?]))
        }
        Some(Estimate::Cost { spend, events }) => {
            let of = |side: &Side<'_>| rate(side, spend, events).map_err(named(side));
            Ok(Pair::Costs([of(&sides[0])?, of(&sides[1])?]))
        }
        _ => Err(format!("{metric} is neither a share nor a cost")),
    }
}

fn proportion(side: &Side<'_>, counted: Metric, trials: &[Metric]) -> Result<Proportion, String> {
    if let Some(reason) = reason(side.value) {
        return Err(reason);
    }
    let count = |sums: &[Metric]| whole(side, sums);
    let (successes, trials, of) = (count(&[counted])?, count(trials)?, trials.first().copied());
    let label = |metric: Metric| metric.label(Language::En).to_lowercase();
    if trials == 0 {
        return Err(format!("no {}", of.map(label).unwrap_or_default()));
    }
    if successes > trials {
        let [counted, of] = [Some(counted), of].map(|metric| metric.map(label).unwrap_or_default());
        return Err(format!(
            "{successes} {counted} of {trials} {of} are no share: count both over the same rows"
        ));
    }
    Ok(Proportion { successes, trials })
}

/// A cost without events does not exist, and can be compared all the same.
fn rate(side: &Side<'_>, spend: &[Metric], events: Metric) -> Result<Rate, String> {
    // Sums that cover unequal parts of the data are not even looked at.
    if let Value::Absent(_) | Value::Undefined(Reason::Partial(_) | Reason::NotGiven(_)) = side.value {
        return Err(reason(side.value).unwrap_or_default());
    }
    let events = whole(side, &[events])?;
    let spend = added(side, spend)?;
    if spend.is_zero() {
        return Err(Refusal::NoSpend.to_string());
    }
    if spend.is_sign_negative() {
        return Err(Refusal::NegativeSpend.to_string());
    }
    match reason(side.value) {
        Some(reason) if events > 0 => Err(reason),
        _ => Ok(Rate { events, spend }),
    }
}

fn whole(side: &Side<'_>, sums: &[Metric]) -> Result<u64, String> {
    estimate::whole(added(side, sums)?).map_err(|refusal| refusal.to_string())
}

fn added(side: &Side<'_>, sums: &[Metric]) -> Result<Decimal, String> {
    sums.iter().try_fold(Decimal::ZERO, |all, sum| {
        let sum_of = (side.sum)(*sum).ok_or_else(|| format!("nothing gives {sum}"))?;
        decimal::add(all, sum_of).map_err(|Overflow| format!("{sum} needs more than 28 digits"))
    })
}

/// Why there is no figure, where there is none.
fn reason(value: Value<Decimal>) -> Option<String> {
    match value {
        Value::Known(_) => None,
        Value::Undefined(reason) => Some(reason.to_string()),
        Value::Absent(metric) => Some(format!("nothing gives {metric}")),
    }
}

/// What all questions of a run come to, in their order: p values are corrected for the number of those that have one.
pub(in crate::commands) fn outcomes(
    questions: &[Question],
    confidence: Confidence,
) -> Vec<Result<Outcome, String>> {
    let found: Vec<_> = questions.iter().map(|question| question.compare(confidence)).collect();
    let p_values: Vec<Decimal> = found.iter().flatten().map(|found| found.p).collect();
    let strict = corrected(confidence, p_values.len());
    let mut adjusted = holm::adjusted(&p_values).into_iter();
    let risk = decimal::subtract_rounded(Decimal::ONE, confidence.level()).unwrap_or_default();
    let settled = questions.iter().zip(found).map(|(question, found)| {
        let found = found?;
        let p_adjusted = adjusted.next().unwrap_or(Decimal::ONE);
        let can_tell = p_adjusted < risk;
        let needed = if can_tell { None } else { question.compare(strict)?.needed };
        // Of a handful of trials a normal approximation may say that no more are needed, which the exact test denies.
        let needed = needed.filter(|needed| needed.more.iter().any(|more| !more.is_zero()));
        Ok(Outcome { needed, ..outcome(question, &found, p_adjusted, can_tell) })
    });
    settled.collect()
}

/// How sure a single comparison has to be where there are several of them (Bonferroni): what is needed to tell has to be enough
/// for the p value that counts, the corrected one.
fn corrected(confidence: Confidence, comparisons: usize) -> Confidence {
    let risk = decimal::subtract_rounded(Decimal::ONE, confidence.level());
    let share = risk.and_then(|risk| decimal::divide(risk, Decimal::from(comparisons.max(1))));
    let level = share.and_then(|share| decimal::subtract_rounded(Decimal::ONE, share));
    level.ok().and_then(|level| Confidence::try_from(level).ok()).unwrap_or(confidence)
}

fn trials(metric: Metric, needed: needed::Trials) -> Needed {
    let of = match estimate::of(metric) {
        Some(Estimate::Share { trials: [first, ..], .. }) => *first,
        _ => metric,
    };
    Needed { of, per_group: needed.per_group.into(), more: [needed.more_a, needed.more_b].map(Decimal::from) }
}

fn spend(needed: needed::Spend) -> Needed {
    Needed { of: Metric::Spend, per_group: needed.per_group, more: [needed.more_a, needed.more_b] }
}

fn outcome(question: &Question, found: &Found, p_adjusted: Decimal, can_tell: bool) -> Outcome {
    let [a, b] = question.values.map(Value::known);
    let both = a.zip(b);
    let (scale, ratio) = match question.pair {
        Ok(Pair::Costs(_)) => (Scale::Ratio, both.and_then(|(a, b)| decimal::divide(a, b).ok())),
        _ => (Scale::Difference, None),
    };
    // A cost without events is higher than any.
    let is_higher = match (a, b) {
        (Some(a), Some(b)) => a > b,
        (a, _) => a.is_none(),
    };
    let is_better = match question.metric.entry().better {
        Better::Higher => Some(is_higher),
        Better::Lower => Some(!is_higher),
        Better::Neither => None,
    };
    Outcome {
        difference: both.and_then(|(a, b)| decimal::subtract_rounded(a, b).ok()),
        ratio,
        interval: found.interval,
        scale,
        p: found.p,
        p_adjusted,
        test: found.test,
        is_better: is_better.filter(|_| can_tell),
        needed: None,
    }
}
