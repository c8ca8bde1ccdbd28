//! What order logs and leads can say, in any order of rows and files.

use std::fs;

use serde_json::{Value, json};

use crate::program::{run_in, with_files};
use crate::shop::{Shop, check, log, note, row, shop};

/// A simple generator, so that rows are shuffled in the same way each time.
fn shuffled(rows: &[String], seed: u64) -> Vec<String> {
    let mut rows = rows.to_vec();
    let mut state = seed;
    for place in (1..rows.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let other = usize::try_from((state >> 33) % (place as u64 + 1)).expect("a place");
        rows.swap(place, other);
    }
    rows
}

#[test]
fn neither_the_order_of_rows_nor_of_files_shows() {
    let Shop { orders, spend, leads } = shop();
    let mut leads: Vec<String> = leads.lines().skip(1).map(str::to_owned).collect();
    // Of the leads of a customer on one day, the one with the first name counts.
    leads.extend(["2024-03-10,Zeta,A030,won", "2024-03-10,Aardvark,A030,won"].map(str::to_owned));
    let mut seen = None;
    for seed in 0..4 {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
        write("spend.csv", &spend);
        let leads = shuffled(&leads, seed + 10);
        write("leads.csv", &format!("date,channel,customer_id,status\n{}\n", leads.join("\n")));
        let orders = shuffled(&orders, seed);
        for part in 0..3 {
            let rows: Vec<String> = orders.iter().skip(part).step_by(3).cloned().collect();
            write(&format!("{part}.csv"), &log(&rows));
        }
        for files in ["0.csv 1.csv 2.csv", "2.csv 0.csv 1.csv"] {
            let command =
                format!("leadcalc cac-vs-ltv --orders {files} --spend spend.csv --leads leads.csv -q -f csv");
            let run = run_in(folder.path(), &command);
            assert_eq!(run.status(), 0, "{run}");
            assert_eq!(seen.get_or_insert_with(|| run.stdout()), &run.stdout(), "seed {seed}, {command}");
        }
    }
    let seen = seen.expect("runs");
    assert!(seen.contains("\nAardvark,1,"), "{seen}");
    assert!(seen.contains("\nZeta,0,"), "{seen}");
}

/// Lists of leads are read once, so that they can come through a pipe.
#[test]
fn leads_from_stdin() {
    let Shop { orders, spend, leads } = shop();
    let orders = log(&orders);
    let files = [("o.csv", orders.as_str()), ("s.csv", spend.as_str()), ("l.csv", leads.as_str())];
    let of = |leads: &str| {
        with_files(
            &files,
            &format!("leadcalc cac-vs-ltv --orders o.csv --spend s.csv --leads {leads} -q -f csv"),
        )
    };
    let (file, stdin) = (of("l.csv"), of("- < l.csv"));
    assert_eq!((stdin.status(), stdin.stdout()), (0, file.stdout()));
    assert!(stdin.stdout().contains("\nAlpha,"), "{stdin}");
}

#[test]
fn a_customer_belongs_to_the_last_lead_before_its_first_order() {
    let orders = "date,customer,amount\n2024-03-10,C1,5\n2024-01-05,C2,5\n2024-02-01,C3,5\n2024-02-01,C4,5\n2024-02-02,C5,5\n";
    let leads = "date,channel,customer,status\n\
        2024-01-01,Early,C1,won\n2024-03-10,Right,C1,won\n2024-03-11,Late,C1,won\n2024-01-06,Late,C2,won\n\
        ,Undated,C3,won\n2024-01-31,Dated,C4,\n,Undated,C4,\n2024-02-01,Spam,C5,spam\n2023-02-01,Old,C5,lost\n";
    let files = [("o.csv", orders), ("l.csv", leads)];
    let report = with_files(&files, "leadcalc cac-vs-ltv --orders o.csv --leads l.csv -f json").json();
    let rows = report["rows"].as_array().expect("rows");
    let with_customers = rows.iter().filter(|row| row["customers"] != 0);
    let channels: Vec<&str> = with_customers.map(|row| row["channel"].as_str().expect("a name")).collect();
    assert_eq!(channels, ["Dated", "Old", "Right", "Undated", "(no lead)"]);
}

#[test]
fn the_channel_of_the_log_counts_where_there_are_no_leads() {
    let orders = "date,customer,amount,channel\n2024-02-10,C1,5,Shop\n2024-01-31,c1 ,5,Web\n2024-01-31,C2,7,web\n2024-02-01,C3,5,\n";
    let command = "leadcalc cac-vs-ltv --orders o.csv -f json";
    let report = with_files(&[("o.csv", orders)], command).json();
    assert_eq!(report["group_by"], json!(["channel"]));
    check(row(&report, &[("channel", "Web")]), &[("customers", json!(2)), ("revenue", json!("17"))]);
    check(row(&report, &[("channel", "")]), &[("customers", json!(1))]);
    let exact = with_files(&[("o.csv", orders)], &format!("{command} --exact-names")).json();
    check(row(&exact, &[("channel", "web")]), &[("customers", json!(1))]);
    let named = with_files(
        &[
            ("a.csv", "date,customer,amount\n2024-01-31,C1,5\n"),
            ("b.csv", "date,customer,amount\n2024-01-30,C1,6\n"),
        ],
        "leadcalc cac-vs-ltv --orders Shop=a.csv Web=b.csv -f json",
    );
    check(row(&named.json(), &[("channel", "Web")]), &[("customers", json!(1)), ("revenue", json!("11"))]);
}

/// C1 first ordered where nothing says a channel, which is no reason to take that of a later order.
#[test]
fn a_log_without_channels_beside_one_that_has_them() {
    let files = [
        ("plain.csv", "date,customer,amount\n2025-01-04,C1,1\n2025-01-09,C2,1\n"),
        ("named.csv", "date,customer,amount,channel\n2025-01-05,C1,100,Web\n2025-01-05,C3,7,Web\n"),
    ];
    for logs in ["plain.csv named.csv", "named.csv plain.csv"] {
        let report = with_files(&files, &format!("leadcalc cac-vs-ltv --orders {logs} -f json")).json();
        check(row(&report, &[("channel", "")]), &[("customers", json!(2)), ("orders", json!(3))]);
        check(row(&report, &[("channel", "Web")]), &[("customers", json!(1)), ("revenue", json!("7"))]);
    }
}

/// Of the order 1 each log has a line; 2 is another one in each shop, since it is of other customers.
#[test]
fn an_order_in_two_logs_is_one() {
    let header = "order_id,date,customer,product,amount\n";
    let first = format!("{header}1,2025-01-05,C1,x,100\n2,2025-01-06,C2,x,1\n,2025-01-06,C2,x,1\n");
    let second = format!(
        "{header}2,2025-01-07,C3,x,1\n1,2025-01-05,C1,y,40\n3,2025-02-05,C1,y,5\n,2025-01-06,C2,x,1\n"
    );
    let files = [("a.csv", first.as_str()), ("b.csv", second.as_str())];
    for logs in ["a.csv b.csv", "b.csv a.csv"] {
        let report = with_files(&files, &format!("leadcalc cac-vs-ltv --orders {logs} -f json")).json();
        check(&report["total"], &[("customers", json!(3)), ("orders", json!(6)), ("revenue", json!("149"))]);
        assert_eq!(note(&report, "repeated-order-numbers"), "");
    }
    // Without products nobody can tell a further line from a row that stands in both.
    let plain = |text: &str| {
        let cells = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
        cells.map(|cells| [&cells[..3], &cells[4..]].concat().join(",") + "\n").collect::<String>()
    };
    let (first, second) = (plain(&first), plain(&second));
    let files = [("a.csv", first.as_str()), ("b.csv", second.as_str())];
    let report = with_files(&files, "leadcalc cac-vs-ltv --orders a.csv b.csv -f json").json();
    check(&report["total"], &[("orders", json!(7)), ("revenue", json!("149"))]);
    assert_eq!(
        note(&report, "repeated-order-numbers"),
        "the order logs: 1 row with an order number that a row before has, taken for further orders, because not every log has \
         products; if logs overlap, cut them so that they do not; if an order has several lines, name it with --map \
         orders.product=HEADER"
    );
}

/// A number is of its customer, and an order counts in the month of its earliest line, whatever comes first.
#[test]
fn neither_the_order_of_lines_nor_of_logs_shows() {
    let log = |rows: &[&str]| format!("order_id,date,customer,product,amount\n{}\n", rows.join("\n"));
    let [one, two, three] = [
        log(&["3,2025-03-01,c3,p1,100", "7,2025-02-05,c1,q,40"]),
        log(&["3,2025-03-02,c4,p1,100"]),
        log(&["3,2025-03-02,c4,p9,100", "7,2025-01-05,c1,p,100"]),
    ];
    let whole = log(&[
        "3,2025-03-01,c3,p1,100",
        "7,2025-02-05,c1,q,40",
        "3,2025-03-02,c4,p1,100",
        "3,2025-03-02,c4,p9,100",
        "7,2025-01-05,c1,p,100",
    ]);
    let files = [
        ("1.csv", one.as_str()),
        ("2.csv", two.as_str()),
        ("3.csv", three.as_str()),
        ("all.csv", whole.as_str()),
    ];
    for logs in ["all.csv", "1.csv 2.csv 3.csv", "2.csv 3.csv 1.csv", "3.csv 1.csv 2.csv"] {
        let command = format!("leadcalc cac-vs-ltv --orders {logs} -f json");
        let report = with_files(&files, &command).json();
        check(
            &report["total"],
            &[("customers", json!(3)), ("orders", json!(3)), ("repeat_rate", json!("0"))],
        );
        let cohorts = with_files(&files, &format!("{command} --cohorts")).json();
        let january = row(&cohorts, &[("cohort", "2025-01")]);
        check(january, &[("age", json!(0)), ("orders", json!(1)), ("active_customers", json!(1))]);
    }
}

/// What is no lead of its own wins no customer either.
#[test]
fn a_lead_that_repeats_another_becomes_no_order() {
    let files = [
        ("o.csv", "date,customer,amount\n2025-01-06,C1,5\n"),
        ("l.csv", "lead_id,date,channel,customer\n1,2025-01-02,First,C1\n2,2025-01-05,Second,C1\n"),
    ];
    for (options, channel) in [("", "Second"), ("--dedupe customer_id", "First")] {
        let command = format!("leadcalc cac-vs-ltv --orders o.csv --leads l.csv -f json {options}");
        let report = with_files(&files, &command).json();
        check(row(&report, &[("channel", channel)]), &[("customers", json!(1)), ("leads", json!(1))]);
    }
}

#[test]
fn refunds_reduce_and_cancelled_orders_do_not_count() {
    let orders = "date,customer,amount,cost of goods,status,refunded amount\n\
        2024-01-10,C1,100,40,paid,\n\
        2024-02-10,C1,-30,12,refund,\n\
        2024-01-11,C2,50,20,cancelled,\n\
        2024-01-12,C3,60,25,refunded,\n\
        2024-01-13,C4,80,30,completed,20\n\
        2024-01-14,C5,10,4,levitating,\n\
        2023-12-01,C6,-5,,refund,\n\
        2024-03-31,C1,0,0,paid,\n";
    let report =
        with_files(&[("o.csv", orders)], "leadcalc cac-vs-ltv --orders o.csv --cohorts -f json").json();
    let cell = |age: usize| &report["rows"][age];
    // C1, C3, C4 and C5; 100 + 0 + 60 + 10, goods of 40 + 0 + 30 + 4.
    check(
        cell(0),
        &[
            ("customers", json!(4)),
            ("orders", json!(4)),
            ("revenue", json!("170")),
            ("gross_profit", json!("96")),
        ],
    );
    // 30 back, and goods of 12.
    check(
        cell(1),
        &[
            ("orders", json!(0)),
            ("active_customers", json!(0)),
            ("revenue", json!("-30")),
            ("gross_profit", json!("-18")),
        ],
    );
    assert_eq!(report["sources"][0]["excluded"], json!({ "cancelled": 1 }));
    assert_eq!(
        note(&report, "unknown-order-status"),
        "the order log: taken for orders, the status is in no list: \"levitating\" (1)"
    );
    assert_eq!(
        note(&report, "orders-given-back"),
        "the order log: 1 order with the status of a refund counts as an order of 0"
    );
    assert_eq!(
        note(&report, "refunds-without-order"),
        "left out: refunds of −5.00 that no order comes before"
    );
}

#[test]
fn gross_profit_by_a_rate_or_by_products() {
    let orders = "order no,date,customer,product,quantity,amount\n\
        1,2024-01-10,C1,Lens,2,100\n1,2024-01-10,C1,Case,,10\n2,2024-01-31,C1,Lens,1,50\n";
    let products = "product,cost\nlens,20\nCase,3\n";
    let by_products = with_files(
        &[("o.csv", orders), ("p.csv", products)],
        "leadcalc cac-vs-ltv --orders o.csv --products p.csv --cohorts -f json",
    )
    .json();
    // Two lines of order 1 are one order: 160 - (40 + 3 + 20).
    check(
        &by_products["rows"][0],
        &[("orders", json!(2)), ("revenue", json!("160")), ("gross_profit", json!("97"))],
    );
    let by_rate = with_files(
        &[("o.csv", orders)],
        "leadcalc cac-vs-ltv --orders o.csv --margin-rate 60% --cohorts -f json",
    );
    check(&by_rate.json()["rows"][0], &[("gross_profit", json!("96"))]);
    let unknown = with_files(
        &[("o.csv", orders), ("p.csv", "product,cost\nlens,20\n")],
        "leadcalc cac-vs-ltv --orders o.csv --products p.csv --cohorts -f json",
    )
    .json();
    assert_eq!(unknown["rows"][0]["gross_profit"], Value::Null);
    assert_eq!(unknown["rows"][0]["undefined"]["gross_profit"], "partial cost_of_goods");
    assert_eq!(note(&unknown, "unknown-products"), "products without a cost in --products: \"Case\" (1)");
}

#[test]
fn a_price_list_is_asked_for_no_days() {
    let orders =
        "date,customer,product,amount\n2024-01-10,C1,Lens,100\n2024-02-10,C2,Lens,50\n2024-03-31,C1,Lens,9\n";
    for (option, customers) in
        [("--since 2024-02-01", 1), ("--until 2024-01-31", 1), ("--since 2024-01-01 --until 2024-12-31", 2)]
    {
        let report = with_files(
            &[("o.csv", orders), ("p.csv", "product,cost\nLens,20\n")],
            &format!("leadcalc cac-vs-ltv --orders o.csv --products p.csv {option} -f json"),
        );
        let total = &report.json()["total"];
        check(total, &[("customers", json!(customers))]);
        assert_ne!(total["cost_of_goods"], Value::Null, "{option}");
    }
}

/// Age 2 of December is February, which in a leap year is over on the 29th.
#[test]
fn leap_days_and_year_ends() {
    let ltv_1m = |last: &str, options: &str| {
        let orders = format!("date,customer,amount\n2024-01-31,C1,10\n2023-12-31,C0,3\n{last},C1,5\n");
        let command = format!("leadcalc cac-vs-ltv --orders o.csv -f json {options}");
        let report = with_files(&[("o.csv", &orders)], &command).json();
        let of = |cohort: &str| row(&report, &[("cohort", cohort)])["ltv_revenue_1m"].clone();
        (of("2024-01"), of("2023-12"))
    };
    assert_eq!(ltv_1m("2024-02-28", ""), (Value::Null, json!("3")));
    assert_eq!(ltv_1m("2024-02-29", ""), (json!("15"), json!("3")));
    assert_eq!(ltv_1m("2024-02-28", "--as-of 2024-02-29"), (json!("15"), json!("3")));
    assert_eq!(ltv_1m("2024-02-28", "--as-of 2024-02-28"), (Value::Null, json!("3")));
    // A log of one day.
    let one = with_files(
        &[("o.csv", "date,customer,amount\n2024-12-31,C1,10\n")],
        "leadcalc cac-vs-ltv --orders o.csv --cohorts -f json",
    );
    check(
        &one.json()["rows"][0],
        &[("cohort", json!("2024-12")), ("age", json!(0)), ("revenue", json!("10"))],
    );
}

#[test]
fn a_header_is_mapped_where_it_stands() {
    let files = [
        ("o.csv", "date,buyer,paid\n2024-01-31,C1,10\n"),
        ("l.csv", "date,channel,buyer\n2024-01-30,Web,C1\n"),
        ("s.csv", "day it was,channel,cost\n2024-01-30,Web,3\n"),
    ];
    let command = "leadcalc cac-vs-ltv --orders o.csv --leads l.csv --spend s.csv -f json --map customer=buyer \
        --map orders.revenue=paid --map spend.date='day it was'";
    let report = with_files(&files, command).json();
    check(row(&report, &[("channel", "Web")]), &[("customers", json!(1)), ("cac", json!("3"))]);
}
