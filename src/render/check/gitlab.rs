//! GitLab's code quality report: an issue for each limit that does not hold, at its line of the policy.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde_json::ser::PrettyFormatter;

use crate::core::limit::Verdict;
use crate::render::Style;
use crate::report::{JudgedLimit, Report};

use super::{finding, standing};

pub(super) fn render(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut issues = Vec::new();
    let mut taken = BTreeSet::new();
    for judged in standing::worst_first(&report.limits) {
        let Some(severity) = severity(judged) else { continue };
        let mut fingerprint = Fingerprint::of(judged);
        // GitLab shows one issue a fingerprint: two rules of one name would hide each other.
        while !taken.insert(fingerprint.0) {
            fingerprint.add("again");
        }
        issues.push(Issue::new(judged, severity, &fingerprint, style));
    }
    let mut serializer =
        serde_json::Serializer::with_formatter(&mut *out, PrettyFormatter::with_indent(b"  "));
    serde::Serialize::serialize(&issues, &mut serializer)?;
    writeln!(out)
}

/// `None` for what holds, which is no issue.
fn severity(judged: &JudgedLimit) -> Option<&'static str> {
    match judged.verdict {
        Verdict::Broken if judged.severity.is_fatal() => Some("major"),
        Verdict::Broken => Some("minor"),
        Verdict::CannotTell(_) | Verdict::NotJudged(_) => Some("info"),
        Verdict::Holds => None,
    }
}

#[derive(serde::Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(serde::Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(serde::Serialize)]
struct Lines {
    begin: usize,
}

impl Issue {
    fn new(judged: &JudgedLimit, severity: &'static str, fingerprint: &Fingerprint, style: &Style) -> Self {
        let remarks = finding::remarks(judged).map(|remarks| format!(" ({remarks})"));
        // A limit that was typed stands in no file, and GitLab wants one.
        let (path, begin) = judged.rule.as_ref().map_or(("leadcalc".to_owned(), 1), finding::place);
        Self {
            description: format!("{}{}", finding::sentence(judged, style), remarks.unwrap_or_default()),
            check_name: finding::name(judged),
            fingerprint: fingerprint.to_string(),
            severity,
            location: Location { path, lines: Lines { begin } },
        }
    }
}

/// What tells an issue of one run to be that of another: the rule and the group, whatever was found. FNV-1a, in 64 bits.
struct Fingerprint(u64);

impl Fingerprint {
    fn of(judged: &JudgedLimit) -> Self {
        let mut fingerprint = Self(0xcbf2_9ce4_8422_2325);
        fingerprint.add(judged.rule.as_ref().map_or(&judged.limit, |rule| &rule.name));
        match &judged.group {
            None => fingerprint.add("total"),
            Some(group) => {
                fingerprint.add("group");
                for name in group {
                    fingerprint.add(name);
                }
            }
        }
        fingerprint
    }

    /// Takes in a text and its end, which no text has a byte for.
    fn add(&mut self, text: &str) {
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}
