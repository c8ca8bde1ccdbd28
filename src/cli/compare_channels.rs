//! `leadcalc compare-channels`

use std::path::PathBuf;

use crate::core::decimal::Decimal;
use crate::render::Layout;

use super::{Common, Files, Speed, parse};

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
  leadcalc compare-channels --spend spend.csv --leads crm.csv --fail-if 'cpl > 2000' -f json
  leadcalc compare-channels --spend examples/optics.csv --test cr --pairs")]
pub struct CompareChannels {
    /// What is read, and how.
    #[command(flatten)]
    pub files: Files,

    /// Figures to show, by their keys, or all [default: a choice for people, all for programs]
    #[arg(long, value_name = "LIST", value_delimiter = ',', help_heading = "Selection")]
    pub columns: Option<Vec<String>>,

    /// Order of the rows: a figure or a dimension [default: periods as they follow, then spend, largest first]
    #[arg(long, value_name = "KEY[:asc|desc]", value_parser = SortKey::parse, help_heading = "Selection")]
    pub sort: Option<SortKey>,

    /// Show so many groups, and the rest summed up as one
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), help_heading = "Selection")]
    pub top: Option<u32>,

    /// Whether each group differs from the rest by more than chance, in these figures [default: cr,cpl]
    ///
    /// Shares, like cr and close_rate, and costs, like cpl and cac. P values are corrected for the number of comparisons (Holm). How
    /// sure a verdict is comes from --confidence, or is 95%. The methods are named in the result.
    #[arg(long, value_name = "LIST", num_args = 0..=1, value_delimiter = ',', help_heading = "Chance")]
    pub test: Option<Vec<String>>,

    /// Compare every other group with the one of this name
    #[arg(long, value_name = "NAME", help_heading = "Chance")]
    pub against: Option<String>,

    /// Compare every group with every other
    #[arg(long, conflicts_with = "against", help_heading = "Chance")]
    pub pairs: bool,

    /// A former run's JSON: shows what has changed since, and whether beyond noise; previous.METRIC in limits means it
    #[arg(long, value_name = "FILE", help_heading = "Chance")]
    pub baseline: Option<PathBuf>,

    /// Show only the groups that have spend and no leads, or leads and no spend
    #[arg(long, help_heading = "Selection")]
    pub unmatched: bool,

    /// What a lead may cost: adds a verdict on each group, by the interval of its CPL: keep, cut, or cannot tell yet
    #[arg(
        long,
        value_name = "AMOUNT",
        value_parser = parse::amount,
        conflicts_with_all = ["margin", "acquisition_share", "conversion"],
        help_heading = "Chance"
    )]
    pub target_cpl: Option<Decimal>,

    /// What a customer leaves after the goods are paid; with --acquisition-share instead of --target-cpl
    #[arg(long, value_name = "AMOUNT", value_parser = parse::amount, requires = "acquisition_share", help_heading = "Chance")]
    pub margin: Option<Decimal>,

    /// Share of the margin that may be spent to win a customer; a lead's price follows from each group's own close rate
    #[arg(long, value_name = "RATE", value_parser = parse::rate, requires = "margin", help_heading = "Chance")]
    pub acquisition_share: Option<Decimal>,

    /// Close rate for all groups, in place of each one's own
    #[arg(long, value_name = "RATE", value_parser = parse::rate, requires = "margin", help_heading = "Chance")]
    pub conversion: Option<Decimal>,

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
