//! One figure for two inputs: the values of the one down, those of the other across.

use anyhow::Result;

use crate::core::decimal::Decimal;
use crate::core::metric::{Language, Metric};
use crate::core::value::Value;
use crate::render::Style;
use crate::report::{Cell, Column, Note, Report, Row};

use super::{Board, Calculator, break_even, heading, name};

/// The matrix of a figure. Cells that lose money are marked for people, and named in a column of their own for programs.
pub(super) fn report(
    calculator: &Calculator<'_>,
    boards: &[Board],
    show: Metric,
    [down, across]: [Metric; 2],
    style: &Style,
) -> Result<Report> {
    let column_of = |value: Decimal| name(value, across.entry().unit, style);
    let mut columns: Vec<Column> = Vec::new();
    let mut places: Vec<Decimal> = Vec::new();
    let mut table: Vec<(Row, Vec<String>)> = Vec::new();
    let mut is_told = false;
    for board in boards {
        let (Some(row), Some(column)) = (board.point.get(down), board.point.get(across)) else { continue };
        if !places.contains(&column) {
            places.push(column);
            let label = column_of(column);
            columns.push(Column {
                key: format!("{across}={label}").into(),
                label: label.into(),
                ..Column::of(show, style.language)
            });
        }
        let group = vec![name(row, down.entry().unit, style)];
        if table.last().is_none_or(|(last, _)| last.group != group) {
            table.push((Row { group, others: None, cells: Vec::new() }, Vec::new()));
        }
        let loses = break_even(&board.sheet, show)?.map(|left| left < Decimal::ZERO);
        is_told |= loses.is_some();
        let value = board.sheet.figure(show)?;
        if let Some((row, losing)) = table.last_mut() {
            let partial = loses == Some(true) && style.format.is_for_people();
            row.cells.push(Cell::Figure { value, partial, interval: None });
            losing.extend((loses == Some(true)).then(|| column_of(column)));
        }
    }
    let mut report =
        Report { group_by: vec![heading(down, style)], columns, ..Report::new(calculator.command) };
    report.words.push(title(show, down, across, style.language));
    if style.format.is_for_people() {
        let marked = table.iter().any(|(_, losing)| !losing.is_empty());
        report.words.extend(marked.then(|| legend(style.language)));
    } else if is_told {
        report.columns.push(Column::text("loses_at", "Loses money at"));
        for (row, losing) in &mut table {
            row.cells.push(Cell::Text(losing.join(" ")));
        }
    }
    report.rows = table.into_iter().map(|(row, _)| row).collect();
    report.notes.extend(undefined(boards, show, style)?);
    Ok(report)
}

fn title(show: Metric, down: Metric, across: Metric, language: Language) -> String {
    let [show, down, across] = [show, down, across].map(|metric| metric.label(language));
    match language {
        Language::En => format!("{show}: {down} down, {across} across."),
        Language::Ru => format!("{show}: по строкам {down}, по столбцам {across}."),
    }
}

fn legend(language: Language) -> String {
    match language {
        Language::En => "* loses money: break-even lies between these cells and the others.",
        Language::Ru => "* убыток: безубыточность проходит между этими ячейками и остальными.",
    }
    .to_owned()
}

/// Why there are dashes, for people.
fn undefined(boards: &[Board], show: Metric, style: &Style) -> Result<Option<Note>> {
    if !style.format.is_for_people() {
        return Ok(None);
    }
    for board in boards {
        if let Value::Undefined(reason) = board.sheet.figure(show)? {
            let message = format!("{show} does not exist for some values: {reason}");
            return Ok(Some(Note { code: "undefined", message }));
        }
    }
    Ok(None)
}
