//! From a file's bytes to UTF-8 text, whatever the export came packed in.
//!
//! [`Text::open`] asks of the bytes, never of the name: what they are packed in (gzip, an XLSX workbook, an HTML table that
//! calls itself `.xls`) and which encoding they are in. Everything after it reads UTF-8 delimited text.
//!
//! - A UTF-8 file is looked through once, for bytes that are none, and then read where it is. Everything else goes to a
//!   temporary file. All of it streams: a file of any size, even of a single line, takes the same memory (a workbook's shared
//!   strings excepted, which its format wants at hand).
//! - Nothing is replaced or skipped: what does not decode is an error with its line.
//! - What can unpack to more than it is worth is stopped (`limits`).
//! - A workbook comes out as comma-separated text with a record for each row of the sheet, so that the number of a record is
//!   the number of a row, and with [`TYPED`](super::field::number::TYPED) before each number.
//! - `--encoding` is for text and `--sheet` for workbooks; a file to which one of them does not apply is read without it, since
//!   options are given once for files of several kinds.

mod decode;
mod encoding;
mod error;
mod gzip;
mod html;
mod limits;
mod store;
mod survey;
mod table;
#[cfg(test)]
mod tests;
mod workbook;

use std::fmt;
use std::io::{self, BufReader, Read};

use super::source::Input;

use encoding::BEGINNING;
use limits::Limits;
use store::{Cursor, Store};
use survey::{Survey, Utf8};

pub use encoding::{Named, UnknownName};
pub use error::{Error, Problem};

use encoding::Encoding;

/// How to read.
#[derive(Clone, Copy)]
pub(in crate::ingest) struct How<'a> {
    /// The encoding of text, where the user names one.
    pub(in crate::ingest) encoding: Option<Named>,
    /// The sheet of a workbook, where the user names one.
    pub(in crate::ingest) sheet: Option<&'a str>,
    /// How many columns of a text that begins like this are known. What makes sense is what was meant: the caller's columns
    /// decide between encodings, between sheets and between tables.
    pub(in crate::ingest) sense: &'a dyn Fn(&[u8]) -> usize,
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

/// UTF-8 text that can be read from its beginning as often as it takes: the file itself where it is UTF-8 already, a temporary
/// file otherwise.
#[derive(Debug)]
pub(in crate::ingest) struct Text {
    store: Store,
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
        Store::open(input)
            .and_then(|store| unpack(store, how, limits))
            .map_err(|problem| Error { file: input.to_string(), problem })
    }

    /// The first bytes, at most `limit` of them.
    pub(in crate::ingest) fn beginning(&self, limit: u64) -> io::Result<Vec<u8>> {
        self.store.beginning(self.start, limit)
    }

    /// Everything from this byte of the text on.
    pub(in crate::ingest) fn rest(&self, from: u64) -> BufReader<Cursor<'_>> {
        self.store.from(self.start.saturating_add(from))
    }

    /// How many line ends stand from this byte on before anything else.
    pub(in crate::ingest) fn line_ends(&self, from: u64) -> io::Result<u64> {
        let mut line_ends = 0;
        for byte in self.rest(from).bytes() {
            match byte? {
                b'\n' => line_ends += 1,
                b'\r' => {}
                _ => break,
            }
        }
        Ok(line_ends)
    }

    /// The byte before this one.
    pub(in crate::ingest) fn byte_before(&self, byte: u64) -> Option<u8> {
        self.rest(byte.checked_sub(1)?).bytes().next()?.ok()
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
fn unpack(store: Store, how: &How<'_>, limits: &Limits) -> Result<Text, Problem> {
    if !gzip::is_gzip(&store.beginning(0, BEGINNING).map_err(Problem::Unreadable)?) {
        return read(store, how, limits);
    }
    let unpacked = gzip::unpack(&store, limits)?;
    if gzip::is_gzip(&unpacked.beginning(0, BEGINNING).map_err(Problem::Unreadable)?) {
        return Err(Problem::GzipTwice);
    }
    let text = read(unpacked, how, limits)?;
    let container = if text.container == Container::Plain { Container::Gzip } else { text.container };
    Ok(Text { container, ..text })
}

/// Reads what is not packed with gzip.
fn read(store: Store, how: &How<'_>, limits: &Limits) -> Result<Text, Problem> {
    let beginning = store.beginning(0, BEGINNING).map_err(Problem::Unreadable)?;
    if workbook::is_zip(&beginning) {
        let (store, container) = workbook::read(&store, how, limits)?;
        return Ok(Text { store, start: 0, container, encoding: Encoding::Utf8 { bom: false } });
    }
    if workbook::is_compound(&beginning) {
        return Err(workbook::compound(&store));
    }
    if let Some(kind) = foreign_kind(&beginning) {
        return Err(Problem::Foreign { kind });
    }
    let text = text(store, &beginning, how)?;
    let is_html = html::is_html(&text.beginning(BEGINNING).map_err(Problem::Unreadable)?);
    if !is_html {
        return Ok(text);
    }
    let store = html::read(&text, how, limits)?;
    Ok(Text { store, start: 0, container: Container::Html, encoding: text.encoding })
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
fn text(store: Store, beginning: &[u8], how: &How<'_>) -> Result<Text, Problem> {
    let mark = encoding::marked(beginning).map_or(0, |(_, length)| length);
    let survey = |store: &Store| Survey::of(store, mark).map_err(Problem::Unreadable);
    let (encoding, state) = match encoding::told(beginning, how)? {
        Some(encoding @ Encoding::Utf8 { .. }) => {
            let survey = survey(&store)?;
            if survey.has(0) {
                return Err(Problem::Foreign { kind: "binary data" });
            }
            (encoding, survey.strictly_utf8())
        }
        Some(encoding) => (encoding, Utf8::Other),
        None => {
            let survey = survey(&store)?;
            (encoding::found(&store, beginning, &survey, how)?, survey.utf8())
        }
    };
    let Encoding::Utf8 { .. } = encoding else {
        let store = decode::decode(&store, mark, encoding)?;
        return Ok(Text { store, start: 0, container: Container::Plain, encoding });
    };
    match state {
        Utf8::CutOff => Err(Problem::CutOff),
        Utf8::Damaged { line } => Err(Problem::Invalid { encoding: encoding.name(), line }),
        Utf8::Valid | Utf8::Other => Ok(Text { store, start: mark, container: Container::Plain, encoding }),
    }
}
