//! Which figures are estimates, and where they lie.
//!
//! A count or a sum is what it is; a rate that was observed is one of those that the true rate could have given. [`ESTIMATES`] says
//! of each such figure what its chance comes from, and [`interval`] asks [`chance`](super::chance) for the bounds.

use super::chance::amounts::Amounts;
use super::chance::confidence::Confidence;
use super::chance::interval::Interval;
use super::chance::method::Method;
use super::chance::refusal::Refusal;
use super::chance::{events, net, proportion};
use super::decimal::{self, Decimal, Overflow};
use super::metric::{FigureOverflow, Metric, Scope};
use super::value::{Reason, Value};

use Metric::{
    AcquisitionBudget, Answers, Aov, BreakEvenLeadPrice, Cac, CacFull, Churn, Churned, Clicks, CloseRate,
    Conversion, Cpl, Cpo, Cpql, Cr, Ctr, Customers, DetractorShare, Detractors, Drr, Impressions, LeadPrice,
    Leads, LifetimeMonths, Ltv, Ltv1m, Ltv3m, Ltv6m, Ltv12m, Ltv24m, LtvCac, LtvCacFull, LtvCacRevenue,
    LtvRevenue, LtvRevenue1m, LtvRevenue3m, LtvRevenue6m, LtvRevenue12m, LtvRevenue24m, Margin, MarginRate,
    Nps, Orders, OtherCosts, PassiveShare, Passives, PaybackMonths, PaybackMonthsFull, ProfitPerMonth,
    PromoterShare, Promoters, QualificationRate, QualifiedLeads, RejectRate, RejectedLeads, Roas, RoiRevenue,
    Romi, Sales, Spend, Subscribers,
};

/// What the chance in a figure comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Estimate {
    /// Some of the trials succeed.
    Share {
        /// What is counted.
        successes: Metric,
        /// What it is a part of: these added up.
        trials: &'static [Metric],
    },
    /// Of all who answer, some are for and others against: the promoters and the detractors of a survey.
    NetPoints,
    /// Events come of a spend.
    Cost {
        /// What is spent: these added up, as far as they are there.
        spend: &'static [Metric],
        /// What comes of it.
        events: Metric,
    },
    /// The amounts of orders vary.
    AverageAmount,
    /// What customers are worth varies, as far as they were looked at one by one.
    AverageValue,
    /// Orders come of a spend, and their amounts vary.
    Return,
    /// Another estimate times a figure that is taken as it stands.
    Times(Metric, Metric),
    /// A figure over another estimate: taken as it stands, or with its own interval where its values were looked at one by one.
    Over(Option<Metric>, Metric),
    /// An estimate over a figure that is taken as it stands.
    Part(Metric, Metric),
    /// Another estimate times a figure that is taken as it stands, less one.
    TimesLessOne(Metric, Option<Metric>),
}

/// The figures that are estimates.
pub const ESTIMATES: [(Metric, Estimate); 41] = [
    (Ctr, Estimate::Share { successes: Clicks, trials: &[Impressions] }),
    (Cr, Estimate::Share { successes: Leads, trials: &[Clicks] }),
    (RejectRate, Estimate::Share { successes: RejectedLeads, trials: &[Leads, RejectedLeads] }),
    (QualificationRate, Estimate::Share { successes: QualifiedLeads, trials: &[Leads] }),
    (CloseRate, Estimate::Share { successes: Orders, trials: &[Leads] }),
    (Conversion, Estimate::Share { successes: Sales, trials: &[Leads] }),
    (Cpl, Estimate::Cost { spend: &[Spend], events: Leads }),
    (Cpql, Estimate::Cost { spend: &[Spend], events: QualifiedLeads }),
    (Cpo, Estimate::Cost { spend: &[Spend], events: Orders }),
    (Cac, Estimate::Cost { spend: &[Spend], events: Customers }),
    (CacFull, Estimate::Cost { spend: &[Spend, OtherCosts], events: Customers }),
    (Aov, Estimate::AverageAmount),
    (Roas, Estimate::Return),
    (RoiRevenue, Estimate::TimesLessOne(Roas, None)),
    // The margin rate varies far less than the number and the size of orders.
    (Romi, Estimate::TimesLessOne(Roas, Some(MarginRate))),
    (Drr, Estimate::Over(None, Roas)),
    (LeadPrice, Estimate::Times(Conversion, AcquisitionBudget)),
    (BreakEvenLeadPrice, Estimate::Times(Conversion, Margin)),
    (LtvRevenue, Estimate::AverageValue),
    (Ltv, Estimate::AverageValue),
    (LtvRevenue1m, Estimate::AverageValue),
    (LtvRevenue3m, Estimate::AverageValue),
    (LtvRevenue6m, Estimate::AverageValue),
    (LtvRevenue12m, Estimate::AverageValue),
    (LtvRevenue24m, Estimate::AverageValue),
    (Ltv1m, Estimate::AverageValue),
    (Ltv3m, Estimate::AverageValue),
    (Ltv6m, Estimate::AverageValue),
    (Ltv12m, Estimate::AverageValue),
    (Ltv24m, Estimate::AverageValue),
    (LtvCac, Estimate::Over(Some(Ltv), Cac)),
    (LtvCacRevenue, Estimate::Over(Some(LtvRevenue), Cac)),
    (LtvCacFull, Estimate::Over(Some(Ltv), CacFull)),
    (PromoterShare, Estimate::Share { successes: Promoters, trials: &[Answers] }),
    (PassiveShare, Estimate::Share { successes: Passives, trials: &[Answers] }),
    (DetractorShare, Estimate::Share { successes: Detractors, trials: &[Answers] }),
    (Nps, Estimate::NetPoints),
    (Churn, Estimate::Share { successes: Churned, trials: &[Subscribers] }),
    (LifetimeMonths, Estimate::Over(None, Churn)),
    (PaybackMonths, Estimate::Part(Cac, ProfitPerMonth)),
    (PaybackMonthsFull, Estimate::Part(CacFull, ProfitPerMonth)),
];

/// What the chance in a figure comes from; `None` for what is no estimate.
#[must_use]
pub fn of(metric: Metric) -> Option<Estimate> {
    let found = ESTIMATES.iter().find(|(estimate, _)| *estimate == metric);
    found.map(|(_, estimate)| *estimate)
}

/// What a figure's interval is computed by; `None` for what is no estimate.
///
/// ```
/// use leadcalc::core::{chance::method::Method, estimate, metric::Metric};
/// assert_eq!(estimate::method(Metric::Cr), Some(Method::Wilson));
/// assert_eq!(estimate::method(Metric::LtvCac), Some(Method::Garwood)); // that of its CAC
/// assert_eq!(estimate::method(Metric::Spend), None);
/// ```
#[must_use]
pub fn method(metric: Metric) -> Option<Method> {
    match of(metric)? {
        Estimate::Share { .. } => Some(Method::Wilson),
        Estimate::NetPoints => Some(Method::Trinomial),
        Estimate::Cost { .. } => Some(Method::Garwood),
        Estimate::AverageAmount | Estimate::AverageValue => Some(Method::Student),
        Estimate::Return => Some(Method::CompoundPoisson),
        Estimate::Times(of, _)
        | Estimate::Over(_, of)
        | Estimate::Part(of, _)
        | Estimate::TimesLessOne(of, _) => method(of),
    }
}

/// Where a figure lies, as far as its data can tell, or why they cannot.
///
/// `None` for what is no estimate, for what was given and not counted, and for what does not exist, but for a cost without events,
/// which has a lower bound. Fractions of an event, as ad systems attribute them, are rounded to whole ones first.
///
/// **Errors**: [`FigureOverflow`] where a figure does not fit in 28 digits.
///
/// ```
/// use leadcalc::core::{estimate, metric::Metric, worksheet::Worksheet};
/// let sheet = Worksheet::new().given(Metric::Clicks, 100.into()).given(Metric::Leads, 9.into());
/// let cr = estimate::interval(Metric::Cr, &sheet, "95%".parse().unwrap()).unwrap().unwrap().unwrap();
/// assert_eq!(cr.low.unwrap().round_dp(5).to_string(), "0.04807");
/// assert_eq!(cr.high.unwrap().round_dp(5).to_string(), "0.16226");
/// ```
pub fn interval(
    metric: Metric,
    scope: &dyn Scope,
    confidence: Confidence,
) -> Result<Option<Result<Interval, Refusal>>, FigureOverflow> {
    let Some(estimate) = of(metric) else { return Ok(None) };
    let has_figure = match metric.evaluate(scope)? {
        Value::Known(_) => true,
        Value::Undefined(Reason::Zero(_)) => false,
        Value::Undefined(_) | Value::Absent(_) => return Ok(None),
    };
    let known =
        |metric: Metric| -> Result<Option<Decimal>, FigureOverflow> { Ok(metric.evaluate(scope)?.known()) };
    let scaled = |interval: Result<Interval, Refusal>, factor: Decimal| {
        interval.and_then(|interval| interval.scaled(factor).map_err(out_of_range))
    };
    Ok(match estimate {
        Estimate::Share { successes, trials } if has_figure => {
            let Some(successes) = known(successes)? else { return Ok(None) };
            let Some(trials) = added(trials, scope)? else { return Ok(None) };
            let counts = whole(successes).and_then(|successes| Ok((successes, whole(trials)?)));
            Some(counts.and_then(|(successes, trials)| proportion::interval(successes, trials, confidence)))
        }
        Estimate::NetPoints if has_figure => net_points(scope, confidence)?,
        Estimate::AverageValue if has_figure => {
            scope.values_averaged(metric).map(|values| values.average(confidence))
        }
        Estimate::Cost { spend, events } => {
            let Some(events) = known(events)? else { return Ok(None) };
            // What was free costs nothing, whatever came of it.
            let Some(spend) = added(spend, scope)?.filter(|spend| !spend.is_zero()) else { return Ok(None) };
            Some(whole(events).and_then(|events| events::cost(spend, events, confidence)))
        }
        Estimate::AverageAmount if has_figure => {
            amounts(scope)?.map(|amounts| amounts.and_then(|amounts| amounts.average(confidence)))
        }
        Estimate::Return if has_figure => {
            let Some(spend) = known(Spend)? else { return Ok(None) };
            amounts(scope)?.map(|amounts| amounts.and_then(|amounts| amounts.over_spend(spend, confidence)))
        }
        Estimate::Times(of, by) => match (interval(of, scope, confidence)?, known(by)?) {
            (Some(interval), Some(by)) => Some(scaled(interval, by)),
            _ => None,
        },
        Estimate::Part(of, whole) => match (interval(of, scope, confidence)?, known(whole)?) {
            (Some(interval), Some(whole)) if !whole.is_zero() => {
                let factor = decimal::divide(Decimal::ONE, whole).map_err(out_of_range);
                Some(factor.and_then(|factor| scaled(interval, factor)))
            }
            _ => None,
        },
        Estimate::Over(over, of) => {
            let Some(of) = interval(of, scope, confidence)? else { return Ok(None) };
            let inverted = of.and_then(|of| of.inverted().map_err(out_of_range));
            if let Some(values) = over.and_then(|over| scope.values_averaged(over)) {
                let over = values.average(confidence);
                return Ok(Some(over.and_then(|over| inverted?.times(over).map_err(out_of_range))));
            }
            let over = match over {
                None => Some(Decimal::ONE),
                Some(metric) => known(metric)?,
            };
            over.map(|over| scaled(inverted, over))
        }
        Estimate::TimesLessOne(of, by) if has_figure => {
            let by = match by {
                None => Some(Decimal::ONE),
                Some(metric) => known(metric)?,
            };
            match (interval(of, scope, confidence)?, by) {
                (Some(interval), Some(by)) => Some(
                    scaled(interval, by)
                        .and_then(|interval| interval.shifted(Decimal::NEGATIVE_ONE).map_err(out_of_range)),
                ),
                _ => None,
            }
        }
        Estimate::Share { .. }
        | Estimate::NetPoints
        | Estimate::AverageAmount
        | Estimate::AverageValue
        | Estimate::Return
        | Estimate::TimesLessOne(..) => None,
    })
}

fn out_of_range(Overflow: Overflow) -> Refusal {
    Refusal::OutOfRange
}

/// The net share of a survey in points.
fn net_points(
    scope: &dyn Scope,
    confidence: Confidence,
) -> Result<Option<Result<Interval, Refusal>>, FigureOverflow> {
    let count =
        |metric: Metric| -> Result<Option<Decimal>, FigureOverflow> { Ok(metric.evaluate(scope)?.known()) };
    let (Some(promoters), Some(detractors), Some(passives)) =
        (count(Promoters)?, count(Detractors)?, count(Passives)?)
    else {
        return Ok(None);
    };
    let net = || -> Result<Interval, Refusal> {
        let share = net::interval(whole(promoters)?, whole(detractors)?, whole(passives)?, confidence)?;
        share.scaled(Decimal::ONE_HUNDRED).map_err(out_of_range)
    };
    Ok(Some(net()))
}

/// The orders of a scope: how many, what they brought, and the sum of the squares.
fn amounts(scope: &dyn Scope) -> Result<Option<Result<Amounts, Refusal>>, FigureOverflow> {
    let (Some(count), Some(sum)) =
        (Orders.evaluate(scope)?.known(), Metric::Revenue.evaluate(scope)?.known())
    else {
        return Ok(None);
    };
    let squares = scope.squared_amounts().ok_or(Refusal::NoAmounts);
    Ok(Some(squares.and_then(|squares| Ok(Amounts { count: whole(count)?, sum, squares }))))
}

/// These sums added up, as far as they are there; `None` where none is.
fn added(metrics: &[Metric], scope: &dyn Scope) -> Result<Option<Decimal>, FigureOverflow> {
    let mut sum: Option<Decimal> = None;
    for metric in metrics {
        if let Some(figure) = metric.evaluate(scope)?.known() {
            let added = decimal::add(sum.unwrap_or_default(), figure);
            sum = Some(added.map_err(|Overflow| FigureOverflow { figure: *metric })?);
        }
    }
    Ok(sum)
}

/// A count in whole numbers. Ad systems attribute fractions of a conversion; half an event is within any interval of events.
pub fn whole(count: Decimal) -> Result<u64, Refusal> {
    decimal::round(count, 0).try_into().map_err(|_| Refusal::TooLarge)
}
