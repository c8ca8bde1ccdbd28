//! The solver against random funnels that are consistent by construction: whatever follows is the truth, to the last digit.

mod funnel;
mod laws;
mod refusals;
