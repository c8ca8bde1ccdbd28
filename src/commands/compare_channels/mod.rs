//! Which channel earns its money: files in, a row a group out.

mod advice;
mod basis;
mod comparisons;
mod wanted;

use anyhow::{Result, bail};

use crate::cli::CompareChannels;
use crate::core::fact::Fact;
use crate::core::tally::Tally;
use crate::exit::Exit;
use crate::ingest::Group;
use crate::report::{Column, Report, Working};

use super::estimates;
use super::groups::changes;
use super::groups::former;
use super::groups::gate::Gate;
use super::groups::maturity;
use super::groups::ranking::{self, Order, cut, rank};
use super::groups::table::Table;
use super::groups::unmatched;
use super::groups::{Asked, Read};
use super::output::Output;

use comparisons::Plan;
use wanted::Wanted;

pub(super) fn run(options: &CompareChannels) -> Result<Exit> {
    let common = &options.common;
    let price = advice::price(options)?;
    let rules = common.limits.rules();
    let plan = Plan::new(options)?;
    let wanted = Wanted::new(options, &rules, plan.as_ref().map(Plan::metrics))?;
    let mut asked = Asked::of(&options.files, common, &options.speed)?;
    basis::refuse_beside_both(options, &rules)?;
    if options.unmatched && (options.files.spend.is_empty() || options.files.leads.is_empty()) {
        bail!("--unmatched: shows what only one kind of file knows; give both --spend and --leads");
    }
    former::check_stdin(&asked.inputs, &[("--baseline", options.baseline.as_deref())])?;
    let previous = former::load(options.baseline.as_deref())?;
    let output = Output::open_for(
        &common.presentation,
        options.layout,
        options.width,
        &asked.with(&[&options.baseline]),
    )?;
    let style = *output.style();
    asked.request.keep.squares = common.confidence.is_some();
    asked.request.keep.customers = wanted.needs(Fact::Customers, &style);
    let Read { reading, maturity, by_order, .. } = asked.read(common, &options.speed)?;
    if let Some(price) = price {
        price.check(&reading.total)?;
    }
    let metrics = wanted.metrics(&reading.total, &style)?;
    let order = Order { sort: options.sort.as_ref(), top: options.top };
    let ranked = rank(reading.groups, &reading.total, order, &asked.request.dimensions)?;
    let group_by = asked.group_by();
    let total = &reading.total;
    if let Some(previous) = &previous {
        previous.check(&group_by, reading.currency.as_deref())?;
    }
    let gate = Gate {
        groups: &ranked,
        total,
        group_by: &group_by,
        previous: previous.as_ref(),
        confidence: common.confidence,
    };
    let limits = gate.judge(&rules)?;
    let confidence = common.confidence.unwrap_or_default();
    let mut notes = reading.notes;
    let comparisons = match &plan {
        None => Vec::new(),
        Some(plan) => {
            notes.extend(comparisons::note(&ranked));
            plan.comparisons(&ranked, total, confidence)?
        }
    };
    let figures = if options.columns.is_some() { &metrics[..] } else { &changes::SHOWN };
    let changes = changes::changes(&ranked, total, previous.as_ref(), figures, confidence)?;
    let ranked = if options.unmatched { unmatched::only(ranked) } else { ranked };
    let (shown, others) = cut(ranked, options.top)?;

    let table = Table { metrics: &metrics, total, confidence: common.confidence };
    let mut rows = shown
        .iter()
        .map(|group| table.row(group.names.clone(), None, &group.tally))
        .collect::<Result<Vec<_>>>()?;
    if let Some((count, tally)) = &others {
        let mut names = vec![String::new(); group_by.len()];
        names[0] = ranking::name_of_others(&shown);
        rows.push(table.row(names, Some(*count), tally)?);
    }
    // The total of a list of what is left over would be taken for the total of all.
    let shows_total = !options.no_total && !options.unmatched && !rows.is_empty();
    let working = if common.explain { working(&table, &shown, shows_total)? } else { Vec::new() };
    let mut report = Report {
        currency: reading.currency,
        group_by,
        columns: metrics.iter().map(|metric| Column::of(*metric, style.language)).collect(),
        rows,
        total: if shows_total { Some(table.row(Vec::new(), None, total)?) } else { None },
        working,
        comparisons,
        changes,
        maturity,
        limits,
        notes,
        sources: reading.sources,
        ..Report::new("compare-channels")
    };
    if let Some(by_order) = by_order {
        let dimensions = &asked.request.dimensions;
        report.by_order = Some(Box::new(by_order.report(&shown, &report, &table, dimensions, &style)?));
    }
    if let Some(price) = price {
        let tallies: Vec<&Tally> =
            shown.iter().map(|group| &group.tally).chain(others.iter().map(|(_, tally)| tally)).collect();
        advice::add(&mut report, price, &tallies, total, confidence, &style)?;
    }
    estimates::note(&mut report, &style);
    maturity::note(&mut report, &style);
    if options.unmatched {
        unmatched::say_why(&mut report, &shown);
    }
    output.finish(&report, common)
}

/// How the figures of the groups were found, and those of the total where it is shown.
fn working(table: &Table<'_>, shown: &[Group], shows_total: bool) -> Result<Vec<Working>> {
    let mut working = Vec::new();
    for group in shown {
        working.extend(table.working(&group.names, &group.tally)?);
    }
    if shows_total {
        working.extend(table.working(&[], table.total)?);
    }
    Ok(working)
}
