//! From files to tallies: bytes, records, typed fields, and one tally a group.
//!
//! The way of the data: [`source`] is what the user named; `bytes` makes UTF-8 text of it; [`table`] finds the header, the
//! delimiter and what the columns mean; `plan` settles what is taken from the file, which is a `file` then; [`records`] are its rows,
//! in blocks; `rows` reads them on several threads, cell by cell as [`field`] says, with the decimal marks and orders of dates that
//! `votes` have settled; [`group`] adds them up, and `audit` keeps the books. [`read`] runs it for all files, minds what concerns several of them (`across`) and checks
//! that nothing was lost; [`inspect()`] tells what was found on the way. [`list`] reads files of
//! which each row is one thing, and [`answers`] those of them that are surveys.

mod across;
pub mod answers;
mod audit;
mod basis;
mod bytes;
mod error;
pub mod field;
mod file;
pub mod group;
mod inspect;
pub mod list;
mod plan;
pub mod progress;
pub mod purchases;
pub mod records;
mod rows;
pub mod settings;
pub mod source;
pub mod table;
pub mod typed;
mod votes;

use std::num::NonZeroUsize;

use crate::core::maturity::Lags;
use crate::core::period::{Date, Period};
use crate::core::tally::{Side, Tally};
use crate::report::{Days, Note, Source};

use bytes::{Look, Streams};
use field::date::Span;
use field::money::rates::Rates;
use field::money::vat::{Vat, VatRates};
use field::status::Statuses;
use group::aliases::Aliases;
use group::buyers::{Buyers, LastLeads};
use group::dedupe::Dedupe;
use group::fold::Fold;
use progress::Progress;
use settings::FileRequest;
use table::column::Column;
use table::mapping::Mapping;

pub use audit::MaxRejected;
pub use basis::DateBasis;
pub use bytes::{Error as BytesError, Problem as BytesProblem};
pub use bytes::{Named as EncodingName, UnknownName as UnknownEncoding};
pub use error::Error;
pub use field::date::{Order, Zone};
pub use field::number::Mark;
pub use file::Place;
pub use inspect::inspect;
pub use records::BLOCK;

/// What to read and how.
#[derive(Debug, Clone)]
pub struct Request {
    /// Ad systems' reports.
    pub spend: Vec<FileRequest>,
    /// CRM lists, a lead a row.
    pub leads: Vec<FileRequest>,
    /// What to group by.
    pub dimensions: Vec<Dimension>,
    /// The first day that counts.
    pub since: Option<Date>,
    /// The last day that counts.
    pub until: Option<Date>,
    /// On which day an order counts.
    pub date_basis: DateBasis,
    /// Headers named by the user, for all files.
    pub mappings: Vec<Mapping>,
    /// Whether names are compared byte by byte.
    pub exact_names: bool,
    /// Names that are one.
    pub aliases: Aliases,
    /// What the words in a status column mean.
    pub statuses: Statuses,
    /// Which leads repeat others.
    pub dedupe: Option<Dedupe>,
    /// How many unreadable rows are put up with.
    pub max_rejected: MaxRejected,
    /// What is kept beside the sums.
    pub keep: Keep,
    /// The currency of the result.
    pub currency: Option<String>,
    /// What other currencies are worth in it.
    pub rates: Rates,
    /// Whether VAT is to be in the costs.
    pub vat: Option<Vat>,
    /// By which it is put in or taken out.
    pub vat_rates: VatRates,
    /// Whether costs that look like millionths are.
    pub micros: Option<bool>,
    /// How many threads read. No result depends on it.
    pub threads: NonZeroUsize,
    /// How many bytes a thread reads at a time, [`BLOCK`] unless somebody tests that no result depends on it either.
    pub block: NonZeroUsize,
}

impl Request {
    /// Why something of these days does not count, if they are not those that are asked for.
    ///
    /// **Errors**: what is wrong with it, where only a part of them is asked for.
    fn outside(&self, days: Span) -> Result<Option<&'static str>, String> {
        let (Span { first, last }, since, until) = (days, self.since, self.until);
        if since.is_some_and(|since| last < since) {
            return Ok(Some("before --since"));
        }
        if until.is_some_and(|until| first > until) {
            return Ok(Some("after --until"));
        }
        if since.is_some_and(|since| first < since) || until.is_some_and(|until| last > until) {
            return Err(format!("covers {first} to {last}, which the period cuts in two"));
        }
        Ok(None)
    }

    /// The sums of these files by these dimensions, with nothing said about how to read them, on one thread.
    #[must_use]
    pub fn new(spend: Vec<FileRequest>, leads: Vec<FileRequest>, dimensions: Vec<Dimension>) -> Self {
        Self {
            spend,
            leads,
            dimensions,
            since: None,
            until: None,
            date_basis: DateBasis::Lead,
            mappings: Vec::new(),
            exact_names: false,
            aliases: Aliases::default(),
            statuses: Statuses::new(None, None, None).expect("only lists of the user can share a word"),
            dedupe: None,
            max_rejected: MaxRejected::Rows(0),
            keep: Keep::default(),
            currency: None,
            rates: Rates::default(),
            vat: None,
            vat_rates: VatRates::default(),
            micros: None,
            threads: NonZeroUsize::MIN,
            block: BLOCK,
        }
    }
}

/// What is kept of rows beside their sums, which costs something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each of them is a question of its own")]
pub struct Keep {
    /// Customers, to count each of them once: memory for each.
    pub customers: bool,
    /// The squares of orders' amounts, which say how much they vary: time.
    pub squares: bool,
    /// The days from leads to their orders, where leads say when they were closed: time.
    pub lags: bool,
    /// The days of the reports' rows, where their files have any and nobody asks for periods: time.
    pub days: bool,
    /// The leads that became first orders: memory for each customer. [`purchases::Purchases::read_beside`] asks for them.
    pub last_leads: bool,
}

/// What rows are grouped by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dimension {
    /// A known column.
    Known(Column),
    /// The period that a row's date lies in.
    Period(Period),
    /// The period that an order's own date lies in; of what is no order, the row's.
    OrderPeriod(Period),
    /// Any other column, by its header.
    Header(String),
}

impl Dimension {
    /// Reads a dimension's name. Whether the files have it is found out when they are read.
    #[must_use]
    pub fn parse(name: &str) -> Self {
        let period = Period::ALL.into_iter().find(|period| period.name() == name);
        match (period, Column::dimension(name)) {
            (Some(period), _) => Self::Period(period),
            (None, Some(column)) => Self::Known(column),
            (None, None) => Self::Header(name.to_owned()),
        }
    }

    /// Its name in `--by` and in records.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Known(column) => column.name(),
            Self::Period(period) => period.name(),
            Self::OrderPeriod(Period::Day) => "order_day",
            Self::OrderPeriod(Period::Week) => "order_week",
            Self::OrderPeriod(Period::Month) => "order_month",
            Self::OrderPeriod(Period::Quarter) => "order_quarter",
            Self::OrderPeriod(Period::Year) => "order_year",
            Self::Header(header) => header,
        }
    }
}

/// What stands for the period of a day before the first that counts.
#[must_use]
pub fn before(since: Date) -> String {
    format!("before {since}")
}

/// What stands for the period of a day after the last that counts.
#[must_use]
pub fn after(until: Date) -> String {
    format!("after {until}")
}

/// What was read.
#[derive(Debug)]
pub struct Reading {
    /// The groups, in the order of their names.
    pub groups: Vec<Group>,
    /// The sum of all groups.
    pub total: Tally,
    /// The currency that headers or a currency column name.
    pub currency: Option<String>,
    /// The days from leads to their orders, where they were to be kept and leads say when they were closed.
    pub lags: Lags,
    /// What became of each file's rows.
    pub sources: Vec<Source>,
    /// The days of the rows, those outside of `since` and `until` too; where somebody asks for periods or for those.
    pub days: Vec<Days>,
    /// What the reader of the figures should know.
    pub notes: Vec<Note>,
    /// How each file was understood.
    pub details: Vec<String>,
}

impl Reading {
    /// The first and the last day of the rows of one kind of file, where they are known.
    #[must_use]
    pub fn days_of(&self, side: Side) -> Option<(Date, Date)> {
        self.days.iter().find(|days| days.side == side).map(|days| (days.first, days.last))
    }
}

/// A group and its sums.
#[derive(Debug)]
pub struct Group<S = Tally> {
    /// Its name in each dimension; empty where it has none.
    pub names: Vec<String>,
    /// Its sums.
    pub tally: S,
}

/// Reads all files of the request and adds them up by group.
///
/// **Errors**: [`Error`], when a file cannot be read or understood, more rows are unreadable than are put up with, or a sum does
/// not fit. Nothing that is uncertain is guessed.
pub fn read(request: &Request, progress: &Progress) -> Result<Reading, Error> {
    read_for(request, None, progress).map(|(reading, _)| reading)
}

/// The same, with the last leads of these customers as far as they came before their first orders.
fn read_for(
    request: &Request,
    buyers: Option<Buyers<'_>>,
    progress: &Progress,
) -> Result<(Reading, LastLeads), Error> {
    let streams = Streams::default();
    match read_after(Look::AtItsBeginning, &streams, request, buyers, progress) {
        // It begins as UTF-8 and is none after all; what it is shows in all of it.
        Err(Error::NoText { .. }) => read_after(Look::AtAllOfIt, &streams, request, buyers, progress),
        read => read,
    }
}

fn read_after(
    look: Look,
    streams: &Streams,
    request: &Request,
    buyers: Option<Buyers<'_>>,
    progress: &Progress,
) -> Result<(Reading, LastLeads), Error> {
    across::refuse_repeated(&request.spend, &request.leads)?;
    let given = request
        .spend
        .iter()
        .map(|file| (Side::Statistics, file))
        .chain(request.leads.iter().map(|file| (Side::Leads, file)));
    let files = given
        .map(|(side, given)| file::open(request, side, given, look, streams))
        .collect::<Result<Vec<_>, _>>()?;
    for bytes in files.iter().filter_map(|file| file.text.len()) {
        progress.expect(bytes);
    }
    across::refuse_unused_mappings(&request.mappings, &files)?;
    let vat = across::one_vat(request.vat, &files)?;
    let repeated = group::dedupe::repeated(request, &files)?;

    let mut whole = Fold::new(&request.dimensions, request.exact_names, &request.aliases);
    let mut audits = Vec::new();
    let mut details = Vec::new();
    let mut notes = Vec::new();
    let mut leads = LastLeads::new(request);
    for (file, repeated) in files.iter().zip(&repeated) {
        let buyers = buyers.filter(|_| file.side == Side::Leads);
        let rows::Outcome { fold, audit, votes, last_leads } =
            rows::read(request, file, repeated, buyers, progress)?;
        if let Some(last_leads) = &last_leads {
            leads.merge(last_leads);
        }
        details.extend(file.describe(&votes));
        details.extend(audit.describe_statuses(&file.name));
        notes.extend(file.notes());
        notes.extend(audit.notes(&file.name));
        whole.merge(fold);
        audits.push((file.name.clone(), audit));
    }
    request.max_rejected.judge(&audits)?;
    if request.micros == Some(true) && !audits.iter().any(|(_, audit)| audit.in_micros) {
        return Err(Error::IdleMicros);
    }
    let currency = across::one_currency(request.currency.as_deref(), &audits)?;
    notes.extend(vat);
    notes.extend(currency.as_deref().and_then(|code| across::assumed_currency(code, &files, &audits)));
    notes.extend(whole.join_campaign_numbers());
    details.extend(whole.describe_names(&request.dimensions));
    notes.extend(whole.merged_names(&request.dimensions));
    notes.extend(across::partial_notes(&whole, &files));
    let lags = whole.take_lags();
    let (groups, mut total) = whole.finish()?;
    for file in &files {
        total.note_columns(file.side, file.plan.supplies);
    }
    audit::balance(&total, &audits)?;
    let days_of = |side: Side| {
        let of_side = files.iter().zip(&audits).filter(|(file, _)| file.side == side);
        let days = of_side.filter_map(|(_, (_, audit))| audit.days).reduce(Span::with)?;
        Some(Days { side, first: days.first, last: days.last })
    };
    let days = Side::ALL.into_iter().filter_map(days_of).collect();
    let sources = audits.into_iter().map(|(name, audit)| audit.into_source(name)).collect();
    Ok((Reading { groups, total, currency, lags, sources, days, notes, details }, leads))
}
