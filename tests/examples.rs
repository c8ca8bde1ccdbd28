//! The examples work as they stand: data, shell script, workflow.

mod program;

use std::fs;
use std::path::Path;
use std::process::Command;

use program::run_in;

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
    for file in ["optics.csv", "spend-2025.csv", "leads-2025.csv", "ru/direct.csv", "ru/crm.csv"] {
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

#[test]
fn the_workflow_s_check_fails_on_a_broken_limit_only() {
    let workflow = fs::read_to_string(examples().join("check-budget.yml")).unwrap();
    let (_, block) = workflow.split_once("run: |\n").expect("a step with a script");
    let script: String = block
        .lines()
        .map(|line| line.strip_prefix("          ").unwrap_or(line))
        .fold(String::new(), |script, line| script + line + "\n");
    let folder = tempfile::tempdir().unwrap();
    let at_root = script.replace("examples/", &format!("{}/", examples().display()));
    let check = |script: &str| {
        fs::write(folder.path().join("check.sh"), script).unwrap();
        run_in(folder.path(), "sh -e check.sh")
    };
    let broken = check(&at_root);
    insta::assert_snapshot!(
        "workflow",
        broken.to_string().replace(&examples().display().to_string(), "examples")
    );
    assert_eq!(broken.status(), 1, "{broken}");
    let not_judged =
        check(&at_root.replace("'cpl > 200'", "'cpl > 1000'").replace("total.cpl > 80", "total.cpl > 100"));
    assert_eq!(not_judged.status(), 0, "{not_judged}");
    assert!(not_judged.stdout().contains("::warning::a limit could not be judged"), "{not_judged}");
    let unreadable = check(&at_root.replace("spend-2025.csv", "nowhere.csv"));
    assert_eq!(unreadable.status(), 2, "{unreadable}");
}
