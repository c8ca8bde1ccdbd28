//! Exact decimal arithmetic: a result is exact, or it is an error.
//!
//! [`rust_decimal::Decimal`] holds 28 to 29 significant digits. Its operators panic where a result does not fit, and
//! its `checked_` functions silently round away digits that do not fit behind the decimal point. Sums must do neither,
//! so everything goes through the functions here.

pub use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy;

/// A result that does not fit in 28 significant digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("more than 28 digits")]
pub struct Overflow;

/// A text that is not a plain decimal number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// Something else than digits with at most one point and a sign in front.
    #[error("not a number")]
    NotANumber,
    /// A number, but with more digits than can be kept exactly.
    #[error("more than 28 digits")]
    TooLong,
}

/// The exact sum of two decimals.
///
/// **Errors**: [`Overflow`] where the exact sum has more digits than fit; nothing is rounded.
///
/// ```
/// use leadcalc::core::decimal::{add, parse, Overflow};
/// let big = parse("1000000000000000000000000000").unwrap();
/// assert_eq!(add(big, parse("1").unwrap()), parse("1000000000000000000000000001").map_err(|_| Overflow));
/// assert_eq!(add(big, parse("0.001").unwrap()), Err(Overflow)); // 31 digits
/// ```
pub fn add(left: Decimal, right: Decimal) -> Result<Decimal, Overflow> {
    let quick = |a: Decimal, b: Decimal| {
        a.checked_add(b).filter(|sum| sum.scale() == a.scale().max(b.scale())).map(without_negative_zero)
    };
    if let Some(sum) = quick(left, right) {
        return Ok(sum);
    }
    // Trailing zeros cost digits; they are stripped only where the quick way fails, because stripping is slow.
    let (left, right) = (left.normalize(), right.normalize());
    if left.scale() != right.scale() {
        return quick(left, right).ok_or(Overflow);
    }
    // The last digits may add up to zeros: 0.5 + 0.5.
    let (mut sum, mut scale) = (left.mantissa().checked_add(right.mantissa()).ok_or(Overflow)?, left.scale());
    while scale > 0 && sum % 10 == 0 {
        (sum, scale) = (sum / 10, scale.saturating_sub(1));
    }
    Decimal::try_from_i128_with_scale(sum, scale).map_err(|_| Overflow)
}

/// The exact difference of two decimals. **Errors**: as [`add`].
pub fn subtract(left: Decimal, right: Decimal) -> Result<Decimal, Overflow> {
    add(left, negate(right))
}

/// The exact product of two decimals.
///
/// **Errors**: [`Overflow`] where the exact product has more digits than fit; nothing is rounded.
///
/// ```
/// use leadcalc::core::decimal::{multiply, parse, Overflow};
/// let tiny = parse("0.000000000000001").unwrap();
/// assert_eq!(multiply(tiny, tiny), Err(Overflow)); // 30 decimals
/// assert_eq!(multiply(tiny, parse("3").unwrap()), Ok(parse("0.000000000000003").unwrap()));
/// ```
pub fn multiply(left: Decimal, right: Decimal) -> Result<Decimal, Overflow> {
    let (left, right) = (left.normalize(), right.normalize());
    if left.is_zero() || right.is_zero() {
        return Ok(Decimal::ZERO);
    }
    let mut scale = left.scale().saturating_add(right.scale());
    if let Some(product) = left.checked_mul(right).filter(|product| product.scale() == scale) {
        return Ok(product);
    }
    // A two of one factor and a five of the other make a trailing zero, which needs no digit: 0.25 * 4.
    let (mut left, mut right) = (left.mantissa(), right.mantissa());
    while scale > 0 {
        (left, right) = match (left, right) {
            (left, right) if left % 2 == 0 && right % 5 == 0 => (left / 2, right / 5),
            (left, right) if left % 5 == 0 && right % 2 == 0 => (left / 5, right / 2),
            _ => break,
        };
        scale = scale.saturating_sub(1);
    }
    let product = left.checked_mul(right).ok_or(Overflow)?;
    Decimal::try_from_i128_with_scale(product, scale).map_err(|_| Overflow)
}

/// The product rounded to the digits that fit, for figures that are rounded anyway.
///
/// **Errors**: [`Overflow`] where not even the whole part fits.
pub fn multiply_rounded(left: Decimal, right: Decimal) -> Result<Decimal, Overflow> {
    left.checked_mul(right).map(without_negative_zero).ok_or(Overflow)
}

/// The sum rounded to the digits that fit, for figures that are rounded anyway.
///
/// **Errors**: [`Overflow`] where not even the whole part fits.
pub fn add_rounded(left: Decimal, right: Decimal) -> Result<Decimal, Overflow> {
    left.checked_add(right).map(without_negative_zero).ok_or(Overflow)
}

/// The difference rounded to the digits that fit. **Errors**: as [`add_rounded`].
pub fn subtract_rounded(left: Decimal, right: Decimal) -> Result<Decimal, Overflow> {
    add_rounded(left, negate(right))
}

/// The quotient to as many digits as fit (28 or 29), the last one rounded. `divisor` is not zero.
///
/// **Errors**: [`Overflow`] where the quotient's whole part does not fit, or the divisor is zero after all.
///
/// ```
/// use leadcalc::core::decimal::{divide, parse};
/// let cpl = divide(parse("15000").unwrap(), parse("9").unwrap()).unwrap();
/// assert_eq!(cpl.to_string(), "1666.6666666666666666666666667");
/// ```
pub fn divide(dividend: Decimal, divisor: Decimal) -> Result<Decimal, Overflow> {
    dividend.checked_div(divisor).map(|quotient| without_negative_zero(quotient.normalize())).ok_or(Overflow)
}

/// Rounds to `places` decimals, half away from zero, as an invoice does: 0.125 is 0.13 and -0.125 is -0.13.
///
/// The one rounding of the program. Never gives a negative zero.
///
/// ```
/// use leadcalc::core::decimal::{parse, round};
/// assert_eq!(round(parse("0.125").unwrap(), 2).to_string(), "0.13");
/// assert_eq!(round(parse("-0.004").unwrap(), 2).to_string(), "0.00");
/// ```
#[must_use]
pub fn round(value: Decimal, places: u32) -> Decimal {
    without_negative_zero(value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero))
}

/// Reads `-1234.56`: digits, at most one point, a minus in front. No exponent, no grouping, nothing rounded.
///
/// ```
/// use leadcalc::core::decimal::{parse, ParseError};
/// assert_eq!(parse("-0").unwrap().to_string(), "0");
/// assert_eq!(parse("1e3"), Err(ParseError::NotANumber));
/// assert_eq!(parse("0.12345678901234567890123456789"), Err(ParseError::TooLong));
/// ```
pub fn parse(text: &str) -> Result<Decimal, ParseError> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(decimals) {
        return Err(ParseError::NotANumber);
    }
    let significant =
        if digits.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text };
    let significant = if matches!(significant, "" | "-") { "0" } else { significant };
    Decimal::from_str_exact(significant).map(without_negative_zero).map_err(|_| ParseError::TooLong)
}

/// The shortest plain text that [`parse`] reads back as the same number: `15000`, `0.09`, never `15000.00` or `-0`.
#[must_use]
pub fn plain(value: Decimal) -> String {
    without_negative_zero(value.normalize()).to_string()
}

/// The opposite number; zero stays zero.
#[must_use]
pub fn negate(mut value: Decimal) -> Decimal {
    value.set_sign_negative(value.is_sign_positive());
    without_negative_zero(value)
}

fn without_negative_zero(mut value: Decimal) -> Decimal {
    if value.is_zero() {
        value.set_sign_positive(true);
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_without_its_trailing_zeros_is_not_refused() {
        let read = |text| parse(text).unwrap();
        let quarter = multiply(read("0.25"), read("9999999999999999999999999996"));
        assert_eq!(quarter.map(plain).as_deref(), Ok("2499999999999999999999999999"));
        let tiny = multiply(read("0.000000000000005"), read("0.00000000000002"));
        assert_eq!(tiny.map(plain).as_deref(), Ok("0.0000000000000000000000000001"));
        let half = read("4999999999999999999999999999.5");
        assert_eq!(add(half, half).map(plain).as_deref(), Ok("9999999999999999999999999999"));
        assert_eq!(multiply(read("0.3"), read("0.0000000000000000000000000003")), Err(Overflow));
    }
}
