//! What `leadcalc trend` refuses: exact words, status 2, nothing on stdout; and how many periods it does not refuse.

mod program;

use std::fmt::Write as _;

use program::with_files;

const SPEND: &str =
    "date,channel,clicks,cost\n2025-01-01,A,10,100\n2025-02-15,A,10,50\n2025-04-02,B,20,80.50\n";

#[test]
fn what_cannot_be_done_is_said() {
    let long = "date,channel,cost\n2010-01-01,A,1\n2020-01-09,A,1\n";
    let weekly = "Reporting starts,Reporting ends,channel,cost\n2025-01-27,2025-02-02,A,5\n";
    for (name, spend, options) in [
        ("by_the_same", SPEND, "--by channel,month"),
        ("by_period", SPEND, "--by period"),
        ("by_changes", SPEND, "--by changes"),
        ("chart_for_programs", SPEND, "--chart -f csv"),
        ("ascii_for_programs", SPEND, "--ascii -f json"),
        ("too_many_periods", long, "--every day"),
        ("too_many_asked", SPEND, "--every day --until 2036-01-01"),
        ("longer_than_a_period", weekly, "--every month"),
        ("no_date", "channel,cost\nA,5\n", ""),
        ("unknown_metric", SPEND, "--metric spend,clv"),
        ("metric_of_no_column", SPEND, "--metric leads"),
        ("metric_of_a_calculator", SPEND, "--metric lead_price"),
        ("metric_of_surveys", SPEND, "--metric nps"),
        ("limit_of_no_column", SPEND, "--fail-if 'leads > previous.leads'"),
        ("limit_on_the_total_before", SPEND, "--fail-if 'total.spend > previous.spend'"),
        ("limit_on_no_period", SPEND, "--fail-if 'period=2024-01: spend > 5'"),
        ("limit_on_no_dimension", SPEND, "--fail-if 'month=2025-01: spend > 5'"),
        ("two_mistakes", SPEND, "--fail-if 'period=2024-01: spend > 5' --fail-if 'roas < 2'"),
        ("stdin_twice", SPEND, "--leads - --baseline -"),
        ("baseline_of_others", SPEND, "--baseline s.csv"),
        ("output_is_an_input", SPEND, "-o s.csv"),
        ("since_after_until", SPEND, "--since 2025-02-01 --until 2025-01-01"),
        ("no_such_period", SPEND, "--every fortnight"),
        ("no_such_past", SPEND, "--versus decade"),
        ("narrow", SPEND, "--width 10"),
    ] {
        let run = with_files(&[("s.csv", spend)], &format!("leadcalc trend --spend s.csv {options}"));
        assert_eq!((run.status(), run.stdout().as_str()), (2, ""), "{run}");
        insta::assert_snapshot!(format!("error_{name}"), run.to_string());
    }
    for (name, options) in [
        ("check_versus_alone", "--versus year"),
        ("check_versus_and_baseline", "--every month --versus year --baseline b.json"),
        ("check_by_the_same", "--every month --by month"),
    ] {
        let command = format!("leadcalc check --spend s.csv --fail-if 'spend > 5' {options}");
        let run = with_files(&[("s.csv", SPEND)], &command);
        assert_eq!((run.status(), run.stdout().as_str()), (2, ""), "{run}");
        insta::assert_snapshot!(format!("error_{name}"), run.to_string());
    }
}

#[test]
fn a_few_rows_make_no_flood() {
    let mut spend = "date,campaign,cost\n".to_owned();
    for campaign in 0..1367 {
        let _ = writeln!(spend, "2024-12-31,c{campaign},1");
    }
    let run = |days: &str| {
        let command = format!(
            "leadcalc trend --spend s.csv --by campaign --every day --metric spend -q -f csv {days} | tail -n 1"
        );
        with_files(&[("s.csv", &spend)], &command)
    };
    let error = run("--since 2024-01-01").stderr();
    assert_eq!(
        error,
        "error: --every day: 1367 groups in 366 periods are more than 500000 records; take longer periods, larger \
         groups with --by, or fewer days with --since and --until\n"
    );
    assert_eq!(run("--since 2024-01-02").stdout(), "c999,2024-12-31,1,false\n");
}

#[test]
fn ten_years_of_days() {
    let mut spend = "date,channel,cost\n".to_owned();
    for (day, cost) in [("2010-01-01", 1), ("2015-06-15", 2), ("2020-01-08", 3)] {
        let _ = writeln!(spend, "{day},A,{cost}");
    }
    let report = with_files(&[("s.csv", &spend)], "leadcalc trend --spend s.csv --every day -f json").json();
    assert_eq!(report["rows"].as_array().unwrap().len(), 3660);
    let known = report["rows"].as_array().unwrap().iter().filter(|row| !row["spend"].is_null());
    assert_eq!(known.count(), 3);
    assert_eq!(report["total"]["spend"], "6");
}
