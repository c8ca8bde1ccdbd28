//! Leads that are told and counted in few steps count as they do where every step is taken.
//!
//! A delimiter at the end of every line makes no column, but every step necessary; so the same rows with it are the reference.

use std::fs;

use leadcalc::ingest::progress::Progress;
use leadcalc::ingest::settings::FileRequest;
use leadcalc::ingest::source::Input;
use leadcalc::ingest::{Dimension, MaxRejected, Reading, Request, read};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use tempfile::TempDir;

const IDS: &[&str] = &[
    "L1",
    "L1",
    "L2",
    "-",
    "",
    " L2",
    "\"L\"\"2\"",
    "Итого",
    "Total",
    "T-800",
    "007",
    "lead_id",
    "an id that is longer than two times sixteen bytes and so on",
    "an id that is longer than two times sixteen bytes and so on",
    "an id that is longer by one as sixteen bytes and so on",
];
const DAYS: &[&str] =
    &["2026-01-05", "2026-02-28T23:59:59", "31.01.2026", "2026-02-30", "", "02/01/2026", "soon"];
const CHANNELS: &[&str] = &[
    "Alpha",
    "alpha ",
    "\"Beta, Gamma\"",
    "\"The \"\"best\"\"\"",
    "Яндекс Директ РСЯ",
    "Яндекс Директ Поиск",
    "",
    "test",
    "Test ",
    "Тест",
    "Telegram Ads",
    "-",
    "5\" pipe",
];
const STATUSES: &[&str] =
    &["new", "won", "Won", "lost", "spam", "qualified", "", "unheard of", "\"won\"", "Closed Won (x)"];
const AMOUNTS: &[&str] = &[
    "",
    "10.5",
    "64378.25",
    "-5",
    "-0",
    "0",
    "007.10",
    "12345678.87654321",
    "123456789",
    "1 500",
    "5 ₽",
    "(5)",
    "-",
    "n/a",
    "x",
    "1e3",
    "1.5.2",
    "\"1,234.5\"",
    "--5",
    "-",
    "1.",
    ".5",
    "99999999999999999.5",
    "0.000000001",
];
const AMBIGUOUS: &[&str] = &["\"1,234\"", "\"1,5\"", "1.234"];

/// Rows of a list, with what stands in all of them first.
fn rows() -> impl Strategy<Value = Vec<String>> {
    let cells = (select(IDS), select(DAYS), select(CHANNELS), select(STATUSES));
    let amount = prop_oneof![30 => select(AMOUNTS), 1 => select(AMBIGUOUS)];
    let row = (cells, amount)
        .prop_map(|((id, day, channel, status), amount)| format!("{id},{day},{channel},{status},{amount}"));
    vec(row, 0..40)
}

/// What reading the rows comes to, where every line ends like this.
fn reading(
    rows: &[String],
    end: &str,
    has_status: bool,
    dimensions: &[&str],
    counts_rejected: bool,
) -> String {
    let status = if has_status { "status" } else { "remark" };
    let header = format!("lead_id,date,channel,{status},amount");
    let lines: Vec<&str> = [&header[..]].into_iter().chain(rows.iter().map(String::as_str)).collect();
    let text = lines.join(&format!("{end}\n")) + end;
    let folder = TempDir::new().expect("room for a folder");
    let path = folder.path().join("leads.csv");
    fs::write(&path, text).expect("room for a file");
    let dimensions = dimensions.iter().map(|name| Dimension::parse(name)).collect();
    let leads = vec![FileRequest::new(Input { path, channel: None })];
    let mut request =
        Request { max_rejected: MaxRejected::Rows(u64::MAX), ..Request::new(Vec::new(), leads, dimensions) };
    request.keep.squares = true;
    request.statuses = request.statuses.counting_rejected(counts_rejected);
    match read(&request, &Progress::default()) {
        Ok(Reading { groups, total, sources, notes, .. }) => {
            format!("{groups:#?}{total:#?}{sources:#?}{notes:#?}")
        }
        Err(error) => error.to_string(),
    }
    .replace(&folder.path().display().to_string(), "")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn count_as_all_others(
        rows in rows(),
        has_status in prop::bool::weighted(0.8),
        by_month in any::<bool>(),
        counts_rejected in any::<bool>(),
    ) {
        let dimensions: &[&str] = if by_month { &["month", "channel"] } else { &["channel"] };
        let plain = reading(&rows, "", has_status, dimensions, counts_rejected);
        let every_step = reading(&rows, ",", has_status, dimensions, counts_rejected);
        prop_assert_eq!(plain, every_step);
    }
}
