//! `leadcalc cac-vs-ltv`

use crate::core::decimal::Decimal;

use super::{Common, parse};

/// Whether a customer brings more than it costs to win one
///
/// CAC from --spend-total and --customers, or --cac. LTV from orders (--average-order, a margin, --orders-per-year, --years),
/// from monthly payments (--revenue-per-month, --margin-rate, --churn, and --discount), or --ltv.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  leadcalc cac-vs-ltv --spend-total 300000 --customers 40 --average-order 8000 --margin-rate 60% \\
      --orders-per-year 3 --years 2
  leadcalc cac-vs-ltv --cac 300 --revenue-per-month 50 --margin-rate 80% --churn 5% --discount 1%

Numbers: 8000, 8_000, '8 000', 8000.50, 8000,50; rates: 50% or 0.5.")]
#[command(group(clap::ArgGroup::new("acquisition").required(true).args(["spend_total", "cac"])))]
#[command(group(clap::ArgGroup::new("lifetime").required(true).args(["average_order", "revenue_per_month", "ltv"])))]
#[command(group(clap::ArgGroup::new("goods").args(["cost_of_goods", "margin_rate"])))]
pub struct CacVsLtv {
    /// What the ads cost
    #[arg(long, value_name = "AMOUNT", value_parser = parse::amount, allow_hyphen_values = true, requires = "customers")]
    pub spend_total: Option<Decimal>,

    /// What winning customers cost beside the ads: salaries, agency, software
    #[arg(long, value_name = "AMOUNT", value_parser = parse::amount, allow_hyphen_values = true, requires = "spend_total", conflicts_with = "cac")]
    pub other_costs: Option<Decimal>,

    /// New customers won by it
    #[arg(long, value_name = "N", value_parser = parse::amount, allow_hyphen_values = true, requires = "spend_total", conflicts_with = "cac")]
    pub customers: Option<Decimal>,

    /// The cost of winning a customer, where it is known
    #[arg(long, value_name = "AMOUNT", value_parser = parse::amount, allow_hyphen_values = true)]
    pub cac: Option<Decimal>,

    /// What a customer pays for an order
    #[arg(
        long,
        value_name = "AMOUNT",
        value_parser = parse::amount,
        allow_hyphen_values = true,
        requires_all = ["goods", "orders_per_year", "years"]
    )]
    pub average_order: Option<Decimal>,

    /// What the goods of that order cost
    #[arg(long, value_name = "AMOUNT", value_parser = parse::amount, allow_hyphen_values = true, requires = "average_order", conflicts_with_all = ["revenue_per_month", "ltv"])]
    pub cost_of_goods: Option<Decimal>,

    /// Share of the revenue that is left after the goods are paid
    #[arg(long, value_name = "RATE", value_parser = parse::rate, allow_hyphen_values = true, conflicts_with = "ltv")]
    pub margin_rate: Option<Decimal>,

    /// How often a customer orders in a year
    #[arg(long, value_name = "N", value_parser = parse::amount, allow_hyphen_values = true, requires = "average_order", conflicts_with_all = ["revenue_per_month", "ltv"])]
    pub orders_per_year: Option<Decimal>,

    /// How many years it stays
    #[arg(long, value_name = "N", value_parser = parse::amount, allow_hyphen_values = true, requires = "average_order", conflicts_with_all = ["revenue_per_month", "ltv"])]
    pub years: Option<Decimal>,

    /// What a customer pays in a month
    #[arg(
        long,
        value_name = "AMOUNT",
        value_parser = parse::amount,
        allow_hyphen_values = true,
        requires_all = ["margin_rate", "churn"]
    )]
    pub revenue_per_month: Option<Decimal>,

    /// Share of the customers that leave in a month
    #[arg(long, value_name = "RATE", value_parser = parse::rate, allow_hyphen_values = true, requires = "revenue_per_month", conflicts_with_all = ["average_order", "ltv"])]
    pub churn: Option<Decimal>,

    /// How much less money is worth a month later
    #[arg(long, value_name = "RATE", value_parser = parse::rate, allow_hyphen_values = true, requires = "churn", conflicts_with_all = ["average_order", "ltv"])]
    pub discount: Option<Decimal>,

    /// The lifetime value by gross profit, where it is known
    #[arg(long, value_name = "AMOUNT", value_parser = parse::signed_amount, allow_hyphen_values = true)]
    pub ltv: Option<Decimal>,

    /// What every calculation has.
    #[command(flatten)]
    pub common: Common,
}
