//! Figures over time: files in, a row a group and period out.

mod axis;
mod figures;
mod limits;
mod matrix;
mod timeline;
mod wanted;

use anyhow::{Result, bail};

use crate::cli::Trend as Options;
use crate::core::estimate;
use crate::core::metric::Metric;
use crate::exit::Exit;
use crate::ingest::{Group, Reading};
use crate::render::{Format, Layout, Style};
use crate::report::{Column, Note, Report, Row, Trend, TrendCell};

use super::estimates;
use super::groups::gate::Gate;
use super::groups::maturity;
use super::groups::table::Table;
use super::groups::{Asked, Read, former};
use super::output::Output;

use figures::Figures;
use matrix::Matrix;
use wanted::Wanted;

pub(super) use timeline::{Periods, Timeline};

/// How many records there may be: they have gaps too, so that a few rows can make very many.
const MOST: usize = 500_000;

pub(super) fn run(options: &Options) -> Result<Exit> {
    let common = &options.common;
    let mut asked = Asked::of(&options.files, common, &options.speed)?;
    asked.refuse_both("trend")?;
    let periods = Periods::ask(&mut asked, options.every, options.versus)?;
    let group_by = periods.group_by();
    former::check_stdin(&asked.inputs, &[("--baseline", options.baseline.as_deref())])?;
    let previous = former::load(options.baseline.as_deref())?;
    let inputs = asked.with(&[&options.baseline]);
    let output = Output::open_for(&common.presentation, Layout::Auto, options.width, &inputs)?;
    let style = *output.style();
    for (is_asked, option) in [(options.chart, "--chart"), (options.ascii, "--ascii")] {
        if is_asked && !style.format.is_for_people() {
            bail!("{option}: draws for people; leave it out, or take -f table or -f markdown");
        }
    }
    let rules = common.limits.rules();
    let wanted = Wanted::new(options, style.format.is_for_people())?;
    asked.request.keep.squares = common.confidence.is_some();
    asked.request.keep.customers = wanted.needs_customers(&rules);
    let Read { mut reading, maturity, left_out, .. } = asked.read(common, &options.speed)?;
    if let Some(previous) = &previous {
        previous.check(&group_by, reading.currency.as_deref())?;
    }
    let timeline = periods.timeline(&mut reading, &left_out)?;
    let Timeline { axis, matrix, .. } = &timeline;
    let Reading { total, currency, sources, notes, .. } = reading;
    let gate = Gate {
        groups: timeline.cells(),
        total: &total,
        group_by: &group_by,
        previous: previous.as_ref(),
        confidence: common.confidence,
    };
    let limits = timeline.judge(&gate, &rules)?;

    let metrics = wanted.metrics(&total, !matrix.cells.is_empty())?;
    // Beside every figure of a wide table there is no room for where it lies.
    let confidence = common.confidence.filter(|_| !style.format.is_for_people());
    let table = Table { metrics: &metrics, total: &total, confidence };
    let figures = Figures { table, axis, versus: options.versus.map(timeline::meant) };
    let mut report = Report {
        currency,
        group_by,
        columns: metrics.iter().map(|metric| Column::of(*metric, style.language)).collect(),
        limits,
        maturity,
        notes,
        sources,
        ..Report::new("trend")
    };
    fill(&mut report, &figures, matrix, options)?;
    if common.explain {
        for cell in &matrix.cells {
            report.working.extend(figures.table.working(&cell.names, &cell.tally)?);
        }
        report.working.extend(figures.table.working(&[], &total)?);
    }
    report.notes.extend(without_intervals(options, &metrics, style));
    estimates::note(&mut report, &style);
    maturity::note(&mut report, &style);
    output.finish(&report, common)
}

/// Puts the figures in.
fn fill(report: &mut Report, figures: &Figures<'_>, matrix: &Matrix, options: &Options) -> Result<()> {
    let (groups, periods) = (matrix.groups.len(), figures.axis.names.len());
    if groups.saturating_mul(periods) > MOST {
        bail!(
            "--every {}: {groups} groups in {periods} periods are more than {MOST} records; take longer periods, \
             larger groups with --by, or fewer days with --since and --until",
            options.every.period().name()
        );
    }
    let mut cells: Vec<TrendCell> = Vec::new();
    for group in 0..groups {
        let (rows, beside): (Vec<Row>, Vec<TrendCell>) = figures.group(matrix, group)?.into_iter().unzip();
        report.rows.extend(rows);
        cells.extend(beside);
    }
    let over_time = |group: &Group| figures.table.row(group.names.clone(), None, &group.tally);
    if !matrix.cells.is_empty() {
        report.total = Some(figures.table.row(Vec::new(), None, figures.table.total)?);
    }
    report.trend = Some(Trend {
        every: options.every.period(),
        versus: figures.versus,
        periods: figures.periods(matrix)?,
        groups: matrix.groups.iter().map(over_time).collect::<Result<_>>()?,
        cells,
        days: figures.axis.days.clone(),
        chart: options.chart,
        ascii: options.ascii,
    });
    Ok(())
}

/// Says where intervals are, which tables have no room for.
fn without_intervals(options: &Options, metrics: &[Metric], style: Style) -> Option<Note> {
    let is_estimate = |metric: &Metric| estimate::of(*metric).is_some();
    let is_left_out = options.common.confidence.is_some()
        && matches!(style.format, Format::Table | Format::Markdown)
        && metrics.iter().any(is_estimate);
    is_left_out.then(|| Note {
        code: "intervals-not-shown",
        message:
            "intervals: limits are judged by them, and tables over time have no room for them; -f csv and -f json \
             show them"
                .to_owned(),
    })
}
