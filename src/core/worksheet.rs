//! What is known and how it was found, line by line: the board that a calculator writes on.

use std::collections::BTreeMap;

use super::chance::amounts::Amounts;
use super::decimal::{Decimal, Overflow};
use super::expression::Expression;
use super::fraction::Fraction;
use super::metric::{FigureOverflow, Kind, Metric, Scope};
use super::value::{Reason, Value};

/// A calculator's lines: given figures and derived ones, in the order in which they were written.
#[derive(Debug, Clone, Default)]
pub struct Worksheet {
    lines: Vec<Line>,
    /// The values that figures are averages of, where these were seen one by one.
    averaged: BTreeMap<Metric, Amounts>,
}

/// A figure and where it comes from.
#[derive(Debug, Clone)]
pub struct Line {
    /// Which figure.
    pub metric: Metric,
    /// The formula that gave it; `None` where it was given or found in another way.
    pub formula: Option<Expression>,
    /// Whether it was found in another way than by a formula.
    pub found: bool,
    /// The figure, or why there is none.
    value: Value<Fraction>,
}

impl Worksheet {
    /// An empty board.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes down a given figure.
    #[must_use]
    pub fn given(mut self, metric: Metric, figure: Decimal) -> Self {
        self.lines.push(Line {
            metric,
            formula: None,
            found: false,
            value: Value::Known(Fraction::from(figure)),
        });
        self
    }

    /// Writes down a given figure, if there is one.
    #[must_use]
    pub fn maybe(self, metric: Metric, figure: Option<Decimal>) -> Self {
        match figure {
            Some(figure) => self.given(metric, figure),
            None => self,
        }
    }

    /// Derives a figure by the dictionary's formula.
    ///
    /// **Errors**: [`FigureOverflow`] where it does not fit in 28 digits.
    pub fn derive(self, metric: Metric) -> Result<Self, FigureOverflow> {
        match metric.expression() {
            Some(formula) => self.derive_with(metric, formula.clone(), metric.entry().without),
            None => Ok(self),
        }
    }

    /// Derives a figure by a formula of the calculator's own; `without` is the reason where it divides by zero.
    ///
    /// **Errors**: [`FigureOverflow`] where it does not fit in 28 digits.
    pub fn derive_by(
        self,
        metric: Metric,
        formula: &str,
        without: &'static str,
    ) -> Result<Self, FigureOverflow> {
        let formula = Expression::parse(formula).expect("a test runs every formula of the calculators");
        self.derive_with(metric, formula, without)
    }

    /// Writes down a figure that a formula gave elsewhere, more exactly than could be done here.
    #[must_use]
    pub fn solved(mut self, metric: Metric, formula: Expression, figure: Decimal) -> Self {
        let value = Value::Known(Fraction::from(figure));
        self.lines.push(Line { metric, formula: Some(formula), found: false, value });
        self
    }

    /// Writes down what was found in another way than by a formula, in place of what stood there.
    #[must_use]
    pub fn found(mut self, metric: Metric, value: Value<Decimal>) -> Self {
        let value = match value {
            Value::Known(figure) => Value::Known(Fraction::from(figure)),
            Value::Undefined(reason) => Value::Undefined(reason),
            Value::Absent(metric) => Value::Absent(metric),
        };
        self.lines.retain(|line| line.metric != metric);
        self.lines.push(Line { metric, formula: None, found: true, value });
        self
    }

    /// Writes down a figure of a scope as it stands there, with the values that it is the average of; nothing where it is absent.
    /// `formula` is what gave it, if a formula did.
    ///
    /// **Errors**: [`FigureOverflow`] where it does not fit in 28 digits.
    pub fn taken(
        mut self,
        metric: Metric,
        formula: Option<Expression>,
        from: &dyn Scope,
    ) -> Result<Self, FigureOverflow> {
        let value = metric.fraction(from).map_err(|Overflow| FigureOverflow { figure: metric })?;
        if matches!(value, Value::Absent(_)) {
            return Ok(self);
        }
        let found = formula.is_none() && metric.entry().kind != Kind::Sum;
        self.lines.push(Line { metric, formula, found, value });
        self.averaged.extend(from.values_averaged(metric).map(|values| (metric, values)));
        Ok(self)
    }

    fn derive_with(
        mut self,
        metric: Metric,
        formula: Expression,
        without: &'static str,
    ) -> Result<Self, FigureOverflow> {
        let value = formula.evaluate(&self, without).map_err(|Overflow| FigureOverflow { figure: metric })?;
        if !matches!(value, Value::Absent(_)) {
            self.lines.push(Line { metric, formula: Some(formula), found: false, value });
        }
        Ok(self)
    }

    /// The lines, in the order in which they were written.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// A figure on the board, divided out; absent where it is not there.
    ///
    /// **Errors**: [`FigureOverflow`] where it does not fit in 28 digits.
    pub fn figure(&self, metric: Metric) -> Result<Value<Decimal>, FigureOverflow> {
        self.line(metric)
            .map_or(Value::Absent(metric), |line| line.value)
            .try_map(Fraction::to_decimal)
            .map_err(|Overflow| FigureOverflow { figure: metric })
    }

    fn line(&self, metric: Metric) -> Option<&Line> {
        self.lines.iter().find(|line| line.metric == metric)
    }
}

impl Scope for Worksheet {
    fn value_of(&self, metric: Metric) -> Option<Value<Fraction>> {
        self.line(metric).map(|line| line.value)
    }

    fn value_in_total(&self, _: Metric) -> Option<Value<Fraction>> {
        None
    }

    fn values_averaged(&self, metric: Metric) -> Option<Amounts> {
        self.averaged.get(&metric).copied()
    }

    fn comparable(&self, _: &[Metric]) -> Result<(), Reason> {
        Ok(())
    }
}
