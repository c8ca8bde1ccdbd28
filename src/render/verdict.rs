//! What became of a limit, in a sentence.

use crate::core::chance::interval::Interval;
use crate::core::decimal::Decimal;
use crate::core::limit::{JudgedFigure, Verdict};
use crate::core::metric::{Language, Unit};
use crate::report::JudgedLimit;

use super::{Style, number, wording};

/// `limit broken: cpl > 2000 in Lenses: cpl is 2 727.27`.
#[must_use]
pub fn sentence(judged: &JudgedLimit, style: &Style) -> String {
    format!("{}: {}", head(judged), finding(judged, style))
}

/// What became of which limit, and where: `limit broken: cpl > 2000 in Lenses`.
pub(super) fn head(judged: &JudgedLimit) -> String {
    // What holds is no reason to warn.
    let is_quiet = judged.severity.is_fatal() || judged.verdict == Verdict::Holds;
    let severity = if is_quiet { "" } else { "warning: " };
    let place = place(judged).map(|place| format!(" in {place}")).unwrap_or_default();
    format!("{severity}{}: {}{place}", in_a_word(&judged.verdict), limit(judged))
}

/// `limit broken`.
pub(super) fn in_a_word(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "limit holds",
        Verdict::Broken => "limit broken",
        Verdict::CannotTell(_) => "limit open",
        Verdict::NotJudged(_) => "limit not judged",
    }
}

/// The limit, behind the name that a policy gives it: `dear leads (cpl > 2000)`.
pub(super) fn limit(judged: &JudgedLimit) -> String {
    let name = judged.rule.as_ref().filter(|rule| rule.name != judged.limit);
    wording::printable(&match name {
        Some(rule) => format!("{} ({})", rule.name, judged.limit),
        None => judged.limit.clone(),
    })
}

/// Where it was judged: the group's names, or the total. None for a calculator.
#[must_use]
pub fn place(judged: &JudgedLimit) -> Option<String> {
    match &judged.group {
        None => Some("the total".to_owned()),
        Some(group) if group.is_empty() => None,
        Some(group) => {
            let names = group.iter().map(|name| wording::group_name(name, Language::En));
            Some(names.collect::<Vec<_>>().join(", "))
        }
    }
}

/// What was found: the figures, with their intervals where these were looked at, or why there is nothing to judge.
#[must_use]
pub fn finding(judged: &JudgedLimit, style: &Style) -> String {
    let figures = judged.figures.iter().filter_map(|figure| in_words(figure, style));
    found(&judged.verdict, &figures.collect::<Vec<_>>().join(", "))
}

/// The figures in words, or why these do not answer.
pub(super) fn found(verdict: &Verdict, figures: &str) -> String {
    match verdict {
        Verdict::Holds | Verdict::Broken => figures.to_owned(),
        Verdict::CannotTell(reason) => format!("cannot tell: {figures}: {}", wording::printable(reason)),
        Verdict::NotJudged(reason) => wording::printable(reason),
    }
}

/// `cpl is 2 727.27 (1 523.96 to 5 463.41)`, `cpl is above 33 380.82`, `nps is −8.95 of 1 162 answers`.
pub(super) fn in_words(figure: &JudgedFigure, style: &Style) -> Option<String> {
    let metric = figure.metric;
    let unit = metric.entry().unit;
    let interval = figure.interval.map(|interval| bounds(interval, unit, style));
    let with = figure.told_with.map(|(metric, figure)| {
        let counted = metric.key();
        let counted = if figure == Decimal::ONE { counted.trim_end_matches('s') } else { counted };
        format!(" of {} {counted}", number::for_people(figure, metric.entry().unit, style))
    });
    let with = with.unwrap_or_default();
    match (figure.value, interval) {
        (Some(value), interval) => {
            let value = match figure.bound {
                Some(bound) => number::side_by_side(value, bound, unit, style).0,
                None => number::for_people(value, unit, style),
            };
            let interval = interval.map(|interval| format!(" ({interval})")).unwrap_or_default();
            Some(format!("{} is {value}{with}{interval}", figure.name()))
        }
        (None, Some(interval)) => Some(format!("{} is {interval}", figure.name())),
        (None, None) => None,
    }
}

/// An interval in words: `1 523.96 to 5 463.41`, `above 33 380.82`.
pub(super) fn bounds(interval: Interval, unit: Unit, style: &Style) -> String {
    let [low, high] =
        [interval.low, interval.high].map(|bound| bound.map(|bound| number::for_people(bound, unit, style)));
    match (low, high) {
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("above {low}"),
        (None, Some(high)) => format!("below {high}"),
        (None, None) => number::NOTHING.to_owned(),
    }
}
