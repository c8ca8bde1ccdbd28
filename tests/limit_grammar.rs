//! Mistakes in limits as people see them: under the place, on stderr, before anything is read.

mod program;

const OPTICS: &str = "leadcalc compare-channels --spend examples/optics.csv -q";

/// The words around the mistake are those of every option; the limit stands in them as it was typed.
fn said(option: &str, limit: &str, problem: &str) -> String {
    format!(
        "error: invalid value '{limit}' for '{option} <LIMIT>': {problem}\n\nFor more information, try '--help'.\n"
    )
}

#[test]
fn a_mistake_is_shown_under_its_place() {
    for (limit, problem) in [
        (
            "cpl > 20x0",
            "\"20x0\" is not a number; write it like 8000, 8 000, 8000.50, 8000,50 or 50%\n  cpl > 20x0\n        ^^^^",
        ),
        (
            "cpl > 1,234",
            "\"1,234\" can be read in two ways; write 1234 for the thousands or 1.234 for the decimals\n  cpl > 1,234\n        ^^^^^",
        ),
        ("cr < 5", "\"5\" is a rate above 1; write 5% if a percentage is meant\n  cr < 5\n       ^"),
        (
            "cpl > previous.cpl + 20%",
            "\"20%\" is a percentage where an amount or a count is expected\n  cpl > previous.cpl + 20%\n                       ^^^",
        ),
        ("cpl >", "a number or a figure is missing here\n  cpl >\n       ^"),
        ("> 5", "a figure is missing here; write METRIC > VALUE\n  > 5\n  ^"),
        ("cpl > 5 and", "a figure is missing here; write METRIC > VALUE\n  cpl > 5 and\n             ^"),
        ("", "a figure is missing here; write METRIC > VALUE"),
        (
            "cpl => 5",
            "no comparison that is known; write METRIC > VALUE, with one of > >= < <= = !=\n  cpl => 5\n      ^^",
        ),
        ("cpl > (5", "this parenthesis is not closed\n  cpl > (5\n        ^"),
        (
            "cpl > 5 cr < 5%",
            "\"cr\" is not expected here; the next comparison begins with and\n  cpl > 5 cr < 5%\n          ^^",
        ),
        (
            "cpl > 5 or cr < 5%",
            "there is no or: write two limits, each of which is judged on its own\n  cpl > 5 or cr < 5%\n          ^^",
        ),
        (
            "Канал=Линзы: clp > 5",
            "\"clp\" is no metric; is cpl meant? (leadcalc explain lists them)\n  Канал=Линзы: clp > 5\n               ^^^",
        ),
        (
            "渠道=广告: clp > 5",
            "\"clp\" is no metric; is cpl meant? (leadcalc explain lists them)\n  渠道=广告: clp > 5\n             ^^^",
        ),
        (
            "previous.cpl > 5",
            "what is judged stands on the left, and what it is compared with on the right: \
          cpl > 1.2 * previous.cpl\n  previous.cpl > 5\n  ^^^^^^^^^^^^",
        ),
        (
            "channel=Lenses cpl > 5",
            "a group is named like channel=Lenses, with a colon behind it\n  channel=Lenses cpl > 5\n  ^^^^^^^",
        ),
        (
            "channel=\"Lenses: cpl > 5",
            "the quotation mark is not closed\n  channel=\"Lenses: cpl > 5\n          ^^^^^^^^^^^^^^^^",
        ),
        (
            "channel=Lenses: total.cpl > 5",
            "the total belongs to no group; leave out either \"channel=Lenses\" or total.\n  \
          channel=Lenses: total.cpl > 5\n  ^^^^^^^^^^^^^^",
        ),
    ] {
        for option in ["--fail-if", "--warn-if"] {
            let run = program::run(&format!("{OPTICS} {option} '{limit}'"));
            assert_eq!((run.status(), run.stderr()), (2, said(option, limit, problem)), "{run}");
            assert_eq!(run.stdout(), "", "{run}");
        }
    }
}

#[test]
fn every_command_reads_limits_the_same_way() {
    for command in [
        "leadcalc campaign-cpl --budget 15000 --leads 9",
        "leadcalc cac-vs-ltv --cac 5 --ltv 4",
        "leadcalc lead-price-by-margin --margin 5000 --acquisition-share 50% --conversion 10%",
    ] {
        let run = program::run(&format!("{command} --fail-if 'clp > 5'"));
        let problem = "\"clp\" is no metric; is cpl meant? (leadcalc explain lists them)\n  clp > 5\n  ^^^";
        assert_eq!((run.status(), run.stderr()), (2, said("--fail-if", "clp > 5", problem)), "{run}");
    }
}

#[test]
fn every_form_of_a_limit_is_judged() {
    for (limit, status, said) in [
        (
            "channel=\"Lenses\": cpl > 843.74",
            1,
            "limit broken: channel=\"Lenses\": cpl > 843.74 in Lenses: cpl is 843.75\n",
        ),
        (
            "channel=*glasses: cpl > 2000",
            1,
            "limit broken: channel=*glasses: cpl > 2000 in Diamond glasses: cpl is 2 727.27\n",
        ),
        ("channel=sunglasses: cpl > 1 666,67", 0, ""),
        (
            "cpl > 1.5 * total.cpl",
            1,
            "limit broken: cpl > 1.5 * total.cpl in Diamond glasses: cpl is 2 727.27\n",
        ),
        ("cr < total.cr - 2%", 1, "limit broken: cr < total.cr - 2% in Lenses: cr is 5.33 %\n"),
        ("cr < 6% AND leads < 16", 0, ""),
        (
            "total.cpl >= (1000 + 250) * 1.3",
            1,
            "limit broken: total.cpl >= (1000 + 250) * 1.3 in the total: cpl is 1 625.00\n",
        ),
    ] {
        let run = program::run(&format!("{OPTICS} --fail-if '{limit}'"));
        assert_eq!((run.status(), run.stderr().as_str()), (status, said), "{run}");
    }
}
