//! A figure that may not exist, and why it does not.

use std::fmt;

use super::metric::Metric;
use super::period::{Date, Period};

/// A figure, or the reason why there is none. Neither of the two absences is ever turned into a zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<T> {
    /// The figure.
    Known(T),
    /// The inputs are there, but the figure does not exist for them.
    Undefined(Reason),
    /// No input supplies this quantity, which the figure needs.
    Absent(Metric),
}

/// Why a figure does not exist although its inputs are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The divisor is zero: "no leads".
    Zero(&'static str),
    /// Some of the rows lack this sum and others have it, so that the formula would set unequal parts against each other.
    Partial(Metric),
    /// None of this group's rows has the sum, although other groups' rows have it.
    NotGiven(Metric),
    /// What it is compared with has no such group or figure: "not in the baseline".
    Elsewhere(&'static str),
    /// There is nothing from the period that begins on this day: "no rows in 2025-03".
    NoRows(Period, Date),
    /// What is asked for never happens: "CAC is never paid back".
    Never(&'static str),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Zero(words) | Self::Never(words) | Self::Elsewhere(words) => f.write_str(words),
            Self::NoRows(period, first) => write!(f, "no rows in {}", period.of(*first)),
            Self::Partial(metric) => write!(f, "partial {}", metric.key()),
            Self::NotGiven(metric) => write!(f, "{} not given", metric.key()),
        }
    }
}

impl<T> Value<T> {
    /// The figure, if there is one.
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(figure) => Some(figure),
            Self::Undefined(_) | Self::Absent(_) => None,
        }
    }

    /// Applies a calculation that can fail to a known figure.
    pub fn try_map<U, E>(self, calculate: impl FnOnce(T) -> Result<U, E>) -> Result<Value<U>, E> {
        self.try_and_then(|figure| calculate(figure).map(Value::Known))
    }

    /// Applies a calculation that can fail, or find that there is no figure, to a known figure.
    pub fn try_and_then<U, E>(self, calculate: impl FnOnce(T) -> Result<Value<U>, E>) -> Result<Value<U>, E> {
        match self {
            Self::Known(figure) => calculate(figure),
            Self::Undefined(reason) => Ok(Value::Undefined(reason)),
            Self::Absent(metric) => Ok(Value::Absent(metric)),
        }
    }
}
