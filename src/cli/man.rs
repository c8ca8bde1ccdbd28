//! `leadcalc man`

/// The manual page of leadcalc, or of a subcommand
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  leadcalc man | man -l -
  leadcalc man compare-channels > ~/.local/share/man/man1/leadcalc-compare-channels.1")]
pub struct Man {
    /// The subcommand; leadcalc as a whole without it
    #[arg(value_name = "SUBCOMMAND")]
    pub subcommand: Option<String>,
}
