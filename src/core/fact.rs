//! The sums that are read from inputs, and sets of them.

use super::metric::Metric;

/// A sum that a tally keeps: the only quantities that are ever added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// Times an ad was shown.
    Impressions,
    /// Clicks.
    Clicks,
    /// Cost of the ads.
    Spend,
    /// Leads, without the rejected ones.
    Leads,
    /// Leads as the ad system counts them.
    ReportedLeads,
    /// Leads taken out as spam, test, duplicate.
    RejectedLeads,
    /// Leads that reached a qualified status.
    QualifiedLeads,
    /// Leads won.
    Orders,
    /// Customers, each once, where its first order stands.
    Customers,
    /// Amounts of the orders, less refunds.
    Revenue,
    /// Cost of goods of the orders.
    CostOfGoods,
    /// Acquisition costs beside the ads.
    OtherCosts,
}

impl Fact {
    /// All of them, in the order of the dictionary.
    pub const ALL: [Self; 12] = [
        Self::Impressions,
        Self::Clicks,
        Self::Spend,
        Self::Leads,
        Self::ReportedLeads,
        Self::RejectedLeads,
        Self::QualifiedLeads,
        Self::Orders,
        Self::Customers,
        Self::Revenue,
        Self::CostOfGoods,
        Self::OtherCosts,
    ];

    /// Its entry in the dictionary.
    #[must_use]
    pub fn metric(self) -> Metric {
        match self {
            Self::Impressions => Metric::Impressions,
            Self::Clicks => Metric::Clicks,
            Self::Spend => Metric::Spend,
            Self::Leads => Metric::Leads,
            Self::ReportedLeads => Metric::ReportedLeads,
            Self::RejectedLeads => Metric::RejectedLeads,
            Self::QualifiedLeads => Metric::QualifiedLeads,
            Self::Orders => Metric::Orders,
            Self::Customers => Metric::Customers,
            Self::Revenue => Metric::Revenue,
            Self::CostOfGoods => Metric::CostOfGoods,
            Self::OtherCosts => Metric::OtherCosts,
        }
    }
}

/// A set of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct FactSet(u16);

impl FactSet {
    /// The set with this fact too.
    #[must_use]
    pub fn with(self, fact: Fact) -> Self {
        Self(self.0 | Self::bit(fact))
    }

    /// The set without this fact.
    #[must_use]
    pub fn without(self, fact: Fact) -> Self {
        Self(self.0 & !Self::bit(fact))
    }

    /// Whether the fact is in the set.
    #[must_use]
    pub fn contains(self, fact: Fact) -> bool {
        self.0 & Self::bit(fact) != 0
    }

    /// The facts that both sets have.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The facts that one of the sets has.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The facts in it, in the order of the dictionary.
    pub fn iter(self) -> impl Iterator<Item = Fact> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let fact = Fact::ALL.get(left.trailing_zeros() as usize)?;
            left &= left.wrapping_sub(1);
            Some(*fact)
        })
    }

    fn bit(fact: Fact) -> u16 {
        1 << fact as u16
    }
}

impl FromIterator<Fact> for FactSet {
    fn from_iter<I: IntoIterator<Item = Fact>>(facts: I) -> Self {
        facts.into_iter().fold(Self::default(), Self::with)
    }
}
