//! Which channel earns its money: files in, a row a group out.

mod ranking;
mod request;
mod table;
mod unmatched;
mod wanted;

use anyhow::Result;

use crate::cli::CompareChannels;
use crate::core::fact::Fact;
use crate::core::limit::{Limit, Scope};
use crate::core::tally::{InTotal, Tally};
use crate::exit::Exit;
use crate::ingest::source::Input;
use crate::ingest::{self, Group};
use crate::report::{Column, JudgedLimit, Report};

use super::output::Output;
use super::{judge, progress, settings, talk};

use ranking::{cut, rank};
use table::Table;
use wanted::{Wanted, absent};

pub(super) fn run(options: &CompareChannels) -> Result<Exit> {
    let common = &options.common;
    let wanted = Wanted::new(options)?;
    let mut effective =
        settings::effective(&options.reading, common.currency.as_deref(), common.config.as_deref())?;
    let mut request = request::request(options, &mut effective)?;
    let inputs: Vec<Input> =
        request.spend.iter().chain(&request.leads).map(|file| file.input.clone()).collect();
    let output = Output::open_for(&common.presentation, options.layout, options.width, &inputs)?;
    let style = *output.style();
    request.count_customers = wanted.needs(Fact::Customers, &style);

    let is_watched = !common.quiet && !options.speed.no_progress;
    let mut reading = progress::shown(is_watched, &inputs, |progress| ingest::read(&request, progress))?;
    if common.verbose {
        reading.details.iter().for_each(talk::say);
    }
    let mut notes = std::mem::take(&mut reading.notes);
    notes.extend(unmatched::notes(&reading, &request));
    let metrics = wanted.metrics(&reading.total, &style)?;
    let ranked = rank(reading.groups, &reading.total, options, &request.dimensions)?;
    let limits = judge_all(&common.fail_if, &ranked, &reading.total)?;
    let ranked = if options.unmatched { unmatched::only(ranked) } else { ranked };
    let (shown, others) = cut(ranked, options.top)?;

    let total = &reading.total;
    let table = Table { metrics: &metrics, total };
    let mut rows = shown
        .iter()
        .map(|group| table.row(group.names.clone(), None, &group.tally))
        .collect::<Result<Vec<_>>>()?;
    if let Some((count, tally)) = &others {
        let mut names = vec![String::new(); request.dimensions.len()];
        names[0] = ranking::name_of_others(&shown);
        rows.push(table.row(names, Some(*count), tally)?);
    }
    // The total of a list of what is left over would be taken for the total of all.
    let shows_total = !options.no_total && !options.unmatched && !rows.is_empty();
    let mut working = Vec::new();
    if common.explain {
        for group in &shown {
            working.extend(table.working(&group.names, &group.tally)?);
        }
        if shows_total {
            working.extend(table.working(&[], total)?);
        }
    }
    let mut report = Report {
        command: "compare-channels",
        currency: reading.currency,
        group_by: request.dimensions.iter().map(|dimension| dimension.name().to_owned()).collect(),
        columns: metrics.iter().map(|metric| Column::of(*metric, style.language)).collect(),
        rows,
        total: if shows_total { Some(table.row(Vec::new(), None, total)?) } else { None },
        words: Vec::new(),
        working,
        limits,
        notes,
        sources: reading.sources,
    };
    if options.unmatched {
        unmatched::say_why(&mut report, &shown);
    }
    output.finish(&report, common)
}

/// Judges the limits on every group, whether or not it is shown.
fn judge_all(limits: &[Limit], groups: &[Group], total: &Tally) -> Result<Vec<JudgedLimit>> {
    let mut judged = Vec::new();
    for limit in limits {
        let one = |group: Option<Vec<String>>, part: &Tally| -> Result<JudgedLimit> {
            let scope = InTotal { part, total };
            let value = limit.metric.evaluate(&scope)?;
            let partial = limit.metric.fact().is_some() && scope.is_partial(limit.metric);
            Ok(judge::judge(limit, group, value, partial))
        };
        if groups.is_empty() {
            judged.push(judge::without_rows(limit));
            continue;
        }
        if let Some(missing) = absent(limit.metric, total)? {
            return Err(judge::no_column_gives(&format!("--fail-if '{limit}'"), limit.metric, missing));
        }
        match limit.scope {
            Scope::Total => judged.push(one(None, total)?),
            Scope::Row => {
                for group in groups {
                    judged.push(one(Some(group.names.clone()), &group.tally)?);
                }
            }
        }
    }
    Ok(judged)
}
