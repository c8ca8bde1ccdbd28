//! What other values would come to: a calculator's board for each of them, as rows or as a matrix.

mod inputs;
mod matrix;
mod rows;
mod scenarios;
mod sensitivity;

pub(super) use inputs::{Inputs, Point};

use std::path::Path;

use anyhow::{Result, bail};

use crate::cli::{Common, WhatIf};
use crate::config;
use crate::core::decimal::{self, Decimal};
use crate::core::metric::{Metric, Scope, Unit};
use crate::core::worksheet::Worksheet;
use crate::exit::Exit;
use crate::render::{Layout, Style, number};
use crate::report::{JudgedLimit, Note, Report, Source};

use super::output::Output;
use super::{judge, settings};

/// What can be calculated for any values of its inputs.
pub(super) struct Calculator<'a> {
    /// The subcommand.
    pub(super) command: &'static str,
    /// What was typed.
    pub(super) inputs: &'a Inputs,
    /// The figures that people are shown; all where it is empty.
    pub(super) shown: &'a [Metric],
    /// The board for some values.
    pub(super) board: &'a dyn Fn(&Point) -> Result<Worksheet>,
    /// What the report has beside the figures, where files were read for them.
    pub(super) beside: Beside,
}

/// What files say beside what is calculated from them.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// The currency of their money, where one is known.
    pub(super) currency: Option<String>,
    /// What the reader should know about them.
    pub(super) notes: Vec<Note>,
    /// What became of their rows.
    pub(super) sources: Vec<Source>,
}

/// The board of a point.
struct Board {
    point: Point,
    sheet: Worksheet,
}

/// Whether somebody wants to see what several values come to.
pub(super) fn is_asked(inputs: &Inputs, asked: &WhatIf) -> Result<bool> {
    let is_varied = !inputs.varied().is_empty();
    if asked.sensitivity.is_some_and(|by| by.is_zero()) {
        bail!("--sensitivity 0%: moves nothing; give a part to move each input by, like 10%");
    }
    if asked.sensitivity.is_some() && is_varied {
        bail!("--sensitivity: moves one value of each input; give each input only one");
    }
    if asked.scenario.is_some() && is_varied {
        bail!("--scenario: has one value of each input; give each input only one");
    }
    let is_other = asked.sensitivity.is_some() || asked.scenario.is_some();
    if asked.show.is_some() && !is_varied && !is_other {
        bail!("--show: is for several values; give an input some, like 100,150,200 or 5%..20%:5%");
    }
    Ok(is_varied || is_other)
}

/// Calculates what is asked for and shows it.
pub(super) fn run(
    calculator: &Calculator<'_>,
    asked: &WhatIf,
    common: &Common,
    output: Output,
) -> Result<Exit> {
    let style = *output.style();
    let is_matrix = asked.show.is_some() && calculator.inputs.varied().len() == 2;
    if common.explain && (is_matrix || asked.sensitivity.is_some() || asked.scenario.is_some()) {
        bail!(
            "--explain: shows the working of rows, and there is none for a matrix, for --sensitivity and --scenario; leave it out"
        );
    }
    let (mut report, layout) = match (asked.sensitivity, &asked.scenario) {
        (Some(by), _) => (moved(calculator, by, asked.show, common, &style)?, Some(Layout::Rows)),
        (None, Some(path)) => {
            (side_by_side(calculator, path, asked.show, common, &style)?, Some(Layout::Columns))
        }
        (None, None) => combined(calculator, asked.show, common, &style)?,
    };
    let Beside { currency, notes, sources } = &calculator.beside;
    report.currency = if currency.is_some() { currency.clone() } else { settings::currency(common)? };
    report.notes.splice(0..0, notes.iter().cloned());
    report.sources.clone_from(sources);
    let output = layout.into_iter().fold(output, Output::laid_out);
    output.finish(&report, common)
}

/// Each input moved down and up.
fn moved(
    calculator: &Calculator<'_>,
    by: Decimal,
    show: Option<Metric>,
    common: &Common,
    style: &Style,
) -> Result<Report> {
    let (mut report, sheet) = sensitivity::report(calculator, by, show, style)?;
    report.limits = judge::on_sheet(&common.limits.rules(), &sheet, common.confidence)?;
    Ok(report)
}

/// The scenarios of a file.
fn side_by_side(
    calculator: &Calculator<'_>,
    path: &Path,
    show: Option<Metric>,
    common: &Common,
    style: &Style,
) -> Result<Report> {
    let scenarios = config::scenarios::load(path, calculator.inputs.known())?;
    let (names, boards) = scenarios::boards(calculator, &scenarios, style)?;
    check_show(show, &boards)?;
    let mut report = scenarios::report(calculator, (&names, &boards), show, style)?;
    for (name, board) in names.iter().zip(&boards) {
        let limits = judge::on_sheet(&common.limits.rules(), &board.sheet, common.confidence)?;
        let of_scenario = |judged| JudgedLimit { group: Some(vec![name.clone()]), ..judged };
        report.limits.extend(limits.into_iter().map(of_scenario));
    }
    Ok(report)
}

/// Every combination of the values.
fn combined(
    calculator: &Calculator<'_>,
    show: Option<Metric>,
    common: &Common,
    style: &Style,
) -> Result<(Report, Option<Layout>)> {
    let board = |point: Point| -> Result<Board> {
        let sheet = (calculator.board)(&point).map_err(|error| error.context(point.in_words()))?;
        Ok(Board { point, sheet })
    };
    let boards = calculator.inputs.points()?.into_iter().map(board).collect::<Result<Vec<_>>>()?;
    check_show(show, &boards)?;
    let varied = calculator.inputs.varied_metrics();
    refuse_to_show_varied(show, &varied)?;
    let (mut report, layout) = match (show, varied.as_slice()) {
        (Some(show), [down, across]) => {
            let mut report = matrix::report(calculator, &boards, show, [*down, *across], style)?;
            report.notes.extend(common.confidence.map(|_| no_room_for_intervals()));
            (report, Some(Layout::Rows))
        }
        _ => (rows::report(calculator, &boards, show, common, style)?, None),
    };
    report.limits = rows::limits(&boards, &varied, common, style)?;
    report.notes.extend(rows::impossible(&boards)?);
    Ok((report, layout))
}

/// What --confidence does to a matrix, which has a figure in each cell and nothing else.
fn no_room_for_intervals() -> Note {
    let message = "a matrix has no room for intervals; limits are judged by them all the same";
    Note { code: "no-intervals", message: message.to_owned() }
}

/// What has several values is no result of them.
pub(super) fn refuse_to_show_varied(show: Option<Metric>, varied: &[Metric]) -> Result<()> {
    if let Some(show) = show.filter(|show| varied.contains(show)) {
        bail!("--show {show}: is what has several values; show a figure that follows from them");
    }
    Ok(())
}

/// Refuses to show what none of the boards has.
fn check_show(show: Option<Metric>, boards: &[Board]) -> Result<()> {
    if let Some(show) = show.filter(|show| boards.iter().all(|board| board.sheet.value_of(*show).is_none())) {
        bail!("--show {show}: is no figure of this calculation; leave --show out to see which there are");
    }
    Ok(())
}

/// How far a board is from where no money is made or lost, by the figure that it is about, or else by whichever of its figures tells
/// it; below zero it loses.
fn break_even(sheet: &Worksheet, about: Metric) -> Result<Option<Decimal>> {
    let bounds = [
        (Metric::ProfitPerLead, Decimal::ZERO),
        (Metric::Profit, Decimal::ZERO),
        (Metric::LtvCacFull, Decimal::ONE),
        (Metric::LtvCac, Decimal::ONE),
        (Metric::LtvCacRevenue, Decimal::ONE),
    ];
    let mut told = bounds.into_iter().filter(|(metric, _)| sheet.value_of(*metric).is_some());
    let of_itself = told.clone().find(|(metric, _)| *metric == about);
    let Some((metric, bound)) = of_itself.or_else(|| told.next()) else { return Ok(None) };
    Ok(match sheet.figure(metric)?.known() {
        Some(figure) => Some(decimal::subtract_rounded(figure, bound)?),
        None => None,
    })
}

/// The name of an input over its values.
pub(super) fn heading(metric: Metric, style: &Style) -> String {
    if style.format.is_for_people() {
        metric.label(style.language).to_owned()
    } else {
        metric.key().to_owned()
    }
}

/// The values of some inputs at a point as names of its rows.
pub(super) fn names(point: &Point, inputs: &[Metric], style: &Style) -> Vec<String> {
    let name = |metric: &Metric| {
        point.get(*metric).map(|value| name(value, metric.entry().unit, style)).unwrap_or_default()
    };
    inputs.iter().map(name).collect()
}

/// A value of an input as the name of its row or column.
fn name(value: Decimal, unit: Unit, style: &Style) -> String {
    if style.format.is_for_people() {
        number::for_people(value, unit, style)
    } else {
        number::for_programs(value, unit, None)
    }
}
