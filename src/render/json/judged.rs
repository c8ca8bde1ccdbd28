//! What became of the limits, as JSON.

use std::collections::BTreeMap;

use crate::core::limit;
use crate::report::{JudgedLimit, Report};

use super::{Bounds, Figure};
use crate::render::Precision;

#[derive(serde::Serialize)]
pub(super) struct Judged<'a> {
    limit: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
    severity: &'static str,
    /// The row's dimensions; null for the total.
    row: Option<BTreeMap<&'a str, &'a str>>,
    /// The first of the figures.
    value: Option<Figure>,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    exempt: bool,
    figures: Vec<JudgedFigure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
}

/// A figure beside its bound.
#[derive(serde::Serialize)]
struct JudgedFigure {
    metric: &'static str,
    /// Only where it is that of the total in a limit on groups.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    total: bool,
    value: Option<Figure>,
    bound: Option<Figure>,
    margin: Option<Figure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    interval: Option<Bounds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answers: Option<Figure>,
}

impl JudgedFigure {
    fn new(judged: &limit::JudgedFigure, precision: Option<Precision>) -> Self {
        let unit = judged.metric.entry().unit;
        let figure = |value| Figure::new(value, unit, precision);
        Self {
            metric: judged.metric.key(),
            total: judged.of_total,
            value: judged.value.map(figure),
            bound: judged.bound.map(figure),
            margin: judged.margin.map(figure),
            interval: judged.interval.map(|interval| Bounds::new(interval, unit, precision)),
            answers: judged.told_with.map(|(metric, n)| Figure::new(n, metric.entry().unit, precision)),
        }
    }
}

impl<'a> Judged<'a> {
    pub(super) fn new(report: &'a Report, judged: &'a JudgedLimit, precision: Option<Precision>) -> Self {
        let first = judged.figures.first();
        let about = judged.rule.as_ref();
        Self {
            limit: &judged.limit,
            rule: about.map(|about| about.name.as_str()),
            severity: judged.severity.name(),
            row: judged.group.as_ref().map(|group| {
                report.group_by.iter().map(String::as_str).zip(group.iter().map(String::as_str)).collect()
            }),
            value: first.and_then(|figure| {
                figure.value.map(|value| Figure::new(value, figure.metric.entry().unit, precision))
            }),
            verdict: judged.verdict.name(),
            reason: judged.verdict.reason(),
            exempt: judged.is_exempt,
            figures: judged.figures.iter().map(|figure| JudgedFigure::new(figure, precision)).collect(),
            owner: about.and_then(|about| about.owner.as_deref()),
            why: about.and_then(|about| about.why.as_deref()),
        }
    }
}
