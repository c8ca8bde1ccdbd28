//! The shop's figures against fractions that are derived by hand.

use leadcalc::core::decimal;
use serde_json::{Value, json};

use crate::program::with_files;
use crate::shop::{Shop, check, log, note, of_shop, quotient, row, shop};

/// LTV of Alpha: 40 in the first month and 15 for each of three in every one of six months, so 40 + 5 a up to age 6; by revenue
/// 70 + 25 a / 3. CAC is 170 / 3, which 40 + 5 a reaches at age 4. At age 12 the cohorts up to June 2024 are old enough.
#[test]
fn the_shop_by_channel() {
    let report = of_shop("--spend spend.csv --leads leads.csv -f json --until 2024-12-31").json();
    assert_eq!(report["group_by"], json!(["channel"]));
    let alpha = row(&report, &[("channel", "Alpha")]);
    check(
        alpha,
        &[
            ("customers", json!(36)),
            ("spend", json!("2040")),
            ("leads", json!(120)),
            ("cpl", json!("17")),
            ("cac", quotient(170, 3)),
            ("cac_full", Value::Null),
            ("ltv_1m", json!("45")),
            ("ltv_3m", json!("55")),
            ("ltv_6m", json!("70")),
            ("ltv_12m", json!("70")),
            ("ltv_24m", Value::Null),
            ("ltv_revenue_1m", quotient(235, 3)),
            ("ltv_revenue_3m", json!("95")),
            ("ltv_revenue_6m", json!("120")),
            ("ltv_revenue_12m", json!("120")),
            ("ltv_revenue_24m", Value::Null),
            ("orders", json!(108)),
            ("revenue", json!("4320")),
            ("cost_of_goods", json!("1800")),
            ("orders_per_customer", json!("3")),
            ("repeat_rate", json!("1")),
            ("payback_months", json!("4")),
            ("ltv_age", json!("12")),
            ("ltv_cac", quotient(210, 170)),
            ("ltv_cac_revenue", quotient(360, 170)),
            ("verdict", json!("cannot tell")),
        ],
    );
    assert_eq!(alpha["undefined"]["ltv_24m"], "no customers old enough");
    let beta = row(&report, &[("channel", "Beta")]);
    check(
        beta,
        &[
            ("customers", json!(24)),
            ("cpl", json!("1")),
            ("cac", json!("15")),
            ("ltv_12m", json!("8")),
            ("ltv_cac", quotient(8, 15)),
            ("payback_months", Value::Null),
            ("repeat_rate", json!("0")),
            ("days_between_orders", Value::Null),
            ("verdict", json!("CAC >= LTV")),
        ],
    );
    assert_eq!(beta["undefined"]["payback_months"], "not paid back yet");
    assert_eq!(beta["undefined"]["days_between_orders"], "no repeat orders");
    // Those who walked in before there were ads have cost nobody knows what: neither CAC nor LTV is told of them.
    assert!(report["rows"].as_array().expect("rows").iter().all(|row| row["channel"] != "(no lead)"));
    check(&report["total"], &[("customers", json!(60)), ("cac", json!("40")), ("ltv_12m", quotient(226, 5))]);
    assert_eq!(note(&report, "customers-without-lead"), "");
    assert_eq!(
        note(&report, "customers-before-spend"),
        "left out: 2 customers who first ordered before the spend begins, 2024-01-01; --orders without --spend has them"
    );
    assert_eq!(note(&report, "customers-left-out"), "1 customer first ordered outside of --until 2024-12-31");
    assert!(
        note(&report, "complete-until").starts_with("orders are taken to be complete until 2025-06-30, ")
    );
    assert_eq!(note(&report, "immature"), "empty, because nobody is old enough: LTV at 24 months (all)");
}

/// 15 old customers of 900 to 1,040, and 16 that 800 of spend have won: 15 with 10 to 12 in January, one in June.
#[test]
fn lifetimes_beside_cac_are_those_of_the_customers_it_is_told_of() {
    let old = (0..15).map(|n| format!("2022-01-{:02},old{n},{},0", n + 1, 900 + 10 * n));
    let new = (0..15).map(|n| format!("2025-01-{:02},new{n},{},0", n + 1, 10 + n % 3));
    let orders: Vec<String> = old.chain(new).chain(["2025-06-30,last,10,0".to_owned()]).collect();
    let spend = "date,channel,cost\n2025-01-01,X,750\n2025-06-30,X,50\n";
    let log = log(&orders);
    let of = |options: &str| {
        let command = format!("leadcalc cac-vs-ltv --orders X=o.csv -f json {options}");
        with_files(&[("o.csv", &log), ("s.csv", spend)], &command).json()
    };
    let report = of("--spend s.csv");
    let figures = [
        ("customers", json!(16)),
        ("cac", json!("50")),
        ("ltv_3m", json!("11")),
        ("ltv_age", json!("3")),
        ("ltv_cac", json!("0.22")),
        ("payback_months", Value::Null),
        ("verdict", json!("CAC >= LTV")),
    ];
    check(row(&report, &[("channel", "X")]), &figures);
    check(&report["total"], &figures);
    assert_eq!(
        note(&report, "customers-before-spend"),
        "left out: 15 customers who first ordered before the spend begins, 2025-01-01; --orders without --spend has them"
    );
    // As if --since had that day; and without spend everybody is there.
    assert_eq!(of("--spend s.csv --since 2025-01-01")["rows"], report["rows"]);
    check(&of("")["total"], &[("customers", json!(31))]);
    // Nobody is left where all came before.
    let late = of("--spend s.csv --until 2024-12-31 --cohorts");
    assert!(note(&late, "no-customers").contains("no customer") && late["rows"] == json!([]));
    assert!(note(&late, "customers-before-spend").starts_with("left out: 15 customers"), "{late:#}");
}

#[test]
fn the_cheapest_lead_is_not_the_best_customer_and_people_are_told() {
    let told = of_shop("--spend spend.csv --leads leads.csv -q --until 2024-12-31").stdout();
    let sentence = "Beta has the cheapest leads (CPL 1.00), but Alpha has the best LTV : CAC (1.24 by gross profit at 12 months)";
    assert!(told.contains(sentence), "{told}");
    let russian = of_shop("--spend spend.csv --leads leads.csv -q --lang ru").stdout();
    assert!(
        russian.contains("Самые дешёвые лиды даёт Beta (CPL 1,00), но лучшее LTV : CAC у канала Alpha"),
        "{russian}"
    );
    let programs = of_shop("--spend spend.csv --leads leads.csv -q -f csv").stdout();
    assert!(!programs.contains("cheapest"), "{programs}");
}

#[test]
fn the_shop_by_cohort_and_by_both() {
    let report = of_shop("--spend spend.csv --leads leads.csv -f json --by cohort").json();
    // Three of Alpha and two of Beta a month: 200 / 5; (3 * 40 + 2 * 8) / 5 and 15 more of three at each age.
    let february = row(&report, &[("cohort", "2024-02")]);
    check(
        february,
        &[
            ("customers", json!(5)),
            ("cac", json!("40")),
            ("ltv_1m", quotient(151, 5)),
            ("ltv_3m", quotient(181, 5)),
            ("ltv_12m", quotient(226, 5)),
            // 27.2 + 3 a reaches 40 at age 5.
            ("payback_months", json!("5")),
        ],
    );
    let december = row(&report, &[("cohort", "2024-12")]);
    check(december, &[("ltv_6m", quotient(226, 5)), ("ltv_12m", Value::Null), ("ltv_age", json!("6"))]);
    let last = row(&report, &[("cohort", "2025-06")]);
    check(
        last,
        &[("spend", Value::Null), ("cac", Value::Null), ("ltv_1m", Value::Null), ("ltv_age", Value::Null)],
    );
    assert_eq!(
        note(&report, "customers-after-spend"),
        "CAC: 1 customer first ordered after the spend ends, 2024-12-31; --until 2024-12-31 leaves them out"
            .replace("12-31", "12-28")
    );

    let both = of_shop("--spend spend.csv --leads leads.csv -f json --by channel,cohort").json();
    assert_eq!(both["group_by"], json!(["channel", "cohort"]));
    let beta = row(&both, &[("channel", "Beta"), ("cohort", "2024-05")]);
    check(
        beta,
        &[("customers", json!(2)), ("cac", json!("15")), ("leads", json!(30)), ("ltv_6m", json!("8"))],
    );
}

#[test]
fn orders_alone_give_the_lifetime_side() {
    let report = of_shop("-f json").json();
    assert_eq!(report["group_by"], json!(["cohort"]));
    let march = row(&report, &[("cohort", "2024-03")]);
    check(
        march,
        &[
            ("customers", json!(5)),
            ("ltv_12m", quotient(226, 5)),
            ("cac", Value::Null),
            ("spend", Value::Null),
        ],
    );
    assert_eq!(march["undefined"]["cac"], "nothing gives spend");
    assert!(march.get("verdict").is_none());
    let people = of_shop("").stdout();
    assert!(!people.contains("CAC"), "{people}");
}

/// 600 by spend is 510 to 90; by leads 150 to 450; by customers 360 to 240. The parts add up.
#[test]
fn other_costs_are_shared_out_and_nothing_is_lost() {
    let options = "--spend spend.csv --leads leads.csv -f json --since 2024-01-01 --until 2024-12-31";
    for (by, alpha, beta) in [("spend", 510, 90), ("leads", 150, 450), ("customers", 360, 240)] {
        let report = of_shop(&format!("{options} --other-costs 600 --share-costs {by}")).json();
        for (channel, share, spend, customers) in [("Alpha", alpha, 2040, 36), ("Beta", beta, 360, 24)] {
            let row = row(&report, &[("channel", channel)]);
            check(
                row,
                &[
                    ("other_costs", json!(share.to_string())),
                    ("cac_full", quotient(share + spend, customers)),
                ],
            );
        }
        check(&report["total"], &[("other_costs", json!("600")), ("cac_full", json!("50"))]);
        assert_eq!(note(&report, "costs-shared"), format!("other costs are shared out by {by}"));
    }
    let thirds = of_shop(&format!("{options} --other-costs 0.01 --by channel,cohort")).json();
    let parts = thirds["rows"].as_array().expect("rows").iter().filter_map(|row| row["other_costs"].as_str());
    let sum = parts.map(|part| decimal::parse(part).expect("a part"));
    let sum = sum.reduce(|one, other| decimal::add(one, other).expect("room")).expect("parts");
    assert_eq!(decimal::plain(sum), "0.01");
}

/// 1,200 in May, of two kinds, belongs to the cohort of May; what is of 2022 is nobody's.
#[test]
fn costs_from_a_file_go_to_the_month_they_are_of() {
    let Shop { orders, spend, leads } = shop();
    let costs = "month,kind,amount\n2024-05,salaries,1000\n2024-05,agency,200\n2022-05,agency,77\n";
    let files = [
        ("orders.csv", log(&orders)),
        ("spend.csv", spend),
        ("leads.csv", leads),
        ("costs.csv", costs.to_owned()),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let command = "leadcalc cac-vs-ltv --orders orders.csv --spend spend.csv --leads leads.csv --other-costs costs.csv -f json";
    let report = with_files(&files, &format!("{command} --by cohort")).json();
    check(
        row(&report, &[("cohort", "2024-05")]),
        &[("other_costs", json!("1200")), ("cac_full", json!("280"))],
    );
    check(row(&report, &[("cohort", "2024-04")]), &[("other_costs", json!("0")), ("cac_full", json!("40"))]);
    check(&report["total"], &[("other_costs", json!("1200"))]);
    assert_eq!(
        note(&report, "costs-outside-of-spend"),
        "other costs of months before or after the spend, 77.00, are left out"
    );
    let by_channel = with_files(&files, command).json();
    check(row(&by_channel, &[("channel", "Beta")]), &[("other_costs", json!("180"))]);
}

/// A month later money is worth half: 40 + 5/2 + 5/4 + 5/8 at age 3.
#[test]
fn discounted_values_are_those_of_the_first_month() {
    let report = of_shop("--spend spend.csv --leads leads.csv -f json --discount 100%").json();
    let alpha = row(&report, &[("channel", "Alpha")]);
    check(alpha, &[("ltv_1m", json!("42.5")), ("ltv_3m", json!("44.375")), ("payback_months", Value::Null)]);
    assert!(note(&report, "discounted").contains("1 / (1 + 1)"));
}

#[test]
fn the_triangle_of_the_shop() {
    let report = of_shop("--cohorts -f json").json();
    assert_eq!(report["group_by"], json!(["cohort"]));
    let cell = |cohort: &str, age: u64| {
        let rows = report["rows"].as_array().expect("rows");
        rows.iter().find(|row| row["cohort"] == cohort && row["age"] == age).expect("a cell")
    };
    check(
        cell("2024-02", 0),
        &[
            ("customers", json!(5)),
            ("orders", json!(5)),
            ("active_customers", json!(5)),
            ("revenue", json!("250")),
            ("gross_profit", json!("136")),
        ],
    );
    check(
        cell("2024-02", 1),
        &[("orders", json!(1)), ("active_customers", json!(1)), ("revenue", json!("25"))],
    );
    // A month that is over without an order is 0, one that is not over is empty.
    check(cell("2024-12", 6), &[("orders", json!(1)), ("revenue", json!("25"))]);
    check(cell("2024-02", 7), &[("orders", json!(0)), ("revenue", json!("0"))]);
    check(cell("2024-12", 7), &[("customers", json!(5)), ("orders", Value::Null), ("revenue", Value::Null)]);
    assert_eq!(cell("2024-12", 7)["undefined"]["revenue"], "the month of that age is not over");

    let cumulative = of_shop("--cohorts gross-profit --cumulative").stdout();
    let february = cumulative.lines().find(|line| line.starts_with(" 2024-02")).expect("a row").to_owned();
    let cells: Vec<&str> = february.split_whitespace().collect();
    assert_eq!(cells[..5], ["2024-02", "5", "136.00", "151.00", "166.00"]);
    let retention = of_shop("--cohorts retention").stdout();
    let february = retention.lines().find(|line| line.starts_with(" 2024-02")).expect("a row");
    assert!(february.contains("100.00 %   20.00 %   20.00 %"), "{retention}");
    let orders = of_shop("--cohorts orders --cumulative -f markdown").stdout();
    assert!(
        orders.contains("| 2024-02 | 5 | 1.00 | 1.20 | 1.40 | 1.60 | 1.80 | 2.00 | 2.20 | 2.20 |"),
        "{orders}"
    );
    let by_channel = of_shop("--leads leads.csv --cohorts --by channel -f json").json();
    assert_eq!(by_channel["group_by"], json!(["channel", "cohort"]));
}

#[test]
fn limits_are_judged_on_channels() {
    let run = of_shop(
        "--spend spend.csv --leads leads.csv -q -f csv --fail-if 'channel=Beta: ltv_12m < 10' --fail-if 'cac > 100'",
    );
    assert_eq!(run.status(), 1, "{run}");
    assert!(run.stderr().contains("limit broken: channel=Beta: ltv_12m < 10 in Beta: ltv_12m is 8"), "{run}");
    let sure = of_shop(
        "--spend spend.csv --leads leads.csv -q -f csv --fail-if 'channel=Alpha: ltv_cac < 1' --confidence 95%",
    );
    assert_eq!(sure.status(), 0, "{sure}");
    assert!(sure.stderr().contains("limit open"), "{sure}");
    let young = of_shop("-q -f csv --fail-if 'total.ltv_24m < 1'");
    assert_eq!(young.status(), 3, "{young}");
}
