//! Subscriptions: who pays every month, who leaves, and what that does to the revenue.
//!
//! `customer` says when a customer is there and what it pays, `movement` is a month's figures, `ages` asks whether churn depends on
//! how long a customer has been there.
//!
//! The rules, all of them by the day:
//! - the last day of a subscription is the last on which it is paid for; a customer leaves in the month of that day;
//! - a subscription that begins on the day after another one of the same customer ends, or before, goes on with it: nobody has left,
//!   and a higher or lower amount is expansion or contraction in the month in which the new one begins;
//! - after a gap of a day or more the customer has left and is new again;
//! - a customer is active at the start of a month if it was there on the day before and is there on the first;
//! - who begins and leaves within one month is new in it and in no churn rate, and is counted apart;
//! - what ends on the last day that is known goes on, because nobody knows yet what begins on the next;
//! - only whole months count.

mod ages;
mod customer;
mod movement;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::decimal::{self, Decimal, Overflow};
use super::metric::{FigureOverflow, Metric};
use super::period::{Date, Period};

pub use ages::{Ages, Split};
use customer::Spell;
pub use movement::{Movement, observed};

/// What a customer pays a month, from a day on, until a day or until now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subscription {
    /// The first day.
    pub first: Date,
    /// The last day; none where it goes on.
    pub last: Option<Date>,
    /// What it brings a month, money.
    pub amount: Decimal,
}

/// The subscriptions of all customers.
#[derive(Debug, Clone, Default)]
pub struct Subscribers {
    customers: BTreeMap<String, Vec<Subscription>>,
}

/// What became of the customers, month by month.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// Each whole month by its first day, from the one in which the first customer begins.
    pub months: Vec<(Date, Movement)>,
    /// All months added up: the customers active at their starts are customer-months.
    pub total: Movement,
    /// Who was there at which age, and who left.
    pub ages: Ages,
    /// Who began and left within one month.
    pub brief: u64,
    /// The month that the data break off in; none where they end with a month's last day.
    pub broken_off: Option<Date>,
}

impl Subscribers {
    /// Adds a subscription of a customer.
    pub fn add(&mut self, customer: &str, subscription: Subscription) {
        match self.customers.get_mut(customer) {
            Some(known) => known.push(subscription),
            None => drop(self.customers.insert(customer.to_owned(), vec![subscription])),
        }
    }

    /// Adds the subscriptions of another file.
    pub fn merge(&mut self, other: Self) {
        for (customer, subscriptions) in other.customers {
            self.customers.entry(customer).or_default().extend(subscriptions);
        }
    }

    /// How many customers there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.customers.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.customers.is_empty()
    }

    /// The latest day that any subscription names.
    #[must_use]
    pub fn latest_day(&self) -> Option<Date> {
        self.all().flat_map(|subscription| [Some(subscription.first), subscription.last]).flatten().max()
    }

    /// How many subscriptions are like another one of the same customer in all that is known of them.
    #[must_use]
    pub fn repeated(&self) -> usize {
        let of_customer = |subscriptions: &Vec<Subscription>| {
            let mut different = subscriptions.clone();
            different.sort_unstable();
            different.dedup();
            subscriptions.len().saturating_sub(different.len())
        };
        self.customers.values().map(of_customer).fold(0, usize::saturating_add)
    }

    /// How many customers are paid for until this day and, as far as is known, no longer.
    #[must_use]
    pub fn ending_on(&self, day: Date) -> usize {
        let ends = |subscriptions: &&Vec<Subscription>| {
            let known = subscriptions.iter().filter(|subscription| subscription.first <= day);
            known.map(|subscription| subscription.last.unwrap_or(Date::MAX)).max() == Some(day)
        };
        self.customers.values().filter(ends).count()
    }

    /// How many subscriptions begin after a day.
    #[must_use]
    pub fn begun_after(&self, day: Date) -> usize {
        self.all().filter(|subscription| subscription.first > day).count()
    }

    fn all(&self) -> impl Iterator<Item = &Subscription> {
        self.customers.values().flatten()
    }

    /// What became of the customers, as far as is known on a day, month by month.
    ///
    /// **Formula**: `churn = churned / subscribers`, those who left of those who were there at the start of the month;
    /// `revenue_churn = (lost_mrr + contraction_mrr) / mrr`; `net_revenue_retention = (mrr - lost_mrr - contraction_mrr +
    /// expansion_mrr) / mrr`. Over all months the sums are divided, so that a month weighs what it has at risk.
    ///
    /// **Result**: no month where no month is whole.
    ///
    /// **Errors**: [`FigureOverflow`] where a sum does not fit in 28 digits.
    ///
    /// ```
    /// use leadcalc::core::decimal::Decimal;
    /// use leadcalc::core::period::Date;
    /// use leadcalc::core::subscription::{Subscribers, Subscription};
    /// let mut subscribers = Subscribers::default();
    /// let (first, amount) = (Date::constant(2026, 1, 10), Decimal::TEN);
    /// subscribers.add("a", Subscription { first, last: None, amount });
    /// subscribers.add("b", Subscription { first, last: Some(Date::constant(2026, 2, 28)), amount });
    /// let history = subscribers.history(Date::constant(2026, 3, 31)).unwrap();
    /// // One of two leaves in February, and the other of one stays in March: 1 of 3 customer-months.
    /// let counts = history.months.iter().map(|(_, month)| (month.subscribers, month.churned));
    /// assert_eq!(counts.collect::<Vec<_>>(), [(0, 0), (2, 1), (1, 0)]);
    /// assert_eq!((history.total.subscribers, history.total.churned), (3, 1));
    /// ```
    pub fn history(&self, known_on: Date) -> Result<History, FigureOverflow> {
        let known = self.all().map(|subscription| subscription.first).filter(|first| *first <= known_on);
        let Some(first) = known.min() else { return Ok(History::default()) };
        let mut history = History::begin(first, known_on);
        for subscriptions in self.customers.values() {
            let known = customer::as_known_on(subscriptions, known_on);
            for spell in customer::spells(&known) {
                history.follow(&known, spell)?;
            }
        }
        let mut total = Movement::default();
        for (_, month) in &history.months {
            total.merge(month)?;
        }
        history.total = total;
        Ok(history)
    }
}

impl History {
    /// The whole months, with nobody in them yet.
    fn begin(first: Date, known_on: Date) -> Self {
        let mut months = Vec::new();
        let mut month = Some(Period::Month.first_day(first));
        while let Some(begin) = month.filter(|begin| begin.last_of_month() <= known_on) {
            months.push((begin, Movement::default()));
            month = customer::next_month(begin);
        }
        let is_whole = known_on == known_on.last_of_month();
        let broken_off = (!is_whole).then(|| known_on.first_of_month());
        Self { months, broken_off, ..Self::default() }
    }

    /// Follows a customer from the day it comes to the day it leaves.
    fn follow(&mut self, subscriptions: &[Subscription], spell: Spell) -> Result<(), FigureOverflow> {
        let begin = Period::Month.first_day(spell.first);
        let end = spell.last.map(|last| Period::Month.first_day(last));
        let mut age = 0_u32;
        for (first_day, month) in self.months.iter_mut().skip_while(|(first_day, _)| *first_day < begin) {
            let leaves = end == Some(*first_day);
            if *first_day == begin {
                month.new_subscribers = month.new_subscribers.saturating_add(1);
                if leaves {
                    self.brief = self.brief.saturating_add(1);
                }
            } else {
                age = age.saturating_add(1);
                month.subscribers = month.subscribers.saturating_add(1);
                self.ages.note(age, leaves);
                let pays = customer::amount_at(subscriptions, *first_day)?;
                add(Metric::Mrr, &mut month.mrr, pays)?;
                if leaves {
                    month.churned = month.churned.saturating_add(1);
                    add(Metric::LostMrr, &mut month.lost, pays)?;
                } else if let Some(next) = customer::next_month(*first_day) {
                    month.change(pays, customer::amount_at(subscriptions, next)?)?;
                }
            }
            if leaves {
                break;
            }
        }
        Ok(())
    }
}

/// Adds to a sum of a figure.
fn add(figure: Metric, sum: &mut Decimal, amount: Decimal) -> Result<(), FigureOverflow> {
    *sum = decimal::add(*sum, amount).map_err(|Overflow| FigureOverflow { figure })?;
    Ok(())
}
