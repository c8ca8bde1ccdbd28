//! A plan beside what has come of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;

use crate::cli::Plan as Options;
use crate::commands::groups::gate::Gate;
use crate::commands::groups::{Asked, Read, absent, former, maturity};
use crate::commands::judge;
use crate::commands::output::Output;
use crate::core::decimal::{self, Decimal};
use crate::core::fact::Fact;
use crate::core::fraction::Fraction;
use crate::core::metric::{Better, Language, Metric, Sums, Unit};
use crate::core::period::{Date, Period};
use crate::core::previous::{Previous, PreviousGroup};
use crate::core::tally::Tally;
use crate::core::value::{Reason, Value};
use crate::exit::Exit;
use crate::ingest::{DateBasis, Dimension, Group, Reading};
use crate::render::{self, Layout, number};
use crate::report::{self, Cell, Column, Note, Report, Row};

use super::kept;
use super::planned::Planned;
use super::reach::Reach;

/// How many names a note lists.
const NAMED: usize = 12;

/// Notes on groups that only one kind of file knows: a plan has its own.
const BESIDE: [&str; 2] = ["spend-without-leads", "leads-without-spend"];

/// Why a total is not judged.
const NOT_ALL_MONTHS: Reason = Reason::Elsewhere("the files do not reach to all months of the plan");

/// What is set beside each other.
const FIGURES: [Metric; 5] = [Metric::Spend, Metric::Leads, Metric::Orders, Metric::Revenue, Metric::Profit];

pub(super) fn run(options: &Options, path: &Path, asked: &mut Asked) -> Result<Exit> {
    let common = &options.common;
    former::check_stdin(&asked.inputs, &[("--fact", Some(path))])?;
    let group_by = asked.group_by();
    let plan = kept::load(path, &group_by)?;
    let inputs = asked.with(&[&options.fact]);
    let output = Output::open_for(&common.presentation, Layout::Rows, None, &inputs)?;
    let style = *output.style();
    let end = end_of(&plan);
    let is_cut = !asked.request.leads.is_empty() && has_later_orders(&plan);
    if is_cut {
        // Every order with its own month too, so that those can be left out which the plan does not count either.
        asked.request.date_basis = DateBasis::Both;
        asked.request.dimensions.push(Dimension::OrderPeriod(Period::Month));
    }
    let Read { mut reading, maturity, .. } = asked.read(common, &options.speed)?;
    reading.notes.retain(|note| !BESIDE.contains(&note.code));
    let maturity = if is_cut {
        reading.groups.retain(|group| group.names.get(2).is_none_or(|month| month <= &end));
        reading.notes.extend(cut_note(&end, maturity.as_ref()));
        None
    } else {
        maturity
    };
    plan.check(&group_by, reading.currency.as_deref())?;
    let figures: Vec<Metric> = FIGURES.into_iter().filter(|metric| plan.metrics.contains(metric)).collect();
    for metric in &figures {
        if let Some(missing) = absent(*metric, &reading.total)? {
            return Err(judge::no_column_gives("--fact", *metric, missing));
        }
    }
    let target = plan.target.filter(|target| figures.contains(target));
    let counted = target.or(figures.last().copied()).unwrap_or(Metric::Leads);
    reading.notes.extend(unplanned(&plan, &reading.groups));
    let reach = Reach::of(&reading, [asked.request.since, asked.request.until]);
    reading.notes.extend(reach.notes(&end));
    let facts = Facts { plan: &plan, figures: &figures, counted, reading: &reading, reach: &reach };
    let (groups, total) = facts.all()?;
    let gate = Gate { groups: &groups, total: &total, group_by: &group_by, previous: None, confidence: None };
    let limits = gate.judge(&common.limits.rules())?;
    let side_by_side =
        SideBySide { plan: &plan, figures: &figures, incomplete: facts.incomplete(), total: &total };
    let rows = groups.iter().map(|group| side_by_side.row(Some(&group.names), &group.tally));
    let rows = rows.collect::<Result<_>>()?;
    let total_row = side_by_side.row(None, &total)?;
    let months: BTreeSet<&String> = groups.iter().filter_map(|group| group.names.get(1)).collect();
    let maturity = maturity.map(|mut maturity| {
        maturity.shares.retain(|month, _| months.contains(month));
        maturity
    });
    let mut report = Report {
        currency: reading.currency.or(plan.currency),
        group_by,
        columns: columns(&figures, counted, style.language),
        rows,
        total: Some(total_row),
        limits,
        maturity,
        notes: reading.notes,
        sources: reading.sources,
        ..Report::new("plan")
    };
    maturity::note(&mut report, &style);
    output.finish(&report, common)
}

/// The last month of a plan.
fn end_of(plan: &Previous) -> String {
    plan.groups.iter().filter_map(|row| row.names.get(1)).max().cloned().unwrap_or_default()
}

/// Whether a plan sets orders apart that come after its end.
fn has_later_orders(plan: &Previous) -> bool {
    let later = |row: &PreviousGroup| row.figures.get(&Metric::OrdersLater).and_then(|later| later.known());
    plan.groups.iter().filter_map(later).any(|later| !later.is_zero())
}

/// Which orders count, and whether more of them may come.
fn cut_note(end: &str, maturity: Option<&report::Maturity>) -> Vec<Note> {
    let message =
        format!("orders count for the month of their lead, as far as they came by the end of {end}");
    let mut notes = vec![Note { code: "plan-end", message }];
    let last_day = maturity.map(|maturity| maturity.last_day);
    if let Some(last_day) = last_day.filter(|day| Period::Month.of(*day).as_str() <= end) {
        let message =
            format!("the lead lists reach to {last_day}, and the plan to the end of {end}: more may come");
        notes.push(Note { code: "plan-open", message });
    }
    notes
}

/// The row of a plan that a group belongs to.
fn planned<'a>(plan: &'a Previous, group: &Group) -> Option<&'a PreviousGroup> {
    plan.groups.get(group.names.get(..2)?)
}

/// What the fact is made from.
struct Facts<'a> {
    plan: &'a Previous,
    figures: &'a [Metric],
    /// What the plan was to reach, which its fulfilment is of.
    counted: Metric,
    reading: &'a Reading,
    reach: &'a Reach,
}

impl Facts<'_> {
    /// What has come in each channel and month of the plan, and in all of them.
    fn all(&self) -> Result<(Vec<Group<Planned>>, Planned)> {
        let mut total = Planned::default();
        total.tally.cover(&self.reading.total);
        let mut sums = Vec::new();
        for row in &self.plan.groups {
            let mut tally = Tally::default();
            for group in self.reading.groups.iter().filter(|group| planned(self.plan, group) == Some(row)) {
                tally.merge(&group.tally)?;
            }
            total.tally.merge(&tally)?;
            sums.push((row, tally));
        }
        let firsts: BTreeSet<Date> = self.plan.groups.iter().filter_map(kept::first_day).collect();
        let mut groups = Vec::new();
        for (row, tally) in sums {
            let found = kept::first_day(row).map(|first| self.lacking(first)).unwrap_or_default();
            let part = Planned { tally, found };
            let planned = row.figures.get(&self.counted).and_then(|planned| planned.known());
            let part = self.with_fulfilment(part, &total, planned)?;
            groups.push(Group { names: row.names.clone(), tally: part });
        }
        // A figure of which some months are lacking is what has come so far, and its fulfilment cannot be told.
        let lacking: Vec<_> = firsts.iter().map(|first| self.lacking(*first)).collect();
        for metric in self.figures {
            let of_metric = || lacking.iter().filter_map(|found| found.iter().find(|(of, _)| of == metric));
            if of_metric().count() == firsts.len() {
                total.found.extend(of_metric().next().copied());
            }
        }
        let within_all = total.clone();
        let planned = planned_in_all(self.plan, self.counted)?;
        let mut total = self.with_fulfilment(total, &within_all, planned)?;
        if self.incomplete().contains(&self.counted) {
            total.found.retain(|(of, _)| *of != Metric::Fulfilment);
            total.found.push((Metric::Fulfilment, Value::Undefined(NOT_ALL_MONTHS)));
        }
        Ok((groups, total))
    }

    /// The figures of which some months of the plan are lacking.
    fn incomplete(&self) -> Vec<Metric> {
        let firsts: BTreeSet<Date> = self.plan.groups.iter().filter_map(kept::first_day).collect();
        let is_lacking = |metric: &Metric| {
            firsts.iter().any(|first| self.reach.lacks(*metric, self.reading, *first).is_some())
        };
        self.figures.iter().copied().filter(is_lacking).collect()
    }

    /// The figures of which nothing is known in a month.
    fn lacking(&self, first: Date) -> Vec<(Metric, Value<Fraction>)> {
        let lacks = |metric: &Metric| {
            let reason = self.reach.lacks(*metric, self.reading, first)?;
            Some((*metric, Value::Undefined(reason)))
        };
        self.figures.iter().filter_map(lacks).collect()
    }

    /// Sums, with the share of the plan that they are.
    fn with_fulfilment(&self, part: Planned, total: &Planned, planned: Option<Decimal>) -> Result<Planned> {
        let fact = self.counted.evaluate(&part.within(total))?;
        let fulfilment = fact.try_and_then(|fact| share(fact, planned))?;
        let mut part = part;
        part.found.push((Metric::Fulfilment, fulfilment));
        Ok(part)
    }
}

fn share(fact: Decimal, planned: Option<Decimal>) -> Result<Value<Fraction>> {
    let none = Value::Undefined(Reason::Zero("nothing was planned"));
    let planned = planned.filter(|planned| *planned > Decimal::ZERO);
    Ok(match planned.and_then(|planned| Fraction::from(fact).over(Fraction::from(planned))) {
        Some(share) => Value::Known(share?),
        None => none,
    })
}

/// What the plan has in all of its rows.
fn planned_in_all(plan: &Previous, metric: Metric) -> Result<Option<Decimal>> {
    let mut sum = Decimal::ZERO;
    for row in &plan.groups {
        let Some(planned) = row.figures.get(&metric).and_then(|planned| planned.known()) else {
            return Ok(None);
        };
        sum = decimal::add(sum, planned)?;
    }
    Ok(Some(sum))
}

/// Names what came in the plan's months to channels that it does not have.
fn unplanned(plan: &Previous, read: &[Group]) -> Option<Note> {
    let months: BTreeSet<&String> = plan.groups.iter().filter_map(|row| row.names.get(1)).collect();
    let mut beside: BTreeMap<&[String], [Decimal; 2]> = BTreeMap::new();
    for group in read.iter().filter(|group| planned(plan, group).is_none()) {
        let names = group.names.get(..2)?;
        if months.contains(&names[1]) {
            let sums = beside.entry(names).or_default();
            for (sum, fact) in sums.iter_mut().zip([Fact::Spend, Fact::Leads]) {
                *sum = sum.saturating_add(group.tally.sum(fact));
            }
        }
    }
    let named = beside.iter().take(NAMED).map(|(names, sums)| {
        let [spend, leads] = sums.map(number::in_reason);
        let names: Vec<String> = names.iter().map(|name| render::group_name(name, Language::En)).collect();
        format!("{} (spend {spend}, leads {leads})", names.join(", "))
    });
    let named: Vec<String> = named.collect();
    let more = match beside.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!("not in the plan, and not counted: {}{more}", named.join("; "));
    (!beside.is_empty()).then_some(Note { code: "unplanned", message })
}

/// Plan and fact of a row.
struct SideBySide<'a> {
    plan: &'a Previous,
    figures: &'a [Metric],
    /// Those of which some months of the plan are lacking.
    incomplete: Vec<Metric>,
    total: &'a Planned,
}

impl SideBySide<'_> {
    fn row(&self, names: Option<&[String]>, part: &Planned) -> Result<Row> {
        let scope = part.within(self.total);
        let is_complete = |metric: &Metric| names.is_some() || !self.incomplete.contains(metric);
        let mut cells = Vec::new();
        for metric in self.figures {
            let planned = match names {
                Some(_) => self.plan.figure(names, *metric),
                None => planned_in_all(self.plan, *metric)?.map_or(
                    Value::Undefined(Reason::Elsewhere("not in every row of the plan")),
                    Value::Known,
                ),
            };
            let fact = metric.evaluate(&scope)?;
            let judged = if is_complete(metric) { fact } else { Value::Undefined(NOT_ALL_MONTHS) };
            let difference =
                planned.try_and_then(|planned| judged.try_map(|fact| decimal::subtract(fact, planned)))?;
            let fulfilment = judged.try_and_then(|fact| share(fact, planned.known()))?;
            let fulfilment = fulfilment.try_map(Fraction::to_decimal)?;
            cells.extend([planned, fact, difference, fulfilment].map(Cell::figure));
        }
        Ok(Row { group: names.unwrap_or_default().to_vec(), others: None, cells })
    }
}

/// Plan, fact, difference and fulfilment of each figure. That of what the plan was to reach is the fulfilment that limits speak of.
fn columns(figures: &[Metric], counted: Metric, language: Language) -> Vec<Column> {
    let ru = language == Language::Ru;
    let of_figure = |metric: &Metric| {
        let [plan, difference, fulfilment] =
            ["plan", "difference", "fulfilment"].map(|of| format!("{}_{of}", metric.key()));
        let label = metric.label(language);
        let column = |key: String, en: &str, ru_label: &str, unit: Unit| Column {
            key: key.into(),
            label: format!("{label}: {}", if ru { ru_label } else { en }).into(),
            unit,
            better: Better::Neither,
            formula: None,
        };
        let unit = metric.entry().unit;
        let last = if *metric == counted {
            Column::of(Metric::Fulfilment, language)
        } else {
            column(fulfilment, "fulfilment", "выполнение", Unit::Percent)
        };
        [
            column(plan, "plan", "план", unit),
            column(metric.key().to_owned(), "fact", "факт", unit),
            column(difference, "difference", "разница", unit),
            last,
        ]
    };
    figures.iter().flat_map(of_figure).collect()
}
