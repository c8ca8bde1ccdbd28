//! A file's rows: cells to figures, figures to the tally of the row's group, and every row into the books.

mod cells;
mod lead;
mod money;
mod statistics;
mod stray;
mod total;

use std::borrow::Cow;
use std::collections::HashSet;

use csv::{Position, StringRecord};

use crate::core::decimal::Decimal;
use crate::core::fact::{Fact, FactSet};
use crate::core::metric::FigureOverflow;
use crate::core::tally::Side;

use super::audit::{Audit, NO_DATE, NO_LEAD, Problem, counted};
use super::field::date::{Moment, Span};
use super::field::number;
use super::file::{File, shortened};
use super::group::fold::Fold;
use super::plan::NameFrom;
use super::votes::{self, Votes};
use super::{Error, Request};

use stray::{Footer, Stray};
pub(super) use total::is_label as is_total_label;

/// What reading a file gave.
pub(super) struct Outcome {
    pub(super) fold: Fold,
    pub(super) audit: Audit,
    pub(super) votes: Votes,
}

/// Reads a file's rows; `repeated` are the numbers of those that repeat an earlier lead.
///
/// A cell that can be read in two ways sends it back for a look at the whole file, and so do costs in millionths.
pub(super) fn read(request: &Request, file: &File, repeated: &HashSet<u64>) -> Result<Outcome, Error> {
    let read =
        |votes: Votes, in_micros: bool| RowReader::new(request, file, repeated, votes, in_micros).read();
    let forced = file.settings.micros == Some(true);
    let (votes, outcome) = match read(Votes::said(file), forced) {
        Err(undecided @ (Error::UndecidedMark { .. } | Error::UndecidedOrder { .. })) => {
            let votes = votes::survey(file)?;
            match read(votes.clone(), forced) {
                // The whole file proves nothing either.
                Err(Error::UndecidedMark { .. } | Error::UndecidedOrder { .. }) => return Err(undecided),
                outcome => (votes, outcome?),
            }
        }
        outcome => {
            let outcome = outcome?;
            (outcome.votes.clone(), outcome)
        }
    };
    if file.settings.micros.is_some() || file.side == Side::Leads {
        return Ok(outcome);
    }
    // An interface writes its fields without blanks.
    let by_headers =
        file.raw_headers().iter().any(|header| matches!(header.as_str(), "CampaignName" | "CampaignId"));
    let stated = &outcome.audit.stated;
    match (stated.looks_like_micros(by_headers), request.micros) {
        (_, Some(true)) if stated.can_be_micros() => read(votes, true),
        (Some(evidence), None) => Err(Error::Micros {
            file: file.name.clone(),
            header: file.plan.cost().map(|place| file.raw_headers()[place].clone()).unwrap_or_default(),
            evidence,
        }),
        _ => Ok(outcome),
    }
}

/// Reads rows into a fold and keeps the books.
struct RowReader<'a> {
    request: &'a Request,
    file: &'a File,
    repeated: &'a HashSet<u64>,
    votes: Votes,
    /// Whether costs are in millionths.
    in_micros: bool,
    fold: Fold,
    audit: Audit,
    /// The report's rows without any name: totals, if they stand first or last and add up.
    nameless: total::Nameless,
    /// The lead's number in the row before.
    last_lead_id: String,
    /// Whether the table has ended, and lines below it have begun.
    in_footer: bool,
    /// Where another table begins, which is left aside with all that follows.
    left_aside: bool,
}

/// A row at hand.
struct Row<'r> {
    cells: &'r StringRecord,
    place: &'r Position,
    days: Option<Span>,
    /// Leads: the moment that it came.
    moment: Option<Moment>,
}

impl<'r> Row<'r> {
    /// A cell as it stands.
    fn raw(&self, column: usize) -> &'r str {
        self.cells.get(column).unwrap_or_default()
    }

    /// A cell's text.
    fn cell(&self, column: usize) -> &'r str {
        number::text(self.raw(column))
    }

    /// The text of the first of these cells that is not empty.
    fn first(&self, columns: &[usize]) -> &'r str {
        if let [only] = columns {
            return self.cell(*only);
        }
        let mut cells = columns.iter().map(|column| self.cell(*column));
        cells.find(|cell| !number::is_missing(cell.trim())).unwrap_or_default()
    }
}

/// Why a row is not folded.
enum Stop {
    /// The row cannot be read.
    Row(Problem),
    /// The run cannot go on.
    Run(Error),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Row(problem)
    }
}

impl From<FigureOverflow> for Stop {
    fn from(overflow: FigureOverflow) -> Self {
        Self::Run(overflow.into())
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Run(error)
    }
}

impl<'a> RowReader<'a> {
    fn new(
        request: &'a Request,
        file: &'a File,
        repeated: &'a HashSet<u64>,
        votes: Votes,
        in_micros: bool,
    ) -> Self {
        Self {
            request,
            file,
            repeated,
            votes,
            in_micros,
            fold: Fold::new(&request.dimensions, request.exact_names, &request.aliases),
            audit: Audit::new(request.statuses.counts_rejected()),
            nameless: total::Nameless::new(),
            last_lead_id: String::new(),
            in_footer: false,
            left_aside: false,
        }
    }

    fn read(mut self) -> Result<Outcome, Error> {
        let file = self.file;
        file.for_each_row(|cells, place| {
            self.audit.row();
            let outcome = self.row(cells, place);
            self.book(cells, place, outcome)
        })?;
        self.settle_nameless()?;
        self.check_totals();
        self.audit.in_micros = self.in_micros;
        Ok(Outcome { fold: self.fold, audit: self.audit, votes: self.votes })
    }

    /// What becomes of a row that was not folded: it is no data row at all, or it cannot be read.
    fn book(
        &mut self,
        cells: &StringRecord,
        place: &Position,
        outcome: Result<(), Stop>,
    ) -> Result<(), Error> {
        let problem = match outcome {
            Ok(()) => return Ok(()),
            Err(Stop::Run(error)) => return Err(error),
            Err(Stop::Row(problem)) => problem,
        };
        match stray::kind(self.file, cells, place) {
            Some(Stray::AnotherTable) => {
                self.left_aside = true;
                self.audit.another_table(self.file.place(place));
            }
            Some(stray) => self.audit.excluded(stray.name()),
            None => self.audit.rejected(problem),
        }
        Ok(())
    }

    fn row(&mut self, cells: &StringRecord, place: &Position) -> Result<(), Stop> {
        if self.left_aside {
            self.audit.excluded(Stray::AnotherTable.name());
            return Ok(());
        }
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            self.audit.excluded("empty row");
            return Ok(());
        }
        if let Some(footer) = stray::footer(self.file, cells, place, self.in_footer) {
            self.in_footer = true;
            self.audit.excluded(Stray::Footer.name());
            if let (Footer::Sentence(text), None) = (footer, &self.audit.footer) {
                self.audit.footer = Some((self.file.place(place), shortened(text)));
            }
            return Ok(());
        }
        if stray::is_repeated_header(self.file, cells) {
            self.audit.excluded(Stray::RepeatedHeader.name());
            return Ok(());
        }
        if self.is_total(cells, place)? {
            return Ok(());
        }
        let headers = self.file.raw_headers();
        // A delimiter at the end of a line, in the header or below, makes no column.
        let columns = headers.iter().rposition(|header| !header.is_empty()).map_or(0, |last| last + 1);
        let surplus_is_empty = cells.iter().skip(headers.len()).all(|cell| cell.trim().is_empty());
        // A sheet's rows end with their last cell.
        let is_short = cells.len() < columns && !self.file.text.counts_rows();
        if is_short || !surplus_is_empty {
            let found = counted(cells.len() as u64, "cell");
            let what = format!("has {found} where the header has {columns}");
            return Err(Problem { place: self.file.place(place), what }.into());
        }
        match self.file.side {
            Side::Statistics if self.is_nameless(cells) => self.hold_nameless(cells, place),
            Side::Statistics => {
                self.release_nameless()?;
                self.nameless.is_first_row = false;
                self.statistics(cells, place)
            }
            Side::Leads if self.is_no_lead(cells) => {
                self.audit.excluded(NO_LEAD);
                Ok(())
            }
            Side::Leads => self.lead(cells, place),
        }
    }

    /// Why a row of these days is not in the period, if it is not.
    fn outside(&self, row: &Row<'_>) -> Result<Option<&'static str>, Stop> {
        let (since, until) = (self.request.since, self.request.until);
        if since.is_none() && until.is_none() {
            return Ok(None);
        }
        let Some(Span { first, last }) = row.days else { return Ok(Some(NO_DATE)) };
        if since.is_some_and(|since| last < since) {
            return Ok(Some("before --since"));
        }
        if until.is_some_and(|until| first > until) {
            return Ok(Some("after --until"));
        }
        if since.is_some_and(|since| first < since) || until.is_some_and(|until| last > until) {
            let what = format!("covers {first} to {last}, which the period cuts in two");
            return Err(Problem { place: self.file.place(row.place), what }.into());
        }
        Ok(None)
    }

    /// Adds a row's sums to its group, and to the books.
    fn add(&mut self, row: &Row<'_>, supplied: FactSet, sums: &[(Fact, Decimal)]) -> Result<(), Stop> {
        let mut names: Vec<Cow<'_, str>> = Vec::with_capacity(self.file.plan.names.len());
        for from in &self.file.plan.names {
            names.push(match from {
                NameFrom::Fixed(name) => Cow::Borrowed(name.as_str()),
                NameFrom::Cells(places) => Cow::Borrowed(row.first(places)),
                NameFrom::Period(period) => Cow::Owned(match row.days {
                    None => {
                        self.audit.undated += 1;
                        String::new()
                    }
                    Some(Span { first, last }) if first == last || period.of(first) == period.of(last) => {
                        period.of(first)
                    }
                    Some(Span { first, last }) => {
                        let what = format!("covers {first} to {last}, more than one {}", period.name());
                        return Err(Problem { place: self.file.place(row.place), what }.into());
                    }
                }),
            });
        }
        let tally = self.fold.group(names.iter().map(AsRef::as_ref));
        tally.note_row(self.file.side, supplied);
        for (fact, amount) in sums {
            tally.add(*fact, *amount)?;
            self.audit.add(*fact, *amount)?;
        }
        Ok(())
    }
}
