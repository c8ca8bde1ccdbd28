//! The example year: what is reached, what it costs, and what binds.

use std::collections::BTreeMap;

use leadcalc::core::decimal::{Decimal, parse};
use serde_json::Value as Json;

use crate::{program, text};

const PLAN: &str =
    "leadcalc plan --spend examples/spend-2025.csv --leads examples/leads-2025.csv --from 2026-12 --months 4";

fn figure(row: &Json, key: &str) -> Decimal {
    parse(&text(row, key)).expect("a figure")
}

/// The plan's JSON, whatever the status.
fn plan(options: &str) -> Json {
    let run = program::run(&format!("{PLAN} {options} -f json -q"));
    serde_json::from_str(&run.stdout()).unwrap_or_else(|error| panic!("{error}: {run}"))
}

/// The rows add up to the total, and the total to the target.
#[test]
fn parts_add_up() {
    let json = plan("--orders 120");
    for key in ["spend", "clicks", "leads", "orders", "orders_later"] {
        let rows: Decimal = json["rows"].as_array().unwrap().iter().map(|row| figure(row, key)).sum();
        assert_eq!(rows, figure(&json["total"], key), "{key}");
    }
    assert_eq!(figure(&json["total"], "orders"), Decimal::from(120));
    for (option, target) in [("--revenue", "150000"), ("--profit", "1000"), ("--leads-wanted", "500")] {
        let json = plan(&format!("{option} {target}"));
        let key = json["limits"][0]["figures"][0]["metric"].as_str().unwrap().to_owned();
        let (total, rows) = (figure(&json["total"], &key), json["rows"].as_array().unwrap());
        assert_eq!(total, rows.iter().map(|row| figure(row, &key)).sum::<Decimal>(), "{option}");
        if json["limits"][0]["verdict"] == "holds" {
            assert_eq!(total, parse(target).unwrap(), "{option}");
        }
        assert!(rows.iter().all(|row| figure(row, "spend").scale() <= 2), "{option}");
    }
}

/// The words in which a plan says when its orders come name as many as it has.
#[test]
fn orders_by_month_add_up() {
    for options in ["--orders 120", "--orders 90", "--budget 30000", "--revenue 150000"] {
        let json = plan(options);
        let words = json["words"].as_array().unwrap().iter().filter_map(Json::as_str);
        let sentence = words
            .into_iter()
            .find_map(|words| words.strip_prefix("Orders by the month in which they come: "));
        let (months, later) =
            sentence.and_then(|list| list.split_once("; after the end ")).expect("the sentence");
        let orders = months.split(", ").map(|month| parse(month.split_once(' ').unwrap().1).unwrap());
        assert_eq!(orders.sum::<Decimal>(), figure(&json["total"], "orders"), "{options}: {months}");
        assert_eq!(
            later.strip_suffix(" more."),
            Some(text(&json["total"], "orders_later").as_str()),
            "{options}"
        );
    }
}

/// A CPO is what its formula says, of the whole orders that are shown, and none where there are none.
#[test]
fn cpo_is_spend_by_orders() {
    let json = plan("--orders 120");
    let rows = json["rows"].as_array().unwrap().iter().chain([&json["total"]]);
    let mut without = 0;
    for row in rows {
        let (spend, orders) = (figure(row, "spend"), figure(row, "orders"));
        if orders.is_zero() {
            without += 1;
            assert!(row["cpo"].is_null(), "{row}");
        } else {
            assert_eq!(figure(row, "cpo").round_dp(6), (spend / orders).round_dp(6), "{row}");
        }
    }
    assert!(without > 0, "{json}");
}

/// A budget that binds says what the next order would cost, and it is what a little more budget buys; where the channels are full there
/// is none.
#[test]
fn the_next_order_beyond_a_budget_has_its_price() {
    let next =
        |budget: &str| figure(&plan(&format!("--budget {budget}"))["total"], "marginal_cpo").round_dp(2);
    assert_eq!(next("50000"), next("50001"));
    assert!(next("50000") < next("75000"), "{} {}", next("50000"), next("75000"));
    assert!(plan("--budget 10000000")["total"]["marginal_cpo"].is_null());
}

/// Leads have their range whoever reads it: the same words for people and for programs.
#[test]
fn a_forecast_of_leads_has_its_range() {
    let json = plan("--leads-wanted 500");
    let forecast = json["words"].as_array().unwrap().iter().filter_map(Json::as_str);
    let forecast = forecast.into_iter().find(|words| words.starts_with("A forecast")).expect("the sentence");
    let range = &json["total"]["intervals"]["leads"];
    let [low, high] = ["low", "high"].map(|end| figure(range, end).round().to_string());
    assert!(forecast.contains(&format!("{low} to {high} where")), "{forecast} {range}");
    for format in ["table", "markdown"] {
        let run = program::run(&format!("{PLAN} --leads-wanted 500 -q -f {format}"));
        assert!(run.stdout().contains(forecast), "{run}");
    }
}

#[test]
fn a_plan_that_meets_its_target() {
    insta::assert_snapshot!(program::run(&format!("{PLAN} --orders 120")));
}

#[test]
fn a_share_of_the_whole_costs_more() {
    let [free, shared] = ["--orders 120", "--orders 120 --max-share 40%"].map(plan);
    let [free_spend, spend] = [&free, &shared].map(|json| figure(&json["total"], "spend"));
    assert!(spend > free_spend, "{spend} {free_spend}");
    let by_channel = |json: &Json| -> BTreeMap<String, Decimal> {
        let mut spends = BTreeMap::new();
        for row in json["rows"].as_array().unwrap() {
            *spends.entry(text(row, "channel")).or_insert(Decimal::ZERO) += figure(row, "spend");
        }
        spends
    };
    let most = |json: &Json, spend: Decimal| by_channel(json).into_values().max().unwrap() / spend;
    assert!(most(&free, free_spend) > parse("0.42").unwrap());
    // To the kopeck.
    assert!(most(&shared, spend) < parse("0.400001").unwrap());
}

#[test]
fn what_is_not_reachable_says_what_binds() {
    insta::assert_snapshot!(program::run(&format!("{PLAN} --orders 100000 -q")));
    // Three months are too few for 120: most orders of the last one come later.
    let short = program::run(&format!("{PLAN} --orders 120 --months 3 -q").replace("--months 4 ", ""));
    assert_eq!(short.status(), 1);
    assert!(
        short.stdout().contains("Not reachable: 120 orders. The most by the end of 2027-02 is 93 orders"),
        "{short}"
    );
    assert!(short.stdout().contains("\nWith --months 4 it is reachable.\n"), "{short}");
}

/// A profit that is there as it is shown is reached, in words and by status.
#[test]
fn the_most_profit_that_is_told_is_reached() {
    let of = |target: &str| program::run(&format!("{PLAN} --profit {target} -q"));
    let most = of("1000000").stdout();
    let most = most.split(" is ").nth(1).and_then(|rest| rest.split(" profit").next()).expect("the most");
    let run = of(&most.replace(['\u{a0}', ' '], ""));
    assert_eq!(run.status(), 0, "{run}");
    assert!(!run.stdout().contains("Not reachable"), "{run}");
}

/// Neither more nor fewer months than it says.
#[test]
fn it_says_how_many_months_it_would_take() {
    let with = |months: usize| {
        let command = PLAN.replace("--months 4", &format!("--months {months}"));
        program::run(&format!("{command} --orders 300 -q"))
    };
    let told = with(2).stdout();
    let months = told.lines().find_map(|line| line.strip_prefix("With --months ")).expect("a hint");
    let months: usize = months.split(' ').next().unwrap().parse().unwrap();
    assert_eq!([with(months - 1).status(), with(months).status()], [1, 0], "{months} months");
    // A budget that is enough in more months, and one that no time makes up for.
    let bought =
        program::run(&format!("{PLAN} --orders 200 --budget 200000 -q").replace("--months 4", "--months 5"));
    assert!(bought.stdout().contains("With --months"), "{bought}");
    let poor = program::run(&format!("{PLAN} --orders 300 --budget 9 -q"));
    assert!(poor.stdout().contains("Nor is it in 36 months."), "{poor}");
}

#[test]
fn a_budget_buys_what_it_buys() {
    insta::assert_snapshot!(program::run(&format!("{PLAN} --budget 50000 -q --lang ru")));
    // A budget beside a target is a bound.
    let run = program::run(&format!("{PLAN} --budget 50000 --orders 120 -q"));
    assert_eq!(run.status(), 1);
    assert!(run.stdout().contains("What binds: the budget of 50 000.00."), "{run}");
}

#[test]
fn bounds_hold() {
    let json =
        plan("--orders 100 --fix 'meta ads=1234.56' --min 'LinkedIn Ads=2000' --max 'Google Ads=20000'");
    let mut spends: BTreeMap<String, Decimal> = BTreeMap::new();
    for row in json["rows"].as_array().unwrap() {
        *spends.entry(text(row, "channel")).or_default() += figure(row, "spend");
    }
    assert_eq!(spends["Meta Ads"], parse("1234.56").unwrap());
    assert!(spends["LinkedIn Ads"] >= Decimal::from(2000));
    assert_eq!(spends["Google Ads"], Decimal::from(20_000));
}

/// Bounds are on all months together, and no kopeck of rounding is beyond them.
#[test]
fn bounds_hold_to_the_kopeck() {
    let of = |options: &str| {
        let command = PLAN.replace("--months 4", "--months 5");
        program::run(&format!("{command} {options} -f json -q")).json()
    };
    for (options, channel, least, most) in [
        ("--budget 40000 --max 'Google Ads=2000.05'", "Google Ads", "2000.05", "2000.05"),
        ("--budget 40000 --max 'Google Ads=2000.059'", "Google Ads", "2000.05", "2000.05"),
        ("--budget 25000 --fix 'LinkedIn Ads=4101.41'", "LinkedIn Ads", "4101.41", "4101.41"),
        ("--leads-wanted 200 --min 'Meta Ads=3456.091' --max-share 60%", "Meta Ads", "3456.1", "9999"),
    ] {
        let json = of(options);
        let rows = json["rows"].as_array().unwrap().iter().filter(|row| text(row, "channel") == channel);
        let spent: Decimal = rows.map(|row| figure(row, "spend")).sum();
        let [least, most] = [least, most].map(|bound| parse(bound).unwrap());
        assert!(least <= spent && spent <= most, "{options}: {spent}");
    }
    let shared = of("--leads-wanted 200 --max 'Google Ads=2843.22' --max-share 60%");
    let mut spends: BTreeMap<String, Decimal> = BTreeMap::new();
    for row in shared["rows"].as_array().unwrap() {
        *spends.entry(text(row, "channel")).or_default() += figure(row, "spend");
    }
    let share = figure(&shared["total"], "spend") * parse("0.6").unwrap();
    assert!(spends.values().all(|spend| *spend <= share), "{spends:?} of {share}");
    let tight = of("--budget 5518.83 --max-share 25.1%");
    let mut spends: BTreeMap<String, Decimal> = BTreeMap::new();
    for row in tight["rows"].as_array().unwrap() {
        *spends.entry(text(row, "channel")).or_default() += figure(row, "spend");
    }
    assert!(spends.values().all(|spend| *spend <= parse("1385.2263").unwrap()), "{spends:?}");
    // No month is beyond 1.5 times the largest one either: 5 627.625 of LinkedIn Ads.
    let most = of("--budget 1000000");
    let linkedin = most["rows"].as_array().unwrap().iter().find(|row| text(row, "channel") == "LinkedIn Ads");
    assert_eq!(figure(linkedin.expect("a row"), "spend"), parse("5627.62").unwrap());
}

/// More to spend never buys fewer orders, a tighter bound never more.
#[test]
fn monotonous() {
    let orders = |options: &str| figure(&plan(options)["total"], "orders");
    let by_budget =
        ["10000", "20000", "40000", "80000", "160000"].map(|it| orders(&format!("--budget {it}")));
    assert!(by_budget.is_sorted() && by_budget[0] < by_budget[2], "{by_budget:?}");
    let by_cap =
        ["5000", "10000", "20000"].map(|it| orders(&format!("--budget 40000 --max 'Google Ads={it}'")));
    assert!(by_cap.is_sorted(), "{by_cap:?}");
    let by_share =
        ["25%", "30%", "50%", "100%"].map(|it| orders(&format!("--budget 40000 --max-share {it}")));
    assert!(by_share.is_sorted(), "{by_share:?}");
}

/// Limits speak of the plan's own figures too.
#[test]
fn limits_on_a_plan() {
    let run = program::run(&format!(
        "{PLAN} --orders 120 -q --fail-if 'total.marginal_cpo > 1000' --fail-if 'cpo > 5000'"
    ));
    assert_eq!(run.status(), 1, "{run}");
    assert!(
        run.stderr().contains("limit not judged: cpo > 5000 in Google Ads, 2027-03: no orders\n"),
        "{run}"
    );
    assert!(
        run.stderr()
            .contains("limit broken: total.marginal_cpo > 1000 in the total: marginal_cpo is 1 069.79"),
        "{run}"
    );
}

#[test]
fn a_season_moves_the_plan() {
    let season = |content: &str| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("season.txt");
        std::fs::write(&path, content).unwrap();
        let json = plan(&format!("--leads-wanted 900 --season {}", path.display()));
        figure(&json["total"], "spend")
    };
    let plain = figure(&plan("--leads-wanted 900")["total"], "spend");
    // The history has no December, so that all that changes is what December brings.
    assert!(season("12 = 2") < plain);
    assert!(season("12 = 0.5") > plain);
    let auto = program::run(&format!("{PLAN} --orders 120 --season auto"));
    assert_eq!(
        auto.stderr().lines().last(),
        Some(
            "error: --season auto: months with the number 1: 1, and it takes two of each to tell a season from a trend; give the factors in a file"
        )
    );
}

/// A month that is cut is no month of history, and neither is one that is not mature.
#[test]
fn only_whole_and_mature_months_are_history() {
    let run = program::run(
        "leadcalc plan --spend examples/spend-2025.csv --leads examples/leads-2025.csv --since 2025-01-15 --until 2025-11-29 --budget 9000",
    );
    let note = "note: left out of the history: 2025-01 (not all of its days are there), 2025-11 (not all of its days are there)\n";
    assert!(run.stderr().contains(note), "{run}");
    assert!(
        run.stderr().contains("too much alike for a curve") && run.stderr().contains(": 9 months with"),
        "{run}"
    );
    let whole = program::run(&format!("{PLAN} --budget 9000"));
    assert!(whole.stderr().contains("note: left out of the history: 2025-12 (not mature)\n"), "{whole}");
}

/// Of the same leads those of early months bring more orders in time, so that these are filled first.
#[test]
fn spend_is_put_early_enough() {
    let json = plan("--orders 60");
    let mut by_month: BTreeMap<String, Decimal> = BTreeMap::new();
    for row in json["rows"].as_array().unwrap() {
        *by_month.entry(text(row, "month")).or_default() += figure(row, "spend");
    }
    let spends: Vec<Decimal> = by_month.into_values().collect();
    assert!(spends.is_sorted_by(|one, next| one >= next) && spends[3].is_zero(), "{spends:?}");
    // Nothing comes later of leads that all come early; of a single month most does.
    let single =
        program::run(&format!("{PLAN} --leads-wanted 300 -f json -q").replace("--months 4", "--months 1"))
            .json();
    assert!(figure(&single["total"], "orders_later") > figure(&single["total"], "orders"), "{single}");
}

#[test]
fn the_working_is_shown() {
    let run = program::run(&format!("{PLAN} --orders 120 -q --explain"));
    let working = "Google Ads: CPC 3.29, CR 5.25 % (4.97 to 5.56), close rate 10.76 % (9.09 to 12.69); a lead costs 62.52 as on average";
    assert!(run.stdout().contains(working), "{run}");
}
