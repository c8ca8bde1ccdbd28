//! Formulas: read from the dictionary's text, evaluated over sums, printed with the numbers put in.

use std::fmt;

use super::decimal::{self, Decimal, Overflow};
use super::fraction::Fraction;
use super::metric::{Metric, Scope};
use super::value::{Reason, Value};

/// A formula over metrics: `1000 * spend / impressions`, `spend / total spend`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// A constant.
    Number(Decimal),
    /// A metric of the group at hand.
    Metric(Metric),
    /// A metric of the total of all groups.
    Total(Metric),
    /// Two parts and what is done with them.
    Binary(Box<Expression>, Operator, Box<Expression>),
}

/// The four operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

/// A text that is not a formula.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// A word that is not in the dictionary.
    #[error("{0:?} is not a metric")]
    UnknownMetric(String),
    /// A sign or an end where a number, a metric or a parenthesis should be.
    #[error("{0:?} where a metric or a number should be")]
    Unexpected(String),
}

impl Operator {
    fn sign(self) -> char {
        match self {
            Self::Add => '+',
            Self::Subtract => '-',
            Self::Multiply => '*',
            Self::Divide => '/',
        }
    }

    fn binds_tightly(self) -> bool {
        matches!(self, Self::Multiply | Self::Divide)
    }
}

impl Expression {
    /// Reads a formula: `+ - * /`, parentheses, numbers, keys of the dictionary, `total` before a key.
    ///
    /// ```
    /// use leadcalc::core::expression::Expression;
    /// let romi = Expression::parse("(revenue - cost_of_goods - spend) / spend").unwrap();
    /// assert_eq!(romi.to_string(), "(revenue - cost_of_goods - spend) / spend");
    /// assert_eq!(Expression::parse("spend / cats").unwrap_err().to_string(), "\"cats\" is not a metric");
    /// ```
    pub fn parse(formula: &str) -> Result<Self, ParseError> {
        let mut tokens = Tokens::new(formula);
        let expression = tokens.sum()?;
        match tokens.next() {
            None => Ok(expression),
            Some(rest) => Err(ParseError::Unexpected(rest.to_owned())),
        }
    }

    /// The metrics it speaks of, those of the total included, each as often as it stands there.
    #[must_use]
    pub fn metrics(&self) -> Vec<Metric> {
        match self {
            Self::Number(_) => Vec::new(),
            Self::Metric(metric) | Self::Total(metric) => vec![*metric],
            Self::Binary(left, _, right) => [left.metrics(), right.metrics()].concat(),
        }
    }

    /// The sums and inputs it comes down to in this scope, formulas of formulas followed to their ends.
    #[must_use]
    pub fn inputs(&self, scope: &dyn Scope) -> Vec<Metric> {
        let mut inputs = Vec::new();
        for metric in self.metrics() {
            match metric.expression() {
                Some(formula) if scope.value_of(metric).is_none() => inputs.extend(formula.inputs(scope)),
                _ => inputs.push(metric),
            }
        }
        inputs
    }

    /// Its figure in this scope; undefined for the reason `without` where it divides by zero.
    pub fn evaluate(&self, scope: &dyn Scope, without: &'static str) -> Result<Value<Fraction>, Overflow> {
        let inputs = self.inputs(scope);
        // Absence is stronger than any other reason: it is what the user can mend.
        for input in &inputs {
            match scope.value_of(*input) {
                Some(Value::Absent(metric)) => return Ok(Value::Absent(metric)),
                None => return Ok(Value::Absent(*input)),
                Some(_) => {}
            }
        }
        if let Err(reason) = scope.comparable(&inputs) {
            return Ok(Value::Undefined(reason));
        }
        self.calculate(scope, without)
    }

    fn calculate(&self, scope: &dyn Scope, without: &'static str) -> Result<Value<Fraction>, Overflow> {
        match self {
            Self::Number(number) => Ok(Value::Known(Fraction::from(*number))),
            Self::Metric(metric) => metric.fraction(scope),
            Self::Total(metric) => Ok(scope.value_in_total(*metric).unwrap_or(Value::Absent(*metric))),
            Self::Binary(left, operator, right) => left.calculate(scope, without)?.try_and_then(|left| {
                right.calculate(scope, without)?.try_and_then(|right| {
                    Ok(match operator {
                        Operator::Add => Value::Known(left.plus(right)?),
                        Operator::Subtract => Value::Known(left.minus(right)?),
                        Operator::Multiply => Value::Known(left.times(right)?),
                        Operator::Divide => match left.over(right) {
                            Some(quotient) => Value::Known(quotient?),
                            None => Value::Undefined(Reason::Zero(without)),
                        },
                    })
                })
            }),
        }
    }

    /// Prints it with every metric replaced by what `show` says of it: the board with the numbers put in.
    pub fn substitute(&self, show: &dyn Fn(Metric, bool) -> String) -> String {
        self.print(&|leaf| match leaf {
            Self::Metric(metric) => show(*metric, false),
            Self::Total(metric) => show(*metric, true),
            other => other.to_string(),
        })
    }

    fn print(&self, leaf: &dyn Fn(&Self) -> String) -> String {
        let Self::Binary(left, operator, right) = self else { return leaf(self) };
        let side = |part: &Self, is_right: bool| {
            let text = part.print(leaf);
            let needs_parentheses = match part {
                Self::Binary(_, inner, _) => {
                    (operator.binds_tightly() && !inner.binds_tightly())
                        || (is_right && operator.binds_tightly() == inner.binds_tightly())
                }
                _ => false,
            };
            if needs_parentheses { format!("({text})") } else { text }
        };
        format!("{} {} {}", side(left, false), operator.sign(), side(right, true))
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.print(&|leaf| match leaf {
            Self::Number(number) => decimal::plain(*number),
            Self::Metric(metric) => metric.key().to_owned(),
            Self::Total(metric) => format!("total {metric}"),
            Self::Binary(..) => unreachable!("a leaf has no parts"),
        }))
    }
}

/// A formula's words and signs, read from the left.
struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Tokens<'a> {
    fn new(text: &'a str) -> Self {
        Self { rest: text.trim_start() }
    }

    fn peek(&self) -> Option<&'a str> {
        let first = self.rest.chars().next()?;
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        let length = if is_word(first) {
            self.rest.find(|c| !is_word(c)).unwrap_or(self.rest.len())
        } else {
            first.len_utf8()
        };
        self.rest.get(..length)
    }

    fn next(&mut self) -> Option<&'a str> {
        let token = self.peek()?;
        self.rest = self.rest.get(token.len()..).unwrap_or_default().trim_start();
        Some(token)
    }

    fn sum(&mut self) -> Result<Expression, ParseError> {
        self.chain(Self::product, |sign| match sign {
            "+" => Some(Operator::Add),
            "-" => Some(Operator::Subtract),
            _ => None,
        })
    }

    fn product(&mut self) -> Result<Expression, ParseError> {
        self.chain(Self::leaf, |sign| match sign {
            "*" => Some(Operator::Multiply),
            "/" => Some(Operator::Divide),
            _ => None,
        })
    }

    fn chain(
        &mut self,
        part: fn(&mut Self) -> Result<Expression, ParseError>,
        operator: fn(&str) -> Option<Operator>,
    ) -> Result<Expression, ParseError> {
        let mut expression = part(self)?;
        while let Some(found) = self.peek().and_then(operator) {
            self.next();
            expression = Expression::Binary(Box::new(expression), found, Box::new(part(self)?));
        }
        Ok(expression)
    }

    fn leaf(&mut self) -> Result<Expression, ParseError> {
        let unexpected = |token: Option<&str>| ParseError::Unexpected(token.unwrap_or_default().to_owned());
        match self.next() {
            Some("(") => {
                let inner = self.sum()?;
                match self.next() {
                    Some(")") => Ok(inner),
                    other => Err(unexpected(other)),
                }
            }
            Some("total") => Ok(Expression::Total(Self::metric(self.next())?)),
            Some(token) if token.starts_with(|c: char| c.is_ascii_digit()) => {
                decimal::parse(token).map(Expression::Number).map_err(|_| unexpected(Some(token)))
            }
            token => Ok(Expression::Metric(Self::metric(token)?)),
        }
    }

    fn metric(token: Option<&str>) -> Result<Metric, ParseError> {
        let word = token.unwrap_or_default();
        if !word.starts_with(char::is_alphabetic) {
            return Err(ParseError::Unexpected(word.to_owned()));
        }
        Metric::from_key(word).ok_or_else(|| ParseError::UnknownMetric(word.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_named() {
        for (formula, message) in [
            ("spend /", "\"\" where a metric or a number should be"),
            ("(spend", "\"\" where a metric or a number should be"),
            ("spend leads", "\"leads\" where a metric or a number should be"),
            ("1.2.3 * spend", "\"1.2.3\" where a metric or a number should be"),
            ("roi / spend", "\"roi\" is not a metric"),
        ] {
            assert_eq!(Expression::parse(formula).unwrap_err().to_string(), message, "{formula}");
        }
    }

    #[test]
    fn parentheses_stand_where_they_are_needed_and_only_there() {
        for formula in [
            "spend / (leads * orders)",
            "spend - (leads - orders)",
            "spend * leads / orders",
            "spend - leads - orders",
        ] {
            assert_eq!(Expression::parse(formula).unwrap().to_string(), formula);
        }
        assert_eq!(Expression::parse("((spend)) - (leads*2)").unwrap().to_string(), "spend - leads * 2");
    }
}
