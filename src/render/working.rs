//! How the figures were found, as a teacher writes it: the formula, the numbers put in, the result.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::core::metric::Metric;
use crate::core::value::Value;
use crate::report::{Report, Working};

use super::{Style, number, verdict, wording};

pub(super) fn render(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for line in lines(report, style) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// The lines of all workings, a heading before each group's.
pub(super) fn lines(report: &Report, style: &Style) -> Vec<String> {
    let mut lines = Vec::new();
    let mut heading: Option<&[String]> = None;
    for working in &report.working {
        if !report.group_by.is_empty() && heading != Some(&working.group) {
            heading = Some(&working.group);
            if !lines.is_empty() {
                lines.push(String::new());
            }
            let names = working.group.iter().map(|name| wording::group_name(name, style.language));
            lines.push(if working.group.is_empty() {
                wording::total(style.language).to_owned()
            } else {
                names.collect::<Vec<_>>().join(", ")
            });
        }
        lines.extend(steps(working, style));
    }
    lines
}

fn steps(working: &Working, style: &Style) -> Vec<String> {
    let mut steps: Vec<String> = working.aside.iter().map(|line| format!("  {line}")).collect();
    steps.extend(found(working, style));
    let unit = working.metric.entry().unit;
    let indent = " ".repeat(working.metric.label(style.language).width());
    steps.extend(working.interval.map(|interval| match interval {
        Ok(interval) => {
            let bounds = verdict::bounds(interval, unit, style);
            format!("  {indent} {bounds} at {} ({})", interval.confidence, interval.method.label())
        }
        Err(refusal) => format!("  {indent} no interval: {refusal}"),
    }));
    steps
}

fn found(working: &Working, style: &Style) -> Vec<String> {
    let unit = working.metric.entry().unit;
    let result = match working.result {
        Value::Known(figure) => {
            let equals = if number::is_rounded(figure, unit, style) { "≈" } else { "=" };
            format!("{equals} {}", number::for_people(figure, unit, style))
        }
        Value::Undefined(reason) => format!("= {} ({reason})", number::NOTHING),
        Value::Absent(metric) => format!("= {} (nothing gives {metric})", number::NOTHING),
    };
    let label = working.metric.label(style.language);
    let indent = " ".repeat(label.width());
    let Some(formula) = &working.formula else {
        if working.found {
            return vec![
                format!("  {label}: {}", working.metric.entry().formula),
                format!("  {indent} {result}"),
            ];
        }
        return vec![format!("  {label} {result}")];
    };
    // The numbers put in are never rounded, so that the line can be checked with any calculator.
    let show = |metric: Metric, of_total: bool| {
        let input = working.inputs.iter().find(|(input, total, _)| *input == metric && *total == of_total);
        match input.map(|(.., value)| *value) {
            Some(Value::Known(figure)) => number::in_formula(figure, metric.entry().unit, style),
            _ => number::NOTHING.to_owned(),
        }
    };
    vec![
        format!("  {label} = {formula}"),
        format!("  {indent} = {}", formula.substitute(&show)),
        format!("  {indent} {result}"),
    ]
}
