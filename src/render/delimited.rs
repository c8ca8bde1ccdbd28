//! CSV and TSV: a record a group, keys as the header, figures in full. No total, which somebody would add up with the rest.

use std::io::{self, Write};
use std::iter;

use crate::core::decimal::Decimal;
use crate::core::metric::Unit;
use crate::report::{Cell, Column, Maturity, Report, Row, Trend, TrendCell};

use super::{Style, number};

pub(super) fn render(report: &Report, style: &Style, delimiter: u8, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
    let has_interval = with_intervals(report);
    let keys = report.columns.iter().zip(&has_interval).flat_map(|(column, has_interval)| {
        let bounds = ["low", "high"].map(|bound| format!("{}_{bound}", column.key));
        std::iter::once(column.key.to_string()).chain(bounds.into_iter().filter(|_| *has_interval))
    });
    let beside = report.trend.iter().flat_map(|trend| over_time_keys(trend, report));
    let maturity = report.maturity.iter().flat_map(|_| ["maturity", "immature"].map(str::to_owned));
    let basis = report.by_order.iter().map(|_| "date_basis".to_owned());
    let header = report.group_by.iter().cloned().chain(keys).chain(beside).chain(maturity).chain(basis);
    writer.write_record(header).map_err(io_error)?;
    let by_lead = report.rows.iter().map(|row| (row, "lead"));
    let by_order = report.by_order.iter().flat_map(|by_order| &by_order.table.rows);
    for (place, (row, basis)) in by_lead.chain(by_order.map(|row| (row, "order"))).enumerate() {
        let cells = row.cells.iter().zip(&report.columns).zip(&has_interval);
        let cells = cells.flat_map(|((cell, column), has_interval)| {
            let bounds = bounds(cell, column, style).into_iter().filter(|_| *has_interval);
            std::iter::once(text(cell, column, style)).chain(bounds)
        });
        let cell = report.trend.as_ref().and_then(|trend| trend.cells.get(place));
        let over_time = cell.into_iter().flat_map(|cell| over_time(cell, report, style));
        let maturity =
            report.maturity.iter().flat_map(|maturity| self::maturity(maturity, row, basis, style));
        let basis = report.by_order.iter().map(|_| basis.to_owned());
        let record = row.group.iter().cloned().chain(cells).chain(over_time).chain(maturity).chain(basis);
        writer.write_record(record).map_err(io_error)?;
    }
    writer.flush()
}

/// The share of its orders that has come, and whether that is too little. What came in on its own day is all there.
fn maturity(maturity: &Maturity, row: &Row, basis: &str, style: &Style) -> [String; 2] {
    let share = maturity.share(&row.group).filter(|_| basis == "lead");
    let text = share.map(|share| number::for_programs(share, Unit::Percent, style.precision));
    [text.unwrap_or_default(), share.map(|share| (share < maturity.least).to_string()).unwrap_or_default()]
}

/// The columns that only rows over time have.
fn over_time_keys(trend: &Trend, report: &Report) -> Vec<String> {
    let changes = report
        .columns
        .iter()
        .filter(|_| trend.versus.is_some())
        .flat_map(|column| ["difference", "relative"].map(|what| format!("{}_{what}", column.key)));
    iter::once("partial_period".to_owned()).chain(changes).collect()
}

fn over_time(cell: &TrendCell, report: &Report, style: &Style) -> Vec<String> {
    let changes = cell.changes.iter().zip(&report.columns).flat_map(|(movement, column)| {
        let relative =
            movement.relative.map(|relative| number::for_programs(relative, Unit::Percent, style.precision));
        [shown(movement.difference, column, style), relative.unwrap_or_default()]
    });
    iter::once(cell.is_partial.to_string()).chain(changes).collect()
}

/// Which columns have an interval in any row, and so two more columns for its bounds.
fn with_intervals(report: &Report) -> Vec<bool> {
    let has_interval = |cell: &Cell| matches!(cell, Cell::Figure { interval: Some(_), .. });
    let columns = 0..report.columns.len();
    columns.map(|column| report.rows.iter().any(|row| has_interval(&row.cells[column]))).collect()
}

fn text(cell: &Cell, column: &Column, style: &Style) -> String {
    match cell {
        Cell::Figure { value, .. } => shown(value.known(), column, style),
        Cell::Text(text) => text.clone(),
    }
}

fn bounds(cell: &Cell, column: &Column, style: &Style) -> [String; 2] {
    match cell {
        Cell::Figure { interval: Some(Ok(interval)), .. } => {
            [interval.low, interval.high].map(|bound| shown(bound, column, style))
        }
        Cell::Figure { .. } | Cell::Text(_) => [String::new(), String::new()],
    }
}

fn shown(figure: Option<Decimal>, column: &Column, style: &Style) -> String {
    figure.map(|figure| number::for_programs(figure, column.unit, style.precision)).unwrap_or_default()
}

/// The system's own error, by whose kind a closed pipe is told from a full disk.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
