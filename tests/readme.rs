//! The README's commands print what the README says. `UPDATE_README=1 cargo test --test readme` writes down what they print.

mod program;

use std::fs;
use std::path::Path;

const FENCE: &str = "```console\n";

/// The text with every console block replaced by what its commands print.
fn as_run(readme: &str) -> String {
    let mut text = String::new();
    let mut rest = readme;
    while let Some((before, after)) = rest.split_once(FENCE) {
        let (block, behind) = after.split_once("```\n").expect("a console block ends");
        text += before;
        text += FENCE;
        for command in block.lines().filter_map(|line| line.strip_prefix("$ ")) {
            // As in a terminal, where both streams meet.
            let run = program::run(&format!("{{ {command}\n}} 2>&1"));
            for part in ["$ ", command, "\n", &run.stdout()] {
                text += part;
            }
        }
        text += "```\n";
        rest = behind;
    }
    text + rest
}

#[test]
fn every_command_prints_what_the_readme_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let run = as_run(&readme);
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, &run).unwrap();
        return;
    }
    assert!(readme.matches(FENCE).count() >= 10, "the console blocks are where this test looks for them");
    for (said, printed) in readme.lines().zip(run.lines()) {
        assert_eq!(said, printed, "the README says the one and the program prints the other");
    }
    assert_eq!(readme.lines().count(), run.lines().count());
}

#[test]
fn the_two_commands_at_the_top_are_there() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let top: Vec<&str> = readme.lines().take(20).filter_map(|line| line.strip_prefix("    ")).collect();
    let main_job = "cargo run --release -- compare-channels --spend examples/spend-2025.csv --leads examples/leads-2025.csv";
    assert_eq!(top, [main_job, "cargo test"]);
    // The first of them without its compilation; the second is this very run.
    let run = program::run(&main_job.replace("cargo run --release --", "leadcalc"));
    assert_eq!(run.status(), 0, "{run}");
    assert!(run.stdout().contains("Google Ads"), "{run}");
}

#[test]
fn every_file_that_the_documents_link_is_there() {
    for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(root.join(document)).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            assert!(link.starts_with("http") || root.join(link).exists(), "{document} links {link}");
        }
    }
}

#[test]
fn the_configuration_that_the_readme_shows_is_one() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let (_, behind) = readme.split_once("```toml\n").expect("the README has a block of TOML");
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("leadcalc.toml"), behind.split("```").next().unwrap()).unwrap();
    let run = program::run_in(folder.path(), "leadcalc config direct-2026.csv");
    assert_eq!((run.status(), run.stderr().as_str()), (0, ""), "{run}");
    assert!(run.stdout().contains("windows-1251"), "{run}");
}
