//! From a report to text: one file a format, and [`number`] for all figures.

use std::io::{self, Write};

use crate::core::metric::Language;
use crate::report::Report;

mod by_order;
mod change;
pub mod check;
mod comparison;
mod delimited;
pub mod inspection;
mod json;
mod jsonl;
mod layout;
mod markdown;
pub mod maturity;
pub mod number;
mod sheet;
pub mod starter;
mod table;
mod trend;
pub mod verdict;
mod wording;
mod working;

pub use layout::Layout;
pub use wording::group_name;

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people, in a terminal.
    Table,
    /// For people, in a document.
    Markdown,
    /// Records with commas.
    Csv,
    /// Records with tabs.
    Tsv,
    /// The whole report.
    Json,
    /// Records, an object a line.
    Jsonl,
}

impl Format {
    /// The format that a file's ending stands for.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending.to_ascii_lowercase().as_str() {
            "txt" => Self::Table,
            "md" | "markdown" => Self::Markdown,
            "csv" => Self::Csv,
            "tsv" | "tab" => Self::Tsv,
            "json" => Self::Json,
            "jsonl" | "ndjson" => Self::Jsonl,
            _ => return None,
        })
    }

    /// Whether people read it: a choice of columns, rounded figures, labels instead of keys.
    #[must_use]
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Table | Self::Markdown)
    }

    /// Whether the notes and the working have a place in it; otherwise they are said on stderr.
    #[must_use]
    pub fn carries_notes(self) -> bool {
        matches!(self, Self::Json)
    }

    /// Whether the working has a place in it.
    #[must_use]
    pub fn carries_working(self) -> bool {
        self.is_for_people() || self.carries_notes()
    }
}

/// How many decimals are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// This many, of an amount in money and of a rate in percent.
    Places(u32),
    /// All there are.
    Full,
}

/// How a report is to be shown.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// The format.
    pub format: Format,
    /// Decimals; `None` for the format's own: 2 for people, all for programs.
    pub precision: Option<Precision>,
    /// Of labels and numbers for people.
    pub language: Language,
    /// Whether the best and worst figures are coloured.
    pub color: bool,
    /// Where the rows of a table go.
    pub layout: Layout,
    /// The width that a table has to fit.
    pub width: usize,
}

/// Writes the report in the style's format.
pub fn render(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match style.format {
        Format::Table => table::render(report, style, out),
        Format::Markdown => markdown::render(report, style, out),
        Format::Csv => delimited::render(report, style, b',', out),
        Format::Tsv => delimited::render(report, style, b'\t', out),
        Format::Json => json::render(report, style, out),
        Format::Jsonl => jsonl::render(report, style, out),
    }
}

/// The tables below the main one, for people: orders on other days, groups side by side, and what has changed.
fn sections_below(report: &Report, style: &Style) -> Vec<comparison::Section> {
    let mut sections = by_order::sections(report, style);
    sections.extend(comparison::sections(report, style));
    sections.extend(change::section(report, style));
    sections
}

/// What the comparisons and the changes say, a sentence each, for formats that have no place for them.
#[must_use]
pub fn findings(report: &Report, style: &Style) -> Vec<String> {
    let mut sentences = comparison::sentences(report, style);
    sentences.extend(change::sentences(report, style));
    sentences
}

/// Writes how the figures were found, for formats that have no place for it.
pub fn render_working(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    working::render(report, style, out)
}
