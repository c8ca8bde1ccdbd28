//! How far triangles of cohorts reach: nothing is over yet, a century of months, days that are wrong.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::program::with_files;
use crate::shop::{check, note};

/// Orders of a customer each, a day in every month of these years.
fn every_month(years: impl Iterator<Item = u32>) -> String {
    let mut log = "date,customer,amount,channel\n".to_owned();
    for (year, month) in years.flat_map(|year| (1..=12).map(move |month| (year, month))) {
        let _ = writeln!(
            log,
            "{year}-{month:02}-28,C{year}{month},10,{}",
            if month % 2 == 0 { "A" } else { "B" }
        );
    }
    log
}

#[test]
fn where_no_month_is_over_the_first_one_is_there_and_empty() {
    let log = "date,customer,amount\n2025-01-05,A,100\n2025-01-06,B,100\n";
    let report = with_files(&[("o.csv", log)], "leadcalc cac-vs-ltv --orders o.csv --cohorts -f json").json();
    assert_eq!(report["rows"].as_array().expect("rows").len(), 1, "{report:#}");
    check(
        &report["rows"][0],
        &[
            ("cohort", json!("2025-01")),
            ("age", json!(0)),
            ("customers", json!(2)),
            ("orders", Value::Null),
            ("active_customers", Value::Null),
            ("revenue", Value::Null),
        ],
    );
    assert_eq!(note(&report, "no-customers"), "");
    assert_eq!(note(&report, "immature"), "cells that are empty because their months are not over: 1");
    let records = with_files(&[("o.csv", log)], "leadcalc cac-vs-ltv --orders o.csv --cohorts -f csv -q");
    assert!(records.stdout().contains("\n2025-01,0,2,,,,"), "{records}");
}

#[test]
fn too_many_records_are_refused_and_part_of_them_is_given() {
    let log = every_month(1950..2050);
    let of = |options: &str| {
        with_files(&[("o.csv", &log)], &format!("leadcalc cac-vs-ltv --orders o.csv -q {options}"))
    };
    for (options, words) in [
        (
            "--cohorts",
            "--cohorts: 1200 rows at 1199 ages are more than 500000 records; mend the days that are wrong or take fewer customers \
             with --since and --until",
        ),
        (
            "--cohorts --by channel,cohort -f csv",
            "--cohorts: 1200 rows at 1199 ages are more than 500000 records; mend the days that are wrong, leave channel out of --by, \
             or take fewer customers with --since and --until",
        ),
    ] {
        let run = of(options);
        assert_eq!((run.status(), run.stderr()), (2, format!("error: {words}\n")), "{run}");
    }
    let since = of("--cohorts --since 2040-01-01 -f csv");
    assert_eq!((since.status(), since.stdout().lines().count()), (0, 1 + 120 * 119), "{}", since.stderr());
    assert!(since.stdout().contains("\n2040-01,0,1,1,1,10,"), "{}", since.stderr());
    let table = of("--by cohort --discount 1% -f csv");
    assert_eq!((table.status(), table.stdout().lines().count()), (0, 1 + 1200), "{}", table.stderr());
}

#[test]
fn days_that_are_wrong_do_not_make_centuries() {
    let of = |last: &str, options: &str| {
        let log = format!("date,customer,amount\n1900-01-01,A,1\n{last},B,2\n");
        with_files(&[("o.csv", &log)], &format!("leadcalc cac-vs-ltv --orders o.csv -q {options}"))
    };
    let far = of("2100-12-31", "--cohorts -f csv");
    assert_eq!((far.status(), far.stdout().lines().count()), (0, 1 + 2 * 2412), "{}", far.stderr());
    for options in ["", "--cohorts"] {
        let farther = of("2300-12-31", options);
        let words = "error: --orders: they reach from 1900-01 to 2300-12-31, over more than 3660 months; mend the days that are wrong, \
                     or leave the customers who first ordered so early out with --since\n";
        assert_eq!((farther.status(), farther.stderr().as_str()), (2, words), "{farther}");
    }
    assert_eq!(of("2300-12-31", "--since 2300-01-01 --cohorts").status(), 0);
    for (day, words) in [
        ("7400-01-01", "error: --as-of 7400-01-01: orders are counted from 1900 to 7360\n"),
        (
            "7300-01-01",
            "error: --as-of 7300-01-01: is more than 3660 months after the first orders, of 1900-01; take an earlier day, or leave \
             those customers out with --since\n",
        ),
    ] {
        for options in ["", "--cohorts"] {
            let run = of("2025-01-31", &format!("{options} --as-of {day}"));
            assert_eq!((run.status(), run.stderr().as_str()), (2, words), "{run}");
        }
    }
}
