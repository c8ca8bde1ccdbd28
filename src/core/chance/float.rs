//! The one bridge between decimals and binary floats, passable only for finite numbers.
#![expect(clippy::disallowed_types, reason = "the one bridge between decimals and binary floats")]

use super::refusal::Refusal;
use super::{DIGITS, LARGEST_COUNT};
use crate::core::decimal::Decimal;

/// Digits behind the point in scientific notation, where one stands before it.
const BEHIND_POINT: usize = DIGITS as usize - 1;

/// A number as a decimal of [`DIGITS`] significant digits and at most 28 decimals.
///
/// **Errors**: [`Refusal::OutOfRange`] for what is infinite, no number, or has more than 28 digits before the point.
pub(in crate::core) fn to_decimal(number: f64) -> Result<Decimal, Refusal> {
    if !number.is_finite() {
        return Err(Refusal::OutOfRange);
    }
    let text = format!("{number:.BEHIND_POINT$e}");
    let (mantissa, exponent) = text.split_once('e').ok_or(Refusal::OutOfRange)?;
    let digits: i128 = mantissa.replace('.', "").parse().map_err(|_| Refusal::OutOfRange)?;
    let exponent: i32 = exponent.parse().map_err(|_| Refusal::OutOfRange)?;
    // The number is digits / 10^places.
    let places = i32::try_from(BEHIND_POINT).map_err(|_| Refusal::OutOfRange)?.saturating_sub(exponent);
    let decimal = match u32::try_from(places) {
        Ok(places @ 0..=28) => Decimal::try_from_i128_with_scale(digits, places),
        // Its last digits lie behind the 28th decimal.
        Ok(places) => {
            let power = 10_i128.checked_pow(places.saturating_sub(28)).unwrap_or(i128::MAX);
            let half = if digits < 0 { (power / 2).saturating_neg() } else { power / 2 };
            let rounded = digits.saturating_add(half).checked_div(power).unwrap_or_default();
            Decimal::try_from_i128_with_scale(rounded, 28)
        }
        Err(_) => 10_i128
            .checked_pow(places.unsigned_abs())
            .and_then(|power| digits.checked_mul(power))
            .map_or(Err(rust_decimal::Error::ExceedsMaximumPossibleValue), |whole| {
                Decimal::try_from_i128_with_scale(whole, 0)
            }),
    };
    decimal.map(|decimal| decimal.normalize()).map_err(|_| Refusal::OutOfRange)
}

/// The float next to a decimal.
pub(in crate::core) fn of_decimal(decimal: Decimal) -> Result<f64, Refusal> {
    decimal.to_string().parse().map_err(|_| Refusal::OutOfRange)
}

/// A count as the float that it is exactly.
///
/// **Errors**: [`Refusal::TooLarge`] above [`LARGEST_COUNT`].
#[expect(clippy::cast_precision_loss, reason = "every whole number up to 2^53 is exact")]
pub(super) fn of_count(count: u64) -> Result<f64, Refusal> {
    if count > LARGEST_COUNT { Err(Refusal::TooLarge) } else { Ok(count as f64) }
}

/// A count that is at most the sum of two that [`of_count`] takes, as the float that it is exactly.
#[expect(clippy::cast_precision_loss, reason = "every whole number up to 2^53 is exact")]
pub(super) fn of_sum(count: u64) -> f64 {
    count as f64
}

/// The float next to a whole number.
#[expect(clippy::cast_precision_loss, reason = "the nearest float is what is asked for")]
pub(super) fn of_whole(number: i128) -> f64 {
    number as f64
}

/// The whole part of a number that is not negative.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast ends at the largest count"
)]
pub(super) fn whole_part(number: f64) -> u64 {
    number as u64
}

/// A number that is not negative, rounded up to a count; `None` above [`LARGEST_COUNT`].
pub(super) fn count_upwards(number: f64) -> Option<u64> {
    Some(whole_part(number.ceil())).filter(|count| number >= 0.0 && *count <= LARGEST_COUNT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(number: f64) -> Result<String, Refusal> {
        to_decimal(number).map(|decimal| decimal.to_string())
    }

    #[test]
    fn twelve_digits_pass() {
        for (number, expected) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0 / 3.0, "0.333333333333"),
            (-2.0 / 3.0, "-0.666666666667"),
            (33_381.0, "33381"),
            (1.5e27, "1500000000000000000000000000"),
            (1e-17 / 3.0, "0.0000000000000000033333333333"),
            (-2e-27 / 3.0, "-0.0000000000000000000000000007"),
            (4.9e-29, "0"),
            (1e-300, "0"),
            (999_999_999_999.9, "1000000000000"),
        ] {
            assert_eq!(shown(number).as_deref(), Ok(expected), "{number:e}");
        }
    }

    #[test]
    fn what_is_not_finite_or_does_not_fit_is_refused() {
        for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e29, -1e300] {
            assert_eq!(shown(number), Err(Refusal::OutOfRange), "{number:e}");
        }
        assert_eq!(of_count(LARGEST_COUNT + 1), Err(Refusal::TooLarge));
        assert_eq!(count_upwards(-0.5), None);
        assert_eq!(count_upwards(2.1), Some(3));
        assert_eq!(count_upwards(1e16), None);
    }
}
