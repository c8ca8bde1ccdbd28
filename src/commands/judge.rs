//! Limits on a report's rows.

use anyhow::{Result, bail};

use crate::core::decimal::Decimal;
use crate::core::limit::{Limit, Scope, Verdict};
use crate::core::metric::Metric;
use crate::core::value::Value;
use crate::report::JudgedLimit;

/// A metric that nothing gives, for a message: why it is asked for, and what would give it.
pub(super) fn refuse_absent(asked_by: &str, asked: Metric, absent: Metric) -> Result<()> {
    let what = if asked == absent { format!("{absent}") } else { format!("{asked}, which needs {absent}") };
    bail!(
        "{asked_by} asks for {what}, and no column or option gives it; it comes from {}",
        absent.entry().formula
    )
}

/// Judges one limit on one figure.
pub(super) fn judge(
    limit: &Limit,
    group: Option<Vec<String>>,
    value: Value<Decimal>,
    partial: bool,
) -> JudgedLimit {
    JudgedLimit {
        limit: limit.text.clone(),
        metric: limit.metric,
        group,
        value: value.known(),
        verdict: limit.judge(value, partial),
    }
}

/// A limit on rows, where there is none.
pub(super) fn without_rows(limit: &Limit) -> JudgedLimit {
    JudgedLimit {
        limit: limit.text.clone(),
        metric: limit.metric,
        group: Some(Vec::new()),
        value: None,
        verdict: Verdict::NotJudged("no rows".to_owned()),
    }
}

/// A calculator has one row and no total.
pub(super) fn refuse_total(limit: &Limit) -> Result<()> {
    match limit.scope {
        Scope::Row => Ok(()),
        Scope::Total => {
            bail!("--fail-if '{limit}': there is no total here; write {} without total.", limit.metric)
        }
    }
}
