//! Several values where one is usual: a list or a range, to see what each would come to.

use super::decimal::{self, Decimal};
use super::typed::TypedError;

/// How many values a list or a range may have.
pub const MOST: usize = 10_000;

/// The values that were typed, in their order; at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    first: Decimal,
    others: Vec<Decimal>,
}

/// A text that is neither a number nor several.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SeriesError {
    /// Not a number.
    #[error(transparent)]
    Typed(#[from] TypedError),
    /// `100,150`: a list of two or one number.
    #[error("{0}, or 100;150 for a list of two")]
    ListOrNumber(TypedError),
    /// `2500,3000`: a list of two or one number with more decimals than money has.
    #[error("can be one number or two; write {point} for the one, or {list} for a list of two")]
    OneOrTwo {
        /// As one number.
        point: Decimal,
        /// As two.
        list: String,
    },
    /// Not a number, in a list or a range.
    #[error("{part:?} in it {error}")]
    Part {
        /// Which part.
        part: String,
        /// What is wrong with it.
        error: TypedError,
    },
    /// A range that says not how far one value is from the next.
    #[error("a range needs a step, like 5%..20%:5%")]
    NoStep,
    /// A range that never ends, or never begins.
    #[error("a range goes up from its first value to its last, by a step above zero")]
    NoWay,
    /// A value that stands there twice.
    #[error("{0} is there twice")]
    Twice(Decimal),
    /// More values than anybody looks at.
    #[error("has more than {MOST} values")]
    TooMany,
}

impl Series {
    /// Reads `150`, `100,150,200`, `5;10` or `5%..20%:5%`, each number as `one` reads it.
    ///
    /// What can be read as one number with at most two decimals is one: `5,10` is 5.10, and `5;10` is a list.
    ///
    /// ```
    /// use leadcalc::core::{series::Series, typed::{parse_amount, parse_rate}};
    /// let range = Series::parse("5%..20%:5%", parse_rate).unwrap();
    /// assert_eq!(range.values().map(|it| it.to_string()).collect::<Vec<_>>(), ["0.05", "0.10", "0.15", "0.20"]);
    /// assert_eq!(Series::parse("100,150,200", parse_amount).unwrap().values().count(), 3);
    /// assert_eq!(Series::parse("5,10", parse_amount).unwrap().values().count(), 1);
    /// ```
    pub fn parse(text: &str, one: impl Fn(&str) -> Result<Decimal, TypedError>) -> Result<Self, SeriesError> {
        let part =
            |part: &str| one(part).map_err(|error| SeriesError::Part { part: part.trim().to_owned(), error });
        if let Some((first, rest)) = text.split_once("..") {
            let (last, step) = rest.split_once(':').ok_or(SeriesError::NoStep)?;
            return Self::range(part(first)?, part(last)?, part(step)?);
        }
        let error = match one(text) {
            Ok(value) if may_be_two(text) => {
                return Err(SeriesError::OneOrTwo { point: value, list: text.trim().replace(',', ";") });
            }
            Ok(value) => return Ok(value.into()),
            Err(error) => error,
        };
        // What is a number, and only not one that can be used here, is no list: 3,5 clicks are a mistake and not two counts.
        let separator = match error {
            _ if text.contains(';') => ';',
            TypedError::Ambiguous { .. } => return Err(SeriesError::ListOrNumber(error)),
            TypedError::NotANumber if text.contains(',') => ',',
            _ => return Err(error.into()),
        };
        let values = text.split(separator).map(part).collect::<Result<Vec<_>, _>>()?;
        if values.len() > MOST {
            return Err(SeriesError::TooMany);
        }
        let twice = values
            .iter()
            .enumerate()
            .find(|(place, value)| values.iter().take(*place).any(|it| it == *value));
        match (twice, values.split_first()) {
            (Some((_, value)), _) => Err(SeriesError::Twice(*value)),
            (None, Some((first, others))) => Ok(Self { first: *first, others: others.to_vec() }),
            (None, None) => Err(error.into()),
        }
    }

    fn range(first: Decimal, last: Decimal, step: Decimal) -> Result<Self, SeriesError> {
        if last < first || step <= Decimal::ZERO {
            return Err(SeriesError::NoWay);
        }
        let mut series = Self { first, others: Vec::new() };
        let mut value = first;
        loop {
            value = decimal::add(value, step).map_err(|_| TypedError::TooLong)?;
            if value > last {
                return Ok(series);
            }
            series.others.push(value);
            if series.others.len() >= MOST {
                return Err(SeriesError::TooMany);
            }
        }
    }

    /// The values, in their order.
    pub fn values(&self) -> impl Iterator<Item = Decimal> {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.others.len().saturating_add(1)
    }

    /// The value; the first one of several.
    #[must_use]
    pub fn first(&self) -> Decimal {
        self.first
    }
}

/// Whether a number with a comma has more decimals than people type, so that it may be two numbers.
fn may_be_two(text: &str) -> bool {
    let Some((whole, decimals)) = text.trim().split_once(',') else { return false };
    whole.trim_start_matches(['-', '+', '0']).chars().any(|c| c.is_ascii_digit()) && decimals.len() > 2
}

impl From<Decimal> for Series {
    fn from(value: Decimal) -> Self {
        Self { first: value, others: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::typed::{parse_amount, parse_rate, parse_whole};

    #[test]
    fn lists_and_ranges() {
        for (text, values) in [
            ("8 000,50", "8000.5"),
            ("5;10", "5 10"),
            ("5, 10", "5 10"),
            ("100;150", "100 150"),
            ("1,5;2,5", "1.5 2.5"),
            ("100..200:50", "100 150 200"),
            ("100..190:50", "100 150"),
            ("7..7:1", "7"),
        ] {
            let series = Series::parse(text, parse_amount).unwrap();
            let shown: Vec<String> = series.values().map(decimal::plain).collect();
            assert_eq!(shown.join(" "), values, "{text}");
        }
    }

    #[test]
    fn what_is_refused() {
        for (text, error) in [
            ("abc", "is not a number; write it like 8000, 8 000, 8000.50, 8000,50 or 50%"),
            ("30%,x", "\"x\" in it is not a number; write it like 8000, 8 000, 8000.50, 8000,50 or 50%"),
            ("5%..20%", "a range needs a step, like 5%..20%:5%"),
            ("20%..5%:5%", "a range goes up from its first value to its last, by a step above zero"),
            ("5%..20%:0", "a range goes up from its first value to its last, by a step above zero"),
            ("5%,50%,5%", "0.05 is there twice"),
            ("0..1:0.00001", "has more than 10000 values"),
        ] {
            assert_eq!(Series::parse(text, parse_rate).unwrap_err().to_string(), error, "{text}");
        }
        let number = Series::parse("3,5", parse_whole).unwrap_err();
        assert_eq!(number, TypedError::NotWhole.into());
        let two = Series::parse("2500,3000", parse_amount).unwrap_err().to_string();
        assert_eq!(two, "can be one number or two; write 2500.3 for the one, or 2500;3000 for a list of two");
        assert!(
            ["2500,30", "0,1234", "2500.3000"].iter().all(|text| Series::parse(text, parse_amount).is_ok())
        );
        let two = Series::parse("100,150", parse_amount).unwrap_err().to_string();
        assert!(two.ends_with("or 100;150 for a list of two"), "{two}");
    }
}
