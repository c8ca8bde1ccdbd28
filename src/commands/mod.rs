//! What was typed, done: one file a subcommand, most from options to a [`Report`](crate::report::Report).

use anyhow::Result;

use crate::cli::{Cli, Command};
use crate::exit::Exit;

mod cac_vs_ltv;
mod campaign_cpl;
mod check;
mod compare_channels;
mod completions;
mod config;
mod draft;
mod estimates;
mod explain;
mod groups;
mod init;
mod inspect;
mod interrupt;
mod judge;
mod lead_price_by_margin;
mod loyalty;
mod man;
mod output;
mod plan;
mod progress;
mod settings;
mod solve;
mod talk;
mod trend;
mod what_if;
mod worksheet_report;

/// Runs a subcommand to its exit status.
///
/// **Errors**: whatever keeps it from a result, in words for the user.
pub fn run(cli: Cli) -> Result<Exit> {
    match cli.command {
        Command::LeadPriceByMargin(options) => lead_price_by_margin::run(&options),
        Command::CampaignCpl(options) => campaign_cpl::run(&options),
        Command::Solve(options) => solve::run(&options),
        Command::CompareChannels(options) => compare_channels::run(&options),
        Command::Trend(options) => trend::run(&options),
        Command::Plan(options) => plan::run(&options),
        Command::Check(options) => check::run(&options),
        Command::CacVsLtv(options) => cac_vs_ltv::run(&options),
        Command::Loyalty(options) => loyalty::run(&options),
        Command::Inspect(options) => inspect::run(&options),
        Command::Init(options) => init::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Config(options) => config::run(&options),
        Command::Completions(options) => completions::run(&options),
        Command::Man(options) => man::run(&options),
    }
}
