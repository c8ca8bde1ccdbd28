//! Numbers as exports write them, and whether all ways of reading one give the same.

use proptest::prelude::*;

use super::*;

const MARKS: [Option<Mark>; 3] = [None, Some(Mark::Point), Some(Mark::Comma)];

fn value(cell: &str, mark: Option<Mark>) -> Result<String, Problem> {
    read(cell, mark).map(|cell| match cell {
        Cell::Missing => "missing".to_owned(),
        Cell::Undecided => "undecided".to_owned(),
        Cell::Number(Number { value, proven, currency }) => {
            let proven = proven.map(|mark| format!(" {}", mark.name())).unwrap_or_default();
            let currency = currency.map(|code| format!(" {code}")).unwrap_or_default();
            format!("{}{proven}{currency}", decimal::plain(value))
        }
    })
}

#[test]
fn the_form_of_a_number_proves_its_mark() {
    for (cell, expected) in [
        ("1234", "1234"),
        ("1 234", "1234"),
        ("1\u{a0}234,56", "1234.56 comma"),
        ("1\u{202f}234\u{2009}567.5", "1234567.5 point"),
        ("1'234.50", "1234.5 point"),
        ("1’234.50", "1234.5 point"),
        ("1,234.56", "1234.56 point"),
        ("1.234,56", "1234.56 comma"),
        ("1,234,567", "1234567 point"),
        ("1.234.567", "1234567 comma"),
        ("1234,567", "1234.567 comma"),
        ("0,125", "0.125 comma"),
        ("0.5", "0.5 point"),
        (".5", "0.5 point"),
        ("5.", "5 point"),
        ("-12,5", "-12.5 comma"),
        ("\u{2212}12", "-12"),
        ("- 12", "-12"),
        ("-0", "0"),
        ("1,234", "undecided"),
        ("12.345", "undecided"),
        (" -- ", "missing"),
        ("—", "missing"),
        ("N/A", "missing"),
        ("R$\u{a0}100,50", "100.5 comma BRL"),
        ("€ 2.900,00", "2900 comma EUR"),
        ("US$9.72", "9.72 point USD"),
        ("1 500 ₽", "1500 RUB"),
        ("12,5 руб.", "12.5 comma RUB"),
        ("-$5", "-5 USD"),
        ("$-5", "-5 USD"),
        ("(123.45)", "-123.45 point"),
        ("($1,234.50)", "-1234.5 point USD"),
        ("\u{1}1234.567", "1234.567"),
        ("\u{1}-3", "-3"),
    ] {
        assert_eq!(value(cell, None).as_deref(), Ok(expected), "{cell:?}");
    }
}

#[test]
fn a_known_mark_decides_what_is_undecided() {
    assert_eq!(value("1,234", Some(Mark::Comma)).as_deref(), Ok("1.234"));
    assert_eq!(value("1,234", Some(Mark::Point)).as_deref(), Ok("1234"));
    assert_eq!(value("50.000", Some(Mark::Comma)).as_deref(), Ok("50000"));
}

#[test]
fn what_is_no_number_is_refused() {
    for cell in [
        "abc", "1e3", "1_000", "12 34", "1,23,456", "1..2", "1 000 00", "< 10%", "5%", ".", "+", "−", "1-2",
        "(-5)", "-$-5", "5 apples", "$5 USD", "()", "250k", "\u{1}1,5",
    ] {
        assert_eq!(value(cell, None), Err(Problem::NotANumber), "{cell:?}");
    }
    assert_eq!(value("1,5", Some(Mark::Point)), Err(Problem::OtherMark(Mark::Point)));
    assert_eq!(value("99999999999999999999999999999", None), Err(Problem::TooLong));
}

#[test]
fn most_cells_are_read_without_a_closer_look() {
    for cell in ["", "0", "15", "-3", "12.5", "12,50", "1,234", "0,125", "12345678.1234567", "\u{1}1234.567"]
    {
        assert!(plain_cell(cell, None).is_some(), "{cell:?}");
    }
    for cell in
        ["-", " 5", "5.", ".5", "1 234", "1,234.5", "5 ₽", "123456789", "12345678.12345678", "\u{1}1,5"]
    {
        assert!(plain_cell(cell, None).is_none(), "{cell:?}");
    }
    // The mark stands between thousands.
    assert!(plain_cell("1,234", Some(Mark::Point)).is_none());
}

/// Both ways of reading a cell, where there are two.
fn agree(cell: &str) -> Result<(), TestCaseError> {
    let typed = format!("{TYPED}{cell}");
    for (cell, mark) in [cell, &typed].into_iter().flat_map(|cell| MARKS.map(|mark| (cell, mark))) {
        let Some(plain) = plain_cell(cell, mark) else { continue };
        let any = any_cell(cell, mark);
        prop_assert_eq!(Ok(plain), any, "{:?} under {:?}", cell, mark);
        // Equal numbers may have more or fewer zeros behind their point, and zero a sign.
        if let (Cell::Number(plain), Ok(Cell::Number(any))) = (plain, any) {
            prop_assert_eq!(plain.value.serialize(), any.value.serialize(), "{:?} under {:?}", cell, mark);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn plain_cells_are_read_as_any_other(
        likely in "[0-9.,' -]{0,8}",
        marked in "-?[0-9]{0,4}[.,]?[0-9]{0,4}",
        long in "-?[0-9]{0,20}[.,]?[0-9]{0,20}",
        zeros in "-?0{0,3}[0-9]?0{0,4}[.,]?0{0,3}[0-9]?0{0,3}",
    ) {
        for cell in [likely, marked, long, zeros] {
            agree(&cell)?;
        }
    }

    #[test]
    fn a_number_is_read_back_however_it_is_grouped(
        value in any::<i128>().prop_map(|value| value % 10_i128.pow(28)),
        shift in 0_u32..28,
        scale in 0_u32..=27,
    ) {
        let value = Decimal::from_i128_with_scale(value / 10_i128.pow(shift), scale).normalize();
        let plain = decimal::plain(value);
        let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
        let (sign, whole) = signed(whole);
        let read = |cell: &str, mark| match any_cell(cell, Some(mark)) {
            Ok(Cell::Number(number)) => Some(number.value.serialize()),
            _ => None,
        };
        let expected = decimal::parse(&plain).ok().map(|value| value.serialize());
        for (mark, separator) in [(Mark::Point, ","), (Mark::Comma, "."), (Mark::Comma, " "), (Mark::Point, "'")] {
            let groups: Vec<&[u8]> = whole.as_bytes().rchunks(3).rev().collect();
            let grouped = String::from_utf8(groups.join(separator.as_bytes())).expect("digits");
            for whole in [whole, &grouped] {
                let cell = match decimals {
                    "" => format!("{sign}{whole}"),
                    decimals => format!("{sign}{whole}{}{decimals}", mark.sign()),
                };
                prop_assert_eq!(read(&cell, mark), expected, "{} under {:?}", cell, mark);
            }
        }
        agree(&plain)?;
        agree(&plain.replace('.', ","))?;
    }
}
