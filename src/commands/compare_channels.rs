//! Which channel earns its money: files in, a row a group out.

use std::cmp::Ordering;

use anyhow::{Result, bail};

use crate::cli::{CompareChannels, DecimalMark, LayoutName};
use crate::core::decimal::Decimal;
use crate::core::fact::Fact;
use crate::core::limit::{self, Limit, Scope as LimitScope};
use crate::core::metric::{FigureOverflow, Kind, Language, Metric};
use crate::core::tally::{InTotal, Side, Tally};
use crate::core::value::Value;
use crate::exit::Exit;
use crate::ingest::source::Input;
use crate::ingest::status::Statuses;
use crate::ingest::{self, Dimension, Group, Mark, Reading, Request};
use crate::render::{self, Layout, Style, number};
use crate::report::{Cell, Column, JudgedLimit, Note, Report, Row, Working};

use super::output::Output;
use super::{judge, talk};

/// What people are shown unless they ask for more, in this order.
const FOR_PEOPLE: [Metric; 12] = [
    Metric::Cpc,
    Metric::Clicks,
    Metric::Spend,
    Metric::Leads,
    Metric::Cpl,
    Metric::Cr,
    Metric::Orders,
    Metric::CloseRate,
    Metric::Cpo,
    Metric::Revenue,
    Metric::Roas,
    Metric::Romi,
];

/// How many groups a note names.
const NAMED: usize = 8;

pub(super) fn run(options: &CompareChannels) -> Result<Exit> {
    let common = &options.common;
    let wanted = Wanted::new(options)?;
    let mut request = request(options)?;
    let inputs: Vec<Input> = request.spend.iter().chain(&request.leads).cloned().collect();
    let layout = match options.layout {
        LayoutName::Auto => Layout::Auto,
        LayoutName::Rows => Layout::Rows,
        LayoutName::Columns => Layout::Columns,
    };
    let output = Output::open_for(&common.presentation, layout, options.width, &inputs)?;
    let style = *output.style();
    request.count_customers = wanted.needs(Fact::Customers, &style);

    let mut reading = ingest::read(&request)?;
    if common.verbose {
        reading.details.iter().for_each(talk::say);
    }
    let currency = currency(&reading, options)?;
    let mut notes = std::mem::take(&mut reading.notes);
    notes.extend(unmatched(&reading, &request));
    let metrics = wanted.metrics(&reading.total, &style)?;
    let ranked = rank(reading.groups, &reading.total, options, &request.dimensions)?;
    let limits = judge_all(&common.fail_if, &ranked, &reading.total)?;
    let (shown, others) = cut(ranked, options.top)?;

    let total = &reading.total;
    let table = Table { metrics: &metrics, total };
    let mut rows = shown
        .iter()
        .map(|group| table.row(group.names.clone(), None, &group.tally))
        .collect::<Result<Vec<_>>>()?;
    if let Some((count, tally)) = &others {
        rows.push(table.row(vec![String::new(); request.dimensions.len()], Some(*count), tally)?);
    }
    let shows_total = !options.no_total && !rows.is_empty();
    let mut working = Vec::new();
    if common.explain {
        for group in &shown {
            working.extend(table.working(&group.names, &group.tally)?);
        }
        working.extend(table.working(&[], total)?);
    }
    let report = Report {
        command: "compare-channels",
        currency,
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
    output.finish(&report, common)
}

fn request(options: &CompareChannels) -> Result<Request> {
    let list = |words: &Option<Vec<String>>| {
        let cleaned = |words: &Vec<String>| -> Vec<String> {
            words.iter().map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
        };
        words.as_ref().map(cleaned)
    };
    let (won, qualified, rejected) = (list(&options.won), list(&options.qualified), list(&options.rejected));
    let mut dimensions: Vec<Dimension> = Vec::new();
    for name in &options.by {
        let dimension = Dimension::parse(name.trim());
        if name.trim().is_empty() {
            bail!("--by {}: a name is missing between the commas", options.by.join(","));
        }
        if Metric::from_key(name.trim()).is_some() {
            bail!(
                "--by {name}: is a figure, and rows are grouped by what describes them, like channel or month"
            );
        }
        if dimensions.contains(&dimension) {
            bail!("--by {}: names {} twice", options.by.join(","), dimension.name());
        }
        dimensions.push(dimension);
    }
    if let (Some(since), Some(until)) = (options.since, options.until)
        && since > until
    {
        bail!("--since {since} is after --until {until}; no day lies between them");
    }
    Ok(Request {
        spend: options.spend.iter().map(|text| Input::parse(text)).collect(),
        leads: options.leads.iter().map(|text| Input::parse(text)).collect(),
        dimensions,
        since: options.since,
        until: options.until,
        mappings: options.map.clone(),
        delimiter: options.delimiter,
        mark: options.decimal_mark.map(|mark| match mark {
            DecimalMark::Point => Mark::Point,
            DecimalMark::Comma => Mark::Comma,
        }),
        exact_names: options.exact_names,
        statuses: Statuses::new(won.as_deref(), qualified.as_deref(), rejected.as_deref())?,
        max_rejected: options.max_rejected,
        count_customers: false,
    })
}

/// Which figures are asked for.
struct Wanted<'a> {
    columns: Option<Vec<Metric>>,
    all: bool,
    limits: &'a [Limit],
    sort: Option<Metric>,
}

impl<'a> Wanted<'a> {
    fn new(options: &'a CompareChannels) -> Result<Self> {
        let all =
            options.columns.as_ref().is_some_and(|columns| columns.iter().any(|column| column == "all"));
        let mut columns: Option<Vec<Metric>> = None;
        if let (Some(keys), false) = (&options.columns, all) {
            let metrics = columns.insert(Vec::new());
            for key in keys {
                let metric =
                    limit::find_metric(key.trim()).map_err(|error| anyhow::anyhow!("--columns: {error}"))?;
                if !metrics.contains(&metric) {
                    metrics.push(metric);
                }
            }
        }
        let sort = options.sort.as_ref().and_then(|sort| Metric::from_key(&sort.key));
        Ok(Self { columns, all, limits: &options.common.fail_if, sort })
    }

    /// Whether anything that is asked for rests on this sum.
    fn needs(&self, fact: Fact, style: &Style) -> bool {
        let rests_on_it = |metric: Metric| {
            metric.fact() == Some(fact)
                || metric
                    .expression()
                    .is_some_and(|formula| formula.metrics().iter().any(|m| m.fact() == Some(fact)))
        };
        let all = self.all || (self.columns.is_none() && !style.format.is_for_people());
        let columns = self.columns.iter().flatten().copied();
        let limits = self.limits.iter().map(|limit| limit.metric);
        all || columns.chain(limits).chain(self.sort).any(rests_on_it)
    }

    /// The figures to show: those asked for, each of which has to exist, or a choice of those that do.
    fn metrics(&self, total: &Tally, style: &Style) -> Result<Vec<Metric>> {
        let absent = |metric: Metric| absent(metric, total);
        if let Some(columns) = &self.columns {
            for metric in columns {
                if let Some(missing) = absent(*metric)? {
                    judge::refuse_absent("--columns", *metric, missing)?;
                }
            }
            return Ok(columns.clone());
        }
        let candidates =
            if style.format.is_for_people() && !self.all { FOR_PEOPLE.as_slice() } else { Metric::ALL };
        let mut metrics = Vec::new();
        for metric in candidates.iter().filter(|metric| metric.entry().kind != Kind::Calculator) {
            if absent(*metric)?.is_none() {
                metrics.push(*metric);
            }
        }
        Ok(metrics)
    }
}

/// What is missing for a figure, if anything is.
fn absent(metric: Metric, total: &Tally) -> Result<Option<Metric>, FigureOverflow> {
    Ok(match metric.evaluate(&InTotal { part: total, total })? {
        Value::Absent(missing) => Some(missing),
        Value::Known(_) | Value::Undefined(_) => None,
    })
}

/// The groups in the order in which they are shown.
fn rank(
    groups: Vec<Group>,
    total: &Tally,
    options: &CompareChannels,
    dimensions: &[Dimension],
) -> Result<Vec<Group>> {
    let default = if total.supplies(Fact::Spend) { Metric::Spend } else { Metric::Leads };
    let Some(sort) = &options.sort else {
        let figures = figures(&groups, default, total)?;
        let mut ranked: Vec<_> = groups.into_iter().zip(figures).collect();
        ranked.sort_by(|(one, figure), (another, other)| {
            by_periods(one, another, dimensions)
                .then_with(|| by_figure(*figure, *other, true))
                .then_with(|| one.names.cmp(&another.names))
        });
        return Ok(ranked.into_iter().map(|(group, _)| group).collect());
    };
    if let Some(place) = dimensions.iter().position(|dimension| dimension.name() == sort.key) {
        let mut groups = groups;
        groups.sort_by(|one, another| {
            let order = one.names[place].cmp(&another.names[place]);
            let order = if sort.descending == Some(true) { order.reverse() } else { order };
            order.then_with(|| one.names.cmp(&another.names))
        });
        return Ok(groups);
    }
    let metric = limit::find_metric(&sort.key).map_err(|error| anyhow::anyhow!("--sort: {error}"))?;
    if let (Some(missing), false) = (absent(metric, total)?, groups.is_empty()) {
        judge::refuse_absent("--sort", metric, missing)?;
    }
    let figures = figures(&groups, metric, total)?;
    let mut ranked: Vec<_> = groups.into_iter().zip(figures).collect();
    ranked.sort_by(|(one, figure), (another, other)| {
        by_figure(*figure, *other, sort.descending != Some(false)).then_with(|| one.names.cmp(&another.names))
    });
    Ok(ranked.into_iter().map(|(group, _)| group).collect())
}

fn figures(groups: &[Group], metric: Metric, total: &Tally) -> Result<Vec<Option<Decimal>>, FigureOverflow> {
    let figure = |group: &Group| metric.evaluate(&InTotal { part: &group.tally, total }).map(Value::known);
    groups.iter().map(figure).collect()
}

/// Periods follow each other; whatever else the rows are grouped by comes second.
fn by_periods(one: &Group, another: &Group, dimensions: &[Dimension]) -> Ordering {
    let periods =
        dimensions.iter().enumerate().filter(|(_, dimension)| matches!(dimension, Dimension::Period(_)));
    periods
        .map(|(place, _)| one.names[place].cmp(&another.names[place]))
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}

/// What does not exist comes last in either direction.
fn by_figure(one: Option<Decimal>, another: Option<Decimal>, descending: bool) -> Ordering {
    match (one, another) {
        (Some(one), Some(another)) if descending => another.cmp(&one),
        (Some(one), Some(another)) => one.cmp(&another),
        (one, another) => another.is_some().cmp(&one.is_some()),
    }
}

/// The first groups, and the rest as one.
fn cut(mut groups: Vec<Group>, top: Option<u32>) -> Result<(Vec<Group>, Option<(usize, Tally)>)> {
    let Some(top) = top.map(|top| top as usize).filter(|top| *top < groups.len()) else {
        return Ok((groups, None));
    };
    let rest = groups.split_off(top);
    let mut tally = Tally::default();
    for group in &rest {
        tally.merge(&group.tally)?;
    }
    Ok((groups, Some((rest.len(), tally))))
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
            judge::refuse_absent(&format!("--fail-if '{limit}'"), limit.metric, missing)?;
        }
        match limit.scope {
            LimitScope::Total => judged.push(one(None, total)?),
            LimitScope::Row => {
                for group in groups {
                    judged.push(one(Some(group.names.clone()), &group.tally)?);
                }
            }
        }
    }
    Ok(judged)
}

/// The figures of groups, as rows.
struct Table<'a> {
    metrics: &'a [Metric],
    total: &'a Tally,
}

impl Table<'_> {
    fn row(&self, group: Vec<String>, others: Option<usize>, part: &Tally) -> Result<Row> {
        let scope = InTotal { part, total: self.total };
        let cell = |metric: &Metric| -> Result<Cell> {
            Ok(Cell::Figure { value: metric.evaluate(&scope)?, partial: scope.is_partial(*metric) })
        };
        Ok(Row { group, others, cells: self.metrics.iter().map(cell).collect::<Result<_>>()? })
    }

    /// How the figures of a group were found. Sums were counted, so only formulas have something to show.
    fn working(&self, group: &[String], part: &Tally) -> Result<Vec<Working>> {
        let scope = InTotal { part, total: self.total };
        let whole = InTotal { part: self.total, total: self.total };
        let with_formula = self.metrics.iter().filter_map(|metric| Some((*metric, metric.expression()?)));
        let working =
            |(metric, formula): (Metric, &'static crate::core::expression::Expression)| -> Result<Working> {
                let mut inputs = Vec::new();
                for input in formula.metrics() {
                    inputs.push((input, false, input.evaluate(&scope)?));
                    inputs.push((input, true, input.evaluate(&whole)?));
                }
                let result = metric.evaluate(&scope)?;
                Ok(Working { group: group.to_vec(), metric, formula: Some(formula.clone()), inputs, result })
            };
        with_formula.map(working).collect()
    }
}

/// The currency of the files' headers, or the one that the user names for files without.
fn currency(reading: &Reading, options: &CompareChannels) -> Result<Option<String>> {
    match (&reading.currency, &options.common.currency) {
        (Some(found), Some(named)) if found != named => {
            bail!(
                "--currency {named}: the files' headers say {found}; leave the option out, or convert the amounts first"
            )
        }
        (found, named) => Ok(found.clone().or_else(|| named.clone())),
    }
}

/// Notes on groups that have spend and no lead, or leads and no spend.
fn unmatched(reading: &Reading, request: &Request) -> Vec<Note> {
    if request.spend.is_empty() || request.leads.is_empty() {
        return Vec::new();
    }
    let lonely = |here: Side, there: Side, fact: Fact| {
        let mut groups: Vec<(&Group, Decimal)> = reading
            .groups
            .iter()
            .filter(|group| group.tally.has_rows(here) && !group.tally.has_rows(there))
            .map(|group| (group, group.tally.sum(fact)))
            .filter(|(_, sum)| !sum.is_zero())
            .collect();
        groups.sort_by(|(one, sum), (another, other)| {
            other.cmp(sum).then_with(|| one.names.cmp(&another.names))
        });
        groups
    };
    let list = |groups: &[(&Group, Decimal)], show: &dyn Fn(&Group, Decimal) -> String| {
        let named = groups.iter().take(NAMED).map(|(group, sum)| {
            let names = group.names.iter().map(|name| render::group_name(name, Language::En));
            format!("{} ({})", names.collect::<Vec<_>>().join(", "), show(group, *sum))
        });
        let named = named.collect::<Vec<_>>().join(", ");
        match groups.len().saturating_sub(NAMED) {
            0 => named,
            more => format!("{named} and {more} more"),
        }
    };
    let mut notes = Vec::new();
    let spend = lonely(Side::Statistics, Side::Leads, Fact::Spend);
    if !spend.is_empty() {
        let all: Decimal = spend
            .iter()
            .filter_map(|(_, sum)| Some(*sum))
            .fold(Decimal::ZERO, |all, sum| crate::core::decimal::add(all, sum).unwrap_or(all));
        let message = format!(
            "spend without leads, {} in all: {}",
            number::amount(all),
            list(&spend, &|_, sum| number::amount(sum))
        );
        notes.push(Note { code: "spend-without-leads", message });
    }
    let leads = lonely(Side::Leads, Side::Statistics, Fact::Leads);
    if !leads.is_empty() {
        let show = |group: &Group, leads: Decimal| {
            let revenue = group.tally.sum(Fact::Revenue);
            let leads = crate::core::decimal::plain(leads);
            if revenue.is_zero() {
                format!("{leads} leads")
            } else {
                format!("{leads} leads, revenue {}", number::amount(revenue))
            }
        };
        let message = format!("leads without spend, counted as free: {}", list(&leads, &show));
        notes.push(Note { code: "leads-without-spend", message });
    }
    notes
}
