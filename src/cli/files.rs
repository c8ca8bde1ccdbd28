//! Files, how they are read, and what their rows are grouped by: the same for every subcommand over groups.

use crate::core::decimal::Decimal;
use crate::core::period::Date;
use crate::ingest::DateBasis;

use super::{Reading, parse};

/// What is read, and how.
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("input").required(true).multiple(true).args(["spend", "leads"])))]
pub struct Files {
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

    /// Whose day an order and its revenue count on: lead, order (its own), or both side by side (compare-channels alone)
    ///
    /// By the lead's day a month shows what its spend has brought, however late; by the order's what came in. With both there is a
    /// table of each, what is different, and which orders are in another period.
    #[arg(
        long,
        value_name = "BASIS",
        default_value = "lead",
        hide_possible_values = true,
        value_parser = clap::builder::EnumValueParser::<DateBasis>::new(),
        help_heading = "Selection"
    )]
    pub date_basis: DateBasis,

    /// How mature periods are to be judged.
    #[command(flatten)]
    pub maturity: Maturity,
}

/// When a period is mature.
#[derive(Debug, clap::Args)]
pub struct Maturity {
    /// Mark periods in which less than this share of the leads' orders has come [default: 90%]
    ///
    /// How long leads take is estimated from the lead lists themselves: the days between leads and their orders, corrected for those
    /// that have not come yet. Orders later than the lists can tell of are not foreseen.
    #[arg(long, value_name = "RATE", value_parser = parse::rate, help_heading = "Selection")]
    pub mature: Option<Decimal>,

    /// Leave those periods out
    #[arg(long, help_heading = "Selection")]
    pub mature_only: bool,
}
