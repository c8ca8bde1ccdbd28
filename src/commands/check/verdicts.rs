//! Verdicts as records: a row for each figure that was judged.

use crate::core::limit::JudgedFigure;
use crate::render::{Style, number};
use crate::report::{Cell, Column, JudgedLimit, Report, Row};

/// What a record says beside the group.
const COLUMNS: [&str; 13] = [
    "verdict", "severity", "rule", "limit", "metric", "value", "bound", "margin", "low", "high", "reason",
    "owner", "why",
];

/// The verdicts as rows, grouped as the groups are; the total's have no names.
pub(super) fn report(report: &Report, style: &Style) -> Report {
    let rows = report.limits.iter().flat_map(|judged| {
        let figures: Vec<Option<&JudgedFigure>> =
            if judged.figures.is_empty() { vec![None] } else { judged.figures.iter().map(Some).collect() };
        figures.into_iter().map(|figure| row(judged, figure, report.group_by.len(), style))
    });
    Report {
        currency: report.currency.clone(),
        group_by: std::iter::once("scope".to_owned()).chain(report.group_by.iter().cloned()).collect(),
        columns: COLUMNS.map(|key| Column::text(key, key)).to_vec(),
        rows: rows.collect(),
        ..Report::new(report.command)
    }
}

fn row(judged: &JudgedLimit, figure: Option<&JudgedFigure>, dimensions: usize, style: &Style) -> Row {
    let names = judged.group.clone().unwrap_or_default();
    let scope = if judged.group.is_none() { "total" } else { "group" };
    let mut group = vec![scope.to_owned()];
    group.extend(names);
    group.resize(dimensions.saturating_add(1), String::new());
    let about = judged.rule.as_ref();
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let shown = |value: Option<_>| match (figure, value) {
        (Some(figure), Some(value)) => {
            number::for_programs(value, figure.metric.entry().unit, style.precision)
        }
        _ => String::new(),
    };
    let interval = figure.and_then(|figure| figure.interval);
    let cells = [
        judged.verdict.name().to_owned(),
        judged.severity.name().to_owned(),
        text(about.map(|about| about.name.as_str())),
        judged.limit.clone(),
        figure.map(JudgedFigure::name).unwrap_or_default(),
        shown(figure.and_then(|figure| figure.value)),
        shown(figure.and_then(|figure| figure.bound)),
        shown(figure.and_then(|figure| figure.margin)),
        shown(interval.and_then(|interval| interval.low)),
        shown(interval.and_then(|interval| interval.high)),
        text(judged.verdict.reason()),
        text(about.and_then(|about| about.owner.as_deref())),
        text(about.and_then(|about| about.why.as_deref())),
    ];
    Row { group, others: None, cells: cells.map(Cell::Text).to_vec() }
}
