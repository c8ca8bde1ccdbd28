//! GitHub's workflow commands: annotations of a run, at the lines of the policy.

use std::io::{self, Write};

use crate::core::limit::Verdict;
use crate::render::{Style, verdict};
use crate::report::{JudgedLimit, Report};

use super::{finding, standing};

/// As many as GitHub shows of a step.
const SHOWN: usize = 10;

/// How loud an annotation is, the loudest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Error,
    Warning,
    Notice,
}

impl Level {
    /// `None` for what holds, of which nothing is said.
    fn of(judged: &JudgedLimit) -> Option<Self> {
        let is_fatal = judged.severity.is_fatal();
        match judged.verdict {
            Verdict::Holds => None,
            Verdict::Broken if is_fatal => Some(Self::Error),
            Verdict::Broken => Some(Self::Warning),
            // What a rule itself leaves out does not change the status of the run.
            Verdict::CannotTell(_) | Verdict::NotJudged(_) if is_fatal && !judged.is_exempt => {
                Some(Self::Warning)
            }
            Verdict::CannotTell(_) | Verdict::NotJudged(_) => Some(Self::Notice),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Notice => "notice",
        }
    }
}

pub(super) fn render(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let limits = standing::worst_first(&report.limits).into_iter();
    let mut said: Vec<_> = limits.filter_map(|judged| Some((Level::of(judged)?, judged))).collect();
    said.sort_by_key(|(level, _)| *level);
    // Where not all are shown, the last line counts the others.
    let shown = if said.len() > SHOWN { SHOWN - 1 } else { said.len() };
    let (said, rest) = said.split_at(shown);
    for (level, judged) in said {
        writeln!(out, "::{} {}::{}", level.name(), properties(judged), data(&message(judged, style)))?;
    }
    if let Some((level, _)) = rest.first() {
        let counts = standing::counts(rest.iter().map(|(_, judged)| *judged));
        writeln!(out, "::{} title=leadcalc check::and {} more: {counts}", level.name(), rest.len())?;
    }
    Ok(())
}

fn message(judged: &JudgedLimit, style: &Style) -> String {
    let remarks = finding::remarks(judged).map(|remarks| format!("\n{remarks}"));
    format!("{}{}", finding::sentence(judged, style), remarks.unwrap_or_default())
}

fn properties(judged: &JudgedLimit) -> String {
    let title = format!("{}: {}", verdict::in_a_word(&judged.verdict), finding::name(judged));
    let title = format!("title={}", property(&title));
    match &judged.rule {
        Some(about) => {
            let (file, line) = finding::place(about);
            format!("file={},line={line},{title}", property(&file))
        }
        None => title,
    }
}

/// A message as the runner reads it back.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property as the runner reads it back.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
