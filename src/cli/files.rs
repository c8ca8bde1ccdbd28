//! Files, how they are read, and what their rows are grouped by: the same for every subcommand over groups.

use crate::core::period::Date;

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
}
