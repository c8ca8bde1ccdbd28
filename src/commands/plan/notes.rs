//! What a plan rests on: how each channel answers, which are left out, and where it goes beyond what was seen.

use anyhow::Result;

use crate::core::chance::confidence::Confidence;
use crate::core::decimal::{self, Decimal, Overflow};
use crate::core::estimate;
use crate::core::metric::{Language, Metric, Unit};
use crate::core::plan::numeric::fit::PowerFit;
use crate::core::plan::numeric::shape::Shape;
use crate::core::plan::response::Grounds;
use crate::core::tally::InTotal;
use crate::render::{self, number};
use crate::report::Note;

use super::bounds::LeftOut;
use super::channel::Channel;
use super::draft::{Cell, Draft, Given};

/// The rates that a note has, as far as the files have them.
const RATES: [(Metric, &str); 3] =
    [(Metric::Cpc, "CPC"), (Metric::Cr, "CR"), (Metric::CloseRate, "close rate")];

/// How each channel answers to its spend, a sentence each.
pub(super) fn responses(given: &Given<'_>, confidence: Confidence) -> Result<Vec<String>> {
    let sentence = |channel: &Channel| -> Result<String> {
        Ok(format!(
            "{}: {}; {}",
            render::group_name(&channel.name, Language::En),
            rates(channel, confidence)?,
            response(channel)?
        ))
    };
    given.channels.iter().map(sentence).collect()
}

/// The responses as notes, with what is left out and what is beyond.
pub(super) fn of(
    given: &Given<'_>,
    draft: &Draft,
    responses: &[String],
    left_out: &[LeftOut],
) -> Result<Vec<Note>> {
    let note = |message: &String| Note { code: "response", message: message.clone() };
    let mut notes: Vec<Note> = responses.iter().map(note).collect();
    for (name, why) in left_out {
        let name = render::group_name(name, Language::En);
        notes.push(Note { code: "channel-left-out", message: format!("left out: {name}: {why}") });
    }
    notes.extend(corners(given, draft)?);
    notes.extend(outside(given, draft));
    Ok(notes)
}

/// Which channels get nothing because the first unit of their curve brings too little.
fn corners(given: &Given<'_>, draft: &Draft) -> Result<Vec<Note>> {
    let mut notes = Vec::new();
    for (place, (channel, bounds)) in given.channels.iter().zip(&given.bounds).enumerate() {
        let Shape::Logarithm { halved_at } = channel.response.shape else { continue };
        let may_spend = bounds.most.is_none_or(|most| !most.is_zero());
        if may_spend && draft.spent_on(place)?.is_zero() {
            let message = format!(
                "nothing is spent on {}: by its curve even its first lead would cost {}",
                render::group_name(&channel.name, Language::En),
                number::amount(decimal::divide(halved_at, channel.response.scale)?)
            );
            notes.push(Note { code: "corner", message });
        }
    }
    Ok(notes)
}

/// Where the plan lies outside of what was seen.
fn outside(given: &Given<'_>, draft: &Draft) -> Vec<Note> {
    let (mut beyond, mut below) = (Vec::new(), Vec::new());
    for (channel, cells) in given.channels.iter().zip(&draft.cells) {
        let [smallest, largest] = channel.response.seen.map(number::amount);
        let name = render::group_name(&channel.name, Language::En);
        let spends = |of: fn(&Cell) -> bool| -> Vec<Decimal> {
            cells.iter().filter(|cell| of(cell)).map(|cell| cell.spend).collect()
        };
        let (above, under) = (spends(|cell| cell.is_beyond), spends(|cell| cell.is_below));
        if let Some(most) = above.iter().max() {
            let (most, months) = (number::amount(*most), above.len());
            beyond.push(format!("{name}, up to {most} against {largest} (months of the plan: {months})"));
        }
        if let Some(least) = under.iter().min() {
            let (least, months) = (number::amount(*least), under.len());
            below.push(format!("{name}, down to {least} against {smallest} (months of the plan: {months})"));
        }
    }
    let mut notes = Vec::new();
    for (list, than) in [(beyond, "beyond the largest"), (below, "on a curve below the smallest")] {
        if !list.is_empty() {
            let message = format!("{than} month that was seen: {}", list.join("; "));
            notes.push(Note { code: "extrapolated", message });
        }
    }
    notes
}

/// CPC, CR and close rate, with their intervals.
fn rates(channel: &Channel, confidence: Confidence) -> Result<String> {
    let scope = InTotal { part: &channel.pooled, total: &channel.pooled };
    let mut rates = Vec::new();
    for (metric, name) in RATES {
        let Some(rate) = metric.evaluate(&scope)?.known() else { continue };
        let shown = |figure: Decimal| -> Result<String, Overflow> {
            Ok(if metric.entry().unit == Unit::Percent {
                decimal::round(decimal::multiply_rounded(figure, Decimal::ONE_HUNDRED)?, 2).to_string()
            } else {
                number::amount(figure)
            })
        };
        let percent = if metric.entry().unit == Unit::Percent { " %" } else { "" };
        let between = match estimate::interval(metric, &scope, confidence)? {
            Some(Ok(interval)) => match (interval.low, interval.high) {
                (Some(low), Some(high)) => format!(" ({} to {})", shown(low)?, shown(high)?),
                _ => String::new(),
            },
            _ => String::new(),
        };
        rates.push(format!("{name} {}{percent}{between}", shown(rate)?));
    }
    Ok(rates.join(", "))
}

/// What its leads follow from.
fn response(channel: &Channel) -> Result<String, Overflow> {
    let response = &channel.response;
    let [smallest, largest] = response.seen.map(number::amount);
    // What is smaller than that is nothing but the rounding of the fit.
    let round = |figure: Decimal| decimal::plain(decimal::round(figure.round_sf(3).unwrap_or(figure), 9));
    let seen = format!("{} months with a spend of {smallest} to {largest}", response.months);
    let cpl = || decimal::divide(Decimal::ONE, response.scale).map(number::amount);
    let scattered =
        |scatter: Decimal| format!(", months scatter {} times as far as chance alone", round(scatter));
    let scatter = response.scatter.map(scattered).unwrap_or_default();
    Ok(match response.grounds {
        Grounds::Power(fit) => format!(
            "leads = {} * spend^{}, fitted to {seen}; error of the exponent {}{scatter}",
            round(fit.scale),
            round(fit.exponent),
            round(fit.error),
        ),
        Grounds::Logarithm(fit) => {
            let halved_at = round(fit.halved_at);
            let percent = decimal::multiply_rounded(fit.error, Decimal::ONE_HUNDRED)?;
            format!(
                "leads = {} * ln(1 + spend / {halved_at}), so that at a spend of {halved_at} the next lead costs twice as much as the first, \
                 fitted to {seen}; error of the {halved_at}: {} %{scatter}",
                round(fit.scale),
                round(percent),
            )
        }
        Grounds::FewMonths => {
            format!("a lead costs {} as on average: {seen}, too few for a curve{scatter}", cpl()?)
        }
        Grounds::Alike => {
            format!("a lead costs {} as on average: {seen}, too much alike for a curve{scatter}", cpl()?)
        }
        Grounds::NotConcave(fit) if is_straight(fit)? => format!(
            "a lead costs {} as on average: over {seen} leads went straight with the spend (spend^{}, error {}){scatter}",
            cpl()?,
            round(fit.exponent),
            round(fit.error)
        ),
        Grounds::NotConcave(fit) => format!(
            "a lead costs {} as on average, which is doubtful: over {seen} leads went with spend^{} (error {}), which is no curve \
             of diminishing returns{scatter}",
            cpl()?,
            round(fit.exponent),
            round(fit.error)
        ),
    })
}

/// Whether an exponent is no further from 1 than twice its error.
fn is_straight(fit: PowerFit) -> Result<bool, Overflow> {
    let off = decimal::subtract_rounded(fit.exponent, Decimal::ONE)?.abs();
    Ok(off <= decimal::multiply_rounded(fit.error, Decimal::TWO)?)
}
