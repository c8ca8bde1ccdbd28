//! Groups by periods, for people: a table a figure, a line of its course behind each row, and charts.

mod chart;
mod spark;
mod words;

use unicode_width::UnicodeWidthStr;

use crate::core::decimal::Decimal;
use crate::core::metric::{Language, Unit};
use crate::report::{Cell, Column, Movement, Report, Row, Trend, Versus};

use super::comparison::Section;
use super::layout::PADDING;
use super::sheet::{self, Mark, Sheet, Text};
use super::{Style, change, maturity, number, wording};

/// The least letters of a course, however little room there is.
const SHORTEST: usize = 12;

/// A table for each figure, and one for its changes where they are asked for.
pub(super) fn sections(report: &Report, trend: &Trend, style: &Style) -> Vec<Section> {
    if report.rows.is_empty() {
        return vec![Section {
            title: words::no_rows(trend, style.language),
            sheet: Sheet { header: Vec::new(), rows: Vec::new(), names: 0 },
            lines: Vec::new(),
        }];
    }
    let mut sections = Vec::new();
    for (place, column) in report.columns.iter().enumerate() {
        let figures = Lines { report, trend, style, column, place };
        sections.push(figures.section());
        if let Some(versus) = trend.versus {
            sections.push(figures.changes(versus));
        }
    }
    if let Some(last) = sections.last_mut() {
        last.lines.extend(words::legend(trend, style.language));
    }
    sections
}

/// A chart for each figure, if they are asked for.
pub(super) fn charts(report: &Report, trend: &Trend, style: &Style) -> Vec<String> {
    if !trend.chart || report.rows.is_empty() {
        return Vec::new();
    }
    let columns = report.columns.iter().enumerate();
    columns.map(|(place, column)| Lines { report, trend, style, column, place }.chart()).collect()
}

/// What was drawn, in ASCII as far as it is not names.
pub(super) fn in_ascii(drawn: &str) -> String {
    let letter = |letter: char| match letter {
        '─' | '—' | '–' | '−' => '-',
        '…' => '~',
        '\u{a0}' | '\u{202f}' => ' ',
        other => other,
    };
    drawn.chars().map(letter).collect()
}

/// A figure of all groups and periods.
struct Lines<'a> {
    report: &'a Report,
    trend: &'a Trend,
    style: &'a Style,
    column: &'a Column,
    /// The place of the column.
    place: usize,
}

impl Lines<'_> {
    fn label(&self) -> String {
        wording::label(self.column, self.report)
    }

    fn section(&self) -> Section {
        let language = self.style.language;
        let from = self.dated().saturating_sub(self.room());
        let mut header = self.header();
        header.push(Text::heading(wording::total(language)));
        header.push(Text::name(match self.trend.periods.get(from) {
            Some(period) if from > 0 => words::since(&period.name, language),
            _ => String::new(),
        }));
        let mut rows = Vec::new();
        for (group, whole) in self.trend.groups.iter().enumerate() {
            let names = wording::names(whole, language).into_iter().map(Text::name).collect();
            rows.push(self.line(
                names,
                self.trend.rows_of(&self.report.rows, group),
                whole,
                from,
                Mark::Plain,
            ));
        }
        if let Some(total) = &self.report.total {
            let periods = self.trend.periods.iter().map(|period| &period.total);
            rows.push(self.line(self.total_names(), periods, total, from, Mark::Strong));
        }
        Section { title: self.label(), sheet: Sheet { header, rows, names: self.names() }, lines: Vec::new() }
    }

    /// How many periods a course has room for beside the names.
    fn room(&self) -> usize {
        let language = self.style.language;
        let most = self.style.width / (2 * self.names().max(1));
        let header = self.header();
        let width = |place: usize| {
            let names = self.trend.groups.iter().map(|group| wording::names(group, language)[place].width());
            let widest = names.chain([header[place].content.width()]).max().unwrap_or(0);
            widest.max(wording::total(language).width()).min(most) + PADDING
        };
        let names: usize = (0..self.names()).map(width).sum();
        self.style.width.saturating_sub(names + PADDING).max(SHORTEST)
    }

    /// The names, a cell a period, all periods together, and the course since one of the periods.
    fn line<'r>(
        &self,
        names: Vec<Text>,
        rows: impl IntoIterator<Item = &'r Row>,
        whole: &Row,
        from: usize,
        mark: Mark,
    ) -> Vec<Text> {
        let cells: Vec<&Cell> = rows.into_iter().map(|row| &row.cells[self.place]).collect();
        let figure =
            |cell: &Cell| Text { mark, ..Text::figure(sheet::content(cell, self.column, self.style)) };
        let mut line = names;
        line.extend(cells.iter().map(|cell| figure(cell)));
        line.push(figure(&whole.cells[self.place]));
        let dated = cells.iter().take(self.dated()).skip(from);
        let course: Vec<Option<Decimal>> = dated.map(|cell| cell.known()).collect();
        line.push(Text::words(spark::line(&course, self.trend.ascii), Mark::Plain));
        line
    }

    fn changes(&self, versus: Versus) -> Section {
        let mut rows = Vec::new();
        for (group, whole) in self.trend.groups.iter().enumerate() {
            let cells = self.trend.rows_of(&self.trend.cells, group);
            let names = wording::names(whole, self.style.language).into_iter().map(Text::name);
            rows.push(
                names.chain(cells.iter().map(|cell| self.change(&cell.changes, Mark::Plain))).collect(),
            );
        }
        if self.report.total.is_some() {
            let changes = self.trend.periods.iter().map(|period| &period.cell.changes[..]);
            let names = self.total_names().into_iter();
            rows.push(names.chain(changes.map(|changes| self.change(changes, Mark::Strong))).collect());
        }
        let beside = words::beside(versus, self.trend.every, self.style.language);
        let points = match (self.column.unit, self.style.language) {
            (Unit::Percent, Language::En) => ", percentage points",
            (Unit::Percent, Language::Ru) => ", п. п.",
            _ => "",
        };
        let title = format!("{}: {beside}{points}", self.label());
        let cells = self.trend.cells.iter().chain(self.trend.periods.iter().map(|period| &period.cell));
        if cells.filter_map(|cell| cell.changes.get(self.place)).all(|change| change.difference.is_none()) {
            let sheet = Sheet { header: Vec::new(), rows: Vec::new(), names: 0 };
            return Section { title, sheet, lines: vec![words::nothing_before(versus, self.style.language)] };
        }
        let sheet = Sheet { header: self.header(), rows, names: self.names() };
        Section { title, sheet, lines: Vec::new() }
    }

    /// `+5.00 (+12.50 %)`; of rates the points alone.
    fn change(&self, changes: &[Movement], mark: Mark) -> Text {
        let unit = self.column.unit;
        let moved =
            changes.get(self.place).and_then(|movement| Some((movement.difference?, movement.relative)));
        let text = moved.map_or_else(
            || number::NOTHING.to_owned(),
            |(difference, relative)| {
                let text = change::signed(difference, number::difference(difference, unit, self.style));
                match relative.filter(|_| unit != Unit::Percent) {
                    None => text,
                    Some(relative) => {
                        let percent = number::for_people(relative, Unit::Percent, self.style);
                        format!("{text} ({})", change::signed(relative, percent))
                    }
                }
            },
        );
        Text { mark, ..Text::figure(text) }
    }

    fn names(&self) -> usize {
        self.report.group_by.len().saturating_sub(1)
    }

    /// How many periods have days; what has none is no part of the course.
    fn dated(&self) -> usize {
        self.trend.periods.iter().filter(|period| !period.name.is_empty()).count()
    }

    fn header(&self) -> Vec<Text> {
        let language = self.style.language;
        let names = self.report.group_by.iter().take(self.names());
        let names = names.map(|name| Text::name(wording::dimension(name, language)));
        let periods = self.trend.periods.iter().map(|period| {
            let marks = [words::mark(&period.cell), maturity::mark(self.report, &period.name)].concat();
            Text::heading(format!("{}{marks}", wording::group_name(&period.name, language)))
        });
        names.chain(periods).collect()
    }

    fn total_names(&self) -> Vec<Text> {
        let total = std::iter::once(Text::name(wording::total(self.style.language)));
        total.chain(std::iter::repeat_n(Text::name(""), self.names().saturating_sub(1))).collect()
    }

    fn chart(&self) -> String {
        let series = |name: String, cells: Vec<&Cell>| chart::Series {
            name,
            bars: self
                .trend
                .periods
                .iter()
                .zip(cells)
                .take(self.dated())
                .map(|(period, cell)| chart::Bar {
                    label: period.name.clone(),
                    mark: words::mark(&period.cell),
                    text: sheet::content(cell, self.column, self.style),
                    figure: cell.known(),
                })
                .collect(),
        };
        let cells =
            |rows: &'_ [Row]| rows.iter().map(|row| row.cells[self.place].clone()).collect::<Vec<_>>();
        let mut all = Vec::new();
        for (group, whole) in self.trend.groups.iter().enumerate() {
            let cells = cells(self.trend.rows_of(&self.report.rows, group));
            let name = wording::names(whole, self.style.language).join(", ");
            all.push(series(name, cells.iter().collect()));
        }
        if all.len() > 1 {
            let cells: Vec<&Cell> =
                self.trend.periods.iter().map(|period| &period.total.cells[self.place]).collect();
            all.push(series(wording::total(self.style.language).to_owned(), cells));
        }
        chart::bars(&self.label(), &all, self.style.width, self.trend.ascii)
    }
}
