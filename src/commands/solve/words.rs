//! What is said about givens and what follows from them.

use anyhow::Result;

use crate::core::decimal::{self, Decimal, Overflow};
use crate::core::metric::{FigureOverflow, Language, Metric, Unit};
use crate::core::solve::doubt::{self, Impossible};
use crate::core::solve::equation;
use crate::core::solve::exact::Exact;
use crate::core::solve::missing;
use crate::core::solve::solution::{Conflict, Found, Given, Solution};
use crate::render::{Precision, Style, number};
use crate::report::Note;

/// How many sets of further givens are named.
const NAMED: usize = 8;

/// Why the givens cannot all hold.
pub(super) fn conflict(conflict: &Conflict, style: &Style) -> String {
    match conflict {
        Conflict::Contradiction { given, follows, from } => {
            let (stands, follows) = match (given.value.to_decimal(), follows.to_decimal()) {
                (Ok(stands), Ok(follows)) => {
                    // Next to nothing is not nothing.
                    let is_tiny =
                        !follows.is_zero() && decimal::round(follows, number::PLACES_FOR_PEOPLE).is_zero();
                    let precision = if is_tiny { Some(Precision::Full) } else { style.precision };
                    let style = &Style { precision, ..*style };
                    number::side_by_side(stands, follows, given.metric.entry().unit, style)
                }
                _ => return format!("{} contradicts {}", given.metric, list(from, style)),
            };
            format!(
                "{} is given as {stands}, but {follows} follows from {}; leave one of them out",
                given.metric,
                list(from, style)
            )
        }
        Conflict::NoSuchFigure { given, without, from } => format!(
            "{} is given, but with {} there is none: {without}; leave one of them out",
            one(given, style),
            list(from, style)
        ),
        Conflict::NotInFunnel(metric) => format!("{metric}: {}", not_in_funnel()),
    }
}

/// What can be given and asked for.
pub(super) fn not_in_funnel() -> String {
    let keys: Vec<&str> = equation::parts().iter().map(|metric| metric.key()).collect();
    format!("is no figure of the funnel; these are: {}", keys.join(", "))
}

/// What else would be enough for a figure.
pub(super) fn missing(solution: &Solution, wanted: Metric, style: &Style) -> String {
    let sets = missing::sets(solution, wanted);
    let named = sets.iter().take(NAMED).map(|set| {
        let keys: Vec<&str> = set.iter().map(|metric| metric.key()).collect();
        keys.join(" and ")
    });
    let mut named: Vec<String> = named.collect();
    let more = sets.len().saturating_sub(NAMED);
    if more > 0 {
        named.push(format!("one of {more} more"));
    }
    let enough = match named.split_last() {
        None => "it takes more than three further figures".to_owned(),
        Some((only, [])) => format!("give {only} too"),
        Some((last, others)) => format!("give {} or {last} too", others.join(", ")),
    };
    format!("--for {wanted}: does not follow from {}; {enough}", list(solution.givens(), style))
}

/// The figure that was asked for.
pub(super) fn answer(solution: &Solution, wanted: Metric, style: &Style) -> Result<Option<String>> {
    let Found::Known(value) = solution.find(wanted) else { return Ok(None) };
    let figure = value.to_decimal().map_err(|Overflow| FigureOverflow { figure: wanted })?;
    let label = wanted.label(style.language);
    let unit = wanted.entry().unit;
    let full = number::in_formula(figure, unit, style);
    Ok(Some(match (style.language, value.is_decimal()) {
        (Language::En, true) => format!("{label} is {full} exactly."),
        (Language::Ru, true) => format!("{label} = {full}, точно."),
        (Language::En, false) => {
            format!("{label} is about {}; its digits have no end.", number::for_people(figure, unit, style))
        }
        (Language::Ru, false) => {
            format!("{label} ≈ {}: бесконечная дробь.", number::for_people(figure, unit, style))
        }
    }))
}

/// Figures that follow and cannot be.
pub(super) fn doubts(solution: &Solution, style: &Style) -> Result<Vec<Note>> {
    let mut notes = Vec::new();
    for (metric, why) in doubt::impossible(solution) {
        let Some(value) = solution.known(metric) else { continue };
        let figure = value.to_decimal().map_err(|Overflow| FigureOverflow { figure: metric })?;
        let (figure, zero) = number::side_by_side(figure, limit(why), metric.entry().unit, style);
        let label = metric.label(style.language);
        let message = match (style.language, why) {
            (Language::En, Impossible::Negative) => {
                format!("{label} of {figure} is impossible: it cannot be below zero.")
            }
            (Language::En, Impossible::AboveAll) => {
                format!("{label} of {figure} is impossible: it cannot be above {zero}.")
            }
            (Language::Ru, Impossible::Negative) => {
                format!("{label} {figure}: так не бывает, это меньше нуля.")
            }
            (Language::Ru, Impossible::AboveAll) => {
                format!("{label} {figure}: так не бывает, это больше {zero}.")
            }
        };
        notes.push(Note { code: "impossible", message });
    }
    Ok(notes)
}

fn limit(why: Impossible) -> Decimal {
    match why {
        Impossible::Negative => Decimal::ZERO,
        Impossible::AboveAll => Decimal::ONE,
    }
}

/// What whole counts make of a given.
pub(super) fn given_way(given: &Given, solution: &Solution, style: &Style) -> Option<Note> {
    let now = solution.known(given.metric)?.to_decimal().ok()?;
    let before = given.value.to_decimal().ok()?;
    let (before, now) = number::side_by_side(before, now, given.metric.entry().unit, style);
    Some(Note {
        code: "given-way",
        message: format!("{} was given as {before} and is {now} with whole counts", given.metric),
    })
}

/// Givens as they could be typed.
fn list(givens: &[Given], style: &Style) -> String {
    let named: Vec<String> = givens.iter().map(|given| one(given, style)).collect();
    match named.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => named.concat(),
    }
}

fn one(given: &Given, style: &Style) -> String {
    format!("{}={}", given.metric, in_full(&given.value, given.metric.entry().unit, style))
}

fn in_full(value: &Exact, unit: Unit, style: &Style) -> String {
    value
        .to_decimal()
        .map_or_else(|_| number::NOTHING.to_owned(), |value| number::in_formula(value, unit, style))
}
