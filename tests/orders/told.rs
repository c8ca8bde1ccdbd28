//! What a log has and the figures do not rest on is told, and costs belong to the days that are asked for.

use serde_json::{Value, json};

use crate::program::with_files;
use crate::shop::{check, note, row};

#[test]
fn orders_without_an_amount_are_counted() {
    let of = |log: &str| {
        with_files(&[("o.csv", log)], "leadcalc cac-vs-ltv --orders o.csv --by cohort -f json").json()
    };
    let report = of("date,customer,amount\n2025-01-01,A,\n2025-02-01,A,10\n2025-03-31,B,\n2025-03-31,C,5\n");
    // Of the first order of A nothing is known, and of B nothing at all.
    check(row(&report, &[("cohort", "2025-02")]), &[("customers", json!(1)), ("orders", json!(1))]);
    check(&report["total"], &[("customers", json!(2))]);
    assert_eq!(
        note(&report, "orders-without-amount"),
        "the order log: left out: 2 rows without an amount; a customer's first order is the first one that has one"
    );
    let none = of("date,customer,amount\n2025-01-01,A,\n");
    assert!(note(&none, "orders-without-amount").contains("1 row without"), "{none:#}");
    assert_eq!(note(&of("date,customer,amount\n2025-01-01,A,0\n"), "orders-without-amount"), "");
}

/// An order that was given back has cost nothing, which is no cost of goods of the others.
#[test]
fn an_order_given_back_makes_no_log_one_with_costs() {
    let log =
        "date,customer,amount,status\n2025-01-01,A,10,paid\n2025-01-02,B,10,refunded\n2025-03-31,A,5,paid\n";
    let of = |options: &str| {
        with_files(&[("o.csv", log)], &format!("leadcalc cac-vs-ltv --orders o.csv -f json {options}")).json()
    };
    let report = of("");
    check(&report["total"], &[("ltv_revenue_1m", json!("5")), ("cost_of_goods", Value::Null)]);
    assert_eq!(report["total"]["undefined"]["ltv_1m"], "nothing gives cost_of_goods", "{report:#}");
    assert_eq!(note(&report, "orders-without-cost"), "");
    let by_rate = of("--margin-rate 60%");
    check(&by_rate["total"], &[("ltv_1m", json!("3")), ("cost_of_goods", json!("6"))]);
    assert_eq!(note(&by_rate, "orders-without-cost"), "");
    let by_column = log
        .replace("status\n", "status,cost of goods\n")
        .replace("paid\n", "paid,4\n")
        .replace("refunded\n", "refunded,4\n");
    let report = with_files(&[("o.csv", &by_column)], "leadcalc cac-vs-ltv --orders o.csv -f json").json();
    check(&report["total"], &[("ltv_1m", json!("3")), ("cost_of_goods", json!("8"))]);
}

#[test]
fn refunds_that_no_order_comes_before_are_told_even_where_there_is_nothing_else() {
    let log = "date,customer,amount\n2025-01-01,A,-10\n";
    let report = with_files(&[("o.csv", log)], "leadcalc cac-vs-ltv --orders o.csv -f json").json();
    assert_eq!(
        note(&report, "refunds-without-order"),
        "left out: refunds of −10.00 that no order comes before"
    );
}

#[test]
fn a_column_of_costs_gives_way_to_a_price_list() {
    let log = "date,customer,product,amount,cost of goods\n2025-01-31,A,Lens,100,90\n";
    let files = [("o.csv", log), ("p.csv", "product,cost\nLens,20\n")];
    let of =
        |options: &str| with_files(&files, &format!("leadcalc cac-vs-ltv --orders o.csv -f json {options}"));
    let by_list = of("--products p.csv").json();
    check(&by_list["total"], &[("cost_of_goods", json!("20"))]);
    assert_eq!(
        note(&by_list, "costs-not-used"),
        "the order log: its column of costs is not looked at: --products says what goods cost"
    );
    let by_column = of("").json();
    check(&by_column["total"], &[("cost_of_goods", json!("90"))]);
    assert_eq!(note(&by_column, "costs-not-used"), "");
}

#[test]
fn an_order_number_that_comes_twice_is_told() {
    let of = |log: &str| with_files(&[("o.csv", log)], "leadcalc cac-vs-ltv --orders o.csv -f json").json();
    let report =
        of("date,order id,customer,amount\n2025-01-01,1,A,10\n2025-01-01,1,A,10\n2025-02-28,3,B,5\n,,,\n");
    check(&report["total"], &[("orders", json!(3)), ("revenue", json!("25"))]);
    assert_eq!(
        note(&report, "repeated-order-numbers"),
        "the order log: 1 row with an order number that a row before has, taken for further orders, because no column has products; \
         if an order has several lines, name it with --map orders.product=HEADER"
    );
    let lines = of("date,order id,customer,product,amount\n2025-01-01,1,A,x,10\n2025-01-01,1,A,y,10\n");
    check(&lines["total"], &[("orders", json!(1)), ("revenue", json!("20"))]);
    assert_eq!(note(&lines, "repeated-order-numbers"), "");
}

/// 100 in January and 50 in February; days of their own can be cut between, months cannot.
#[test]
fn costs_belong_to_the_days_that_are_asked_for() {
    let log = "date,customer,amount\n2025-01-05,A,100\n2025-02-06,B,100\n2025-03-31,A,1\n";
    let spend = "date,channel,cost\n2025-01-01,X,10\n2025-02-28,X,10\n";
    let of = |costs: &str, options: &str| {
        let files = [("o.csv", log), ("s.csv", spend), ("c.csv", costs)];
        let command = "leadcalc cac-vs-ltv --orders X=o.csv --spend s.csv --other-costs c.csv -f json -q";
        with_files(&files, &format!("{command} {options}"))
    };
    let months = "month,kind,amount\n2025-01,salaries,100\n2025-02,salaries,50\n";
    for (options, wanted) in [
        ("", "150"),
        ("--since 2025-01-01 --until 2025-02-28", "150"),
        ("--since 2025-02-01", "50"),
        ("--until 2025-01-31", "100"),
    ] {
        check(&of(months, options).json()["total"], &[("other_costs", json!(wanted))]);
    }
    for (options, month) in [
        ("--since 2025-01-03", "line 2: covers 2025-01-01 to 2025-01-31"),
        ("--until 2025-02-27", "line 3: covers 2025-02-01 to 2025-02-28"),
    ] {
        let run = of(months, options);
        assert_eq!((run.status(), run.stdout().as_str()), (2, ""), "{run}");
        let words = format!("c.csv, {month}, which the period cuts in two");
        assert!(run.stderr().replace("c.csv: line", "c.csv, line").contains(&words), "{run}");
    }
    let days = "date,kind,amount\n2025-01-02,salaries,100\n2025-01-03,salaries,7\n2025-02-01,salaries,50\n";
    check(&of(days, "--since 2025-01-03").json()["total"], &[("other_costs", json!("57"))]);
}

/// In months that the spend does not reach nobody knows what leads cost; they are not free.
#[test]
fn leads_outside_of_the_spend_are_not_told_to_be_free() {
    let files = [
        ("o.csv", "date,customer,amount\n2025-01-31,A,10\n2025-02-28,B,10\n2025-03-31,C,5\n"),
        ("s.csv", "date,channel,cost\n2025-01-01,X,10\n2025-02-01,Y,10\n"),
        (
            "l.csv",
            "date,channel,customer\n2025-01-02,X,A\n2025-02-02,Y,B\n2025-01-02,Free,\n2025-03-02,X,C\n",
        ),
    ];
    let of = |by: &str| {
        let command = "leadcalc cac-vs-ltv --orders o.csv --spend s.csv --leads l.csv -f json --by";
        with_files(&files, &format!("{command} {by}")).json()
    };
    let report = of("cohort");
    check(row(&report, &[("cohort", "2025-03")]), &[("leads", json!(1)), ("spend", Value::Null)]);
    assert_eq!(note(&report, "leads-without-spend"), "");
    assert_eq!(
        note(&of("channel,cohort"), "leads-without-spend"),
        "leads without spend, counted as free: Free, 2025-01 (1 lead)"
    );
    assert_eq!(
        note(&of("channel"), "leads-without-spend"),
        "leads without spend, counted as free: Free (1 lead)"
    );
}

#[test]
fn russian_tables_are_russian() {
    let files = [
        ("o.csv", "date,customer,amount,cost of goods\n2025-01-31,A,10,4\n2025-01-31,B,10,4\n"),
        ("s.csv", "date,channel,cost\n2025-01-01,X,10\n2025-01-31,Y,10\n"),
        ("l.csv", "date,channel,customer\n2025-01-02,X,A\n"),
    ];
    let command =
        "leadcalc cac-vs-ltv --orders o.csv --spend s.csv --leads l.csv --lang ru -q --as-of 2025-02-28";
    let told = with_files(&files, &format!("{command} --other-costs 5 -f markdown")).stdout();
    for words in ["(без лида)", "(нет данных: расход)", "(нет клиентов)", "(мало значений: 1, нужно 10)"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
    for words in ["lead)", "not given", "no customers", "too few"] {
        assert!(!told.contains(words), "{words}: {told}");
    }
    // Records keep the name that programs know.
    let records = with_files(&files, &format!("{command} -f csv")).stdout();
    assert!(records.contains("\n(no lead),1,"), "{records}");
    let english = with_files(&files, &command.replace("--lang ru", "-f markdown")).stdout();
    assert!(english.contains("(1 amount is too few to say how much they vary, it takes 10)"), "{english}");
}
