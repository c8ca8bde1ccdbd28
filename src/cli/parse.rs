//! How single values are read, for clap.

use crate::core::decimal::Decimal;
use crate::core::period::Date;
use crate::core::typed::{self, TypedError};
use crate::ingest::MaxRejected;
use crate::render::Precision;

/// A value that cannot be read, in the words of what was expected.
#[derive(Debug, thiserror::Error)]
#[error("expected {0}")]
pub(super) struct Expected(&'static str);

pub(super) fn amount(text: &str) -> Result<Decimal, TypedError> {
    typed::parse_amount(text)
}

pub(super) fn whole(text: &str) -> Result<Decimal, TypedError> {
    typed::parse_whole(text)
}

/// An amount that may be a loss.
pub(super) fn signed_amount(text: &str) -> Result<Decimal, TypedError> {
    match typed::parse(text)? {
        number if number.percent => Err(TypedError::UnexpectedPercent),
        number => Ok(number.value),
    }
}

pub(super) fn rate(text: &str) -> Result<Decimal, TypedError> {
    typed::parse_rate(text)
}

pub(super) fn precision(text: &str) -> Result<Precision, Expected> {
    const EXPECTED: Expected = Expected("a number of decimals from 0 to 28, or full");
    match text {
        "full" => Ok(Precision::Full),
        _ => match text.parse() {
            Ok(places @ 0..=28) => Ok(Precision::Places(places)),
            _ => Err(EXPECTED),
        },
    }
}

pub(super) fn currency(text: &str) -> Result<String, Expected> {
    let is_code = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    if is_code {
        Ok(text.to_ascii_uppercase())
    } else {
        Err(Expected("an ISO 4217 code of three letters, like RUB or USD"))
    }
}

pub(super) fn day(text: &str) -> Result<Date, Expected> {
    text.parse().ok().filter(|_| text.len() == 10).ok_or(Expected("a day like 2026-01-31"))
}

pub(super) fn delimiter(text: &str) -> Result<u8, Expected> {
    match text {
        "comma" => Ok(b','),
        "semicolon" => Ok(b';'),
        "tab" | "\\t" => Ok(b'\t'),
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

pub(super) fn max_rejected(text: &str) -> Result<MaxRejected, Expected> {
    const EXPECTED: Expected = Expected("a number of rows, or a share of them like 1%");
    if text.ends_with('%') {
        return typed::parse_rate(text).map(MaxRejected::Share).map_err(|_| EXPECTED);
    }
    text.parse().map(MaxRejected::Rows).map_err(|_| EXPECTED)
}
