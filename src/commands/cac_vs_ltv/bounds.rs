//! How far the LTV reaches, as churn is known from a few who left.

use anyhow::Result;

use crate::cli::CacVsLtv;
use crate::core::decimal::Decimal;
use crate::core::estimate;
use crate::core::lifetime::{self, Acquisition, Lifetime};
use crate::core::metric::{Language, Metric, Unit};
use crate::core::series::Series;
use crate::core::value::Value;
use crate::core::worksheet::Worksheet;
use crate::render::{Style, number};
use crate::report::Note;

/// The LTV at both ends of churn's interval, and whether the CAC is below, within or above; none where nobody asks for a confidence.
pub(super) fn in_words(sheet: &Worksheet, options: &CacVsLtv, style: &Style) -> Result<Option<String>> {
    let Some(confidence) = options.common.confidence else { return Ok(None) };
    let Some(Ok(churn)) = estimate::interval(Metric::Churn, sheet, confidence)? else { return Ok(None) };
    let worst = match churn.high {
        Some(churn) => ltv(sheet, options, churn)?,
        None => None,
    };
    let best = match churn.low {
        Some(churn) => ltv(sheet, options, churn)?,
        None => None,
    };
    let full = sheet.figure(Metric::CacFull)?.known();
    let Some(cac) = full.or(sheet.figure(Metric::Cac)?.known()) else { return Ok(None) };
    let Some(worst) = worst else { return Ok(None) };
    let money = |amount: Decimal| number::for_people(amount, Unit::Money, style);
    let meaning = match (style.language, cac < worst, best.is_none_or(|best| cac < best)) {
        (Language::En, true, _) => "less than all of it",
        (Language::En, false, true) => "within it, so that it cannot be told which is more",
        (Language::En, false, false) => "as much as all of it, or more",
        (Language::Ru, true, _) => "меньше любого из них",
        (Language::Ru, false, true) => "между ними, так что сказать, что больше, нельзя",
        (Language::Ru, false, false) => "не меньше любого из них",
    };
    let (cac, worst, best) = (money(cac), money(worst), best.map(money));
    Ok(Some(match (style.language, best) {
        (Language::En, Some(best)) => {
            format!(
                "By gross profit, as far as churn is known ({confidence}), LTV is {worst} to {best}; CAC {cac} is {meaning}."
            )
        }
        (Language::En, None) => {
            format!(
                "By gross profit, as far as churn is known ({confidence}), LTV is {worst} or more; CAC {cac} is {meaning}."
            )
        }
        (Language::Ru, Some(best)) => {
            format!(
                "По валовой прибыли, насколько известен отток ({confidence}), LTV от {worst} до {best}; CAC {cac} {meaning}."
            )
        }
        (Language::Ru, None) => {
            format!(
                "По валовой прибыли, насколько известен отток ({confidence}), LTV от {worst}; CAC {cac} {meaning}."
            )
        }
    }))
}

/// What intervals of LTV : CAC leave out, and where it is said, if it is.
pub(super) fn note(options: &CacVsLtv, is_told: bool) -> Option<Note> {
    let left_out =
        "intervals of LTV : CAC, and limits on it, are those of the CAC and take churn as it stands";
    let told = "; how far the LTV itself reaches is said below the table, and in the words of JSON";
    let not_told = "; how far the LTV itself reaches is said of one value of each input";
    options.common.confidence.map(|_| Note {
        code: "churn-as-it-stands",
        message: format!("{left_out}{}", if is_told { told } else { not_told }),
    })
}

/// The LTV of the sheet's customers at another churn; none where it has no end.
fn ltv(sheet: &Worksheet, options: &CacVsLtv, churn: Decimal) -> Result<Option<Decimal>> {
    let (Some(revenue_per_month), Some(margin_rate)) =
        (sheet.figure(Metric::RevenuePerMonth)?.known(), options.margin_rate.as_ref().map(Series::first))
    else {
        return Ok(None);
    };
    let discount = options.discount.as_ref().map(Series::first);
    let lifetime = Lifetime::Churn { revenue_per_month, margin_rate, churn, discount };
    let at_that = lifetime::calculate(Acquisition::Known(Decimal::ZERO), &lifetime)?;
    Ok(at_that.figure(Metric::Ltv).map(Value::known)?)
}
