//! `leadcalc explain`

use super::Presentation;

/// What a figure means, how it is computed, and what it is confused with
///
/// Without a name, the whole dictionary. Words that mean several figures (cpa, roi, cvr) lead on to them.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  leadcalc explain
  leadcalc explain cpl cpo cpa")]
pub struct Explain {
    /// Keys of figures or words for them, or methods: wilson, garwood, student, compound_poisson, newcombe, conditional, fisher, chi_square
    #[arg(value_name = "METRIC")]
    pub metrics: Vec<String>,

    /// How the result is shown.
    #[command(flatten)]
    pub presentation: Presentation,
}
