//! The entries. A new figure is one entry here; nothing else has to know.

use super::{Better, Entry, Kind, Unit};
use Better::{Higher, Lower, Neither};
use Kind::{Calculator, Formula, Sum};
use Unit::{Count, Days, Money, Months, Multiple, Percent, Points, Years};

/// Makes the names and the table of entries from one list, so that neither can lack what the other has.
macro_rules! dictionary {
    ($($name:ident = $key:literal, $en:literal, $ru:literal, $unit:expr, $better:expr, $kind:expr,
       $formula:literal, $without:literal; $meaning:literal; $beware:literal)*) => {
        /// A figure of the dictionary.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Metric {
            $(#[doc = $meaning] $name,)*
        }

        impl Metric {
            /// All of them, in the order of the dictionary.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its line in the dictionary.
            #[must_use]
            pub fn entry(self) -> &'static Entry {
                &ENTRIES[self as usize]
            }
        }

        static ENTRIES: [Entry; Metric::ALL.len()] = [$(Entry {
            key: $key, en: $en, ru: $ru, unit: $unit, better: $better, kind: $kind,
            formula: $formula, without: $without, meaning: $meaning, beware: $beware,
        }),*];
    };
}

// name = key, English label, Russian label, unit, better, kind,
//     formula (of a sum: what supplies it), the reason when it divides by zero;
//     meaning;
//     what it is confused with
dictionary! {
    Impressions = "impressions", "Impressions", "Показы", Count, Neither, Sum,
        "a column Impressions (Impr., Показы)", "";
        "How many times an ad was shown.";
        ""
    Clicks = "clicks", "Clicks", "Переходы", Count, Neither, Sum,
        "a column Clicks (Link clicks, Клики, Переходы)", "";
        "Clicks on the ads, or visits where a file has only visits.";
        ""
    Spend = "spend", "Spend", "Расход", Money, Neither, Sum,
        "a column Cost (Spend, Расход), or CPC beside clicks", "";
        "What the ads cost.";
        "Without salaries, agency and software: those are other_costs and enter cac_full only."
    Leads = "leads", "Leads", "Лиды", Count, Neither, Sum,
        "a lead export (--leads), or a column Leads (Conversions, Лиды)", "";
        "Leads that count: those marked as test, spam or duplicate are left out.";
        "An ad system's own count of conversions is reported_leads where a lead export is given."
    ReportedLeads = "reported_leads", "Leads (ad system)", "Лиды (рекламная система)", Count, Neither, Sum,
        "a column Leads or Conversions in --spend beside a lead export", "";
        "What the ad system itself counts, where a lead export gives leads.";
        "The two differ: attribution windows, calls, spam that the CRM has thrown out."
    RejectedLeads = "rejected_leads", "Rejected leads", "Брак", Count, Lower, Sum,
        "a status column in --leads", "";
        "Leads left out of leads because of their status: spam, test, duplicate, wrong number.";
        "Rows that could not be read are not leads; they are counted in the sources."
    QualifiedLeads = "qualified_leads", "Qualified leads", "Квал. лиды", Count, Neither, Sum,
        "a status column in --leads", "";
        "Leads that reached a qualified status; a won lead is qualified too.";
        "A lead that was qualified and then lost shows only its last status in most exports."
    Orders = "orders", "Orders", "Заказы", Count, Neither, Sum,
        "a status or an amount column in --leads, or a column Orders (Purchases, Продажи)", "";
        "Leads won: sales.";
        "One customer may order several times: customers counts each customer once."
    Customers = "customers", "New customers", "Новые клиенты", Count, Neither, Sum,
        "a customer id column beside orders in --leads", "";
        "Customers, each counted once, in the group where its first order stands.";
        "Earlier orders that are not in the files cannot be known: give the history too."
    Revenue = "revenue", "Revenue", "Выручка", Money, Neither, Sum,
        "an amount column in --leads, or a column Revenue (Conv. value, Выручка)", "";
        "Amounts of the won leads, less refunds.";
        "The amount of a lead that is not won is a forecast and is not counted."
    CostOfGoods = "cost_of_goods", "Cost of goods", "Себестоимость", Money, Neither, Sum,
        "a column Cost of goods (COGS, Себестоимость)", "";
        "What the goods of those orders cost.";
        ""
    OtherCosts = "other_costs", "Other acquisition costs", "Прочие расходы на привлечение", Money, Lower, Sum,
        "--other-costs", "";
        "What winning customers costs beside the ads: salaries, agency, software.";
        ""
    GrossProfit = "gross_profit", "Gross profit", "Валовая прибыль", Money, Higher, Formula,
        "revenue - cost_of_goods", "";
        "What is left of the revenue after the goods are paid.";
        ""
    Profit = "profit", "Profit after ads", "Прибыль", Money, Higher, Formula,
        "gross_profit - spend", "";
        "What is left after the goods and the ads are paid.";
        "Salaries, rent and taxes are still to come out of it."

    Cpm = "cpm", "CPM", "CPM", Money, Lower, Formula,
        "1000 * spend / impressions", "no impressions";
        "Cost per thousand impressions.";
        ""
    Ctr = "ctr", "CTR", "CTR", Percent, Higher, Formula,
        "clicks / impressions", "no impressions";
        "Share of the impressions that were clicked.";
        ""
    Cpc = "cpc", "CPC", "CPC (цена клика)", Money, Lower, Formula,
        "spend / clicks", "no clicks";
        "Cost per click.";
        ""
    Cr = "cr", "CR (click to lead)", "CR (конверсия)", Percent, Higher, Formula,
        "leads / clicks", "no clicks";
        "Share of the clicks that became a lead.";
        "The share of leads that became an order is close_rate."
    Cpl = "cpl", "CPL", "CPL (цена лида)", Money, Lower, Formula,
        "spend / leads", "no leads";
        "Cost per lead.";
        "A cheap lead that never buys is dear: look at cpo and break_even_cpl too."
    RejectRate = "reject_rate", "Reject rate", "Доля брака", Percent, Lower, Formula,
        "rejected_leads / (leads + rejected_leads)", "no leads and no rejected leads";
        "Share of all incoming leads that were thrown out.";
        ""
    QualificationRate = "qualification_rate", "Qualification rate", "Доля квал. лидов", Percent, Higher, Formula,
        "qualified_leads / leads", "no leads";
        "Share of the leads that reached a qualified status.";
        ""
    Cpql = "cpql", "CPQL", "CPQL (цена квал. лида)", Money, Lower, Formula,
        "spend / qualified_leads", "no qualified leads";
        "Cost per qualified lead.";
        ""
    CloseRate = "close_rate", "Close rate (lead to order)", "CR в продажу", Percent, Higher, Formula,
        "orders / leads", "no leads";
        "Share of the leads that became an order.";
        "Recent leads have not had the time to buy: their close rate is too low for now."
    Cpo = "cpo", "CPO", "CPO (цена заказа)", Money, Lower, Formula,
        "spend / orders", "no orders";
        "Cost per order.";
        "cac divides by new customers: a second order of the same customer lowers cpo and not cac. Some call this CPA."
    OrdersLater = "orders_later", "Orders after the end", "Заказы после срока", Count, Neither, Calculator,
        "orders of planned leads that come after the last month of a plan", "";
        "What the leads of a plan still bring when its time is over.";
        "They do not count towards its target."
    MarginalCpo = "marginal_cpo", "Marginal CPO", "Предельная CPO", Money, Lower, Calculator,
        "cost of one more order where a plan ends: 1 / (the orders that the next unit of spend brings)", "";
        "What one more order would cost.";
        "cpo is the average of all orders; where returns diminish the next one costs more."
    Fulfilment = "fulfilment", "Fulfilment", "Выполнение плана", Percent, Higher, Calculator,
        "orders / orders of the plan; leads / leads of the plan where it has no orders", "";
        "Share of what was planned that has come.";
        "Orders count as in the plan: those that came by its end, for the month of their lead."
    Cac = "cac", "CAC (ads only)", "CAC (только реклама)", Money, Lower, Formula,
        "spend / customers", "no customers";
        "What the ads spend to win one new customer.";
        "cac_full adds salaries, agency and software. cpo counts every order, not every customer. Some call this CPA."
    CacFull = "cac_full", "CAC (fully loaded)", "CAC (полный)", Money, Lower, Formula,
        "(spend + other_costs) / customers", "no customers";
        "What it costs in all to win one new customer.";
        ""
    Aov = "aov", "Average order value", "Средний чек", Money, Higher, Formula,
        "revenue / orders", "no orders";
        "Revenue per order.";
        ""
    MarginRate = "margin_rate", "Gross margin", "Маржинальность", Percent, Higher, Formula,
        "(revenue - cost_of_goods) / revenue", "no revenue";
        "Share of the revenue that is left after the goods are paid.";
        "Not the mark-up, which divides by the cost of goods."
    Roas = "roas", "ROAS", "ROAS", Multiple, Higher, Formula,
        "revenue / spend", "no spend";
        "Revenue per unit of money spent on ads.";
        "A ROAS of 2 can lose money: compare it with break_even_roas. Never the same as ROI."
    RoiRevenue = "roi_revenue", "ROI on revenue", "ROI по выручке", Percent, Higher, Formula,
        "(revenue - spend) / spend", "no spend";
        "What revenue brings above the ad spend, cost of goods not looked at.";
        "HubSpot calls this ROI. Roistat's ROI is romi."
    Romi = "romi", "ROMI (after cost of goods)", "ROMI", Percent, Higher, Formula,
        "(revenue - cost_of_goods - spend) / spend", "no spend";
        "Profit after goods and ads per unit of money spent on ads.";
        "Roistat calls this ROI. HubSpot's ROI is roi_revenue."
    RoiFullCost = "roi_full_cost", "ROI on full cost", "ROI на все затраты", Percent, Higher, Formula,
        "(revenue - cost_of_goods - spend) / (cost_of_goods + spend)", "no costs";
        "Profit after goods and ads per unit of all money laid out.";
        ""
    Drr = "drr", "Ad cost share of revenue", "ДРР", Percent, Lower, Formula,
        "spend / revenue", "no revenue";
        "Share of the revenue that went into ads (also ACOS); the inverse of ROAS.";
        ""
    DrrProfit = "drr_profit", "Ad cost share of gross profit", "ДРР от прибыли", Percent, Lower, Formula,
        "spend / (revenue - cost_of_goods)", "no gross profit";
        "Share of the gross profit that went into ads; above 100 % the ads lose money.";
        "Where gross profit is negative this is negative too, and low is not good."
    BreakEvenRoas = "break_even_roas", "Break-even ROAS", "ROAS безубыточности", Multiple, Neither, Formula,
        "revenue / (revenue - cost_of_goods)", "no gross profit";
        "The ROAS at which the ads pay for themselves at this margin.";
        ""
    BreakEvenCpl = "break_even_cpl", "Break-even CPL", "Предельная цена лида", Money, Higher, Formula,
        "(revenue - cost_of_goods) / leads", "no leads";
        "Gross profit per lead: above this CPL every lead loses money.";
        ""
    SpendShare = "spend_share", "Share of spend", "Доля расхода", Percent, Neither, Formula,
        "spend / total spend", "no spend";
        "Share of the group in the whole spend.";
        ""
    LeadShare = "lead_share", "Share of leads", "Доля лидов", Percent, Neither, Formula,
        "leads / total leads", "no leads";
        "Share of the group in all leads.";
        ""
    LtvRevenue = "ltv_revenue", "LTV (revenue)", "LTV (выручка)", Money, Higher, Calculator,
        "all revenue of the customers / customers", "";
        "Revenue that a customer brings over its life.";
        "Goods have to be paid out of it: ltv is what is left."
    Ltv = "ltv", "LTV (gross profit)", "LTV (прибыль)", Money, Higher, Calculator,
        "all gross profit of the customers / customers", "";
        "Gross profit that a customer brings over its life.";
        "Many quote LTV by revenue; that is ltv_revenue here."
    RepeatRate = "repeat_rate", "Repeat rate", "Доля повторных клиентов", Percent, Higher, Calculator,
        "customers with more than one order to date / customers", "";
        "Share of the customers that came back.";
        "Young customers have not had the time to: compare cohorts at the same age."
    DaysBetweenOrders = "days_between_orders", "Days between orders", "Дней между заказами", Days, Lower, Calculator,
        "days from first to last order of each customer / orders beyond each one's first", "";
        "Mean time from an order of a customer to its next one.";
        "Those who never come back are not in it."
    LtvRevenue1m = "ltv_revenue_1m", "LTV 1 m (revenue)", "LTV 1 мес. (выручка)", Money, Higher, Calculator,
        "revenue of the ages 0 to 1 / customers old enough", "";
        "What a customer has paid in the month of its first order and the month after it.";
        "Only over customers whose month of that age is over."
    LtvRevenue3m = "ltv_revenue_3m", "LTV 3 m (revenue)", "LTV 3 мес. (выручка)", Money, Higher, Calculator,
        "revenue of the ages 0 to 3 / customers old enough", "";
        "What a customer has paid in the month of its first order and the three months after it.";
        "Only over customers whose month of that age is over."
    LtvRevenue6m = "ltv_revenue_6m", "LTV 6 m (revenue)", "LTV 6 мес. (выручка)", Money, Higher, Calculator,
        "revenue of the ages 0 to 6 / customers old enough", "";
        "What a customer has paid in the month of its first order and the six months after it.";
        "Only over customers whose month of that age is over."
    LtvRevenue12m = "ltv_revenue_12m", "LTV 12 m (revenue)", "LTV 12 мес. (выручка)", Money, Higher, Calculator,
        "revenue of the ages 0 to 12 / customers old enough", "";
        "What a customer has paid in the month of its first order and the twelve months after it.";
        "Only over customers whose month of that age is over."
    LtvRevenue24m = "ltv_revenue_24m", "LTV 24 m (revenue)", "LTV 24 мес. (выручка)", Money, Higher, Calculator,
        "revenue of the ages 0 to 24 / customers old enough", "";
        "What a customer has paid in the month of its first order and the twenty-four months after it.";
        "Only over customers whose month of that age is over."
    Ltv1m = "ltv_1m", "LTV 1 m", "LTV 1 мес.", Money, Higher, Calculator,
        "gross profit of the ages 0 to 1 / customers old enough", "";
        "What a customer has left after its goods are paid in the month of its first order and the month after it.";
        "Only over customers whose month of that age is over."
    Ltv3m = "ltv_3m", "LTV 3 m", "LTV 3 мес.", Money, Higher, Calculator,
        "gross profit of the ages 0 to 3 / customers old enough", "";
        "What a customer has left after its goods are paid in the month of its first order and the three months after it.";
        "Only over customers whose month of that age is over."
    Ltv6m = "ltv_6m", "LTV 6 m", "LTV 6 мес.", Money, Higher, Calculator,
        "gross profit of the ages 0 to 6 / customers old enough", "";
        "What a customer has left after its goods are paid in the month of its first order and the six months after it.";
        "Only over customers whose month of that age is over."
    Ltv12m = "ltv_12m", "LTV 12 m", "LTV 12 мес.", Money, Higher, Calculator,
        "gross profit of the ages 0 to 12 / customers old enough", "";
        "What a customer has left after its goods are paid in the month of its first order and the twelve months after it.";
        "Only over customers whose month of that age is over."
    Ltv24m = "ltv_24m", "LTV 24 m", "LTV 24 мес.", Money, Higher, Calculator,
        "gross profit of the ages 0 to 24 / customers old enough", "";
        "What a customer has left after its goods are paid in the month of its first order and the twenty-four months after it.";
        "Only over customers whose month of that age is over."
    LtvAge = "ltv_age", "LTV at", "LTV в возрасте", Months, Neither, Calculator,
        "oldest of 1, 3, 6, 12 and 24 months that any of the customers is old enough for", "";
        "The age at which LTV and what is computed from it are told, where orders are read.";
        "Groups at different ages are not alike: compare ltv_6m with ltv_6m."
    LtvCac = "ltv_cac", "LTV : CAC", "LTV : CAC", Multiple, Higher, Formula,
        "ltv / cac", "no CAC";
        "How many times a customer's gross profit pays for winning it; below 1 the business lives on its capital.";
        ""
    LtvCacRevenue = "ltv_cac_revenue", "LTV : CAC (revenue)", "LTV : CAC (выручка)", Multiple, Higher, Formula,
        "ltv_revenue / cac", "no CAC";
        "The same by revenue: flatters every business that has to pay for its goods.";
        ""
    LtvCacFull = "ltv_cac_full", "LTV : CAC (fully loaded)", "LTV : CAC (полный)", Multiple, Higher, Formula,
        "ltv / cac_full", "no CAC";
        "The same against everything that winning a customer costs.";
        ""

    AverageOrder = "average_order", "Average order", "Средний заказ", Money, Higher, Calculator,
        "--average-order", "";
        "What a customer pays for one order, as planned.";
        "aov is the same measured: revenue / orders."
    GoodsPerOrder = "goods_per_order", "Cost of goods per order", "Себестоимость заказа", Money, Lower, Calculator,
        "--cost-of-goods", "";
        "What the goods of one order cost.";
        ""
    OrderMargin = "order_margin", "Margin per order", "Маржа с заказа", Money, Higher, Calculator,
        "average_order - goods_per_order, or average_order * margin_rate", "";
        "What one order leaves after its goods are paid.";
        ""
    OrdersPerCustomer = "orders_per_customer", "Orders per customer", "Заказов на клиента", Count, Higher, Calculator,
        "--orders-per-customer, 1 unless given, or orders / customers of --orders", "";
        "How often a customer orders in its whole life.";
        ""
    Margin = "margin", "Margin per customer", "Маржа с клиента", Money, Higher, Calculator,
        "order_margin * orders_per_customer", "";
        "What a customer leaves over its whole life after the goods are paid.";
        ""
    AcquisitionShare = "acquisition_share", "Share for acquisition", "Доля на привлечение", Percent, Neither, Calculator,
        "--acquisition-share", "";
        "Share of the margin that may be spent to win the customer.";
        ""
    AcquisitionBudget = "acquisition_budget", "Acquisition budget per customer", "Бюджет на привлечение клиента",
        Money, Neither, Formula,
        "margin * acquisition_share", "";
        "The most to pay for one customer.";
        ""
    Sales = "sales", "Sales", "Продажи", Count, Higher, Calculator,
        "--sales", "";
        "How many of the leads bought.";
        ""
    Conversion = "conversion", "Conversion (lead to sale)", "Конверсия лида в продажу", Percent, Higher, Calculator,
        "sales / leads", "";
        "Share of the leads that buy.";
        "cr is from click to lead."
    LeadPrice = "lead_price", "Lead price (target)", "Цена лида (целевая)", Money, Neither, Formula,
        "acquisition_budget * conversion", "";
        "The most to pay for one lead so that the acquisition budget holds.";
        ""
    BreakEvenLeadPrice = "break_even_lead_price", "Lead price (break-even)", "Цена лида (безубыточная)",
        Money, Neither, Formula,
        "margin * conversion", "";
        "Above this price every lead loses money.";
        "break_even_cpl is the same measured from orders."
    OfferedLeadPrice = "offered_lead_price", "Offered lead price", "Предложенная цена лида", Money, Lower, Calculator,
        "--lead-price", "";
        "The price that is to be judged.";
        ""
    TargetCpl = "target_cpl", "Target CPL", "Целевой CPL", Money, Neither, Calculator,
        "--target-cpl, or margin * acquisition_share * close_rate with each group's own close rate", "";
        "The most to pay for one lead of the group.";
        ""
    OverTarget = "over_target", "Over target", "Сверх цели", Money, Lower, Calculator,
        "spend - leads * target_cpl", "";
        "The money at stake: what was paid beyond what the leads may cost; negative is what was saved.";
        ""
    MoreLeads = "more_leads", "Further leads that would tell", "Сколько ещё лидов до ответа", Count, Neither, Calculator,
        "smallest number of further leads at the same cost with which the interval excludes target_cpl", "";
        "How many more leads it takes to say whether a group is worth its price, if its cost stays what it is.";
        "At a cost near the target no number is enough. It is a plan's figure, not a promise."
    MoreSpend = "more_spend", "Further spend that would tell", "Сколько ещё потратить до ответа", Money, Neither, Calculator,
        "spend at which the lower bound of the cost reaches the target, less what was spent", "";
        "How much more to spend on a group without any result before it is sure that it is too dear.";
        ""
    ProfitPerLead = "profit_per_lead", "Profit per lead", "Прибыль с лида", Money, Higher, Formula,
        "break_even_lead_price - offered_lead_price", "";
        "What a lead at the offered price leaves on average; negative is a loss.";
        ""
    ProfitPer100Leads = "profit_per_100_leads", "Profit per 100 leads", "Прибыль со 100 лидов", Money, Higher, Formula,
        "100 * profit_per_lead", "";
        "The same for a hundred leads.";
        ""
    NeededConversion = "needed_conversion", "Conversion needed for the target", "Конверсия, нужная для цели",
        Percent, Neither, Formula,
        "offered_lead_price / acquisition_budget", "no acquisition budget";
        "The conversion at which the offered price would be the target price.";
        ""
    BreakEvenConversion = "break_even_conversion", "Conversion needed to break even",
        "Конверсия безубыточности", Percent, Neither, Formula,
        "offered_lead_price / margin", "no margin";
        "The conversion below which a lead at the offered price loses money.";
        ""
    Forms = "forms", "Forms", "Заявки с форм", Count, Neither, Calculator,
        "--forms", "";
        "Leads that came by a form.";
        ""
    Calls = "calls", "Calls", "Звонки", Count, Neither, Calculator,
        "--calls", "";
        "Leads that came by telephone.";
        ""
    OrdersPerYear = "orders_per_year", "Orders per year", "Заказов в год", Count, Higher, Calculator,
        "--orders-per-year", "";
        "How often a customer orders in a year.";
        ""
    Lifetime = "years", "Years as a customer", "Лет с компанией", Years, Higher, Calculator,
        "--years", "";
        "How long a customer stays.";
        ""
    RevenuePerMonth = "revenue_per_month", "Revenue per customer and month", "Выручка с клиента в месяц",
        Money, Higher, Calculator,
        "--revenue-per-month, or average_order * orders_per_year / 12", "";
        "What a customer pays in a month.";
        ""
    ProfitPerMonth = "profit_per_month", "Gross profit per customer and month", "Валовая прибыль с клиента в месяц",
        Money, Higher, Formula,
        "revenue_per_month * margin_rate", "";
        "What a customer leaves in a month after the goods are paid.";
        ""
    Churn = "churn", "Churn per month", "Отток в месяц", Percent, Lower, Calculator,
        "--churn, or churned / subscribers of --subscriptions", "";
        "Share of the customers that leave in a month.";
        "Of revenue it is revenue_churn. Where few leave, one customer more makes a great difference: see its interval."
    Subscribers = "subscribers", "Active at start", "Активны на начало", Count, Higher, Sum,
        "customers in --subscriptions who were there the day before a month begins and are there on its first day", "";
        "Customers who go into the month; over several months, customer-months.";
        "Who comes in the month is not among them, and cannot churn in it."
    NewSubscribers = "new_subscribers", "New", "Новые", Count, Higher, Sum,
        "customers in --subscriptions who begin in a month, for the first time or after a gap", "";
        "Customers who come.";
        "A subscription that begins the day after another ends goes on with it: nobody is new."
    Churned = "churned", "Churned", "Ушли", Count, Lower, Sum,
        "customers in --subscriptions whose last day lies in a month that they have gone into", "";
        "Customers who leave, of those active at the start.";
        "Who comes and leaves within one month is not among them; a note counts these."
    Mrr = "mrr", "MRR at start", "MRR на начало", Money, Higher, Sum,
        "the monthly amounts in --subscriptions of those active at the start", "";
        "Monthly recurring revenue: what those who go into the month pay a month.";
        "It is an amount of contracts and not of payments; what was paid is revenue."
    LostMrr = "lost_mrr", "Lost MRR", "Потерянная MRR", Money, Lower, Sum,
        "the monthly amounts of those who leave", "";
        "What those who leave had paid a month.";
        ""
    ContractionMrr = "contraction_mrr", "Contraction", "Сокращение MRR", Money, Lower, Sum,
        "how much less those pay who stay and pay less", "";
        "Revenue a month that is lost on customers who stay.";
        ""
    ExpansionMrr = "expansion_mrr", "Expansion", "Расширение MRR", Money, Higher, Sum,
        "how much more those pay who stay and pay more", "";
        "Revenue a month that is won on customers who were there.";
        "What new customers pay is not in it."
    RevenueChurn = "revenue_churn", "Revenue churn", "Отток выручки", Percent, Lower, Formula,
        "(lost_mrr + contraction_mrr) / mrr", "no revenue at the start";
        "Share of the monthly revenue that is lost, by those who leave and by those who pay less.";
        "What others pay more does not make up for it: that is in net_revenue_retention."
    NetRevenueRetention = "net_revenue_retention", "Net revenue retention", "Удержание выручки (NRR)", Percent, Higher, Formula,
        "(mrr - lost_mrr - contraction_mrr + expansion_mrr) / mrr", "no revenue at the start";
        "What is left of the monthly revenue after a month, of those who were there at its start.";
        "Here it is a month's; others give it for a year, which is the product of twelve."
    LifetimeMonths = "lifetime_months", "Lifetime (months)", "Срок жизни (мес.)", Months, Higher, Formula,
        "subscribers / churned", "no churned subscribers";
        "How many months a customer stays, if churn is the same in every month: 1 / churn.";
        "Where churn falls with age, old customers stay longer and new ones shorter than that."
    Discount = "discount", "Discount per month", "Дисконт в месяц", Percent, Neither, Calculator,
        "--discount", "";
        "How much less money is worth a month later.";
        ""
    PaybackMonths = "payback_months", "Payback (months)", "Окупаемость (мес.)", Months, Lower, Formula,
        "cac / profit_per_month", "no gross profit";
        "Months of gross profit that pay for winning the customer, if nobody leaves.";
        "Where orders are read it is counted: the first age at which the gross profit to date for each customer reaches cac."
    PaybackMonthsFull = "payback_months_full", "Payback of the full CAC (months)", "Окупаемость полного CAC (мес.)",
        Months, Lower, Formula,
        "cac_full / profit_per_month", "no gross profit";
        "The same for everything that winning a customer costs.";
        ""
    PaybackMonthsWithChurn = "payback_months_with_churn", "Payback with churn (months)",
        "Окупаемость с оттоком (мес.)", Months, Lower, Calculator,
        "first month in which the gross profit of those who stay adds up to cac", "";
        "The first whole month in which the gross profit of the customers who are left has paid for winning all of them.";
        ""
    Answers = "answers", "Answers", "Ответы", Count, Neither, Formula,
        "promoters + passives + detractors", "";
        "Answers of a survey that count: the n of its figures.";
        "Empty answers are not counted; the sources say how many there were."
    Promoters = "promoters", "Promoters", "Промоутеры", Count, Higher, Sum,
        "answers of 9 and 10, or of would strongly recommend, in --survey", "";
        "Who would recommend without reserve.";
        ""
    Passives = "passives", "Passives", "Нейтралы", Count, Neither, Sum,
        "answers of 7 and 8, or of would recommend, in --survey", "";
        "Who is content and no more.";
        ""
    Detractors = "detractors", "Detractors", "Критики", Count, Lower, Sum,
        "answers of 0 to 6, or of the other three words, in --survey", "";
        "Who would rather not recommend.";
        ""
    PromoterShare = "promoter_share", "Promoters, share", "Доля промоутеров", Percent, Higher, Formula,
        "promoters / answers", "no answers";
        "Share of the answers that are promoters.";
        ""
    PassiveShare = "passive_share", "Passives, share", "Доля нейтралов", Percent, Neither, Formula,
        "passives / answers", "no answers";
        "Share of the answers that are passives.";
        ""
    DetractorShare = "detractor_share", "Detractors, share", "Доля критиков", Percent, Lower, Formula,
        "detractors / answers", "no answers";
        "Share of the answers that are detractors.";
        ""
    Nps = "nps", "NPS", "NPS (индекс лояльности)", Points, Higher, Formula,
        "100 * (promoters - detractors) / answers", "no answers";
        "Net Promoter Score: the share of promoters less that of detractors, in points from -100 to 100, in every format.";
        "It says little without the number of answers, and nothing of those who did not answer."
}
