//! `leadcalc trend`

use std::path::PathBuf;

use clap::ValueEnum;

use crate::core::period::Period;

use super::{Common, Files, Speed};

/// Figures over time.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  leadcalc trend --spend spend.csv --leads crm.csv
  leadcalc trend --spend spend.csv --leads crm.csv --every week --metric cpl,close_rate --versus previous
  leadcalc trend --spend spend.csv --leads crm.csv --metric cpl --chart
  leadcalc trend --spend spend.csv --leads crm.csv --fail-if 'cpl > 1.2 * previous.cpl and leads >= 30'

Limits are judged on every group and period that has rows. period=2025-03 selects a period; previous. is the period before, \
with --versus year that of a year before, with --baseline a former run. What has no period before it is not judged, and that \
alone is no status, unless a limit was judged nowhere at all (then 3).")]
pub struct Trend {
    /// What is read, and how.
    #[command(flatten)]
    pub files: Files,

    /// How long a period is; weeks are ISO weeks
    #[arg(long, value_name = "PERIOD", default_value = "month", help_heading = "Selection")]
    pub every: Every,

    /// Figures to show, by their keys, or all; repeatable [default: spend,leads,cpl for people, all for programs]
    #[arg(long, value_name = "LIST", value_delimiter = ',', help_heading = "Selection")]
    pub metric: Vec<String>,

    /// Show the change of each figure too: to the period before, or to the same period a year before
    #[arg(long, value_name = "WHAT", help_heading = "Selection")]
    pub versus: Option<VersusWhat>,

    /// A former run's JSON, which previous.METRIC in limits means instead of the period before
    #[arg(long, value_name = "FILE", help_heading = "Limits")]
    pub baseline: Option<PathBuf>,

    /// Draw bars as well, a chart for each figure
    #[arg(long, help_heading = "Output")]
    pub chart: bool,

    /// Draw in ASCII: rules, sparklines and bars
    #[arg(long, help_heading = "Output")]
    pub ascii: bool,

    /// Width of tables and charts [default: the terminal's, or 120]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..), help_heading = "Output")]
    pub width: Option<u16>,

    /// What every calculation has.
    #[command(flatten)]
    pub common: Common,

    /// How fast they are read.
    #[command(flatten)]
    pub speed: Speed,
}

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the names say it, and clap would print the comments")]
pub enum Every {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl Every {
    /// The period.
    #[must_use]
    pub fn period(self) -> Period {
        match self {
            Self::Day => Period::Day,
            Self::Week => Period::Week,
            Self::Month => Period::Month,
            Self::Quarter => Period::Quarter,
            Self::Year => Period::Year,
        }
    }
}

/// What figures are set beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the names say it, and clap would print the comments")]
pub enum VersusWhat {
    Previous,
    Year,
}
