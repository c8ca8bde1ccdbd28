//! How many months a target would take that is not reachable in those of the plan.

use anyhow::Result;

use crate::cli::Plan as Options;
use crate::core::metric::Language;
use crate::core::period::Period;

use super::bounds::Bounds;
use super::draft::Given;

/// The fewest months in which the target is reached, or that it is not in as many as there may be.
pub(super) fn sentence(given: &Given<'_>, language: Language) -> Result<Option<String>> {
    if given.aim.target.is_none() {
        return Ok(None);
    }
    let (mut too_few, mut enough) = (given.months.len(), None);
    let most = usize::from(Options::MOST_MONTHS);
    // More months have room for more, and bring more of the orders of the first ones.
    while too_few < enough.unwrap_or(most + 1) - 1 {
        let months = usize::midpoint(too_few, enough.unwrap_or(most + 1));
        match with_months(given, months)? {
            Some(longer) if longer.draft()?.is_reached => enough = Some(months),
            _ => too_few = months,
        }
    }
    Ok(Some(match (enough, language) {
        (Some(months), Language::En) => format!("With --months {months} it is reachable."),
        (Some(months), Language::Ru) => format!("С --months {months} достижимо."),
        (None, Language::En) => format!("Nor is it in {most} months."),
        (None, Language::Ru) => format!("И за {most} месяцев тоже."),
    }))
}

/// The same with so many months; nothing where the calendar ends before.
fn with_months<'a>(given: &Given<'a>, count: usize) -> Result<Option<Given<'a>>> {
    let Given { options, aim, channels, season, timing, .. } = *given;
    let mut months = given.months.clone();
    while months.len() < count {
        let Some(next) = months.last().and_then(|last| Period::Month.following(*last)) else {
            return Ok(None);
        };
        months.push(next);
    }
    let bounds = channels.iter().map(|channel| Bounds::of(channel, options, count));
    let bounds = bounds.collect::<Result<_>>()?;
    Ok(Some(Given { options, aim, channels, bounds, months, season, timing }))
}
