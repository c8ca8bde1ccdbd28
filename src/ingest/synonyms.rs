//! The table of headers: what they mean, English, Russian and what other languages of ad systems were met.
//!
//! To teach the program a new header, add it here, in the form that [`normalise`](super::header::normalise) brings it to.

use Column::{
    Ad, AdGroup, Campaign, CampaignId, Channel, ClosedAt, Cpc, Currency, Customer, Date, Medium, Source,
    Status, Sum,
};
use Fact::{
    Clicks, CostOfGoods, Customers, Impressions, Leads, Orders, QualifiedLeads, RejectedLeads, Revenue, Spend,
};
use Holds::{Both, InLeads, InStatistics};

use crate::core::fact::Fact;
use crate::core::tally::Side;

use super::column::Column;

/// In which kind of file a synonym holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// In both.
    Both,
    /// In statistics.
    InStatistics,
    /// In lead lists.
    InLeads,
}

impl Holds {
    /// Whether it holds in this kind of file.
    pub(super) fn on(self, side: Side) -> bool {
        match self {
            Self::Both => true,
            Self::InStatistics => side == Side::Statistics,
            Self::InLeads => side == Side::Leads,
        }
    }
}

/// Where a file has no channel, its source is the channel.
const SOURCES: &str = "source | utm_source | utm source | lead source | leadsource | lead_source | \
     original traffic source | original source | referral source | источник | источник трафика";

/// Meaning, where it holds, and the headers. An earlier line of the same meaning is preferred to a later one; two headers of the
/// same line in one file are ambiguous.
static SYNONYMS: &[(Column, Holds, &str)] = &[
    (
        Date,
        Both,
        "date | day | дата | день | jour | día | tag | fecha | gregorian date | timeperiod | \
         start date (in utc) | reporting starts | дата начала отчетности",
    ),
    (
        Date,
        InLeads,
        "created at | created_at | created date | create date | created time | start time | \
         дата создания | дата создания сделки | дата создания лида | дата заявки",
    ),
    (
        ClosedAt,
        InLeads,
        "closed at | closed_at | close date | closed date | closing date | дата закрытия | \
         дата закрытия сделки",
    ),
    (Channel, Both, "channel | канал | рекламная система | рекламный канал"),
    (Channel, Both, SOURCES),
    (Source, Both, SOURCES),
    (Medium, Both, "medium | utm_medium | utm medium | тип трафика"),
    (
        Campaign,
        Both,
        "campaign | campaign name | campaign_name | campaignname | utm_campaign | utm campaign | \
         кампания | название кампании | рекламная кампания | campagne | kampagne | campaña",
    ),
    (CampaignId, Both, "campaign id | campaignid | campaign_id | № кампании | id кампании | номер кампании"),
    (
        AdGroup,
        Both,
        "ad group | adgroup | ad group name | ad set name | группа | группа объявлений | \
         название группы объявлений",
    ),
    (Ad, Both, "ad | ad name | название объявления | № объявления"),
    (Sum(Impressions), InStatistics, "impressions | impr. | impr | показы | impressionen"),
    (Sum(Clicks), InStatistics, "clicks | link clicks | клики | переходы | clics | klicks | cliques"),
    (Sum(Clicks), InStatistics, "clicks (destination) | outbound clicks"),
    (Sum(Clicks), InStatistics, "clicks (all) | visits | визиты"),
    (
        Sum(Spend),
        InStatistics,
        "cost | spend | amount spent | spent | total spent | ad spend | ad cost | budget spent | \
         spend in account currency | расход | расходы | затраты | потрачено | потрачено всего | \
         потраченная сумма | сумма затрат | списания | расход с ндс | расход без ндс | стоимость | \
         coût | montant dépensé | coste | costo | kosten | custo | importe gastado",
    ),
    (Cpc, InStatistics, "cpc | avg. cpc | avg cpc | cost per click | ср. цена клика | цена клика"),
    (Sum(Leads), InStatistics, "leads | лиды | заявки"),
    (Sum(Leads), InStatistics, "conversions | конверсии | достижения цели | результат"),
    (Sum(QualifiedLeads), InStatistics, "qualified_leads | qualified leads | квал. лиды"),
    (Sum(RejectedLeads), InStatistics, "rejected_leads | rejected leads | брак"),
    (Sum(Orders), InStatistics, "orders | sales | purchases | заказы | продажи"),
    (Sum(Customers), InStatistics, "customers | new customers | новые клиенты"),
    (
        Sum(Revenue),
        InStatistics,
        "revenue | conv. value | purchases conversion value | total conversion value | доход | \
         выручка",
    ),
    (
        Sum(Revenue),
        InLeads,
        "revenue | amount | deal value | deal - value | value | sum | выручка | доход | сумма | \
         сумма сделки | бюджет | возможная сумма",
    ),
    (
        Sum(CostOfGoods),
        Both,
        "cost_of_goods | cost of goods | cost of goods sold | cogs | себестоимость | закуп",
    ),
    (
        Status,
        InLeads,
        "status | stage | deal stage | lead status | stagename | lead stage | этап сделки | этап | \
         стадия | стадия сделки | статус | статус лида",
    ),
    (
        Customer,
        InLeads,
        "customer_id | customer id | customer | client_id | client id | clientid | contactid | \
         contact id | contact name (id) | клиент | контакт | основной контакт | id клиента",
    ),
    (Currency, Both, "currency | currency code | amount currency | deal currency | валюта | код валюты"),
    (Customer, InLeads, "email | e-mail | полное имя контакта | телефон"),
];

/// The lines of the table, the headers one by one.
pub(super) fn lines() -> impl Iterator<Item = (Column, Holds, std::str::Split<'static, &'static str>)> {
    SYNONYMS.iter().map(|(column, holds, headers)| (*column, *holds, headers.split(" | ")))
}
