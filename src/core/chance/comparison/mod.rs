//! Two groups side by side: how far apart they are, whether that may be chance, and what it would take to tell.
//!
//! [`proportions`] compares shares (CTR, CR, close rate), [`rates`] compares events at a spend (CPL, CAC); [`holm`] corrects
//! the p values of several comparisons.

pub mod holm;
pub mod needed;
pub mod proportions;
pub mod rates;

mod chi_square;
mod fisher;
mod newcombe;
mod two_sided;
