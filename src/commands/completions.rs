//! What a shell needs to know to complete the options.

use anyhow::Result;

use crate::cli::{self, Completions};
use crate::exit::Exit;

use super::output;

pub(super) fn run(options: &Completions) -> Result<Exit> {
    // The generator panics where it cannot write, so it writes into memory.
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut cli::command(), "leadcalc", &mut script);
    output::write_text(&String::from_utf8_lossy(&script), None)?;
    Ok(Exit::Done)
}
