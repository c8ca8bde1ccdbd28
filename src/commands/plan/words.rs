//! What a plan says in words.

use anyhow::Result;

use crate::core::chance::confidence::Confidence;
use crate::core::decimal::{self, Decimal};
use crate::core::metric::{Language, Metric, Unit};
use crate::core::period::Period;
use crate::core::plan::numeric::odds::{Odds, Part};
use crate::core::plan::whole;
use crate::render::{Style, number};

use super::binding;
use super::draft::{Draft, Given};
use super::longer;
use super::table::Rows;

/// How sure the cautious reading of a plan is: nine times in ten.
const CAUTIOUS: Decimal = Decimal::from_parts(8, 0, 0, false, 1);

/// The result, what binds, and how likely it is.
pub(super) fn words(
    given: &Given<'_>,
    draft: &Draft,
    rows: &Rows,
    confidence: Confidence,
    style: &Style,
) -> Result<Vec<String>> {
    let mut words = vec![result(given, draft, rows, style)?];
    words.extend(binding::sentence(given, draft, style)?);
    if !draft.is_reached {
        words.extend(longer::sentence(given, style.language)?);
    }
    words.extend(by_their_month(given, draft, rows, style)?);
    words.extend(chance(given, draft, rows, confidence, style)?);
    Ok(words)
}

/// An amount or a count in words, with what it counts.
fn counted(figure: Decimal, metric: Metric, style: &Style) -> String {
    let unit = metric.entry().unit;
    let shown = number::for_people(figure, unit, style);
    let what = match (metric, style.language) {
        (Metric::Leads, Language::En) if figure == Decimal::ONE => "lead",
        (Metric::Leads, Language::En) => "leads",
        (Metric::Leads, Language::Ru) => "лидов",
        (Metric::Revenue, Language::En) => "revenue",
        (Metric::Revenue, Language::Ru) => "выручки",
        (Metric::Profit, Language::En) => "profit",
        (Metric::Profit, Language::Ru) => "прибыли",
        (_, Language::En) if figure == Decimal::ONE => "order",
        (_, Language::En) => "orders",
        (_, Language::Ru) => "заказов",
    };
    format!("{shown} {what}")
}

fn result(given: &Given<'_>, draft: &Draft, rows: &Rows, style: &Style) -> Result<String> {
    let metric = given.aim.counted;
    let brought = rows.total_figure(metric);
    let spend = number::for_people(draft.spend, Unit::Money, style);
    let last = given.months.last().map(|month| Period::Month.of(*month)).unwrap_or_default();
    let all = counted(brought, metric, style);
    Ok(match (given.aim.target, draft.is_reached, style.language) {
        (Some(_), true, Language::En) => format!("{all} by the end of {last} for {spend}."),
        (Some(_), true, Language::Ru) => format!("{all} до конца {last} за {spend}."),
        (Some(target), false, language) => {
            let short = counted(decimal::subtract(target, brought)?, metric, style);
            let target = counted(target, metric, style);
            match language {
                Language::En => format!(
                    "Not reachable: {target}. The most by the end of {last} is {all}, for {spend}: {short} short."
                ),
                Language::Ru => format!(
                    "Недостижимо: {target}. Самое большее до конца {last}: {all} за {spend}; не хватает {short}."
                ),
            }
        }
        (None, _, Language::En) => format!("{spend} buys {all} by the end of {last}."),
        (None, _, Language::Ru) => format!("{spend} дают {all} до конца {last}."),
    })
}

/// In which month the orders come: the plan's whole orders, so that the months add up to them.
fn by_their_month(given: &Given<'_>, draft: &Draft, rows: &Rows, style: &Style) -> Result<Option<String>> {
    if given.timing.is_none() || given.aim.counted == Metric::Leads {
        return Ok(None);
    }
    let mut parts = Vec::new();
    for end in 0..given.months.len() {
        let mut orders = Decimal::ZERO;
        for (_, month, cell) in draft.cells() {
            let by = |end: usize| draft.come[month].get(end).copied().unwrap_or_default();
            let before = if end == 0 { Decimal::ZERO } else { by(end - 1) };
            let all = decimal::add_rounded(cell.orders, cell.later)?;
            let share = decimal::subtract_rounded(by(end), before)?;
            orders = decimal::add_rounded(orders, decimal::multiply_rounded(all, share)?)?;
        }
        parts.push(orders);
    }
    let parts = whole::share(&parts, rows.total_figure(Metric::Orders), 0)?;
    let parts = given.months.iter().zip(parts).map(|(month, orders)| {
        format!("{} {}", Period::Month.of(*month), number::for_people(orders, Unit::Count, style))
    });
    let list = parts.collect::<Vec<_>>().join(", ");
    let later = number::for_people(rows.total_figure(Metric::OrdersLater), Unit::Count, style);
    Ok(Some(match style.language {
        Language::En => {
            format!("Orders by the month in which they come: {list}; after the end {later} more.")
        }
        Language::Ru => format!("Заказы по месяцу, в котором они придут: {list}; после срока ещё {later}."),
    }))
}

/// How likely the plan comes true.
fn chance(
    given: &Given<'_>,
    draft: &Draft,
    rows: &Rows,
    confidence: Confidence,
    style: &Style,
) -> Result<Vec<String>> {
    let by_leads = given.aim.counted == Metric::Leads;
    let metric = if by_leads { Metric::Leads } else { Metric::Orders };
    let mut parts = Vec::new();
    for (place, channel) in given.channels.iter().enumerate() {
        let (mut expected, mut curve, mut scattered) = (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO);
        let surplus = channel.response.surplus()?;
        for cell in &draft.cells[place] {
            let of_cell = if by_leads { cell.leads } else { cell.orders };
            expected = decimal::add_rounded(expected, of_cell)?;
            curve = decimal::add_rounded(curve, decimal::multiply_rounded(of_cell, cell.deviation)?)?;
            if !cell.leads.is_zero() {
                // Of leads that vary by so much more, orders do by the square of their part.
                let of_a_lead = decimal::divide(of_cell, cell.leads)?;
                let more =
                    decimal::multiply_rounded(surplus, decimal::multiply_rounded(of_cell, of_a_lead)?)?;
                scattered = decimal::add_rounded(scattered, more)?;
            }
        }
        let seen = channel.pooled.sum(given.aim.events());
        parts.push(Part { expected, seen, curve, scattered });
    }
    let odds = Odds::of(&parts)?;
    let expected = rows.total_figure(metric);
    let cautious = Confidence::try_from(CAUTIOUS)?;
    let [nine_in_ten, _] = odds.range(cautious)?;
    let nine_in_ten = counted(nine_in_ten.trunc(), metric, style);
    let cases = decimal::round(decimal::multiply_rounded(odds.chance(expected)?, Decimal::ONE_HUNDRED)?, 0);
    let ends = match rows.between(metric) {
        Some([low, high]) => {
            let [low, high] =
                [low, high].map(|end| number::for_people(decimal::round(end, 0), Unit::Count, style));
            match style.language {
                Language::En => format!(
                    "{low} to {high} where every rate of every channel lies at the low or the high end of its {confidence} interval"
                ),
                Language::Ru => format!(
                    "от {low} до {high}, если все доли всех каналов лежат на нижнем или верхнем конце своих интервалов ({confidence})"
                ),
            }
        }
        None => match style.language {
            Language::En => "its ends cannot be told".to_owned(),
            Language::Ru => "концы назвать нельзя".to_owned(),
        },
    };
    let expected = counted(expected, metric, style);
    let is_beyond = draft.cells().any(|(.., cell)| cell.is_extrapolated());
    let mut words = match style.language {
        Language::En => vec![
            format!("A forecast, not a promise: {ends}."),
            format!(
                "If the channels stay what they were, {expected} or more come in about {cases} of 100 cases, and {nine_in_ten} or more \
                 in 9 of 10."
            ),
        ],
        Language::Ru => vec![
            format!("Это прогноз, а не обещание: {ends}."),
            format!(
                "Если каналы останутся прежними, {expected} или больше будет примерно в {cases} случаях из 100, а {nine_in_ten} или \
                 больше в 9 из 10."
            ),
        ],
    };
    if is_beyond {
        let beyond = match style.language {
            Language::En => {
                "Part of the plan lies beyond the months that were seen; what is different there comes on top."
            }
            Language::Ru => {
                "Часть плана лежит за пределами виденных месяцев; что там окажется иначе, то сверх этого."
            }
        };
        words.push(beyond.to_owned());
    }
    Ok(words)
}
