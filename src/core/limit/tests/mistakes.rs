//! What is no limit, and where the mistake is shown.

use std::collections::BTreeSet;

use super::*;

const NO_FIGURE: &str = "a figure is missing here; write METRIC > VALUE";

/// Limits, each with what stands under it and with what is said. Before the mistake, characters count as wide as they are shown.
fn mistakes() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    include_str!("mistakes.txt").trim_end().split("\n\n").map(|mistake| {
        let lines: Vec<&str> = mistake.lines().collect();
        let [limit, carets, message] = lines[..] else { panic!("three lines: {mistake}") };
        (limit, carets, message)
    })
}

#[test]
fn every_mistake_is_shown_under_its_place() {
    for (limit, carets, message) in mistakes() {
        let error = Limit::parse(limit).expect_err(limit).to_string();
        assert_eq!(error, format!("{message}\n  {limit}\n  {carets}"));
    }
}

#[test]
fn blanks_and_accents_do_not_move_the_place() {
    for (limit, message) in [
        ("  cpl > 20x0 ", "  cpl > 20x0\n        ^^^^"),
        ("\tcpl >\t20x0\r\n", "  cpl > 20x0\n        ^^^^"),
        ("cpl\n>\n20x0", "  cpl > 20x0\n        ^^^^"),
        // An accent of its own takes no column.
        ("cafe\u{301}=x: 5", "  cafe\u{301}=x: 5\n          ^"),
    ] {
        let error = Limit::parse(limit).unwrap_err().to_string();
        assert_eq!(error.split_once('\n').unwrap().1, message, "{limit:?}");
    }
}

#[test]
fn nothing_at_all_has_no_place() {
    for limit in ["", " ", "\n\t"] {
        assert_eq!(Limit::parse(limit).unwrap_err().to_string(), NO_FIGURE, "{limit:?}");
    }
}

#[test]
fn what_is_too_long_is_shown_in_part() {
    let limit = format!("cpl > 1{}", "+я".repeat(497));
    assert_eq!(limit.chars().count(), 1001);
    let error = Limit::parse(&limit).unwrap_err().to_string();
    let begin = format!("cpl > 1{}+", "+я".repeat(26));
    assert_eq!(
        error,
        format!("a limit has 1000 characters at most; this one begins\n  {begin}\n  {}", "^".repeat(60))
    );
    // Neither the number of parentheses nor that of terms is a matter of the stack.
    for endless in ["(", "-(", "1+", "cpl>1 and ", "channel=a,"] {
        assert!(Limit::parse(&format!("cpl > {}", endless.repeat(100_000))).is_err());
    }
}

#[test]
fn every_problem_is_among_the_mistakes() {
    let place = |problem: &Problem| match problem {
        Problem::NoComparison => 0,
        Problem::NoFigure => 1,
        Problem::NoValue => 2,
        Problem::NotClosed => 3,
        Problem::WithinParentheses(_) => 4,
        Problem::TooDeep(_) => 5,
        Problem::TooLong(_) => 6,
        Problem::Unexpected(_) => 7,
        Problem::Or => 8,
        Problem::Metric(_) => 9,
        Problem::Value { .. } => 10,
        Problem::PreviousOnTheLeft => 11,
        Problem::PreviousOfTotal(_) => 12,
        Problem::NoGroup => 13,
        Problem::Quotation => 14,
        Problem::QuotationWithin => 15,
        Problem::TotalOfGroup(_) => 16,
        Problem::NeitherNumberNorMetric(_) => 17,
    };
    let mut seen: BTreeSet<i32> =
        mistakes().map(|(limit, ..)| place(&Limit::parse(limit).unwrap_err().problem)).collect();
    seen.insert(place(&Limit::parse(&"a".repeat(1001)).unwrap_err().problem));
    assert_eq!(seen, (0..=17).collect());
}
