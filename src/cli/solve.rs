//! `leadcalc solve`

use super::given::{self, GivenFigure};
use super::{Common, WhatIf};
use crate::core::metric::Metric;

/// What it would take: from any figures of the funnel to all that follow
///
/// The formulas of the dictionary are equations, and each gives each of its parts: spend = clicks * cpc, leads = clicks * cr,
/// orders = leads * close_rate, revenue = orders * aov, profit = gross_profit - spend, and the others that leadcalc explain names. What
/// follows is exact, and nothing is guessed: givens that contradict each other are an error, and so are too few for --for, with what
/// would be enough.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  leadcalc solve orders=50 aov=8000 margin_rate=62.5% close_rate=10% cr=9% cpc=150
  leadcalc solve profit=0 aov=8000 margin_rate=62.5% close_rate=10% cr=9% --for cpc
  leadcalc solve cpl=250 cr=9% --for cpc --explain

Numbers: 8000, 8_000, '8 000', 8000.50, 8000,50; rates: 50% or 0.5.
Several values, a row each: cpc=100,150,200 or cr=5%..20%:5%.")]
pub struct Solve {
    /// Figures that are given, by their keys: impressions, clicks, spend, leads, orders, customers, revenue, cost_of_goods, gross_profit,
    /// profit, cpm, ctr, cpc, cr, cpl, close_rate, cpo, cac, aov, margin_rate, roas, romi, drr and more
    #[arg(value_name = "KEY=VALUE", required = true, value_parser = given::given)]
    pub givens: Vec<GivenFigure>,

    /// The figure that is wanted: shown first, with whether it is exact; an error where it does not follow
    #[arg(long = "for", value_name = "KEY", value_parser = given::metric)]
    pub wanted: Option<Metric>,

    /// Round orders, leads and clicks up to what can be bought, and recompute the rest from them
    ///
    /// Prices and margins are kept, then rates, then sums, as far as they agree with the whole counts; what had to give way is said.
    #[arg(long)]
    pub whole: bool,

    /// What would come of other values.
    #[command(flatten)]
    pub what_if: WhatIf,

    /// What every calculation has.
    #[command(flatten)]
    pub common: Common,
}
