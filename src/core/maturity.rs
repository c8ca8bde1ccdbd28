//! How much of what leads will become has come by the last day of the data.
//!
//! A lead of last week has had a week to buy, one of last year a year. How long leads take is estimated from the lags between
//! leads and their orders in the same data. Orders that have not come yet are missing there, the slow ones more than the quick ones,
//! so a plain share of the lags would make every channel look quicker than it is. The estimate for data cut off at the right is that
//! of Lynden-Bell (*A method of allowing for known observational selection in small samples applied to 3CR quasars*, Monthly Notices
//! of the Royal Astronomical Society 155, 1971), which is the chain ladder of actuaries with a step a day: of the orders that came
//! within `d` days, from leads that were watched for `d` days at least, a share came on the last of these days. The orders expected
//! within `t` days, of all that come within the longest time that can be told of, are the product of what is left of them on all days
//! behind `t`.
//!
//! What comes later than that time is not foreseen. It is the longest for which [`LEAST_ORDERS`] orders tell of it.

use std::collections::{BTreeMap, BTreeSet};

use super::decimal::{self, Decimal};
use super::period::{Date, Period};

/// Orders without which nothing is said about how long leads take.
pub const LEAST_ORDERS: u64 = 30;

/// What a lead became, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeadCourse {
    /// The day that it came.
    pub came: Date,
    /// The day that it was won or lost, where it was and somebody says when.
    pub closed: Option<Date>,
    /// Whether it became an order.
    pub is_order: bool,
}

/// What is known of the time that leads take. Parts of the input merge in any order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lags {
    /// Leads by the day that they came.
    leads: BTreeMap<Date, u64>,
    /// Orders with a day of their own, by the day that their leads came, and by the days that they took.
    orders: BTreeMap<Date, u64>,
    days: BTreeMap<u32, u64>,
    /// The last day of the data.
    last_day: Option<Date>,
}

/// Why nothing can be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TooLittle {
    /// Too few orders.
    #[error("orders that say how long they took: {0}; it takes {LEAST_ORDERS}")]
    Orders(u64),
    /// Too short a time.
    #[error("orders still come in after half of the {0} days that leads were watched for")]
    Days(u32),
}

/// How much of what leads become has come.
#[derive(Debug, Clone)]
pub struct Maturity {
    /// The last day of the data.
    pub last_day: Date,
    leads: BTreeMap<Date, u64>,
    /// The share of orders that come within so many days, each from 0 on; all of them behind the last.
    arrived: Vec<Decimal>,
}

impl Lags {
    /// Takes up leads. An order before its lead has taken no time.
    pub fn add(&mut self, leads: &[LeadCourse]) {
        // Lists are mostly sorted by the day.
        for of_day in leads.chunk_by(|one, next| one.came == next.came) {
            let Some(LeadCourse { came, .. }) = of_day.first() else { continue };
            count(&mut self.leads, *came, of_day.len() as u64);
            self.last_day = self.last_day.max(Some(*came));
            for LeadCourse { closed, is_order, .. } in of_day {
                self.last_day = self.last_day.max(*closed);
                if let (Some(closed), true) = (closed, is_order) {
                    count(&mut self.orders, *came, 1);
                    count(&mut self.days, days_between(*came, *closed), 1);
                }
            }
        }
    }

    /// Adds another part of the input.
    pub fn merge(&mut self, other: &Self) {
        other.leads.iter().for_each(|(day, leads)| count(&mut self.leads, *day, *leads));
        other.orders.iter().for_each(|(day, orders)| count(&mut self.orders, *day, *orders));
        other.days.iter().for_each(|(days, orders)| count(&mut self.days, *days, *orders));
        self.last_day = self.last_day.max(other.last_day);
    }

    /// Whether nothing was taken up.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.leads.is_empty()
    }

    /// How much has come, as far as the data can tell.
    ///
    /// **Errors**: [`TooLittle`].
    ///
    /// ```
    /// use leadcalc::core::maturity::{Lags, LeadCourse};
    /// use leadcalc::core::period::{Date, Period};
    /// let mut lags = Lags::default();
    /// // 60 leads on the first of each month; half of each month's orders come at once, half after ten days.
    /// for month in 1..=12 {
    ///     for lead in 0..60 {
    ///         let came = Date::constant(2025, month, 1);
    ///         let closed = came.with().day(if lead % 2 == 0 { 1 } else { 11 }).build().unwrap();
    ///         let is_known = closed <= Date::constant(2025, 12, 5);
    ///         lags.add(&[LeadCourse { came, closed: is_known.then_some(closed), is_order: is_known }]);
    ///     }
    /// }
    /// let maturity = lags.maturity().unwrap();
    /// let share = |month| {
    ///     let first = Date::constant(2025, month, 1);
    ///     maturity.share(first, Period::Month.last_day(first)).unwrap().to_string()
    /// };
    /// assert_eq!((share(11).as_str(), share(12).as_str()), ("1", "0.5"));
    /// ```
    pub fn maturity(&self) -> Result<Maturity, TooLittle> {
        let all = self.days.values().fold(0, |all: u64, orders| all.saturating_add(*orders));
        let Some(last_day) = self.last_day.filter(|_| all >= LEAST_ORDERS) else {
            return Err(TooLittle::Orders(all));
        };
        let mut ages: BTreeMap<u32, u64> = BTreeMap::new();
        for (came, orders) in &self.orders {
            count(&mut ages, days_between(*came, last_day), *orders);
        }
        // Orders that came on a day of their leads, and those within so many days of leads that were watched for as many.
        let of = |days: &BTreeMap<u32, u64>, day: u32| days.get(&day).copied().unwrap_or_default();
        let oldest = ages.keys().copied().max().unwrap_or_default();
        let mut watched: Vec<(u64, u64)> = Vec::new();
        let mut within = 0_u64;
        for day in 0..=oldest {
            within = within.saturating_add(of(&self.days, day));
            watched.push((of(&self.days, day), within));
            within = within.saturating_sub(of(&ages, day));
        }
        while watched.pop_if(|(_, within)| *within < LEAST_ORDERS).is_some() {}
        let mut arrived = vec![Decimal::ONE; watched.len()];
        let mut share = Decimal::ONE;
        for (place, (on_day, within)) in watched.iter().enumerate().rev() {
            arrived[place] = share;
            let left = Decimal::from(within.saturating_sub(*on_day));
            // A share of a share: neither can have more digits than there is room for.
            share = decimal::divide(left, Decimal::from(*within))
                .and_then(|left| decimal::multiply_rounded(share, left))
                .unwrap_or(share);
        }
        let longest = u32::try_from(watched.len()).unwrap_or(u32::MAX).saturating_sub(1);
        let at_half = arrived.get(longest as usize / 2).copied().unwrap_or_default();
        if at_half < Decimal::new(9, 1) {
            return Err(TooLittle::Days(longest));
        }
        let leads = self.leads.iter().map(|(day, leads)| (*day, *leads)).collect();
        Ok(Maturity { last_day, leads, arrived })
    }
}

impl Maturity {
    /// The share of their orders that has come for the leads of these days, each day weighing by its leads; `None` where no lead
    /// came on them.
    #[must_use]
    pub fn share(&self, first: Date, last: Date) -> Option<Decimal> {
        let (mut leads, mut arrived) = (Decimal::ZERO, Decimal::ZERO);
        if first <= last {
            for (day, count) in self.leads.range(first..=last) {
                let count = Decimal::from(*count);
                leads = decimal::add(leads, count).ok()?;
                let share = decimal::multiply_rounded(count, self.within(days_between(*day, self.last_day)));
                arrived = share.and_then(|share| decimal::add_rounded(arrived, share)).ok()?;
            }
        }
        if leads.is_zero() { None } else { decimal::divide(arrived, leads).ok() }
    }

    /// The same for each period with leads, by its first day. Only days from the first to the last of these count.
    #[must_use]
    pub fn by_period(&self, period: Period, counted: [Option<Date>; 2]) -> BTreeMap<Date, Decimal> {
        let [since, until] = counted;
        let first_days: BTreeSet<Date> = self.leads.keys().map(|day| period.first_day(*day)).collect();
        let share = |first: Date| {
            let last = period.last_day(first);
            let from = since.map_or(first, |since| first.max(since));
            Some((first, self.share(from, until.map_or(last, |until| last.min(until)))?))
        };
        first_days.into_iter().filter_map(share).collect()
    }

    /// The share of orders that comes within so many days.
    #[must_use]
    pub fn within(&self, days: u32) -> Decimal {
        self.arrived.get(days as usize).copied().unwrap_or(Decimal::ONE)
    }
}

fn count<K: Ord>(counts: &mut BTreeMap<K, u64>, key: K, by: u64) {
    let counted = counts.entry(key).or_default();
    *counted = counted.saturating_add(by);
}

/// How many days one is after the other; none where it is before.
fn days_between(first: Date, last: Date) -> u32 {
    let days = first.until(last).map_or(0, |span| span.get_days());
    u32::try_from(days).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Leads of a day, each with the days that it took to become an order, as far as the data know by the last day.
    fn lags(leads: &[(u8, &[u32])], last: u8) -> Lags {
        let day = |day: u32| {
            Date::constant(2026, 1, 1).checked_add(jiff::Span::new().days(i64::from(day))).unwrap()
        };
        let mut lags = Lags::default();
        for (came, took) in leads {
            for took in *took {
                let closed = u32::from(*came).saturating_add(*took);
                let closed = (closed <= u32::from(last)).then(|| day(closed));
                lags.add(&[LeadCourse { came: day((*came).into()), closed, is_order: closed.is_some() }]);
            }
        }
        lags.add(&[LeadCourse { came: day(0), closed: Some(day(last.into())), is_order: false }]);
        lags
    }

    /// 40 leads watched for 35 days bought at once or after ten days, half and half. Of 40 that came five days before the end, the
    /// quick half has. Of all 60 orders two thirds came at once, but only half of those that could be seen to come later:
    /// of the 40 within ten days from leads watched for ten, 20 came on the tenth.
    #[test]
    fn what_has_not_come_yet_is_not_taken_for_what_never_comes() {
        let halves: Vec<u32> = [0, 10].repeat(20);
        let maturity = lags(&[(0, &halves), (30, &halves)], 35).maturity().unwrap();
        assert_eq!(
            [0, 9, 10, 11, 99].map(|days| maturity.within(days).to_string()),
            ["0.5", "0.5", "1", "1", "1"]
        );
        let day = |day: i8| Date::constant(2026, 1, day);
        assert_eq!(maturity.share(day(31), day(31)), Some(Decimal::new(5, 1)));
        assert_eq!(maturity.share(day(2), day(30)), None);
        assert_eq!(maturity.share(day(31), day(1)), None);
        // 41 leads have had time, 40 half of it: 61 / 81.
        let all = maturity.share(day(1), day(31)).unwrap();
        assert_eq!(all, decimal::divide(Decimal::from(61), Decimal::from(81)).unwrap());
    }

    #[test]
    fn too_few_orders_and_too_short_a_time_say_nothing() {
        assert_eq!(Lags::default().maturity().unwrap_err(), TooLittle::Orders(0));
        assert_eq!(lags(&[(0, &[1; 29])], 90).maturity().unwrap_err(), TooLittle::Orders(29));
        assert!(lags(&[(0, &[1; 30])], 90).maturity().is_ok());
        let evenly: Vec<u32> = (0..60).collect();
        assert_eq!(lags(&[(0, &evenly)], 60).maturity().unwrap_err(), TooLittle::Days(60));
        // Leads of a single day: all that is known is that they buy at once.
        assert_eq!(lags(&[(0, &[0; 30])], 0).maturity().unwrap().within(0), Decimal::ONE);
    }

    #[test]
    fn an_order_before_its_lead_took_no_time() {
        let day = |day: i8| Date::constant(2026, 1, day);
        let mut lags = Lags::default();
        for _ in 0..LEAST_ORDERS {
            lags.add(&[LeadCourse { came: day(9), closed: Some(day(5)), is_order: true }]);
        }
        assert_eq!(lags.maturity().unwrap().within(0), Decimal::ONE);
    }
}
