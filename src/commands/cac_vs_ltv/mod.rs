//! Whether a customer brings more than it costs to win one: what was typed, reckoned up; `orders` and `subscriptions` read files.

mod bounds;
mod orders;
mod subscriptions;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::cli::{CacVsLtv, OtherCosts};
use crate::core::lifetime::{self, Acquisition, Lifetime, Margin, Reading};
use crate::core::metric::{Language, Metric, Unit};
use crate::core::value::Value;
use crate::core::worksheet::Worksheet;
use crate::exit::Exit;
use crate::ingest::source::Input;
use crate::render::{Style, number};
use crate::report::Report;

use super::output::Output;
use super::what_if::{self, Beside, Calculator, Inputs, Point};
use super::worksheet_report::{self, Shown};

/// The subcommand's name.
const COMMAND: &str = "cac-vs-ltv";

/// What people are shown: the answer, not what they have typed.
const SHOWN: &[Metric] = &[
    Metric::Cac,
    Metric::CacFull,
    Metric::LtvRevenue,
    Metric::Ltv,
    Metric::LtvCac,
    Metric::LtvCacRevenue,
    Metric::LtvCacFull,
    Metric::PaybackMonths,
    Metric::PaybackMonthsFull,
    Metric::PaybackMonthsWithChurn,
];

pub(super) fn run(options: &CacVsLtv) -> Result<Exit> {
    refuse_stdin_twice(options)?;
    if !options.from_orders.orders.is_empty() {
        return orders::run(options);
    }
    if let Some(option) = options.from_orders.given().first() {
        bail!("{option}: stands beside --orders, and none are given");
    }
    if let Some(path) = options.other_costs.as_ref().and_then(OtherCosts::file) {
        bail!("--other-costs {}: is no amount; a file of costs goes beside --orders", path.display());
    }
    if !options.subscription.subscriptions.is_empty() {
        return subscriptions::run(options);
    }
    let common = &options.common;
    let inputs = inputs(options);
    let is_what_if = what_if::is_asked(&inputs, &options.what_if)?;
    let as_of = options.subscription.as_of.map(|_| "--as-of");
    let speed =
        [("--threads", options.speed.threads.is_some()), ("--no-progress", options.speed.no_progress)];
    let speed = speed.into_iter().filter_map(|(option, is_given)| is_given.then_some(option));
    if let Some(option) = options.reading.given().into_iter().chain(as_of).chain(speed).next() {
        bail!(
            "{option}: is for files, and none is given; leave it out, or give one with --subscriptions or --orders"
        );
    }
    let output = Output::open(&common.presentation)?;
    let board = |point: &Point| {
        let sheet = lifetime::calculate(acquisition(point)?, &lifetime_of(point)?)?;
        refuse_unused(&sheet, point, &inputs.first())?;
        Ok(sheet)
    };
    if is_what_if {
        let calculator = Calculator {
            command: COMMAND,
            inputs: &inputs,
            shown: SHOWN,
            board: &board,
            beside: Beside::default(),
        };
        return what_if::run(&calculator, &options.what_if, common, output);
    }
    let sheet = board(&inputs.first())?;
    let style = *output.style();
    let mut report = worksheet_report::report(COMMAND, &sheet, &Shown::Only(SHOWN), common, &style)?;
    for (key, verdict) in judge(&sheet, &mut report, &style)? {
        if !style.format.is_for_people() {
            worksheet_report::push_text(&mut report, key, "Verdict", verdict);
        }
    }
    output.finish(&report, common)
}

/// Stdin can be the scenarios or a file, and not both.
fn refuse_stdin_twice(options: &CacVsLtv) -> Result<()> {
    let asked = &options.from_orders;
    let others = asked.products.iter().chain(&options.what_if.scenario).map(PathBuf::as_path);
    let named = [&asked.orders, &asked.spend, &asked.leads, &options.subscription.subscriptions];
    let named: Vec<Input> = named.into_iter().flatten().map(|text| Input::parse(text)).collect();
    let others = others.filter(|path| *path == Path::new("-")).count();
    let named = named.iter().filter(|input| input.is_stdin()).count();
    if options.what_if.scenario.as_deref() == Some(Path::new("-")) && named.saturating_add(others) > 1 {
        bail!("--scenario -: stdin is given for another file too, and can be only one of them");
    }
    Ok(())
}

/// Says the verdict under each reading, and gives it for programs by its name.
fn judge(sheet: &Worksheet, report: &mut Report, style: &Style) -> Result<Vec<(&'static str, &'static str)>> {
    let readings = lifetime::readings(sheet)?;
    let mut verdicts = Vec::new();
    for reading in &readings {
        let verdict = match reading.lives {
            Some(true) => "CAC < LTV",
            Some(false) => "CAC >= LTV",
            None => "not judged",
        };
        verdicts.push((key(*reading), verdict));
        report.words.push(words(*reading, sheet, style)?);
    }
    report.words.extend(disagreement(&readings, style.language));
    Ok(verdicts)
}

fn inputs(options: &CacVsLtv) -> Inputs {
    Inputs::new(&[
        (Metric::Cac, options.cac.as_ref()),
        (Metric::Spend, options.spend_total.as_ref()),
        (Metric::OtherCosts, options.other_costs.as_ref().and_then(OtherCosts::amounts)),
        (Metric::Customers, options.customers.as_ref()),
        (Metric::Ltv, options.ltv.as_ref()),
        (Metric::AverageOrder, options.average_order.as_ref()),
        (Metric::GoodsPerOrder, options.cost_of_goods.as_ref()),
        (Metric::MarginRate, options.margin_rate.as_ref()),
        (Metric::OrdersPerYear, options.orders_per_year.as_ref()),
        (Metric::Lifetime, options.years.as_ref()),
        (Metric::RevenuePerMonth, options.revenue_per_month.as_ref()),
        (Metric::Churn, options.churn.as_ref()),
        (Metric::Discount, options.discount.as_ref()),
    ])
}

fn acquisition(point: &Point) -> Result<Acquisition> {
    match (point.get(Metric::Cac), point.get(Metric::Spend), point.get(Metric::Customers)) {
        (Some(cac), ..) => Ok(Acquisition::Known(cac)),
        (_, Some(spend), Some(customers)) => {
            Ok(Acquisition::Counted { spend, other_costs: point.get(Metric::OtherCosts), customers })
        }
        _ => bail!("--cac, or --spend-total with --customers, is needed"),
    }
}

fn lifetime_of(point: &Point) -> Result<Lifetime> {
    if let Some(ltv) = point.get(Metric::Ltv) {
        return Ok(Lifetime::Known(ltv));
    }
    let margin = match (point.get(Metric::MarginRate), point.get(Metric::GoodsPerOrder)) {
        (Some(rate), _) => Margin::Rate(rate),
        (_, Some(cost)) => Margin::CostPerOrder(cost),
        _ => bail!("--margin-rate, or --cost-of-goods beside --average-order, is needed"),
    };
    match (point.get(Metric::AverageOrder), point.get(Metric::OrdersPerYear), point.get(Metric::Lifetime)) {
        (Some(average_order), Some(orders_per_year), Some(years)) => {
            return Ok(Lifetime::Orders { average_order, margin, orders_per_year, years });
        }
        (None, ..) => {}
        _ => bail!("--average-order needs --orders-per-year and --years beside it"),
    }
    match (point.get(Metric::RevenuePerMonth), margin, point.get(Metric::Churn)) {
        (Some(revenue_per_month), Margin::Rate(margin_rate), Some(churn)) => Ok(Lifetime::Churn {
            revenue_per_month,
            margin_rate,
            churn,
            discount: point.get(Metric::Discount),
        }),
        _ => bail!("--revenue-per-month needs --margin-rate and --churn beside it"),
    }
}

/// A value of a scenario that nothing here is calculated from would silently do nothing.
fn refuse_unused(sheet: &Worksheet, point: &Point, typed: &Point) -> Result<()> {
    let is_given = |metric: Metric| {
        let mut lines = sheet.lines().iter();
        lines.any(|line| line.metric == metric && line.formula.is_none() && !line.found)
    };
    let mut others = point.values().filter(|(metric, value)| typed.get(*metric) != Some(*value));
    if let Some((metric, _)) = others.find(|(metric, _)| !is_given(*metric)) {
        bail!("{metric}: nothing is calculated from it beside the other figures; leave it out");
    }
    Ok(())
}

/// The verdict's name in records.
fn key(reading: Reading) -> &'static str {
    match (reading.ltv, reading.cac) {
        (Metric::LtvRevenue, Metric::CacFull) => "verdict_revenue_full",
        (Metric::LtvRevenue, _) => "verdict_revenue",
        (_, Metric::CacFull) => "verdict_full",
        _ => "verdict",
    }
}

fn words(reading: Reading, sheet: &Worksheet, style: &Style) -> Result<String> {
    let by_profit = reading.ltv == Metric::Ltv;
    let full = reading.cac == Metric::CacFull;
    let (basis, costs) = match style.language {
        Language::En => (
            if by_profit { "By gross profit" } else { "By revenue" },
            if full { "with all costs" } else { "ads only" },
        ),
        Language::Ru => (
            if by_profit { "По валовой прибыли" } else { "По выручке" },
            if full { "со всеми расходами" } else { "только реклама" },
        ),
    };
    let (ltv, cac) = match (sheet.figure(reading.ltv)?, sheet.figure(reading.cac)?) {
        (Value::Known(ltv), Value::Known(cac)) => number::side_by_side(ltv, cac, Unit::Money, style),
        (Value::Undefined(reason), _) | (_, Value::Undefined(reason)) => {
            return Ok(match style.language {
                Language::En => format!("{basis}, {costs}: cannot be told: {reason}."),
                Language::Ru => format!("{basis}, {costs}: сказать нельзя: {reason}."),
            });
        }
        _ => return Ok(String::new()),
    };
    let lives = reading.lives == Some(true);
    let sign = if lives { "<" } else { ">=" };
    let meaning = match (style.language, lives) {
        (Language::En, true) => "a customer brings more than it costs",
        (Language::En, false) => "a customer costs as much as it brings, or more",
        (Language::Ru, true) => "клиент приносит больше, чем стоит",
        (Language::Ru, false) => "клиент стоит столько же, сколько приносит, или больше",
    };
    Ok(format!("{basis}, {costs}: CAC {cac} {sign} LTV {ltv}: {meaning}."))
}

/// A warning where the answer depends on what is called LTV and CAC.
fn disagreement(readings: &[Reading], language: Language) -> Option<String> {
    let mut told = readings.iter().filter_map(|reading| reading.lives);
    let first = told.next()?;
    if told.all(|lives| lives == first) {
        return None;
    }
    let full = readings.iter().any(|reading| reading.cac == Metric::CacFull);
    let advice = match (language, full) {
        (Language::En, true) => {
            "The readings disagree. Trust the one by gross profit with all costs: goods and salaries are paid too."
        }
        (Language::En, false) => {
            "The readings disagree. Trust the one by gross profit: the goods have to be paid too."
        }
        (Language::Ru, true) => {
            "Оценки расходятся. Верьте оценке по валовой прибыли со всеми расходами: товар и зарплаты тоже оплачены."
        }
        (Language::Ru, false) => {
            "Оценки расходятся. Верьте оценке по валовой прибыли: товар тоже нужно оплатить."
        }
    };
    Some(advice.to_owned())
}
