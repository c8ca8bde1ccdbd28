//! Rates of exchange: typed ones that hold on every day, and a table of dated ones.

use std::collections::BTreeMap;

use crate::core::decimal::Decimal;
use crate::core::period::Date;
use crate::core::typed;

/// What a unit of a currency is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// ISO 4217 code of the currency that is converted.
    pub currency: String,
    /// Units of the result's currency for one of it.
    pub rate: Decimal,
}

/// A text that is no rate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a rate is CODE=RATE, what one unit is worth: USD=92.50")]
pub struct RateError;

impl Rate {
    /// Reads `USD=92.50`.
    ///
    /// **Errors**: [`RateError`].
    ///
    /// ```
    /// use leadcalc::ingest::field::money::rates::Rate;
    /// assert_eq!(Rate::parse("usd=92,50").unwrap().rate.to_string(), "92.5");
    /// assert!(Rate::parse("USD=0").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, RateError> {
        let (code, rate) = text.split_once('=').ok_or(RateError)?;
        let currency = code.trim().to_ascii_uppercase();
        if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(RateError);
        }
        match typed::parse_amount(rate.trim()) {
            Ok(rate) if !rate.is_zero() => Ok(Self { currency, rate }),
            _ => Err(RateError),
        }
    }
}

/// All rates of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rates {
    fixed: BTreeMap<String, Decimal>,
    dated: BTreeMap<String, BTreeMap<Date, Decimal>>,
}

/// Why there is no rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum NoRate {
    /// The currency is in no table.
    Unknown,
    /// The table has dated rates, and the row has no day.
    NoDay,
    /// The row's day lies before the first rate.
    Before(Date),
}

impl Rates {
    /// Adds a rate that holds on every day; it goes before dated ones.
    pub fn fix(&mut self, rate: Rate) {
        self.fixed.insert(rate.currency, rate.rate);
    }

    /// Adds a rate that holds from a day until the next one.
    pub fn date(&mut self, day: Date, rate: Rate) {
        self.dated.entry(rate.currency).or_default().insert(day, rate.rate);
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fixed.is_empty() && self.dated.is_empty()
    }

    /// Whether a rate depends on the day.
    #[must_use]
    pub fn needs_day(&self) -> bool {
        self.dated.keys().any(|code| !self.fixed.contains_key(code))
    }

    /// Whether amounts of this currency are converted.
    #[must_use]
    pub fn has(&self, currency: &str) -> bool {
        self.fixed.contains_key(currency) || self.dated.contains_key(currency)
    }

    /// The rate of a currency on a day: the latest one of that day or before, as banks publish none at the weekend.
    pub(in crate::ingest) fn on(&self, currency: &str, day: Option<Date>) -> Result<Decimal, NoRate> {
        if let Some(rate) = self.fixed.get(currency) {
            return Ok(*rate);
        }
        let dated = self.dated.get(currency).ok_or(NoRate::Unknown)?;
        let day = day.ok_or(NoRate::NoDay)?;
        dated.range(..=day).next_back().map(|(_, rate)| *rate).ok_or(NoRate::Before(day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dated_rate_holds_until_the_next_one() {
        let mut rates = Rates::default();
        let day = |day| Date::constant(2026, 1, day);
        rates.date(day(9), Rate::parse("USD=90").unwrap());
        rates.date(day(12), Rate::parse("USD=91.5").unwrap());
        assert_eq!(rates.on("USD", Some(day(8))), Err(NoRate::Before(day(8))));
        assert_eq!(rates.on("USD", Some(day(11))), Ok(90.into()));
        assert_eq!(rates.on("USD", Some(day(31))), Ok(Decimal::new(915, 1)));
        assert_eq!(rates.on("USD", None), Err(NoRate::NoDay));
        assert_eq!(rates.on("EUR", None), Err(NoRate::Unknown));
        rates.fix(Rate::parse("USD=100").unwrap());
        assert_eq!(rates.on("USD", None), Ok(100.into()));
        for text in ["USD", "US=1", "USD=", "USD=-1", "USD=0", "USD=1,234"] {
            assert_eq!(Rate::parse(text), Err(RateError), "{text}");
        }
    }
}
