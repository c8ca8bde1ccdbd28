#![expect(clippy::arithmetic_side_effects, reason = "fractions of any size do not overflow")]

use std::collections::BTreeMap;

use jiff::ToSpan;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use proptest::prelude::*;

use super::super::metric::Sums;
use super::super::value::{Reason, Value};
use super::super::worksheet::Worksheet;
use super::*;
use crate::core::chance::comparison::proportions::Proportion;
use crate::core::chance::method::Method;
use crate::core::decimal::{parse, plain};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Subscriptions as customer, first day, last day or nothing, amount.
fn subscribers(rows: &[(&str, &str, &str, i64)]) -> Subscribers {
    let mut subscribers = Subscribers::default();
    for (customer, first, last, amount) in rows {
        let last = Some(*last).filter(|last| !last.is_empty()).map(day);
        subscribers.add(customer, Subscription { first: day(first), last, amount: (*amount).into() });
    }
    subscribers
}

/// A month as active, new, churned, revenue, lost, contraction, expansion.
fn figures(month: &Movement) -> [Decimal; 7] {
    let Movement { mrr, lost, contraction, expansion, .. } = month;
    let counts = [month.subscribers, month.new_subscribers, month.churned].map(Decimal::from);
    [counts[0], counts[1], counts[2], *mrr, *lost, *contraction, *expansion]
}

fn months(history: &History) -> Vec<(String, [i64; 7])> {
    let whole = |figure: Decimal| i64::try_from(figure).unwrap();
    history.months.iter().map(|(month, it)| (Period::Month.of(*month), figures(it).map(whole))).collect()
}

fn evaluate(metric: Metric, movement: &Movement) -> Value<Decimal> {
    metric.evaluate(&movement.within(movement)).unwrap()
}

/// Four customers in January: 100, 100, 200, 300. In February one of 100 leaves, the one of 200 goes to 150, the one of 300 to 380,
/// and a fifth comes for 50, who leaves in March.
///
/// February: 1 / 4 churn; (100 + 50) / 700 revenue churn; (700 - 100 - 50 + 80) / 700 = 630 / 700 = 90 %.
/// March: 1 / 4; 50 / 680; 630 / 680. Both: 2 of 8 customer-months, so 25 % and 4 months; 1380 / 8 = 172.50 a month.
#[test]
fn a_quarter_by_hand() {
    let subscribers = subscribers(&[
        ("a", "2026-01-05", "", 100),
        ("b", "2026-01-31", "2026-02-14", 100),
        ("c", "2026-01-01", "2026-02-09", 200),
        ("c", "2026-02-10", "", 150),
        ("d", "2026-01-20", "2026-01-31", 300),
        ("d", "2026-02-01", "", 380),
        ("e", "2026-02-28", "2026-03-01", 50),
    ]);
    let history = subscribers.history(day("2026-03-31")).unwrap();
    assert_eq!(
        months(&history),
        [
            ("2026-01".to_owned(), [0, 4, 0, 0, 0, 0, 0]),
            ("2026-02".to_owned(), [4, 1, 1, 700, 100, 50, 80]),
            ("2026-03".to_owned(), [4, 0, 1, 680, 50, 0, 0]),
        ]
    );
    let february = &history.months[1].1;
    assert_eq!(evaluate(Metric::Churn, february), Value::Known(parse("0.25").unwrap()));
    assert_eq!(evaluate(Metric::NetRevenueRetention, february), Value::Known(parse("0.9").unwrap()));
    let revenue_churn = evaluate(Metric::RevenueChurn, february).known().unwrap();
    assert_eq!(revenue_churn, decimal::divide(3.into(), 14.into()).unwrap());
    assert_eq!(
        evaluate(Metric::Churn, &history.months[0].1),
        Value::Undefined(Reason::Zero("no subscribers"))
    );
    let sheet = observed(Worksheet::new(), &history.total).unwrap();
    for (metric, expected) in
        [(Metric::Churn, "0.25"), (Metric::LifetimeMonths, "4"), (Metric::RevenuePerMonth, "172.5")]
    {
        assert_eq!(sheet.figure(metric), Ok(Value::Known(parse(expected).unwrap())), "{metric}");
    }
}

#[test]
fn who_goes_on_on_the_next_day_has_not_left_and_who_comes_back_later_has() {
    let churned = |first: &str, last: &str, again: &str| {
        let subscribers = subscribers(&[("a", first, last, 10), ("a", again, "", 10)]);
        let history = subscribers.history(day("2024-12-31")).unwrap();
        (history.total.churned, history.total.new_subscribers, history.brief)
    };
    for (first, last, again) in [
        ("2024-01-10", "2024-03-15", "2024-03-16"),
        ("2024-01-10", "2024-03-15", "2024-03-01"),
        // The ends of months, of February with its leap day, and of a year.
        ("2024-01-10", "2024-04-30", "2024-05-01"),
        ("2024-01-10", "2024-02-29", "2024-03-01"),
        ("2023-02-28", "2023-12-31", "2024-01-01"),
    ] {
        assert_eq!(churned(first, last, again), (0, 1, 0), "{again}");
    }
    for (first, last, again) in [
        ("2024-01-10", "2024-03-15", "2024-03-17"),
        ("2024-01-10", "2024-02-28", "2024-03-01"),
        ("2023-02-27", "2023-12-30", "2024-01-01"),
    ] {
        assert_eq!(churned(first, last, again), (1, 2, 0), "{again}");
    }
    // February of 2023 has 28 days.
    assert_eq!(churned("2022-12-10", "2023-02-28", "2023-03-01"), (0, 1, 0));
    // Who came in the month that it left in was never there at a month's start.
    assert_eq!(churned("2024-03-10", "2024-03-15", "2024-03-17"), (0, 2, 1));
}

#[test]
fn only_whole_months_count() {
    let subscribers = subscribers(&[("a", "2026-01-01", "2026-02-28", 10), ("b", "2026-01-01", "", 10)]);
    let known_on = |text: &str| {
        let history = subscribers.history(day(text)).unwrap();
        (months(&history).len(), history.total.churned, history.broken_off)
    };
    // On its last day nobody knows that it does not go on with the next.
    assert_eq!(known_on("2026-02-28"), (2, 0, None));
    assert_eq!([27, 28].map(|last| subscribers.ending_on(Date::constant(2026, 2, last))), [0, 1]);
    assert_eq!(known_on("2026-03-01"), (2, 1, Some(day("2026-03-01"))));
    assert_eq!(known_on("2026-02-27"), (1, 0, Some(day("2026-02-01"))));
    assert_eq!(known_on("2026-03-30"), (2, 1, Some(day("2026-03-01"))));
    assert_eq!(known_on("2026-03-31"), (3, 1, None));
    assert_eq!(known_on("2025-12-31"), (0, 0, None));
    assert_eq!(subscribers.begun_after(day("2025-12-31")), 2);
}

#[test]
fn several_subscriptions_of_a_customer_are_one_customer_and_their_sum() {
    let subscribers = subscribers(&[
        ("a", "2026-01-10", "", 30),
        ("a", "2026-01-10", "2026-02-20", 20),
        ("a", "2026-03-05", "", 5),
        ("b", "2026-01-02", "", 7),
        ("b", "2026-01-02", "", 7),
    ]);
    assert_eq!((subscribers.len(), subscribers.repeated()), (2, 1));
    let history = subscribers.history(day("2026-03-31")).unwrap();
    let expected: [[i64; 7]; 3] = [[0, 2, 0, 0, 0, 0, 0], [2, 0, 0, 64, 0, 20, 0], [2, 0, 0, 44, 0, 0, 5]];
    assert_eq!(months(&history).into_iter().map(|(_, month)| month).collect::<Vec<_>>(), expected);
}

#[test]
fn churn_that_falls_with_age_is_told_and_the_same_churn_is_not() {
    let split = |by_age: &[(u64, u64)]| {
        let mut ages = Ages::default();
        for (age, (leave, stay)) in (1..).zip(by_age) {
            (0..*leave).for_each(|_| ages.note(age, true));
            (0..*stay).for_each(|_| ages.note(age, false));
        }
        ages.split()
    };
    assert_eq!(split(&[]), None);
    assert_eq!(split(&[(3, 5)]), None);
    // 40 of 100 in the first month, 6 of 60 later: by hand, chi-square = 160 (40·54 - 6·60)² / (100·60·46·114) = 16.4757.
    let found = split(&[(40, 60), (3, 33), (3, 21)]).unwrap();
    let (young, old) = (Proportion { successes: 40, trials: 100 }, Proportion { successes: 6, trials: 60 });
    assert_eq!(found, Split { until: 1, young, old });
    let compared = found.compare("95%".parse().unwrap()).unwrap();
    assert_eq!((compared.test, plain(compared.p.round_dp(7)).as_str()), (Method::ChiSquare, "0.0000493"));
    // 10 % at every age.
    let same = split(&[(10, 90), (9, 81), (8, 72), (7, 63)]).unwrap();
    assert_eq!((same.until, same.young.trials, same.old.trials), (2, 190, 150));
    assert_eq!(same.compare("95%".parse().unwrap()).unwrap().p, Decimal::ONE);
}

/// A decimal as the fraction that it is.
fn exactly(decimal: Decimal) -> BigRational {
    let text = plain(decimal);
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let digits: BigInt = format!("{whole}{decimals}").parse().unwrap();
    BigRational::new(digits, BigInt::from(10).pow(u32::try_from(decimals.len()).unwrap()))
}

/// The same figures, day by day: a customer is a set of days.
fn naive(subscribers: &Subscribers, known_on: Date) -> BTreeMap<String, [BigRational; 7]> {
    let beyond = known_on.tomorrow().unwrap();
    let mut months: BTreeMap<String, [BigRational; 7]> = BTreeMap::new();
    let all = subscribers.customers.values().flatten().filter(|row| row.first <= known_on);
    let Some(first) = all.map(|row| row.first.first_of_month()).min() else { return months };
    for rows in subscribers.customers.values() {
        let rows: Vec<&Subscription> = rows.iter().filter(|row| row.first <= known_on).collect();
        let has = |day: Date, row: &Subscription| {
            let is_open = row.last.is_none_or(|last| last >= day || last == known_on);
            row.first <= day && is_open && day <= beyond
        };
        let is_there = |day: Date| rows.iter().any(|row| has(day, row));
        let crosses = |day: Date| {
            let eve = day.yesterday().unwrap();
            let begins = rows.iter().any(|row| row.first == day);
            let crossing = rows
                .iter()
                .filter(|row| has(eve, row) && (has(day, row) || (begins && row.last == Some(eve))));
            crossing.map(|row| exactly(row.amount)).fold(BigRational::zero(), |sum, amount| sum + amount)
        };
        let mut month = first;
        while month.last_of_month() <= known_on {
            let next = month.checked_add(1.month()).unwrap();
            let days = || month.series(1.day()).take_while(|day| *day < next);
            let it = months
                .entry(Period::Month.of(month))
                .or_insert_with(|| [(); 7].map(|()| BigRational::zero()));
            let one = BigRational::from_integer(1.into());
            let come = days().filter(|day| is_there(*day) && !is_there(day.yesterday().unwrap())).count();
            it[1] += BigRational::from_integer(come.into());
            if is_there(month) && is_there(month.yesterday().unwrap()) {
                it[0] += &one;
                let pays = crosses(month);
                it[3] += &pays;
                if days().all(|day| is_there(day.tomorrow().unwrap())) {
                    let change = crosses(next) - pays;
                    it[if change.is_positive() { 6 } else { 5 }] += change.abs();
                } else {
                    it[2] += &one;
                    it[4] += &pays;
                }
            }
            month = next;
        }
    }
    months
}

fn close(figure: Value<Decimal>, expected: Option<BigRational>) -> bool {
    match (figure, expected) {
        (Value::Known(figure), Some(expected)) => {
            let off = (exactly(figure) - &expected).abs();
            off * BigInt::from(10).pow(26) <= expected.abs() + BigRational::from_integer(1.into())
        }
        (Value::Undefined(_), None) => true,
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_figures_are_those_of_a_day_by_day_account(
        // Days around the ends of months, of a leap February and of a year.
        rows in proptest::collection::vec((0_usize..5, 0_i32..150, proptest::option::of(0_i32..70), 0_i64..5000, 0_u32..3), 0..14),
        touching in proptest::collection::vec(any::<bool>(), 14),
        known in 20_i32..190,
    ) {
        let begin = day("2023-12-15");
        let at = |days: i32| begin.checked_add(days.days()).unwrap();
        let mut subscribers = Subscribers::default();
        let mut next: BTreeMap<usize, Date> = BTreeMap::new();
        for ((customer, start, length, amount, scale), touches) in rows.into_iter().zip(touching) {
            // Half of the rows begin where the one before has ended, which chance would seldom do.
            let first = next.get(&customer).copied().filter(|_| touches).unwrap_or(at(start));
            let last = length.map(|length| first.checked_add(length.days()).unwrap());
            if let Some(last) = last {
                next.insert(customer, last.tomorrow().unwrap());
            }
            subscribers.add(&customer.to_string(), Subscription { first, last, amount: Decimal::new(amount, scale) });
        }
        let known_on = at(known);
        let history = subscribers.history(known_on).unwrap();
        let expected = naive(&subscribers, known_on);
        let found: BTreeMap<String, [BigRational; 7]> =
            history.months.iter().map(|(month, it)| (Period::Month.of(*month), figures(it).map(exactly))).collect();
        prop_assert_eq!(&found, &expected);

        let mut sums = [(); 7].map(|()| BigRational::zero());
        for month in expected.values() {
            sums.iter_mut().zip(month).for_each(|(sum, figure)| *sum += figure);
        }
        let [active, _, churned, mrr, lost, contraction, expansion] = sums;
        let over = |one: BigRational, other: &BigRational| (!other.is_zero()).then(|| one / other);
        let total = &history.total;
        prop_assert!(close(evaluate(Metric::Churn, total), over(churned.clone(), &active)));
        prop_assert!(close(evaluate(Metric::LifetimeMonths, total), over(active.clone(), &churned)));
        prop_assert!(close(evaluate(Metric::RevenuePerMonth, total), over(mrr.clone(), &active)));
        prop_assert!(close(evaluate(Metric::RevenueChurn, total), over(&lost + &contraction, &mrr)));
        let kept = &mrr - lost - contraction + expansion;
        prop_assert!(close(evaluate(Metric::NetRevenueRetention, total), over(kept, &mrr)));

        // Who is there next was there before, or is new, and has not left.
        for pair in history.months.windows(2) {
            let [(_, this), (_, then)] = pair else { continue };
            prop_assert!(then.subscribers <= this.subscribers + this.new_subscribers - this.churned);
        }
    }
}
