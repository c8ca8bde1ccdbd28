//! Campaign CPL: what did the campaign's leads cost?

use super::decimal::Decimal;
use super::metric::{FigureOverflow, Kind, Metric, Scope};
use super::worksheet::Worksheet;

/// What the campaign cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spend {
    /// The budget that was spent, money; clicks where they are known.
    Budget {
        /// Money spent.
        spend: Decimal,
        /// Clicks bought.
        clicks: Option<Decimal>,
    },
    /// Clicks at a price.
    Clicks {
        /// Clicks bought.
        clicks: Decimal,
        /// Price of a click, money.
        cpc: Decimal,
    },
}

/// The leads it brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leads {
    /// All of them.
    Counted(Decimal),
    /// By the way they came; added up.
    ByContact {
        /// By a form.
        forms: Option<Decimal>,
        /// By telephone.
        calls: Option<Decimal>,
    },
}

/// What the calculation starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Campaign {
    /// What it cost.
    pub spend: Spend,
    /// The leads it brought.
    pub leads: Leads,
    /// Times the ad was shown.
    pub impressions: Option<Decimal>,
    /// Leads that bought.
    pub orders: Option<Decimal>,
    /// What they paid, money.
    pub revenue: Option<Decimal>,
    /// What their goods cost, money.
    pub cost_of_goods: Option<Decimal>,
}

/// The campaign's cost per lead, and every other ratio that its figures allow.
///
/// **Formula**: `spend = clicks * cpc`; `leads = forms + calls`; `cpl = spend / leads`; `cr = leads / clicks`; the others as in
/// the dictionary.
///
/// **Inputs**: [`Campaign`]; counts, and money in one currency.
///
/// **Result**: a [`Worksheet`] with every figure of the dictionary that follows; a ratio over zero is undefined with its reason.
///
/// **Errors**: [`FigureOverflow`] where a figure does not fit in 28 digits.
///
/// **Source**: the definitions of CPL, CR and CPC in common use by ad systems.
///
/// ```
/// use leadcalc::core::campaign::{calculate, Campaign, Leads, Spend};
/// use leadcalc::core::{decimal::{parse, round}, metric::Metric, value::{Reason, Value}};
///
/// // 100 clicks at 150 are 15 000; 15 000 / 9 = 1 666.67; 9 of 100 clicks are 9 %.
/// let mut campaign = Campaign {
///     spend: Spend::Clicks { clicks: 100.into(), cpc: 150.into() },
///     leads: Leads::ByContact { forms: Some(5.into()), calls: Some(4.into()) },
///     impressions: None, orders: None, revenue: None, cost_of_goods: None,
/// };
/// let sheet = calculate(&campaign).unwrap();
/// let Ok(Value::Known(cpl)) = sheet.figure(Metric::Cpl) else { panic!() };
/// assert_eq!(round(cpl, 2), parse("1666.67").unwrap());
/// assert_eq!(sheet.figure(Metric::Cr), Ok(Value::Known(parse("0.09").unwrap())));
///
/// campaign.leads = Leads::Counted(0.into());
/// let sheet = calculate(&campaign).unwrap();
/// assert_eq!(sheet.figure(Metric::Cpl), Ok(Value::Undefined(Reason::Zero("no leads"))));
/// ```
pub fn calculate(campaign: &Campaign) -> Result<Worksheet, FigureOverflow> {
    let sheet = Worksheet::new().maybe(Metric::Impressions, campaign.impressions);
    let sheet = match campaign.spend {
        Spend::Budget { spend, clicks } => sheet.maybe(Metric::Clicks, clicks).given(Metric::Spend, spend),
        Spend::Clicks { clicks, cpc } => sheet
            .given(Metric::Clicks, clicks)
            .given(Metric::Cpc, cpc)
            .derive_by(Metric::Spend, "clicks * cpc", "")?,
    };
    let sheet = match campaign.leads {
        Leads::Counted(leads) => sheet.given(Metric::Leads, leads),
        Leads::ByContact { forms, calls } => {
            let formula = match (forms, calls) {
                (Some(_), Some(_)) => "forms + calls",
                (Some(_), None) => "forms",
                (None, _) => "calls",
            };
            sheet.maybe(Metric::Forms, forms).maybe(Metric::Calls, calls).derive_by(
                Metric::Leads,
                formula,
                "",
            )?
        }
    };
    let sheet = sheet
        .maybe(Metric::Orders, campaign.orders)
        .maybe(Metric::Revenue, campaign.revenue)
        .maybe(Metric::CostOfGoods, campaign.cost_of_goods);
    // A formula whose inputs are not on the board adds nothing to it, so the whole dictionary may be tried.
    Metric::ALL.iter().filter(|metric| metric.entry().kind == Kind::Formula).try_fold(
        sheet,
        |sheet, metric| match sheet.value_of(*metric) {
            Some(_) => Ok(sheet),
            None => sheet.derive(*metric),
        },
    )
}
