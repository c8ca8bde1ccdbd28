//! What a campaign's leads did cost.

use anyhow::{Result, bail};

use crate::cli::CampaignCpl;
use crate::core::campaign::{self, Campaign, Leads, Spend};
use crate::core::metric::Metric;
use crate::exit::Exit;

use super::output::Output;
use super::what_if::{self, Beside, Calculator, Inputs, Point};
use super::worksheet_report::{self, Shown};

/// The subcommand's name.
const COMMAND: &str = "campaign-cpl";

pub(super) fn run(options: &CampaignCpl) -> Result<Exit> {
    let common = &options.common;
    let output = Output::open(&common.presentation)?;
    let inputs = inputs(options);
    let board = |point: &Point| Ok(campaign::calculate(&input(point)?)?);
    if what_if::is_asked(&inputs, &options.what_if)? {
        let calculator = Calculator {
            command: COMMAND,
            inputs: &inputs,
            shown: &[],
            board: &board,
            beside: Beside::default(),
        };
        return what_if::run(&calculator, &options.what_if, common, output);
    }
    let sheet = board(&inputs.first())?;
    let report = worksheet_report::report(COMMAND, &sheet, &Shown::All, common, output.style())?;
    output.finish(&report, common)
}

fn inputs(options: &CampaignCpl) -> Inputs {
    Inputs::new(&[
        (Metric::Impressions, options.impressions.as_ref()),
        (Metric::Clicks, options.clicks.as_ref()),
        (Metric::Cpc, options.cpc.as_ref()),
        (Metric::Spend, options.budget.as_ref()),
        (Metric::Leads, options.leads.as_ref()),
        (Metric::Forms, options.forms.as_ref()),
        (Metric::Calls, options.calls.as_ref()),
        (Metric::Orders, options.orders.as_ref()),
        (Metric::Revenue, options.revenue.as_ref()),
        (Metric::CostOfGoods, options.cost_of_goods.as_ref()),
    ])
}

fn input(point: &Point) -> Result<Campaign> {
    let spend = match (point.get(Metric::Spend), point.get(Metric::Clicks), point.get(Metric::Cpc)) {
        (Some(spend), clicks, _) => Spend::Budget { spend, clicks },
        (None, Some(clicks), Some(cpc)) => Spend::Clicks { clicks, cpc },
        _ => bail!("--budget, or --clicks with --cpc, is needed"),
    };
    let leads = match point.get(Metric::Leads) {
        Some(leads) => Leads::Counted(leads),
        None => Leads::ByContact { forms: point.get(Metric::Forms), calls: point.get(Metric::Calls) },
    };
    Ok(Campaign {
        spend,
        leads,
        impressions: point.get(Metric::Impressions),
        orders: point.get(Metric::Orders),
        revenue: point.get(Metric::Revenue),
        cost_of_goods: point.get(Metric::CostOfGoods),
    })
}
