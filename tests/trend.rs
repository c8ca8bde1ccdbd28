//! `leadcalc trend`: every period is there, figures are those of `compare-channels`, and changes, marks and limits are right.

mod program;

use std::collections::BTreeMap;

use program::{Run, run, with_files};
use proptest::prelude::*;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

const YEAR: &str = "leadcalc trend --spend examples/spend-2025.csv --leads examples/leads-2025.csv -q";

/// A year of two channels. Nothing at all is of March, nothing of Radio after June; 10 December is the last day.
const SPEND: &str = "date,channel,clicks,cost\n\
    2025-01-01,百度推广,10,100\n2025-01-31,百度推广,30,60\n2025-02-15,百度推广,10,50\n2025-04-02,百度推广,20,80.50\n\
    2025-12-10,百度推广,5,20\n2025-01-03,Radio,,40\n2025-06-30,Radio,,10\n";
const LEADS: &str = "created_at,channel,status\n\
    2025-01-01,百度推广,new\n2025-01-05,百度推广,new\n2025-02-20,百度推广,new\n2025-04-30,百度推广,new\n\
    2025-12-10,百度推广,new\n2025-06-01,Radio,new\n2025-06-02,Radio,new\n";
const SMALL: &str = "leadcalc trend --spend s.csv --leads l.csv -q";

fn small(options: &str) -> Run {
    with_files(&[("s.csv", SPEND), ("l.csv", LEADS)], &format!("{SMALL} {options}"))
}

fn of_leads(days: &[&str], options: &str) -> Run {
    let leads = format!("date,channel\n{},A\n", days.join(",A\n"));
    with_files(&[("l.csv", &leads)], &format!("leadcalc trend --leads l.csv -q --metric leads {options}"))
}

/// The periods, with whether they are marked.
fn periods<'a>(report: &'a Value) -> Vec<(&'a str, bool)> {
    let periods = report["trend"]["periods"].as_array().expect("a list of periods").iter();
    let period = |period: &'a Value| {
        let (name, partial) = (period["period"].as_str(), period["partial"].as_bool());
        (name.expect("a name"), partial.expect("a mark"))
    };
    periods.map(period).collect()
}

#[test]
fn a_year_of_examples_in_every_shape() {
    let two = "--every quarter --metric cpl,cr";
    for (name, options) in [
        ("defaults_in_80_columns", "--width 80 --since 2025-08-01".to_owned()),
        ("weeks_in_80_columns", "--every week --metric leads --since 2025-10-15 --width 80".to_owned()),
        (
            "days_in_80_columns",
            "--every day --metric cpl --since 2025-10-20 --width 80 | tail -30".to_owned(),
        ),
        ("two_dimensions", "--every quarter --by campaign,channel --metric leads --width 80".to_owned()),
        ("versus_previous", format!("{two} --versus previous --width 80")),
        ("versus_year", format!("{two} --versus year --width 80")),
        ("chart", "--metric spend --chart --width 80 --since 2025-09-01".to_owned()),
        ("ascii", "--metric cpl --every quarter --versus previous --chart --ascii --width 80".to_owned()),
        ("russian", format!("{two} --versus previous --chart --lang ru --width 80 --since 2025-02-10")),
        ("markdown", format!("{two} --versus previous --chart -f markdown")),
        ("csv", format!("{two} --versus previous -f csv")),
        ("tsv", format!("{two} --versus previous -f tsv --precision 2")),
        ("jsonl", format!("{two} --versus previous -f jsonl")),
        ("json", "--every year --metric cpl,leads --versus previous -f json".to_owned()),
        ("confident_csv", "--every year --metric cpl,cr --confidence 95% -f csv".to_owned()),
        ("explained", "--every year --metric cpl --explain --since 2025-12-31".to_owned()),
    ] {
        insta::assert_snapshot!(name, run(&format!("{YEAR} {options}")).to_string());
    }
    let aloud = run(&format!("{YEAR} --every year --metric cr --confidence 95% -v").replace(" -q", ""));
    insta::assert_snapshot!("aloud", aloud.to_string());
}

#[test]
fn a_year_with_an_empty_month() {
    insta::assert_snapshot!("empty_month", small("--versus previous --chart --width 80").to_string());
    insta::assert_snapshot!("empty_month_csv", small("--metric spend,cpl -f csv").to_string());
    let report = small("-f json --metric spend,leads,cpl --versus previous").json();
    let months: Vec<String> = (1..=12).map(|month| format!("2025-{month:02}")).collect();
    let marked: Vec<(&str, bool)> = months.iter().map(|month| (month.as_str(), month == "2025-12")).collect();
    assert_eq!(periods(&report), marked);
    let rows = report["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 24);
    let row = |channel: &str, month: &str| {
        rows.iter().find(|row| row["channel"] == channel && row["period"] == month).unwrap()
    };
    // 160 for 2 leads; 50 for 1; no row; 80.50 for 1, beside nothing.
    let january = row("百度推广", "2025-01");
    assert_eq!(january["cpl"], "80");
    assert_eq!(january["changes"]["cpl"]["undefined"], "no period before it");
    let february = &row("百度推广", "2025-02")["changes"];
    assert_eq!(february["spend"], json!({"was": "160", "difference": "-110", "relative": "-0.6875"}));
    assert_eq!(february["leads"], json!({"was": 2, "difference": -1, "relative": "-0.5"}));
    assert_eq!(february["cpl"], json!({"was": "80", "difference": "-30", "relative": "-0.375"}));
    let march = row("百度推广", "2025-03");
    assert_eq!([&march["spend"], &march["leads"], &march["cpl"]], [&Value::Null; 3]);
    let why = "no rows in 2025-03";
    assert_eq!(march["undefined"], json!({"spend": why, "leads": why, "cpl": why}));
    let april = row("百度推广", "2025-04");
    assert_eq!(april["cpl"], "80.5");
    let gone = json!({"was": null, "difference": null, "relative": null, "undefined": why});
    assert_eq!(april["changes"]["spend"], gone);
    // A gap of one group, while others have rows.
    assert_eq!(row("Radio", "2025-02")["undefined"]["spend"], "no rows in 2025-02");
    // Rows and no lead is no gap.
    assert_eq!(row("Radio", "2025-01")["undefined"], json!({"cpl": "no leads"}));
    assert_eq!(row("Radio", "2025-01")["leads"], 0);
    // Ratios of totals are those of sums: 200 for 2 leads in January, 360.5 for 7 in the year.
    let totals = report["trend"]["periods"].as_array().unwrap();
    assert_eq!(totals[0]["total"]["cpl"], "100");
    assert_eq!(totals[2]["total"]["undefined"]["cpl"], why);
    assert_eq!(report["total"]["cpl"], "51.5");
    assert_eq!(report["trend"]["groups"][0]["cpl"], "62.1");
}

#[test]
fn figures_are_those_of_compare_channels() {
    let same = |row: &Value, other: &Value, columns: &[String]| {
        for column in columns {
            assert_eq!(row[column], other[column], "{column}: {row} {other}");
        }
    };
    for (every, by) in
        [("month", "channel"), ("week", "channel,campaign"), ("year", "campaign"), ("day", "channel")]
    {
        let trend = run(&format!("{YEAR} -f json --every {every} --by {by}")).json();
        let compared = |by: &str| {
            run(&format!("{} -f json --columns all --by {by}", YEAR.replace("trend", "compare-channels")))
                .json()
        };
        let both = compared(&format!("{by},{every}"));
        let columns: Vec<String> = trend["columns"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["key"].as_str().unwrap().to_owned())
            .collect();
        let all = both["columns"].as_array().unwrap().iter().map(|it| it["key"].as_str().unwrap().to_owned());
        assert_eq!(columns, all.collect::<Vec<_>>());
        let names = |row: &Value, period: &str| -> Vec<String> {
            by.split(',').chain([period]).filter_map(|name| row[name].as_str().map(str::to_owned)).collect()
        };
        let cells: BTreeMap<Vec<String>, &Value> =
            both["rows"].as_array().unwrap().iter().map(|row| (names(row, every), row)).collect();
        let mut met = 0;
        for row in trend["rows"].as_array().unwrap() {
            match cells.get(&names(row, "period")) {
                Some(cell) => {
                    met += 1;
                    same(row, cell, &columns);
                }
                None => assert!(columns.iter().all(|column| row[column].is_null()), "{row}"),
            }
        }
        assert_eq!(met, cells.len());
        let groups = compared(by);
        let over_time = trend["trend"]["groups"].as_array().unwrap();
        for (group, other) in over_time.iter().zip(groups["rows"].as_array().unwrap()) {
            assert_eq!(names(group, ""), names(other, ""));
            same(group, other, &columns);
        }
        assert_eq!(over_time.len(), groups["rows"].as_array().unwrap().len());
        let of_periods = compared(every);
        let of_periods: BTreeMap<&str, &Value> = of_periods["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (row[every].as_str().unwrap(), row))
            .collect();
        for period in trend["trend"]["periods"].as_array().unwrap() {
            same(&period["total"], of_periods[period["period"].as_str().unwrap()], &columns);
        }
        same(&trend["total"], &both["total"], &columns);
    }
}

#[test]
fn the_order_of_rows_does_not_matter() {
    let shuffled = |text: &str| {
        let (header, rows) = text.split_once('\n').unwrap();
        let mut rows: Vec<&str> = rows.lines().collect();
        rows.sort_by_key(|row| {
            row.bytes().map(u32::from).fold(7, |sum: u32, byte| sum.wrapping_mul(31) ^ byte)
        });
        format!("{header}\n{}\n", rows.join("\n"))
    };
    assert_ne!(shuffled(SPEND), SPEND);
    for format in ["table", "markdown", "csv", "tsv", "json", "jsonl"] {
        let command = format!("{SMALL} -f {format} --versus previous --every week --threads 2");
        let other = with_files(&[("s.csv", &shuffled(SPEND)), ("l.csv", &shuffled(LEADS))], &command);
        assert_eq!(other.status(), 0, "{other}");
        assert_eq!(
            other.to_string(),
            with_files(&[("s.csv", SPEND), ("l.csv", LEADS)], &command).to_string()
        );
    }
}

#[test]
fn weeks_leap_days_and_the_turn_of_the_year() {
    let of = |days: &[&str], options: &str| {
        let report = of_leads(days, &format!("-f json {options}")).json();
        periods(&report).into_iter().map(|(name, partial)| (name.to_owned(), partial)).collect::<Vec<_>>()
    };
    let expected =
        |names: &[(&str, bool)]| names.iter().map(|(name, it)| ((*name).to_owned(), *it)).collect::<Vec<_>>();
    // 2026 has 53 weeks; 1 January 2027 is a Friday in the last of them.
    assert_eq!(
        of(&["2026-12-21", "2027-01-10"], "--every week"),
        expected(&[("2026-W52", false), ("2026-W53", false), ("2027-W01", false)])
    );
    assert_eq!(of(&["2027-01-01"], "--every week"), expected(&[("2026-W53", true)]));
    assert_eq!(
        of(&["2024-12-31", "2025-01-01"], "--every month"),
        expected(&[("2024-12", true), ("2025-01", true)])
    );
    assert_eq!(
        of(&["2024-02-28", "2024-03-01"], "--every day"),
        expected(&[("2024-02-28", false), ("2024-02-29", false), ("2024-03-01", false)])
    );
    assert_eq!(of(&["2024-02-01", "2024-02-29"], ""), expected(&[("2024-02", false)]));
    assert_eq!(of(&["2024-02-01", "2024-02-28"], ""), expected(&[("2024-02", true)]));
    // A single day, in every kind of period.
    for (every, name, is_partial) in [
        ("day", "2024-02-29", false),
        ("week", "2024-W09", true),
        ("quarter", "2024-Q1", true),
        ("year", "2024", true),
    ] {
        assert_eq!(of(&["2024-02-29"], &format!("--every {every}")), expected(&[(name, is_partial)]));
    }
    // Asked for less, and for more than there is.
    let days = ["2025-01-01", "2025-02-28"];
    assert_eq!(
        of(&days, "--since 2025-01-15 --until 2025-04-15"),
        expected(&[("2025-01", true), ("2025-02", false), ("2025-03", false), ("2025-04", false)])
    );
    assert_eq!(of(&days, "--until 2025-02-27"), expected(&[("2025-01", false), ("2025-02", true)]));
}

#[test]
fn a_year_before() {
    let days = ["2025-02-28", "2024-02-28", "2024-02-29", "2024-02-29", "2026-02-28", "2026-02-28"];
    let changes = |every: &str, period: &str| {
        let report = of_leads(&days, &format!("-f json --versus year --every {every}")).json();
        let rows = report["rows"].as_array().unwrap();
        rows.iter().find(|row| row["period"] == period).unwrap()["changes"]["leads"].clone()
    };
    assert_eq!(
        changes("month", "2025-02"),
        json!({"was": 3, "difference": -2, "relative": "-0.6666666666666666666666666667"})
    );
    assert_eq!(changes("day", "2026-02-28"), json!({"was": 1, "difference": 1, "relative": "1"}));
    let none = |why: &str| json!({"was": null, "difference": null, "relative": null, "undefined": why});
    assert_eq!(changes("day", "2024-02-29"), none("no such period a year before"));
    assert_eq!(changes("month", "2024-02"), none("no period a year before it"));
    assert_eq!(changes("month", "2025-03"), none("no rows in 2024-03"));
}

#[test]
fn a_part_of_a_sum_is_compared_with_nothing() {
    let with = "date,channel,impressions,clicks,cost\n2025-01-01,A,1000,10,5\n2025-02-01,A,100,10,5\n2025-03-01,A,50,5,5\n";
    let without = "date,channel,clicks,cost\n2025-01-01,A,10,5\n";
    let files = [("i.csv", with), ("o.csv", without)];
    let command =
        "leadcalc trend --spend i.csv o.csv -q --metric impressions,clicks --versus previous -f json";
    let report = with_files(&files, command).json();
    let change = |period: usize, metric: &str| report["rows"][period]["changes"][metric].clone();
    let partial = "partial impressions";
    let none = json!({"was": null, "difference": null, "relative": null, "undefined": partial});
    assert_eq!(change(1, "impressions"), none);
    assert_eq!(change(1, "clicks"), json!({"was": 20, "difference": -10, "relative": "-0.5"}));
    assert_eq!(change(2, "impressions"), json!({"was": 100, "difference": -50, "relative": "-0.5"}));
    let limit = with_files(
        &files,
        &format!("{command} --fail-if 'period=2025-02: impressions < previous.impressions'"),
    );
    assert_eq!(limit.status(), 3, "{limit}");
    assert!(limit.stderr().contains("in A, 2025-02: previous.impressions: partial impressions"), "{limit}");
    let broken = with_files(
        &files,
        &format!("{command} --fail-if 'period=2025-03: impressions < previous.impressions'"),
    );
    assert_eq!(broken.status(), 1, "{broken}");
}

#[test]
fn a_mark_says_which_files_end_early() {
    let spend = "date,channel,cost\n2025-01-01,A,5\n2025-02-28,A,5\n";
    let leads = "date,channel\n2025-01-01,A\n2025-02-20,A\n";
    let files = [("s.csv", spend), ("l.csv", leads)];
    let table = with_files(&files, &format!("{SMALL} --metric cpl --width 200"));
    assert!(table.stdout().contains(" 2025-02* "), "{table}");
    let legend = "* beside a period: not the whole of it; the data are of 2025-01-01 to 2025-02-28 (--spend), 2025-01-01 to 2025-02-20 (--leads)\n";
    assert!(table.stdout().ends_with(legend), "{table}");
    let report = with_files(&files, &format!("{SMALL} -f json")).json();
    assert_eq!(
        report["trend"]["days"],
        json!([
            {"files": "spend", "first": "2025-01-01", "last": "2025-02-28"},
            {"files": "leads", "first": "2025-01-01", "last": "2025-02-20"}
        ])
    );
    let marked = report["rows"].as_array().unwrap().iter().map(|row| row["partial_period"].as_bool());
    assert_eq!(marked.collect::<Vec<_>>(), [Some(false), Some(true)]);
}

#[test]
fn rows_without_a_day_are_no_period_and_are_counted() {
    let spend = "date,channel,cost\n2025-01-01,A,5\n,A,7\n2025-01-02,B,1\n";
    let command = "leadcalc trend --spend s.csv --metric spend --every day --versus previous";
    insta::assert_snapshot!("undated", with_files(&[("s.csv", spend)], command).to_string());
    let nothing = "date,channel,cost\n";
    for (name, options) in [
        ("nothing", ""),
        ("nothing_asked", "--since 2025-01-30 --until 2025-02-01 --every day --lang ru -f markdown --chart"),
    ] {
        let command = format!("leadcalc trend --spend s.csv {options}");
        insta::assert_snapshot!(name, with_files(&[("s.csv", nothing)], &command).to_string());
    }
}

#[test]
fn tables_and_charts_fit_their_width() {
    for options in
        ["", "--every week", "--every day --since 2025-10-01", "--by channel,campaign --every quarter"]
    {
        for width in [60, 80, 100] {
            let run = run(&format!("{YEAR} {options} --versus previous --chart --width {width}"));
            assert_eq!(run.status(), 0, "{run}");
            for line in run.stdout().lines() {
                assert!(line.width() <= width, "{options}: {} of {width}: {line}", line.width());
            }
        }
    }
    // Names of letters twice as wide stand in line too.
    let run = small("--width 80 --metric leads");
    let rules = run.stdout().lines().filter(|line| line.starts_with('─')).count();
    assert!(rules >= 2, "{run}");
    assert!(run.stdout().lines().all(|line| line.width() <= 80), "{run}");
}

#[test]
fn ascii_is_ascii() {
    let run = run(&format!("{YEAR} --every quarter --versus previous --chart --ascii --confidence 95%"));
    assert_eq!(run.status(), 0, "{run}");
    assert!(run.stdout().is_ascii(), "{run}");
    assert!(run.stdout().contains("####"), "{run}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Rows of any days, in any order: a record for every group and period, whose sums are the rows' and whose gaps are where no row is.
    #[test]
    fn no_row_and_no_period_is_lost(
        rows in proptest::collection::vec((0_i64..900, 0_u8..3, 1_u64..1000), 1..20),
        every in prop_oneof![Just("day"), Just("week"), Just("month"), Just("quarter"), Just("year")],
    ) {
        let day = |day: i64| jiff::civil::date(2023, 12, 1).saturating_add(jiff::Span::new().days(day));
        let file = |rows: &[(i64, u8, u64)]| {
            let row = |(place, channel, cost): &(i64, u8, u64)| format!("{},c{channel},{cost}", day(*place));
            format!("date,channel,cost\n{}\n", rows.iter().map(row).collect::<Vec<_>>().join("\n"))
        };
        let command = format!("leadcalc trend --spend s.csv --every {every} --metric spend -f json -q");
        let forward = with_files(&[("s.csv", &file(&rows))], &command);
        let backward: Vec<_> = rows.iter().rev().copied().collect();
        prop_assert_eq!(forward.to_string(), with_files(&[("s.csv", &file(&backward))], &command).to_string());
        let report = forward.json();
        let periods = periods(&report);
        let records = report["rows"].as_array().unwrap();
        prop_assert_eq!(records.len(), periods.len() * report["trend"]["groups"].as_array().unwrap().len());
        let spend = |record: &Value| record["spend"].as_str().map(|text| text.parse::<u64>().unwrap());
        let spent: u64 = rows.iter().map(|(_, _, cost)| cost).sum();
        prop_assert_eq!(records.iter().filter_map(spend).sum::<u64>(), spent);
        prop_assert_eq!(spend(&report["total"]), Some(spent));
        let totals = report["trend"]["periods"].as_array().unwrap();
        prop_assert_eq!(totals.iter().filter_map(|period| spend(&period["total"])).sum::<u64>(), spent);
        if every == "day" {
            let (first, last) = rows.iter().map(|(day, ..)| *day).fold((900, 0), |(a, b), day| (a.min(day), b.max(day)));
            let names: Vec<String> = (first..=last).map(|place| day(place).to_string()).collect();
            prop_assert_eq!(periods.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>(), names);
            let known = records.iter().filter(|record| !record["spend"].is_null()).count();
            let mut met: Vec<_> = rows.iter().map(|(day, channel, _)| (day, channel)).collect();
            met.sort_unstable();
            met.dedup();
            prop_assert_eq!(known, met.len());
        }
    }
}
