//! What single cells say: numbers, days, amounts of money, statuses, kinds of contact.

pub(in crate::ingest) mod contact;
pub(in crate::ingest) mod date;
pub mod money;
pub(in crate::ingest) mod number;
pub mod status;
