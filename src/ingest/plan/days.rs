//! Where the days of a file's rows come from, and whether it has to have any.

use crate::core::tally::Side;
use crate::ingest::field::date::{self, Span};
use crate::ingest::settings::FileRequest;
use crate::ingest::table::column::Column;
use crate::ingest::table::columns;
use crate::ingest::table::headers::Headers;
use crate::ingest::table::mapping::Mapping;
use crate::ingest::{Dimension, Error, Request};

use super::lists;

/// Where a row's days come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Days {
    /// Nowhere.
    Unknown,
    /// A column of days, and one of last days where rows cover several.
    Day { first: usize, last: Option<usize> },
    /// A column of weeks, by their first days.
    Week(usize),
    /// A column of months.
    Month(usize),
    /// The lines above the table, for all its rows.
    Preamble(Span),
}

impl Days {
    /// The first column that they are taken from.
    pub(super) fn column(self) -> Option<usize> {
        match self {
            Self::Day { first, .. } | Self::Week(first) | Self::Month(first) => Some(first),
            Self::Unknown | Self::Preamble(_) => None,
        }
    }
}

/// Why days are needed.
pub(super) enum Needed {
    /// Every file has to have them, for this option.
    ForAll(&'static str),
    /// Where a file has them.
    WhereGiven,
}

impl Needed {
    /// Why they are in a file of this kind, if they are.
    pub(super) fn by(request: &Request, side: Side) -> Option<Self> {
        lists::needs_days(side).map(Self::ForAll).or_else(|| asked_for(request))
    }
}

fn asked_for(request: &Request) -> Option<Needed> {
    let by_period = request
        .dimensions
        .iter()
        .any(|dimension| matches!(dimension, Dimension::Period(_) | Dimension::OrderPeriod(_)));
    let depends_on_days = request.rates.needs_day()
        || request.vat_rates.needs_day()
        || request.dedupe.is_some_and(|dedupe| dedupe.days.is_some());
    match (request.since, request.until) {
        (Some(_), _) => Some(Needed::ForAll("--since")),
        (_, Some(_)) => Some(Needed::ForAll("--until")),
        _ if by_period || depends_on_days || request.keep.days => Some(Needed::WhereGiven),
        _ => None,
    }
}

/// Where the days of a file's rows come from.
pub(super) fn find(
    headers: &Headers<'_>,
    mappings: &[Mapping],
    preamble: &[String],
    file: &FileRequest,
    needed: bool,
) -> Result<Days, Error> {
    let find = |column| match headers.find_figure(column, mappings) {
        // Two date columns trouble nobody who does not ask for dates.
        Err(_) if !needed => Ok(None),
        found => found,
    };
    if let Some(first) = find(Column::Date)? {
        // Beside a day of its own, the first and the last day are those of the whole report.
        let has_own_day = !columns::passed_over(Column::Date, headers.side, headers.normal, first).is_empty();
        let last =
            if headers.side != Side::Statistics || has_own_day { None } else { find(Column::DateEnd)? };
        return Ok(Days::Day { first, last });
    }
    if headers.side == Side::Leads || lists::have_days_of_their_own(headers.side) {
        return Ok(Days::Unknown);
    }
    if let Some(place) = find(Column::Week)? {
        return Ok(Days::Week(place));
    }
    if let Some(place) = find(Column::Month)? {
        return Ok(Days::Month(place));
    }
    Ok(match date::period_of(preamble, file.settings.date_order) {
        date::Found::Span(span) => Days::Preamble(span),
        date::Found::Undecided(text) if needed => {
            return Err(Error::UndecidedPeriod { file: headers.file.to_owned(), text });
        }
        date::Found::Undecided(_) | date::Found::Nothing => Days::Unknown,
    })
}

/// A file whose rows all cover the same days cannot be cut up: it is in a period as a whole or not at all.
pub(super) fn refuse_too_long(file: &str, span: Span, request: &Request) -> Result<(), Error> {
    let (first, last) = (span.first, span.last);
    let cut = |what: String| Error::SpanCut { file: file.to_owned(), first, last, what };
    for dimension in &request.dimensions {
        if let Dimension::Period(period) = dimension
            && period.of(first) != period.of(last)
        {
            return Err(cut(format!("more than one {}", period.name())));
        }
    }
    if request.since.is_some_and(|since| first < since && since <= last) {
        return Err(cut("days before --since and days after it".to_owned()));
    }
    if request.until.is_some_and(|until| first <= until && until < last) {
        return Err(cut("days before --until and days after it".to_owned()));
    }
    Ok(())
}
