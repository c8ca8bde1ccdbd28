//! What it would take: how channels answer to their spend, and the cheapest way to a target.
//!
//! Reading order: [`response`] (how leads follow the spend), [`timing`] (when orders come), [`numeric`] (the best way to share a spend
//! out), [`whole`] (figures that add up).

pub mod numeric;
pub mod response;
pub mod season;
pub mod timing;
pub mod whole;
