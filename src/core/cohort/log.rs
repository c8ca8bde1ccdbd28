//! Orders taken up one by one, kept as what each customer bought in each month.

use std::collections::BTreeMap;

use crate::core::decimal::Decimal;
use crate::core::period::Date;
use crate::core::sum::Sum;

use super::month::{Month, OutsideOfCalendar};

/// Decimals of the whole numbers in which ordinary amounts are kept.
const PLACES: u32 = 6;

/// The end of a customer's months.
const END: u32 = u32::MAX;

/// Stands for a cost of goods that an order does not give.
const NOT_GIVEN: i64 = i64::MIN;

/// A list grows by this part of it, so that no more than this part is held for nothing.
const SPARE: usize = 8;

/// An order, or a refund.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// The number of its customer. Numbers are counted from 0 without gaps.
    pub customer: u32,
    /// Its day.
    pub day: Date,
    /// What was paid; below zero in a refund.
    pub amount: Decimal,
    /// What the goods cost; below zero where a refund brings them back.
    pub cost_of_goods: Option<Decimal>,
    /// The number of the channel that the customer belongs to if this is its first order.
    pub channel: u32,
}

/// The orders of a part of the input.
///
/// **Memory**: 16 bytes a customer and 24 more for each month in which it bought, with an eighth to grow by. Amounts that are finer
/// than millionths or do not fit in a machine word as millionths are kept apart and take more.
///
/// Parts merge in any order to logs with the same [`super::Cohorts`]. Of orders on a customer's first day, the one with the lowest
/// channel number says the channel.
#[derive(Debug, Clone, Default)]
pub struct OrderLog {
    pub(super) customers: Vec<Customer>,
    months: Vec<Months>,
    /// What does not fit in the months, by their places.
    apart: BTreeMap<u32, Apart>,
    pub(super) last_day: Option<Date>,
    pub(super) gives_costs: bool,
}

/// What is known of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Customer {
    first: Date,
    last: Date,
    channel: u32,
    /// Where the latest of its months stands that was met.
    months: u32,
}

/// A customer's first order and its last one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Course {
    pub(super) first: Date,
    pub(super) last: Date,
    pub(super) channel: u32,
}

/// What a customer bought in a month.
#[derive(Debug, Clone, Copy)]
struct Months {
    /// Where the next month of this customer stands.
    next: u32,
    month: Month,
    orders: u16,
    /// In millionths, as the cost of goods, which may be [`NOT_GIVEN`].
    revenue: i64,
    cost_of_goods: i64,
}

/// What did not fit in a month.
#[derive(Debug, Clone, Default)]
struct Apart {
    orders: u64,
    revenue: Sum,
    cost_of_goods: Sum,
}

/// What a customer bought in a month, put together.
#[derive(Debug)]
pub(super) struct Bought {
    pub(super) month: Month,
    pub(super) orders: u64,
    pub(super) revenue: Sum,
    pub(super) cost_of_goods: Sum,
    /// Whether an order does not give its cost of goods.
    pub(super) lacks_cost: bool,
}

impl Customer {
    /// One without an order. No order that is counted is on these days.
    const NEW: Self = Self { first: Date::MAX, last: Date::MIN, channel: u32::MAX, months: END };

    fn take(&mut self, first: Date, last: Date, channel: u32) {
        (self.first, self.channel) = (self.first, self.channel).min((first, channel));
        self.last = self.last.max(last);
    }

    /// Its first and its last order, if it has any.
    pub(super) fn course(&self) -> Option<Course> {
        let Self { first, last, channel, .. } = *self;
        (first <= last).then_some(Course { first, last, channel })
    }
}

impl OrderLog {
    /// Takes an order.
    ///
    /// **Errors**: [`OutsideOfCalendar`] for a day in no month that is counted; nothing is taken then.
    pub fn add(&mut self, order: &Order) -> Result<(), OutsideOfCalendar> {
        let is_refund = order.amount.is_sign_negative() && !order.amount.is_zero();
        self.take(order, u64::from(!is_refund))
    }

    /// Takes a further line of an order that was taken: what it brought, and no other order.
    ///
    /// **Errors**: as [`Self::add`].
    pub fn add_line(&mut self, order: &Order) -> Result<(), OutsideOfCalendar> {
        self.take(order, 0)
    }

    /// Takes back that one of a customer's orders in a month is one by itself: it is a further line of an order in another log.
    pub fn join_order(&mut self, customer: u32, month: Month) {
        let place = self.place_of(customer, month);
        let known = &mut self.months[place as usize].orders;
        if let Some(fewer) = known.checked_sub(1) {
            *known = fewer;
        } else {
            let apart = self.apart(place);
            apart.orders = apart.orders.saturating_sub(1);
        }
    }

    fn take(&mut self, order: &Order, orders: u64) -> Result<(), OutsideOfCalendar> {
        let month = Month::of(order.day)?;
        let is_refund = order.amount.is_sign_negative() && !order.amount.is_zero();
        let customer = self.customer(order.customer);
        if !is_refund {
            customer.take(order.day, order.day, order.channel);
        }
        let place = self.place_of(order.customer, month);
        self.add_orders(place, orders);
        self.add_revenue(place, order.amount);
        match order.cost_of_goods {
            Some(cost) => self.add_cost(place, cost),
            None if order.amount.is_zero() || is_refund => {}
            None => self.months[place as usize].cost_of_goods = NOT_GIVEN,
        }
        self.gives_costs |= order.cost_of_goods.is_some();
        self.last_day = self.last_day.max(Some(order.day));
        Ok(())
    }

    /// Adds another part of the input, whose customers have these numbers here. Channels have the same numbers in all parts.
    pub fn merge(&mut self, other: &Self, customer: impl Fn(u32) -> u32) {
        for (number, taken) in (0..).zip(&other.customers) {
            let number = customer(number);
            let known = self.customer(number);
            if let Some(Course { first, last, channel }) = taken.course() {
                known.take(first, last, channel);
            }
            for bought in other.bought(taken) {
                self.add_bought(number, &bought);
            }
        }
        self.gives_costs |= other.gives_costs;
        self.last_day = self.last_day.max(other.last_day);
    }

    /// Whether any order gives its cost of goods.
    #[must_use]
    pub fn gives_costs(&self) -> bool {
        self.gives_costs
    }

    /// The day of a customer's first order, if it has any.
    #[must_use]
    pub fn first_day(&self, customer: u32) -> Option<Date> {
        let course = self.customers.get(customer as usize).and_then(Customer::course);
        course.map(|course| course.first)
    }

    /// Gives every customer the channel of this number, whatever its first order said.
    pub fn assign(&mut self, channel_of: impl Fn(u32) -> u32) {
        for (number, customer) in (0..).zip(&mut self.customers) {
            customer.channel = channel_of(number);
        }
    }

    /// The months of a customer, in no order.
    pub(super) fn bought(&self, customer: &Customer) -> impl Iterator<Item = Bought> {
        let mut next = customer.months;
        std::iter::from_fn(move || {
            let place = next;
            let months = self.months.get(place as usize)?;
            next = months.next;
            let Apart { orders, mut revenue, mut cost_of_goods } =
                self.apart.get(&place).cloned().unwrap_or_default();
            revenue.add(Decimal::new(months.revenue, PLACES));
            let lacks_cost = months.cost_of_goods == NOT_GIVEN;
            if !lacks_cost {
                cost_of_goods.add(Decimal::new(months.cost_of_goods, PLACES));
            }
            let orders = orders.saturating_add(months.orders.into());
            Some(Bought { month: months.month, orders, revenue, cost_of_goods, lacks_cost })
        })
    }

    fn add_bought(&mut self, customer: u32, bought: &Bought) {
        let place = self.place_of(customer, bought.month);
        self.add_orders(place, bought.orders);
        match bought.revenue.value() {
            Ok(revenue) => self.add_revenue(place, revenue),
            Err(_) => self.apart(place).revenue.merge(&bought.revenue),
        }
        match bought.cost_of_goods.value() {
            _ if bought.lacks_cost => self.months[place as usize].cost_of_goods = NOT_GIVEN,
            Ok(cost) => self.add_cost(place, cost),
            Err(_) => self.apart(place).cost_of_goods.merge(&bought.cost_of_goods),
        }
    }

    fn add_orders(&mut self, place: u32, orders: u64) {
        let known = &mut self.months[place as usize].orders;
        if let Some(sum) = u16::try_from(orders).ok().and_then(|orders| known.checked_add(orders)) {
            *known = sum;
        } else {
            let apart = self.apart(place);
            apart.orders = apart.orders.saturating_add(orders);
        }
    }

    fn add_revenue(&mut self, place: u32, amount: Decimal) {
        let known = &mut self.months[place as usize].revenue;
        match millionths(amount).and_then(|amount| known.checked_add(amount)) {
            Some(sum) => *known = sum,
            None => self.apart(place).revenue.add(amount),
        }
    }

    fn add_cost(&mut self, place: u32, cost: Decimal) {
        let known = &mut self.months[place as usize].cost_of_goods;
        if *known == NOT_GIVEN {
            return;
        }
        let sum = millionths(cost).and_then(|cost| known.checked_add(cost));
        match sum.filter(|sum| *sum != NOT_GIVEN) {
            Some(sum) => *known = sum,
            None => self.apart(place).cost_of_goods.add(cost),
        }
    }

    fn apart(&mut self, place: u32) -> &mut Apart {
        self.apart.entry(place).or_default()
    }

    fn customer(&mut self, number: u32) -> &mut Customer {
        let number = number as usize;
        while self.customers.len() <= number {
            push(&mut self.customers, Customer::NEW);
        }
        &mut self.customers[number]
    }

    /// Where a customer's month stands, which is made where there is none.
    fn place_of(&mut self, customer: u32, month: Month) -> u32 {
        let latest = self.customers[customer as usize].months;
        let mut place = latest;
        while let Some(months) = self.months.get(place as usize) {
            if months.month == month {
                return place;
            }
            place = months.next;
        }
        let place = u32::try_from(self.months.len()).expect("memory ends before four billion months do");
        push(&mut self.months, Months { next: latest, month, orders: 0, revenue: 0, cost_of_goods: 0 });
        self.customers[customer as usize].months = place;
        place
    }
}

/// Puts a value behind the others. A `Vec` left alone would hold up to twice of what is in it.
fn push<T>(values: &mut Vec<T>, value: T) {
    if values.len() == values.capacity() {
        values.reserve_exact((values.len() / SPARE).max(SPARE));
    }
    values.push(value);
}

/// An amount in millionths, where it can be one.
fn millionths(amount: Decimal) -> Option<i64> {
    let factor = 10_i64.checked_pow(PLACES.checked_sub(amount.scale())?)?;
    i64::try_from(amount.mantissa()).ok()?.checked_mul(factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_takes_few_bytes() {
        assert_eq!(size_of::<Customer>(), 16);
        assert_eq!(size_of::<Months>(), 24);
        let mut log = OrderLog::default();
        let customers = 100_000_u32;
        for (month, customer) in
            [1, 2, 1].into_iter().flat_map(|month| (0..customers).map(move |c| (month, c)))
        {
            let day = Date::constant(2026, 1, 15).with().month(month).build().unwrap();
            let order =
                Order { customer, day, amount: Decimal::new(12_345, 2), cost_of_goods: None, channel: 0 };
            log.add(&order).unwrap();
        }
        let held =
            log.customers.capacity() * size_of::<Customer>() + log.months.capacity() * size_of::<Months>();
        assert!(log.apart.is_empty());
        assert!(held <= customers as usize * (16 + 2 * 24) * (SPARE + 1) / SPARE, "{held} bytes");
    }

    #[test]
    fn what_does_not_fit_in_a_month_is_kept_apart() {
        let day = Date::constant(2026, 5, 1);
        let mut log = OrderLog::default();
        let orders = u64::from(u16::MAX) + 5;
        for amount in
            (0..orders).map(|_| Decimal::ONE).chain([Decimal::MAX, -Decimal::MAX, Decimal::new(1, 9)])
        {
            log.add(&Order { customer: 0, day, amount, cost_of_goods: Some(amount), channel: 0 }).unwrap();
        }
        let mut merged = log.clone();
        merged.merge(&log, |number| number);
        for (log, times) in [(&log, 1), (&merged, 2)] {
            let bought = log.bought(&log.customers[0]).next().unwrap();
            // The largest amount is an order, its opposite a refund.
            assert_eq!(bought.orders, times * (orders + 2));
            let sum = Decimal::from(times * orders) + Decimal::new(i64::try_from(times).unwrap(), 9);
            assert_eq!(bought.revenue.value(), Ok(sum));
            assert_eq!(bought.cost_of_goods.value(), Ok(sum));
        }
    }
}
