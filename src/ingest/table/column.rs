//! The meanings that a column can have.

use crate::core::fact::Fact;
use crate::core::tally::Side;

/// A meaning that a column can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// The day of a row of statistics, the day a lead came, or the day of an order.
    Date,
    /// The last day of the days that a row of statistics covers.
    DateEnd,
    /// The week that a row of statistics covers, by its first day.
    Week,
    /// The month that a row of statistics or a cost covers.
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
    /// How far a lead or an order has come.
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
    /// The order's own number.
    OrderId,
    /// What was ordered.
    Product,
    /// How many of it.
    Quantity,
    /// How much of an order's amount was given back.
    Refund,
    /// The first day of a subscription.
    Start,
    /// The last day of a subscription.
    End,
    /// What a subscription brings a month, or what a cost comes to.
    Amount,
    /// What a cost is for.
    Kind,
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
const OTHERS: [Column; 21] = [
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
    Column::OrderId,
    Column::Product,
    Column::Quantity,
    Column::Refund,
    Column::Start,
    Column::End,
    Column::Amount,
    Column::Kind,
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

    /// The kind of file that it is read from, where it is read from one only.
    #[must_use]
    pub fn only_on(self) -> Option<Side> {
        let mut sides = self.sides();
        sides.next().filter(|_| sides.next().is_none())
    }

    /// The kinds of files that it is read from.
    pub fn sides(self) -> impl Iterator<Item = Side> {
        Side::ALL.into_iter().filter(move |side| self.is_on(*side))
    }

    /// Whether it is read from this kind of file.
    #[must_use]
    pub fn is_on(self, side: Side) -> bool {
        use Side::{Costs, Leads, Orders, Products, Statistics, Subscriptions, Survey};
        match self {
            Self::Sum(Fact::Revenue) => matches!(side, Statistics | Leads | Orders),
            Self::Sum(Fact::CostOfGoods) => matches!(side, Statistics | Leads | Orders | Products),
            Self::Sum(_) | Self::Cpc | Self::DateEnd => side == Statistics,
            Self::Week => matches!(side, Statistics | Survey),
            Self::Month => matches!(side, Statistics | Survey | Costs),
            Self::Status => matches!(side, Leads | Orders),
            Self::Customer => matches!(side, Leads | Orders | Subscriptions),
            Self::Won | Self::LeadId | Self::ClosedAt => side == Leads,
            Self::Answer | Self::Respondent => side == Survey,
            Self::Product => matches!(side, Orders | Products),
            Self::OrderId | Self::Quantity | Self::Refund => side == Orders,
            Self::Start | Self::End => side == Subscriptions,
            Self::Amount => matches!(side, Subscriptions | Costs),
            Self::Kind => side == Costs,
            _ => true,
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
        matches!(self, Self::Sum(_) | Self::Cpc | Self::Answer | Self::Quantity | Self::Refund | Self::Amount)
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
            Self::OrderId => "order_id",
            Self::Product => "product",
            Self::Quantity => "quantity",
            Self::Refund => "refund",
            Self::Start => "start",
            Self::End => "end",
            Self::Amount => "amount",
            Self::Kind => "kind",
            Self::Sum(fact) => fact.metric().key(),
        }
    }
}
