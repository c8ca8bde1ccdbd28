//! Whose day an order counts on, how mature a period is, and the zone of times.

#[path = "../program/mod.rs"]
mod program;

mod basis;
mod laws;
mod maturity;
mod zones;
