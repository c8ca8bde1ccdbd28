//! From some figures of the funnel to all that follow.

mod board;
mod words;

use anyhow::{Result, anyhow, bail};

use crate::cli::{Solve, WhatIf};
use crate::core::decimal::Decimal;
use crate::core::metric::Metric;
use crate::core::solve::equation;
use crate::core::solve::exact::Exact;
use crate::core::solve::path;
use crate::core::solve::solution::{Conflict, Found, Given, Solution, solve};
use crate::core::solve::whole::whole;
use crate::exit::Exit;
use crate::render::Style;
use crate::report::Report;

use super::output::Output;
use super::what_if::{self, Beside, Calculator, Inputs, Point};
use super::worksheet_report::{self, Shown};

/// The subcommand's name.
const COMMAND: &str = "solve";

pub(super) fn run(options: &Solve) -> Result<Exit> {
    let common = &options.common;
    let output = Output::open(&common.presentation)?.rounding_counts();
    let style = *output.style();
    let inputs = inputs(options)?;
    if what_if::is_asked(&inputs, &options.what_if)? {
        let board = |point: &Point| {
            let (solution, _) = solved(options, point, &style)?;
            Ok(board::sheet(&solution, &path::to_all(&solution), options.wanted)?)
        };
        let calculator = Calculator {
            command: COMMAND,
            inputs: &inputs,
            shown: &[],
            board: &board,
            beside: Beside::default(),
        };
        let asked = WhatIf { show: options.what_if.show.or(options.wanted), ..options.what_if.clone() };
        return what_if::run(&calculator, &asked, common, output);
    }
    let (solution, given_way) = solved(options, &inputs.first(), &style)?;
    let path = path::to_all(&solution);
    let sheet = board::sheet(&solution, &path, options.wanted)?;
    let mut report = worksheet_report::report(COMMAND, &sheet, &Shown::All, common, &style)?;
    report.working =
        if common.explain { board::working(&solution, &path, options.wanted)? } else { Vec::new() };
    tell(&mut report, &solution, options.wanted, &style)?;
    report.notes.extend(given_way.iter().filter_map(|given| words::given_way(given, &solution, &style)));
    output.finish(&report, common)
}

fn inputs(options: &Solve) -> Result<Inputs> {
    for (place, figure) in options.givens.iter().enumerate() {
        if options.givens.iter().take(place).any(|earlier| earlier.metric == figure.metric) {
            bail!("{} is given twice; leave one of them out", figure.metric);
        }
    }
    if let Some(wanted) = options.wanted.filter(|wanted| !equation::parts().contains(wanted)) {
        bail!("--for {wanted}: {}", words::not_in_funnel());
    }
    let typed = options.givens.iter().map(|figure| (figure.metric, Some(&figure.values)));
    let others = equation::parts().iter().map(|metric| (*metric, None));
    Ok(Inputs::new(&typed.chain(others).collect::<Vec<_>>()))
}

/// What follows from the givens, and which of them had to give way to whole counts.
fn solved(options: &Solve, point: &Point, style: &Style) -> Result<(Solution, Vec<Given>)> {
    let refused = |conflict: Conflict| anyhow!(words::conflict(&conflict, style));
    let given = |(metric, value): (Metric, Decimal)| Given { metric, value: Exact::from(value) };
    let givens: Vec<Given> = point.values().map(given).collect();
    let solution = solve(&givens).map_err(refused)?;
    if let Some(wanted) = options.wanted.filter(|wanted| solution.find(*wanted) == Found::Open) {
        bail!(words::missing(&solution, wanted, style));
    }
    if !options.whole {
        return Ok((solution, Vec::new()));
    }
    let whole = whole(&solution).map_err(refused)?;
    Ok((whole.solution, whole.given_way))
}

/// The answer in words, and what about it cannot be.
fn tell(report: &mut Report, solution: &Solution, wanted: Option<Metric>, style: &Style) -> Result<()> {
    if let Some(wanted) = wanted {
        report.words.extend(words::answer(solution, wanted, style)?);
    }
    let doubts = words::doubts(solution, style)?;
    if style.format.is_for_people() {
        report.words.extend(doubts.into_iter().map(|note| note.message));
    } else {
        report.notes.extend(doubts);
    }
    Ok(())
}
