//! The options of `leadcalc cac-vs-ltv` for order logs.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::ValueEnum;

use crate::core::period::Date;
use crate::core::series::{Series, SeriesError};

use super::parse;

/// Order logs, what was paid for their customers, and how they are looked at.
#[derive(Debug, clap::Args)]
pub struct Orders {
    /// Order logs, an order a row: date, customer, amount, perhaps cost of goods, status, refund, channel; - is stdin
    ///
    /// Gives CAC against LTV by channel, or by cohort: the customers whose first order was in the same month. LTV at 1, 3, 6, 12 and 24
    /// months is what was bought in that calendar month and in so many after it. A negative amount is a refund, and reduces the month
    /// that it is dated in; a column of refunds reduces its own orders. A status like cancelled leaves an order out, one like refunded
    /// makes an order of 0 of it. Where there are order numbers and products, a row is a line of its order.
    ///
    /// Several values of --margin-rate, --discount or an amount of --other-costs give a row for each group and value, without a total;
    /// two of them with --show a matrix over all customers. --sensitivity and --scenario are over all customers too.
    #[arg(
        long,
        value_name = "FILE",
        num_args = 1..,
        conflicts_with_all = ["spend_total", "cac", "customers"],
        help_heading = "Orders"
    )]
    pub orders: Vec<String>,

    /// Ad reports, for CAC; CHANNEL=FILE gives all rows of a file their channel; - is stdin
    ///
    /// Where they have days, customers whose first order is before the first of them are left out: nobody knows what they cost.
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "orders", help_heading = "Orders")]
    pub spend: Vec<String>,

    /// Lead lists with customers, for channels: a customer belongs to the last lead on or before its first order; - is stdin
    ///
    /// Customers without such a lead are shown as (no lead). Without lead lists, the channel is that of the first order, where the log
    /// has one. Of leads, or of orders, at the same time, or on the same day where they have no times, the one whose channel comes first
    /// in the alphabet counts.
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "orders", help_heading = "Orders")]
    pub leads: Vec<String>,

    /// What products cost, for gross profit: a CSV file with product, cost; times the quantity of an order, or 1
    #[arg(
        long,
        value_name = "FILE",
        requires = "orders",
        conflicts_with = "margin_rate",
        help_heading = "Orders"
    )]
    pub products: Option<PathBuf>,

    /// What a row stands for: channel, cohort, or channel,cohort [default: channel where there is one, else cohort]
    #[arg(
        long,
        value_name = "LIST",
        value_delimiter = ',',
        requires = "orders",
        hide_possible_values = true,
        help_heading = "Orders"
    )]
    pub by: Vec<Breakdown>,

    /// The first day of first orders, spend and leads that count; later orders of the same customers count too
    #[arg(long, value_name = "DAY", value_parser = parse::day, requires = "orders", help_heading = "Orders")]
    pub since: Option<Date>,

    /// The last day of first orders, spend and leads that count
    #[arg(long, value_name = "DAY", value_parser = parse::day, requires = "orders", help_heading = "Orders")]
    pub until: Option<Date>,

    /// What --other-costs are shared out by: spend, leads or customers [default: spend]
    #[arg(
        long,
        value_name = "WHAT",
        requires_all = ["orders", "other_costs"],
        hide_possible_values = true,
        help_heading = "Orders"
    )]
    pub share_costs: Option<ShareBy>,

    /// The triangle of cohorts by age instead: revenue, gross-profit, retention or orders (per customer) [default: revenue]
    ///
    /// Records have all of it, a row a cohort and age. Age 0 is the calendar month of the first order, age 1 the month after it. LTV at
    /// 12 months is what was bought at the ages 0 to 12. What is not over by the last day of the data is empty, never 0 or a part of it. Limits,
    /// --discount, --other-costs, several values, --sensitivity and --scenario are for the table, and refused here.
    #[arg(
        long,
        value_name = "WHAT",
        num_args = 0..=1,
        default_missing_value = "revenue",
        requires = "orders",
        hide_possible_values = true,
        help_heading = "Orders"
    )]
    pub cohorts: Option<Measure>,

    /// The triangle added up from age 0 on
    #[arg(long, requires = "cohorts", help_heading = "Orders")]
    pub cumulative: bool,
}

impl Orders {
    /// The options that were given, but for the logs themselves.
    #[must_use]
    pub fn given(&self) -> Vec<&'static str> {
        let given = [
            ("--spend", !self.spend.is_empty()),
            ("--leads", !self.leads.is_empty()),
            ("--products", self.products.is_some()),
            ("--by", !self.by.is_empty()),
            ("--since", self.since.is_some()),
            ("--until", self.until.is_some()),
            ("--share-costs", self.share_costs.is_some()),
            ("--cohorts", self.cohorts.is_some()),
        ];
        given.into_iter().filter_map(|(option, is_given)| is_given.then_some(option)).collect()
    }
}

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the names say it, and clap would print the comments")]
pub enum Breakdown {
    Channel,
    Cohort,
}

/// What costs are shared out by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the names say it, and clap would print the comments")]
pub enum ShareBy {
    Spend,
    Leads,
    Customers,
}

/// What a triangle of cohorts shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the names say it, and clap would print the comments")]
pub enum Measure {
    Revenue,
    GrossProfit,
    Retention,
    Orders,
}

/// What winning customers costs beside the ads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OtherCosts {
    /// So much, or one of several amounts.
    Amounts(Series),
    /// What stands in a file, by month and kind.
    File(PathBuf),
}

impl OtherCosts {
    /// The amounts, where these are typed and not in a file.
    #[must_use]
    pub fn amounts(&self) -> Option<&Series> {
        match self {
            Self::Amounts(amounts) => Some(amounts),
            Self::File(_) => None,
        }
    }

    /// The file, where one is named.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::Amounts(_) => None,
            Self::File(path) => Some(path),
        }
    }
}

/// Reads one amount or several; what is none and has a letter or a slash is a file. A file named like a list, `2025,2026,2027`, can be
/// named with its folder: `./2025,2026,2027`.
impl FromStr for OtherCosts {
    type Err = SeriesError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_of_names = |c: char| c.is_alphabetic() || matches!(c, '/' | '\\');
        match parse::amounts(text) {
            Ok(amounts) => Ok(Self::Amounts(amounts)),
            Err(_) if text.chars().any(is_of_names) => Ok(Self::File(text.into())),
            Err(error) => Err(error),
        }
    }
}

impl fmt::Display for ShareBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Spend => "spend",
            Self::Leads => "leads",
            Self::Customers => "customers",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_files_are_told_apart() {
        for (text, count) in
            [("60000", 1), ("60 000,50", 1), ("1;2", 2), ("50000,75000,100000", 3), ("0..100:50", 3)]
        {
            let read = text.parse::<OtherCosts>().unwrap();
            assert_eq!(read.amounts().map(Series::count), Some(count), "{text}");
        }
        for text in
            ["costs.csv", "2025,costs.csv", "1;2.csv", "costs..2026:1", "расходы", "./2025,2026,2027", "a-1"]
        {
            let read = text.parse::<OtherCosts>().unwrap();
            assert_eq!(read.file(), Some(Path::new(text)), "{text}");
        }
        // Neither: a mistake in a list is no file that cannot be found.
        for text in ["50000,100000", "1..2", "5%", "1;;2", "-", "1;1", "-5"] {
            assert!(text.parse::<OtherCosts>().is_err(), "{text}");
        }
    }
}
