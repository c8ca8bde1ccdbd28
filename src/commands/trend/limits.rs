//! Limits on each group in each period, and what they are compared with: the period before, unless a former run was named.

use std::collections::{BTreeMap, HashSet};
use std::slice;

use anyhow::{Result, anyhow, bail};

use crate::commands::groups::gate::Gate;
use crate::commands::groups::{absent, pair};
use crate::commands::judge;
use crate::core::decimal::Decimal;
use crate::core::limit::Verdict;
use crate::core::limit::rule::Rule;
use crate::core::metric::{FigureOverflow, Metric};
use crate::core::previous::{Previous, PreviousGroup};
use crate::core::tally::{InTotal, Tally};
use crate::core::value::{Reason, Value};
use crate::report::{JudgedLimit, Versus};

use super::timeline::Timeline;

/// What the periods before have, for those that are judged.
pub(super) struct Before {
    pub(super) previous: Previous,
    /// The groups and periods that have none before them.
    without: HashSet<Vec<String>>,
}

impl Before {
    /// What the rules ask of the periods before; `None` where they ask nothing.
    ///
    /// **Errors**: what they ask and no period can have.
    pub(super) fn of(
        rules: &[Rule],
        Timeline { axis, matrix, .. }: &Timeline,
        versus: Versus,
        total: &Tally,
    ) -> Result<Option<Self>> {
        let mut metrics: Vec<Metric> = Vec::new();
        for rule in rules.iter().filter(|rule| rule.needs_baseline()) {
            let place = judge::place(rule);
            for reference in rule.references().iter().filter(|reference| reference.of_previous) {
                if rule.is_of_total || reference.of_total {
                    bail!(
                        "{place}: no period lies before the total of all of them; write previous.{metric} of each \
                         group, or give the JSON of a former run with --baseline",
                        metric = reference.metric
                    );
                }
                if let (Some(missing), false) = (absent(reference.metric, total)?, matrix.cells.is_empty()) {
                    return Err(judge::no_column_gives(&place, reference.metric, missing));
                }
                metrics.push(reference.metric);
                metrics.extend(pair::sums(reference.metric));
            }
        }
        if metrics.is_empty() {
            return Ok(None);
        }
        let mut before = Self {
            previous: Previous { metrics: metrics.clone(), ..Previous::default() },
            without: HashSet::new(),
        };
        for group in 0..matrix.groups.len() {
            for period in 0..axis.names.len() {
                let Some(cell) = matrix.cell(group, period) else { continue };
                let then = match axis.before(period, versus) {
                    Ok(then) => matrix.cell(group, then).ok_or_else(|| axis.no_rows(then)),
                    Err(reason) => Err(reason),
                };
                let mut figures: BTreeMap<Metric, Value<Decimal>> = BTreeMap::new();
                for metric in &metrics {
                    let figure = match then {
                        Ok(then) => figure(*metric, InTotal { part: &then.tally, total })?,
                        Err(reason) => Value::Undefined(reason),
                    };
                    figures.insert(*metric, figure);
                }
                if then.is_err() {
                    before.without.insert(cell.names.clone());
                }
                before.previous.groups.push(PreviousGroup { names: cell.names.clone(), figures });
            }
        }
        Ok(Some(before))
    }
}

/// A figure that others can be compared with. A sum that only some of the rows supply is none.
fn figure(metric: Metric, of: InTotal<'_>) -> Result<Value<Decimal>, FigureOverflow> {
    if metric.fact().is_some() && of.is_partial(metric) {
        return Ok(Value::Undefined(Reason::Partial(metric)));
    }
    metric.evaluate(&of)
}

/// Judges all rules. A limit on a change says nothing where there is nothing before, and that alone fails nothing.
///
/// **Errors**: whatever is wrong with any of them, all of it at once.
pub(super) fn judge(gate: &Gate<'_>, rules: &[Rule], before: &Before) -> Result<Vec<JudgedLimit>> {
    let mut judged = Vec::new();
    let mut problems = Vec::new();
    for rule in rules {
        match gate.judge(slice::from_ref(rule)) {
            Ok(mut of_rule) => {
                if rule.needs_baseline() {
                    excuse(&mut of_rule, before);
                }
                judged.extend(of_rule);
            }
            Err(problem) => problems.push(problem.to_string()),
        }
    }
    if problems.is_empty() { Ok(judged) } else { Err(anyhow!(problems.join("\n"))) }
}

/// Excuses those that have nothing before them, unless nothing was judged at all.
fn excuse(judged: &mut [JudgedLimit], before: &Before) {
    for judged in &mut *judged {
        let has_none = judged.group.as_ref().is_some_and(|names| before.without.contains(names));
        judged.is_exempt |= has_none && matches!(judged.verdict, Verdict::NotJudged(_));
    }
    if judged.iter().all(|judged| judged.is_exempt) {
        for judged in judged {
            judged.is_exempt = false;
        }
    }
}
