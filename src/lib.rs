//! Lead economics, computed exactly: what a lead may cost, what it did cost, and which channel earns its money.
//!
//! The library behind the `leadcalc` command. [`core`] has the formulas and no I/O.

pub mod core;
