//! One file: opened, its headers understood, its rows handed out.

use std::fmt;
use std::io;
use std::num::NonZeroUsize;

use crate::core::fact::Fact;
use crate::core::tally::{Side, Tally};
use crate::report::Note;

use super::audit::Problem;
use super::bytes::{self, Look, Streams, Text};
use super::field::money::vat::Vat;
use super::field::number;
use super::plan::{self, Choice, Days, NameFrom, Plan};
use super::records::{At, BLOCK, Block, Broken, Feed, Index, Record, Records};
use super::settings::{FileRequest, Settings};
use super::source::Input;
use super::table::dialect::{self, Dialect};
use super::table::header::{self, Header};
use super::table::headers::{Headers, listed};
use super::table::mapping::Mapping;
use super::votes::Votes;
use super::{Error, Request};

/// How much of a file is looked at to find its delimiter and header.
const BEGINNING: usize = 1 << 19;

/// A file whose headers are understood.
#[derive(Debug)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) side: Side,
    pub(super) headers: Vec<Header>,
    pub(super) plan: Plan,
    pub(super) settings: Settings,
    pub(super) dialect: Dialect,
    pub(super) text: Text,
    meanings: Vec<(usize, String)>,
}

/// Where something stands in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A line of a text.
    Line(u64),
    /// A row of a sheet or of an HTML table.
    Row(u64),
}

impl Place {
    /// The same place, counted from the beginning of the file and not from here.
    pub(super) fn counted_from(self, here: &At) -> Self {
        match self {
            Self::Line(number) => Self::Line(here.line + number),
            Self::Row(number) => Self::Row(here.row + number),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(number) => write!(f, "line {number}"),
            Self::Row(number) => write!(f, "row {number}"),
        }
    }
}

/// A file whose table was found, before anything is taken from it.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) name: String,
    pub(super) side: Side,
    pub(super) dialect: Dialect,
    pub(super) headers: Vec<Header>,
    pub(super) mappings: Vec<Mapping>,
    /// What the user has said about VAT in it.
    vat: Option<Vat>,
    text: Text,
}

/// Opens a file and settles what is taken from it.
pub(super) fn open(
    request: &Request,
    side: Side,
    given: &FileRequest,
    look: Look,
    streams: &Streams,
) -> Result<File, Error> {
    let text = text(request, &[side], given, look, streams)?;
    find(request, side, given, text)?.settle(request, given).map_err(|(error, _)| error)
}

/// A file's text, in the encoding and from the sheet that show the most columns known on these sides.
pub(super) fn text(
    request: &Request,
    sides: &[Side],
    given: &FileRequest,
    look: Look,
    streams: &Streams,
) -> Result<Text, Error> {
    let settings = &given.settings;
    let mappings = mappings(request, settings);
    let sense = |text: &[u8]| {
        let sense = |side: &Side| {
            let headers = dialect::find(text, *side, &mappings, settings.delimiter).headers;
            dialect::sense(&headers, *side, &mappings)
        };
        sides.iter().map(sense).max().unwrap_or(0)
    };
    let sheet = settings.sheet.as_deref();
    let how = bytes::How { encoding: settings.encoding, sheet, look, streams, sense: &sense };
    Ok(Text::open(&given.input, &how)?)
}

/// The first bytes of a file's text.
pub(super) fn beginning(input: &Input, text: &Text) -> Result<Vec<u8>, Error> {
    text.beginning(BEGINNING).map_err(|cause| unreadable(input.to_string(), cause))
}

/// Finds the table in a text.
pub(super) fn find(request: &Request, side: Side, given: &FileRequest, text: Text) -> Result<Found, Error> {
    let name = given.input.to_string();
    let mappings = mappings(request, &given.settings);
    let beginning = beginning(&given.input, &text)?;
    if beginning.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::Empty { file: name });
    }
    // A workbook's sheet and an HTML table come with commas, whatever the user's other files have.
    let delimiter = if text.counts_rows() { Some(b',') } else { given.settings.delimiter };
    let mut dialect = dialect::find(&beginning, side, &mappings, delimiter);
    if text.counts_rows() {
        dialect.line = dialect::record_at(&beginning, dialect.byte) + 1;
    }
    let headers: Vec<Header> = dialect.headers.iter().map(|header| header::normalise(header)).collect();
    if dialect::sense(&dialect.headers, side, &mappings) == 0 {
        let headers = listed(&dialect.headers);
        let column = match side {
            Side::Survey => return Err(Error::NoAnswers { file: name, headers }),
            Side::Statistics | Side::Leads => "spend",
            Side::Orders => "customer",
            Side::Subscriptions => "start",
            Side::Costs => "amount",
            Side::Products => "product",
        };
        return Err(Error::NoKnownColumn { file: name, headers, column });
    }
    Ok(Found { name, side, dialect, headers, mappings, vat: given.settings.vat, text })
}

impl Found {
    /// The headers, to be looked up.
    pub(super) fn known(&self, request: &Request) -> Headers<'_> {
        Headers {
            file: &self.name,
            side: self.side,
            raw: &self.dialect.headers,
            normal: &self.headers,
            vat: request.vat.or(self.vat),
        }
    }

    /// What the text is packed in, and its encoding.
    pub(super) fn text_in_words(&self) -> String {
        self.text.to_string()
    }

    /// Settles what is taken from the file; gives itself back where that fails.
    pub(super) fn settle(self, request: &Request, given: &FileRequest) -> Result<File, (Error, Box<Self>)> {
        let preamble = &self.dialect.preamble;
        let plan = match plan::settle(request, given, &self.known(request), &self.mappings, preamble) {
            Ok(plan) => plan,
            Err(error) => return Err((error, Box::new(self))),
        };
        let meanings = plan.meanings(&request.dimensions);
        let Self { name, side, dialect, headers, text, .. } = self;
        Ok(File { name, side, headers, plan, settings: given.settings.clone(), dialect, text, meanings })
    }
}

/// The mappings for a file: its own, and of those for all files the ones that its own do not replace.
pub(super) fn mappings(request: &Request, settings: &Settings) -> Vec<Mapping> {
    let own = &settings.mappings;
    let is_replaced = |mapping: &&Mapping| own.iter().any(|own| own.column == mapping.column);
    own.iter().chain(request.mappings.iter().filter(|mapping| !is_replaced(mapping))).cloned().collect()
}

impl File {
    /// The same file, with its days read as where somebody asks for them.
    pub(super) fn asking_for_days(mut self) -> Self {
        self.plan.needs_days = true;
        self
    }

    /// What was found of it, to be settled anew.
    pub(super) fn into_found(self, request: &Request) -> Found {
        let mappings = mappings(request, &self.settings);
        let Self { name, side, dialect, headers, text, settings, .. } = self;
        Found { name, side, dialect, headers, mappings, vat: settings.vat, text }
    }

    /// The headers, to be looked up.
    pub(super) fn known(&self, request: &Request) -> Headers<'_> {
        Headers {
            file: &self.name,
            side: self.side,
            raw: &self.dialect.headers,
            normal: &self.headers,
            vat: request.vat.or(self.settings.vat),
        }
    }

    /// The headers as they stand in the file.
    pub(super) fn raw_headers(&self) -> &[String] {
        &self.dialect.headers
    }

    /// How the file was understood, for people who want to check.
    pub(super) fn describe(&self, votes: &Votes) -> Vec<String> {
        let name = &self.name;
        let mut facts = vec![self.text.to_string()];
        if !self.text.counts_rows() {
            facts.push(format!("{}-separated", dialect::name(self.dialect.delimiter)));
        }
        if self.dialect.line > 1 {
            facts.push(format!("header in {}", self.header_place()));
        }
        facts.push(votes.describe(&self.plan));
        let columns = self
            .meanings
            .iter()
            .map(|(place, meaning)| format!("{meaning} = {:?}", self.raw_headers()[*place]));
        let given = self.plan.names.iter().filter_map(|from| match from {
            NameFrom::Fixed(channel) => Some(format!("channel is {channel:?} for all rows")),
            NameFrom::Cells(_) | NameFrom::Period(_) | NameFrom::OrderPeriod(_) => None,
        });
        let days = match self.plan.days {
            Days::Preamble(span) => Some(format!("all rows from {} to {}", span.first, span.last)),
            _ => None,
        };
        let columns = columns.chain(given).chain(days).collect::<Vec<_>>().join(", ");
        vec![format!("{name}: {}; columns: {columns}", facts.join(", "))]
    }

    /// What each column in use was taken for.
    pub(super) fn meanings(&self) -> &[(usize, String)] {
        &self.meanings
    }

    /// What the reader of the figures should know about this file's columns.
    pub(super) fn notes(&self) -> Vec<Note> {
        let name = &self.name;
        let mut notes = Vec::new();
        let mut note =
            |code, message: String| notes.push(Note { code, message: format!("{name}: {message}") });
        if !self.plan.left_aside.is_empty() {
            let keys: Vec<&str> = self.plan.left_aside.iter().map(|fact| fact.metric().key()).collect();
            note(
                "left-aside",
                format!(
                    "left aside: {}; beside a lead export, outcomes are counted from that alone",
                    keys.join(", ")
                ),
            );
        }
        if self.side == Side::Statistics && !self.plan.supplies.contains(Fact::Spend) {
            let unused: Vec<String> = (0..self.headers.len())
                .filter(|place| !self.meanings.iter().any(|(used, _)| used == place))
                .map(|place| format!("{:?}", self.raw_headers()[place]))
                .take(8)
                .collect();
            let unused =
                if unused.is_empty() { String::new() } else { format!("; not used: {}", unused.join(", ")) };
            note(
                "no-spend-column",
                format!(
                    "no cost column is known, so nothing is known of its spend{unused}; --map spend=HEADER names one"
                ),
            );
        }
        let quoted = |places: &[usize], between: &str| {
            let quoted: Vec<String> =
                places.iter().map(|place| format!("{:?}", self.raw_headers()[*place])).collect();
            quoted.join(between)
        };
        for choice in &self.plan.choices {
            match choice {
                Choice::Instead { meaning, taken, others } => note(
                    "column-chosen",
                    format!(
                        "{meaning} is taken from {}, not from {}",
                        quoted(&[*taken], ""),
                        quoted(others, " or ")
                    ),
                ),
                Choice::Filled { meaning, places } => note(
                    "column-filled",
                    format!(
                        "{meaning} is taken from {}, and where that is empty from {}",
                        quoted(&places[..1], ""),
                        quoted(&places[1..], ", then ")
                    ),
                ),
            }
        }
        if let (Days::Preamble(span), true) = (self.plan.days, self.plan.needs_days) {
            note(
                "period",
                format!("all its rows cover {} to {}, as stands above the table", span.first, span.last),
            );
        }
        if self.side == Side::Leads && self.plan.amount.is_none() && self.plan.supplies.contains(Fact::Orders)
        {
            let perhaps: Vec<usize> = (0..self.headers.len())
                .filter(|place| sounds_like_amount(&self.headers[*place].normal))
                .collect();
            if !perhaps.is_empty() {
                note(
                    "no-amount-column",
                    format!(
                        "no amount column is known, so nothing is known of revenue; if it is {}: --map leads.revenue=HEADER",
                        quoted(&perhaps, " or ")
                    ),
                );
            }
        }
        let is_average = |place: &usize| {
            let header = &self.headers[*place].normal;
            ["avg", "average", "ср.", "средн"].iter().any(|word| header.starts_with(word))
        };
        if let Some(place) = self.plan.cpc.filter(is_average) {
            note(
                "spend-from-cpc",
                format!(
                    "spend is clicks times {}, which is rounded, there being no cost column",
                    quoted(&[place], "")
                ),
            );
        }
        if let (Some(vat), Some(place)) = (self.plan.vat, self.plan.cost())
            && self.headers[place].vat.is_some()
        {
            let with = if vat == Vat::Included { "with" } else { "without" };
            note("vat", format!("spend is taken from {}, {with} VAT", quoted(&[place], "")));
        }
        notes
    }

    /// Whether the file should supply a sum as others of its kind do, and does not.
    pub(super) fn lacks(&self, fact: Fact, total: &Tally) -> bool {
        total.side_of(fact) == Some(self.side) && !self.plan.supplies.contains(fact)
    }

    pub(super) fn problem(&self, row: &At, place: usize, value: &str, expected: &str) -> Problem {
        let header = &self.raw_headers()[place];
        let value = shortened(number::text(value));
        Problem { place: self.place(row), what: format!("{value:?} in {header:?} is not {expected}") }
    }

    /// Where the header stands.
    pub(super) fn header_place(&self) -> Place {
        if self.text.counts_rows() { Place::Row(self.dialect.line) } else { Place::Line(self.dialect.line) }
    }

    /// Where a row begins.
    pub(super) fn place(&self, row: &At) -> Place {
        if self.text.counts_rows() {
            // The header is row 0 of those that are counted.
            Place::Row(self.dialect.line + row.row)
        } else {
            Place::Line(row.line)
        }
    }

    /// The rows in blocks, the header first.
    pub(super) fn feed(&self, block: NonZeroUsize) -> Feed<'_> {
        let byte = self.dialect.byte;
        Feed::new(self.text.rest(byte), block, self.dialect.delimiter, byte, self.text.place(byte))
    }

    /// Where the first block begins.
    pub(super) fn begin(&self) -> At {
        At { byte: self.dialect.byte, line: self.dialect.line, row: 0, is_below_blank: false }
    }

    /// The rows of a block, whose first one begins here.
    pub(super) fn records<'b>(
        &self,
        block: &'b Block,
        at: At,
        index: &'b mut Index,
    ) -> Result<Records<'b>, Error> {
        let bytes = block.bytes();
        match simdutf8::basic::from_utf8(bytes) {
            Ok(text) if memchr::memchr(0, bytes).is_none() => {
                Ok(Records::new(text, self.dialect.delimiter, At { byte: block.byte, ..at }, index))
            }
            _ => Err(Error::NoText { file: self.name.clone() }),
        }
    }

    /// Why there is no next block; `last` is where the last row before it begins.
    pub(super) fn broken(&self, broken: Broken, last: &At) -> Error {
        let file = self.name.clone();
        match broken {
            Broken::Unreadable(cause) => unreadable(file, cause),
            Broken::RowTooLong => Error::RowTooLong { file, place: self.place(last) },
        }
    }

    /// The text has ended inside quotation marks, which this row has opened.
    pub(super) fn open_quote(&self, last: &At) -> Error {
        Error::OpenQuote { file: self.name.clone(), place: self.place(last) }
    }

    /// Calls `each` with every data row, one after the other.
    pub(super) fn for_each_row(
        &self,
        mut each: impl FnMut(&Record<'_>, &At) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut feed = self.feed(BLOCK);
        let mut block = Block::default();
        let mut index = Index::default();
        let (mut next, mut last) = (self.begin(), self.begin());
        while feed.next(&mut block).map_err(|broken| self.broken(broken, &last))? {
            let mut records = self.records(&block, next, &mut index)?;
            while let Some(record) = records.next() {
                last = *record.at();
                if last.row > 0 {
                    each(record, &last)?;
                }
            }
            next = records.end();
            if block.is_open {
                return Err(self.open_quote(&last));
            }
        }
        Ok(())
    }
}

/// Why a text cannot be read on.
fn unreadable(file: String, cause: io::Error) -> Error {
    match bytes::Problem::of(cause) {
        bytes::Problem::Unreadable(cause) => Error::Unreadable { file, cause },
        problem => Error::Bytes(bytes::Error { file, problem }),
    }
}

/// Whether a header that is not known may be that of an amount.
fn sounds_like_amount(header: &str) -> bool {
    const WORDS: [&str; 9] =
        ["amount", "price", "revenue", "sale", "value", "сумма", "бюджет", "цена", "стоимость"];
    header.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
}

/// A value for a message: a cell that has swallowed half a file is not shown whole.
pub(super) fn shortened(value: &str) -> String {
    const SHOWN: usize = 60;
    // Blanks of all widths look the same, and quoted they would stand there as codes.
    let value = &value.replace(['\u{a0}', '\u{2009}', '\u{202f}'], " ");
    match value.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}
