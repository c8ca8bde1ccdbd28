//! Whose day an order counts on: what the options ask for, and two readings made of one.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};

use crate::core::decimal::{self, Decimal};
use crate::core::fact::Fact;
use crate::core::tally::{Side, Tally};
use crate::core::value::Value;
use crate::ingest::{self, DateBasis, Dimension, Group, Reading, Request};
use crate::render::Style;
use crate::report::{self, Cell, Column, Moved, Note, Report, Row};

use super::ranking::{Order, rank};
use super::table::Table;

/// The sums that depend on the day of an order.
const MOVING: [Fact; 4] = [Fact::Orders, Fact::Customers, Fact::Revenue, Fact::CostOfGoods];

/// The groups by the days of the orders.
pub(in crate::commands) struct ByOrder {
    pub(in crate::commands) groups: Vec<Group>,
    pub(in crate::commands) total: Tally,
    moved: Vec<Moved>,
}

/// Whether the rows are grouped by periods.
pub(super) fn has_period(dimensions: &[Dimension]) -> bool {
    dimensions.iter().any(|dimension| matches!(dimension, Dimension::Period(_)))
}

/// Makes sure that the days of orders can matter.
pub(super) fn check(request: &Request) -> Result<()> {
    let basis = request.date_basis;
    if basis != DateBasis::Lead && request.leads.is_empty() {
        bail!("--date-basis {}: only lead lists say when an order was; give --leads", basis.name());
    }
    if basis == DateBasis::Both && !has_period(&request.dimensions) {
        bail!("--date-basis both: sets the orders of periods side by side; add a period, as in --by month");
    }
    Ok(())
}

/// The request with the periods of orders beside those of leads, if both are asked for.
pub(super) fn prepared(request: &Request) -> Request {
    let mut request = request.clone();
    if request.date_basis == DateBasis::Both {
        let of_orders = request.dimensions.iter().filter_map(|dimension| match dimension {
            Dimension::Period(period) => Some(Dimension::OrderPeriod(*period)),
            Dimension::Known(_) | Dimension::Header(_) | Dimension::OrderPeriod(_) => None,
        });
        let of_orders: Vec<Dimension> = of_orders.collect();
        request.dimensions.extend(of_orders);
    }
    request
}

/// Makes two readings of one whose groups have the periods of leads and those of orders. The reading becomes that by the leads' days.
pub(super) fn split(reading: &mut Reading, request: &Request) -> Result<ByOrder> {
    let mut outside: Vec<String> =
        request.since.map(ingest::before).into_iter().chain(request.until.map(ingest::after)).collect();
    if !outside.is_empty() {
        // What has no day is in no days that count.
        outside.push(String::new());
    }
    let dimensions = &request.dimensions;
    let periods: Vec<usize> =
        (0..dimensions.len()).filter(|place| matches!(dimensions[*place], Dimension::Period(_))).collect();
    let counts = |names: &[String]| !periods.iter().any(|place| outside.contains(&names[*place]));
    let finest = finest_period(dimensions);
    let (mut by_lead, mut by_order) = (BTreeMap::new(), BTreeMap::new());
    let mut moved: BTreeMap<(String, String), (Decimal, Decimal)> = BTreeMap::new();
    for Group { mut names, tally } in std::mem::take(&mut reading.groups) {
        let of_orders = names.split_off(dimensions.len());
        let mut names_by_order = names.clone();
        for (place, name) in periods.iter().zip(of_orders) {
            names_by_order[*place] = name;
        }
        let orders = tally.sum(Fact::Orders);
        let revenue = tally.sum(Fact::Revenue);
        if let Some(place) = finest
            && names[place] != names_by_order[place]
        {
            let sums = moved.entry((names[place].clone(), names_by_order[place].clone())).or_default();
            *sums = (decimal::add(sums.0, orders)?, decimal::add(sums.1, revenue)?);
        }
        for (groups, names) in [(&mut by_lead, names), (&mut by_order, names_by_order)] {
            if counts(&names) {
                groups.entry(names).or_insert_with(Tally::default).merge(&tally)?;
            }
        }
    }
    let summed = |groups: BTreeMap<Vec<String>, Tally>| -> Result<(Vec<Group>, Tally)> {
        let mut total = Tally::default();
        total.cover(&reading.total);
        for tally in groups.values() {
            total.merge(tally)?;
        }
        Ok((groups.into_iter().map(|(names, tally)| Group { names, tally }).collect(), total))
    };
    let (groups, total) = summed(by_order)?;
    let (groups_by_lead, total_by_lead) = summed(by_lead)?;
    (reading.groups, reading.total) = (groups_by_lead, total_by_lead);
    let moved = moved.into_iter().map(|((from, to), (orders, revenue))| Moved { from, to, orders, revenue });
    let mut moved: Vec<Moved> = moved.collect();
    let is_before = |name: &str| request.since.is_some_and(|since| name == ingest::before(since));
    moved.sort_by_cached_key(|moved| [&moved.from, &moved.to].map(|name| (!is_before(name), name.clone())));
    Ok(ByOrder { groups, total, moved })
}

/// The place of the shortest periods among the dimensions.
pub(super) fn finest_period(dimensions: &[Dimension]) -> Option<usize> {
    let periods = dimensions.iter().enumerate().filter_map(|(place, dimension)| match dimension {
        Dimension::Period(period) => Some((*period, place)),
        Dimension::Known(_) | Dimension::Header(_) | Dimension::OrderPeriod(_) => None,
    });
    periods.min().map(|(_, place)| place)
}

/// Says whose days orders count on, where that makes a difference.
pub(super) fn note(reading: &Reading, request: &Request, has_intervals: bool) -> Option<Note> {
    let has_orders = reading.total.side_of(Fact::Orders) == Some(Side::Leads) && !reading.groups.is_empty();
    let by_period = has_period(&request.dimensions);
    let message = match request.date_basis {
        DateBasis::Lead if by_period => {
            "orders and their revenue count in the period of their lead; --date-basis order counts them in their own"
        }
        DateBasis::Order if by_period || request.since.is_some() || request.until.is_some() => {
            "orders and their revenue count on their own day, leads and spend on theirs: what is set against leads or spend \
             sets the orders that came in against others than those they came from"
        }
        DateBasis::Lead | DateBasis::Order | DateBasis::Both => return None,
    };
    let of_intervals = if has_intervals && request.date_basis == DateBasis::Order {
        ", and so do intervals: where a close rate lies is told by --date-basis lead"
    } else {
        ""
    };
    has_orders.then(|| Note { code: "date-basis", message: format!("{message}{of_intervals}") })
}

impl ByOrder {
    /// The groups by the orders' days, and what is different from those of the report.
    pub(in crate::commands) fn report(
        self,
        by_lead: &[Group],
        main: &Report,
        table: &Table<'_>,
        dimensions: &[Dimension],
        style: &Style,
    ) -> Result<report::ByOrder> {
        let groups = rank(self.groups, &self.total, Order::default(), dimensions)?;
        let shell = || Report {
            currency: main.currency.clone(),
            group_by: main.group_by.clone(),
            ..Report::new(main.command)
        };
        let total = table.total;
        let table = Table { total: &self.total, ..*table };
        let rows = groups.iter().map(|group| table.row(group.names.clone(), None, &group.tally));
        let mut by_order =
            Report { columns: main.columns.clone(), rows: rows.collect::<Result<_>>()?, ..shell() };
        let moving: Vec<Fact> = MOVING.into_iter().filter(|fact| total.supplies(*fact)).collect();
        let row = |names: Vec<String>, now: Option<&Tally>, was: Option<&Tally>| -> Result<Row> {
            let sum = |tally: Option<&Tally>, fact| tally.map_or(Decimal::ZERO, |tally| tally.sum(fact));
            let cell = |fact: &Fact| -> Result<Cell> {
                let more = decimal::subtract(sum(now, *fact), sum(was, *fact))?;
                Ok(Cell::figure(Value::Known(more)))
            };
            Ok(Row { group: names, others: None, cells: moving.iter().map(cell).collect::<Result<_>>()? })
        };
        let columns = moving.iter().map(|fact| Column::of(fact.metric(), style.language)).collect();
        let mut difference = Report { columns, ..shell() };
        let was: BTreeMap<&[String], &Tally> =
            by_lead.iter().map(|group| (&group.names[..], &group.tally)).collect();
        let is: BTreeMap<&[String], &Tally> =
            groups.iter().map(|group| (&group.names[..], &group.tally)).collect();
        let mut met = BTreeSet::new();
        for names in groups.iter().chain(by_lead).map(|group| &group.names[..]) {
            if met.insert(names) {
                let row = row(names.to_vec(), is.get(names).copied(), was.get(names).copied())?;
                difference.rows.push(row);
            }
        }
        if main.total.is_some() {
            by_order.total = Some(table.row(Vec::new(), None, &self.total)?);
            difference.total = Some(row(Vec::new(), Some(&self.total), Some(total))?);
        }
        Ok(report::ByOrder { table: by_order, difference, moved: self.moved })
    }
}
