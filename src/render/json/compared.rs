//! Groups side by side, and what has become of them, as JSON. All numbers of comparisons are decimal strings.

use std::collections::BTreeMap;

use crate::core::decimal::{self, Decimal};
use crate::core::metric::Unit;
use crate::core::value::Value;
use crate::render::{Precision, change, number};
use crate::report::{Change, Comparison, Outcome, Report, Scale};

use super::Figure;

/// Two groups.
#[derive(serde::Serialize)]
pub(super) struct Compared {
    metric: &'static str,
    a: String,
    /// Null for the rest.
    b: Option<String>,
    #[serde(flatten)]
    result: Found,
}

/// What was found, or why there is nothing to find.
#[derive(serde::Serialize)]
#[serde(untagged)]
enum Found {
    Told {
        value_a: Option<String>,
        value_b: Option<String>,
        difference: Option<String>,
        #[serde(flatten)]
        told: Box<Told>,
    },
    NotCompared(NotCompared),
}

#[derive(serde::Serialize)]
struct NotCompared {
    verdict: &'static str,
    reason: String,
}

/// How far it reaches, and how sure that is.
#[derive(serde::Serialize)]
struct Told {
    ratio: Option<String>,
    low: Option<String>,
    high: Option<String>,
    scale: &'static str,
    confidence: String,
    interval_method: &'static str,
    p: String,
    p_adjusted: String,
    method: &'static str,
    verdict: &'static str,
    needed: Option<Needed>,
}

#[derive(serde::Serialize)]
struct Needed {
    of: &'static str,
    per_group: String,
    more_a: String,
    more_b: String,
}

impl Compared {
    pub(super) fn new(compared: &Comparison, precision: Option<Precision>) -> Self {
        let unit = compared.metric.entry().unit;
        let [value_a, value_b] = compared.values.map(|value| text(value.known(), unit, precision));
        let result = match &compared.result {
            Ok(outcome) => Found::Told {
                value_a,
                value_b,
                difference: text(outcome.difference, unit, precision),
                told: Box::new(Told::new(outcome, "cannot tell", precision)),
            },
            Err(reason) => Found::NotCompared(NotCompared::new(reason)),
        };
        Self {
            metric: compared.metric.key(),
            a: compared.a.join(", "),
            b: compared.b.as_ref().map(|names| names.join(", ")),
            result,
        }
    }
}

impl NotCompared {
    fn new(reason: &str) -> Self {
        Self { verdict: "not compared", reason: reason.to_owned() }
    }
}

impl Told {
    fn new(outcome: &Outcome, undecided: &'static str, precision: Option<Precision>) -> Self {
        let (scale, unit) = match outcome.scale {
            Scale::Difference => ("difference", Unit::Percent),
            Scale::Ratio => ("ratio", Unit::Multiple),
        };
        let interval = outcome.interval;
        Self {
            ratio: text(outcome.ratio, Unit::Multiple, precision),
            low: text(interval.low, unit, precision),
            high: text(interval.high, unit, precision),
            scale,
            confidence: decimal::plain(interval.confidence.level()),
            interval_method: interval.method.key(),
            // Rounded as figures are, a probability would be zero.
            p: decimal::plain(outcome.p),
            p_adjusted: decimal::plain(outcome.p_adjusted),
            method: outcome.test.key(),
            verdict: match outcome.is_better {
                Some(true) => "better",
                Some(false) => "worse",
                None => undecided,
            },
            needed: outcome.needed.as_ref().map(|needed| {
                let text = |figure| number::for_programs(figure, needed.of.entry().unit, precision);
                Needed {
                    of: needed.of.key(),
                    per_group: text(needed.per_group),
                    more_a: text(needed.more[0]),
                    more_b: text(needed.more[1]),
                }
            }),
        }
    }
}

/// A group in two runs.
#[derive(serde::Serialize)]
pub(super) struct Changed<'a> {
    /// The row's dimensions; null for the total.
    row: Option<BTreeMap<&'a str, &'a str>>,
    metric: &'static str,
    old: Option<Figure>,
    new: Option<Figure>,
    difference: Option<Figure>,
    /// The difference as a part of what it was.
    relative: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    undefined: BTreeMap<&'static str, String>,
    /// Only for what can be compared.
    #[serde(flatten)]
    result: Option<Noise>,
}

#[derive(serde::Serialize)]
#[serde(untagged)]
enum Noise {
    Told(Box<Told>),
    NotCompared(NotCompared),
}

impl<'a> Changed<'a> {
    pub(super) fn new(report: &'a Report, changed: &'a Change, precision: Option<Precision>) -> Self {
        let unit = changed.metric.entry().unit;
        let figure = |value: Option<Decimal>| value.map(|value| Figure::new(value, unit, precision));
        let reason = |(key, value): (&'static str, Value<Decimal>)| match value {
            Value::Known(_) => None,
            Value::Undefined(reason) => Some((key, reason.to_string())),
            Value::Absent(metric) => Some((key, format!("nothing gives {metric}"))),
        };
        let result = changed.result.as_ref().map(|result| match result {
            Ok(outcome) => Noise::Told(Box::new(Told::new(outcome, "may be noise", precision))),
            Err(reason) => Noise::NotCompared(NotCompared::new(reason)),
        });
        Self {
            row: changed.group.as_ref().map(|group| {
                report.group_by.iter().map(String::as_str).zip(group.iter().map(String::as_str)).collect()
            }),
            metric: changed.metric.key(),
            old: figure(changed.old.known()),
            new: figure(changed.new.known()),
            difference: figure(changed.difference),
            relative: text(change::relative(changed), Unit::Percent, precision),
            undefined: [("old", changed.old), ("new", changed.new)].into_iter().filter_map(reason).collect(),
            result,
        }
    }
}

fn text(value: Option<Decimal>, unit: Unit, precision: Option<Precision>) -> Option<String> {
    value.map(|value| number::for_programs(value, unit, precision))
}
