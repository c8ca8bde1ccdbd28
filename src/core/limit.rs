//! Limits: what must not happen to a figure, and whether it did.

use std::fmt;

use super::decimal::Decimal;
use super::metric::lookup::{self, UnknownMetric};
use super::metric::{Metric, Unit};
use super::typed::{self, TypedError};
use super::value::Value;

/// A condition that must not hold: `cpl > 2000`, `total.roas < 2`, `cr < 5%`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// As it was typed.
    pub text: String,
    /// What it speaks of.
    pub scope: Scope,
    /// The figure that is judged.
    pub metric: Metric,
    /// What the figure is compared with; of a rate, the fraction.
    pub bound: Decimal,
    comparison: Comparison,
}

/// What a limit speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Every row.
    Row,
    /// The total of all rows.
    Total,
}

/// What became of a limit on one figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The condition is not met.
    Holds,
    /// The condition is met.
    Broken,
    /// There is nothing to judge, and why. Never the same as "holds".
    NotJudged(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Above,
    AtLeast,
    Below,
    AtMost,
    Equal,
    Unequal,
}

/// The signs, longest first, so that `>=` is not read as `>`.
const SIGNS: [(&str, Comparison); 6] = [
    (">=", Comparison::AtLeast),
    ("<=", Comparison::AtMost),
    ("!=", Comparison::Unequal),
    (">", Comparison::Above),
    ("<", Comparison::Below),
    ("=", Comparison::Equal),
];

/// Why a text is not a limit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LimitError {
    /// No comparison in it.
    #[error("no comparison that is known; write METRIC > VALUE, with one of > >= < <= = !=")]
    NoComparison,
    /// The left side is no figure.
    #[error(transparent)]
    Metric(#[from] UnknownMetric),
    /// The right side is no number.
    #[error("{text:?} {error}")]
    Value {
        /// What stands there.
        text: String,
        /// Why it is no number.
        error: TypedError,
    },
}

impl Limit {
    /// Reads `METRIC OP VALUE`, with `total.` before the metric for the total.
    ///
    /// **Errors**: [`LimitError`]: no comparison, an unknown metric, a value that is no number, or a rate above 1 without `%`.
    ///
    /// ```
    /// use leadcalc::core::limit::{Limit, Scope, Verdict};
    /// use leadcalc::core::value::{Reason, Value};
    /// let limit = Limit::parse("total.cpl > 2000").unwrap();
    /// assert_eq!(limit.scope, Scope::Total);
    /// assert_eq!(limit.judge(Value::Known(2000.into()), false), Verdict::Holds);
    /// let undefined = Value::Undefined(Reason::Zero("no leads"));
    /// assert_eq!(limit.judge(undefined, false), Verdict::NotJudged("no leads".to_owned()));
    /// ```
    pub fn parse(text: &str) -> Result<Self, LimitError> {
        let text = text.trim();
        let place = text.find(['>', '<', '!', '=']).ok_or(LimitError::NoComparison)?;
        let (left, rest) = text.split_at(place);
        let (sign, comparison) =
            SIGNS.into_iter().find(|(sign, _)| rest.starts_with(sign)).ok_or(LimitError::NoComparison)?;
        let left = left.trim();
        let (scope, key) = match left.strip_prefix("total.") {
            Some(key) => (Scope::Total, key),
            None => (Scope::Row, left),
        };
        let metric = lookup::find(key)?;
        let value = rest.get(sign.len()..).unwrap_or_default().trim();
        if value.starts_with(['<', '>', '=', '!']) {
            return Err(LimitError::NoComparison);
        }
        let bound = Self::bound(metric, value)
            .map_err(|error| LimitError::Value { text: value.to_owned(), error })?;
        Ok(Self { text: text.to_owned(), scope, metric, comparison, bound })
    }

    fn bound(metric: Metric, text: &str) -> Result<Decimal, TypedError> {
        let typed = typed::parse(text)?;
        match metric.entry().unit {
            Unit::Percent if !typed.percent && typed.value.abs() > Decimal::ONE => {
                Err(TypedError::RateWithoutPercent(typed.value.normalize()))
            }
            Unit::Percent => Ok(typed.value),
            _ if typed.percent => Err(TypedError::UnexpectedPercent),
            _ => Ok(typed.value),
        }
    }

    /// Judges a figure. A figure that does not exist, or whose sum is partial, is not judged.
    #[must_use]
    pub fn judge(&self, value: Value<Decimal>, partial: bool) -> Verdict {
        let figure = match value {
            Value::Known(_) if partial => return Verdict::NotJudged(format!("partial {}", self.metric)),
            Value::Known(figure) => figure,
            Value::Undefined(reason) => return Verdict::NotJudged(reason.to_string()),
            Value::Absent(metric) => return Verdict::NotJudged(format!("nothing gives {metric}")),
        };
        let broken = match self.comparison {
            Comparison::Above => figure > self.bound,
            Comparison::AtLeast => figure >= self.bound,
            Comparison::Below => figure < self.bound,
            Comparison::AtMost => figure <= self.bound,
            Comparison::Equal => figure == self.bound,
            Comparison::Unequal => figure != self.bound,
        };
        if broken { Verdict::Broken } else { Verdict::Holds }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::decimal::parse;

    #[test]
    fn every_comparison_below_at_and_above_its_bound() {
        for (text, broken) in [
            ("cpl > 2", [false, false, true]),
            ("cpl >= 2", [false, true, true]),
            ("cpl<2", [true, false, false]),
            ("cpl <= 2", [true, true, false]),
            ("cpl = 2", [false, true, false]),
            ("cpl!=2", [true, false, true]),
        ] {
            let limit = Limit::parse(text).unwrap();
            let verdicts =
                ["1", "2", "3"].map(|figure| limit.judge(Value::Known(parse(figure).unwrap()), false));
            assert_eq!(verdicts.map(|verdict| verdict == Verdict::Broken), broken, "{text}");
        }
    }

    #[test]
    fn a_rate_is_written_as_a_fraction_or_with_its_sign() {
        assert_eq!(Limit::parse("cr < 5%").unwrap().bound, Limit::parse("cr < 0.05").unwrap().bound);
        assert_eq!(Limit::parse("romi > 250%").unwrap().bound, parse("2.5").unwrap());
    }

    #[test]
    fn mistakes_say_what_to_do() {
        for (text, message) in [
            ("cpl", "no comparison that is known; write METRIC > VALUE, with one of > >= < <= = !="),
            ("cpl == 3", "no comparison that is known; write METRIC > VALUE, with one of > >= < <= = !="),
            ("cpl ! 3", "no comparison that is known; write METRIC > VALUE, with one of > >= < <= = !="),
            ("cpll > 3", "\"cpll\" is no metric; is cpl meant? (leadcalc explain lists them)"),
            ("weather > 3", "\"weather\" is no metric (leadcalc explain lists them)"),
            ("cr < 5", "\"5\" is a rate above 1; write 5% if a percentage is meant"),
            ("cpl > 5%", "\"5%\" is a percentage where an amount or a count is expected"),
            (
                "cpl > 1,234",
                "\"1,234\" can be read in two ways; write 1234 for the thousands or 1.234 for the decimals",
            ),
        ] {
            assert_eq!(Limit::parse(text).unwrap_err().to_string(), message);
        }
    }
}
