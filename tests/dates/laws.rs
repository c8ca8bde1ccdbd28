//! Random lead lists against models that follow the definitions and share no code with the program.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use leadcalc::core::decimal::Decimal;
use leadcalc::core::fact::Fact;
use leadcalc::core::maturity::{LEAST_ORDERS, Lags, LeadCourse};
use leadcalc::core::period::{Date, Period};
use leadcalc::ingest::progress::Progress;
use leadcalc::ingest::settings::FileRequest;
use leadcalc::ingest::source::Input;
use leadcalc::ingest::{DateBasis, Dimension, Keep, Reading, Request, read};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::One;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// A lead: its day, its channel, and where it became an order the day of that, if it is known, and the amount in hundredths.
#[derive(Debug, Clone)]
struct Lead {
    came: u16,
    channel: u8,
    order: Option<(Option<u16>, i64)>,
}

fn day(number: u16) -> Date {
    // Over the turn of a leap year.
    Date::constant(2023, 11, 20).checked_add(jiff::Span::new().days(i64::from(number))).expect("a day")
}

fn leads() -> impl Strategy<Value = Vec<Lead>> {
    let order = option::weighted(0.6, (option::weighted(0.9, 0..150_u16), -5_000..90_000_i64));
    let lead = (0..130_u16, 0..3_u8, order).prop_map(|(came, channel, order)| Lead { came, channel, order });
    vec(lead, 0..60)
}

fn file(leads: &[Lead]) -> String {
    let mut text = "created_at,channel,status,amount,closed_at\n".to_owned();
    for Lead { came, channel, order } in leads {
        let _ = match order {
            None => writeln!(text, "{},C{channel},lost,,", day(*came)),
            Some((closed, amount)) => {
                let closed = closed.map(|closed| day(closed).to_string()).unwrap_or_default();
                let amount = Decimal::new(*amount, 2);
                writeln!(text, "{},C{channel},won,{amount},{closed}", day(*came))
            }
        };
    }
    text
}

/// Sums by the names of a group: leads, orders, revenue.
type Sums = BTreeMap<Vec<String>, [Decimal; 3]>;

fn reading(text: &str, basis: DateBasis, dimensions: Vec<Dimension>, days: [Option<Date>; 2]) -> Reading {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("leads.csv");
    fs::write(&path, text).expect("the file is written");
    let files = vec![FileRequest::new(Input { path, channel: None })];
    let [since, until] = days;
    let keep = Keep { lags: true, ..Keep::default() };
    let request = Request {
        date_basis: basis,
        since,
        until,
        keep,
        block: std::num::NonZeroUsize::new(200).expect("more than none"),
        threads: std::num::NonZeroUsize::new(2).expect("more than none"),
        ..Request::new(Vec::new(), files, dimensions)
    };
    read(&request, &Progress::default()).expect("a list that can be read")
}

fn sums(reading: &Reading) -> Sums {
    let sums = |tally: &leadcalc::core::tally::Tally| {
        [Fact::Leads, Fact::Orders, Fact::Revenue].map(|fact| tally.sum(fact).normalize())
    };
    let mut all: Sums =
        reading.groups.iter().map(|group| (group.names.clone(), sums(&group.tally))).collect();
    all.retain(|_, sums| sums.iter().any(|sum| !sum.is_zero()));
    all
}

fn add(sums: &mut Sums, names: Vec<String>, more: [Decimal; 3]) {
    let known = sums.entry(names).or_default();
    for (known, more) in known.iter_mut().zip(more) {
        *known = (*known + more).normalize();
    }
}

/// What the definitions say: a lead on its day, its order on its own or on that of the lead.
fn expected(leads: &[Lead], basis: DateBasis, period: Period, days: [Option<Date>; 2]) -> Sums {
    let [since, until] = days;
    let counts = |day: Date| since.is_none_or(|since| day >= since) && until.is_none_or(|until| day <= until);
    let mut sums = Sums::new();
    for Lead { came, channel, order } in leads {
        let channel = format!("C{channel}");
        let came = day(*came);
        if counts(came) {
            let one = [Decimal::ONE, Decimal::ZERO, Decimal::ZERO];
            add(&mut sums, vec![channel.clone(), period.of(came)], one);
        }
        if let Some((closed, amount)) = order {
            let own = closed.map_or(came, day);
            let on = if basis == DateBasis::Order { own } else { came };
            if counts(on) {
                let order = [Decimal::ZERO, Decimal::ONE, Decimal::new(*amount, 2)];
                add(&mut sums, vec![channel, period.of(on)], order);
            }
        }
    }
    sums.retain(|_, sums| sums.iter().any(|sum| !sum.is_zero()));
    sums
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn orders_count_on_the_day_that_was_asked_for(
        leads in leads(),
        period in prop::sample::select(Period::ALL.to_vec()),
        since in option::of(0..130_u16),
        length in option::of(0..90_u16),
    ) {
        let text = file(&leads);
        let since_day = since.map(day);
        let until = length.map(|length| day(since.unwrap_or(0) + length));
        let by = |period| vec![Dimension::parse("channel"), Dimension::Period(period)];
        for basis in [DateBasis::Lead, DateBasis::Order] {
            let read = reading(&text, basis, by(period), [since_day, until]);
            prop_assert_eq!(sums(&read), expected(&leads, basis, period, [since_day, until]));
        }
    }

    /// One reading with both periods adds up to either, and orders that moved are all that is different.
    #[test]
    fn both_ways_reconcile(leads in leads(), period in prop::sample::select(Period::ALL.to_vec())) {
        let text = file(&leads);
        let dimensions =
            vec![Dimension::parse("channel"), Dimension::Period(period), Dimension::OrderPeriod(period)];
        let both = reading(&text, DateBasis::Both, dimensions, [None, None]);
        for (basis, place) in [(DateBasis::Lead, 1), (DateBasis::Order, 2)] {
            let mut added = Sums::new();
            for (names, more) in sums(&both) {
                add(&mut added, vec![names[0].clone(), names[place].clone()], more);
            }
            added.retain(|_, sums| sums.iter().any(|sum| !sum.is_zero()));
            prop_assert_eq!(added, expected(&leads, basis, period, [None, None]));
        }
        for (names, [leads, ..]) in sums(&both) {
            prop_assert!(names[1] == names[2] || leads.is_zero(), "{:?}", names);
        }
    }

    /// The estimate from counts of orders by age and by lag is the product over the orders themselves.
    #[test]
    fn maturity_is_the_product_of_what_is_left(
        courses in vec((0..80_u16, 0..50_u16), 30..120),
        end in 40..90_u16,
    ) {
        let mut lags = Lags::default();
        let mut orders: Vec<(u16, u16)> = Vec::new();
        for (came, took) in &courses {
            if *came > end {
                continue;
            }
            let is_known = came + took <= end;
            lags.add(&[LeadCourse {
                came: day(*came),
                closed: is_known.then(|| day(came + took)),
                is_order: is_known,
            }]);
            if is_known {
                orders.push((end - came, *took));
            }
        }
        lags.add(&[LeadCourse { came: day(end), closed: None, is_order: false }]);
        let within = |limit: u16| orders.iter().filter(|(age, took)| *age >= limit && *took <= limit).count();
        let longest = (0..=end).rev().find(|limit| within(*limit) as u64 >= LEAST_ORDERS);
        let share = |days: u16| {
            let mut share = BigRational::one();
            for limit in days + 1..=longest.unwrap_or(0) {
                let on_day = orders.iter().filter(|(age, took)| *age >= limit && *took == limit).count();
                let left = BigRational::new(BigInt::from(within(limit) - on_day), BigInt::from(within(limit)));
                share *= left;
            }
            share
        };
        let enough = BigRational::new(9.into(), 10.into());
        match (lags.maturity(), longest) {
            (Ok(maturity), Some(longest)) => {
                prop_assert!(share(longest / 2) >= enough);
                for days in 0..end {
                    let said = maturity.within(days.into());
                    let said = BigRational::new(BigInt::from(said.mantissa()), BigInt::from(10).pow(said.scale()));
                    let difference = said - share(days);
                    let bound = BigRational::new(BigInt::one(), BigInt::from(10).pow(20));
                    prop_assert!(difference < bound && -difference.clone() < bound, "{} days: {}", days, difference);
                }
            }
            (Ok(_), None) => prop_assert!(false, "too few orders tell nothing"),
            (Err(_), None) => {}
            (Err(_), Some(longest)) => {
                prop_assert!((orders.len() as u64) < LEAST_ORDERS || share(longest / 2) < enough);
            }
        }
    }

    /// Whatever the parts that the input is read in, the same is known.
    #[test]
    fn parts_merge_to_the_whole(courses in vec((0..80_u16, option::of(0..50_u16)), 0..60), cut in 0..60_usize) {
        let lags = |courses: &[(u16, Option<u16>)]| {
            let mut lags = Lags::default();
            for (came, took) in courses {
                let closed = took.map(|took| day(came + took));
                lags.add(&[LeadCourse { came: day(*came), closed, is_order: closed.is_some() }]);
            }
            lags
        };
        let (one, other) = courses.split_at(cut.min(courses.len()));
        let mut merged = lags(other);
        merged.merge(&lags(one));
        prop_assert_eq!(merged, lags(&courses));
    }
}
