//! Markdown: a section with a table, as GitHub and GitLab read it.

use std::io::{self, Write};

use crate::core::limit::JudgedFigure;
use crate::render::markdown::{self, escape};
use crate::render::{Style, number, verdict};
use crate::report::{JudgedLimit, Report};

use super::finding;
use super::standing::{self, Standing};

const HEADER: [&str; 8] = ["Verdict", "Limit", "Where", "Figure", "Bound", "Margin", "Interval", "Owner"];

pub(super) fn render(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "### leadcalc check: {}", standing::headline(&report.limits))?;
    if report.limits.is_empty() {
        return Ok(());
    }
    let limits = standing::worst_first(&report.limits);
    writeln!(out, "\n{}\n", standing::summary(&report.limits))?;
    line(&HEADER.map(str::to_owned), out)?;
    writeln!(out, "| --- | --- | --- | ---: | ---: | ---: | --- | --- |")?;
    for judged in &limits {
        line(&cells(judged, style), out)?;
    }
    let reasons = standing::one_of_each(limits);
    let mut reasons =
        reasons.into_iter().filter_map(|judged| Some((judged, finding::why(judged)?))).peekable();
    if reasons.peek().is_some() {
        writeln!(out)?;
    }
    for (judged, why) in reasons {
        writeln!(out, "- **{}**: {}", escape(&finding::name(judged)), escape(&why))?;
    }
    markdown::below(report, style, out)
}

fn line(cells: &[String], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| {} |", cells.join(" | "))
}

fn cells(judged: &JudgedLimit, style: &Style) -> [String; 8] {
    let standing = Standing::of(judged);
    let verdict = match standing {
        Standing::Broken => format!("**{}**", standing.name()),
        _ => standing.name().to_owned(),
    };
    // Why there is no answer stands where the answer would: it is what explains the row.
    let verdict = match finding::reason(judged) {
        Some(reason) => format!("{verdict}: {}", escape(&reason)),
        None => verdict,
    };
    let figures = |text: &dyn Fn(&JudgedFigure) -> Option<String>| {
        let texts = judged.figures.iter().map(|figure| match text(figure) {
            Some(text) => escape(&text),
            None => number::NOTHING.to_owned(),
        });
        let texts: Vec<String> = texts.collect();
        if texts.is_empty() { number::NOTHING.to_owned() } else { texts.join("<br>") }
    };
    let or_nothing = |text: Option<String>| text.map_or(number::NOTHING.to_owned(), |text| escape(&text));
    [
        verdict,
        escape(&verdict::limit(judged)),
        or_nothing(verdict::place(judged)),
        figures(&|figure| Some(format!("{} {}", figure.name(), finding::value(figure, style)))),
        figures(&|figure| finding::bound(figure, style)),
        figures(&|figure| figure.margin.map(|margin| finding::length(margin, figure, style))),
        figures(&|figure| finding::interval(figure, style)),
        or_nothing(finding::owner(judged)),
    ]
}
