//! What the options ask the reading of the files for.

use anyhow::{Result, bail};

use crate::cli::{Files, Speed};
use crate::commands::settings;
use crate::config::Effective;
use crate::core::metric::Metric;
use crate::ingest::source::Input;
use crate::ingest::{Dimension, Request};

/// Names that stand in JSON records beside dimensions and figures.
const RESERVED: [&str; 10] = [
    "undefined",
    "partial",
    "others",
    "unmatched",
    "intervals",
    "no_interval",
    "verdict",
    "maturity",
    "immature",
    "date_basis",
];

/// What `--by` names.
pub(in crate::commands) fn dimensions(by: &[String]) -> Result<Vec<Dimension>> {
    let mut dimensions: Vec<Dimension> = Vec::new();
    for name in by {
        let dimension = Dimension::parse(name.trim());
        if name.trim().is_empty() {
            bail!("--by {}: a name is missing between the commas", by.join(","));
        }
        if Metric::from_key(name.trim()).is_some() {
            bail!(
                "--by {name}: {name} is a figure; rows are grouped by what describes them, like channel or month"
            );
        }
        if RESERVED.contains(&name.trim()) {
            bail!("--by {name}: {name} is a name that JSON records use for themselves; rename the column");
        }
        if dimensions.contains(&dimension) {
            bail!("--by {}: names {} twice", by.join(","), dimension.name());
        }
        dimensions.push(dimension);
    }
    Ok(dimensions)
}

pub(super) fn request(files: &Files, speed: &Speed, effective: &mut Effective) -> Result<Request> {
    let dimensions = dimensions(&files.by)?;
    if let (Some(since), Some(until)) = (files.since, files.until)
        && since > until
    {
        bail!("--since {since} is after --until {until}; no day lies between them");
    }
    let inputs = |names: &[String]| names.iter().map(|text| Input::parse(text)).collect::<Vec<_>>();
    let (reports, lists) = (inputs(&files.spend), inputs(&files.leads));
    let threads = settings::threads(speed);
    let request = settings::request(effective, &reports, &lists, dimensions, threads)?;
    Ok(Request { since: files.since, until: files.until, date_basis: files.date_basis, ..request })
}
