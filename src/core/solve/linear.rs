//! Sums of figures times numbers, as formulas have them above and below their fraction line.

use std::collections::BTreeMap;

use super::exact::Exact;
use crate::core::expression::{Expression, Operator};
use crate::core::metric::Metric;

/// `2 * spend - revenue`: figures and their factors, and the number that stands without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Linear {
    /// The factors that are not zero.
    pub(super) factors: BTreeMap<Metric, Exact>,
    /// What is added to them.
    pub(super) number: Exact,
}

/// A formula as one such sum over another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quotient {
    /// Above the line.
    pub(super) above: Linear,
    /// Below it; the number 1 where there is no line.
    pub(super) below: Linear,
}

impl Linear {
    /// A number alone.
    pub(super) fn number(number: Exact) -> Self {
        Self { factors: BTreeMap::new(), number }
    }

    /// A figure alone.
    pub(super) fn figure(metric: Metric) -> Self {
        Self { factors: BTreeMap::from([(metric, Exact::one())]), number: Exact::zero() }
    }

    /// The factor of a figure.
    pub(super) fn factor(&self, metric: Metric) -> Exact {
        self.factors.get(&metric).cloned().unwrap_or_else(Exact::zero)
    }

    /// This and another times a number.
    pub(super) fn plus(mut self, other: &Self, times: &Exact) -> Self {
        for (metric, factor) in &other.factors {
            let sum = self.factor(*metric).plus(&factor.times(times));
            self.factors.insert(*metric, sum);
        }
        self.factors.retain(|_, factor| !factor.is_zero());
        Self { number: self.number.plus(&other.number.times(times)), ..self }
    }

    fn scaled(&self, times: &Exact) -> Self {
        Self::number(Exact::zero()).plus(self, times)
    }

    fn as_number(&self) -> Option<&Exact> {
        self.factors.is_empty().then_some(&self.number)
    }

    /// A formula without a figure below a fraction line, and without a product of two figures.
    fn of(formula: &Expression) -> Option<Self> {
        Some(match formula {
            Expression::Number(number) => Self::number(Exact::from(*number)),
            Expression::Metric(metric) => Self::figure(*metric),
            Expression::Total(_) => return None,
            Expression::Binary(left, operator, right) => {
                let (left, right) = (Self::of(left)?, Self::of(right)?);
                match operator {
                    Operator::Add => left.plus(&right, &Exact::one()),
                    Operator::Subtract => left.plus(&right, &Exact::zero().minus(&Exact::one())),
                    Operator::Multiply => match (left.as_number(), right.as_number()) {
                        (Some(number), _) => right.scaled(number),
                        (_, Some(number)) => left.scaled(number),
                        _ => return None,
                    },
                    Operator::Divide => left.scaled(&Exact::one().over(right.as_number()?)?),
                }
            }
        })
    }
}

impl Quotient {
    /// A formula as a quotient; `None` where it is none.
    pub(super) fn of(formula: &Expression) -> Option<Self> {
        if let Some(above) = Linear::of(formula) {
            return Some(Self { above, below: Linear::number(Exact::one()) });
        }
        match formula {
            Expression::Binary(above, Operator::Divide, below) => {
                Some(Self { above: Linear::of(above)?, below: Linear::of(below)? })
            }
            _ => None,
        }
    }
}
