//! `leadcalc completions`

use clap_complete::Shell;

/// A script that teaches a shell to complete leadcalc's options
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  leadcalc completions bash > ~/.local/share/bash-completion/completions/leadcalc
  leadcalc completions zsh > ~/.zfunc/_leadcalc
  leadcalc completions fish > ~/.config/fish/completions/leadcalc.fish")]
pub struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}
