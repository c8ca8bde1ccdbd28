//! The rows of a survey.

use std::iter;

use crate::core::loyalty::{Answer, Kind, Scale};
use crate::core::period::Period;
use crate::ingest::audit::{Audit, Problem, counted};
use crate::ingest::field::date::{self, LastDay, Span};
use crate::ingest::field::number;
use crate::ingest::file::{File, shortened};
use crate::ingest::plan::{Days, NameFrom};
use crate::ingest::progress::Progress;
use crate::ingest::records::{At, Record};
use crate::ingest::rows::stray::{self, Footer, Stray};
use crate::ingest::votes::Votes;
use crate::ingest::{Error, Request};

use super::cell::{self, Said};
use super::groups::Groups;

/// The reason for a row without an answer.
const NO_ANSWER: &str = "no answer";

/// How many rows are read between two looks at how far the reading has come.
const PACE: u64 = 1 << 12;

/// Reads a survey's rows, counts their answers and keeps the books.
pub(super) struct Rows<'a> {
    file: &'a File,
    /// Where it stands who has answered, if that is asked for.
    respondent: Option<usize>,
    /// How many cells a row has. A delimiter at the end of a line makes no column.
    width: usize,
    last_day: LastDay,
    in_footer: bool,
    in_another_table: bool,
    /// The first number and the first word, with their places.
    met: [Option<String>; 2],
    /// The names of the row at hand.
    names: Vec<String>,
    pub(super) votes: Votes,
    pub(super) audit: Audit,
    pub(super) groups: Groups,
    pub(super) unanswered: u64,
    pub(super) at_risk: Vec<String>,
    pub(super) nameless: u64,
}

/// Why a row does not count.
enum Stop {
    /// It cannot be read.
    Row(Problem),
    /// The run cannot go on.
    Run(Error),
}

impl<'a> Rows<'a> {
    pub(super) fn new(request: &Request, file: &'a File, respondent: Option<usize>, votes: Votes) -> Self {
        let width =
            file.raw_headers().iter().rposition(|header| !header.is_empty()).map_or(0, |last| last + 1);
        Self {
            file,
            respondent,
            width,
            last_day: LastDay::in_zone(file.settings.timezone.clone()),
            in_footer: false,
            in_another_table: false,
            met: [None, None],
            names: Vec::new(),
            votes,
            audit: Audit::new(false),
            groups: Groups::new(&request.dimensions, request.exact_names, &request.aliases),
            unanswered: 0,
            at_risk: Vec::new(),
            nameless: 0,
        }
    }

    /// Reads all rows.
    pub(super) fn read(mut self, progress: &Progress) -> Result<Self, Error> {
        let file = self.file;
        let (mut rows, mut byte) = (0_u64, file.begin().byte);
        file.for_each_row(|record, at| {
            rows += 1;
            if rows.is_multiple_of(PACE) {
                progress.advance(at.byte.saturating_sub(byte), PACE);
                byte = at.byte;
            }
            self.audit.rows(1);
            match self.row(record, at) {
                Ok(()) => Ok(()),
                Err(Stop::Row(problem)) => {
                    self.book(record, at, problem);
                    Ok(())
                }
                Err(Stop::Run(error)) => Err(error),
            }
        })?;
        Ok(self)
    }

    /// The scale of the answers, once one was met.
    pub(super) fn scale(&self) -> Option<Scale> {
        Scale::ALL.into_iter().find(|scale| self.met[*scale as usize].is_some())
    }

    /// What becomes of a row that cannot be read: it may be no data row at all.
    fn book(&mut self, cells: &Record<'_>, at: &At, problem: Problem) {
        match stray::kind(self.file, cells, at) {
            Some(Stray::AnotherTable) => {
                self.in_another_table = true;
                self.audit.another_table(self.file.place(at));
            }
            Some(stray) => self.audit.excluded(stray.name()),
            None => self.audit.rejected(problem),
        }
    }

    fn row(&mut self, cells: &Record<'_>, at: &At) -> Result<(), Stop> {
        if let Some(reason) = self.no_data(cells, at) {
            self.audit.excluded(reason);
            return Ok(());
        }
        self.check_width(cells, at)?;
        let Some(answer) = self.answer(cells, at)? else {
            self.audit.excluded(NO_ANSWER);
            self.unanswered += 1;
            return Ok(());
        };
        let days = self.days(cells, at)?;
        self.name(cells, at, days)?;
        self.groups.add(self.names.iter().map(String::as_str), answer);
        self.audit.used();
        if let (Some(respondent), Kind::Detractor) = (self.respondent, answer.kind()) {
            match number::text(cells.get(respondent).unwrap_or_default()).trim() {
                id if number::is_missing(id) => self.nameless += 1,
                id => self.at_risk.push(id.to_owned()),
            }
        }
        Ok(())
    }

    /// Why a row is no data row, if it is none.
    fn no_data(&mut self, cells: &Record<'_>, at: &At) -> Option<&'static str> {
        if self.in_another_table {
            return Some(Stray::AnotherTable.name());
        }
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Some("empty row");
        }
        if let Some(footer) = stray::footer(self.file, cells, at, self.in_footer) {
            self.in_footer = true;
            if let (Footer::Sentence(text), None) = (footer, &self.audit.footer) {
                self.audit.footer = Some((self.file.place(at), shortened(text)));
            }
            return Some(Stray::Footer.name());
        }
        stray::is_repeated_header(self.file, cells).then(|| Stray::RepeatedHeader.name())
    }

    fn check_width(&self, cells: &Record<'_>, at: &At) -> Result<(), Stop> {
        let headers = self.file.raw_headers().len();
        let has_surplus = cells.iter().skip(headers).any(|cell| !cell.trim().is_empty());
        // A sheet's rows end with their last cell.
        let is_short = cells.len() < self.width && !self.file.text.counts_rows();
        if is_short || has_surplus {
            let what =
                format!("has {} where the header has {}", counted(cells.len() as u64, "cell"), self.width);
            return Err(Stop::Row(Problem { place: self.file.place(at), what }));
        }
        Ok(())
    }

    /// What was answered; none where nothing was.
    fn answer(&mut self, cells: &Record<'_>, at: &At) -> Result<Option<Answer>, Stop> {
        let Some(column) = self.file.plan.answer else { return Ok(None) };
        let text = cells.get(column).unwrap_or_default();
        match cell::read(text) {
            Said::Nothing => Ok(None),
            Said::Other => Err(Stop::Row(self.file.problem(at, column, text, cell::expected(self.scale())))),
            Said::Answer(answer) => {
                let met = &mut self.met[answer.scale() as usize];
                if met.is_none() {
                    let text = shortened(number::text(text).trim());
                    *met = Some(format!("{text:?} in {}", self.file.place(at)));
                }
                match &self.met {
                    [Some(number), Some(word)] => Err(Stop::Run(Error::MixedAnswers {
                        file: self.file.name.clone(),
                        column: self.file.raw_headers()[column].clone(),
                        number: number.clone(),
                        word: word.clone(),
                    })),
                    _ => Ok(Some(answer)),
                }
            }
        }
    }

    /// The days that an answer belongs to, where somebody asks for them.
    fn days(&mut self, cells: &Record<'_>, at: &At) -> Result<Option<Span>, Stop> {
        match self.file.plan.days {
            _ if !self.file.plan.needs_days => Ok(None),
            Days::Unknown => Ok(None),
            Days::Preamble(span) => Ok(Some(span)),
            Days::Day { first, .. } => self.day(first, cells, at),
            Days::Week(column) => Ok(self.day(column, cells, at)?.map(|day| Span::of_week(day.first))),
            Days::Month(column) => {
                let text = number::text(cells.get(column).unwrap_or_default());
                match date::month(text) {
                    Some(span) => Ok(Some(span)),
                    None if number::is_missing(text.trim()) => Ok(None),
                    None => {
                        let expected = "a month like 2026-01 or January 2026";
                        Err(Stop::Row(self.file.problem(at, column, text, expected)))
                    }
                }
            }
        }
    }

    fn day(&mut self, column: usize, cells: &Record<'_>, at: &At) -> Result<Option<Span>, Stop> {
        let text = number::text(cells.get(column).unwrap_or_default());
        let problem = |expected: &str| Err(Stop::Row(self.file.problem(at, column, text, expected)));
        match date::read_after(&mut self.last_day, text, || self.votes.order(column)) {
            Ok(date::Cell::Missing) => Ok(None),
            Ok(date::Cell::At(moment, proven)) => {
                if let (false, Some(proven)) = (self.votes.order_is_said(), proven) {
                    self.votes.note_order(self.file, column, proven, text, at).map_err(Stop::Run)?;
                }
                Ok(Some(Span::of_day(moment.day)))
            }
            Ok(date::Cell::Undecided) => Err(Stop::Run(Error::UndecidedOrder {
                file: self.file.name.clone(),
                place: self.file.place(at),
                column: self.file.raw_headers()[column].clone(),
                value: shortened(text.trim()),
            })),
            Err(date::Problem::OtherOrder(known)) if !self.votes.order_is_said() => {
                self.votes.note_order(self.file, column, known.other(), text, at).map_err(Stop::Run)?;
                problem(date::FORMS)
            }
            Err(date::Problem::OtherOrder(order)) => {
                problem(&format!("a date in the order {}", order.name()))
            }
            Err(date::Problem::UnknownZone) => problem(date::KNOWN_ZONE),
            Err(date::Problem::NotADate) => problem(date::FORMS),
        }
    }

    /// The names of a row's group.
    fn name(&mut self, cells: &Record<'_>, at: &At, days: Option<Span>) -> Result<(), Stop> {
        let mut names = std::mem::take(&mut self.names);
        names.resize(self.file.plan.names.len(), String::new());
        for (name, from) in iter::zip(&mut names, &self.file.plan.names) {
            name.clear();
            match from {
                NameFrom::Fixed(fixed) => name.push_str(fixed),
                NameFrom::Cells(places) => name.push_str(first(cells, places)),
                NameFrom::Period(period) | NameFrom::OrderPeriod(period) => match days {
                    None => self.audit.undated += 1,
                    Some(days) => name.push_str(&self.period(*period, days, at)?),
                },
            }
        }
        self.names = names;
        Ok(())
    }

    fn period(&self, period: Period, days: Span, at: &At) -> Result<String, Stop> {
        let Span { first, last } = days;
        if first != last && period.first_day(first) != period.first_day(last) {
            let what = format!("covers {first} to {last}, more than one {}", period.name());
            return Err(Stop::Row(Problem { place: self.file.place(at), what }));
        }
        Ok(period.of(first))
    }
}

/// The text of the first of these cells that is not empty.
fn first<'r>(cells: &'r Record<'_>, places: &[usize]) -> &'r str {
    let text = |place: &usize| number::text(cells.get(*place).unwrap_or_default());
    match places {
        [only] => text(only),
        several => several.iter().map(text).find(|cell| !number::is_missing(cell.trim())).unwrap_or_default(),
    }
}
