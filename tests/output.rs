//! Where the result goes: files whole or not at all, closed pipes, full disks.

mod program;

use std::fs;

use program::{files_in, run, run_in};

fn optics() -> String {
    format!("{}/examples/optics.csv", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_ending_gives_the_format_unless_it_is_said() {
    let folder = tempfile::tempdir().unwrap();
    for (file, format) in [
        ("a.txt", "table"),
        ("a.md", "markdown"),
        ("a.csv", "csv"),
        ("a.tsv", "tsv"),
        ("a.json", "json"),
        ("a.jsonl", "jsonl"),
    ] {
        let written =
            run_in(folder.path(), &format!("leadcalc compare-channels --spend {} -o {file}", optics()));
        assert_eq!((written.status(), written.stdout().as_str()), (0, ""), "{written}");
        let printed =
            run_in(folder.path(), &format!("leadcalc compare-channels --spend {} -f {format}", optics()));
        assert_eq!(fs::read_to_string(folder.path().join(file)).unwrap(), printed.stdout(), "{file}");
    }
    run_in(folder.path(), &format!("leadcalc compare-channels --spend {} -o b.json -f csv", optics()));
    assert!(fs::read_to_string(folder.path().join("b.json")).unwrap().starts_with("channel,"));
}

#[test]
fn a_run_that_fails_leaves_an_earlier_report_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("report.json");
    fs::write(&report, "the earlier one").unwrap();
    let failed = run_in(folder.path(), "leadcalc compare-channels --spend nowhere.csv -o report.json");
    assert_eq!(failed.status(), 2);
    assert_eq!(fs::read_to_string(&report).unwrap(), "the earlier one");
    assert_eq!(files_in(folder.path()), ["report.json"], "no draft is left behind");
}

#[test]
fn a_broken_limit_writes_the_report_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let command = format!("leadcalc compare-channels --spend {} -o r.json --fail-if 'cpl > 1'", optics());
    assert_eq!(run_in(folder.path(), &command).status(), 1);
    assert!(fs::read_to_string(folder.path().join("r.json")).unwrap().contains("\"broken\""));
}

#[cfg(unix)]
#[test]
fn a_new_report_is_as_readable_as_any_new_file_and_an_old_one_keeps_its_mode() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let mode = |file: &str| fs::metadata(folder.path().join(file)).unwrap().permissions().mode() & 0o777;
    let write = |file: &str| {
        let run = run_in(
            folder.path(),
            &format!("umask 022; leadcalc compare-channels --spend {} -f csv -o {file}", optics()),
        );
        assert_eq!(run.status(), 0, "{run}");
    };
    write("new.csv");
    assert_eq!(mode("new.csv"), 0o644);
    fs::set_permissions(folder.path().join("new.csv"), fs::Permissions::from_mode(0o600)).unwrap();
    write("new.csv");
    assert_eq!(mode("new.csv"), 0o600);
    symlink("new.csv", folder.path().join("link.csv")).unwrap();
    write("link.csv");
    assert!(folder.path().join("link.csv").is_symlink(), "a link stays a link");
}

#[test]
fn a_closed_pipe_is_no_error() {
    // `head` closes the pipe long before the rows end; the status is that of leadcalc, by way of fd 3.
    let command = "{ { leadcalc compare-channels --spend examples/spend-2025.csv --by day,campaign -f csv; \
                   echo $? >&3; } | head -1 >/dev/null; } 3>&1";
    let run = run(command);
    assert_eq!((run.stdout().as_str(), run.stderr().as_str()), ("0\n", ""), "{run}");
}

#[test]
fn closed_streams_do_not_panic() {
    for redirect in [">&-", "2>&-", ">&- 2>&-", "< /dev/null"] {
        let run = run(&format!("leadcalc compare-channels --spend examples/optics.csv {redirect}"));
        assert!(matches!(run.status(), 0 | 2), "{run}");
        assert!(!run.stderr().contains("panicked"), "{run}");
    }
}

#[test]
fn stdout_can_be_named() {
    let printed = run("leadcalc compare-channels --spend examples/optics.csv -f csv").stdout();
    assert_eq!(run("leadcalc compare-channels --spend examples/optics.csv -f csv -o -").stdout(), printed);
    assert_eq!(
        run("leadcalc compare-channels --spend examples/optics.csv -f csv -o /dev/stdout | cat").stdout(),
        printed
    );
}

#[test]
fn what_says_how_files_are_read_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("rates.csv", "date,currency,rate\n2025-01-01,USD,90\n"),
        ("other.toml", "currency = \"RUB\"\n"),
        ("leadcalc.toml", "currency = \"RUB\"\n"),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    for (file, options) in [
        ("rates.csv", "compare-channels --rates rates.csv -f csv -o"),
        ("other.toml", "compare-channels --config other.toml -f csv -o"),
        ("leadcalc.toml", "compare-channels -f csv -o"),
        ("leadcalc.toml", "check --fail-if 'cpl > 1' --report text="),
    ] {
        let before = fs::read_to_string(folder.path().join(file)).unwrap();
        let blank = if options.ends_with('=') { "" } else { " " };
        let refused = run_in(folder.path(), &format!("leadcalc {options}{blank}{file} --spend {}", optics()));
        assert_eq!((refused.status(), refused.stdout().as_str()), (2, ""), "{refused}");
        assert!(refused.stderr().starts_with(&format!("error: {file}: is an input, ")), "{refused}");
        assert_eq!(fs::read_to_string(folder.path().join(file)).unwrap(), before, "{file}");
    }
}
