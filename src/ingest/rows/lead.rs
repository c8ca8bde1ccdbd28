//! Rows of a lead list: one lead each.

use crate::core::decimal::Decimal;
use crate::core::fact::{Fact, FactSet};
use crate::ingest::audit::{REPEATS, SOURCE};
use crate::ingest::field::date::{Moment, Span};
use crate::ingest::field::number;
use crate::ingest::field::status::Class;
use crate::ingest::group::names::folded;
use crate::ingest::plan::Days;
use crate::ingest::records::{At, Record};

use super::course::is_id;
use super::{Row, RowReader, Stop};

impl RowReader<'_> {
    pub(super) fn lead(&mut self, cells: &Record<'_>, place: &At) -> Result<(), Stop> {
        let plan = &self.file.plan;
        // A lead comes on a single day, at a time of it that may tell which of two came first.
        let moment = match plan.days {
            Days::Day { first, .. } if plan.needs_days || plan.supplies.contains(Fact::Customers) => {
                self.moment(first, cells, place)?
            }
            _ => None,
        };
        let days = moment.map(|moment| Span::of_day(moment.day));
        let row = &Row { cells, place, days, moment };
        let outside = self.outside(row)?;
        let amount = self.money_if(Fact::Revenue, plan.amount, row)?;
        let cost_of_goods = self.money_if(Fact::CostOfGoods, plan.cost_of_goods, row)?;
        if self.repeated.contains(&place.byte) {
            let is_won =
                plan.status.is_some_and(|place| self.request.statuses.class(row.cell(place)) == Class::Won);
            self.course.audit.repeated_orders += u64::from(is_won);
            let key = self.request.dedupe.map_or("", |dedupe| dedupe.key.name());
            self.course.audit.excluded(&format!("{REPEATS}{key}"));
            return Ok(());
        }
        if outside.is_none() {
            self.note_repeated_line(row);
        }
        let is_test = !plan.source.is_empty()
            && self.request.statuses.rejects_sources()
            && self.request.statuses.rejects_source(row.first(&plan.source));
        let status = plan.status;
        let class = match status {
            _ if is_test => Class::Rejected,
            Some(place) if outside.is_none() => self.statuses.meet(row.bytes(place), &self.request.statuses),
            Some(place) => self.request.statuses.class(row.cell(place)),
            None if plan.won.is_some() => Class::Plain,
            // Without a status, a lead with an amount is an order.
            None if amount.is_some_and(|amount| amount > Decimal::ZERO) => Class::Won,
            None => Class::Plain,
        };
        let says_won = plan.won.is_some_and(|place| is_yes(row.cell(place)));
        let class = if says_won && class != Class::Rejected { Class::Won } else { class };
        let is_order = class == Class::Won && plan.supplies.contains(Fact::Orders);
        let knows_customers = plan.supplies.contains(Fact::Customers);
        let customer =
            if is_order && knows_customers { folded(row.first(&plan.customer)) } else { String::new() };
        let ordered_at = self.closed_at(row)?.or(row.moment);
        if let Some(reason) = outside {
            self.course.audit.excluded(reason);
            if is_order && knows_customers && !customer.is_empty() {
                self.journal.order(&customer, ordered_at, None);
            }
            return Ok(());
        }
        let counts = class != Class::Rejected || self.request.statuses.counts_rejected();
        let is_refund = amount.is_some_and(|amount| amount < Decimal::ZERO);
        let mut supplied = plan.supplies;
        if is_order && cost_of_goods.is_none() && amount.is_some_and(|amount| !amount.is_zero()) {
            if plan.supplies.contains(Fact::CostOfGoods) {
                self.course.audit.unknown(Fact::CostOfGoods);
            }
            supplied = supplied.without(Fact::CostOfGoods);
        }
        let mut ones = FactSet::default().with(if counts { Fact::Leads } else { Fact::RejectedLeads });
        if matches!(class, Class::Won | Class::Qualified) {
            ones = ones.with(Fact::QualifiedLeads);
        }
        if is_order {
            ones = ones.with(Fact::Orders);
        }
        let ones = ones.and(plan.supplies);
        let given = |fact: Fact, amount: Option<Decimal>| {
            amount.filter(|_| plan.supplies.contains(fact)).map(|amount| (fact, amount))
        };
        let revenue = given(Fact::Revenue, amount.filter(|_| is_order || is_refund));
        let cost = given(Fact::CostOfGoods, cost_of_goods.filter(|_| is_order));
        let group = match (revenue, cost) {
            (None, None) => self.add(row, supplied, ones, &[])?,
            (Some(one), None) | (None, Some(one)) => self.add(row, supplied, ones, &[one])?,
            (Some(one), Some(two)) => self.add(row, supplied, ones, &[one, two])?,
        };
        match (is_test, counts) {
            (true, true) => self.course.audit.used(),
            (true, false) => {
                self.course.audit.excluded(&format!("{SOURCE}{}", row.first(&plan.source).trim()));
            }
            (false, true) if status.is_none() => self.course.audit.used(),
            (false, _) => {}
        }
        if is_order {
            self.course.audit.without_amount += u64::from(plan.amount.is_some() && amount.is_none());
            match customer.as_str() {
                _ if !knows_customers => {}
                "" => self.course.audit.without_customer += 1,
                customer => {
                    self.course.audit.without_day += u64::from(ordered_at.is_none());
                    self.journal.order(customer, ordered_at, Some(group));
                }
            }
        }
        Ok(())
    }

    /// Whether a row has an amount and nothing else: a total, most likely.
    pub(super) fn is_no_lead(&self, cells: &Record<'_>) -> bool {
        let plan = &self.file.plan;
        let is_empty = |cell: &str| number::is_missing(number::text(cell).trim());
        let is_amount = |column: usize| [plan.amount, plan.cost_of_goods].contains(&Some(column));
        let has_amount = plan.amount.is_some_and(|column| !is_empty(cells.get(column).unwrap_or_default()));
        // In a list with a single other column, an empty cell is a lead from nowhere.
        has_amount
            && self.columns.named > 2
            && cells.iter().enumerate().all(|(column, cell)| is_amount(column) || is_empty(cell))
    }

    fn money_if(
        &mut self,
        fact: Fact,
        column: Option<usize>,
        row: &Row<'_>,
    ) -> Result<Option<Decimal>, Stop> {
        match column {
            Some(column) if !row.cells.bytes(column).is_empty() => self.money(fact, column, row),
            _ => Ok(None),
        }
    }

    /// The moment of the order. Words in this column ("not closed yet") are as good as nothing, and so is what cannot be read: the
    /// day it came stands in for it.
    fn closed_at(&mut self, row: &Row<'_>) -> Result<Option<Moment>, Stop> {
        let Some(column) = self.file.plan.closed_at else { return Ok(None) };
        match self.moment(column, row.cells, row.place) {
            Err(Stop::Row(_)) => Ok(None),
            moment => moment,
        }
    }

    /// A lead's number twice in a row: an export with a line for each product of a deal.
    fn note_repeated_line(&mut self, row: &Row<'_>) {
        let Some(column) = self.file.plan.lead_id else { return };
        let id = trimmed(row.cells, column);
        if self.course.first_lead_id.is_none() {
            self.course.first_lead_id = Some(id.to_vec());
        }
        let last = &mut self.course.last_lead_id;
        if last.is(id) {
            self.course.audit.repeated_lines += u64::from(is_id(id));
        } else {
            last.become_this(id);
        }
    }
}

/// A cell without the blanks around it, which almost none has.
#[inline]
fn trimmed<'r>(cells: &'r Record<'_>, column: usize) -> &'r [u8] {
    let bytes = cells.bytes(column);
    match bytes {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => bytes,
        _ => number::text(cells.get(column).unwrap_or_default()).trim().as_bytes(),
    }
}

/// Whether a cell of a column of yes and no says yes.
fn is_yes(cell: &str) -> bool {
    matches!(folded(cell).as_str(), "true" | "yes" | "1" | "да" | "истина" | "y")
}
