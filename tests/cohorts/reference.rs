//! What must come of an order log: the definitions as they stand, looked up order by order in exact fractions.

use std::collections::{BTreeMap, BTreeSet};

use leadcalc::core::cohort::Order;
use leadcalc::core::period::Date;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

/// A log, and the last day that it is complete up to.
#[derive(Debug)]
pub(crate) struct Reference<'a> {
    orders: &'a [Order],
    last_day: Date,
}

/// What customers did at an age, or up to it.
#[derive(Debug, PartialEq)]
pub(crate) struct Cell {
    pub(crate) customers: usize,
    pub(crate) orders: usize,
    pub(crate) active_customers: usize,
    pub(crate) revenue: BigRational,
    /// None where an order lacks its cost of goods.
    pub(crate) gross_profit: Option<BigRational>,
}

/// The cohort, by year and month, and the channel that are looked at.
pub(crate) type Of = (Option<(i16, i8)>, Option<u32>);

pub(crate) fn exact(amount: leadcalc::core::decimal::Decimal) -> BigRational {
    BigRational::new(BigInt::from(amount.mantissa()), BigInt::from(10).pow(amount.scale()))
}

fn is_order(order: &Order) -> bool {
    exact(order.amount) >= BigRational::zero()
}

/// Months from one day's month to another's.
pub(crate) fn age(first: Date, day: Date) -> i32 {
    (i32::from(day.year()) * 12 + i32::from(day.month()))
        - (i32::from(first.year()) * 12 + i32::from(first.month()))
}

impl<'a> Reference<'a> {
    pub(crate) fn new(orders: &'a [Order], complete_until: Option<Date>) -> Self {
        let last = orders.iter().map(|order| order.day).max();
        Self { orders, last_day: last.max(complete_until).unwrap_or(Date::MIN) }
    }

    /// The first order of every customer: the day, and the lowest channel of that day.
    fn firsts(&self) -> BTreeMap<u32, (Date, u32)> {
        let mut firsts = BTreeMap::new();
        for order in self.orders.iter().filter(|order| is_order(order)) {
            let first = firsts.entry(order.customer).or_insert((order.day, order.channel));
            *first = (*first).min((order.day, order.channel));
        }
        firsts
    }

    /// The customers in question, with the days of their first orders.
    pub(crate) fn customers(&self, (cohort, channel): Of) -> BTreeMap<u32, Date> {
        let firsts = self.firsts().into_iter();
        let chosen = firsts.filter(|(_, (day, by))| {
            cohort.is_none_or(|cohort| cohort == (day.year(), day.month()))
                && channel.is_none_or(|channel| channel == *by)
        });
        chosen.map(|(customer, (day, _))| (customer, day)).collect()
    }

    /// Whether the month in which a customer is so old has a last day that the data reach.
    pub(crate) fn is_over(&self, first: Date, wanted: i32) -> bool {
        let mut month = first.first_of_month();
        for _ in 0..wanted {
            month = month.last_of_month().tomorrow().expect("years before 9999");
        }
        month.last_of_month() <= self.last_day
    }

    /// What customers old enough did at an age, or from age 0 up to it.
    pub(crate) fn cell(&self, of: Of, wanted: i32, from_age_0: bool) -> Option<Cell> {
        let mut customers = self.customers(of);
        customers.retain(|_, first| self.is_over(*first, wanted));
        if customers.is_empty() {
            return None;
        }
        let (mut revenue, mut cost, mut orders) = (BigRational::zero(), BigRational::zero(), 0);
        let (mut active, mut lacks_cost) = (BTreeSet::new(), false);
        for order in self.orders {
            let Some(first) = customers.get(&order.customer) else { continue };
            let age = age(*first, order.day);
            if age == wanted && is_order(order) {
                active.insert(order.customer);
            }
            if age == wanted || from_age_0 && (0..=wanted).contains(&age) {
                orders += usize::from(is_order(order));
                revenue += exact(order.amount);
                cost += order.cost_of_goods.map_or_else(BigRational::zero, exact);
                lacks_cost |= order.cost_of_goods.is_none() && exact(order.amount) > BigRational::zero();
            }
        }
        let gross_profit = (!lacks_cost).then(|| &revenue - cost);
        Some(Cell {
            customers: customers.len(),
            orders,
            active_customers: active.len(),
            revenue,
            gross_profit,
        })
    }

    /// The days of each customer's orders.
    pub(crate) fn days(&self, of: Of) -> Vec<Vec<Date>> {
        let customers = self.customers(of);
        let days = |customer: &u32| {
            let own = self.orders.iter().filter(|order| order.customer == *customer && is_order(order));
            let mut days: Vec<Date> = own.map(|order| order.day).collect();
            days.sort();
            days
        };
        customers.keys().map(days).collect()
    }

    /// The amounts of all orders and refunds.
    pub(crate) fn revenue(&self) -> BigRational {
        self.orders.iter().map(|order| exact(order.amount)).sum()
    }
}
