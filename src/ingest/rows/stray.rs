//! Rows that are no data: the lines below a table, its header again, another table.
//!
//! But for the header itself, only rows that cannot be read and lines of a single cell are looked at, so data rows are never taken
//! for one of these.

use csv::{Position, StringRecord};

use crate::ingest::field::number;
use crate::ingest::file::File;
use crate::ingest::table::dialect;

use super::total;

/// What a row is that is no data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stray {
    /// A line below the table: its number of rows, whose rights are reserved.
    Footer,
    /// The header once more, where files were put one behind the other.
    RepeatedHeader,
    /// The first row of another table.
    AnotherTable,
}

impl Stray {
    /// The reason for leaving it out.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Footer => "footer",
            Self::RepeatedHeader => "repeated header",
            Self::AnotherTable => "another table",
        }
    }
}

/// How lines below a table begin, in lower case.
const FOOTERS: [&str; 14] = [
    "total rows",
    "total of ",
    "©",
    "(c)",
    "copyright",
    "confidential",
    "all rights reserved",
    "generated",
    "report generated",
    "exported",
    "всего строк",
    "отчет сформирован",
    "отчёт сформирован",
    "дата формирования",
];

/// Whether a row is a line below a table: a single cell that begins as such lines do.
pub(super) fn is_footer(file: &File, cells: &StringRecord) -> bool {
    let [only] = cells.iter().collect::<Vec<_>>()[..] else { return false };
    let only = number::text(only).trim().to_lowercase();
    file.raw_headers().len() > 1
        && (FOOTERS.iter().any(|footer| only.starts_with(footer)) || total::is_label(&only))
}

/// Whether a row is the header once more.
pub(super) fn is_repeated_header(file: &File, cells: &StringRecord) -> bool {
    cells.iter().map(|cell| number::text(cell).trim()).eq(file.raw_headers().iter().map(String::as_str))
}

/// What a row that cannot be read is, if it is no data.
pub(super) fn kind(file: &File, cells: &StringRecord, place: &Position) -> Option<Stray> {
    let texts: Vec<&str> = cells.iter().map(|cell| number::text(cell).trim()).collect();
    let filled: Vec<&&str> = texts.iter().filter(|text| !text.is_empty()).collect();
    if filled.len() == 1 {
        return None;
    }
    // A header has words and no figures, whether or not its columns are known here.
    let is_words = |text: &&&str| !text.contains(|c: char| c.is_ascii_digit()) && !number::is_missing(text);
    let headers: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    let is_header = dialect::sense(&headers, file.side, &[]) >= 2
        || (file.follows_blank_line(place) && filled.len() >= 2 && filled.iter().all(is_words));
    is_header.then_some(Stray::AnotherTable)
}
