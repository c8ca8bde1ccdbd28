//! A published order log: the purchases of a tenth of those who first bought at CDNOW, a shop for music, in the first quarter of
//! 1997, up to the end of June 1998.
//!
//! `note.md` beside this file says where `cdnow.csv.gz` is from. The package's own summary of it, `cdnow_customers_summary.csv`, has a
//! row for each of 2,357 customers, 946 of which came back by 30 September 1997, on 2,457 days in all.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::Path;

use flate2::read::GzDecoder;
use leadcalc::core::cohort::{Cohorts, Order, OrderLog};
use leadcalc::core::decimal::{self, Decimal, parse};
use leadcalc::core::fraction::Fraction;
use leadcalc::core::period::Date;
use leadcalc::core::value::Value;

fn orders() -> Vec<Order> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cohorts/cdnow.csv.gz");
    let text = io::read_to_string(GzDecoder::new(File::open(path).expect("the sample"))).expect("its text");
    let read = |line: &str| {
        let mut cells = line.split(',');
        let mut next = || cells.next().expect("three cells");
        let customer = next().parse::<u32>().expect("a number") - 1;
        let day = next().parse().expect("a day");
        let amount = parse(next()).expect("an amount");
        Order { customer, day, amount, cost_of_goods: None, channel: 0 }
    };
    text.lines().skip(1).map(read).collect()
}

fn cohorts(orders: &[Order]) -> Cohorts {
    let mut log = OrderLog::default();
    for order in orders {
        log.add(order).expect("a day of 1997 or 1998");
    }
    log.cohorts(None)
}

fn shown(value: Value<Fraction>) -> String {
    decimal::plain(decimal::round(value.known().expect("a figure").to_decimal().expect("room"), 4))
}

#[test]
fn the_totals_are_the_published_ones() {
    let orders = orders();
    assert_eq!(orders.len(), 6_919);
    let cohorts = cohorts(&orders);
    let months: Vec<_> = cohorts.months().iter().map(ToString::to_string).collect();
    assert_eq!(months, ["1997-01", "1997-02", "1997-03"]);
    let all = cohorts.select(None, None);
    assert_eq!((all.customers(), all.orders()), (2_357, 6_919));
    // The last day of the log is the last day of a month: nothing is cut off.
    assert_eq!(cohorts.last_day(), Date::constant(1998, 6, 30));
    let sizes = cohorts.months().into_iter().map(|month| cohorts.select(Some(month), None).customers());
    assert_eq!(sizes.collect::<Vec<_>>(), [781, 857, 719]);
    assert_eq!(all.last_age(), Some(17));
    // All are old enough for age 15, the youngest not for 16.
    assert_eq!(all.at_age(15).unwrap().unwrap().customers, 2_357);
    assert_eq!(all.at_age(16).unwrap().unwrap().customers, 781 + 857);
    let revenue = cohorts.months().into_iter().map(|month| {
        let selection = cohorts.select(Some(month), None);
        selection.up_to_age(selection.last_age().unwrap()).unwrap().unwrap().revenue
    });
    let revenue = revenue.reduce(|sum, revenue| decimal::add(sum, revenue).unwrap()).unwrap();
    assert_eq!(decimal::plain(revenue), "244091.94");
}

#[test]
fn the_customers_who_came_back_are_those_of_the_published_summary() {
    // The summary counts days, not orders.
    let until = Date::constant(1997, 9, 30);
    let by_day: BTreeMap<_, _> = orders()
        .into_iter()
        .filter(|order| order.day <= until)
        .map(|order| ((order.customer, order.day), order))
        .collect();
    let orders: Vec<Order> = by_day.into_values().collect();
    let cohorts = cohorts(&orders);
    let all = cohorts.select(None, None);
    assert_eq!(all.customers(), 2_357);
    assert_eq!(all.repeat_customers(), 946);
    assert_eq!(all.orders() - all.customers(), 2_457);
}

#[test]
fn the_triangle_of_the_first_cohort() {
    let cohorts = cohorts(&orders());
    let first = cohorts.months().into_iter().next().unwrap();
    let january = cohorts.select(Some(first), None);
    let cell = |age| {
        let cell = january.at_age(age).unwrap().unwrap();
        (cell.orders, cell.active_customers, decimal::plain(cell.revenue))
    };
    // Counted apart, by a script of a dozen lines over the package's file.
    assert_eq!(cell(0), (885, 781, "28592.7".to_owned()));
    assert_eq!(cell(1), (180, 124, "7003.73".to_owned()));
    assert_eq!(cell(12), (55, 45, "2141.8".to_owned()));
    assert_eq!(cell(17), (39, 33, "1327.56".to_owned()));
    assert_eq!(january.at_age(18), Ok(None));
    assert_eq!(january.up_to_age(1).unwrap().unwrap().active_customers, 124);
    let all = cohorts.select(None, None);
    // 6919 / 2357, 1152 / 2357, 307464 days / (6919 - 2357)
    assert_eq!(shown(all.orders_per_customer().unwrap()), "2.9355");
    assert_eq!(shown(all.repeat_rate().unwrap()), "0.4888");
    assert_eq!(shown(all.days_between_orders().unwrap()), "67.3968");
    assert_eq!(shown(january.ltv_revenue(1).unwrap()), shown(Value::Known(per(3_559_643, 78_100))));
    assert!(all.ltv(1).unwrap().known().is_none(), "there are no costs of goods");
}

fn per(numerator: u32, denominator: u32) -> Fraction {
    let [numerator, denominator] =
        [numerator, denominator].map(|number| Fraction::from(Decimal::from(number)));
    numerator.over(denominator).expect("a denominator").expect("room")
}
