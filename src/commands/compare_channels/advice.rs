//! The verdict on each group: keep, cut, or cannot tell yet, and the money at stake.

use anyhow::Result;

use crate::cli::CompareChannels;
use crate::commands::groups::absent;
use crate::commands::judge;
use crate::core::advice::{Advice, More, advise};
use crate::core::chance::confidence::Confidence;
use crate::core::decimal::{self, Decimal, Overflow};
use crate::core::estimate;
use crate::core::metric::{FigureOverflow, Language, Metric, Unit};
use crate::core::tally::{InTotal, Tally};
use crate::core::value::{Reason, Value};
use crate::render::{Style, number};
use crate::report::{Cell, Column, Report};

/// What a lead may cost.
#[derive(Debug, Clone, Copy)]
pub(super) enum Price {
    /// The same in every group.
    PerLead(Decimal),
    /// What an order may cost: what a lead may cost follows from each group's own close rate.
    PerOrder(Decimal),
}

/// The price that was asked for, if any.
pub(super) fn price(options: &CompareChannels) -> Result<Option<Price>> {
    if let Some(price) = options.target_cpl {
        return Ok(Some(Price::PerLead(price)));
    }
    let (Some(margin), Some(share)) = (options.margin, options.acquisition_share) else { return Ok(None) };
    let product = |one, other| {
        decimal::multiply_rounded(one, other).map_err(|Overflow| FigureOverflow { figure: Metric::TargetCpl })
    };
    let budget = product(margin, share)?;
    Ok(Some(match options.conversion {
        Some(conversion) => Price::PerLead(product(budget, conversion)?),
        None => Price::PerOrder(budget),
    }))
}

impl Price {
    /// The cost that is judged, and what it counts.
    fn judged(self) -> (Metric, Metric) {
        match self {
            Self::PerLead(_) => (Metric::Cpl, Metric::Leads),
            Self::PerOrder(_) => (Metric::Cpo, Metric::Orders),
        }
    }

    /// Refuses where no input gives what it takes.
    pub(super) fn check(self, total: &Tally) -> Result<()> {
        let asked_by = match self {
            Self::PerLead(_) => "--target-cpl",
            Self::PerOrder(_) => "--margin",
        };
        for metric in [Metric::Cpl, self.judged().0] {
            if let Some(missing) = absent(metric, total)? {
                return Err(judge::no_column_gives(asked_by, metric, missing));
            }
        }
        Ok(())
    }

    /// What a lead of a group may cost.
    fn per_lead(self, scope: &InTotal) -> Result<Value<Decimal>, FigureOverflow> {
        match self {
            Self::PerLead(price) => Ok(Value::Known(price)),
            Self::PerOrder(price) => Metric::CloseRate.evaluate(scope)?.try_map(|rate| {
                decimal::multiply_rounded(price, rate)
                    .map_err(|Overflow| FigureOverflow { figure: Metric::TargetCpl })
            }),
        }
    }
}

/// What is said of a group.
struct Said {
    target: Value<Decimal>,
    over_target: Value<Decimal>,
    advice: Result<Advice, String>,
    /// Further leads that would tell.
    more_leads: Option<Decimal>,
    more_spend: Option<Decimal>,
}

fn said(price: Price, part: &Tally, total: &Tally, confidence: Confidence) -> Result<Said> {
    let scope = InTotal { part, total };
    let target = price.per_lead(&scope)?;
    let (cost, events) = price.judged();
    let figure = |metric: Metric| metric.evaluate(&scope);
    let over_target = figure(Metric::Spend)?.try_and_then(|spend| -> Result<_, FigureOverflow> {
        let overflow = |Overflow| FigureOverflow { figure: Metric::OverTarget };
        match (target, figure(Metric::Leads)?) {
            // Without a lead nothing was got for the money, whatever a lead may cost.
            (_, Value::Known(leads)) if leads.is_zero() => Ok(Value::Known(spend)),
            (Value::Known(target), Value::Known(leads)) => {
                let worth = decimal::multiply_rounded(target, leads).map_err(overflow)?;
                decimal::subtract_rounded(spend, worth).map(Value::Known).map_err(overflow)
            }
            (Value::Known(_), other) | (other, _) => Ok(other),
        }
    })?;
    let counted = match (figure(cost)?, figure(Metric::Spend)?, figure(events)?) {
        (Value::Known(_) | Value::Undefined(Reason::Zero(_)), Value::Known(spend), Value::Known(events)) => {
            Ok((spend, events))
        }
        (Value::Undefined(reason), ..) => Err(reason.to_string()),
        (_, spend, events) => Err([spend, events]
            .into_iter()
            .find_map(|value| match value {
                Value::Undefined(reason) => Some(reason.to_string()),
                Value::Known(_) | Value::Absent(_) => None,
            })
            .unwrap_or_default()),
    };
    let price = match price {
        Price::PerLead(price) | Price::PerOrder(price) => price,
    };
    let advice = counted.and_then(|(spend, count)| {
        let advised = estimate::whole(count).and_then(|count| advise(spend, count, price, confidence));
        advised.map_err(|refusal| refusal.to_string())
    });
    let (mut more_leads, mut more_spend) = (None, None);
    match advice {
        Ok(Advice::CannotTell { more: Some(More::Events(more)) }) => {
            more_leads = if events == Metric::Leads {
                Some(more.into())
            } else {
                // So many leads bring so many orders.
                let rate = figure(Metric::CloseRate)?.known();
                rate.and_then(|rate| decimal::divide(more.into(), rate).ok()).map(|leads| leads.ceil())
            };
        }
        Ok(Advice::CannotTell { more: Some(More::Spend(more)) }) => more_spend = Some(more),
        _ => {}
    }
    Ok(Said { target, over_target, advice, more_leads, more_spend })
}

/// Adds the verdicts to a report whose rows are these groups, and to its total what is at stake in all.
pub(super) fn add(
    report: &mut Report,
    price: Price,
    groups: &[&Tally],
    total: &Tally,
    confidence: Confidence,
    style: &Style,
) -> Result<()> {
    let for_people = style.format.is_for_people();
    for metric in [Metric::TargetCpl, Metric::OverTarget] {
        report.columns.push(Column::of(metric, style.language));
    }
    report.columns.push(Column::text("verdict", verdict_label(style.language)));
    if !for_people {
        for metric in [Metric::MoreLeads, Metric::MoreSpend] {
            report.columns.push(Column::of(metric, style.language));
        }
    }
    let whole = report.total.as_mut().map(|row| (row, total, true));
    let rows = report.rows.iter_mut().zip(groups).map(|(row, part)| (row, *part, false));
    for (row, part, is_total) in rows.chain(whole) {
        let said = said(price, part, total, confidence)?;
        row.cells.push(Cell::figure(said.target));
        row.cells.push(Cell::figure(said.over_target));
        // Nobody cuts everything.
        let words = if is_total { String::new() } else { words(&said, style, for_people) };
        row.cells.push(Cell::Text(words));
        if !for_people {
            for (more, metric) in [(said.more_leads, Metric::MoreLeads), (said.more_spend, Metric::MoreSpend)]
            {
                let more = more.filter(|_| !is_total).map_or(not_needed(metric), Value::Known);
                row.cells.push(Cell::figure(more));
            }
        }
    }
    Ok(())
}

fn not_needed(metric: Metric) -> Value<Decimal> {
    Value::Undefined(Reason::Elsewhere(if metric == Metric::MoreLeads {
        "no number of leads is needed"
    } else {
        "no spend is needed"
    }))
}

fn verdict_label(language: Language) -> &'static str {
    match language {
        Language::En => "Verdict",
        Language::Ru => "Вердикт",
    }
}

fn words(said: &Said, style: &Style, for_people: bool) -> String {
    let language = style.language;
    let advice = match &said.advice {
        Ok(advice) => *advice,
        Err(reason) => {
            return match language {
                Language::En => format!("not judged ({reason})"),
                Language::Ru => format!("не оценить ({reason})"),
            };
        }
    };
    let word = match (advice, language) {
        (Advice::Keep, Language::En) => "keep",
        (Advice::Keep, Language::Ru) => "оставить",
        (Advice::Cut, Language::En) => "cut",
        (Advice::Cut, Language::Ru) => "отключить",
        (Advice::CannotTell { .. }, Language::En) if for_people => "cannot tell yet",
        (Advice::CannotTell { .. }, Language::En) => "cannot tell",
        (Advice::CannotTell { .. }, Language::Ru) => "пока не ясно",
    };
    if !for_people {
        return word.to_owned();
    }
    let count = |leads| number::for_people(leads, Unit::Count, style);
    let money = |spend| number::for_people(spend, Unit::Money, style);
    match (said.more_leads, said.more_spend, language) {
        (Some(leads), _, Language::En) if leads == Decimal::ONE => format!("{word} (1 more lead)"),
        (Some(leads), _, Language::En) => format!("{word} ({} more leads)", count(leads)),
        (Some(leads), _, Language::Ru) => format!("{word} (ещё лидов: {})", count(leads)),
        (None, Some(spend), Language::En) => format!("{word} ({} more without any)", money(spend)),
        (None, Some(spend), Language::Ru) => format!("{word} (ещё {} без единого)", money(spend)),
        (None, None, _) => word.to_owned(),
    }
}
