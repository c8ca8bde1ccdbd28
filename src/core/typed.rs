//! Numbers as people type them into an option or a limit.

use super::decimal::{self, Decimal, ParseError};

/// A number that was typed, and whether a percent sign stood behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Typed {
    /// The number; with a percent sign, the fraction it means.
    pub value: Decimal,
    /// Whether `%` was written.
    pub percent: bool,
}

/// Why a typed text is not a number that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TypedError {
    /// Not a number at all.
    #[error("is not a number; write it like 8000, 8 000, 8000.50, 8000,50 or 50%")]
    NotANumber,
    /// A percent sign behind an amount or a count.
    #[error("is a percentage where an amount or a count is expected")]
    UnexpectedPercent,
    /// `1,234`: a thousand or a little more than one.
    #[error("can be read in two ways; write {thousands} for the thousands or {decimals} for the decimals")]
    Ambiguous {
        /// The text as a number with thousands.
        thousands: Decimal,
        /// The text as a number with decimals.
        decimals: Decimal,
    },
    /// More digits than are kept.
    #[error("has more than 28 digits")]
    TooLong,
    /// A rate above 1 without a percent sign.
    #[error("is a rate above 1; write {0}% if a percentage is meant")]
    RateWithoutPercent(Decimal),
    /// A rate above 1 without a percent sign, of what may be above 100 %.
    #[error("can be read in two ways; write {0}%, or {hundred}% for {0} times the whole", hundred = hundred(*.0))]
    RateOrPercent(Decimal),
    /// A rate outside of what a rate can be.
    #[error("a rate lies between 0 and 100 %")]
    NotARate,
    /// A fraction of a thing that has none.
    #[error("is not a whole number")]
    NotWhole,
    /// A negative amount or count where there cannot be one.
    #[error("cannot be negative")]
    Negative,
}

/// A hundred times as much, where that has room.
fn hundred(rate: Decimal) -> Decimal {
    decimal::multiply_rounded(rate, Decimal::ONE_HUNDRED).map_or(rate, |hundred| hundred.normalize())
}

/// Reads `8000`, `8_000`, `8 000`, `8000.50`, `8000,50`, `50%`, `-3`.
///
/// A point is always the decimal mark. A comma is too, unless exactly three digits follow one to three others: `1,234` is refused.
///
/// ```
/// use leadcalc::core::{decimal::plain, typed::parse};
/// assert_eq!(plain(parse("8 000,50").unwrap().value), "8000.5");
/// assert_eq!(plain(parse("50%").unwrap().value), "0.5");
/// assert!(parse("1,234").unwrap_err().to_string().contains("two ways"));
/// assert!(parse("1e3").is_err());
/// ```
pub fn parse(text: &str) -> Result<Typed, TypedError> {
    let text = text.trim().replace('\u{2212}', "-");
    let (number, percent) = match text.strip_suffix('%') {
        Some(number) => (number.trim_end(), true),
        None => (text.as_str(), false),
    };
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", number.strip_prefix('+').unwrap_or(number)),
    };
    let (whole, decimals) = split_at_mark(sign, digits)?;
    let plain = match decimals {
        Some(decimals) => format!("{sign}{}.{decimals}", ungrouped(whole)?),
        None => format!("{sign}{}", ungrouped(whole)?),
    };
    let value = decimal::parse(&plain).map_err(|error| match error {
        ParseError::NotANumber => TypedError::NotANumber,
        ParseError::TooLong => TypedError::TooLong,
    })?;
    let hundredth = Decimal::new(1, 2);
    let value =
        if percent { decimal::multiply(value, hundredth).map_err(|_| TypedError::TooLong)? } else { value };
    Ok(Typed { value, percent })
}

/// Reads an amount or a count: zero or more.
pub fn parse_amount(text: &str) -> Result<Decimal, TypedError> {
    match parse(text)? {
        Typed { percent: true, .. } => Err(TypedError::UnexpectedPercent),
        Typed { value, .. } if value < Decimal::ZERO => Err(TypedError::Negative),
        Typed { value, .. } => Ok(value),
    }
}

/// Reads a whole count: clicks and impressions have no halves.
pub fn parse_whole(text: &str) -> Result<Decimal, TypedError> {
    let count = parse_amount(text)?;
    if count.fract().is_zero() { Ok(count) } else { Err(TypedError::NotWhole) }
}

/// Reads a rate from 0 to 1; above 1 only a percent sign makes clear what is meant, and above 100 % nothing does.
///
/// ```
/// use leadcalc::core::typed::parse_rate;
/// assert_eq!(parse_rate("0.5").unwrap(), parse_rate("50 %").unwrap());
/// assert!(parse_rate("50").unwrap_err().to_string().contains("write 50%"));
/// ```
pub fn parse_rate(text: &str) -> Result<Decimal, TypedError> {
    let Typed { value, percent } = parse(text)?;
    match value {
        rate if rate < Decimal::ZERO => Err(TypedError::NotARate),
        rate if rate <= Decimal::ONE => Ok(rate),
        rate if percent || rate > Decimal::ONE_HUNDRED => Err(TypedError::NotARate),
        rate => Err(TypedError::RateWithoutPercent(rate.normalize())),
    }
}

fn split_at_mark<'a>(sign: &str, digits: &'a str) -> Result<(&'a str, Option<&'a str>), TypedError> {
    if let Some((whole, decimals)) = digits.split_once('.') {
        return Ok((whole, Some(decimals)));
    }
    let Some((whole, decimals)) = digits.split_once(',') else { return Ok((digits, None)) };
    let could_be_a_group = decimals.len() == 3 && matches!(whole.len(), 1..=3) && !whole.starts_with('0');
    if could_be_a_group {
        let read = |text: String| decimal::parse(&text).map_err(|_| TypedError::NotANumber);
        return Err(TypedError::Ambiguous {
            thousands: read(format!("{sign}{whole}{decimals}"))?,
            decimals: read(format!("{sign}{whole}.{decimals}"))?.normalize(),
        });
    }
    Ok((whole, Some(decimals)))
}

/// Takes the separators out of `8 000`, where they stand before groups of three.
fn ungrouped(whole: &str) -> Result<String, TypedError> {
    let is_separator = |c: char| matches!(c, ' ' | '_' | '\u{a0}' | '\u{2009}' | '\u{202f}');
    let mut groups = whole.split(is_separator);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let well_grouped =
        rest.is_empty() || (matches!(first.len(), 1..=3) && rest.iter().all(|group| group.len() == 3));
    if well_grouped { Ok(format!("{first}{}", rest.concat())) } else { Err(TypedError::NotANumber) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type() {
        for (text, plain) in [
            ("8000", "8000"),
            ("8_000", "8000"),
            ("8 000", "8000"),
            ("8\u{a0}000,5", "8000.5"),
            ("1 234 567.89", "1234567.89"),
            ("0,125", "0.125"),
            ("1234,567", "1234.567"),
            ("-3", "-3"),
            ("\u{2212}3", "-3"),
            ("-0", "0"),
            ("1.500", "1.5"),
        ] {
            assert_eq!(decimal::plain(parse(text).unwrap().value), plain, "{text}");
        }
    }

    #[test]
    fn what_is_refused() {
        for (text, message) in [
            ("", TypedError::NotANumber),
            ("-", TypedError::NotANumber),
            (".5", TypedError::NotANumber),
            ("5.", TypedError::NotANumber),
            ("8 00", TypedError::NotANumber),
            ("1 2345", TypedError::NotANumber),
            ("1,234,567", TypedError::NotANumber),
            ("1.234.567", TypedError::NotANumber),
            ("$5", TypedError::NotANumber),
            ("1e3", TypedError::NotANumber),
            ("99999999999999999999999999999", TypedError::TooLong),
        ] {
            assert_eq!(parse(text).unwrap_err(), message, "{text}");
        }
        assert_eq!(parse_amount("-1"), Err(TypedError::Negative));
        assert_eq!(parse_amount("50%"), Err(TypedError::UnexpectedPercent));
        assert_eq!(parse_whole("3,5"), Err(TypedError::NotWhole));
        assert_eq!(parse_rate("150%"), Err(TypedError::NotARate));
        assert_eq!(parse_rate("-5%"), Err(TypedError::NotARate));
        assert_eq!(parse_rate("150"), Err(TypedError::NotARate));
        assert_eq!(
            parse("1,234").unwrap_err().to_string(),
            "can be read in two ways; write 1234 for the thousands or 1.234 for the decimals"
        );
        assert_eq!(
            parse("1,500").unwrap_err().to_string(),
            "can be read in two ways; write 1500 for the thousands or 1.5 for the decimals"
        );
    }
}
