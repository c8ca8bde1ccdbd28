//! Any log, in any order and any parts, against the definitions.

use leadcalc::core::cohort::{Cell, Cohorts, Order, OrderLog, Selection};
use leadcalc::core::decimal::Decimal;
use leadcalc::core::fraction::Fraction;
use leadcalc::core::metric::Metric;
use leadcalc::core::period::Date;
use leadcalc::core::value::{Reason, Value};
use num_rational::BigRational;
use num_traits::Zero;
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::reference::{self, Of, Reference, exact};

/// Ages are looked at up to this one: the days below lie in three years.
const OLDEST: u16 = 40;

const CHANNELS: u32 = 3;

/// Days of three years with a leap day, most of them at the edges of months.
pub(crate) fn days() -> impl Strategy<Value = Date> {
    let any = (2023_i16..=2025, 1_i8..=12, 1_i8..=28)
        .prop_map(|(year, month, day)| Date::new(year, month, day).expect("a day"));
    prop_oneof![
        2 => any.clone(),
        1 => any.clone().prop_map(Date::first_of_month),
        1 => any.prop_map(Date::last_of_month),
    ]
}

/// Amounts in cents, free ones, refunds, and some that are too fine or too large for millionths in a machine word.
fn amounts() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        6 => (0_i64..100_000).prop_map(|cents| Decimal::new(cents, 2)),
        1 => Just(Decimal::ZERO),
        2 => (-50_000_i64..0).prop_map(|cents| Decimal::new(cents, 2)),
        1 => (-1_000_i64..1_000, 7_u32..10).prop_map(|(digits, places)| Decimal::new(digits, places)),
        1 => (-9_i64..10).prop_map(|billions| Decimal::new(billions * 1_000_000_000_000_000, 0)),
    ]
}

/// Logs whose orders never give their costs of goods, mostly do, or always.
pub(crate) fn orders() -> impl Strategy<Value = Vec<Order>> {
    prop_oneof![Just(0_u32), Just(95), Just(100)].prop_flat_map(|share| {
        let cost = (0_u32..100, amounts()).prop_map(move |(chance, cost)| (chance < share).then_some(cost));
        let order = (0_u32..6, days(), amounts(), cost, 0..CHANNELS);
        let order = order.prop_map(|(customer, day, amount, cost_of_goods, channel)| Order {
            customer,
            day,
            amount,
            cost_of_goods,
            channel,
        });
        vec(order, 0..24)
    })
}

pub(crate) fn log<'a>(orders: impl IntoIterator<Item = &'a Order>) -> OrderLog {
    let mut log = OrderLog::default();
    for order in orders {
        log.add(order).expect("a day of this century");
    }
    log
}

/// The log read in parts, each of which numbers customers in the order that it meets them.
fn in_parts(orders: &[Order], parts: &[u8]) -> OrderLog {
    let mut whole = OrderLog::default();
    for part in 0..3 {
        let mut met = Vec::new();
        let of_part = orders.iter().zip(parts.iter().cycle()).filter(|(_, of)| **of == part);
        let renumbered: Vec<Order> = of_part
            .map(|(order, _)| {
                let number = met.iter().position(|customer| *customer == order.customer).unwrap_or(met.len());
                if number == met.len() {
                    met.push(order.customer);
                }
                let customer = u32::try_from(number).expect("few customers");
                Order { customer, ..*order }
            })
            .collect();
        whole.merge(&log(&renumbered), |number| met[number as usize]);
    }
    whole
}

/// All that can be looked at: cohorts, channels, both, and the whole.
fn selections(cohorts: &Cohorts) -> Vec<(Selection<'_>, Of)> {
    let mut all = Vec::new();
    let months = cohorts.months().into_iter().map(Some).chain([None]);
    for month in months {
        let of = month.map(|month| {
            let name = month.to_string();
            let (year, month) = name.split_once('-').expect("a year and a month");
            (year.parse().expect("a year"), month.parse().expect("a month"))
        });
        for channel in (0..CHANNELS).map(Some).chain([None]) {
            all.push((cohorts.select(month, channel), (of, channel)));
        }
    }
    all
}

fn agree(
    cell: Option<Cell>,
    wanted: Option<&reference::Cell>,
    gives_costs: bool,
) -> Result<(), TestCaseError> {
    let (Some(cell), Some(wanted)) = (&cell, wanted) else {
        prop_assert!(cell.is_none() && wanted.is_none(), "{cell:?} and {wanted:?}");
        return Ok(());
    };
    let counts = [cell.customers, cell.orders, cell.active_customers];
    prop_assert_eq!(counts, [wanted.customers, wanted.orders, wanted.active_customers].map(|n| n as u64));
    prop_assert_eq!(exact(cell.revenue), wanted.revenue.clone());
    match &wanted.gross_profit {
        _ if !gives_costs => prop_assert_eq!(cell.gross_profit, Value::Absent(Metric::CostOfGoods)),
        Some(profit) => prop_assert_eq!(cell.gross_profit.known().map(exact), Some(profit.clone())),
        None => prop_assert_eq!(cell.gross_profit, Value::Undefined(Reason::Partial(Metric::CostOfGoods))),
    }
    Ok(())
}

/// A quotient as the program gives it: exact to its last place where it ends, so it is compared by what was divided.
fn is_quotient(value: Value<Fraction>, numerator: &BigRational, denominator: usize) -> bool {
    let Some(fraction) = value.known() else { return denominator == 0 };
    let quotient = exact(fraction.to_decimal().expect("room"));
    let wanted = numerator / BigRational::from_integer(denominator.into());
    let difference = if quotient > wanted { quotient - wanted } else { wanted - quotient };
    difference <= BigRational::new(1.into(), 1_000_000_000_u32.into())
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_cell_is_that_of_the_definitions(
        orders in orders(),
        parts in vec(0_u8..3, 1..24),
        complete_until in weighted(0.5, days()),
    ) {
        let cohorts = in_parts(&orders, &parts).cohorts(complete_until);
        let reference = Reference::new(&orders, complete_until);
        let gives_costs = orders.iter().any(|order| order.cost_of_goods.is_some());
        for (selection, of) in selections(&cohorts) {
            let mut oldest = None;
            for age in 0..=OLDEST {
                let cell = selection.at_age(age).expect("room");
                oldest = oldest.max(cell.map(|_| age));
                agree(cell, reference.cell(of, age.into(), false).as_ref(), gives_costs)?;
                agree(selection.up_to_age(age).expect("room"), reference.cell(of, age.into(), true).as_ref(), gives_costs)?;
            }
            prop_assert_eq!(selection.last_age(), oldest);
        }
    }

    #[test]
    fn loyalty_is_that_of_the_definitions(orders in orders(), parts in vec(0_u8..3, 1..24)) {
        let cohorts = in_parts(&orders, &parts).cohorts(None);
        let reference = Reference::new(&orders, None);
        for (selection, of) in selections(&cohorts) {
            let days = reference.days(of);
            let all: usize = days.iter().map(Vec::len).sum();
            let repeat = days.iter().filter(|days| days.len() > 1).count();
            let gaps = days.iter().flat_map(|days| days.windows(2));
            let gaps: Vec<i64> = gaps
                .map(|pair| (pair[1].duration_since(pair[0]).as_hours() + 12) / 24)
                .collect();
            prop_assert_eq!(selection.customers(), days.len() as u64);
            prop_assert_eq!(selection.orders(), all as u64);
            prop_assert_eq!(selection.repeat_customers(), repeat as u64);
            let whole = |count: usize| BigRational::from_integer(count.into());
            prop_assert!(is_quotient(selection.orders_per_customer().expect("room"), &whole(all), days.len()));
            prop_assert!(is_quotient(selection.repeat_rate().expect("room"), &whole(repeat), days.len()));
            let total = BigRational::from_integer(gaps.iter().sum::<i64>().into());
            prop_assert!(is_quotient(selection.days_between_orders().expect("room"), &total, gaps.len()));
        }
    }

    #[test]
    fn lifetime_value_is_spread_over_customers_old_enough(orders in orders(), cac in 0_i64..2_000) {
        let cohorts = log(&orders).cohorts(None);
        let reference = Reference::new(&orders, None);
        let gives_costs = orders.iter().any(|order| order.cost_of_goods.is_some());
        let cost = BigRational::from_integer(cac.into());
        for (selection, of) in selections(&cohorts) {
            let mut paid_back = None;
            for age in 0..=OLDEST {
                let wanted = reference.cell(of, age.into(), true);
                let [by_revenue, by_profit] = [selection.ltv_revenue(age), selection.ltv(age)].map(|value| value.expect("room"));
                let Some(wanted) = wanted else {
                    prop_assert!(by_revenue.known().is_none() && by_profit.known().is_none());
                    continue;
                };
                prop_assert!(is_quotient(by_revenue, &wanted.revenue, wanted.customers));
                if let Some(profit) = wanted.gross_profit.filter(|_| gives_costs) {
                    prop_assert!(is_quotient(by_profit, &profit, wanted.customers));
                    let per_customer = profit / BigRational::from_integer(wanted.customers.into());
                    if paid_back.is_none() && per_customer >= cost {
                        paid_back = Some(Some(age));
                    }
                } else {
                    prop_assert!(by_profit.known().is_none());
                    paid_back = paid_back.or(Some(None));
                }
            }
            let payback = selection.payback(Fraction::from(Decimal::from(cac))).expect("room").known();
            prop_assert_eq!(payback, paid_back.flatten());
        }
    }

    #[test]
    fn nothing_is_lost(orders in orders(), parts in vec(0_u8..3, 1..24)) {
        let cohorts = in_parts(&orders, &parts).cohorts(Some(Date::constant(2030, 12, 31)));
        let unplaced = cohorts.unplaced().expect("room");
        let placed = cohorts.select(None, None).up_to_age(OLDEST).expect("room");
        let placed = placed.map_or_else(BigRational::zero, |cell| exact(cell.revenue));
        prop_assert_eq!(placed + exact(unplaced.revenue), Reference::new(&orders, None).revenue());
        let mut customers: Vec<u32> = orders.iter().map(|order| order.customer).collect();
        customers.sort_unstable();
        customers.dedup();
        prop_assert_eq!(cohorts.select(None, None).customers() + unplaced.customers, customers.len() as u64);
    }
}
