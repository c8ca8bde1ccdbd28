//! XML of test results, as CI systems read it: a suite for each limit, a case for each group.
//!
//! No clock and no random ids: the same verdicts make the same bytes. All that there is to say about a case stands in its text,
//! because readers of this format disagree about properties of cases.

use std::io::{self, Write};

use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

use crate::core::limit::Verdict;
use crate::render::{Style, verdict};
use crate::report::{JudgedLimit, Report};

use super::{finding, standing};

pub(super) fn render(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut document = quick_junit::Report::new("leadcalc check");
    for limit in standing::one_of_each(&report.limits) {
        let name = carried(&finding::name(limit));
        let mut suite = TestSuite::new(&name);
        for judged in report.limits.iter().filter(|judged| standing::is_same_limit(judged, limit)) {
            let mut case = case(judged, report, style);
            case.set_classname(&name);
            suite.add_test_case(case);
        }
        document.add_test_suite(suite);
    }
    // Written in one go: an error of the output stays what it is, a closed pipe among them.
    let text = document.to_string().map_err(io::Error::other)?;
    out.write_all(text.as_bytes())
}

fn case(judged: &JudgedLimit, report: &Report, style: &Style) -> TestCase {
    let name = match &judged.group {
        None => "total".to_owned(),
        Some(_) => verdict::place(judged).unwrap_or_else(|| report.command.to_owned()),
    };
    let sentence = carried(&finding::sentence(judged, style));
    let text = carried(&text(judged, style));
    let mut status = match &judged.verdict {
        Verdict::Broken if judged.severity.is_fatal() => TestCaseStatus::non_success(NonSuccessKind::Failure),
        Verdict::NotJudged(_) => TestCaseStatus::skipped(),
        Verdict::Broken | Verdict::CannotTell(_) | Verdict::Holds => TestCaseStatus::success(),
    };
    status.set_type(verdict::in_a_word(&judged.verdict));
    let is_failure = matches!(status, TestCaseStatus::NonSuccess { .. });
    if is_failure {
        status.set_message(sentence).set_description(&text);
    } else {
        status.set_message(carried(&finding::finding(judged, style)));
    }
    let mut case = TestCase::new(carried(&name), status);
    if !is_failure {
        case.set_system_out(text);
    }
    case
}

/// The sentence, where the figures lie, and what the policy says.
fn text(judged: &JudgedLimit, style: &Style) -> String {
    let mut lines = vec![finding::sentence(judged, style)];
    lines.extend(judged.figures.iter().filter_map(|figure| {
        finding::interval(figure, style).map(|interval| format!("{}: {interval}", figure.metric))
    }));
    lines.extend(finding::remarks(judged));
    lines.join("\n")
}

/// A text without the two printable code points that XML 1.0 cannot carry.
fn carried(text: &str) -> String {
    text.replace('\u{fffe}', "\\u{fffe}").replace('\u{ffff}', "\\u{ffff}")
}
