//! What makes a run faster or says how far it has come: nothing of it changes a byte of the result.

mod program;

use program::run;

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    for command in [
        "leadcalc compare-channels --spend examples/spend-2025.csv --leads examples/leads-2025.csv --by month,channel -f json",
        "leadcalc compare-channels --spend examples/spend-2025.csv --leads examples/leads-2025.csv --verbose",
        "leadcalc inspect examples/spend-2025.csv examples/leads-2025.csv",
        "cd examples/exports && leadcalc compare-channels --spend google.csv direct.csv --leads amocrm.csv",
    ] {
        let by_default = run(command);
        assert_eq!(by_default.status(), 0, "{by_default}");
        for threads in [1, 2, 8, 256] {
            let run = run(&format!("{command} --threads {threads}"));
            assert_eq!(
                (run.stdout(), run.stderr(), run.status()),
                (by_default.stdout(), by_default.stderr(), 0),
                "{run}"
            );
        }
    }
}

#[test]
fn a_number_of_threads_that_is_none_is_refused() {
    for (threads, why) in [
        ("0", "0 is not in 1..=256"),
        ("257", "257 is not in 1..=256"),
        ("-1", "-1 is not in 1..=256"),
        ("x", "invalid digit found in string"),
        ("''", "cannot parse integer from empty string"),
    ] {
        for command in ["compare-channels --spend examples/optics.csv", "inspect examples/optics.csv"] {
            let run = run(&format!("leadcalc {command} --threads={threads}"));
            assert_eq!((run.status(), run.stdout().as_str()), (2, ""), "{run}");
            assert!(run.stderr().contains(&format!("for '--threads <N>': {why}")), "{run}");
        }
    }
}

#[test]
fn subcommands_that_read_no_rows_have_no_threads() {
    for command in ["config", "explain", "campaign-cpl --clicks 1 --cpc 1"] {
        for option in ["--threads 2", "--no-progress"] {
            let run = run(&format!("leadcalc {command} {option}"));
            assert_eq!(run.status(), 2, "{run}");
            assert!(run.stderr().contains("unexpected argument"), "{run}");
        }
    }
}

#[test]
fn nothing_is_drawn_into_a_pipe() {
    // Longer than a terminal would be left without a line.
    for (reading, option) in
        [("compare-channels --spend", ""), ("compare-channels --spend", "--no-progress"), ("inspect", "")]
    {
        let run =
            run(&format!("(cat examples/optics.csv; sleep 1) | TERM=xterm leadcalc {reading} - {option}"));
        assert_eq!((run.status(), run.stderr().as_str()), (0, ""), "{run}");
    }
}
