//! What other values would come to where figures are read from files: `subscriptions` and `orders`.

#[path = "../program/mod.rs"]
mod program;

mod orders;
mod subscriptions;

use program::Run;
use serde_json::Value;

/// Rows of a report.
pub(crate) fn rows(report: &Value) -> &[Value] {
    report["rows"].as_array().expect("rows")
}

/// Every figure of a row is that of a calculation with these values alone, digit by digit.
#[track_caller]
pub(crate) fn assert_same(row: &Value, alone: &Value, but: &[&str]) {
    let row = row.as_object().expect("a row");
    let mut compared = 0;
    for (key, value) in row.iter().filter(|(key, _)| !but.contains(&key.as_str())) {
        assert_eq!(*value, alone[key], "{key}");
        compared += 1;
    }
    assert!(compared > 10, "{row:?}");
}

#[track_caller]
pub(crate) fn assert_refused(run: &Run, message: &str) {
    assert_eq!(
        (run.status(), run.stdout().as_str(), run.stderr().as_str()),
        (2, "", format!("error: {message}\n").as_str()),
        "{run}"
    );
}
