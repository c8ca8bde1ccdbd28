//! What keeps a plan from more.

use anyhow::Result;

use crate::core::decimal::{self, Decimal};
use crate::core::metric::{Language, Metric, Unit};
use crate::render::{self, Style, number};

use super::draft::{Draft, Given};

/// How far rounding to kopecks may keep a channel from its bound.
const ROUNDING: Decimal = Decimal::from_parts(2, 0, 0, false, 2);

/// What binds, where the target is not reached or there is none.
pub(super) fn sentence(given: &Given<'_>, draft: &Draft, style: &Style) -> Result<Option<String>> {
    if draft.is_reached && given.aim.target.is_some() {
        return Ok(None);
    }
    let language = style.language;
    let mut binds: Vec<String> = Vec::new();
    binds.extend(budget(given, draft, style)?);
    for place in 0..given.channels.len() {
        binds.extend(channel(given, draft, place, style)?);
    }
    if binds.is_empty() && draft.next.is_none() && given.aim.counted == Metric::Profit {
        let words = match language {
            Language::En => "the next order costs more than it brings",
            Language::Ru => "следующий заказ стоит больше, чем приносит",
        };
        binds.push(words.to_owned());
    }
    let list = binds.join("; ");
    Ok((!binds.is_empty()).then(|| match language {
        Language::En => format!("What binds: {list}."),
        Language::Ru => format!("Что держит: {list}."),
    }))
}

/// Whether the budget does, or has more than there is room for.
fn budget(given: &Given<'_>, draft: &Draft, style: &Style) -> Result<Option<String>> {
    let Some(budget) = given.options.budget else { return Ok(None) };
    let left = decimal::subtract_rounded(budget, draft.spend)?;
    let [shown, shown_left] = [budget, left].map(|it| number::for_people(it, Unit::Money, style));
    Ok(match (left.is_zero(), style.language) {
        (true, Language::En) => Some(format!("the budget of {shown}")),
        (true, Language::Ru) => Some(format!("бюджет {shown}")),
        (false, _) if given.aim.target.is_some() => None,
        (false, Language::En) => Some(format!("{shown_left} of the budget has no room")),
        (false, Language::Ru) => Some(format!("{shown_left} бюджета негде потратить")),
    })
}

/// Which bound a channel is at, if it is at one.
fn channel(given: &Given<'_>, draft: &Draft, place: usize, style: &Style) -> Result<Option<String>> {
    let name = render::group_name(&given.channels[place].name, style.language);
    let bounds = &given.bounds[place];
    let spent = draft.spent_on(place)?;
    let nearly = decimal::add(spent, ROUNDING)?;
    let share = match given.options.max_share {
        Some(share) => Some(decimal::multiply_rounded(share, draft.spend)?),
        None => None,
    };
    let amount = number::for_people(spent, Unit::Money, style);
    let growth = decimal::plain(given.options.growth);
    let is_at_most = bounds.most.is_some_and(|most| most <= bounds.room && nearly >= most);
    Ok(match style.language {
        Language::En if share.is_some_and(|share| nearly >= share) => {
            Some(format!("--max-share holds {name} at {amount}"))
        }
        Language::Ru if share.is_some_and(|share| nearly >= share) => {
            Some(format!("--max-share держит {name} на {amount}"))
        }
        Language::En if is_at_most => Some(format!("--max or --fix holds {name} at {amount}")),
        Language::Ru if is_at_most => Some(format!("--max или --fix держит {name} на {amount}")),
        Language::En if nearly >= bounds.room => {
            Some(format!("{name} is at {growth} times its largest month: {amount}"))
        }
        Language::Ru if nearly >= bounds.room => {
            Some(format!("{name} дошёл до {growth} своего самого большого месяца: {amount}"))
        }
        Language::En | Language::Ru => None,
    })
}
