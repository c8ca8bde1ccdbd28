//! Two rates of events at unequal spend side by side.
#![expect(clippy::disallowed_types, clippy::float_arithmetic, reason = "a comparison is an estimate")]

use super::needed;
use super::two_sided::{self, Distribution};
use crate::core::chance::beta;
use crate::core::chance::confidence::Confidence;
use crate::core::chance::events::fixed_spend;
use crate::core::chance::float;
use crate::core::chance::interval::Interval;
use crate::core::chance::method::Method;
use crate::core::chance::point;
use crate::core::chance::refusal::Refusal;
use crate::core::decimal::Decimal;

/// Events at a spend: leads for money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many events there were.
    pub events: u64,
    /// What was spent for them.
    pub spend: Decimal,
}

/// How far apart two rates are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    /// The events per spend of the first over those of the second: above 1 the first is the cheaper one. `None` where the
    /// second has no events.
    ///
    /// It is also the cost per event of the second over that of the first.
    pub ratio: Option<Decimal>,
    /// Its interval; without an upper bound where the second has no events. [`Interval::inverted`] is that of the ratio of costs.
    pub interval: Interval,
    /// How likely a division of the events at least as unlikely is where both rates are the same.
    pub p: Decimal,
    /// What the p value was computed by: [`Method::Conditional`].
    pub test: Method,
    /// What it would take to tell a difference of this size; `None` where there is no difference.
    pub needed: Option<needed::Spend>,
}

/// Compares two rates of events.
///
/// **Meaning**: whether two costs per event differ by more than chance explains.
///
/// **Formula**: of all k1 + k2 events, k1 are binomial with the share s1 / (s1 + s2) where the rates are the same. p adds up the
/// probabilities of what is at most as likely as k1. The bounds of the ratio are `odds · s2 / s1`, with the odds of the bounds of
/// Clopper and Pearson's interval of k1 of k1 + k2.
///
/// **Inputs**: spends above 0, both in the same currency. **Result**: a ratio and a probability, 12 significant digits.
///
/// **Errors**: [`Refusal::NoEvents`] where neither has any; [`Refusal::NoSpend`], [`Refusal::NegativeSpend`],
/// [`Refusal::TooLarge`], of either; [`Refusal::OutOfRange`] where a bound does not fit in 28 digits.
///
/// **Source**: J. Przyborowski and H. Wilenski 1940, Biometrika 31, 313–323; C. J. Clopper and E. S. Pearson 1934,
/// Biometrika 26, 404–413.
///
/// ```
/// use leadcalc::core::chance::comparison::rates::{compare, Rate};
/// let a = Rate { events: 9, spend: 15_000.into() };
/// let b = Rate { events: 16, spend: 15_000.into() };
/// let compared = compare(a, b, "95%".parse().unwrap()).unwrap();
/// assert_eq!(compared.ratio.unwrap().to_string(), "0.5625");
/// assert_eq!(compared.p.round_dp(4).to_string(), "0.2295");
/// // How many times as much a lead of the first costs: 1.78, and anything from 0.74 to 4.29.
/// let costs = compared.interval.inverted().unwrap();
/// assert_eq!(costs.low.unwrap().round_dp(2).to_string(), "0.74");
/// ```
pub fn compare(a: Rate, b: Rate, confidence: Confidence) -> Result<Ratio, Refusal> {
    let (spend_a, spend_b) = (fixed_spend(a.spend)?, fixed_spend(b.spend)?);
    let (events_a, events_b) = (float::of_count(a.events)?, float::of_count(b.events)?);
    if a.events == 0 && b.events == 0 {
        return Err(Refusal::NoEvents);
    }
    let tail = confidence.tail()?;
    let spends = spend_b / spend_a;
    let low = (a.events > 0).then(|| beta::ln_odds_below(tail, events_a, events_b + 1.0).exp() * spends);
    let high = (b.events > 0).then(|| (-beta::ln_odds_below(tail, events_b, events_a + 1.0)).exp() * spends);
    let ratio = (b.events > 0).then(|| float::to_decimal(events_a / events_b * spends)).transpose()?;
    let all = spend_a + spend_b;
    let division = Division {
        all: a.events.saturating_add(b.events),
        trials: events_a + events_b,
        share: spend_a / all,
        rest: spend_b / all,
    };
    Ok(Ratio {
        ratio,
        interval: Interval::rounded(Some(low.unwrap_or(0.0)), high, confidence, Method::Conditional)?,
        p: float::to_decimal(two_sided::p_value(&division, a.events))?,
        test: Method::Conditional,
        needed: needed::spend([events_a, events_b], [spend_a, spend_b], tail),
    })
}

/// How many of all events are the first's: binomial.
struct Division {
    all: u64,
    trials: f64,
    share: f64,
    rest: f64,
}

impl Distribution for Division {
    fn lowest(&self) -> u64 {
        0
    }

    fn highest(&self) -> u64 {
        self.all
    }

    fn mode(&self) -> u64 {
        float::whole_part((self.trials + 1.0) * self.share).min(self.all)
    }

    fn ln_point(&self, number: u64) -> f64 {
        point::ln_binomial(float::of_sum(number), self.trials, self.share, self.rest)
    }

    fn at_most(&self, number: u64) -> f64 {
        beta::binomial_at_most(float::of_sum(number), self.trials, self.share, self.rest)
    }

    fn at_least(&self, number: u64) -> f64 {
        beta::binomial_at_least(float::of_sum(number), self.trials, self.share, self.rest)
    }
}
