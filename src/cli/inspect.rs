//! `leadcalc inspect`

use std::path::PathBuf;

use crate::core::tally::Side;
use crate::ingest::typed;

use super::{Reading, Speed};

/// How files are read, and why: what was recognised, what is left out, what is open
///
/// Encoding, header, columns with the reason for their decimal mark and order of dates, currency, total rows against the sum of
/// the rows, statuses, repeated and unreadable rows, the first rows as understood, and what keeps a file from being read with
/// the option that settles it. Whether a file is a report or a lead list is told by its columns.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  leadcalc inspect google.csv crm.xlsx
  leadcalc inspect --as leads export.csv
  leadcalc inspect --json google.csv")]
pub struct Inspect {
    /// Files; - is stdin
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<String>,

    /// Which kind of file they are [default: told by their columns]
    #[arg(long = "as", value_name = "KIND", help_heading = "Input")]
    pub side: Option<Side>,

    /// How files are read.
    #[command(flatten)]
    pub reading: Reading,

    /// ISO 4217 code of amounts that come without a currency
    #[arg(long, value_name = "CODE", value_parser = typed::currency, help_heading = "Input")]
    pub currency: Option<String>,

    /// Configuration file, instead of leadcalc.toml in the working folder
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub config: Option<PathBuf>,

    /// For programs
    #[arg(long, help_heading = "Output")]
    pub json: bool,

    /// Write to this file, whole or not at all
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,

    /// How fast they are read.
    #[command(flatten)]
    pub speed: Speed,
}
