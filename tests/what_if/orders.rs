//! Beside an order log: a row a group and value, or all customers together.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::program::{run, with_files};
use crate::{assert_refused, assert_same, rows};

const YEAR: &str = "leadcalc cac-vs-ltv --orders examples/orders-2025.csv --spend examples/spend-2025.csv \
                    --leads examples/leads-2025.csv";

#[test]
fn what_an_order_log_would_come_to() {
    for (name, options) in [
        ("values", "--margin-rate '40%;60%' --until 2025-06-30"),
        ("values_ru", "--margin-rate '40%;60%' --show ltv_cac --lang ru -q"),
        ("values_csv", "--by cohort --until 2025-03-31 --margin-rate 60% --discount '0%;1%' -f csv -q"),
        (
            "values_json",
            "--margin-rate '40%;60%' --other-costs '0;60000' --discount '0%;1%' --show ltv_cac_full -f json -q --until 2025-02-28 --by cohort",
        ),
        ("values_explained", "--margin-rate '40%;60%' --show ltv_cac --explain --until 2025-06-30 -q"),
        ("costs", "--other-costs '0;60000' --margin-rate 60% --show cac_full"),
        ("matrix", "--margin-rate 10%..50%:20% --discount '0%;1%' --show ltv_cac"),
        ("matrix_csv", "--margin-rate 10%..50%:20% --other-costs '0;60000' --show ltv_cac_full -f csv -q"),
        ("sensitivity", "--margin-rate 60% --discount 1% --other-costs 60000 --sensitivity 10%"),
    ] {
        insta::assert_snapshot!(name, run(&format!("{YEAR} {options}")).to_string());
    }
    let without_spend =
        "leadcalc cac-vs-ltv --orders examples/orders-2025.csv --margin-rate 50% --sensitivity 10% -q";
    insta::assert_snapshot!("sensitivity_without_spend", run(without_spend).to_string());
}

/// The row of a group of a report on one value.
fn of_group<'a>(report: &'a Value, row: &Value) -> &'a Value {
    let by = report["group_by"].as_array().expect("dimensions");
    let is_it = |alone: &&Value| {
        by.iter().all(|by| alone[by.as_str().expect("a name")] == row[by.as_str().expect("a name")])
    };
    rows(report).iter().find(is_it).expect("the group")
}

#[test]
fn each_value_beside_an_order_log_is_the_calculation_with_it_alone() {
    for by in ["channel", "cohort", "channel,cohort"] {
        let of = |margin: &str, discount: &str, costs: &str| {
            let options =
                format!("--by {by} --margin-rate '{margin}' --discount '{discount}' --other-costs '{costs}'");
            run(&format!("{YEAR} {options} --until 2025-04-30 --confidence 90% -f json -q")).json()
        };
        let several = of("40%;62.5%", "0%;1%", "0;60000");
        let varied = ["margin_rate", "discount", "other_costs"];
        let mut expected = 0;
        for (margin, share) in [("40%", "0.4"), ("62.5%", "0.625")] {
            for (discount, rate) in [("0%", "0"), ("1%", "0.01")] {
                for costs in ["0", "60000"] {
                    let alone = of(margin, discount, costs);
                    let is_at = |row: &&Value| {
                        (row["margin_rate"].as_str(), row["discount"].as_str(), row["other_costs"].as_str())
                            == (Some(share), Some(rate), Some(costs))
                    };
                    let there: Vec<&Value> = rows(&several).iter().filter(is_at).collect();
                    assert_eq!(there.len(), rows(&alone).len(), "{by}");
                    for row in there {
                        // Of several costs, the part of a group has no place beside the whole.
                        assert_same(
                            row,
                            of_group(&alone, row),
                            &[&varied[..], &["undefined", "intervals"]].concat(),
                        );
                        for figure in ["cac", "ltv_12m", "ltv_cac_full"] {
                            for beside in ["undefined", "intervals"] {
                                assert_eq!(
                                    row[beside][figure],
                                    of_group(&alone, row)[beside][figure],
                                    "{figure}"
                                );
                            }
                        }
                        expected += 1;
                    }
                    for key in ["currency", "sources"] {
                        assert_eq!(several[key], alone[key], "{key}");
                    }
                }
            }
        }
        assert_eq!(rows(&several).len(), expected, "{by}");
    }
}

/// Margins in place of costs, moved inputs and scenarios, over all customers: digit by digit the totals of runs with those values.
#[test]
fn what_is_told_of_all_customers_is_the_total_with_those_values() {
    let total = |options: &str| run(&format!("{YEAR} {options} -f json -q")).json()["total"].clone();
    let matrix =
        run(&format!("{YEAR} --margin-rate '40%;60%' --discount '0%;1%' --show ltv_cac -f json -q")).json();
    for (row, margin) in rows(&matrix).iter().zip(["40%", "60%"]) {
        for (cell, discount) in [("discount=0", "0%"), ("discount=0.01", "1%")] {
            let alone = total(&format!("--margin-rate {margin} --discount {discount}"));
            assert_eq!(row[cell], alone["ltv_cac"], "{margin} {discount}");
        }
    }
    let typed = "--margin-rate 60% --other-costs 60000 --discount 1%";
    let moved = run(&format!("{YEAR} {typed} --sensitivity 10% -f json -q")).json();
    for (input, end, options) in [
        ("margin_rate", "at_low", typed.replace("60%", "54%")),
        ("margin_rate", "at_high", typed.replace("60%", "66%")),
        ("other_costs", "at_low", typed.replace("60000", "54000")),
        ("discount", "at_high", typed.replace("1%", "1.1%")),
    ] {
        let row = rows(&moved).iter().find(|row| row["input"] == input).expect("the input");
        assert_eq!(row[format!("ltv_cac_full_{end}")], total(&options)["ltv_cac_full"], "{input} {end}");
    }
    // What is said to be break-even is.
    let costs = rows(&moved).iter().find(|row| row["input"] == "other_costs").expect("the input");
    let at = costs["break_even"].as_str().expect("a value");
    let there = run(&format!("{YEAR} {} -f json -q --precision 12", typed.replace("60000", at))).json();
    assert_eq!(there["total"]["ltv_cac_full"], "1");

    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    let scenarios =
        [("s.toml", "[agency]\nmargin_rate = '60%'\nother_costs = 60000\n[later]\ndiscount = '1%'\n")];
    let year = YEAR.replace("examples/", &format!("{folder}/"));
    // Typed are no margin and no costs: those of the log's column hold until a scenario has others.
    let both = with_files(&scenarios, &format!("{year} --scenario s.toml -f json -q")).json();
    let alone = [total(""), total("--margin-rate 60% --other-costs 60000"), total("--discount 1%")];
    for (row, alone) in rows(&both).iter().zip(&alone) {
        assert_same(row, alone, &["scenario", "kind", "margin_rate", "discount", "undefined"]);
    }
    let limit = with_files(&scenarios, &format!("{year} --scenario s.toml -q --fail-if 'ltv_cac < 3'"));
    let broken = ["as typed: ltv_cac is 2.51", "later: ltv_cac is 2.44"]
        .map(|place| format!("limit broken: ltv_cac < 3 in {place}\n"));
    assert_eq!((limit.status(), limit.stderr()), (1, broken.concat()), "{limit}");
    let table = with_files(&scenarios, &format!("{year} --scenario s.toml -q")).stdout();
    insta::assert_snapshot!("scenarios", table);
}

#[test]
fn limits_are_judged_at_each_value() {
    let run = run(&format!(
        "{YEAR} --margin-rate '40%;60%' -q -o /dev/null -f table --fail-if 'channel=Meta*: ltv_cac < 1'"
    ));
    assert_eq!(
        (run.status(), run.stderr().as_str()),
        (1, "limit broken: channel=Meta*: ltv_cac < 1 in Meta Ads, 40.00 %: ltv_cac is 0.87\n")
    );
    let none = with_files(
        &[("o.csv", "date,customer,amount\n")],
        "leadcalc cac-vs-ltv --orders o.csv --margin-rate '5%;6%' --fail-if 'ltv_1m < 5'",
    );
    assert_eq!(none.status(), 3, "{none}");
    assert_eq!(none.stderr().matches("not judged").count(), 1, "{none}");
    let moved = with_files(
        &[("o.csv", "date,customer,amount\n")],
        "leadcalc cac-vs-ltv --orders o.csv --margin-rate 5% --sensitivity 5% -f json",
    )
    .json();
    assert_eq!(moved["notes"][1]["code"], "no-customers", "{moved:#}");
}

const EXPLAINED: &str = "--explain: shows the working of rows, and there is none for a matrix, for --sensitivity and --scenario; leave it out";

#[test]
fn what_cannot_be_varied_beside_an_order_log_is_refused() {
    let cohorts =
        "is for the table of customers, not for the triangle of --cohorts; leave one of the two out";
    for (options, message) in [
        ("--sensitivity 10%".to_owned(), "--sensitivity: nothing is typed that could be moved; give --margin-rate, --discount or --other-costs with an amount".to_owned()),
        ("--other-costs s.toml --spend examples/spend-2025.csv --sensitivity 10%".to_owned(), "--sensitivity: nothing is typed that could be moved; give --margin-rate, --discount or --other-costs with an amount".to_owned()),
        ("--show ltv".to_owned(), "--show: is for several values; give an input some, like 100,150,200 or 5%..20%:5%".to_owned()),
        ("--margin-rate '5%;6%' --show margin_rate".to_owned(), "--show margin_rate: is what has several values; show a figure that follows from them".to_owned()),
        ("--margin-rate '5%;6%' --show cpc".to_owned(), "--show cpc: is no figure of this calculation; leave --show out to see which there are".to_owned()),
        ("--margin-rate '5%;6%' --show cac".to_owned(), "--show cac: is no figure of this calculation; leave --show out to see which there are".to_owned()),
        ("--margin-rate '5%;6%' --discount '1%;2%' --show cac".to_owned(), "--show cac: is no figure of this calculation; leave --show out to see which there are".to_owned()),
        ("--margin-rate '5%;6%' --sensitivity 10%".to_owned(), "--sensitivity: moves one value of each input; give each input only one".to_owned()),
        ("--margin-rate '5%;6%' --scenario s.toml".to_owned(), "--scenario: has one value of each input; give each input only one".to_owned()),
        ("--margin-rate '5%;6%' --cohorts".to_owned(), "--margin-rate: the triangle of --cohorts is of one value; give one".to_owned()),
        ("--margin-rate 5% --cohorts --sensitivity 5%".to_owned(), format!("--sensitivity: {cohorts}")),
        ("--cohorts --scenario s.toml".to_owned(), format!("--scenario: {cohorts}")),
        ("--margin-rate '5%;6%' --cohorts --show ltv".to_owned(), format!("--show: {cohorts}")),
        ("--margin-rate '5%;6%' --fail-if 'total.ltv < 5'".to_owned(), "--fail-if 'total.ltv < 5': there is no total of several values; give each input one, or write the limit without total.".to_owned()),
        ("--margin-rate 5% --sensitivity 5% --fail-if 'total.ltv < 5'".to_owned(), "--fail-if 'total.ltv < 5': there is no total here; write ltv without total.".to_owned()),
        ("--margin-rate '5%;6%' --fail-if 'margin_rate=5%: ltv < 5'".to_owned(), "--fail-if 'margin_rate=5%: ltv < 5': it is judged at every value of margin_rate; write the limit without it".to_owned()),
        ("--margin-rate '5%;6%' --discount '1%;2%' --show ltv --by cohort".to_owned(), "--by: is for rows of groups, and this is over all customers together; leave it out".to_owned()),
        ("--margin-rate 5% --sensitivity 5% --by cohort".to_owned(), "--by: is for rows of groups, and this is over all customers together; leave it out".to_owned()),
        ("--spend examples/spend-2025.csv --margin-rate 5% --other-costs 5 --share-costs customers --scenario s.toml".to_owned(), "--share-costs: is for rows of groups, and this is over all customers together; leave it out".to_owned()),
        ("--margin-rate '5%;6%' --discount '1%;2%' --show ltv --explain".to_owned(), EXPLAINED.to_owned()),
        ("--margin-rate 5% --sensitivity 5% --explain".to_owned(), EXPLAINED.to_owned()),
        ("--margin-rate 0%..100%:0.01% --discount '1%;2%'".to_owned(), "--margin-rate".to_owned()),
        ("--by cohort --margin-rate 0%..99%:0.1%".to_owned(), "991 combinations of values for 13 groups are more than 10000 rows; give fewer values, or fewer groups with --by".to_owned()),
    ] {
        let run = run(&format!("leadcalc cac-vs-ltv --orders examples/orders-2025.csv -q {options}"));
        assert_eq!((run.status(), run.stdout().as_str()), (2, ""), "{run}");
        if message == "--margin-rate" {
            assert!(run.stderr().contains("has more than 10000 values"), "{run}");
            continue;
        }
        assert_refused(&run, &message);
    }
    let log = "date,customer,amount\n2026-01-31,C1,10\n";
    for (options, scenarios, message) in [
        (
            "",
            "[a]\nother_costs = 5",
            "a: other_costs: there is no spend that they stand beside; give --spend too",
        ),
        (
            "",
            "[a]\nspend = 5",
            "s.toml, line 2: \"spend\" is no input of this calculation; known are other_costs, margin_rate, discount",
        ),
        ("", "", "--scenario: the file has no scenario; write one, like [careful], with its inputs below"),
        (
            "-f csv -o s.toml",
            "[a]\nmargin_rate = '5%'",
            "s.toml: is an input, and would be overwritten; name another file with --output",
        ),
    ] {
        let run = with_files(
            &[("o.csv", log), ("s.toml", scenarios)],
            &format!("leadcalc cac-vs-ltv --orders o.csv --scenario s.toml {options}"),
        );
        assert_refused(&run, message);
    }
    let stdin =
        with_files(&[("o.csv", log)], "leadcalc cac-vs-ltv --orders - --margin-rate 5% --scenario - <o.csv");
    assert_refused(&stdin, "--scenario -: stdin is given for another file too, and can be only one of them");
}

/// A column that gives each order 37.5 % of it as its costs comes to the same as a margin of 62.5 %, figure by figure, and so does the
/// margin where the column says something else.
#[test]
fn a_margin_is_what_a_column_with_such_costs_is() {
    let mut logs = ["", "", ""].map(|_| String::from("date,customer,channel,amount,status,cost of goods\n"));
    for order in 0..240_u32 {
        let (month, day) = (1 + order % 9, 1 + order % 27);
        let (customer, channel) = (order % 41, ["A", "B"][usize::from(order % 41 > 20)]);
        // In cents, of 8 so that the costs end; every eleventh gives something back.
        let cents = i64::from(order * 7919 % 1000) * 8 * if order % 11 == 10 && order > 41 { -1 } else { 1 };
        let cost = cents * 3 / 8;
        let money = |cents: i64| {
            format!("{}{}.{:02}", if cents < 0 { "-" } else { "" }, cents.abs() / 100, cents.abs() % 100)
        };
        let status = if order % 17 == 16 { "refunded" } else { "paid" };
        for (log, cost) in logs.iter_mut().zip([money(cost), String::new(), money(cents / 5)]) {
            writeln!(log, "2025-{month:02}-{day:02},C{customer},{channel},{},{status},{cost}", money(cents))
                .unwrap();
        }
    }
    let spend = "date,channel,cost\n2025-01-01,A,900\n2025-09-30,B,500\n";
    let of = |log: &str, options: &str| {
        let command = format!(
            "leadcalc cac-vs-ltv --orders o.csv --spend s.csv --as-of 2025-12-31 --confidence 90% -f json -q {options}"
        );
        with_files(&[("o.csv", log), ("s.csv", spend), ("m.toml", "[m]\nmargin_rate = '62.5%'\n")], &command)
            .json()
    };
    for options in ["--by channel", "--by cohort", "--discount 1%"] {
        let by_column = of(&logs[0], options);
        assert!(by_column["total"]["ltv_6m"].is_string(), "{by_column:#}");
        for log in &logs {
            let by_rate = of(log, &format!("{options} --margin-rate 62.5%"));
            for key in ["rows", "total"] {
                assert_eq!(by_rate[key], by_column[key], "{options}");
            }
        }
    }
    for measure in ["", "--cumulative"] {
        let by_column = of(&logs[0], &format!("--cohorts gross-profit {measure}"));
        for log in &logs {
            let by_rate = of(log, &format!("--cohorts gross-profit {measure} --margin-rate 62.5%"));
            assert_eq!(by_rate["rows"], by_column["rows"], "{measure}");
        }
    }
    // Where a scenario has a margin, the log's column of costs gives way to it, and so does how much customers vary.
    let with_margin = of(&logs[2], "--scenario m.toml --warn-if 'ltv_cac < 3'");
    let by_column = of(&logs[0], "--warn-if 'total.ltv_cac < 3'");
    assert_same(
        &rows(&with_margin)[1],
        &by_column["total"],
        &["scenario", "kind", "margin_rate", "undefined"],
    );
    let [judged, expected] = [&with_margin["limits"][1], &by_column["limits"][0]];
    assert_eq!((&judged["row"]["scenario"], &expected["verdict"]), (&json!("m"), &json!("cannot tell")));
    let but = ["row", "limit", "metric"];
    for (key, value) in
        expected.as_object().expect("a limit").iter().filter(|(key, _)| !but.contains(&key.as_str()))
    {
        let without_total = value.to_string().replace("total.", "");
        assert_eq!(judged[key].to_string(), without_total, "{key}");
    }
}
