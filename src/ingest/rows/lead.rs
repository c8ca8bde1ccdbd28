//! Rows of a lead list: one lead each.

use csv::{Position, StringRecord};

use crate::core::decimal::Decimal;
use crate::core::fact::Fact;
use crate::ingest::audit::{REPEATS, SOURCE};
use crate::ingest::field::date::{Moment, Span};
use crate::ingest::field::number;
use crate::ingest::field::status::Class;
use crate::ingest::group::names::folded;
use crate::ingest::plan::Days;

use super::{Row, RowReader, Stop};

impl RowReader<'_> {
    pub(super) fn lead(&mut self, cells: &StringRecord, place: &Position) -> Result<(), Stop> {
        let plan = &self.file.plan;
        // A lead comes on a single day, at a time of it that may tell which of two came first.
        let moment = match plan.days {
            Days::Day { first, .. } => self.moment(first, cells, place)?,
            _ => None,
        };
        let days = moment.map(|moment| Span::of_day(moment.day));
        let row = &Row { cells, place, days, moment };
        let outside = self.outside(row)?;
        let amount = self.money_if(Fact::Revenue, plan.amount, row)?;
        let cost_of_goods = self.money_if(Fact::CostOfGoods, plan.cost_of_goods, row)?;
        if self.repeated.contains(&place.record()) {
            let is_won =
                plan.status.is_some_and(|place| self.request.statuses.class(row.cell(place)) == Class::Won);
            self.audit.repeated_orders += u64::from(is_won);
            let key = self.request.dedupe.map_or("", |dedupe| dedupe.key.name());
            self.audit.excluded(&format!("{REPEATS}{key}"));
            return Ok(());
        }
        if outside.is_none() {
            self.note_repeated_line(row);
        }
        let source = row.first(&plan.source);
        let is_test = !plan.source.is_empty() && self.request.statuses.rejects_source(source);
        let status = plan.status.map(|place| row.cell(place));
        let class = match status {
            _ if is_test => Class::Rejected,
            Some(status) if outside.is_none() => self.audit.status(status, &self.request.statuses),
            Some(status) => self.request.statuses.class(status),
            None if plan.won.is_some() => Class::Plain,
            // Without a status, a lead with an amount is an order.
            None if amount.is_some_and(|amount| amount > Decimal::ZERO) => Class::Won,
            None => Class::Plain,
        };
        let says_won = plan.won.is_some_and(|place| is_yes(row.cell(place)));
        let class = if says_won && class != Class::Rejected { Class::Won } else { class };
        let is_order = class == Class::Won && plan.supplies.contains(Fact::Orders);
        let customer = folded(row.first(&plan.customer));
        let knows_customers = plan.supplies.contains(Fact::Customers);
        let ordered_at = self.closed_at(row)?.or(row.moment);
        if let Some(reason) = outside {
            self.audit.excluded(reason);
            if is_order && knows_customers && !customer.is_empty() {
                self.fold.order_of(&customer, ordered_at, false);
            }
            return Ok(());
        }
        let counts = class != Class::Rejected || self.request.statuses.counts_rejected();
        let one = |counts: bool| if counts { Decimal::ONE } else { Decimal::ZERO };
        let is_refund = amount.is_some_and(|amount| amount < Decimal::ZERO);
        let mut supplied = plan.supplies;
        if is_order && cost_of_goods.is_none() && amount.is_some_and(|amount| !amount.is_zero()) {
            if plan.supplies.contains(Fact::CostOfGoods) {
                self.audit.unknown(Fact::CostOfGoods);
            }
            supplied = supplied.without(Fact::CostOfGoods);
        }
        let sums = [
            (Fact::Leads, one(counts)),
            (Fact::RejectedLeads, one(!counts)),
            (Fact::QualifiedLeads, one(matches!(class, Class::Won | Class::Qualified))),
            (Fact::Orders, one(is_order)),
            (Fact::Revenue, amount.filter(|_| is_order || is_refund).unwrap_or_default()),
            (Fact::CostOfGoods, cost_of_goods.filter(|_| is_order).unwrap_or_default()),
        ];
        let counted: Vec<(Fact, Decimal)> =
            sums.into_iter().filter(|(fact, sum)| !sum.is_zero() && plan.supplies.contains(*fact)).collect();
        self.add(row, supplied, &counted)?;
        match (is_test, counts) {
            (true, true) => self.audit.used(),
            (true, false) => self.audit.excluded(&format!("{SOURCE}{}", source.trim())),
            (false, true) if status.is_none() => self.audit.used(),
            (false, _) => {}
        }
        if is_order {
            self.audit.without_amount += u64::from(plan.amount.is_some() && amount.is_none());
            match customer.as_str() {
                _ if !knows_customers => {}
                "" => self.audit.without_customer += 1,
                customer => {
                    self.audit.without_day += u64::from(ordered_at.is_none());
                    self.fold.order_of(customer, ordered_at, true);
                }
            }
        }
        Ok(())
    }

    /// Whether a row has an amount and nothing else: a total, most likely.
    pub(super) fn is_no_lead(&self, cells: &StringRecord) -> bool {
        let plan = &self.file.plan;
        let is_empty = |cell: &str| number::is_missing(number::text(cell).trim());
        let is_amount = |column: usize| [plan.amount, plan.cost_of_goods].contains(&Some(column));
        let has_amount = plan.amount.is_some_and(|column| !is_empty(cells.get(column).unwrap_or_default()));
        // In a list with a single other column, an empty cell is a lead from nowhere.
        let columns = self.file.raw_headers().iter().filter(|header| !header.is_empty()).count();
        has_amount
            && columns > 2
            && cells.iter().enumerate().all(|(column, cell)| is_amount(column) || is_empty(cell))
    }

    fn money_if(
        &mut self,
        fact: Fact,
        column: Option<usize>,
        row: &Row<'_>,
    ) -> Result<Option<Decimal>, Stop> {
        match column {
            Some(column) => self.money(fact, column, row),
            None => Ok(None),
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
        let id = row.cell(column).trim();
        if !number::is_missing(id) && id == self.last_lead_id {
            self.audit.repeated_lines += 1;
        }
        id.clone_into(&mut self.last_lead_id);
    }
}

/// Whether a cell of a column of yes and no says yes.
fn is_yes(cell: &str) -> bool {
    matches!(folded(cell).as_str(), "true" | "yes" | "1" | "да" | "истина" | "y")
}
