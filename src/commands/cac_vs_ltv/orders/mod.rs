//! CAC against LTV from files: order logs, what was paid for their customers, and the leads that these once were.

mod costs;
mod groups;
mod inputs;
mod notes;
mod table;
mod triangle;
mod vary;
mod verdict;
mod words;

use anyhow::{Result, bail};

use crate::cli::{Breakdown, CacVsLtv, Measure};
use crate::commands::output::Output;
use crate::commands::what_if::{self, Beside};
use crate::commands::{estimates, judge};
use crate::core::cohort::{Cohorts, Month, Terms};
use crate::core::limit::rule::Rule;
use crate::core::tally::Side;
use crate::exit::Exit;
use crate::render::{Layout, Style};
use crate::report::{Report, Source};

use groups::Members;
use inputs::{Inputs, Read};

use super::{COMMAND, refuse_unused};

/// How many months orders may reach over.
const MOST_MONTHS: u16 = 3660;

pub(super) fn run(options: &CacVsLtv) -> Result<Exit> {
    let (asked, common) = (&options.from_orders, &options.common);
    let rules = common.limits.rules();
    let typed = vary::typed(options);
    let is_what_if = what_if::is_asked(&typed, &options.what_if)?;
    check(options, &rules)?;
    if is_what_if {
        vary::check(options, &typed)?;
    }
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
    if is_what_if && vary::is_of_all(options, &typed) {
        let members = Members::of(options, &read, &cohorts)?;
        let groups = members.groups(&typed.first())?;
        let notes = notes::of_all(options, &read, &cohorts, &groups)?;
        let beside = Beside { currency: currency(&read), notes, sources: sources(&read) };
        return vary::all(options, &members, &typed, beside, output);
    }
    let mut report = match asked.cohorts {
        None => table(options, &read, &cohorts, &typed, &rules, &style)?,
        Some(measure) => {
            let mut report = triangle::report(options, &read, &cohorts, measure, &style)?;
            report.notes = notes::all(options, &read, &cohorts, None, &report)?;
            report
        }
    };
    estimates::note(&mut report, &style);
    report.currency = currency(&read);
    report.sources = sources(&read);
    output.finish(&report, common)
}

/// The currency of the money in the files, where one is known.
fn currency(read: &Read) -> Option<String> {
    let of_paid = || read.paid.as_ref().and_then(|paid| paid.currency.clone());
    read.purchases.currency.clone().or_else(of_paid)
}

/// What became of the rows of all files.
fn sources(read: &Read) -> Vec<Source> {
    let of_paid = read.paid.iter().flat_map(|paid| &paid.sources);
    read.purchases.sources.iter().chain(of_paid).chain(&read.beside).cloned().collect()
}

/// A row a group, or a group and values, and the limits judged on it.
fn table(
    options: &CacVsLtv,
    read: &Read,
    cohorts: &Cohorts,
    typed: &what_if::Inputs,
    rules: &[Rule],
    style: &Style,
) -> Result<Report> {
    let members = Members::of(options, read, cohorts)?;
    let (mut report, first) = vary::rows(options, &members, typed, rules, style)?;
    let groups = first.as_ref().map(|first| &first.groups);
    report.notes = notes::all(options, read, cohorts, groups, &report)?;
    report.notes.extend(vary::note_on_rows(&typed.varied_metrics()).filter(|_| !report.rows.is_empty()));
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
        refuse_to_vary_cohorts(options)?;
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

/// Nor what other values would come to.
fn refuse_to_vary_cohorts(options: &CacVsLtv) -> Result<()> {
    let asked = &options.what_if;
    let given = [
        ("--sensitivity", asked.sensitivity.is_some()),
        ("--scenario", asked.scenario.is_some()),
        ("--show", asked.show.is_some()),
    ];
    if let Some((option, _)) = given.into_iter().find(|(_, is_given)| *is_given) {
        bail!(
            "{option}: is for the table of customers, not for the triangle of --cohorts; leave one of the two out"
        );
    }
    if options.margin_rate.as_ref().is_some_and(|rates| rates.count() > 1) {
        bail!("--margin-rate: the triangle of --cohorts is of one value; give one");
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
