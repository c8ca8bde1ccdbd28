//! Named sets of inputs side by side: what is typed, each scenario, and what it changes.

use anyhow::{Result, bail};

use crate::config::scenarios::Scenario;
use crate::core::decimal;
use crate::core::metric::{Language, Metric, Scope};
use crate::core::value::Value;
use crate::core::worksheet::Line;
use crate::render::Style;
use crate::report::{Cell, Column, Report, Row};

use super::{Board, Calculator, rows};

/// The boards of what is typed and of every scenario, each with its name.
pub(super) fn boards(
    calculator: &Calculator<'_>,
    scenarios: &[Scenario],
    style: &Style,
) -> Result<(Vec<String>, Vec<Board>)> {
    if scenarios.is_empty() {
        bail!("--scenario: the file has no scenario; write one, like [careful], with its inputs below");
    }
    let typed = calculator.inputs.first();
    let first = match (style.language, style.format.is_for_people()) {
        (Language::Ru, true) => "как задано",
        _ => "as typed",
    };
    let mut names = vec![first.to_owned()];
    let mut boards = vec![Board { sheet: (calculator.board)(&typed)?, point: typed.clone() }];
    for scenario in scenarios {
        let point =
            scenario.values.iter().fold(typed.clone(), |point, (metric, value)| point.with(*metric, *value));
        let sheet = (calculator.board)(&point).map_err(|error| error.context(scenario.name.clone()))?;
        names.push(scenario.name.clone());
        boards.push(Board { point, sheet });
    }
    Ok((names, boards))
}

/// The report on them: figures, then for each scenario the differences from what is typed.
pub(super) fn report(
    calculator: &Calculator<'_>,
    (names, boards): (&[String], &[Board]),
    show: Option<Metric>,
    style: &Style,
) -> Result<Report> {
    let lines = rows::lines(calculator, boards, show, style);
    let value = |board: &Board, line: &Line| -> Result<Value<_>> {
        match board.sheet.value_of(line.metric) {
            Some(_) => Ok(board.sheet.figure(line.metric)?),
            None => Ok(Value::Absent(line.metric)),
        }
    };
    let mut report = Report {
        group_by: if style.format.is_for_people() {
            vec![String::new()]
        } else {
            vec!["scenario".to_owned(), "kind".to_owned()]
        },
        columns: lines.iter().map(|line| Column::of(line.metric, style.language)).collect(),
        ..Report::new(calculator.command)
    };
    let group = |name: &str, is_difference: bool| match (style.language, is_difference) {
        _ if !style.format.is_for_people() => {
            vec![name.to_owned(), if is_difference { "difference" } else { "value" }.to_owned()]
        }
        (_, false) => vec![name.to_owned()],
        (Language::En, true) => vec![format!("{name}, difference")],
        (Language::Ru, true) => vec![format!("{name}, разница")],
    };
    for (name, board) in names.iter().zip(boards) {
        let cells = lines.iter().map(|line| Ok(Cell::figure(value(board, line)?))).collect::<Result<_>>()?;
        report.rows.push(Row { group: group(name, false), others: None, cells });
    }
    let Some((typed, scenarios)) = boards.split_first() else { return Ok(report) };
    for (name, board) in names.iter().skip(1).zip(scenarios) {
        let change = |line: &&Line| -> Result<Cell> {
            Ok(Cell::figure(match (value(board, line)?, value(typed, line)?) {
                (Value::Known(there), Value::Known(here)) => {
                    Value::Known(decimal::subtract_rounded(there, here)?)
                }
                (Value::Known(_), none) | (none, _) => none,
            }))
        };
        let cells = lines.iter().map(change).collect::<Result<_>>()?;
        report.rows.push(Row { group: group(name, true), others: None, cells });
    }
    Ok(report)
}
