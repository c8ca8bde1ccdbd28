//! `leadcalc cac-vs-ltv --orders`: CAC, LTV and cohorts from order logs: a shop whose truth is derived by hand (`by_hand`), how far
//! triangles reach (`ages`), what logs and leads can say (`logs`), which lead became whose first order
//! (`joined`) and what is told of them (`told`), a published log, and every format.

#[path = "../program/mod.rs"]
mod program;

mod ages;
mod by_hand;
mod joined;
mod logs;
mod shop;
mod told;

use std::fs;

use program::{run, run_in};
use serde_json::{Value, json};

use shop::{check, quotient};

const CDNOW: &str = "leadcalc cac-vs-ltv --orders tests/cohorts/cdnow.csv.gz";
const YEAR: &str = "leadcalc cac-vs-ltv --orders examples/orders-2025.csv --spend examples/spend-2025.csv --leads examples/leads-2025.csv";

#[test]
fn the_published_log() {
    let report = run(&format!("{CDNOW} -f json")).json();
    let cohorts: Vec<(&Value, &Value)> = report["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| (&row["cohort"], &row["customers"]))
        .collect();
    let [january, february, march] = ["1997-01", "1997-02", "1997-03"].map(|month| json!(month));
    assert_eq!(cohorts, [(&january, &json!(781)), (&february, &json!(857)), (&march, &json!(719))]);
    check(
        &report["total"],
        &[
            ("customers", json!(2_357)),
            ("orders", json!(6_919)),
            ("revenue", json!("244091.94")),
            ("orders_per_customer", quotient(6_919, 2_357)),
            ("repeat_rate", quotient(1_152, 2_357)),
        ],
    );
    // (28592.70 + 7003.73) / 781
    check(&report["rows"][0], &[("ltv_revenue_1m", quotient(3_559_643, 78_100)), ("ltv_1m", Value::Null)]);
    let triangle = run(&format!("{CDNOW} --cohorts -f json")).json();
    let cells = triangle["rows"].as_array().expect("rows");
    assert_eq!(cells.len(), 3 * 18);
    check(
        &cells[12],
        &[
            ("cohort", january),
            ("age", json!(12)),
            ("customers", json!(781)),
            ("orders", json!(55)),
            ("active_customers", json!(45)),
            ("revenue", json!("2141.8")),
        ],
    );
    assert_eq!(cells[2 * 18 + 16]["revenue"], Value::Null);
}

#[test]
fn every_format_of_the_year() {
    for (name, options) in [
        ("table", ""),
        ("markdown", "-f markdown"),
        ("csv", "-f csv"),
        ("tsv", "-f tsv"),
        ("json", "-f json"),
        ("jsonl", "-f jsonl"),
        ("russian", "--lang ru"),
        ("confidence", "--confidence 90%"),
        ("all_costs", "--other-costs 60000 --share-costs customers"),
        ("explained", "--explain"),
        ("verbose", "-v"),
        ("quarters", "--by cohort --since 2025-07-01 --until 2025-09-30"),
        ("triangle", "--cohorts"),
        ("triangle_markdown", "--cohorts orders --cumulative -f markdown --since 2025-09-01"),
        ("triangle_russian", "--cohorts retention --lang ru --since 2025-09-01"),
        ("triangle_csv", "--cohorts -f csv --since 2025-11-01"),
    ] {
        insta::assert_snapshot!(name, run(&format!("{YEAR} {options}")).to_string());
    }
}

#[test]
fn the_result_goes_to_a_file_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let orders = "date,customer,amount\n2024-01-31,C1,10\n";
    fs::write(folder.path().join("o.csv"), orders).expect("written");
    let run = run_in(folder.path(), "leadcalc cac-vs-ltv --orders o.csv -o r.json -q");
    assert_eq!((run.status(), run.stdout().as_str(), run.stderr().as_str()), (0, "", ""), "{run}");
    assert!(fs::read_to_string(folder.path().join("r.json")).expect("a report").contains("2024-01"));
    let run = run_in(folder.path(), "leadcalc cac-vs-ltv --orders o.csv -o o.csv");
    assert_eq!(run.status(), 2, "{run}");
    assert_eq!(fs::read_to_string(folder.path().join("o.csv")).expect("the log"), orders);
}

#[test]
fn stdin_is_read() {
    let run =
        run("printf 'date,customer,amount\\n2024-01-31,C1,10\\n' | leadcalc cac-vs-ltv --orders - -f csv -q");
    assert!(run.stdout().contains("\n2024-01,1,"), "{run}");
}
