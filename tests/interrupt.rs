//! Ctrl-C and its kin: nothing half-written stays behind, and what was there stays as it was.

#![cfg(unix)]

mod program;

use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use program::files_in;

/// How long anything may take on a busy machine.
const LIMIT: Duration = Duration::from_mins(1);

/// A report of so many rows that its writing takes a while.
const REPORT: &str = "compare-channels --spend - --by campaign -o out.csv";

/// Starts a command line whose stdin stays open, behind a shell that is replaced by the program.
fn start(folder: &Path, prelude: &str, command: &str) -> Child {
    let program = env!("CARGO_BIN_EXE_leadcalc");
    Command::new("sh")
        .args(["-c", &format!("{prelude} exec '{program}' {command}")])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell runs")
}

/// Waits until something holds.
#[track_caller]
fn wait_until<T>(mut look: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(started.elapsed() < LIMIT, "it takes too long");
        thread::sleep(Duration::from_millis(5));
    }
}

/// Gives a run so much to read that it must be reading by the time it has been given: a pipe holds less than that.
fn feed(child: &mut Child) {
    let mut rows = "day,campaign,cost\n".to_owned();
    for row in 0..5_000 {
        let _ = writeln!(rows, "2025-01-01,Campaign {row},{row}");
    }
    let stdin = child.stdin.as_mut().expect("stdin is a pipe");
    stdin.write_all(rows.as_bytes()).expect("the run reads");
}

fn has_draft(folder: &Path) -> bool {
    files_in(folder).iter().any(|name| name.starts_with(".leadcalc-"))
}

/// Sends a signal, unless the run is over.
fn send(signal: &str, to: &mut Child) {
    if to.try_wait().expect("a child can be waited for").is_none() {
        let pid = to.id().to_string();
        let sent = Command::new("kill").args([&format!("-{signal}"), &pid]).status().expect("kill runs");
        assert!(sent.success());
    }
}

/// Waits until a run writes, or has written on a machine that looks away for long.
fn wait_for_the_draft(folder: &Path, child: &mut Child) {
    wait_until(|| (has_draft(folder) || child.try_wait().expect("a child").is_some()).then_some(()));
}

fn end_of(child: &mut Child) -> ExitStatus {
    wait_until(|| child.try_wait().expect("a child can be waited for"))
}

/// Whether whoever runs the tests has them ignore one of the signals, as `nohup` and a shell's `&` do; a program inherits that.
fn are_ignored() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).unwrap_or_default();
    let ignored = u64::from_str_radix(ignored.trim(), 16).unwrap_or_default();
    // The bits of SIGHUP, SIGINT and SIGTERM, which are signals 1, 2 and 15.
    ignored & (1 | 1 << 1 | 1 << 14) != 0
}

#[test]
fn a_run_that_is_ended_while_it_reads_leaves_the_folder_as_it_was() {
    for (signal, number) in [("INT", 2), ("TERM", 15), ("HUP", 1), ("KILL", 9)] {
        if number != 9 && are_ignored() {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("out.csv"), "the earlier one").unwrap();
        let mut child = start(folder.path(), "", REPORT);
        feed(&mut child);
        assert_eq!(files_in(folder.path()), ["out.csv"], "there is no draft while files are read");
        send(signal, &mut child);
        assert_eq!(end_of(&mut child).signal(), Some(number));
        assert_eq!(files_in(folder.path()), ["out.csv"], "{signal}");
        assert_eq!(fs::read_to_string(folder.path().join("out.csv")).unwrap(), "the earlier one");
    }
}

#[test]
fn a_run_that_is_interrupted_while_it_writes_takes_its_draft_away() {
    if are_ignored() {
        return;
    }
    for signal in ["INT", "TERM", "HUP"] {
        for earlier in [None, Some("the earlier one")] {
            let folder = tempfile::tempdir().unwrap();
            if let Some(earlier) = earlier {
                fs::write(folder.path().join("out.csv"), earlier).unwrap();
            }
            let before = files_in(folder.path());
            let mut child = start(folder.path(), "", REPORT);
            feed(&mut child);
            drop(child.stdin.take());
            wait_for_the_draft(folder.path(), &mut child);
            send(signal, &mut child);
            let status = end_of(&mut child);
            let written = fs::read_to_string(folder.path().join("out.csv")).ok();
            let is_whole = |text: &str| text.lines().count() == 5_001 && text.ends_with('\n');
            assert!(!has_draft(folder.path()), "{signal}");
            match status.code() {
                Some(130) if written.as_deref() == earlier => {
                    assert_eq!(files_in(folder.path()), before, "{signal}");
                }
                Some(0 | 130) => assert!(written.as_deref().is_some_and(is_whole), "{signal}"),
                _ => panic!("{signal}: {status}"),
            }
        }
    }
}

#[test]
fn a_signal_that_is_to_be_ignored_is_ignored() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = start(folder.path(), "trap '' HUP;", REPORT);
    feed(&mut child);
    send("HUP", &mut child);
    drop(child.stdin.take());
    wait_for_the_draft(folder.path(), &mut child);
    send("HUP", &mut child);
    assert_eq!(end_of(&mut child).code(), Some(0));
    assert_eq!(files_in(folder.path()), ["out.csv"]);
}
