//! Groups side by side: how far apart they are, and whether that may be chance.

use crate::core::chance::interval::Interval;
use crate::core::chance::method::Method;
use crate::core::decimal::Decimal;
use crate::core::metric::Metric;
use crate::core::value::Value;

/// Two groups, compared in one figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Which figure.
    pub metric: Metric,
    /// The group that is judged: its name in each dimension.
    pub a: Vec<String>,
    /// What it is compared with; `None` for all other groups together.
    pub b: Option<Vec<String>>,
    /// The figure of the first, and of the other.
    pub values: [Value<Decimal>; 2],
    /// What was found, or why nothing can be said.
    pub result: Result<Outcome, String>,
}

/// What a comparison came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The first less the other, where both exist.
    pub difference: Option<Decimal>,
    /// The first over the other, of costs, where both exist.
    pub ratio: Option<Decimal>,
    /// Where that lies.
    pub interval: Interval,
    /// What the interval is one of.
    pub scale: Scale,
    /// How likely a difference at least as unlikely is where both are alike.
    pub p: Decimal,
    /// The same, corrected for the number of comparisons.
    pub p_adjusted: Decimal,
    /// What the p value was computed by.
    pub test: Method,
    /// Whether the first is better (true) or worse; `None` where that cannot be told.
    pub is_better: Option<bool>,
    /// What it would take to tell, where that cannot be told and there is a difference.
    pub needed: Option<Needed>,
}

/// What an interval of a comparison is one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// The first less the other.
    Difference,
    /// The first over the other.
    Ratio,
}

/// How much more data would tell a difference of this size, four times in five.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needed {
    /// What there has to be more of: clicks, or spend.
    pub of: Metric,
    /// How much each group needs, where both have as much.
    pub per_group: Decimal,
    /// How much of it the first lacks, and the other.
    pub more: [Decimal; 2],
}

/// What has become of a figure since a former run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The group's name in each dimension; `None` for the total.
    pub group: Option<Vec<String>>,
    /// Which figure.
    pub metric: Metric,
    /// What it was.
    pub old: Value<Decimal>,
    /// What it is.
    pub new: Value<Decimal>,
    /// The new less the old, where both exist.
    pub difference: Option<Decimal>,
    /// Whether it has changed by more than chance: the new compared with the old. `None` for what is no estimate.
    pub result: Option<Result<Outcome, String>>,
}
