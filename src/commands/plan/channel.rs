//! A channel as a plan sees it: how it answers to its spend, and what becomes of its leads.

use anyhow::Result;

use crate::core::chance::confidence::Confidence;
use crate::core::chance::events;
use crate::core::chance::interval::Interval;
use crate::core::chance::refusal::Refusal;
use crate::core::decimal::{self, Decimal, Overflow};
use crate::core::estimate;
use crate::core::fact::Fact;
use crate::core::metric::Metric;
use crate::core::plan::numeric::fit::{self, Point};
use crate::core::plan::response::Response;
use crate::core::plan::season::Season;
use crate::core::tally::{InTotal, Tally};

use super::aim::Aim;
use super::draft::Cell;
use super::past::Past;

/// Months of history that it takes.
const LEAST_MONTHS: usize = 3;

/// Leads or orders that it takes.
const LEAST_EVENTS: u32 = 10;

/// A channel that can be planned with.
pub(super) struct Channel {
    pub(super) name: String,
    /// All of its months with spend.
    pub(super) pooled: Tally,
    pub(super) response: Response,
    /// The part of its leads that become orders.
    pub(super) close_rate: Decimal,
    /// How many leads and how many orders there may be for each that is expected.
    leads: Option<Result<Interval, Refusal>>,
    orders: Option<Result<Interval, Refusal>>,
}

impl Channel {
    /// What its history tells, or why that is too little.
    pub(super) fn of(
        past: &Past,
        aim: &Aim,
        season: &Season,
        is_included: bool,
        confidence: Confidence,
    ) -> Result<Result<Self, String>> {
        let points = past.points();
        let even = |(first, point): &(_, Point)| -> Result<Point, Overflow> {
            Ok(Point { leads: decimal::divide(point.leads, season.factor(*first))?, ..*point })
        };
        let response = match Response::of(&points.iter().map(even).collect::<Result<Vec<_>, _>>()?) {
            Ok(response) => response,
            Err(none) => return Ok(Err(none.to_string())),
        };
        let mut pooled = Tally::default();
        for (_, tally) in past.paid() {
            pooled.merge(tally)?;
        }
        let events = pooled.sum(aim.events());
        if !is_included && points.len() < LEAST_MONTHS {
            let months = points.len();
            return Ok(Err(format!(
                "months of history: {months}, and it takes {LEAST_MONTHS}; --include takes it in"
            )));
        }
        let name = aim.events().metric();
        if events.is_zero() {
            return Ok(Err(format!("no {name} came of its spend")));
        }
        if !is_included && events < Decimal::from(LEAST_EVENTS) {
            let events = decimal::plain(events);
            return Ok(Err(format!(
                "{name} in its history: {events}, and it takes {LEAST_EVENTS}; --include takes it in"
            )));
        }
        let close_rate = decimal::divide(pooled.sum(Fact::Orders), pooled.sum(Fact::Leads))?;
        let leads = per_lead(&pooled, confidence)?;
        let orders = per_order(leads, &pooled, confidence)?;
        Ok(Ok(Self { name: past.name.clone(), pooled, response, close_rate, leads, orders }))
    }

    /// Where the leads of a month lie.
    pub(super) fn leads_between(&self, cell: &Cell) -> Option<Result<Interval, Refusal>> {
        widened(scaled(self.leads, cell.leads), cell.deviation)
    }

    /// Where its orders lie.
    pub(super) fn orders_between(&self, cell: &Cell) -> Option<Result<Interval, Refusal>> {
        widened(scaled(self.orders, cell.orders), cell.deviation)
    }

    /// The clicks that a spend buys at its CPC: however much a lead costs, the price of a click stays.
    pub(super) fn clicks_for(&self, spend: Decimal) -> Result<Decimal, Overflow> {
        let per_unit = decimal::divide(self.pooled.sum(Fact::Clicks), self.pooled.sum(Fact::Spend))?;
        decimal::multiply_rounded(spend, per_unit)
    }
}

fn scaled(interval: Option<Result<Interval, Refusal>>, by: Decimal) -> Option<Result<Interval, Refusal>> {
    interval.map(|interval| interval?.scaled(by).map_err(|Overflow| Refusal::OutOfRange))
}

/// An interval with what a curve may be off, as surely as the interval itself.
fn widened(
    interval: Option<Result<Interval, Refusal>>,
    deviation: Decimal,
) -> Option<Result<Interval, Refusal>> {
    interval.map(|interval| {
        let interval = interval?;
        let [low, high] = fit::factors(deviation, interval.confidence)?;
        let by = |bound: Option<Decimal>, factor: Decimal| {
            bound.map(|bound| decimal::multiply_rounded(bound, factor)).transpose()
        };
        let out_of_range = |Overflow| Refusal::OutOfRange;
        let low = by(interval.low, low).map_err(out_of_range)?;
        let high = by(interval.high, high).map_err(out_of_range)?;
        Ok(Interval { low, high, ..interval })
    })
}

/// The interval of leads for each lead expected: that of the conversion of clicks, or where these are not known, of their number.
fn per_lead(pooled: &Tally, confidence: Confidence) -> Result<Option<Result<Interval, Refusal>>> {
    let scope = InTotal { part: pooled, total: pooled };
    let (leads, clicks) = (pooled.sum(Fact::Leads), pooled.sum(Fact::Clicks));
    if let Some(interval) = estimate::interval(Metric::Cr, &scope, confidence)?.filter(|_| !clicks.is_zero())
    {
        return Ok(scaled(Some(interval), decimal::divide(clicks, leads)?));
    }
    let counted = estimate::whole(leads).and_then(|leads| events::interval(leads, confidence));
    Ok(scaled(Some(counted), decimal::divide(Decimal::ONE, leads)?))
}

/// The interval of orders for each order expected: leads at one end, and the close rate at the same.
fn per_order(
    leads: Option<Result<Interval, Refusal>>,
    pooled: &Tally,
    confidence: Confidence,
) -> Result<Option<Result<Interval, Refusal>>> {
    let scope = InTotal { part: pooled, total: pooled };
    let orders = pooled.sum(Fact::Orders);
    let close = estimate::interval(Metric::CloseRate, &scope, confidence)?.filter(|_| !orders.is_zero());
    let (Some(leads), Some(close)) = (leads, close) else { return Ok(None) };
    let by = decimal::divide(pooled.sum(Fact::Leads), orders)?;
    let both = leads.and_then(|leads| leads.times(close?).map_err(|Overflow| Refusal::OutOfRange));
    Ok(scaled(Some(both), by))
}
