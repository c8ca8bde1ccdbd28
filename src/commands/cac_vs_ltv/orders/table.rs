//! A row a group: what its customers have cost and what they bring.

use anyhow::Result;

use crate::cli::CacVsLtv;
use crate::commands::groups::absent;
use crate::commands::groups::table::Table;
use crate::commands::judge;
use crate::commands::what_if::{self, Point};
use crate::core::cohort::Lifetimes;
use crate::core::expression::Expression;
use crate::core::metric::{Kind, Metric, Sums, Unit};
use crate::core::value::Value;
use crate::core::worksheet::Worksheet;
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

/// What the customers come to with some values of what is typed.
pub(super) struct Combination {
    /// The values that are not the same in all combinations, as names of rows.
    pub(super) values: Vec<String>,
    pub(super) groups: Groups,
}

/// What people and programs see of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown<'a> {
    /// The inputs that have several values.
    pub(super) varied: &'a [Metric],
    /// The only figure that is asked for, if one is.
    pub(super) figure: Option<Metric>,
}

/// A row a group and combination, the combinations of a group one below the other. A total and words on all groups are of one
/// combination, and are there where there is only one.
pub(super) fn report(
    options: &CacVsLtv,
    combinations: &[Combination],
    shown: Shown<'_>,
    style: &Style,
) -> Result<Report> {
    let common = &options.common;
    let mut report = Report::new(COMMAND);
    let Some(Combination { groups, .. }) = combinations.first() else { return Ok(report) };
    let metrics = match shown.figure {
        Some(figure) => vec![figure],
        None => metrics(groups, style)?.into_iter().filter(|it| !shown.varied.contains(it)).collect(),
    };
    let confidence = common.confidence.unwrap_or_default();
    let full = !matches!(Metric::OtherCosts.evaluate(&groups.total.within(&groups.total))?, Value::Absent(_));
    let has_verdict = shown.figure.is_none() && absent(Metric::Cac, &groups.total)?.is_none();
    let row = |names: Vec<String>, lifetimes: &Lifetimes, total: &Lifetimes| -> Result<Row> {
        let table = Table { metrics: &metrics, total, confidence: common.confidence };
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
    for place in 0..groups.lifetimes.len() {
        for Combination { values, groups } in combinations {
            let Some(Group { names, tally }) = groups.lifetimes.get(place) else { continue };
            let names = [names.as_slice(), values].concat();
            if common.explain {
                let table = Table { metrics: &metrics, total: &groups.total, confidence: common.confidence };
                report.working.extend(explained(&table, &names, tally)?);
            }
            report.rows.push(row(names, tally, &groups.total)?);
        }
    }
    report.columns = metrics.iter().map(|metric| column(*metric, style)).collect();
    if has_verdict {
        report.columns.extend(verdict::columns(full, style));
    }
    let headings = shown.varied.iter().map(|metric| what_if::heading(*metric, style));
    report.group_by = groups.by.iter().cloned().chain(headings).collect();
    if combinations.len() > 1 {
        return Ok(report);
    }
    if common.explain {
        let table = Table { metrics: &metrics, total: &groups.total, confidence: common.confidence };
        report.working.extend(explained(&table, &[], &groups.total)?);
    }
    if !report.rows.is_empty() {
        report.total = Some(row(Vec::new(), &groups.total, &groups.total)?);
    }
    if style.format.is_for_people() {
        report.words = words::best(groups, style)?;
    }
    Ok(report)
}

/// The figures of all customers, as a board beside the values of what is typed.
pub(super) fn sheet(total: &Lifetimes, point: &Point) -> Result<Worksheet> {
    let typed = [Metric::MarginRate, Metric::Discount];
    let sheet =
        typed.into_iter().fold(Worksheet::new(), |sheet, metric| sheet.maybe(metric, point.get(metric)));
    let scope = total.within(total);
    let metrics = ALL.into_iter().chain([Metric::LtvCacFull]);
    Ok(metrics
        .into_iter()
        .try_fold(sheet, |sheet, metric| sheet.taken(metric, shown_formula(metric), &scope))?)
}

/// What people are shown of all customers, whatever the values: of ages those that anybody is old enough for.
pub(super) fn of_all(total: &Lifetimes) -> Result<Vec<Metric>> {
    let is_by_profit = absent(Metric::CostOfGoods, total)?.is_none();
    let has_spend = absent(Metric::Spend, total)?.is_none();
    let scope = total.within(total);
    let mut metrics = Vec::new();
    for metric in FOR_PEOPLE {
        let by_revenue = BY_REVENUE.iter().find(|(by_profit, _)| *by_profit == metric);
        match (metric, by_revenue) {
            (_, Some((by_profit, by_revenue))) => {
                if by_revenue.evaluate(&scope)?.known().is_some() {
                    metrics.push(*by_profit);
                    metrics.extend((!is_by_profit).then_some(*by_revenue));
                }
            }
            (Metric::Ltv | Metric::LtvRevenue, None) => {}
            (Metric::LtvAge, None) if !has_spend => {}
            (metric, None) => metrics.push(metric),
        }
    }
    Ok(metrics)
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
    let formula = shown_formula(metric).map(|formula| formula.to_string());
    let shown = Column::of(metric, style.language);
    // Typed in, it is a whole number mostly; counted, it never is.
    let unit = if metric == Metric::OrdersPerCustomer { Unit::Multiple } else { shown.unit };
    Column { unit, formula, ..shown }
}

/// The formula that gave a figure; payback is looked up age by age.
fn shown_formula(metric: Metric) -> Option<Expression> {
    if matches!(metric, Metric::PaybackMonths | Metric::PaybackMonthsFull) { None } else { formula(metric) }
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
