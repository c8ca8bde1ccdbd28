//! The shop whose truth is known, and how reports on it are looked at.

use std::fmt::Write as _;

use leadcalc::core::decimal;
use serde_json::Value;

use crate::program::{Run, with_files};

/// A shop in 2024, with orders up to 30 June 2025:
///
/// - Alpha wins three customers on the 15th of each month for 170. Each pays 70 for goods of 30, and in each of the six months that
///   follow one of the three comes back and pays 25 for goods of 10: each comes back twice.
/// - Beta wins two customers on the 20th of each month for 30. Each pays 20 for goods of 12, and never comes back.
/// - Two people walked in before there were any ads, in November and December 2023, and pay 10 for goods of 4, once.
pub(crate) struct Shop {
    pub(crate) orders: Vec<String>,
    pub(crate) spend: String,
    pub(crate) leads: String,
}

pub(crate) fn shop() -> Shop {
    let mut orders = Vec::new();
    let (mut spend, mut leads) =
        ("date,channel,cost\n".to_owned(), "date,channel,customer_id,status\n".to_owned());
    for month in 1..=12_u32 {
        let _ = writeln!(spend, "2024-{month:02}-01,Alpha,170\n2024-{month:02}-28,Beta,30");
        for number in 0..3 {
            let customer = format!("A{month:02}{number}");
            let _ = writeln!(leads, "2024-{month:02}-10,Alpha,{customer},won");
            orders.push(format!("2024-{month:02}-15,{customer},70,30"));
            for later in (1..=6).filter(|later| later % 3 == number) {
                let (year, month) = (2024 + (month + later - 1) / 12, (month + later - 1) % 12 + 1);
                orders.push(format!("{year}-{month:02}-15,{customer},25,10"));
            }
        }
        for number in 0..2 {
            let customer = format!("B{month:02}{number}");
            let _ = writeln!(leads, "2024-{month:02}-11,beta,{customer},won");
            orders.push(format!("2024-{month:02}-20,{customer},20,12"));
        }
        // Leads that come to nothing: 10 and 30 for each channel in all.
        for _ in 0..7 {
            let _ = writeln!(leads, "2024-{month:02}-12,Alpha,,lost");
        }
        for _ in 0..28 {
            let _ = writeln!(leads, "2024-{month:02}-12,Beta,,lost");
        }
    }
    orders.push("2023-11-30,W1,10,4".to_owned());
    orders.push("2023-12-31,W2,10,4".to_owned());
    // The log ends with a month.
    orders.push("2025-06-30,A000,70,30".to_owned());
    let _ = writeln!(leads, "2025-06-01,Alpha,A000,won");
    Shop { orders, spend, leads }
}

pub(crate) const HEADER: &str = "date,customer,amount,cost of goods";

pub(crate) fn log(orders: &[String]) -> String {
    format!("{HEADER}\n{}\n", orders.join("\n"))
}

pub(crate) fn of_shop(options: &str) -> Run {
    let Shop { orders, spend, leads } = shop();
    let files = [("orders.csv", log(&orders)), ("spend.csv", spend), ("leads.csv", leads)];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    with_files(&files, &format!("leadcalc cac-vs-ltv --orders orders.csv {options}"))
}

pub(crate) fn row<'a>(report: &'a Value, names: &[(&str, &str)]) -> &'a Value {
    let rows = report["rows"].as_array().expect("rows");
    let is_it = |row: &&Value| names.iter().all(|(dimension, name)| row[*dimension] == *name);
    rows.iter().find(is_it).unwrap_or_else(|| panic!("{names:?} in {report:#}"))
}

pub(crate) fn check(row: &Value, expected: &[(&str, Value)]) {
    for (key, value) in expected {
        assert_eq!(row[*key], *value, "{key} in {row:#}");
    }
}

/// `numerator / denominator` as the program writes it: 28 digits that count, the last one rounded.
pub(crate) fn quotient(numerator: u64, denominator: u64) -> Value {
    let quotient = decimal::divide(numerator.into(), denominator.into()).expect("room");
    Value::String(decimal::plain(quotient))
}

pub(crate) fn note(report: &Value, code: &str) -> String {
    let notes = report["notes"].as_array().expect("notes");
    let note = notes.iter().find(|note| note["code"] == code);
    note.map_or_else(String::new, |note| note["message"].as_str().expect("a message").to_owned())
}
