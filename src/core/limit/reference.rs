//! What a limit speaks of.

use std::fmt;

use crate::core::chance::interval::Interval;
use crate::core::chance::refusal::Refusal;
use crate::core::decimal::Decimal;
use crate::core::metric::{FigureOverflow, Metric};
use crate::core::value::Value;

/// A figure that a limit names: `cpl`, `total.cpl`, `previous.cpl`, `previous.total.cpl`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// Which figure.
    pub metric: Metric,
    /// Whether that of the total is meant, and not that of the group that is judged.
    pub of_total: bool,
    /// Whether that of the baseline is meant, and not that of the files at hand.
    pub of_previous: bool,
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let previous = if self.of_previous { "previous." } else { "" };
        let total = if self.of_total { "total." } else { "" };
        write!(f, "{previous}{total}{}", self.metric)
    }
}

/// A figure, with what there is to know of it when it is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// The figure, or why there is none.
    pub value: Value<Decimal>,
    /// Whether it is a sum that only a part of the rows supplied.
    pub is_partial: bool,
    /// Where it lies, or why that cannot be said. `None` for what is no estimate, and where nobody asks for a confidence.
    pub interval: Option<Result<Interval, Refusal>>,
}

impl Figure {
    /// A figure that is judged as it stands.
    #[must_use]
    pub fn exact(value: Value<Decimal>) -> Self {
        Self { value, is_partial: false, interval: None }
    }
}

/// What limits are judged on: the figures of a group, of its total, and of both in another period.
pub trait Figures {
    /// The figure that is named.
    ///
    /// **Errors**: [`FigureOverflow`] where it does not fit in 28 digits.
    fn figure(&self, reference: Reference) -> Result<Figure, FigureOverflow>;

    /// Where a figure lies as seen from what it was in the baseline, which is taken as it stands, while the interval has the chance
    /// of both; or why that cannot be said. `None` where the two are not compared.
    ///
    /// **Errors**: [`FigureOverflow`] where a figure does not fit in 28 digits.
    fn beside_previous(
        &self,
        _judged: Reference,
    ) -> Result<Option<Result<Interval, String>>, FigureOverflow> {
        Ok(None)
    }
}
