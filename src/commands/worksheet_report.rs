//! A calculator's worksheet as a report of one row.

use anyhow::Result;

use crate::cli::Common;
use crate::core::chance::confidence::Confidence;
use crate::core::expression::Expression;
use crate::core::metric::Metric;
use crate::core::value::Value;
use crate::core::worksheet::{Line, Worksheet};
use crate::render::Style;
use crate::report::{Cell, Column, Note, Report, Row, Working};

use super::{estimates, judge, settings};

/// Which lines of a worksheet people are shown; programs get all of them.
pub(super) enum Shown {
    /// Every line.
    All,
    /// These, as far as they are on the sheet.
    Only(&'static [Metric]),
}

/// The report on a worksheet.
pub(super) fn report(
    command: &'static str,
    sheet: &Worksheet,
    shown: &Shown,
    common: &Common,
    style: &Style,
) -> Result<Report> {
    let is_shown = |line: &&Line| match shown {
        Shown::Only(metrics) if style.format.is_for_people() => metrics.contains(&line.metric),
        Shown::Only(_) | Shown::All => true,
    };
    let mut lines: Vec<&Line> = sheet.lines().iter().filter(is_shown).collect();
    if let (Shown::Only(order), true) = (shown, style.format.is_for_people()) {
        lines.sort_by_key(|line| order.iter().position(|metric| *metric == line.metric));
    }
    let column = |line: &&Line| Column {
        formula: line.formula.as_ref().map(ToString::to_string),
        ..Column::of(line.metric, style.language)
    };
    let columns = lines.iter().map(column).collect();
    let notes = if style.format.is_for_people() { why_undefined(&lines, sheet)? } else { Vec::new() };
    let cell = |line: &&Line| -> Result<Cell> {
        let figure = judge::figure(line.metric, sheet, false, common.confidence)?;
        Ok(Cell::Figure { value: figure.value, partial: false, interval: figure.interval })
    };
    let cells = lines.iter().map(cell).collect::<Result<_>>()?;
    let limits = judge::on_sheet(&common.limits.rules(), sheet, common.confidence)?;
    let working = if common.explain { working(sheet, common.confidence)? } else { Vec::new() };
    let mut report = Report {
        currency: settings::currency(common)?,
        columns,
        rows: vec![Row { group: Vec::new(), others: None, cells }],
        working,
        limits,
        notes,
        ..Report::new(command)
    };
    estimates::note(&mut report, style);
    Ok(report)
}

/// Why there is a dash, for people; programs find the reasons beside the figures.
fn why_undefined(lines: &[&Line], sheet: &Worksheet) -> Result<Vec<Note>> {
    let mut notes = Vec::new();
    for line in lines {
        if let Value::Undefined(reason) = sheet.figure(line.metric)? {
            notes.push(Note {
                code: "undefined",
                message: format!("{} does not exist: {reason}", line.metric),
            });
        }
    }
    Ok(notes)
}

/// Every line of the sheet as it stood on the board.
pub(super) fn working(sheet: &Worksheet, confidence: Option<Confidence>) -> Result<Vec<Working>> {
    let line = |line: &Line| -> Result<Working> {
        let metrics = line.formula.as_ref().map(Expression::metrics).unwrap_or_default();
        let inputs = metrics.into_iter().map(|metric| Ok((metric, false, metric.evaluate(sheet)?)));
        Ok(Working {
            group: Vec::new(),
            metric: line.metric,
            formula: line.formula.clone(),
            found: line.found,
            aside: Vec::new(),
            inputs: inputs.collect::<Result<_>>()?,
            result: sheet.figure(line.metric)?,
            interval: judge::figure(line.metric, sheet, false, confidence)?.interval,
        })
    };
    sheet.lines().iter().map(line).collect()
}

/// A report's text cell beside its figures.
pub(super) fn push_text(report: &mut Report, key: &'static str, label: &'static str, text: &str) {
    report.columns.push(Column::text(key, label));
    for row in &mut report.rows {
        row.cells.push(Cell::Text(text.to_owned()));
    }
}
