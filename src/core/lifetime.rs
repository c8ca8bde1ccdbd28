//! CAC against LTV: does a customer bring more than it costs to win one?

use super::decimal::{self, Decimal, Overflow};
use super::fraction::Fraction;
use super::metric::{FigureOverflow, Metric, Scope};
use super::subscription::{self, Movement};
use super::value::{Reason, Value};
use super::worksheet::Worksheet;

/// What winning a customer costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acquisition {
    /// The CAC is known, money.
    Known(Decimal),
    /// Costs shared by the customers they won.
    Counted {
        /// Ad spend, money.
        spend: Decimal,
        /// Salaries, agency, software, money.
        other_costs: Option<Decimal>,
        /// New customers won by it.
        customers: Decimal,
    },
}

/// The margin behind a revenue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Margin {
    /// Share of the revenue, a fraction up to 1.
    Rate(Decimal),
    /// What the goods of one order cost, money.
    CostPerOrder(Decimal),
}

/// What a customer is worth.
#[derive(Debug, Clone)]
pub enum Lifetime {
    /// The LTV by gross profit is known, money.
    Known(Decimal),
    /// Orders over a known number of years.
    Orders {
        /// What a customer pays for an order, money.
        average_order: Decimal,
        /// The margin behind it.
        margin: Margin,
        /// How often it orders in a year.
        orders_per_year: Decimal,
        /// How many years it stays.
        years: Decimal,
    },
    /// Payments every month until the customer leaves.
    Churn {
        /// What a customer pays in a month, money.
        revenue_per_month: Decimal,
        /// Share of the revenue that is left after the goods are paid, a fraction up to 1.
        margin_rate: Decimal,
        /// Share of the customers that leave in a month, a fraction from 0 to 1.
        churn: Decimal,
        /// How much less money is worth a month later, a fraction.
        discount: Option<Decimal>,
    },
    /// The same, with the payments and the churn of subscriptions.
    Observed {
        /// Who was there in which month, who left, what they paid: all months added up.
        all: Movement,
        /// As in [`Churn`](Self::Churn).
        margin_rate: Decimal,
        /// As in [`Churn`](Self::Churn).
        discount: Option<Decimal>,
    },
}

/// One comparison of a CAC with an LTV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The LTV that was taken.
    pub ltv: Metric,
    /// The CAC that was taken.
    pub cac: Metric,
    /// Whether CAC < LTV; none where one of them does not exist.
    pub lives: Option<bool>,
}

/// CAC, LTV, their ratio and the payback.
///
/// **Formula**: `cac = spend / customers`; `cac_full = (spend + other_costs) / customers`.
/// Lifetime known: `ltv = average_order * margin_rate * orders_per_year * years`.
/// Churn known: `ltv = revenue_per_month * margin_rate / churn`; discounted by d a month, the first margin at once:
/// `profit_per_month * (1 + d) / (1 + d - retention)` with `retention = 1 - churn`. `ltv_revenue` is the same without the margin.
/// `ltv_cac = ltv / cac`; `payback_months = cac / profit_per_month`; with churn, the first whole month in which the surviving
/// gross profit adds up to the CAC.
///
/// **Inputs**: money in one currency, rates as fractions a month, years as years.
///
/// **Result**: a [`Worksheet`] with these figures; a ratio over zero is undefined with its reason, and so is a payback that never
/// comes.
///
/// **Errors**: [`FigureOverflow`] where a figure does not fit in 28 digits.
///
/// **Source**: the textbook formulas of customer lifetime value with constant retention (Gupta and Lehmann 2003 give the discounted
/// one with the first margin a period later; here it comes at once). The payback is the simple reading.
///
/// ```
/// use leadcalc::core::lifetime::{calculate, readings, Acquisition, Lifetime};
/// use leadcalc::core::{decimal::parse, metric::Metric, value::{Reason, Value}};
///
/// // 300 / (50 * 80 %) = 7.5 months; 50 * 80 % / 5 % = 800; 800 / 300 = 2.67
/// let mut subscription = Lifetime::Churn {
///     revenue_per_month: 50.into(),
///     margin_rate: parse("0.8").unwrap(),
///     churn: parse("0.05").unwrap(),
///     discount: None,
/// };
/// let sheet = calculate(Acquisition::Known(300.into()), &subscription).unwrap();
/// assert_eq!(sheet.figure(Metric::PaybackMonths), Ok(Value::Known(parse("7.5").unwrap())));
/// assert_eq!(sheet.figure(Metric::Ltv), Ok(Value::Known(800.into())));
/// assert_eq!(sheet.figure(Metric::PaybackMonthsWithChurn), Ok(Value::Known(10.into())));
/// assert!(readings(&sheet).unwrap().iter().all(|reading| reading.lives == Some(true)));
///
/// if let Lifetime::Churn { churn, .. } = &mut subscription { *churn = 0.into(); }
/// let sheet = calculate(Acquisition::Known(300.into()), &subscription).unwrap();
/// assert_eq!(sheet.figure(Metric::Ltv), Ok(Value::Undefined(Reason::Zero("no churn"))));
/// ```
pub fn calculate(acquisition: Acquisition, lifetime: &Lifetime) -> Result<Worksheet, FigureOverflow> {
    let sheet = match acquisition {
        Acquisition::Known(cac) => Worksheet::new().given(Metric::Cac, cac),
        Acquisition::Counted { spend, other_costs, customers } => Worksheet::new()
            .given(Metric::Spend, spend)
            .maybe(Metric::OtherCosts, other_costs)
            .given(Metric::Customers, customers)
            .derive(Metric::Cac)?
            .derive(Metric::CacFull)?,
    };
    let sheet = match lifetime.clone() {
        Lifetime::Known(ltv) => sheet.given(Metric::Ltv, ltv),
        Lifetime::Orders { average_order, margin, orders_per_year, years } => {
            let sheet = sheet.given(Metric::AverageOrder, average_order);
            match margin {
                Margin::Rate(rate) => sheet.given(Metric::MarginRate, rate),
                Margin::CostPerOrder(cost) => sheet.given(Metric::GoodsPerOrder, cost).derive_by(
                    Metric::MarginRate,
                    "(average_order - goods_per_order) / average_order",
                    "no average order",
                )?,
            }
            .given(Metric::OrdersPerYear, orders_per_year)
            .given(Metric::Lifetime, years)
            .derive_by(Metric::LtvRevenue, "average_order * orders_per_year * years", "")?
            .derive_by(Metric::Ltv, "average_order * margin_rate * orders_per_year * years", "")?
            .derive_by(Metric::RevenuePerMonth, "average_order * orders_per_year / 12", "")?
        }
        Lifetime::Churn { revenue_per_month, margin_rate, churn, discount } => {
            let sheet = sheet
                .given(Metric::RevenuePerMonth, revenue_per_month)
                .given(Metric::MarginRate, margin_rate)
                .given(Metric::Churn, churn)
                .maybe(Metric::Discount, discount);
            worth_of_payments(sheet, discount.is_some())?
        }
        Lifetime::Observed { all, margin_rate, discount } => {
            let sheet = sheet.given(Metric::MarginRate, margin_rate).maybe(Metric::Discount, discount);
            worth_of_payments(subscription::observed(sheet, &all)?, discount.is_some())?
        }
    };
    let sheet = sheet
        .derive(Metric::LtvCac)?
        .derive(Metric::LtvCacRevenue)?
        .derive(Metric::LtvCacFull)?
        .derive(Metric::ProfitPerMonth)?
        .derive(Metric::PaybackMonths)?
        .derive(Metric::PaybackMonthsFull)?;
    let sheet = without_negative_payback(sheet);
    let payback = payback_with_churn(&sheet)
        .map_err(|Overflow| FigureOverflow { figure: Metric::PaybackMonthsWithChurn })?;
    Ok(match payback {
        Some(value) => sheet.found(Metric::PaybackMonthsWithChurn, value),
        None => sheet,
    })
}

/// What monthly payments come to until the customer leaves.
fn worth_of_payments(sheet: Worksheet, is_discounted: bool) -> Result<Worksheet, FigureOverflow> {
    let (by_revenue, by_profit) = if is_discounted {
        (
            "revenue_per_month * (1 + discount) / (1 + discount - (1 - churn))",
            "revenue_per_month * margin_rate * (1 + discount) / (1 + discount - (1 - churn))",
        )
    } else {
        ("revenue_per_month / churn", "revenue_per_month * margin_rate / churn")
    };
    let without = if is_discounted { "no churn and no discount" } else { "no churn" };
    sheet.derive_by(Metric::LtvRevenue, by_revenue, without)?.derive_by(Metric::Ltv, by_profit, without)
}

/// The verdict CAC < LTV under each reading that the sheet allows: gross profit and revenue, ads only and fully loaded.
///
/// **Errors**: [`FigureOverflow`] where a figure does not fit in 28 digits.
pub fn readings(sheet: &Worksheet) -> Result<Vec<Reading>, FigureOverflow> {
    let mut readings = Vec::new();
    for ltv in [Metric::Ltv, Metric::LtvRevenue] {
        for cac in [Metric::Cac, Metric::CacFull] {
            let (worth, cost) = (sheet.figure(ltv)?, sheet.figure(cac)?);
            if let (Value::Absent(_), _) | (_, Value::Absent(_)) = (worth, cost) {
                continue;
            }
            let lives = worth.known().zip(cost.known()).map(|(worth, cost)| cost < worth);
            readings.push(Reading { ltv, cac, lives });
        }
    }
    Ok(readings)
}

/// A loss every month never pays anything back; minus seven months would say the opposite.
fn without_negative_payback(sheet: Worksheet) -> Worksheet {
    [Metric::PaybackMonths, Metric::PaybackMonthsFull].into_iter().fold(sheet, |sheet, payback| {
        match sheet.value_of(payback) {
            Some(Value::Known(months)) if months.is_negative() => {
                sheet.found(payback, Value::Undefined(NEVER))
            }
            _ => sheet,
        }
    })
}

const NEVER: Reason = Reason::Never("never paid back");

/// The first whole month in which the gross profit of the customers who are left adds up to the CAC.
///
/// Exact as long as the digits fit, then rounded at the 28th. What n months bring is put together from what 1, 2, 4, 8, …
/// months bring (`2n months = n months * (1 + retention^n)`), so that centuries take no longer than years.
fn payback_with_churn(sheet: &Worksheet) -> Result<Option<Value<Decimal>>, Overflow> {
    let given = |metric| sheet.value_of(metric).and_then(Value::known).map(Fraction::to_decimal).transpose();
    let (Some(profit), Some(churn), Some(cac)) =
        (given(Metric::ProfitPerMonth)?, given(Metric::Churn)?, given(Metric::Cac)?)
    else {
        return Ok(None);
    };
    if cac.is_zero() {
        return Ok(Some(Value::Known(Decimal::ZERO)));
    }
    // All that ever comes is profit / churn; where customers stay in part, that is approached and never reached.
    let retention = decimal::subtract(Decimal::ONE, churn)?;
    let beyond = decimal::subtract_rounded(profit, decimal::multiply_rounded(cac, churn)?)?;
    let in_reach = if retention.is_zero() { beyond >= Decimal::ZERO } else { beyond > Decimal::ZERO };
    if profit <= Decimal::ZERO || !in_reach {
        return Ok(Some(Value::Undefined(NEVER)));
    }
    let mut spans = vec![Span { months: Decimal::ONE, brings: profit, stay: retention }];
    while let Some(span) = spans.last().filter(|span| span.brings < cac) {
        let twice = span.doubled()?;
        if twice.brings == span.brings {
            // The digits end before the CAC is reached, which lies at the very limit.
            return Ok(Some(Value::Undefined(NEVER)));
        }
        spans.push(twice);
    }
    // The longest time that does not pay it back, span by span; the month after it does.
    let (mut months, mut brought, mut stay) = (Decimal::ZERO, Decimal::ZERO, Decimal::ONE);
    for span in spans.iter().rev() {
        let then = decimal::add_rounded(brought, decimal::multiply_rounded(stay, span.brings)?)?;
        if then < cac {
            months = decimal::add(months, span.months)?;
            brought = then;
            stay = decimal::multiply_rounded(stay, span.stay)?;
        }
    }
    Ok(Some(Value::Known(decimal::add(months, Decimal::ONE)?)))
}

/// What some months bring, and the share of customers that are left after them.
struct Span {
    months: Decimal,
    brings: Decimal,
    stay: Decimal,
}

impl Span {
    fn doubled(&self) -> Result<Self, Overflow> {
        let second_half = decimal::multiply_rounded(self.brings, self.stay)?;
        Ok(Self {
            months: decimal::add(self.months, self.months)?,
            brings: decimal::add_rounded(self.brings, second_half)?,
            stay: decimal::multiply_rounded(self.stay, self.stay)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::decimal::parse;

    fn payback(cac: &str, revenue: &str, churn: &str) -> Value<Decimal> {
        let [cac, revenue_per_month, churn] = [cac, revenue, churn].map(|text| parse(text).unwrap());
        let lifetime =
            Lifetime::Churn { revenue_per_month, margin_rate: Decimal::ONE, churn, discount: None };
        calculate(Acquisition::Known(cac), &lifetime).unwrap().figure(Metric::PaybackMonthsWithChurn).unwrap()
    }

    #[test]
    fn payback_with_churn_by_hand() {
        // 50 + 25 = 75; + 12.5 = 87.5; + 6.25 = 93.75; never 100
        assert_eq!(payback("75", "50", "0.5"), Value::Known(2.into()));
        assert_eq!(payback("75.01", "50", "0.5"), Value::Known(3.into()));
        assert_eq!(payback("100", "50", "0.5"), Value::Undefined(NEVER));
        assert_eq!(payback("0", "50", "0.5"), Value::Known(0.into()));
        // Everybody leaves after the first month: 50 is all there is.
        assert_eq!(payback("50", "50", "1"), Value::Known(1.into()));
        assert_eq!(payback("51", "50", "1"), Value::Undefined(NEVER));
        // Nobody leaves: 300 / 40 = 7.5, so the eighth month.
        assert_eq!(payback("300", "40", "0"), Value::Known(8.into()));
        // A thousand years and more.
        assert_eq!(payback("300", "0.01", "0"), Value::Known(30_000.into()));
        assert_eq!(payback("300000", "0.8", "0.000001"), Value::Known(470_004.into()));
        // Digits that fit for a dozen months only; the months are those of exact fractions.
        assert_eq!(payback("400", "40", "0.0333"), Value::Known(12.into()));
        assert_eq!(payback("800", "40", "0.03"), Value::Known(31.into()));
        assert_eq!(payback("1000", "36", "0.025"), Value::Known(47.into()));
    }

    #[test]
    fn the_discounted_value_is_the_geometric_series() {
        // 10 a month, 20 % leave, 25 % discount: 10 * 1.25 / (1.25 - 0.8) = 27.777…
        let lifetime = Lifetime::Churn {
            revenue_per_month: Decimal::TEN,
            margin_rate: Decimal::ONE,
            churn: parse("0.2").unwrap(),
            discount: Some(parse("0.25").unwrap()),
        };
        let sheet = calculate(Acquisition::Known(Decimal::ONE), &lifetime).unwrap();
        let ltv = sheet.figure(Metric::Ltv).unwrap().known().unwrap();
        assert_eq!(crate::core::decimal::round(ltv, 6), parse("27.777778").unwrap());
    }
}
