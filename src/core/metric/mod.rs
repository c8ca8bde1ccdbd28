//! The dictionary: every figure's key, labels, unit, direction and formula, as data.
//!
//! [`Metric`] names a figure, [`Metric::entry`] is its line in the `dictionary`, and [`Metric::evaluate`] computes it
//! from whatever sums are at hand ([`Scope`]). [`neighbours`] holds the words that people use for more than one figure.

use std::fmt;
use std::sync::OnceLock;

use super::chance::amounts::Amounts;
use super::decimal::{Decimal, Overflow};
use super::expression::Expression;
use super::fact::Fact;
use super::fraction::Fraction;
use super::value::{Reason, Value};

mod dictionary;
pub mod lookup;
pub mod neighbours;

pub use dictionary::Metric;

/// What a figure counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Things: whole, except where an ad system attributes fractions of a conversion.
    Count,
    /// An amount in the currency of the inputs.
    Money,
    /// A fraction, shown to people as a percentage.
    Percent,
    /// How many times one amount is another.
    Multiple,
    /// Months.
    Months,
    /// Days.
    Days,
    /// Years.
    Years,
    /// Hundredths of a whole: a score from -100 to 100.
    Points,
    /// Not a figure: words.
    Text,
}

impl Unit {
    /// Its name in records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Multiple => "multiple",
            Self::Months => "months",
            Self::Days => "days",
            Self::Years => "years",
            Self::Points => "points",
            Self::Text => "text",
        }
    }
}

/// Which direction of a figure is good for the business.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// Less is better.
    Lower,
    /// More is better.
    Higher,
    /// It depends.
    Neither,
}

/// What a command-line user reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    En,
    /// Russian.
    Ru,
}

/// Where a figure comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A sum that is read from the inputs.
    Sum,
    /// Computed from other figures by its formula.
    Formula,
    /// Typed in, or derived by a calculator in one of several ways; the formula says how in words.
    Calculator,
}

/// A figure's line in the dictionary.
#[derive(Debug)]
pub struct Entry {
    /// The name in JSON, CSV, limits and options.
    pub key: &'static str,
    /// The name that people read, in English.
    pub en: &'static str,
    /// The name that people read, in Russian.
    pub ru: &'static str,
    /// What it counts in.
    pub unit: Unit,
    /// Which direction is good.
    pub better: Better,
    /// Where it comes from.
    pub kind: Kind,
    /// The formula over other keys; for a sum, what supplies it.
    pub formula: &'static str,
    /// The reason when the formula's divisor is zero; empty where there is no divisor.
    pub without: &'static str,
    /// One sentence: what it says.
    pub meaning: &'static str,
    /// What it is confused with; may be empty.
    pub beware: &'static str,
}

impl Metric {
    /// The name in JSON, CSV, limits and options.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.entry().key
    }

    /// The name that people read.
    #[must_use]
    pub fn label(self, language: Language) -> &'static str {
        match language {
            Language::En => self.entry().en,
            Language::Ru => self.entry().ru,
        }
    }

    /// The metric with this key.
    ///
    /// ```
    /// use leadcalc::core::metric::Metric;
    /// assert_eq!(Metric::from_key("cpl"), Some(Metric::Cpl));
    /// assert_eq!(Metric::from_key("cpa"), None);
    /// ```
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|metric| metric.key() == key)
    }

    /// The formula, read once; `None` for a sum and for what only a calculator can give.
    #[must_use]
    pub fn expression(self) -> Option<&'static Expression> {
        static READ: [OnceLock<Expression>; Metric::ALL.len()] =
            [const { OnceLock::new() }; Metric::ALL.len()];
        (self.entry().kind == Kind::Formula).then(|| {
            READ[self as usize].get_or_init(|| {
                Expression::parse(self.entry().formula).expect("a test reads every formula of the dictionary")
            })
        })
    }

    /// Computes the figure from what the scope knows.
    ///
    /// **Result**: the figure to 28 digits; undefined where the formula divides by zero or its inputs cover unequal parts
    /// of the data; absent where an input is.
    ///
    /// **Errors**: [`FigureOverflow`], naming the figure, where it does not fit in 28 digits.
    ///
    /// ```
    /// use leadcalc::core::{decimal::Decimal, metric::Metric, value::Value, worksheet::Worksheet};
    /// let sheet = Worksheet::new().given(Metric::Spend, 15_000.into()).given(Metric::Leads, 9.into());
    /// let Ok(Value::Known(cpl)) = Metric::Cpl.evaluate(&sheet) else { panic!() };
    /// assert_eq!(cpl.to_string(), "1666.6666666666666666666666667");
    /// assert_eq!(Metric::Cr.evaluate(&sheet), Ok(Value::Absent(Metric::Clicks)));
    /// ```
    pub fn evaluate(self, scope: &dyn Scope) -> Result<Value<Decimal>, FigureOverflow> {
        self.fraction(scope)
            .and_then(|value| value.try_map(Fraction::to_decimal))
            .map_err(|Overflow| FigureOverflow { figure: self })
    }

    /// As [`Metric::evaluate`], not divided yet.
    pub fn fraction(self, scope: &dyn Scope) -> Result<Value<Fraction>, Overflow> {
        if let Some(value) = scope.value_of(self) {
            return Ok(value);
        }
        let Some(expression) = self.expression() else { return Ok(Value::Absent(self)) };
        expression.evaluate(scope, self.entry().without)
    }

    /// The figure that this one is never told without: a score says little without the number of answers.
    #[must_use]
    pub fn told_with(self) -> Option<Self> {
        (self == Self::Nps).then_some(Self::Answers)
    }

    /// The sum of the tally that this figure is, if it is one.
    #[must_use]
    pub fn fact(self) -> Option<Fact> {
        Fact::ALL.iter().copied().find(|fact| fact.metric() == self)
    }
}

impl fmt::Display for Metric {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

/// A figure that does not fit in 28 digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{figure} needs more than 28 digits, which is as many as are kept exactly")]
pub struct FigureOverflow {
    /// Which figure.
    pub figure: Metric,
}

/// What formulas are evaluated over: a group's sums, or a worksheet's lines.
pub trait Scope {
    /// What is known of a metric without a formula; `None` where a formula has to give it.
    fn value_of(&self, metric: Metric) -> Option<Value<Fraction>>;

    /// The same in the total of all groups; `None` where there is no such total.
    fn value_in_total(&self, metric: Metric) -> Option<Value<Fraction>>;

    /// The squares of the orders' amounts added up, where each amount was seen.
    fn squared_amounts(&self) -> Option<Decimal> {
        None
    }

    /// The values that a figure is the average of, where they were seen.
    fn values_averaged(&self, _: Metric) -> Option<Amounts> {
        None
    }

    /// Whether these sums cover the same parts of the data, so that one may be set against the other.
    fn comparable(&self, sums: &[Metric]) -> Result<(), Reason>;
}

/// Sums of a group that figures are computed from, beside the total that the group is a part of.
pub trait Sums {
    /// The sums as formulas see them.
    fn within<'a>(&'a self, total: &'a Self) -> impl Scope + 'a;

    /// Whether a figure rests on sums that not all rows supplied.
    fn is_partial(&self, total: &Self, metric: Metric) -> bool;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_formula_reads_and_prints_as_it_is_written() {
        for metric in Metric::ALL {
            if let Some(expression) = metric.expression() {
                assert_eq!(expression.to_string(), metric.entry().formula, "{metric}");
            }
        }
    }

    #[test]
    fn keys_and_labels_are_unique_and_nothing_is_left_empty() {
        for (index, metric) in Metric::ALL.iter().enumerate() {
            let entry = metric.entry();
            for text in [entry.key, entry.en, entry.ru, entry.meaning, entry.formula] {
                assert!(!text.is_empty(), "{entry:?}");
            }
            let divides = entry.kind == Kind::Formula && entry.formula.contains('/');
            assert_eq!(divides, !entry.without.is_empty(), "{entry:?}");
            for other in &Metric::ALL[index.saturating_add(1)..] {
                assert_ne!(entry.key, other.key());
                assert_ne!(entry.en, other.entry().en);
                assert_ne!(entry.ru, other.entry().ru);
            }
        }
    }

    #[test]
    fn no_formula_leads_back_to_itself() {
        for metric in Metric::ALL {
            let mut open = vec![*metric];
            for _ in Metric::ALL {
                open = open.iter().filter_map(|m| m.expression()).flat_map(Expression::metrics).collect();
            }
            assert!(open.is_empty(), "{metric} leads to {open:?} without end");
        }
    }
}
