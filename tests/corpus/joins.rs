//! Several systems in one run.

use super::{Case, Expected, Figures, Source};

pub(crate) const JOINS: &[Case] = &[
    Case {
        folder: "joins/yandex_amocrm",
        name: "one alias joins Yandex Direct and amoCRM",
        arguments: "--spend 'Яндекс Директ=direct.csv' --leads amocrm.csv --by channel",
        expected: Expected::Figures(Figures {
            currency: Some("RUB"),
            total: &[
                ("spend", "23781.72"),
                ("clicks", "1527"),
                ("impressions", "192893"),
                ("reported_leads", "189"),
                ("leads", "6"),
                ("rejected_leads", "2"),
                ("qualified_leads", "4"),
                ("orders", "3"),
                ("revenue", "26290"),
            ],
            groups: &[
                ("Яндекс Директ", "spend", "23781.72"),
                ("Яндекс Директ", "leads", "4"),
                ("Яндекс Директ", "rejected_leads", "1"),
                ("Яндекс Директ", "revenue", "22990"),
                ("google", "leads", "1"),
                ("", "revenue", "3300"),
            ],
            sources: &[
                Source { file: "direct.csv", rows: 9, used: 8, excluded: &[("total row", 1)], rejected: 0 },
                Source {
                    file: "amocrm.csv",
                    rows: 8,
                    used: 6,
                    excluded: &[("Дубль", 1), ("Спам", 1)],
                    rejected: 0,
                },
            ],
        }),
    },
    Case {
        folder: "joins/workbooks",
        name: "workbooks by month",
        arguments: "--spend spend.xlsx --leads deals.xlsx --by month",
        expected: Expected::Figures(Figures {
            currency: Some("EUR"),
            total: &[
                ("spend", "12685.51"),
                ("clicks", "2047"),
                ("impressions", "210094"),
                ("leads", "6"),
                ("rejected_leads", "1"),
                ("qualified_leads", "4"),
                ("orders", "4"),
                ("revenue", "65532.56"),
            ],
            groups: &[
                ("2026-08", "spend", "2685.77"),
                ("2026-09", "spend", "6372.83"),
                ("2026-10", "spend", "3626.91"),
                ("2026-08", "revenue", "2900"),
                ("2026-09", "revenue", "12632.56"),
                ("2026-10", "revenue", "50000"),
            ],
            sources: &[
                Source { file: "spend.xlsx", rows: 8, used: 8, excluded: &[], rejected: 0 },
                Source { file: "deals.xlsx", rows: 7, used: 6, excluded: &[("Duplicate", 1)], rejected: 0 },
            ],
        }),
    },
    Case {
        folder: "joins/currencies",
        name: "two currencies are refused",
        arguments: "--spend 'Meta=meta.csv' 'Google Ads=google.csv'",
        expected: Expected::Refusal("USD"),
    },
    Case {
        folder: "joins/currencies",
        name: "two currencies by a rate",
        arguments: "--spend 'Meta=meta.csv' 'Google Ads=google.csv' --currency AUD --rate USD=1.5",
        expected: Expected::Figures(Figures {
            currency: Some("AUD"),
            total: &[("spend", "400.145"), ("clicks", "231"), ("impressions", "19000")],
            groups: &[("Meta", "spend", "200"), ("Google Ads", "spend", "200.145")],
            sources: &[
                Source { file: "meta.csv", rows: 2, used: 2, excluded: &[], rejected: 0 },
                Source { file: "google.csv", rows: 4, used: 2, excluded: &[("total row", 2)], rejected: 0 },
            ],
        }),
    },
];
