//! How files are read, and why.

use std::num::NonZeroUsize;

use anyhow::Result;

use crate::cli::Inspect;
use crate::config::Effective;
use crate::core::tally::Side;
use crate::exit::Exit;
use crate::ingest;
use crate::ingest::progress::Progress;
use crate::ingest::source::Input;
use crate::render::inspection;
use crate::report::inspection::Inspection;

use super::{output, progress, settings};

pub(super) fn run(options: &Inspect) -> Result<Exit> {
    let mut effective =
        settings::effective(&options.reading, options.currency.as_deref(), options.config.as_deref())?;
    let inputs = inputs(&options.files);
    let threads = settings::threads(&options.speed);
    let seen = progress::shown(!options.speed.no_progress, &inputs, |progress| {
        look(&inputs, options.side, &mut effective, threads, progress)
    })?;
    let mut text = Vec::new();
    if options.json {
        inspection::json(&seen, &mut text)?;
    } else {
        inspection::text(&seen, &mut text)?;
    }
    output::write_text(&String::from_utf8_lossy(&text), options.output.as_deref())?;
    Ok(Exit::Done)
}

/// The files, as they were named.
pub(super) fn inputs(files: &[String]) -> Vec<Input> {
    files.iter().map(|text| Input::parse(text)).collect()
}

/// Looks at files.
pub(super) fn look(
    inputs: &[Input],
    side: Option<Side>,
    effective: &mut Effective,
    threads: NonZeroUsize,
    progress: &Progress,
) -> Result<Vec<Inspection>> {
    let request = settings::request(effective, &[], &[], Vec::new(), threads)?;
    let files = effective.requests(inputs);
    let seen = files.iter().map(|file| ingest::inspect(&request, file, side, progress));
    Ok(seen.collect::<Result<_, _>>()?)
}
