//! Rows of a lead list: one lead each.

use crate::core::decimal::Decimal;
use crate::core::fact::{Fact, FactSet};
use crate::core::maturity::LeadCourse;
use crate::core::name::folded;
use crate::ingest::DateBasis;
use crate::ingest::audit::{REPEATS, SOURCE};
use crate::ingest::field::date::{Moment, Span};
use crate::ingest::field::number;
use crate::ingest::field::status::Class;
use crate::ingest::group::customers::When;
use crate::ingest::group::journal::KindNumber;
use crate::ingest::plan::{Days, NameFrom, Plan};
use crate::ingest::records::{At, Cell, Record};

use super::course::is_id;
use super::weight::Weight;
use super::{Row, RowReader, Stop};

/// What a lead's cells say beside its names.
#[derive(Clone, Copy)]
struct Lead {
    /// Why it is not in the period, if it is not.
    outside: Option<&'static str>,
    amount: Option<Decimal>,
    cost_of_goods: Option<Decimal>,
    /// Whether somebody has tried the form out.
    is_test: bool,
    class: Class,
    /// When it was won or lost, where it says so.
    closed_at: Option<Moment>,
}

/// What a lead and its order are entered as.
struct Parts {
    /// The class's kind, or that of an order whose cost is not known.
    kind: KindNumber,
    /// The sums that the lead adds one to, and what the file supplies.
    ones: FactSet,
    supplied: FactSet,
    amounts: [Option<(Fact, Decimal)>; 2],
}

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
        let row = &Row { cells, place, days, order_days: days, moment, is_part: false };
        let outside = self.outside(row)?;
        let amount = self.money_if(Fact::Revenue, plan.amount, row)?;
        let cost_of_goods = self.money_if(Fact::CostOfGoods, plan.cost_of_goods, row)?;
        if self.repeated.contains(&place.byte) {
            self.leave_out_repeated(row);
            return Ok(());
        }
        self.note_lead_of_buyer(row);
        if outside.is_none() {
            self.note_repeated_line(cells);
        }
        let is_test = self.request.statuses.rejects_sources()
            && self.sources.has(row.first_text(&plan.source), &self.request.statuses);
        let closed_at = self.closed_at(row, amount)?;
        let class = self.class(row, is_test, outside.is_some(), amount);
        self.weigh(row, Lead { outside, amount, cost_of_goods, is_test, class, closed_at })
    }

    /// Leaves a lead out that repeats another one.
    #[cold]
    fn leave_out_repeated(&mut self, row: &Row<'_>) {
        let status = self.file.plan.status;
        let is_won = status.is_some_and(|place| self.request.statuses.class(row.cell(place)) == Class::Won);
        self.course.audit.repeated_orders += u64::from(is_won);
        let key = self.request.dedupe.map_or("", |dedupe| dedupe.key.name());
        self.course.audit.excluded(&format!("{REPEATS}{key}"));
    }

    /// What a lead is for the count.
    #[inline]
    fn class(&mut self, row: &Row<'_>, is_test: bool, is_outside: bool, amount: Option<Decimal>) -> Class {
        let plan = &self.file.plan;
        let class = match plan.status {
            _ if is_test => Class::Rejected,
            Some(place) if !is_outside => {
                let status = self.statuses.number(row.text(place), &self.request.statuses);
                self.statuses.count(status)
            }
            Some(place) => self.request.statuses.class(row.cell(place)),
            None if plan.won.is_some() => Class::Plain,
            // Without a status, a lead with an amount is an order.
            None if amount.is_some_and(|amount| amount > Decimal::ZERO) => Class::Won,
            None => Class::Plain,
        };
        let says_won = plan.won.is_some_and(|place| is_yes(row.cell(place)));
        if says_won && class != Class::Rejected { Class::Won } else { class }
    }

    /// Counts a lead with all that it says.
    fn weigh(&mut self, row: &Row<'_>, lead: Lead) -> Result<(), Stop> {
        let plan = &self.file.plan;
        let Lead { outside, amount, cost_of_goods, is_test, class, closed_at } = lead;
        let Weight { is_lead, is_order, ones, kind } = self.weights.of(class);
        self.note_course(row, &lead, is_lead && !is_test, is_order);
        let is_refund = amount.is_some_and(|amount| amount < Decimal::ZERO);
        let ordered_at = closed_at.or(row.moment);
        // An order that counts on its own day is entered apart from its lead.
        let is_apart = self.request.date_basis != DateBasis::Lead && (is_order || is_refund);
        let order_days = if is_apart { ordered_at.map(|moment| Span::of_day(moment.day)) } else { row.days };
        let order_outside = if is_apart { self.outside_on(order_days, row)? } else { outside };
        let knows_customers = plan.supplies.contains(Fact::Customers);
        let customer =
            if is_order && knows_customers { folded(row.first(&plan.customer)) } else { String::new() };
        if let (Some(reason), true) = (outside, order_outside.is_some()) {
            self.course.audit.excluded(reason);
            if !customer.is_empty() {
                self.journal.order(&customer, ordered_at, None);
            }
            return Ok(());
        }
        let is_paid = is_order && amount.is_some_and(|amount| !amount.is_zero());
        let mut parts = Parts { kind, ones, supplied: plan.supplies, amounts: [None; 2] };
        let given = |fact: Fact, amount: Option<Decimal>| {
            amount.filter(|_| plan.supplies.contains(fact)).map(|amount| (fact, amount))
        };
        parts.amounts = [
            given(Fact::Revenue, amount.filter(|_| is_order || is_refund)),
            given(Fact::CostOfGoods, cost_of_goods.filter(|_| is_order)),
        ];
        let is_counted = order_outside.is_none() || self.request.date_basis == DateBasis::Both;
        if is_counted && is_paid && cost_of_goods.is_none() && plan.supplies.contains(Fact::CostOfGoods) {
            self.course.audit.unknown(Fact::CostOfGoods);
            parts.supplied = plan.supplies.without(Fact::CostOfGoods);
            parts.kind = self.journal.kind(parts.supplied, ones);
        }
        let group = if is_apart {
            self.course.audit.orders_without_own_day += u64::from(is_counted && closed_at.is_none());
            self.enter_apart(row, order_days, &parts, [outside.is_none(), is_counted])?
        } else {
            let group = self.group(row)?;
            self.enter(group, parts.kind, parts.amounts);
            Some(group)
        };
        match (is_test, is_lead) {
            // Its order is all that counts of it.
            _ if outside.is_some() => self.course.audit.used(),
            (true, true) => self.course.audit.used(),
            (true, false) => {
                self.course.audit.excluded(&format!("{SOURCE}{}", row.first(&plan.source).trim()));
            }
            (false, true) if plan.status.is_none() => self.course.audit.used(),
            (false, _) => {}
        }
        if is_order && is_counted {
            self.course.audit.without_amount += u64::from(plan.amount.is_some() && amount.is_none());
        }
        if is_order && knows_customers {
            match customer.as_str() {
                "" => self.course.audit.without_customer += u64::from(is_counted),
                customer => {
                    self.course.audit.without_day += u64::from(is_counted && ordered_at.is_none());
                    self.journal.order(customer, ordered_at, group);
                }
            }
        }
        Ok(())
    }

    /// Enters a lead on its day and its order on that of the order, as far as either counts; the group of the order.
    fn enter_apart(
        &mut self,
        row: &Row<'_>,
        order_days: Option<Span>,
        parts: &Parts,
        counts: [bool; 2],
    ) -> Result<Option<u32>, Stop> {
        let [lead_counts, order_counts] = counts;
        let order = FactSet::default().with(Fact::Orders);
        if lead_counts {
            let group = self.group(row)?;
            let kind = self.journal.kind(self.file.plan.supplies, parts.ones.without(Fact::Orders));
            self.enter(group, kind, [None; 2]);
        }
        if !order_counts {
            return Ok(None);
        }
        let days = if self.request.date_basis == DateBasis::Both { row.days } else { order_days };
        let group = self.group(&Row { days, order_days, is_part: true, ..*row })?;
        let kind = self.journal.part_kind(parts.supplied, parts.ones.and(order));
        self.enter(group, kind, parts.amounts);
        Ok(Some(group))
    }

    #[inline]
    fn enter(&mut self, group: u32, kind: KindNumber, amounts: [Option<(Fact, Decimal)>; 2]) {
        match amounts {
            [None, None] => self.journal.enter(group, kind, &[]),
            [Some(one), None] | [None, Some(one)] => self.journal.enter(group, kind, &[one]),
            [Some(one), Some(two)] => self.journal.enter(group, kind, &[one, two]),
        }
    }

    /// Keeps how long a lead took. What lies outside of the period tells of it too.
    #[inline]
    fn note_course(&mut self, row: &Row<'_>, lead: &Lead, is_lead: bool, is_order: bool) {
        if let (true, true, Some(came)) = (self.request.keep.lags, is_lead, row.moment)
            && self.file.plan.closed_at.is_some()
        {
            let closed = lead.closed_at.map(|moment| moment.day);
            self.journal.lead(LeadCourse { came: came.day, closed, is_order });
        }
    }

    /// Keeps a lead that may have become a customer's first order, also before or after the days that are asked for.
    fn note_lead_of_buyer(&mut self, row: &Row<'_>) {
        let Some(buyers) = self.buyers else { return };
        let plan = &self.file.plan;
        let came = row.moment.map(|moment| moment.day);
        let Some(customer) = buyers.of_lead(&folded(row.first(&plan.customer)), came) else { return };
        let statuses = &self.request.statuses;
        let is_rejected = plan.status.is_some_and(|place| statuses.class(row.cell(place)) == Class::Rejected);
        if is_rejected || statuses.rejects_sources() && statuses.rejects_source(row.first(&plan.source)) {
            return;
        }
        let channel = match self.channel {
            Some(NameFrom::Fixed(name)) => name,
            Some(NameFrom::Cells(places)) => row.first(places),
            Some(NameFrom::Period(_) | NameFrom::OrderPeriod(_)) | None => "",
        };
        let when = row.moment.map_or(When::BEFORE_ALL, |moment| When::of(Some(moment)));
        self.journal.lead_of_buyer(customer, when, channel);
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
            Some(column) if !row.cells.cell(column).is_empty() => self.money(fact, column, row),
            _ => Ok(None),
        }
    }

    /// When a lead was won or lost. Words in this column ("not closed yet") are as good as nothing, and so is what cannot be read,
    /// unless an order counts on this day: the day that the lead came stands in for it.
    fn closed_at(&mut self, row: &Row<'_>, amount: Option<Decimal>) -> Result<Option<Moment>, Stop> {
        let Some(column) = self.file.plan.closed_at else { return Ok(None) };
        match self.moment(column, row.cells, row.place) {
            Err(Stop::Row(_)) if !self.counts_on_own_day(row, amount) => Ok(None),
            moment => moment,
        }
    }

    /// Whether a lead is an order, or a refund, that counts on its own day.
    fn counts_on_own_day(&self, row: &Row<'_>, amount: Option<Decimal>) -> bool {
        let Plan { status, won, .. } = &self.file.plan;
        let is_won = match status {
            Some(place) => self.request.statuses.class(row.cell(*place)) == Class::Won,
            None => won.is_none() && amount.is_some_and(|amount| amount > Decimal::ZERO),
        };
        self.request.date_basis != DateBasis::Lead
            && (is_won
                || won.is_some_and(|place| is_yes(row.cell(place)))
                || amount.is_some_and(|amount| amount < Decimal::ZERO))
    }

    /// A lead's number twice in a row: an export with a line for each product of a deal.
    #[inline(always)]
    pub(super) fn note_repeated_line(&mut self, cells: &Record<'_>) {
        let Some(column) = self.file.plan.lead_id else { return };
        let id = trimmed(cells, column);
        if self.course.first_lead_id.is_none() {
            self.course.first_lead_id = Some(id.bytes().to_vec());
        }
        if self.course.last_lead_id.become_this(id) {
            self.course.audit.repeated_lines += u64::from(is_id(id.bytes()));
        }
    }
}

/// A cell without the blanks around it, which almost none has.
#[inline(always)]
fn trimmed<'r>(cells: &'r Record<'_>, column: usize) -> Cell<'r> {
    let cell = cells.cell(column);
    match cell.bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
        _ => number::text(cells.get(column).unwrap_or_default()).trim().as_bytes().into(),
    }
}

/// Whether a cell of a column of yes and no says yes.
fn is_yes(cell: &str) -> bool {
    matches!(folded(cell).as_str(), "true" | "yes" | "1" | "да" | "истина" | "y")
}
