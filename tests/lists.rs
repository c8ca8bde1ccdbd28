//! Small lists beside exports: costs by month and kind, and what products cost.

use std::fs;

use leadcalc::core::decimal::plain;
use leadcalc::ingest::list::{costs, products};
use leadcalc::ingest::progress::Progress;
use leadcalc::ingest::settings::FileRequest;
use leadcalc::ingest::source::Input;
use leadcalc::ingest::{Error, MaxRejected, Request};
use tempfile::TempDir;

/// Files of a list, and what is asked of them.
fn files(contents: &[&str]) -> (TempDir, Vec<FileRequest>) {
    let folder = tempfile::tempdir().expect("a folder for the files");
    let file = |(number, content): (usize, &&str)| {
        let path = folder.path().join(format!("list{number}.csv"));
        fs::write(&path, content).expect("the file is written");
        FileRequest::new(Input { path, channel: None })
    };
    let requests = contents.iter().enumerate().map(file).collect();
    (folder, requests)
}

fn request() -> Request {
    Request::new(Vec::new(), Vec::new(), Vec::new())
}

/// An error's text, without the folder.
fn told(error: &Error, folder: &TempDir) -> String {
    error.to_string().replace(&format!("{}/", folder.path().display()), "")
}

/// Costs as "month kind amount".
fn costs_of(contents: &[&str], request: &Request) -> Result<Vec<String>, String> {
    let (folder, files) = files(contents);
    let read = costs::read(request, &files, &Progress::default()).map_err(|error| told(&error, &folder))?;
    let cost = |cost: &costs::Cost| format!("{} {} {}", cost.month, cost.kind, plain(cost.amount));
    Ok(read.costs.iter().map(cost).collect())
}

/// What a product costs, by these lists.
fn cost_of(product: &str, contents: &[&str], request: &Request) -> Result<Option<String>, String> {
    let (folder, files) = files(contents);
    let read =
        products::read(request, &files, &Progress::default()).map_err(|error| told(&error, &folder))?;
    Ok(read.cost_of_goods(product).map(plain))
}

#[test]
fn costs_add_up_by_month_and_kind() {
    let list = "month,kind,amount\n2026-02,Salaries,100000\n2026-01,Agency,30000.50\n2026-02,salaries ,20000.25\n\
                2026-02,Agency,0.10\n2026-02,Agency,0.20\nTotal,,150001.05\n";
    let expected = ["2026-01-01 Agency 30000.5", "2026-02-01 Agency 0.3", "2026-02-01 Salaries 120000.25"];
    assert_eq!(costs_of(&[list], &request()).unwrap(), expected);
    // In Russian, by the day, from two files; an empty amount is none.
    let russian = "Дата;Статья расходов;Сумма, руб.\n05.01.2026;Зарплаты;100 000,00\n31.01.2026;Зарплаты;1,50\n28.02.2026;Софт;\n";
    let more = "Месяц;Статья расходов;Сумма\nянварь 2026;Софт;7\n";
    let expected = ["2026-01-01 Зарплаты 100001.5", "2026-01-01 Софт 7"];
    assert_eq!(costs_of(&[russian, more], &request()).unwrap(), expected);
    // Without kinds, and where names are compared byte by byte.
    assert_eq!(costs_of(&["month,amount\n2026-01,5\n2026-01,6\n"], &request()).unwrap(), ["2026-01-01  11"]);
    let exact = Request { exact_names: true, ..request() };
    let twice = "month,kind,amount\n2026-01,IT,5\n2026-01,it,6\n";
    assert_eq!(costs_of(&[twice], &exact).unwrap(), ["2026-01-01 IT 5", "2026-01-01 it 6"]);
    // A refund is less of a cost.
    assert_eq!(costs_of(&["month,amount\n2026-01,5\n2026-01,-6\n"], &request()).unwrap(), ["2026-01-01  -1"]);
}

#[test]
fn mistakes_in_costs_are_named() {
    for (list, expected) in [
        (
            "month,kind\n2026-01,IT\n",
            "has no amount column (its columns: month, kind); name it with --map other-costs.amount=HEADER",
        ),
        ("kind,amount\nIT,5\n", "has no date column, which --other-costs needs"),
        ("month,amount\n2026-01,much\n", "line 2: \"much\" in \"amount\" is not a number"),
        ("month,amount\n,5\n", "line 2: has no month"),
        ("month,amount\nSmarch,5\n", "\"Smarch\" in \"month\" is not a month like 2026-01 or January 2026"),
        ("month,amount\n2026-01\n", "has 1 cell where the header has 2"),
        ("month,amount\n2026-01,\"1,234\"\n", "can be a number with decimals or one with thousands"),
        ("month,amount\n2026-01,5 $\n2026-01,5 €\n", "two currencies: EUR in"),
        (
            "month,amount,total\n2026-01,5,6\n",
            "\"amount\" and \"total\" can both be the amount; settle it with --map other-costs.amount=amount",
        ),
        ("a,b\n1,2\n", "as in --map amount=HEADER"),
        ("", "is empty"),
    ] {
        let error = costs_of(&[list], &request()).unwrap_err();
        assert!(error.contains(expected), "{list:?}: {error}");
    }
    // A cell that is undecided at first is not where a later one shows the mark.
    let list = "month,amount\n2026-01,\"1,234\"\n2026-02,\"1,234.50\"\n";
    assert_eq!(costs_of(&[list], &request()).unwrap(), ["2026-01-01  1234", "2026-02-01  1234.5"]);
    let put_up_with = Request { max_rejected: MaxRejected::Rows(1), ..request() };
    assert_eq!(costs_of(&["month,amount\n2026-01,5\n,5\n"], &put_up_with).unwrap(), ["2026-01-01  5"]);
}

#[test]
fn products_are_found_by_their_names() {
    let list = "Product,Cost per item\nBlue  Lenses,12.50\nFrame,7\nframe,7.00\nCase,\n";
    for (product, expected) in
        [("blue lenses ", Some("12.5")), ("FRAME", Some("7")), ("Case", None), ("Chain", None)]
    {
        assert_eq!(cost_of(product, &[list], &request()).unwrap().as_deref(), expected, "{product}");
    }
    let exact = Request { exact_names: true, ..request() };
    let list = "product,cost\nFrame,7\nframe,8\n";
    assert_eq!(cost_of("frame", &[list], &exact).unwrap().as_deref(), Some("8"));
    assert_eq!(cost_of("FRAME", &[list], &exact).unwrap(), None);
    let (one, other) = ("Товар;Закупочная цена\nОправа;700,00\n", "sku,cost\nA-1,5\n");
    assert_eq!(cost_of("оправа", &[one, other], &request()).unwrap().as_deref(), Some("700"));
    assert_eq!(cost_of("a-1", &[one, other], &request()).unwrap().as_deref(), Some("5"));
}

#[test]
fn mistakes_in_products_are_named() {
    for (lists, expected) in [
        (
            &["product,cost\nFrame,7\nCase,1\nframe,8\n"][..],
            "\"frame\" costs 7 in list0.csv, line 2 and 8 in list0.csv, line 4",
        ),
        (
            &["product,cost\nFrame,7\n", "product,cost\nFrame,9\n"],
            "\"frame\" costs 7 in list0.csv, line 2 and 9 in list1.csv, line 2",
        ),
        (&["product\nFrame\n"], "has no cost_of_goods column"),
        (&["name of it,cost\nFrame,7\n"], "has no product column"),
        (&["product,cost\n,7\n"], "line 2: has no product"),
        (&["product,cost\nFrame,-7\n"], "\"-7\" in \"cost\" is not an amount of 0 or more"),
        (&["product,cost\nFrame,dear\n"], "\"dear\" in \"cost\" is not a number"),
    ] {
        let error = cost_of("frame", lists, &request()).unwrap_err().replace("a cost of 0", "an amount of 0");
        assert!(error.contains(expected), "{lists:?}: {error}");
    }
}
