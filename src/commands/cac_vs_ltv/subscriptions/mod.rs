//! Churn and payments from a list of subscriptions, and what a customer is worth by them.

mod notes;

use std::num::NonZeroUsize;

use anyhow::{Result, bail};

use crate::cli::{CacVsLtv, OtherCosts};
use crate::commands::groups::gate::Gate;
use crate::commands::groups::table::Table;
use crate::commands::output::Output;
use crate::commands::what_if::{self, Beside, Calculator, Inputs, Point};
use crate::commands::{estimates, judge, progress, settings, talk, worksheet_report};
use crate::core::decimal::Decimal;
use crate::core::lifetime::{self, Lifetime};
use crate::core::limit::rule::Rule;
use crate::core::metric::{Language, Metric, Unit};
use crate::core::period::Period;
use crate::core::series::Series;
use crate::core::subscription::{self, History, Movement};
use crate::core::worksheet::Worksheet;
use crate::exit::Exit;
use crate::ingest::list::subscriptions;
use crate::ingest::source::Input;
use crate::ingest::{Group, Request};
use crate::render::{Format, Layout, Style, number};
use crate::report::{Cell, Column, Note, Report};

use super::{COMMAND, SHOWN, acquisition, bounds, refuse_unused};

/// The figures of a month.
const FIGURES: [Metric; 10] = [
    Metric::Subscribers,
    Metric::NewSubscribers,
    Metric::Churned,
    Metric::Churn,
    Metric::Mrr,
    Metric::LostMrr,
    Metric::ContractionMrr,
    Metric::ExpansionMrr,
    Metric::RevenueChurn,
    Metric::NetRevenueRetention,
];

/// Options that say how such a file is read; the others are for reports and leads.
const READING: [&str; 9] = [
    "--map",
    "--encoding",
    "--sheet",
    "--delimiter",
    "--decimal-mark",
    "--date-order",
    "--rate",
    "--rates",
    "--max-rejected",
];

pub(super) fn run(options: &CacVsLtv) -> Result<Exit> {
    let common = &options.common;
    let rules = common.limits.rules();
    refuse_previous(&rules)?;
    let with_ltv = asks_for_ltv(options)?;
    let typed = typed(options);
    let is_what_if = what_if::is_asked(&typed, &options.what_if)?;
    if is_what_if && with_ltv.is_none() {
        bail!(
            "--subscriptions: without an LTV there is nothing to vary; give --margin-rate, and --cac or --spend-total with --customers"
        );
    }
    let (request, files) = request(options)?;
    let scenarios = options.what_if.scenario.iter().map(|path| Input { path: path.clone(), channel: None });
    let kept: Vec<Input> = files.iter().cloned().chain(scenarios).collect();
    let output = Output::open_for(&common.presentation, Layout::Auto, None, &kept)?;
    let style = *output.style();
    let read = progress::shown(!common.quiet, &files, |progress| {
        subscriptions::read(&request, &request.leads, progress)
    })?;
    if common.verbose {
        read.details.iter().for_each(talk::say);
    }
    let latest = read.subscribers.latest_day();
    let as_of = options.subscription.as_of.or(latest);
    let history = as_of.map_or_else(|| Ok(History::default()), |day| read.subscribers.history(day))?;
    let mut notes = notes::all(&read, &history, as_of, options, &style);
    notes.splice(0..0, read.notes);
    if is_what_if {
        let beside = Beside { currency: read.currency, notes, sources: read.sources };
        return vary(options, &typed, &history.total, beside, output);
    }
    let sheet = match with_ltv {
        Some(margin_rate) => board(&history.total, margin_rate, &typed.first())?,
        None => subscription::observed(Worksheet::new(), &history.total)?,
    };
    let total = history.total.with(sheet.clone());
    let groups: Vec<Group<Movement>> = history
        .months
        .into_iter()
        .map(|(month, tally)| Group { names: vec![Period::Month.of(month)], tally })
        .collect();
    let group_by = vec![Period::Month.name().to_owned()];
    let gate = Gate {
        groups: &groups,
        total: &total,
        group_by: &group_by,
        previous: None,
        confidence: common.confidence,
    };
    let limits = gate.judge(&rules)?;
    let mut report = Report {
        currency: read.currency,
        group_by,
        limits,
        notes,
        sources: read.sources,
        ..Report::new(COMMAND)
    };
    fill(&mut report, &groups, &total, &sheet, options, &style)?;
    if with_ltv.is_some() {
        add_verdicts(&mut report, &sheet, &style)?;
        report.words.extend(bounds::in_words(&sheet, options, &style)?);
        report.notes.extend(bounds::note(options, true));
    }
    estimates::note(&mut report, &style);
    output.finish(&report, common)
}

/// What can be typed beside a file.
fn typed(options: &CacVsLtv) -> Inputs {
    Inputs::new(&[
        (Metric::Cac, options.cac.as_ref()),
        (Metric::Spend, options.spend_total.as_ref()),
        (Metric::OtherCosts, options.other_costs.as_ref().and_then(OtherCosts::amounts)),
        (Metric::Customers, options.customers.as_ref()),
        (Metric::MarginRate, options.margin_rate.as_ref()),
        (Metric::Discount, options.discount.as_ref()),
    ])
}

/// The LTV of all months together beside a CAC.
fn board(all: &Movement, margin_rate: Decimal, point: &Point) -> Result<Worksheet> {
    let lifetime =
        Lifetime::Observed { all: all.clone(), margin_rate, discount: point.get(Metric::Discount) };
    Ok(lifetime::calculate(acquisition(point)?, &lifetime)?)
}

/// What other values would come to beside the same file.
fn vary(
    options: &CacVsLtv,
    typed: &Inputs,
    all: &Movement,
    mut beside: Beside,
    output: Output,
) -> Result<Exit> {
    beside.notes.push(Note {
        code: "all-months",
        message: "every figure is over all months; they stand month by month where nothing is varied"
            .to_owned(),
    });
    beside.notes.extend(bounds::note(options, false));
    let of_point = |point: &Point| {
        let Some(margin_rate) = point.get(Metric::MarginRate) else { bail!("--margin-rate is needed") };
        let sheet = board(all, margin_rate, point)?;
        refuse_unused(&sheet, point, &typed.first())?;
        Ok(sheet)
    };
    let calculator = Calculator { command: COMMAND, inputs: typed, shown: SHOWN, board: &of_point, beside };
    what_if::run(&calculator, &options.what_if, &options.common, output)
}

/// The margin to compute an LTV with; none where nobody asks for one.
fn asks_for_ltv(options: &CacVsLtv) -> Result<Option<Decimal>> {
    let has_cac = options.cac.is_some() || options.spend_total.is_some();
    match (has_cac, options.margin_rate.as_ref().map(Series::first)) {
        (true, Some(margin_rate)) => Ok(Some(margin_rate)),
        (true, None) => bail!("--subscriptions: an LTV to set the CAC against needs --margin-rate"),
        (false, Some(_)) => {
            bail!("--margin-rate: is for an LTV, which needs --cac, or --spend-total with --customers")
        }
        (false, None) if options.discount.is_some() => {
            bail!("--discount: is for an LTV, which needs --margin-rate and a CAC")
        }
        (false, None) => Ok(None),
    }
}

/// There is no former run to compare with.
fn refuse_previous(rules: &[Rule]) -> Result<()> {
    for rule in rules {
        if rule.references().iter().any(|reference| reference.of_previous) {
            bail!("{}: subscriptions have no baseline; leave out previous.", judge::place(rule));
        }
    }
    Ok(())
}

/// What the reading is asked for; the files stand in the place of lists of leads.
fn request(options: &CacVsLtv) -> Result<(Request, Vec<Input>)> {
    let common = &options.common;
    if let Some(option) = options.reading.given().iter().find(|option| !READING.contains(option)) {
        bail!("{option}: is not for subscriptions; leave it out");
    }
    let inputs: Vec<Input> =
        options.subscription.subscriptions.iter().map(|text| Input::parse(text)).collect();
    let mut effective =
        settings::effective(&options.reading, common.currency.as_deref(), common.config.as_deref())?;
    let request = settings::request(&mut effective, &[], &inputs, Vec::new(), NonZeroUsize::MIN)?;
    // Settings for leads of all runs say nothing about subscriptions.
    Ok((Request { dedupe: None, ..request }, inputs))
}

/// The months, and all of them together. Records have no total, so where an LTV is asked for they are one, of all months.
fn fill(
    report: &mut Report,
    groups: &[Group<Movement>],
    total: &Movement,
    sheet: &Worksheet,
    options: &CacVsLtv,
    style: &Style,
) -> Result<()> {
    let common = &options.common;
    let (has_total, only_all) = (has_total(style), !has_total(style) && options.margin_rate.is_some());
    let mut metrics = FIGURES.to_vec();
    if only_all || style.format == Format::Json {
        let of_all = sheet.lines().iter().map(|line| line.metric).filter(|metric| !FIGURES.contains(metric));
        metrics.extend(of_all);
    }
    let table = Table { metrics: &metrics, total, confidence: common.confidence };
    if only_all {
        report.group_by = Vec::new();
        report.rows.push(table.row(Vec::new(), None, total)?);
    }
    for Group { names, tally } in groups.iter().filter(|_| !only_all) {
        report.rows.push(table.row(names.clone(), None, tally)?);
        if common.explain {
            let of_month = Table { metrics: &FIGURES, ..table };
            report.working.extend(of_month.working(names, tally)?);
        }
    }
    report.columns = metrics.iter().map(|metric| Column::of(*metric, style.language)).collect();
    if has_total && !groups.is_empty() {
        report.total = Some(table.row(Vec::new(), None, total)?);
    }
    if common.explain {
        report.working.extend(worksheet_report::working(sheet, common.confidence)?);
    }
    report.words.extend(in_words(total, sheet, style)?);
    Ok(())
}

/// Whether a format shows a total beside its rows.
fn has_total(style: &Style) -> bool {
    style.format.is_for_people() || style.format == Format::Json
}

/// Churn, what it rests on, and the lifetime that follows.
fn in_words(total: &Movement, sheet: &Worksheet, style: &Style) -> Result<Option<String>> {
    let Some(churn) = sheet.figure(Metric::Churn)?.known() else { return Ok(None) };
    let count = |count: u64| number::for_people(count.into(), Unit::Count, style);
    let (left, months) = (count(total.churned), count(total.subscribers));
    let churn = number::for_people(churn, Unit::Percent, style);
    let pays = sheet.figure(Metric::RevenuePerMonth)?.known().unwrap_or_default();
    let pays = number::for_people(pays, Unit::Money, style);
    let stays = sheet.figure(Metric::LifetimeMonths)?.known();
    let stays = stays.map(|stays| number::for_people(stays, Unit::Months, style));
    Ok(Some(match (style.language, stays) {
        (Language::En, Some(stays)) => format!(
            "Of {months} customer-months {left} ended with a customer leaving: churn {churn} a month, lifetime {stays} months; \
             a customer pays {pays} a month."
        ),
        (Language::En, None) => {
            format!("Nobody has left in {months} customer-months; a customer pays {pays} a month.")
        }
        (Language::Ru, Some(stays)) => format!(
            "Из {months} клиенто-месяцев уходом закончились {left}: отток {churn} в месяц, срок жизни {stays} мес.; \
             клиент платит {pays} в месяц."
        ),
        (Language::Ru, None) => {
            format!("За {months} клиенто-месяцев никто не ушёл; клиент платит {pays} в месяц.")
        }
    }))
}

/// Programs get the verdicts beside the figures of all months.
fn add_verdicts(report: &mut Report, sheet: &Worksheet, style: &Style) -> Result<()> {
    let verdicts = super::judge(sheet, report, style)?;
    if style.format.is_for_people() {
        return Ok(());
    }
    for (key, verdict) in verdicts {
        let of_rows = if has_total(style) { "" } else { verdict };
        worksheet_report::push_text(report, key, "Verdict", of_rows);
        if let Some(total) = &mut report.total {
            total.cells.push(Cell::Text(verdict.to_owned()));
        }
    }
    Ok(())
}
