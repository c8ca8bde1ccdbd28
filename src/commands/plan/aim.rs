//! What a plan is to reach.

use anyhow::{Result, anyhow};

use crate::cli::Plan as Options;
use crate::commands::groups::absent;
use crate::commands::judge;
use crate::core::decimal::{self, Decimal, Overflow};
use crate::core::fact::Fact;
use crate::core::limit::rule::Rule;
use crate::core::limit::{Limit, Severity};
use crate::core::metric::Metric;
use crate::core::plan::numeric::allot;
use crate::core::tally::Tally;

/// What a plan is to reach.
#[derive(Debug, Clone, Copy)]
pub(super) struct Aim {
    /// What is counted: leads, orders, revenue or profit.
    pub(super) counted: Metric,
    /// How much of it; as much as the budget buys where nobody says.
    pub(super) target: Option<Decimal>,
}

impl Aim {
    /// What the options say, as far as the files can tell of it.
    pub(super) fn of(options: &Options, total: &Tally) -> Result<Self> {
        let wanted = [
            ("--orders", Metric::Orders, options.orders),
            ("--leads-wanted", Metric::Leads, options.leads_wanted),
            ("--revenue", Metric::Revenue, options.revenue),
            ("--profit", Metric::Profit, options.profit),
        ];
        let wanted = wanted.into_iter().find(|(_, _, target)| target.is_some());
        for metric in [Metric::Spend, Metric::Leads] {
            if let Some(missing) = absent(metric, total)? {
                return Err(judge::no_column_gives("plan", metric, missing));
            }
        }
        let Some((option, counted, target)) = wanted else {
            let counted = if total.supplies(Fact::Orders) { Metric::Orders } else { Metric::Leads };
            return Ok(Self { counted, target: None });
        };
        for metric in [counted, Metric::Orders].into_iter().filter(|_| counted != Metric::Leads) {
            if let Some(missing) = absent(metric, total)? {
                return Err(judge::no_column_gives(option, metric, missing));
            }
        }
        Ok(Self { counted, target })
    }

    /// What of a channel's history it rests on: leads, or orders.
    pub(super) fn events(&self) -> Fact {
        if self.counted == Metric::Leads { Fact::Leads } else { Fact::Orders }
    }

    /// What a lead is worth that has become an order, or may.
    pub(super) fn worth(&self, pooled: &Tally) -> Result<Decimal, Overflow> {
        let leads = pooled.sum(Fact::Leads);
        let sum = match self.counted {
            Metric::Leads => leads,
            Metric::Revenue => pooled.sum(Fact::Revenue),
            Metric::Profit => decimal::subtract(pooled.sum(Fact::Revenue), pooled.sum(Fact::CostOfGoods))?,
            _ => pooled.sum(Fact::Orders),
        };
        decimal::divide(sum, leads)
    }

    /// The same for those who share the spend out.
    pub(super) fn for_sharing(&self) -> allot::Aim {
        match (self.target, self.counted) {
            (None, _) => allot::Aim::Most,
            (Some(target), Metric::Profit) => allot::Aim::BringNet(target),
            (Some(target), _) => allot::Aim::Bring(target),
        }
    }

    /// The target as a limit on the total.
    pub(super) fn rule(&self) -> Result<Option<Rule>> {
        let Some(target) = self.target else { return Ok(None) };
        let limit = Limit::parse(&format!("total.{} < {}", self.counted, decimal::plain(target)))
            .map_err(|error| anyhow!("the target is no limit: {error}"))?;
        Ok(Some(Rule::typed(limit, Severity::Error)))
    }
}
