//! Limits over time: on every group and period, against the period before, in `check` too.

mod program;

use program::{run, with_files};
use serde_json::json;

const YEAR: &str = "leadcalc trend --spend examples/spend-2025.csv --leads examples/leads-2025.csv -q";

#[test]
fn limits_are_judged_on_every_group_and_period() {
    let quarters = format!("{YEAR} --every quarter --metric cpl -f csv -o /dev/null");
    for (limits, status, said) in [
        (
            "--fail-if 'cpl > 300'",
            3,
            "limit not judged: cpl > 300 in Podcast, 2025-Q3: no leads\nlimit not judged: cpl > 300 in Podcast, 2025-Q4: no leads\n",
        ),
        (
            "--fail-if 'channel=LinkedIn Ads: cpl > 240'",
            1,
            "limit broken: channel=LinkedIn Ads: cpl > 240 in LinkedIn Ads, 2025-Q4: cpl is 242.44\n",
        ),
        ("--fail-if 'period=2025-Q1: cpl > 240'", 0, ""),
        (
            "--fail-if 'period=2025-Q1, channel=Meta Ads: cpl > 50'",
            1,
            "limit broken: period=2025-Q1, channel=Meta Ads: cpl > 50 in Meta Ads, 2025-Q1: cpl is 52.43\n",
        ),
        ("--fail-if 'total.cpl > 59'", 1, "limit broken: total.cpl > 59 in the total: cpl is 59.24\n"),
        (
            "--fail-if 'channel=Yandex Direct: cpl > 1.5 * previous.cpl'",
            1,
            "limit not judged: channel=Yandex Direct: cpl > 1.5 * previous.cpl in Yandex Direct, 2025-Q1: previous.cpl: no period before it\n\
             limit broken: channel=Yandex Direct: cpl > 1.5 * previous.cpl in Yandex Direct, 2025-Q3: cpl is 78.59\n",
        ),
        // Nothing before the first period fails nothing by itself, unless there is nothing else.
        (
            "--fail-if 'channel=Yandex Direct: cpl > 2 * previous.cpl'",
            0,
            "limit not judged: channel=Yandex Direct: cpl > 2 * previous.cpl in Yandex Direct, 2025-Q1: previous.cpl: no period before it\n",
        ),
        (
            "--fail-if 'channel=Yandex Direct: cpl > 2 * previous.cpl' --versus year --until 2025-03-31",
            3,
            "limit not judged: channel=Yandex Direct: cpl > 2 * previous.cpl in Yandex Direct, 2025-Q1: previous.cpl: no period a year before it\n",
        ),
        // Beyond what it was, and beyond chance.
        (
            "--fail-if 'channel=Yandex Direct: cpl > 1.3 * previous.cpl' --since 2025-04-01 --until 2025-09-30",
            1,
            "limit not judged: channel=Yandex Direct: cpl > 1.3 * previous.cpl in Yandex Direct, 2025-Q2: previous.cpl: no period before it\n\
             limit broken: channel=Yandex Direct: cpl > 1.3 * previous.cpl in Yandex Direct, 2025-Q3: cpl is 78.59\n",
        ),
    ] {
        let run = run(&format!("{quarters} {limits}"));
        assert_eq!((run.status(), run.stderr().as_str()), (status, said), "{run}");
    }
    let confident = run(&format!(
        "{quarters} --confidence 95% --since 2025-04-01 --fail-if 'channel=Yandex Direct: cpl > 1.3 * previous.cpl'"
    ));
    insta::assert_snapshot!("confident_limits", confident.to_string());
    let leads = "date,channel\n2024-01-01,A\n2025-01-01,A\n2025-01-02,A\n2025-02-01,A\n";
    let year = with_files(
        &[("l.csv", leads)],
        "leadcalc trend --leads l.csv -q --metric leads --versus year -f csv --fail-if 'leads > previous.leads'",
    );
    insta::assert_snapshot!("limits_on_a_year_before", year.to_string());
}

#[test]
fn a_former_run_goes_before_the_period_before() {
    let folder = tempfile::tempdir().unwrap();
    let former = folder.path().join("former.json");
    let quarters = format!("{YEAR} --every quarter");
    let written = run(&format!("{quarters} -o {}", former.display()));
    assert_eq!((written.status(), written.stdout().as_str()), (0, ""), "{written}");
    let command = format!("{quarters} --metric leads --baseline {}", former.display());
    let same = run(&format!("{command} --fail-if 'leads != previous.leads'"));
    assert_eq!((same.status(), same.stderr().as_str()), (0, ""), "{same}");
    let same_total = run(&format!("{command} --fail-if 'total.leads != previous.leads'"));
    assert_eq!((same_total.status(), same_total.stderr().as_str()), (0, ""), "{same_total}");
    let other = run(&format!("{command} --by campaign"));
    assert_eq!(other.status(), 2, "{other}");
    assert!(other.stderr().contains("campaign, period"), "{other}");
}

#[test]
fn a_check_judges_every_period_too() {
    let check = YEAR.replace("trend", "check");
    let limit = "--fail-if 'channel=Yandex Direct: cpl > 1.3 * previous.cpl and leads >= 30'";
    insta::assert_snapshot!("check", run(&format!("{check} --every quarter {limit}")).to_string());
    let cell = run(&format!("{check} --every quarter --fail-if 'period=2025-Q1: total.leads < 1' -f json"));
    assert_eq!(cell.status(), 2, "{cell}");
    let json = run(&format!("{check} --every year --fail-if 'channel=Meta Ads: cpl > 9999' -f json")).json();
    assert_eq!(json["group_by"], json!(["channel", "period"]));
    assert_eq!(json["limits"][0]["row"], json!({"channel": "Meta Ads", "period": "2025"}));
    let policy = "[[rule]]\nlimit = \"spend > 1.2 * previous.spend\"\nchannel = \"A\"\n";
    let spend = "date,channel,cost\n2025-01-01,A,100\n2025-02-28,A,121\n2025-01-01,B,1\n2025-02-01,B,9\n";
    let files = [("s.csv", spend), ("p.toml", policy)];
    let by_policy = with_files(&files, "leadcalc check --policy p.toml --spend s.csv --every month");
    insta::assert_snapshot!("check_by_policy", by_policy.to_string());
}
