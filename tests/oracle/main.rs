//! The reference: random ad reports and lead lists are run through the program, and every figure of every row and of
//! the total is worked out again from the raw rows in exact fractions, by the dictionary's text and without the program's
//! code. Sums must be equal; ratios must be right to the last digit printed; what is undefined must say so and why; what no
//! file supplies must not be there. Beside that: the order of rows, the number of files and the format change no figure.

mod agreement;
mod dataset;
mod dictionary;
mod facts;
mod generate;
mod program;
mod reference;

use num_rational::BigRational;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseError;
use serde_json::{Map, Value};

use agreement::{agrees, columns_of, key_of, parse, row_agrees, rows_add_up_to_the_total, rows_of, text_of};
use generate::{dataset, dataset_of_some_days, dataset_with_unreadable_rows};
use program::Written;
use reference::{Reference, Tally};

const DEFAULT: &[&str] = &["channel"];

fn groupings() -> impl Strategy<Value = &'static [&'static str]> {
    select(vec![
        DEFAULT,
        &["month", "channel"],
        &["campaign"],
        &["channel", "campaign"],
        &["campaign", "month"],
        &["day"],
    ])
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// A report without the note on a last row that states what the others add up to: that is about the place of a row.
fn of_no_place(json: &str) -> String {
    let mut report: serde_json::Value = serde_json::from_str(json).expect("JSON");
    let notes = report["notes"].as_array_mut().expect("notes");
    notes.retain(|note| note["code"] != "may-be-total");
    report.to_string()
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn every_figure_of_every_row_and_of_the_total_is_right(data in dataset(), by in groupings()) {
        let report = Written::new(&data).report(&["--by", &by.join(",")]);
        agrees(&report, &Reference::new(&data, by), by)?;
    }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn days_that_do_not_count_are_left_out_and_still_are_history(
        data in dataset_of_some_days(),
        by in groupings(),
    ) {
        let report = Written::new(&data).report(&["--by", &by.join(",")]);
        agrees(&report, &Reference::new(&data, by), by)?;
    }

    #[test]
    fn rows_that_cannot_be_read_change_no_figure_and_are_counted(data in dataset_with_unreadable_rows()) {
        let report = Written::new(&data).report(&["--max-rejected", "100%"]);
        agrees(&report, &Reference::new(&data, DEFAULT), DEFAULT)?;
    }

    #[test]
    fn the_order_of_the_rows_changes_no_byte(data in dataset(), by in groupings()) {
        let data = data.without_ties();
        let options = ["--by", &by.join(","), "-f", "json"];
        let in_order = of_no_place(&Written::new(&data).run(&options));
        prop_assert_eq!(in_order, of_no_place(&Written::new(&data.shuffled()).run(&options)));
    }

    #[test]
    fn ad_reports_cut_into_several_files_change_no_byte(data in dataset(), by in groupings()) {
        let options = ["--by", &by.join(","), "-f", "csv"];
        let whole = Written::new(&data).run(&options);
        prop_assert_eq!(whole, Written::new(&data.split()).run(&options));
    }

    #[test]
    fn the_rest_below_the_top_is_summed_up_and_the_total_stays(
        data in dataset(),
        by in groupings(),
        top in 1_usize..6,
    ) {
        let files = Written::new(&data);
        let grouping = by.join(",");
        let report = files.report(&["--by", &grouping]);
        let shortened = files.report(&["--by", &grouping, "--top", &top.to_string()]);
        prop_assert_eq!(&report["total"], &shortened["total"]);
        let (all, mut kept) = (rows_of(&report), rows_of(&shortened));
        rows_add_up_to_the_total(&kept, shortened["total"].as_object().expect("a total"))?;
        let rest = if all.len() > top { kept.pop() } else { None };
        let dropped: Vec<_> = all.iter().copied().filter(|row| !kept.contains(row)).collect();
        prop_assert_eq!(kept.len(), top.min(all.len()));
        prop_assert_eq!(kept.len() + dropped.len(), all.len(), "a row of the top is none of the groups");
        let Some(rest) = rest else { return Ok(()) };
        prop_assert_eq!(rest.get("others"), Some(&Value::from(dropped.len())));
        no_larger_spend_is_dropped(&kept, &dropped)?;
        let reference = Reference::new(&data, by);
        let parts: Vec<&Tally> = dropped.iter().map(|row| &reference.groups[&key_of(row, by)]).collect();
        row_agrees(rest, &reference, &parts, by)?;
    }

    #[test]
    fn every_format_for_programs_prints_the_same_report(data in dataset(), by in groupings()) {
        let files = Written::new(&data);
        let grouping = by.join(",");
        let report = files.report(&["--by", &grouping]);
        let rows = rows_of(&report);
        for (format, delimiter) in [("csv", b','), ("tsv", b'\t')] {
            let text = files.run(&["--by", &grouping, "-f", format]);
            delimited_prints_the_same(&text, delimiter, &[by, &columns_of(&report)[..]].concat(), &rows)?;
        }
        let lines = files.run(&["--by", &grouping, "-f", "jsonl"]);
        let lines: Vec<Value> =
            lines.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
        prop_assert_eq!(Some(&lines), report["rows"].as_array());
    }
}

fn no_larger_spend_is_dropped(
    kept: &[&Map<String, Value>],
    dropped: &[&Map<String, Value>],
) -> Result<(), TestCaseError> {
    let spend_of = |rows: &[&Map<String, Value>]| -> Option<Vec<BigRational>> {
        rows.iter().map(|row| parse(row.get("spend")?.as_str()?).ok()).collect()
    };
    if let (Some(kept), Some(dropped)) = (spend_of(kept), spend_of(dropped)) {
        prop_assert!(
            kept.iter().min() >= dropped.iter().max(),
            "a group with a larger spend is among the others"
        );
    }
    Ok(())
}

fn delimited_prints_the_same(
    text: &str,
    delimiter: u8,
    columns: &[&str],
    rows: &[&Map<String, Value>],
) -> Result<(), TestCaseError> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    prop_assert_eq!(reader.headers().expect("a header").iter().collect::<Vec<_>>(), columns);
    let records: Vec<csv::StringRecord> = reader.records().map(|record| record.expect("a record")).collect();
    prop_assert_eq!(records.len(), rows.len());
    for (record, row) in records.iter().zip(rows) {
        let in_json: Vec<String> = columns.iter().map(|column| text_of(&row[*column])).collect();
        prop_assert_eq!(record.iter().collect::<Vec<_>>(), in_json);
    }
    Ok(())
}
