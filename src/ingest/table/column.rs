//! The meanings that a column can have.

use crate::core::fact::Fact;
use crate::core::tally::Side;

/// A meaning that a column can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// The day of a row of statistics, or the day a lead came.
    Date,
    /// The last day of the days that a row of statistics covers.
    DateEnd,
    /// The week that a row of statistics covers, by its first day.
    Week,
    /// The month that a row of statistics covers.
    Month,
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
    /// How the customer got in touch: a call, a form, a chat.
    Contact,
    /// The lead's own number.
    LeadId,
    /// Cost per click, where there is no cost.
    Cpc,
    /// How far a lead has come.
    Status,
    /// Whether a lead is won, in a column of yes and no.
    Won,
    /// Who the customer is.
    Customer,
    /// The currency of the row's amounts.
    Currency,
    /// What was answered in a survey.
    Answer,
    /// Who answered it.
    Respondent,
    /// A sum.
    Sum(Fact),
}

/// Columns that rows can be grouped by.
const DIMENSIONS: [Column; 8] = [
    Column::Channel,
    Column::Source,
    Column::Medium,
    Column::Campaign,
    Column::CampaignId,
    Column::AdGroup,
    Column::Ad,
    Column::Contact,
];

/// Columns that are neither dimensions nor sums.
const OTHERS: [Column; 13] = [
    Column::Date,
    Column::DateEnd,
    Column::Week,
    Column::Month,
    Column::ClosedAt,
    Column::Cpc,
    Column::Status,
    Column::Won,
    Column::LeadId,
    Column::Customer,
    Column::Currency,
    Column::Answer,
    Column::Respondent,
];

impl Column {
    /// The column that a name in `--by` stands for, if it is one.
    #[must_use]
    pub fn dimension(name: &str) -> Option<Self> {
        DIMENSIONS.into_iter().find(|column| column.name() == name)
    }

    /// The columns that rows can be grouped by.
    pub fn dimensions() -> impl Iterator<Item = Self> {
        DIMENSIONS.into_iter()
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
            Self::Sum(_) | Self::Cpc | Self::DateEnd | Self::Week | Self::Month => Some(Side::Statistics),
            Self::Status | Self::Won | Self::LeadId | Self::Customer | Self::ClosedAt => Some(Side::Leads),
            Self::Answer | Self::Respondent => Some(Side::Survey),
            _ => None,
        }
    }

    /// Whether it is read from this kind of file.
    #[must_use]
    pub fn is_on(self, side: Side) -> bool {
        match self.only_on() {
            None => true,
            // Answers are dated by the month as often as reports are.
            Some(Side::Statistics) if side == Side::Survey => matches!(self, Self::Week | Self::Month),
            Some(only) => only == side,
        }
    }

    /// Whether rows can be grouped by it.
    #[must_use]
    pub fn is_dimension(self) -> bool {
        DIMENSIONS.contains(&self)
    }

    /// Whether numbers are taken from it.
    #[must_use]
    pub fn is_figure(self) -> bool {
        matches!(self, Self::Sum(_) | Self::Cpc | Self::Answer)
    }

    /// Its name in options and messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::DateEnd => "date_end",
            Self::Week => "week",
            Self::Month => "month",
            Self::ClosedAt => "closed_at",
            Self::Channel => "channel",
            Self::Source => "source",
            Self::Medium => "medium",
            Self::Campaign => "campaign",
            Self::CampaignId => "campaign_id",
            Self::AdGroup => "adgroup",
            Self::Ad => "ad",
            Self::Contact => "contact",
            Self::LeadId => "lead_id",
            Self::Cpc => "cpc",
            Self::Status => "status",
            Self::Won => "won",
            Self::Customer => "customer",
            Self::Currency => "currency",
            Self::Answer => "answer",
            Self::Respondent => "respondent",
            Self::Sum(fact) => fact.metric().key(),
        }
    }
}
