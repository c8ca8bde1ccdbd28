//! Lead economics, computed exactly: what a lead may cost, what it did cost, and which channel earns its money.
//!
//! The library behind the `leadcalc` command. [`core`] has the formulas and no I/O; [`ingest`] turns files into tallies, and
//! [`baseline`] a former run's JSON into its figures; [`report`] is what a command produces and [`render`] shows it; [`cli`] is
//! what was typed, [`config`] how that and leadcalc.toml combine, and [`commands`] what it means.

pub mod baseline;
pub mod cli;
pub mod commands;
pub mod config;
pub mod core;
pub mod exit;
pub mod ingest;
pub mod render;
pub mod report;
