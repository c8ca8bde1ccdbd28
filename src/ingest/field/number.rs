//! Numbers in cells, and which of point and comma is their decimal mark.

use crate::core::decimal::{self, Decimal};

use crate::ingest::field::money::currency;

/// The decimal mark of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// `1,234.56`
    Point,
    /// `1.234,56`
    Comma,
}

impl Mark {
    /// Its name in options and words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Comma => "comma",
        }
    }

    fn sign(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Point => Self::Comma,
            Self::Comma => Self::Point,
        }
    }
}

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Cell {
    /// Nothing: empty, or a dash.
    Missing,
    /// A number.
    Number(Number),
    /// `1,234` or `1.234`, and the mark is not known.
    Undecided,
}

/// A number as it stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) struct Number {
    pub(in crate::ingest) value: Decimal,
    /// The decimal mark that its form proves.
    pub(in crate::ingest) proven: Option<Mark>,
    /// The currency that stands beside it.
    pub(in crate::ingest) currency: Option<&'static str>,
}

/// Why a cell is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Problem {
    /// Not a number in any reading.
    NotANumber,
    /// A number in the other reading than the file's.
    OtherMark(Mark),
    /// More digits than are kept.
    TooLong,
}

/// Stands before the numbers of a workbook, which are numbers already: their mark is the point, and they take no part in the vote
/// on decimal marks. No text has this character; where a sheet's does, it is taken out.
pub(in crate::ingest) const TYPED: char = '\u{1}';

/// What ad systems write where there is nothing.
const MISSING: [&str; 5] = ["", "-", "--", "—", "–"];

/// Reads a cell; `mark` is its column's decimal mark as far as it is known.
pub(in crate::ingest) fn read(cell: &str, mark: Option<Mark>) -> Result<Cell, Problem> {
    if let Some(typed) = cell.strip_prefix(TYPED) {
        // A workbook's own number: there is nothing to find out.
        let (sign, digits) = signed(typed);
        let value = number(sign, digits, Some(Mark::Point), None)?;
        return Ok(Cell::Number(Number { value, proven: None, currency: None }));
    }
    let text = cell.trim_matches(is_space);
    if is_missing(text) {
        return Ok(Cell::Missing);
    }
    // Bookkeepers write what is less than nothing in parentheses.
    let (in_parentheses, text) = match text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        Some(inner) => (true, inner.trim_matches(is_space)),
        None => (false, text),
    };
    let (outer, unsigned) = signed(text);
    let (amount, currency) = currency::split(unsigned);
    let (inner, digits) = signed(amount);
    let sign = match (in_parentheses, outer, inner) {
        (false, sign, "") | (false, "", sign) => sign,
        (true, "", "") => "-",
        _ => return Err(Problem::NotANumber),
    };
    let whole = |value, proven| Ok(Cell::Number(Number { value, proven, currency }));
    let marks = digits.chars().filter(|c| matches!(c, '.' | ',')).count();
    if marks == 0 {
        return number(sign, digits, None, None).and_then(|value| whole(value, None));
    }
    if mark.is_none() && could_be_either(digits) {
        return Ok(Cell::Undecided);
    }
    let proven = if could_be_either(digits) { None } else { Some(proven_mark(digits)) };
    let decimal_mark = mark.or(proven).ok_or(Problem::NotANumber)?;
    match number(sign, digits, Some(decimal_mark), Some(decimal_mark.other())) {
        Ok(value) => whole(value, proven),
        Err(Problem::TooLong) => Err(Problem::TooLong),
        Err(problem) => {
            let other = decimal_mark.other();
            let readable = number(sign, digits, Some(other), Some(other.other())).is_ok();
            Err(if readable { Problem::OtherMark(decimal_mark) } else { problem })
        }
    }
}

/// The decimal mark of a cell that can be read in two ways, where it is known to be a whole number.
pub(in crate::ingest) fn mark_of_whole(cell: &str) -> Mark {
    if cell.contains(',') { Mark::Point } else { Mark::Comma }
}

/// Whether a trimmed cell says that there is nothing.
pub(in crate::ingest) fn is_missing(text: &str) -> bool {
    MISSING.contains(&text) || text.eq_ignore_ascii_case("n/a")
}

/// A cell's text, without the mark of a workbook's number.
pub(in crate::ingest) fn text(cell: &str) -> &str {
    cell.strip_prefix(TYPED).unwrap_or(cell)
}

fn signed(text: &str) -> (&'static str, &str) {
    match text.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => ("-", digits.trim_start_matches(is_space)),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    }
}

/// A single mark with three digits behind and one to three before it: a thousand, or a little more than one.
fn could_be_either(digits: &str) -> bool {
    let Some((whole, rest)) = digits.split_once(['.', ',']) else { return false };
    let whole_is_a_group = matches!(whole.len(), 1..=3) && !whole.starts_with('0');
    whole_is_a_group
        && rest.len() == 3
        && [whole, rest].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()))
}

/// The mark that a text with marks can only be read with: the last one, unless it stands there several times.
fn proven_mark(digits: &str) -> Mark {
    let last = if digits.rfind('.') > digits.rfind(',') { Mark::Point } else { Mark::Comma };
    let repeated = digits.matches(last.sign()).count() > 1;
    if repeated { last.other() } else { last }
}

fn number(sign: &str, digits: &str, mark: Option<Mark>, thousands: Option<Mark>) -> Result<Decimal, Problem> {
    let (whole, decimals) = match mark.and_then(|mark| digits.split_once(mark.sign())) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (digits, None),
    };
    let is_separator = |c: char| {
        is_space(c) || matches!(c, '\'' | '\u{2019}') || thousands.is_some_and(|mark| mark.sign() == c)
    };
    let mut groups = whole.split(is_separator);
    let first = groups.next().unwrap_or_default();
    let mut plain = format!("{sign}{first}");
    let mut is_grouped = false;
    for group in groups {
        is_grouped = true;
        if group.len() != 3 {
            return Err(Problem::NotANumber);
        }
        plain.push_str(group);
    }
    if is_grouped && !matches!(first.len(), 1..=3) {
        return Err(Problem::NotANumber);
    }
    // `.5` and `5.` are written by some; both halves empty is no number.
    if plain.ends_with('-') || plain.is_empty() {
        plain.push('0');
        if decimals.is_none_or(str::is_empty) {
            return Err(Problem::NotANumber);
        }
    }
    if let Some(decimals) = decimals.filter(|decimals| !decimals.is_empty()) {
        plain.push('.');
        plain.push_str(decimals);
    }
    decimal::parse(&plain).map_err(|error| match error {
        decimal::ParseError::NotANumber => Problem::NotANumber,
        decimal::ParseError::TooLong => Problem::TooLong,
    })
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use super::*;

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
            "abc", "1e3", "1_000", "12 34", "1,23,456", "1..2", "1 000 00", "< 10%", "5%", ".", "+", "−",
            "1-2", "(-5)", "-$-5", "5 apples", "$5 USD", "()", "250k", "\u{1}1,5",
        ] {
            assert_eq!(value(cell, None), Err(Problem::NotANumber), "{cell:?}");
        }
        assert_eq!(value("1,5", Some(Mark::Point)), Err(Problem::OtherMark(Mark::Point)));
        assert_eq!(value("99999999999999999999999999999", None), Err(Problem::TooLong));
    }
}
