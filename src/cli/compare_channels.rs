//! `leadcalc compare-channels`

use crate::core::period::Date;
use crate::render::Layout;

use super::{Common, Reading, Speed, parse};

/// Which channel earns its money: ad reports and lead lists, side by side
///
/// --spend takes reports with sums in columns (impressions, clicks, cost or CPC, perhaps leads, orders, revenue), --leads takes
/// lists with a lead a row (date, channel, status, amount, cost of goods, customer). Columns are recognised by their headers,
/// English and Russian. What is uncertain is refused with the option that settles it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  leadcalc compare-channels --spend examples/optics.csv
  leadcalc compare-channels --spend 'Google Ads=google.csv' 'Meta=meta.csv' --leads crm.csv --by month,channel
  leadcalc compare-channels --spend spend.csv --leads crm.csv --fail-if 'cpl > 2000' -f json")]
#[command(group(clap::ArgGroup::new("input").required(true).multiple(true).args(["spend", "leads"])))]
pub struct CompareChannels {
    /// Ad reports; CHANNEL=FILE gives all rows of a file their channel; - is stdin
    #[arg(long, value_name = "FILE", num_args = 1.., help_heading = "Input")]
    pub spend: Vec<String>,

    /// Lead lists, a lead a row; CHANNEL=FILE and - as above
    #[arg(long, value_name = "FILE", num_args = 1.., help_heading = "Input")]
    pub leads: Vec<String>,

    /// How they are read.
    #[command(flatten)]
    pub reading: Reading,

    /// What to group by: channel, campaign, source, medium, day, week, month, quarter, year or any other header
    #[arg(
        long,
        value_name = "LIST",
        value_delimiter = ',',
        default_value = "channel",
        help_heading = "Selection"
    )]
    pub by: Vec<String>,

    /// The first day that counts
    #[arg(long, value_name = "DAY", value_parser = parse::day, help_heading = "Selection")]
    pub since: Option<Date>,

    /// The last day that counts
    #[arg(long, value_name = "DAY", value_parser = parse::day, help_heading = "Selection")]
    pub until: Option<Date>,

    /// Figures to show, by their keys, or all [default: a choice for people, all for programs]
    #[arg(long, value_name = "LIST", value_delimiter = ',', help_heading = "Selection")]
    pub columns: Option<Vec<String>>,

    /// Order of the rows: a figure or a dimension [default: periods as they follow, then spend, largest first]
    #[arg(long, value_name = "KEY[:asc|desc]", value_parser = SortKey::parse, help_heading = "Selection")]
    pub sort: Option<SortKey>,

    /// Show so many groups, and the rest summed up as one
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), help_heading = "Selection")]
    pub top: Option<u32>,

    /// Show only the groups that have spend and no leads, or leads and no spend
    #[arg(long, help_heading = "Selection")]
    pub unmatched: bool,

    /// Leave the total out
    #[arg(long, help_heading = "Output")]
    pub no_total: bool,

    /// Groups across (columns) or down (rows) [default: across while they fit]
    #[arg(long, value_name = "LAYOUT", default_value = "auto", help_heading = "Output")]
    pub layout: Layout,

    /// Width of the table [default: the terminal's, or 120]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..), help_heading = "Output")]
    pub width: Option<u16>,

    /// What every calculation has.
    #[command(flatten)]
    pub common: Common,

    /// How fast they are read.
    #[command(flatten)]
    pub speed: Speed,
}

/// A figure or dimension to sort by, and the direction if one was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortKey {
    /// The key.
    pub key: String,
    /// Whether the largest come first.
    pub descending: Option<bool>,
}

/// A direction that is none.
#[derive(Debug, thiserror::Error)]
#[error("a sort key is KEY, KEY:asc or KEY:desc")]
pub struct SortKeyError;

impl SortKey {
    fn parse(text: &str) -> Result<Self, SortKeyError> {
        let (key, descending) = match text.rsplit_once(':') {
            None => (text, None),
            Some((key, "asc")) => (key, Some(false)),
            Some((key, "desc")) => (key, Some(true)),
            Some(_) => return Err(SortKeyError),
        };
        if key.is_empty() { Err(SortKeyError) } else { Ok(Self { key: key.to_owned(), descending }) }
    }
}
