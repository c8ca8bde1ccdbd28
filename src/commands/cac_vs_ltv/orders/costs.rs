//! What winning customers costs beside the ads, shared out among the groups.

use std::collections::BTreeMap;

use anyhow::{Result, anyhow, bail};

use crate::cli::{Breakdown, CacVsLtv, ShareBy};
use crate::core::cohort::{Paid, shares};
use crate::core::decimal::{self, Decimal};
use crate::core::metric::{FigureOverflow, Metric};
use crate::core::period::{Date, Period};
use crate::core::tally::Side;

use super::inputs::Read;

/// What a group weighs.
pub(super) struct Part<'a> {
    pub(super) names: &'a [String],
    pub(super) paid: &'a Paid,
    pub(super) customers: u64,
}

/// Costs that were shared out.
pub(super) struct Shared {
    /// The part of each group.
    pub(super) parts: Vec<Decimal>,
    /// All of them, also those that no group has a part of.
    pub(super) whole: Decimal,
    /// Those: of months in which there is no group.
    pub(super) unshared: Option<Decimal>,
    /// Costs of months before or after the spend, which are left out.
    pub(super) outside_of_spend: Option<Decimal>,
}

/// Shares the other costs out among the groups: costs of a month among the groups of that month, where rows stand for months, and all
/// costs among all groups where they do not. The parts add up to the whole. An amount stands in place of a file.
pub(super) fn share(
    options: &CacVsLtv,
    read: &Read,
    parts: &[Part<'_>],
    amount: Option<Decimal>,
) -> Result<Option<Shared>> {
    if amount.is_none() && options.other_costs.is_none() {
        return Ok(None);
    }
    let by = options.from_orders.share_costs.unwrap_or(ShareBy::Spend);
    let weights: Vec<Decimal> = parts.iter().map(|part| part.weight(by)).collect();
    let month_at = read.by.iter().position(|by| *by == Breakdown::Cohort);
    let mut shared = Shared {
        parts: vec![Decimal::ZERO; parts.len()],
        whole: Decimal::ZERO,
        unshared: None,
        outside_of_spend: None,
    };
    // Costs by the month that they are shared out in; without one, among all groups.
    let mut sums = BTreeMap::<Option<String>, Decimal>::new();
    if let Some(amount) = amount {
        sums.insert(None, amount);
    } else {
        let spend = read.paid.as_ref().and_then(|paid| paid.days_of(Side::Statistics));
        let is_in_spend = |month: Date| {
            spend.is_none_or(|(first, last)| Period::Month.first_day(first) <= month && month <= last)
        };
        for cost in read.costs.iter().flat_map(|costs| &costs.costs) {
            let sum = if is_in_spend(cost.month) {
                sums.entry(month_at.map(|_| Period::Month.of(cost.month))).or_default()
            } else {
                shared.outside_of_spend.get_or_insert_default()
            };
            *sum = decimal::add(*sum, cost.amount).map_err(|_| overflow())?;
        }
    }
    for (month, sum) in sums {
        shared.whole = decimal::add(shared.whole, sum).map_err(|_| overflow())?;
        let is_of_month = |part: &Part<'_>| match (&month, month_at) {
            (Some(month), Some(at)) => part.names[at] == *month,
            _ => true,
        };
        let own: Vec<Decimal> = parts
            .iter()
            .zip(&weights)
            .map(|(part, weight)| if is_of_month(part) { *weight } else { Decimal::ZERO })
            .collect();
        match shares(sum, &own).map_err(|_| overflow())? {
            Some(own) => {
                for (part, own) in shared.parts.iter_mut().zip(own) {
                    *part = decimal::add(*part, own).map_err(|_| overflow())?;
                }
            }
            None if month.is_none() => {
                bail!(
                    "--share-costs {by}: there is nothing of it that costs could be shared out by; share them out by something else"
                )
            }
            None => {
                let unshared = decimal::add(shared.unshared.unwrap_or_default(), sum);
                shared.unshared = Some(unshared.map_err(|_| overflow())?);
            }
        }
    }
    Ok(Some(shared))
}

impl Part<'_> {
    fn weight(&self, by: ShareBy) -> Decimal {
        match by {
            ShareBy::Spend => self.paid.spend.known().unwrap_or_default(),
            ShareBy::Leads => self.paid.leads.known().unwrap_or_default(),
            ShareBy::Customers => Decimal::from(self.customers),
        }
    }
}

fn overflow() -> anyhow::Error {
    anyhow!(FigureOverflow { figure: Metric::OtherCosts })
}
