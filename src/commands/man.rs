//! Manual pages.

use anyhow::{Context, Result};
use clap_mangen::Man as Page;

use crate::cli::{self, Man};
use crate::exit::Exit;

use super::output;

/// What a page says it comes from, also where it is about a subcommand.
const SOURCE: &str = concat!("leadcalc ", env!("CARGO_PKG_VERSION"));

pub(super) fn run(options: &Man) -> Result<Exit> {
    // `leadcalc help` prints what the pages say, and has none of its own.
    let mut command = cli::command().disable_help_subcommand(true);
    // The full names of subcommands are settled only when it is built.
    command.build();
    if let Some(name) = &options.subcommand {
        let names = command.get_subcommands().map(|known| known.get_name().to_owned());
        let names = names.collect::<Vec<_>>().join(", ");
        let found = command.find_subcommand(name).cloned();
        command = found.with_context(|| format!("{name:?} is no subcommand; known are {names}"))?;
    }
    let mut page = Vec::new();
    Page::new(command).source(SOURCE).render(&mut page).context("the manual page cannot be made")?;
    output::write_text(&String::from_utf8_lossy(&page), None)?;
    Ok(Exit::Done)
}
