//! A file's rows: cells to figures, figures to the tally of the row's group, and every row into the books.
//!
//! `threads` reads the blocks of a file side by side. In each of them the rows are read one after the other, into a journal that counts
//! once it is clear that the block was read as it would have been in its turn (`course`).

mod cells;
mod course;
mod figure;
mod lead;
mod lead_id;
mod money;
mod plain;
mod source;
mod statistics;
pub(super) mod stray;
mod threads;
mod total;
mod weight;

use std::collections::HashSet;

use crate::core::metric::FigureOverflow;
use crate::core::period::Date;
use crate::core::tally::Side;

use super::audit::{Audit, MetStatuses, NO_DATE, NO_LEAD, Problem, counted};
use super::field::date::{LastDay, Moment, Span};
use super::field::number;
use super::file::{File, shortened};
use super::group::buyers::{Buyers, LastLeads};
use super::group::fold::Fold;
use super::group::journal::Journal;
use super::group::key::Key;
use super::group::posted::Posted;
use super::plan::NameFrom;
use super::progress::Progress;
use super::records::{At, Cell, Index, Record};
use super::table::column::Column;
use super::votes::{self, Votes};
use super::{Dimension, Error, Request};

use course::{Course, Part};
pub(super) use figure::{Figure, Unread};
use plain::Plain;
use source::TestSources;
use stray::{Footer, Stray};
pub(super) use total::is_label as is_total_label;
use weight::Weights;

/// What reading a file gave.
pub(super) struct Outcome {
    pub(super) fold: Fold,
    pub(super) audit: Audit,
    pub(super) votes: Votes,
    /// The leads that may have become first orders, if these were looked for.
    pub(super) last_leads: Option<Box<LastLeads>>,
}

/// Reads a file's rows; `repeated` are those that repeat an earlier lead, by the bytes that they begin with, and `buyers` those whose
/// leads are looked for.
///
/// A cell that can be read in two ways sends it back for a look at the whole file, and so do costs in millionths.
pub(super) fn read(
    request: &Request,
    file: &File,
    repeated: &HashSet<u64>,
    buyers: Option<Buyers<'_>>,
    progress: &Progress,
) -> Result<Outcome, Error> {
    let read = |votes: Votes, in_micros: bool| {
        threads::read(&threads::Job { request, file, repeated, in_micros, buyers, progress }, votes)
    };
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

/// Reads rows into a journal and keeps the books.
struct RowReader<'a> {
    request: &'a Request,
    file: &'a File,
    repeated: &'a HashSet<u64>,
    /// Whether costs are in millionths.
    in_micros: bool,
    /// The customers whose leads are looked for.
    buyers: Option<Buyers<'a>>,
    /// Where a channel stands, if rows are grouped by it.
    channel: Option<&'a NameFrom>,
    /// What the rows before say about the next one.
    course: Course,
    journal: Journal,
    statuses: MetStatuses,
    last_day: LastDay,
    /// The same in the column of the days that leads were won or lost.
    last_closed: LastDay,
    sources: TestSources,
    weights: Weights,
    plain: Option<Box<Plain>>,
    /// Memory for the index of a block.
    index: Index,
    /// What was journaled and counts.
    posted: Posted,
    /// The columns that have a header.
    columns: Columns,
    key: Key,
}

/// Whether a cell's first byte is that of a letter or a digit, so that it is neither blank nor stands for nothing, as a dash does and `n/a`.
#[inline]
fn is_filled(first: Option<u8>) -> bool {
    first.is_some_and(|byte| BEGINS_FILLED[usize::from(byte)])
}

/// The first bytes of letters and digits, and of no blank: ASCII, and Latin, Greek and Cyrillic in UTF-8.
static BEGINS_FILLED: [bool; 256] = {
    let mut begins = [false; 256];
    let mut byte = 0_u8;
    while byte < u8::MAX {
        let is_letter = byte.is_ascii_alphanumeric() || matches!(byte, 0xc3..=0xdf);
        begins[byte as usize] = is_letter && !matches!(byte, b'n' | b'N');
        byte += 1;
    }
    begins
};

/// What the headers say about every row.
#[derive(Debug, Clone, Copy)]
struct Columns {
    /// How many cells a row has. A delimiter at the end of a line, in the header or below, makes no column.
    width: usize,
    /// How many of them have a header.
    named: usize,
    /// What the first header begins with.
    header_begins: Option<u8>,
    /// Whether the first column holds amounts of leads.
    begins_with_amount: bool,
}

/// A row at hand.
struct Row<'r> {
    cells: &'r Record<'r>,
    place: &'r At,
    days: Option<Span>,
    /// The days that its orders count on.
    order_days: Option<Span>,
    /// Leads: the moment that it came.
    moment: Option<Moment>,
    /// Whether it is only the order of a lead that is counted apart.
    is_part: bool,
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

    /// A cell with its text.
    #[inline]
    fn text(&self, column: usize) -> Cell<'r> {
        text(self.cells, column)
    }

    /// The first of these cells that is not empty.
    #[inline]
    fn first_text(&self, columns: &[usize]) -> Cell<'r> {
        match columns {
            [only] => self.text(*only),
            [first, ..] if is_filled(self.text(*first).first()) => self.text(*first),
            several => self.first(several).as_bytes().into(),
        }
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

/// A cell with its text.
#[inline]
fn text<'r>(cells: &'r Record<'_>, column: usize) -> Cell<'r> {
    let cell = cells.cell(column);
    if cell.first() == Some(number::TYPED_BYTE) { cell.without_first() } else { cell }
}

/// Why a row is not folded.
///
/// Boxed, because every row gives a result of this and hardly any of them is one of these.
enum Stop {
    /// The row cannot be read.
    Row(Box<Problem>),
    /// The run cannot go on.
    Run(Box<Error>),
    /// It depends on rows before it that are not known yet.
    TooEarly,
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Row(Box::new(problem))
    }
}

impl From<FigureOverflow> for Stop {
    fn from(overflow: FigureOverflow) -> Self {
        Self::Run(Box::new(overflow.into()))
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Run(Box::new(error))
    }
}

impl From<Unread> for Stop {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::Row(problem) => problem.into(),
            Unread::Run(error) => error.into(),
        }
    }
}

impl<'a> RowReader<'a> {
    fn new(job: &threads::Job<'a>, course: Course) -> Self {
        let headers = job.file.raw_headers();
        let width = headers.iter().rposition(|header| !header.is_empty()).map_or(0, |last| last + 1);
        let named = headers.iter().filter(|header| !header.is_empty()).count();
        let header_begins = headers.first().and_then(|header| header.as_bytes().first()).copied();
        let amounts = [job.file.plan.amount, job.file.plan.cost_of_goods];
        let begins_with_amount = amounts.contains(&Some(0));
        let columns = Columns { width, named, header_begins, begins_with_amount };
        let channel = job.request.dimensions.iter().position(|it| *it == Dimension::Known(Column::Channel));
        let mut journal = Journal::default();
        Self {
            request: job.request,
            file: job.file,
            repeated: job.repeated,
            in_micros: job.in_micros,
            buyers: job.buyers,
            channel: channel.map(|place| &job.file.plan.names[place]),
            course,
            weights: Weights::new(&job.file.plan, &job.request.statuses, &mut journal),
            journal,
            statuses: MetStatuses::default(),
            sources: TestSources::default(),
            last_day: LastDay::in_zone(job.file.settings.timezone.clone()),
            last_closed: LastDay::in_zone(job.file.settings.timezone.clone()),
            index: Index::default(),
            posted: Posted::new(job.file.side).keeping_squares(job.request.keep.squares),
            plain: Plain::of(job.request, job.file, &columns, !job.repeated.is_empty()).map(Box::new),
            columns,
            key: Key::default(),
        }
    }

    /// What becomes of a row that was not folded: it is no data row at all, or it cannot be read.
    #[cold]
    fn book(&mut self, cells: &Record<'_>, place: &At, stop: Stop) -> Result<(), Stop> {
        let problem = match stop {
            Stop::Row(problem) => *problem,
            stop => return Err(stop),
        };
        match stray::kind(self.file, cells, place) {
            Some(Stray::AnotherTable) => {
                self.course.part = Part::AnotherTable;
                self.course.audit.another_table(self.file.place(place));
            }
            Some(stray) => self.course.audit.excluded(stray.name()),
            None => self.course.audit.rejected(problem),
        }
        Ok(())
    }

    fn row(&mut self, cells: &Record<'_>, place: &At) -> Result<(), Stop> {
        if self.course.part == Part::AnotherTable {
            self.course.audit.excluded(Stray::AnotherTable.name());
            return Ok(());
        }
        // All but a few rows begin with two cells that are filled, which tells them from all of these.
        let first = cells.cell(0).bytes();
        let begins_filled = is_filled(first.first().copied()) && is_filled(cells.cell(1).first());
        if !begins_filled && cells.iter().all(|cell| cell.trim().is_empty()) {
            self.course.audit.excluded("empty row");
            return Ok(());
        }
        if !begins_filled
            && let Some(footer) = stray::footer(self.file, cells, place, self.course.part == Part::Footer)
        {
            self.course.part = Part::Footer;
            self.course.audit.excluded(Stray::Footer.name());
            if let (Footer::Sentence(text), None) = (footer, &self.course.audit.footer) {
                self.course.audit.footer = Some((self.file.place(place), shortened(text)));
            }
            return Ok(());
        }
        let may_be_header = !begins_filled || first.first() == self.columns.header_begins.as_ref();
        if may_be_header && stray::is_repeated_header(self.file, cells) {
            self.course.audit.excluded(Stray::RepeatedHeader.name());
            return Ok(());
        }
        let may_be_total = !begins_filled
            || self.file.side == Side::Statistics
            || first.first().is_some_and(|byte| total::may_begin_label(*byte))
            || first.last().is_some_and(|byte| total::may_end_label(*byte));
        if may_be_total && self.is_total(cells, place)? {
            return Ok(());
        }
        let width = self.columns.width;
        let headers = self.file.raw_headers().len();
        let surplus_is_empty =
            || cells.len() <= headers || cells.iter().skip(headers).all(|cell| cell.trim().is_empty());
        // A sheet's rows end with their last cell.
        let is_short = cells.len() < width && !self.file.text.counts_rows();
        if is_short || !surplus_is_empty() {
            let found = counted(cells.len() as u64, "cell");
            let what = format!("has {found} where the header has {width}");
            return Err(Problem { place: self.file.place(place), what }.into());
        }
        match self.file.side {
            Side::Statistics if self.is_nameless(cells) => self.hold_nameless(cells, place),
            Side::Statistics => {
                self.release_nameless()?;
                self.course.nameless.is_first_row = false;
                self.statistics(cells, place)
            }
            Side::Leads if (!begins_filled || self.columns.begins_with_amount) && self.is_no_lead(cells) => {
                self.course.audit.excluded(NO_LEAD);
                Ok(())
            }
            // The other lists have a reader of their own.
            _ => self.lead(cells, place),
        }
    }

    /// Why a row of these days is not in the period, if it is not.
    #[inline]
    fn outside(&mut self, row: &Row<'_>) -> Result<Option<&'static str>, Stop> {
        self.outside_on(row.days, row)
    }

    /// The same for the days that a part of a row counts on.
    #[inline]
    fn outside_on(&mut self, days: Option<Span>, row: &Row<'_>) -> Result<Option<&'static str>, Stop> {
        if (self.request.since, self.request.until) == (None, None) {
            return Ok(None);
        }
        self.outside_of(days, row)
    }

    fn outside_of(&mut self, days: Option<Span>, row: &Row<'_>) -> Result<Option<&'static str>, Stop> {
        let Some(days) = days else { return Ok(Some(NO_DATE)) };
        self.course.audit.days(days);
        let cut = |what| Problem { place: self.file.place(row.place), what }.into();
        self.request.outside(days).map_err(cut)
    }

    /// The number of a row's group.
    #[inline]
    fn group(&mut self, row: &Row<'_>) -> Result<u32, Stop> {
        match (&self.file.plan.names[..], self.file.plan.campaign_id) {
            ([NameFrom::Cells(places)], None) => Ok(self.posted.number(row.first_text(places))),
            (names, campaign_id) => self.group_of_several(names, campaign_id, row),
        }
    }

    /// The number of a row's group, whose key has to be put together.
    fn group_of_several(
        &mut self,
        names: &[NameFrom],
        campaign_id: Option<usize>,
        row: &Row<'_>,
    ) -> Result<u32, Stop> {
        self.key.clear();
        let last = if campaign_id.is_some() { names.len() } else { names.len() - 1 };
        for (place, from) in names.iter().enumerate() {
            let mut name = |name: &[u8]| {
                if place == last { self.key.last_name(name) } else { self.key.name(name) }
            };
            let (period, days) = match from {
                NameFrom::Fixed(fixed) => {
                    name(fixed.as_bytes());
                    continue;
                }
                NameFrom::Cells(places) => {
                    name(row.first_text(places).bytes());
                    continue;
                }
                NameFrom::Period(period) => {
                    self.course.audit.undated += u64::from(row.days.is_none() && !row.is_part);
                    (*period, row.days)
                }
                NameFrom::OrderPeriod(period) => (*period, row.order_days),
            };
            let Some(days @ Span { first, last }) = days else {
                name(b"");
                continue;
            };
            self.course.audit.days(days);
            // An order can be in the period while its lead is not, or the other way round.
            let is_outside = self.request.since.is_some_and(|since| last < since)
                || self.request.until.is_some_and(|until| first > until);
            if is_outside {
                name(outside_name(self.request, first).as_bytes());
                continue;
            }
            let begin = period.first_day(first);
            if first != last && begin != period.first_day(last) {
                let what = format!("covers {first} to {last}, more than one {}", period.name());
                return Err(Problem { place: self.file.place(row.place), what }.into());
            }
            self.key.first_day(begin);
        }
        if let Some(place) = campaign_id {
            self.key.last_name(row.cell(place).trim().as_bytes());
        }
        Ok(self.posted.number(self.key.whole()))
    }
}

/// What stands for the period of a day before the first or after the last that counts.
fn outside_name(request: &Request, day: Date) -> String {
    match (request.since, request.until) {
        (Some(since), _) if day < since => super::before(since),
        (_, Some(until)) => super::after(until),
        (_, None) => String::new(),
    }
}
