//! Orders added up by cohort, channel and age.

use std::collections::{BTreeMap, BTreeSet};

use crate::core::decimal::{self, Decimal, Overflow};
use crate::core::period::Date;
use crate::core::sum::Sum;

use super::LTV_AGES;
use super::log::{Bought, Course, OrderLog};
use super::month::Month;
use super::selection::Selection;
use super::spread::Spread;

/// Which customers are looked at, and how.
#[derive(Debug, Clone, Copy, Default)]
pub struct Terms {
    /// A day up to which the data are known to be complete; without one, or where an order is later, it is the day of the last order.
    pub complete_until: Option<Date>,
    /// The first day of first orders; customers who came before it are left out with all that they bought.
    pub since: Option<Date>,
    /// The last day of first orders; whoever came later is left out. Later orders of those who are not count.
    pub until: Option<Date>,
    /// The first and the last day of the spend, where it has days. It has won nobody before the first, so that those who came before it
    /// are left out: what customers bring is set against what the same customers cost.
    pub spend_days: Option<(Date, Date)>,
    /// Whether it is kept how much the value of customers varies, which takes time.
    pub keeps_spread: bool,
}

/// What an [`OrderLog`] comes to.
#[derive(Debug, Clone)]
pub struct Cohorts {
    last_day: Date,
    gives_costs: bool,
    groups: BTreeMap<(Month, u32), Group>,
    unplaced: UnplacedSums,
    left_out: u64,
    before_spend: u64,
}

/// The customers of a cohort that came by one channel.
#[derive(Debug, Clone, Default)]
pub(super) struct Group {
    pub(super) customers: u64,
    /// Those whose first order is after the spend.
    pub(super) late_customers: u64,
    /// Those with more than one order.
    pub(super) repeat_customers: u64,
    pub(super) orders: u64,
    /// The days from first orders to last ones.
    pub(super) days: u64,
    /// What they bought at each age at which somebody bought, so that memory follows the orders and not the years between them.
    pub(super) ages: BTreeMap<u16, AgeSums>,
    /// What they bought up to each of these ages.
    up_to: BTreeMap<u16, AgeSums>,
    /// How much what each of them paid varies at the ages of [`LTV_AGES`].
    pub(super) revenue_spreads: [Spread; LTV_AGES.len()],
    /// The same of gross profit, as far as orders give their cost of goods.
    pub(super) profit_spreads: [Spread; LTV_AGES.len()],
}

/// What a customer was worth, as far as it is known.
#[derive(Debug, Clone, Copy)]
struct Worth {
    revenue: Option<Decimal>,
    profit: Option<Decimal>,
}

impl Worth {
    fn plus(self, other: Self) -> Self {
        let sum = |one: Option<Decimal>, other: Option<Decimal>| decimal::add(one?, other?).ok();
        Self { revenue: sum(self.revenue, other.revenue), profit: sum(self.profit, other.profit) }
    }
}

/// What was bought at an age, or up to it.
#[derive(Debug, Clone, Default)]
pub(super) struct AgeSums {
    pub(super) orders: u64,
    pub(super) active_customers: u64,
    pub(super) revenue: Sum,
    pub(super) cost_of_goods: Sum,
    pub(super) lacks_cost: bool,
}

/// Refunds that have no age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unplaced {
    /// Customers without any order.
    pub customers: u64,
    /// Their refunds, and those in months before a customer's first order.
    pub revenue: Decimal,
    /// The cost of goods of these refunds.
    pub cost_of_goods: Decimal,
}

#[derive(Debug, Clone, Default)]
struct UnplacedSums {
    customers: u64,
    revenue: Sum,
    cost_of_goods: Sum,
}

impl OrderLog {
    /// What it comes to with all customers in it, complete up to this day, or else to that of the last order.
    #[must_use]
    pub fn cohorts(&self, complete_until: Option<Date>) -> Cohorts {
        self.cohorts_of(&Terms { complete_until, ..Terms::default() })
    }

    /// What it comes to.
    #[must_use]
    pub fn cohorts_of(&self, terms: &Terms) -> Cohorts {
        let mut groups = BTreeMap::<(Month, u32), Group>::new();
        let (mut unplaced, mut left_out, mut before_spend) = (UnplacedSums::default(), 0_u64, 0_u64);
        for customer in &self.customers {
            // Only months that are counted are taken up.
            let course = customer.course().and_then(|course| Some((Month::of(course.first).ok()?, course)));
            let mut bought = self.bought(customer).peekable();
            let Some((cohort, course)) = course else {
                unplaced.customers = unplaced.customers.saturating_add(bought.peek().is_some().into());
                bought.for_each(|bought| unplaced.take(&bought));
                continue;
            };
            if !terms.takes(course.first) {
                left_out = left_out.saturating_add(1);
                continue;
            }
            if terms.spend_days.is_some_and(|(begins, _)| course.first < begins) {
                before_spend = before_spend.saturating_add(1);
                continue;
            }
            let group = groups.entry((cohort, course.channel)).or_default();
            let (mut orders, mut values) = (0_u64, Vec::new());
            for bought in bought {
                orders = orders.saturating_add(bought.orders);
                match bought.month.age_since(cohort) {
                    Some(age) => {
                        group.ages.entry(age).or_default().take(&bought);
                        if terms.keeps_spread {
                            values.push((age, self.worth_of(bought)));
                        }
                    }
                    None => unplaced.take(&bought),
                }
            }
            group.take(orders, &course, terms.spend_days);
            if terms.keeps_spread {
                group.take_values(values);
            }
        }
        groups.values_mut().for_each(Group::cumulate);
        let last_day = terms.complete_until.max(self.last_day).unwrap_or(Date::MIN);
        Cohorts { last_day, gives_costs: self.gives_costs, groups, unplaced, left_out, before_spend }
    }

    /// What a customer's month was worth.
    fn worth_of(&self, bought: Bought) -> Worth {
        let revenue = bought.revenue.value().ok();
        let gives_cost = self.gives_costs && !bought.lacks_cost;
        let mut profit = bought.revenue;
        profit.subtract(&bought.cost_of_goods);
        Worth { revenue, profit: profit.value().ok().filter(|_| gives_cost) }
    }
}

impl Terms {
    fn takes(&self, first: Date) -> bool {
        self.since.is_none_or(|since| since <= first) && self.until.is_none_or(|until| first <= until)
    }
}

impl Cohorts {
    /// The last day that the data are complete up to.
    #[must_use]
    pub fn last_day(&self) -> Date {
        self.last_day
    }

    /// Whether any order gives its cost of goods.
    #[must_use]
    pub fn gives_costs(&self) -> bool {
        self.gives_costs
    }

    /// How many customers came before or after the days that were asked for.
    #[must_use]
    pub fn left_out(&self) -> u64 {
        self.left_out
    }

    /// How many of the others came before the spend.
    #[must_use]
    pub fn before_spend(&self) -> u64 {
        self.before_spend
    }

    /// The months of first orders, the earliest first.
    #[must_use]
    pub fn months(&self) -> BTreeSet<Month> {
        self.groups.keys().map(|(month, _)| *month).collect()
    }

    /// The numbers of the channels that customers have come by.
    #[must_use]
    pub fn channels(&self) -> BTreeSet<u32> {
        self.groups.keys().map(|(_, channel)| *channel).collect()
    }

    /// The customers of a cohort, or of all; by a channel, or by any.
    #[must_use]
    pub fn select(&self, cohort: Option<Month>, channel: Option<u32>) -> Selection<'_> {
        let (first, last) = (cohort.unwrap_or(Month::FIRST), cohort.unwrap_or(Month::LAST));
        let (lowest, highest) = (channel.unwrap_or(u32::MIN), channel.unwrap_or(u32::MAX));
        // Of one cohort, no others are gone through.
        let groups = self.groups.range((first, lowest)..=(last, highest));
        let groups = groups.filter(|((_, by), _)| channel.is_none_or(|channel| channel == *by));
        Selection::new(self, groups.map(|((month, _), group)| (*month, group)).collect())
    }

    /// Nobody.
    #[must_use]
    pub fn nobody(&self) -> Selection<'_> {
        Selection::new(self, Vec::new())
    }

    /// What has no age.
    ///
    /// **Errors**: [`Overflow`] where a sum does not fit in 28 digits.
    pub fn unplaced(&self) -> Result<Unplaced, Overflow> {
        let UnplacedSums { customers, revenue, cost_of_goods } = &self.unplaced;
        let (revenue, cost_of_goods) = (revenue.value()?, cost_of_goods.value()?);
        Ok(Unplaced { customers: *customers, revenue, cost_of_goods })
    }
}

impl Group {
    /// What they bought up to an age, if anything.
    pub(super) fn up_to_age(&self, age: u16) -> Option<&AgeSums> {
        self.up_to.range(..=age).next_back().map(|(_, sums)| sums)
    }

    fn take(&mut self, orders: u64, course: &Course, spend_days: Option<(Date, Date)>) {
        self.customers = self.customers.saturating_add(1);
        let is_late = spend_days.is_some_and(|(_, ends)| ends < course.first);
        self.late_customers = self.late_customers.saturating_add(is_late.into());
        self.orders = self.orders.saturating_add(orders);
        self.repeat_customers = self.repeat_customers.saturating_add((orders > 1).into());
        let days = course.first.until(course.last).map_or(0, |span| span.get_days());
        self.days = self.days.saturating_add(days.unsigned_abs().into());
    }

    /// Takes what a customer's months were worth, by age, in no order.
    fn take_values(&mut self, mut values: Vec<(u16, Worth)>) {
        values.sort_unstable_by_key(|(age, _)| *age);
        let mut months = values.into_iter().peekable();
        let mut worth = Worth { revenue: Some(Decimal::ZERO), profit: Some(Decimal::ZERO) };
        let spreads = self.revenue_spreads.iter_mut().zip(&mut self.profit_spreads);
        for ((by_revenue, by_profit), oldest) in spreads.zip(LTV_AGES) {
            while let Some((_, month)) = months.next_if(|(age, _)| *age <= oldest) {
                worth = worth.plus(month);
            }
            by_revenue.take(worth.revenue);
            by_profit.take(worth.profit);
        }
    }

    fn cumulate(&mut self) {
        let mut sums = AgeSums::default();
        for (age, own) in &self.ages {
            sums.merge(own);
            self.up_to.insert(*age, sums.clone());
        }
    }
}

impl AgeSums {
    fn take(&mut self, bought: &Bought) {
        self.orders = self.orders.saturating_add(bought.orders);
        self.active_customers = self.active_customers.saturating_add((bought.orders > 0).into());
        self.revenue.merge(&bought.revenue);
        self.cost_of_goods.merge(&bought.cost_of_goods);
        self.lacks_cost |= bought.lacks_cost;
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.orders = self.orders.saturating_add(other.orders);
        self.active_customers = self.active_customers.saturating_add(other.active_customers);
        self.revenue.merge(&other.revenue);
        self.cost_of_goods.merge(&other.cost_of_goods);
        self.lacks_cost |= other.lacks_cost;
    }
}

impl UnplacedSums {
    fn take(&mut self, bought: &Bought) {
        self.revenue.merge(&bought.revenue);
        self.cost_of_goods.merge(&bought.cost_of_goods);
    }
}
