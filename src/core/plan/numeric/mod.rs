//! What of a plan is not rational: powers, logarithms, and where curves are level.
//!
//! The second place, beside [`chance`](crate::core::chance), where binary floats are computed with. None of them leaves: what goes in
//! and comes out are [`Decimal`](crate::core::decimal::Decimal)s, the latter rounded to
//! [`DIGITS`](crate::core::chance::DIGITS) significant digits.

pub mod allot;
pub mod fit;
pub mod odds;
pub mod scatter;
pub mod shape;

mod curve;
