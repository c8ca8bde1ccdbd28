//! Channels whose response is known.
#![expect(clippy::disallowed_types, reason = "chance is drawn here")]

use std::fmt::Write as _;

use leadcalc::core::decimal::{Decimal, parse};
use leadcalc::core::plan::numeric::fit::{self, Point};
use leadcalc::core::plan::response::{Grounds, Response};

use crate::{logarithms, program, roots, text};

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

/// Two years in which Januaries bring 0.7 and Marches 1.3 times as many leads for the spend as other months: what divides by that has
/// no end, and is planned with all the same.
#[test]
fn seasons_are_found_and_planned_with() {
    let mut months = "month,channel,clicks,cost,leads\n".to_owned();
    for (year, month) in [2024, 2025].into_iter().flat_map(|year| (1..=12).map(move |month| (year, month))) {
        for channel in ["Search", "Social"] {
            let leads = match month {
                1 => 2_100,
                3 => 3_900,
                _ => 3_000,
            };
            let _ = writeln!(months, "{year}-{month:02},{channel},9000,100000,{leads}");
        }
    }
    let folder = tempfile::tempdir().expect("a folder for the season");
    let season = folder.path().join("season.txt");
    std::fs::write(&season, "1 = 0.7\n3 = 1.3\n").expect("the season is written");
    for season in ["auto", season.to_str().expect("a path")] {
        let options = format!("--budget 900000 --from 2026-01 --months 3 --season {season}");
        let run = program::with_files(
            &[("r.csv", &months)],
            &format!("leadcalc plan --spend r.csv {options} -f json -q"),
        );
        assert_eq!(run.status(), 0, "{run}");
        let json = run.json();
        let row = |place: usize| {
            let row = &json["rows"].as_array().unwrap()[place];
            [text(row, "spend"), text(row, "leads")]
        };
        // 1.5 times 100 000 in each month.
        assert_eq!(
            [0, 1, 2].map(row),
            [["150000", "3150"], ["150000", "4500"], ["150000", "5850"]],
            "{season}"
        );
    }
}

/// A line is no doubtful curve.
#[test]
fn leads_that_go_straight_with_the_spend_are_told_so() {
    let months = |leads: &[u32]| {
        let spends = [500, 1000, 1500, 2000, 2500, 3000, 4000];
        let rows = (1..).zip(spends.iter().zip(leads));
        let row = |(month, (spend, leads)): (u32, (&u32, &u32))| {
            format!("2025-{month:02},Search,900,{spend},{leads}\n")
        };
        "month,channel,clicks,cost,leads\n".to_owned() + &rows.map(row).collect::<String>()
    };
    let note = |leads: &[u32]| {
        let run =
            program::with_files(&[("r.csv", &months(leads))], "leadcalc plan --spend r.csv --leads-wanted 9");
        run.stderr().lines().find(|line| line.contains("a lead costs")).unwrap_or_default().to_owned()
    };
    let straight = note(&[10, 20, 30, 40, 50, 60, 80]);
    assert!(
        straight.ends_with(
            "a lead costs 50.00 as on average: over 7 months with a spend of 500.00 to 4 000.00 leads went straight with the spend \
             (spend^1, error 0.118), months scatter 1 times as far as chance alone"
        ),
        "{straight}"
    );
    let constant = note(&[60; 7]);
    assert!(
        constant.contains("which is doubtful") && constant.contains("leads went with spend^0 (error"),
        "{constant}"
    );
}

/// The next unit brings as much in both where 50 / (100 + x) = 40 / (400 + y): up to 400 all is spent on the first, whose first
/// units bring more than any of the second; at 400 the next costs the same in both, 10 ln 2 a lead.
#[test]
fn a_logarithm_gets_nothing_before_its_corner() {
    let plan = |options: &str| {
        let command = format!("leadcalc plan --spend r.csv {options} -f json -q");
        program::with_files(&[("r.csv", &logarithms())], &command).json()
    };
    let spends = |options: &str| {
        let rows = plan(options)["rows"].as_array().unwrap().clone();
        rows.iter().map(|row| text(row, "spend")).collect::<Vec<_>>()
    };
    assert_eq!(spends("--budget 300"), ["300", "0"]);
    assert_eq!(spends("--budget 399"), ["399", "0"]);
    assert_eq!(spends("--budget 490"), ["450", "40"]);
    assert_eq!(spends("--budget 1300"), ["900", "400"]);
    assert_eq!(spends("--budget 1300 --max Search=300"), ["300", "1000"]);
    assert_eq!(spends("--budget 300 --min Social=50"), ["250", "50"]);
    assert_eq!(spends("--leads-wanted 100"), ["300", "0"]);
    // 700 on the first and 400 on the second bring 190 too, for a little more than the cheapest plan.
    let total = plan("--leads-wanted 190")["total"].clone();
    let spend = parse(&text(&total, "spend")).unwrap();
    assert!(Decimal::from(1090) < spend && spend < Decimal::from(1100), "{total}");
    // In a month that is twice as good the next unit brings 100 / (100 + y): nothing in the other up to 100.
    let folder = tempfile::tempdir().expect("a folder for the season");
    let season = folder.path().join("season.txt");
    std::fs::write(&season, "8 = 2\n").expect("the season is written");
    let season = format!("--season {} --from 2025-07 --months 2", season.display());
    assert_eq!(spends(&format!("--budget 100 {season} --max Social=0")), ["0", "100", "0", "0"]);
    assert_eq!(spends(&format!("--budget 700 {season} --max Social=0")), ["200", "500", "0", "0"]);
    let leads = plan(&format!("--budget 100 {season} --max Social=0"))["total"]["leads"].clone();
    assert_eq!(leads, 100);
}

/// The next order costs what it costs on the curve, where one lead of 10 becomes one: 10 * ln 2 * (100 + spend) / 50.
#[test]
fn the_next_order_on_a_logarithm_has_its_price() {
    let rows = (1..=6).map(|month: u32| {
        let (spend, leads) = (100 * (2_u32.pow(month) - 1), 50 * month);
        format!("2025-{month:02},Search,{spend},{leads},{}\n", leads / 10)
    });
    let report = format!("month,channel,cost,leads,orders\n{}", rows.collect::<String>());
    let command = "leadcalc plan --spend r.csv --budget 900 -f json -q";
    let json = program::with_files(&[("r.csv", &report)], command).json();
    let marginal = |row: &serde_json::Value| parse(&text(row, "marginal_cpo")).unwrap().round_dp(3);
    let expected = parse("138.629").unwrap();
    assert_eq!(
        (marginal(&json["rows"][0]), marginal(&json["total"]).round_dp(1)),
        (expected, expected.round_dp(1))
    );
}

/// Over curves of both kinds: the rows add up to the total and to the target, more to spend never buys less, a tighter bound
/// never more.
#[test]
fn curves_of_both_kinds_keep_the_sums_and_the_order() {
    let logarithms = logarithms().replace("Search", "Portal").replace("Social", "Video");
    let report = roots() + logarithms.split_once('\n').expect("a header").1;
    let plan = |options: &str| {
        let command = format!("leadcalc plan --spend r.csv {options} -f json -q --months 3");
        program::with_files(&[("r.csv", &report)], &command).json()
    };
    let sum = |json: &serde_json::Value, key: &str| {
        let rows = json["rows"].as_array().unwrap().iter();
        rows.map(|row| parse(&text(row, key)).unwrap()).sum::<Decimal>()
    };
    let leads = |options: &str| {
        let json = plan(options);
        for key in ["spend", "leads", "clicks"] {
            assert_eq!(sum(&json, key), parse(&text(&json["total"], key)).unwrap(), "{options} {key}");
        }
        sum(&json, "leads")
    };
    let by_budget =
        ["10", "100", "1000", "10000", "100000", "1000000"].map(|it| leads(&format!("--budget {it}")));
    assert!(by_budget.is_sorted() && by_budget[0] < by_budget[4], "{by_budget:?}");
    let by_share = ["25%", "30%", "50%", "100%"].map(|it| leads(&format!("--budget 9000 --max-share {it}")));
    assert!(by_share.is_sorted() && by_share[0] < by_share[3], "{by_share:?}");
    let by_cap = ["0", "1000", "3000", "9000"].map(|it| leads(&format!("--budget 9000 --max Portal={it}")));
    assert!(by_cap.is_sorted() && by_cap[0] < by_cap[3], "{by_cap:?}");
    for target in ["20", "500", "900"] {
        let json = plan(&format!("--leads-wanted {target}"));
        assert_eq!(sum(&json, "leads"), parse(target).unwrap(), "{json}");
    }
    assert_eq!(plan("--budget 4321.09")["total"]["spend"], "4321.09");
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

#[test]
fn a_logarithm_is_reported() {
    insta::assert_snapshot!(program::with_files(
        &[("r.csv", &logarithms())],
        "leadcalc plan --spend r.csv --budget 490 --from 2025-09 --explain"
    ));
    let json =
        program::with_files(&[("r.csv", &logarithms())], "leadcalc plan --spend r.csv --budget 490 -f json");
    let notes = json.json()["notes"].to_string();
    assert!(notes.contains("leads = 72.1 * ln(1 + spend / 100)"), "{notes}");
    assert!(!notes.contains("corner"), "{notes}");
}

/// A channel that gets nothing because of its curve is named with what its first lead would cost, 10 ln 2; one that may have
/// nothing is not.
#[test]
fn a_corner_is_named() {
    let run = |options: &str| {
        let command = format!("leadcalc plan --spend r.csv {options}");
        program::with_files(&[("r.csv", &logarithms())], &command)
    };
    let corner = run("--budget 300");
    let note = "note: nothing is spent on Social: by its curve even its first lead would cost 6.93\n";
    assert!(corner.stderr().contains(note), "{corner}");
    for options in ["--budget 490", "--budget 300 --max Social=0", "--budget 300 --fix Social=0"] {
        let run = run(options);
        assert!(!run.stderr().contains("nothing is spent"), "{run}");
    }
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
        let Ok(fit) = fit::power(&months) else { continue };
        fitted += 1;
        let off = (fit.exponent - parse("0.6").unwrap()).abs();
        within += u32::from(off <= fit.error * Decimal::TWO);
    }
    assert!(fitted > 295, "{fitted}");
    assert!((280..300).contains(&within), "{within} of {fitted}");
}

/// Months of a simulated channel, from a spend of 250 to one of 36 000.
fn simulated(mean: impl Fn(f64) -> f64, state: &mut u64) -> Vec<Point> {
    let month = |month: u32| {
        let spend = 250 * month * month;
        Point { spend: spend.into(), leads: poisson(mean(f64::from(spend)), state).into() }
    };
    (1..=12).map(month).collect()
}

/// Of 300 simulated channels, the spend at which the yield has truly halved lies within two errors of the one that is found
/// nearly always, and not always.
#[test]
fn a_known_logarithm_is_recovered_within_its_error() {
    let mut state = 20_261_124;
    let mut within = 0;
    for _ in 0..300 {
        let months = simulated(|spend| 100.0 * (spend / 1500.0).ln_1p(), &mut state);
        let fit = fit::logarithm(&months).unwrap().expect("a logarithm");
        let [low, high] = fit::factors(fit.error, "95%".parse().unwrap()).unwrap();
        let truth = Decimal::from(1500);
        within += u32::from(fit.halved_at * low <= truth && truth <= fit.halved_at * high);
    }
    assert!((275..299).contains(&within), "{within}");
}

/// Of 300 simulated channels of each kind, nearly all are taken for what they are.
#[test]
fn the_right_kind_of_curve_is_chosen() {
    let mut state = 20_261_125;
    let (mut powers, mut logarithms) = (0, 0);
    for _ in 0..300 {
        let power = simulated(|spend| 3.0 * spend.powf(0.5), &mut state);
        powers += u32::from(matches!(Response::of(&power).unwrap().grounds, Grounds::Power(_)));
        let logarithm = simulated(|spend| 100.0 * (spend / 1500.0).ln_1p(), &mut state);
        logarithms += u32::from(matches!(Response::of(&logarithm).unwrap().grounds, Grounds::Logarithm(_)));
    }
    assert!((280..=300).contains(&powers) && (280..=300).contains(&logarithms), "{powers} {logarithms}");
}
