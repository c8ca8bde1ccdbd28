//! What is taken from a file: which of its columns stands for what.

mod days;
mod lists;

use crate::core::fact::{Fact, FactSet};
use crate::core::period::Period;
use crate::core::tally::Side;

use super::field::money::vat::Vat;
use super::field::status::Class;
use super::group::dedupe::Key;
use super::settings::FileRequest;
use super::table::column::Column;
use super::table::columns;
use super::table::headers::Headers;
use super::table::mapping::Mapping;
use super::{DateBasis, Dimension, Error, Request};

use days::Needed;
use lists::OfLists;

pub(super) use days::Days;

/// Where a row's name in a dimension comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NameFrom {
    /// The user gave the file one.
    Fixed(String),
    /// The first of these columns that is not empty.
    Cells(Vec<usize>),
    /// The period of the row's days.
    Period(Period),
    /// The period of the order's day.
    OrderPeriod(Period),
}

/// What is taken from a file's rows. The numbers are places of columns.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) names: Vec<NameFrom>,
    pub(super) days: Days,
    /// Whether a row without readable days would be misplaced.
    pub(super) needs_days: bool,
    pub(super) closed_at: Option<usize>,
    /// Statistics: the sums and their columns.
    pub(super) sums: Vec<(Fact, usize)>,
    /// Statistics without a cost: the price of a click.
    pub(super) cpc: Option<usize>,
    /// Statistics: the campaign's number, where leads may name it instead of the campaign.
    pub(super) campaign_id: Option<usize>,
    /// Statistics: what describes a row. Where all of it is empty, the row may be a total.
    pub(super) describing: Vec<usize>,
    pub(super) status: Option<usize>,
    /// Leads: whether it is won, where the CRM says so itself.
    pub(super) won: Option<usize>,
    /// Leads: where it came from, which can say that it is no lead.
    pub(super) source: Vec<usize>,
    pub(super) amount: Option<usize>,
    pub(super) cost_of_goods: Option<usize>,
    pub(super) lead_id: Option<usize>,
    pub(super) customer: Vec<usize>,
    /// Surveys: what was answered.
    pub(super) answer: Option<usize>,
    /// Other lists: what only they have.
    pub(super) of_lists: OfLists,
    /// The currency of a row's amounts.
    pub(super) currency_column: Option<usize>,
    /// The currency of amounts that name none.
    pub(super) currency: Option<String>,
    /// Whether VAT is in the cost, as far as its header or the user says.
    pub(super) vat: Option<Vat>,
    /// What a row of this file supplies when none of its cells is missing.
    pub(super) supplies: FactSet,
    /// Outcomes in a report that a lead export takes the place of.
    pub(super) left_aside: Vec<Fact>,
    /// Choices among columns that the reader of the figures should know: what, from where, and what else there was.
    pub(super) choices: Vec<Choice>,
    /// The currencies that its headers name, and the headers that do.
    pub(super) currencies: Vec<(usize, &'static str)>,
}

/// A choice among columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Choice {
    /// This one, not those.
    Instead { meaning: String, taken: usize, others: Vec<usize> },
    /// This one, and where it is empty the others in turn.
    Filled { meaning: String, places: Vec<usize> },
}

/// Settles what is taken from a file.
pub(super) fn settle(
    request: &Request,
    file: &FileRequest,
    headers: &Headers<'_>,
    mappings: &[Mapping],
    preamble: &[String],
) -> Result<Plan, Error> {
    let needs_days = Needed::by(request, headers.side);
    let days = days::find(headers, mappings, preamble, file, needs_days.is_some())?;
    if let (Days::Unknown, Some(Needed::ForAll(option))) = (days, &needs_days) {
        return Err(headers.no_date((*option).to_owned()));
    }
    let has_days = days != Days::Unknown;
    let dimensions = request.dimensions.iter();
    let names = dimensions
        .map(|dimension| headers.name_from(dimension, &file.input, has_days, mappings))
        .collect::<Result<Vec<_>, Error>>()?;

    let mut plan = Plan {
        names,
        days,
        needs_days: needs_days.is_some(),
        closed_at: None,
        sums: Vec::new(),
        cpc: None,
        campaign_id: None,
        describing: Vec::new(),
        status: None,
        won: None,
        source: Vec::new(),
        amount: None,
        cost_of_goods: None,
        lead_id: None,
        customer: Vec::new(),
        answer: None,
        of_lists: OfLists::default(),
        currency_column: None,
        currency: file.settings.currency.clone(),
        vat: None,
        supplies: FactSet::default(),
        left_aside: Vec::new(),
        choices: Vec::new(),
        currencies: Vec::new(),
    };
    if let Days::Preamble(span) = days {
        days::refuse_too_long(headers.file, span, request)?;
    }
    let taking = Taking { request, headers, mappings };
    match headers.side {
        Side::Statistics => plan.take_sums(&taking)?,
        Side::Leads => {
            headers.refuse_report()?;
            plan.take_outcomes(&taking)?;
        }
        _ => plan.take_list(&taking)?,
    }
    if plan.supplies.is_empty() && Side::BOTH.contains(&headers.side) {
        return Err(headers.no_facts());
    }
    plan.note_choices(&taking);
    plan.currencies = headers.currencies(plan.money());
    if plan.money().next().is_some() {
        plan.currency_column = taking.find(Column::Currency)?;
    }
    plan.vat = plan.cost().and_then(|place| headers.normal[place].vat).or(file.settings.vat);
    Ok(plan)
}

/// What columns are looked up with.
struct Taking<'a> {
    request: &'a Request,
    headers: &'a Headers<'a>,
    mappings: &'a [Mapping],
}

impl Taking<'_> {
    fn find(&self, column: Column) -> Result<Option<usize>, Error> {
        self.headers.find_figure(column, self.mappings)
    }

    fn find_all(&self, column: Column) -> Result<Vec<usize>, Error> {
        self.headers.find(column, self.mappings)
    }
}

impl Plan {
    fn take_sums(&mut self, taking: &Taking<'_>) -> Result<(), Error> {
        let has_leads = !taking.request.leads.is_empty();
        for fact in Fact::ALL {
            let is_outcome = !matches!(fact, Fact::Impressions | Fact::Clicks | Fact::Spend);
            let place = match taking.find(Column::Sum(fact)) {
                Err(_) if is_outcome && has_leads && fact != Fact::Leads => None,
                found => found?,
            };
            let Some(place) = place else { continue };
            match fact {
                Fact::Leads if has_leads => self.sums.push((Fact::ReportedLeads, place)),
                _ if is_outcome && has_leads => self.left_aside.push(fact),
                _ => self.sums.push((fact, place)),
            }
        }
        self.supplies = self.sums.iter().map(|(fact, _)| *fact).collect();
        if !self.supplies.contains(Fact::Spend) && self.supplies.contains(Fact::Clicks) {
            self.cpc = taking.find(Column::Cpc)?;
            if self.cpc.is_some() {
                self.supplies = self.supplies.with(Fact::Spend);
            }
        }
        if taking.request.dimensions.contains(&Dimension::Known(Column::Campaign)) && has_leads {
            self.campaign_id = taking.find(Column::CampaignId).ok().flatten();
        }
        self.describing = describing(taking, self.days, &self.names, &self.numbers());
        Ok(())
    }

    fn take_outcomes(&mut self, taking: &Taking<'_>) -> Result<(), Error> {
        let request = taking.request;
        self.status = taking.find(Column::Status)?;
        self.won = taking.find(Column::Won)?;
        self.source = taking.find_all(Column::Channel).unwrap_or_default();
        self.amount = taking.find(Column::Sum(Fact::Revenue))?;
        self.cost_of_goods = taking.find(Column::Sum(Fact::CostOfGoods))?;
        self.lead_id = match request.dedupe.map(|dedupe| dedupe.key) {
            Some(Key::LeadId) => {
                Some(taking.find(Column::LeadId)?.ok_or_else(|| taking.headers.no_key("lead_id"))?)
            }
            // Beside that it only tells of repeated lines.
            _ => taking.find(Column::LeadId).ok().flatten(),
        };
        let counts = |class| self.status.is_some() && request.statuses.counts(class);
        let knows_orders = match self.status {
            Some(_) => counts(Class::Won),
            None => self.won.is_some() || self.amount.is_some(),
        };
        let mut supplies = FactSet::default().with(Fact::Leads);
        if counts(Class::Rejected) {
            supplies = supplies.with(Fact::RejectedLeads);
        }
        if counts(Class::Qualified) {
            supplies = supplies.with(Fact::QualifiedLeads);
        }
        let is_key = request.dedupe.is_some_and(|dedupe| dedupe.key == Key::CustomerId);
        if is_key {
            self.customer = taking.find_all(Column::Customer)?;
            if self.customer.is_empty() {
                return Err(taking.headers.no_key("customer"));
            }
        }
        if request.keep.last_leads {
            self.customer = taking.find_all(Column::Customer)?;
            if self.customer.is_empty() {
                return Err(taking.headers.no_column(Column::Customer));
            }
        }
        if knows_orders {
            supplies = supplies.with(Fact::Orders);
            if self.amount.is_some() {
                supplies = supplies.with(Fact::Revenue);
            }
            if self.cost_of_goods.is_some() {
                supplies = supplies.with(Fact::CostOfGoods);
            }
            if request.keep.customers {
                self.customer = taking.find_all(Column::Customer)?;
                if !self.customer.is_empty() {
                    supplies = supplies.with(Fact::Customers);
                    self.closed_at = taking.find(Column::ClosedAt)?;
                }
            }
            self.closed_at = match request.date_basis {
                DateBasis::Lead if request.keep.lags => taking.find(Column::ClosedAt).ok().flatten(),
                DateBasis::Lead => self.closed_at,
                DateBasis::Order | DateBasis::Both => {
                    let place = taking.find(Column::ClosedAt)?;
                    Some(place.ok_or_else(|| taking.headers.no_order_date())?)
                }
            };
        }
        self.supplies = supplies;
        Ok(())
    }

    /// What was chosen among several columns for one meaning.
    fn note_choices(&mut self, taking: &Taking<'_>) {
        let headers = taking.headers;
        for (fact, taken) in &self.sums {
            let column = Column::Sum(if *fact == Fact::ReportedLeads { Fact::Leads } else { *fact });
            let mut others = columns::passed_over(column, headers.side, headers.normal, *taken);
            // What the user has named was not passed over, and neither were others for its sake.
            others.retain(|_| {
                !taking
                    .mappings
                    .iter()
                    .any(|mapping| mapping.column == column && mapping.is_for(headers.side))
            });
            if !others.is_empty() {
                self.choices.push(Choice::Instead {
                    meaning: fact.metric().key().to_owned(),
                    taken: *taken,
                    others,
                });
            }
        }
        for (from, dimension) in self.names.iter().zip(&taking.request.dimensions) {
            if let NameFrom::Cells(places) = from
                && places.len() > 1
            {
                let (meaning, places) = (dimension.name().to_owned(), places.clone());
                self.choices.push(Choice::Filled { meaning, places });
            }
        }
    }

    /// The columns of a meaning in the order of preference, where there are several.
    pub(super) fn preferred(&self, meaning: &str) -> Option<&Vec<usize>> {
        self.choices.iter().find_map(|choice| match choice {
            Choice::Filled { meaning: other, places } if other == meaning => Some(places),
            _ => None,
        })
    }

    /// The column that the cost is taken from, or the price of a click.
    pub(super) fn cost(&self) -> Option<usize> {
        let spend = self.sums.iter().find(|(fact, _)| *fact == Fact::Spend).map(|(_, place)| *place);
        spend.or(self.cpc)
    }

    /// The columns that amounts are taken from.
    pub(super) fn money(&self) -> impl Iterator<Item = usize> {
        let sums = self.sums.iter().filter(|(fact, _)| is_money(*fact));
        let sums = sums.map(|(_, place)| *place).chain(self.cpc).chain(self.amount).chain(self.cost_of_goods);
        sums.chain(self.of_lists.refund)
    }

    /// The columns that numbers are taken from.
    pub(super) fn numbers(&self) -> Vec<usize> {
        let sums = self.sums.iter().map(|(_, place)| *place);
        let sums = sums.chain(self.cpc).chain(self.amount).chain(self.cost_of_goods);
        sums.chain(self.of_lists.numbers()).collect()
    }

    /// Whether only whole numbers can stand in a column: then a single mark with three digits behind sets off thousands.
    pub(super) fn is_whole(&self, column: usize) -> bool {
        self.sums.iter().any(|(fact, place)| *place == column && is_whole(*fact))
    }

    /// The columns that days are taken from.
    pub(super) fn dates(&self) -> Vec<usize> {
        let days = match self.days {
            Days::Day { first, last } => vec![Some(first), last],
            Days::Week(place) => vec![Some(place)],
            Days::Unknown | Days::Month(_) | Days::Preamble(_) => Vec::new(),
        };
        days.into_iter().chain([self.closed_at]).chain(self.of_lists.dates()).flatten().collect()
    }

    /// What each column in use was taken for, in the order of the file.
    pub(super) fn meanings(&self, dimensions: &[Dimension]) -> Vec<(usize, String)> {
        let mut meanings: Vec<(usize, String)> =
            self.sums.iter().map(|(fact, place)| (*place, fact.metric().key().to_owned())).collect();
        let mut name = |places: &[usize], name: &str| {
            meanings.extend(places.iter().map(|place| (*place, name.to_owned())));
        };
        match self.days {
            Days::Day { first, last } => {
                name(&[first], "date");
                name(last.as_slice(), "date_end");
            }
            Days::Week(place) => name(&[place], "week"),
            Days::Month(place) => name(&[place], "month"),
            Days::Unknown | Days::Preamble(_) => {}
        }
        name(self.closed_at.as_slice(), "closed_at");
        name(self.cpc.as_slice(), "cpc");
        name(self.campaign_id.as_slice(), "campaign_id");
        name(self.status.as_slice(), "status");
        name(self.won.as_slice(), "won");
        let amount = if self.of_lists.has_amounts { "amount" } else { "revenue" };
        name(self.amount.as_slice(), amount);
        name(self.cost_of_goods.as_slice(), "cost_of_goods");
        name(self.lead_id.as_slice(), "lead_id");
        name(&self.customer, "customer");
        name(self.answer.as_slice(), "answer");
        for (column, place) in self.of_lists.taken() {
            name(place.as_slice(), column.name());
        }
        name(self.currency_column.as_slice(), "currency");
        for (from, dimension) in self.names.iter().zip(dimensions) {
            if let NameFrom::Cells(places) = from {
                name(places, dimension.name());
            }
        }
        meanings.sort();
        meanings.dedup();
        meanings
    }
}

/// Conversions are attributed in fractions by some ad systems; impressions and clicks by none.
pub(super) fn is_whole(fact: Fact) -> bool {
    matches!(fact, Fact::Impressions | Fact::Clicks)
}

/// Whether a sum is an amount of money.
pub(super) fn is_money(fact: Fact) -> bool {
    matches!(fact, Fact::Spend | Fact::Revenue | Fact::CostOfGoods)
}

/// The columns that say what a row of a report is about. A period that rows cover, first day to last, is none: totals have it too.
fn describing(taking: &Taking<'_>, days: Days, names: &[NameFrom], figures: &[usize]) -> Vec<usize> {
    let known = Column::dimensions().flat_map(|column| taking.find_all(column).unwrap_or_default());
    let mut places: Vec<usize> = known.collect();
    for from in names {
        if let NameFrom::Cells(cells) = from {
            places.extend(cells);
        }
    }
    match days {
        Days::Day { first, last: None } | Days::Week(first) | Days::Month(first) => places.push(first),
        Days::Day { .. } | Days::Unknown | Days::Preamble(_) => {}
    }
    // Where no column is known to describe a row, the first one does, unless figures are taken from it.
    if places.is_empty() && days.column() != Some(0) && !figures.contains(&0) {
        places.push(0);
    }
    places.sort_unstable();
    places.dedup();
    places
}
