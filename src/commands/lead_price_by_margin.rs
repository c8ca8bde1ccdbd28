//! What a lead may cost.

use anyhow::{Result, bail};

use crate::cli::LeadPriceByMargin;
use crate::core::decimal::{self, Decimal};
use crate::core::lead_price::{self, Conversion, LeadPrice, OrderMargin, Verdict};
use crate::core::metric::{Language, Metric, Unit};
use crate::core::value::Value;
use crate::core::worksheet::Worksheet;
use crate::exit::Exit;
use crate::render::{Style, number};

use super::output::Output;
use super::what_if::{self, Beside, Calculator, Inputs, Point};
use super::worksheet_report::{self, Shown};

/// The subcommand's name.
const COMMAND: &str = "lead-price-by-margin";

/// What people are shown: the answer, not what they have typed.
const SHOWN: &[Metric] = &[
    Metric::Margin,
    Metric::AcquisitionBudget,
    Metric::Conversion,
    Metric::LeadPrice,
    Metric::BreakEvenLeadPrice,
    Metric::OfferedLeadPrice,
    Metric::ProfitPerLead,
    Metric::ProfitPer100Leads,
    Metric::NeededConversion,
    Metric::BreakEvenConversion,
];

pub(super) fn run(options: &LeadPriceByMargin) -> Result<Exit> {
    let common = &options.common;
    let output = Output::open(&common.presentation)?;
    let inputs = inputs(options);
    let board = |point: &Point| Ok(lead_price::calculate(&input(point)?)?);
    if what_if::is_asked(&inputs, &options.what_if)? {
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
    if options.lead_price.is_some() {
        let verdict = lead_price::verdict(&sheet)?;
        if !style.format.is_for_people() {
            worksheet_report::push_text(
                &mut report,
                "verdict",
                "Verdict",
                verdict.map_or("not judged", name),
            );
        }
        report.words.push(match verdict {
            Some(verdict) => words(verdict, &sheet, &style)?,
            None => not_judged(&sheet, style.language)?,
        });
    }
    output.finish(&report, common)
}

fn inputs(options: &LeadPriceByMargin) -> Inputs {
    Inputs::new(&[
        (Metric::OrderMargin, options.margin.as_ref()),
        (Metric::AverageOrder, options.average_order.as_ref()),
        (Metric::GoodsPerOrder, options.cost_of_goods.as_ref()),
        (Metric::MarginRate, options.margin_rate.as_ref()),
        (Metric::OrdersPerCustomer, Some(&options.orders_per_customer)),
        (Metric::AcquisitionShare, Some(&options.acquisition_share)),
        (Metric::Conversion, options.conversion.as_ref()),
        (Metric::Leads, options.leads.as_ref()),
        (Metric::Sales, options.sales.as_ref()),
        (Metric::OfferedLeadPrice, options.lead_price.as_ref()),
    ])
}

fn input(point: &Point) -> Result<LeadPrice> {
    let goods = (point.get(Metric::GoodsPerOrder), point.get(Metric::MarginRate));
    let margin = match (point.get(Metric::OrderMargin), point.get(Metric::AverageOrder), goods) {
        (Some(margin), ..) => OrderMargin::Known(margin),
        (_, Some(average_order), (Some(cost_of_goods), _)) => {
            OrderMargin::FromCost { average_order, cost_of_goods }
        }
        (_, Some(average_order), (_, Some(margin_rate))) => {
            OrderMargin::FromRate { average_order, margin_rate }
        }
        _ => bail!("--average-order needs --cost-of-goods or --margin-rate beside it"),
    };
    let counted = (point.get(Metric::Leads), point.get(Metric::Sales));
    let conversion = match (point.get(Metric::Conversion), counted) {
        (Some(rate), _) => Conversion::Known(rate),
        (_, (Some(leads), Some(sales))) if sales > leads => {
            bail!("--sales {sales} are more than --leads {leads}; count the leads that bought, each once")
        }
        (_, (Some(leads), Some(sales))) => Conversion::Counted { leads, sales },
        _ => bail!("--conversion, or --leads with --sales, is needed"),
    };
    Ok(LeadPrice {
        margin,
        orders_per_customer: point.get(Metric::OrdersPerCustomer).unwrap_or(Decimal::ONE),
        acquisition_share: point.get(Metric::AcquisitionShare).unwrap_or(Decimal::ONE),
        conversion,
        offered: point.get(Metric::OfferedLeadPrice),
    })
}

fn not_judged(sheet: &Worksheet, language: Language) -> Result<String> {
    let reason = match sheet.figure(Metric::LeadPrice)? {
        Value::Undefined(reason) => format!(": {reason}"),
        Value::Known(_) | Value::Absent(_) => String::new(),
    };
    Ok(match language {
        Language::En => format!("The price cannot be judged{reason}."),
        Language::Ru => format!("Оценить цену нельзя{reason}."),
    })
}

fn name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::WithinTarget => "within target",
        Verdict::BetweenTargetAndBreakEven => "between target and break-even",
        Verdict::LosesMoney => "loses money",
    }
}

fn words(verdict: Verdict, sheet: &Worksheet, style: &Style) -> Result<String> {
    let figure = |metric| -> Result<Decimal> { Ok(sheet.figure(metric)?.known().unwrap_or_default()) };
    let price = figure(Metric::OfferedLeadPrice)?;
    let beside = |metric| -> Result<(String, String)> {
        Ok(number::side_by_side(price, figure(metric)?, Unit::Money, style))
    };
    let (_, target) = beside(Metric::LeadPrice)?;
    let (offered, break_even) = beside(Metric::BreakEvenLeadPrice)?;
    let profit = figure(Metric::ProfitPerLead)?;
    let (gain, _) = number::side_by_side(profit, Decimal::ZERO, Unit::Money, style);
    let (loss, _) = number::side_by_side(decimal::negate(profit), Decimal::ZERO, Unit::Money, style);
    Ok(match (style.language, verdict) {
        (Language::En, Verdict::WithinTarget) => {
            format!("A price of {offered} is within the target of {target}: a lead leaves {gain} on average.")
        }
        (Language::En, Verdict::BetweenTargetAndBreakEven) => format!(
            "A price of {offered} lies between the target of {target} and break-even at {break_even}: \
             a lead leaves {gain} on average, and the acquisition budget is exceeded."
        ),
        (Language::En, Verdict::LosesMoney) => format!(
            "A price of {offered} is above break-even at {break_even}: every lead loses {loss} on average."
        ),
        (Language::Ru, Verdict::WithinTarget) => {
            format!("Цена {offered} не выше целевой {target}: лид приносит в среднем {gain}.")
        }
        (Language::Ru, Verdict::BetweenTargetAndBreakEven) => format!(
            "Цена {offered} выше целевой {target}, но не выше безубыточной {break_even}: \
             лид приносит в среднем {gain}, бюджет на привлечение превышен."
        ),
        (Language::Ru, Verdict::LosesMoney) => {
            format!("Цена {offered} выше безубыточной {break_even}: каждый лид теряет в среднем {loss}.")
        }
    })
}
