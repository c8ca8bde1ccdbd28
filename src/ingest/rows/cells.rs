//! Single cells: numbers and days, with what they prove about the rest of their column.

use crate::ingest::Error;
use crate::ingest::field::date::{self, Moment, Span};
use crate::ingest::field::number::{self, Number};
use crate::ingest::file::shortened;
use crate::ingest::plan::Days;
use crate::ingest::records::{At, Record};

use super::figure::Figure;
use super::{Row, RowReader, Stop};

impl RowReader<'_> {
    /// A number that is written as nearly all are and proves nothing new; none where it takes a closer look.
    #[inline]
    pub(super) fn number_at_a_glance(&mut self, column: usize, cells: &Record<'_>) -> Option<Number> {
        let votes = &mut self.course.votes;
        let number = number::at_a_glance(cells.cell(column).glimpse()?, votes.mark(column))?;
        let is_known = match number.proven {
            Some(proven) => votes.mark_is_said() || votes.confirm_mark(column, proven),
            None => true,
        };
        is_known.then_some(number)
    }

    /// A number; none where the cell says that there is nothing.
    pub(super) fn number(&mut self, column: usize, row: &Row<'_>) -> Result<Option<Number>, Stop> {
        if row.raw(column).is_empty() {
            return Ok(None);
        }
        let figure = Figure { file: self.file, column, cells: row.cells, at: row.place };
        Ok(figure.number(&mut self.course.votes)?)
    }

    /// The days that a row is about; none where nothing says, or nothing that can be read and nobody asks.
    pub(super) fn days(&mut self, cells: &Record<'_>, place: &At) -> Result<Option<Span>, Stop> {
        match self.file.plan.days {
            _ if !self.file.plan.needs_days => Ok(None),
            Days::Unknown => Ok(None),
            Days::Preamble(span) => Ok(Some(span)),
            Days::Day { first, last } => {
                let Some(start) = self.moment(first, cells, place)? else { return Ok(None) };
                let end = match last {
                    Some(last) => self.moment(last, cells, place)?.map_or(start.day, |end| end.day),
                    None => start.day,
                };
                if end < start.day {
                    let cell = cells.get(first).unwrap_or_default();
                    return Err(self
                        .file
                        .problem(place, first, cell, &format!("a first day before {end}"))
                        .into());
                }
                Ok(Some(Span { first: start.day, last: end }))
            }
            Days::Week(column) => {
                Ok(self.moment(column, cells, place)?.map(|start| Span::of_week(start.day)))
            }
            Days::Month(column) => {
                let cell = number::text(cells.get(column).unwrap_or_default());
                match date::month(cell) {
                    Some(span) => Ok(Some(span)),
                    None if !self.file.plan.needs_days || number::is_missing(cell.trim()) => Ok(None),
                    None => Err(self
                        .file
                        .problem(place, column, cell, "a month like 2026-01 or January 2026")
                        .into()),
                }
            }
        }
    }

    /// The moment in a cell. What cannot be read is an error only where somebody asks for days.
    pub(super) fn moment(
        &mut self,
        column: usize,
        cells: &Record<'_>,
        place: &At,
    ) -> Result<Option<Moment>, Stop> {
        let cell = number::text(cells.get(column).unwrap_or_default());
        let is_needed = self.file.plan.needs_days;
        match date::read_after(&mut self.last_day, cell, || self.course.votes.order(column)) {
            Ok(date::Cell::Missing) => Ok(None),
            Ok(date::Cell::At(moment, proven)) => {
                if let (false, Some(proven)) = (self.course.votes.order_is_said(), proven) {
                    match self.course.votes.note_order(self.file, column, proven, cell, place) {
                        Err(error) if is_needed => return Err(error.into()),
                        _ => {}
                    }
                }
                Ok(Some(moment))
            }
            // A row before may have shown the order.
            Ok(date::Cell::Undecided) if self.course.is_assumed => Err(Stop::TooEarly),
            Ok(date::Cell::Undecided) | Err(_) if !is_needed => Ok(None),
            Ok(date::Cell::Undecided) => Err(Stop::from(Error::UndecidedOrder {
                file: self.file.name.clone(),
                place: self.file.place(place),
                column: self.file.raw_headers()[column].clone(),
                value: shortened(number::text(cell).trim()),
            })),
            Err(date::Problem::OtherOrder(known)) if !self.course.votes.order_is_said() => {
                self.course.votes.note_order(self.file, column, known.other(), cell, place)?;
                Err(self.file.problem(place, column, cell, date::FORMS).into())
            }
            Err(date::Problem::OtherOrder(order)) => {
                let expected = format!("a date in the order {}", order.name());
                Err(self.file.problem(place, column, cell, &expected).into())
            }
            Err(date::Problem::UnknownZone) => {
                Err(self.file.problem(place, column, cell, date::KNOWN_ZONE).into())
            }
            Err(date::Problem::NotADate) => Err(self.file.problem(place, column, cell, date::FORMS).into()),
        }
    }
}
