//! A funnel made of its sums, with every ratio computed from the definitions and not from the dictionary's text.

use std::collections::BTreeMap;

use leadcalc::core::decimal::Decimal;
use leadcalc::core::metric::Metric;
use leadcalc::core::solve::exact::Exact;
use leadcalc::core::solve::solution::Given;
use proptest::prelude::*;

/// Every figure of the funnel that exists.
pub(crate) type Truth = BTreeMap<Metric, Exact>;

pub(crate) fn exact(value: i64) -> Exact {
    Exact::from(Decimal::from(value))
}

/// Some of the figures, as givens.
pub(crate) fn givens(truth: &Truth, metrics: &[Metric]) -> Vec<Given> {
    metrics.iter().map(|metric| Given { metric: *metric, value: truth[metric].clone() }).collect()
}

/// Funnels with anything in them, also nothing at all of something.
pub(crate) fn funnels() -> impl Strategy<Value = Truth> {
    let count = || prop_oneof![9 => 1_i64..5_000, 1 => Just(0)];
    let money = || prop_oneof![9 => 1_i64..900_000, 1 => Just(0)];
    let counts = (count(), count(), count(), count(), count(), count(), count());
    (counts, (money(), money(), money(), money())).prop_map(|(counts, amounts)| truth(counts, amounts))
}

fn truth(counts: (i64, i64, i64, i64, i64, i64, i64), amounts: (i64, i64, i64, i64)) -> Truth {
    let (impressions, clicks, leads, rejected, qualified, orders, customers) = counts;
    let (spend, revenue, goods, other) = amounts;
    let mut truth = Truth::new();
    let mut put = |metric, above: i64, below: i64| {
        if let Some(value) = exact(above).over(&exact(below)) {
            truth.insert(metric, value);
        }
    };
    for (metric, sum) in [
        (Metric::Impressions, impressions),
        (Metric::Clicks, clicks),
        (Metric::Spend, spend),
        (Metric::Leads, leads),
        (Metric::RejectedLeads, rejected),
        (Metric::QualifiedLeads, qualified),
        (Metric::Orders, orders),
        (Metric::Customers, customers),
        (Metric::Revenue, revenue),
        (Metric::CostOfGoods, goods),
        (Metric::OtherCosts, other),
        (Metric::GrossProfit, revenue - goods),
        (Metric::Profit, revenue - goods - spend),
    ] {
        put(metric, sum, 1);
    }
    for (metric, above, below) in [
        (Metric::Cpm, 1000 * spend, impressions),
        (Metric::Ctr, clicks, impressions),
        (Metric::Cpc, spend, clicks),
        (Metric::Cr, leads, clicks),
        (Metric::Cpl, spend, leads),
        (Metric::RejectRate, rejected, leads + rejected),
        (Metric::QualificationRate, qualified, leads),
        (Metric::Cpql, spend, qualified),
        (Metric::CloseRate, orders, leads),
        (Metric::Cpo, spend, orders),
        (Metric::Cac, spend, customers),
        (Metric::CacFull, spend + other, customers),
        (Metric::Aov, revenue, orders),
        (Metric::MarginRate, revenue - goods, revenue),
        (Metric::Roas, revenue, spend),
        (Metric::RoiRevenue, revenue - spend, spend),
        (Metric::Romi, revenue - goods - spend, spend),
        (Metric::RoiFullCost, revenue - goods - spend, goods + spend),
        (Metric::Drr, spend, revenue),
        (Metric::DrrProfit, spend, revenue - goods),
        (Metric::BreakEvenRoas, revenue, revenue - goods),
        (Metric::BreakEvenCpl, revenue - goods, leads),
    ] {
        put(metric, above, below);
    }
    truth
}
