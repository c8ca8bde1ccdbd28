//! The lead that became a customer's first order.

use crate::core::cohort::OrderLog;
use crate::core::name::folded;
use crate::ingest::field::status::Class;
use crate::ingest::file::{self, File};
use crate::ingest::group::customers::When;
use crate::ingest::group::ids::Ids;
use crate::ingest::list::{List, Row, Stop, Taken};
use crate::ingest::plan::Days;
use crate::ingest::table::column::Column;
use crate::ingest::{Error, Request};

use super::channels::{At, Channels};

/// The last lead of each customer on or before the day of its first order.
pub(super) struct LastLeads<'a> {
    request: &'a Request,
    ids: &'a Ids,
    log: &'a OrderLog,
    customer: Vec<usize>,
    pub(super) channels: Channels,
    /// By the numbers of the customers.
    pub(super) last: Vec<Option<At>>,
}

impl<'a> LastLeads<'a> {
    /// None yet.
    ///
    /// **Errors**: [`Error`] where the file does not say who a lead is from.
    pub(super) fn new(
        request: &'a Request,
        file: &File,
        ids: &'a Ids,
        log: &'a OrderLog,
    ) -> Result<Self, Error> {
        let (headers, mappings) = (file.known(request), file::mappings(request, &file.settings));
        let customer = headers.find(Column::Customer, &mappings)?;
        if customer.is_empty() {
            return Err(headers.no_column(Column::Customer));
        }
        let channels = Channels::new(request);
        Ok(Self { request, ids, log, customer, channels, last: Vec::new() })
    }

    /// Adds the leads of another file.
    pub(super) fn merge(&mut self, other: &Self) {
        let renamed = self.channels.merge(&other.channels);
        for (number, last) in other.last.iter().enumerate() {
            if let Some((when, channel)) = last {
                self.take(number, (*when, renamed[*channel as usize]));
            }
        }
    }

    fn take(&mut self, customer: usize, lead: At) {
        if self.last.is_empty() {
            self.last.resize(self.ids.len(), None);
        }
        let last = &mut self.last[customer];
        *last = Some(last.map_or(lead, |last| self.channels.later(last, lead)));
    }
}

impl List for LastLeads<'_> {
    fn take(&mut self, row: &mut Row<'_, '_>) -> Result<Taken, Stop> {
        let id = folded(row.first(&self.customer));
        let Some(customer) = self.ids.known(id.as_bytes()) else { return Ok(Taken::LeftOut("no customer")) };
        let plan = &row.file().plan;
        let statuses = &self.request.statuses;
        let is_rejected = plan.status.is_some_and(|place| statuses.class(row.text(place)) == Class::Rejected)
            || statuses.rejects_sources() && statuses.rejects_source(row.first(&plan.source));
        if is_rejected {
            return Ok(Taken::LeftOut("no lead"));
        }
        let came = match plan.days {
            Days::Day { first, .. } => row.moment(first)?,
            _ => None,
        };
        if came.is_some_and(|came| self.log.first_day(customer).is_none_or(|first| came.day > first)) {
            return Ok(Taken::LeftOut("after the first order"));
        }
        let channel = plan.names.first().map_or("", |from| row.name_from(from));
        let channel = self.channels.number(channel);
        let when = came.map_or(When::BEFORE_ALL, |came| When::of(Some(came)));
        LastLeads::take(self, customer as usize, (when, channel));
        Ok(Taken::Used)
    }
}
