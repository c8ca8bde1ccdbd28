//! What it means for a printed report to agree with the reference: every row, every figure, every digit.

use std::collections::{BTreeMap, BTreeSet};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::{Map, Value};

use crate::dictionary::{COUNTS, SUMS};
use crate::reference::{Account, Figure, Reference, Tally};

type Verdict = Result<(), TestCaseError>;

/// Decimals that the program keeps at most.
const MOST_DECIMALS: usize = 28;

/// Significant digits that a figure has at least, unless [`MOST_DECIMALS`] cuts it short.
const DIGITS: usize = 28;

/// Checks a whole report: columns, groups, figures, total, order of the rows, accounts of the files.
pub(crate) fn agrees(report: &Value, reference: &Reference, by: &[&str]) -> Verdict {
    let rows = rows_of(report);
    if !reference.groups.is_empty() {
        prop_assert_eq!(columns_of(report), reference.columns());
    }
    let printed: BTreeMap<Vec<String>, &Map<String, Value>> =
        rows.iter().map(|row| (key_of(row, by), *row)).collect();
    prop_assert_eq!(printed.len(), rows.len(), "a group is printed twice");
    prop_assert_eq!(
        printed.keys().collect::<Vec<_>>(),
        reference.groups.keys().collect::<Vec<_>>(),
        "the groups differ"
    );
    for (key, tally) in &reference.groups {
        row_agrees(printed[key], reference, &[tally], by)
            .map_err(|error| TestCaseError::fail(format!("{key:?}: {error}")))?;
    }
    if let Some(total) = report["total"].as_object() {
        row_agrees(total, reference, &[&reference.total], &[])
            .map_err(|error| TestCaseError::fail(format!("total: {error}")))?;
        rows_add_up_to_the_total(&rows, total)?;
    } else {
        prop_assert!(reference.groups.is_empty(), "there are groups and no total");
    }
    is_in_order(&rows, by)?;
    accounts_agree(report, &reference.accounts)
}

/// Checks the figures of one row against those of some groups together.
pub(crate) fn row_agrees(
    row: &Map<String, Value>,
    reference: &Reference,
    parts: &[&Tally],
    by: &[&str],
) -> Verdict {
    let expected = reference.figures(parts);
    for (key, figure) in &expected {
        let printed = row.get(*key).ok_or_else(|| TestCaseError::fail(format!("{key} is missing")))?;
        figure_agrees(key, printed, figure, row.get("undefined"))
            .map_err(|error| TestCaseError::fail(format!("{key}: {error}; printed {printed}")))?;
    }
    let undefined: Vec<&str> = row
        .get("undefined")
        .and_then(Value::as_object)
        .map(|reasons| reasons.keys().map(String::as_str).collect())
        .unwrap_or_default();
    let without_value: Vec<&str> = expected
        .iter()
        .filter(|(_, figure)| matches!(figure, Figure::Undefined(_)))
        .map(|(key, _)| *key)
        .collect();
    prop_assert_eq!(undefined, without_value, "reasons for what is not undefined, or none for what is");
    let marked: BTreeSet<&str> = row
        .get("partial")
        .and_then(Value::as_array)
        .map(|keys| keys.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    let marked: BTreeSet<&str> = marked.into_iter().filter(|key| SUMS.contains(key)).collect();
    prop_assert_eq!(marked, reference.partial(parts), "the marks of partial sums differ");
    let unknown: Vec<&String> = row
        .keys()
        .filter(|key| !expected.contains_key(key.as_str()) && !by.contains(&key.as_str()))
        .filter(|key| !["undefined", "partial", "others"].contains(&key.as_str()))
        .collect();
    prop_assert!(unknown.is_empty(), "figures that no input supplies: {:?}", unknown);
    Ok(())
}

fn figure_agrees(key: &str, printed: &Value, expected: &Figure, undefined: Option<&Value>) -> Verdict {
    let exact = match expected {
        Figure::Undefined(reasons) => {
            prop_assert!(printed.is_null(), "must be undefined ({:?})", reasons);
            let reason = undefined.and_then(|undefined| undefined[key].as_str()).unwrap_or_default();
            prop_assert!(reasons.contains(reason), "undefined for {:?} and not for {:?}", reason, reasons);
            return Ok(());
        }
        Figure::Known(exact) => exact,
    };
    prop_assert!(!printed.is_null(), "must be {}", exact);
    let is_whole_count = COUNTS.contains(&key) && exact.is_integer();
    prop_assert_eq!(printed.is_number(), is_whole_count, "whole counts are numbers, all else is text");
    let text = text_of(printed);
    let value = parse(&text)?;
    if SUMS.contains(&key) || matches!(key, "gross_profit" | "profit") {
        prop_assert_eq!(&value, exact);
        return Ok(());
    }
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let whole = exact.abs().to_integer();
    let whole_digits = if whole.is_zero() { 0 } else { whole.to_string().len() };
    let places = decimals.max(MOST_DECIMALS.min(DIGITS - whole_digits));
    let half_a_unit = BigRational::new(1.into(), BigInt::from(2) * power_of_ten(places));
    prop_assert!(
        (&value - exact).abs() <= half_a_unit,
        "must be {} to the last of {} decimals",
        exact,
        places
    );
    Ok(())
}

/// The shortest plain decimal: no exponent, no zeros at the end, no negative zero.
pub(crate) fn parse(text: &str) -> Result<BigRational, TestCaseError> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let is_plain = !whole.is_empty()
        && (whole == "0" || !whole.starts_with('0'))
        && !decimals.ends_with('0')
        && digits.ends_with(|last: char| last.is_ascii_digit())
        && (whole.to_owned() + decimals).bytes().all(|byte| byte.is_ascii_digit())
        && text != "-0";
    prop_assert!(is_plain, "{:?} is no plain decimal", text);
    let units: BigInt = format!("{whole}{decimals}").parse().expect("digits");
    let value = BigRational::new(units, power_of_ten(decimals.len()));
    Ok(if text.starts_with('-') { -value } else { value })
}

fn power_of_ten(exponent: usize) -> BigInt {
    BigInt::from(10).pow(u32::try_from(exponent).expect("a few digits"))
}

/// A figure's digits, whether it is a number or a text; empty where there is none.
pub(crate) fn text_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The rows of a report.
pub(crate) fn rows_of(report: &Value) -> Vec<&Map<String, Value>> {
    report["rows"].as_array().expect("rows").iter().map(|row| row.as_object().expect("a row")).collect()
}

/// The keys of a report's columns.
pub(crate) fn columns_of(report: &Value) -> Vec<&str> {
    let columns = report["columns"].as_array().expect("columns");
    columns.iter().map(|column| column["key"].as_str().expect("a key")).collect()
}

/// The names that a row stands under.
pub(crate) fn key_of(row: &Map<String, Value>, by: &[&str]) -> Vec<String> {
    by.iter().map(|dimension| row[*dimension].as_str().expect("a name").to_owned()).collect()
}

/// Checks, on the printed figures alone, that each sum of the total is the sum of the rows.
pub(crate) fn rows_add_up_to_the_total(rows: &[&Map<String, Value>], total: &Map<String, Value>) -> Verdict {
    for key in SUMS.iter().filter(|key| total.get(**key).is_some_and(|value| !value.is_null())) {
        let mut sum = BigRational::zero();
        for row in rows.iter().filter(|row| !row[*key].is_null()) {
            sum += parse(&text_of(&row[*key]))?;
        }
        prop_assert_eq!(sum, parse(&text_of(&total[*key]))?, "the rows' {} do not add up", key);
    }
    Ok(())
}

/// Checks that periods follow each other, and that within a period spend falls.
fn is_in_order(rows: &[&Map<String, Value>], by: &[&str]) -> Verdict {
    let has_spend = |row: &Map<String, Value>| row.get("spend").is_some_and(Value::is_string);
    if !rows.iter().all(|row| has_spend(row)) {
        return Ok(());
    }
    let period = |row: &Map<String, Value>| {
        let dimension = by.iter().find(|dimension| ["month", "day"].contains(dimension));
        dimension.map(|dimension| text_of(&row[*dimension]))
    };
    for pair in rows.windows(2) {
        let (above, below) = (period(pair[0]), period(pair[1]));
        prop_assert!(above <= below, "{:?} stands above {:?}", above, below);
        if above == below {
            let spend = [parse(&text_of(&pair[0]["spend"]))?, parse(&text_of(&pair[1]["spend"]))?];
            prop_assert!(spend[0] >= spend[1], "the larger spend stands below");
        }
    }
    Ok(())
}

fn accounts_agree(report: &Value, accounts: &[Account]) -> Verdict {
    let sources = report["sources"].as_array().expect("sources");
    prop_assert_eq!(sources.len(), accounts.len());
    for (source, expected) in sources.iter().zip(accounts) {
        let number = |value: &Value| value.as_u64().expect("a number of rows");
        let excluded: u64 = source["excluded"].as_object().expect("an object").values().map(number).sum();
        let printed = Account {
            rows: number(&source["rows"]),
            used: number(&source["used"]),
            rejected: number(&source["rejected"]),
        };
        prop_assert_eq!(printed, *expected, "{}", source);
        prop_assert_eq!(printed.rows, printed.used + excluded + printed.rejected, "{}", source);
    }
    Ok(())
}
