//! A plan that was kept as JSON, read back.

use std::path::Path;

use anyhow::{Result, bail};

use crate::baseline::{self, WRITE_PLAN};
use crate::core::decimal::Decimal;
use crate::core::metric::Metric;
use crate::core::period::{Date, Period};
use crate::core::previous::{Previous, PreviousGroup};

/// What a plan has that cannot be less than nothing.
const NEVER_NEGATIVE: [Metric; 5] =
    [Metric::Spend, Metric::Leads, Metric::Orders, Metric::OrdersLater, Metric::Revenue];

/// A plan, or what is the matter with the file.
pub(super) fn load(path: &Path, group_by: &[String]) -> Result<Previous> {
    let plan = baseline::load(path, WRITE_PLAN)?;
    let file = &plan.file;
    if plan.command != "plan" {
        bail!("{file}: is a result of {}, and no plan; {WRITE_PLAN}", plan.command);
    }
    plan.check(group_by, None)?;
    if plan.metrics.contains(&Metric::Fulfilment) {
        bail!("{file}: is a plan beside its fact; give the plan itself, and {WRITE_PLAN}");
    }
    if [Metric::Spend, Metric::Leads].iter().any(|metric| !plan.metrics.contains(metric)) {
        bail!("{file}: has no spend and leads; {WRITE_PLAN}, without --columns");
    }
    if plan.groups.is_empty() {
        bail!("{file}: has no rows; {WRITE_PLAN}");
    }
    for row in &plan.groups {
        check_row(file, row)?;
    }
    Ok(plan)
}

fn check_row(file: &str, row: &PreviousGroup) -> Result<()> {
    if first_day(row).is_none() {
        let month = row.names.get(1).map(String::as_str).unwrap_or_default();
        bail!("{file}: {}: {month:?} is no month like 2026-12; {WRITE_PLAN}", row.names.join(", "));
    }
    for metric in NEVER_NEGATIVE {
        let figure = row.figures.get(&metric).and_then(|figure| figure.known());
        if let Some(figure) = figure.filter(|figure| *figure < Decimal::ZERO) {
            bail!("{file}: {}: {metric} is {figure}, less than nothing; {WRITE_PLAN}", row.names.join(", "));
        }
    }
    Ok(())
}

/// The first day of a row's month, if it is one.
pub(super) fn first_day(row: &PreviousGroup) -> Option<Date> {
    let month = row.names.get(1)?;
    let first = format!("{month}-01").parse::<Date>().ok()?;
    (Period::Month.of(first) == *month).then_some(first)
}
