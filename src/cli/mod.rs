//! What was typed: the options as clap reads them, one file a subcommand. What they mean is decided in `commands`.

#![allow(
    clippy::doc_markdown,
    reason = "these comments are the help texts, where backticks would be printed"
)]

mod any_table;
mod cac_vs_ltv;
mod campaign_cpl;
mod check;
mod common;
mod compare_channels;
mod completions;
mod config;
mod explain;
mod files;
mod given;
mod init;
mod inspect;
mod lead_price_by_margin;
mod limits;
mod loyalty;
mod man;
mod orders;
mod parse;
mod plan;
mod reading;
mod report_target;
mod solve;
mod speed;
mod subscriptions;
mod trend;
mod values;
mod what_if;

pub use any_table::AnyTable;
pub use cac_vs_ltv::CacVsLtv;
pub use campaign_cpl::CampaignCpl;
pub use check::Check;
pub use common::{Color, Common, Presentation};
pub use compare_channels::{CompareChannels, SortKey, SortKeyError};
pub use completions::Completions;
pub use config::Config;
pub use explain::Explain;
pub use files::{Files, Maturity};
pub use given::{GivenError, GivenFigure};
pub use init::Init;
pub use inspect::Inspect;
pub use lead_price_by_margin::LeadPriceByMargin;
pub use limits::Limits;
pub use loyalty::Loyalty;
pub use man::Man;
pub use orders::{Breakdown, Measure, Orders, OtherCosts, ShareBy};
pub use plan::{Bound, BoundError, Plan};
pub use reading::Reading;
pub use report_target::{ReportTarget, ReportTargetError};
pub use solve::Solve;
pub use speed::Speed;
pub use subscriptions::Subscriptions;
pub use trend::{Every, Trend, VersusWhat};
pub use what_if::WhatIf;

/// What a lead may cost, what it did cost, and which channel earns its money.
///
/// Figures are computed exactly and rounded once, for people only. What does not exist (a cost per lead without leads) is shown
/// as —, never as 0, and a limit on it is never passed.
#[derive(Debug, clap::Parser)]
#[command(name = "leadcalc", version, propagate_version = true, max_term_width = 100)]
#[command(after_help = "\
Exit status: 0 done, every limit holds; 1 a limit is broken; 2 it could not be done (usage, input);
3 no limit is broken, but one could not be judged; 130 it was interrupted.

`leadcalc explain` says what each figure means and how it is computed.")]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// What a lead may cost: the most to pay for one, from the margin of an order
    LeadPriceByMargin(LeadPriceByMargin),
    /// What a campaign's leads did cost
    CampaignCpl(CampaignCpl),
    /// What it would take: from any figures of the funnel to all that follow
    Solve(Solve),
    /// Which channel earns its money: ad reports and lead lists, side by side
    CompareChannels(Box<CompareChannels>),
    /// Figures over time: groups down, periods across, a table for each figure
    ///
    /// Every period from the first to the last that the files have is there, or from --since to --until, also one without a row: such a
    /// gap is shown as —, never as 0. Ratios are those of sums, in totals too. A period that the rows of --spend or of --leads do not
    /// fill, at either end, is marked with *. Programs get a record for every group and period.
    Trend(Box<Trend>),
    /// What it would take: the cheapest spend for a target, by channel and month
    ///
    /// How each channel answers to its spend is learnt from its mature months. Where they vary enough, a curve with diminishing
    /// returns (a power of the spend or a logarithm, whichever is likelier) is fitted; otherwise a lead costs what it has cost on
    /// average. The spend is shared out so that the next order costs the same everywhere. Orders count for the month of their
    /// lead, as far as they come within the plan's months; later ones stand apart.
    Plan(Box<Plan>),
    /// Whether limits hold, for CI: a policy file in, verdicts and reports out
    Check(Box<Check>),
    /// Whether a customer brings more than it costs to win one
    CacVsLtv(Box<CacVsLtv>),
    /// Whether those who bought would recommend: the Net Promoter Score of a survey, with its interval
    Loyalty(Box<Loyalty>),
    /// How files are read, and why: what was recognised, what is left out, what is open
    Inspect(Inspect),
    /// A leadcalc.toml for some files, with what is open about them to be decided
    Init(Init),
    /// What a figure means, how it is computed, and what it is confused with
    Explain(Explain),
    /// Settings that hold here, as a leadcalc.toml, each with where it comes from
    Config(Config),
    /// A script that teaches a shell to complete leadcalc's options
    Completions(Completions),
    /// The manual page of leadcalc, or of a subcommand
    Man(Man),
}

/// All that can be typed, as clap's description of it.
#[must_use]
pub fn command() -> clap::Command {
    <Cli as clap::CommandFactory>::command()
}
