//! The table of headers: what they mean, English, Russian and what other languages of ad systems were met.
//!
//! To teach the program a new header, add it here, in the form that [`normalise`](crate::ingest::table::header::normalise) brings it to.

use Column::{
    Ad, AdGroup, Amount, Answer, Campaign, CampaignId, Channel, ClosedAt, Contact, Cpc, Currency, Customer,
    Date, DateEnd, End, Kind, LeadId, Medium, Month, OrderId, Product, Quantity, Refund, Respondent, Source,
    Start, Status, Sum, Week, Won,
};
use Fact::{
    Clicks, CostOfGoods, Customers, Impressions, Leads, Orders, QualifiedLeads, RejectedLeads, Revenue, Spend,
};
use Holds::{
    All, InCosts, InLeads, InOrders, InProducts, InStatistics, InSubscriptions, InSurvey, OfCustomers,
    OfGoods,
};

use crate::core::fact::Fact;
use crate::core::tally::Side;

use crate::ingest::table::column::Column;

/// In which kind of file a synonym holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Holds {
    /// In all.
    All,
    /// In statistics.
    InStatistics,
    /// In lead lists.
    InLeads,
    /// In surveys.
    InSurvey,
    /// In logs of orders.
    InOrders,
    /// In lists of subscriptions.
    InSubscriptions,
    /// In lists of costs.
    InCosts,
    /// In lists of products.
    InProducts,
    /// In what names customers: leads, orders and subscriptions.
    OfCustomers,
    /// In what names goods: orders and products.
    OfGoods,
}

impl Holds {
    /// Whether it holds in this kind of file.
    pub(in crate::ingest) fn on(self, side: Side) -> bool {
        match self {
            Self::All => true,
            Self::InStatistics => side == Side::Statistics,
            Self::InLeads => side == Side::Leads,
            Self::InSurvey => side == Side::Survey,
            Self::InOrders => side == Side::Orders,
            Self::InSubscriptions => side == Side::Subscriptions,
            Self::InCosts => side == Side::Costs,
            Self::InProducts => side == Side::Products,
            Self::OfCustomers => matches!(side, Side::Leads | Side::Orders | Side::Subscriptions),
            Self::OfGoods => matches!(side, Side::Orders | Side::Products),
        }
    }
}

/// Meaning, where it holds, and the headers. An earlier line of the same meaning is preferred to a later one, which in a dimension
/// fills its gaps; two headers of the same line in one file are ambiguous.
static SYNONYMS: &[(Column, Holds, &str)] = &[
    (
        Date,
        All,
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
    (Channel, All, "channel | канал | рекламная система | рекламный канал | deal - source channel"),
    // What the click itself brought along goes before what somebody has filled in.
    (Source, All, "utm_source | utm source"),
    (
        Source,
        All,
        "source | session source | session source / medium | lead source | leadsource | \
         lead_source | original traffic source | original source | \
         referral source | источник | источник трафика | источник лида | источник сделки | source_id",
    ),
    (Medium, All, "medium | utm_medium | utm medium | тип трафика"),
    (Campaign, All, "utm_campaign | utm campaign"),
    (
        Campaign,
        All,
        "campaign | session google ads campaign | google ads campaign | campaign name | \
         campaign_name | campaignname | кампания | название кампании | \
         рекламная кампания | campagne | nom de la campagne | kampagne | kampagnenname | campaña | \
         nombre de la campaña | campanha | nome da campanha | campagna | nome campagna",
    ),
    (CampaignId, All, "campaign id | campaignid | campaign_id | № кампании | id кампании | номер кампании"),
    (
        AdGroup,
        All,
        "ad group | adgroup | ad group name | ad set name | группа | группа объявлений | \
         название группы объявлений",
    ),
    (Ad, All, "ad | ad name | название объявления | № объявления"),
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
        All,
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
        OfCustomers,
        "customer_id | customer id | client_id | client id | clientid | contactid | contact id | \
         contact name (id) | id клиента | id контакта | person - id",
    ),
    (Customer, OfCustomers, "email | e-mail | электронная почта | рабочий email"),
    (Customer, OfCustomers, "phone | phone number | телефон | номер телефона | рабочий телефон"),
    (Customer, OfCustomers, "customer | клиент"),
    (Customer, OfCustomers, "контакт | основной контакт | полное имя контакта | person - name"),
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
        Date,
        InOrders,
        "order date | order_date | orderdate | order time | ordered at | ordered_at | purchase date | purchase_date | purchased at | \
         transaction date | invoice date | invoicedate | created at | created_at | date created | date_created | date add | \
         дата заказа | дата и время заказа | дата покупки | дата продажи | дата создания | дата оформления | дата и время",
    ),
    (Date, InOrders, "paid at | paid_at | payment date | date paid | date_paid | дата оплаты"),
    (Date, InCosts, "paid at | payment date | expense date | дата расхода | дата оплаты | дата платежа"),
    (Month, InCosts, "month | period | месяц | период"),
    (
        Sum(Revenue),
        InOrders,
        "revenue | order total | order_total | order amount | order_amount | order value | order_value | order total amount | \
         total | total price | total_price | total amount | total_amount | grand total | grand_total | amount | purchase amount | \
         purchase_amount | transaction amount | выручка | сумма | сумма заказа | сумма покупки | стоимость заказа | итого | \
         итоговая сумма | оплачено",
    ),
    (
        Refund,
        InOrders,
        "refund | refunds | refunded | refund amount | refund_amount | refunded amount | amount refunded | amount_refunded | \
         total refunded | возврат | возвраты | возвращено | сумма возврата",
    ),
    (
        Status,
        InOrders,
        "order status | order_status | status | order state | state | статус заказа | статус | состояние заказа",
    ),
    (
        Status,
        InOrders,
        "financial status | financial_status | payment status | payment_status | статус оплаты",
    ),
    (
        OrderId,
        InOrders,
        "order_id | order id | orderid | order number | order_number | order no | order # | order | invoice number | invoice no | \
         invoiceno | invoice | transaction id | transaction_id | № заказа | номер заказа | id заказа | заказ | номер чека | \
         код заказа",
    ),
    (OrderId, InOrders, "id | № | number | номер"),
    (
        Quantity,
        InOrders,
        "quantity | qty | lineitem quantity | units | units sold | item quantity | количество | кол-во | количество товара",
    ),
    (
        Product,
        OfGoods,
        "product | product name | product_name | item | item name | item_name | lineitem name | product title | товар | \
         название товара | наименование | наименование товара | номенклатура | продукт | название продукта | услуга",
    ),
    (Product, InProducts, "title | name | название"),
    (
        Product,
        OfGoods,
        "sku | product sku | lineitem sku | variant sku | product_id | product id | артикул | код товара | id товара",
    ),
    (
        Sum(CostOfGoods),
        InOrders,
        "cost price | cost_price | total cost | cost | закупочная стоимость | закупочная цена | себестоимость заказа",
    ),
    (
        Sum(CostOfGoods),
        InProducts,
        "cost | cost price | cost_price | cost per item | unit cost | unit_cost | purchase price | purchase_price | \
         закупочная цена | закупочная стоимость | цена закупки | себестоимость единицы",
    ),
    (
        Start,
        InSubscriptions,
        "start | start date | start_date | started at | started_at | start date (utc) | subscription start | subscription start date | \
         subscribed at | subscribed_at | activated at | activated_at | activation date | начало | дата начала | начало подписки | \
         дата начала подписки | дата подключения | подключен | дата активации | дата старта",
    ),
    (
        Start,
        InSubscriptions,
        "created | created at | created_at | created (utc) | дата создания | дата оформления",
    ),
    (
        End,
        InSubscriptions,
        "end | end date | end_date | ended at | ended_at | ended at (utc) | subscription end | subscription end date | конец | \
         окончание | дата окончания | окончание подписки | дата окончания подписки | дата отключения | отключен | дата завершения",
    ),
    (
        End,
        InSubscriptions,
        "canceled at | canceled_at | canceled at (utc) | cancelled at | cancelled_at | cancellation date | churned at | \
         churn date | дата отмены | дата отказа | отменен",
    ),
    (
        Amount,
        InSubscriptions,
        "monthly amount | monthly_amount | mrr | monthly revenue | monthly fee | monthly_fee | monthly price | monthly_price | \
         amount per month | price per month | fee per month | абонентская плата | абонплата | ежемесячный платеж | месячный платеж | \
         платеж в месяц | сумма в месяц | стоимость в месяц | цена в месяц | ежемесячная сумма | сумма за месяц",
    ),
    (Amount, InSubscriptions, "amount | price | fee | сумма | цена | стоимость | платеж"),
    (
        Kind,
        InCosts,
        "kind | type | category | cost type | cost kind | cost category | expense type | expense category | cost item | вид | \
         вид расхода | вид расходов | вид затрат | тип | тип расхода | категория | категория расхода | статья | статья расхода | \
         статья расходов | статья затрат",
    ),
    (Kind, InCosts, "item | expense | name | description | название | наименование | назначение | описание"),
    (
        Amount,
        InCosts,
        "amount | cost | costs | sum | total | expense amount | сумма | расход | расходы | затраты | сумма расхода | сумма расходов | \
         сумма затрат",
    ),
    (
        Contact,
        All,
        "contact type | contact method | contact channel | lead type | тип контакта | тип обращения | вид обращения | \
         канал обращения | способ связи | форма обращения | тип заявки",
    ),
    (
        Currency,
        All,
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
