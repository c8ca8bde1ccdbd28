//! What became of the limits: figures and verdicts, not text.

use crate::core::limit::rule::About;
use crate::core::limit::{JudgedFigure, Severity, Verdict};

/// A limit on one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgedLimit {
    /// As it was written.
    pub limit: String,
    /// The rule of a policy that it belongs to.
    pub rule: Option<About>,
    /// How bad it is when it is broken.
    pub severity: Severity,
    /// The group's name in each dimension; `None` for the total, empty for a calculator.
    pub group: Option<Vec<String>>,
    /// The figures that were judged, one for each comparison in the limit; empty where there was none to judge.
    pub figures: Vec<JudgedFigure>,
    /// What became of it.
    pub verdict: Verdict,
    /// Whether the rule itself says that this group is too small to be judged: then the exit status does not suffer.
    pub is_exempt: bool,
}
