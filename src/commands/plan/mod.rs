//! What it would take: history in, the cheapest spend for a target out, by channel and month.

mod aim;
mod binding;
mod bounds;
mod channel;
mod draft;
mod fact;
mod kept;
mod longer;
mod notes;
mod past;
mod planned;
mod reach;
mod season;
mod table;
mod words;

use anyhow::{Context, Result, bail};

use crate::cli::Plan as Options;
use crate::core::chance::confidence::Confidence;
use crate::core::chance::refusal::Refusal;
use crate::core::decimal::Overflow;
use crate::core::limit::rule::Rule;
use crate::core::metric::Language;
use crate::core::name::folded;
use crate::core::period::{Date, Period};
use crate::core::plan::season::Season;
use crate::exit::Exit;
use crate::ingest::{DateBasis, Dimension};
use crate::render::{self, Layout};
use crate::report::{Cell, Column, Report};

use super::groups::Asked;
use super::groups::gate::Gate;
use super::judge;
use super::output::Output;

use aim::Aim;
use bounds::{Bounds, LeftOut};
use channel::Channel;
use draft::{Draft, Given};
use past::History;
use table::Rows;

pub(super) fn run(options: &Options) -> Result<Exit> {
    plan(options).map_err(|error| {
        if error.is::<Overflow>() || error.downcast_ref() == Some(&Refusal::OutOfRange) {
            error.context("a figure of the plan is out of range; take a smaller target, budget or --growth")
        } else {
            error
        }
    })
}

fn plan(options: &Options) -> Result<Exit> {
    let common = &options.common;
    let mut asked = Asked::of(&options.files, common, &options.speed)?;
    if asked.request.date_basis != DateBasis::Lead {
        bail!("--date-basis: a plan counts orders on the day of their lead; leave it out");
    }
    if asked.request.dimensions.len() != 1 || matches!(asked.request.dimensions[0], Dimension::Period(_)) {
        bail!(
            "--by {}: a plan is by one thing that money is spent on, and by month; take --by channel",
            options.files.by.join(",")
        );
    }
    refuse_previous(&common.limits.rules())?;
    asked.request.dimensions.push(Dimension::Period(Period::Month));
    if let Some(path) = &options.fact {
        return fact::run(options, path, &mut asked);
    }
    let group_by = asked.group_by();
    let inputs = asked.with(&[&options.season]);
    let output = Output::open_for(&common.presentation, Layout::Rows, None, &inputs)?;
    let style = *output.style();
    let read = asked.read(common, &options.speed)?;
    let history = History::of(&read, [asked.request.since, asked.request.until])?;
    let aim = Aim::of(options, &read.reading.total)?;
    let season = season::of(options.season.as_deref(), &history)?;
    let confidence = common.confidence.unwrap_or_default();
    let (channels, left_out) = channels(options, &history, &aim, &season, confidence)?;
    bounds::check_names(options, &channels, &left_out)?;
    if channels.is_empty() {
        let why = |(name, why): &LeftOut| format!("{}: {why}", render::group_name(name, Language::En));
        let why: Vec<String> = left_out.iter().map(why).collect();
        bail!("no channel can be planned with: {}", why.join("; "));
    }
    let months = months(options, history.last)?;
    let bounds = channels.iter().map(|channel| Bounds::of(channel, options, months.len()));
    let bounds = bounds.collect::<Result<_>>()?;
    let given = Given {
        options,
        aim,
        channels: &channels,
        bounds,
        months,
        season: &season,
        timing: history.timing.as_ref(),
    };
    let mut draft = given.draft()?;
    let rows = Rows::of(&given, &draft, &style)?;
    // What is a part of a kopeck short is shown as there, and is.
    draft.is_reached |= aim.target.is_some_and(|target| rows.total_figure(aim.counted) >= target);
    let mut rules: Vec<_> = aim.rule()?.into_iter().collect();
    rules.extend(common.limits.rules());
    let gate = Gate {
        groups: &rows.groups,
        total: &rows.total,
        group_by: &group_by,
        previous: None,
        confidence: None,
    };
    let limits = gate.judge(&rules)?;
    let mut notes = read.reading.notes;
    notes.extend(history.notes.iter().cloned());
    let responses = notes::responses(&given, confidence)?;
    notes.extend(notes::of(&given, &draft, &responses, &left_out)?);
    let mut words = words::words(&given, &draft, &rows, confidence, &style)?;
    if common.explain {
        words.extend(responses);
    }
    let mut report = Report {
        currency: read.reading.currency,
        group_by,
        target: Some(aim.counted),
        columns: rows.metrics.iter().map(|metric| Column::of(*metric, style.language)).collect(),
        rows: rows.shown,
        total: Some(rows.total_row),
        words,
        limits,
        notes,
        sources: read.reading.sources,
        ..Report::new("plan")
    };
    if !style.format.is_for_people() {
        mark_beyond(&mut report, &draft);
    }
    output.finish(&report, common)
}

/// There is no former run to compare with.
fn refuse_previous(rules: &[Rule]) -> Result<()> {
    for rule in rules {
        if rule.references().iter().any(|reference| reference.of_previous) {
            bail!("{}: a plan has no baseline; leave out previous.", judge::place(rule));
        }
    }
    Ok(())
}

/// The channels that can be planned with, and the others.
fn channels(
    options: &Options,
    history: &History,
    aim: &Aim,
    season: &Season,
    confidence: Confidence,
) -> Result<(Vec<Channel>, Vec<LeftOut>)> {
    let (mut channels, mut left_out) = (Vec::new(), Vec::new());
    for past in &history.channels {
        let is_included = options.include.iter().any(|name| folded(name) == folded(&past.name));
        match Channel::of(past, aim, season, is_included, confidence)? {
            Ok(channel) => channels.push(channel),
            Err(why) => left_out.push((past.name.clone(), why)),
        }
    }
    Ok((channels, left_out))
}

/// The first days of the plan's months.
fn months(options: &Options, last: Date) -> Result<Vec<Date>> {
    let next = Period::Month.following(last).context("the calendar ends with the history")?;
    let mut month = options.from.unwrap_or(next);
    if month <= last {
        bail!(
            "--from {}: the history reaches to {}; plan from {} on, or end the history before with --until",
            Period::Month.of(month),
            Period::Month.of(last),
            Period::Month.of(next)
        );
    }
    let mut months = vec![month];
    for _ in 1..options.months {
        month = Period::Month.following(month).context("--months: the calendar ends before the plan")?;
        months.push(month);
    }
    Ok(months)
}

/// Says beside each row whether it goes beyond what was seen, for programs; people read a note.
fn mark_beyond(report: &mut Report, draft: &Draft) {
    report.columns.push(Column::text("extrapolated", "Beyond what was seen"));
    let marks = draft.cells().map(|(.., cell)| if cell.is_extrapolated() { "yes" } else { "no" });
    for (row, mark) in report.rows.iter_mut().zip(marks) {
        row.cells.push(Cell::Text(mark.to_owned()));
    }
    if let Some(total) = &mut report.total {
        total.cells.push(Cell::Text(String::new()));
    }
}
