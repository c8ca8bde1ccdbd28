//! One file: opened, its headers understood, its rows handed out.

use std::borrow::Cow;

use csv::{Position, StringRecord};

use crate::core::fact::Fact;
use crate::core::tally::{Side, Tally};
use crate::report::Note;

use super::audit::Problem;
use super::columns;
use super::header::{self, Header};
use super::headers::{Headers, listed};
use super::mapping::Mapping;
use super::number::{self, Cell, Mark};
use super::plan::{self, NameFrom, Plan};
use super::source::{Bytes, Input};
use super::{Error, Request, dialect};

/// How much of a file is looked at to find its delimiter and header.
const BEGINNING: u64 = 1 << 16;

/// A file whose headers are understood.
#[derive(Debug)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) side: Side,
    pub(super) raw_headers: Vec<String>,
    pub(super) headers: Vec<Header>,
    pub(super) plan: Plan,
    bytes: Bytes,
    delimiter: u8,
    meanings: Vec<(usize, String)>,
}

/// Opens a file and settles what is taken from it.
pub(super) fn open(request: &Request, side: Side, input: &Input) -> Result<File, Error> {
    let name = input.to_string();
    let bytes = Bytes::open(input)?;
    let beginning =
        bytes.beginning(BEGINNING).map_err(|cause| Error::Unreadable { file: name.clone(), cause })?;
    if beginning.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::Empty { file: name });
    }
    if let Some(kind) = foreign_kind(&beginning) {
        return Err(Error::Kind { file: name, kind });
    }
    if let Some(line) = first_line_not_utf8(&beginning) {
        return Err(Error::NotUtf8 { file: name, line });
    }
    let (delimiter, raw_headers) = match request.delimiter {
        Some(delimiter) => (delimiter, dialect::header(&beginning, delimiter)),
        None => dialect::find(&beginning, side, &request.mappings),
    };
    let headers: Vec<Header> = raw_headers.iter().map(|header| header::normalise(header)).collect();
    let is_mapped = |mapping: &Mapping| mapping.is_for(side) && raw_headers.contains(&mapping.header);
    if columns::known(&headers, side) == 0 && !request.mappings.iter().any(is_mapped) {
        return Err(Error::NoKnownColumn { file: name, headers: listed(&raw_headers) });
    }
    let known = Headers { file: &name, side, raw: &raw_headers, normal: &headers };
    let plan = plan::settle(request, input, &known)?;
    let meanings = plan.meanings(&request.dimensions);
    Ok(File { name, side, raw_headers, headers, plan, bytes, delimiter, meanings })
}

/// What the bytes are if they are no text in UTF-8 at all.
fn foreign_kind(beginning: &[u8]) -> Option<&'static str> {
    match beginning {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("UTF-16 text"),
        [0x1f, 0x8b, ..] => Some("a gzip archive"),
        [b'P', b'K', 3, 4, ..] => Some("an XLSX workbook or another zip archive"),
        _ if beginning.contains(&0) => Some("binary data"),
        _ => None,
    }
}

/// The line of the first byte that is no UTF-8. A character cut off at the end is none: the beginning ends there, not the file.
fn first_line_not_utf8(beginning: &[u8]) -> Option<u64> {
    let error = std::str::from_utf8(beginning).err().filter(|error| error.error_len().is_some())?;
    let before = &beginning[..error.valid_up_to()];
    Some(1 + before.split(|byte| *byte == b'\n').skip(1).count() as u64)
}

impl File {
    /// How the file was understood, for people who want to check.
    pub(super) fn describe(&self, mark: Option<Mark>) -> Vec<String> {
        let name = &self.name;
        let mark = match mark {
            Some(mark) => format!("decimal {}", mark.name()),
            None => "whole numbers only".to_owned(),
        };
        let columns = self
            .meanings
            .iter()
            .map(|(place, meaning)| format!("{meaning} = {:?}", self.raw_headers[*place]));
        let given = self.plan.names.iter().filter_map(|from| match from {
            NameFrom::Fixed(channel) => Some(format!("channel is {channel:?} for all rows")),
            NameFrom::Cell(_) | NameFrom::Period(_) => None,
        });
        let columns = columns.chain(given).collect::<Vec<_>>().join(", ");
        vec![format!("{name}: {}-separated, {mark}; columns: {columns}", dialect::name(self.delimiter))]
    }

    /// What the reader of the figures should know about this file's columns.
    pub(super) fn notes(&self) -> Vec<Note> {
        let name = &self.name;
        let mut notes = Vec::new();
        if !self.plan.left_aside.is_empty() {
            let keys: Vec<&str> = self.plan.left_aside.iter().map(|fact| fact.metric().key()).collect();
            let message = format!(
                "{name}: left aside: {}; beside a lead export, outcomes are counted from that alone",
                keys.join(", ")
            );
            notes.push(Note { code: "left-aside", message });
        }
        if self.side == Side::Statistics && !self.plan.supplies.contains(Fact::Spend) {
            let message = format!("{name}: has no cost column, so nothing is known of its spend");
            notes.push(Note { code: "no-spend-column", message });
        }
        notes
    }

    /// Whether the file should supply a sum as others of its kind do, and does not.
    pub(super) fn lacks(&self, fact: Fact, total: &Tally) -> bool {
        total.side_of(fact) == Some(self.side) && !self.plan.supplies.contains(fact)
    }

    pub(super) fn problem(&self, row: &Position, place: usize, value: &str, expected: &str) -> Problem {
        let header = &self.raw_headers[place];
        Problem {
            line: self.line(row),
            what: format!("{:?} in {header:?} is not {expected}", shortened(value)),
        }
    }

    fn unreadable(&self, error: csv::Error) -> Error {
        let file = self.name.clone();
        match error.into_kind() {
            csv::ErrorKind::Utf8 { pos, .. } => {
                Error::NotUtf8 { file, line: pos.map_or(0, |row| self.line(&row)) }
            }
            csv::ErrorKind::Io(cause) => Error::Unreadable { file, cause },
            other => Error::Unreadable { file, cause: std::io::Error::other(format!("{other:?}")) },
        }
    }

    /// The line that a row begins on. The reader's own count stands before the line ends, if any, that it skipped to get there.
    pub(super) fn line(&self, row: &Position) -> u64 {
        row.line() + self.bytes.line_ends(row.byte()).unwrap_or(0)
    }

    /// Calls `each` with every data row and where it begins.
    pub(super) fn for_each_row(
        &self,
        mut each: impl FnMut(&StringRecord, &Position) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let failed = |cause| Error::Unreadable { file: self.name.clone(), cause };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(self.delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(self.bytes.reader().map_err(failed)?);
        let mut record = StringRecord::new();
        let mut last = Position::new();
        let mut is_header = true;
        while reader.read_record(&mut record).map_err(|error| self.unreadable(error))? {
            last = record.position().cloned().unwrap_or(last);
            if !std::mem::replace(&mut is_header, false) {
                each(&record, &last)?;
            }
        }
        drop(reader);
        let mut rest = Vec::new();
        std::io::Read::read_to_end(&mut self.bytes.rest(last.byte()).map_err(failed)?, &mut rest)
            .map_err(failed)?;
        if dialect::ends_inside_quotes(&rest, self.delimiter) {
            return Err(Error::OpenQuote { file: self.name.clone(), line: self.line(&last) });
        }
        Ok(())
    }

    /// Looks through all numbers for one whose form proves the decimal mark.
    pub(super) fn survey(&self) -> Result<Option<Mark>, Error> {
        let places = self.plan.numbers();
        let mut evidence = Evidence::default();
        self.for_each_row(|record, row| {
            for place in &places {
                let value = record.get(*place).unwrap_or_default();
                if let Ok(Cell::Number(_, Some(mark))) = number::read(value, None) {
                    evidence.note(self, mark, value, row)?;
                }
            }
            Ok(())
        })?;
        Ok(evidence.mark())
    }
}

/// The decimal mark proven so far, and by what.
#[derive(Debug, Default)]
pub(super) struct Evidence(Option<(Mark, String)>);

impl Evidence {
    /// The mark, if any is proven.
    pub(super) fn mark(&self) -> Option<Mark> {
        self.0.as_ref().map(|(mark, _)| *mark)
    }

    /// Takes a number for evidence; the other mark in the same file is an error.
    pub(super) fn note(&mut self, file: &File, mark: Mark, value: &str, row: &Position) -> Result<(), Error> {
        let here = || format!("{:?} in line {}", value.trim(), file.line(row));
        match &self.0 {
            None => self.0 = Some((mark, here())),
            Some((known, _)) if *known == mark => {}
            Some((_, there)) => {
                let (point, comma) = match mark {
                    Mark::Point => (here(), there.clone()),
                    Mark::Comma => (there.clone(), here()),
                };
                return Err(Error::BothMarks { file: file.name.clone(), point, comma });
            }
        }
        Ok(())
    }
}

/// A value for a message: a cell that has swallowed half a file is not shown whole.
fn shortened(value: &str) -> Cow<'_, str> {
    const SHOWN: usize = 60;
    match value.char_indices().nth(SHOWN) {
        Some((end, _)) => Cow::Owned(format!("{}…", &value[..end])),
        None => Cow::Borrowed(value),
    }
}
