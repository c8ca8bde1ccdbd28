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
use crate::core::cohort::{Cohorts, Month, Terms};
use crate::core::limit::rule::Rule;
use crate::core::tally::Side;
use crate::exit::Exit;
use crate::render::{Layout, Style};
use crate::report::Report;

use groups::Groups;
use inputs::{Inputs, Read};

/// How many months orders may reach over.
const MOST_MONTHS: u16 = 3660;

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
    refuse_too_long(options, &cohorts)?;
    let mut report = match asked.cohorts {
        None => table(options, &read, &cohorts, &rules, &style)?,
        Some(measure) => {
            let mut report = triangle::report(options, &read, &cohorts, measure, &style)?;
            report.notes = notes::all(options, &read, &cohorts, None, &report)?;
            report
        }
    };
    estimates::note(&mut report, &style);
    let Read { purchases, paid, beside, .. } = read;
    report.currency = purchases.currency.or(paid.as_ref().and_then(|paid| paid.currency.clone()));
    report.sources = purchases.sources;
    report.sources.extend(paid.into_iter().flat_map(|paid| paid.sources));
    report.sources.extend(beside);
    output.finish(&report, common)
}

/// A row a group, and the limits judged on it.
fn table(
    options: &CacVsLtv,
    read: &Read,
    cohorts: &Cohorts,
    rules: &[Rule],
    style: &Style,
) -> Result<Report> {
    let groups = Groups::of(options, read, cohorts)?;
    let gate = Gate {
        groups: &groups.lifetimes,
        total: &groups.total,
        group_by: &groups.by,
        previous: None,
        confidence: options.common.confidence,
    };
    let limits = gate.judge(rules)?;
    let mut report = table::report(options, &groups, style)?;
    report.limits = limits;
    report.notes = notes::all(options, read, cohorts, Some(&groups), &report)?;
    Ok(report)
}

/// Every age up to the oldest is looked at, and one wrong day can make very many.
fn refuse_too_long(options: &CacVsLtv, cohorts: &Cohorts) -> Result<()> {
    let last = cohorts.last_day();
    let as_of = options.subscription.as_of;
    if let (Some(_), Err(outside)) = (as_of, Month::of(last)) {
        bail!("--as-of {outside}");
    }
    let is_too_long = cohorts.select(None, None).last_age().is_some_and(|age| age >= MOST_MONTHS);
    match (cohorts.months().first(), as_of) {
        (Some(first), Some(day)) if is_too_long => bail!(
            "--as-of {day}: is more than {MOST_MONTHS} months after the first orders, of {first}; take an earlier day, or leave those \
             customers out with --since"
        ),
        (Some(first), None) if is_too_long => bail!(
            "--orders: they reach from {first} to {last}, over more than {MOST_MONTHS} months; mend the days that are wrong, or leave \
             the customers who first ordered so early out with --since"
        ),
        _ => Ok(()),
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
    if asked.cohorts.is_some() {
        refuse_beside_cohorts(options, rules)?;
    }
    for rule in rules {
        if rule.references().iter().any(|reference| reference.of_previous) {
            bail!("{}: an order log has no baseline; leave out previous.", judge::place(rule));
        }
    }
    Ok(())
}

/// What the triangle does not do must not look as if it did.
fn refuse_beside_cohorts(options: &CacVsLtv, rules: &[Rule]) -> Result<()> {
    if let Some(rule) = rules.first() {
        bail!(
            "{}: limits are judged on the table of customers, not on the ages of --cohorts; leave one of the two out",
            judge::place(rule)
        );
    }
    if options.discount.is_some() {
        bail!("--discount: what the triangle of --cohorts shows is not discounted; leave one of the two out");
    }
    if options.other_costs.is_some() {
        bail!("--other-costs: the triangle of --cohorts has no CAC; leave one of the two out");
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
