//! Purchases: order logs read into an [`OrderLog`], and the leads that became their customers' first orders.
//!
//! `orders` takes the rows of a log, `status` says which of them are no orders, `leads` finds the lead that became a first order, and
//! `channels` numbers channels by their names. No order of rows or of files shows in what comes of it.
//!
//! **Memory**: a customer takes the bytes of its id and some 16 beside it, and what it takes in an [`OrderLog`]; 16 more where orders or
//! leads say its channel. An order takes the bytes of its number and some 16 beside it where it has one, because the lines of an order
//! count once. Five million customers with two orders each, in months of their own, take 0.4 GB. Of several logs each is
//! held until all are read.

mod channels;
mod leads;
mod orders;
mod status;

use std::collections::BTreeMap;

use crate::core::cohort::OrderLog;
use crate::core::decimal::Decimal;
use crate::core::tally::Side;
use crate::report::{Note, Source};

use super::list::products::Products;
use super::list::{self, Lists};
use super::progress::Progress;
use super::settings::FileRequest;
use super::table::column::Column;
use super::{Dimension, Error, Keep, Request};

use channels::Channels;
use leads::LastLeads;
use orders::Orders;

/// Where the costs of goods are taken from.
#[derive(Debug)]
pub enum CostOfGoods {
    /// A column of the log, where there is one.
    Column,
    /// This share of what was paid is left after the goods are paid.
    MarginRate(Decimal),
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

/// Reads order logs, and the leads that became orders. Of the request, what is said of all files holds.
///
/// A customer belongs to the channel of its last lead that is dated on or before the day of its first order; a lead without a day counts
/// as an early one, and of leads at the same time the one of the first name counts. Without leads it is the channel of its first order.
///
/// **Errors**: [`Error`], when a file cannot be read or understood, or more rows are unreadable than are put up with.
pub fn read(
    request: &Request,
    orders: &[FileRequest],
    leads: &[FileRequest],
    goods: &CostOfGoods,
    progress: &Progress,
) -> Result<Purchases, Error> {
    let of_orders = for_side(request, Side::Orders);
    let has_leads = !leads.is_empty();
    let begin = |file: &_| Orders::new(&of_orders, file, orders, goods, has_leads);
    let Lists { of_files, currency, sources, notes, details } =
        list::read(&of_orders, Side::Orders, orders, progress, begin)?;
    let mut logs = of_files.into_iter();
    let mut whole = logs.next().unwrap_or_else(|| Orders::nothing(goods, Channels::new(request)));
    logs.for_each(|log| whole.merge(log));
    let has_channels = whole.has_channels();

    let mut purchases = Purchases {
        log: OrderLog::default(),
        channels: Vec::new(),
        origin: Origin::Unknown,
        without_lead: u32::MAX,
        currency,
        sources,
        notes,
        details,
    };
    purchases.notes.extend(whole.notes(orders.len() > 1));
    let Orders { ids, log, first, mut channels, .. } = whole;
    purchases.log = log;
    if has_leads {
        let channel = Dimension::Known(Column::Channel);
        let of_leads = Request { dimensions: vec![channel], ..for_side(request, Side::Leads) };
        let begin = |file: &_| LastLeads::new(&of_leads, file, &ids, &purchases.log);
        let read = list::read(&of_leads, Side::Leads, leads, progress, begin)?;
        let mut lists = read.of_files.into_iter();
        let mut last = lists.next().expect("a list of each file");
        lists.for_each(|list| last.merge(&list));
        let (channels, places) = last.channels.in_order();
        purchases.channels = channels;
        purchases.without_lead = u32::try_from(purchases.channels.len()).unwrap_or(u32::MAX);
        let lead_of = last.last;
        let without = purchases.without_lead;
        purchases.log.assign(|customer| {
            let lead = lead_of.get(customer as usize).copied().flatten();
            lead.map_or(without, |(_, channel)| places[channel as usize])
        });
        purchases.origin = Origin::Leads;
    } else if has_channels {
        let unnamed = channels.number("");
        let (channels, places) = channels.in_order();
        purchases.channels = channels;
        purchases.log.assign(|customer| {
            let first = first.get(customer as usize).copied().flatten();
            places[first.map_or(unnamed, |(_, channel)| channel) as usize]
        });
        purchases.origin = Origin::Orders;
    }
    Ok(purchases)
}

/// The request for one kind of file: mappings for others are not looked for in it, and days choose no rows, but customers later.
fn for_side(request: &Request, side: Side) -> Request {
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
    request.mappings.retain(|mapping| mapping.is_for(side));
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
