//! How much of a figure may be chance: intervals of estimates, and comparisons of two of them.
//!
//! Reading order: [`confidence`], [`interval`] and [`method`] (the words), [`refusal`] (why there may be no answer),
//! [`proportion`], [`net`], [`events`] and [`amounts`] (one interval each), [`comparison`] (two groups).
//!
//! The only place where binary floats are computed with, because quantiles are not rational. None of them leaves: what
//! goes in and comes out are counts and [`Decimal`](super::decimal::Decimal)s, the latter rounded to
//! [`DIGITS`] significant digits, half away from zero, and at most 28 decimals (so that a p value below 10⁻²⁸ is 0).

pub mod amounts;
pub mod comparison;
pub mod confidence;
pub mod events;
pub mod interval;
pub mod method;
pub mod net;
pub mod proportion;
pub mod refusal;

mod beta;
pub(in crate::core) mod float;
mod point;
pub(in crate::core) mod quantile;
pub(in crate::core) mod root;

#[cfg(test)]
mod tests;

/// Significant digits of every figure that is computed here.
pub const DIGITS: u32 = 12;

/// The largest count that is computed with, 10¹⁵: every whole number up to twice that is exact as a binary float.
pub const LARGEST_COUNT: u64 = 1_000_000_000_000_000;
