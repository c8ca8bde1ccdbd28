//! `check`: limits of a policy, judged, and reported to whoever has to know.

mod reports;
mod verdicts;

use anyhow::{Context, Result};

use crate::cli::Check;
use crate::config::policy;
use crate::core::limit::rule::Rule;
use crate::core::metric::{Kind, Metric};
use crate::exit::Exit;
use crate::render::check::{self, ReportKind};
use crate::render::{Format, Style};
use crate::report::{Column, Report};

use super::groups::changes;
use super::groups::gate::Gate;
use super::groups::maturity;
use super::groups::ranking::{Order, rank};
use super::groups::table::Table;
use super::groups::{Asked, Read, absent, former};
use super::output::Output;
use super::talk;
use super::trend::{Periods, Timeline};

pub(super) fn run(options: &Check) -> Result<Exit> {
    let common = &options.common;
    let mut asked = Asked::of(&options.files, common, &options.speed)?;
    asked.refuse_both("check")?;
    let periods = match options.every {
        Some(every) => Some(Periods::ask(&mut asked, every, options.versus)?),
        None => None,
    };
    let group_by = periods.as_ref().map_or_else(|| asked.group_by(), Periods::group_by);
    let beside = [("--policy", options.policy.as_deref()), ("--baseline", options.baseline.as_deref())];
    former::check_stdin(&asked.inputs, &beside)?;
    let rules = rules(options, &group_by)?;
    let previous = former::load(options.baseline.as_deref())?;
    let inputs = asked.with(&[&options.policy, &options.baseline]);
    reports::open(&options.report, &inputs, common.presentation.output.as_deref())?;
    let output = Output::open_for(&common.presentation, crate::render::Layout::Auto, None, &inputs)?;
    let style = *output.style();
    asked.request.keep.customers = needs_customers(&rules, options, style);
    asked.request.keep.squares =
        common.confidence.is_some() || rules.iter().any(|rule| rule.confidence.is_some());

    let Read { mut reading, maturity, left_out, .. } = asked.read(common, &options.speed)?;
    if let Some(previous) = &previous {
        previous.check(&group_by, reading.currency.as_deref())?;
    }
    let timeline = periods.map(|periods| periods.timeline(&mut reading, &left_out)).transpose()?;
    let total = &reading.total;
    let ranked = rank(reading.groups, total, Order::default(), &asked.request.dimensions)?;
    let groups = timeline.as_ref().map_or(&ranked[..], Timeline::cells);
    let gate = Gate {
        groups,
        total,
        group_by: &group_by,
        previous: previous.as_ref(),
        confidence: common.confidence,
    };
    let limits = match &timeline {
        Some(timeline) => timeline.judge(&gate, &rules)?,
        None => gate.judge(&rules)?,
    };
    let confidence = common.confidence.unwrap_or_default();
    let changes = changes::changes(groups, total, previous.as_ref(), &changes::SHOWN, confidence)?;

    let mut metrics = Vec::new();
    for metric in Metric::ALL.iter().filter(|metric| metric.entry().kind != Kind::Calculator) {
        if absent(*metric, total)?.is_none() {
            metrics.push(*metric);
        }
    }
    let table = Table { metrics: &metrics, total, confidence: common.confidence };
    let row = |group: &crate::ingest::Group| table.row(group.names.clone(), None, &group.tally);
    let rows = groups.iter().map(row).collect::<Result<Vec<_>>>()?;
    let has_rows = !rows.is_empty();
    let judged: Vec<Metric> = rules.iter().map(|rule| rule.limit.parts[0].judged.metric).collect();
    let working = Table { metrics: &judged, ..table };
    let mut report = Report {
        currency: reading.currency,
        group_by,
        columns: metrics.iter().map(|metric| Column::of(*metric, style.language)).collect(),
        rows,
        total: if has_rows { Some(table.row(Vec::new(), None, total)?) } else { None },
        changes,
        maturity,
        limits,
        notes: reading.notes,
        sources: reading.sources,
        ..Report::new("check")
    };
    maturity::note(&mut report, &style);
    if common.explain {
        for group in groups {
            report.working.extend(working.working(&group.names, &group.tally)?);
        }
    }
    finish(options, output, &report, style)
}

/// The rules of the policy, then those that were typed.
fn rules(options: &Check, group_by: &[String]) -> Result<Vec<Rule>> {
    let mut rules = match &options.policy {
        Some(path) => policy::load(path, group_by)?,
        None => Vec::new(),
    };
    rules.extend(options.common.limits.rules());
    Ok(rules)
}

/// Whether customers have to be told apart, which costs memory for each of them.
fn needs_customers(rules: &[Rule], options: &Check, style: Style) -> bool {
    let is_of_customers = |metric: Metric| {
        metric == Metric::Customers
            || metric.expression().is_some_and(|formula| formula.metrics().contains(&Metric::Customers))
    };
    let shows_all =
        !style.format.is_for_people() || options.report.iter().any(|target| target.kind == ReportKind::Json);
    shows_all || rules.iter().flat_map(Rule::references).any(|reference| is_of_customers(reference.metric))
}

/// Writes the result and every report, says what there is to say, and gives the exit status.
fn finish(options: &Check, output: Output, report: &Report, style: Style) -> Result<Exit> {
    let common = &options.common;
    let written = match style.format {
        Format::Table => {
            output.finish_as(report, common, |out| check::render(ReportKind::Text, report, &style, out))
        }
        Format::Markdown => {
            output.finish_as(report, common, |out| check::render(ReportKind::Markdown, report, &style, out))
        }
        Format::Json => output.finish(report, common),
        Format::Csv | Format::Tsv | Format::Jsonl => {
            let verdicts = verdicts::report(report, &style);
            output.finish_as(report, common, |out| crate::render::render(&verdicts, &style, out))
        }
    };
    // A result that could not be written keeps no report from being.
    let reported = reports::write(report, &options.report, &style);
    let annotates_itself = options.report.iter().any(|target| target.kind == ReportKind::Github);
    if !options.no_annotations && !annotates_itself && is_under_github() {
        let mut annotations = Vec::new();
        check::render(ReportKind::Github, report, &style, &mut annotations).context("annotations")?;
        let annotations = String::from_utf8_lossy(&annotations).into_owned();
        if !annotations.is_empty() {
            talk::say(annotations.trim_end());
        }
    }
    reported.and(written)
}

/// GitHub reads annotations from either stream of a step; stdout belongs to the result.
fn is_under_github() -> bool {
    std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true")
}
