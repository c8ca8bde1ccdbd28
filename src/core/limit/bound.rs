//! The right side of a comparison: what a figure is compared with.

use super::reference::{Figures, Reference};
use crate::core::decimal::{Decimal, Overflow};
use crate::core::expression::Operator;
use crate::core::fraction::Fraction;
use crate::core::metric::FigureOverflow;
use crate::core::value::{Reason, Value};

/// A number, a figure, or something computed from both: `2000`, `1.2 * previous.cpl`, `total.cr - 1%`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// A number; of a rate, the fraction.
    Number(Decimal),
    /// A figure.
    Figure(Reference),
    /// Two parts and what is done with them.
    Binary(Box<Bound>, Operator, Box<Bound>),
}

impl Bound {
    /// The figures it speaks of.
    #[must_use]
    pub fn references(&self) -> Vec<Reference> {
        match self {
            Self::Number(_) => Vec::new(),
            Self::Figure(reference) => vec![*reference],
            Self::Binary(left, _, right) => [left.references(), right.references()].concat(),
        }
    }

    /// What it comes to, or which of its figures does not exist, and why.
    pub(super) fn evaluate(
        &self,
        figures: &dyn Figures,
        judged: Reference,
    ) -> Result<Result<Decimal, String>, FigureOverflow> {
        let overflow = |Overflow| FigureOverflow { figure: judged.metric };
        match self.fraction(figures, judged)? {
            Ok(fraction) => fraction.to_decimal().map(Ok).map_err(overflow),
            Err(reason) => Ok(Err(reason)),
        }
    }

    fn fraction(
        &self,
        figures: &dyn Figures,
        judged: Reference,
    ) -> Result<Result<Fraction, String>, FigureOverflow> {
        let overflow = |Overflow| FigureOverflow { figure: judged.metric };
        match self {
            Self::Number(number) => Ok(Ok(Fraction::from(*number))),
            Self::Figure(reference) => {
                let figure = figures.figure(*reference)?;
                let partial = Value::Undefined(Reason::Partial(reference.metric));
                Ok(match if figure.is_partial { partial } else { figure.value } {
                    Value::Known(figure) => Ok(Fraction::from(figure)),
                    Value::Undefined(reason) => Err(format!("{reference}: {reason}")),
                    Value::Absent(metric) => Err(format!("{reference}: nothing gives {metric}")),
                })
            }
            Self::Binary(left, operator, right) => {
                let (left, right) = match (left.fraction(figures, judged)?, right.fraction(figures, judged)?)
                {
                    (Ok(left), Ok(right)) => (left, right),
                    (Err(reason), _) | (_, Err(reason)) => return Ok(Err(reason)),
                };
                Ok(match operator {
                    Operator::Add => Ok(left.plus(right).map_err(overflow)?),
                    Operator::Subtract => Ok(left.minus(right).map_err(overflow)?),
                    Operator::Multiply => Ok(left.times(right).map_err(overflow)?),
                    Operator::Divide => match left.over(right) {
                        Some(quotient) => Ok(quotient.map_err(overflow)?),
                        None => Err("the bound divides by zero".to_owned()),
                    },
                })
            }
        }
    }
}
