//! The laws that the figures rest on, against integers of any size: parts of a tally merge in any order to the same tally;
//! sums and products are exact or refused; a quotient is right to its last place; rounding is half away from zero; and
//! what is printed reads back as the number that was printed.

use leadcalc::core::decimal::{self, Decimal};
use leadcalc::core::fact::Fact;
use leadcalc::core::metric::{Language, Unit};
use leadcalc::core::tally::{Side, Tally};
use leadcalc::core::typed::{self, TypedError};
use leadcalc::render::{Format, Layout, Precision, Style, number};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseError;

/// Digits that a decimal always has room for, and the decimals it has at most.
const DIGITS: u32 = 28;

fn power_of_ten(exponent: u32) -> BigInt {
    BigInt::from(10).pow(exponent)
}

/// A decimal's value, from its digits and the place of its point.
fn exact(value: Decimal) -> BigRational {
    BigRational::new(BigInt::from(value.mantissa()), power_of_ten(value.scale()))
}

/// Whether a number has at most 28 digits when it is written with these decimals.
fn has_room(value: &BigRational, decimals: u32) -> bool {
    decimals <= DIGITS && (value.abs() * power_of_ten(decimals)).to_integer() < power_of_ten(DIGITS)
}

fn decimal_of(mantissa: i128, scale: u32) -> Decimal {
    Decimal::from_i128_with_scale(mantissa, scale)
}

/// Decimals of up to 28 digits: small ones, long ones, round ones, halves, zero; either sign, zero too.
fn decimals() -> impl Strategy<Value = Decimal> {
    let long = 10_i128.pow(DIGITS) - 1;
    let scale = 0..=DIGITS;
    prop_oneof![
        1 => (scale.clone(), any::<bool>()).prop_map(|(scale, is_negative)| {
            let mut zero = decimal_of(0, scale);
            zero.set_sign_negative(is_negative);
            zero
        }),
        3 => (-100_000_i128..=100_000, 0_u32..=4).prop_map(|(mantissa, scale)| decimal_of(mantissa, scale)),
        3 => (-long..=long, scale.clone()).prop_map(|(mantissa, scale)| decimal_of(mantissa, scale)),
        2 => (-1_000_000_i128..=1_000_000, scale.clone())
            .prop_map(|(mantissa, scale)| decimal_of(mantissa, scale)),
        1 => (-999_i128..=999, 0_u32..=25).prop_map(|(head, zeros)| decimal_of(head * 10_i128.pow(zeros), 0)),
        2 => (-1_000_000_i128..=1_000_000, 1_u32..=20)
            .prop_map(|(head, scale)| decimal_of(head * 10 + 5 * head.signum(), scale)),
    ]
}

/// Amounts that can be added up by the dozen without running out of digits.
fn amounts() -> impl Strategy<Value = Decimal> {
    (-10_i128.pow(20)..=10_i128.pow(20), 0_u32..=4).prop_map(|(mantissa, scale)| decimal_of(mantissa, scale))
}

fn facts() -> impl Strategy<Value = Vec<(Fact, Decimal)>> {
    vec((select(Fact::ALL.to_vec()), amounts()), 0..6)
}

/// A tally of a few rows of either kind, each of which supplies facts of its own, and of files that have only columns.
fn tallies() -> impl Strategy<Value = Tally> {
    let side = || select(Side::BOTH.to_vec());
    let columns = vec((side(), vec(select(Fact::ALL.to_vec()), 0..4)), 0..3);
    (columns, vec((side(), facts()), 0..5)).prop_map(|(columns, rows)| {
        let mut tally = Tally::default();
        for (side, facts) in columns {
            tally.note_columns(side, facts.into_iter().collect());
        }
        for (side, facts) in rows {
            tally.note_row(side, facts.iter().map(|(fact, _)| *fact).collect());
            for (fact, amount) in facts {
                tally.add(fact, amount).expect("room for the amount");
            }
        }
        tally
    })
}

fn merged(parts: &[&Tally]) -> Tally {
    let mut whole = Tally::default();
    for part in parts {
        whole.merge(part).expect("room for the sums");
    }
    whole
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn merging_the_empty_tally_changes_nothing(tally in tallies()) {
        prop_assert_eq!(&merged(&[&tally]), &tally);
        let mut with_nothing = tally.clone();
        with_nothing.merge(&Tally::default()).expect("nothing is added");
        prop_assert_eq!(with_nothing, tally);
    }

    #[test]
    fn merging_is_commutative(left in tallies(), right in tallies()) {
        prop_assert_eq!(merged(&[&left, &right]), merged(&[&right, &left]));
    }

    #[test]
    fn merging_is_associative(first in tallies(), second in tallies(), third in tallies()) {
        let left = merged(&[&merged(&[&first, &second]), &third]);
        let right = merged(&[&first, &merged(&[&second, &third])]);
        prop_assert_eq!(left, right);
    }

    #[test]
    fn a_merged_sum_is_the_sum_of_the_parts(left in tallies(), right in tallies()) {
        let whole = merged(&[&left, &right]);
        for fact in Fact::ALL {
            prop_assert_eq!(exact(whole.sum(fact)), exact(left.sum(fact)) + exact(right.sum(fact)));
            prop_assert_eq!(whole.supplies(fact), left.supplies(fact) || right.supplies(fact));
        }
        for side in Side::BOTH {
            prop_assert_eq!(whole.has_rows(side), left.has_rows(side) || right.has_rows(side));
        }
    }

    #[test]
    fn a_sum_is_exact_or_refused(left in decimals(), right in decimals()) {
        let sum = exact(left) + exact(right);
        is_exact_or_refused(decimal::add(left, right), &sum, left.normalize().scale().max(right.normalize().scale()))?;
        let difference = exact(left) - exact(right);
        is_exact_or_refused(
            decimal::subtract(left, right),
            &difference,
            left.normalize().scale().max(right.normalize().scale()),
        )?;
    }

    #[test]
    fn a_product_is_exact_or_refused(left in decimals(), right in decimals()) {
        let product = exact(left) * exact(right);
        let places = if product.is_zero() { 0 } else { left.normalize().scale() + right.normalize().scale() };
        is_exact_or_refused(decimal::multiply(left, right), &product, places)?;
    }

    #[test]
    fn a_quotient_is_right_to_its_last_place(dividend in decimals(), divisor in decimals()) {
        if divisor.is_zero() {
            prop_assert!(decimal::divide(dividend, divisor).is_err());
            return Ok(());
        }
        let quotient = exact(dividend) / exact(divisor);
        is_right_to_its_last_place(decimal::divide(dividend, divisor), &quotient)?;
    }

    #[test]
    fn a_rounded_sum_or_product_is_right_to_its_last_place(left in decimals(), right in decimals()) {
        is_right_to_its_last_place(decimal::add_rounded(left, right), &(exact(left) + exact(right)))?;
        is_right_to_its_last_place(decimal::subtract_rounded(left, right), &(exact(left) - exact(right)))?;
        is_right_to_its_last_place(decimal::multiply_rounded(left, right), &(exact(left) * exact(right)))?;
    }

    #[test]
    fn rounding_is_half_away_from_zero(value in decimals(), places in 0_u32..=DIGITS) {
        let rounded = decimal::round(value, places);
        let units = exact(value) * power_of_ten(places);
        let half = BigRational::new(1.into(), 2.into());
        let away = (units.abs() + half).floor();
        let expected = if value.is_sign_negative() { -away } else { away } / power_of_ten(places);
        prop_assert_eq!(exact(rounded), expected);
        prop_assert!(rounded.scale() <= places);
        is_no_negative_zero(rounded)?;
    }

    #[test]
    fn what_is_printed_plainly_reads_back_as_the_same_number(value in decimals()) {
        let text = decimal::plain(value);
        prop_assert_eq!(decimal::parse(&text), Ok(value));
        prop_assert_eq!(typed::parse(&text).map(|typed| typed.value), Ok(value));
        prop_assert_eq!(number::for_programs(value, Unit::Money, None), text.as_str());
        let is_shortest = !(text.contains('.') && text.ends_with('0')) && text != "-0";
        prop_assert!(is_shortest, "{}", text);
    }

    #[test]
    fn what_people_are_shown_in_full_reads_back_as_the_same_number(value in decimals()) {
        let shown = |unit, language| number::for_people(value, unit, &style(Precision::Full, language));
        let read = |text: String| typed::parse(&text).map(|typed| typed.value);
        prop_assert_eq!(read(shown(Unit::Money, Language::En)), Ok(value));
        match read(shown(Unit::Money, Language::Ru)) {
            Err(TypedError::Ambiguous { decimals, .. }) => prop_assert_eq!(decimals, value),
            read => prop_assert_eq!(read, Ok(value)),
        }
        let percentage = exact(value) * power_of_ten(2);
        if has_room(&percentage, value.normalize().scale().saturating_sub(2)) {
            prop_assert_eq!(read(shown(Unit::Percent, Language::En)), Ok(value));
        }
    }

    #[test]
    fn what_people_are_shown_is_the_number_rounded(value in decimals(), places in 0_u32..=6) {
        let text = number::for_people(value, Unit::Money, &style(Precision::Places(places), Language::En));
        let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        prop_assert_eq!(decimals, places as usize, "{}", text);
        let text: String = text.replace('−', "-").chars().filter(|c| !c.is_whitespace()).collect();
        let units: BigInt = text.replace('.', "").parse().expect("digits");
        let shown = BigRational::new(units, power_of_ten(places));
        prop_assert_eq!(shown, exact(decimal::round(value, places)));
    }
}

fn style(precision: Precision, language: Language) -> Style {
    Style {
        format: Format::Table,
        precision: Some(precision),
        language,
        color: false,
        layout: Layout::Auto,
        width: 120,
    }
}

/// A result is the exact one; it may be refused only where it does not have room with all the decimals it comes with.
fn is_exact_or_refused(
    result: Result<Decimal, decimal::Overflow>,
    expected: &BigRational,
    decimals: u32,
) -> Result<(), TestCaseError> {
    let Ok(result) = result else {
        prop_assert!(!has_room(expected, decimals), "{} has room with {} decimals", expected, decimals);
        return Ok(());
    };
    prop_assert_eq!(&exact(result), expected);
    is_no_negative_zero(result)
}

/// A result is the exact one rounded to as many digits as there is room for; it may be refused only where its whole part
/// has no room.
fn is_right_to_its_last_place(
    result: Result<Decimal, decimal::Overflow>,
    expected: &BigRational,
) -> Result<(), TestCaseError> {
    let Ok(result) = result else {
        prop_assert!(!has_room(expected, 0), "{} has room", expected);
        return Ok(());
    };
    let whole = expected.abs().to_integer();
    let whole_digits = if whole.is_zero() { 0 } else { u32::try_from(whole.to_string().len()).expect("few") };
    let places = result.scale().max(DIGITS.saturating_sub(whole_digits));
    let half_a_unit = BigRational::new(1.into(), BigInt::from(2) * power_of_ten(places));
    prop_assert!((exact(result) - expected).abs() <= half_a_unit, "{} to {} decimals", result, places);
    is_no_negative_zero(result)
}

fn is_no_negative_zero(value: Decimal) -> Result<(), TestCaseError> {
    prop_assert!(!(value.is_zero() && value.is_sign_negative()), "a negative zero");
    Ok(())
}
