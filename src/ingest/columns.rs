//! What headers mean, by the table in `synonyms` or by the user's word.
//!
//! A header matches exactly after [`normalise`], never by a part of it: `Cost / conv.` and `Avg. cost` stand beside `Cost` in
//! the same report.

use crate::core::fact::Fact;
use crate::core::tally::Side;

use super::synonyms;

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

/// Columns that `--map` can name beside sums.
const MAPPABLE: [Column; 12] = [
    Column::Date,
    Column::ClosedAt,
    Column::Channel,
    Column::Source,
    Column::Medium,
    Column::Campaign,
    Column::CampaignId,
    Column::AdGroup,
    Column::Ad,
    Column::Cpc,
    Column::Status,
    Column::Customer,
];

impl Column {
    /// The column that a name in `--by` stands for, if it is one.
    #[must_use]
    pub fn dimension(name: &str) -> Option<Self> {
        DIMENSIONS.into_iter().find(|column| column.name() == name)
    }

    /// The column that a name in `--map` stands for, if it is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let sums = Fact::ALL.into_iter().map(Self::Sum);
        let aliases = match name {
            "created_at" => "date",
            "customer_id" => "customer",
            name => name,
        };
        MAPPABLE.into_iter().chain(sums).find(|column| column.name() == aliases)
    }

    /// The names that `--map` takes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let sums = Fact::ALL
            .into_iter()
            .filter(|fact| !matches!(fact, Fact::ReportedLeads | Fact::OtherCosts))
            .map(Self::Sum);
        MAPPABLE.into_iter().chain(sums).map(Self::name)
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
            Self::Sum(fact) => fact.metric().key(),
        }
    }
}

/// A header as it is compared, and the currency that stood in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Lower case, blanks collapsed, ё as е, units taken off its end.
    pub normal: String,
    /// ISO 4217 code of a currency in it.
    pub currency: Option<&'static str>,
}

/// Currencies as headers name them.
const CURRENCIES: [(&str, &str); 24] = [
    ("usd", "USD"),
    ("$", "USD"),
    ("us$", "USD"),
    ("eur", "EUR"),
    ("€", "EUR"),
    ("gbp", "GBP"),
    ("£", "GBP"),
    ("rub", "RUB"),
    ("₽", "RUB"),
    ("руб", "RUB"),
    ("руб.", "RUB"),
    ("р.", "RUB"),
    ("uah", "UAH"),
    ("kzt", "KZT"),
    ("byn", "BYN"),
    ("inr", "INR"),
    ("aud", "AUD"),
    ("cad", "CAD"),
    ("chf", "CHF"),
    ("pln", "PLN"),
    ("try", "TRY"),
    ("brl", "BRL"),
    ("aed", "AED"),
    ("jpy", "JPY"),
];

/// Brings a header to the form in which it is compared.
///
/// ```
/// use leadcalc::ingest::columns::normalise;
/// assert_eq!(normalise(" Расход  (руб.) ").normal, "расход");
/// assert_eq!(normalise("Amount spent (AUD)").currency, Some("AUD"));
/// assert_eq!(normalise("Цена за результат, ₽").normal, "цена за результат");
/// // A rate is not the count of the same name.
/// assert_eq!(normalise("Конверсия (%)").normal, "конверсия (%)");
/// ```
#[must_use]
pub fn normalise(header: &str) -> Header {
    let text = super::names::folded(header.trim_start_matches('\u{feff}')).replace('ё', "е");
    let known = |unit: &str| CURRENCIES.iter().find(|(name, _)| *name == unit.trim()).map(|(_, code)| *code);
    let in_parentheses = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let after_comma = text.rsplit_once(',');
    let after_blank = text.rsplit_once(' ').filter(|(_, unit)| *unit == "₽");
    for (rest, unit) in [in_parentheses, after_comma, after_blank].into_iter().flatten() {
        if let Some(code) = known(unit) {
            return Header { normal: rest.trim_end().to_owned(), currency: Some(code) };
        }
    }
    Header { normal: text, currency: None }
}

/// A header that the user has named: `spend=Расход (руб.)`, `leads.channel=utm_source`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// As it was typed.
    pub text: String,
    /// The kind of file it is for; both where none is named.
    pub side: Option<Side>,
    /// What the header means.
    pub column: Column,
    /// The header.
    pub header: String,
}

/// Why a mapping cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// No equals sign, or nothing on one side of it.
    #[error("a mapping is NAME=HEADER, as in spend=\"Total cost\" or leads.channel=utm_source")]
    Form,
    /// A name that no column has.
    #[error("{name:?} is no column; a mapping can name {known}")]
    UnknownColumn {
        /// The name.
        name: String,
        /// All names.
        known: String,
    },
}

impl Mapping {
    /// Reads `NAME=HEADER`, with `spend.` or `leads.` before the name for one kind of file only.
    ///
    /// **Errors**: [`MappingError`].
    pub fn parse(text: &str) -> Result<Self, MappingError> {
        let (name, header) = text.split_once('=').ok_or(MappingError::Form)?;
        let (name, header) = (name.trim(), header.trim());
        if name.is_empty() || header.is_empty() {
            return Err(MappingError::Form);
        }
        let (side, name) = match name.split_once('.') {
            Some(("spend", name)) => (Some(Side::Statistics), name),
            Some(("leads", name)) => (Some(Side::Leads), name),
            _ => (None, name),
        };
        let column = Column::from_name(name).ok_or_else(|| MappingError::UnknownColumn {
            name: name.to_owned(),
            known: Column::names().collect::<Vec<_>>().join(", "),
        })?;
        Ok(Self { text: text.to_owned(), side, column, header: header.to_owned() })
    }

    /// Whether it is for this kind of file.
    pub(super) fn is_for(&self, side: Side) -> bool {
        self.side.is_none_or(|named| named == side)
    }
}

/// What was found for a meaning among a file's headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// The place of the one header that has it.
    At(usize),
    /// No header has it.
    Nowhere,
    /// Two headers have it with equal right.
    Twice(usize, usize),
}

/// Looks a meaning up among normalised headers.
pub(super) fn find(column: Column, side: Side, headers: &[Header]) -> Found {
    for (.., synonyms) in synonyms::lines().filter(|(meaning, holds, _)| *meaning == column && holds.on(side))
    {
        let is_one = |header: &Header| synonyms.clone().any(|synonym| synonym == header.normal);
        let mut places =
            headers.iter().enumerate().filter(|(_, header)| is_one(header)).map(|(place, _)| place);
        match (places.next(), places.next()) {
            (Some(first), Some(second)) => return Found::Twice(first, second),
            (Some(place), None) => return Found::At(place),
            (None, _) => {}
        }
    }
    Found::Nowhere
}

/// How many of the headers are known on this side: what tells a header row, and the right delimiter.
pub(super) fn known(headers: &[Header], side: Side) -> usize {
    let is_known = |header: &&Header| {
        synonyms::lines().any(|(_, holds, mut synonyms)| {
            holds.on(side) && synonyms.any(|synonym| synonym == header.normal)
        })
    };
    headers.iter().filter(is_known).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn synonyms_are_written_as_they_are_compared_and_mean_one_thing() {
        for (column, holds, synonyms) in synonyms::lines() {
            for synonym in synonyms {
                assert_eq!(normalise(synonym).normal, synonym);
                let mut elsewhere: Vec<Column> = synonyms::lines()
                    .filter(|(other, other_holds, others)| {
                        let both_hold =
                            Side::BOTH.into_iter().any(|side| holds.on(side) && other_holds.on(side));
                        *other != column && both_hold && others.clone().any(|other| other == synonym)
                    })
                    .map(|(other, ..)| other)
                    .collect();
                // The source stands in for the channel where a file has no other.
                if matches!(column, Column::Channel | Column::Source) {
                    elsewhere.retain(|other| !matches!(other, Column::Channel | Column::Source));
                }
                assert_eq!(elsewhere, [], "{synonym}");
            }
        }
    }

    #[test]
    fn neighbours_of_a_known_header_are_not_taken_for_it() {
        for header in
            ["Cost / conv.", "Avg. cost", "Interactions", "CTR (all)", "Дата редактирования", "Budget"]
        {
            let headers = [normalise(header)];
            assert_eq!(known(&headers, Side::Statistics), 0, "{header}");
        }
    }

    #[test]
    fn the_channel_is_the_source_where_there_is_no_other() {
        let headers = ["utm_source", "Channel"].map(normalise);
        assert_eq!(find(Column::Channel, Side::Leads, &headers), Found::At(1));
        assert_eq!(find(Column::Source, Side::Leads, &headers), Found::At(0));
        assert_eq!(find(Column::Channel, Side::Leads, &headers[..1]), Found::At(0));
        let headers = ["utm_source", "Источник"].map(normalise);
        assert_eq!(find(Column::Channel, Side::Leads, &headers), Found::Twice(0, 1));
    }
}
