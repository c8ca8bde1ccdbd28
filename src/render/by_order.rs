//! Orders on their own days beside those on the days of their leads, for people.

use crate::core::decimal::Decimal;
use crate::core::metric::{Language, Metric, Unit};
use crate::report::{ByOrder, Cell, Report, Row};

use super::comparison::Section;
use super::sheet::{Sheet, Text};
use super::{Style, change, number, wording};

/// What stands over the main table where there is another one below.
pub(super) fn title(report: &Report, language: Language) -> Option<&'static str> {
    report.by_order.as_ref().map(|_| match language {
        Language::En => "By the day of the lead",
        Language::Ru => "По дате лида",
    })
}

/// The tables below it.
pub(super) fn sections(report: &Report, style: &Style) -> Vec<Section> {
    let Some(by_order) = &report.by_order else { return Vec::new() };
    let table = match style.language {
        Language::En => "By the day of the order",
        Language::Ru => "По дате заказа",
    };
    let table =
        Section { title: table.to_owned(), sheet: Sheet::rows(&by_order.table, style), lines: Vec::new() };
    let mut sections = vec![table, difference(by_order, style)];
    sections.extend(moved(by_order, style));
    sections
}

/// What is more by the orders' days, or less.
fn difference(by_order: &ByOrder, style: &Style) -> Section {
    let Report { group_by, columns, rows, total, .. } = &by_order.difference;
    let language = style.language;
    let names = group_by.iter().map(|name| Text::name(wording::dimension(name, language)));
    let labels = columns.iter().map(|column| Text::heading(wording::label(column, &by_order.difference)));
    let figures = |row: &Row| -> Vec<Text> {
        let cells = row.cells.iter().zip(columns);
        let figure = |(cell, column): (&Cell, &crate::report::Column)| {
            let value = cell.known().unwrap_or_default();
            Text::figure(change::signed(value, number::for_people(value, column.unit, style)))
        };
        cells.map(figure).collect()
    };
    let mut lines: Vec<Vec<Text>> = rows
        .iter()
        .map(|row| wording::names(row, language).into_iter().map(Text::name).chain(figures(row)).collect())
        .collect();
    if let Some(total) = total {
        let first = std::iter::once(Text::name(wording::total(language)));
        let names = first.chain(std::iter::repeat_n(Text::name(""), group_by.len().saturating_sub(1)));
        lines.push(names.chain(figures(total)).collect());
    }
    let title = match language {
        Language::En => "Difference: by the order less by the lead",
        Language::Ru => "Разница: по дате заказа минус по дате лида",
    };
    let sheet = Sheet { header: names.chain(labels).collect(), rows: lines, names: group_by.len() };
    Section { title: title.to_owned(), sheet, lines: Vec::new() }
}

/// Which orders are in another period.
fn moved(by_order: &ByOrder, style: &Style) -> Option<Section> {
    let language = style.language;
    let (title, header) = match language {
        Language::En => ("Orders in another period by their own day", ["Lead in", "Order in"]),
        Language::Ru => ("Заказы, которые по своей дате в другом периоде", ["Лид", "Заказ"]),
    };
    let header = header.into_iter().map(Text::name);
    let columns = &by_order.difference.columns;
    let has_revenue = columns.iter().any(|column| column.key == Metric::Revenue.key());
    let figures = [Metric::Orders, Metric::Revenue].into_iter().take(if has_revenue { 2 } else { 1 });
    let labels = columns.iter().filter(|column| figures.clone().any(|figure| figure.key() == column.key));
    let labels = labels.map(|column| Text::heading(wording::label(column, &by_order.difference)));
    let row = |moved: &crate::report::Moved| -> Vec<Text> {
        let names = [&moved.from, &moved.to].map(|name| Text::name(wording::group_name(name, language)));
        let sums: [(Decimal, Unit); 2] = [(moved.orders, Unit::Count), (moved.revenue, Unit::Money)];
        let sums = sums.into_iter().take(figures.clone().count());
        names
            .into_iter()
            .chain(sums.map(|(sum, unit)| Text::figure(number::for_people(sum, unit, style))))
            .collect()
    };
    let rows: Vec<Vec<Text>> = by_order.moved.iter().map(row).collect();
    let sheet = Sheet { header: header.chain(labels).collect(), rows, names: 2 };
    (!by_order.moved.is_empty()).then(|| Section { title: title.to_owned(), sheet, lines: Vec::new() })
}
