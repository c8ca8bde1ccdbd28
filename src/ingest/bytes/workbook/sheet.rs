//! The rows of one sheet, a cell at a time: never the rectangle that its corners span, which can be all of a sheet's seventeen
//! billion cells for a single stray one.

use std::io::Write;

use crate::ingest::bytes::error::Problem;
use crate::ingest::bytes::limits::Limits;
use crate::ingest::bytes::table::Table;

use super::{Book, cell, damaged};

/// How many rows a sheet has.
const MAX_ROWS: u32 = 1 << 20;

/// How many columns a sheet has.
const MAX_COLUMNS: u32 = 1 << 14;

/// Writes the sheet's rows until the table has `enough` bytes.
///
/// A row for each row of the sheet down to the last that is not blank, so that numbers of rows stay what they are. A cell far
/// below all others is an error: it may be somebody's stray space, but leaving it out could leave out data.
pub(super) fn write<W: Write>(
    book: &mut Book<'_>,
    sheet: &str,
    limits: &Limits,
    table: &mut Table<W>,
    enough: u64,
) -> Result<(), Problem> {
    let mut rows = Rows { sheet, limits, table, at: 0, cells: Vec::new(), size: 0 };
    let mut cells = book.worksheet_cells_reader(sheet).map_err(damaged)?;
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        let Some(text) = cell::text(cell.get_value()) else { continue };
        let (row, column) = cell.get_position();
        if row >= MAX_ROWS || column >= MAX_COLUMNS {
            let cause = "a cell beyond the last row or column".to_owned();
            return Err(Problem::WorkbookDamaged { cause });
        }
        rows.go_to(row)?;
        rows.put(column as usize, text)?;
        if rows.table.size() > enough {
            return Ok(());
        }
    }
    rows.end()
}

/// The row that is being put together, and those before it.
struct Rows<'a, W: Write> {
    sheet: &'a str,
    limits: &'a Limits,
    table: &'a mut Table<W>,
    at: u32,
    cells: Vec<String>,
    size: u64,
}

impl<W: Write> Rows<'_, W> {
    fn go_to(&mut self, row: u32) -> Result<(), Problem> {
        if row == self.at {
            return Ok(());
        }
        let Some(ahead) = row.checked_sub(self.at) else { return Err(self.disorder(row)) };
        let blank = ahead - u32::from(!self.cells.is_empty());
        if blank > self.limits.blank_rows {
            let (sheet, limit) = (self.sheet.to_owned(), self.limits.blank_rows);
            return Err(Problem::FarAway { sheet, row: row + 1, limit });
        }
        for _ in 0..ahead {
            self.table.row(&self.cells)?;
            self.cells.clear();
        }
        (self.at, self.size) = (row, 0);
        Ok(())
    }

    fn put(&mut self, column: usize, text: String) -> Result<(), Problem> {
        self.size += text.len() as u64;
        if self.size > self.limits.piece {
            return Err(Problem::TooMuchText);
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        if !self.cells[column].is_empty() {
            return Err(self.disorder(self.at));
        }
        self.cells[column] = text;
        Ok(())
    }

    fn end(self) -> Result<(), Problem> {
        if self.cells.is_empty() { Ok(()) } else { self.table.row(&self.cells) }
    }

    fn disorder(&self, row: u32) -> Problem {
        Problem::Disorder { sheet: self.sheet.to_owned(), row: row + 1 }
    }
}
