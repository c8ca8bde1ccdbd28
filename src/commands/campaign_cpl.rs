//! What a campaign's leads did cost.

use anyhow::{Result, bail};

use crate::cli::CampaignCpl;
use crate::core::campaign::{self, Campaign, Leads, Spend};
use crate::exit::Exit;

use super::output::Output;
use super::worksheet_report::{self, Shown};

pub(super) fn run(options: &CampaignCpl) -> Result<Exit> {
    let common = &options.common;
    let output = Output::open(&common.presentation)?;
    let sheet = campaign::calculate(&input(options)?)?;
    let report = worksheet_report::report("campaign-cpl", &sheet, &Shown::All, common, output.style())?;
    output.finish(&report, common)
}

fn input(options: &CampaignCpl) -> Result<Campaign> {
    let spend = match (options.budget, options.clicks, options.cpc) {
        (Some(spend), clicks, _) => Spend::Budget { spend, clicks },
        (None, Some(clicks), Some(cpc)) => Spend::Clicks { clicks, cpc },
        _ => bail!("--budget, or --clicks with --cpc, is needed"),
    };
    let leads = match options.leads {
        Some(leads) => Leads::Counted(leads),
        None => Leads::ByContact { forms: options.forms, calls: options.calls },
    };
    Ok(Campaign {
        spend,
        leads,
        impressions: options.impressions,
        orders: options.orders,
        revenue: options.revenue,
        cost_of_goods: options.cost_of_goods,
    })
}
