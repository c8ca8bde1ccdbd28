//! The lead that became a customer's first order, found while the lists of leads are read for their sums.

use crate::core::cohort::OrderLog;
use crate::core::period::Date;
use crate::ingest::Request;
use crate::ingest::group::channels::{At, Channels};
use crate::ingest::group::ids::Ids;
use crate::ingest::group::journal::Journal;

/// Customers who have ordered, and whose leads are looked for.
#[derive(Debug, Clone, Copy)]
pub(in crate::ingest) struct Buyers<'a> {
    ids: &'a Ids,
    log: &'a OrderLog,
}

impl<'a> Buyers<'a> {
    /// The customers of a log, which has numbered them as their ids are.
    pub(in crate::ingest) fn new(ids: &'a Ids, log: &'a OrderLog) -> Self {
        Self { ids, log }
    }

    /// The number of the customer whose first order a lead may have become: it came on that day or before, or on no day that is known.
    pub(in crate::ingest) fn of_lead(&self, customer: &str, came: Option<Date>) -> Option<u32> {
        let number = self.ids.known(customer.as_bytes())?;
        let first = self.log.first_day(number);
        let is_late = came.is_some_and(|came| first.is_none_or(|first| came > first));
        (!is_late).then_some(number)
    }
}

/// The last lead of each customer, of those that its first order may have been.
///
/// **Memory**: 16 bytes a customer.
#[derive(Debug)]
pub(in crate::ingest) struct LastLeads {
    channels: Channels,
    /// By the numbers of the customers.
    last: Vec<Option<At>>,
}

impl LastLeads {
    /// None yet.
    pub(in crate::ingest) fn new(request: &Request) -> Self {
        Self { channels: Channels::new(request), last: Vec::new() }
    }

    /// Takes the leads of a block that counts.
    pub(in crate::ingest) fn take(&mut self, journal: &Journal) {
        for (customer, when, channel) in journal.leads_of_buyers() {
            let channel = self.channels.number(channel);
            self.take_lead(customer, (when, channel));
        }
    }

    /// Adds those of another file.
    pub(in crate::ingest) fn merge(&mut self, other: &Self) {
        let renamed = self.channels.merge(&other.channels);
        for (number, last) in (0..).zip(&other.last) {
            if let Some((when, channel)) = last {
                self.take_lead(number, (*when, renamed[*channel as usize]));
            }
        }
    }

    /// The names of the channels in their order, and the place among them of that of each customer who has such a lead.
    pub(in crate::ingest) fn by_channel(&self) -> (Vec<String>, impl Fn(u32) -> Option<u32>) {
        let (names, places) = self.channels.in_order();
        let place_of = move |customer: u32| {
            let (_, channel) = self.last.get(customer as usize).copied().flatten()?;
            Some(places[channel as usize])
        };
        (names, place_of)
    }

    fn take_lead(&mut self, customer: u32, lead: At) {
        let place = customer as usize;
        if self.last.len() <= place {
            self.last.resize(place + 1, None);
        }
        let last = &mut self.last[place];
        *last = Some(last.map_or(lead, |last| self.channels.later(last, lead)));
    }
}
