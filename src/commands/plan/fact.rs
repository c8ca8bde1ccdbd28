//! A plan beside what has come of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Result, bail};

use crate::cli::Plan as Options;
use crate::commands::groups::gate::Gate;
use crate::commands::groups::{Asked, Read, absent, former, maturity};
use crate::commands::judge;
use crate::commands::output::Output;
use crate::core::decimal::{self, Decimal};
use crate::core::fact::Fact;
use crate::core::fraction::Fraction;
use crate::core::metric::{Better, Language, Metric, Unit};
use crate::core::period::Period;
use crate::core::previous::{Previous, PreviousGroup};
use crate::core::tally::{InTotal, Tally};
use crate::core::value::{Reason, Value};
use crate::exit::Exit;
use crate::ingest::{DateBasis, Dimension, Group};
use crate::render::{self, Layout, number};
use crate::report::{self, Cell, Column, Note, Report, Row};

use super::planned::Planned;

/// How many names a note lists.
const NAMED: usize = 12;

/// Notes on groups that only one kind of file knows: a plan has its own.
const BESIDE: [&str; 2] = ["spend-without-leads", "leads-without-spend"];

/// What is set beside each other.
const FIGURES: [Metric; 3] = [Metric::Spend, Metric::Leads, Metric::Orders];

pub(super) fn run(options: &Options, path: &Path, asked: &mut Asked) -> Result<Exit> {
    let common = &options.common;
    former::check_stdin(&asked.inputs, &[("--fact", Some(path))])?;
    let Some(plan) = former::load(Some(path))? else { bail!("--fact: names no file") };
    let inputs = asked.with(&[&options.fact]);
    let output = Output::open_for(&common.presentation, Layout::Rows, None, &inputs)?;
    let style = *output.style();
    let group_by = asked.group_by();
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
    if !figures.contains(&Metric::Spend) || !figures.contains(&Metric::Leads) {
        bail!("{}: has no spend and leads; give the JSON of a plan", plan.file);
    }
    for metric in &figures {
        if let Some(missing) = absent(*metric, &reading.total)? {
            return Err(judge::no_column_gives("--fact", *metric, missing));
        }
    }
    let counted = figures.last().copied().unwrap_or(Metric::Leads);
    reading.notes.extend(unplanned(&plan, &reading.groups));
    let groups = facts(&plan, counted, &reading.groups)?;
    let mut tally = Tally::default();
    tally.cover(&reading.total);
    for group in &groups {
        tally.merge(&group.tally.tally)?;
    }
    let planned = planned_in_all(&plan, counted)?;
    let total = with_fulfilment(tally, counted, planned)?;
    let gate = Gate { groups: &groups, total: &total, group_by: &group_by, previous: None, confidence: None };
    let limits = gate.judge(&common.limits.rules())?;
    let side_by_side = SideBySide { plan: &plan, figures: &figures, total: &total };
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
        columns: columns(&figures, style.language),
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

/// What has come in each channel and month of the plan.
fn facts(plan: &Previous, counted: Metric, read: &[Group]) -> Result<Vec<Group<Planned>>> {
    let mut groups = Vec::new();
    for row in &plan.groups {
        let mut tally = Tally::default();
        for group in read.iter().filter(|group| planned(plan, group) == Some(row)) {
            tally.merge(&group.tally)?;
        }
        let planned = row.figures.get(&counted).and_then(|planned| planned.known());
        groups.push(Group { names: row.names.clone(), tally: with_fulfilment(tally, counted, planned)? });
    }
    Ok(groups)
}

/// Sums, with the share of the plan that they are.
fn with_fulfilment(tally: Tally, counted: Metric, planned: Option<Decimal>) -> Result<Planned> {
    let fact = counted.fact().map(|fact| tally.sum(fact)).unwrap_or_default();
    let fulfilment = share(fact, planned)?;
    Ok(Planned { tally, found: vec![(Metric::Fulfilment, fulfilment)] })
}

fn share(fact: Decimal, planned: Option<Decimal>) -> Result<Value<Fraction>> {
    let none = Value::Undefined(Reason::Zero("nothing was planned"));
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
    total: &'a Planned,
}

impl SideBySide<'_> {
    fn row(&self, names: Option<&[String]>, part: &Planned) -> Result<Row> {
        let scope = InTotal { part: &part.tally, total: &self.total.tally };
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
            let difference =
                planned.try_and_then(|planned| fact.try_map(|fact| decimal::subtract(fact, planned)))?;
            let fulfilment = share(fact.known().unwrap_or_default(), planned.known())?;
            let fulfilment = fulfilment.try_map(Fraction::to_decimal)?;
            cells.extend([planned, fact, difference, fulfilment].map(Cell::figure));
        }
        Ok(Row { group: names.unwrap_or_default().to_vec(), others: None, cells })
    }
}

/// Plan, fact, difference and fulfilment of each figure. The last of them is the fulfilment that limits speak of.
fn columns(figures: &[Metric], language: Language) -> Vec<Column> {
    let counted = figures.last();
    let ru = language == Language::Ru;
    let of_figure = |metric: &Metric| {
        let keys = match metric {
            Metric::Spend => ["spend_plan", "spend_difference", "spend_fulfilment"],
            Metric::Leads => ["leads_plan", "leads_difference", "leads_fulfilment"],
            _ => ["orders_plan", "orders_difference", "orders_fulfilment"],
        };
        let [plan, difference, fulfilment] = keys;
        let label = metric.label(language);
        let column = |key: &'static str, en: &str, ru_label: &str, unit: Unit| Column {
            key: key.into(),
            label: format!("{label}: {}", if ru { ru_label } else { en }).into(),
            unit,
            better: Better::Neither,
            formula: None,
        };
        let unit = metric.entry().unit;
        let last = if Some(metric) == counted {
            Column::of(Metric::Fulfilment, language)
        } else {
            column(fulfilment, "fulfilment", "выполнение", Unit::Percent)
        };
        [
            column(plan, "plan", "план", unit),
            column(metric.key(), "fact", "факт", unit),
            column(difference, "difference", "разница", unit),
            last,
        ]
    };
    figures.iter().flat_map(of_figure).collect()
}
