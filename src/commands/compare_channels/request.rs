//! What the options ask the reading of the files for.

use anyhow::{Result, bail};

use crate::cli::CompareChannels;
use crate::core::metric::Metric;
use crate::ingest::source::Input;
use crate::ingest::status::Statuses;
use crate::ingest::{Dimension, Request};

/// Names that stand in JSON records beside dimensions and figures.
const RESERVED: [&str; 3] = ["undefined", "partial", "others"];

pub(super) fn request(options: &CompareChannels) -> Result<Request> {
    let list = |words: &Option<Vec<String>>| {
        let cleaned = |words: &Vec<String>| -> Vec<String> {
            words.iter().map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
        };
        words.as_ref().map(cleaned)
    };
    let (won, qualified, rejected) = (list(&options.won), list(&options.qualified), list(&options.rejected));
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
    Ok(Request {
        spend: options.spend.iter().map(|text| Input::parse(text)).collect(),
        leads: options.leads.iter().map(|text| Input::parse(text)).collect(),
        dimensions,
        since: options.since,
        until: options.until,
        mappings: options.map.clone(),
        delimiter: options.delimiter,
        mark: options.decimal_mark,
        exact_names: options.exact_names,
        statuses: Statuses::new(won.as_deref(), qualified.as_deref(), rejected.as_deref())?,
        max_rejected: options.max_rejected,
        count_customers: false,
    })
}
