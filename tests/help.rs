//! The help of every subcommand, at two widths.

mod program;

use std::iter;

const SUBCOMMANDS: [&str; 15] = [
    "lead-price-by-margin",
    "campaign-cpl",
    "solve",
    "compare-channels",
    "trend",
    "plan",
    "check",
    "cac-vs-ltv",
    "loyalty",
    "inspect",
    "init",
    "explain",
    "config",
    "completions",
    "man",
];

#[test]
fn help_of_every_subcommand() {
    for subcommand in iter::once("").chain(SUBCOMMANDS) {
        let name = if subcommand.is_empty() { "leadcalc" } else { subcommand };
        let long = program::run(&format!("leadcalc {subcommand} --help"));
        assert_eq!(long.status(), 0);
        insta::assert_snapshot!(format!("long_{name}"), long.to_string());
        insta::assert_snapshot!(
            format!("short_{name}"),
            program::run(&format!("leadcalc {subcommand} -h")).to_string()
        );
    }
}

#[test]
fn help_fits_sixty_columns() {
    for subcommand in SUBCOMMANDS {
        let help = program::run(&format!("COLUMNS=60 leadcalc {subcommand} --help")).stdout();
        // What is wrapped keeps to the width; examples and words that cannot be broken stand as they are.
        let too_long = help.lines().filter(|line| line.chars().count() > 60 && !line.contains("leadcalc "));
        let too_long: Vec<&str> = too_long.filter(|line| line.trim().contains(' ')).collect();
        assert_eq!(too_long, [""; 0], "{subcommand}");
    }
}
