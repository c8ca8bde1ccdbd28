//! The meanings that a column can have.

use crate::core::fact::Fact;
use crate::core::tally::Side;

/// A meaning that a column can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// The day of a row of statistics, or the day a lead came.
    Date,
    /// The day a lead was won or lost.
    ClosedAt,
    /// Where leads are paid for.
    Channel,
    /// The tracking source, where a file has it beside the channel.
    Source,
    /// The kind of traffic.
    Medium,
    /// The campaign.
    Campaign,
    /// The campaign's number in the ad system.
    CampaignId,
    /// The ad group.
    AdGroup,
    /// The ad.
    Ad,
    /// Cost per click, where there is no cost.
    Cpc,
    /// How far a lead has come.
    Status,
    /// Who the customer is.
    Customer,
    /// The currency of the row's amounts.
    Currency,
    /// A sum.
    Sum(Fact),
}

/// Columns that rows can be grouped by.
const DIMENSIONS: [Column; 7] = [
    Column::Channel,
    Column::Source,
    Column::Medium,
    Column::Campaign,
    Column::CampaignId,
    Column::AdGroup,
    Column::Ad,
];

/// Columns that are neither dimensions nor sums.
const OTHERS: [Column; 6] =
    [Column::Date, Column::ClosedAt, Column::Cpc, Column::Status, Column::Customer, Column::Currency];

impl Column {
    /// The column that a name in `--by` stands for, if it is one.
    #[must_use]
    pub fn dimension(name: &str) -> Option<Self> {
        DIMENSIONS.into_iter().find(|column| column.name() == name)
    }

    /// The column that a name in `--map` stands for, if it is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name = match name {
            "created_at" => "date",
            "customer_id" => "customer",
            name => name,
        };
        Self::mappable().find(|column| column.name() == name)
    }

    /// The names that `--map` takes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::mappable().map(Self::name)
    }

    /// All columns but the sums that no column gives.
    fn mappable() -> impl Iterator<Item = Self> {
        let sums =
            Fact::ALL.into_iter().filter(|fact| !matches!(fact, Fact::ReportedLeads | Fact::OtherCosts));
        OTHERS.into_iter().chain(DIMENSIONS).chain(sums.map(Self::Sum))
    }

    /// The kind of file that it is read from, where it is not read from both.
    #[must_use]
    pub fn only_on(self) -> Option<Side> {
        match self {
            Self::Sum(Fact::Revenue | Fact::CostOfGoods) => None,
            Self::Sum(_) | Self::Cpc => Some(Side::Statistics),
            Self::Status | Self::Customer | Self::ClosedAt => Some(Side::Leads),
            _ => None,
        }
    }

    /// Whether numbers are taken from it.
    #[must_use]
    pub fn is_figure(self) -> bool {
        matches!(self, Self::Sum(_) | Self::Cpc)
    }

    /// Its name in options and messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::ClosedAt => "closed_at",
            Self::Channel => "channel",
            Self::Source => "source",
            Self::Medium => "medium",
            Self::Campaign => "campaign",
            Self::CampaignId => "campaign_id",
            Self::AdGroup => "adgroup",
            Self::Ad => "ad",
            Self::Cpc => "cpc",
            Self::Status => "status",
            Self::Customer => "customer",
            Self::Currency => "currency",
            Self::Sum(fact) => fact.metric().key(),
        }
    }
}
