//! From a file's bytes to UTF-8 text, whatever the export came packed in.
//!
//! [`Text::open`] asks of the bytes, never of the name: what they are packed in (gzip, an XLSX workbook, an HTML table that
//! calls itself `.xls`) and which encoding they are in. Everything after it reads UTF-8 delimited text.
//!
//! - The bytes come out of a file or a stream (`origin`), and go one way up to the text (`flow`): they are unpacked (`gzip`) and
//!   decoded (`decode`) while they are read, anew for each reader. What can be read only once (`arriving`) is kept in a temporary
//!   file while it is read, and so are the tables of workbooks and web pages. All of it streams: a file of any size, even of a
//!   single line, takes the same memory (a workbook's shared strings excepted, which its format wants at hand).
//! - What begins as UTF-8 is taken for that. That it is UTF-8 to its end is found out by whoever reads it; only if it is not, all
//!   of it is looked at for what it is. A file that is small is looked at as a whole before anything is read.
//! - Nothing is replaced or skipped: what does not decode is an error with its line.
//! - What can unpack to more than it is worth is stopped (`limits`).
//! - A workbook comes out as comma-separated text with a record for each row of the sheet, so that the number of a record is
//!   the number of a row, and with [`TYPED`](super::field::number::TYPED) before each number.
//! - `--encoding` is for text and `--sheet` for workbooks; a file to which one of them does not apply is read without it, since
//!   options are given once for files of several kinds.

mod arriving;
mod decode;
mod encoding;
mod error;
mod flow;
mod gzip;
mod html;
mod limits;
mod origin;
mod store;
mod survey;
mod table;
#[cfg(test)]
mod tests;
mod workbook;

use std::fmt;
use std::io::{self, Read};

use super::source::Input;

use decode::Decoded;
use encoding::{BEGINNING, Encoding};
use flow::Flow;
use gzip::Unpacked;
use limits::Limits;
use origin::Origin;
use survey::{Survey, Utf8};

pub use encoding::{Named, UnknownName};
pub use error::{Error, Problem};
pub(in crate::ingest) use origin::Streams;

/// How to read.
#[derive(Clone, Copy)]
pub(in crate::ingest) struct How<'a> {
    /// The encoding of text, where the user names one.
    pub(in crate::ingest) encoding: Option<Named>,
    /// The sheet of a workbook, where the user names one.
    pub(in crate::ingest) sheet: Option<&'a str>,
    /// How much of a text is looked at to tell that it is UTF-8.
    pub(in crate::ingest) look: Look,
    /// The streams that others have begun to read.
    pub(in crate::ingest) streams: &'a Streams,
    /// How many columns of a text that begins like this are known. What makes sense is what was meant: the caller's columns
    /// decide between encodings, between sheets and between tables.
    pub(in crate::ingest) sense: &'a dyn Fn(&[u8]) -> usize,
}

impl How<'_> {
    /// Whether a file that begins like this is read as it comes. A small one is looked at as a whole: that costs nothing, and what
    /// is wrong with it is told before anything else.
    fn streams_what_begins_with(&self, beginning: &[u8]) -> bool {
        self.look == Look::AtItsBeginning && beginning.len() == BEGINNING
    }
}

/// How much of a text is looked at before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Look {
    /// Its beginning: what begins as UTF-8 is UTF-8, unless whoever reads it finds that it is not. What is wrong further on with
    /// what it is packed or encoded in is found out by whoever reads it, too.
    AtItsBeginning,
    /// All of it.
    AtAllOfIt,
}

/// What the text was packed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) enum Container {
    /// Nothing.
    Plain,
    /// Gzip. A workbook or a web page packed with gzip is that.
    Gzip,
    /// An XLSX workbook.
    Workbook {
        /// The sheet that the text is of.
        sheet: String,
        /// All other sheets, also those that are hidden.
        others: Vec<String>,
    },
    /// A web page.
    Html,
}

/// UTF-8 text that can be read from its beginning as often as it takes.
#[derive(Debug)]
pub(in crate::ingest) struct Text {
    flow: Flow,
    /// Where the text begins: after the byte order mark.
    start: u64,
    container: Container,
    encoding: Encoding,
}

impl Text {
    /// Opens the input and makes text of it.
    pub(in crate::ingest) fn open(input: &Input, how: &How<'_>) -> Result<Self, Error> {
        Self::open_within(input, how, &Limits::USUAL)
    }

    fn open_within(input: &Input, how: &How<'_>, limits: &Limits) -> Result<Self, Error> {
        let streams = how.streams;
        streams
            .open(input)
            .and_then(|origin| unpack(origin, how, limits))
            .map_err(|problem| Error { file: input.to_string(), problem })
    }

    /// The first bytes, at most `limit` of them.
    pub(in crate::ingest) fn beginning(&self, limit: usize) -> io::Result<Vec<u8>> {
        self.flow.beginning(self.start, limit)
    }

    /// Everything from this byte of the text on. What is wrong there with what the text is packed or encoded in comes as an error
    /// of reading, of which [`Problem::of`] knows more.
    pub(in crate::ingest) fn rest(&self, from: u64) -> Box<dyn Read + Send + '_> {
        self.flow.from(self.place(from))
    }

    /// Where a byte of the text is in what is read.
    pub(in crate::ingest) fn place(&self, byte: u64) -> u64 {
        self.start.saturating_add(byte)
    }

    /// How many bytes there are, where that is known before they are read.
    pub(in crate::ingest) fn len(&self) -> Option<u64> {
        self.flow.len().map(|bytes| bytes.saturating_sub(self.start))
    }

    /// Whether its records are the rows of a sheet or of a page's table, and are told by their numbers.
    pub(in crate::ingest) fn counts_rows(&self) -> bool {
        matches!(self.container, Container::Workbook { .. } | Container::Html)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.container {
            Container::Plain => write!(f, "{}", self.encoding),
            Container::Gzip => write!(f, "gzip, {}", self.encoding),
            Container::Workbook { sheet, others } if others.is_empty() => write!(f, "XLSX, sheet {sheet:?}"),
            Container::Workbook { sheet, others } => {
                write!(f, "XLSX, sheet {sheet:?} of {}", others.len() + 1)
            }
            Container::Html => write!(f, "HTML table, {}", self.encoding),
        }
    }
}

/// Takes away gzip, if it is there. Only once: nobody exports gzip in gzip, but a bomb is built like that.
fn unpack(origin: Origin, how: &How<'_>, limits: &Limits) -> Result<Text, Problem> {
    let beginning = flow::beginning(origin.from(0), BEGINNING).map_err(Problem::of)?;
    if !gzip::is_gzip(&beginning) {
        return read(Flow::Plain(origin), how, limits);
    }
    let streams = how.look == Look::AtItsBeginning && origin.has(gzip::LARGE)?;
    let unpacked = Flow::Unpacked(Unpacked::new(origin, limits));
    let unpacked = if streams { unpacked } else { unpacked.kept()? };
    if gzip::is_gzip(&unpacked.beginning(0, BEGINNING).map_err(Problem::of)?) {
        return Err(Problem::GzipTwice);
    }
    let text = read(unpacked, how, limits)?;
    let container = if text.container == Container::Plain { Container::Gzip } else { text.container };
    Ok(Text { container, ..text })
}

/// Reads what is not packed with gzip.
fn read(flow: Flow, how: &How<'_>, limits: &Limits) -> Result<Text, Problem> {
    let beginning = flow.beginning(0, BEGINNING).map_err(Problem::of)?;
    if workbook::is_zip(&beginning) {
        let (store, container) = workbook::read(&flow.whole()?, how, limits)?;
        let encoding = Encoding::Utf8 { bom: false };
        return Ok(Text { flow: Flow::stored(store), start: 0, container, encoding });
    }
    if workbook::is_compound(&beginning) {
        return Err(workbook::compound(&flow.whole()?));
    }
    if let Some(kind) = foreign_kind(&beginning) {
        return Err(Problem::Foreign { kind });
    }
    let text = text(flow, &beginning, how)?;
    let is_html = html::is_html(&text.beginning(BEGINNING).map_err(Problem::of)?);
    if !is_html {
        return Ok(text);
    }
    let flow = Flow::stored(html::read(&text, how, limits)?);
    Ok(Text { flow, start: 0, container: Container::Html, encoding: text.encoding })
}

/// What else people drag into a command line.
fn foreign_kind(beginning: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 6] = [
        (b"%PDF-", "a PDF document"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"Rar!\x1a\x07", "a RAR archive"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        (b"SQLite format 3\0", "a database"),
    ];
    SIGNATURES.iter().find(|(signature, _)| beginning.starts_with(signature)).map(|(_, kind)| *kind)
}

/// Decodes text, or finds that there is nothing to decode.
fn text(flow: Flow, beginning: &[u8], how: &How<'_>) -> Result<Text, Problem> {
    let mark = encoding::marked(beginning).map_or(0, |(_, length)| length);
    let survey = |flow: &Flow| Survey::of(flow, mark).map_err(Problem::of);
    let told = encoding::told(beginning, how)?;
    let streams = how.streams_what_begins_with(beginning);
    let plain = |flow, start, encoding| Text { flow, start, container: Container::Plain, encoding };
    if let (true, None | Some(Encoding::Utf8 { .. })) = (streams, told)
        && survey::begins_as_text(beginning)
    {
        return Ok(plain(flow, mark, told.unwrap_or(Encoding::Utf8 { bom: false })));
    }
    let (flow, encoding, state) = match told {
        Some(encoding @ Encoding::Utf8 { .. }) => {
            let flow = flow.kept()?;
            let survey = survey(&flow)?;
            if survey.has(0) {
                return Err(Problem::Foreign { kind: "binary data" });
            }
            (flow, encoding, survey.strictly_utf8())
        }
        Some(encoding) => (flow, encoding, Utf8::Other),
        None => {
            let flow = flow.kept()?;
            let survey = survey(&flow)?;
            let encoding = encoding::found(&flow, beginning, &survey, how)?;
            (flow, encoding, survey.utf8())
        }
    };
    let Encoding::Utf8 { .. } = encoding else {
        let decoded = Flow::Decoded(Box::new(Decoded::new(flow, mark, encoding)));
        let decoded = if streams { decoded } else { decoded.kept()? };
        return Ok(plain(decoded, 0, encoding));
    };
    match state {
        Utf8::CutOff => Err(Problem::CutOff),
        Utf8::Damaged { line } => Err(Problem::Invalid { encoding: encoding.name(), line }),
        Utf8::Valid | Utf8::Other => Ok(plain(flow, mark, encoding)),
    }
}
