//! What is taken from a file: which of its columns stands for what.

use crate::core::fact::{Fact, FactSet};
use crate::core::period::Period;
use crate::core::tally::Side;

use super::column::Column;
use super::headers::Headers;
use super::source::Input;
use super::status::Class;
use super::{Dimension, Error, Request};

/// Where a row's name in a dimension comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NameFrom {
    /// The user gave the file one.
    Fixed(String),
    /// A column.
    Cell(usize),
    /// The period of the row's date.
    Period(Period),
}

/// What is taken from a file's rows. The numbers are places of columns.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) names: Vec<NameFrom>,
    pub(super) date: Option<usize>,
    pub(super) closed_at: Option<usize>,
    /// Statistics: the sums and their columns.
    pub(super) sums: Vec<(Fact, usize)>,
    /// Statistics without a cost: the price of a click.
    pub(super) cpc: Option<usize>,
    pub(super) status: Option<usize>,
    pub(super) amount: Option<usize>,
    pub(super) cost_of_goods: Option<usize>,
    pub(super) customer: Option<usize>,
    /// The currency of a row's amounts.
    pub(super) currency_column: Option<usize>,
    /// What a row of this file supplies when none of its cells is missing.
    pub(super) supplies: FactSet,
    /// Outcomes in a report that a lead export takes the place of.
    pub(super) left_aside: Vec<Fact>,
    /// The currencies that its headers name, and the headers that do.
    pub(super) currencies: Vec<(String, &'static str)>,
}

/// Settles what is taken from a file.
pub(super) fn settle(request: &Request, input: &Input, headers: &Headers<'_>) -> Result<Plan, Error> {
    let find = |column| headers.find(column, &request.mappings);
    let is_report = headers.side == Side::Statistics;
    let needs_date = request.since.is_some() || request.until.is_some();
    let date = match find(Column::Date) {
        Ok(place) => place,
        // Two date columns trouble nobody who does not ask for dates.
        Err(_) if !needs_date && !request.dimensions.iter().any(|d| matches!(d, Dimension::Period(_))) => {
            None
        }
        Err(error) => return Err(error),
    };
    if needs_date && date.is_none() {
        return Err(headers.no_date(if request.since.is_some() { "--since" } else { "--until" }.to_owned()));
    }
    let names = request
        .dimensions
        .iter()
        .map(|dimension| headers.name_from(dimension, input, date, &request.mappings))
        .collect::<Result<Vec<_>, Error>>()?;

    let mut plan = Plan {
        names,
        date,
        closed_at: None,
        sums: Vec::new(),
        cpc: None,
        status: None,
        amount: None,
        cost_of_goods: None,
        customer: None,
        currency_column: None,
        supplies: FactSet::default(),
        left_aside: Vec::new(),
        currencies: Vec::new(),
    };
    if is_report {
        plan.take_sums(request, &find)?;
    } else {
        headers.refuse_report()?;
        plan.take_outcomes(request, &find)?;
    }
    if plan.supplies.is_empty() {
        return Err(headers.no_facts());
    }
    plan.currencies = headers.currencies(plan.money());
    if plan.money().next().is_some() {
        plan.currency_column = find(Column::Currency)?;
    }
    Ok(plan)
}

type Find<'a> = &'a dyn Fn(Column) -> Result<Option<usize>, Error>;

impl Plan {
    fn take_sums(&mut self, request: &Request, find: Find<'_>) -> Result<(), Error> {
        for fact in Fact::ALL {
            let is_outcome = !matches!(fact, Fact::Impressions | Fact::Clicks | Fact::Spend);
            let place = match find(Column::Sum(fact)) {
                Err(_) if is_outcome && !request.leads.is_empty() && fact != Fact::Leads => None,
                found => found?,
            };
            let Some(place) = place else { continue };
            match fact {
                Fact::Leads if !request.leads.is_empty() => self.sums.push((Fact::ReportedLeads, place)),
                _ if is_outcome && !request.leads.is_empty() => self.left_aside.push(fact),
                _ => self.sums.push((fact, place)),
            }
        }
        self.supplies = self.sums.iter().map(|(fact, _)| *fact).collect();
        if !self.supplies.contains(Fact::Spend) && self.supplies.contains(Fact::Clicks) {
            self.cpc = find(Column::Cpc)?;
            if self.cpc.is_some() {
                self.supplies = self.supplies.with(Fact::Spend);
            }
        }
        Ok(())
    }

    fn take_outcomes(&mut self, request: &Request, find: Find<'_>) -> Result<(), Error> {
        self.status = find(Column::Status)?;
        self.amount = find(Column::Sum(Fact::Revenue))?;
        self.cost_of_goods = find(Column::Sum(Fact::CostOfGoods))?;
        let counts = |class| self.status.is_some() && request.statuses.counts(class);
        let knows_orders = if self.status.is_some() { counts(Class::Won) } else { self.amount.is_some() };
        let mut supplies = FactSet::default().with(Fact::Leads);
        if counts(Class::Rejected) {
            supplies = supplies.with(Fact::RejectedLeads);
        }
        if counts(Class::Qualified) {
            supplies = supplies.with(Fact::QualifiedLeads);
        }
        if knows_orders {
            supplies = supplies.with(Fact::Orders);
            if self.amount.is_some() {
                supplies = supplies.with(Fact::Revenue);
            }
            if self.cost_of_goods.is_some() {
                supplies = supplies.with(Fact::CostOfGoods);
            }
            if request.count_customers {
                self.customer = find(Column::Customer)?;
                if self.customer.is_some() {
                    supplies = supplies.with(Fact::Customers);
                    self.closed_at = find(Column::ClosedAt)?;
                }
            }
        }
        self.supplies = supplies;
        Ok(())
    }

    /// The columns that amounts are taken from.
    pub(super) fn money(&self) -> impl Iterator<Item = usize> {
        let sums = self
            .sums
            .iter()
            .filter(|(fact, _)| matches!(fact, Fact::Spend | Fact::Revenue | Fact::CostOfGoods));
        sums.map(|(_, place)| *place).chain(self.cpc).chain(self.amount).chain(self.cost_of_goods)
    }

    /// The columns that numbers are taken from.
    pub(super) fn numbers(&self) -> Vec<usize> {
        let sums = self.sums.iter().map(|(_, place)| *place);
        sums.chain(self.cpc).chain(self.amount).chain(self.cost_of_goods).collect()
    }

    /// What each column in use was taken for, in the order of the file.
    pub(super) fn meanings(&self, dimensions: &[Dimension]) -> Vec<(usize, String)> {
        let named = |place: Option<usize>, name: &str| place.map(|place| (place, name.to_owned()));
        let mut meanings: Vec<(usize, String)> =
            self.sums.iter().map(|(fact, place)| (*place, fact.metric().key().to_owned())).collect();
        meanings.extend(named(self.date, "date"));
        meanings.extend(named(self.closed_at, "closed_at"));
        meanings.extend(named(self.cpc, "cpc"));
        meanings.extend(named(self.status, "status"));
        meanings.extend(named(self.amount, "revenue"));
        meanings.extend(named(self.cost_of_goods, "cost_of_goods"));
        meanings.extend(named(self.customer, "customer"));
        meanings.extend(named(self.currency_column, "currency"));
        for (from, dimension) in self.names.iter().zip(dimensions) {
            if let NameFrom::Cell(place) = from {
                meanings.push((*place, dimension.name().to_owned()));
            }
        }
        meanings.sort();
        meanings.dedup();
        meanings
    }
}
