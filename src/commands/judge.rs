//! Limits on a report's rows.

use anyhow::{Result, anyhow, bail};

use crate::core::chance::confidence::Confidence;
use crate::core::estimate;
use crate::core::limit::Verdict;
use crate::core::limit::reference::{Figure, Figures, Reference};
use crate::core::limit::rule::Rule;
use crate::core::metric::{FigureOverflow, Metric, Scope};
use crate::core::value::Value;
use crate::core::worksheet::Worksheet;
use crate::report::JudgedLimit;

/// Refuses a figure whose inputs no column gives, and says which would.
pub(super) fn no_column_gives(asked_by: &str, asked: Metric, absent: Metric) -> anyhow::Error {
    let needs = needs(asked, absent);
    anyhow!("{asked_by}: {needs}no column gives {absent}; it comes from {}", absent.entry().formula)
}

/// Refuses a figure whose inputs no option gives.
fn no_option_gives(asked_by: &str, asked: Metric, absent: Metric) -> anyhow::Error {
    anyhow!("{asked_by}: {}no option gave {absent}", needs(asked, absent))
}

fn needs(asked: Metric, absent: Metric) -> String {
    if asked == absent { String::new() } else { format!("{asked} needs {absent}, and ") }
}

/// Where a rule stands, as messages begin.
pub(super) fn place(rule: &Rule) -> String {
    match &rule.about {
        Some(about) => format!("{}, line {}: {}", about.file, about.line, rule.limit),
        None => format!("--{}-if '{}'", if rule.severity.is_fatal() { "fail" } else { "warn" }, rule.limit),
    }
}

/// What a scope knows of a figure, and where it lies if somebody wants to be sure.
pub(super) fn figure(
    metric: Metric,
    scope: &dyn Scope,
    is_partial: bool,
    confidence: Option<Confidence>,
) -> Result<Figure, FigureOverflow> {
    let interval = match confidence {
        Some(confidence) => estimate::interval(metric, scope, confidence)?,
        None => None,
    };
    Ok(Figure { value: metric.evaluate(scope)?, is_partial, interval })
}

/// What became of a rule on a group.
pub(super) fn judged(
    rule: &Rule,
    group: Option<Vec<String>>,
    figures: &dyn Figures,
) -> Result<JudgedLimit, FigureOverflow> {
    let judgement = rule.limit.judge(figures)?;
    Ok(JudgedLimit { figures: judgement.figures, ..with_verdict(rule, group, judgement.verdict) })
}

/// A rule whose verdict rests on no figure.
pub(super) fn with_verdict(rule: &Rule, group: Option<Vec<String>>, verdict: Verdict) -> JudgedLimit {
    JudgedLimit {
        limit: rule.limit.text.clone(),
        rule: rule.about.clone(),
        severity: rule.severity,
        group,
        figures: Vec::new(),
        verdict,
        is_exempt: false,
    }
}

/// Judges rules on a calculator, which has one row, no groups and no total.
pub(super) fn on_sheet(
    rules: &[Rule],
    sheet: &Worksheet,
    confidence: Option<Confidence>,
) -> Result<Vec<JudgedLimit>> {
    let judge = |rule: &Rule| -> Result<JudgedLimit> {
        let place = place(rule);
        for reference in rule.limit.references() {
            let metric = reference.metric;
            if reference.of_previous {
                bail!("{place}: a calculator has no baseline; leave out previous.");
            }
            if reference.of_total {
                bail!("{place}: there is no total here; write {metric} without total.");
            }
            if let Value::Absent(absent) = metric.evaluate(sheet)? {
                return Err(no_option_gives(&place, metric, absent));
            }
        }
        if let Some(selector) = rule.selectors().next() {
            bail!("{place}: there is no {} here; write the limit without it", selector.dimension);
        }
        Ok(judged(rule, Some(Vec::new()), &OnSheet { sheet, confidence })?)
    };
    rules.iter().map(judge).collect()
}

struct OnSheet<'a> {
    sheet: &'a Worksheet,
    confidence: Option<Confidence>,
}

impl Figures for OnSheet<'_> {
    fn figure(&self, reference: Reference) -> Result<Figure, FigureOverflow> {
        figure(reference.metric, self.sheet, false, self.confidence)
    }
}
