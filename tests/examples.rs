//! The examples work as they stand: data, shell script, workflow.

mod program;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use program::{Run, files_in, run_in};
use tempfile::TempDir;

fn examples() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/examples"))
}

#[test]
fn the_generator_writes_the_example_data() {
    let folder = tempfile::tempdir().unwrap();
    let cargo = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--locked", "--example", "generate", "--"])
        .arg(folder.path())
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .unwrap();
    assert!(cargo.success());
    for file in
        ["optics.csv", "spend-2025.csv", "leads-2025.csv", "orders-2025.csv", "ru/direct.csv", "ru/crm.csv"]
    {
        let written = fs::read(folder.path().join(file)).unwrap();
        assert!(
            written == fs::read(examples().join(file)).unwrap(),
            "{file} differs from what the generator writes"
        );
    }
}

#[test]
fn every_example_has_its_table() {
    for (name, command) in [
        ("optics", "leadcalc compare-channels --spend optics.csv"),
        ("year", "leadcalc compare-channels --spend spend-2025.csv --leads leads-2025.csv"),
        (
            "year_by_quarter",
            "leadcalc compare-channels --spend spend-2025.csv --leads leads-2025.csv --by quarter -q",
        ),
        (
            "russian",
            "leadcalc compare-channels --spend 'Яндекс Директ=ru/direct.csv' --leads ru/crm.csv --lang ru",
        ),
        (
            "russian_by_campaign",
            "leadcalc compare-channels --spend ru/direct.csv --leads ru/crm.csv --by campaign -v",
        ),
    ] {
        insta::assert_snapshot!(name, run_in(examples(), command).to_string());
    }
}

#[test]
fn the_monthly_report_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let script = examples().join("monthly-report.sh");
    let run = run_in(folder.path(), &format!("{} 2025-11", script.display()));
    assert_eq!((run.status(), run.stderr().as_str()), (0, ""), "{run}");
    let report = folder.path().join("report-2025-11");
    insta::assert_snapshot!("monthly_report", fs::read_to_string(report.join("report.md")).unwrap());
    insta::assert_snapshot!("monthly_report_says", run.stdout());
    assert!(fs::read_to_string(report.join("channels.csv")).unwrap().starts_with("channel,impressions,"));
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(report.join("channels.json")).unwrap()).unwrap();
    assert_eq!(json["schema_version"], 1);

    let failed = run_in(folder.path(), &format!("{} 2025-13 elsewhere", script.display()));
    assert_ne!(failed.status(), 0, "{failed}");
}

/// A folder with copies of the data and the policy in `examples`, as a repository of a team has them, and of the
/// programs in `bin` that only the tests replace.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder for the files") };
        for folder in ["examples", "bin"] {
            fs::create_dir(desk.at(folder)).expect("a new folder");
        }
        for file in ["spend-2025.csv", "leads-2025.csv", "limits.toml"] {
            fs::copy(examples().join(file), desk.at("examples").join(file)).expect("an example");
        }
        desk
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A program that does what a script says, before all others of its name.
    fn stub(&self, name: &str, script: &str) {
        let program = self.at("bin").join(name);
        fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("the script is written");
        fs::set_permissions(program, fs::Permissions::from_mode(0o755)).expect("it can be run");
    }

    fn run(&self, command: &str) -> Run {
        run_in(self.folder.path(), &format!("PATH=\"$PWD/bin:$PATH\"; {command}"))
    }

    /// A file that a run has written; empty where it has not.
    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).unwrap_or_default()
    }

    fn change(&self, name: &str, from: &str, to: &str) {
        let text = self.text(name);
        assert!(text.contains(from), "{name} has no {from:?}");
        fs::write(self.at(name), text.replace(from, to)).expect("the file is written");
    }
}

/// The scripts of a workflow's steps: what stands behind `run:`, or in the block below it.
fn steps(workflow: &str) -> Vec<String> {
    let mut lines = workflow.lines().peekable();
    let mut steps = Vec::new();
    while let Some(line) = lines.next() {
        let key = line.trim_start().trim_start_matches("- ");
        let Some(script) = key.strip_prefix("run:") else { continue };
        if script.trim() != "|" {
            steps.push(script.trim().to_owned());
            continue;
        }
        let depth = line.len() - key.len();
        let is_inside = |line: &&str| line.trim().is_empty() || line.starts_with(&" ".repeat(depth + 2));
        let mut script = String::new();
        while let Some(line) = lines.next_if(|line| is_inside(line)) {
            script += line.get(depth + 2..).unwrap_or_default();
            script += "\n";
        }
        steps.push(script);
    }
    steps
}

/// Runs a step as the runner does: `-e`, and what it sets.
fn step(desk: &Desk, script: &str) -> Run {
    fs::write(desk.at("step.sh"), script).expect("the script is written");
    desk.run("GITHUB_ACTIONS=true GITHUB_STEP_SUMMARY=\"$PWD/step summary.md\" sh -e step.sh")
}

#[test]
fn the_workflow_s_steps_run_and_gate() {
    let desk = Desk::new();
    desk.stub("cargo", "echo \"cargo $*\"");
    let steps = steps(&fs::read_to_string(examples().join("check-budget.yml")).unwrap());
    let [install, check] = &steps[..] else { panic!("two steps run something: {steps:#?}") };

    // It would take minutes; the program is there already.
    let installed = step(&desk, install);
    assert_eq!(installed.stdout(), "cargo install --locked --path .\n", "{installed}");

    let broken = step(&desk, check);
    assert_eq!(broken.status(), 1, "{broken}");
    let said = format!("{broken}--- the script\n{check}");
    insta::assert_snapshot!("workflow", said);
    insta::assert_snapshot!("workflow_summary", desk.text("step summary.md"));
    insta::assert_snapshot!("workflow_junit", desk.text("leadcalc.xml"));
}

#[test]
fn the_workflow_passes_only_what_was_checked_and_holds() {
    let steps = steps(&fs::read_to_string(examples().join("check-budget.yml")).unwrap());
    let check = steps.last().unwrap();
    let limits = "examples/limits.toml";
    let outcome = |from: &str, to: &str| {
        let desk = Desk::new();
        desk.change(limits, from, to);
        let run = step(&desk, check);
        (run, desk.text("step summary.md"))
    };
    let (allowed, summary) = outcome("cpl > 75\"\nchannel = \"Yandex", "cpl > 110\"\nchannel = \"Yandex");
    assert_eq!(allowed.status(), 0, "{allowed}");
    assert!(
        summary.contains("\n| holds | price of a Yandex lead (cpl &gt; 110) | Yandex Direct |"),
        "{summary}"
    );

    // A rule whose only channel is too small for it has judged nothing.
    let (open, summary) =
        outcome("channel = \"Yandex Direct\"", "channel = \"Yandex Direct\"\nmin_leads = 5000");
    assert_eq!(open.status(), 3, "{open}");
    assert!(
        summary.contains("\n| not judged: leads is 162, and the rule asks for 5 000 at least |"),
        "{summary}"
    );

    let (renamed, summary) = outcome("Yandex Direct", "Yandex.Direct");
    assert_eq!((renamed.status(), summary.as_str()), (2, ""), "{renamed}");
    assert!(renamed.stderr().contains("Yandex.Direct"), "{renamed}");
}

/// Names of files as people give them.
const NAMES: [(&str, &str); 3] = [
    ("spend-2025.csv", "расходы за год.csv"),
    ("leads-2025.csv", "заявки за год.csv"),
    ("limits.toml", "лимиты отдела.toml"),
];

/// A desk with a mailbox: a `mail` that writes down what it is given.
fn mailing() -> Desk {
    let desk = Desk::new();
    for (name, people_s) in NAMES {
        fs::rename(desk.at("examples").join(name), desk.at(people_s)).expect("a copy");
    }
    desk.stub("mail", "printf '<%s>\\n' \"$@\" > 'mail arguments'\ncat > 'mail text'");
    desk
}

/// The script's status, what it was told to mail with, and the mail's text.
fn mailed(desk: &Desk, month: &str, options: &str) -> (i32, String, String) {
    let _ = fs::remove_file(desk.at("mail arguments"));
    let _ = fs::remove_file(desk.at("mail text"));
    let [spend, leads, policy] = NAMES.map(|(_, name)| format!("'{name}'"));
    let run = desk.run(&format!(
        "ARCHIVE='проверки и отчёты' '{}' {month} {spend} {leads} {policy} 'Анна <anna@example.com>' {options}",
        examples().join("mail-summary.sh").display(),
    ));
    assert_eq!(run.stdout(), "", "{run}");
    (run.status(), desk.text("mail arguments"), desk.text("mail text"))
}

fn to_anna(subject: &str) -> String {
    format!("<-s>\n<{subject}>\n<Анна <anna@example.com>>\n")
}

#[test]
fn the_summary_is_mailed_when_there_is_something_to_look_at() {
    let desk = mailing();
    let nothing = (0, String::new(), String::new());
    assert_eq!(mailed(&desk, "2025-10", ""), nothing);
    assert!(desk.text("проверки и отчёты/2025-10.md").starts_with("### leadcalc check: 1 warning\n"));

    let (status, arguments, text) = mailed(&desk, "2025-11", "");
    assert_eq!((status, arguments), (1, to_anna("lead costs 2025-11: a limit is broken")));
    assert_eq!(text, desk.text("проверки и отчёты/2025-11.md"));
    // October was kept, so that November is compared with it.
    insta::assert_snapshot!("mail", text);

    assert_eq!(mailed(&desk, "2025-12", ""), nothing);
    let (status, arguments, text) = mailed(&desk, "2025-12", "--strict");
    assert_eq!((status, arguments), (3, to_anna("lead costs 2025-12: not all limits could be judged")));
    assert!(text.contains("\n| cannot tell: the interval reaches both sides of the bound |"), "{text}");

    let kept = ["2025-10.json", "2025-10.md", "2025-11.json", "2025-11.md", "2025-12.json", "2025-12.md"];
    assert_eq!(files_in(&desk.at("проверки и отчёты")), kept);
}

#[test]
fn a_check_that_could_not_be_done_is_mailed_too() {
    let desk = mailing();
    assert_eq!(mailed(&desk, "2025-10", "").0, 0);
    let kept = desk.text("проверки и отчёты/2025-10.json");
    fs::rename(desk.at(NAMES[1].1), desk.at("заявки.csv")).unwrap();
    let (status, arguments, text) = mailed(&desk, "2025-10", "");
    assert_eq!((status, arguments), (2, to_anna("lead costs 2025-10: could not be checked")));
    assert!(text.starts_with("error: заявки за год.csv: "), "{text}");
    assert_eq!(desk.text("проверки и отчёты/2025-10.json"), kept, "what was checked once stays");

    // The mistakes of who types it are told to who types it.
    for month in ["2025-13", "2025-1", "november", "''"] {
        assert_eq!(mailed(&desk, month, ""), (2, String::new(), String::new()), "{month}");
    }
    let script = examples().join("mail-summary.sh");
    let short = desk.run(&format!("'{}' 2025-11 a b c", script.display()));
    assert_eq!((short.status(), desk.text("mail arguments")), (2, String::new()), "{short}");
}

#[test]
fn a_mail_that_fails_leaves_the_status_as_it_is() {
    let desk = mailing();
    desk.stub("mail", "cat > 'mail text'; echo 'mail: no route' >&2; exit 75");
    let (status, _, text) = mailed(&desk, "2025-11", "");
    assert_eq!(status, 1);
    assert!(text.starts_with("### leadcalc check: 1 limit broken\n"), "{text}");
}

#[test]
fn months_end_and_begin_where_the_calendar_says() {
    let desk = mailing();
    // Instead of the program: what it is asked for.
    desk.stub("leadcalc", "printf '%s\\n' \"$@\" > asked");
    fs::create_dir(desk.at("проверки и отчёты")).unwrap();
    for (month, last, before) in [
        ("2024-02", "29", "2024-01"),
        ("2025-02", "28", "2025-01"),
        ("2000-02", "29", "2000-01"),
        ("2025-01", "31", "2024-12"),
        ("2025-08", "31", "2025-07"),
        ("2025-09", "30", "2025-08"),
        ("2025-10", "31", "2025-09"),
        ("2025-12", "31", "2025-11"),
    ] {
        let baseline = format!("проверки и отчёты/{before}.json");
        fs::write(desk.at(&baseline), "").unwrap();
        assert_eq!(mailed(&desk, month, "").0, 0);
        fs::remove_file(desk.at(&baseline)).unwrap();
        let asked = desk.text("asked");
        assert!(asked.contains(&format!("--since\n{month}-01\n--until\n{month}-{last}\n")), "{asked}");
        assert!(asked.contains(&format!("--baseline\n{baseline}\n")), "{asked}");
    }
}
