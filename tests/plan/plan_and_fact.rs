//! A plan beside what has come of it.

use std::fs;

use leadcalc::core::decimal::parse;
use serde_json::Value as Json;

use crate::{program, text};

const FILES: &str = "--spend examples/spend-2025.csv --leads examples/leads-2025.csv";

/// A plan of two months that are there to be seen, made from the months before.
fn with_plan(command: impl FnOnce(&str) -> String) -> program::Run {
    let folder = tempfile::tempdir().expect("a folder for the plan");
    let path = folder.path().join("plan.json");
    let plan =
        program::run(&format!("leadcalc plan {FILES} --until 2025-09-30 --orders 40 --months 2 -q -f json"));
    assert_eq!(plan.status(), 0, "{plan}");
    fs::write(&path, plan.stdout()).expect("the plan is written");
    program::run(&command(path.to_str().expect("a path in UTF-8")))
}

#[test]
fn fulfilment_by_channel_and_month() {
    let run = with_plan(|path| format!("cat {path} | leadcalc plan --fact - {FILES}"));
    assert_eq!(run.status(), 0, "{run}");
    insta::assert_snapshot!(run.stdout());
}

#[test]
fn limits_speak_of_fulfilment() {
    let run = with_plan(|path| {
        format!("leadcalc plan --fact {path} {FILES} -q -f csv --fail-if 'total.fulfilment < 50%'")
    });
    assert_eq!(run.status(), 0, "{run}");
    assert!(
        run.stdout()
            .starts_with("channel,month,spend_plan,spend,spend_difference,spend_fulfilment,leads_plan,"),
        "{run}"
    );
    let run = with_plan(|path| {
        format!("leadcalc plan --fact {path} {FILES} -q --fail-if 'channel=Google*: fulfilment < 80%'")
    });
    assert_eq!(run.status(), 1);
    assert_eq!(
        run.stderr(),
        "limit broken: channel=Google*: fulfilment < 80% in Google Ads, 2025-10: fulfilment is 52.94 %\n\
         limit not judged: channel=Google*: fulfilment < 80% in Google Ads, 2025-11: nothing was planned\n"
    );
}

/// What the fact adds up to is what compare-channels counts in the same months. Of the orders those count that came by the end of the
/// plan, as the plan itself counts them: by a plain look at the rows there are 20.
#[test]
fn the_fact_is_what_is_counted() {
    let fact = with_plan(|path| format!("leadcalc plan --fact {path} {FILES} -q -f json")).json();
    let counted = program::run(&format!(
        "leadcalc compare-channels {FILES} --since 2025-10-01 --until 2025-11-30 -q -f json --columns leads,orders"
    ))
    .json();
    let planned = ["Google Ads", "LinkedIn Ads", "Meta Ads", "Yandex Direct"];
    let all = |key: &str| {
        let rows = counted["rows"].as_array().unwrap().iter();
        let rows = rows.filter(|row| planned.contains(&row["channel"].as_str().unwrap()));
        rows.map(|row| row[key].as_u64().unwrap()).sum::<u64>()
    };
    assert_eq!(fact["total"]["leads"].as_u64(), Some(all("leads")));
    assert_eq!((fact["total"]["orders"].as_u64(), all("orders")), (Some(20), 34));
    assert_eq!(fact["total"]["fulfilment"], "0.5");
}

/// Where the data end before the plan, more may come; a plan that knows of no later orders counts all of them.
#[test]
fn orders_count_as_the_plan_counts_them() {
    let run = with_plan(|path| format!("leadcalc plan --fact {path} {FILES} --format csv"));
    assert!(
        run.stderr().contains(
            "note: orders count for the month of their lead, as far as they came by the end of 2025-11\n"
        ),
        "{run}"
    );
    assert!(!run.stderr().contains("more may come"), "{run}");
    let open = with_plan(|path| {
        let months = "sed 's/\"2025-10\"/\"2026-01\"/; s/\"2025-11\"/\"2026-02\"/'";
        format!("{months} {path} | leadcalc plan --fact - {FILES} --format csv")
    });
    let note =
        "note: the lead lists reach to 2026-01-15, and the plan to the end of 2026-02: more may come\n";
    assert!(open.stderr().contains(note), "{open}");
    let all = with_plan(|path| {
        let none_later = r#"sed 's/"orders_later": [0-9]*/"orders_later": 0/'"#;
        format!("{none_later} {path} | leadcalc plan --fact - {FILES} -q -f json")
    });
    assert_eq!(all.json()["total"]["orders"].as_u64(), Some(34));
}

/// Months that no file reaches to are not months in which nothing came.
#[test]
fn months_without_files_are_not_judged() {
    let later = |months: &str, options: &str| {
        with_plan(|path| format!("sed '{months}' {path} | leadcalc plan --fact - {FILES} {options}"))
    };
    let all = r#"s/"2025-10"/"2026-01"/; s/"2025-11"/"2026-02"/"#;
    let run = later(all, "-f json --fail-if 'total.fulfilment < 80%'");
    assert_eq!(run.status(), 3, "{run}");
    assert!(
        run.stdout().contains("the lead lists reach to 2025-12-31, and the plan to the end of 2026-02:"),
        "{run}"
    );
    let json: Json = serde_json::from_str(&run.stdout()).expect("JSON");
    for row in json["rows"].as_array().unwrap().iter().chain([&json["total"]]) {
        for key in ["spend", "leads", "orders", "orders_difference", "fulfilment"] {
            assert!(row[key].is_null(), "{key} {row}");
        }
    }
    // One month is there: it is judged, and the total, which has not come yet, is not.
    let half = r#"s/"2025-11"/"2027-02"/"#;
    let json = later(half, "-q -f json").json();
    assert_eq!(json["total"]["leads"], 245);
    assert!(json["total"]["leads_difference"].is_null() && json["total"]["fulfilment"].is_null(), "{json}");
    assert!(json["rows"][0]["fulfilment"].is_string() && json["rows"][1]["fulfilment"].is_null(), "{json}");
    assert_eq!(later(half, "-q --fail-if 'total.fulfilment < 80%'").status(), 3);
    assert_eq!(later(half, "-q --fail-if 'channel=Google*: fulfilment < 80%'").status(), 1);
}

/// The fulfilment is that of what the plan was to reach.
#[test]
fn fulfilment_is_of_the_target() {
    let folder = tempfile::tempdir().expect("a folder for the plan");
    let path = folder.path().join("plan.json");
    let path = path.to_str().expect("a path in UTF-8");
    for (target, key) in [("--leads-wanted 300", "leads"), ("--revenue 30000", "revenue")] {
        let plan =
            program::run(&format!("leadcalc plan {FILES} --until 2025-09-30 {target} --months 2 -q -f json"));
        assert_eq!(plan.status(), 0, "{plan}");
        assert_eq!(plan.json()["target"], key);
        fs::write(path, plan.stdout()).expect("the plan is written");
        let json = program::run(&format!("leadcalc plan --fact {path} {FILES} -q -f json")).json();
        let figure = |key: &str| parse(&text(&json["total"], key)).expect("a figure");
        let share = figure(key) / figure(&format!("{key}_plan"));
        assert_eq!(figure("fulfilment").round_dp(9), share.round_dp(9), "{key}");
        assert!(json["total"]["spend_fulfilment"].is_string(), "{json}");
    }
}

#[test]
fn what_is_no_plan_is_refused() {
    for (content, message) in [
        ("", "p.json: is empty; write it with leadcalc plan … -f json"),
        (
            r#"{"schema_version": 1, "command": "plan", "group_by": ["channel"], "columns": [], "rows": []}"#,
            "p.json is grouped by channel, and these rows by channel, month: use the same --by",
        ),
        (
            r#"{"schema_version": 1, "command": "plan", "group_by": ["channel", "month"], "columns": [{"key": "cpl"}], "rows": []}"#,
            "p.json: has no spend and leads; write it with leadcalc plan … -f json, without --columns",
        ),
        (
            r#"{"schema_version": 1, "command": "compare-channels", "group_by": ["channel", "month"], "columns": [{"key": "spend"}, {"key": "leads"}, {"key": "orders"}], "rows": [{"channel": "A", "month": "2025-10", "spend": "5", "leads": 2, "orders": 4}]}"#,
            "p.json: is a result of compare-channels, and no plan; write it with leadcalc plan … -f json",
        ),
        (
            r#"{"schema_version": 1, "command": "plan", "group_by": ["channel", "month"], "columns": [{"key": "spend"}, {"key": "leads"}, {"key": "orders"}], "rows": []}"#,
            "p.json: has no rows; write it with leadcalc plan … -f json",
        ),
        (
            r#"{"schema_version": 1, "command": "plan", "group_by": ["channel", "month"], "columns": [{"key": "spend"}, {"key": "leads"}, {"key": "orders"}], "rows": [{"channel": "A", "month": "2025-10", "spend": "5", "leads": 2, "orders": -4}]}"#,
            "p.json: A, 2025-10: orders is -4, less than nothing; write it with leadcalc plan … -f json",
        ),
        (
            r#"{"schema_version": 1, "command": "plan", "group_by": ["channel", "month"], "columns": [{"key": "spend"}, {"key": "leads"}, {"key": "orders"}], "rows": [{"channel": "A", "month": "2025-99", "spend": "5", "leads": 2, "orders": 4}]}"#,
            "p.json: A, 2025-99: \"2025-99\" is no month like 2026-12; write it with leadcalc plan … -f json",
        ),
    ] {
        let files = [("p.json", content), ("s.csv", "date,channel,cost,leads\n2026-01-01,A,1,2\n")];
        let run = program::with_files(&files, "leadcalc plan --fact p.json --spend s.csv");
        assert_eq!(run.stderr().lines().last(), Some(format!("error: {message}").as_str()), "{run}");
        assert_eq!(run.status(), 2);
    }
}
