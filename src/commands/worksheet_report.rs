//! A calculator's worksheet as a report of one row.

use anyhow::Result;

use crate::cli::Common;
use crate::core::expression::Expression;
use crate::core::metric::Metric;
use crate::core::value::Value;
use crate::core::worksheet::{Line, Worksheet};
use crate::render::Style;
use crate::report::{Cell, Column, Note, Report, Row, Working};

use super::{judge, settings};

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
    let cells =
        lines.iter().map(|line| Ok(Cell::figure(sheet.figure(line.metric)?))).collect::<Result<_>>()?;
    let limits = common
        .fail_if
        .iter()
        .map(|limit| {
            judge::refuse_total(limit)?;
            let value = limit.metric.evaluate(sheet)?;
            if let Value::Absent(absent) = value {
                return Err(judge::no_option_gives(&format!("--fail-if '{limit}'"), limit.metric, absent));
            }
            Ok(judge::judge(limit, Some(Vec::new()), value, false))
        })
        .collect::<Result<_>>()?;
    let working = if common.explain { working(sheet)? } else { Vec::new() };
    Ok(Report {
        command,
        currency: settings::currency(common)?,
        group_by: Vec::new(),
        columns,
        rows: vec![Row { group: Vec::new(), others: None, cells }],
        total: None,
        words: Vec::new(),
        working,
        limits,
        notes,
        sources: Vec::new(),
    })
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
fn working(sheet: &Worksheet) -> Result<Vec<Working>> {
    let line = |line: &Line| -> Result<Working> {
        let metrics = line.formula.as_ref().map(Expression::metrics).unwrap_or_default();
        let inputs = metrics.into_iter().map(|metric| Ok((metric, false, metric.evaluate(sheet)?)));
        Ok(Working {
            group: Vec::new(),
            metric: line.metric,
            formula: line.formula.clone(),
            found: line.found,
            inputs: inputs.collect::<Result<_>>()?,
            result: sheet.figure(line.metric)?,
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
