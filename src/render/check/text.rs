//! Text: a summary, a line a verdict, the worst first, and what has changed.

use std::io::{self, Write};

use crate::core::limit::Verdict;
use crate::render::{Style, table};
use crate::report::Report;

use super::{finding, standing};

pub(super) fn render(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", standing::summary(&report.limits))?;
    for judged in standing::worst_first(&report.limits) {
        writeln!(out, "{}", finding::sentence(judged, style))?;
        // Who has to act and why is of interest where somebody has to.
        if let Some(remarks) = finding::remarks(judged).filter(|_| judged.verdict != Verdict::Holds) {
            writeln!(out, "  {remarks}")?;
        }
    }
    table::below(report, style, out)
}
