//! Reports of a check, one file a kind: what became of the limits, for people, for CI systems and for code hosts.
//!
//! Reading order: `standing` (worst first, and counted), `finding` (a verdict in words), then the kinds.

use std::io::{self, Write};

use crate::report::Report;

use super::{Format, Style};

mod finding;
mod github;
mod gitlab;
mod junit;
mod markdown;
mod standing;
mod text;

/// The kinds of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportKind {
    /// Lines for people, in a terminal or a log.
    Text,
    /// The whole report, for programs.
    Json,
    /// A section for people, to stand in a document below others.
    Markdown,
    /// Test cases, for CI systems.
    Junit,
    /// Annotations, as GitHub Actions reads them from the output of a step.
    Github,
    /// Issues, as GitLab reads them from a code quality report.
    Gitlab,
}

impl ReportKind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Text, Self::Json, Self::Markdown, Self::Junit, Self::Github, Self::Gitlab];

    /// Its name in options.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Markdown => "markdown",
            Self::Junit => "junit",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
        }
    }

    /// The kind of a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The kind that a file's ending stands for.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending.to_ascii_lowercase().as_str() {
            "txt" => Self::Text,
            "json" => Self::Json,
            "md" | "markdown" => Self::Markdown,
            "xml" => Self::Junit,
            _ => return None,
        })
    }
}

/// Writes a report of a kind.
pub fn render(kind: ReportKind, report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match kind {
        ReportKind::Text => text::render(report, style, out),
        ReportKind::Json => super::render(report, &Style { format: Format::Json, ..*style }, out),
        ReportKind::Markdown => markdown::render(report, style, out),
        ReportKind::Junit => junit::render(report, style, out),
        ReportKind::Github => github::render(report, style, out),
        ReportKind::Gitlab => gitlab::render(report, style, out),
    }
}
