//! Rows that cannot be read, and how many of them are put up with.

use std::fmt;

use crate::core::decimal::{self, Decimal};
use crate::ingest::Error;
use crate::ingest::file::Place;

use super::{Audit, LISTED, counted};

/// Why a row cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) struct Problem {
    pub(in crate::ingest) place: Place,
    pub(in crate::ingest) what: String,
}

/// Rows that cannot be read, for a message.
#[derive(Debug)]
pub struct Unreadable {
    rows: u64,
    listed: Vec<String>,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = self.rows;
        writeln!(f, "{} cannot be read:", counted(rows, "row"))?;
        for problem in &self.listed {
            writeln!(f, "  {problem}")?;
        }
        let more = usize::try_from(rows).unwrap_or(usize::MAX).saturating_sub(self.listed.len());
        if more > 0 {
            writeln!(f, "  and {more} more")?;
        }
        write!(f, "mend them, or go on without them by --max-rejected {rows}")
    }
}

/// How many unreadable rows are put up with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MaxRejected {
    /// This many.
    Rows(u64),
    /// This share of all rows read, a fraction.
    Share(Decimal),
}

impl MaxRejected {
    /// Refuses to go on where too many rows could not be read.
    pub(in crate::ingest) fn judge(self, audits: &[(String, Audit)]) -> Result<(), Error> {
        let rejected: u64 = audits.iter().map(|(_, audit)| audit.rejected).sum();
        let rows: u64 = audits.iter().map(|(_, audit)| audit.rows).sum();
        let allowed = match self {
            Self::Rows(allowed) => rejected <= allowed,
            Self::Share(share) => decimal::multiply_rounded(share, rows.into())
                .is_ok_and(|most| Decimal::from(rejected) <= most),
        };
        if allowed {
            return Ok(());
        }
        let listed = audits.iter().flat_map(|(file, audit)| audit.problems(file));
        Err(Error::Rows(Unreadable { rows: rejected, listed: listed.take(LISTED).collect() }))
    }
}
