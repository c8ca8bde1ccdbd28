//! What the options ask the reading of the files for.

use anyhow::{Result, bail};

use crate::cli::CompareChannels;
use crate::commands::settings;
use crate::config::Effective;
use crate::core::metric::Metric;
use crate::ingest::source::Input;
use crate::ingest::{Dimension, Request};

/// Names that stand in JSON records beside dimensions and figures.
const RESERVED: [&str; 4] = ["undefined", "partial", "others", "unmatched"];

pub(super) fn request(options: &CompareChannels, effective: &mut Effective) -> Result<Request> {
    let mut dimensions: Vec<Dimension> = Vec::new();
    for name in &options.by {
        let dimension = Dimension::parse(name.trim());
        if name.trim().is_empty() {
            bail!("--by {}: a name is missing between the commas", options.by.join(","));
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
            bail!("--by {}: names {} twice", options.by.join(","), dimension.name());
        }
        dimensions.push(dimension);
    }
    if let (Some(since), Some(until)) = (options.since, options.until)
        && since > until
    {
        bail!("--since {since} is after --until {until}; no day lies between them");
    }
    if options.unmatched && (options.spend.is_empty() || options.leads.is_empty()) {
        bail!("--unmatched: shows what only one kind of file knows; give both --spend and --leads");
    }
    let inputs = |files: &[String]| files.iter().map(|text| Input::parse(text)).collect::<Vec<_>>();
    let (spend, leads) = (inputs(&options.spend), inputs(&options.leads));
    let threads = settings::threads(&options.speed);
    let request = settings::request(effective, &spend, &leads, dimensions, threads)?;
    Ok(Request { since: options.since, until: options.until, ..request })
}
