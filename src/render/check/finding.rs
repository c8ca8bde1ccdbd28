//! A verdict in words, with how far each figure is from its limit, and what a policy says about it.

use crate::core::decimal::{self, Decimal};
use crate::core::limit::JudgedFigure;
use crate::core::limit::rule::About;
use crate::core::metric::Unit;
use crate::render::{Style, number, verdict, wording};
use crate::report::JudgedLimit;

/// `limit broken: cpl > 2000 in Lenses: cpl is 2 727.27 (1 523.96 to 5 463.41), 727.27 beyond 2 000.00`.
pub(super) fn sentence(judged: &JudgedLimit, style: &Style) -> String {
    format!("{}: {}", verdict::head(judged), finding(judged, style))
}

/// The same without what the limit is and where it was judged.
pub(super) fn finding(judged: &JudgedLimit, style: &Style) -> String {
    let in_words = |figure: &JudgedFigure| {
        let words = verdict::in_words(figure, style)?;
        Some(match distance(figure, style) {
            Some(distance) => format!("{words}, {distance}"),
            None => words,
        })
    };
    let figures = judged.figures.iter().filter_map(in_words);
    verdict::found(&judged.verdict, &figures.collect::<Vec<_>>().join("; "))
}

/// `727.27 beyond 2 000.00`, `272.73 left to 2 000.00`; `against 2 000.00` where a limit has no sides or a figure no value.
fn distance(figure: &JudgedFigure, style: &Style) -> Option<String> {
    let bound = bound(figure, style)?;
    Some(match figure.margin {
        None => format!("against {bound}"),
        Some(margin) if margin.is_zero() => format!("exactly at {bound}"),
        Some(margin) if margin.is_sign_negative() => {
            format!("{} beyond {bound}", length(decimal::negate(margin), figure, style))
        }
        Some(margin) => format!("{} left to {bound}", length(margin, figure, style)),
    })
}

/// A difference of two figures, one of rates in points.
pub(super) fn length(margin: Decimal, figure: &JudgedFigure, style: &Style) -> String {
    let unit = figure.metric.entry().unit;
    let text = number::side_by_side(margin, Decimal::ZERO, unit, style).0;
    match (unit, text.strip_suffix(" %")) {
        (Unit::Percent, Some(points)) => format!("{points} points"),
        _ => text,
    }
}

/// The figure, with all its digits where rounding would make it look like its bound.
pub(super) fn value(figure: &JudgedFigure, style: &Style) -> String {
    let unit = figure.metric.entry().unit;
    match (figure.value, figure.bound) {
        (Some(value), Some(bound)) => number::side_by_side(value, bound, unit, style).0,
        (Some(value), None) => number::for_people(value, unit, style),
        (None, _) => number::NOTHING.to_owned(),
    }
}

/// What the figure was compared with.
pub(super) fn bound(figure: &JudgedFigure, style: &Style) -> Option<String> {
    let unit = figure.metric.entry().unit;
    figure.bound.map(|bound| match figure.value {
        Some(value) => number::side_by_side(value, bound, unit, style).1,
        None => number::for_people(bound, unit, style),
    })
}

/// `1 523.96 to 5 463.41 (95%, garwood)`.
pub(super) fn interval(figure: &JudgedFigure, style: &Style) -> Option<String> {
    let unit = figure.metric.entry().unit;
    figure.interval.map(|interval| {
        let bounds = verdict::bounds(interval, unit, style);
        format!("{bounds} ({}, {})", interval.confidence, interval.method.key())
    })
}

/// Why there is no answer, where there is none.
pub(super) fn reason(judged: &JudgedLimit) -> Option<String> {
    judged.verdict.reason().map(wording::printable)
}

/// The name of the rule, or of what has none the limit.
pub(super) fn name(judged: &JudgedLimit) -> String {
    let name = judged.rule.as_ref().map_or(&judged.limit, |rule| &rule.name);
    wording::printable(name)
}

/// `owner: Anna; why: a lead brings 1 900`.
pub(super) fn remarks(judged: &JudgedLimit) -> Option<String> {
    let owner = owner(judged).map(|owner| format!("owner: {owner}"));
    let why = why(judged).map(|why| format!("why: {why}"));
    let remarks: Vec<String> = owner.into_iter().chain(why).collect();
    if remarks.is_empty() { None } else { Some(remarks.join("; ")) }
}

/// Who has to act.
pub(super) fn owner(judged: &JudgedLimit) -> Option<String> {
    judged.rule.as_ref().and_then(|rule| rule.owner.as_deref()).and_then(on_one_line)
}

/// Why the limit is there.
pub(super) fn why(judged: &JudgedLimit) -> Option<String> {
    judged.rule.as_ref().and_then(|rule| rule.why.as_deref()).and_then(on_one_line)
}

/// The file and the line of a rule, the file as code hosts know it.
pub(super) fn place(about: &About) -> (String, usize) {
    let file = about.file.strip_prefix("./").unwrap_or(&about.file);
    (wording::printable(file), about.line)
}

/// What was written over several lines as one.
fn on_one_line(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() { None } else { Some(wording::printable(&line)) }
}
