//! How single values are read, for clap.

use crate::core::decimal::Decimal;
use crate::core::period::Date;
use crate::core::series::{Series, SeriesError};
use crate::core::typed::{self, TypedError};
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

/// One amount or several.
pub(super) fn amounts(text: &str) -> Result<Series, SeriesError> {
    Series::parse(text, amount)
}

/// One whole count or several.
pub(super) fn wholes(text: &str) -> Result<Series, SeriesError> {
    Series::parse(text, whole)
}

/// One amount or several, each of which may be a loss.
pub(super) fn signed_amounts(text: &str) -> Result<Series, SeriesError> {
    Series::parse(text, signed_amount)
}

/// One rate or several.
pub(super) fn rates(text: &str) -> Result<Series, SeriesError> {
    Series::parse(text, rate)
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

pub(super) fn day(text: &str) -> Result<Date, Expected> {
    text.parse().ok().filter(|_| text.len() == 10).ok_or(Expected("a day like 2026-01-31"))
}

/// The first day of a month.
pub(super) fn month(text: &str) -> Result<Date, Expected> {
    let first = format!("{text}-01").parse().ok();
    first.filter(|_| text.len() == 7).ok_or(Expected("a month like 2026-12"))
}
