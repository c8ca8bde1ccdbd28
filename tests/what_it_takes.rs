//! Backwards: what it would take, and what other values would come to.

mod program;

use leadcalc::core::decimal::{self, Decimal};
use program::run;

/// A row's figures as text, under their keys.
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

const FUNNEL: &str = "leadcalc solve orders=50 aov=8000 margin_rate=62.5% close_rate=10% cr=9% cpc=150";

#[test]
fn the_funnel_worked_by_hand() {
    // 50 / 10 % = 500; 500 / 9 % = 5 555.56; * 150 = 833 333.33; / 500 = 1 666.67; / 50 = 16 666.67; 50 * 8 000 = 400 000;
    // * 62.5 % = 250 000; - 833 333.33 = -583 333.33; 400 000 / 833 333.33 = 0.48
    assert_row(
        &run(&format!("{FUNNEL} -f json")).json()["rows"][0],
        &[
            ("leads", "500"),
            ("clicks", "5555.5555555555555555555555556"),
            ("spend", "833333.3333333333333333333333"),
            ("cpl", "1666.6666666666666666666666667"),
            ("cpo", "16666.666666666666666666666667"),
            ("revenue", "400000"),
            ("gross_profit", "250000"),
            ("profit", "-583333.33333333333333333333333"),
            ("roas", "0.48"),
        ],
    );
    insta::assert_snapshot!("funnel", run(FUNNEL).to_string());
    insta::assert_snapshot!("funnel_in_russian", run(&format!("{FUNNEL} --lang ru --for cpl")).to_string());
}

#[test]
fn the_break_even_click() {
    let command = "leadcalc solve profit=0 aov=8000 margin_rate=62.5% close_rate=10% cr=9% --for cpc";
    assert_row(&run(&format!("{command} -f json")).json()["rows"][0], &[("cpc", "45"), ("cpl", "500")]);
    insta::assert_snapshot!("break_even_click", run(&format!("{command} --explain")).to_string());
}

#[test]
fn ways_to_a_figure() {
    for (name, command) in [
        ("by_ratios_alone", "leadcalc solve cpl=250 cr=9% --for cpc --explain"),
        ("by_equations_together", "leadcalc solve profit=100 roas=4 margin_rate=50% --for spend --explain"),
        ("without_an_end", "leadcalc solve spend=100 leads=3 --for cpl"),
        ("without_a_divisor", "leadcalc solve spend=100 leads=0 --for cpl"),
        ("in_csv", "leadcalc solve spend=100 leads=3 clicks=10 -f csv --precision 2"),
    ] {
        insta::assert_snapshot!(name, run(command).to_string());
    }
}

#[test]
fn whole_counts() {
    let whole = run(&format!("{FUNNEL} --whole"));
    assert_eq!(
        whole.stderr(),
        "note: cr was given as 9 % and is 8.99928005759539236861051116 % with whole counts\n"
    );
    let row = run(&format!("{FUNNEL} --whole -f json")).json()["rows"][0].clone();
    assert_row(&row, &[("clicks", "5556"), ("leads", "500"), ("spend", "833400"), ("cpc", "150")]);
    // A budget gives way to what whole clicks cost; 10 000 / 150 = 66.67, and 67 * 150 = 10 050.
    let row = run("leadcalc solve spend=10000 cpc=150 cr=9% --whole -f json").json()["rows"][0].clone();
    assert_row(&row, &[("leads", "6"), ("spend", "10050"), ("clicks", "67")]);
}

#[test]
fn what_cannot_be_is_said() {
    let run = run("leadcalc solve clicks=10 leads=12 gross_profit=5 revenue=4");
    assert_eq!(run.status(), 0);
    insta::assert_snapshot!("impossible", run.to_string());
    let json = program::run("leadcalc solve clicks=10 leads=12 -f json").json();
    assert_eq!(json["notes"][0]["code"], "impossible");
}

#[test]
fn limits_hold_for_what_follows() {
    let broken = run(&format!("{FUNNEL} --fail-if 'cpl > 1666' --warn-if 'profit < 0'"));
    assert_eq!(
        (broken.status(), broken.stderr().as_str()),
        (
            1,
            "limit broken: cpl > 1666: cpl is 1 666.67\nwarning: limit broken: profit < 0: profit is −583 333.33\n"
        )
    );
    let each = run(&format!("{} --fail-if 'profit < 0'", FUNNEL.replace("cpc=150", "'cpc=45;150'")));
    assert_eq!(
        (each.status(), each.stderr().as_str()),
        (1, "limit broken: profit < 0 in 150.00: profit is −583 333.33\n")
    );
}

const PRICE: &str = "leadcalc lead-price-by-margin --average-order 8000 --cost-of-goods 3000";

#[test]
fn a_matrix_in_every_format() {
    // 5 000 * share * conversion
    let command =
        format!("{PRICE} --acquisition-share 30%,50%,70% --conversion 5%..15%:5% --show lead_price");
    assert_eq!(
        run(&format!("{command} -f csv")).stdout(),
        "acquisition_share,conversion=0.05,conversion=0.1,conversion=0.15\n\
         0.3,75,150,225\n0.5,125,250,375\n0.7,175,350,525\n"
    );
    for format in ["table", "markdown", "tsv", "json", "jsonl"] {
        insta::assert_snapshot!(
            format!("matrix_{format}"),
            run(&format!("{command} -f {format}")).to_string()
        );
    }
}

#[test]
fn the_cells_that_lose_money_are_marked() {
    let command = format!(
        "{PRICE} --acquisition-share 50% --conversion '5%;10%' --lead-price 200..600:200 --show profit_per_lead"
    );
    assert_eq!(
        run(&format!("{command} -f csv")).stdout(),
        "conversion,offered_lead_price=200,offered_lead_price=400,offered_lead_price=600,loses_at\n\
         0.05,50,-150,-350,400 600\n0.1,300,100,-100,600\n"
    );
    insta::assert_snapshot!("marked", run(&command).to_string());
}

#[test]
fn a_row_for_each_value() {
    for (name, command) in [
        ("of_a_price", format!("{PRICE} --acquisition-share 50% --conversion '5%;10%' --lead-price 300")),
        ("of_a_campaign", "leadcalc campaign-cpl --clicks 100 --cpc 100,150,200 --leads 9".to_owned()),
        (
            "of_a_lifetime",
            "leadcalc cac-vs-ltv --cac '300;900' --revenue-per-month 50 --margin-rate 80% --churn 5%"
                .to_owned(),
        ),
        ("of_one_figure", format!("{} --show profit -f csv", FUNNEL.replace("cpc=150", "cpc=45..150:35"))),
        (
            "of_three_inputs",
            format!(
                "{} --show profit -f csv",
                FUNNEL
                    .replace("cpc=150", "'cpc=45;150'")
                    .replace("cr=9%", "'cr=9%;10%'")
                    .replace("orders=50", "'orders=50;60'")
            ),
        ),
    ] {
        insta::assert_snapshot!(name, run(&command).to_string());
    }
    // Each row is what the calculation of its value alone gives.
    let rows =
        run("leadcalc campaign-cpl --clicks 100 --cpc 100,150,200 --leads 9 -f json").json()["rows"].clone();
    for (row, cpc) in rows.as_array().unwrap().iter().zip(["100", "150", "200"]) {
        let alone = run(&format!("leadcalc campaign-cpl --clicks 100 --cpc {cpc} --leads 9 -f json")).json();
        assert_eq!((&row["cpc"], &row["cpl"]), (&alone["rows"][0]["cpc"], &alone["rows"][0]["cpl"]));
    }
}

#[test]
fn how_much_each_input_matters() {
    let command = format!("{FUNNEL} --sensitivity 10%");
    let rows = run(&format!("{command} -f json")).json()["rows"].clone();
    let cpc = rows.as_array().unwrap().iter().find(|row| row["input"] == "cpc").unwrap();
    // 250 000 - 5 555.56 * 135 = -500 000; 45 is the break-even click of the funnel.
    assert_row(cpc, &[("low", "135"), ("high", "165"), ("profit_at_low", "-500000"), ("break_even", "45")]);
    let effects: Vec<Decimal> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| decimal::parse(row["profit_effect"].as_str().unwrap()).unwrap())
        .collect();
    assert!(effects.is_sorted_by(|one, next| one >= next), "{effects:?}");
    // What is said to be break-even is.
    for row in rows.as_array().unwrap() {
        let (key, value) = (row["input"].as_str().unwrap(), row["break_even"].as_str().unwrap());
        if value.is_empty() {
            continue;
        }
        let given = FUNNEL.split(' ').find(|word| word.starts_with(&format!("{key}="))).unwrap();
        let there =
            run(&format!("{} --precision 9 -f json", FUNNEL.replace(given, &format!("{key}={value}"))));
        assert_row(&there.json()["rows"][0], &[("profit", "0")]);
    }
    insta::assert_snapshot!("sensitivity", run(&command).to_string());
    insta::assert_snapshot!(
        "sensitivity_of_a_price",
        run(&format!(
            "{PRICE} --acquisition-share 50% --conversion 10% --lead-price 300 --sensitivity 10% --lang ru"
        ))
        .to_string()
    );
}

const SCENARIOS: &str = "[careful]\ncpc = 180\ncr = '8%'\n\n[bold]\ncpc = 120\n";

#[test]
fn scenarios_side_by_side() {
    let files = [("s.toml", SCENARIOS)];
    let command = format!("{FUNNEL} --scenario s.toml");
    // 250 000 - 50 / 10 % / 8 % * 180 = -875 000; 250 000 - 5 555.56 * 120 = -416 666.67
    assert_eq!(
        program::with_files(&files, &format!("{command} --show profit -f csv --precision 2")).stdout(),
        "scenario,kind,profit\nas typed,value,-583333.33\ncareful,value,-875000\nbold,value,-416666.67\n\
         careful,difference,-291666.67\nbold,difference,166666.67\n"
    );
    let run = program::with_files(&files, &format!("{command} --fail-if 'profit < -600000'"));
    assert_eq!((run.status(), run.stderr().contains("in careful")), (1, true), "{run}");
    insta::assert_snapshot!("scenarios", run.to_string());
    let price = format!("{PRICE} --acquisition-share 50% --conversion 10% --scenario s.toml --lang ru");
    let scenario = "[\"дороже\"]\naverage_order = 9000\noffered_lead_price = 300\n";
    insta::assert_snapshot!(
        "scenario_of_a_price",
        program::with_files(&[("s.toml", scenario)], &price).to_string()
    );
}

#[test]
fn scenarios_that_cannot_be_read() {
    for (scenarios, message) in [
        (
            "",
            "error: --scenario: the file has no scenario; write one, like [careful], with its inputs below\n",
        ),
        (
            "[a]\ncpc = 1.5",
            "error: s.toml, line 2: cpc = 1.5: write it in quotes: a TOML float is not exact\n",
        ),
        (
            "[a]\nspend = 5",
            "error: a: cpc is given as 150, but 0.0009 follows from orders=50, close_rate=10 %, cr=9 % and spend=5; leave one of them out\n",
        ),
        ("[a", "error: s.toml, line 1: is not TOML: unclosed table, expected `]`\n"),
    ] {
        let run = program::with_files(&[("s.toml", scenarios)], &format!("{FUNNEL} --scenario s.toml"));
        assert_eq!((run.status(), run.stderr().as_str()), (2, message), "{run}");
    }
    let several = program::with_files(&[("s.toml", SCENARIOS)], "leadcalc solve 'cpc=4;5' --scenario s.toml");
    assert_eq!(
        several.stderr(),
        "error: --scenario: has one value of each input; give each input only one\n"
    );
}

/// What could be one number or two is neither; a figure that cannot be is told of many rows as of one; what has several values is no result.
#[test]
fn several_values_are_no_trap() {
    for (name, command) in [
        ("two_in_one", "leadcalc solve aov=2500,3000 orders=2"),
        (
            "two_in_an_option",
            "leadcalc lead-price-by-margin --average-order 7000,8000 --cost-of-goods 3000 --acquisition-share 50% --conversion 10%",
        ),
        ("impossible_rows", "leadcalc solve leads=50..150:50 clicks=100"),
        (
            "shows_what_is_varied",
            "leadcalc solve orders=50 aov=8000 close_rate=10% cr=9% cpc=100..250:60 --show cpc",
        ),
        ("moves_nothing", "leadcalc solve orders=50 aov=8000 close_rate=10% cr=9% cpc=100 --sensitivity 0%"),
        ("romi_as_a_fraction", "leadcalc solve romi=1.5 spend=100"),
    ] {
        insta::assert_snapshot!(format!("trap_{name}"), run(command).to_string());
    }
}

const SHOP: &str = "leadcalc cac-vs-ltv --spend-total 300000 --customers 40 --average-order 8000 --margin-rate 60% \
                    --orders-per-year 3 --years 2";

/// (300 000 + other costs) / 40, against 8 000 * 60 % * 3 * 2 = 28 800.
#[test]
fn other_costs_are_an_input_like_the_others() {
    let several = run(&format!("{SHOP} --other-costs '50000;100000' -f json")).json();
    for (row, costs) in several["rows"].as_array().unwrap().iter().zip(["50000", "100000"]) {
        let alone = run(&format!("{SHOP} --other-costs {costs} -f json")).json()["rows"][0].clone();
        for (key, value) in row.as_object().unwrap() {
            assert_eq!(*value, alone[key], "{key} at {costs}");
        }
    }
    assert_row(
        &several["rows"][0],
        &[
            ("other_costs", "50000"),
            ("cac_full", "8750"),
            ("payback_months_full", "7.2916666666666666666666666667"),
        ],
    );
    assert_row(
        &several["rows"][1],
        &[("other_costs", "100000"), ("cac_full", "10000"), ("ltv_cac_full", "2.88")],
    );
    insta::assert_snapshot!(
        "of_other_costs",
        run(&format!("{SHOP} --other-costs 0..100000:50000")).to_string()
    );
    // 1 152 000 - 300 000 break even.
    insta::assert_snapshot!(
        "sensitivity_to_other_costs",
        run(&format!("{SHOP} --other-costs 50000 --sensitivity 10%")).to_string()
    );
    let ads = run(&format!("{SHOP} --other-costs 50000 --sensitivity 10% --show ltv_cac -f json")).json();
    let spend = ads["rows"].as_array().unwrap().iter().find(|row| row["input"] == "spend").unwrap();
    assert_row(spend, &[("break_even", "1152000")]);
    let scenarios = [("s.toml", "[agency]\nother_costs = 100000\n[alone]\nother_costs = 0\n")];
    assert_eq!(
        program::with_files(
            &scenarios,
            &format!("{SHOP} --other-costs 50000 --scenario s.toml --show cac_full -f csv")
        )
        .stdout(),
        "scenario,kind,cac_full\nas typed,value,8750\nagency,value,10000\nalone,value,7500\nagency,difference,1250\nalone,difference,-1250\n"
    );
}

#[test]
fn a_scenario_with_what_is_not_calculated_from_is_refused() {
    for (command, scenario, message) in [
        (
            SHOP,
            "[a]\nchurn = '5%'",
            "error: a: churn: nothing is calculated from it beside the other figures; leave it out\n",
        ),
        (
            "leadcalc cac-vs-ltv --cac 300 --ltv 900",
            "[a]\nother_costs = 5",
            "error: a: other_costs: nothing is calculated from it beside the other figures; leave it out\n",
        ),
    ] {
        let run = program::with_files(&[("s.toml", scenario)], &format!("{command} --scenario s.toml"));
        assert_eq!((run.status(), run.stderr().as_str()), (2, message), "{run}");
    }
    let shows =
        program::with_files(&[("s.toml", "[a]\nyears = 3")], &format!("{SHOP} --scenario s.toml --show cpl"));
    assert_eq!(
        (shows.status(), shows.stderr().as_str()),
        (2, "error: --show cpl: is no figure of this calculation; leave --show out to see which there are\n")
    );
}
