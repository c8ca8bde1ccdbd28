//! How much of their orders has come for the leads of each period.

use std::collections::BTreeMap;

use crate::core::decimal::Decimal;
use crate::core::period::Date;

/// The periods of a report, and how mature they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Maturity {
    /// Which of the dimensions they are.
    pub dimension: usize,
    /// The share of their orders that has come, for those with leads.
    pub shares: BTreeMap<String, Decimal>,
    /// The share that makes a period mature.
    pub least: Decimal,
    /// The last day of the lead lists.
    pub last_day: Date,
}

impl Maturity {
    /// The share of a group's period.
    #[must_use]
    pub fn share(&self, names: &[String]) -> Option<Decimal> {
        self.shares.get(names.get(self.dimension)?).copied()
    }

    /// Whether a period is known not to be mature.
    #[must_use]
    pub fn is_immature(&self, period: &str) -> bool {
        self.shares.get(period).is_some_and(|share| *share < self.least)
    }

    /// The periods that are not mature, with their shares.
    pub fn immature(&self) -> impl Iterator<Item = (&str, Decimal)> {
        let shares = self.shares.iter().filter(|(_, share)| **share < self.least);
        shares.map(|(period, share)| (period.as_str(), *share))
    }
}
