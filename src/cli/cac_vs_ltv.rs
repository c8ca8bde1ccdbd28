//! `leadcalc cac-vs-ltv`

use std::str::FromStr;

use crate::core::series::Series;

use super::{Common, Orders, OtherCosts, Reading, Speed, Subscriptions, WhatIf, parse};

/// Whether a customer brings more than it costs to win one
///
/// CAC from --spend-total and --customers, or --cac. LTV from orders (--average-order, a margin, --orders-per-year, --years),
/// from monthly payments (--revenue-per-month, --margin-rate, --churn, and --discount), or --ltv.
/// --subscriptions reads churn and payments from a file: alone it gives them month by month, with a CAC and --margin-rate the LTV too.
/// --orders reads an order log: with --spend and --leads it gives CAC and LTV by channel or by the month of the first order.
#[derive(Debug, clap::Args)]
#[command(override_usage = "\
leadcalc cac-vs-ltv [OPTIONS]
           <--cac <AMOUNT> | --spend-total <AMOUNT>>
           <--average-order <AMOUNT> |
            --revenue-per-month <AMOUNT> | --ltv <AMOUNT>>
       leadcalc cac-vs-ltv [OPTIONS]
           --subscriptions <FILE>...
       leadcalc cac-vs-ltv [OPTIONS]
           --orders <FILE>...
           [--spend <FILE>...] [--leads <FILE>...]")]
#[command(after_help = "\
Examples:
  leadcalc cac-vs-ltv --spend-total 300000 --customers 40 --average-order 8000 --margin-rate 60% \\
      --orders-per-year 3 --years 2
  leadcalc cac-vs-ltv --cac 300 --revenue-per-month 50 --margin-rate 80% --churn 5% --discount 1%
  leadcalc cac-vs-ltv --subscriptions examples/subscriptions.csv --cac 9000 --margin-rate 80%
  leadcalc cac-vs-ltv --orders examples/orders-2025.csv --spend examples/spend-2025.csv --leads examples/leads-2025.csv
  leadcalc cac-vs-ltv --orders examples/orders-2025.csv --cohorts retention

Numbers: 8000, 8_000, '8 000', 8000.50, 8000,50; rates: 50% or 0.5.
Several values, a row each, also beside files: 100,150,200 or 5%..20%:5%.")]
#[command(group(clap::ArgGroup::new("acquisition").required(true).multiple(true).args(["spend_total", "cac", "subscriptions", "orders"])))]
#[command(group(clap::ArgGroup::new("lifetime").required(true).args(["average_order", "revenue_per_month", "ltv", "subscriptions", "orders"])))]
#[command(group(clap::ArgGroup::new("paid").multiple(true).args(["spend_total", "spend"])))]
#[command(group(clap::ArgGroup::new("over_time").args(["churn", "subscriptions", "orders"])))]
#[command(group(clap::ArgGroup::new("known_until").args(["subscriptions", "orders"])))]
#[command(group(clap::ArgGroup::new("goods").args(["cost_of_goods", "margin_rate"])))]
pub struct CacVsLtv {
    /// What the ads cost
    #[arg(long, value_name = "AMOUNT", value_parser = parse::amounts, allow_hyphen_values = true, requires = "customers", conflicts_with = "cac")]
    pub spend_total: Option<Series>,

    /// What winning customers cost beside the ads: salaries, agency, software; beside --orders also a file by month and kind
    ///
    /// What is no amount and no list of amounts, and has a letter or a slash in it, is a file.
    #[arg(
        long,
        value_name = "AMOUNT|FILE",
        value_parser = OtherCosts::from_str,
        allow_hyphen_values = true,
        requires = "paid",
        conflicts_with = "cac"
    )]
    pub other_costs: Option<OtherCosts>,

    /// New customers won by it
    #[arg(long, value_name = "N", value_parser = parse::amounts, allow_hyphen_values = true, requires = "spend_total", conflicts_with = "cac")]
    pub customers: Option<Series>,

    /// The cost of winning a customer, where it is known
    #[arg(long, value_name = "AMOUNT", value_parser = parse::amounts, allow_hyphen_values = true)]
    pub cac: Option<Series>,

    /// What a customer pays for an order
    #[arg(
        long,
        value_name = "AMOUNT",
        value_parser = parse::amounts,
        allow_hyphen_values = true,
        requires_all = ["goods", "orders_per_year", "years"]
    )]
    pub average_order: Option<Series>,

    /// What the goods of that order cost
    #[arg(long, value_name = "AMOUNT", value_parser = parse::amounts, allow_hyphen_values = true, requires = "average_order", conflicts_with_all = ["revenue_per_month", "ltv"])]
    pub cost_of_goods: Option<Series>,

    /// Share of the revenue that is left after the goods are paid
    #[arg(long, value_name = "RATE", value_parser = parse::rates, allow_hyphen_values = true, conflicts_with = "ltv")]
    pub margin_rate: Option<Series>,

    /// How often a customer orders in a year
    #[arg(long, value_name = "N", value_parser = parse::amounts, allow_hyphen_values = true, requires = "average_order", conflicts_with_all = ["revenue_per_month", "ltv"])]
    pub orders_per_year: Option<Series>,

    /// How many years it stays
    #[arg(long, value_name = "N", value_parser = parse::amounts, allow_hyphen_values = true, requires = "average_order", conflicts_with_all = ["revenue_per_month", "ltv"])]
    pub years: Option<Series>,

    /// What a customer pays in a month
    #[arg(
        long,
        value_name = "AMOUNT",
        value_parser = parse::amounts,
        allow_hyphen_values = true,
        requires_all = ["margin_rate", "churn"]
    )]
    pub revenue_per_month: Option<Series>,

    /// Share of the customers that leave in a month
    #[arg(long, value_name = "RATE", value_parser = parse::rates, allow_hyphen_values = true, requires = "revenue_per_month", conflicts_with_all = ["average_order", "ltv"])]
    pub churn: Option<Series>,

    /// How much less money is worth a month later
    #[arg(long, value_name = "RATE", value_parser = parse::rates, allow_hyphen_values = true, requires = "over_time", conflicts_with_all = ["average_order", "ltv"])]
    pub discount: Option<Series>,

    /// The lifetime value by gross profit, where it is known
    #[arg(long, value_name = "AMOUNT", value_parser = parse::signed_amounts, allow_hyphen_values = true)]
    pub ltv: Option<Series>,

    /// Order logs.
    #[command(flatten)]
    pub from_orders: Orders,

    /// Churn and payments from a file.
    #[command(flatten)]
    pub subscription: Subscriptions,

    /// How files are read.
    #[command(flatten)]
    pub reading: Reading,

    /// How fast they are read.
    #[command(flatten)]
    pub speed: Speed,

    /// What would come of other values.
    #[command(flatten)]
    pub what_if: WhatIf,

    /// What every calculation has.
    #[command(flatten)]
    pub common: Common,
}
