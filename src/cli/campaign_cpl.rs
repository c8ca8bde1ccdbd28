//! `leadcalc campaign-cpl`

use crate::core::series::Series;

use super::{Common, WhatIf, parse};

/// What a campaign's leads did cost
///
/// spend = clicks * CPC; leads = forms + calls; CPL = spend / leads; CR = leads / clicks; and every other figure that follows
/// from what is given.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  leadcalc campaign-cpl --clicks 100 --cpc 150 --forms 5 --calls 4

Numbers: 8000, 8_000, '8 000', 8000.50, 8000,50.
Several values, a row each: 100,150,200 or 5%..20%:5%.")]
#[command(group(clap::ArgGroup::new("price").required(true).args(["cpc", "budget"])))]
#[command(group(clap::ArgGroup::new("result").required(true).multiple(true).args(["leads", "forms", "calls"])))]
pub struct CampaignCpl {
    /// Clicks bought
    #[arg(long, value_name = "N", value_parser = parse::wholes, allow_hyphen_values = true)]
    pub clicks: Option<Series>,

    /// Price of a click
    #[arg(long, value_name = "AMOUNT", value_parser = parse::amounts, allow_hyphen_values = true, requires = "clicks")]
    pub cpc: Option<Series>,

    /// Money spent, where it is known
    #[arg(long, value_name = "AMOUNT", value_parser = parse::amounts, allow_hyphen_values = true)]
    pub budget: Option<Series>,

    /// Leads, all together
    #[arg(long, value_name = "N", value_parser = parse::amounts, allow_hyphen_values = true, conflicts_with_all = ["forms", "calls"])]
    pub leads: Option<Series>,

    /// Leads that came by a form
    #[arg(long, value_name = "N", value_parser = parse::amounts, allow_hyphen_values = true)]
    pub forms: Option<Series>,

    /// Leads that came by telephone
    #[arg(long, value_name = "N", value_parser = parse::amounts, allow_hyphen_values = true)]
    pub calls: Option<Series>,

    /// Times the ad was shown
    #[arg(long, value_name = "N", value_parser = parse::wholes, allow_hyphen_values = true)]
    pub impressions: Option<Series>,

    /// Leads that bought
    #[arg(long, value_name = "N", value_parser = parse::amounts, allow_hyphen_values = true)]
    pub orders: Option<Series>,

    /// What they paid
    #[arg(long, value_name = "AMOUNT", value_parser = parse::signed_amounts, allow_hyphen_values = true)]
    pub revenue: Option<Series>,

    /// What their goods cost
    #[arg(long, value_name = "AMOUNT", value_parser = parse::amounts, allow_hyphen_values = true)]
    pub cost_of_goods: Option<Series>,

    /// What would come of other values.
    #[command(flatten)]
    pub what_if: WhatIf,

    /// What every calculation has.
    #[command(flatten)]
    pub common: Common,
}
