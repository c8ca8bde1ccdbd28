//! The figures of a cohort, a channel, or all customers.

use std::collections::BTreeMap;

use crate::core::chance::amounts::Amounts;
use crate::core::decimal::{self, Decimal, Overflow};
use crate::core::fraction::Fraction;
use crate::core::metric::Metric;
use crate::core::value::{Reason, Value};

use super::month::Month;
use super::spread::Spread;
use super::table::{AgeSums, Cohorts, Group};
use super::{LTV_AGES, NO_CUSTOMERS, TOO_YOUNG};

const ONE_ORDER_EACH: Reason = Reason::Zero("no repeat orders");
const NOT_YET: Reason = Reason::Never("not paid back yet");

/// Some of the customers: those of a cohort, of a channel, of both, or all.
///
/// What it says of an age is said over the customers that are old enough for it, and of no others.
#[derive(Debug, Clone)]
pub struct Selection<'a> {
    cohorts: &'a Cohorts,
    groups: Vec<(Month, &'a Group)>,
    /// How much less money is worth a month later.
    discount: Option<Decimal>,
    /// The share of the revenue that is left after the goods are paid, in place of what the goods of each order cost.
    margin_rate: Option<Decimal>,
}

/// What customers did at an age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The customers that are old enough, active or not.
    pub customers: u64,
    /// Their orders.
    pub orders: u64,
    /// Those who ordered at this very age, also where all else is added up from age 0 on.
    pub active_customers: u64,
    /// What they paid, less refunds.
    pub revenue: Decimal,
    /// Revenue less cost of goods, or a share of it; absent where no order gives its cost of goods, undefined where some of these
    /// orders do not.
    pub gross_profit: Value<Decimal>,
}

impl<'a> Selection<'a> {
    pub(super) fn new(cohorts: &'a Cohorts, groups: Vec<(Month, &'a Group)>) -> Self {
        Self { cohorts, groups, discount: None, margin_rate: None }
    }

    /// The same customers, of whom what they bring at an age is divided by `1 + rate` that many times: lifetime value and payback are
    /// then told in the money of the month of the first order.
    #[must_use]
    pub fn discounted(self, rate: Decimal) -> Self {
        Self { discount: Some(rate), ..self }
    }

    /// The same customers, of whose revenue this share is left after the goods are paid, whatever their orders say of costs.
    ///
    /// **Formula**: `gross_profit = revenue * rate` and `cost_of_goods = revenue - gross_profit`, of sums and so rounded once, where the
    /// product has more than 28 digits.
    ///
    /// ```
    /// use leadcalc::core::cohort::{Order, OrderLog};
    /// use leadcalc::core::{decimal::{parse, Decimal}, metric::Metric, period::Date, value::Value};
    /// let mut log = OrderLog::default();
    /// let (day, amount) = (Date::constant(2026, 1, 31), Decimal::from(200));
    /// log.add(&Order { customer: 0, day, amount, cost_of_goods: None, channel: 0 }).unwrap();
    /// let cohorts = log.cohorts(None);
    /// let all = cohorts.select(None, None);
    /// assert_eq!(all.cost_of_goods(), Ok(Value::Absent(Metric::CostOfGoods)));
    /// assert_eq!(all.with_margin(parse("0.6").unwrap()).cost_of_goods(), Ok(Value::Known(80.into())));
    /// ```
    #[must_use]
    pub fn with_margin(self, rate: Decimal) -> Self {
        Self { margin_rate: Some(rate), ..self }
    }

    /// How many customers there are, of any age.
    #[must_use]
    pub fn customers(&self) -> u64 {
        self.count(|group| group.customers)
    }

    /// How many of them came after the days of the spend.
    #[must_use]
    pub fn late_customers(&self) -> u64 {
        self.count(|group| group.late_customers)
    }

    /// Their orders to date.
    #[must_use]
    pub fn orders(&self) -> u64 {
        self.count(|group| group.orders)
    }

    /// The customers with more than one order to date.
    #[must_use]
    pub fn repeat_customers(&self) -> u64 {
        self.count(|group| group.repeat_customers)
    }

    /// Orders to date over customers.
    pub fn orders_per_customer(&self) -> Result<Value<Fraction>, Overflow> {
        quotient(self.orders(), self.customers(), NO_CUSTOMERS)
    }

    /// The share of the customers with more than one order to date.
    pub fn repeat_rate(&self) -> Result<Value<Fraction>, Overflow> {
        quotient(self.repeat_customers(), self.customers(), NO_CUSTOMERS)
    }

    /// The mean time from an order of a customer to its next one, in days; 0 between two orders on one day.
    pub fn days_between_orders(&self) -> Result<Value<Fraction>, Overflow> {
        let repeat_orders = self.orders().saturating_sub(self.customers());
        quotient(self.count(|group| group.days), repeat_orders, ONE_ORDER_EACH)
    }

    /// The last age that any of the customers is old enough for.
    #[must_use]
    pub fn last_age(&self) -> Option<u16> {
        let first = self.groups.iter().map(|(month, _)| *month).min()?;
        let last = Month::of(self.cohorts.last_day()).ok()?.age_since(first)?;
        // The last month is over, or the one before it is.
        [Some(last), last.checked_sub(1)].into_iter().flatten().find(|age| self.is_over(first, *age))
    }

    /// The oldest of the [`LTV_AGES`] that any of the customers is old enough for.
    #[must_use]
    pub fn oldest_told(&self) -> Option<u16> {
        let last = self.last_age()?;
        LTV_AGES.into_iter().rev().find(|age| *age <= last)
    }

    /// What all of them have paid to date, also in months that are not over.
    ///
    /// **Errors**: as [`Self::at_age`].
    pub fn revenue(&self) -> Result<Decimal, Overflow> {
        self.to_date().revenue.value()
    }

    /// What all the goods have cost to date; absent and undefined as the gross profit of a [`Cell`].
    ///
    /// **Errors**: as [`Self::at_age`].
    pub fn cost_of_goods(&self) -> Result<Value<Decimal>, Overflow> {
        let sums = self.to_date();
        match self.margin_rate {
            Some(rate) => {
                let revenue = sums.revenue.value()?;
                decimal::subtract_rounded(revenue, share(revenue, rate)?).map(Value::Known)
            }
            None => self.if_costs_are_known(&sums, || sums.cost_of_goods.value()),
        }
    }

    /// How much customers differ in the lifetime value at an age of [`LTV_AGES`], by gross profit where costs of goods are given and
    /// by revenue where they are not; none where nobody is old enough, and of discounted values.
    ///
    /// **Errors**: as [`Self::at_age`].
    pub fn spread(&self, age: u16) -> Result<Option<Amounts>, Overflow> {
        let place = LTV_AGES.iter().position(|told| *told == age);
        let (Some(place), None, Some(cell)) = (place, self.discount, self.sums_up_to(age)?) else {
            return Ok(None);
        };
        let sum = if self.gives_costs() { cell.gross_profit } else { Value::Known(cell.revenue) };
        let mut spread = Spread::default();
        for (_, group) in self.groups.iter().filter(|(month, _)| self.is_over(*month, age)) {
            let is_by_revenue = self.margin_rate.is_some() || !self.gives_costs();
            spread.merge(if is_by_revenue {
                &group.revenue_spreads[place]
            } else {
                &group.profit_spreads[place]
            });
        }
        // A share of every value is the square of that share of every square.
        let squares = match self.margin_rate {
            None => spread.squares(),
            Some(rate) => spread.squares().and_then(|squares| share(share(squares, rate).ok()?, rate).ok()),
        };
        let amounts = |(sum, squares)| Amounts { count: cell.customers, sum, squares };
        Ok(sum.known().zip(squares).map(amounts))
    }

    /// Whether anything says what goods cost.
    fn gives_costs(&self) -> bool {
        self.margin_rate.is_some() || self.cohorts.gives_costs()
    }

    /// What the customers old enough did at an age; none where nobody is.
    ///
    /// **Errors**: [`Overflow`] where a sum does not fit in 28 digits.
    pub fn at_age(&self, age: u16) -> Result<Option<Cell>, Overflow> {
        self.cell(age, |group| group.ages.get(&age))
    }

    /// What the customers old enough did from age 0 up to an age and in it; none where nobody is.
    ///
    /// **Errors**: as [`Self::at_age`].
    pub fn up_to_age(&self, age: u16) -> Result<Option<Cell>, Overflow> {
        let cell = self.sums_up_to(age)?;
        let active = self.at_age(age)?.map_or(0, |cell| cell.active_customers);
        Ok(cell.map(|cell| Cell { active_customers: active, ..cell }))
    }

    /// As [`Self::up_to_age`], where nobody asks who was active at that age.
    fn sums_up_to(&self, age: u16) -> Result<Option<Cell>, Overflow> {
        self.cell(age, |group| group.up_to_age(age))
    }

    /// Lifetime value to date by revenue: what the customers old enough have paid up to an age and in it, for each of them.
    ///
    /// **Errors**: as [`Self::at_age`].
    pub fn ltv_revenue(&self, age: u16) -> Result<Value<Fraction>, Overflow> {
        self.per_customer(age, |cell| Value::Known(cell.revenue))
    }

    /// Lifetime value to date by gross profit.
    ///
    /// **Errors**: as [`Self::at_age`].
    pub fn ltv(&self, age: u16) -> Result<Value<Fraction>, Overflow> {
        // Absence is stronger than any other reason: it is what the user can mend.
        if !self.gives_costs() {
            return Ok(Value::Absent(Metric::CostOfGoods));
        }
        self.per_customer(age, |cell| cell.gross_profit)
    }

    /// The first age at which the gross profit to date for each customer reaches what a customer costs.
    ///
    /// Over several cohorts, each age is judged by the customers that are old enough for it.
    ///
    /// **Errors**: as [`Self::at_age`].
    pub fn payback(&self, cac: Fraction) -> Result<Value<u16>, Overflow> {
        let Some(last) = self.last_age() else {
            return self.ltv(0).map(|ltv| match ltv {
                Value::Absent(metric) => Value::Absent(metric),
                Value::Known(_) | Value::Undefined(_) => Value::Undefined(TOO_YOUNG),
            });
        };
        for age in 0..=last {
            match self.ltv(age)? {
                Value::Known(ltv) if is_less(ltv, cac)? => {}
                Value::Known(_) => return Ok(Value::Known(age)),
                Value::Undefined(reason) => return Ok(Value::Undefined(reason)),
                Value::Absent(metric) => return Ok(Value::Absent(metric)),
            }
        }
        Ok(Value::Undefined(NOT_YET))
    }

    fn per_customer(
        &self,
        age: u16,
        amount: impl Fn(&Cell) -> Value<Decimal>,
    ) -> Result<Value<Fraction>, Overflow> {
        let Some(cell) = self.sums_up_to(age)? else { return Ok(Value::Undefined(TOO_YOUNG)) };
        let whole = match self.discount {
            None => amount(&cell),
            Some(rate) => self.discounted_sum(age, rate, amount)?,
        };
        let customers = Fraction::from(Decimal::from(cell.customers));
        whole.try_and_then(|whole| over(Fraction::from(whole), customers, TOO_YOUNG))
    }

    /// What those who are old enough for an age brought up to it, each month's part in the money of the first.
    fn discounted_sum(
        &self,
        oldest: u16,
        rate: Decimal,
        amount: impl Fn(&Cell) -> Value<Decimal>,
    ) -> Result<Value<Decimal>, Overflow> {
        let growth = decimal::add(Decimal::ONE, rate)?;
        let mut of_ages = BTreeMap::<u16, AgeSums>::new();
        for (_, group) in self.groups.iter().filter(|(month, _)| self.is_over(*month, oldest)) {
            group.ages.range(..=oldest).for_each(|(age, own)| of_ages.entry(*age).or_default().merge(own));
        }
        let customers = self.customers_at(oldest);
        let (mut sum, mut worth) = (Decimal::ZERO, Decimal::ONE);
        for age in 0..=oldest {
            if let Some(sums) = of_ages.remove(&age) {
                match amount(&self.cell_of(customers, &sums)?) {
                    Value::Known(amount) => {
                        sum = decimal::add_rounded(sum, decimal::multiply_rounded(amount, worth)?)?;
                    }
                    unknown => return Ok(unknown),
                }
            }
            worth = decimal::divide(worth, growth)?;
        }
        Ok(Value::Known(sum))
    }

    fn cell<'s>(
        &'s self,
        age: u16,
        sums_of: impl Fn(&'s Group) -> Option<&'s AgeSums>,
    ) -> Result<Option<Cell>, Overflow> {
        let customers = self.customers_at(age);
        if customers == 0 {
            return Ok(None);
        }
        let mut sums = AgeSums::default();
        let old_enough = self.groups.iter().filter(|(month, _)| self.is_over(*month, age));
        old_enough.filter_map(|(_, group)| sums_of(group)).for_each(|own| sums.merge(own));
        self.cell_of(customers, &sums).map(Some)
    }

    /// How many customers are old enough for an age.
    fn customers_at(&self, age: u16) -> u64 {
        let old_enough = self.groups.iter().filter(|(month, _)| self.is_over(*month, age));
        old_enough.fold(0, |sum, (_, group)| group.customers.saturating_add(sum))
    }

    fn cell_of(&self, customers: u64, sums: &AgeSums) -> Result<Cell, Overflow> {
        let revenue = sums.revenue.value()?;
        let gross_profit = match self.margin_rate {
            Some(rate) => Value::Known(share(revenue, rate)?),
            None => self.if_costs_are_known(sums, || {
                let mut profit = sums.revenue.clone();
                profit.subtract(&sums.cost_of_goods);
                profit.value()
            })?,
        };
        let AgeSums { orders, active_customers, .. } = *sums;
        Ok(Cell { customers, orders, active_customers, revenue, gross_profit })
    }

    fn to_date(&self) -> AgeSums {
        let mut sums = AgeSums::default();
        self.groups.iter().filter_map(|(_, group)| group.up_to_age(u16::MAX)).for_each(|all| sums.merge(all));
        sums
    }

    /// What rests on costs of goods, where they are given and none of these orders lacks its own.
    fn if_costs_are_known(
        &self,
        sums: &AgeSums,
        figure: impl FnOnce() -> Result<Decimal, Overflow>,
    ) -> Result<Value<Decimal>, Overflow> {
        Ok(match (self.cohorts.gives_costs(), sums.lacks_cost) {
            (false, _) => Value::Absent(Metric::CostOfGoods),
            (true, true) => Value::Undefined(Reason::Partial(Metric::CostOfGoods)),
            (true, false) => Value::Known(figure()?),
        })
    }

    fn is_over(&self, cohort: Month, age: u16) -> bool {
        cohort.is_over_at_age(age, self.cohorts.last_day())
    }

    fn count(&self, of: impl Fn(&Group) -> u64) -> u64 {
        self.groups.iter().fold(0, |sum, (_, group)| of(group).saturating_add(sum))
    }
}

/// Whether one is less than the other; what has more digits than fit is compared as it is rounded.
fn is_less(one: Fraction, other: Fraction) -> Result<bool, Overflow> {
    match one.minus(other) {
        Ok(left) => Ok(left.is_negative()),
        Err(Overflow) => Ok(one.to_decimal()? < other.to_decimal()?),
    }
}

/// A part of an amount.
fn share(amount: Decimal, rate: Decimal) -> Result<Decimal, Overflow> {
    Ok(decimal::multiply_rounded(amount, rate)?.normalize())
}

fn quotient(numerator: u64, denominator: u64, without: Reason) -> Result<Value<Fraction>, Overflow> {
    let [numerator, denominator] = [numerator, denominator].map(|count| Fraction::from(Decimal::from(count)));
    over(numerator, denominator, without)
}

fn over(numerator: Fraction, denominator: Fraction, without: Reason) -> Result<Value<Fraction>, Overflow> {
    numerator.over(denominator).transpose().map(|value| value.map_or(Value::Undefined(without), Value::Known))
}
