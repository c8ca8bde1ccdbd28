//! What was typed, done: one file a subcommand, each from options to a [`Report`](crate::report::Report).

use anyhow::Result;

use crate::cli::{Cli, Command};
use crate::exit::Exit;

mod cac_vs_ltv;
mod campaign_cpl;
mod compare_channels;
mod explain;
mod judge;
mod lead_price_by_margin;
mod output;
mod talk;
mod worksheet_report;

/// Runs a subcommand to its exit status.
///
/// **Errors**: whatever keeps it from a result, in words for the user.
pub fn run(cli: Cli) -> Result<Exit> {
    match cli.command {
        Command::LeadPriceByMargin(options) => lead_price_by_margin::run(&options),
        Command::CampaignCpl(options) => campaign_cpl::run(&options),
        Command::CompareChannels(options) => compare_channels::run(&options),
        Command::CacVsLtv(options) => cac_vs_ltv::run(&options),
        Command::Explain(options) => explain::run(&options),
    }
}
