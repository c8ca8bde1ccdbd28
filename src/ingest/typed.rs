//! Settings of the reading as people write them: the same words on the command line and in a configuration file.

use crate::core::typed;

use super::MaxRejected;
use super::field::date::{Order, Zone};
use super::field::money::vat::Vat;
use super::field::number::Mark;

/// A value that cannot be read, in the words of what was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected {0}")]
pub struct Expected(&'static str);

/// Reads a currency's code.
///
/// **Errors**: [`Expected`], for anything but three letters.
pub fn currency(text: &str) -> Result<String, Expected> {
    let is_code = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    if is_code {
        Ok(text.to_ascii_uppercase())
    } else {
        Err(Expected("an ISO 4217 code of three letters, like RUB or USD"))
    }
}

/// Reads what separates cells: a character, or its name.
///
/// **Errors**: [`Expected`].
///
/// ```
/// use leadcalc::ingest::typed::delimiter;
/// assert_eq!(delimiter("tab").unwrap(), b'\t');
/// assert_eq!(delimiter("|").unwrap(), b'|');
/// assert!(delimiter("x").is_err());
/// ```
pub fn delimiter(text: &str) -> Result<u8, Expected> {
    match text {
        "comma" => Ok(b','),
        "semicolon" => Ok(b';'),
        "tab" | "\\t" | "\t" => Ok(b'\t'),
        _ => match text.as_bytes() {
            [byte]
                if byte.is_ascii()
                    && !byte.is_ascii_alphanumeric()
                    && !matches!(byte, b'"' | b'\n' | b'\r') =>
            {
                Ok(*byte)
            }
            _ => Err(Expected("one character, or comma, semicolon or tab")),
        },
    }
}

/// Reads the decimal mark's name.
///
/// **Errors**: [`Expected`].
pub fn mark(text: &str) -> Result<Mark, Expected> {
    let named = [Mark::Point, Mark::Comma].into_iter().find(|mark| mark.name() == text);
    named.ok_or(Expected("point or comma"))
}

/// Reads which of day and month comes first in dates like 03/04/2026.
///
/// **Errors**: [`Expected`].
pub fn date_order(text: &str) -> Result<Order, Expected> {
    Order::ALL.into_iter().find(|order| order.name() == text).ok_or(Expected("dmy or mdy"))
}

/// Reads a time zone.
///
/// **Errors**: [`Expected`].
pub fn timezone(text: &str) -> Result<Zone, Expected> {
    Zone::from_name(text).ok_or(Expected("a time zone like Europe/Moscow, UTC or +03:00"))
}

/// Reads whether VAT is in amounts.
///
/// **Errors**: [`Expected`].
pub fn vat(text: &str) -> Result<Vat, Expected> {
    Vat::from_name(text).ok_or(Expected("included or excluded"))
}

/// Reads how many unreadable rows are put up with: a number, or a share of all rows.
///
/// **Errors**: [`Expected`].
pub fn max_rejected(text: &str) -> Result<MaxRejected, Expected> {
    const EXPECTED: Expected = Expected("a number of rows, or a share of them like 1%");
    if text.ends_with('%') {
        return typed::parse_rate(text).map(MaxRejected::Share).map_err(|_| EXPECTED);
    }
    text.parse().map(MaxRejected::Rows).map_err(|_| EXPECTED)
}
