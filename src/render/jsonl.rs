//! JSON Lines: a record a group, each an object on a line of its own. No total, as in CSV.

use std::io::{self, Write};

use crate::report::Report;

use super::Style;
use super::json::Record;

pub(super) fn render(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for row in &report.rows {
        serde_json::to_writer(&mut *out, &Record::new(report, row, style.precision))?;
        writeln!(out)?;
    }
    Ok(())
}
