//! What the reader of the figures should know.

use anyhow::Result;

use crate::cli::{CacVsLtv, ShareBy};
use crate::core::cohort::{Cohorts, LTV_AGES, Lifetimes};
use crate::core::decimal;
use crate::core::metric::{FigureOverflow, Language, Metric, Sums};
use crate::core::series::Series;
use crate::core::tally::Side;
use crate::core::value::Value;
use crate::ingest::purchases::Origin;
use crate::render::{self, number};
use crate::report::{Note, Report};

use super::groups::Groups;
use super::inputs::Read;
use super::triangle;

/// How many groups a note names.
const NAMED: usize = 8;

/// All notes.
pub(super) fn all(
    options: &CacVsLtv,
    read: &Read,
    cohorts: &Cohorts,
    groups: Option<&Groups>,
    report: &Report,
) -> Result<Vec<Note>> {
    let mut notes = read.notes.clone();
    notes.extend(customers(options, read, cohorts));
    if report.rows.is_empty() {
        notes.extend(refunds(cohorts)?);
        notes.push(no_customers());
        return Ok(notes);
    }
    notes.extend(reading(options, cohorts, groups));
    if let Some(groups) = groups {
        notes.extend(immature(groups)?);
        notes.extend(costs(options, groups));
    } else {
        let empty = triangle::immature(report);
        notes.extend((empty > 0).then(|| Note {
            code: "immature",
            message: format!(
                "cells that are empty because their months are not over: {}",
                number::count(empty)
            ),
        }));
    }
    notes.extend(refunds(cohorts)?);
    Ok(notes)
}

/// All notes on figures over all customers: none on what groups have beside each other.
pub(super) fn of_all(
    options: &CacVsLtv,
    read: &Read,
    cohorts: &Cohorts,
    groups: &Groups,
) -> Result<Vec<Note>> {
    let mut notes = read.notes.clone();
    notes.extend(customers(options, read, cohorts));
    if cohorts.months().is_empty() {
        notes.extend(refunds(cohorts)?);
        notes.push(no_customers());
        return Ok(notes);
    }
    notes.extend(
        reading(options, cohorts, Some(groups)).into_iter().filter(|note| note.code != "cac-by-month"),
    );
    notes.extend(costs_outside_of_spend(groups));
    notes.extend(refunds(cohorts)?);
    Ok(notes)
}

/// How customers and dates are taken.
fn reading(options: &CacVsLtv, cohorts: &Cohorts, groups: Option<&Groups>) -> Vec<Note> {
    let last = cohorts.last_day();
    let whole = if options.subscription.as_of.is_some() { "" } else { ", the day of the last order" };
    let mut notes = vec![Note {
        code: "complete-until",
        message: format!(
            "orders are taken to be complete until {last}{whole}; an age counts where its calendar month is over by then"
        ),
    }];
    let is_by_cohort = groups.is_some_and(|groups| groups.by.iter().any(|by| by == "cohort"));
    if is_by_cohort && !options.from_orders.spend.is_empty() {
        notes.push(Note {
            code: "cac-by-month",
            message: "CAC of a cohort sets it against the spend and the leads of its own month, whenever these leads bought".to_owned(),
        });
    }
    if groups.is_some() {
        notes.push(Note {
            code: "ltv-to-date",
            message: "LTV is to date, over customers old enough: at 12 months, what was bought in the month of the first order and in \
                      the 12 after it"
                .to_owned(),
        });
    }
    let is_moved = options.what_if.sensitivity.is_some() || options.what_if.scenario.is_some();
    let rate = |metric: Metric, typed: &Series| {
        if is_moved || typed.count() > 1 { metric.key().to_owned() } else { decimal::plain(typed.first()) }
    };
    if let Some(typed) = &options.discount {
        let rate = rate(Metric::Discount, typed);
        notes.push(Note {
            code: "discounted",
            message: format!(
                "LTV and payback are in the money of the month of the first order: a month later money is worth 1 / (1 + {rate}) of it"
            ),
        });
    }
    if let Some(typed) = &options.margin_rate {
        let rate = rate(Metric::MarginRate, typed);
        let message =
            format!("gross profit is {rate} of revenue, by --margin-rate; no column of costs is looked at");
        notes.push(Note { code: "margin-rate", message });
    }
    notes
}

/// Customers that figures do not rest on, or not all of them.
fn customers(options: &CacVsLtv, read: &Read, cohorts: &Cohorts) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut note = |code, message: String| notes.push(Note { code, message });
    let counted = |customers: u64| match customers {
        1 => "1 customer".to_owned(),
        many => format!("{} customers", number::count(many)),
    };
    let without = cohorts.select(None, Some(read.purchases.without_lead)).customers();
    if read.purchases.origin == Origin::Leads && without > 0 {
        let who = counted(without);
        note(
            "customers-without-lead",
            format!("(no lead): {who} without a lead on or before the day of the first order"),
        );
    }
    if let Some((begins, ends)) = read.paid.as_ref().and_then(|paid| paid.days_of(Side::Statistics)) {
        if cohorts.before_spend() > 0 {
            let who = counted(cohorts.before_spend());
            note(
                "customers-before-spend",
                format!(
                    "left out: {who} who first ordered before the spend begins, {begins}; --orders without --spend has them"
                ),
            );
        }
        let late = cohorts.select(None, None).late_customers();
        if late > 0 && options.from_orders.cohorts.is_none() {
            let who = counted(late);
            note(
                "customers-after-spend",
                format!(
                    "CAC: {who} first ordered after the spend ends, {ends}; --until {ends} leaves them out"
                ),
            );
        }
    }
    if cohorts.left_out() > 0 {
        let who = counted(cohorts.left_out());
        let asked = &options.from_orders;
        let bounds = [("--since", asked.since), ("--until", asked.until)];
        let bounds: Vec<String> =
            bounds.iter().filter_map(|(option, day)| day.map(|day| format!("{option} {day}"))).collect();
        note("customers-left-out", format!("{who} first ordered outside of {}", bounds.join(" ")));
    }
    notes
}

/// Ages that nobody, or nobody of some groups, is old enough for.
fn immature(groups: &Groups) -> Result<Option<Note>> {
    let mut empty = Vec::new();
    for age in LTV_AGES {
        let Some(ltv) = Lifetimes::ltv_at(age, true) else { continue };
        if ltv.evaluate(&groups.total.within(&groups.total))?.known().is_none() {
            empty.push(format!("{} (all)", months(age)));
            continue;
        }
        let mut young = Vec::new();
        for group in &groups.lifetimes {
            let scope = group.tally.within(&groups.total);
            let has_customers = Metric::Customers.evaluate(&scope)?.known().is_some_and(|it| !it.is_zero());
            if has_customers && matches!(ltv.evaluate(&scope)?, Value::Undefined(_)) {
                let names = group.names.iter().map(|name| render::group_name(name, Language::En));
                young.push(names.collect::<Vec<_>>().join(", "));
            }
        }
        if !young.is_empty() {
            let more = match young.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            young.truncate(NAMED);
            empty.push(format!("{} ({}{more})", months(age), young.join(", ")));
        }
    }
    Ok((!empty.is_empty()).then(|| Note {
        code: "immature",
        message: format!("empty, because nobody is old enough: LTV at {}", empty.join(", ")),
    }))
}

fn months(age: u16) -> String {
    if age == 1 { "1 month".to_owned() } else { format!("{age} months") }
}

fn no_customers() -> Note {
    Note { code: "no-customers", message: "no customer has an order that counts".to_owned() }
}

/// How the costs beside the ads are shared out.
fn costs(options: &CacVsLtv, groups: &Groups) -> Vec<Note> {
    if options.other_costs.is_none() {
        return Vec::new();
    }
    let by = options.from_orders.share_costs.unwrap_or(ShareBy::Spend);
    let mut notes =
        vec![Note { code: "costs-shared", message: format!("other costs are shared out by {by}") }];
    if let Some(left) = groups.unshared {
        let message =
            format!("other costs of months without {by}, {}, are in the total alone", number::amount(left));
        notes.push(Note { code: "costs-unshared", message });
    }
    notes.extend(costs_outside_of_spend(groups));
    notes
}

fn costs_outside_of_spend(groups: &Groups) -> Option<Note> {
    let left = number::amount(groups.outside_of_spend?);
    let message = format!("other costs of months before or after the spend, {left}, are left out");
    Some(Note { code: "costs-outside-of-spend", message })
}

/// Refunds that belong to no age.
fn refunds(cohorts: &Cohorts) -> Result<Option<Note>> {
    let unplaced = cohorts.unplaced().map_err(|_| FigureOverflow { figure: Metric::Revenue })?;
    Ok((!unplaced.revenue.is_zero() || unplaced.customers > 0).then(|| Note {
        code: "refunds-without-order",
        message: format!(
            "left out: refunds of {} that no order comes before",
            number::amount(unplaced.revenue)
        ),
    }))
}
