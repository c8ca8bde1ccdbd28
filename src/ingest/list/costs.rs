//! Costs beside the ads: a cost of a month a row, of some kind.

use std::collections::BTreeMap;

use crate::core::decimal::{Decimal, Overflow};
use crate::core::fact::Fact;
use crate::core::metric::FigureOverflow;
use crate::core::name;
use crate::core::period::{Date, Period};
use crate::core::sum::Sum;
use crate::core::tally::Side;
use crate::ingest::progress::Progress;
use crate::ingest::settings::FileRequest;
use crate::ingest::{Error, Request};
use crate::report::{Note, Source};

use super::{List, Lists, Row, Stop, Taken};

/// Costs that were read.
#[derive(Debug)]
pub struct Costs {
    /// What each kind came to in each month, by month and then by kind.
    pub costs: Vec<Cost>,
    /// The currency that they are in, where a file names one.
    pub currency: Option<String>,
    /// What became of each file's rows.
    pub sources: Vec<Source>,
    /// What the reader of the figures should know.
    pub notes: Vec<Note>,
    /// How each file was understood.
    pub details: Vec<String>,
}

/// What one kind came to in one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    /// The first day of the month.
    pub month: Date,
    /// What it is for, as first written; empty where nothing says.
    pub kind: String,
    /// The sum of its rows.
    pub amount: Decimal,
}

/// Reads costs and adds them up by month and kind.
///
/// **Errors**: [`Error`], when a file cannot be read or understood, more rows are unreadable than are put up with, or a sum does
/// not fit.
pub fn read(request: &Request, given: &[FileRequest], progress: &Progress) -> Result<Costs, Error> {
    let is_exact = request.exact_names;
    let begin = |_: &_| Ok(Months { is_exact, ..Months::default() });
    let Lists { whole, currency, sources, notes, details } =
        super::read(request, Side::Costs, given, progress, begin)?;
    Ok(Costs { costs: whole.unwrap_or_default().finish()?, currency, sources, notes, details })
}

/// The sums by month and kind, the kinds as they are compared.
#[derive(Debug, Default)]
struct Months {
    is_exact: bool,
    sums: BTreeMap<(Date, String), Sum>,
    /// The kinds as they were first written.
    written: BTreeMap<String, String>,
}

impl List for Months {
    fn take(&mut self, row: &mut Row<'_, '_>) -> Result<Taken, Stop> {
        let plan = &row.file().plan;
        let Some(days) = row.days()? else { return Err(row.is_wrong("has no month".to_owned())) };
        if let Some(reason) = row.outside(days)? {
            return Ok(Taken::LeftOut(reason));
        }
        let month = Period::Month.first_day(days.first);
        if Period::Month.first_day(days.last) != month {
            let what = format!("covers {} to {}, more than one month", days.first, days.last);
            return Err(row.is_wrong(what));
        }
        // A rate is looked up by the day; a whole month has none.
        let day = Some(days.first).filter(|first| *first == days.last);
        let amount = match plan.amount {
            Some(column) => row.amount(Fact::OtherCosts, column, day)?,
            None => None,
        };
        let Some(amount) = amount else { return Ok(Taken::LeftOut("no amount")) };
        let kind = plan.of_lists.kind.map_or("", |column| row.text(column));
        let known = if self.is_exact { kind.to_owned() } else { name::folded(kind) };
        self.written.entry(known.clone()).or_insert_with(|| name::cleaned(kind));
        self.sums.entry((month, known)).or_default().add(amount);
        Ok(Taken::Used)
    }

    fn merge(&mut self, later: Self) -> Result<(), Error> {
        for (kind, written) in later.written {
            self.written.entry(kind).or_insert(written);
        }
        for (place, sum) in later.sums {
            self.sums.entry(place).or_default().merge(&sum);
        }
        Ok(())
    }
}

impl Months {
    fn finish(self) -> Result<Vec<Cost>, FigureOverflow> {
        let Self { sums, written, .. } = self;
        let cost = |((month, kind), sum): ((Date, String), Sum)| {
            let kind = written.get(&kind).cloned().unwrap_or(kind);
            let amount = sum.value().map_err(|Overflow| FigureOverflow { figure: Fact::OtherCosts.metric() });
            Ok(Cost { month, kind, amount: amount? })
        };
        sums.into_iter().map(cost).collect()
    }
}
