//! Which periods are not mature, for people.

use crate::core::metric::{Language, Unit};
use crate::report::{Maturity, Report};

use super::{Style, number};

/// Stands behind the name of a period of which orders are still to come.
pub(super) const MARK: &str = "~";

/// How many periods are named with their shares.
const NAMED: usize = 12;

/// The mark of a period, if it has one.
pub(super) fn mark(report: &Report, period: &str) -> &'static str {
    if report.maturity.as_ref().is_some_and(|maturity| maturity.is_immature(period)) { MARK } else { "" }
}

/// What the mark means, where any period has it.
pub(super) fn legend(report: &Report, style: &Style) -> Option<String> {
    let maturity = report.maturity.as_ref()?;
    let named = named(maturity, style)?;
    let last_day = maturity.last_day;
    let least = number::for_people(maturity.least, Unit::Percent, style);
    Some(match style.language {
        Language::En => {
            format!(
                "{MARK} not mature: by {last_day} less than {least} of the orders had come, as far as the lags tell: {named}"
            )
        }
        Language::Ru => {
            format!(
                "{MARK} данные не дозрели: к {last_day} пришло меньше {least} заказов, судя по срокам сделок: {named}"
            )
        }
    })
}

/// The same as a note; `None` where every period is mature.
#[must_use]
pub fn note(maturity: &Maturity, style: &Style) -> Option<String> {
    let style = Style { language: Language::En, ..*style };
    let named = named(maturity, &style)?;
    let least = number::for_people(maturity.least, Unit::Percent, &style);
    Some(format!(
        "not mature: by {} less than {least} of the orders had come, as far as the lags between leads and orders tell: {named}",
        maturity.last_day
    ))
}

/// The periods that are not mature, the last ones with the share that has come.
fn named(maturity: &Maturity, style: &Style) -> Option<String> {
    let all: Vec<String> = maturity
        .immature()
        .map(|(period, share)| format!("{period} {}", number::for_people(share, Unit::Percent, style)))
        .collect();
    let more = all.len().saturating_sub(NAMED);
    let named = all.get(more..)?.join(", ");
    match (more, style.language) {
        _ if named.is_empty() => None,
        (0, _) => Some(named),
        (more, Language::En) => Some(format!("{named} and {more} before them")),
        (more, Language::Ru) => Some(format!("{named} и ещё {more} до них")),
    }
}
