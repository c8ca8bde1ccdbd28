//! CAC against LTV from files: order logs, what was paid for their customers, and the leads that these once were.

mod costs;
mod groups;
mod inputs;
mod notes;
mod table;
mod triangle;
mod verdict;
mod words;

use anyhow::{Result, bail};

use crate::cli::{Breakdown, CacVsLtv, Measure};
use crate::commands::groups::gate::Gate;
use crate::commands::output::Output;
use crate::commands::{estimates, judge};
use crate::core::cohort::{Cohorts, Terms};
use crate::core::limit::rule::Rule;
use crate::core::tally::Side;
use crate::exit::Exit;
use crate::render::{Layout, Style};
use crate::report::Report;

use groups::Groups;
use inputs::{Inputs, Read};

/// The subcommand's name.
const COMMAND: &str = "cac-vs-ltv";

pub(super) fn run(options: &CacVsLtv) -> Result<Exit> {
    let (asked, common) = (&options.from_orders, &options.common);
    let rules = common.limits.rules();
    check(options, &rules)?;
    let inputs = Inputs::of(options)?;
    let layout = if asked.cohorts.is_some() { Layout::Rows } else { Layout::Auto };
    let output = Output::open_for(&common.presentation, layout, None, &inputs.files())?;
    let style = *output.style();
    let read = inputs.read()?;
    let spend_days = read.paid.as_ref().and_then(|paid| paid.days_of(Side::Statistics));
    let cohorts = read.purchases.log.cohorts_of(&Terms {
        complete_until: options.subscription.as_of,
        since: asked.since,
        until: asked.until,
        spend_days,
        keeps_spread: common.confidence.is_some() || read.paid.is_some(),
    });
    if let Some(day) = options.subscription.as_of.filter(|day| *day < cohorts.last_day()) {
        bail!(
            "--as-of {day}: there are orders as late as {}; --until chooses customers by their first order",
            cohorts.last_day()
        );
    }
    let groups = Groups::of(options, &read, &cohorts)?;
    let gate = Gate {
        groups: &groups.lifetimes,
        total: &groups.total,
        group_by: &groups.by,
        previous: None,
        confidence: common.confidence,
    };
    let limits = gate.judge(&rules)?;
    let mut report = report(options, &read, &cohorts, &groups, &style)?;
    report.limits = limits;
    report.notes = notes::all(options, &read, &cohorts, &groups, &report)?;
    estimates::note(&mut report, &style);
    let Read { purchases, paid, beside, .. } = read;
    report.currency = purchases.currency.or(paid.as_ref().and_then(|paid| paid.currency.clone()));
    report.sources = purchases.sources;
    report.sources.extend(paid.into_iter().flat_map(|paid| paid.sources));
    report.sources.extend(beside);
    output.finish(&report, common)
}

/// The figures, as they are asked for.
fn report(
    options: &CacVsLtv,
    read: &Read,
    cohorts: &Cohorts,
    groups: &Groups<'_>,
    style: &Style,
) -> Result<Report> {
    match options.from_orders.cohorts {
        None => table::report(options, groups, style),
        Some(measure) => triangle::report(options, read, cohorts, measure, style),
    }
}

/// What cannot be meant, whatever the files say.
fn check(options: &CacVsLtv, rules: &[Rule]) -> Result<()> {
    let asked = &options.from_orders;
    if let (Some(since), Some(until)) = (asked.since, asked.until)
        && since > until
    {
        bail!("--since {since} is after --until {until}; no day lies between them");
    }
    for (place, by) in asked.by.iter().enumerate() {
        if asked.by[..place].contains(by) {
            bail!("--by: names {} twice", name(*by));
        }
    }
    if options.other_costs.is_some() && asked.spend.is_empty() {
        bail!("--other-costs: there is no spend that they stand beside; give --spend too");
    }
    if asked.cumulative && asked.cohorts == Some(Measure::Retention) {
        bail!("--cumulative: retention is that of an age by itself; leave one of the two out");
    }
    for rule in rules {
        if rule.references().iter().any(|reference| reference.of_previous) {
            bail!("{}: an order log has no baseline; leave out previous.", judge::place(rule));
        }
    }
    Ok(())
}

/// The name of what a row stands for.
fn name(by: Breakdown) -> &'static str {
    match by {
        Breakdown::Channel => "channel",
        Breakdown::Cohort => "cohort",
    }
}
