//! The figures of a selection against the definitions: who is looked at, what was paid, discounted values, and how much customers differ.

use std::collections::BTreeMap;

use leadcalc::core::cohort::{LTV_AGES, Lifetimes, Order, Paid, Selection, Terms, shares};
use leadcalc::core::decimal::{self, Decimal};
use leadcalc::core::metric::{Metric, Scope, Sums};
use leadcalc::core::period::Date;
use leadcalc::core::value::{Reason, Value};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::laws::{days, log, orders};
use crate::reference::{Reference, exact};

const EVERYBODY: (Option<(i16, i8)>, Option<u32>) = (None, None);

/// As [`exact`], of a figure that was rounded: to 10⁻⁹ of it.
fn is_close(found: &BigRational, wanted: &BigRational) -> bool {
    let absolute = |number: BigRational| if number < BigRational::zero() { -number } else { number };
    let allowed =
        (absolute(wanted.clone()) + BigRational::one()) / BigRational::from_integer(1_000_000_000.into());
    absolute(found - wanted) <= allowed
}

fn figure(lifetimes: &Lifetimes, metric: Metric) -> Option<BigRational> {
    metric.evaluate(&lifetimes.within(lifetimes)).expect("room").known().map(exact)
}

fn lifetimes(selection: &Selection<'_>, spend: i64) -> Lifetimes {
    let paid = Paid {
        spend: Value::Known(Decimal::from(spend)),
        leads: Value::Absent(Metric::Leads),
        other_costs: Value::Known(Decimal::from(spend)),
    };
    Lifetimes::new(selection, &paid).expect("room")
}

/// What each customer old enough brought at each age up to this one; by gross profit, or by revenue where no order has a cost.
fn by_customer(orders: &[Order], oldest: i32) -> BTreeMap<u32, BTreeMap<i32, BigRational>> {
    let reference = Reference::new(orders, None);
    let gives_costs = orders.iter().any(|order| order.cost_of_goods.is_some());
    let mut values = BTreeMap::new();
    for (customer, first) in reference.customers(EVERYBODY) {
        if !reference.is_over(first, oldest) {
            continue;
        }
        let of_customer: &mut BTreeMap<i32, BigRational> = values.entry(customer).or_default();
        for order in orders.iter().filter(|order| order.customer == customer) {
            let age = crate::reference::age(first, order.day);
            let cost = order.cost_of_goods.filter(|_| gives_costs).map_or_else(BigRational::zero, exact);
            if (0..=oldest).contains(&age) {
                *of_customer.entry(age).or_insert_with(BigRational::zero) += exact(order.amount) - cost;
            }
        }
    }
    values
}

fn lacks_a_cost(orders: &[Order]) -> bool {
    let is_lacking = |order: &Order| order.cost_of_goods.is_none() && order.amount > Decimal::ZERO;
    orders.iter().any(|order| order.cost_of_goods.is_some()) && orders.iter().any(is_lacking)
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn terms_choose_customers_and_not_orders(
        orders in orders(),
        bounds in (days(), days()),
        spend in (days(), days()),
    ) {
        let (since, until) = (bounds.0.min(bounds.1), bounds.0.max(bounds.1));
        let (begins, ends) = (spend.0.min(spend.1), spend.0.max(spend.1));
        let firsts = Reference::new(&orders, None).customers(EVERYBODY);
        let is_in_time = |first: &Date| since <= *first && *first <= until;
        let is_chosen = |first: &Date| is_in_time(first) && begins <= *first;
        let chosen: Vec<Order> = orders
            .iter()
            .filter(|order| firsts.get(&order.customer).is_some_and(is_chosen))
            .copied()
            .collect();
        let terms = Terms {
            since: Some(since),
            until: Some(until),
            spend_days: Some((begins, ends)),
            ..Terms::default()
        };
        let cohorts = log(&orders).cohorts_of(&terms);
        let all = cohorts.select(None, None);
        let counted = |is_one: &dyn Fn(&Date) -> bool| firsts.values().filter(|first| is_one(first)).count() as u64;
        prop_assert_eq!(all.customers(), counted(&is_chosen));
        prop_assert_eq!(cohorts.left_out(), counted(&|first| !is_in_time(first)));
        prop_assert_eq!(cohorts.before_spend(), counted(&|first| is_in_time(first) && *first < begins));
        prop_assert_eq!(all.late_customers(), counted(&|first| is_chosen(first) && ends < *first));
        // What is chosen brings the same as if there were no others, as far as the data reach.
        let last_day = orders.iter().map(|order| order.day).max();
        let alone = log(&chosen).cohorts(last_day);
        let alone = alone.select(None, None);
        prop_assert_eq!(all.orders(), alone.orders());
        for age in 0..12 {
            let [one, other] = [&all, &alone].map(|selection| {
                selection.up_to_age(age).expect("room").map(|cell| (cell.customers, cell.orders, exact(cell.revenue)))
            });
            prop_assert_eq!(one, other);
        }
    }

    #[test]
    fn figures_are_those_of_the_definitions(orders in orders(), spend in 1_i64..1_000) {
        let cohorts = log(&orders).cohorts_of(&Terms { keeps_spread: true, ..Terms::default() });
        let all = cohorts.select(None, None);
        let figures = lifetimes(&all, spend);
        let customers = BigInt::from(all.customers());
        let is_nobody = all.customers() == 0;
        let cac = (!is_nobody).then(|| BigRational::new(spend.into(), customers.clone()));
        let close = |metric: Metric, wanted: Option<BigRational>| match (figure(&figures, metric), wanted) {
            (Some(found), Some(wanted)) => is_close(&found, &wanted),
            (found, wanted) => found.is_none() && wanted.is_none(),
        };
        prop_assert!(close(Metric::Cac, cac.clone()));
        prop_assert!(close(Metric::CacFull, cac.map(|cac| cac * BigRational::from_integer(2.into()))));
        let told = LTV_AGES.into_iter().rev().find(|age| !by_customer(&orders, i32::from(*age)).is_empty());
        prop_assert_eq!(figures.ltv_age(), told);
        let gives_costs = orders.iter().any(|order| order.cost_of_goods.is_some());
        for age in LTV_AGES {
            let values = by_customer(&orders, i32::from(age));
            let metric = Lifetimes::ltv_at(age, !gives_costs).expect("an age");
            let sums: Vec<BigRational> = values.values().map(|ages| ages.values().sum()).collect();
            if sums.is_empty() {
                prop_assert!(figure(&figures, metric).is_none());
            } else if !lacks_a_cost(&orders) {
                let count = BigRational::from_integer(sums.len().into());
                let sum: BigRational = sums.iter().sum();
                prop_assert!(close(metric, Some(&sum / &count)));
                // How much they differ, unless amounts of thirty digits have no room for their squares.
                if let Some(spread) = figures.within(&figures).values_averaged(metric) {
                    prop_assert_eq!(spread.count, sums.len() as u64);
                    prop_assert_eq!(exact(spread.sum), sum);
                    let squares: BigRational = sums.iter().map(|value| value * value).sum();
                    prop_assert!(is_close(&exact(spread.squares), &squares));
                } else {
                    let large = BigRational::from_integer(1_000_000_000_000_000_i64.into());
                    prop_assert!(sums.iter().any(|value| value * value >= large));
                }
            }
        }
    }

    /// A share of the revenue stands in the place of costs that every order gives, whether or not the log gives others.
    #[test]
    fn a_margin_is_what_orders_with_such_costs_come_to(orders in orders(), percent in 0_i64..=100, spend in 1_i64..1_000) {
        let (rate, rest) = (Decimal::new(percent, 2), Decimal::new(100 - percent, 2));
        let cost = |order: &Order| decimal::multiply(order.amount, rest).expect("room");
        let priced: Vec<Order> =
            orders.iter().map(|order| Order { cost_of_goods: Some(cost(order)), ..*order }).collect();
        let terms = Terms { keeps_spread: true, ..Terms::default() };
        let (given, by_rate) = (log(&priced).cohorts_of(&terms), log(&orders).cohorts_of(&terms));
        for discount in [None, Some(Decimal::new(1, 2))] {
            let [wanted, found] = [given.select(None, None), by_rate.select(None, None).with_margin(rate)]
                .map(|selection| discount.into_iter().fold(selection, Selection::discounted));
            for age in 0..12 {
                prop_assert_eq!(found.at_age(age), wanted.at_age(age));
                prop_assert_eq!(found.up_to_age(age), wanted.up_to_age(age));
            }
            if orders.is_empty() {
                continue;
            }
            prop_assert_eq!(found.cost_of_goods(), wanted.cost_of_goods());
            let (found, wanted) = (lifetimes(&found, spend), lifetimes(&wanted, spend));
            for metric in [Metric::Ltv1m, Metric::Ltv12m, Metric::Ltv, Metric::LtvCac, Metric::PaybackMonths] {
                let [found, wanted] = [&found, &wanted].map(|of| figure(of, metric));
                let both = found.clone().zip(wanted.clone());
                prop_assert!(found.is_some() == wanted.is_some());
                prop_assert!(both.is_none_or(|(found, wanted)| is_close(&found, &wanted)), "{}", metric);
            }
            // Squares of thirty digits are rounded, or have no room.
            let spread = |of: &Lifetimes| of.within(of).values_averaged(Metric::Ltv1m);
            if let (Some(found), Some(wanted)) = (spread(&found), spread(&wanted)) {
                prop_assert_eq!((found.count, found.sum), (wanted.count, wanted.sum));
                prop_assert!(is_close(&exact(found.squares), &exact(wanted.squares)));
            }
        }
    }

    #[test]
    fn a_month_later_money_is_worth_less(orders in orders(), percent in 0_i64..=100) {
        let rate = Decimal::new(percent, 2);
        let cohorts = log(&orders).cohorts(None);
        let discounted = cohorts.select(None, None).discounted(rate);
        let gives_costs = orders.iter().any(|order| order.cost_of_goods.is_some());
        let growth = BigRational::one() + exact(rate);
        for age in LTV_AGES {
            let values = by_customer(&orders, i32::from(age));
            let value = if gives_costs { discounted.ltv(age) } else { discounted.ltv_revenue(age) };
            let value = value.expect("room");
            if values.is_empty() {
                prop_assert!(value.known().is_none());
            } else if !lacks_a_cost(&orders) {
                let mut sum = BigRational::zero();
                for (age, value) in values.values().flatten() {
                    let worth = (0..*age).fold(BigRational::one(), |worth, _| worth / &growth);
                    sum += value * worth;
                }
                let wanted = sum / BigRational::from_integer(values.len().into());
                let found = value.known().expect("a figure").to_decimal().expect("room");
                prop_assert!(is_close(&exact(found), &wanted), "{found} for {wanted}");
            }
        }
        prop_assert_eq!(discounted.spread(1).expect("room"), None);
    }

    #[test]
    fn shares_add_up(cents in 0_i64..1_000_000_000, weights in vec(0_i64..1_000, 1..12)) {
        let sum = Decimal::new(cents, 2);
        let weights: Vec<Decimal> = weights.into_iter().map(Decimal::from).collect();
        let whole: BigRational = weights.iter().copied().map(exact).sum();
        let Some(parts) = shares(sum, &weights).expect("room") else {
            prop_assert!(whole.is_zero());
            return Ok(());
        };
        prop_assert_eq!(parts.iter().copied().map(exact).sum::<BigRational>(), exact(sum));
        let unit = exact(decimal::parse("0.000000000001").expect("a unit"));
        for (part, weight) in parts.into_iter().zip(weights) {
            let wanted = exact(sum) * exact(weight) / &whole;
            let (part, lowest, highest) = (exact(part), &wanted - &unit, &wanted + &unit);
            prop_assert!(lowest <= part && part <= highest, "{part} for {wanted}");
            prop_assert!(weight > Decimal::ZERO || part.is_zero());
        }
    }
}

#[test]
fn nobody_has_no_figures() {
    let cohorts = log(&[]).cohorts(None);
    let figures = lifetimes(&cohorts.nobody(), 100);
    let why = |metric: Metric| metric.evaluate(&figures.within(&figures)).expect("room");
    assert_eq!(why(Metric::Cac), Value::Undefined(Reason::Zero("no customers")));
    assert_eq!(why(Metric::LtvRevenue), Value::Undefined(Reason::Zero("no customers old enough")));
    assert_eq!(why(Metric::Ltv), Value::Absent(Metric::CostOfGoods));
    assert_eq!(why(Metric::PaybackMonths), Value::Undefined(Reason::Zero("no customers")));
    assert_eq!(figures.ltv_age(), None);
}
