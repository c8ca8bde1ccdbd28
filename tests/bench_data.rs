//! The data of the benchmarks: the same bytes for everybody, of the shape that is promised, and read to the cent.

mod program;

#[path = "../benches/generate/data.rs"]
mod data;

#[path = "../benches/generate/orders.rs"]
mod orders;

use std::collections::BTreeMap;
use std::fs;

use csv::{Reader, StringRecord};
use program::run_in;
use rust_decimal::Decimal;

const DAYS: usize = 30;
const LEADS: u64 = 20_000;

fn spend() -> Vec<u8> {
    let mut bytes = Vec::new();
    data::spend(&mut bytes, DAYS).expect("memory takes it");
    bytes
}

fn leads() -> Vec<u8> {
    let mut bytes = Vec::new();
    data::leads(&mut bytes, LEADS).expect("memory takes it");
    bytes
}

fn orders() -> Vec<u8> {
    let mut bytes = Vec::new();
    orders::write(&mut bytes, LEADS).expect("memory takes it");
    bytes
}

fn records(bytes: &[u8]) -> Vec<StringRecord> {
    Reader::from_reader(bytes).into_records().map(|row| row.expect("a row of CSV")).collect()
}

/// FNV-1a: no two texts that differ by accident have the same.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xCBF2_9CE4_8422_2325, |sum, &byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

fn beginning(bytes: &[u8]) -> String {
    let text = str::from_utf8(bytes).expect("UTF-8");
    text.split_inclusive('\n').take(4).collect()
}

#[test]
fn the_bytes_are_what_they_were() {
    insta::assert_snapshot!("spend", beginning(&spend()));
    insta::assert_snapshot!("leads", beginning(&leads()));
    insta::assert_snapshot!("orders", beginning(&orders()));
    assert_eq!(format!("{:016x}", fingerprint(&orders())), "cc17e9feed656226");
    assert_eq!(format!("{:016x}", fingerprint(&spend())), "632beddc8e2216ed");
    assert_eq!(format!("{:016x}", fingerprint(&leads())), "77dd8300677fc503");
}

#[test]
fn half_of_the_orders_are_the_first_of_a_customer() {
    let bytes = orders();
    let rows = records(&bytes);
    let customers: std::collections::BTreeSet<&str> = rows.iter().map(|row| &row[2]).collect();
    assert_eq!(rows.len(), 20_000);
    assert!(customers.len().abs_diff(10_000) < 200, "{} customers", customers.len());
    assert!(rows.is_sorted_by_key(|row| row[1].to_owned()), "in the order of their days");
}

#[test]
fn the_leads_have_the_shape_that_is_promised() {
    let bytes = leads();
    let rows = records(&bytes);
    assert_eq!(rows.len(), 20_000);
    let a_row = bytes.len() / rows.len();
    assert!((96..=100).contains(&a_row), "{a_row} bytes a row");

    let per_mille = |holds: &dyn Fn(&StringRecord) -> bool| rows.iter().filter(|row| holds(row)).count() / 20;
    for (status, share) in
        [("new", 300), ("qualified", 250), ("won", 120), ("lost", 200), ("spam", 80), ("duplicate", 50)]
    {
        let found = per_mille(&|row| &row[4] == status);
        assert!(found.abs_diff(share) <= 10, "{status}: {found} of 1000");
    }
    let commented = per_mille(&|row| !row[7].is_empty());
    assert!(commented.abs_diff(450) <= 10, "{commented} of 1000 have a comment");
    // Every second comment in quotes has something in it that needs them.
    for needs_quotes in [", ", "\n", "\r\n", "\""] {
        let found = per_mille(&|row| row[7].contains(needs_quotes));
        assert!((5..=60).contains(&found), "{needs_quotes:?}: {found} of 1000");
    }
    for row in &rows {
        assert_eq!(&row[4] == "won", !row[5].is_empty(), "an amount where something was sold: {row:?}");
    }
    assert!(rows.is_sorted_by_key(|row| row[1][..10].to_owned()), "in the order of their days");
    assert_eq!((&rows[0][1][..10], &rows[19_999][1][..10]), ("2023-01-01", "2025-12-31"));
}

#[test]
fn leadcalc_reads_the_pair_to_the_cent() {
    let (spend, leads) = (spend(), leads());
    // Channel: spend, leads, orders, revenue.
    let mut expected: BTreeMap<String, [Decimal; 4]> = BTreeMap::new();
    for row in records(&spend) {
        expected.entry(row[1].to_owned()).or_default()[0] += row[5].parse::<Decimal>().unwrap();
    }
    for row in records(&leads) {
        let sums = expected.entry(row[2].to_owned()).or_default();
        sums[1] += Decimal::ONE;
        if &row[4] == "won" {
            sums[2] += Decimal::ONE;
            sums[3] += row[5].parse::<Decimal>().unwrap();
        }
    }
    assert_eq!(expected.len(), 40);

    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("spend.csv"), spend).unwrap();
    fs::write(folder.path().join("leads.csv"), leads).unwrap();
    let run = run_in(
        folder.path(),
        "leadcalc compare-channels --spend spend.csv --leads leads.csv --won won --qualified qualified \
         --rejected '' --columns spend,leads,orders,revenue -f csv",
    );
    assert_eq!(run.status(), 0, "{run}");
    let printed: BTreeMap<String, [Decimal; 4]> = records(run.stdout().as_bytes())
        .iter()
        .map(|row| (row[0].to_owned(), [1, 2, 3, 4].map(|column| row[column].parse().unwrap())))
        .collect();
    assert_eq!(printed, expected);
}
