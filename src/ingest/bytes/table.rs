//! Rows written as comma-separated text, for tables that come as something else.

use std::io::{self, Write};

use super::error::Problem;
use super::store::{Spool, Store};

/// Text that rows are being added to.
pub(super) struct Table<W: Write> {
    writer: csv::Writer<W>,
    size: u64,
    limit: u64,
}

impl<W: Write> Table<W> {
    /// A table that may come to this many bytes.
    pub(super) fn new(sink: W, limit: u64) -> Self {
        let writer = csv::WriterBuilder::new().flexible(true).from_writer(sink);
        Self { writer, size: 0, limit }
    }

    /// Adds a row. Blank cells at its end are left out; a row of nothing else is a single blank cell, which every reader of such
    /// text takes for a row, unlike an empty line.
    pub(super) fn row(&mut self, cells: &[String]) -> Result<(), Problem> {
        let end = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        let cells = &cells[..end];
        self.size += cells.iter().map(|cell| cell.len() as u64 + 1).sum::<u64>().max(3);
        if self.size > self.limit {
            return Err(Problem::TooMuchText);
        }
        let written =
            if cells.is_empty() { self.writer.write_record([""]) } else { self.writer.write_record(cells) };
        written.map_err(|error| Problem::NotKept(error.into()))
    }

    /// About how many bytes there are.
    pub(super) fn size(&self) -> u64 {
        self.size
    }
}

impl Table<Spool> {
    /// The text.
    pub(super) fn finish(self) -> Result<Store, Problem> {
        self.writer
            .into_inner()
            .map_err(|error| Problem::NotKept(io::Error::other(error.to_string())))?
            .finish()
    }
}

impl Table<Vec<u8>> {
    /// The text.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        // Memory takes whatever is written to it.
        self.writer.into_inner().unwrap_or_default()
    }
}
