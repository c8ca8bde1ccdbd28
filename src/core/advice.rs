//! Whether a channel is worth its price, as far as its data can tell.

use super::chance::confidence::Confidence;
use super::chance::events;
use super::chance::refusal::Refusal;
use super::decimal::{self, Decimal, Overflow};

/// What to do with a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice {
    /// It costs no more than it may, whatever luck there was in it.
    Keep,
    /// It costs more than it may, whatever luck there was in it.
    Cut,
    /// It may be either.
    CannotTell {
        /// What would tell, if its cost stays what it is.
        more: Option<More>,
    },
}

/// How much more has to be seen before there is an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum More {
    /// So many more events, at the cost that they have had so far.
    Events(u64),
    /// So much more spend, if still nothing comes of it.
    Spend(Decimal),
}

/// How many events are looked at before it is said that no number would tell.
const MOST: u64 = 1_000_000_000_000;

/// Judges what events have cost by what one may cost.
///
/// **Meaning**: keep where the whole interval of the cost lies within the price, cut where the whole of it lies above.
///
/// **Formula**: Garwood's interval of the cost, [`events::cost`]. What is missing is the smallest number of events at the same cost
/// whose interval no longer contains the price; without events, the spend at which the lower bound reaches the price.
///
/// **Errors**: [`Refusal`], where there is no interval.
///
/// **Source**: as [`events::interval`].
///
/// ```
/// use leadcalc::core::advice::{Advice, More, advise};
/// let confidence = "95%".parse().unwrap();
/// let of = |spend: i64, leads: u64, price: i64| advise(spend.into(), leads, price.into(), confidence).unwrap();
/// assert_eq!(of(13_500, 16, 1_500), Advice::Keep);       // 843.75, at most 1 476.15
/// assert_eq!(of(30_000, 11, 1_500), Advice::Cut);        // 2 727.27, at least 1 524.23
/// let more = Some(More::Events(338));
/// assert_eq!(of(15_000, 9, 1_500), Advice::CannotTell { more }); // 1 666.67, from 877.97 to 3 644.87
/// ```
pub fn advise(
    spend: Decimal,
    events: u64,
    price: Decimal,
    confidence: Confidence,
) -> Result<Advice, Refusal> {
    if spend.is_zero() {
        // What was free is worth it, and what never ran cannot be judged.
        return Ok(if events > 0 { Advice::Keep } else { Advice::CannotTell { more: None } });
    }
    let cost = events::cost(spend, events, confidence)?;
    if cost.is_above(price) {
        return Ok(Advice::Cut);
    }
    if cost.high.is_some_and(|high| high <= price) {
        return Ok(Advice::Keep);
    }
    let more = if events == 0 {
        needed_spend(spend, cost.low, price).map(More::Spend)
    } else {
        needed_events(spend, events, price, confidence)?.map(More::Events)
    };
    Ok(Advice::CannotTell { more })
}

/// The bound grows with the spend, so that it reaches the price at `spend * price / bound`.
fn needed_spend(spend: Decimal, low: Option<Decimal>, price: Decimal) -> Option<Decimal> {
    let share = decimal::divide(price, low?).ok()?;
    let needed = decimal::multiply_rounded(spend, share).ok()?;
    decimal::subtract_rounded(needed, spend).ok()
}

/// The smallest number of further events that tells, found by doubling and halving.
fn needed_events(
    spend: Decimal,
    events: u64,
    price: Decimal,
    confidence: Confidence,
) -> Result<Option<u64>, Refusal> {
    let out_of_range = |Overflow| Refusal::OutOfRange;
    let cost = decimal::divide(spend, events.into()).map_err(out_of_range)?;
    if cost == price {
        return Ok(None);
    }
    let tells = |events: u64| -> Result<bool, Refusal> {
        let spend = decimal::multiply_rounded(cost, events.into()).map_err(out_of_range)?;
        let cost = events::cost(spend, events, confidence)?;
        Ok(cost.is_above(price) || cost.is_below(price))
    };
    let (mut open, mut told) = (events, events.saturating_mul(2));
    while !tells(told)? {
        if told > MOST {
            return Ok(None);
        }
        (open, told) = (told, told.saturating_mul(2));
    }
    while told.saturating_sub(open) > 1 {
        let middle = u64::midpoint(open, told);
        if tells(middle)? {
            told = middle;
        } else {
            open = middle;
        }
    }
    Ok(Some(told.saturating_sub(events)))
}
