//! A cell that holds a number: what it is, what it proves of its column, and which currency it is in.
//!
//! The same for exports and for lists.

use crate::core::decimal::{self, Decimal};
use crate::core::fact::Fact;
use crate::core::metric::FigureOverflow;
use crate::core::period::Date;
use crate::ingest::audit::{Currencies, Problem};
use crate::ingest::field::money::currency;
use crate::ingest::field::money::rates::NoRate;
use crate::ingest::field::number::{self, Cell, Number};
use crate::ingest::file::{File, shortened};
use crate::ingest::records::{At, Record};
use crate::ingest::table::header::currency_code;
use crate::ingest::votes::Votes;
use crate::ingest::{Error, Request};

/// Why a cell gives nothing.
#[derive(Debug)]
pub(in crate::ingest) enum Unread {
    /// Its row cannot be read.
    Row(Problem),
    /// The run cannot go on.
    Run(Error),
}

impl From<Problem> for Unread {
    fn from(problem: Problem) -> Self {
        Self::Row(problem)
    }
}

impl From<Error> for Unread {
    fn from(error: Error) -> Self {
        Self::Run(error)
    }
}

impl From<FigureOverflow> for Unread {
    fn from(overflow: FigureOverflow) -> Self {
        Self::Run(overflow.into())
    }
}

/// A cell of a column of numbers.
#[derive(Clone, Copy)]
pub(in crate::ingest) struct Figure<'a> {
    pub(in crate::ingest) file: &'a File,
    pub(in crate::ingest) column: usize,
    pub(in crate::ingest) cells: &'a Record<'a>,
    pub(in crate::ingest) at: &'a At,
}

impl Figure<'_> {
    /// The number; none where the cell says that there is nothing.
    pub(in crate::ingest) fn number(self, votes: &mut Votes) -> Result<Option<Number>, Unread> {
        let Self { file, column, cells, at } = self;
        let cell = cells.get(column).unwrap_or_default();
        if cell.is_empty() {
            return Ok(None);
        }
        // In a text, the mark of a workbook's number is a stray control character.
        if cell.starts_with(number::TYPED) && !file.text.counts_rows() {
            return Err(file.problem(at, column, cell, "a number").into());
        }
        let mut read = number::read(cell, votes.mark(column));
        if read == Ok(Cell::Undecided) && file.plan.is_whole(column) {
            let mark = number::mark_of_whole(cell);
            votes.note_mark(file, column, mark, cell, at)?;
            read = number::read(cell, Some(mark));
        }
        match read {
            Ok(Cell::Missing) => Ok(None),
            Ok(Cell::Number(number)) => {
                if let (false, Some(proven)) = (votes.mark_is_said(), number.proven) {
                    votes.note_mark(file, column, proven, cell, at)?;
                }
                Ok(Some(number))
            }
            Ok(Cell::Undecided) => Err(Unread::Run(Error::UndecidedMark {
                file: file.name.clone(),
                place: file.place(at),
                column: file.raw_headers()[column].clone(),
                value: shortened(number::text(cell).trim()),
            })),
            // The other mark in a column whose mark only its own numbers have shown: both stand in it.
            Err(number::Problem::OtherMark(known)) if !votes.mark_is_said() => {
                votes.note_mark(file, column, known.other(), cell, at)?;
                Err(file.problem(at, column, cell, "a number").into())
            }
            Err(problem) => {
                let expected = match problem {
                    number::Problem::NotANumber => "a number".to_owned(),
                    number::Problem::TooLong => "a number of at most 28 digits".to_owned(),
                    number::Problem::OtherMark(mark) => format!("a number with a decimal {}", mark.name()),
                };
                Err(file.problem(at, column, cell, &expected).into())
            }
        }
    }

    /// The currency that an amount names: itself, in its row's currency column, or in its header.
    #[inline]
    pub(in crate::ingest) fn currency(self, number: Number) -> Result<Option<String>, Problem> {
        let plan = &self.file.plan;
        let says_none = number.currency.is_none() && plan.currency_column.is_none();
        if says_none && plan.currencies.is_empty() {
            return Ok(plan.currency.clone());
        }
        self.named_currency(number)
    }

    fn named_currency(self, number: Number) -> Result<Option<String>, Problem> {
        let Self { file, column, cells, at } = self;
        let plan = &file.plan;
        let text = |place: usize| number::text(cells.get(place).unwrap_or_default()).trim();
        let beside = plan.currency_column.map(text).filter(|cell| !number::is_missing(cell));
        let beside = beside.map(currency_code);
        let header =
            plan.currencies.iter().find(|(place, _)| *place == column).map(|(_, code)| (*code).to_owned());
        let problem = |what: String| Err(Problem { place: file.place(at), what });
        if let Some(word) = beside.as_ref().filter(|code| code.len() != 3) {
            return problem(format!("{word:?} is no currency that is known; its code is, like RUB or USD"));
        }
        let cell = || shortened(text(column));
        let header_name = || &file.raw_headers()[column];
        if let (Some(beside), Some(header)) = (&beside, &header)
            && beside != header
        {
            return problem(format!("an amount in {beside} by its row, below {:?}", header_name()));
        }
        match (number.currency, &beside, &header) {
            (Some(own), Some(beside), _) if currency::contradicts(own, beside) => {
                problem(format!("{:?} in {:?}, in a row that says {beside}", cell(), header_name()))
            }
            (Some(own), _, Some(header)) if currency::contradicts(own, header) => {
                problem(format!("{:?} is in {own}, below {:?}", cell(), header_name()))
            }
            (own, ..) => {
                Ok(beside.or(header).or_else(|| own.map(str::to_owned)).or_else(|| plan.currency.clone()))
            }
        }
    }

    /// An amount in the result's currency, as far as a rate leads there; `day` is the one to look the rate up for.
    pub(in crate::ingest) fn converted(
        self,
        request: &Request,
        currencies: &mut Currencies,
        (fact, amount): (Fact, Decimal),
        currency: &str,
        day: Option<Date>,
    ) -> Result<Decimal, Unread> {
        let is_wanted = request.currency.as_deref() == Some(currency);
        if is_wanted || !request.rates.has(currency) {
            currencies.keep(currency);
            return Ok(amount);
        }
        let rate = request.rates.on(currency, day).map_err(|problem| {
            let what = match problem {
                NoRate::Before(day) => format!("no rate for {currency} on {day} or before"),
                NoRate::NoDay | NoRate::Unknown => {
                    format!("no single day to look up the rate of {currency} for; a fixed one is --rate {currency}=RATE")
                }
            };
            Problem { place: self.file.place(self.at), what }
        })?;
        let converted =
            decimal::multiply(amount, rate).map_err(|_| FigureOverflow { figure: fact.metric() })?;
        currencies.convert(currency, fact, rate, (amount, converted));
        Ok(converted)
    }
}
