//! What other values would come to: a calculator's board for each of them, as rows or as a matrix.

mod inputs;
mod matrix;
mod rows;
mod scenarios;
mod sensitivity;

pub(super) use inputs::{Inputs, Point};

use anyhow::{Result, bail};

use crate::cli::{Common, WhatIf};
use crate::config;
use crate::core::decimal::{self, Decimal};
use crate::core::metric::{Metric, Scope, Unit};
use crate::core::worksheet::Worksheet;
use crate::exit::Exit;
use crate::render::{Layout, Style, number};
use crate::report::JudgedLimit;

use super::output::Output;
use super::{judge, settings};

/// What can be calculated for any values of its inputs.
pub(super) struct Calculator<'a> {
    /// The subcommand.
    pub(super) command: &'static str,
    /// What was typed.
    pub(super) inputs: &'a Inputs,
    /// The figures that people are shown; all where it is empty.
    pub(super) shown: &'static [Metric],
    /// The board for some values.
    pub(super) board: &'a dyn Fn(&Point) -> Result<Worksheet>,
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

/// Calculates every combination of the values and shows them.
pub(super) fn run(
    calculator: &Calculator<'_>,
    asked: &WhatIf,
    common: &Common,
    output: Output,
) -> Result<Exit> {
    let (show, style) = (asked.show, *output.style());
    if let Some(by) = asked.sensitivity {
        let (mut report, sheet) = sensitivity::report(calculator, by, show, &style)?;
        report.limits = judge::on_sheet(&common.limits.rules(), &sheet, common.confidence)?;
        report.currency = settings::currency(common)?;
        return output.laid_out(Layout::Rows).finish(&report, common);
    }
    if let Some(path) = &asked.scenario {
        let scenarios = config::scenarios::load(path, calculator.inputs.known())?;
        let (names, boards) = scenarios::boards(calculator, &scenarios, &style)?;
        check_show(show, &boards)?;
        let mut report = scenarios::report(calculator, (&names, &boards), show, &style)?;
        for (name, board) in names.iter().zip(&boards) {
            let limits = judge::on_sheet(&common.limits.rules(), &board.sheet, common.confidence)?;
            let of_scenario = |judged| JudgedLimit { group: Some(vec![name.clone()]), ..judged };
            report.limits.extend(limits.into_iter().map(of_scenario));
        }
        report.currency = settings::currency(common)?;
        return output.laid_out(Layout::Columns).finish(&report, common);
    }
    let board = |point: Point| -> Result<Board> {
        let sheet = (calculator.board)(&point).map_err(|error| error.context(point.in_words()))?;
        Ok(Board { point, sheet })
    };
    let boards = calculator.inputs.points()?.into_iter().map(board).collect::<Result<Vec<_>>>()?;
    check_show(show, &boards)?;
    let varied: Vec<Metric> = calculator.inputs.varied().into_iter().map(|(metric, _)| metric).collect();
    if let Some(show) = show.filter(|show| varied.contains(show)) {
        bail!("--show {show}: is what has several values; show a figure that follows from them");
    }
    let (mut report, output) = match (show, varied.as_slice()) {
        (Some(show), [down, across]) => (
            matrix::report(calculator, &boards, show, [*down, *across], &style)?,
            output.laid_out(Layout::Rows),
        ),
        _ => (rows::report(calculator, &boards, show, common, &style)?, output),
    };
    report.limits = rows::limits(&boards, &varied, common, &style)?;
    report.notes.extend(rows::impossible(&boards)?);
    report.currency = settings::currency(common)?;
    output.finish(&report, common)
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
fn heading(metric: Metric, style: &Style) -> String {
    if style.format.is_for_people() {
        metric.label(style.language).to_owned()
    } else {
        metric.key().to_owned()
    }
}

/// A value of an input as the name of its row or column.
fn name(value: Decimal, unit: Unit, style: &Style) -> String {
    if style.format.is_for_people() {
        number::for_people(value, unit, style)
    } else {
        number::for_programs(value, unit, None)
    }
}
