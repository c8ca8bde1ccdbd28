//! Options that every calculation has.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::core::chance::confidence::Confidence;
use crate::core::metric::Language;
use crate::ingest::typed;
use crate::render::{Format, Precision};

use super::{Limits, parse};

/// Options that every calculation has.
#[derive(Debug, clap::Args)]
pub struct Common {
    /// How the result is shown.
    #[command(flatten)]
    pub presentation: Presentation,

    /// ISO 4217 code of amounts that come without a currency; none is shown otherwise
    #[arg(long, value_name = "CODE", value_parser = typed::currency, help_heading = "Output")]
    pub currency: Option<String>,

    /// Configuration file, instead of leadcalc.toml in the working folder
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub config: Option<PathBuf>,

    /// Show how each figure is computed: formula, numbers put in, result
    #[arg(long, help_heading = "Output")]
    pub explain: bool,

    /// How sure to be, like 95%: shows where each estimate lies, and judges limits by that
    ///
    /// A limit is then broken only where the whole interval is beyond it, and held only where the whole interval is within; what
    /// lies between cannot be told. The methods are named in JSON and by leadcalc explain.
    #[arg(long, value_name = "LEVEL", help_heading = "Chance")]
    pub confidence: Option<Confidence>,

    /// What must not happen.
    #[command(flatten)]
    pub limits: Limits,

    /// Say less on stderr: no notes; broken limits and errors are still said
    #[arg(short, long, conflicts_with = "verbose", help_heading = "Output")]
    pub quiet: bool,

    /// Say more on stderr: how each file was read and what each status was taken for
    #[arg(short, long, help_heading = "Output")]
    pub verbose: bool,
}

/// How a result is shown, and where it goes.
#[derive(Debug, clap::Args)]
pub struct Presentation {
    /// table and markdown are for people; csv, tsv, json and jsonl for programs, in full and with keys [default: table]
    #[arg(short, long, value_name = "FORMAT", help_heading = "Output")]
    pub format: Option<Format>,

    /// Write to this file, whole or not at all; its ending gives the format unless -f does
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,

    /// Decimals shown, or full [default: 2 for people, full for programs]
    #[arg(long, value_name = "N|full", value_parser = parse::precision, help_heading = "Output")]
    pub precision: Option<Precision>,

    /// Labels and number style of tables and Markdown
    #[arg(long, value_name = "LANG", default_value = "en", help_heading = "Output")]
    pub lang: Language,

    /// Colour the best and the worst figure of each indicator; NO_COLOR is obeyed
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    pub color: Color,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the names say it, and clap would print the comments")]
pub enum Color {
    Auto,
    Always,
    Never,
}
