//! Random data sets: rows and columns as exports have them, with everything that makes figures go wrong: zeros, refunds,
//! amounts of nineteen digits, names in many spellings, columns that one file has and another has not.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

use crate::dataset::{
    Amount, Dataset, Day, FIXED_CHANNEL, Identity, Layout, LeadFile, LeadRow, NameRef, Price, Spelling,
    SpendFile, SpendRow, Status,
};

/// Names that are hard to carry: raw cell and what it shows, in groups that mean the same.
const NAMES: &[&[(&str, &str)]] = &[
    &[
        ("Google Ads", "Google Ads"),
        ("google ads", "google ads"),
        ("  GOOGLE   ADS ", "GOOGLE ADS"),
        ("Google\u{a0}Ads", "Google Ads"),
        ("Google\nAds", "Google Ads"),
    ],
    &[
        ("Яндекс Директ", "Яндекс Директ"),
        ("яндекс директ", "яндекс директ"),
        ("ЯНДЕКС\tДИРЕКТ ", "ЯНДЕКС ДИРЕКТ"),
    ],
    &[("Рой", "Рой"), ("Рои\u{306}", "Рой"), ("РОЙ", "РОЙ")],
    &[("Café", "Café"), ("Cafe\u{301}", "Café"), ("CAFÉ", "CAFÉ"), ("café", "café")],
    &[("微信广告", "微信广告"), (" 微信广告 ", "微信广告")],
    &[("Meta, \"Ads\"", "Meta, \"Ads\""), ("META, \"ADS\"", "META, \"ADS\"")],
    &[("=SUM(A1:A9)", "=SUM(A1:A9)"), ("=sum(a1:a9)", "=sum(a1:a9)")],
    &[("line one\nline two", "line one line two"), ("line one\r\nline two", "line one line two")],
    &[("", ""), (" ", ""), ("\u{a0}", "")],
    &[("Brand|DE;2026 <search>", "Brand|DE;2026 <search>")],
    &[("others", "others"), ("Others", "Others")],
    &[("🇦🇺 O'Brien 50%", "🇦🇺 O'Brien 50%")],
    &[("\"", "\""), (" \" ", "\"")],
    &[("@import, +7", "@import, +7")],
];

/// A few identities, made or random, each with one to five spellings.
fn identities() -> impl Strategy<Value = Vec<Identity>> {
    let made = subsequence(NAMES, 1..=4).prop_map(|groups| {
        let spelled =
            |&(raw, shown): &(&str, &str)| Spelling { raw: raw.to_owned(), shown: shown.to_owned() };
        groups.into_iter().map(|group| group.iter().map(spelled).collect::<Identity>()).collect::<Vec<_>>()
    });
    // The number keeps random names apart from each other and from the made ones.
    let random = vec("[а-яёa-z一-龥,;\"'=+@|<>&#%🙂]{1,6}", 0..=2).prop_map(|names| {
        let numbered = |(index, name): (usize, String)| format!("{name}{index}");
        let single = |name: String| vec![Spelling { raw: name.clone(), shown: name }];
        names.into_iter().enumerate().map(numbered).map(single).collect::<Vec<Identity>>()
    });
    (made, random).prop_map(|(made, random)| [made, random].concat())
}

/// Any day, or one of a few: customers who order twice a day, and groups with several rows, must not be rare.
fn day() -> impl Strategy<Value = Day> {
    let months = select(vec![(2025, 11), (2025, 12), (2026, 1), (2026, 2)]);
    let any_day = (months, 1_u8..=28).prop_map(|((year, month), of_month)| Day { year, month, of_month });
    let few_days = select(vec![
        Day { year: 2025, month: 12, of_month: 9 },
        Day { year: 2025, month: 12, of_month: 10 },
        Day { year: 2026, month: 1, of_month: 9 },
    ]);
    prop_oneof![any_day, few_days]
}

fn name() -> impl Strategy<Value = NameRef> {
    (0_usize..12, 0_usize..5)
}

/// Zero, whole, with two decimals, or as large as amounts get.
fn amount() -> impl Strategy<Value = Amount> {
    prop_oneof![
        1 => Just(Amount { units: 0, scale: 2 }),
        2 => (1_i128..50_000).prop_map(|units| Amount { units, scale: 0 }),
        4 => (1_i128..10_000_000).prop_map(|units| Amount { units, scale: 2 }),
        1 => (5_000_000_000_000_000_000_i128..=10_000_000_000_000_000_000)
            .prop_map(|units| Amount { units, scale: 2 }),
    ]
}

/// An amount of a lead: negative where it is a refund.
fn lead_amount() -> impl Strategy<Value = Amount> {
    (amount(), prop::bool::weighted(0.2)).prop_map(|(amount, refund)| Amount {
        units: if refund { -amount.units } else { amount.units },
        ..amount
    })
}

fn layout() -> impl Strategy<Value = Layout> {
    (prop::bool::weighted(0.15), any::<bool>(), 0_usize..8).prop_map(
        |(fixed_channel, dotted_days, first_column)| Layout {
            fixed_channel,
            dotted_days,
            first_column,
            unreadable: 0,
        },
    )
}

fn spend_row() -> impl Strategy<Value = SpendRow> {
    let impressions = prop_oneof![1 => Just(0), 3 => 1_u64..5_000, 1 => 1_u64..1_000_000_000_000];
    let clicks = prop_oneof![1 => Just(0), 3 => 1_u32..500, 1 => 1_u32..10_000_000];
    let cpc =
        (0_i128..1_000_000, select(vec![0_usize, 2, 4])).prop_map(|(units, scale)| Amount { units, scale });
    let leads = prop_oneof![
        Just(Amount { units: 0, scale: 0 }),
        (1_i128..50).prop_map(|units| Amount { units, scale: 0 }),
        (1_i128..5_000).prop_map(|units| Amount { units, scale: 2 }),
    ];
    let names = (day(), name(), name());
    (names, impressions, clicks, amount(), cpc, leads, 0_u8..5, amount(), any::<u16>()).prop_map(
        |((day, channel, campaign), impressions, clicks, cost, cpc, leads, orders, revenue, lot)| SpendRow {
            day,
            channel,
            campaign,
            impressions,
            clicks,
            cost,
            cpc,
            leads,
            orders,
            revenue,
            lot,
        },
    )
}

fn lead_row() -> impl Strategy<Value = LeadRow> {
    let customer = option::weighted(0.8, 0_u8..4);
    let amounts = (option::weighted(0.7, lead_amount()), option::weighted(0.7, amount()));
    (day(), name(), name(), select(Status::ALL.to_vec()), amounts, amount(), customer, any::<u16>()).prop_map(
        |(day, channel, campaign, status, (amount, cost), otherwise, customer, lot)| {
            // An order whose cells are empty is a matter of its own; here its figures are always given.
            let given = |amount: Option<Amount>| {
                if status == Status::Won { amount.or(Some(otherwise)) } else { amount }
            };
            let (amount, cost_of_goods) = (given(amount), given(cost));
            LeadRow { day, channel, campaign, status, amount, cost_of_goods, customer, lot }
        },
    )
}

/// Rows, some of them twice.
fn rows<R: Clone + std::fmt::Debug>(
    row: impl Strategy<Value = R>,
    most: usize,
) -> impl Strategy<Value = Vec<R>> {
    (vec(row, 1..=most), vec(any::<Index>(), 0..=2)).prop_map(|(mut rows, repeated)| {
        for index in repeated {
            rows.push(index.get(&rows).clone());
        }
        rows
    })
}

fn spend_file() -> impl Strategy<Value = SpendFile> {
    let price = prop_oneof![
        8 => Just(Price::Cost),
        3 => Just(Price::Cpc),
        1 => Just(Price::CostAndCpc),
        1 => Just(Price::Missing),
    ];
    let columns = (prop::bool::weighted(0.8), prop::bool::weighted(0.9), price, any::<bool>(), any::<bool>());
    (columns, layout(), rows(spend_row(), 10)).prop_map(
        |((impressions, clicks, price, leads, sales), layout, rows)| SpendFile {
            impressions,
            // A price of clicks is worth nothing without them, and a report without any figure is no report.
            clicks: clicks || matches!(price, Price::Cpc | Price::Missing),
            price,
            leads,
            sales,
            layout,
            rows,
        },
    )
}

fn lead_file() -> impl Strategy<Value = LeadFile> {
    let columns = (prop::bool::weighted(0.85), prop::bool::weighted(0.9), any::<bool>(), any::<bool>());
    (columns, layout(), rows(lead_row(), 14)).prop_map(
        |((status, amount, cost_of_goods, customer), layout, mut rows)| {
            let tells_orders = status || amount;
            if !status {
                for row in &mut rows {
                    // Whether an amount of 0 is an order, only a status can tell.
                    row.amount = row.amount.filter(|amount| amount.units != 0);
                    row.cost_of_goods = row.cost_of_goods.or(row.amount);
                }
            }
            LeadFile {
                status,
                amount,
                cost_of_goods: cost_of_goods && tells_orders,
                customer: customer && tells_orders,
                layout,
                rows,
            }
        },
    )
}

/// Ad reports and lead lists, either of which may be missing, with whatever columns each of them happens to have.
pub(crate) fn dataset() -> impl Strategy<Value = Dataset> {
    let files = prop_oneof![
        5 => (vec(spend_file(), 1..=3), vec(lead_file(), 1..=2)),
        1 => (vec(spend_file(), 1..=3), Just(Vec::new())),
        1 => (Just(Vec::new()), vec(lead_file(), 1..=2)),
    ];
    (identities(), identities(), files).prop_map(|(mut channels, campaigns, (spend, leads))| {
        channels.push(vec![Spelling { raw: FIXED_CHANNEL.to_owned(), shown: FIXED_CHANNEL.to_owned() }]);
        let mut dataset = Dataset { channels, campaigns, spend, leads, since: None, until: None };
        dataset.spend.iter_mut().for_each(|file| file.sales &= dataset.leads.is_empty());
        let fixed = dataset.fixed_channel();
        for file in dataset.spend.iter_mut().filter(|file| file.layout.fixed_channel) {
            file.rows.iter_mut().for_each(|row| row.channel = fixed);
        }
        for file in dataset.leads.iter_mut().filter(|file| file.layout.fixed_channel) {
            file.rows.iter_mut().for_each(|row| row.channel = fixed);
        }
        dataset
    })
}

/// The same, of which only some days count. Names have one spelling each: a row that is left out must not name a group.
pub(crate) fn dataset_of_some_days() -> impl Strategy<Value = Dataset> {
    (dataset(), option::of(day()), option::of(day())).prop_map(|(mut dataset, since, until)| {
        let (since, until) = match (since, until) {
            (Some(since), Some(until)) => (Some(since.min(until)), Some(since.max(until))),
            one => one,
        };
        for identity in dataset.channels.iter_mut().chain(&mut dataset.campaigns) {
            identity.truncate(1);
        }
        Dataset { since, until, ..dataset }
    })
}

/// The same, with rows among the others that nobody can read.
pub(crate) fn dataset_with_unreadable_rows() -> impl Strategy<Value = Dataset> {
    (dataset(), vec(0_usize..3, 5)).prop_map(|(mut dataset, unreadable)| {
        let layouts = dataset.spend.iter_mut().map(|file| &mut file.layout);
        let layouts = layouts.chain(dataset.leads.iter_mut().map(|file| &mut file.layout));
        layouts.zip(unreadable).for_each(|(layout, unreadable)| layout.unreadable = unreadable);
        dataset
    })
}
