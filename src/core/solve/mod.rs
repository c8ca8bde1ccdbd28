//! The funnel as equations: from any of its figures to all that follow.
//!
//! Every formula of the funnel is a quotient of sums (`cpl = spend / leads`, `romi = (revenue - cost_of_goods - spend) /
//! spend`). A given figure therefore is one linear equation over the sums, whatever it is: `above - given * below = 0`. What
//! the givens allow is the space of these equations' solutions, kept exactly; a figure follows from them if it is the same
//! everywhere in that space. So nothing that follows is missed, nothing is guessed, and no order of steps matters
//! ([`solution`]). The steps that people are shown are found afterwards, formula by formula ([`path`]), and have to give the
//! same.
//!
//! Reading order: [`exact`], `linear`, [`equation`], `space`, [`solution`], [`path`], [`missing`], [`whole`], [`doubt`],
//! [`crossing`].

pub mod crossing;
pub mod doubt;
pub mod equation;
pub mod exact;
mod linear;
pub mod missing;
pub mod path;
pub mod solution;
mod space;
pub mod whole;
