//! Which rows belong together: names that are one, leads that are one, and a tally for each group.

pub mod aliases;
pub(in crate::ingest) mod buyers;
pub(in crate::ingest) mod channels;
mod chunks;
pub(in crate::ingest) mod customers;
pub mod dedupe;
pub(in crate::ingest) mod fold;
pub(in crate::ingest) mod ids;
pub(in crate::ingest) mod interned;
pub mod journal;
pub(in crate::ingest) mod key;
pub(in crate::ingest) mod names;
pub(in crate::ingest) mod ordered;
pub mod posted;
