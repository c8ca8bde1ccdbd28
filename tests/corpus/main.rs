//! A corpus of exports, a folder a system: what each file's figures and books must be, computed apart from the program.
//!
//! The note beside the files says what they imitate and how sure that is. Names and numbers are invented.

#[path = "../program/mod.rs"]
mod program;

mod ads;
mod crm;
mod joins;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use program::{Run, run_in};
use serde_json::Value;

/// A command line and what must come of it.
struct Case {
    /// The folder it runs in.
    folder: &'static str,
    /// What it shows.
    name: &'static str,
    /// What follows `leadcalc compare-channels`.
    arguments: &'static str,
    expected: Expected,
}

/// What must come of a command line.
enum Expected {
    Figures(Figures),
    /// Status 2, nothing on stdout, and this in the message.
    Refusal(&'static str),
}

/// The figures that are checked. Others may stand beside them.
struct Figures {
    /// The currency of the amounts, where a file leaves no doubt of it.
    currency: Option<&'static str>,
    /// Figures of the total, by their keys.
    total: &'static [(&'static str, &'static str)],
    /// Figures of single groups: its names joined by ` / `, the key, the figure.
    groups: &'static [(&'static str, &'static str, &'static str)],
    /// The books, file by file.
    sources: &'static [Source],
}

/// What became of a file's rows.
struct Source {
    file: &'static str,
    rows: u64,
    used: u64,
    excluded: &'static [(&'static str, u64)],
    rejected: u64,
}

/// The folder of the corpus.
fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn compare(folder: &str, arguments: &str) -> Run {
    run_in(&corpus().join(folder), &format!("leadcalc compare-channels {arguments}"))
}

/// Runs all cases before it fails, so that one look shows everything that differs.
#[track_caller]
fn check(cases: &[Case]) {
    let mut report = String::new();
    for case in cases {
        let run = compare(case.folder, &format!("{} -f json", case.arguments));
        let differences = differences(&run, &case.expected);
        if !differences.is_empty() {
            let Case { folder, name, .. } = case;
            write!(report, "\n== {folder}: {name}\n{}\n{run}", differences.join("\n"))
                .expect("a string takes what is written");
        }
    }
    assert!(report.is_empty(), "{report}");
}

/// What a run did otherwise than expected.
fn differences(run: &Run, expected: &Expected) -> Vec<String> {
    match expected {
        Expected::Refusal(fragment) => {
            let is_refused = run.status() == 2 && run.stdout().is_empty() && run.stderr().contains(fragment);
            if is_refused { Vec::new() } else { vec![format!("not refused because of {fragment:?}")] }
        }
        Expected::Figures(_) if run.status() != 0 => vec![format!("status {}", run.status())],
        Expected::Figures(figures) => figures.differences(&run.json()),
    }
}

impl Figures {
    fn differences(&self, json: &Value) -> Vec<String> {
        let mut differences = Vec::new();
        let mut same = |what: String, found: &Value, expected: &str| {
            let found = found.as_str().map_or_else(|| found.to_string(), str::to_owned);
            if found != expected {
                differences.push(format!("{what}: {found} instead of {expected}"));
            }
        };
        if let Some(currency) = self.currency {
            same("currency".to_owned(), &json["currency"], currency);
        }
        for (key, expected) in self.total {
            same(format!("total {key}"), &json["total"][key], expected);
        }
        let groups = groups(json);
        for (group, key, expected) in self.groups {
            let row = groups.get(*group).copied().unwrap_or(&Value::Null);
            same(format!("{group:?} {key}"), &row[key], expected);
        }
        same("files".to_owned(), &files(json).len().into(), &self.sources.len().to_string());
        for (found, expected) in files(json).iter().zip(self.sources) {
            same(format!("books of {}", expected.file), found, &expected.json().to_string());
        }
        differences
    }
}

/// The rows of the table by their names.
fn groups(json: &Value) -> BTreeMap<String, &Value> {
    let dimensions: Vec<&str> =
        json["group_by"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    let name = |row: &Value| {
        let names: Vec<&str> =
            dimensions.iter().map(|dimension| row[dimension].as_str().expect("a name")).collect();
        names.join(" / ")
    };
    json["rows"].as_array().expect("a list").iter().map(|row| (name(row), row)).collect()
}

fn files(json: &Value) -> Vec<Value> {
    let known = ["file", "rows", "used", "excluded", "rejected"];
    let books = |source: &Value| known.map(|key| (key.to_owned(), source[key].clone())).into_iter().collect();
    json["sources"].as_array().expect("a list").iter().map(|source| Value::Object(books(source))).collect()
}

impl Source {
    fn json(&self) -> Value {
        let excluded: BTreeMap<&str, u64> = self.excluded.iter().copied().collect();
        serde_json::json!({
            "file": self.file, "rows": self.rows, "used": self.used, "excluded": excluded, "rejected": self.rejected,
        })
    }
}

#[test]
fn google_ads() {
    check(ads::GOOGLE_ADS);
}

#[test]
fn yandex_direct() {
    check(ads::YANDEX_DIRECT);
}

#[test]
fn yandex_direct_api() {
    check(ads::YANDEX_DIRECT_API);
}

#[test]
fn meta() {
    check(ads::META);
}

#[test]
fn microsoft_ads() {
    check(ads::MICROSOFT_ADS);
}

#[test]
fn linkedin() {
    check(ads::LINKEDIN);
}

#[test]
fn tiktok() {
    check(ads::TIKTOK);
}

#[test]
fn vk() {
    check(ads::VK);
}

#[test]
fn pinterest() {
    check(ads::PINTEREST);
}

#[test]
fn x_ads() {
    check(ads::X_ADS);
}

#[test]
fn ga4() {
    check(ads::GA4);
}

#[test]
fn yandex_metrica() {
    check(ads::YANDEX_METRICA);
}

#[test]
fn amocrm() {
    check(crm::AMOCRM);
}

#[test]
fn bitrix24() {
    check(crm::BITRIX24);
}

#[test]
fn hubspot() {
    check(crm::HUBSPOT);
}

#[test]
fn salesforce() {
    check(crm::SALESFORCE);
}

#[test]
fn pipedrive() {
    check(crm::PIPEDRIVE);
}

#[test]
fn zoho() {
    check(crm::ZOHO);
}

#[test]
fn callrail() {
    check(crm::CALLRAIL);
}

#[test]
fn several_systems_in_one_run() {
    check(joins::JOINS);
}

#[test]
fn both_shapes_of_a_google_report_give_the_same_bytes() {
    let runs = ["campaign.csv", "campaign_excel.csv"].map(|file| {
        let run = compare("google_ads", &format!("--spend {file} --by campaign -f csv"));
        assert_eq!(run.status(), 0, "{run}");
        run.stdout()
    });
    assert_eq!(runs[0], runs[1]);
    assert_eq!(runs[0].lines().count(), 7, "a header and six campaigns: {}", runs[0]);
}

#[test]
fn every_system_says_what_it_imitates() {
    for entry in std::fs::read_dir(corpus()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let note = std::fs::read_to_string(path.join("note.md")).unwrap_or_default();
            assert!(note.starts_with("# "), "{}", path.display());
        }
    }
}
