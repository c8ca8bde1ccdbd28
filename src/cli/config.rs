//! `leadcalc config`

use std::path::PathBuf;

use crate::ingest::typed;

use super::Reading;

/// Settings that hold here, as a leadcalc.toml, each with where it comes from
///
/// Options go before leadcalc.toml, and leadcalc.toml before the defaults, which are commented out. With files, also what
/// applies to each of them.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  leadcalc config
  leadcalc config google.csv yandex.csv
  leadcalc config --decimal-mark comma --map spend='Total cost' -o leadcalc.toml

Save with -o: a shell's > empties leadcalc.toml before it is read.")]
pub struct Config {
    /// Files to say what applies to them, as they would be given to --spend or --leads; they are not read
    #[arg(value_name = "FILE")]
    pub files: Vec<String>,

    /// How files are read.
    #[command(flatten)]
    pub reading: Reading,

    /// ISO 4217 code of amounts that come without a currency
    #[arg(long, value_name = "CODE", value_parser = typed::currency, help_heading = "Input")]
    pub currency: Option<String>,

    /// Configuration file, instead of leadcalc.toml in the working folder
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub config: Option<PathBuf>,

    /// Write to this file, whole or not at all
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}
