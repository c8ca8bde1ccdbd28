//! A plan beside what has come of it.

use std::fs;

use crate::program;

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

#[test]
fn what_is_no_plan_is_refused() {
    for (content, message) in [
        ("", "p.json: is empty; write it with compare-channels -f json"),
        (
            r#"{"schema_version": 1, "command": "plan", "group_by": ["channel"], "columns": [], "rows": []}"#,
            "p.json is grouped by channel, and these rows by channel, month: use the same --by",
        ),
        (
            r#"{"schema_version": 1, "command": "plan", "group_by": ["channel", "month"], "columns": [{"key": "cpl"}], "rows": []}"#,
            "p.json: has no spend and leads; give the JSON of a plan",
        ),
    ] {
        let files = [("p.json", content), ("s.csv", "date,channel,cost,leads\n2026-01-01,A,1,2\n")];
        let run = program::with_files(&files, "leadcalc plan --fact p.json --spend s.csv");
        assert_eq!(run.stderr().lines().last(), Some(format!("error: {message}").as_str()), "{run}");
        assert_eq!(run.status(), 2);
    }
}
