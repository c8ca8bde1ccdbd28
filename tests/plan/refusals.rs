//! Every refusal, with what to do about it.

use crate::{program, roots};

/// The last line of stderr, of a run that could not be done.
#[track_caller]
fn refused(options: &str) -> String {
    let files = [("r.csv", roots())];
    let files = files.each_ref().map(|(name, content)| (*name, content.as_str()));
    let run = program::with_files(&files, &format!("leadcalc plan --spend r.csv {options}"));
    assert_eq!(run.status(), 2, "{run}");
    run.stderr().lines().find(|line| line.starts_with("error: ")).unwrap_or_default().to_owned()
}

#[test]
fn what_cannot_be_planned_is_refused() {
    for (options, message) in [
        (
            "--leads-wanted 9 --from 2025-06",
            "--from 2025-06: the history reaches to 2025-06; plan from 2025-07 on, or end the history before with --until",
        ),
        (
            "--leads-wanted 9 --by month",
            "--by month: a plan is by one thing that money is spent on, and by month; take --by channel",
        ),
        (
            "--leads-wanted 9 --by channel,campaign",
            "--by channel,campaign: a plan is by one thing that money is spent on, and by month; take --by channel",
        ),
        (
            "--leads-wanted 9 --date-basis order",
            "--date-basis: a plan counts orders on the day of their lead; leave it out",
        ),
        (
            "--orders 9",
            "--orders: no column gives orders; it comes from a status or an amount column in --leads, or a column Orders (Purchases, Продажи)",
        ),
        (
            "--leads-wanted 9 --fix Serch=1",
            "--fix Serch: there is no such channel; there are \"Search\", \"Social\"",
        ),
        (
            "--leads-wanted 9 --fix Search=1 --max Search=2",
            "--fix Search: says all there is to say about it; leave out its --min and --max",
        ),
        ("--leads-wanted 9 --max Search=1 --max search=2", "--max Search: is given twice; which holds?"),
        (
            "--leads-wanted 9 --min Search=3 --max Search=2",
            "--min Search=3.00: is more than --max Search=2.00",
        ),
        (
            "--leads-wanted 9 --fix Search=5401",
            "--fix Search=5 401.00: is more than 5 400.00, which is 1.5 times its largest month in every month of the plan, and nobody has seen what comes beyond; take less, or raise --growth",
        ),
        (
            "--leads-wanted 9 --max-share 40%",
            "--max-share 0.4: 2 channels with so much each are not the whole; take 50% at least",
        ),
        (
            "--budget 100 --min Search=101",
            "--min and --fix: at least 101.00 has to be spent, and at most 100.00 may be by --budget, --max, --max-share and --growth; \
             change one of them",
        ),
        (
            "--leads-wanted 9 --growth 9999999999999999999999999999",
            "a figure of the plan is out of range; take a smaller target, budget or --growth: more than 28 digits",
        ),
        (
            "--leads-wanted 9 --fail-if 'spend > previous.spend'",
            "--fail-if 'spend > previous.spend': a plan has no baseline; leave out previous.",
        ),
        (
            "--leads-wanted 9 --season none.txt",
            "none.txt: cannot be read: No such file or directory (os error 2)",
        ),
        (
            "--leads-wanted 9 --until 2024-01-01",
            "there is no history: no row counts; look at --since, --until and the files",
        ),
        (
            "--leads-wanted 9 --until 2025-01-31",
            "no channel can be planned with: Search: months of history: 1, and it takes 3; --include takes it in; Social: months of history: 1, and it takes 3; --include takes it in",
        ),
        (
            "--leads-wanted 9 --until 2025-01-31 --include Search --max Social=9",
            "--max Social: it cannot be planned with: months of history: 1, and it takes 3; --include takes it in",
        ),
    ] {
        assert_eq!(refused(options), format!("error: {message}"), "{options}");
    }
}

#[test]
fn what_is_typed_wrong_is_refused() {
    for (options, part) in [
        ("", "the following required arguments were not provided"),
        ("--orders 9 --leads-wanted 9", "cannot be used with"),
        ("--orders 9 --fact p.json", "cannot be used with"),
        ("--fact p.json --budget 9", "cannot be used with"),
        ("--orders 1.5", "is not a whole number"),
        ("--orders 9 --from 2026", "expected a month like 2026-12"),
        ("--orders 9 --months 0", "0 is not in 1..=36"),
        ("--orders 9 --min Search", "expected a channel and an amount, like 'Google Ads=30000'"),
        ("--orders 9 --min =5", "expected a channel and an amount, like 'Google Ads=30000'"),
        ("--orders 9 --min Search=many", "\"many\" is not a number"),
        ("--orders 9 --max-share 2", "write 2% if a percentage is meant"),
    ] {
        let error = refused(options);
        let run =
            program::with_files(&[("r.csv", &roots())], &format!("leadcalc plan --spend r.csv {options}"));
        assert!(run.stderr().contains(part), "{options}: {error}: {run}");
    }
}

/// A channel with too little history is named and left out, and taken in where somebody says so.
#[test]
fn too_little_history_is_left_out_unless_it_is_taken_in() {
    let report = format!("{}2025-06,New,100,50,9\n2025-06,Free,9,0,3\n2025-06,Dead,9,7,0\n", roots());
    let run = |options: &str| {
        program::with_files(
            &[("r.csv", &report)],
            &format!("leadcalc plan --spend r.csv --budget 500 {options}"),
        )
    };
    let plain = run("");
    for note in [
        "note: left out: New: months of history: 1, and it takes 3; --include takes it in\n",
        "note: left out: Free: it costs nothing, so that there is no spend to plan\n",
        "note: left out: Dead: no leads came of its spend\n",
    ] {
        assert!(plain.stderr().contains(note), "{plain}");
    }
    assert!(!plain.stdout().contains("New"), "{plain}");
    let included = run("--include new");
    assert!(included.stdout().contains("New") && !included.stderr().contains("left out: New"), "{included}");
    let dead = run("--include Dead");
    assert_eq!(
        dead.stderr().lines().last(),
        Some("error: --include Dead: it cannot be planned with: no leads came of its spend")
    );
}
