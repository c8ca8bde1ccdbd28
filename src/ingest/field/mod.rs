//! What single cells say: numbers, days, amounts of money, statuses, kinds of contact.

pub(in crate::ingest) mod contact;
pub mod date;
pub mod money;
pub mod number;
pub mod status;
