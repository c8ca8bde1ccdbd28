//! `leadcalc cac-vs-ltv --subscriptions`

use crate::core::period::Date;

use super::parse;

/// Where churn and payments are read from.
#[derive(Debug, clap::Args)]
pub struct Subscriptions {
    /// Subscriptions, one a row: customer, start, end (empty where it goes on), monthly amount; - is stdin
    ///
    /// Gives, month by month, who was active at its start, who came and who left, churn, the monthly revenue, what of it was lost and
    /// won, and the net revenue retention; over all months, the churn and the lifetime 1 / churn. The last day of a subscription is
    /// the last that is paid for; one that begins on the next day goes on with it, and nobody has left.
    /// With a CAC and --margin-rate, CSV, TSV and JSON Lines give one record of all months instead.
    /// Several values of a CAC, --margin-rate or --discount, --sensitivity and --scenario are for all months together.
    #[arg(long, value_name = "FILE", num_args = 1.., help_heading = "Input")]
    pub subscriptions: Vec<String>,

    /// The last day that the file knows of; only months that are over by then count [default: the latest day in it]
    #[arg(long, value_name = "DAY", value_parser = parse::day, help_heading = "Input")]
    pub as_of: Option<Date>,
}
