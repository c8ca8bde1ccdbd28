//! What can be wrong with the inputs: what failed, because of what, and what to do about it.

use std::io;

use crate::core::metric::FigureOverflow;

use super::audit::Unreadable;

/// Why files could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The operating system did not give it.
    #[error("{file}: cannot be read: {cause}")]
    Unreadable {
        /// Which file.
        file: String,
        /// What the system said.
        cause: io::Error,
    },
    /// A folder.
    #[error("{folder}: is a folder, and {files}; name the files themselves")]
    Folder {
        /// Which folder.
        folder: String,
        /// What is in it.
        files: String,
    },
    /// Given twice.
    #[error("{file}: is given twice, and its rows would count twice; name it once")]
    Repeated {
        /// Which file.
        file: String,
    },
    /// Stdin for both kinds.
    #[error("stdin: is given both as --spend and as --leads, and can be only one of them")]
    StdinTwice,
    /// Nothing in it.
    #[error("{file}: is empty; a header row and data rows are expected")]
    Empty {
        /// Which file.
        file: String,
    },
    /// Another kind of file.
    #[error("{file}: looks like {kind}; save it as CSV in UTF-8")]
    Kind {
        /// Which file.
        file: String,
        /// What it looks like.
        kind: &'static str,
    },
    /// A byte that is no UTF-8.
    #[error("{file}, line {line}: is not UTF-8 text; save the file as CSV in UTF-8")]
    NotUtf8 {
        /// Which file.
        file: String,
        /// The line that the row begins on.
        line: u64,
    },
    /// A quote without an end.
    #[error(
        "{file}, line {line}: a quotation mark in the row that begins here is never closed; close or double it"
    )]
    OpenQuote {
        /// Which file.
        file: String,
        /// The line that the row begins on.
        line: u64,
    },
    /// No header that is known.
    #[error(
        "{file}: no column of its first row is known ({headers}); \
         name the columns with --map, as in --map spend=HEADER, or the delimiter with --delimiter"
    )]
    NoKnownColumn {
        /// Which file.
        file: String,
        /// The headers found.
        headers: String,
    },
    /// No column with anything to add up.
    #[error(
        "{file}: has nothing to add up ({headers}); name a column with --map, as in --map spend=HEADER{hint}"
    )]
    NoFacts {
        /// Which file.
        file: String,
        /// The headers found.
        headers: String,
        /// What else could be the matter.
        hint: &'static str,
    },
    /// Two headers for one meaning.
    #[error(
        "{file}: {first:?} and {second:?} can both be the {meaning}; settle it with --map {side}.{meaning}={first_quoted}"
    )]
    TwoColumns {
        /// Which file.
        file: String,
        /// What both could be.
        meaning: &'static str,
        /// One header.
        first: String,
        /// The other.
        second: String,
        /// Which kind of file, as `--map` has it.
        side: &'static str,
        /// The first header as a shell takes it.
        first_quoted: String,
    },
    /// Two mappings for one meaning.
    #[error(
        "{file}: has a column for --map {first} and one for --map {second}; only one of them can be meant"
    )]
    TwoMappings {
        /// Which file.
        file: String,
        /// One mapping.
        first: String,
        /// The other.
        second: String,
    },
    /// A lead list that is a report.
    #[error("{file}: has a column {header:?}, so its rows are not single leads; give the file as --spend")]
    ReportAsLeads {
        /// Which file.
        file: String,
        /// The header that tells.
        header: String,
    },
    /// The same header twice.
    #[error(
        "{file}: has two columns named {header:?}, and either can be the {meaning}; rename or remove one"
    )]
    SameHeader {
        /// Which file.
        file: String,
        /// The header.
        header: String,
        /// What it means.
        meaning: &'static str,
    },
    /// A column that grouping or a period needs.
    #[error("{file}: has no {dimension} column to group by ({headers}); {way_out}")]
    NoDimension {
        /// Which file.
        file: String,
        /// What is missing.
        dimension: String,
        /// The headers found.
        headers: String,
        /// What to do.
        way_out: String,
    },
    /// A period without a date.
    #[error(
        "{file}: has no date column, which {needed_for} needs ({headers}); name it with --map {side}.date=HEADER"
    )]
    NoDate {
        /// Which file.
        file: String,
        /// The option.
        needed_for: String,
        /// The headers found.
        headers: String,
        /// Which kind of file, as `--map` has it.
        side: &'static str,
    },
    /// A mapping that no file has.
    #[error("--map {mapping}: no file has a column {header:?} ({headers})")]
    UnusedMapping {
        /// As it was typed.
        mapping: String,
        /// The header that was looked for.
        header: String,
        /// Which headers there are.
        headers: String,
    },
    /// A mapping for a kind of file that was not given.
    #[error("--map {mapping}: is for --{side} files, and none is given")]
    IdleMapping {
        /// As it was typed.
        mapping: String,
        /// The kind of file.
        side: &'static str,
    },
    /// Both decimal marks.
    #[error(
        "{file}: has decimal points ({point}) and decimal commas ({comma}); \
         settle it with --decimal-mark point or --decimal-mark comma"
    )]
    BothMarks {
        /// Which file.
        file: String,
        /// A value with a point, and its place.
        point: String,
        /// A value with a comma, and its place.
        comma: String,
    },
    /// No evidence for either mark.
    #[error(
        "{file}, line {line}: {value:?} in {column:?} can be a number with decimals or one with thousands, \
         and nothing in the file decides; settle it with --decimal-mark point or --decimal-mark comma"
    )]
    UndecidedMark {
        /// Which file.
        file: String,
        /// Where.
        line: u64,
        /// The column's header.
        column: String,
        /// What stands there.
        value: String,
    },
    /// Two currencies.
    #[error("{first_file} is in {first} and {second_file} in {second}; convert one of them first")]
    TwoCurrencies {
        /// One file and header.
        first_file: String,
        /// Its currency.
        first: String,
        /// The other file and header.
        second_file: String,
        /// Its currency.
        second: String,
    },
    /// Rows that cannot be read.
    #[error("{0}")]
    Rows(Unreadable),
    /// A sum with too many digits.
    #[error(transparent)]
    Overflow(#[from] FigureOverflow),
    /// The program's own books do not balance.
    #[error(
        "the sums of the table and of the files differ in {0}: this is a defect of leadcalc, please report it"
    )]
    Unbalanced(String),
}
