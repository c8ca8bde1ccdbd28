//! How files are read, and why.

use anyhow::Result;

use crate::cli::Inspect;
use crate::config::Effective;
use crate::core::tally::Side;
use crate::exit::Exit;
use crate::ingest;
use crate::ingest::source::Input;
use crate::render::inspection;
use crate::report::inspection::Inspection;

use super::{output, settings};

pub(super) fn run(options: &Inspect) -> Result<Exit> {
    let mut effective =
        settings::effective(&options.reading, options.currency.as_deref(), options.config.as_deref())?;
    let seen = look(&options.files, options.side, &mut effective)?;
    let mut text = Vec::new();
    if options.json {
        inspection::json(&seen, &mut text)?;
    } else {
        inspection::text(&seen, &mut text)?;
    }
    output::write_text(&String::from_utf8_lossy(&text), options.output.as_deref())?;
    Ok(Exit::Done)
}

/// Looks at files.
pub(super) fn look(
    files: &[String],
    side: Option<Side>,
    effective: &mut Effective,
) -> Result<Vec<Inspection>> {
    let inputs: Vec<Input> = files.iter().map(|text| Input::parse(text)).collect();
    let request = settings::request(effective, &[], &[], Vec::new())?;
    let files = effective.requests(&inputs);
    let seen = files.iter().map(|file| ingest::inspect(&request, file, side));
    Ok(seen.collect::<Result<_, _>>()?)
}
