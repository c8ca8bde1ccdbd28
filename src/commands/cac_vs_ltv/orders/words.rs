//! Which channel is the best, in a sentence: the one with the cheapest leads need not be the one whose customers are worth their price.

use anyhow::Result;

use crate::core::cohort::Lifetimes;
use crate::core::decimal::{self, Decimal};
use crate::core::metric::{Language, Metric, Sums, Unit};
use crate::core::value::Value;
use crate::render::{self, Style, number};

use super::groups::Groups;

/// The channel with the best CPL and the one with the best LTV : CAC, where both can be told of two channels at least.
///
/// LTV is that at the oldest age which some customers of every channel with a CAC are old enough for, so that like is set beside like.
pub(super) fn best(groups: &Groups, style: &Style) -> Result<Vec<String>> {
    if groups.by != ["channel"] {
        return Ok(Vec::new());
    }
    let is_by_revenue =
        matches!(Metric::Ltv.evaluate(&groups.total.within(&groups.total))?, Value::Absent(_));
    let mut cheapest: Option<(&str, Decimal)> = None;
    let (mut bought, mut ages) = (Vec::new(), Vec::new());
    for group in &groups.lifetimes {
        let scope = group.tally.within(&groups.total);
        let name = group.names[0].as_str();
        // What was free cannot be bought more of.
        let figure = |metric: Metric| -> Result<Option<Decimal>> {
            Ok(metric.evaluate(&scope)?.known().filter(|figure| !figure.is_zero()))
        };
        if let Some(cpl) = figure(Metric::Cpl)?
            && cheapest.is_none_or(|(_, known)| cpl < known)
        {
            cheapest = Some((name, cpl));
        }
        if let Some(cac) = figure(Metric::Cac)?
            && let Some(age) = group.tally.ltv_age()
        {
            ages.push(age);
            bought.push((name, cac, scope));
        }
    }
    let Some(age) = ages.into_iter().min() else { return Ok(Vec::new()) };
    let Some(ltv_at) = Lifetimes::ltv_at(age, is_by_revenue) else { return Ok(Vec::new()) };
    let mut dearest: Option<(&str, Decimal)> = None;
    let count = bought.len();
    for (name, cac, scope) in bought {
        let Some(ltv) = ltv_at.evaluate(&scope)?.known() else { continue };
        let Ok(ratio) = decimal::divide(ltv, cac) else { continue };
        if dearest.is_none_or(|(_, known)| ratio > known) {
            dearest = Some((name, ratio));
        }
    }
    let (Some((cheap, cpl)), Some((best, ratio)), true) = (cheapest, dearest, count > 1) else {
        return Ok(Vec::new());
    };
    let named = |name: &str| render::group_name(name, style.language);
    let (cheap_name, best_name) = (named(cheap), named(best));
    let cpl = number::for_people(cpl, Unit::Money, style);
    let ratio = number::for_people(ratio, Unit::Multiple, style);
    let basis = match (style.language, is_by_revenue) {
        (Language::En, false) => "by gross profit",
        (Language::En, true) => "by revenue",
        (Language::Ru, false) => "по валовой прибыли",
        (Language::Ru, true) => "по выручке",
    };
    Ok(vec![match (style.language, cheap == best) {
        (Language::En, true) => format!(
            "{best_name} has the cheapest leads (CPL {cpl}) and the best LTV : CAC too ({ratio} {basis} at {age} months)."
        ),
        (Language::En, false) => format!(
            "{cheap_name} has the cheapest leads (CPL {cpl}), but {best_name} has the best LTV : CAC ({ratio} {basis} at {age} months): \
             judge channels by the customers, not by the leads."
        ),
        (Language::Ru, true) => format!(
            "У канала {best_name} и самые дешёвые лиды (CPL {cpl}), и лучшее LTV : CAC ({ratio} {basis} за {age} мес.)."
        ),
        (Language::Ru, false) => format!(
            "Самые дешёвые лиды даёт {cheap_name} (CPL {cpl}), но лучшее LTV : CAC у канала {best_name} ({ratio} {basis} за {age} мес.): \
             судите каналы по клиентам, а не по лидам."
        ),
    }])
}
