//! `leadcalc check`

use std::path::PathBuf;

use super::{Common, Every, Files, ReportTarget, Speed, VersusWhat};

/// Whether limits hold, for CI: a policy file in, verdicts and reports out
///
/// Every limit gets a verdict on every group: holds, broken, cannot tell (the data are too few for the confidence that was asked
/// for) or not judged (there is no figure). Reports are written whatever the verdicts are. Under GitHub Actions, annotations come by
/// themselves.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  leadcalc check --policy limits.toml --spend spend.csv --leads crm.csv
  leadcalc check --policy limits.toml --spend spend.csv --report junit.xml --report summary.md
  leadcalc check --fail-if 'cr < 3%' --confidence 95% --spend examples/optics.csv --strict

Exit status: 0 no limit is broken; 1 one is; 2 it could not be checked; 3 none is broken, but one could not be judged.")]
pub struct Check {
    /// Limits as TOML: rules with limit, name, severity, owner, why and the groups they are for
    #[arg(long, value_name = "FILE", required_unless_present_any = ["fail_if", "warn_if"], help_heading = "Limits")]
    pub policy: Option<PathBuf>,

    /// Judge every group in each period; previous.METRIC in limits is that of the period before
    #[arg(long, value_name = "PERIOD", help_heading = "Selection")]
    pub every: Option<Every>,

    /// What previous.METRIC is with --every: that of the period before, or of the same one a year before
    #[arg(
        long,
        value_name = "WHAT",
        requires = "every",
        conflicts_with = "baseline",
        help_heading = "Selection"
    )]
    pub versus: Option<VersusWhat>,

    /// A former run's JSON, which previous.METRIC in limits means; shows what has changed since
    #[arg(long, value_name = "FILE", help_heading = "Limits")]
    pub baseline: Option<PathBuf>,

    /// Write a report: text, json, markdown (at the end of its file), junit, github or gitlab; repeatable
    #[arg(long, value_name = "[KIND=]FILE", help_heading = "Output")]
    pub report: Vec<ReportTarget>,

    /// Do not annotate under GitHub Actions
    #[arg(long, help_heading = "Output")]
    pub no_annotations: bool,

    /// What is read, and how.
    #[command(flatten)]
    pub files: Files,

    /// What every calculation has.
    #[command(flatten)]
    pub common: Common,

    /// How fast they are read.
    #[command(flatten)]
    pub speed: Speed,
}
