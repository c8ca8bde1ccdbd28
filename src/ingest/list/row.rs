//! What a row of a list gives: texts, names, days and amounts, with what they prove about the rest of their column.

use std::iter;

use crate::core::decimal::Decimal;
use crate::core::fact::Fact;
use crate::core::period::{Date, Period};
use crate::ingest::audit::{Audit, Problem};
use crate::ingest::field::date::{self, LastDay, Moment, Span};
use crate::ingest::field::number;
use crate::ingest::file::{File, Place, shortened};
use crate::ingest::plan::{Days, NameFrom};
use crate::ingest::records::{At, Record};
use crate::ingest::rows::Figure;
use crate::ingest::votes::Votes;
use crate::ingest::{Error, Request};

use super::Stop;

/// What cells are read with.
pub(super) struct Cells<'a> {
    pub(super) request: &'a Request,
    pub(super) file: &'a File,
    pub(super) votes: Votes,
    pub(super) audit: Audit,
    pub(super) last_day: LastDay,
}

/// A row.
pub(in crate::ingest) struct Row<'r, 'a> {
    pub(super) reader: &'r mut Cells<'a>,
    pub(super) cells: &'r Record<'r>,
    pub(super) at: &'r At,
}

impl<'r, 'a> Row<'r, 'a> {
    /// Its file.
    pub(in crate::ingest) fn file(&self) -> &'a File {
        self.reader.file
    }

    /// Where it stands.
    pub(in crate::ingest) fn place(&self) -> Place {
        self.reader.file.place(self.at)
    }

    /// Why it cannot be read: a cell that is not what is expected.
    pub(in crate::ingest) fn problem(&self, column: usize, expected: &str) -> Stop {
        Stop::Row(self.file().problem(self.at, column, self.raw(column), expected))
    }

    /// Why it cannot be read, in words.
    pub(in crate::ingest) fn is_wrong(&self, what: String) -> Stop {
        Stop::Row(Problem { place: self.place(), what })
    }

    /// A cell as it stands.
    pub(in crate::ingest) fn raw(&self, column: usize) -> &'r str {
        self.cells.get(column).unwrap_or_default()
    }

    /// A cell's text, without blanks around it; empty where it says that there is nothing.
    pub(in crate::ingest) fn text(&self, column: usize) -> &'r str {
        let text = number::text(self.raw(column)).trim();
        if number::is_missing(text) { "" } else { text }
    }

    /// The text of the first of these cells that is not empty.
    pub(in crate::ingest) fn first(&self, columns: &[usize]) -> &'r str {
        columns.iter().map(|column| self.text(*column)).find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// An amount in the result's currency; `day` is the one to look a rate up for.
    pub(in crate::ingest) fn amount(
        &mut self,
        fact: Fact,
        column: usize,
        day: Option<Date>,
    ) -> Result<Option<Decimal>, Stop> {
        let figure = self.figure(column);
        let Some(number) = figure.number(&mut self.reader.votes)? else { return Ok(None) };
        let Some(currency) = figure.currency(number)? else { return Ok(Some(number.value)) };
        let Cells { request, audit, .. } = &mut *self.reader;
        let amount = (fact, number.value);
        figure.converted(request, &mut audit.currencies, amount, &currency, day).map(Some)
    }

    /// A number that is no amount; none where the cell says that there is nothing.
    pub(in crate::ingest) fn number(&mut self, column: usize) -> Result<Option<Decimal>, Stop> {
        let figure = self.figure(column);
        Ok(figure.number(&mut self.reader.votes)?.map(|number| number.value))
    }

    fn figure(&self, column: usize) -> Figure<'r>
    where
        'a: 'r,
    {
        Figure { file: self.reader.file, column, cells: self.cells, at: self.at }
    }

    /// The moment in a cell; none where it says that there is nothing.
    pub(in crate::ingest) fn moment(&mut self, column: usize) -> Result<Option<Moment>, Stop> {
        let text = number::text(self.raw(column));
        let Self { reader, at, .. } = self;
        let Cells { file, votes, last_day, .. } = &mut **reader;
        let problem = |expected: &str| Err(Stop::Row(file.problem(at, column, text, expected)));
        match date::read_after(last_day, text, || votes.order(column)) {
            Ok(date::Cell::Missing) => Ok(None),
            Ok(date::Cell::At(moment, proven)) => {
                if let (false, Some(proven)) = (votes.order_is_said(), proven) {
                    votes.note_order(file, column, proven, text, at)?;
                }
                Ok(Some(moment))
            }
            Ok(date::Cell::Undecided) => Err(Stop::Run(Error::UndecidedOrder {
                file: file.name.clone(),
                place: file.place(at),
                column: file.raw_headers()[column].clone(),
                value: shortened(text.trim()),
            })),
            Err(date::Problem::OtherOrder(known)) if !votes.order_is_said() => {
                votes.note_order(file, column, known.other(), text, at)?;
                problem(date::FORMS)
            }
            Err(date::Problem::OtherOrder(order)) => {
                problem(&format!("a date in the order {}", order.name()))
            }
            Err(date::Problem::UnknownZone) => problem(date::KNOWN_ZONE),
            Err(date::Problem::NotADate) => problem(date::FORMS),
        }
    }

    /// The day in a cell; none where it says that there is nothing.
    pub(in crate::ingest) fn day(&mut self, column: usize) -> Result<Option<Date>, Stop> {
        Ok(self.moment(column)?.map(|moment| moment.day))
    }

    /// The days that it belongs to, where somebody asks for them.
    pub(in crate::ingest) fn days(&mut self) -> Result<Option<Span>, Stop> {
        let plan = &self.file().plan;
        match plan.days {
            _ if !plan.needs_days => Ok(None),
            Days::Unknown => Ok(None),
            Days::Preamble(span) => Ok(Some(span)),
            Days::Day { first, .. } => Ok(self.day(first)?.map(Span::of_day)),
            Days::Week(column) => Ok(self.day(column)?.map(Span::of_week)),
            Days::Month(column) => match date::month(number::text(self.raw(column))) {
                Some(span) => Ok(Some(span)),
                None if self.text(column).is_empty() => Ok(None),
                None => Err(self.problem(column, "a month like 2026-01 or January 2026")),
            },
        }
    }

    /// Why it does not count, if its days are not those that are asked for.
    pub(in crate::ingest) fn outside(&self, days: Span) -> Result<Option<&'static str>, Stop> {
        self.reader.request.outside(days).map_err(|what| self.is_wrong(what))
    }

    /// Its names in the dimensions that are asked for.
    pub(in crate::ingest) fn names(
        &mut self,
        days: Option<Span>,
        names: &mut Vec<String>,
    ) -> Result<(), Stop> {
        let from = &self.file().plan.names;
        names.resize(from.len(), String::new());
        for (name, from) in iter::zip(names, from) {
            name.clear();
            match from {
                NameFrom::Fixed(fixed) => name.push_str(fixed),
                NameFrom::Cells(places) => name.push_str(self.name(places)),
                NameFrom::Period(period) | NameFrom::OrderPeriod(period) => match days {
                    None => self.reader.audit.undated += 1,
                    Some(days) => name.push_str(&self.period(*period, days)?),
                },
            }
        }
        Ok(())
    }

    /// Its name in a dimension that no days decide.
    pub(in crate::ingest) fn name_from<'n>(&self, from: &'n NameFrom) -> &'n str
    where
        'r: 'n,
    {
        match from {
            NameFrom::Fixed(fixed) => fixed,
            NameFrom::Cells(places) => self.name(places),
            NameFrom::Period(_) | NameFrom::OrderPeriod(_) => "",
        }
    }

    /// The name in the first of these cells that is not empty, as it stands: a dash may be one where there is no other.
    fn name(&self, places: &[usize]) -> &'r str {
        match places {
            [only] => number::text(self.raw(*only)),
            several => self.first(several),
        }
    }

    fn period(&self, period: Period, days: Span) -> Result<String, Stop> {
        let Span { first, last } = days;
        if first != last && period.first_day(first) != period.first_day(last) {
            return Err(self.is_wrong(format!("covers {first} to {last}, more than one {}", period.name())));
        }
        Ok(period.of(first))
    }
}
