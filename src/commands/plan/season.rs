//! What the options say about seasons.

use std::path::Path;

use anyhow::{Context, Result};

use crate::config;
use crate::core::plan::season::Season;

use super::past::History;

/// The factors by the month of the year.
pub(super) fn of(season: Option<&Path>, history: &History) -> Result<Season> {
    match season {
        None => Ok(Season::default()),
        Some(path) if path == Path::new("auto") => Season::of(&history.points()).context("--season auto"),
        Some(path) => Ok(Season::given(config::season(path)?)),
    }
}
