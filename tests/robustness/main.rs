//! Whatever it is given, the program ends by itself, with status 0 or 2: random bytes and damaged files as inputs, random
//! texts and extreme numbers as options. It never panics (the arithmetic is checked, as in every debug build), is never
//! killed, and says something on stderr wherever it could not do its work.

mod damage;
mod numbers;

use std::ffi::OsStr;
use std::fs;
use std::process::Command;

use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseError;
use tempfile::TempDir;

use damage::{damaged, random_bytes};
use numbers::{calculations, typed_numbers};

const SPEND: &str = "\u{feff}Day;Channel;Campaign;Impr.;Clicks;CPC;Cost;Leads;Revenue
01.01.2026;Google Ads;brand;1 200;35;1,50;52,50;3;1 250,00
02.01.2026; google ads ;\"Поиск; \"\"Общие\"\"\";264;29;2,00;58,00;0;0
2026-01-03;Яндекс Директ;\"two
lines\";0;0;0;0,00;428,20;-15,75
04.01.2026;;微信;99 999 999 999 999 999;1;99 999 999 999 999 999,99;99 999 999 999 999 999,99;1;1
";

const LEADS: &str = "lead_id,created_at,channel,campaign,status,amount,cost_of_goods,customer_id
1,2026-01-01T05:18:56,Google Ads,brand,won,1250.00,640.10,C1
2,2026-01-02 06:00,google ads,\"a \"\"quoted\"\", name\",Qualified,,,C2
3,2026-01-03,Яндекс Директ,,spam,,,
4,2026-01-03,Referral,\"two
lines\",lost,-99.95,,C1
5,2026-01-04,Café,x,duplicate,99999999999999999.99,1,C3
";

/// Options that take a number or a day, and some that take it for a name.
const NUMERIC_OPTIONS: &[&str] =
    &["top", "width", "precision", "max-rejected", "since", "until", "by", "sort", "delimiter"];

/// Ways of reading and of showing that take a file down different paths.
fn reading_options() -> impl Strategy<Value = Vec<String>> {
    let reading = prop_oneof![
        2 => Just(""),
        4 => Just("--max-rejected=100%"),
        2 => select(vec![
            "--delimiter=;",
            "--delimiter=|",
            "--delimiter=tab",
            "--decimal-mark=comma",
            "--decimal-mark=point",
            "--max-rejected=3",
            "--exact-names",
        ]),
    ];
    let grouping = prop_oneof![
        4 => select(vec!["channel", "campaign", "channel,campaign"]),
        3 => select(vec!["campaign,month", "week,channel", "quarter", "year", "day"]),
    ];
    let rest = select(vec![
        "",
        "--since=2026-01-02",
        "--until=0001-01-01",
        "--top=1",
        "--columns=all",
        "--explain",
        "-v",
    ]);
    (reading, grouping, rest, formats()).prop_map(|(reading, grouping, rest, format)| {
        let options = [reading, &format!("--by={grouping}"), rest, &format!("--format={format}")];
        options.into_iter().filter(|option| !option.is_empty()).map(str::to_owned).collect()
    })
}

fn formats() -> impl Strategy<Value = &'static str> {
    select(vec!["table", "markdown", "csv", "tsv", "json", "jsonl"])
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn random_bytes_are_read_or_refused(
        bytes in random_bytes(),
        is_spend in any::<bool>(),
        options in reading_options(),
    ) {
        let files = if is_spend { (Some(bytes), None) } else { (None, Some(bytes)) };
        compare_channels_ends_well(files, &options)?;
    }
}

proptest! {
    #![proptest_config(config(800))]

    #[test]
    fn damaged_files_are_read_or_refused(
        files in prop_oneof![
            2 => damaged(SPEND).prop_map(|spend| (Some(spend), None)),
            2 => damaged(LEADS).prop_map(|leads| (None, Some(leads))),
            1 => (damaged(SPEND), damaged(LEADS)).prop_map(|(spend, leads)| (Some(spend), Some(leads))),
        ],
        options in reading_options(),
    ) {
        compare_channels_ends_well(files, &options)?;
    }

    #[test]
    fn any_numbers_are_computed_with_or_refused(
        (command, options) in calculations(),
        format in formats(),
        explain in any::<bool>(),
        precision in option::of(prop_oneof![
            4 => select(vec!["0", "1", "6", "27", "28", "full"]).prop_map(str::to_owned),
            1 => typed_numbers(),
        ]),
    ) {
        let mut arguments = vec![command.to_owned(), format!("--format={format}")];
        arguments.extend(options);
        arguments.extend(explain.then(|| "--explain".to_owned()));
        arguments.extend(precision.map(|precision| format!("--precision={precision}")));
        ends_well(&arguments, &TempDir::new().expect("a folder"))?;
    }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn any_numbers_select_and_lay_out_or_are_refused(
        option in select(NUMERIC_OPTIONS),
        number in typed_numbers(),
        format in formats(),
    ) {
        let options = vec![format!("--{option}={number}"), format!("--format={format}")];
        compare_channels_ends_well((Some(SPEND.into()), Some(LEADS.into())), &options)?;
    }
}

#[test]
fn the_undamaged_files_are_read() {
    let folder = TempDir::new().expect("a folder");
    let status = compare_channels(&folder, (Some(SPEND.into()), Some(LEADS.into())), &[]).status;
    assert_eq!(status.code(), Some(0), "nothing is proved by damaging files that are refused anyway");
}

/// The contents of an ad report, of a lead list, or of both.
type Files = (Option<Vec<u8>>, Option<Vec<u8>>);

fn compare_channels(folder: &TempDir, (spend, leads): Files, options: &[String]) -> std::process::Output {
    let mut arguments = vec!["compare-channels".to_owned()];
    for (option, contents) in [("spend", spend), ("leads", leads)] {
        let Some(contents) = contents else { continue };
        let name = format!("{option}.csv");
        fs::write(folder.path().join(&name), contents).expect("the file is written");
        arguments.extend([format!("--{option}"), name]);
    }
    arguments.extend_from_slice(options);
    run(&arguments, folder)
}

fn compare_channels_ends_well(files: Files, options: &[String]) -> Result<(), TestCaseError> {
    let folder = TempDir::new().expect("a folder");
    judge(&compare_channels(&folder, files, options), options)
}

fn ends_well(arguments: &[String], folder: &TempDir) -> Result<(), TestCaseError> {
    judge(&run(arguments, folder), arguments)
}

fn run(arguments: &[impl AsRef<OsStr>], folder: &TempDir) -> std::process::Output {
    let program = env!("CARGO_BIN_EXE_leadcalc");
    Command::new(program).args(arguments).current_dir(folder.path()).output().expect("the program starts")
}

fn judge(output: &std::process::Output, arguments: &[String]) -> Result<(), TestCaseError> {
    let talk = String::from_utf8_lossy(&output.stderr);
    prop_assert!(
        matches!(output.status.code(), Some(0 | 2)),
        "{:?} ended with {}: {}",
        arguments,
        output.status,
        talk
    );
    prop_assert!(!talk.contains("panicked"), "{:?}: {}", arguments, talk);
    if output.status.code() == Some(2) {
        prop_assert!(!talk.trim().is_empty(), "{:?} failed and said nothing", arguments);
        prop_assert!(output.stdout.is_empty(), "{:?} failed and printed something", arguments);
    }
    Ok(())
}
