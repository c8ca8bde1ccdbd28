//! The command: parse, run, and turn an error into a line on stderr and a status.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use leadcalc::cli::Cli;
use leadcalc::commands;
use leadcalc::exit::Exit;

fn main() -> ExitCode {
    let exit = commands::run(Cli::parse()).unwrap_or_else(|error| {
        // Nobody listening on stderr is no reason for another status.
        let _ = writeln!(std::io::stderr(), "error: {error:#}");
        Exit::Failed
    });
    exit.into()
}
