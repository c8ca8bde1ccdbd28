//! What customers have cost and what they bring: a selection beside what was paid for it, as figures of the dictionary.

use std::collections::BTreeMap;

use crate::core::chance::amounts::Amounts;
use crate::core::decimal::{Decimal, Overflow};
use crate::core::fraction::Fraction;
use crate::core::metric::{FigureOverflow, Metric, Scope, Sums};
use crate::core::value::{Reason, Value};

use super::selection::Selection;
use super::{LTV_AGES, NO_CUSTOMERS, TOO_YOUNG};

/// By revenue and by gross profit, in the order of [`LTV_AGES`].
const LTV_REVENUE: [Metric; LTV_AGES.len()] = [
    Metric::LtvRevenue1m,
    Metric::LtvRevenue3m,
    Metric::LtvRevenue6m,
    Metric::LtvRevenue12m,
    Metric::LtvRevenue24m,
];
const LTV: [Metric; LTV_AGES.len()] =
    [Metric::Ltv1m, Metric::Ltv3m, Metric::Ltv6m, Metric::Ltv12m, Metric::Ltv24m];

/// What was paid to win customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paid {
    /// What the ads cost.
    pub spend: Value<Decimal>,
    /// The leads that came of it.
    pub leads: Value<Decimal>,
    /// The share of the other costs.
    pub other_costs: Value<Decimal>,
}

/// The figures of some of the customers, beside what was paid for them.
#[derive(Debug, Clone)]
pub struct Lifetimes {
    values: BTreeMap<Metric, Value<Fraction>>,
    /// How much customers differ, by the figure that is their average.
    spreads: BTreeMap<Metric, Amounts>,
}

impl Lifetimes {
    /// The figures of customers for whom this was paid.
    ///
    /// CAC is what was paid for each of the customers. LTV and what is computed from it are told at the
    /// oldest of the [`LTV_AGES`] that any of the customers is old enough for.
    ///
    /// **Errors**: [`FigureOverflow`] where a figure does not fit in 28 digits.
    pub fn new(selection: &Selection<'_>, paid: &Paid) -> Result<Self, FigureOverflow> {
        let mut lifetimes = Self { values: BTreeMap::new(), spreads: BTreeMap::new() };
        lifetimes.count(selection)?;
        lifetimes.tell_ltv(selection)?;
        lifetimes.pay(selection, paid)?;
        Ok(lifetimes)
    }

    /// The age that LTV is told at, in months.
    #[must_use]
    pub fn ltv_age(&self) -> Option<u16> {
        let age = self.values.get(&Metric::LtvAge)?.known()?.to_decimal().ok()?;
        u16::try_from(age).ok()
    }

    /// LTV by gross profit at an age of [`LTV_AGES`], as a figure of the dictionary; by revenue, if that is asked for.
    #[must_use]
    pub fn ltv_at(age: u16, by_revenue: bool) -> Option<Metric> {
        let place = LTV_AGES.iter().position(|told| *told == age)?;
        Some(if by_revenue { LTV_REVENUE[place] } else { LTV[place] })
    }

    fn set(
        &mut self,
        metric: Metric,
        value: Result<Value<Fraction>, Overflow>,
    ) -> Result<(), FigureOverflow> {
        self.values.insert(metric, value.map_err(|Overflow| FigureOverflow { figure: metric })?);
        Ok(())
    }

    fn count(&mut self, selection: &Selection<'_>) -> Result<(), FigureOverflow> {
        let counts = [(Metric::Customers, selection.customers()), (Metric::Orders, selection.orders())];
        for (metric, count) in counts {
            self.set(metric, Ok(known(Decimal::from(count))))?;
        }
        self.set(Metric::Revenue, selection.revenue().map(known))?;
        self.set(Metric::CostOfGoods, selection.cost_of_goods().map(fraction))?;
        self.set(Metric::OrdersPerCustomer, selection.orders_per_customer())?;
        self.set(Metric::RepeatRate, selection.repeat_rate())?;
        self.set(Metric::DaysBetweenOrders, selection.days_between_orders())
    }

    fn tell_ltv(&mut self, selection: &Selection<'_>) -> Result<(), FigureOverflow> {
        let mut told = [Value::Undefined(TOO_YOUNG); 2];
        let oldest = selection.oldest_told();
        for ((age, by_revenue), by_profit) in LTV_AGES.into_iter().zip(LTV_REVENUE).zip(LTV) {
            self.set(by_revenue, selection.ltv_revenue(age))?;
            self.set(by_profit, selection.ltv(age))?;
            let spread = selection.spread(age).map_err(|Overflow| FigureOverflow { figure: by_profit })?;
            let is_by_profit = self.values.get(&by_profit).is_some_and(|value| value.known().is_some());
            let (varies, varies_oldest) =
                if is_by_profit { (by_profit, Metric::Ltv) } else { (by_revenue, Metric::LtvRevenue) };
            let is_oldest = oldest == Some(age);
            if let Some(spread) = spread {
                self.spreads.insert(varies, spread);
                if is_oldest {
                    self.spreads.insert(varies_oldest, spread);
                }
            }
            if is_oldest {
                told = [by_revenue, by_profit].map(|metric| self.get(metric));
            }
        }
        let [by_revenue, mut by_profit] = told;
        if let Value::Absent(metric) = self.get(Metric::Ltv1m) {
            by_profit = Value::Absent(metric);
        }
        self.set(Metric::LtvRevenue, Ok(by_revenue))?;
        self.set(Metric::Ltv, Ok(by_profit))?;
        let age = oldest.map_or(Value::Undefined(TOO_YOUNG), |age| known(Decimal::from(age)));
        self.set(Metric::LtvAge, Ok(age))
    }

    fn pay(&mut self, selection: &Selection<'_>, paid: &Paid) -> Result<(), FigureOverflow> {
        let Paid { spend, leads, other_costs } = *paid;
        for (metric, value) in
            [(Metric::Spend, spend), (Metric::Leads, leads), (Metric::OtherCosts, other_costs)]
        {
            self.set(metric, Ok(fraction(value)))?;
        }
        let won = Fraction::from(Decimal::from(selection.customers()));
        let per_customer = |costs: Fraction| -> Result<Value<Fraction>, Overflow> {
            let cost = costs.over(won).transpose()?;
            Ok(cost.map_or(Value::Undefined(NO_CUSTOMERS), Value::Known))
        };
        let cac = fraction(spend).try_and_then(per_customer);
        let full = fraction(spend).try_and_then(|spend| {
            fraction(other_costs).try_and_then(|others| per_customer(spend.plus(others)?))
        });
        for (cost, payback, value) in
            [(Metric::Cac, Metric::PaybackMonths, cac), (Metric::CacFull, Metric::PaybackMonthsFull, full)]
        {
            self.set(cost, value)?;
            let months = self.get(cost).try_and_then(|cost| {
                let age = selection.payback(cost)?;
                age.try_map(|age| Ok(Fraction::from(Decimal::from(age))))
            });
            self.set(payback, months)?;
        }
        Ok(())
    }

    fn get(&self, metric: Metric) -> Value<Fraction> {
        self.values.get(&metric).copied().unwrap_or(Value::Absent(metric))
    }
}

fn known(figure: Decimal) -> Value<Fraction> {
    Value::Known(Fraction::from(figure))
}

fn fraction(value: Value<Decimal>) -> Value<Fraction> {
    match value {
        Value::Known(figure) => known(figure),
        Value::Undefined(reason) => Value::Undefined(reason),
        Value::Absent(metric) => Value::Absent(metric),
    }
}

/// Some of the customers beside all of them.
struct InAll<'a> {
    part: &'a Lifetimes,
    all: &'a Lifetimes,
}

impl Scope for InAll<'_> {
    fn value_of(&self, metric: Metric) -> Option<Value<Fraction>> {
        self.part.values.get(&metric).copied()
    }

    fn value_in_total(&self, metric: Metric) -> Option<Value<Fraction>> {
        self.all.values.get(&metric).copied()
    }

    fn values_averaged(&self, metric: Metric) -> Option<Amounts> {
        self.part.spreads.get(&metric).copied()
    }

    fn comparable(&self, _: &[Metric]) -> Result<(), Reason> {
        Ok(())
    }
}

impl Sums for Lifetimes {
    fn within<'a>(&'a self, total: &'a Self) -> impl Scope + 'a {
        InAll { part: self, all: total }
    }

    fn is_partial(&self, _: &Self, _: Metric) -> bool {
        false
    }
}
