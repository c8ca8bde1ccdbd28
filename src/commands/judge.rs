//! Limits on a report's rows.

use anyhow::{Result, anyhow, bail};

use crate::core::decimal::Decimal;
use crate::core::limit::{Limit, Scope, Verdict};
use crate::core::metric::Metric;
use crate::core::value::Value;
use crate::report::JudgedLimit;

/// Refuses a figure whose inputs no column gives, and says which would.
pub(super) fn no_column_gives(asked_by: &str, asked: Metric, absent: Metric) -> anyhow::Error {
    let needs = needs(asked, absent);
    anyhow!("{asked_by}: {needs}no column gives {absent}; it comes from {}", absent.entry().formula)
}

/// Refuses a figure whose inputs no option gives.
pub(super) fn no_option_gives(asked_by: &str, asked: Metric, absent: Metric) -> anyhow::Error {
    anyhow!("{asked_by}: {}no option gave {absent}", needs(asked, absent))
}

fn needs(asked: Metric, absent: Metric) -> String {
    if asked == absent { String::new() } else { format!("{asked} needs {absent}, and ") }
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
        bound: limit.bound,
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
        bound: limit.bound,
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
