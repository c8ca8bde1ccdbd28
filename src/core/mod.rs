//! What the figures mean, and nothing else: no I/O, no command line, no clock, no printing, no binary float
//! (but inside [`chance`] and [`plan::numeric`], which estimate and show none of it).
//!
//! Reading order: [`decimal`] and [`fraction`] (exact numbers), [`metric`] (the dictionary),
//! [`expression`] (its formulas), [`tally`] (the sums that everything is computed from), [`worksheet`] and the
//! calculators on it ([`lead_price`], [`campaign`], [`lifetime`]), [`solve`] (the formulas as equations, backwards),
//! [`loyalty`] (answers of a survey),
//! [`subscription`] (who pays every month), [`cohort`] (what customers bring as they age), [`maturity`] (what is still to come),
//! [`plan`] (what it would take),
//! [`limit`] (verdicts), [`chance`] and
//! [`estimate`] (how sure a figure is).
//!
//! The lints below are a fence: a bare `+` on a [`decimal::Decimal`] would panic on overflow, so it does not compile here.
#![deny(clippy::arithmetic_side_effects, clippy::float_arithmetic, clippy::disallowed_types)]

pub mod advice;
pub mod campaign;
pub mod chance;
pub mod cohort;
pub mod decimal;
pub mod estimate;
pub mod expression;
pub mod fact;
pub mod fraction;
pub mod lead_price;
pub mod lifetime;
pub mod limit;
pub mod loyalty;
pub mod maturity;
pub mod metric;
pub mod name;
pub mod period;
pub mod plan;
pub mod previous;
pub mod running_tally;
pub mod series;
pub mod solve;
pub mod subscription;
pub mod sum;
pub mod tally;
pub mod typed;
pub mod value;
pub mod worksheet;
