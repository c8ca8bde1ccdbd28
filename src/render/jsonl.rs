//! JSON Lines: a record a group, each an object on a line of its own. No total, as in CSV.

use std::io::{self, Write};

use crate::report::Report;

use super::Style;
use super::json::{records, records_by_order};

pub(super) fn render(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for record in records(report, style).chain(records_by_order(report, style)) {
        serde_json::to_writer(&mut *out, &record)?;
        writeln!(out)?;
    }
    Ok(())
}
