//! What holds here, and why.

use anyhow::Result;

use crate::cli::Config;
use crate::exit::Exit;
use crate::ingest::source::Input;

use super::output;
use super::settings;

pub(super) fn run(options: &Config) -> Result<Exit> {
    let mut effective =
        settings::effective(&options.reading, options.currency.as_deref(), options.config.as_deref())?;
    // What would keep a run from its result is said here too.
    effective.statuses()?;
    effective.read_rates()?;
    let files: Vec<Input> = options.files.iter().map(|file| Input::parse(file)).collect();
    output::write_text(&effective.to_toml(&files), options.output.as_deref())?;
    Ok(Exit::Done)
}
