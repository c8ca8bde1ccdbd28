//! Examples worked by hand, exact to the last digit. The figures are those of the dictionary's own definitions.

mod program;

use program::run;

/// Compares a row's figures, all as text.
#[track_caller]
fn assert_row(row: &serde_json::Value, expected: &[(&str, &str)]) {
    for (key, figure) in expected {
        let found = match &row[*key] {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        assert_eq!(found, *figure, "{key}");
    }
}

#[test]
fn lead_price_by_margin() {
    // 8 000 - 3 000 = 5 000; 50 % of it 2 500; 10 of 100 leads; 2 500 * 10 % = 250; 5 000 * 10 % = 500.
    let command = "leadcalc lead-price-by-margin --average-order 8000 --acquisition-share 50% -f json";
    let expected = [
        ("margin", "5000"),
        ("acquisition_budget", "2500"),
        ("conversion", "0.1"),
        ("lead_price", "250"),
        ("break_even_lead_price", "500"),
    ];
    for ways in [
        "--cost-of-goods 3000 --leads 100 --sales 10",
        "--cost-of-goods '3 000' --conversion 10%",
        "--margin-rate 62.5% --conversion 0.1",
        "--margin-rate 0,625 --leads 1_000 --sales 100",
    ] {
        assert_row(&run(&format!("{command} {ways}")).json()["rows"][0], &expected);
    }
    let known =
        run("leadcalc lead-price-by-margin --margin 5000 --acquisition-share 0.5 --conversion 10% -f json");
    assert_row(&known.json()["rows"][0], &expected);
    // Three orders in a customer's life: its margin is 15 000.
    let life =
        run(&format!("{command} --cost-of-goods 3000 --conversion 10% --orders-per-customer 3")).json();
    assert_row(
        &life["rows"][0],
        &[("margin", "15000"), ("lead_price", "750"), ("break_even_lead_price", "1500")],
    );
    // A third of the leads: 5 000 / 3 is divided once, at the end.
    let third = run(&format!("{command} --cost-of-goods 3000 --leads 3 --sales 1")).json();
    assert_row(&third["rows"][0], &[("break_even_lead_price", "1666.6666666666666666666666667")]);
}

#[test]
fn an_offered_lead_price_is_judged() {
    let command =
        "leadcalc lead-price-by-margin --margin 5000 --acquisition-share 50% --conversion 10% -f json";
    for (offered, profit, needed, verdict) in [
        ("250", "250", "0.1", "within target"),
        ("300", "200", "0.12", "between target and break-even"),
        ("500", "0", "0.2", "between target and break-even"),
        ("600", "-100", "0.24", "loses money"),
    ] {
        let row = &run(&format!("{command} --lead-price {offered}")).json()["rows"][0];
        assert_row(row, &[("profit_per_lead", profit), ("needed_conversion", needed), ("verdict", verdict)]);
    }
    let loses = run(&format!("{command} --lead-price 600")).json();
    assert_row(&loses["rows"][0], &[("profit_per_100_leads", "-10000"), ("break_even_conversion", "0.12")]);
}

#[test]
fn campaign_cpl() {
    // 100 * 150 = 15 000; 5 + 4 = 9; 15 000 / 9 = 1 666.67; 9 %.
    let row =
        &run("leadcalc campaign-cpl --clicks 100 --cpc 150 --forms 5 --calls 4 -f json").json()["rows"][0];
    assert_row(
        row,
        &[("spend", "15000"), ("leads", "9"), ("cpl", "1666.6666666666666666666666667"), ("cr", "0.09")],
    );
    let row = &run("leadcalc campaign-cpl --budget 10000 --leads 100 -f json").json()["rows"][0];
    assert_row(row, &[("cpl", "100"), ("clicks", "null")]);
}

#[test]
fn the_reference_table() {
    let json = run("leadcalc compare-channels --spend examples/optics.csv -f json").json();
    let rows = json["rows"].as_array().unwrap();
    let names: Vec<&str> = rows.iter().map(|row| row["channel"].as_str().unwrap()).collect();
    assert_eq!(names, ["Diamond glasses", "Sunglasses", "Lenses"], "the largest spend first");
    assert_row(
        &rows[0],
        &[("cpc", "600"), ("clicks", "50"), ("spend", "30000"), ("leads", "11"), ("cr", "0.22")],
    );
    assert_row(&rows[0], &[("cpl", "2727.2727272727272727272727273")]);
    assert_row(
        &rows[1],
        &[("cpc", "150"), ("clicks", "100"), ("spend", "15000"), ("leads", "9"), ("cr", "0.09")],
    );
    assert_row(&rows[1], &[("cpl", "1666.6666666666666666666666667")]);
    assert_row(
        &rows[2],
        &[("cpc", "45"), ("clicks", "300"), ("spend", "13500"), ("leads", "16"), ("cpl", "843.75")],
    );
    assert_row(&rows[2], &[("cr", "0.0533333333333333333333333333")]);
    let total = [
        ("clicks", "450"),
        ("spend", "58500"),
        ("leads", "36"),
        ("cpc", "130"),
        ("cpl", "1625"),
        ("cr", "0.08"),
    ];
    assert_row(&json["total"], &total);
}

#[test]
fn the_seven_readings_of_one_case() {
    let json = run("leadcalc compare-channels --spend tests/inputs/seven-readings.csv -f json").json();
    assert_row(
        &json["rows"][0],
        &[
            ("roas", "4"),
            ("roi_revenue", "3"),
            ("romi", "0.6"),
            ("roi_full_cost", "0.1764705882352941176470588235"),
            ("drr", "0.25"),
            ("drr_profit", "0.625"),
            ("break_even_roas", "2.5"),
            ("profit", "60000"),
        ],
    );
    let typed =
        "leadcalc campaign-cpl --budget 100000 --leads 100 --revenue 400000 --cost-of-goods 240000 -f json";
    assert_row(&run(typed).json()["rows"][0], &[("roas", "4"), ("romi", "0.6"), ("break_even_cpl", "1600")]);
}

#[test]
fn cac_against_ltv() {
    // 300 000 / 40 = 7 500; 8 000 * 60 % * 3 * 2 = 28 800; 28 800 / 7 500 = 3.84; 7 500 / (8 000 * 3 / 12 * 60 %) = 6.25.
    let orders = "leadcalc cac-vs-ltv --spend-total 300000 --customers 40 --average-order 8000 --orders-per-year 3 --years 2 -f json";
    let expected = [
        ("cac", "7500"),
        ("ltv_revenue", "48000"),
        ("ltv", "28800"),
        ("ltv_cac", "3.84"),
        ("ltv_cac_revenue", "6.4"),
        ("payback_months", "6.25"),
        ("verdict", "CAC < LTV"),
    ];
    for margin in ["--margin-rate 60%", "--cost-of-goods 3200"] {
        assert_row(&run(&format!("{orders} {margin}")).json()["rows"][0], &expected);
    }
    let full = run(&format!("{orders} --margin-rate 60% --other-costs 1000000")).json();
    let expected =
        [("cac_full", "32500"), ("verdict_full", "CAC >= LTV"), ("verdict_revenue_full", "CAC < LTV")];
    assert_row(&full["rows"][0], &expected);
    assert!(full["words"].to_string().contains("The readings disagree"), "{full}");

    // 300 / (50 * 80 %) = 7.5; 50 * 80 % / 5 % = 800; 40 * (1 - 0.95^n) / 5 % reaches 300 in the tenth month.
    let churn = "leadcalc cac-vs-ltv --cac 300 --revenue-per-month 50 --margin-rate 80% --churn 5% -f json";
    let expected = [("payback_months", "7.5"), ("ltv", "800"), ("payback_months_with_churn", "10")];
    assert_row(&run(churn).json()["rows"][0], &expected);
    // 40 * 1.25 / (1.25 - 0.95) = 166.67
    let discounted = run(&format!("{churn} --discount 25%")).json();
    assert_row(&discounted["rows"][0], &[("ltv", "166.66666666666666666666666667")]);
    // Equal is not enough: the business lives while CAC < LTV.
    assert_row(
        &run("leadcalc cac-vs-ltv --cac 5 --ltv 5 -f json").json()["rows"][0],
        &[("verdict", "CAC >= LTV")],
    );
}

#[test]
fn what_does_not_exist_is_null_with_its_reason() {
    let json = run("leadcalc campaign-cpl --budget 15000 --leads 0 --clicks 0 -f json").json();
    let row = &json["rows"][0];
    assert_row(row, &[("cpl", "null"), ("cr", "null"), ("cpc", "null"), ("leads", "0")]);
    assert_eq!(row["undefined"].to_string(), r#"{"cpc":"no clicks","cpl":"no leads","cr":"no clicks"}"#);
    let never =
        run("leadcalc cac-vs-ltv --cac 1000 --revenue-per-month 50 --margin-rate 80% --churn 5% -f json")
            .json();
    assert_eq!(never["rows"][0]["undefined"]["payback_months_with_churn"], "never paid back");
}
