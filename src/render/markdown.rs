//! Markdown: a table as GitHub and GitLab read it.

use std::io::{self, Write};

use crate::report::{Report, Trend};

use super::comparison::Section;
use super::layout::Layout;
use super::sheet::{Sheet, Text};
use super::{Style, by_order, maturity, trend, working};

pub(super) fn render(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if let Some(trend) = &report.trend {
        return over_time(report, trend, style, out);
    }
    // A document scrolls, so the width does not matter; a row a group reads best, and a calculator's figures go down.
    let across = match style.layout {
        Layout::Columns => true,
        Layout::Rows => false,
        Layout::Auto => report.group_by.is_empty(),
    };
    let sheet = if across { Sheet::columns(report, style) } else { Sheet::rows(report, style) };
    if let Some(title) = by_order::title(report, style.language) {
        writeln!(out, "**{}**\n", escape(title))?;
    }
    grid(&sheet, out)?;
    for sentence in &report.words {
        writeln!(out, "\n{}", escape(sentence))?;
    }
    below(report, style, out)
}

/// What stands below the figures: groups side by side, what has changed, how it was found.
pub(super) fn below(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if let Some(legend) = maturity::legend(report, style) {
        writeln!(out, "\n{}", escape(&legend))?;
    }
    for below in super::sections_below(report, style) {
        writeln!(out)?;
        section(&below, out)?;
    }
    if !report.working.is_empty() {
        writeln!(out, "\n```text")?;
        working::render(report, style, out)?;
        writeln!(out, "```")?;
    }
    Ok(())
}

fn section(section: &Section, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "**{}**", escape(&section.title))?;
    if !section.sheet.rows.is_empty() {
        writeln!(out)?;
        grid(&section.sheet, out)?;
    }
    for sentence in &section.lines {
        writeln!(out, "\n{}", escape(sentence))?;
    }
    Ok(())
}

/// Groups by periods: a table a figure, then the charts.
fn over_time(report: &Report, trend: &Trend, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for (place, of_figure) in trend::sections(report, trend, style).iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        section(of_figure, out)?;
    }
    for chart in trend::charts(report, trend, style) {
        writeln!(out, "\n```text\n{chart}\n```")?;
    }
    below(report, style, out)
}

fn grid(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    line(&sheet.header, out)?;
    let rules = sheet.header.iter().map(|cell| if cell.align_right { "---:" } else { "---" });
    writeln!(out, "| {} |", rules.collect::<Vec<_>>().join(" | "))?;
    for row in &sheet.rows {
        line(row, out)?;
    }
    Ok(())
}

fn line(cells: &[Text], out: &mut dyn Write) -> io::Result<()> {
    let cells = cells.iter().map(|cell| escape(&cell.content));
    writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// A name is text, not markup: what Markdown or its HTML would act on is escaped.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '#' | '~' => escaped.extend(['\\', c]),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn names_stay_text() {
        assert_eq!(escape("a|b <i>_c_</i>"), "a\\|b &lt;i&gt;\\_c\\_&lt;/i&gt;");
    }
}
