//! `leadcalc lead-price-by-margin`

use crate::core::decimal::Decimal;

use super::{Common, parse};

/// What a lead may cost: the most to pay for one, from the margin of an order
///
/// margin = average order - cost of goods (times the orders per customer); acquisition budget = margin * share;
/// lead price = acquisition budget * conversion; break-even = margin * conversion.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  leadcalc lead-price-by-margin --average-order 8000 --cost-of-goods 3000 --acquisition-share 50% \\
      --leads 100 --sales 10 --lead-price 300

Numbers: 8000, 8_000, '8 000', 8000.50, 8000,50; rates: 50% or 0.5.")]
#[command(group(clap::ArgGroup::new("order").required(true).args(["average_order", "margin"])))]
#[command(group(clap::ArgGroup::new("goods").args(["cost_of_goods", "margin_rate"])))]
#[command(group(clap::ArgGroup::new("rate").required(true).args(["conversion", "leads"])))]
pub struct LeadPriceByMargin {
    /// What a customer pays for an order
    #[arg(long, value_name = "AMOUNT", value_parser = parse::amount, allow_hyphen_values = true, requires = "goods")]
    pub average_order: Option<Decimal>,

    /// What the goods of that order cost
    #[arg(long, value_name = "AMOUNT", value_parser = parse::amount, allow_hyphen_values = true, requires = "average_order")]
    pub cost_of_goods: Option<Decimal>,

    /// Share of the order that is left after the goods are paid
    #[arg(long, value_name = "RATE", value_parser = parse::rate, allow_hyphen_values = true, requires = "average_order")]
    pub margin_rate: Option<Decimal>,

    /// The margin of an order, where it is known
    #[arg(long, value_name = "AMOUNT", value_parser = parse::signed_amount, allow_hyphen_values = true, conflicts_with = "goods")]
    pub margin: Option<Decimal>,

    /// How often a customer orders in its whole life
    #[arg(long, value_name = "N", value_parser = parse::amount, allow_hyphen_values = true, default_value = "1")]
    pub orders_per_customer: Decimal,

    /// Share of the margin that may go into winning the customer
    #[arg(long, value_name = "RATE", value_parser = parse::rate, allow_hyphen_values = true)]
    pub acquisition_share: Decimal,

    /// Share of the leads that buy
    #[arg(long, value_name = "RATE", value_parser = parse::rate, allow_hyphen_values = true)]
    pub conversion: Option<Decimal>,

    /// How many leads there were
    #[arg(long, value_name = "N", value_parser = parse::amount, allow_hyphen_values = true, requires = "sales")]
    pub leads: Option<Decimal>,

    /// How many of them bought
    #[arg(long, value_name = "N", value_parser = parse::amount, allow_hyphen_values = true, requires = "leads", conflicts_with = "conversion")]
    pub sales: Option<Decimal>,

    /// A price that is offered for a lead, to be judged
    #[arg(long, value_name = "AMOUNT", value_parser = parse::amount, allow_hyphen_values = true)]
    pub lead_price: Option<Decimal>,

    /// What every calculation has.
    #[command(flatten)]
    pub common: Common,
}
