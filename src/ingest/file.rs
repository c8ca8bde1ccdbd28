//! One file: opened, its headers understood, its rows handed out.

use std::cell::Cell;
use std::fmt;
use std::io::{self, Read};
use std::rc::Rc;

use csv::{Position, StringRecord};

use crate::core::fact::Fact;
use crate::core::tally::{Side, Tally};
use crate::report::Note;

use super::audit::Problem;
use super::bytes::{self, Text};
use super::field::money::vat::Vat;
use super::field::number;
use super::plan::{self, Choice, Days, NameFrom, Plan};
use super::settings::{FileRequest, Settings};
use super::source::Input;
use super::table::dialect::{self, Dialect};
use super::table::header::{self, Header};
use super::table::headers::{Headers, listed};
use super::table::mapping::Mapping;
use super::votes::Votes;
use super::{Error, Request};

/// How much of a file is looked at to find its delimiter and header.
const BEGINNING: u64 = 1 << 19;

/// The longest row that is read. What is longer is no row: a quotation mark was not closed, or there are no line ends.
const LONGEST_ROW: u64 = 1 << 24;

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
pub(super) fn open(request: &Request, side: Side, given: &FileRequest) -> Result<File, Error> {
    let text = text(request, &[side], given)?;
    find(request, side, given, text)?.settle(request, given).map_err(|(error, _)| error)
}

/// A file's text, in the encoding and from the sheet that show the most columns known on these sides.
pub(super) fn text(request: &Request, sides: &[Side], given: &FileRequest) -> Result<Text, Error> {
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
    Ok(Text::open(&given.input, &bytes::How { encoding: settings.encoding, sheet, sense: &sense })?)
}

/// The first bytes of a file's text.
pub(super) fn beginning(input: &Input, text: &Text) -> Result<Vec<u8>, Error> {
    text.beginning(BEGINNING).map_err(|cause| Error::Unreadable { file: input.to_string(), cause })
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
        return Err(Error::NoKnownColumn { file: name, headers: listed(&dialect.headers) });
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
fn mappings(request: &Request, settings: &Settings) -> Vec<Mapping> {
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
            NameFrom::Cells(_) | NameFrom::Period(_) => None,
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

    pub(super) fn problem(&self, row: &Position, place: usize, value: &str, expected: &str) -> Problem {
        let header = &self.raw_headers()[place];
        let value = shortened(number::text(value));
        Problem { place: self.place(row), what: format!("{value:?} in {header:?} is not {expected}") }
    }

    fn unreadable(&self, error: csv::Error, last: &Position) -> Error {
        let file = self.name.clone();
        match error.into_kind() {
            csv::ErrorKind::Io(cause) if cause.kind() == io::ErrorKind::FileTooLarge => {
                Error::RowTooLong { file, place: self.place(last) }
            }
            csv::ErrorKind::Io(cause) => Error::Unreadable { file, cause },
            other => Error::Unreadable { file, cause: io::Error::other(format!("{other:?}")) },
        }
    }

    /// Where the header stands.
    pub(super) fn header_place(&self) -> Place {
        if self.text.counts_rows() { Place::Row(self.dialect.line) } else { Place::Line(self.dialect.line) }
    }

    /// Where a row begins. The reader's own count stands before the line ends, if any, that it skipped to get there.
    pub(super) fn place(&self, row: &Position) -> Place {
        if self.text.counts_rows() {
            return Place::Row(self.dialect.line + row.record());
        }
        let skipped = self.text.line_ends(self.dialect.byte + row.byte()).unwrap_or(0);
        Place::Line(self.dialect.line - 1 + row.line() + skipped)
    }

    /// Whether a blank line stands before a row.
    pub(super) fn follows_blank_line(&self, row: &Position) -> bool {
        let byte = self.dialect.byte + row.byte();
        // After a carriage return the reader stands before the line feed that belongs to it.
        let own = u64::from(!self.text.counts_rows() && self.text.byte_before(byte) == Some(b'\r'));
        self.text.line_ends(byte).unwrap_or(0) > own
    }

    /// Calls `each` with every data row and where it begins.
    pub(super) fn for_each_row(
        &self,
        mut each: impl FnMut(&StringRecord, &Position) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let failed = |cause| Error::Unreadable { file: self.name.clone(), cause };
        let taken = Rc::new(Cell::new(0));
        let text = self.text.rest(self.dialect.byte);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(self.dialect.delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(Bounded { text, taken: Rc::clone(&taken) });
        let mut record = StringRecord::new();
        let mut last = Position::new();
        let mut is_header = true;
        while reader.read_record(&mut record).map_err(|error| self.unreadable(error, &last))? {
            taken.set(0);
            last = record.position().cloned().unwrap_or(last);
            if !std::mem::replace(&mut is_header, false) {
                each(&record, &last)?;
            }
        }
        drop(reader);
        let mut rest = Vec::new();
        self.text.rest(self.dialect.byte + last.byte()).read_to_end(&mut rest).map_err(failed)?;
        if dialect::ends_inside_quotes(&rest, self.dialect.delimiter) {
            return Err(Error::OpenQuote { file: self.name.clone(), place: self.place(&last) });
        }
        Ok(())
    }
}

/// Whether a header that is not known may be that of an amount.
fn sounds_like_amount(header: &str) -> bool {
    const WORDS: [&str; 9] =
        ["amount", "price", "revenue", "sale", "value", "сумма", "бюджет", "цена", "стоимость"];
    header.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
}

/// A text that is read row by row, and no further where a row does not end.
struct Bounded<R> {
    text: R,
    /// Bytes since the last row.
    taken: Rc<Cell<u64>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.taken.get() > LONGEST_ROW {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let count = self.text.read(buffer)?;
        self.taken.set(self.taken.get() + count as u64);
        Ok(count)
    }
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
