//! Tables for a terminal. The only importer of comfy-table.

use std::io::{self, Write};

use comfy_table::{Attribute, CellAlignment, Color, ContentArrangement, TableComponent, presets};
use unicode_width::UnicodeWidthStr;

use crate::report::{Report, Trend};

use super::comparison::Section;
use super::layout::{self, Layout, PADDING};
use super::sheet::{Mark, Sheet, Text};
use super::{Style, by_order, maturity, trend, working};

pub(super) fn render(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if let Some(trend) = &report.trend {
        return over_time(report, trend, style, out);
    }
    if let Some(title) = by_order::title(report, style.language) {
        writeln!(out, "{title}")?;
    }
    if !report.columns.is_empty() {
        grid(&arrange(report, style), style, out)?;
    }
    if !report.columns.is_empty() && !report.words.is_empty() {
        writeln!(out)?;
    }
    for sentence in &report.words {
        writeln!(out, "{sentence}")?;
    }
    below(report, style, out)
}

/// What stands below the figures: groups side by side, what has changed, how it was found.
pub(super) fn below(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if let Some(legend) = maturity::legend(report, style) {
        writeln!(out, "\n{}", broken(&Text::words(legend, Mark::Plain), style.width).content)?;
    }
    for below in super::sections_below(report, style) {
        writeln!(out)?;
        section(below, style, out)?;
    }
    if !report.working.is_empty() {
        writeln!(out)?;
        working::render(report, style, out)?;
    }
    Ok(())
}

fn section(mut section: Section, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    section.sheet.shorten_names(style.width / (2 * section.sheet.names.max(1)));
    writeln!(out, "{}", section.title)?;
    if !section.sheet.rows.is_empty() {
        grid(&section.sheet, style, out)?;
    }
    for sentence in section.lines {
        writeln!(out, "\n{}", broken(&Text::words(sentence, Mark::Plain), style.width).content)?;
    }
    Ok(())
}

/// Groups by periods: a table a figure, then the charts.
fn over_time(report: &Report, trend: &Trend, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut drawn = Vec::new();
    for (place, of_figure) in trend::sections(report, trend, style).into_iter().enumerate() {
        if place > 0 {
            writeln!(drawn)?;
        }
        section(of_figure, style, &mut drawn)?;
    }
    for chart in trend::charts(report, trend, style) {
        writeln!(drawn, "\n{chart}")?;
    }
    below(report, style, &mut drawn)?;
    if trend.ascii {
        out.write_all(trend::in_ascii(&String::from_utf8_lossy(&drawn)).as_bytes())
    } else {
        out.write_all(&drawn)
    }
}

/// Groups across while they fit; a calculator has no groups, so its figures always go down.
fn arrange(report: &Report, style: &Style) -> Sheet {
    let rows = || {
        let mut rows = Sheet::rows(report, style);
        rows.shorten_names(style.width / (2 * rows.names.max(1)));
        rows
    };
    match style.layout {
        Layout::Columns => Sheet::columns(report, style),
        Layout::Rows => rows(),
        Layout::Auto => {
            let columns = Sheet::columns(report, style);
            let fits = widths(&columns, Headers::Broken).iter().sum::<usize>() <= style.width;
            let may_go_across =
                report.group_by.len() <= 1 && !report.rows.is_empty() && report.by_order.is_none();
            if fits && may_go_across { columns } else { rows() }
        }
    }
}

/// The sheet, in as many blocks as its width takes.
fn grid(sheet: &Sheet, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let whole = widths(sheet, Headers::Whole);
    let widths =
        if whole.iter().sum::<usize>() <= style.width { whole } else { widths(sheet, Headers::Broken) };
    for (index, block) in layout::blocks(&widths, sheet.names, style.width).iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        for line in draw(sheet, &widths, block, style).lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    Ok(())
}

/// Whether headers may be broken at their blanks. Figures never are.
#[derive(Clone, Copy, PartialEq)]
enum Headers {
    Whole,
    Broken,
}

/// The widths of the columns with their padding.
fn widths(sheet: &Sheet, headers: Headers) -> Vec<usize> {
    let width_of = |column: usize| {
        let cells = sheet.rows.iter().map(|row| row[column].content.width());
        let header = &sheet.header[column].content;
        let header = match headers {
            Headers::Broken if column >= sheet.names => header.split(' ').map(str::width).max().unwrap_or(0),
            Headers::Whole | Headers::Broken => header.width(),
        };
        cells.chain(std::iter::once(header)).max().unwrap_or(0) + PADDING
    };
    (0..sheet.header.len()).map(width_of).collect()
}

fn draw(sheet: &Sheet, widths: &[usize], block: &[usize], style: &Style) -> String {
    let mut table = comfy_table::Table::new();
    table.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    if style.color {
        // Whether to colour was decided before; NO_COLOR is not asked a second time.
        crossterm::style::force_color_output(true);
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    if sheet.has_header() {
        table
            .set_style(TableComponent::HeaderLines, '─')
            .set_style(TableComponent::MiddleHeaderIntersections, '─');
        let header = |column: &usize| cell(&broken(&sheet.header[*column], widths[*column] - PADDING), style);
        table.set_header(block.iter().map(header));
    }
    for row in &sheet.rows {
        table.add_row(block.iter().map(|column| cell(&row[*column], style)));
    }
    table.to_string()
}

/// A header or a sentence broken into lines of this width.
fn broken(text: &Text, width: usize) -> Text {
    let mut lines: Vec<String> = Vec::new();
    for word in text.content.split(' ') {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    Text { content: lines.join("\n"), ..text.clone() }
}

fn cell(text: &Text, style: &Style) -> comfy_table::Cell {
    let alignment = if text.align_right { CellAlignment::Right } else { CellAlignment::Left };
    let cell = comfy_table::Cell::new(&text.content).set_alignment(alignment);
    match text.mark {
        _ if !style.color => cell,
        Mark::Plain => cell,
        Mark::Best => cell.fg(Color::Green),
        Mark::Worst => cell.fg(Color::Red),
        Mark::Strong => cell.add_attribute(Attribute::Bold),
    }
}
