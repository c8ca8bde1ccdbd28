//! The only place where a figure becomes text.

use crate::core::chance::interval::Interval;
use crate::core::decimal::{self, Decimal};
use crate::core::metric::{Language, Unit};

use super::{Precision, Style};

/// Decimals that people are shown unless they ask otherwise.
pub const PLACES_FOR_PEOPLE: u32 = 2;

/// The smallest probability that people are shown: 0.0001.
const SMALLEST_SHOWN: Decimal = Decimal::from_parts(1, 0, 0, false, 4);

/// The sign of a figure that does not exist.
pub const NOTHING: &str = "—";

/// A figure for people: rounded half away from zero, grouped by threes, a rate in percent.
#[must_use]
pub fn for_people(value: Decimal, unit: Unit, style: &Style) -> String {
    let precision = style.precision.unwrap_or(Precision::Places(PLACES_FOR_PEOPLE));
    match unit {
        Unit::Percent => match decimal::multiply_rounded(value, Decimal::ONE_HUNDRED) {
            Ok(percentage) => format!("{} %", shown(percentage, precision, style.language)),
            // A rate this large has no digits behind its point that a percentage could show.
            Err(decimal::Overflow) => shown(value, Precision::Full, style.language),
        },
        // Fractions of a conversion are shown as they are; whole things have no decimals to show.
        Unit::Count | Unit::Years if style.precision.is_none() => {
            shown(value, Precision::Full, style.language)
        }
        Unit::Count | Unit::Years | Unit::Days | Unit::Months if value.fract().is_zero() => {
            shown(value, Precision::Full, style.language)
        }
        Unit::Count
        | Unit::Years
        | Unit::Days
        | Unit::Months
        | Unit::Money
        | Unit::Multiple
        | Unit::Points
        | Unit::Text => shown(value, precision, style.language),
    }
}

/// An interval behind its figure: ` ± 3.10` where it reaches as far to either side, else ` [4.81…16.23]`.
#[must_use]
pub fn interval(interval: Interval, figure: Decimal, unit: Unit, style: &Style) -> String {
    // Bounds are estimates: not even those of counts are whole.
    let unit = if unit == Unit::Count { Unit::Multiple } else { unit };
    let text = |bound: Decimal| {
        let text = for_people(bound, unit, style);
        text.strip_suffix(" %").map(str::to_owned).unwrap_or(text)
    };
    match (interval.low, interval.high) {
        (Some(low), Some(high)) => {
            let below = decimal::subtract_rounded(figure, low).map(text);
            let above = decimal::subtract_rounded(high, figure).map(text);
            match (below, above) {
                (Ok(below), Ok(above)) if below == above && interval.method.is_symmetric() => {
                    format!(" ± {above}")
                }
                _ => format!(" [{}…{}]", text(low), text(high)),
            }
        }
        (Some(low), None) => format!(" [> {}]", text(low)),
        (None, Some(high)) => format!(" [< {}]", text(high)),
        (None, None) => String::new(),
    }
}

/// The only bound of a figure that does not exist: what a lead costs where there is none.
#[must_use]
pub fn one_sided(interval: Interval, unit: Unit, style: &Style) -> String {
    match (interval.low, interval.high) {
        (Some(low), None) => format!("> {}", for_people(low, unit, style)),
        (None, Some(high)) => format!("< {}", for_people(high, unit, style)),
        _ => NOTHING.to_owned(),
    }
}

/// The difference of two figures: of rates in percentage points, without their sign.
#[must_use]
pub fn difference(value: Decimal, unit: Unit, style: &Style) -> String {
    let text = for_people(value, unit, style);
    text.strip_suffix(" %").map(str::to_owned).unwrap_or(text)
}

/// A probability for people: three digits that count, and of what is below 0.0001 only that.
#[must_use]
pub fn probability(p: Decimal, style: &Style) -> String {
    if style.precision == Some(Precision::Full) {
        return shown(p, Precision::Full, style.language);
    }
    if p < SMALLEST_SHOWN {
        return format!("< {}", shown(SMALLEST_SHOWN, Precision::Full, style.language));
    }
    let mut places = 2;
    let mut leading = Decimal::ONE;
    while p < leading {
        places += 1;
        leading /= Decimal::TEN;
    }
    shown(p, Precision::Places(places), style.language)
}

/// Two figures side by side in a sentence: with all their digits where rounding would make different ones look the same.
#[must_use]
pub fn side_by_side(one: Decimal, another: Decimal, unit: Unit, style: &Style) -> (String, String) {
    let shown = |style: &Style| (for_people(one, unit, style), for_people(another, unit, style));
    let rounded = shown(style);
    if one != another && rounded.0 == rounded.1 {
        shown(&Style { precision: Some(Precision::Full), ..*style })
    } else {
        rounded
    }
}

/// A figure for programs: plain digits in full, a rate as a fraction. A precision rounds it, of a rate that of its percentage.
#[must_use]
pub fn for_programs(value: Decimal, unit: Unit, precision: Option<Precision>) -> String {
    let places = match precision {
        None | Some(Precision::Full) => return decimal::plain(value),
        Some(Precision::Places(places)) if unit == Unit::Percent => places.saturating_add(2),
        Some(Precision::Places(places)) => places,
    };
    decimal::plain(decimal::round(value, places))
}

/// A figure put into a formula: all its digits, a rate in percent, in parentheses where its sign would run into another.
#[must_use]
pub fn in_formula(value: Decimal, unit: Unit, style: &Style) -> String {
    let text = for_people(value, unit, &Style { precision: Some(Precision::Full), ..*style });
    if text.starts_with('−') { format!("({text})") } else { text }
}

/// A figure in a reason: all its digits, grouped by threes.
#[must_use]
pub fn in_reason(value: Decimal) -> String {
    shown(value, Precision::Full, Language::En)
}

/// A number of rows, grouped by threes.
#[must_use]
pub fn count(number: u64) -> String {
    shown(Decimal::from(number), Precision::Full, Language::En)
}

/// An amount in a note: two decimals, grouped by threes.
#[must_use]
pub fn amount(value: Decimal) -> String {
    shown(value, Precision::Places(PLACES_FOR_PEOPLE), Language::En)
}

/// Whether rounding for people leaves something out.
#[must_use]
pub fn is_rounded(value: Decimal, unit: Unit, style: &Style) -> bool {
    let Precision::Places(places) = style.precision.unwrap_or(Precision::Places(PLACES_FOR_PEOPLE)) else {
        return false;
    };
    match unit {
        Unit::Percent => decimal::round(value, places.saturating_add(2)) != value,
        Unit::Count | Unit::Years if style.precision.is_none() => false,
        _ => decimal::round(value, places) != value,
    }
}

fn shown(value: Decimal, precision: Precision, language: Language) -> String {
    let text = match precision {
        Precision::Full => decimal::plain(value),
        Precision::Places(places) => padded(&decimal::round(value, places).to_string(), places),
    };
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("−", digits),
        None => ("", text.as_str()),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let mark = match language {
        Language::En => ".",
        Language::Ru => ",",
    };
    let mark = if decimals.is_empty() { "" } else { mark };
    format!("{sign}{}{mark}{decimals}", grouped(whole))
}

/// Fills up with zeros behind the point: rounding shortens, and never lengthens.
fn padded(text: &str, places: u32) -> String {
    let places = places as usize;
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if places == 0 { whole.to_owned() } else { format!("{whole}.{decimals:0<places$}") }
}

fn grouped(whole: &str) -> String {
    let mut text = String::with_capacity(whole.len() * 4 / 3);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{Format, Layout};

    fn style(precision: Option<Precision>, language: Language) -> Style {
        Style { format: Format::Table, precision, language, color: false, layout: Layout::Auto, width: 80 }
    }

    fn people(text: &str, unit: Unit) -> String {
        for_people(decimal::parse(text).unwrap(), unit, &style(None, Language::En))
    }

    #[test]
    fn rounds_where_formatting_would_cut_off() {
        for (text, unit, shown) in [
            ("0.999", Unit::Money, "1.00"),
            ("1.239", Unit::Money, "1.24"),
            ("-0.004", Unit::Money, "0.00"),
            ("-0.005", Unit::Money, "−0.01"),
            ("0.125", Unit::Money, "0.13"),
            ("15000", Unit::Money, "15 000.00"),
            ("1666.6666666666666666666666667", Unit::Money, "1 666.67"),
            ("0.0533333333333333333333333333", Unit::Percent, "5.33 %"),
            ("0.09", Unit::Percent, "9.00 %"),
            ("1234567", Unit::Count, "1 234 567"),
            ("428.2", Unit::Count, "428.2"),
            ("7.5", Unit::Months, "7.50"),
            ("8", Unit::Months, "8"),
            ("79228162514264337593543950335", Unit::Money, "79 228 162 514 264 337 593 543 950 335.00"),
        ] {
            assert_eq!(people(text, unit), shown, "{text}");
        }
    }

    #[test]
    fn probabilities_have_three_digits_that_count() {
        for (p, shown) in [
            ("1", "1.00"),
            ("0.9999", "1.000"),
            ("0.189603", "0.190"),
            ("0.1", "0.100"),
            ("0.031249", "0.0312"),
            ("0.01", "0.0100"),
            ("0.000123456", "0.000123"),
            ("0.0001", "0.000100"),
            ("0.00009999", "< 0.0001"),
            ("0", "< 0.0001"),
        ] {
            assert_eq!(probability(decimal::parse(p).unwrap(), &style(None, Language::En)), shown, "{p}");
        }
        let p = decimal::parse("0.00012345").unwrap();
        assert_eq!(probability(p, &style(Some(Precision::Full), Language::Ru)), "0,00012345");
    }

    #[test]
    fn the_language_sets_the_mark_and_the_precision_the_places() {
        let value = decimal::parse("1666.66666").unwrap();
        assert_eq!(for_people(value, Unit::Money, &style(None, Language::Ru)), "1 666,67");
        assert_eq!(for_people(value, Unit::Money, &style(Some(Precision::Places(0)), Language::En)), "1 667");
        assert_eq!(
            for_people(value, Unit::Money, &style(Some(Precision::Full), Language::En)),
            "1 666.66666"
        );
    }

    #[test]
    fn programs_get_all_digits_unless_they_ask() {
        let rate = decimal::parse("0.0533333333333333333333333333").unwrap();
        assert_eq!(for_programs(rate, Unit::Percent, None), "0.0533333333333333333333333333");
        assert_eq!(for_programs(rate, Unit::Percent, Some(Precision::Places(2))), "0.0533");
        assert_eq!(for_programs(decimal::parse("15000.00").unwrap(), Unit::Money, None), "15000");
    }
}
