//! The rows of a list, one after the other, and the books on them.

use crate::ingest::audit::{Audit, Problem, counted};
use crate::ingest::field::date::LastDay;
use crate::ingest::field::number;
use crate::ingest::file::{File, shortened};
use crate::ingest::progress::Progress;
use crate::ingest::records::{At, Record};
use crate::ingest::rows::is_total_label;
use crate::ingest::rows::stray::{self, Footer, Stray};
use crate::ingest::votes::Votes;
use crate::ingest::{Error, Request};

use super::row::Cells;
use super::{List, Row, Stop, Taken};

/// How many rows are read between two looks at how far the reading has come.
const PACE: u64 = 1 << 12;

/// Reads a list's rows and keeps the books.
pub(super) struct Rows<'a, L> {
    pub(super) cells: Cells<'a>,
    pub(super) list: L,
    /// How many cells a row has. A delimiter at the end of a line makes no column.
    width: usize,
    in_footer: bool,
    in_another_table: bool,
}

impl<'a, L: List> Rows<'a, L> {
    pub(super) fn new(request: &'a Request, file: &'a File, votes: Votes, list: L) -> Self {
        let width =
            file.raw_headers().iter().rposition(|header| !header.is_empty()).map_or(0, |last| last + 1);
        let (audit, last_day) = (Audit::new(false), LastDay::in_zone(file.settings.timezone.clone()));
        let cells = Cells { request, file, votes, audit, last_day };
        Self { cells, list, width, in_footer: false, in_another_table: false }
    }

    /// Reads all rows.
    pub(super) fn read(mut self, progress: &Progress) -> Result<Self, Error> {
        let file = self.cells.file;
        let (mut rows, mut byte) = (0_u64, file.begin().byte);
        file.for_each_row(|record, at| {
            rows += 1;
            if rows.is_multiple_of(PACE) {
                progress.advance(at.byte.saturating_sub(byte), PACE);
                byte = at.byte;
            }
            self.cells.audit.rows(1);
            match self.row(record, at) {
                Ok(Taken::Used) => self.cells.audit.used(),
                Ok(Taken::LeftOut(reason)) => self.cells.audit.excluded(reason),
                Err(Stop::Row(problem)) => self.book(record, at, problem),
                Err(Stop::Run(error)) => return Err(error),
            }
            Ok(())
        })?;
        Ok(self)
    }

    /// What becomes of a row that cannot be read: it may be no data row at all.
    fn book(&mut self, cells: &Record<'_>, at: &At, problem: Problem) {
        let Cells { file, audit, .. } = &mut self.cells;
        match stray::kind(file, cells, at) {
            Some(Stray::AnotherTable) => {
                self.in_another_table = true;
                audit.another_table(file.place(at));
            }
            Some(stray) => audit.excluded(stray.name()),
            None => audit.rejected(problem),
        }
    }

    fn row(&mut self, cells: &Record<'_>, at: &At) -> Result<Taken, Stop> {
        if let Some(reason) = self.no_data(cells, at) {
            return Ok(Taken::LeftOut(reason));
        }
        self.check_width(cells, at)?;
        self.list.take(&mut Row { reader: &mut self.cells, cells, at })
    }

    /// Why a row is no data row, if it is none.
    fn no_data(&mut self, cells: &Record<'_>, at: &At) -> Option<&'static str> {
        let Cells { file, audit, .. } = &mut self.cells;
        if self.in_another_table {
            return Some(Stray::AnotherTable.name());
        }
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Some("empty row");
        }
        if let Some(footer) = stray::footer(file, cells, at, self.in_footer) {
            self.in_footer = true;
            if let (Footer::Sentence(text), None) = (footer, &audit.footer) {
                audit.footer = Some((file.place(at), shortened(text)));
            }
            return Some(Stray::Footer.name());
        }
        if stray::is_repeated_header(file, cells) {
            return Some(Stray::RepeatedHeader.name());
        }
        is_total(file, cells).then_some("total")
    }

    fn check_width(&self, cells: &Record<'_>, at: &At) -> Result<(), Stop> {
        let file = self.cells.file;
        let headers = file.raw_headers().len();
        let has_surplus = cells.iter().skip(headers).any(|cell| !cell.trim().is_empty());
        // A sheet's rows end with their last cell.
        let is_short = cells.len() < self.width && !file.text.counts_rows();
        if is_short || has_surplus {
            let what =
                format!("has {} where the header has {}", counted(cells.len() as u64, "cell"), self.width);
            return Err(Stop::Row(Problem { place: file.place(at), what }));
        }
        Ok(())
    }
}

/// Whether a row of a list of amounts is their total: it begins with a total's name, and beside that has nothing but numbers.
fn is_total(file: &File, cells: &Record<'_>) -> bool {
    let text = |cell| number::text(cell).trim();
    let mut filled = cells.iter().enumerate().filter(|(_, cell)| !number::is_missing(text(cell)));
    // Hardly any row begins like this.
    if !filled.next().is_some_and(|(_, cell)| is_total_label(text(cell))) {
        return false;
    }
    let numbers = file.plan.numbers();
    !numbers.is_empty() && filled.all(|(place, _)| numbers.contains(&place))
}
