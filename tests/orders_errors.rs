//! What can be wrong with order logs and what stands beside them: exact words, status 2, nothing on stdout; and books that balance
//! whatever is in a log.

mod program;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use program::with_files;
use proptest::prelude::*;

const ORDERS: &str = "date,customer,amount\n2026-01-31,C1,10\n";
const SPEND: &str = "date,channel,cost\n2026-01-01,A,5\n";
const LEADS: &str = "date,channel,customer\n2026-01-01,A,C1\n";

/// The log, and the options beside it. There are also `spend.csv`, `leads.csv`, `products.csv` and `costs.csv`.
const MISTAKES: &[(&str, &str, &str)] = &[
    ("empty", "", ""),
    ("no_customer_column", "date,amount\n2026-01-31,10\n", ""),
    ("no_amount_column", "date,customer\n2026-01-31,C1\n", ""),
    ("no_date_column", "customer,amount\nC1,10\n", ""),
    ("no_known_column", "a,b\n1,2\n", ""),
    ("two_amounts", "date,customer,amount,revenue\n2026-01-31,C1,10,9\n", ""),
    ("no_day", "date,customer,amount\n,C1,10\n2026-01-31,C1,10\n", ""),
    ("bad_day", "date,customer,amount\n2026-02-30,C1,10\n", ""),
    ("undecided_day", "date,customer,amount\n03/04/2026,C1,10\n", ""),
    ("bad_amount", "date,customer,amount\n2026-01-31,C1,ten\n", ""),
    ("undecided_amount", "date,customer,amount\n2026-01-31,C1,\"1,234\"\n", ""),
    ("too_long_ago", "date,customer,amount\n1812-06-24,C1,10\n", ""),
    ("gives_back_more", "date,customer,amount,refund\n2026-01-31,C1,10,11\n", ""),
    ("two_currencies", "date,customer,amount\n2026-01-31,C1,$10\n2026-01-31,C1,€10\n", ""),
    ("currencies_of_two_files", "date,customer,amount\n2026-01-31,C1,$10\n", "--spend euro.csv"),
    ("short_row", "date,customer,amount\n2026-01-31,C1\n", ""),
    ("same_file_twice", ORDERS, "o.csv"),
    ("missing_file", ORDERS, "--spend missing.csv"),
    ("output_is_an_input", ORDERS, "-o o.csv"),
    ("mapped_to_no_header", ORDERS, "--map amount=x"),
    ("no_channel", ORDERS, "--by channel"),
    ("by_a_dimension_twice", ORDERS, "--by cohort,cohort"),
    ("by_another_column", ORDERS, "--by city"),
    ("no_such_measure", ORDERS, "--cohorts profit"),
    ("cumulative_retention", ORDERS, "--cohorts retention --cumulative"),
    ("limit_on_cohorts", ORDERS, "--cohorts --fail-if 'revenue < 60'"),
    ("discounted_cohorts", ORDERS, "--cohorts --discount 1%"),
    ("costs_beside_cohorts", ORDERS, "--cohorts --spend spend.csv --other-costs 5"),
    ("cumulative_alone", ORDERS, "--cumulative"),
    ("until_before_since", ORDERS, "--since 2026-02-01 --until 2026-01-01"),
    ("as_of_before_the_last_order", ORDERS, "--as-of 2026-01-30"),
    ("spend_without_channel", ORDERS, "--leads leads.csv --spend total.csv"),
    ("spend_without_day", ORDERS, "--spend undated.csv"),
    ("leads_without_customer", ORDERS, "--leads spend.csv"),
    ("channel_called_no_lead", ORDERS, "--leads nolead.csv"),
    ("spend_called_no_lead", ORDERS, "--leads leads.csv --spend nolead.csv"),
    ("leads_and_orders_on_stdin", ORDERS, "- --leads - < leads.csv"),
    ("two_on_stdin", ORDERS, "- --spend - < leads.csv"),
    ("costs_without_spend", ORDERS, "--leads leads.csv --other-costs 5"),
    (
        "costs_shared_by_nothing",
        ORDERS,
        "--spend spend.csv --other-costs 5 --share-costs customers --since 2026-02-01",
    ),
    ("shares_without_costs", ORDERS, "--spend spend.csv --share-costs leads"),
    ("costs_without_amount", ORDERS, "--spend spend.csv --other-costs leads.csv"),
    ("products_and_a_rate", ORDERS, "--products products.csv --margin-rate 50%"),
    ("products_with_two_costs", ORDERS, "--products twice.csv"),
    ("mapped_for_no_file", ORDERS, "--map leads.status=state"),
    ("mapped_to_nothing", ORDERS, "--map orders.status=state"),
    ("mapped_for_one_to_nothing", ORDERS, "--map customer=buyer --spend spend.csv"),
    ("previous", ORDERS, "--fail-if 'ltv_12m < previous.ltv_12m'"),
    ("limit_on_spend", ORDERS, "--fail-if 'cac > 5'"),
    ("limit_on_gross_profit", ORDERS, "--fail-if 'ltv_1m < 5'"),
    ("limit_on_no_dimension", ORDERS, "--fail-if 'channel=A: ltv_revenue_1m < 5'"),
    ("a_calculator_too", ORDERS, "--spend-total 5 --customers 1"),
    ("a_known_cac_too", ORDERS, "--cac 5"),
    ("a_known_ltv_too", ORDERS, "--ltv 5"),
    ("subscriptions_too", ORDERS, "--subscriptions o.csv"),
];

#[test]
fn every_mistake_has_its_words() {
    for (name, orders, options) in MISTAKES {
        let files = [
            ("o.csv", *orders),
            ("spend.csv", SPEND),
            ("leads.csv", LEADS),
            ("euro.csv", "date,channel,cost\n2026-01-01,A,€5\n"),
            ("nolead.csv", "date,channel,customer,cost\n2026-01-01,(No lead),C1,5\n"),
            ("total.csv", "date,cost\n2026-01-01,5\n"),
            ("undated.csv", "channel,cost\nA,5\n"),
            ("products.csv", "product,cost\nx,1\n"),
            ("twice.csv", "product,cost\nx,1\nX,2\n"),
        ];
        let run = with_files(&files, &format!("leadcalc cac-vs-ltv --orders o.csv {options}"));
        assert_eq!((run.status(), run.stdout().as_str()), (2, ""), "{run}");
        insta::assert_snapshot!(format!("mistake_{name}"), run.to_string());
    }
}

#[test]
fn what_stands_beside_orders_needs_them() {
    for (option, value) in [
        ("--spend", "spend.csv"),
        ("--leads", "leads.csv"),
        ("--products", "p.csv"),
        ("--by", "cohort"),
        ("--since", "2026-01-01"),
        ("--cohorts", ""),
        ("--as-of", "2026-01-01"),
    ] {
        let command = format!("leadcalc cac-vs-ltv --cac 5 --ltv 9 {option} {value}");
        let run = with_files(&[("spend.csv", SPEND), ("leads.csv", LEADS)], &command);
        assert_eq!((run.status(), run.stdout().as_str()), (2, ""), "{run}");
        assert!(run.stderr().contains("--orders"), "{run}");
    }
    for option in ["--map amount=x", "--exact-names", "--threads 2", "--no-progress"] {
        let run = program::run(&format!("leadcalc cac-vs-ltv --cac 5 --ltv 9 {option}"));
        let name = option.split(' ').next().unwrap_or_default();
        let words =
            "is for files, and none is given; leave it out, or give one with --subscriptions or --orders";
        assert_eq!(run.stderr(), format!("error: {name}: {words}\n"));
    }
    let file =
        program::run("leadcalc cac-vs-ltv --spend-total 5 --customers 1 --ltv 9 --other-costs costs.csv");
    let words = "error: --other-costs costs.csv: is no amount; a file of costs goes beside --orders\n";
    assert_eq!((file.status(), file.stderr().as_str()), (2, words));
}

/// A log that is understood and has nothing in it is no mistake.
#[test]
fn a_log_without_orders() {
    for (log, excluded) in [
        ("date,customer,amount\n", 0),
        ("date,customer,amount,status\n2026-01-31,C1,10,cancelled\n", 1),
        ("date,customer,amount\n2026-01-31,,10\n", 1),
        ("date,customer,amount\n2026-01-31,C1,\n", 1),
    ] {
        for options in ["", "--cohorts", "--by cohort --spend spend.csv"] {
            let command = format!("leadcalc cac-vs-ltv --orders o.csv -f json {options}");
            let report = with_files(&[("o.csv", log), ("spend.csv", SPEND)], &command).json();
            let left_out = report["sources"][0]["excluded"].as_object().expect("reasons");
            assert_eq!(left_out.values().filter_map(serde_json::Value::as_u64).sum::<u64>(), excluded);
            if !options.contains("spend") {
                assert_eq!(report["rows"], serde_json::json!([]), "{report:#}");
                assert_eq!(
                    report["notes"].as_array().expect("notes").last().expect("a note")["code"],
                    "no-customers"
                );
            }
        }
    }
}

/// A row's day in 2024 if it can be read, its customer, its amount if it is one, and its status.
type Row = ((u32, &'static str), &'static str, (Option<i64>, String), &'static str);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let days = prop_oneof![
        8 => (1_u32..=12).prop_map(|month| (month, "28")),
        1 => Just((2, "30")),
        1 => Just((1, "")),
    ];
    let customers =
        prop_oneof![8 => Just("C1"), 4 => Just("C2"), 2 => Just("c2 "), 1 => Just(""), 1 => Just("n/a")];
    let amounts = prop_oneof![
        8 => (0_i64..=100).prop_map(|amount| (Some(amount), amount.to_string())),
        2 => (-50_i64..0).prop_map(|amount| (Some(amount), amount.to_string())),
        1 => Just((None, String::new())),
        1 => Just((None, "ten".to_owned())),
    ];
    let statuses =
        prop_oneof![6 => Just("paid"), 1 => Just("cancelled"), 1 => Just("Refunded"), 1 => Just("")];
    proptest::collection::vec((days, customers, amounts, statuses), 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Every row counts, is left out for a reason or cannot be read, and what counts adds up.
    #[test]
    fn no_order_is_lost(rows in rows()) {
        let mut text = "date,customer,amount,status\n".to_owned();
        let (mut excluded, mut rejected) = (BTreeMap::<&str, u64>::new(), 0_u64);
        let mut counted: Vec<(String, u32, i64)> = Vec::new();
        for ((month, day), customer, (amount, cell), status) in &rows {
            let date = if day.is_empty() { String::new() } else { format!("2024-{month:02}-{day}") };
            writeln!(text, "{date},{customer},{cell},{status}").unwrap();
            match (*customer, *status, *day, amount) {
                ("" | "n/a", ..) => *excluded.entry("no customer").or_default() += 1,
                (_, "cancelled", ..) => *excluded.entry("cancelled").or_default() += 1,
                (_, _, "" | "30", _) => rejected += 1,
                (.., None) if cell.is_empty() => *excluded.entry("no amount").or_default() += 1,
                (.., None) => rejected += 1,
                (_, status, _, Some(amount)) => {
                    let amount = if status == "Refunded" { (*amount).min(0) } else { *amount };
                    counted.push((customer.trim().to_lowercase(), *month, amount));
                }
            }
        }
        let command = "leadcalc cac-vs-ltv --orders o.csv --max-rejected 100% -f json";
        let report = with_files(&[("o.csv", &text)], command).json();
        let source = &report["sources"][0];
        prop_assert_eq!(&source["rows"], rows.len());
        prop_assert_eq!(&source["used"], counted.len());
        prop_assert_eq!(&source["rejected"], rejected);
        prop_assert_eq!(&source["excluded"], &serde_json::json!(excluded));

        let mut firsts = BTreeMap::<&str, u32>::new();
        for (customer, month, _) in counted.iter().filter(|(.., amount)| *amount >= 0) {
            let first = firsts.entry(customer).or_insert(*month);
            *first = (*first).min(*month);
        }
        let (mut orders, mut revenue) = (0_u64, 0_i64);
        for (customer, month, amount) in &counted {
            if firsts.get(customer.as_str()).is_some_and(|first| first <= month) {
                orders += u64::from(*amount >= 0);
                revenue += amount;
            }
        }
        if firsts.is_empty() {
            prop_assert!(report["total"].is_null());
        } else {
            let total = &report["total"];
            prop_assert_eq!(&total["customers"], firsts.len());
            prop_assert_eq!(&total["orders"], orders);
            prop_assert_eq!(&total["revenue"], &revenue.to_string());
        }
    }
}
