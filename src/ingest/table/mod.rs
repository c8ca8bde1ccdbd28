//! Where a file's table is, and what its columns mean.

pub mod column;
pub(in crate::ingest) mod columns;
pub(in crate::ingest) mod dialect;
pub mod header;
pub(in crate::ingest) mod headers;
pub mod mapping;
pub(in crate::ingest) mod synonyms;
pub(in crate::ingest) mod vocabulary;
