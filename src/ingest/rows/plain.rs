//! Plain leads: all in them is written as nearly all files write it, and nothing depends on other rows.
//!
//! Most rows of any list of leads are. They are told and counted in as few steps as there are. Nothing is counted before it is clear
//! that a row is one of them; what is not goes through `lead`, which would count plain leads too and comes to the same.

use crate::core::decimal::Decimal;
use crate::core::fact::Fact;
use crate::core::maturity::LeadCourse;
use crate::core::tally::Side;
use crate::ingest::field::date::{self, Span};
use crate::ingest::field::status::Class;
use crate::ingest::file::File;
use crate::ingest::plan::{Days, NameFrom};
use crate::ingest::records::{At, Record};
use crate::ingest::{DateBasis, Request};

use super::weight::Weight;
use super::{Columns, Row, RowReader, Stop, is_filled, text, total};

/// Where a file shows that a lead is plain, and what there is to know of it.
#[derive(Debug)]
pub(super) struct Plain {
    width: usize,
    /// The bytes that the first cell may begin with.
    beginnings: [bool; 256],
    status: Option<usize>,
    amount: Option<usize>,
    /// The source, if some sources bring no leads.
    source: Option<usize>,
    /// The day, where somebody asks for it.
    day: Option<usize>,
    /// The day that it was won or lost, where somebody asks how long leads take.
    closed: Option<usize>,
    /// The column of the only name, if that is all there is to a group.
    only_name: Option<usize>,
}

impl Plain {
    /// None where no lead is plain: where a period is asked for or customers are, where leads repeat others, where orders count on
    /// their own day, where amounts name their currency.
    pub(super) fn of(request: &Request, file: &File, columns: &Columns, has_repeated: bool) -> Option<Self> {
        let plan = &file.plan;
        let is_whole = columns.width == file.raw_headers().len() && columns.width >= 2;
        let asks_for_more = request.since.is_some()
            || request.until.is_some()
            || has_repeated
            || request.date_basis != DateBasis::Lead
            || request.keep.last_leads
            || file.settings.timezone.is_some()
            || plan.won.is_some()
            || plan.cost_of_goods.is_some()
            || plan.supplies.contains(Fact::Customers)
            || plan.amount.is_some() != plan.supplies.contains(Fact::Revenue);
        let names_currency =
            plan.currency_column.is_some() || plan.currency.is_some() || !plan.currencies.is_empty();
        // An amount in the first column may be that of a total.
        if file.side != Side::Leads
            || !is_whole
            || asks_for_more
            || names_currency
            || columns.begins_with_amount
        {
            return None;
        }
        let source = match (&plan.source[..], request.statuses.rejects_sources()) {
            (_, false) | ([], _) => None,
            ([only], true) => Some(*only),
            _ => return None,
        };
        let day = match (plan.needs_days, plan.days) {
            (false, _) | (true, Days::Unknown) => None,
            (true, Days::Day { first, last: None }) => Some(first),
            _ => return None,
        };
        let only_name = match (&plan.names[..], day) {
            ([NameFrom::Cells(places)], None) if places.len() == 1 => Some(places[0]),
            _ => None,
        };
        let mut beginnings = [false; 256];
        for (byte, may) in (0..=u8::MAX).zip(&mut beginnings) {
            let is_header = columns.header_begins == Some(byte);
            *may = is_filled(Some(byte)) && !is_header && !total::may_begin_label(byte);
        }
        let (width, status, amount) = (columns.width, plan.status, plan.amount);
        let closed = plan.closed_at.filter(|_| day.is_some());
        Some(Self { width, beginnings, status, amount, source, day, closed, only_name })
    }

    /// Whether a row can be nothing but a lead: it has as many cells as the header and begins with two filled ones, as no header does,
    /// no total and no line below a table.
    #[inline(always)]
    fn is_lead(&self, cells: &Record<'_>) -> bool {
        let (first, second) = (cells.cell(0), cells.cell(1));
        cells.len() == self.width
            && first.first().is_some_and(|byte| self.beginnings[usize::from(byte)])
            && first.last().is_some_and(|byte| !total::may_end_label(byte))
            && is_filled(second.first())
    }
}

impl RowReader<'_> {
    /// Counts a row if it is a plain lead; whether it is.
    #[inline(always)]
    pub(super) fn plain_lead(&mut self, plain: &Plain, cells: &Record<'_>, place: &At) -> Result<bool, Stop> {
        if !plain.is_lead(cells) {
            return Ok(false);
        }
        let statuses = &self.request.statuses;
        let status = plain.status.map(|column| self.statuses.number(text(cells, column), statuses));
        if plain.source.is_some_and(|column| self.sources.has(text(cells, column), statuses)) {
            return Ok(false);
        }
        let mut row = Row { cells, place, days: None, order_days: None, moment: None, is_part: false };
        if let Some(column) = plain.day {
            let day = date::read_after(&mut self.last_day, cells.get(column).unwrap_or_default(), || None);
            let Ok(date::Cell::At(moment, None)) = day else { return Ok(false) };
            row.moment = Some(moment);
            row.days = Some(Span::of_day(moment.day));
            row.order_days = row.days;
        }
        let closed = match plain.closed.filter(|column| !cells.cell(*column).is_empty()) {
            None => None,
            Some(column) => {
                let cell = cells.get(column).unwrap_or_default();
                let Ok(date::Cell::At(moment, None)) = date::read_after(&mut self.last_closed, cell, || None)
                else {
                    return Ok(false);
                };
                Some(moment.day)
            }
        };
        // The last that can show that it is none, because it counts as evidence.
        let amount = match plain.amount.filter(|column| !cells.cell(*column).is_empty()) {
            None => None,
            Some(column) => match self.number_at_a_glance(column, cells) {
                Some(number) => Some(number.value),
                None => return Ok(false),
            },
        };
        self.note_repeated_line(cells);
        let class = if let Some(status) = status {
            self.statuses.count(status)
        } else {
            self.course.audit.used();
            // Without a status, a lead with an amount is an order.
            if amount.is_some_and(|amount| amount > Decimal::ZERO) { Class::Won } else { Class::Plain }
        };
        let Weight { is_lead, is_order, kind, .. } = self.weights.of(class);
        if let (Some(_), Some(came), true) = (plain.closed, row.moment, is_lead) {
            self.journal.lead(LeadCourse { came: came.day, closed, is_order });
        }
        let group = match plain.only_name {
            Some(column) => self.posted.number(text(cells, column)),
            None => self.group(&row)?,
        };
        match amount {
            Some(amount) if is_order || amount < Decimal::ZERO => {
                self.journal.enter(group, kind, &[(Fact::Revenue, amount)]);
            }
            _ => self.journal.enter(group, kind, &[]),
        }
        self.course.audit.without_amount += u64::from(is_order && plain.amount.is_some() && amount.is_none());
        Ok(true)
    }
}
