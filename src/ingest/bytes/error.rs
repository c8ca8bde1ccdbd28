//! What can be wrong with a file's bytes: which file, what, and what to do about it.

use std::fmt;
use std::io;

/// Why a file's text could not be had.
#[derive(Debug, thiserror::Error)]
#[error("{file}{}: {problem}", Place(problem.line()))]
pub struct Error {
    /// Which file.
    pub file: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong. Nothing in here knows the file's name, so that no function has to be handed it to fail.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The operating system did not give it.
    #[error("cannot be read: {0}")]
    Unreadable(io::Error),
    /// There is no room for what it unpacks to.
    #[error("cannot be kept in a temporary file: {0}")]
    NotKept(io::Error),
    /// A folder.
    #[error("is a folder, and {files}; name the files themselves")]
    Folder {
        /// What is in it.
        files: String,
    },
    /// No text at all.
    #[error("looks like {kind}, not like a table; save it as CSV or XLSX")]
    Foreign {
        /// What it looks like.
        kind: &'static str,
    },
    /// A workbook of before 2007.
    #[error("is an old binary Excel workbook; save it as XLSX or CSV")]
    OldWorkbook,
    /// A password.
    #[error("is protected by a password; save it without one")]
    Protected,

    /// An end before the end of the gzip data.
    #[error("is a gzip file that ends too early; fetch it again")]
    GzipCutOff,
    /// Broken gzip data.
    #[error("is a damaged gzip file ({0}); fetch it again")]
    GzipDamaged(io::Error),
    /// Gzip in gzip.
    #[error("is packed with gzip more than once; unpack it yourself")]
    GzipTwice,
    /// A few bytes that claim to be very many.
    #[error(
        "unpacks to more than {ratio} times its size; unpack it yourself to see whether it is what it claims"
    )]
    Bomb {
        /// How many times is too many.
        ratio: u64,
    },

    /// Bytes that are no text in the encoding.
    #[error("is not valid {encoding}; {}", way_out(encoding))]
    Invalid {
        /// The encoding that it is not in.
        encoding: &'static str,
        /// Where the first of them stands.
        line: u64,
    },
    /// The end of a file within a character.
    #[error("ends in the middle of a character: the file is cut off; fetch it again")]
    CutOff,
    /// No encoding fits.
    #[error(
        "is neither UTF-8 nor windows-1251 nor windows-1252{}; name its encoding with --encoding NAME",
        Guess(*guess)
    )]
    UnknownEncoding {
        /// What it may be.
        guess: Option<&'static str>,
    },
    /// A byte order mark of another encoding than the one asked for.
    #[error("begins with the mark of {marked}, but --encoding {asked} is given; leave out --encoding")]
    OtherMark {
        /// What the mark says.
        marked: &'static str,
        /// What the user says.
        asked: &'static str,
    },

    /// A zip file of something else.
    #[error("is a zip archive but no XLSX workbook; unpack it, or save it as XLSX or CSV")]
    NotAWorkbook,
    /// A workbook that cannot be read.
    #[error("is a damaged XLSX workbook ({cause}); open it and save it again")]
    WorkbookDamaged {
        /// What the reader of workbooks says.
        cause: String,
    },
    /// A part that is too large.
    #[error("holds a part {part:?} that is too large for a workbook; save the sheet as CSV")]
    PartTooLarge {
        /// Its name in the archive.
        part: String,
    },
    /// A table that comes to too much text.
    #[error("comes to more text than a table can hold; save it as CSV to see whether it is what it claims")]
    TooMuchText,
    /// A cell far below the others.
    #[error(
        "sheet {sheet:?} has a cell in row {row}, more than {limit} rows below any other; \
         delete it, or save the sheet as CSV"
    )]
    FarAway {
        /// Which sheet.
        sheet: String,
        /// The row of the cell.
        row: u32,
        /// How many blank rows are put up with.
        limit: u32,
    },
    /// Cells or rows that come twice or in disorder.
    #[error("sheet {sheet:?} has row {row} or one of its cells twice; open the workbook and save it again")]
    Disorder {
        /// Which sheet.
        sheet: String,
        /// Where.
        row: u32,
    },
    /// No such sheet.
    #[error("has no sheet {name:?}; it has {sheets}")]
    NoSuchSheet {
        /// What was asked for.
        name: String,
        /// Which there are.
        sheets: String,
    },
    /// More than one sheet that can be meant.
    #[error("has {sheets}, and each of them can be meant; choose one with --sheet NAME")]
    SeveralSheets {
        /// Which there are.
        sheets: String,
    },
    /// Sheets without a header row.
    #[error("has {sheets}, and none with a header row that is known; choose one with --sheet NAME")]
    NoKnownSheet {
        /// Which there are.
        sheets: String,
    },
    /// No sheet to be seen.
    #[error("has no visible sheet{}; choose one with --sheet NAME", Hidden(sheets))]
    NoSheet {
        /// Those that are hidden.
        sheets: String,
    },

    /// A web page without a table.
    #[error("is an HTML page without a table; save the table as CSV")]
    NoTable,
    /// Something in a web page that never ends.
    #[error("is an HTML page with a cell, a row or a tag that is too large; save the table as CSV")]
    PieceTooLarge,
}

impl Problem {
    /// What an error of reading was: that of the system, or what one of the steps up to the text has found wrong.
    pub(in crate::ingest) fn of(error: io::Error) -> Self {
        error.downcast().unwrap_or_else(Self::Unreadable)
    }

    fn line(&self) -> Option<u64> {
        match self {
            Self::Invalid { line, .. } => Some(*line),
            _ => None,
        }
    }
}

impl From<Problem> for io::Error {
    /// For who reads a stream; `Problem::of` takes it out again.
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::Unreadable(error) => error,
            problem => Self::other(problem),
        }
    }
}

/// What to do about bytes that are no text in this encoding.
fn way_out(encoding: &str) -> &'static str {
    if encoding == "UTF-8" {
        "the file is damaged, or in another encoding: name it with --encoding NAME, or save the file as UTF-8"
    } else {
        "name its encoding with --encoding NAME, or save the file as UTF-8"
    }
}

/// `, line 3`, where there is one.
struct Place(Option<u64>);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |line| write!(f, ", line {line}"))
    }
}

/// `(it may be KOI8-U)`, where anything fits.
struct Guess(Option<&'static str>);

impl fmt::Display for Guess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |name| write!(f, " (it may be {name})"))
    }
}

/// What is hidden, where anything is.
struct Hidden<'a>(&'a str);

impl fmt::Display for Hidden<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, ", only hidden {}", self.0) }
    }
}
