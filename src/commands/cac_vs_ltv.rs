//! Whether a customer brings more than it costs to win one.

use anyhow::{Result, bail};

use crate::cli::CacVsLtv;
use crate::core::lifetime::{self, Acquisition, Lifetime, Margin, Reading};
use crate::core::metric::{Language, Metric, Unit};
use crate::core::worksheet::Worksheet;
use crate::exit::Exit;
use crate::render::{Style, number};

use super::output::Output;
use super::worksheet_report::{self, Shown};

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
    let common = &options.common;
    let output = Output::open(&common.presentation)?;
    let sheet = lifetime::calculate(acquisition(options)?, &lifetime_of(options)?)?;
    let style = *output.style();
    let mut report = worksheet_report::report("cac-vs-ltv", &sheet, &Shown::Only(SHOWN), common, &style)?;
    let readings = lifetime::readings(&sheet)?;
    for reading in &readings {
        if !style.format.is_for_people() {
            let verdict = if reading.lives { "CAC < LTV" } else { "CAC >= LTV" };
            worksheet_report::push_text(&mut report, key(*reading), "Verdict", verdict);
        }
        report.words.push(words(*reading, &sheet, &style)?);
    }
    report.words.extend(disagreement(&readings, style.language));
    output.finish(&report, common)
}

fn acquisition(options: &CacVsLtv) -> Result<Acquisition> {
    match (options.cac, options.spend_total, options.customers) {
        (Some(cac), ..) => Ok(Acquisition::Known(cac)),
        (_, Some(spend), Some(customers)) => {
            Ok(Acquisition::Counted { spend, other_costs: options.other_costs, customers })
        }
        _ => bail!("--cac, or --spend-total with --customers, is needed"),
    }
}

fn lifetime_of(options: &CacVsLtv) -> Result<Lifetime> {
    if let Some(ltv) = options.ltv {
        return Ok(Lifetime::Known(ltv));
    }
    let margin = match (options.margin_rate, options.cost_of_goods) {
        (Some(rate), _) => Margin::Rate(rate),
        (_, Some(cost)) => Margin::CostPerOrder(cost),
        _ => bail!("--margin-rate, or --cost-of-goods beside --average-order, is needed"),
    };
    match (options.average_order, options.orders_per_year, options.years) {
        (Some(average_order), Some(orders_per_year), Some(years)) => {
            return Ok(Lifetime::Orders { average_order, margin, orders_per_year, years });
        }
        (None, ..) => {}
        _ => bail!("--average-order needs --orders-per-year and --years beside it"),
    }
    match (options.revenue_per_month, margin, options.churn) {
        (Some(revenue_per_month), Margin::Rate(margin_rate), Some(churn)) => {
            Ok(Lifetime::Churn { revenue_per_month, margin_rate, churn, discount: options.discount })
        }
        _ => bail!("--revenue-per-month needs --margin-rate and --churn beside it"),
    }
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
    let figure = |metric: Metric| -> Result<String> {
        let value = sheet.figure(metric)?.known().unwrap_or_default();
        Ok(number::for_people(value, Unit::Money, style))
    };
    let (ltv, cac) = (figure(reading.ltv)?, figure(reading.cac)?);
    let by_profit = reading.ltv == Metric::Ltv;
    let full = reading.cac == Metric::CacFull;
    Ok(match style.language {
        Language::En => {
            let basis = if by_profit { "gross profit" } else { "revenue" };
            let costs = if full { "with all costs" } else { "ads only" };
            let (sign, lives) = if reading.lives {
                ("<", "a customer brings more than it costs")
            } else {
                (">=", "a customer costs as much as it brings, or more")
            };
            format!("By {basis}, {costs}: CAC {cac} {sign} LTV {ltv}: {lives}.")
        }
        Language::Ru => {
            let basis = if by_profit { "По валовой прибыли" } else { "По выручке" };
            let costs =
                if full { "со всеми расходами" } else { "только реклама" };
            let (sign, lives) = if reading.lives {
                ("<", "клиент приносит больше, чем стоит")
            } else {
                (">=", "клиент стоит столько же, сколько приносит, или больше")
            };
            format!("{basis}, {costs}: CAC {cac} {sign} LTV {ltv}: {lives}.")
        }
    })
}

/// A warning where the answer depends on what is called LTV and CAC.
fn disagreement(readings: &[Reading], language: Language) -> Option<String> {
    let first = readings.first()?;
    readings.iter().any(|reading| reading.lives != first.lives).then(|| {
        worksheet_report::in_language(
            language,
            || "The readings disagree. Trust the one by gross profit with all costs: goods and salaries are paid too.".to_owned(),
            || "Оценки расходятся. Верьте оценке по валовой прибыли со всеми расходами: товар и зарплаты тоже оплачены.".to_owned(),
        )
    })
}
