//! The intervals of a count of events and of what one costs: Garwood's.
#![expect(clippy::disallowed_types, clippy::float_arithmetic, reason = "an interval is an estimate")]

use super::confidence::Confidence;
use super::float;
use super::interval::Interval;
use super::method::Method;
use super::quantile;
use super::refusal::Refusal;
use crate::core::decimal::Decimal;

/// The interval of a number of events.
///
/// **Meaning**: which numbers of events on average are in keeping with having seen this many: what may come of doing the
/// same again.
///
/// **Formula**: χ²(tail; 2k) / 2 to χ²(1 - tail; 2k + 2) / 2, with k events and tail = (1 - confidence) / 2. Of no events the
/// lower bound is 0 and the upper one still the two-sided one, 3.689 at 95 %.
///
/// **Result**: events, 12 significant digits.
///
/// **Errors**: [`Refusal::TooLarge`] above 10¹⁵ events.
///
/// **Source**: F. Garwood 1936, Biometrika 28, 437–442.
///
/// ```
/// use leadcalc::core::chance::events;
/// let interval = events::interval(10, "95%".parse().unwrap()).unwrap();
/// assert_eq!(interval.low.unwrap().round_dp(4).to_string(), "4.7954");
/// assert_eq!(interval.high.unwrap().round_dp(4).to_string(), "18.3904");
/// ```
pub fn interval(events: u64, confidence: Confidence) -> Result<Interval, Refusal> {
    let (low, high) = bounds(float::of_count(events)?, confidence.tail()?);
    Interval::rounded(Some(low), Some(high), confidence, Method::Garwood)
}

/// The interval of the cost of an event at a fixed spend: of CPL, CPQL, CPO, CAC.
///
/// **Meaning**: which costs per event are in keeping with what was spent and what came of it.
///
/// **Formula**: `spend / upper` to `spend / lower`, with the bounds of [`interval`]. Without events there is one bound, and all
/// of the risk is on its side: the cost lies above `spend / -ln(1 - confidence)`.
///
/// **Inputs**: the spend, above 0, in any currency. **Result**: in the same currency, 12 significant digits.
///
/// **Errors**: [`Refusal::NoSpend`]; [`Refusal::NegativeSpend`]; [`Refusal::TooLarge`] above 10¹⁵ events;
/// [`Refusal::OutOfRange`] where a bound does not fit in 28 digits.
///
/// **Source**: as [`interval`].
///
/// ```
/// use leadcalc::core::chance::events;
/// let confidence = "95%".parse().unwrap();
/// let nothing = events::cost(100_000.into(), 0, confidence).unwrap();
/// assert_eq!(nothing.low.unwrap().to_string(), "33380.8200695");
/// assert_eq!(nothing.high, None);
/// let ten = events::cost(100_000.into(), 10, confidence).unwrap();
/// assert_eq!(ten.low.unwrap().round().to_string(), "5438");
/// assert_eq!(ten.high.unwrap().round().to_string(), "20853");
/// ```
pub fn cost(spend: Decimal, events: u64, confidence: Confidence) -> Result<Interval, Refusal> {
    let spend = fixed_spend(spend)?;
    let (low, high) = match float::of_count(events)? {
        0.0 => (spend / -confidence.risk()?.ln(), None),
        events => {
            let (lower, upper) = bounds(events, confidence.tail()?);
            (spend / upper, Some(spend / lower))
        }
    };
    Interval::rounded(Some(low), high, confidence, Method::Garwood)
}

/// A spend that is above 0.
pub(super) fn fixed_spend(spend: Decimal) -> Result<f64, Refusal> {
    if spend.is_zero() {
        return Err(Refusal::NoSpend);
    }
    if spend.is_sign_negative() {
        return Err(Refusal::NegativeSpend);
    }
    float::of_decimal(spend)
}

/// Garwood's bounds, for a number of events that need not be whole but is 0 or at least 1.
pub(super) fn bounds(events: f64, tail: f64) -> (f64, f64) {
    let low = if events > 0.0 { quantile::gamma_below(tail, events) } else { 0.0 };
    (low, quantile::gamma_above(tail, events + 1.0))
}
