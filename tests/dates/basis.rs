//! Orders on the day of their lead, on their own, and both side by side.

use crate::program::{run, with_files};

const EXAMPLE: &str =
    "leadcalc compare-channels --spend examples/spend-2025.csv --leads examples/leads-2025.csv";

/// Two orders of January's leads came in February, one of them for 1 000.10; a refund has a day of its own too.
const LEADS: &str = "\
created_at,channel,status,amount,cost_of_goods,customer_id,closed_at
2026-01-10,Ads,won,500,200,A,2026-01-15
2026-01-20,Ads,won,1000.10,300.05,B,2026-02-02
2026-01-31,Mail,won,70,20,C,2026-02-01
2026-02-05,Mail,refunded,-30,,C,2026-03-01
2026-02-28,Ads,lost,,,,2026-03-01
";

const SPEND: &str = "date,channel,cost\n2026-01-31,Ads,300\n2026-02-01,Ads,100\n";

fn both(options: &str) -> crate::program::Run {
    let command =
        format!("leadcalc compare-channels --spend s.csv --leads l.csv --date-basis both {options}");
    with_files(&[("s.csv", SPEND), ("l.csv", LEADS)], &command)
}

#[test]
fn months_of_the_example() {
    for (name, options) in [
        ("months_by_lead", "--by month --columns spend,leads,orders,revenue,romi"),
        ("months_by_order", "--by month --date-basis order --columns spend,leads,orders,revenue,romi"),
        (
            "months_by_order_confident",
            "--by quarter --date-basis order --columns leads,close_rate --confidence 95% -f csv",
        ),
        ("months_by_both", "--by month --date-basis both --columns spend,leads,orders,revenue"),
        (
            "channels_of_both_quarters",
            "--by channel,quarter --date-basis both --columns orders,revenue -f markdown -q",
        ),
    ] {
        insta::assert_snapshot!(format!("dates_{name}"), run(&format!("{EXAMPLE} {options}")));
    }
}

/// Both tables have the same totals, and what is different between them is what has moved: to the last hundredth.
#[test]
fn the_example_reconciles() {
    let report = run(&format!("{EXAMPLE} --by month --date-basis both -f json -q")).json();
    let by_order = &report["by_order"];
    for key in ["orders", "revenue", "cost_of_goods", "customers"] {
        assert_eq!(report["total"][key], by_order["total"][key], "{key}");
        let nothing = &by_order["difference"]["total"][key];
        assert!(*nothing == 0 || *nothing == "0", "{key}: {nothing}");
    }
    let cents = |value: &serde_json::Value| -> i64 {
        let text = value.as_str().expect("an amount");
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        format!("{whole}{decimals:0<2}").parse().expect("hundredths")
    };
    for row in by_order["difference"]["rows"].as_array().expect("rows") {
        let moved = by_order["moved"].as_array().expect("moves").iter();
        let sum = |end: &str, figure: &dyn Fn(&serde_json::Value) -> i64| -> i64 {
            moved.clone().filter(|moved| moved[end] == row["month"]).map(figure).sum()
        };
        let orders = |moved: &serde_json::Value| moved["orders"].as_i64().expect("a count");
        let revenue = |moved: &serde_json::Value| cents(&moved["revenue"]);
        assert_eq!(
            sum("to", &orders) - sum("from", &orders),
            row["orders"].as_i64().expect("a count"),
            "{row}"
        );
        assert_eq!(sum("to", &revenue) - sum("from", &revenue), cents(&row["revenue"]), "{row}");
    }
}

#[test]
fn both_in_every_format() {
    for format in ["table", "markdown", "csv", "tsv", "json", "jsonl"] {
        let run = both(&format!("--by month --columns spend,leads,orders,customers,revenue -f {format}"));
        insta::assert_snapshot!(format!("dates_both_{format}"), run);
    }
    insta::assert_snapshot!("dates_both_ru", both("--by month --lang ru -q"));
}

/// What lies outside of the days that count is accounted for: February's orders of January's leads come from before.
#[test]
fn both_with_days_that_count() {
    let options = "--by month --columns orders,revenue --since 2026-02-01 --until 2026-02-28";
    insta::assert_snapshot!("dates_both_days", both(options));
}

/// By its own day an order is in the period that the days cut out, and its customer with it; its lead is not.
#[test]
fn days_that_count_by_either_basis() {
    let figures = |options: &str| {
        let command = format!(
            "leadcalc compare-channels --leads l.csv -f csv -q --by channel --columns leads,orders,customers,revenue {options}"
        );
        with_files(&[("l.csv", LEADS)], &command).stdout()
    };
    let february = "--since 2026-02-01 --until 2026-02-28";
    assert_eq!(figures(february), "channel,leads,orders,customers,revenue\nAds,1,0,0,0\nMail,1,0,0,-30\n");
    assert_eq!(
        figures(&format!("{february} --date-basis order")),
        "channel,leads,orders,customers,revenue\nAds,1,1,1,1000.1\nMail,1,1,1,70\n"
    );
    assert_eq!(
        figures("--date-basis order --since 2026-03-01"),
        "channel,leads,orders,customers,revenue\nMail,0,0,0,-30\n"
    );
}

/// Where days count, the table by the lead is that of `--date-basis lead`: a lead without a day is in neither.
#[test]
fn both_without_days_of_leads() {
    let leads = "date,channel,status,amount,closed at\n,A,won,5,2025-02-02\n,A,won,7,\n,A,new,,\n2025-02-05,A,won,1,2025-02-06\n";
    let total = |basis: &str, days: &str| {
        let command = format!(
            "leadcalc compare-channels --leads l.csv --by month --columns leads,orders,revenue -f json -q --date-basis {basis} {days}"
        );
        let report = with_files(&[("l.csv", leads)], &command).json();
        (report["total"].clone(), report["by_order"]["total"].clone())
    };
    for days in ["", "--since 2025-02-01", "--until 2025-02-28"] {
        let (by_lead, by_order) = total("both", days);
        assert_eq!(by_lead, total("lead", days).0, "{days}");
        assert_eq!(by_order, total("order", days).0, "{days}");
    }
}

/// An order without a day counts on that of its lead, and that is said; one whose day cannot be read is a row that cannot be read.
#[test]
fn orders_without_a_day() {
    let leads = "date,status,amount,closed_at\n2026-01-05,won,10,\n2026-01-06,won,20,2026-02-01\n2026-01-07,lost,,soon\n";
    let command = "leadcalc compare-channels --leads l.csv --by month --date-basis order -f csv --columns orders,revenue";
    insta::assert_snapshot!("dates_order_without_day", with_files(&[("l.csv", leads)], command));
    let unreadable = leads.replace("2026-02-01", "31.02.2026");
    insta::assert_snapshot!("dates_order_unreadable_day", with_files(&[("l.csv", &unreadable)], command));
    let put_up_with = format!("{command} --max-rejected 1");
    insta::assert_snapshot!("dates_order_day_left_out", with_files(&[("l.csv", &unreadable)], &put_up_with));
}

#[test]
fn mistakes() {
    for (name, command) in [
        ("order_without_leads", "leadcalc compare-channels --spend s.csv --by month --date-basis order"),
        ("both_without_period", "leadcalc compare-channels --leads l.csv --by channel --date-basis both"),
        (
            "both_and_a_limit",
            "leadcalc compare-channels --leads l.csv --by month --date-basis both --fail-if 'orders < 1'",
        ),
        ("both_and_pairs", "leadcalc compare-channels --leads l.csv --by month --date-basis both --pairs"),
        ("check_of_both", "leadcalc check --leads l.csv --by month --date-basis both --fail-if 'orders < 1'"),
        ("trend_of_both", "leadcalc trend --leads l.csv --date-basis both"),
        ("no_order_date", "leadcalc compare-channels --leads n.csv --by month --date-basis order"),
        ("no_such_basis", "leadcalc compare-channels --leads l.csv --by month --date-basis click"),
        ("reserved_name", "leadcalc compare-channels --leads l.csv --by date_basis"),
    ] {
        let no_day = "date,channel,status\n2026-01-05,Ads,won\n";
        let run = with_files(&[("s.csv", SPEND), ("l.csv", LEADS), ("n.csv", no_day)], command);
        insta::assert_snapshot!(format!("dates_mistake_{name}"), run);
    }
}
