//! `leadcalc init`

use std::path::PathBuf;

use crate::core::tally::Side;

use super::Reading;

/// A leadcalc.toml for these files, with what is open about them to be decided
///
/// Looks at the files as `inspect` does and writes down what was found, commented, and what has to be chosen. An existing file
/// is not overwritten.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  leadcalc init google.csv direct.csv crm.csv
  leadcalc init crm.xlsx -o -")]
pub struct Init {
    /// Files as they will be given to --spend or --leads
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<String>,

    /// Which kind of file they are [default: told by their columns]
    #[arg(long = "as", value_name = "KIND", help_heading = "Input")]
    pub side: Option<Side>,

    /// How files are read.
    #[command(flatten)]
    pub reading: Reading,

    /// Where to write it; - is stdout
    #[arg(short, long, value_name = "FILE", default_value = "leadcalc.toml", help_heading = "Output")]
    pub output: PathBuf,
}
