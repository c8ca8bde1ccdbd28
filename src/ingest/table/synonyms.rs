//! The table of headers: what they mean, English, Russian and what other languages of ad systems were met.
//!
//! To teach the program a new header, add it here, in the form that [`normalise`](crate::ingest::table::header::normalise) brings it to.

use Column::{
    Ad, AdGroup, Answer, Campaign, CampaignId, Channel, ClosedAt, Contact, Cpc, Currency, Customer, Date,
    DateEnd, LeadId, Medium, Month, Respondent, Source, Status, Sum, Week, Won,
};
use Fact::{
    Clicks, CostOfGoods, Customers, Impressions, Leads, Orders, QualifiedLeads, RejectedLeads, Revenue, Spend,
};
use Holds::{Both, InLeads, InStatistics, InSurvey};

use crate::core::fact::Fact;
use crate::core::tally::Side;

use crate::ingest::table::column::Column;

/// In which kind of file a synonym holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Holds {
    /// In both.
    Both,
    /// In statistics.
    InStatistics,
    /// In lead lists.
    InLeads,
    /// In surveys.
    InSurvey,
}

impl Holds {
    /// Whether it holds in this kind of file.
    pub(in crate::ingest) fn on(self, side: Side) -> bool {
        match self {
            Self::Both => true,
            Self::InStatistics => side == Side::Statistics,
            Self::InLeads => side == Side::Leads,
            Self::InSurvey => side == Side::Survey,
        }
    }
}

/// Meaning, where it holds, and the headers. An earlier line of the same meaning is preferred to a later one, which in a dimension
/// fills its gaps; two headers of the same line in one file are ambiguous.
static SYNONYMS: &[(Column, Holds, &str)] = &[
    (
        Date,
        Both,
        "date | day | by day | дата | день | jour | dia | día | tag | fecha | giorno | gregorian date | timeperiod | \
         start date (in utc)",
    ),
    // Beside a day, these are the days of the whole report.
    (
        Date,
        InStatistics,
        "reporting starts | дата начала отчетности | beginn der berichterstattung | début des rapports",
    ),
    (
        Date,
        InLeads,
        "created at | created_at | created_time | created date | create date | created time | start time | \
         date_create | lead created | дата создания | дата создания сделки | дата создания лида | дата заявки | \
         deal - deal created | deal - created | lead - lead created",
    ),
    (
        Date,
        InSurvey,
        "timestamp | submitted at | submit date (utc) | submission date | response date | answered at | end date | date submitted | \
         created at | created_at | completed at | отметка времени | дата ответа | дата прохождения | дата заполнения | \
         дата создания | время создания",
    ),
    (
        DateEnd,
        InStatistics,
        "reporting ends | end date | end date (in utc) | дата окончания отчетности | \
         ende der berichterstattung",
    ),
    (Week, InStatistics, "week | неделя | semaine | woche | semana | settimana"),
    (Week, InSurvey, "week | неделя"),
    (Month, InSurvey, "month | месяц"),
    (Month, InStatistics, "month | месяц | mois | monat | mes | mês | mese"),
    (
        ClosedAt,
        InLeads,
        "closed at | closed_at | close date | closed date | closing date | дата закрытия | \
         дата закрытия сделки | deal - won time | deal - closed on",
    ),
    (Channel, Both, "channel | канал | рекламная система | рекламный канал | deal - source channel"),
    // What the click itself brought along goes before what somebody has filled in.
    (Source, Both, "utm_source | utm source"),
    (
        Source,
        Both,
        "source | session source | session source / medium | lead source | leadsource | \
         lead_source | original traffic source | original source | \
         referral source | источник | источник трафика | источник лида | источник сделки | source_id",
    ),
    (Medium, Both, "medium | utm_medium | utm medium | тип трафика"),
    (Campaign, Both, "utm_campaign | utm campaign"),
    (
        Campaign,
        Both,
        "campaign | session google ads campaign | google ads campaign | campaign name | \
         campaign_name | campaignname | кампания | название кампании | \
         рекламная кампания | campagne | nom de la campagne | kampagne | kampagnenname | campaña | \
         nombre de la campaña | campanha | nome da campanha | campagna | nome campagna",
    ),
    (CampaignId, Both, "campaign id | campaignid | campaign_id | № кампании | id кампании | номер кампании"),
    (
        AdGroup,
        Both,
        "ad group | adgroup | ad group name | ad set name | группа | группа объявлений | \
         название группы объявлений",
    ),
    (Ad, Both, "ad | ad name | название объявления | № объявления"),
    (
        Sum(Impressions),
        InStatistics,
        "impressions | impr. | impr | показы | impressionen | impresiones | impressões | impressioni",
    ),
    (
        Sum(Clicks),
        InStatistics,
        "link clicks | клики по ссылке | clics en el enlace | clics sur un lien | clicks (destination) | \
         outbound clicks",
    ),
    (
        Sum(Clicks),
        InStatistics,
        "clicks | google ads clicks | клики | переходы | clics | klicks | cliques | clic",
    ),
    (Sum(Clicks), InStatistics, "sessions"),
    (Sum(Clicks), InStatistics, "clicks (all) | клики (все) | visits | визиты"),
    (
        Sum(Spend),
        InStatistics,
        "cost | spend | total spend | google ads cost | amount spent | spent | total spent | ad spend | ad cost | \
         budget spent | \
         spend in account currency | расход | расходы | затраты | потрачено | потрачено всего | \
         потраченная сумма | сумма затрат | списания | стоимость | \
         coût | montant dépensé | ausgegebener betrag | importo speso | valor usado | coste | costo | kosten | custo | \
         importe gastado",
    ),
    (Cpc, InStatistics, "cpc | avg. cpc | avg cpc | cost per click | ср. цена клика | цена клика"),
    (Sum(Leads), InStatistics, "leads | лиды | заявки"),
    (Sum(Leads), InStatistics, "conversions | key events | конверсии | достижения цели | результат"),
    (Sum(QualifiedLeads), InStatistics, "qualified_leads | qualified leads | квал. лиды"),
    (Sum(RejectedLeads), InStatistics, "rejected_leads | rejected leads | брак"),
    (
        Sum(Orders),
        InStatistics,
        "orders | sales | purchases | total conversions (checkout) | заказы | продажи",
    ),
    (Sum(Customers), InStatistics, "customers | new customers | новые клиенты"),
    (
        Sum(Revenue),
        InStatistics,
        "revenue | total revenue | conv. value | purchases conversion value | total conversion value | \
         total order value (checkout) | доход | \
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
    (Status, InLeads, "deal - status | lead - status"),
    (
        Status,
        InLeads,
        "status | stage | deal stage | lead status | stagename | lead stage | этап сделки | этап | \
         стадия | стадия сделки | статус | статус лида | stage_id | deal - stage",
    ),
    (Status, InLeads, "lifecycle stage"),
    (
        Customer,
        InLeads,
        "customer_id | customer id | client_id | client id | clientid | contactid | contact id | \
         contact name (id) | id клиента | id контакта | person - id",
    ),
    (Customer, InLeads, "email | e-mail | электронная почта | рабочий email"),
    (Customer, InLeads, "phone | phone number | телефон | номер телефона | рабочий телефон"),
    (Customer, InLeads, "customer | клиент"),
    (Customer, InLeads, "контакт | основной контакт | полное имя контакта | person - name"),
    (Won, InLeads, "is closed won | is won | converted | won | сделка выиграна"),
    (
        LeadId,
        InLeads,
        "id | lead id | lead_id | leadid | record id | deal id | deal_id | deal - id | lead - id | \
         id лида | id сделки | № заявки | номер заявки",
    ),
    (
        Answer,
        InSurvey,
        "nps | nps score | nps_score | nps rating | net promoter score | likelihood to recommend",
    ),
    // Beginnings of questions: `normalise` takes off what stands behind them.
    (
        Answer,
        InSurvey,
        "how likely are you to recommend | how likely is it that you would recommend | how likely would you be to recommend | \
         would you recommend | on a scale from 0 to 10, how likely | on a scale of 0 to 10, how likely | \
         on a scale of 0-10, how likely | насколько вероятно, что вы порекомендуете | \
         насколько вероятно, что вы посоветуете | с какой вероятностью вы порекомендуете | \
         с какой вероятностью вы посоветуете | какова вероятность, что вы порекомендуете | \
         какова вероятность, что вы посоветуете | готовы ли вы рекомендовать | готовы ли вы порекомендовать | \
         порекомендуете ли вы | посоветуете ли вы | оцените вероятность",
    ),
    (
        Answer,
        InSurvey,
        "score | rating | answer | answer value | recommendation | оценка | балл | баллы | ответ | рекомендация",
    ),
    (
        Respondent,
        InSurvey,
        "respondent_id | respondent id | respondentid | respondent | id респондента | респондент | номер респондента",
    ),
    (
        Respondent,
        InSurvey,
        "customer_id | customer id | client_id | client id | user_id | user id | contact_id | contact id | id клиента | \
         id пользователя | id контакта",
    ),
    (Respondent, InSurvey, "response_id | response id | responseid | id ответа | номер ответа | id | № | #"),
    (
        Contact,
        Both,
        "contact type | contact method | contact channel | lead type | тип контакта | тип обращения | вид обращения | \
         канал обращения | способ связи | форма обращения | тип заявки",
    ),
    (
        Currency,
        Both,
        "currency | currency code | amount currency | deal currency | deal - currency of value | currency_id | \
         code de la devise | währungscode | código de moneda | codigo de moneda | código da moeda | codice valuta | \
         валюта | код валюты",
    ),
];

/// The lines of the table, the headers one by one.
pub(in crate::ingest) fn lines()
-> impl Iterator<Item = (Column, Holds, std::str::Split<'static, &'static str>)> {
    SYNONYMS.iter().map(|(column, holds, headers)| (*column, *holds, headers.split(" | ")))
}
