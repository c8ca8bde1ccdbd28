//! A first leadcalc.toml for some files.

use std::path::Path;

use anyhow::{Result, bail};

use crate::cli::Init;
use crate::exit::Exit;
use crate::ingest::progress::Progress;
use crate::render::starter;
use crate::report::inspection::Inspection;

use super::{inspect, output, settings, talk};

pub(super) fn run(options: &Init) -> Result<Exit> {
    let path = options.output.as_path();
    let is_stdout = path == Path::new("-");
    if !is_stdout && path.exists() {
        bail!(
            "{}: is there already, and is not overwritten; name another file with --output",
            path.display()
        );
    }
    // What a file in the working folder says would be written down as if it were found.
    let mut effective = settings::from_options(&options.reading);
    let seen = inspect::look(
        &inspect::inputs(&options.files),
        options.side,
        &mut effective,
        settings::cores(),
        &Progress::default(),
    )?;
    output::write_text(&starter::toml(&seen), Some(path))?;
    let unknown = |file: &Inspection| usize::from(file.statuses.iter().any(|status| status.is_unknown));
    let open: usize = seen.iter().map(|file| file.open.len() + unknown(file)).sum();
    if !is_stdout {
        talk::say(match open {
            0 => format!("{}: written; nothing is open", path.display()),
            open => format!("{}: written; {open} to be decided, marked CHOOSE", path.display()),
        });
    }
    Ok(Exit::Done)
}
