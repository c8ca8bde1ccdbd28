//! The dictionary of metrics once more: every sum and every formula as data, written from its text.

use std::collections::BTreeSet;

/// The sums that are read, in the order of the dictionary.
pub(crate) const SUMS: [&str; 11] = [
    "impressions",
    "clicks",
    "spend",
    "leads",
    "reported_leads",
    "rejected_leads",
    "qualified_leads",
    "orders",
    "customers",
    "revenue",
    "cost_of_goods",
];

/// The sums that count things.
pub(crate) const COUNTS: [&str; 8] = [
    "impressions",
    "clicks",
    "leads",
    "reported_leads",
    "rejected_leads",
    "qualified_leads",
    "orders",
    "customers",
];

/// A weighted sum of sums.
pub(crate) type Terms = &'static [(i64, &'static str)];

/// A figure made of sums: some of them, over others or over the total's.
pub(crate) struct Formula {
    pub(crate) key: &'static str,
    pub(crate) over: Terms,
    pub(crate) under: Under,
}

/// What it is divided by, and what is said where that is zero.
pub(crate) enum Under {
    Nothing,
    Sums(Terms, &'static str),
    SameOfTotal(&'static str),
}

const REVENUE: Terms = &[(1, "revenue")];
const GROSS_PROFIT: Terms = &[(1, "revenue"), (-1, "cost_of_goods")];
const PROFIT: Terms = &[(1, "revenue"), (-1, "cost_of_goods"), (-1, "spend")];
const SPEND: Terms = &[(1, "spend")];
const LEADS: Terms = &[(1, "leads")];
const CLICKS: Terms = &[(1, "clicks")];

/// Derived sums, then ratios, in the order of the dictionary.
pub(crate) const FORMULAS: [Formula; 25] = [
    Formula { key: "gross_profit", over: GROSS_PROFIT, under: Under::Nothing },
    Formula { key: "profit", over: PROFIT, under: Under::Nothing },
    ratio("cpm", &[(1000, "spend")], &[(1, "impressions")], "no impressions"),
    ratio("ctr", CLICKS, &[(1, "impressions")], "no impressions"),
    ratio("cpc", SPEND, CLICKS, "no clicks"),
    ratio("cr", LEADS, CLICKS, "no clicks"),
    ratio("cpl", SPEND, LEADS, "no leads"),
    ratio(
        "reject_rate",
        &[(1, "rejected_leads")],
        &[(1, "leads"), (1, "rejected_leads")],
        "no leads and no rejected leads",
    ),
    ratio("qualification_rate", &[(1, "qualified_leads")], LEADS, "no leads"),
    ratio("cpql", SPEND, &[(1, "qualified_leads")], "no qualified leads"),
    ratio("close_rate", &[(1, "orders")], LEADS, "no leads"),
    ratio("cpo", SPEND, &[(1, "orders")], "no orders"),
    ratio("cac", SPEND, &[(1, "customers")], "no customers"),
    ratio("aov", REVENUE, &[(1, "orders")], "no orders"),
    ratio("margin_rate", GROSS_PROFIT, REVENUE, "no revenue"),
    ratio("roas", REVENUE, SPEND, "no spend"),
    ratio("roi_revenue", &[(1, "revenue"), (-1, "spend")], SPEND, "no spend"),
    ratio("romi", PROFIT, SPEND, "no spend"),
    ratio("roi_full_cost", PROFIT, &[(1, "cost_of_goods"), (1, "spend")], "no costs"),
    ratio("drr", SPEND, REVENUE, "no revenue"),
    ratio("drr_profit", SPEND, GROSS_PROFIT, "no gross profit"),
    ratio("break_even_roas", REVENUE, GROSS_PROFIT, "no gross profit"),
    ratio("break_even_cpl", GROSS_PROFIT, LEADS, "no leads"),
    Formula { key: "spend_share", over: SPEND, under: Under::SameOfTotal("no spend") },
    Formula { key: "lead_share", over: LEADS, under: Under::SameOfTotal("no leads") },
];

const fn ratio(key: &'static str, over: Terms, under: Terms, zero: &'static str) -> Formula {
    Formula { key, over, under: Under::Sums(under, zero) }
}

impl Formula {
    /// The sums that it is made of.
    pub(crate) fn inputs(&self) -> BTreeSet<&'static str> {
        let under = match self.under {
            Under::Sums(terms, _) => terms,
            Under::Nothing | Under::SameOfTotal(_) => &[],
        };
        self.over.iter().chain(under).map(|(_, sum)| *sum).collect()
    }
}
