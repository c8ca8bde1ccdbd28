//! A row for each combination of values.

use anyhow::Result;

use crate::cli::Common;
use crate::commands::{estimates, judge, worksheet_report};
use crate::core::metric::Metric;
use crate::core::solve::doubt::{self, Impossible};
use crate::core::worksheet::Line;
use crate::render::Style;
use crate::report::{Cell, Column, JudgedLimit, Note, Report, Row};

use super::{Board, Calculator, heading, names};

/// The report with a row a board; of `show` only, or of every figure that the calculator shows.
pub(super) fn report(
    calculator: &Calculator<'_>,
    boards: &[Board],
    show: Option<Metric>,
    common: &Common,
    style: &Style,
) -> Result<Report> {
    let varied = calculator.inputs.varied_metrics();
    let lines = lines(calculator, boards, show, style);
    let columns = lines.iter().filter(|line| !varied.contains(&line.metric)).map(|line| Column {
        formula: line.formula.as_ref().map(ToString::to_string),
        ..Column::of(line.metric, style.language)
    });
    let metrics: Vec<Metric> =
        lines.iter().map(|line| line.metric).filter(|metric| !varied.contains(metric)).collect();
    let mut report = Report {
        group_by: varied.iter().map(|metric| heading(*metric, style)).collect(),
        columns: columns.collect(),
        ..Report::new(calculator.command)
    };
    for board in boards {
        let group = names(&board.point, &varied, style);
        let cell = |metric: &Metric| -> Result<Cell> {
            let figure = judge::figure(*metric, &board.sheet, false, common.confidence)?;
            Ok(Cell::Figure { value: figure.value, partial: false, interval: figure.interval })
        };
        let cells = metrics.iter().map(cell).collect::<Result<_>>()?;
        if common.explain {
            let mut working = worksheet_report::working(&board.sheet, common.confidence)?;
            for step in &mut working {
                step.group.clone_from(&group);
            }
            report.working.extend(working);
        }
        report.rows.push(Row { group, others: None, cells });
    }
    estimates::note(&mut report, style);
    Ok(report)
}

/// Which figures cannot be, and in how many combinations.
pub(super) fn impossible(boards: &[Board]) -> Result<Vec<Note>> {
    let mut found: Vec<(Metric, Impossible, usize)> = Vec::new();
    for board in boards {
        for line in board.sheet.lines() {
            let Some(value) = board.sheet.figure(line.metric)?.known() else { continue };
            let Some(why) = doubt::of_figure(line.metric, value) else { continue };
            match found.iter_mut().find(|(metric, known, _)| (*metric, *known) == (line.metric, why)) {
                Some((.., count)) => *count += 1,
                None => found.push((line.metric, why, 1)),
            }
        }
    }
    let note = |(metric, why, count): (Metric, Impossible, usize)| {
        let why = match why {
            Impossible::Negative => "below zero",
            Impossible::AboveAll => "above 100 %",
        };
        let of = boards.len();
        Note {
            code: "impossible",
            message: format!("impossible in {count} of {of} rows or cells: {metric} is {why}"),
        }
    };
    Ok(found.into_iter().map(note).collect())
}

/// Limits, judged on every combination.
pub(super) fn limits(
    boards: &[Board],
    varied: &[Metric],
    common: &Common,
    style: &Style,
) -> Result<Vec<JudgedLimit>> {
    let rules = common.limits.rules();
    let mut limits = Vec::new();
    for board in boards {
        for judged in judge::on_sheet(&rules, &board.sheet, common.confidence)? {
            limits.push(JudgedLimit { group: Some(names(&board.point, varied, style)), ..judged });
        }
    }
    Ok(limits)
}

/// The figures that any of the boards has, each with the line that tells how it is found.
pub(super) fn lines<'a>(
    calculator: &Calculator<'_>,
    boards: &'a [Board],
    show: Option<Metric>,
    style: &Style,
) -> Vec<&'a Line> {
    let is_shown = |line: &Line| match show {
        Some(show) => line.metric == show,
        None if style.format.is_for_people() && !calculator.shown.is_empty() => {
            calculator.shown.contains(&line.metric)
        }
        None => true,
    };
    let mut lines: Vec<&Line> = Vec::new();
    for line in boards.iter().flat_map(|board| board.sheet.lines()) {
        if is_shown(line) && lines.iter().all(|it| it.metric != line.metric) {
            lines.push(line);
        }
    }
    if style.format.is_for_people() {
        lines.sort_by_key(|line| calculator.shown.iter().position(|metric| *metric == line.metric));
    }
    lines
}
