//! Whether customers bring more than they cost, as far as their number can tell.

use anyhow::Result;

use crate::core::chance::confidence::Confidence;
use crate::core::chance::refusal::Refusal;
use crate::core::cohort::{self, Lifetimes};
use crate::core::decimal::Decimal;
use crate::core::estimate;
use crate::core::metric::{Language, Metric, Scope, Sums};
use crate::core::value::{Reason, Value};
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
    NotJudged(Why),
}

/// Why there is no verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Why {
    /// There is no figure, for this reason.
    Undefined(Reason),
    /// Nothing gives this figure.
    Absent(Metric),
    /// The figures do not suffice for an interval.
    Refused(Refusal),
    /// It is not known how much customers vary.
    NoSpread,
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
        return Ok(Verdict::NotJudged(Why::Absent(Metric::CostOfGoods)));
    };
    let ltv = if ratio == Metric::LtvCacRevenue { Metric::LtvRevenue } else { Metric::Ltv };
    for metric in [cac, ltv] {
        match metric.evaluate(&scope)? {
            Value::Known(_) => {}
            Value::Undefined(reason) => return Ok(Verdict::NotJudged(Why::Undefined(reason))),
            Value::Absent(missing) => return Ok(Verdict::NotJudged(Why::Absent(missing))),
        }
    }
    let is_free = cac.evaluate(&scope)?.known().is_some_and(|cac| cac.is_zero());
    let (judged, limit) = if is_free { (ltv, Decimal::ZERO) } else { (ratio, Decimal::ONE) };
    Ok(match estimate::interval(judged, &scope, confidence)? {
        Some(Ok(interval)) if interval.is_above(limit) => Verdict::Lives,
        Some(Ok(interval)) if interval.is_below(limit) => Verdict::Dies,
        Some(Ok(_)) => Verdict::CannotTell,
        Some(Err(refusal)) => Verdict::NotJudged(Why::Refused(refusal)),
        None => Verdict::NotJudged(Why::NoSpread),
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
            (Self::NotJudged(why), Language::En) if for_people => {
                format!("not judged ({})", why.in_english())
            }
            (Self::NotJudged(why), Language::Ru) if for_people => {
                format!("не оценить ({})", why.in_russian())
            }
            (Self::NotJudged(_), _) => "not judged".to_owned(),
        }
    }
}

impl Why {
    fn in_english(&self) -> String {
        match self {
            Self::Undefined(reason) => reason.to_string(),
            Self::Absent(Metric::CostOfGoods) => "no cost of goods".to_owned(),
            Self::Absent(metric) => format!("nothing gives {metric}"),
            Self::Refused(refusal) => refusal.to_string(),
            Self::NoSpread => "it is not known how much customers vary".to_owned(),
        }
    }

    fn in_russian(&self) -> String {
        let label = |metric: Metric| metric.label(Language::Ru).to_lowercase();
        match self {
            Self::Undefined(cohort::NO_CUSTOMERS) => "нет клиентов".to_owned(),
            Self::Undefined(cohort::TOO_YOUNG) => "возраст клиентов ещё мал".to_owned(),
            Self::Undefined(Reason::Partial(metric)) => format!("неполные данные: {}", label(*metric)),
            Self::Undefined(Reason::NotGiven(metric)) | Self::Absent(metric) => {
                format!("нет данных: {}", label(*metric))
            }
            Self::Undefined(_) => "показателя нет".to_owned(),
            Self::Refused(Refusal::TooFew { have, need }) => format!("мало значений: {have}, нужно {need}"),
            Self::Refused(Refusal::Cancelling) => "суммы гасят друг друга".to_owned(),
            Self::Refused(_) => "интервал не вычислить".to_owned(),
            Self::NoSpread => "неизвестен разброс клиентов".to_owned(),
        }
    }
}
