//! A report as a grid of finished texts: what the formats for people share.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::core::metric::{Better, Unit};
use crate::report::{Cell, Column, Report, Row};

use super::{Style, maturity, number, wording};

/// A grid with a header, its figures turned into text.
pub(super) struct Sheet {
    pub(super) header: Vec<Text>,
    pub(super) rows: Vec<Vec<Text>>,
    /// How many columns at the left are names.
    pub(super) names: usize,
}

/// A cell's text and how it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) content: String,
    pub(super) align_right: bool,
    pub(super) mark: Mark,
}

/// What a cell is compared with its neighbours in the same indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Plain,
    Best,
    Worst,
    /// A name, a heading or a total.
    Strong,
}

impl Text {
    /// A name, or a heading over words.
    pub(super) fn name(text: impl Into<String>) -> Self {
        Self { content: text.into(), align_right: false, mark: Mark::Strong }
    }

    /// A heading over figures.
    pub(super) fn heading(text: impl Into<String>) -> Self {
        Self { align_right: true, ..Self::name(text) }
    }

    /// A figure that nothing is compared with.
    pub(super) fn figure(text: impl Into<String>) -> Self {
        Self { content: text.into(), align_right: true, mark: Mark::Plain }
    }

    /// A few words.
    pub(super) fn words(text: impl Into<String>, mark: Mark) -> Self {
        Self { content: text.into(), align_right: false, mark }
    }
}

impl Sheet {
    /// A row a group, the total last.
    pub(super) fn rows(report: &Report, style: &Style) -> Self {
        let names = report.group_by.len();
        let dimensions =
            report.group_by.iter().map(|name| Text::name(wording::dimension(name, style.language)));
        let labels = report.columns.iter().map(|column| Text {
            align_right: column.unit != Unit::Text,
            ..Text::name(wording::label(column, report))
        });
        let marks = marks(report);
        let mut rows: Vec<Vec<Text>> = Vec::new();
        for (row, marks) in report.rows.iter().zip(marks) {
            let mut names = wording::names(row, style.language);
            if let Some(maturity) = &report.maturity
                && let Some(period) = row.group.get(maturity.dimension)
            {
                names[maturity.dimension].push_str(maturity::mark(report, period));
            }
            let names = names.into_iter().map(Text::name);
            rows.push(names.chain(figures(row, &report.columns, &marks, style)).collect());
        }
        if let Some(total) = &report.total {
            let first = std::iter::once(Text::name(wording::total(style.language)));
            let names = first.chain(std::iter::repeat_n(Text::name(""), names.saturating_sub(1)));
            let marks = vec![Mark::Strong; report.columns.len()];
            rows.push(names.chain(figures(total, &report.columns, &marks, style)).collect());
        }
        Self { header: dimensions.chain(labels).collect(), rows, names }
    }

    /// A column a group, the total last: indicators down.
    pub(super) fn columns(report: &Report, style: &Style) -> Self {
        let by_rows = Self::rows(report, style);
        let heading = |row: &[Text]| {
            let names: Vec<&str> = row.iter().take(by_rows.names).map(|name| name.content.as_str()).collect();
            let name = names.iter().filter(|name| !name.is_empty()).copied().collect::<Vec<_>>().join(", ");
            Text { align_right: true, ..Text::name(name) }
        };
        let corner =
            by_rows.header.iter().take(by_rows.names).map(|name| name.content.as_str()).collect::<Vec<_>>();
        let header =
            std::iter::once(Text::name(corner.join(", "))).chain(by_rows.rows.iter().map(|row| heading(row)));
        let rows = (by_rows.names..by_rows.header.len()).map(|column| {
            let label = Text::name(by_rows.header[column].content.clone());
            let cell = |row: &Vec<Text>| Text { align_right: true, ..row[column].clone() };
            std::iter::once(label).chain(by_rows.rows.iter().map(cell)).collect()
        });
        Self { header: header.collect(), rows: rows.collect(), names: 1 }
    }

    /// Cuts names that are longer than this in their middle: what tells long names apart stands at either end.
    pub(super) fn shorten_names(&mut self, longest: usize) {
        let names = self.names;
        for name in self.rows.iter_mut().flat_map(|row| row.iter_mut().take(names)) {
            if name.content.width() > longest {
                name.content = shortened(&name.content, longest);
            }
        }
    }

    /// Whether anything stands in the header.
    pub(super) fn has_header(&self) -> bool {
        self.header.iter().any(|cell| !cell.content.is_empty())
    }
}

/// A text of at most this width, with … in place of its middle.
pub(super) fn shortened(text: &str, width: usize) -> String {
    let room = width.saturating_sub(1);
    let fitting = |letters: &mut dyn Iterator<Item = char>, room: usize| {
        let mut used = 0;
        let fits = |letter: &char| {
            used += letter.width().unwrap_or(0);
            used <= room
        };
        letters.take_while(fits).collect::<String>()
    };
    let end: String = fitting(&mut text.chars().rev(), room / 2);
    let start = fitting(&mut text.chars(), room.saturating_sub(end.width()));
    format!("{start}…{}", end.chars().rev().collect::<String>())
}

fn figures(row: &Row, columns: &[Column], marks: &[Mark], style: &Style) -> Vec<Text> {
    let cells = row.cells.iter().zip(columns).zip(marks);
    cells
        .map(|((cell, column), mark)| Text {
            content: content(cell, column, style),
            align_right: column.unit != Unit::Text,
            mark: *mark,
        })
        .collect()
}

/// What stands in a cell.
pub(super) fn content(cell: &Cell, column: &Column, style: &Style) -> String {
    match cell {
        Cell::Text(text) => wording::printable(text),
        Cell::Figure { value, partial, interval } => {
            let mark = if *partial { "*" } else { "" };
            let interval = interval.and_then(Result::ok);
            match (value.known(), interval) {
                (Some(figure), interval) => {
                    let shown = number::for_people(figure, column.unit, style);
                    let interval = interval.map(|it| number::interval(it, figure, column.unit, style));
                    format!("{shown}{mark}{}", interval.unwrap_or_default())
                }
                (None, Some(interval)) => number::one_sided(interval, column.unit, style),
                (None, None) => number::NOTHING.to_owned(),
            }
        }
    }
}

/// The best and the worst cell of each indicator that has a direction, where there is a difference at all.
fn marks(report: &Report) -> Vec<Vec<Mark>> {
    let mut marks = vec![vec![Mark::Plain; report.columns.len()]; report.rows.len()];
    for (index, column) in report.columns.iter().enumerate() {
        let figures: Vec<_> = report.rows.iter().map(|row| row.cells[index].known()).collect();
        let lowest = figures.iter().flatten().min().copied();
        let highest = figures.iter().flatten().max().copied();
        let (best, worst) = match column.better {
            Better::Lower => (lowest, highest),
            Better::Higher => (highest, lowest),
            Better::Neither => continue,
        };
        if best == worst {
            continue;
        }
        for (row, figure) in figures.into_iter().enumerate().filter(|(_, figure)| figure.is_some()) {
            if figure == best {
                marks[row][index] = Mark::Best;
            } else if figure == worst {
                marks[row][index] = Mark::Worst;
            }
        }
    }
    marks
}
