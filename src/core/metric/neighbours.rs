//! Words that people use for more than one figure: not keys, but signposts.

use super::Metric;

/// A word that is no key of the dictionary, and where to go from it.
#[derive(Debug)]
pub struct Neighbour {
    /// The words, in lower case.
    pub words: &'static [&'static str],
    /// Why it is no key, in one or two sentences.
    pub why: &'static str,
    /// The keys that are meant by it.
    pub see: &'static [Metric],
}

/// All signposts.
pub static NEIGHBOURS: &[Neighbour] = &[
    Neighbour {
        words: &["cpa"],
        why: "cost per acquisition to some and cost per action to others: per lead it is cpl, per order cpo, \
              per new customer cac",
        see: &[Metric::Cpl, Metric::Cpo, Metric::Cac],
    },
    Neighbour {
        words: &["roi"],
        why: "three different figures go by this name: HubSpot's is roi_revenue, Roistat's is romi, and the return on \
              everything laid out is roi_full_cost",
        see: &[Metric::RoiRevenue, Metric::Romi, Metric::RoiFullCost, Metric::Roas],
    },
    Neighbour {
        words: &["acos", "acor", "дрр"],
        why: "the share of the revenue that goes into ads is drr here",
        see: &[Metric::Drr, Metric::DrrProfit],
    },
    Neighbour {
        words: &["cvr", "conversion_rate", "conversion rate"],
        why: "from click to lead it is cr, from lead to order close_rate",
        see: &[Metric::Cr, Metric::CloseRate, Metric::Conversion],
    },
    Neighbour {
        words: &["cost", "costs", "budget", "расход"],
        why: "what the ads cost is spend; other_costs are those beside the ads",
        see: &[Metric::Spend, Metric::OtherCosts, Metric::CostOfGoods],
    },
    Neighbour {
        words: &["conversions"],
        why: "an ad system's conversions are leads, or reported_leads beside a lead export",
        see: &[Metric::Leads, Metric::ReportedLeads, Metric::Orders],
    },
    Neighbour {
        words: &["cps", "cost per sale", "cost_per_order"],
        why: "the cost of an order is cpo",
        see: &[Metric::Cpo, Metric::Cac],
    },
    Neighbour {
        words: &["cost_per_lead", "cost per lead"],
        why: "the cost of a lead is cpl",
        see: &[Metric::Cpl, Metric::Cpql],
    },
    Neighbour {
        words: &["clv", "cltv", "lifetime value"],
        why: "the lifetime value by gross profit is ltv, by revenue ltv_revenue; to date at an age, as of cohorts, ltv_12m and its like",
        see: &[Metric::Ltv, Metric::LtvRevenue, Metric::Ltv12m],
    },
    Neighbour {
        words: &["arpu", "average_order_value", "average check"],
        why: "revenue per order is aov",
        see: &[Metric::Aov, Metric::AverageOrder],
    },
    Neighbour {
        words: &["net promoter score", "net_promoter_score", "loyalty", "лояльность"],
        why: "the share of promoters less that of detractors is nps",
        see: &[Metric::Nps, Metric::Answers],
    },
    Neighbour {
        words: &["nrr", "ndr", "retention", "mrr churn", "удержание"],
        why: "what is left of the monthly revenue is net_revenue_retention; the customers who are left are 1 - churn; those who came \
              back for another order are repeat_rate, month by month cac-vs-ltv --cohorts retention",
        see: &[Metric::NetRevenueRetention, Metric::RevenueChurn, Metric::Churn, Metric::RepeatRate],
    },
    Neighbour {
        words: &["cohort", "cohorts", "когорта", "когорты"],
        why: "customers whose first order was in the same month: cac-vs-ltv --orders --cohorts shows what they bring as they age",
        see: &[Metric::Ltv12m, Metric::RepeatRate, Metric::PaybackMonths],
    },
    Neighbour {
        words: &["margin rate", "markup", "gross_margin"],
        why: "the share of the revenue that is left after the goods are paid is margin_rate; the amount is margin",
        see: &[Metric::MarginRate, Metric::Margin],
    },
];

/// The signpost for a word, if there is one. Upper and lower case are the same.
///
/// ```
/// use leadcalc::core::metric::neighbours;
/// assert!(neighbours::find("CPA").unwrap().why.contains("cost per action"));
/// assert!(neighbours::find("cpl").is_none());
/// ```
#[must_use]
pub fn find(word: &str) -> Option<&'static Neighbour> {
    let word = word.to_lowercase();
    NEIGHBOURS.iter().find(|neighbour| neighbour.words.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_signpost_hides_a_key() {
        for word in NEIGHBOURS.iter().flat_map(|neighbour| neighbour.words) {
            assert_eq!(Metric::from_key(word), None, "{word}");
        }
    }
}
