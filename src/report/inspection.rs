//! How a file is read, and why: what `inspect` tells.

use serde::Serialize;

use super::{Note, Source};

/// How a file is read, and why.
#[derive(Debug, Serialize)]
pub struct Inspection {
    /// The file as it was named.
    pub file: String,
    /// As which kind of file it is read: `spend` or `leads`.
    pub side: &'static str,
    /// What it is packed in, and the encoding of its text.
    pub text: String,
    /// What separates its cells; none in a workbook.
    pub delimiter: Option<String>,
    /// Where its header stands.
    pub header: String,
    /// What stands above the header.
    pub preamble: Vec<String>,
    /// The days that all rows cover, where that stands above the header: the first and the last.
    pub period: Option<SeenPeriod>,
    /// Its columns, in their order.
    pub columns: Vec<SeenColumn>,
    /// What became of its rows; none where it could not be read.
    pub source: Option<Source>,
    /// The sums of all rows, by their keys, in full.
    pub sums: Vec<SeenSum>,
    /// The currency that its amounts name.
    pub currency: Option<String>,
    /// The statuses of leads: the word, what it is taken for, and in how many rows.
    pub statuses: Vec<SeenStatus>,
    /// Rows that are the same as an earlier one, cell by cell.
    pub identical_rows: u64,
    /// Rows with the lead id of an earlier one.
    pub repeated_lead_ids: u64,
    /// The first rows, as understood.
    pub first_rows: Vec<SeenRow>,
    /// Rows that cannot be read, the first of them.
    pub unreadable: Vec<String>,
    /// What to know about it.
    pub notes: Vec<Note>,
    /// What keeps it from being read, and what would settle that.
    pub open: Vec<Open>,
}

/// A column.
#[derive(Debug, Serialize)]
pub struct SeenColumn {
    /// Its header.
    pub header: String,
    /// What it is taken for.
    pub meaning: Option<String>,
    /// Why its numbers or dates are read as they are.
    pub evidence: Option<String>,
}

/// A status.
#[derive(Debug, Serialize)]
pub struct SeenStatus {
    /// The word.
    pub status: String,
    /// What it is taken for.
    pub meaning: &'static str,
    /// In how many rows.
    pub rows: u64,
    /// Whether the word is in no list.
    pub is_unknown: bool,
}

/// A row, as understood.
#[derive(Debug, Serialize)]
pub struct SeenRow {
    /// Where it stands.
    pub place: String,
    /// What its columns in use say, by their meanings.
    pub cells: Vec<SeenCell>,
}

/// A cell, as understood.
#[derive(Debug, Serialize)]
pub struct SeenCell {
    /// What its column is taken for.
    pub meaning: String,
    /// What it says.
    pub value: String,
}

/// A sum.
#[derive(Debug, Serialize)]
pub struct SeenSum {
    /// Its key.
    pub key: &'static str,
    /// The sum, in full.
    pub sum: String,
}

/// The days that all rows cover.
#[derive(Debug, Serialize)]
pub struct SeenPeriod {
    /// The first.
    pub first: String,
    /// The last.
    pub last: String,
}

/// What is open, and what would settle it.
#[derive(Debug, Serialize)]
pub struct Open {
    /// The setting that settles it, as leadcalc.toml has it; none where no setting does.
    pub setting: Option<String>,
    /// The values to choose from, as TOML; empty where there is no choice.
    pub choices: Vec<String>,
    /// What is the matter, in the words of the error.
    pub message: String,
}
