//! A limit with what is said about it: whom it concerns, how bad it is, and from how many leads on it is judged.

use super::reference::Reference;
use super::{Limit, Selector, Severity};
use crate::core::chance::confidence::Confidence;
use crate::core::decimal::Decimal;
use crate::core::metric::Metric;

/// A limit of a policy, or one that was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The condition that must not hold.
    pub limit: Limit,
    /// Whether it is judged on the total, and not on every group.
    pub is_of_total: bool,
    /// The groups it is for beside those that the limit itself names.
    pub selectors: Vec<Selector>,
    /// How bad it is when it is broken.
    pub severity: Severity,
    /// What a group must have at least to be judged.
    pub minimums: Vec<(Metric, Decimal)>,
    /// How sure a verdict has to be; `None` for what holds for all limits.
    pub confidence: Option<Confidence>,
    /// What the policy says about it.
    pub about: Option<About>,
}

/// What a policy says about a rule beside its limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Its name, or where it has none the limit itself.
    pub name: String,
    /// Who has to act.
    pub owner: Option<String>,
    /// Why the limit is there.
    pub why: Option<String>,
    /// The file that it stands in, as it was named.
    pub file: String,
    /// The line that it begins at, from 1.
    pub line: usize,
}

impl Rule {
    /// A limit that was typed, judged as it stands.
    #[must_use]
    pub fn typed(limit: Limit, severity: Severity) -> Self {
        Self {
            is_of_total: limit.is_of_total(),
            limit,
            selectors: Vec::new(),
            severity,
            minimums: Vec::new(),
            confidence: None,
            about: None,
        }
    }

    /// All that says which groups it is for.
    pub fn selectors(&self) -> impl Iterator<Item = &Selector> {
        self.selectors.iter().chain(&self.limit.selectors)
    }

    /// The figures it speaks of, those of its minimums included.
    #[must_use]
    pub fn references(&self) -> Vec<Reference> {
        let minimum = |(metric, _): &(Metric, Decimal)| Reference {
            metric: *metric,
            of_total: false,
            of_previous: false,
        };
        self.limit.references().into_iter().chain(self.minimums.iter().map(minimum)).collect()
    }

    /// Whether it compares with a baseline.
    #[must_use]
    pub fn needs_baseline(&self) -> bool {
        self.limit.references().iter().any(|reference| reference.of_previous)
    }
}
