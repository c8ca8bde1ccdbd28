//! Purchases: order logs read into an [`OrderLog`], and the leads that became their customers' first orders.
//!
//! `orders` takes the rows of a log, `numbers` tells the lines of an order, `status` what is no order. Lists of leads are read
//! after the logs and only once: what they add up to, and which lead became whose first order. No order of rows or of files shows in
//! what comes of it.
//!
//! **Memory**: a customer takes the bytes of its id and some 16 beside it, and what it takes in an [`OrderLog`]; 16 more where orders or
//! leads say its channel. An order takes the bytes of its number and some 24 beside it where it has one, because the lines of an
//! order count once. Five million customers with two orders each, in months of their own, take 0.4 GB. Of several logs each is
//! added to those before it when it is read.

mod numbers;
mod orders;
mod status;

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::core::cohort::OrderLog;
use crate::core::tally::Side;
use crate::report::{Note, Source};

use super::group::buyers::Buyers;
use super::group::channels::Channels;
use super::group::ids::Ids;
use super::list::products::Products;
use super::list::{self, Lists};
use super::progress::Progress;
use super::settings::FileRequest;
use super::{Error, Keep, Reading, Request};

use orders::Orders;

/// Where the costs of goods are taken from.
#[derive(Debug)]
pub enum CostOfGoods {
    /// A column of the log, where there is one.
    Column,
    /// Nowhere: they are not looked at.
    Nowhere,
    /// What a product costs, times how many were bought.
    Products(Products),
}

/// What says the channel of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The lead that became its first order.
    Leads,
    /// Its first order.
    Orders,
    /// Nothing.
    Unknown,
}

/// Orders that were read.
#[derive(Debug)]
pub struct Purchases {
    /// The orders. The channels of its customers are places in [`Self::channels`].
    pub log: OrderLog,
    /// The customers by their ids, as long as leads are still to be read.
    ids: Ids,
    /// The names of the channels in their order, empty for customers whose order or lead names none.
    pub channels: Vec<String>,
    /// What has said them.
    pub origin: Origin,
    /// The channel of the customers that no lead became, where leads say channels.
    pub without_lead: u32,
    /// The currency that amounts are in, where a file names one.
    pub currency: Option<String>,
    /// What became of each log's rows.
    pub sources: Vec<Source>,
    /// What the reader of the figures should know.
    pub notes: Vec<Note>,
    /// How each file was understood.
    pub details: Vec<String>,
}

/// Reads order logs. Of the request, what is said of all files holds; its lists of leads are left to
/// [`Purchases::read_beside`], and where it has some, the channels of orders are not looked at.
///
/// **Errors**: [`Error`], when a file cannot be read or understood, or more rows are unreadable than are put up with.
pub fn read(
    request: &Request,
    orders: &[FileRequest],
    goods: &CostOfGoods,
    progress: &Progress,
) -> Result<Purchases, Error> {
    let of_orders = for_orders(request);
    let has_leads = !request.leads.is_empty();
    let any_has_channel = Cell::new(false);
    let begin = |file: &_| Orders::new(&of_orders, file, orders, goods, &any_has_channel, has_leads);
    let Lists { whole, currency, sources, mut notes, details } =
        list::read(&of_orders, Side::Orders, orders, progress, begin)?;
    let whole = whole.unwrap_or_else(|| Orders::nothing(goods, &any_has_channel, Channels::new(request)));
    notes.extend(whole.notes(orders.len() > 1));
    let has_channels = whole.has_channels();
    let Orders { ids, mut log, first, mut channels, .. } = whole;
    let (mut names, mut origin) = (Vec::new(), if has_leads { Origin::Leads } else { Origin::Unknown });
    if has_channels {
        let unnamed = channels.number("");
        let places;
        (names, places) = channels.in_order();
        log.assign(|customer| {
            let first = first.get(customer as usize).copied().flatten();
            places[first.map_or(unnamed, |(_, channel)| channel) as usize]
        });
        origin = Origin::Orders;
    }
    let without_lead = u32::MAX;
    let ids = if has_leads { ids } else { Ids::default() };
    Ok(Purchases { log, ids, channels: names, origin, without_lead, currency, sources, notes, details })
}

impl Purchases {
    /// Reads the ad reports and lists of leads, and finds in the same reading which leads became first orders; once, since the customers'
    /// ids are given back then.
    ///
    /// A customer belongs to the channel of its last lead that is dated on or before the day of its first order; a lead without a day
    /// counts as an early one, and of leads at the same time the one of the first name counts. Leads before or after the days that are
    /// asked for become orders too, such as repeat others do not. Channels have no names where the request has no such dimension.
    ///
    /// **Errors**: as [`super::read`].
    pub fn read_beside(&mut self, request: &Request, progress: &Progress) -> Result<Reading, Error> {
        if request.leads.is_empty() {
            return super::read(request, progress);
        }
        let keep = Keep { last_leads: true, ..request.keep };
        let request = Request { keep, ..request.clone() };
        let buyers = Buyers::new(&self.ids, &self.log);
        let (reading, leads) = super::read_for(&request, Some(buyers), progress)?;
        let (channels, place_of) = leads.by_channel();
        let without_lead = u32::try_from(channels.len()).unwrap_or(u32::MAX);
        self.log.assign(|customer| place_of(customer).unwrap_or(without_lead));
        (self.channels, self.without_lead) = (channels, without_lead);
        self.ids = Ids::default();
        Ok(reading)
    }
}

/// The request for order logs: mappings for other files are not looked for in them, and days choose no rows, but customers later.
fn for_orders(request: &Request) -> Request {
    let mut request = Request {
        dimensions: Vec::new(),
        since: None,
        until: None,
        dedupe: None,
        keep: Keep { days: true, ..Keep::default() },
        spend: Vec::new(),
        leads: Vec::new(),
        ..request.clone()
    };
    request.mappings.retain(|mapping| mapping.is_for(Side::Orders));
    request
}

/// How many words a note lists.
const NAMED: usize = 8;

/// Words with their rows, the most frequent first.
fn listed(words: &BTreeMap<String, u64>) -> String {
    let mut words: Vec<(&String, &u64)> = words.iter().collect();
    words.sort_by_key(|(word, rows)| (std::cmp::Reverse(**rows), (*word).clone()));
    let named: Vec<String> =
        words.iter().take(NAMED).map(|(word, rows)| format!("{word:?} ({rows})")).collect();
    match words.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}
