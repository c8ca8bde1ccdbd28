//! Which rows belong together: names that are one, leads that are one, and a tally for each group.

pub mod aliases;
pub mod dedupe;
pub(in crate::ingest) mod fold;
pub(in crate::ingest) mod names;
