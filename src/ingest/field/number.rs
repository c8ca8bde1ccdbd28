//! Numbers in cells, and which of point and comma is their decimal mark.

mod digits;
mod plain;

#[cfg(test)]
mod tests;

use crate::core::decimal::{self, Decimal};

use crate::ingest::field::money::currency;
use crate::ingest::records::Glimpse;

use digits::Digits;
use plain::Plain;

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
pub enum Cell {
    /// Nothing: empty, or a dash.
    Missing,
    /// A number.
    Number(Number),
    /// `1,234` or `1.234`, and the mark is not known.
    Undecided,
}

/// A number as it stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// Its value.
    pub value: Decimal,
    /// The decimal mark that its form proves.
    pub proven: Option<Mark>,
    /// The currency that stands beside it.
    pub currency: Option<&'static str>,
}

/// Why a cell is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
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

/// The same as it stands in a text.
pub(in crate::ingest) const TYPED_BYTE: u8 = 1;

/// How many bytes a number is read from at once.
const SHORT: usize = 16;

/// What ad systems write where there is nothing.
const MISSING: [&str; 5] = ["", "-", "--", "—", "–"];

/// Reads a cell; `mark` is its column's decimal mark as far as it is known.
///
/// Thousands marks, a currency beside the number and parentheses around a negative one are understood.
///
/// **Errors**: [`Problem`], where it is no number, or one with another decimal mark than this, or one with too many digits.
///
/// ```
/// use leadcalc::ingest::field::number::{Cell, Mark, read};
/// let Ok(Cell::Number(number)) = read("1 234,56 ₽", None) else { panic!("a number") };
/// assert_eq!(number.value.to_string(), "1234.56");
/// assert_eq!((number.proven, number.currency), (Some(Mark::Comma), Some("RUB")));
/// assert_eq!(read("1,234", None), Ok(Cell::Undecided));
/// assert_eq!(read("—", None), Ok(Cell::Missing));
/// assert!(read("about 5", None).is_err());
/// ```
pub fn read(cell: &str, mark: Option<Mark>) -> Result<Cell, Problem> {
    match plain_cell(cell, mark) {
        Some(read) => Ok(read),
        None => any_cell(cell, mark),
    }
}

/// Reads a cell that is written as nearly all are; none where it takes a closer look.
fn plain_cell(cell: &str, mark: Option<Mark>) -> Option<Cell> {
    if cell.is_empty() {
        return Some(Cell::Missing);
    }
    let (text, is_typed) = match cell.strip_prefix(TYPED) {
        Some(typed) => (typed, true),
        None => (cell, false),
    };
    let mut bytes = [0; SHORT];
    bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
    let plain = plain::read(u128::from_le_bytes(bytes), text.len())?;
    understood(plain, if is_typed { Some(Mark::Point) } else { mark }).map(|cell| match cell {
        Cell::Number(number) if is_typed => Cell::Number(Number { proven: None, ..number }),
        cell => cell,
    })
}

/// Reads a number from what is seen of its cell at a glance; none where it takes a closer look.
#[inline]
pub(in crate::ingest) fn at_a_glance(glimpse: Glimpse, mark: Option<Mark>) -> Option<Number> {
    let (bytes, length) = glimpse.short()?;
    match understood(plain::read(bytes, length)?, mark)? {
        Cell::Number(number) => Some(number),
        Cell::Missing | Cell::Undecided => None,
    }
}

/// What a plain number says where the mark is this.
#[inline]
fn understood(plain: Plain, mark: Option<Mark>) -> Option<Cell> {
    let whole = |proven| Some(Cell::Number(Number { value: plain.value, proven, currency: None }));
    match (plain.mark, mark) {
        (None, _) => whole(None),
        (Some(_), None) if plain.could_be_either => Some(Cell::Undecided),
        (Some(own), Some(known)) if own != known => None,
        (Some(own), _) => whole((!plain.could_be_either).then_some(own)),
    }
}

/// Reads a cell in any form.
fn any_cell(cell: &str, mark: Option<Mark>) -> Result<Cell, Problem> {
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
    let mut is_grouped = false;
    for group in groups.clone() {
        is_grouped = true;
        if group.len() != 3 {
            return Err(Problem::NotANumber);
        }
    }
    if is_grouped && !matches!(first.len(), 1..=3) {
        return Err(Problem::NotANumber);
    }
    let decimals = decimals.unwrap_or_default();
    let short = || {
        let first = Digits::default().with(first.as_bytes())?;
        let whole = groups.clone().try_fold(first, |whole, group| whole.with(group.as_bytes()))?;
        let value = whole.with(decimals.as_bytes()).filter(|value| !value.is_empty())?;
        Some(value.decimal(sign == "-", decimals.len()))
    };
    match short() {
        Some(value) => Ok(value),
        None => long_number(sign, std::iter::once(first).chain(groups), decimals),
    }
}

/// A number of many digits, or what is none.
fn long_number<'a>(
    sign: &str,
    groups: impl Iterator<Item = &'a str>,
    decimals: &str,
) -> Result<Decimal, Problem> {
    let mut plain = sign.to_owned();
    plain.extend(groups);
    // `.5` and `5.` are written by some; both halves empty is no number.
    if plain.ends_with('-') || plain.is_empty() {
        plain.push('0');
        if decimals.is_empty() {
            return Err(Problem::NotANumber);
        }
    }
    if !decimals.is_empty() {
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
