//! A row a group: what its customers have cost and what they bring.

use anyhow::Result;

use crate::cli::CacVsLtv;
use crate::commands::groups::absent;
use crate::commands::groups::table::Table;
use crate::commands::judge;
use crate::core::cohort::Lifetimes;
use crate::core::expression::Expression;
use crate::core::metric::{Kind, Metric, Sums, Unit};
use crate::core::value::Value;
use crate::ingest::Group;
use crate::render::Style;
use crate::report::{Cell, Column, Report, Row, Working};

use super::groups::Groups;
use super::{COMMAND, verdict, words};

/// What programs get, all of it.
const ALL: [Metric; 30] = [
    Metric::Customers,
    Metric::Spend,
    Metric::Leads,
    Metric::Cpl,
    Metric::OtherCosts,
    Metric::Cac,
    Metric::CacFull,
    Metric::LtvRevenue1m,
    Metric::LtvRevenue3m,
    Metric::LtvRevenue6m,
    Metric::LtvRevenue12m,
    Metric::LtvRevenue24m,
    Metric::Ltv1m,
    Metric::Ltv3m,
    Metric::Ltv6m,
    Metric::Ltv12m,
    Metric::Ltv24m,
    Metric::Orders,
    Metric::Revenue,
    Metric::CostOfGoods,
    Metric::OrdersPerCustomer,
    Metric::RepeatRate,
    Metric::DaysBetweenOrders,
    Metric::PaybackMonths,
    Metric::PaybackMonthsFull,
    Metric::LtvAge,
    Metric::LtvRevenue,
    Metric::Ltv,
    Metric::LtvCacRevenue,
    Metric::LtvCac,
];

/// What people are shown, as far as it is there.
const FOR_PEOPLE: [Metric; 21] = [
    Metric::Customers,
    Metric::Spend,
    Metric::OtherCosts,
    Metric::Cac,
    Metric::CacFull,
    Metric::Ltv1m,
    Metric::Ltv3m,
    Metric::Ltv6m,
    Metric::Ltv12m,
    Metric::Ltv24m,
    Metric::OrdersPerCustomer,
    Metric::RepeatRate,
    Metric::DaysBetweenOrders,
    Metric::PaybackMonths,
    Metric::PaybackMonthsFull,
    Metric::LtvAge,
    Metric::LtvRevenue,
    Metric::Ltv,
    Metric::LtvCacRevenue,
    Metric::LtvCac,
    Metric::LtvCacFull,
];

/// What people are shown of LTV where no cost of goods is given.
const BY_REVENUE: [(Metric, Metric); 5] = [
    (Metric::Ltv1m, Metric::LtvRevenue1m),
    (Metric::Ltv3m, Metric::LtvRevenue3m),
    (Metric::Ltv6m, Metric::LtvRevenue6m),
    (Metric::Ltv12m, Metric::LtvRevenue12m),
    (Metric::Ltv24m, Metric::LtvRevenue24m),
];

pub(super) fn report(options: &CacVsLtv, groups: &Groups, style: &Style) -> Result<Report> {
    let common = &options.common;
    let metrics = metrics(groups, style)?;
    let table = Table { metrics: &metrics, total: &groups.total, confidence: common.confidence };
    let confidence = common.confidence.unwrap_or_default();
    let full = !matches!(Metric::OtherCosts.evaluate(&groups.total.within(&groups.total))?, Value::Absent(_));
    let has_verdict = absent(Metric::Cac, &groups.total)?.is_none();
    let row = |names: Vec<String>, lifetimes: &Lifetimes| -> Result<Row> {
        let mut row = table.row(names, None, lifetimes)?;
        if has_verdict {
            verdict::with_interval(&mut row, &metrics, lifetimes, confidence)?;
            for cac in [Metric::Cac, Metric::CacFull].into_iter().take(if full { 2 } else { 1 }) {
                let words = verdict::of(lifetimes, cac, confidence)?.in_words(style);
                row.cells.push(Cell::Text(words));
            }
        }
        Ok(row)
    };
    let mut rows = Vec::new();
    for Group { names, tally } in &groups.lifetimes {
        rows.push(row(names.clone(), tally)?);
    }
    let total = if rows.is_empty() { None } else { Some(row(Vec::new(), &groups.total)?) };
    let mut columns: Vec<Column> = metrics.iter().map(|metric| column(*metric, style)).collect();
    if has_verdict {
        columns.extend(verdict::columns(full, style));
    }
    let mut working = Vec::new();
    if common.explain {
        for Group { names, tally } in &groups.lifetimes {
            working.extend(explained(&table, names, tally)?);
        }
        working.extend(explained(&table, &[], &groups.total)?);
    }
    let mut report =
        Report { group_by: groups.by.clone(), columns, rows, total, working, ..Report::new(COMMAND) };
    if style.format.is_for_people() {
        report.words = words::best(groups, style)?;
    }
    Ok(report)
}

/// What is shown: all of it to programs; to people what is there, of ages only those that anybody is old enough for.
fn metrics(groups: &Groups, style: &Style) -> Result<Vec<Metric>> {
    if !style.format.is_for_people() {
        return Ok(ALL.iter().copied().chain([Metric::LtvCacFull]).collect());
    }
    let is_by_profit = absent(Metric::CostOfGoods, &groups.total)?.is_none();
    let mut metrics = Vec::new();
    for metric in FOR_PEOPLE {
        let by_revenue = BY_REVENUE.iter().find(|(by_profit, _)| *by_profit == metric);
        let metric = by_revenue.filter(|_| !is_by_profit).map_or(metric, |(_, by_revenue)| *by_revenue);
        let total = metric.evaluate(&groups.total.within(&groups.total))?;
        let is_shown = match (metric, total) {
            (_, Value::Absent(_)) => false,
            // The ages say it already, unless rows differ.
            (Metric::LtvAge | Metric::Ltv | Metric::LtvRevenue, _) => {
                metric == Metric::LtvAge && absent(Metric::Spend, &groups.total)?.is_none()
            }
            _ if by_revenue.is_some() => total.known().is_some() || any_knows(metric, groups)?,
            _ => true,
        };
        if is_shown {
            metrics.push(metric);
        }
    }
    Ok(metrics)
}

fn any_knows(metric: Metric, groups: &Groups) -> Result<bool> {
    for group in &groups.lifetimes {
        if metric.evaluate(&group.tally.within(&groups.total))?.known().is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A column, with the formula by which it was computed here.
fn column(metric: Metric, style: &Style) -> Column {
    let formula = match metric {
        Metric::PaybackMonths | Metric::PaybackMonthsFull => None,
        _ => formula(metric).map(|formula| formula.to_string()),
    };
    let shown = Column::of(metric, style.language);
    // Typed in, it is a whole number mostly; counted, it never is.
    let unit = if metric == Metric::OrdersPerCustomer { Unit::Multiple } else { shown.unit };
    Column { unit, formula, ..shown }
}

/// A figure's formula over an order log, where orders are counted.
fn formula(metric: Metric) -> Option<Expression> {
    match metric {
        Metric::OrdersPerCustomer => Expression::parse("orders / customers").ok(),
        _ => metric.expression().cloned(),
    }
}

/// How the figures of a group were found: by their formulas, or in the way that the dictionary has in words.
fn explained(table: &Table<'_, Lifetimes>, names: &[String], lifetimes: &Lifetimes) -> Result<Vec<Working>> {
    let scope = lifetimes.within(table.total);
    let mut working = Vec::new();
    for metric in table.metrics.iter().copied() {
        // Payback is looked up age by age, in LTV that is shown.
        if matches!(metric, Metric::PaybackMonths | Metric::PaybackMonthsFull | Metric::LtvAge) {
            continue;
        }
        let formula = formula(metric);
        if formula.is_none() && metric.entry().kind != Kind::Calculator {
            continue;
        }
        let mut inputs = Vec::new();
        for input in formula.iter().flat_map(Expression::metrics) {
            inputs.push((input, false, input.evaluate(&scope)?));
        }
        let figure = judge::figure(metric, &scope, false, table.confidence)?;
        working.push(Working {
            group: names.to_vec(),
            metric,
            found: formula.is_none(),
            formula,
            inputs,
            result: figure.value,
            interval: figure.interval,
            aside: Vec::new(),
        });
    }
    Ok(working)
}
