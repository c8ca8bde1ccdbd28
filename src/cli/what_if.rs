//! Options of every calculator to see what other values would come to.

use std::path::PathBuf;

use crate::core::decimal::Decimal;
use crate::core::metric::Metric;

use super::{given, parse};

/// What would come of other values.
#[derive(Debug, Clone, clap::Args)]
pub struct WhatIf {
    /// Beside several values: only this figure, and with two inputs that have several, the one down and the other across
    ///
    /// Cells that lose money are marked with *: break-even lies between them and the others.
    #[arg(long, value_name = "METRIC", value_parser = given::metric, help_heading = "What if")]
    pub show: Option<Metric>,

    /// Move each input down and up by this much, the others kept: what that does to --show, the most first, and where break-even is
    ///
    /// The result is that of --show, or else the profit, LTV : CAC (with all costs where there are others than the ads) or price that
    /// the calculation is about. A rate is not moved above 100 %.
    #[arg(long, value_name = "RATE", value_parser = parse::rate, help_heading = "What if")]
    pub sensitivity: Option<Decimal>,

    /// A TOML file of named sets of inputs: what each comes to beside what is typed, and the differences
    ///
    /// Each table is a set under its name, with the inputs that differ by the keys of the figures: cpc = 180, cr = "8%".
    #[arg(long, value_name = "FILE", conflicts_with = "sensitivity", help_heading = "What if")]
    pub scenario: Option<PathBuf>,
}
