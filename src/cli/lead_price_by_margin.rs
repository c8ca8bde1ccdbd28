//! `leadcalc lead-price-by-margin`

use crate::core::series::Series;

use super::{Common, WhatIf, parse};

/// What a lead may cost: the most to pay for one, from the margin of an order
///
/// margin = average order - cost of goods (times the orders per customer); acquisition budget = margin * share;
/// lead price = acquisition budget * conversion; break-even = margin * conversion.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  leadcalc lead-price-by-margin --average-order 8000 --cost-of-goods 3000 --acquisition-share 50% \\
      --leads 100 --sales 10 --lead-price 300

Numbers: 8000, 8_000, '8 000', 8000.50, 8000,50; rates: 50% or 0.5.
Several values, a row each: 100,150,200 or 5%..20%:5%.")]
#[command(group(clap::ArgGroup::new("order").required(true).args(["average_order", "margin"])))]
#[command(group(clap::ArgGroup::new("goods").args(["cost_of_goods", "margin_rate"])))]
#[command(group(clap::ArgGroup::new("rate").required(true).args(["conversion", "leads"])))]
pub struct LeadPriceByMargin {
    /// What a customer pays for an order
    #[arg(long, value_name = "AMOUNT", value_parser = parse::amounts, allow_hyphen_values = true, requires = "goods")]
    pub average_order: Option<Series>,

    /// What the goods of that order cost
    #[arg(long, value_name = "AMOUNT", value_parser = parse::amounts, allow_hyphen_values = true, requires = "average_order")]
    pub cost_of_goods: Option<Series>,

    /// Share of the order that is left after the goods are paid
    #[arg(long, value_name = "RATE", value_parser = parse::rates, allow_hyphen_values = true, requires = "average_order")]
    pub margin_rate: Option<Series>,

    /// The margin of an order, where it is known
    #[arg(long, value_name = "AMOUNT", value_parser = parse::signed_amounts, allow_hyphen_values = true, conflicts_with = "goods")]
    pub margin: Option<Series>,

    /// How often a customer orders in its whole life
    #[arg(long, value_name = "N", value_parser = parse::amounts, allow_hyphen_values = true, default_value = "1")]
    pub orders_per_customer: Series,

    /// Share of the margin that may go into winning the customer
    #[arg(long, value_name = "RATE", value_parser = parse::rates, allow_hyphen_values = true)]
    pub acquisition_share: Series,

    /// Share of the leads that buy
    #[arg(long, value_name = "RATE", value_parser = parse::rates, allow_hyphen_values = true)]
    pub conversion: Option<Series>,

    /// How many leads there were
    #[arg(long, value_name = "N", value_parser = parse::amounts, allow_hyphen_values = true, requires = "sales")]
    pub leads: Option<Series>,

    /// How many of them bought
    #[arg(long, value_name = "N", value_parser = parse::amounts, allow_hyphen_values = true, requires = "leads", conflicts_with = "conversion")]
    pub sales: Option<Series>,

    /// A price that is offered for a lead, to be judged
    #[arg(long, value_name = "AMOUNT", value_parser = parse::amounts, allow_hyphen_values = true)]
    pub lead_price: Option<Series>,

    /// What would come of other values.
    #[command(flatten)]
    pub what_if: WhatIf,

    /// What every calculation has.
    #[command(flatten)]
    pub common: Common,
}
