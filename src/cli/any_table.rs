//! Options that say how the table in a file is read, whatever its rows stand for.

use crate::ingest::{EncodingName, MaxRejected, Order, typed};

use super::reading::yes_or_no;

/// How the table in a file is read. What is not given here is looked up in leadcalc.toml, and otherwise found out.
#[derive(Debug, clap::Args)]
pub struct AnyTable {
    /// Encoding of the files, like windows-1251 [default: found, file by file]
    #[arg(long, value_name = "NAME", value_parser = EncodingName::parse, help_heading = "Input")]
    pub encoding: Option<EncodingName>,

    /// Sheet of a workbook, by its name [default: the one with known columns]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub sheet: Option<String>,

    /// What separates cells: one character, or comma, semicolon, tab [default: found]
    #[arg(long, value_name = "CHAR", value_parser = typed::delimiter, help_heading = "Input")]
    pub delimiter: Option<u8>,

    /// What comes first in dates like 03/04/2026: the day or the month [default: found]
    #[arg(long, value_name = "ORDER", help_heading = "Input")]
    pub date_order: Option<Order>,

    /// How many unreadable rows to put up with: a number, or a share like 1% [default: 0]
    #[arg(long, value_name = "N|RATE", value_parser = typed::max_rejected, help_heading = "Input")]
    pub max_rejected: Option<MaxRejected>,

    /// Compare names byte by byte: capitals and blanks make a difference
    #[arg(
        long,
        value_name = "yes|no",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "yes",
        hide_possible_values = true,
        value_parser = yes_or_no(),
        help_heading = "Input"
    )]
    pub exact_names: Option<bool>,
}
