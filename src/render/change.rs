//! What has become of the figures since a former run: a table for people, and sentences where there is no room for one.

use crate::core::decimal::{self, Decimal};
use crate::core::metric::{Language, Unit};
use crate::core::value::Value;
use crate::report::{Change, Outcome, Report};

use super::comparison::{self, Section};
use super::sheet::{Mark, Sheet, Text};
use super::{Style, number, wording};

/// The table of what is not as it was.
pub(super) fn section(report: &Report, style: &Style) -> Option<Section> {
    if report.changes.is_empty() {
        return None;
    }
    let has_changed = |change: &&Change| change.old.known() != change.new.known();
    let changed: Vec<&Change> = report.changes.iter().filter(has_changed).collect();
    let unchanged = report.changes.len().saturating_sub(changed.len());
    let dimensions = report.group_by.iter().map(|name| wording::dimension(name, style.language));
    let words = match style.language {
        Language::En => ["Figure", "Was", "Is", "Difference", "In %", "Beyond noise"],
        Language::Ru => ["Показатель", "Было", "Стало", "Разница", "В %", "Больше шума"],
    };
    let [figure, was, is, difference, relative, noise] = words;
    let header = vec![
        Text::name(dimensions.collect::<Vec<_>>().join(", ")),
        Text::name(figure),
        Text::heading(was),
        Text::heading(is),
        Text::heading(difference),
        Text::heading(relative),
        Text::name(noise),
    ];
    let rows = changed.iter().map(|change| row(change, style));
    let mut lines = Vec::new();
    if unchanged > 0 {
        let unchanged = number::for_people(unchanged.into(), Unit::Count, style);
        lines.push(match style.language {
            Language::En => format!("Figures as they were: {unchanged}."),
            Language::Ru => format!("Показатели без изменений: {unchanged}."),
        });
    }
    lines.extend(legend(report, style.language));
    let title = match style.language {
        Language::En => "Changes since the baseline",
        Language::Ru => "Изменения с прошлого отчёта",
    };
    Some(Section { title: title.to_owned(), sheet: Sheet { header, rows: rows.collect(), names: 2 }, lines })
}

fn row(change: &Change, style: &Style) -> Vec<Text> {
    let unit = change.metric.entry().unit;
    let figure = |value: Value<Decimal>| Text::figure(figure(value, unit, style));
    let relative =
        relative(change).map(|relative| signed(relative, number::for_people(relative, Unit::Percent, style)));
    let difference = change.difference.map(|difference| difference_in_words(difference, unit, style));
    let nothing = || number::NOTHING.to_owned();
    let (verdict, mark) = match &change.result {
        None | Some(Err(_)) => ("", Mark::Plain),
        Some(Ok(outcome)) => (verdict(outcome, style.language), mark(outcome)),
    };
    vec![
        Text::name(group(change, style.language)),
        Text::name(change.metric.label(style.language)),
        figure(change.old),
        figure(change.new),
        Text::figure(difference.unwrap_or_else(nothing)),
        Text::figure(relative.unwrap_or_else(nothing)),
        Text::words(verdict, mark),
    ]
}

fn verdict(outcome: &Outcome, language: Language) -> &'static str {
    match (outcome.is_better, language) {
        (Some(true), Language::En) => "better",
        (Some(true), Language::Ru) => "лучше",
        (Some(false), Language::En) => "worse",
        (Some(false), Language::Ru) => "хуже",
        (None, Language::En) => "may be noise",
        (None, Language::Ru) => "может быть шумом",
    }
}

fn mark(outcome: &Outcome) -> Mark {
    match outcome.is_better {
        Some(true) => Mark::Best,
        Some(false) => Mark::Worst,
        None => Mark::Plain,
    }
}

fn group(change: &Change, language: Language) -> String {
    match &change.group {
        None => wording::total(language).to_owned(),
        group => comparison::name(group.as_ref(), language),
    }
}

fn figure(value: Value<Decimal>, unit: Unit, style: &Style) -> String {
    value.known().map_or_else(|| number::NOTHING.to_owned(), |value| number::for_people(value, unit, style))
}

/// `+3.67 points`, `−62.50`.
fn difference_in_words(difference: Decimal, unit: Unit, style: &Style) -> String {
    let points = match (unit, style.language) {
        (Unit::Percent, Language::En) => " points",
        (Unit::Percent, Language::Ru) => " п. п.",
        _ => "",
    };
    format!("{}{points}", signed(difference, number::difference(difference, unit, style)))
}

pub(super) fn signed(value: Decimal, text: String) -> String {
    if value > Decimal::ZERO { format!("+{text}") } else { text }
}

/// The difference as a part of what the figure was; `None` where that was nothing.
pub(super) fn relative(change: &Change) -> Option<Decimal> {
    let was = change.old.known().filter(|was| !was.is_zero())?;
    decimal::divide(change.difference?, was.abs()).ok()
}

/// How sure the last column is.
fn legend(report: &Report, language: Language) -> Option<String> {
    let outcomes: Vec<&Outcome> =
        report.changes.iter().filter_map(|change| change.result.as_ref()?.as_ref().ok()).collect();
    let (confidence, count) = (outcomes.first()?.interval.confidence, outcomes.len());
    Some(match language {
        Language::En => format!(
            "Beyond noise at {confidence}, corrected after Holm for the number of comparisons, {count}. Sums and returns are not tested."
        ),
        Language::Ru => format!(
            "Больше шума с надёжностью {confidence} и поправкой Холма на число сравнений, {count}. Суммы и окупаемость не проверяются."
        ),
    })
}

/// What has changed, a sentence a figure, in the language of messages.
pub(super) fn sentences(report: &Report, style: &Style) -> Vec<String> {
    let style = Style { language: Language::En, ..*style };
    let changed = report.changes.iter().filter(|change| change.old.known() != change.new.known());
    changed.map(|change| sentence(change, &style)).collect()
}

fn sentence(change: &Change, style: &Style) -> String {
    let unit = change.metric.entry().unit;
    let difference = change.difference.map(|difference| {
        let relative = relative(change)
            .map(|relative| signed(relative, number::for_people(relative, Unit::Percent, style)));
        let relative = relative.map(|relative| format!(", {relative}")).unwrap_or_default();
        format!(" ({}{relative})", difference_in_words(difference, unit, style))
    });
    let noise = match &change.result {
        None => String::new(),
        Some(Ok(outcome)) => format!(
            ": {}, p {}, adjusted {} ({})",
            verdict(outcome, style.language),
            number::probability(outcome.p, style),
            number::probability(outcome.p_adjusted, style),
            comparison::test(outcome.test, style.language)
        ),
        Some(Err(reason)) => format!(": not compared: {reason}"),
    };
    format!(
        "{} of {} is {}, was {}{}{noise}",
        change.metric,
        group(change, style.language),
        figure(change.new, unit, style),
        figure(change.old, unit, style),
        difference.unwrap_or_default()
    )
}
