//! What the rows of a block come to, until it is clear that the block counts.

use crate::core::decimal::Decimal;
use crate::core::fact::{Fact, FactSet};
use crate::core::maturity::LeadCourse;
use crate::ingest::field::date::Moment;
use crate::ingest::group::customers::When;

/// The rows of a block that count, each with its group and its sums. A block counts as a whole or not at all.
#[derive(Debug, Default)]
pub struct Journal {
    /// The kinds of rows met so far; they stay when all else is struck out.
    pub(in crate::ingest) kinds: Vec<Kind>,
    pub(super) entries: Vec<Entry>,
    pub(super) amounts: Vec<(Fact, Decimal)>,
    orders: Vec<Order>,
    customers: String,
    /// What leads became, and when.
    pub(super) leads: Vec<LeadCourse>,
    leads_of_buyers: Vec<LeadOfBuyer>,
    channels: String,
}

/// A row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) group: u32,
    pub(super) kind: KindNumber,
    /// How many of the amounts are its own.
    pub(super) amounts: u16,
}

/// Which kind of rows it is, in the order that they were met.
#[derive(Debug, Clone, Copy)]
pub struct KindNumber(pub(super) u16);

/// What many rows have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) struct Kind {
    /// The facts that they supply.
    pub(super) supplied: FactSet,
    /// The sums that each of them adds one to.
    pub(super) ones: FactSet,
    /// Whether they are only parts of rows: orders that count on another day than their leads.
    pub(super) is_part: bool,
}

/// A lead that may have become a customer's first order.
#[derive(Debug, Clone, Copy)]
struct LeadOfBuyer {
    customer: u32,
    when: When,
    /// Where the name of its channel ends in the text of all of them.
    end: usize,
}

/// An order of a customer.
#[derive(Debug, Clone, Copy)]
struct Order {
    /// Where the customer's id ends in the text of all of them.
    end: usize,
    moment: Option<Moment>,
    group: Option<u32>,
}

impl Journal {
    /// The kind of the rows that supply these facts, and each add one to those sums.
    #[inline]
    pub fn kind(&mut self, supplied: FactSet, ones: FactSet) -> KindNumber {
        self.number(Kind { supplied, ones, is_part: false })
    }

    /// The kind of parts of rows.
    pub(in crate::ingest) fn part_kind(&mut self, supplied: FactSet, ones: FactSet) -> KindNumber {
        self.number(Kind { supplied, ones, is_part: true })
    }

    #[inline]
    fn number(&mut self, kind: Kind) -> KindNumber {
        let place = self.kinds.iter().position(|known| *known == kind).unwrap_or_else(|| {
            self.kinds.push(kind);
            self.kinds.len() - 1
        });
        // Sets of a dozen facts, of which few go together.
        KindNumber(u16::try_from(place).unwrap_or(u16::MAX))
    }

    /// Enters a row of a group and a kind, with its amounts.
    #[inline]
    pub fn enter(&mut self, group: u32, kind: KindNumber, amounts: &[(Fact, Decimal)]) {
        self.amounts.extend_from_slice(amounts);
        let amounts = u16::try_from(amounts.len()).unwrap_or(u16::MAX);
        self.entries.push(Entry { group, kind, amounts });
    }

    /// Enters an order of a customer; without a group it is outside of the period.
    pub(in crate::ingest) fn order(&mut self, customer: &str, moment: Option<Moment>, group: Option<u32>) {
        self.customers.push_str(customer);
        self.orders.push(Order { end: self.customers.len(), moment, group });
    }

    /// Enters what a lead became, and when.
    pub(in crate::ingest) fn lead(&mut self, course: LeadCourse) {
        self.leads.push(course);
    }

    /// Enters a lead that may have become the first order of the customer with this number.
    pub(in crate::ingest) fn lead_of_buyer(&mut self, customer: u32, when: When, channel: &str) {
        self.channels.push_str(channel);
        self.leads_of_buyers.push(LeadOfBuyer { customer, when, end: self.channels.len() });
    }

    /// The leads that may have become first orders: of whom, when and in which channel.
    pub(in crate::ingest) fn leads_of_buyers(&self) -> impl Iterator<Item = (u32, When, &str)> {
        let begins = std::iter::once(0).chain(self.leads_of_buyers.iter().map(|lead| lead.end));
        let leads = self.leads_of_buyers.iter().zip(begins);
        leads.map(|(lead, begin)| (lead.customer, lead.when, &self.channels[begin..lead.end]))
    }

    /// The orders, with their customers.
    pub(in crate::ingest) fn orders(&self) -> impl Iterator<Item = (&str, Option<Moment>, Option<u32>)> {
        let begins = std::iter::once(0).chain(self.orders.iter().map(|order| order.end));
        let orders = self.orders.iter().zip(begins);
        orders.map(|(order, begin)| (&self.customers[begin..order.end], order.moment, order.group))
    }

    /// Strikes all of it out.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.amounts.clear();
        self.orders.clear();
        self.customers.clear();
        self.leads.clear();
        self.leads_of_buyers.clear();
        self.channels.clear();
    }
}
