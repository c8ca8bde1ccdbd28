//! Periods of which orders are still to come: marked in every format, or left out.

use std::fmt::Write as _;

use crate::program::{run, with_files};

const EXAMPLE: &str =
    "leadcalc compare-channels --spend examples/spend-2025.csv --leads examples/leads-2025.csv";

/// Forty leads on the first of each month from January to June; a half buys at once, a quarter ten days later, a quarter never.
/// The list ends on 5 June: of June's orders, two thirds have come.
fn shop() -> String {
    let mut text = "date,channel,status,amount,closed_at\n".to_owned();
    for month in 1..=6 {
        for lead in 0..40 {
            let (status, amount, closed) = match lead % 4 {
                0 | 1 => ("won", "100", format!("2026-{month:02}-01")),
                2 if month < 6 => ("won", "100", format!("2026-{month:02}-11")),
                3 => ("lost", "", format!("2026-{month:02}-05")),
                _ => ("new", "", String::new()),
            };
            let _ = writeln!(text, "2026-{month:02}-01,Ads,{status},{amount},{closed}");
        }
    }
    text
}

#[test]
fn a_month_of_which_orders_are_to_come_is_marked_in_every_format() {
    let shop = shop();
    for format in ["table", "markdown", "csv", "tsv", "json", "jsonl"] {
        let command = format!(
            "leadcalc compare-channels --leads l.csv --by month --columns leads,orders,revenue -f {format}"
        );
        insta::assert_snapshot!(format!("dates_mature_{format}"), with_files(&[("l.csv", &shop)], &command));
    }
    let command = "leadcalc trend --leads l.csv --metric orders --lang ru";
    insta::assert_snapshot!("dates_mature_trend", with_files(&[("l.csv", &shop)], command));
    let command = "leadcalc trend --leads l.csv --metric orders -f json";
    let report = with_files(&[("l.csv", &shop)], command).json();
    let june = report["trend"]["periods"].as_array().and_then(|periods| periods.last()).expect("periods");
    assert_eq!(
        (june["immature"].as_bool(), june["maturity"].as_str()),
        (Some(true), Some("0.6666666666666666666666666667"))
    );
    let command = "leadcalc check --leads l.csv --by month --fail-if 'orders < 1' -f json";
    let report = with_files(&[("l.csv", &shop)], command).json();
    assert_eq!(report["rows"][5]["immature"].as_bool(), Some(true));
}

#[test]
fn the_last_months_of_the_example() {
    let leads = "leadcalc compare-channels --leads examples/leads-2025.csv --by month --columns leads,orders,close_rate";
    insta::assert_snapshot!("dates_example_months", run(leads));
    insta::assert_snapshot!(
        "dates_example_weeks",
        run(&format!("{EXAMPLE} --by week --columns leads,orders --since 2025-11-01 -f csv"))
    );
    insta::assert_snapshot!(
        "dates_example_mature_only",
        run(&format!("{EXAMPLE} --by month --columns spend,leads,orders --mature-only --mature 99%"))
    );
}

/// Whatever the days that count, the lags of all leads tell; and a month cut by them is as mature as the days that count.
#[test]
fn days_that_count_cut_a_month() {
    let command = format!(
        "{EXAMPLE} --by month --columns leads,orders -f csv -q --since 2025-12-01 --until 2025-12-10"
    );
    let whole = format!("{EXAMPLE} --by month --columns leads,orders -f csv -q --since 2025-12-01");
    insta::assert_snapshot!("dates_cut_month", format!("{}{}", run(&command).stdout(), run(&whole).stdout()));
}

#[test]
fn too_little_history_is_said() {
    let few: String = shop().lines().take(30).fold(String::new(), |text, line| text + line + "\n");
    let without: String = shop()
        .lines()
        .fold(String::new(), |text, line| text + line.rsplit_once(',').map_or("", |(line, _)| line) + "\n");
    let command = "leadcalc compare-channels --leads l.csv --by month --columns leads,orders";
    for (name, leads) in [("few", &few), ("no_day", &without)] {
        insta::assert_snapshot!(format!("dates_too_little_{name}"), with_files(&[("l.csv", leads)], command));
        let asked = with_files(&[("l.csv", leads)], &format!("{command} --mature-only"));
        insta::assert_snapshot!(format!("dates_too_little_{name}_asked"), asked);
    }
    // Steadily slower than anybody has watched for.
    let mut slow = "date,status,closed_at\n".to_owned();
    for lead in 0..60 {
        let closed = jiff::civil::date(2026, 1, 1).checked_add(jiff::Span::new().days(lead)).expect("a day");
        let _ = writeln!(slow, "2026-01-01,won,{closed}");
    }
    insta::assert_snapshot!("dates_too_little_time", with_files(&[("l.csv", &slow)], command));
}

/// A period that is left out is no period without rows, and nothing is a change to one beyond it.
#[test]
fn what_is_left_out_is_no_gap() {
    let shop = shop();
    for options in [
        "--versus previous",
        "-f csv --versus previous",
        "-f json -q",
        "--fail-if 'orders > 5 * previous.orders'",
    ] {
        let command = format!("leadcalc trend --leads l.csv --metric orders --mature-only {options}");
        insta::assert_snapshot!(with_files(&[("l.csv", &shop)], &command));
    }
    let command = "leadcalc check --leads l.csv --every month --mature-only --fail-if 'orders < 25' -f csv";
    insta::assert_snapshot!(with_files(&[("l.csv", &shop)], command));
}

/// A list without a row has no period that could be anything.
#[test]
fn nothing_is_neither_mature_nor_not() {
    let header = "date,channel,status,amount,closed_at\n";
    for basis in ["lead", "order", "both"] {
        let command = format!(
            "leadcalc compare-channels --leads l.csv --by month --date-basis {basis} --columns leads,orders"
        );
        insta::assert_snapshot!(
            format!("dates_of_nothing_{basis}"),
            with_files(&[("l.csv", header)], &command)
        );
    }
}

#[test]
fn mistakes() {
    let shop = shop();
    for (name, options) in [
        ("no_period", "--by channel --mature 80%"),
        ("by_order", "--by month --date-basis order --mature-only"),
        ("both_and_only", "--by month --date-basis both --mature-only"),
        ("above_one", "--by month --mature 120%"),
        ("no_rate", "--by month --mature most"),
    ] {
        let run =
            with_files(&[("l.csv", &shop)], &format!("leadcalc compare-channels --leads l.csv {options}"));
        insta::assert_snapshot!(format!("dates_mature_mistake_{name}"), run);
    }
    let spend = "date,channel,cost\n2026-01-01,Ads,5\n";
    let run =
        with_files(&[("s.csv", spend)], "leadcalc compare-channels --spend s.csv --by month --mature-only");
    insta::assert_snapshot!("dates_mature_mistake_no_leads", run);
}
