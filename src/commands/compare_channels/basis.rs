//! What does not go together with two ways to date orders.

use anyhow::{Result, bail};

use crate::cli::CompareChannels;
use crate::core::limit::rule::Rule;
use crate::ingest::DateBasis;

/// With both ways to date orders there are two figures for each: which of them would be judged or compared?
pub(super) fn refuse_beside_both(options: &CompareChannels, rules: &[Rule]) -> Result<()> {
    if options.files.date_basis != DateBasis::Both {
        return Ok(());
    }
    let beside = [
        ("--fail-if", !rules.is_empty()),
        ("--pairs", options.pairs),
        ("--against", options.against.is_some()),
        ("--baseline", options.baseline.is_some()),
        ("--confidence", options.common.confidence.is_some()),
        ("--target-cpl", options.target_cpl.is_some()),
        ("--margin", options.margin.is_some()),
        ("--sort", options.sort.is_some()),
        ("--top", options.top.is_some()),
        ("--unmatched", options.unmatched),
        ("--explain", options.common.explain),
    ];
    match beside.iter().find(|(_, is_given)| *is_given) {
        Some((option, _)) => {
            bail!("{option}: takes one table, and --date-basis both makes two; take lead or order")
        }
        None => Ok(()),
    }
}
