//! Channels whose response is known.
#![expect(clippy::disallowed_types, reason = "chance is drawn here")]

use leadcalc::core::decimal::{Decimal, parse};
use leadcalc::core::plan::numeric::fit::Point;
use leadcalc::core::plan::response::{Grounds, Response};

use crate::{program, roots, text};

/// Of 2 and 4 roots, a budget is best shared 1 to 4, and a target costs what its curve says: 10 roots of x in all, 300 for
/// 900 and 3600.
#[test]
fn roots_are_shared_by_the_square_of_their_height() {
    let spends = |options: &str| {
        let run = program::with_files(
            &[("r.csv", &roots())],
            &format!("leadcalc plan --spend r.csv {options} -f json -q"),
        );
        let rows = run.json()["rows"].as_array().unwrap().clone();
        rows.iter().map(|row| text(row, "spend")).collect::<Vec<_>>()
    };
    assert_eq!(spends("--budget 5000"), ["1000", "4000"]);
    assert_eq!(spends("--leads-wanted 300"), ["900", "3600"]);
    assert_eq!(
        spends("--leads-wanted 300 --months 4"),
        ["56.25"; 4].into_iter().chain(["225"; 4]).collect::<Vec<_>>()
    );
    assert_eq!(spends("--budget 5000 --max Social=3000"), ["2000", "3000"]);
}

/// The price of a click does not follow the curve: where every month had the same CPC, the plan has it too.
#[test]
fn clicks_cost_what_they_cost() {
    let rows = [10, 20, 30, 40, 50, 60].into_iter().zip(1..).map(|(root, month)| {
        let spend = root * root;
        format!("2025-{month:02},Search,{},{spend},{root}\n", spend / 2)
    });
    let report = format!("month,channel,clicks,cost,leads\n{}", rows.collect::<String>());
    for (budget, clicks) in [(200, 100), (3000, 1500), (5000, 2500)] {
        let command = format!("leadcalc plan --spend r.csv --budget {budget} -f json -q");
        let run = program::with_files(&[("r.csv", &report)], &command);
        assert_eq!(run.json()["total"]["clicks"], clicks, "{run}");
    }
}

/// What a curve does below the months it was learnt from nobody has seen either.
#[test]
fn below_what_was_seen_is_marked() {
    let run = |options: &str| {
        let command = format!("leadcalc plan --spend r.csv {options}");
        program::with_files(&[("r.csv", &roots())], &command)
    };
    let marks = |options: &str| {
        let json = run(&format!("{options} -q -f json")).json();
        let rows = json["rows"].as_array().unwrap().iter();
        rows.map(|row| (text(row, "spend"), text(row, "extrapolated"))).collect::<Vec<_>>()
    };
    let of =
        |marks: [(&str, &str); 2]| marks.map(|(spend, mark)| (spend.to_owned(), mark.to_owned())).to_vec();
    assert_eq!(marks("--budget 400"), of([("80", "yes"), ("320", "no")]));
    assert_eq!(marks("--budget 500"), of([("100", "no"), ("400", "no")]));
    assert_eq!(marks("--budget 3000 --max Search=0"), of([("0", "no"), ("3000", "no")]));
    let low = run("--budget 400");
    let note = "note: on a curve below the smallest month that was seen: Search, down to 80.00 against 100.00 (months of the plan: 1)\n";
    assert!(low.stderr().contains(note), "{low}");
    assert!(low.stdout().contains("Part of the plan lies beyond the months that were seen"), "{low}");
}

#[test]
fn a_fit_is_reported() {
    insta::assert_snapshot!(program::with_files(
        &[("r.csv", &roots())],
        "leadcalc plan --spend r.csv --budget 5000 --from 2025-09"
    ));
}

/// A whole number around a mean, as chance draws it (Knuth's way, in steps that do not underflow).
fn poisson(mean: f64, state: &mut u64) -> u32 {
    let mut uniform = || {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(*state >> 32).expect("32 bits")) / 4_294_967_296.0
    };
    let (mut left, mut product, mut count) = (mean, 1.0, 0);
    loop {
        product *= uniform();
        while product < 1.0 && left > 0.0 {
            let step = left.min(500.0);
            product *= step.exp();
            left -= step;
        }
        if product <= 1.0 {
            return count;
        }
        count += 1;
    }
}

/// Of 300 simulated channels, the true exponent lies within two errors of the one that is found nearly always, and not always.
#[test]
fn a_known_response_is_recovered_within_its_error() {
    let mut state = 20_261_123;
    let (mut within, mut fitted) = (0, 0);
    for _ in 0..300 {
        let months: Vec<Point> = (0..12_u32)
            .map(|month| {
                let spend = 1000 + 500 * month;
                let leads = poisson(3.0 * f64::from(spend).powf(0.6), &mut state);
                Point { spend: spend.into(), leads: leads.into() }
            })
            .collect();
        let Grounds::Fitted(fit) = Response::of(&months).unwrap().grounds else { continue };
        fitted += 1;
        let off = (fit.exponent - parse("0.6").unwrap()).abs();
        within += u32::from(off <= fit.error * Decimal::TWO);
    }
    assert!(fitted > 295, "{fitted}");
    assert!((280..300).contains(&within), "{within} of {fitted}");
}
