//! Lead price by margin: what may a lead cost?

use super::decimal::Decimal;
use super::metric::{FigureOverflow, Metric, Scope};
use super::value::{Reason, Value};
use super::worksheet::Worksheet;

/// Where the margin of an order comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderMargin {
    /// It is known.
    Known(Decimal),
    /// The price less what the goods cost.
    FromCost {
        /// What a customer pays for an order, money.
        average_order: Decimal,
        /// What the goods of that order cost, money.
        cost_of_goods: Decimal,
    },
    /// A share of the price.
    FromRate {
        /// What a customer pays for an order, money.
        average_order: Decimal,
        /// Share of the price that is left after the goods are paid, a fraction up to 1.
        margin_rate: Decimal,
    },
}

/// Where the conversion from lead to sale comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conversion {
    /// It is known, a fraction from 0 to 1.
    Known(Decimal),
    /// Sales counted among leads.
    Counted {
        /// How many leads there were.
        leads: Decimal,
        /// How many of them bought, at most `leads`.
        sales: Decimal,
    },
}

/// What the calculation starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeadPrice {
    /// The margin of one order.
    pub margin: OrderMargin,
    /// How often a customer orders in its whole life; 1 for a single purchase.
    pub orders_per_customer: Decimal,
    /// Share of the customer's margin that may go into winning it, a fraction from 0 to 1.
    pub acquisition_share: Decimal,
    /// From lead to sale.
    pub conversion: Conversion,
    /// A price that somebody offers for a lead, to be judged.
    pub offered: Option<Decimal>,
}

/// How an offered price stands to the target and to break-even.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// At most the target price.
    WithinTarget,
    /// Above the target, and at most the break-even price.
    BetweenTargetAndBreakEven,
    /// Above the break-even price.
    LosesMoney,
}

/// The most that a lead may cost.
///
/// **Formula**: `margin = order margin * orders per customer`; `acquisition_budget = margin * acquisition_share`;
/// `lead_price = acquisition_budget * conversion`; `break_even_lead_price = margin * conversion`.
/// For an offered price: `profit_per_lead = break_even_lead_price - offered_lead_price`, and the conversions at which the offer
/// would meet the target (`offered / acquisition_budget`) and break even (`offered / margin`).
///
/// **Inputs**: [`LeadPrice`]; money in one currency, shares as fractions.
///
/// **Result**: a [`Worksheet`] with the figures above, exact, money per lead or per customer. With no leads the conversion, and
/// whatever rests on it, is undefined.
///
/// **Errors**: [`FigureOverflow`] where a figure does not fit in 28 digits.
///
/// **Source**: unit economics as taught to marketers: the acquisition budget is a share of the margin, and a lead is worth its
/// chance to become an order.
///
/// ```
/// use leadcalc::core::lead_price::{calculate, verdict, Conversion, LeadPrice, OrderMargin, Verdict};
/// use leadcalc::core::{decimal::parse, metric::Metric, value::{Reason, Value}};
///
/// // 8 000 - 3 000 = 5 000; half of it is 2 500; 10 of 100 leads buy: 250 for a lead, 500 at most.
/// let mut input = LeadPrice {
///     margin: OrderMargin::FromCost { average_order: 8_000.into(), cost_of_goods: 3_000.into() },
///     orders_per_customer: 1.into(),
///     acquisition_share: parse("0.5").unwrap(),
///     conversion: Conversion::Counted { leads: 100.into(), sales: 10.into() },
///     offered: Some(300.into()),
/// };
/// let sheet = calculate(&input).unwrap();
/// assert_eq!(sheet.figure(Metric::LeadPrice), Ok(Value::Known(250.into())));
/// assert_eq!(sheet.figure(Metric::BreakEvenLeadPrice), Ok(Value::Known(500.into())));
/// assert_eq!(verdict(&sheet), Ok(Some(Verdict::BetweenTargetAndBreakEven)));
///
/// input.conversion = Conversion::Counted { leads: 0.into(), sales: 0.into() };
/// let sheet = calculate(&input).unwrap();
/// assert_eq!(sheet.figure(Metric::LeadPrice), Ok(Value::Undefined(Reason::Zero("no leads"))));
/// ```
pub fn calculate(input: &LeadPrice) -> Result<Worksheet, FigureOverflow> {
    let sheet = Worksheet::new();
    let sheet = match input.margin {
        OrderMargin::Known(margin) => sheet.given(Metric::OrderMargin, margin),
        OrderMargin::FromCost { average_order, cost_of_goods } => sheet
            .given(Metric::AverageOrder, average_order)
            .given(Metric::GoodsPerOrder, cost_of_goods)
            .derive_by(Metric::OrderMargin, "average_order - goods_per_order", "")?,
        OrderMargin::FromRate { average_order, margin_rate } => sheet
            .given(Metric::AverageOrder, average_order)
            .given(Metric::MarginRate, margin_rate)
            .derive_by(Metric::OrderMargin, "average_order * margin_rate", "")?,
    };
    let sheet = sheet
        .given(Metric::OrdersPerCustomer, input.orders_per_customer)
        .derive_by(Metric::Margin, "order_margin * orders_per_customer", "")?
        .given(Metric::AcquisitionShare, input.acquisition_share)
        .derive(Metric::AcquisitionBudget)?;
    let sheet = match input.conversion {
        Conversion::Known(conversion) => sheet.given(Metric::Conversion, conversion),
        Conversion::Counted { leads, sales } => sheet
            .given(Metric::Leads, leads)
            .given(Metric::Sales, sales)
            .derive_by(Metric::Conversion, "sales / leads", "no leads")?,
    };
    let sheet = sheet
        .derive(Metric::LeadPrice)?
        .derive(Metric::BreakEvenLeadPrice)?
        .maybe(Metric::OfferedLeadPrice, input.offered)
        .derive(Metric::ProfitPerLead)?
        .derive(Metric::ProfitPer100Leads)?
        .derive(Metric::NeededConversion)?
        .derive(Metric::BreakEvenConversion)?;
    Ok(without_negative_conversions(sheet))
}

/// Where the margin is a loss, no conversion makes up for the price; minus twenty percent would be no answer.
fn without_negative_conversions(sheet: Worksheet) -> Worksheet {
    const NONE: Value<Decimal> = Value::Undefined(Reason::Never("no conversion is enough"));
    [Metric::NeededConversion, Metric::BreakEvenConversion].into_iter().fold(sheet, |sheet, conversion| {
        match sheet.value_of(conversion) {
            Some(Value::Known(rate)) if rate.is_negative() => sheet.found(conversion, NONE),
            _ => sheet,
        }
    })
}

/// Judges the offered price; `None` where none was offered or the prices are undefined.
///
/// **Errors**: [`FigureOverflow`] where a figure does not fit in 28 digits.
pub fn verdict(sheet: &Worksheet) -> Result<Option<Verdict>, FigureOverflow> {
    let figure = |metric| sheet.figure(metric).map(Value::known);
    let (Some(offered), Some(target), Some(break_even)) =
        (figure(Metric::OfferedLeadPrice)?, figure(Metric::LeadPrice)?, figure(Metric::BreakEvenLeadPrice)?)
    else {
        return Ok(None);
    };
    // Break-even first: where the margin is negative the target lies above it, and every price loses money.
    Ok(Some(if offered > break_even {
        Verdict::LosesMoney
    } else if offered > target {
        Verdict::BetweenTargetAndBreakEven
    } else {
        Verdict::WithinTarget
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::decimal::parse;

    fn verdict_of(average_order: i64, offered: i64) -> Option<Verdict> {
        let input = LeadPrice {
            margin: OrderMargin::FromCost {
                average_order: Decimal::from(average_order),
                cost_of_goods: Decimal::from(3_000),
            },
            orders_per_customer: Decimal::ONE,
            acquisition_share: parse("0.5").unwrap(),
            conversion: Conversion::Known(parse("0.1").unwrap()),
            offered: Some(Decimal::from(offered)),
        };
        verdict(&calculate(&input).unwrap()).unwrap()
    }

    #[test]
    fn the_bounds_belong_to_the_better_side() {
        for (offered, expected) in [
            (0, Verdict::WithinTarget),
            (250, Verdict::WithinTarget),
            (251, Verdict::BetweenTargetAndBreakEven),
            (500, Verdict::BetweenTargetAndBreakEven),
            (501, Verdict::LosesMoney),
        ] {
            assert_eq!(verdict_of(8_000, offered), Some(expected), "{offered}");
        }
    }

    #[test]
    fn with_a_negative_margin_every_price_loses_money_and_no_conversion_helps() {
        assert_eq!(verdict_of(2_000, 0), Some(Verdict::LosesMoney));
        let input = LeadPrice {
            margin: OrderMargin::Known(Decimal::from(-50)),
            orders_per_customer: Decimal::ONE,
            acquisition_share: parse("0.5").unwrap(),
            conversion: Conversion::Known(parse("0.1").unwrap()),
            offered: Some(Decimal::from(5)),
        };
        let sheet = calculate(&input).unwrap();
        let never = Ok(Value::Undefined(Reason::Never("no conversion is enough")));
        assert_eq!(sheet.figure(Metric::NeededConversion), never);
        assert_eq!(sheet.figure(Metric::BreakEvenConversion), never);
    }
}
