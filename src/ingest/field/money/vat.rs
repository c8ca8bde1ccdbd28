//! Value added tax in costs: whether it is in them, and how to take it out or put it in.

use crate::core::decimal::{self, Decimal, Overflow};
use crate::core::period::Date;
use crate::core::typed;

/// Whether VAT is in an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vat {
    /// With VAT.
    Included,
    /// Without VAT.
    Excluded,
}

impl Vat {
    /// Its name in options.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Included => "included",
            Self::Excluded => "excluded",
        }
    }

    /// The value of an option.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Included, Self::Excluded].into_iter().find(|vat| vat.name() == name)
    }
}

/// VAT rates, each from a day on; the first may hold from ever.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VatRates {
    /// Sorted by the day; `None` comes first.
    from: Vec<(Option<Date>, Decimal)>,
}

/// A rate, and the day from which it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VatRate {
    /// The first day; none for a rate that held before all others.
    pub from: Option<Date>,
    /// A fraction: 0.2 for 20 %.
    pub rate: Decimal,
}

/// A text that is no VAT rate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a VAT rate is RATE or DAY=RATE, as in 20% or 2026-01-01=22%")]
pub struct VatRateError;

impl VatRate {
    /// Reads `20%` or `2026-01-01=22%`.
    ///
    /// **Errors**: [`VatRateError`].
    pub fn parse(text: &str) -> Result<Self, VatRateError> {
        let (from, rate) = match text.split_once('=') {
            Some((day, rate)) => {
                (Some(day.trim().parse().ok().filter(|_| day.trim().len() == 10).ok_or(VatRateError)?), rate)
            }
            None => (None, text),
        };
        let rate = typed::parse_rate(rate.trim()).map_err(|_| VatRateError)?;
        Ok(Self { from, rate })
    }
}

impl VatRates {
    /// The rates in the order of their days. Of two for the same day the later one given holds.
    #[must_use]
    pub fn new(rates: &[VatRate]) -> Self {
        let mut from: Vec<(Option<Date>, Decimal)> = Vec::new();
        for rate in rates {
            from.retain(|(day, _)| *day != rate.from);
            from.push((rate.from, rate.rate));
        }
        from.sort_by_key(|(day, _)| *day);
        Self { from }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.from.is_empty()
    }

    /// Whether the rate depends on the day.
    #[must_use]
    pub fn needs_day(&self) -> bool {
        self.from.len() > 1 || self.from.iter().any(|(day, _)| day.is_some())
    }

    /// The rate that holds on a day. Without a day, the only one.
    #[must_use]
    pub fn on(&self, day: Option<Date>) -> Option<Decimal> {
        match day {
            None if self.needs_day() => None,
            None => self.from.first().map(|(_, rate)| *rate),
            Some(day) => self
                .from
                .iter()
                .rev()
                .find(|(from, _)| from.is_none_or(|from| from <= day))
                .map(|(_, rate)| *rate),
        }
    }
}

/// How many decimals an amount keeps when VAT is taken out of it. The quotient has no end (100 / 1.2); so many decimals leave
/// room for the sums of a continent, and a million rows cannot put a figure out by a thousandth of a cent.
const KEPT: u32 = 12;

/// An amount brought from one reading to the other: `amount * (1 + rate)`, or `amount / (1 + rate)` to 12 decimals.
///
/// **Errors**: [`Overflow`].
pub(in crate::ingest) fn convert(
    amount: Decimal,
    from: Vat,
    to: Vat,
    rate: Decimal,
) -> Result<Decimal, Overflow> {
    let factor = decimal::add(Decimal::ONE, rate)?;
    match (from, to) {
        (Vat::Excluded, Vat::Included) => decimal::multiply(amount, factor),
        (Vat::Included, Vat::Excluded) => {
            decimal::divide(amount, factor).map(|quotient| decimal::round(quotient, KEPT))
        }
        _ => Ok(amount),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_that_of_the_day() {
        let rates = ["2026-01-01=22%", "18%", "2019-01-01=20%"].map(|rate| VatRate::parse(rate).unwrap());
        let rates = VatRates::new(&rates);
        let on = |year, month, day| rates.on(Some(Date::constant(year, month, day))).map(decimal::plain);
        assert_eq!(on(2018, 12, 31).as_deref(), Some("0.18"));
        assert_eq!(on(2019, 1, 1).as_deref(), Some("0.2"));
        assert_eq!(on(2026, 1, 1).as_deref(), Some("0.22"));
        assert_eq!(rates.on(None), None);
        assert_eq!(
            VatRates::new(&[VatRate::parse("20%").unwrap()]).on(None).map(decimal::plain).as_deref(),
            Some("0.2")
        );
        for text in ["20", "2026=20%", "x", "2026-01-01=", "120%"] {
            assert!(VatRate::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn tax_is_put_in_exactly_and_taken_out_to_twelve_decimals() {
        let rate = Decimal::new(2, 1);
        let convert = |amount: i64, from, to| decimal::plain(convert(amount.into(), from, to, rate).unwrap());
        assert_eq!(convert(100, Vat::Excluded, Vat::Included), "120");
        assert_eq!(convert(120, Vat::Included, Vat::Excluded), "100");
        assert_eq!(convert(100, Vat::Included, Vat::Excluded), "83.333333333333");
        assert_eq!(convert(100, Vat::Included, Vat::Included), "100");
    }
}
