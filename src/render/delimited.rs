//! CSV and TSV: a record a group, keys as the header, figures in full. No total, which somebody would add up with the rest.

use std::io::{self, Write};

use crate::report::{Cell, Report};

use super::{Style, number};

pub(super) fn render(report: &Report, style: &Style, delimiter: u8, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
    let header =
        report.group_by.iter().map(String::as_str).chain(report.columns.iter().map(|column| column.key));
    writer.write_record(header).map_err(io_error)?;
    for row in &report.rows {
        let cells = row.cells.iter().zip(&report.columns).map(|(cell, column)| match cell {
            Cell::Figure { value, .. } => {
                let figure =
                    value.known().map(|figure| number::for_programs(figure, column.unit, style.precision));
                figure.unwrap_or_default()
            }
            Cell::Text(text) => text.clone(),
        });
        writer.write_record(row.group.iter().cloned().chain(cells)).map_err(io_error)?;
    }
    writer.flush()
}

/// The system's own error, by whose kind a closed pipe is told from a full disk.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
