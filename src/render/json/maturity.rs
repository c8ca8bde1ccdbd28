//! How mature periods have to be, as JSON; their shares stand in the rows.

use crate::core::decimal;
use crate::report::Maturity;

/// From when on a period is mature, and by which day.
#[derive(serde::Serialize)]
pub(super) struct MatureFrom {
    least: String,
    last_day: String,
}

impl MatureFrom {
    pub(super) fn new(maturity: &Maturity) -> Self {
        Self { least: decimal::plain(maturity.least), last_day: maturity.last_day.to_string() }
    }
}
