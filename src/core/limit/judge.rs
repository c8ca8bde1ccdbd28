//! Figures against their bounds.

use super::reference::{Figure, Figures, Reference};
use super::{Limit, Part, Verdict};
use crate::core::chance::interval::Interval;
use crate::core::decimal::Decimal;
use crate::core::metric::{FigureOverflow, Metric};
use crate::core::value::Value;

/// A figure beside its bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgedFigure {
    /// Which figure.
    pub metric: Metric,
    /// Whether it is that of the total, in a limit that is judged on groups.
    pub of_total: bool,
    /// The figure, if there is one.
    pub value: Option<Decimal>,
    /// What it was compared with, if that exists.
    pub bound: Option<Decimal>,
    /// How far the figure is from the bound on the good side; negative where it is beyond. `None` where a limit has no sides.
    pub margin: Option<Decimal>,
    /// Where the figure lies, if that was looked at.
    pub interval: Option<Interval>,
    /// The figure that it is never told without, as a score is not without the number of answers.
    pub told_with: Option<(Metric, Decimal)>,
}

/// What became of a limit, and the figures it was judged on, one for each comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The figures beside their bounds.
    pub figures: Vec<JudgedFigure>,
    /// What became of it.
    pub verdict: Verdict,
}

pub(super) fn judge(limit: &Limit, figures: &dyn Figures) -> Result<Judgement, FigureOverflow> {
    let mut judged = Vec::new();
    let mut verdict = Verdict::Broken;
    for part in &limit.parts {
        let (mut figure, of_part) = judge_part(part, figures)?;
        figure.of_total = part.judged.of_total && !limit.is_of_total();
        judged.push(figure);
        verdict = verdict.and(of_part);
    }
    Ok(Judgement { figures: judged, verdict })
}

fn judge_part(part: &Part, figures: &dyn Figures) -> Result<(JudgedFigure, Verdict), FigureOverflow> {
    let figure = figures.figure(part.judged)?;
    let bound = part.bound.evaluate(figures, part.judged)?;
    let interval = interval(part, &figure, bound.is_ok(), figures)?;
    let metric = part.judged.metric;
    let value = figure.value.known();
    let told_with = match metric.told_with() {
        Some(metric) => {
            figures.figure(Reference { metric, ..part.judged })?.value.known().map(|n| (metric, n))
        }
        None => None,
    };
    let judged = JudgedFigure {
        metric,
        of_total: false,
        value,
        bound: bound.as_ref().ok().copied(),
        margin: value
            .zip(bound.as_ref().ok())
            .and_then(|(value, bound)| part.comparison.margin(value, *bound)),
        interval: interval.as_ref().and_then(|interval| interval.as_ref().ok()).copied(),
        told_with,
    };
    let not_judged = |reason: String| Verdict::NotJudged(reason);
    let verdict = match (figure.value, bound, interval) {
        (Value::Absent(absent), ..) => not_judged(format!("nothing gives {absent}")),
        (Value::Known(_), ..) if figure.is_partial => not_judged(format!("partial {metric}")),
        // A cost without events has no value and yet a lower bound.
        (Value::Known(_) | Value::Undefined(_), Ok(bound), Some(Ok(interval))) => {
            match part.comparison.is_met_within(interval, bound) {
                Some(true) => Verdict::Broken,
                Some(false) => Verdict::Holds,
                None => Verdict::CannotTell("the interval reaches both sides of the bound".to_owned()),
            }
        }
        (Value::Undefined(reason), ..) => not_judged(reason.to_string()),
        (Value::Known(_), Err(reason), _) => not_judged(reason),
        // Too little to say even how much it may vary is no answer at all.
        (Value::Known(_), Ok(_), Some(Err(refusal))) => not_judged(refusal),
        (Value::Known(value), Ok(bound), None) if part.comparison.is_met(value, bound) => Verdict::Broken,
        (Value::Known(_), Ok(_), None) => Verdict::Holds,
    };
    Ok((judged, verdict))
}

/// Where the figure lies. What is compared with itself in a baseline is compared with an estimate, so that the chance of both counts.
fn interval(
    part: &Part,
    figure: &Figure,
    has_bound: bool,
    figures: &dyn Figures,
) -> Result<Option<Result<Interval, String>>, FigureOverflow> {
    let is_itself = |reference: &Reference| {
        reference.of_previous
            && (reference.metric, reference.of_total) == (part.judged.metric, part.judged.of_total)
    };
    if has_bound && figure.interval.is_some() && part.bound.references().iter().any(is_itself) {
        let beside = figures.beside_previous(part.judged)?;
        if beside.is_some() {
            return Ok(beside);
        }
    }
    Ok(figure.interval.map(|interval| interval.map_err(|refusal| refusal.to_string())))
}

impl JudgedFigure {
    /// Its name: `cpl`, or `total.cpl` in a limit that is judged on groups.
    #[must_use]
    pub fn name(&self) -> String {
        if self.of_total { format!("total.{}", self.metric) } else { self.metric.key().to_owned() }
    }
}
