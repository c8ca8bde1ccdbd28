//! Options that say how files are read: the same for every subcommand that reads any.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::ingest::field::money::rates::Rate;
use crate::ingest::field::money::vat::{Vat, VatRate};
use crate::ingest::group::dedupe::Dedupe;
use crate::ingest::table::mapping::Mapping;
use crate::ingest::{Mark, Zone, typed};

use super::AnyTable;

/// How files are read. What is not given here is looked up in leadcalc.toml, and otherwise found out or left at its default.
#[derive(Debug, clap::Args)]
pub struct Reading {
    /// What a header means: spend='Total cost', leads.channel=utm_source; repeatable
    #[arg(long, value_name = "NAME=HEADER", value_parser = Mapping::parse, help_heading = "Input")]
    pub map: Vec<Mapping>,

    /// How the table in a file is read.
    #[command(flatten)]
    pub table: AnyTable,

    /// What separates decimals [default: found, file by file]
    #[arg(long, value_name = "MARK", help_heading = "Input")]
    pub decimal_mark: Option<Mark>,

    /// Count times on the days of this zone, like Europe/Moscow or +03:00; times that name no zone are UTC then [default: dates as written]
    #[arg(long, value_name = "ZONE", value_parser = typed::timezone, allow_hyphen_values = true, help_heading = "Input")]
    pub timezone: Option<Zone>,

    /// Divide costs that look like millionths, as ad systems' APIs give them, by a million; =no takes them as they are
    #[arg(
        long,
        value_name = "yes|no",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "yes",
        hide_possible_values = true,
        value_parser = yes_or_no(),
        help_heading = "Input"
    )]
    pub micros: Option<bool>,

    /// Bring costs to one reading of VAT: with it, or without [default: as they are]
    #[arg(long, value_name = "READING", help_heading = "Input")]
    pub vat: Option<Vat>,

    /// VAT rate for --vat, perhaps from a day on: 20%, 2026-01-01=22%; repeatable
    #[arg(long, value_name = "[DAY=]RATE", value_parser = VatRate::parse, help_heading = "Input")]
    pub vat_rate: Vec<VatRate>,

    /// What a unit of another currency is worth: USD=92.50; repeatable
    #[arg(long, value_name = "CODE=RATE", value_parser = Rate::parse, help_heading = "Input")]
    pub rate: Vec<Rate>,

    /// Rates by the day, for costs and revenue in other currencies: a CSV file with date, currency, rate
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub rates: Option<PathBuf>,

    /// Count leads that repeat an earlier one only once: by lead_id, or by customer_id:30 within 30 days
    #[arg(long, value_name = "KEY[:DAYS]", value_parser = Dedupe::parse, help_heading = "Input")]
    pub dedupe: Option<Dedupe>,

    /// Statuses that mean an order, instead of the built-in words; an empty list counts none
    #[arg(long, value_name = "LIST", value_delimiter = ',', help_heading = "Input")]
    pub won: Option<Vec<String>>,

    /// Statuses that mean a qualified lead, instead of the built-in words
    #[arg(long, value_name = "LIST", value_delimiter = ',', help_heading = "Input")]
    pub qualified: Option<Vec<String>>,

    /// Statuses that mean no lead at all (spam, test, duplicate), instead of the built-in words
    #[arg(long, value_name = "LIST", value_delimiter = ',', help_heading = "Input")]
    pub rejected: Option<Vec<String>>,

    /// Count leads with such a status among the leads all the same
    #[arg(
        long,
        value_name = "yes|no",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "yes",
        hide_possible_values = true,
        value_parser = yes_or_no(),
        help_heading = "Input"
    )]
    pub count_rejected: Option<bool>,
}

impl Reading {
    /// The options that were given.
    #[must_use]
    pub fn given(&self) -> Vec<&'static str> {
        let given = [
            ("--map", !self.map.is_empty()),
            ("--encoding", self.table.encoding.is_some()),
            ("--sheet", self.table.sheet.is_some()),
            ("--delimiter", self.table.delimiter.is_some()),
            ("--decimal-mark", self.decimal_mark.is_some()),
            ("--date-order", self.table.date_order.is_some()),
            ("--micros", self.micros.is_some()),
            ("--vat", self.vat.is_some()),
            ("--vat-rate", !self.vat_rate.is_empty()),
            ("--rate", !self.rate.is_empty()),
            ("--rates", self.rates.is_some()),
            ("--dedupe", self.dedupe.is_some()),
            ("--max-rejected", self.table.max_rejected.is_some()),
            ("--exact-names", self.table.exact_names.is_some()),
            ("--won", self.won.is_some()),
            ("--qualified", self.qualified.is_some()),
            ("--rejected", self.rejected.is_some()),
            ("--count-rejected", self.count_rejected.is_some()),
        ];
        given.into_iter().filter_map(|(option, is_given)| is_given.then_some(option)).collect()
    }
}

/// A switch that can also be switched off, where a configuration file has switched it on.
pub(super) fn yes_or_no() -> impl TypedValueParser<Value = bool> {
    PossibleValuesParser::new(["yes", "no"]).map(|answer| answer == "yes")
}
