//! `leadcalc cac-vs-ltv --subscriptions`: churn, revenue and LTV of a list of subscriptions, in every form, and what can be wrong with it.

mod program;

use std::fmt::Write as _;

use program::{run, run_in, with_files};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

const FORMATS: [&str; 6] = ["table", "markdown", "csv", "tsv", "json", "jsonl"];

const ALONE: &str = "leadcalc cac-vs-ltv --subscriptions examples/subscriptions.csv";

const WITH_LTV: &str = "leadcalc cac-vs-ltv --subscriptions examples/subscriptions.csv --as-of 2026-03-31 \
                        --spend-total 180000 --other-costs 60000 --customers 20 --margin-rate 80%";

/// Of two customers one leaves in February.
const TWO: &str = "customer,start,end,monthly amount\na,2026-01-10,,100\nb,2026-01-10,2026-02-20,50\n";

const CUSTOMERS: &[&str] = &["a", "b", "", "Total", "customer", "-", "Exported by me"];

const DAYS: &[&str] = &[
    "2026-01-31",
    "2026-02-01",
    "31.01.2026",
    "02/28/2026",
    "03/04/2026",
    "",
    "soon",
    "active",
    "2026-02-30",
    "start",
    "end",
];

const AMOUNTS: &[&str] = &["100", "0", "-1", "1.50", "\"1,234\"", "", "much", "amount", "5 RUB"];

#[test]
fn every_format() {
    for format in FORMATS {
        insta::assert_snapshot!(format!("alone_{format}"), run(&format!("{ALONE} -f {format}")).to_string());
        insta::assert_snapshot!(format!("ltv_{format}"), run(&format!("{WITH_LTV} -f {format}")).to_string());
    }
    insta::assert_snapshot!("alone_ru", run(&format!("{ALONE} --lang ru -q")).to_string());
    insta::assert_snapshot!("ltv_ru", run(&format!("{WITH_LTV} --lang ru -q --confidence 90%")).to_string());
    insta::assert_snapshot!("ltv_explained", run(&format!("{WITH_LTV} --explain -q")).to_string());
    insta::assert_snapshot!("alone_verbose", run(&format!("{ALONE} -v")).to_string());
}

/// By hand: March has 12 at its start and 8 of 70 customer-months end; they pay 200,000 over all months.
/// LTV = 200000 / 70 * 0.8 / (8 / 70) = 160000 / 8 = 20000; discounted by 1 %: (16000/7) * 1.01 / (1.01 - 62/70) = 161600 / 8.7.
#[test]
fn the_example_by_hand() {
    let report = run(&format!("{WITH_LTV} -f json -q")).json();
    let total = &report["total"];
    for (figure, expected) in [
        ("subscribers", "70"),
        ("churned", "8"),
        ("mrr", "\"200000\""),
        ("churn", "\"0.1142857142857142857142857143\""),
        ("lifetime_months", "\"8.75\""),
        ("ltv", "\"20000\""),
        ("ltv_revenue", "\"25000\""),
        ("cac", "\"9000\""),
        ("cac_full", "\"12000\""),
        ("verdict", "\"CAC < LTV\""),
    ] {
        assert_eq!(total[figure].to_string(), expected, "{figure}");
    }
    let march = report["rows"].as_array().unwrap().last().unwrap();
    assert_eq!((march["month"].as_str(), march["subscribers"].as_u64()), (Some("2026-03"), Some(12)));
    assert!(march["ltv"].is_null(), "{march}");
    let discounted = run(&format!("{WITH_LTV} --discount 1% -f json -q")).json();
    let ltv = discounted["total"]["ltv"].as_str().unwrap();
    assert!(ltv.starts_with("18574.7126436781609195"), "{ltv}");
}

#[test]
fn churn_has_its_interval() {
    let report = run(&format!("{ALONE} --as-of 2026-03-31 --confidence 95% -f json -q")).json();
    let interval = &report["total"]["intervals"]["churn"];
    // Wilson's of 8 of 70: (8 + 1.9207 ± 1.96 √(8·62/70 + 0.9604)) / 73.8415 = 0.05906 and 0.20964.
    assert!(interval["low"].as_str().unwrap().starts_with("0.05906"), "{interval}");
    assert!(interval["high"].as_str().unwrap().starts_with("0.20964"), "{interval}");
    assert_eq!(interval["method"], "wilson");
}

/// LTV = 16000 / 7 over Wilson's bounds of 8 of 70: (16000 / 7) / 0.2096422 = 10902.93 and / 0.0590613 = 38700.72.
#[test]
fn the_ltv_reaches_as_far_as_churn_lies() {
    let words = |cac: &str| {
        let command =
            format!("{ALONE} --as-of 2026-03-31 --margin-rate 80% --cac {cac} --confidence 95% -f json -q");
        run(&command).json()["words"].as_array().unwrap().last().unwrap().as_str().unwrap().to_owned()
    };
    let reach = "By gross profit, as far as churn is known (95%), LTV is 10 902.93 to 38 700.72; CAC";
    for (cac, expected) in [
        ("9000", "9 000.00 is less than all of it."),
        ("10902.95", "10 902.95 is within it, so that it cannot be told which is more."),
        ("38700", "38 700.00 is within it, so that it cannot be told which is more."),
        ("38701", "38 701.00 is as much as all of it, or more."),
    ] {
        assert_eq!(words(cac), format!("{reach} {expected}"));
    }
    let nobody = with_files(
        &[("s.csv", "customer,start,end,amount\na,2026-01-10,,5\n")],
        "leadcalc cac-vs-ltv --subscriptions s.csv --as-of 2026-02-28 --cac 5 --margin-rate 50% --confidence 95% -q",
    );
    // Nobody of one has left: churn may be up to 3.8415 / 4.8415 = 79.35 %, and 2.5 / 0.7935 = 3.15.
    let expected = "LTV is 3.15 or more; CAC 5.00 is within it, so that it cannot be told which is more.\n";
    assert!(nobody.stdout().ends_with(expected), "{nobody}");
}

#[test]
fn churn_that_depends_on_age_is_told_and_churn_that_does_not_is_not() {
    let codes = |file: &str| {
        let report =
            with_files(&[("s.csv", file)], "leadcalc cac-vs-ltv --subscriptions s.csv -f json -q").json();
        let notes = report["notes"].as_array().unwrap().clone();
        notes.iter().map(|note| note["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let mut by_age = "customer,start,end,amount\n".to_owned();
    for customer in 0..40 {
        let end = if customer % 2 == 0 { "2026-02-10" } else { "" };
        let _ = writeln!(by_age, "{customer},2026-01-10,{end},10");
    }
    // Half of them leave in their first month, and nobody later.
    assert_eq!(
        codes(&(by_age.clone() + "brief,2026-05-01,2026-05-30,10\nlast,2026-05-01,2026-05-31,10\n")),
        ["known-until", "ending-on-the-last-day", "brief-subscribers", "churn-by-age"]
    );
    assert_eq!(codes(&(TWO.to_owned() + "c,2026-03-31,,10\n")), ["known-until"]);
}

#[test]
fn limits_are_judged_by_the_month_and_in_total() {
    let status =
        |limit: &str| run(&format!("{WITH_LTV} -q -o /dev/null -f json --fail-if '{limit}'")).status();
    assert_eq!(status("churn > 35%"), 3, "the first month has nobody who could leave");
    assert_eq!(status("month=2025-09: churn > 30%"), 1);
    assert_eq!(status("month=2025-10: churn > 30%"), 0);
    assert_eq!(status("total.churn > 10%"), 1);
    assert_eq!(status("total.net_revenue_retention < 90%"), 0);
    assert_eq!(status("total.ltv_cac < 3"), 1);
    assert_eq!(status("month=2025-10: ltv_cac < 3"), 3, "a single month has no LTV");
}

#[test]
fn files_are_read_as_exports_are() {
    let total = |files: &[(&str, &str)], options: &str| {
        let run = with_files(
            files,
            &format!("leadcalc cac-vs-ltv --as-of 2026-03-31 -f json -q --subscriptions {options}"),
        );
        let report = run.json();
        let source = report["sources"][0].clone();
        let total = &report["total"];
        let figures = [&total["subscribers"], &total["churned"], &total["mrr"], &report["currency"]];
        (
            figures.map(ToString::to_string).join(" "),
            source["excluded"].to_string(),
            source["rejected"].to_string(),
        )
    };
    let expected = ("3 1 \"250\" null".to_owned(), "{}".to_owned(), "0".to_owned());
    assert_eq!(total(&[("s.csv", TWO)], "s.csv"), expected);
    // In Russian, with days first, commas for decimals, words for what goes on, and a total.
    let russian = "\u{feff}Выгрузка подписок;;;\nКлиент;Дата начала;Дата окончания;Сумма в месяц, руб.\n\
                   а;10.01.2026;действует;100,00\nб;10.01.2026;20.02.2026;50,00\nИтого;;;150,00\n";
    let read = total(&[("s.csv", russian)], "s.csv");
    assert_eq!(read.0, "3 1 \"250\" \"RUB\"", "{read:?}");
    assert_eq!(read.1, "{\"total\":1}", "{read:?}");
    // Days whose order only a later row shows.
    let late = "customer,start,end,amount\na,01/10/2026,,100\nb,01/10/2026,02/20/2026,50\n";
    assert_eq!(total(&[("s.csv", late)], "s.csv"), expected);
    // Two files, the second with the end of a subscription that the first begins.
    let second = "client_id,started_at,ended_at,mrr\nb,2026-02-21,2026-02-28,70\n";
    let both = total(&[("s.csv", TWO), ("t.csv", second)], "s.csv t.csv");
    assert_eq!(both.0, "3 1 \"250\" null", "{both:?}");
    // Other currencies at their rates.
    let dollars =
        "customer,start,end,amount,currency\na,2026-01-10,,100,RUB\nb,2026-01-10,2026-02-20,2,USD\n";
    let converted = total(&[("s.csv", dollars)], "s.csv --currency RUB --rate USD=25");
    assert_eq!(converted.0, "3 1 \"250\" \"RUB\"", "{converted:?}");
    // Any header, by --map.
    let named = "who,from,to,pays\na,2026-01-10,,100\nb,2026-01-10,2026-02-20,50\n";
    let options = "s.csv --map customer=who --map start=from --map subscriptions.end=to --map amount=pays";
    assert_eq!(total(&[("s.csv", named)], options), expected);
}

const MISTAKES: &[(&str, &str, &str)] = &[
    ("empty", "", ""),
    ("no_known_column", "a,b\n1,2\n", ""),
    ("no_customer", "start,end,amount\n2026-01-01,,5\n", ""),
    ("no_start", "customer,end,amount\na,2026-01-01,5\n", ""),
    ("no_end", "customer,start,amount\na,2026-01-01,5\n", ""),
    ("no_amount", "customer,start,end\na,2026-01-01,\n", ""),
    ("two_starts", "customer,start,start date,end,amount\na,2026-01-01,2026-01-02,,5\n", ""),
    (
        "bad_rows",
        "customer,start,end,amount\n,2026-01-01,,5\na,soon,,5\na,2026-02-30,,5\na,2026-02-03,2026-02-01,5\na,2026-01-01,,\na,2026-01-01,,-5\na,2026-01-01,,much\n",
        "",
    ),
    ("undecided_days", "customer,start,end,amount\na,03/04/2026,,5\n", ""),
    ("both_orders", "customer,start,end,amount\na,31/01/2026,,5\nb,01/31/2026,,5\n", ""),
    ("undecided_mark", "customer,start,end,amount\na,2026-01-01,,\"1,234\"\n", ""),
    ("two_currencies", "customer,start,end,amount\na,2026-01-01,,5 $\nb,2026-01-01,,5 €\n", ""),
    ("cac_without_margin", TWO, "--cac 5"),
    ("margin_without_cac", TWO, "--margin-rate 50%"),
    ("discount_alone", TWO, "--discount 1%"),
    ("churn_beside", TWO, "--cac 5 --margin-rate 50% --churn 5%"),
    ("ltv_beside", TWO, "--cac 5 --ltv 50"),
    ("order_beside", TWO, "--average-order 5"),
    ("two_ways_to_the_cac", TWO, "--cac 5 --spend-total 5 --customers 1 --margin-rate 5%"),
    ("option_for_reports", TWO, "--micros"),
    ("previous", TWO, "--fail-if 'churn > previous.churn'"),
    ("limit_without_ltv", TWO, "--fail-if 'total.ltv < 5'"),
    ("mapping_for_others", TWO, "--map spend=amount"),
    ("mapped_to_nothing", TWO, "--map end=until"),
    ("bad_as_of", TWO, "--as-of 2026-02-30"),
    ("twice", TWO, "s.csv"),
    ("output_is_an_input", TWO, "-o s.csv"),
];

#[test]
fn every_mistake_has_its_words() {
    for (name, file, options) in MISTAKES {
        let command = format!("leadcalc cac-vs-ltv --subscriptions s.csv {options}");
        let run = with_files(&[("s.csv", file)], &command);
        assert_eq!((run.status(), run.stdout().as_str()), (2, ""), "{run}");
        insta::assert_snapshot!(format!("mistake_{name}"), run.to_string());
    }
    for (name, command) in [
        ("reading_without_files", "leadcalc cac-vs-ltv --cac 5 --ltv 9 --map amount=x"),
        ("as_of_without_files", "leadcalc cac-vs-ltv --cac 5 --ltv 9 --as-of 2026-01-01"),
        ("missing_file", "leadcalc cac-vs-ltv --subscriptions nowhere.csv"),
    ] {
        let run = run(command);
        assert_eq!((run.status(), run.stdout().as_str()), (2, ""), "{run}");
        insta::assert_snapshot!(format!("mistake_{name}"), run.to_string());
    }
}

#[test]
fn what_is_left_out_is_said() {
    for (name, file, options) in [
        ("broken_off", TWO, ""),
        ("begun_later", TWO, "--as-of 2026-01-05"),
        ("no_whole_month", TWO, "--as-of 2026-01-20"),
        ("no_rows", "customer,start,end,amount\n", ""),
        ("repeated", "customer,start,end,amount\na,2026-01-10,2026-02-28,5\na,2026-01-10,2026-02-28,5\n", ""),
        (
            "unreadable",
            "customer,start,end,amount\na,2026-01-10,2026-02-28,5\nb,soon,,5\n",
            "--max-rejected 1",
        ),
        (
            "passed_over",
            "customer,start,created at,end,canceled at,mrr,price\na,2026-01-10,2026-01-01,,,5,60\n",
            "--as-of 2026-02-28",
        ),
        (
            "nobody_left",
            "customer,start,end,amount\na,2026-01-10,,5\n",
            "--as-of 2026-02-28 --cac 5 --margin-rate 50%",
        ),
    ] {
        let command = format!("leadcalc cac-vs-ltv --subscriptions s.csv {options}");
        insta::assert_snapshot!(format!("said_{name}"), with_files(&[("s.csv", file)], &command).to_string());
    }
}

#[test]
fn stdin_is_a_file_too() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("s.csv"), TWO).unwrap();
    let command = "leadcalc cac-vs-ltv --subscriptions - -f json -q < s.csv";
    assert_eq!(run_in(folder.path(), command).json()["total"]["mrr"], "0");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_books_balance_whatever_is_in_the_file(
        rows in vec((select(CUSTOMERS), select(DAYS), select(DAYS), select(AMOUNTS), any::<bool>()), 0..12),
    ) {
        let mut file = "customer,start,end,amount\n".to_owned();
        for (customer, start, end, amount, is_whole) in rows {
            let row = format!("{customer},{start},{end},{amount}");
            let row = if is_whole { row.as_str() } else { customer };
            let _ = writeln!(file, "{row}");
        }
        let command = "leadcalc cac-vs-ltv --subscriptions s.csv --max-rejected 100% -f json -q";
        let run = with_files(&[("s.csv", &file)], command);
        if run.status() == 0 {
            let source = &run.json()["sources"][0];
            let excluded: u64 = source["excluded"].as_object().unwrap().values().map(|rows| rows.as_u64().unwrap()).sum();
            let [rows, used, rejected] = ["rows", "used", "rejected"].map(|key| source[key].as_u64().unwrap());
            prop_assert_eq!(rows, used + excluded + rejected, "{}", run);
        } else {
            // Days and amounts that can be read in two ways.
            prop_assert!(run.status() == 2 && run.stderr().contains("settle it with --d"), "{}{}", file, run);
        }
    }
}

/// A list with a row for every month that was paid: who has paid until the last day that is known may pay the next month too.
#[test]
fn a_row_for_every_month_that_was_paid() {
    let mut list = "customer,start,end,monthly amount\n".to_owned();
    for customer in ["A", "B", "C"] {
        for (first, last) in
            [("2025-01-01", "2025-01-31"), ("2025-02-01", "2025-02-28"), ("2025-03-01", "2025-03-31")]
        {
            let _ = writeln!(list, "{customer},{first},{last},10");
        }
    }
    let command = "leadcalc cac-vs-ltv --subscriptions s.csv";
    insta::assert_snapshot!("paid_month_by_month", with_files(&[("s.csv", &list)], command).to_string());
    let later = format!("{command} --as-of 2025-04-01 -q");
    insta::assert_snapshot!(
        "paid_month_by_month_and_over",
        with_files(&[("s.csv", &list)], &later).to_string()
    );
}
