//! Whether customers bring more than they cost, as far as their number can tell.

use anyhow::Result;

use crate::core::chance::confidence::Confidence;
use crate::core::cohort::Lifetimes;
use crate::core::decimal::Decimal;
use crate::core::estimate;
use crate::core::metric::{Language, Metric, Scope, Sums};
use crate::core::value::Value;
use crate::render::Style;
use crate::report::{Cell, Column, Row};

/// What can be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The whole interval of LTV : CAC is above 1, or nothing was paid and LTV is above nothing.
    Lives,
    /// The whole interval is below 1.
    Dies,
    /// The interval reaches over 1.
    CannotTell,
    /// There is no figure, for this reason.
    NotJudged(String),
}

/// The quotient of LTV by gross profit, or by revenue where no cost of goods is given, and a CAC.
fn ratio(scope: &dyn Scope, cac: Metric) -> Result<Option<Metric>> {
    let is_by_revenue = matches!(Metric::Ltv.evaluate(scope)?, Value::Absent(_));
    Ok(match (is_by_revenue, cac) {
        (false, Metric::CacFull) => Some(Metric::LtvCacFull),
        (false, _) => Some(Metric::LtvCac),
        (true, Metric::CacFull) => None,
        (true, _) => Some(Metric::LtvCacRevenue),
    })
}

/// The verdict on customers, with CAC by ads alone or with all costs.
pub(super) fn of(lifetimes: &Lifetimes, cac: Metric, confidence: Confidence) -> Result<Verdict> {
    let scope = lifetimes.within(lifetimes);
    let Some(ratio) = ratio(&scope, cac)? else {
        return Ok(Verdict::NotJudged("no cost of goods".to_owned()));
    };
    let ltv = if ratio == Metric::LtvCacRevenue { Metric::LtvRevenue } else { Metric::Ltv };
    for metric in [cac, ltv] {
        match metric.evaluate(&scope)? {
            Value::Known(_) => {}
            Value::Undefined(reason) => return Ok(Verdict::NotJudged(reason.to_string())),
            Value::Absent(missing) => return Ok(Verdict::NotJudged(format!("nothing gives {missing}"))),
        }
    }
    let is_free = cac.evaluate(&scope)?.known().is_some_and(|cac| cac.is_zero());
    let (judged, limit) = if is_free { (ltv, Decimal::ZERO) } else { (ratio, Decimal::ONE) };
    Ok(match estimate::interval(judged, &scope, confidence)? {
        Some(Ok(interval)) if interval.is_above(limit) => Verdict::Lives,
        Some(Ok(interval)) if interval.is_below(limit) => Verdict::Dies,
        Some(Ok(_)) => Verdict::CannotTell,
        Some(Err(refusal)) => Verdict::NotJudged(refusal.to_string()),
        None => Verdict::NotJudged("it is not known how much customers vary".to_owned()),
    })
}

/// Puts the interval that the verdict rests on beside its figure.
pub(super) fn with_interval(
    row: &mut Row,
    metrics: &[Metric],
    lifetimes: &Lifetimes,
    confidence: Confidence,
) -> Result<()> {
    let scope = lifetimes.within(lifetimes);
    for cac in [Metric::Cac, Metric::CacFull] {
        let Some(ratio) = ratio(&scope, cac)? else { continue };
        let place = metrics.iter().position(|metric| *metric == ratio);
        if let Some(Cell::Figure { value: Value::Known(_), interval, .. }) =
            place.and_then(|place| row.cells.get_mut(place))
        {
            *interval = estimate::interval(ratio, &scope, confidence)?;
        }
    }
    Ok(())
}

/// The columns of the verdicts.
pub(super) fn columns(full: bool, style: &Style) -> Vec<Column> {
    let columns = match style.language {
        Language::En => [("verdict", "Verdict"), ("verdict_full", "Verdict (all costs)")],
        Language::Ru => [("verdict", "Вердикт"), ("verdict_full", "Вердикт (все расходы)")],
    };
    let shown = columns.into_iter().take(if full { 2 } else { 1 });
    shown.map(|(key, label)| Column::text(key, label)).collect()
}

impl Verdict {
    pub(super) fn in_words(&self, style: &Style) -> String {
        let for_people = style.format.is_for_people();
        match (self, style.language) {
            (Self::Lives, _) => "CAC < LTV".to_owned(),
            (Self::Dies, _) => "CAC >= LTV".to_owned(),
            (Self::CannotTell, Language::En) if for_people => "cannot tell yet".to_owned(),
            (Self::CannotTell, Language::En) => "cannot tell".to_owned(),
            (Self::CannotTell, Language::Ru) => "пока не ясно".to_owned(),
            (Self::NotJudged(reason), Language::En) if for_people => format!("not judged ({reason})"),
            (Self::NotJudged(reason), Language::Ru) if for_people => format!("не оценить ({reason})"),
            (Self::NotJudged(_), _) => "not judged".to_owned(),
        }
    }
}
