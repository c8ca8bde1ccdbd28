//! `leadcalc plan`

use std::path::PathBuf;
use std::str::FromStr;

use crate::core::decimal::Decimal;
use crate::core::period::Date;
use crate::core::typed;

use super::{Common, Files, Speed, parse};

/// What it would take to reach a target.
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("aim").args(["orders", "leads_wanted", "revenue", "profit", "fact"])))]
#[command(group(clap::ArgGroup::new("aims").required(true).multiple(true).args(["orders", "leads_wanted", "revenue", "profit", "fact", "budget"])))]
#[command(override_usage = "\
leadcalc plan [OPTIONS]
           --spend <FILE>... --leads <FILE>...
           <--orders <N> | --leads-wanted <N> |
            --revenue <AMOUNT> | --profit <AMOUNT> |
            --budget <AMOUNT> | --fact <FILE>>")]
#[command(after_help = "\
Examples:
  leadcalc plan --spend spend.csv --leads crm.csv --orders 120 --from 2026-12 --months 3
  leadcalc plan --spend spend.csv --leads crm.csv --orders 120 --from 2026-12 --max-share 40% --fix 'Meta Ads=6000'
  leadcalc plan --spend spend.csv --leads crm.csv --budget 50000 --from 2026-12 -f json -o plan.json
  leadcalc plan --fact plan.json --spend spend.csv --leads crm.csv --fail-if 'fulfilment < 80%'

The target is a limit too: where it is not reachable, the plan is the most that is, and the status is 1.")]
pub struct Plan {
    /// What is read, and how.
    #[command(flatten)]
    pub files: Files,

    /// Orders to come within the plan's months
    #[arg(long, value_name = "N", value_parser = parse::whole, help_heading = "Target")]
    pub orders: Option<Decimal>,

    /// Leads to come
    #[arg(long, value_name = "N", value_parser = parse::whole, help_heading = "Target")]
    pub leads_wanted: Option<Decimal>,

    /// Revenue of the orders to come within the plan's months
    #[arg(long, value_name = "AMOUNT", value_parser = parse::amount, help_heading = "Target")]
    pub revenue: Option<Decimal>,

    /// What is to be left of it when the goods and the ads are paid
    #[arg(long, value_name = "AMOUNT", value_parser = parse::amount, help_heading = "Target")]
    pub profit: Option<Decimal>,

    /// The most that may be spent in all; without a target, what is to be spent for the most orders
    #[arg(long, value_name = "AMOUNT", value_parser = parse::amount, help_heading = "Target")]
    pub budget: Option<Decimal>,

    /// The first month of the plan, like 2026-12 [default: that behind the last of the history]
    #[arg(long, value_name = "MONTH", value_parser = parse::month, help_heading = "Target")]
    pub from: Option<Date>,

    /// How many months it has
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u8).range(1..=i64::from(Plan::MOST_MONTHS)), help_heading = "Target")]
    pub months: u8,

    /// The least to spend on a channel in all months together; repeatable
    #[arg(long, value_name = "CHANNEL=AMOUNT", value_parser = Bound::from_str, help_heading = "Bounds")]
    pub min: Vec<Bound>,

    /// The most to spend on it; repeatable
    #[arg(long, value_name = "CHANNEL=AMOUNT", value_parser = Bound::from_str, help_heading = "Bounds")]
    pub max: Vec<Bound>,

    /// What to spend on it, no more and no less; repeatable
    #[arg(long, value_name = "CHANNEL=AMOUNT", value_parser = Bound::from_str, help_heading = "Bounds")]
    pub fix: Vec<Bound>,

    /// The most that a channel may have of the whole spend
    #[arg(long, value_name = "RATE", value_parser = parse::rate, help_heading = "Bounds")]
    pub max_share: Option<Decimal>,

    /// How many times its largest month a channel may have in a month: nobody has seen what comes beyond
    #[arg(long, value_name = "N", default_value = "1.5", value_parser = parse::amount, help_heading = "Bounds")]
    pub growth: Decimal,

    /// Plan with a channel although its history is short; repeatable
    #[arg(long, value_name = "CHANNEL", help_heading = "History")]
    pub include: Vec<String>,

    /// What the month of the year does to leads: a file with a line like 12=1.3 for each that differs, or auto, from two years on
    #[arg(long, value_name = "FILE|auto", help_heading = "History")]
    pub season: Option<PathBuf>,

    /// A plan's JSON, to be set beside what the files have
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["from", "months", "min", "max", "fix", "max_share", "growth", "include", "season", "budget"],
        help_heading = "Plan and fact"
    )]
    pub fact: Option<PathBuf>,

    /// What every calculation has.
    #[command(flatten)]
    pub common: Common,

    /// How fast files are read.
    #[command(flatten)]
    pub speed: Speed,
}

impl Plan {
    /// The most months that a plan may have.
    pub const MOST_MONTHS: u8 = 36;
}

/// An amount for a channel: `Google Ads=30000`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The channel's name.
    pub channel: String,
    /// The amount.
    pub amount: Decimal,
}

/// Why a text is no amount for a channel.
#[derive(Debug, thiserror::Error)]
pub enum BoundError {
    /// No equals sign, or nothing before it.
    #[error("expected a channel and an amount, like 'Google Ads=30000'")]
    NoChannel,
    /// No amount behind it.
    #[error("{0:?} {1}")]
    NoAmount(String, typed::TypedError),
}

impl FromStr for Bound {
    type Err = BoundError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (channel, amount) = text.rsplit_once('=').ok_or(BoundError::NoChannel)?;
        let channel = channel.trim();
        if channel.is_empty() {
            return Err(BoundError::NoChannel);
        }
        let value =
            typed::parse_amount(amount).map_err(|error| BoundError::NoAmount(amount.to_owned(), error))?;
        Ok(Self { channel: channel.to_owned(), amount: value })
    }
}
