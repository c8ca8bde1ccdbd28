//! Rows that are no data: the lines below a table, its header again, another table.
//!
//! But for the header itself, only rows that cannot be read and lines of a single cell are looked at, so data rows are never taken
//! for one of these.

use crate::ingest::field::number;
use crate::ingest::file::File;
use crate::ingest::records::{At, Record};
use crate::ingest::table::dialect;

use crate::core::tally::Side;

use super::total;

/// What a row is that is no data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Stray {
    /// A line below the table: its number of rows, whose rights are reserved.
    Footer,
    /// The header once more, where files were put one behind the other.
    RepeatedHeader,
    /// The first row of another table.
    AnotherTable,
}

impl Stray {
    /// The reason for leaving it out.
    pub(in crate::ingest) fn name(self) -> &'static str {
        match self {
            Self::Footer => "footer",
            Self::RepeatedHeader => "repeated header",
            Self::AnotherTable => "another table",
        }
    }
}

/// How lines below a table begin, in lower case.
const FOOTERS: [&str; 21] = [
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
    "downloaded",
    "created by",
    "prepared by",
    "выгружено",
    "выгрузка",
    "подготовил",
    "составил",
    "всего строк",
    "отчет сформирован",
    "отчёт сформирован",
    "дата формирования",
];

/// What a line below a table is.
pub(in crate::ingest) enum Footer<'a> {
    /// One that begins as such lines do.
    Known,
    /// Words that stand in no column.
    Sentence(&'a str),
}

/// Whether a row is a line below a table: one cell is filled, and it begins as such lines do, or says in words what no
/// column does.
pub(in crate::ingest) fn footer<'a>(
    file: &File,
    cells: &'a Record<'_>,
    place: &At,
    in_footer: bool,
) -> Option<Footer<'a>> {
    let mut filled = cells.iter().map(|cell| number::text(cell).trim()).filter(|cell| !cell.is_empty());
    let (only, None) = (filled.next()?, filled.next()) else { return None };
    let columns = file.raw_headers().len();
    if columns < 2 {
        return None;
    }
    let small = only.to_lowercase();
    let begins =
        FOOTERS.iter().any(|footer| small.starts_with(footer)) || (cells.len() == 1 && total::is_label(only));
    // Where several columns are empty beside it, a sentence is nobody's name.
    let is_sentence = columns > 3
        && file.side == Side::Leads
        && only.contains(' ')
        && cells.get(0).is_some_and(|first| number::text(first).trim() == only);
    // A line of one cell below a blank line, or below another such line, belongs to no table with several columns.
    let is_below = || cells.len() == 1 && (in_footer || place.is_below_blank);
    match (begins, is_sentence || is_below()) {
        (true, _) => Some(Footer::Known),
        (false, true) => Some(Footer::Sentence(only)),
        (false, false) => None,
    }
}

/// Whether a row is the header once more.
pub(in crate::ingest) fn is_repeated_header(file: &File, cells: &Record<'_>) -> bool {
    // A file that was put behind another brings its byte order mark along.
    let text = |cell| number::text(cell).trim_start_matches('\u{feff}').trim();
    cells.iter().map(text).eq(file.raw_headers().iter().map(String::as_str))
}

/// What a row that cannot be read is, if it is no data.
pub(in crate::ingest) fn kind(file: &File, cells: &Record<'_>, place: &At) -> Option<Stray> {
    let texts: Vec<&str> = cells.iter().map(|cell| number::text(cell).trim()).collect();
    let filled: Vec<&&str> = texts.iter().filter(|text| !text.is_empty()).collect();
    if filled.len() == 1 {
        return None;
    }
    // A header has words and no figures, whether or not its columns are known here.
    let is_words = |text: &&&str| !text.contains(|c: char| c.is_ascii_digit()) && !number::is_missing(text);
    let sense = dialect::sense(&texts, file.side, &[]);
    // Words below a blank line may be a bad row; another table has another width, or a column that is known.
    let is_another = || sense > 0 || texts.len() != file.raw_headers().len();
    let is_header = sense >= 2
        || (place.is_below_blank && filled.len() >= 2 && filled.iter().all(is_words) && is_another());
    is_header.then_some(Stray::AnotherTable)
}
