//! `check`: a policy in, verdicts, reports and a status out.

mod program;

use program::with_files;

const OPTICS: &str =
    "channel,clicks,cpc,leads\nSunglasses,100,150,9\nLenses,300,45,16\nDiamond glasses,50,600,11\n";
/// Twelve leads of four hundred clicks, and a channel with spend and no leads.
const THIN: &str = "channel,clicks,cpc,leads\nSearch,400,10,12\nRadio,100,1000,0\n";

/// Runs a check of a policy on a report in a folder of their own.
fn check(policy: &str, spend: &str, more: &str) -> program::Run {
    let command = format!("leadcalc check --policy limits.toml --spend spend.csv -q {more}");
    with_files(&[("limits.toml", policy), ("spend.csv", spend)], &command)
}

#[test]
fn every_verdict_and_severity_has_its_status() {
    for (name, rule, more, status) in [
        ("holds", "limit = 'cpl > 3000'", "", 0),
        ("broken", "limit = 'cpl > 2000'", "", 1),
        ("warning", "limit = 'cpl > 2000'\nseverity = 'warn'", "", 0),
        ("open", "limit = 'cpl > 2000'\nconfidence = '95%'", "", 0),
        ("open_strictly", "limit = 'cpl > 2000'\nconfidence = '95%'", "--strict", 3),
        ("surely_broken", "limit = 'cpl > 1500'\nconfidence = '95%'", "", 1),
        ("one_channel", "limit = 'cpl > 2000'\nchannel = 'L*'", "", 0),
        ("in_the_total", "limit = 'cpl > 1600'\nscope = 'total'", "", 1),
        ("too_small_in_part", "limit = 'cpl > 2000'\nmin_leads = 12", "", 0),
        ("too_small_in_part_strictly", "limit = 'cpl > 2000'\nmin_leads = 12", "--strict", 3),
        ("too_small_all", "limit = 'cpl > 2000'\nmin_leads = 100", "", 3),
        (
            "too_small_all_and_only_a_warning",
            "limit = 'cpl > 2000'\nmin_leads = 100\nseverity = 'warn'",
            "--strict",
            0,
        ),
    ] {
        let run = check(&format!("[[rule]]\n{rule}\n"), OPTICS, more);
        assert_eq!(run.status(), status, "{name}\n{run}");
        insta::assert_snapshot!(format!("check_{name}"), run);
    }
}

#[test]
fn a_limit_between_the_bounds_cannot_be_told() {
    let policy = "[[rule]]\nlimit = 'cr < 3.5%'\nchannel = 'Search'\nconfidence = '95%'\n";
    assert_eq!(check(policy, THIN, "").status(), 0);
    let strictly = check(policy, THIN, "--strict");
    assert_eq!(strictly.status(), 3);
    insta::assert_snapshot!("check_between_the_bounds", strictly);
}

#[test]
fn spend_without_leads_is_judged_by_the_lower_bound_if_anybody_wants_to_be_sure() {
    let rule = |confidence: &str| format!("[[rule]]\nlimit = 'cpl > 2000'\nchannel = 'Radio'\n{confidence}");
    assert_eq!(check(&rule(""), THIN, "").status(), 3);
    assert_eq!(check(&rule("confidence = '95%'"), THIN, "").status(), 1);
    // What is said for all limits holds for those that say nothing themselves.
    assert_eq!(check(&rule(""), THIN, "--confidence 95%").status(), 1);
}

#[test]
fn a_rule_that_means_no_group_is_an_error() {
    let policy = "[[rule]]\nlimit = 'cpl > 1'\nchannel = 'Googel*'\n\n[[rule]]\nlimit = 'channel=Glasses: cr < 1%'\n\n[[rule]]\nlimit = 'cpo > 5'\n";
    let run = check(policy, OPTICS, "");
    assert_eq!((run.status(), run.stdout().as_str()), (2, ""));
    insta::assert_snapshot!("check_means_no_group", run);
}

#[test]
fn names_that_no_group_has_all_at_once_are_said_to_be_so() {
    let policy = "[[rule]]\nlimit = 'channel=Lenses: cpl > 1'\nchannel = 'Sun*'\n";
    let run = check(policy, OPTICS, "");
    assert_eq!((run.status(), run.stdout().as_str()), (2, ""));
    assert_eq!(
        run.stderr(),
        "error: limits.toml, line 1: channel=Lenses: cpl > 1: no group is channel \"Sun*\" and channel \"Lenses\" at once, \
         so that nothing would be judged\n"
    );
}

#[test]
fn stdin_is_a_policy_or_a_file_and_not_both() {
    let command = "leadcalc check --policy - --spend - < limits.toml";
    let run = with_files(&[("limits.toml", "[[rule]]\nlimit = 'cpl > 1'\n")], command);
    assert_eq!(run.status(), 2);
    let said = "error: stdin: is given both as --policy and as a file to read, and can be only one of them\n";
    assert_eq!(run.stderr(), said);
}

#[test]
fn limits_that_are_typed_join_the_policy() {
    let run = check(
        "[[rule]]\nlimit = 'cpl > 3000'\n",
        OPTICS,
        "--fail-if 'cr < 6%' --warn-if 'channel=Sun*: cpc > 100'",
    );
    assert_eq!(run.status(), 1);
    insta::assert_snapshot!("check_typed_limits", run);
}

const POLICY: &str = "confidence = '95%'\n[[rule]]\nname = 'dear leads'\nlimit = 'cpl > 1500'\nowner = 'anna@example.com'\nwhy = 'a lead brings 1 500'\n";

#[test]
fn every_format_of_the_result() {
    for format in ["table", "markdown", "csv", "tsv", "json", "jsonl"] {
        insta::assert_snapshot!(format!("check_as_{format}"), check(POLICY, OPTICS, &format!("-f {format}")));
    }
    insta::assert_snapshot!("check_explained", check(POLICY, OPTICS, "--explain"));
}

#[test]
fn reports_are_written_beside_the_result() {
    let show = "; for file in a.txt b.json c.md d.xml e f; do test -s $file || echo \"$file is empty\"; done; grep -c '^###' c.md";
    let reports = "--report a.txt --report b.json --report c.md --report d.xml --report github=e --report gitlab=f -o out.csv";
    let run = check(POLICY, OPTICS, &format!("{reports} && echo passed || echo failed{show}"));
    assert_eq!(run.stdout(), "failed\n1\n", "{run}");
    // A step's summary has more than one author.
    let twice = check(
        POLICY,
        OPTICS,
        "--report c.md > first; leadcalc check --policy limits.toml --spend spend.csv -q --report c.md > second; cmp first second && grep -c '^###' c.md",
    );
    assert_eq!(twice.stdout(), "2\n", "{twice}");
}

#[test]
fn places_of_reports_are_made_sure_of_first() {
    for (name, more) in [
        ("an_input", "--report csv.txt --report text=spend.csv"),
        ("the_policy", "--report text=limits.toml"),
        ("the_result", "-o out.json --report out.json"),
        ("twice", "--report out.json --report gitlab=./out.json"),
        ("no_folder", "--report missing/out.xml"),
        ("no_kind", "--report out"),
        ("stdout_of_no_kind", "--report -"),
    ] {
        let run = check(POLICY, OPTICS, &format!("{more}; status=$?; ls; exit $status"));
        assert_eq!(run.status(), 2, "{run}");
        assert_eq!(run.stdout(), "limits.toml\nspend.csv\n", "{run}");
        insta::assert_snapshot!(format!("check_report_to_{name}"), run);
    }
}

#[test]
fn under_github_annotations_come_by_themselves() {
    let run = |more: &str| {
        let command =
            format!("GITHUB_ACTIONS=true leadcalc check --policy limits.toml --spend spend.csv -q {more}");
        with_files(&[("limits.toml", POLICY), ("spend.csv", OPTICS)], &command)
    };
    let annotated = run("");
    assert!(annotated.stderr().starts_with("::error file=limits.toml,line=2,title="), "{annotated}");
    insta::assert_snapshot!("check_under_github", annotated);
    assert_eq!(run("--no-annotations").stderr(), "");
}

#[test]
fn a_baseline_shows_what_has_changed_and_is_what_previous_means() {
    let now = "channel,clicks,cpc,leads\nSunglasses,100,150,8\nLenses,300,45,60\nNew one,10,1,1\n";
    let files = [("then.csv", OPTICS), ("now.csv", now)];
    let run = |more: &str| {
        let command = format!(
            "leadcalc compare-channels --spend then.csv -f json -o then.json && \
             leadcalc check --spend now.csv -q --baseline then.json --fail-if 'cpl > 1.2 * previous.cpl' \
             --warn-if 'total.cr < previous.total.cr' {more}"
        );
        with_files(&files, &command)
    };
    insta::assert_snapshot!("check_since_a_baseline", run(""));
    insta::assert_snapshot!("check_since_a_baseline_in_markdown", run("-f markdown"));
    insta::assert_snapshot!("check_since_a_baseline_in_json", run("-f json --confidence 95%"));
    let grouped = with_files(
        &files,
        "leadcalc compare-channels --spend then.csv -f json --by channel -o then.json && \
        leadcalc check --spend now.csv -q --baseline then.json --by clicks --fail-if 'cpl > 1'",
    );
    assert_eq!(grouped.status(), 2, "{grouped}");
}

#[test]
fn a_check_is_a_baseline_too() {
    let run = check(
        POLICY,
        OPTICS,
        "-f json > former.json; leadcalc check --baseline former.json --spend spend.csv -q --fail-if 'cpl != previous.cpl'",
    );
    assert_eq!(run.status(), 0, "{run}");
}

#[test]
fn nothing_to_judge() {
    insta::assert_snapshot!("check_of_no_rows", check(POLICY, "channel,clicks,cpc,leads\n", ""));
    let no_limits = with_files(&[("spend.csv", OPTICS)], "leadcalc check --spend spend.csv");
    assert_eq!(no_limits.status(), 2, "{no_limits}");
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let run = check(POLICY, OPTICS, "--report r.xml | true; test -s r.xml");
    assert_eq!(run.status(), 0, "{run}");
}

/// A warning changes no status, so it does not stand above what does.
#[test]
fn the_heading_says_what_the_status_says() {
    let policy = "[[rule]]\nlimit = 'cpc > 5'\nseverity = 'warn'\n\n[[rule]]\nlimit = 'cpl > 2000'\n";
    let run = check(policy, THIN, "-f markdown");
    assert_eq!(run.status(), 3);
    assert!(run.stdout().starts_with("### leadcalc check: 1 limit not judged\n"), "{run}");
    let warned = check(policy, "channel,clicks,cpc,leads\nSearch,400,10,12\n", "-f markdown");
    assert!(warned.stdout().starts_with("### leadcalc check: 1 warning\n"), "{warned}");
}

/// Sums alone cannot tell how much orders vary, so that being sure is asking for what is not there: no reason to pass.
#[test]
fn what_chance_cannot_be_asked_about_is_not_judged() {
    let spend = "channel,clicks,spend,leads,orders,revenue\nA,1000,100000,100,50,1000\nB,5,1000,9,2,100000\n";
    for (limit, status) in [("roas < 2", 3), ("cr > 200%", 3), ("cpl > 5000", 0)] {
        let run = check(&format!("[[rule]]\nlimit = '{limit}'\nconfidence = '95%'\n"), spend, "");
        assert_eq!(run.status(), status, "{run}");
        insta::assert_snapshot!(format!("check_without_chance_{}", &limit[..2]), run);
    }
}

/// The former figure is an estimate too: what may be noise does not break a limit, and what is more than noise does.
#[test]
fn a_former_figure_is_an_estimate_too() {
    let then = "channel,clicks,spend,leads\nA,100,10000,10\nB,10000,100000,1000\n";
    let now = "channel,clicks,spend,leads\nA,1000,150000,100\nB,10000,150000,1000\n";
    let run = |limit: &str, more: &str| {
        let command = format!(
            "leadcalc compare-channels --spend then.csv -f json -o then.json && \
             leadcalc check --spend now.csv --baseline then.json -q --fail-if '{limit}' {more}"
        );
        with_files(&[("then.csv", then), ("now.csv", now)], &command)
    };
    let unsure = run("channel=A: cpl > 1.2 * previous.cpl", "--confidence 95%");
    assert_eq!(unsure.status(), 0, "{unsure}");
    insta::assert_snapshot!("check_of_a_former_estimate", unsure);
    assert_eq!(run("channel=A: cpl > 1.2 * previous.cpl", "").status(), 1);
    assert_eq!(run("channel=B: cpl > 1.2 * previous.cpl", "--confidence 95%").status(), 1);
    assert_eq!(run("channel=B: cr < previous.cr", "--confidence 95% --strict").status(), 3);
    assert_eq!(run("channel=B: cr < previous.cr - 5%", "--confidence 95% --strict").status(), 0);
    // Chance in the sums of a baseline that has none of them cannot be told.
    let without_sums = with_files(
        &[("then.csv", then), ("now.csv", now)],
        "leadcalc compare-channels --spend then.csv -f json --columns cpl -o then.json && \
         leadcalc check --spend now.csv --baseline then.json -q --fail-if 'cpl > previous.cpl' --confidence 95%",
    );
    assert_eq!(without_sums.status(), 3, "{without_sums}");
}

#[test]
fn a_figure_of_the_total_is_called_so_among_those_of_a_group() {
    let run = check("[[rule]]\nlimit = 'total.cpl > 500 and cpl > 900'\n", OPTICS, "");
    assert!(run.stdout().contains("in Diamond glasses: total.cpl is 1 625.00, "), "{run}");
}

#[test]
fn stdout_takes_one_document() {
    let run = check(POLICY, OPTICS, "--report junit=-");
    assert_eq!((run.status(), run.stdout().as_str()), (2, ""), "{run}");
    insta::assert_snapshot!("check_report_beside_the_result", run);
    assert!(check(POLICY, OPTICS, "--report junit=- -o out.txt").stdout().starts_with("<?xml"));
}

/// Nobody reads a million lines; all verdicts are in the result.
#[test]
fn talk_about_limits_has_an_end() {
    let rows: Vec<String> = (0..1100).map(|number| format!("c{number},10,1,1")).collect();
    let spend = format!("channel,clicks,cpc,leads\n{}\n", rows.join("\n"));
    let run = check("[[rule]]\nlimit = 'cpl > 1'\n", &spend, "-f jsonl");
    assert_eq!(run.stdout().lines().count(), 1100);
    assert_eq!(run.stderr().lines().count(), 1001);
    assert!(
        run.stderr().ends_with("\nand 100 more verdicts, 100 of them broken; -f json has all\n"),
        "{}",
        run.stderr()
    );
}
