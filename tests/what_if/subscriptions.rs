//! Beside a list of subscriptions: all months together.

use crate::program::{run, with_files};
use crate::{assert_refused, assert_same, rows};

const SUBSCRIPTIONS: &str =
    "leadcalc cac-vs-ltv --subscriptions examples/subscriptions.csv --as-of 2026-03-31";
const PAID: &str = "--spend-total 180000 --other-costs 60000 --customers 20";

#[test]
fn what_subscriptions_would_come_to() {
    for (name, options) in [
        ("values", format!("{PAID} --margin-rate '70%;80%'")),
        ("values_csv", format!("{PAID} --margin-rate '70%;80%' -f csv -q")),
        ("values_json", "--cac '9000;12000' --margin-rate 80% --show ltv_cac -f json".to_owned()),
        ("matrix", format!("{PAID} --margin-rate 20%..60%:20% --discount '1%;2%' --show ltv_cac -q")),
        ("matrix_csv", "--cac 9000..27000:9000 --margin-rate '60%;80%' --show ltv_cac -f csv -q".to_owned()),
        ("sensitivity", format!("{PAID} --margin-rate 80% --sensitivity 10% -q")),
        (
            "sensitivity_ru",
            "--cac 9000 --margin-rate 80% --discount 1% --sensitivity 10% -q --lang ru".to_owned(),
        ),
        ("confidence", "--cac '9000;12000' --margin-rate 80% --confidence 90%".to_owned()),
    ] {
        insta::assert_snapshot!(name, run(&format!("{SUBSCRIPTIONS} {options}")).to_string());
    }
}

#[test]
fn each_value_beside_subscriptions_is_the_calculation_with_it_alone() {
    let of = |paid: &str, margin: &str, discount: &str| {
        run(&format!("{SUBSCRIPTIONS} {paid} --margin-rate '{margin}' --discount '{discount}' -f json -q"))
            .json()
    };
    let several = of(PAID, "70%;80%", "1%;2%");
    let values = [("70%", "1%"), ("70%", "2%"), ("80%", "1%"), ("80%", "2%")];
    assert_eq!(rows(&several).len(), values.len());
    for (row, (margin, discount)) in rows(&several).iter().zip(values) {
        let alone = of(PAID, margin, discount);
        assert_same(row, &alone["total"], &["margin_rate", "discount"]);
        for key in ["currency", "sources"] {
            assert_eq!(several[key], alone[key], "{key}");
        }
        let notes = alone["notes"].as_array().expect("notes");
        assert!(
            notes.iter().all(|note| several["notes"].as_array().expect("notes").contains(note)),
            "{several}"
        );
    }
    let moved = run(&format!("{SUBSCRIPTIONS} {PAID} --margin-rate 80% --sensitivity 10% -f json -q")).json();
    for (input, paid, low, high) in [
        ("margin_rate", PAID.to_owned(), "72%", "88%"),
        ("other_costs", PAID.replace("60000", "54000"), "80%", ""),
        ("customers", PAID.replace("20", "22"), "", "80%"),
    ] {
        let row = rows(&moved).iter().find(|row| row["input"] == input).expect("the input");
        for (end, margin) in
            [("at_low", low), ("at_high", high)].into_iter().filter(|(_, margin)| !margin.is_empty())
        {
            let alone =
                run(&format!("{SUBSCRIPTIONS} {paid} --margin-rate {margin} -f json -q")).json()["total"]
                    .clone();
            assert_eq!(row[format!("ltv_cac_full_{end}")], alone["ltv_cac_full"], "{input} {end}");
        }
    }
    // 20 000 / 12 000 is 1 where the full CAC is 20 000, by whichever input.
    for (input, value) in
        [("spend", "340000"), ("other_costs", "220000"), ("customers", "12"), ("margin_rate", "0.48")]
    {
        let row = rows(&moved).iter().find(|row| row["input"] == input).expect("the input");
        assert_eq!(row["break_even"], value, "{input}");
    }
}

#[test]
fn scenarios_and_limits_beside_subscriptions() {
    let scenarios = "[careful]\nmargin_rate = '60%'\nother_costs = 90000\n[cheap]\ncac = 4000\n";
    let log = std::fs::read_to_string("examples/subscriptions.csv").expect("the example");
    let files = [("s.csv", log.as_str()), ("s.toml", scenarios)];
    let of = |options: &str| {
        with_files(
            &files,
            &format!("leadcalc cac-vs-ltv --subscriptions s.csv --as-of 2026-03-31 -q {options}"),
        )
    };
    let typed = format!("{PAID} --margin-rate 80%");
    insta::assert_snapshot!("scenarios", of(&format!("{typed} --scenario s.toml")).to_string());
    let both = of(&format!("{typed} --scenario s.toml -f json")).json();
    let careful = of(&format!("{} --margin-rate 60% -f json", PAID.replace("60000", "90000"))).json();
    assert_same(&rows(&both)[1], &careful["total"], &["scenario", "kind"]);
    let cheap = of("--cac 4000 --margin-rate 80% -f json").json();
    for key in ["cac", "ltv", "ltv_cac", "payback_months_with_churn"] {
        assert_eq!(rows(&both)[2][key], cheap["total"][key], "{key}");
    }
    let limit = of(&format!("{PAID} --margin-rate '40%;80%' --fail-if 'ltv_cac_full < 1'"));
    assert_eq!(
        (limit.status(), limit.stderr().as_str()),
        (1, "limit broken: ltv_cac_full < 1 in 40.00 %: ltv_cac_full is 0.83\n"),
        "{limit}"
    );
    let stdin = with_files(
        &files,
        "leadcalc cac-vs-ltv --subscriptions - --cac 5 --margin-rate 5% --scenario - <s.csv",
    );
    assert_refused(&stdin, "--scenario -: stdin is given for another file too, and can be only one of them");
    let unused = with_files(
        &[("s.csv", log.as_str()), ("s.toml", "[a]\nspend = 5\n")],
        "leadcalc cac-vs-ltv --subscriptions s.csv -q --cac 5 --margin-rate 5% --scenario s.toml",
    );
    assert_refused(&unused, "a: spend: nothing is calculated from it beside the other figures; leave it out");
    let kept = of(&format!("{typed} --scenario s.toml -f csv -o s.toml"));
    assert_refused(&kept, "s.toml: is an input, and would be overwritten; name another file with --output");
}

#[test]
fn without_an_ltv_there_is_nothing_to_vary() {
    let nothing = "--subscriptions: without an LTV there is nothing to vary; give --margin-rate, and --cac or --spend-total with \
                   --customers";
    for (options, message) in [
        ("--sensitivity 10%", nothing),
        ("--scenario s.toml", nothing),
        ("--show ltv", "--show: is for several values; give an input some, like 100,150,200 or 5%..20%:5%"),
        (
            "--margin-rate '5%;6%'",
            "--margin-rate: is for an LTV, which needs --cac, or --spend-total with --customers",
        ),
        ("--cac '5;6'", "--subscriptions: an LTV to set the CAC against needs --margin-rate"),
        (
            "--cac '5;6' --margin-rate 5% --show cpl",
            "--show cpl: is no figure of this calculation; leave --show out to see which there are",
        ),
        (
            "--cac '5;6' --margin-rate 5% --sensitivity 5%",
            "--sensitivity: moves one value of each input; give each input only one",
        ),
        (
            "--cac '5;6' --margin-rate 5% --fail-if 'total.ltv < 5'",
            "--fail-if 'total.ltv < 5': there is no total here; write ltv without total.",
        ),
    ] {
        assert_refused(&run(&format!("{SUBSCRIPTIONS} -q {options}")), message);
    }
}

/// LTV 15 000 for 10 customers: ads for 90 000 leave 60 000 for all else, and no digit of what was rounded on the way is in it.
#[test]
fn break_even_is_exact() {
    let options =
        "--average-order 2500 --margin-rate 60% --orders-per-year 1 --years 10 --sensitivity 10% -f json -q";
    let report =
        run(&format!("leadcalc cac-vs-ltv --spend-total 90000 --customers 10 --other-costs 500 {options}"))
            .json();
    let of = |input: &str| {
        let row = rows(&report).iter().find(|row| row["input"] == input).expect("the input");
        row["break_even"].as_str().expect("a value").to_owned()
    };
    assert_eq!([of("other_costs"), of("spend")], ["60000", "149500"]);
    // 90 500 / 15 000 has no end.
    assert_eq!(of("customers"), "6.03333333333333333");
}

#[test]
fn a_matrix_says_that_it_has_no_intervals() {
    let run = run(
        "leadcalc cac-vs-ltv --subscriptions examples/subscriptions.csv --as-of 2026-03-31 --cac '9000;300' --margin-rate '60%;70%' \
         --show ltv_cac --confidence 90%",
    );
    let note = "note: a matrix has no room for intervals; limits are judged by them all the same\n";
    assert!(run.stderr().contains(note), "{run}");
}
