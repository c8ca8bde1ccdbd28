//! The arrows between modules: main -> cli -> commands -> config, { ingest, report, render } -> core, and never the other way.

use std::fs;
use std::path::{Path, PathBuf};

/// What each module may use of the others.
const MAY_USE: &[(&str, &[&str])] = &[
    ("core", &[]),
    ("report", &["core"]),
    ("render", &["core", "report"]),
    ("ingest", &["core", "report"]),
    ("exit", &["core", "report"]),
    ("baseline", &["core"]),
    // Options are typed in the words of what they set.
    ("cli", &["core", "ingest", "render"]),
    // What was typed is handed in, so that settings can be settled without an option in sight.
    ("config", &["core", "ingest"]),
    ("commands", &["core", "report", "ingest", "render", "cli", "config", "exit", "baseline"]),
];

/// Crates that only some modules may know.
const KNOWN_TO: &[(&str, &[&str])] = &[
    ("clap", &["cli"]),
    ("comfy_table", &["render/table.rs"]),
    ("crossterm", &["render/table.rs"]),
    ("clap_complete", &["cli/completions.rs", "commands/completions.rs"]),
    ("clap_mangen", &["commands/man.rs"]),
    ("toml", &["config/entry.rs", "config/policy.rs", "config/scenarios.rs", "config/schema.rs"]),
    ("csv", &["config/rates_file.rs", "ingest", "render/delimited.rs"]),
    (
        "serde_json",
        &["baseline", "render/json.rs", "render/jsonl.rs", "render/inspection.rs", "render/check/gitlab.rs"],
    ),
    ("anyhow", &["commands"]),
    ("ctrlc", &["commands/interrupt.rs"]),
    ("indicatif", &["commands/progress.rs"]),
    (
        "tempfile",
        &[
            "baseline/tests.rs",
            "commands/draft.rs",
            "config/policy/tests.rs",
            "ingest/bytes/store.rs",
            "ingest/bytes/tests.rs",
            "ingest/bytes/tests/streams.rs",
        ],
    ),
    (
        "std::fs",
        &[
            "baseline",
            "commands/draft.rs",
            "commands/interrupt.rs",
            "commands/output.rs",
            "config/load.rs",
            "config/policy/tests.rs",
            "ingest/source.rs",
            "ingest/bytes/origin.rs",
            "ingest/bytes/store.rs",
            "ingest/bytes/tests.rs",
        ],
    ),
    (
        "std::io",
        &[
            "baseline",
            "commands/draft.rs",
            "commands/output.rs",
            "commands/progress.rs",
            "commands/talk.rs",
            "config/error.rs",
            "config/load.rs",
            "ingest",
            "render",
        ],
    ),
    ("std::env", &["commands/check/mod.rs", "commands/output.rs"]),
    ("memchr", &["ingest/records", "ingest/file.rs"]),
    ("simdutf8", &["ingest/file.rs"]),
    ("wide", &["ingest/records/marks.rs"]),
    ("hashbrown", &["ingest/group/ids.rs", "ingest/group/interned.rs"]),
    ("std::thread", &["commands", "ingest/rows/threads.rs", "ingest/bytes/tests/streams.rs"]),
    ("flate2", &["ingest/bytes/gzip.rs", "ingest/bytes/tests/packed.rs", "ingest/bytes/tests/streams.rs"]),
    (
        "encoding_rs",
        &[
            "ingest/bytes/encoding.rs",
            "ingest/bytes/decode.rs",
            "ingest/bytes/survey.rs",
            "ingest/bytes/html.rs",
            "ingest/bytes/tests/encodings.rs",
            "ingest/bytes/tests/pages.rs",
            "ingest/bytes/tests/streams.rs",
        ],
    ),
    ("chardetng", &["ingest/bytes/encoding.rs"]),
    ("html5gum", &["ingest/bytes/html.rs"]),
    (
        "calamine",
        &["ingest/bytes/workbook/mod.rs", "ingest/bytes/workbook/sheet.rs", "ingest/bytes/workbook/cell.rs"],
    ),
    ("ratatui_core", &["render/trend/chart.rs"]),
    ("ratatui_widgets", &["render/trend/chart.rs"]),
    ("quick_junit", &["render/check/junit.rs"]),
    ("statrs", &["core/chance/quantile.rs"]),
    ("num_rational", &["core/solve/exact.rs", "core/subscription/tests.rs"]),
    ("num_bigint", &["core/solve/exact.rs", "core/subscription/tests.rs"]),
    ("num_traits", &["core/solve/exact.rs", "core/subscription/tests.rs"]),
    ("zip", &["ingest/bytes/workbook/archive.rs", "ingest/bytes/tests/workbooks.rs"]),
];

/// The sources of the library, by their path under `src`.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name =
                    path.strip_prefix(&root).expect("a path under src").to_str().expect("ASCII").to_owned();
                sources.push((name, fs::read_to_string(&path).expect("a source")));
            }
        }
    }
    sources.sort();
    assert!(sources.len() > 50, "the sources are where this test looks for them");
    sources
}

fn module_of(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap_or_default()
}

/// A source's lines of code: no comments, and no tests at its foot.
fn code(source: &str) -> impl Iterator<Item = &str> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//"))
}

#[test]
fn modules_use_only_what_lies_below_them() {
    for (path, source) in sources() {
        let Some((_, below)) = MAY_USE.iter().find(|(module, _)| *module == module_of(&path)) else {
            assert!(
                matches!(path.as_str(), "lib.rs" | "main.rs"),
                "{path} is in no module that this test knows"
            );
            continue;
        };
        for line in code(&source) {
            for used in line.split("crate::").skip(1) {
                let used = used.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap();
                assert!(
                    used == module_of(&path) || below.contains(&used),
                    "{path} must not use {used}: {line}"
                );
            }
        }
    }
}

#[test]
fn crates_are_known_only_where_they_belong() {
    for (path, source) in
        sources().into_iter().filter(|(path, _)| !matches!(path.as_str(), "lib.rs" | "main.rs"))
    {
        for (name, places) in KNOWN_TO {
            let is_allowed = places.iter().any(|place| {
                path == *place || module_of(&path) == *place || path.starts_with(&format!("{place}/"))
            });
            let uses = |line: &str| {
                line.match_indices(&format!("{name}::"))
                    .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
            };
            let found = code(&source).find(|line| uses(line));
            assert!(is_allowed || found.is_none(), "{path} must not know {name}: {found:?}");
        }
    }
}

#[test]
fn core_has_no_clock_and_prints_nothing() {
    for (path, source) in sources().into_iter().filter(|(path, _)| path.starts_with("core/")) {
        // Tests in files of their own are tests all the same.
        let source =
            if path.contains("/tests/") || path.ends_with("/tests.rs") { String::new() } else { source };
        for word in ["println!", "SystemTime", "Instant", "Zoned::now", "f32", "unwrap()"] {
            assert!(!code(&source).any(|line| line.contains(word)), "{path} has {word}");
        }
        for line in code(&source).filter(|line| line.contains("f64")) {
            // Estimates are computed in floats, and none of them leaves their module.
            let is_fenced =
                ["core/chance/", "core/plan/numeric/"].iter().any(|fence| path.starts_with(fence));
            assert!(is_fenced, "{path} has f64");
            assert!(
                !line.contains("pub fn") && !line.trim_start().starts_with("pub "),
                "{path} shows f64: {line}"
            );
        }
    }
}

#[test]
fn the_entry_point_is_readable_at_a_glance() {
    let (_, main) = sources().into_iter().find(|(path, _)| path == "main.rs").unwrap();
    assert!(main.lines().count() <= 40);
}
