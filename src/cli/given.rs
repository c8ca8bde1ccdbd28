//! Figures that are given by their keys.

use crate::core::metric::Metric;
use crate::core::metric::lookup::{self, UnknownMetric};
use crate::core::series::{Series, SeriesError};
use crate::core::solve::doubt;

/// A figure and what it is: `cpl=250`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenFigure {
    /// Which figure.
    pub metric: Metric,
    /// How much, or several amounts to try; rates as fractions.
    pub values: Series,
}

/// A text that gives no figure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GivenError {
    /// No equals sign.
    #[error("is no figure with its value; write it like cpl=250 or cr=9%")]
    NoValue,
    /// No figure of the dictionary.
    #[error(transparent)]
    Metric(#[from] UnknownMetric),
    /// No value.
    #[error(transparent)]
    Value(#[from] SeriesError),
}

pub(super) fn given(text: &str) -> Result<GivenFigure, GivenError> {
    let (key, value) = text.split_once('=').ok_or(GivenError::NoValue)?;
    let metric = lookup::find(key.trim())?;
    Ok(GivenFigure { metric, values: Series::parse(value, |value| doubt::read(metric, value))? })
}

pub(super) fn metric(key: &str) -> Result<Metric, UnknownMetric> {
    lookup::find(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::decimal::{Decimal, plain};
    use crate::core::typed::TypedError;

    #[test]
    fn values_are_read_as_their_figures_are() {
        for (text, value) in [
            ("cpl=250", "250"),
            ("spend = 8 000,50", "8000.5"),
            ("cr=9%", "0.09"),
            ("CR=0.09", "0.09"),
            ("profit=-5", "-5"),
            ("margin_rate=-10%", "-0.1"),
            ("romi=250%", "2.5"),
            ("roas=2,5", "2.5"),
        ] {
            assert_eq!(plain(given(text).unwrap().values.first()), value, "{text}");
        }
        let of = |error: TypedError| GivenError::Value(error.into());
        for (text, error) in [
            ("cpl", GivenError::NoValue),
            ("cpl=", of(TypedError::NotANumber)),
            ("cpl=9%", of(TypedError::UnexpectedPercent)),
            ("leads=-1", of(TypedError::Negative)),
            ("cr=120%", of(TypedError::NotARate)),
            ("margin_rate=120%", of(TypedError::NotARate)),
            ("romi=2", of(TypedError::RateOrPercent(Decimal::TWO))),
        ] {
            assert_eq!(given(text), Err(error), "{text}");
        }
    }
}
