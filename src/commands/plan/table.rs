//! A plan as rows: whole things that add up.

use anyhow::Result;

use crate::commands::groups::table::Table;
use crate::core::chance::interval::Interval;
use crate::core::chance::refusal::Refusal;
use crate::core::decimal::{self, Decimal, Overflow};
use crate::core::fact::Fact;
use crate::core::fraction::Fraction;
use crate::core::metric::Metric;
use crate::core::period::Period;
use crate::core::plan::whole;
use crate::core::tally::Tally;
use crate::core::value::{Reason, Value};
use crate::ingest::Group;
use crate::render::Style;
use crate::report::{Cell, Row};

use super::draft::{self, Draft, Given};
use super::planned::Planned;

/// Rows of a plan, and the total.
pub(super) struct Rows {
    /// By channel and month.
    pub(super) groups: Vec<Group<Planned>>,
    pub(super) total: Planned,
    /// What there is to show of them.
    pub(super) metrics: Vec<Metric>,
    pub(super) shown: Vec<Row>,
    pub(super) total_row: Row,
    /// Where the leads and the orders of the total lie.
    ends: [Between; 2],
}

/// Where leads or orders lie, or why that cannot be said.
type Between = Option<Result<Interval, Refusal>>;

impl Rows {
    pub(super) fn of(given: &Given<'_>, draft: &Draft, style: &Style) -> Result<Self> {
        let metrics = metrics(given);
        let sums = sums(given, draft, &metrics)?;
        let mut groups = Vec::new();
        let mut total = Tally::default();
        let has_orders = metrics.contains(&Metric::Orders);
        for ((channel, month, cell), sums) in draft.cells().zip(&sums) {
            let tally = Tally::of(&sums.facts);
            total.merge(&tally)?;
            let mut found = Vec::new();
            if has_orders {
                found.push((Metric::OrdersLater, Value::Known(Fraction::from(sums.later))));
                let none = Value::Undefined(Reason::Elsewhere("nothing is spent"));
                found.push((
                    Metric::MarginalCpo,
                    cell.marginal.map_or(none, |cost| Value::Known(cost.into())),
                ));
            }
            let names = vec![given.channels[channel].name.clone(), Period::Month.of(given.months[month])];
            groups.push(Group { names, tally: Planned { tally, found } });
        }
        let mut found = Vec::new();
        if has_orders {
            let mut later = Decimal::ZERO;
            for sums in &sums {
                later = decimal::add(later, sums.later)?;
            }
            found.push((Metric::OrdersLater, Value::Known(Fraction::from(later))));
            found.push((Metric::MarginalCpo, marginal(given, draft)));
        }
        let total = Planned { tally: total, found };
        let table = Table { metrics: &metrics, total: &total, confidence: None };
        let shown = Shown { metrics: &metrics, ranges: ranges(given, &metrics, style) };
        let mut rows = Vec::new();
        let (mut all_leads, mut all_orders) = (Vec::new(), Vec::new());
        for (group, (channel, _, cell)) in groups.iter().zip(draft.cells()) {
            let channel = &given.channels[channel];
            let [leads, orders] = [channel.leads_between(cell), channel.orders_between(cell)];
            let row = table.row(group.names.clone(), None, &group.tally)?;
            rows.push(between(row, shown, [leads, orders]));
            all_leads.push(leads);
            all_orders.push(orders);
        }
        let total_row = table.row(Vec::new(), None, &total)?;
        let ends = [added(&all_leads), added(&all_orders)];
        let total_row = between(total_row, shown, ends);
        Ok(Self { groups, total, metrics, shown: rows, total_row, ends })
    }
}

/// What a plan shows.
fn metrics(given: &Given<'_>) -> Vec<Metric> {
    let mut metrics = vec![Metric::Spend];
    if given.channels.iter().all(|channel| !channel.pooled.sum(Fact::Clicks).is_zero()) {
        metrics.push(Metric::Clicks);
    }
    metrics.push(Metric::Leads);
    if draft::has_orders(given.channels) {
        metrics.extend([Metric::Orders, Metric::OrdersLater, Metric::Cpo, Metric::MarginalCpo]);
    }
    match given.aim.counted {
        Metric::Revenue => metrics.push(Metric::Revenue),
        Metric::Profit => metrics.extend([Metric::Revenue, Metric::GrossProfit, Metric::Profit]),
        _ => {}
    }
    metrics
}

/// A cell's sums, rounded so that all cells add up.
struct Sums {
    facts: Vec<(Fact, Decimal)>,
    later: Decimal,
}

fn sums(given: &Given<'_>, draft: &Draft, metrics: &[Metric]) -> Result<Vec<Sums>> {
    let cells: Vec<(usize, &draft::Cell)> = draft.cells().map(|(channel, _, cell)| (channel, cell)).collect();
    let shared = |parts: Vec<Decimal>, counted: Metric, places: u32| -> Result<Vec<Decimal>> {
        let mut sum = Decimal::ZERO;
        for part in &parts {
            sum = decimal::add_rounded(sum, *part)?;
        }
        let target = given.aim.target.filter(|_| given.aim.counted == counted);
        let total = match target {
            Some(target) if draft.is_reached && is_near(sum, target, places)? => target,
            // What is nearly there is not there.
            Some(_) if !draft.is_reached => sum.trunc_with_scale(places),
            _ => decimal::round(sum, places),
        };
        Ok(whole::share(&parts, total, places)?)
    };
    let worth = |fact: Fact| -> Result<Vec<Decimal>> {
        let of_cell = |(channel, cell): &(usize, &draft::Cell)| -> Result<Decimal> {
            let pooled = &given.channels[*channel].pooled;
            let orders = pooled.sum(Fact::Orders);
            let each =
                if orders.is_zero() { Decimal::ZERO } else { decimal::divide(pooled.sum(fact), orders)? };
            Ok(decimal::multiply_rounded(each, cell.orders)?)
        };
        cells.iter().map(of_cell).collect()
    };
    let mut columns: Vec<(Fact, Vec<Decimal>)> =
        vec![(Fact::Spend, cells.iter().map(|(_, cell)| cell.spend).collect())];
    if metrics.contains(&Metric::Clicks) {
        let clicks = |(channel, cell): &(usize, &draft::Cell)| -> Result<Decimal> {
            Ok(given.channels[*channel].clicks_for(cell.spend)?)
        };
        let clicks = cells.iter().map(clicks).collect::<Result<_>>()?;
        columns.push((Fact::Clicks, shared(clicks, Metric::Clicks, 0)?));
    }
    let leads = cells.iter().map(|(_, cell)| cell.leads).collect();
    columns.push((Fact::Leads, shared(leads, Metric::Leads, 0)?));
    let mut later = vec![Decimal::ZERO; cells.len()];
    if metrics.contains(&Metric::Orders) {
        let orders = cells.iter().map(|(_, cell)| cell.orders).collect();
        columns.push((Fact::Orders, shared(orders, Metric::Orders, 0)?));
        later = shared(cells.iter().map(|(_, cell)| cell.later).collect(), Metric::OrdersLater, 0)?;
    }
    if metrics.contains(&Metric::Revenue) {
        let revenue = shared(worth(Fact::Revenue)?, Metric::Revenue, 2)?;
        if metrics.contains(&Metric::Profit) {
            columns.push((Fact::CostOfGoods, costs(given, draft, &revenue, &worth(Fact::CostOfGoods)?)?));
        }
        columns.push((Fact::Revenue, revenue));
    }
    let of_cell = |(place, later): (usize, Decimal)| Sums {
        facts: columns.iter().map(|(fact, column)| (*fact, column[place])).collect(),
        later,
    };
    Ok(later.into_iter().enumerate().map(of_cell).collect())
}

/// The costs of goods, in all what the profit leaves for them.
fn costs(given: &Given<'_>, draft: &Draft, revenue: &[Decimal], parts: &[Decimal]) -> Result<Vec<Decimal>> {
    let add = |sum: Result<Decimal, Overflow>, part: &Decimal| decimal::add_rounded(sum?, *part);
    let costs = parts.iter().fold(Ok(Decimal::ZERO), add)?;
    let profit = match given.aim.target {
        Some(target) if draft.is_reached => target,
        _ => decimal::round(draft.brought, 2),
    };
    let revenue = revenue.iter().fold(Ok(Decimal::ZERO), add)?;
    let left = decimal::subtract(decimal::subtract(revenue, draft.spend)?, profit)?;
    // Spend and revenue are rounded too. More means that the least that has to be spent brings more than was asked for.
    let total = if is_near(costs, left, 1)? { left } else { decimal::round(costs, 2) };
    Ok(whole::share(parts, total, 2)?)
}

/// Whether two figures are less than a unit of their last place apart.
fn is_near(one: Decimal, other: Decimal, places: u32) -> Result<bool> {
    Ok(decimal::subtract_rounded(one, other)?.abs() < Decimal::new(1, places))
}

/// What one more order would cost in all.
fn marginal(given: &Given<'_>, draft: &Draft) -> Value<Fraction> {
    if given.aim.counted != Metric::Orders {
        return Value::Undefined(Reason::Elsewhere("the plan does not count orders"));
    }
    let none = Value::Undefined(Reason::Never("no more can be bought"));
    draft.next.map_or(none, |next| Value::Known(Fraction::from(next)))
}

/// The columns of a plan, and those among them whose range is shown.
#[derive(Clone, Copy)]
struct Shown<'a> {
    metrics: &'a [Metric],
    ranges: &'static [Metric],
}

/// Whose range is shown. A table has little room: people are shown that of what the plan counts.
fn ranges(given: &Given<'_>, metrics: &[Metric], style: &Style) -> &'static [Metric] {
    if !style.format.is_for_people() {
        &[Metric::Leads, Metric::Orders]
    } else if given.aim.counted == Metric::Leads || !metrics.contains(&Metric::Orders) {
        &[Metric::Leads]
    } else {
        &[Metric::Orders]
    }
}

/// A row with where its leads and orders lie.
fn between(mut row: Row, shown: Shown<'_>, [leads, orders]: [Between; 2]) -> Row {
    for (cell, metric) in row.cells.iter_mut().zip(shown.metrics) {
        if let Cell::Figure { interval, .. } = cell
            && shown.ranges.contains(metric)
        {
            *interval = if *metric == Metric::Leads { leads } else { orders };
        }
    }
    row
}

/// All at their low ends at once, and all at their high ones.
fn added(all: &[Between]) -> Between {
    let mut sum: Between = None;
    for interval in all.iter().flatten() {
        let add = |one: Option<Decimal>, other: Option<Decimal>| match (one, other) {
            (Some(one), Some(other)) => decimal::add_rounded(one, other).ok(),
            _ => None,
        };
        sum = Some(match (sum, *interval) {
            (None, first) => first,
            (Some(Ok(sum)), Ok(next)) => {
                Ok(Interval { low: add(sum.low, next.low), high: add(sum.high, next.high), ..sum })
            }
            (Some(Err(refusal)), _) | (_, Err(refusal)) => Err(refusal),
        });
    }
    sum
}

impl Rows {
    /// A figure of the total; nothing where it has none.
    pub(super) fn total_figure(&self, metric: Metric) -> Decimal {
        let place = self.metrics.iter().position(|shown| *shown == metric);
        place.and_then(|place| self.total_row.cells.get(place)?.known()).unwrap_or_default()
    }

    /// Where the leads or the orders of the total lie, whether or not a format has room for it.
    pub(super) fn between(&self, metric: Metric) -> Option<[Decimal; 2]> {
        let [leads, orders] = &self.ends;
        let ends = if metric == Metric::Leads { leads } else { orders };
        let interval = ends.as_ref()?.as_ref().ok()?;
        Some([interval.low?, interval.high?])
    }
}
