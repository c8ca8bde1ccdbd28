//! Ad systems: reports with sums in columns.

use super::{Case, Expected, Figures, Source};

pub(crate) const GOOGLE_ADS: &[Case] = &[
    Case {
        folder: "google_ads",
        name: "campaign",
        arguments: "--spend campaign.csv --by campaign",
        expected: Expected::Figures(Figures {
            currency: Some("INR"),
            total: &[
                ("spend", "24553.93"),
                ("clicks", "16827"),
                ("impressions", "16326482"),
                ("leads", "5571.83"),
                ("revenue", "32812.04"),
            ],
            groups: &[
                ("PMax – весь каталог", "spend", "2565.92"),
                ("Search | Glasses, brand | <2025", "leads", "428.2"),
            ],
            sources: &[Source {
                file: "campaign.csv",
                rows: 11,
                used: 6,
                excluded: &[("total row", 5)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "google_ads",
        name: "campaign_excel",
        arguments: "--spend campaign_excel.csv --by campaign",
        expected: Expected::Figures(Figures {
            currency: Some("INR"),
            total: &[
                ("spend", "24553.93"),
                ("clicks", "16827"),
                ("impressions", "16326482"),
                ("leads", "5571.83"),
                ("revenue", "32812.04"),
            ],
            groups: &[
                ("PMax – весь каталог", "spend", "2565.92"),
                ("Search | Glasses, brand | <2025", "leads", "428.2"),
            ],
            sources: &[Source {
                file: "campaign_excel.csv",
                rows: 11,
                used: 6,
                excluded: &[("total row", 5)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "google_ads",
        name: "keywords: label in the third column",
        arguments: "--spend keywords_excel.csv --by campaign",
        expected: Expected::Figures(Figures {
            currency: Some("USD"),
            total: &[("spend", "47.53"), ("clicks", "10"), ("impressions", "1224"), ("leads", "2.5")],
            groups: &[("Search | Glasses", "spend", "21.53")],
            sources: &[Source {
                file: "keywords_excel.csv",
                rows: 10,
                used: 6,
                excluded: &[("total row", 4)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "google_ads",
        name: "uk range, days",
        arguments: "--spend uk_daily.csv --by campaign,month",
        expected: Expected::Figures(Figures {
            currency: Some("GBP"),
            total: &[("spend", "712.05"), ("clicks", "7857"), ("impressions", "618668"), ("leads", "1274")],
            groups: &[("Spring | frames / 2026-05", "spend", "325.87")],
            sources: &[Source {
                file: "uk_daily.csv",
                rows: 18,
                used: 16,
                excluded: &[("total row", 2)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "google_ads",
        name: "overview card",
        arguments: "--spend 'Google Ads=time_series.csv' --by month",
        expected: Expected::Figures(Figures {
            currency: Some("USD"),
            total: &[("spend", "1223.2"), ("clicks", "1259"), ("impressions", "41830")],
            groups: &[("2026-02", "spend", "1220.17"), ("2026-03", "clicks", "5")],
            sources: &[Source { file: "time_series.csv", rows: 6, used: 6, excluded: &[], rejected: 0 }],
        }),
    },
    Case {
        folder: "google_ads",
        name: "saved daily report, header again",
        arguments: "--spend 'Google=saved_daily.csv' --by month",
        expected: Expected::Figures(Figures {
            currency: Some("EUR"),
            total: &[
                ("spend", "8165.77"),
                ("clicks", "3678"),
                ("impressions", "285142"),
                ("leads", "776.99"),
                ("revenue", "33192.5"),
            ],
            groups: &[("2026-08", "spend", "2182.97"), ("2026-09", "spend", "5982.8")],
            sources: &[Source {
                file: "saved_daily.csv",
                rows: 13,
                used: 12,
                excluded: &[("repeated header", 1)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "google_ads",
        name: "french",
        arguments: "--spend fr_campagnes.csv --by campaign",
        expected: Expected::Figures(Figures {
            currency: Some("EUR"),
            total: &[
                ("spend", "13426.65"),
                ("clicks", "1009"),
                ("impressions", "101957"),
                ("leads", "131.83"),
            ],
            groups: &[("Lunettes — été", "spend", "3633.2")],
            sources: &[Source {
                file: "fr_campagnes.csv",
                rows: 7,
                used: 5,
                excluded: &[("total row", 2)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "google_ads",
        name: "german",
        arguments: "--spend de_kampagnen_excel.csv --by campaign",
        expected: Expected::Figures(Figures {
            currency: Some("EUR"),
            total: &[("spend", "15210.93"), ("clicks", "509"), ("impressions", "57533"), ("leads", "76.5")],
            groups: &[("Größe | Übersicht", "impressions", "963")],
            sources: &[Source {
                file: "de_kampagnen_excel.csv",
                rows: 6,
                used: 4,
                excluded: &[("total row", 2)],
                rejected: 0,
            }],
        }),
    },
];

pub(crate) const YANDEX_DIRECT: &[Case] = &[
    Case {
        folder: "yandex_direct",
        name: "windows-1251, four lines above",
        arguments: "--spend statistics_1251.csv --by campaign",
        expected: Expected::Figures(Figures {
            currency: Some("RUB"),
            total: &[
                ("spend", "41050.94"),
                ("clicks", "2937"),
                ("impressions", "301210"),
                ("leads", "382"),
                ("revenue", "22987"),
            ],
            groups: &[("РСЯ; ретаргетинг", "spend", "14006.12")],
            sources: &[Source {
                file: "statistics_1251.csv",
                rows: 13,
                used: 12,
                excluded: &[("total row", 1)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "yandex_direct",
        name: "windows-1251 by month",
        arguments: "--spend 'Яндекс Директ=statistics_1251.csv' --by month,channel",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[
                ("spend", "41050.94"),
                ("clicks", "2937"),
                ("impressions", "301210"),
                ("leads", "382"),
                ("revenue", "22987"),
            ],
            groups: &[
                ("2026-09 / Яндекс Директ", "spend", "12937.91"),
                ("2026-10 / Яндекс Директ", "spend", "28113.03"),
            ],
            sources: &[Source {
                file: "statistics_1251.csv",
                rows: 13,
                used: 12,
                excluded: &[("total row", 1)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "yandex_direct",
        name: "sep= line, total first",
        arguments: "--spend report_wizard_sep.csv --by campaign",
        expected: Expected::Figures(Figures {
            currency: Some("RUB"),
            total: &[("spend", "12163.16"), ("clicks", "3446"), ("impressions", "285045"), ("leads", "760")],
            groups: &[("Ёлки: скидки", "clicks", "604")],
            sources: &[Source {
                file: "report_wizard_sep.csv",
                rows: 10,
                used: 9,
                excluded: &[("total row", 1)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "yandex_direct",
        name: "only the number of the campaign",
        arguments: "--spend 'Яндекс Директ=ids_only.csv'",
        expected: Expected::Figures(Figures {
            currency: Some("RUB"),
            total: &[("spend", "2129.06"), ("clicks", "2318"), ("impressions", "189464"), ("leads", "150")],
            groups: &[],
            sources: &[Source {
                file: "ids_only.csv",
                rows: 7,
                used: 6,
                excluded: &[("total row", 1)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "yandex_direct",
        name: "only the number of the campaign, by it",
        arguments: "--spend ids_only.csv --by campaign_id",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[("spend", "2129.06"), ("clicks", "2318"), ("impressions", "189464"), ("leads", "150")],
            groups: &[("71000002", "spend", "1086.96")],
            sources: &[Source {
                file: "ids_only.csv",
                rows: 7,
                used: 6,
                excluded: &[("total row", 1)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "yandex_direct",
        name: "cost with VAT",
        arguments: "--spend with_vat.csv --by campaign",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[("spend", "4126.93"), ("clicks", "3002"), ("impressions", "221512")],
            groups: &[("Сети", "spend", "1739.57")],
            sources: &[Source { file: "with_vat.csv", rows: 6, used: 6, excluded: &[], rejected: 0 }],
        }),
    },
    Case {
        folder: "yandex_direct",
        name: "cost with and without VAT is refused",
        arguments: "--spend both_vat.csv --by campaign",
        expected: Expected::Refusal("Расход без НДС"),
    },
    Case {
        folder: "yandex_direct",
        name: "cost with and without VAT, settled",
        arguments: "--spend both_vat.csv --by campaign --map spend='Расход с НДС'",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[("spend", "4126.93"), ("clicks", "3002"), ("impressions", "221512")],
            groups: &[],
            sources: &[Source { file: "both_vat.csv", rows: 6, used: 6, excluded: &[], rejected: 0 }],
        }),
    },
];

pub(crate) const YANDEX_DIRECT_API: &[Case] = &[
    Case {
        folder: "yandex_direct_api",
        name: "millionths",
        arguments: "--spend micros.tsv --by campaign --micros",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[("spend", "8952.18"), ("clicks", "1646"), ("impressions", "208963"), ("leads", "287")],
            groups: &[("Brand \"exact\"", "spend", "2976.58")],
            sources: &[Source {
                file: "micros.tsv",
                rows: 10,
                used: 9,
                excluded: &[("footer", 1)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "yandex_direct_api",
        name: "whole money",
        arguments: "--spend money.tsv --by campaign",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[("spend", "8952.18"), ("clicks", "1646"), ("impressions", "208963"), ("leads", "287")],
            groups: &[("Brand \"exact\"", "spend", "2976.58")],
            sources: &[Source {
                file: "money.tsv",
                rows: 10,
                used: 9,
                excluded: &[("footer", 1)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "yandex_direct_api",
        name: "neither report header nor summary",
        arguments: "--spend 'Яндекс Директ=bare.tsv' --by month",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[("spend", "8952.18"), ("clicks", "1646"), ("impressions", "208963"), ("leads", "287")],
            groups: &[("2026-09", "clicks", "1646")],
            sources: &[Source { file: "bare.tsv", rows: 9, used: 9, excluded: &[], rejected: 0 }],
        }),
    },
];

pub(crate) const META: &[Case] = &[
    Case {
        folder: "meta",
        name: "days, newlines in names",
        arguments: "--spend daily_aud.csv --by campaign",
        expected: Expected::Figures(Figures {
            currency: Some("AUD"),
            total: &[
                ("spend", "2341.39"),
                ("clicks", "711"),
                ("impressions", "84886"),
                ("orders", "17"),
                ("revenue", "3666.65"),
            ],
            groups: &[
                ("Instagram post: cocoon frames 4 in 1... 🇦🇺 free post", "spend", "29.99"),
                ("Prospecting | AU", "clicks", "559"),
            ],
            sources: &[Source { file: "daily_aud.csv", rows: 9, used: 9, excluded: &[], rejected: 0 }],
        }),
    },
    Case {
        folder: "meta",
        name: "days by month",
        arguments: "--spend 'Meta=daily_aud.csv' --by month",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[("spend", "2341.39")],
            groups: &[("2026-01", "spend", "695.5")],
            sources: &[Source { file: "daily_aud.csv", rows: 9, used: 9, excluded: &[], rejected: 0 }],
        }),
    },
    Case {
        folder: "meta",
        name: "total_bottom",
        arguments: "--spend total_bottom.csv --by campaign",
        expected: Expected::Figures(Figures {
            currency: Some("USD"),
            total: &[("spend", "2408.54"), ("clicks", "1982"), ("impressions", "100157"), ("leads", "84")],
            groups: &[("Leads | form A", "leads", "21"), ("Traffic, cold", "clicks", "918")],
            sources: &[Source {
                file: "total_bottom.csv",
                rows: 6,
                used: 5,
                excluded: &[("total row", 1)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "meta",
        name: "total_top",
        arguments: "--spend total_top.csv --by campaign",
        expected: Expected::Figures(Figures {
            currency: Some("USD"),
            total: &[("spend", "2408.54"), ("clicks", "1982"), ("impressions", "100157"), ("leads", "84")],
            groups: &[("Leads | form A", "leads", "21"), ("Traffic, cold", "clicks", "918")],
            sources: &[Source {
                file: "total_top.csv",
                rows: 6,
                used: 5,
                excluded: &[("total row", 1)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "meta",
        name: "russian, Потраченная сумма (RUB)",
        arguments: "--spend ru.csv --by month,campaign",
        expected: Expected::Figures(Figures {
            currency: Some("RUB"),
            total: &[("spend", "12825.95"), ("clicks", "964"), ("impressions", "129585"), ("leads", "181")],
            groups: &[("2026-09 / Лиды; форма", "spend", "3390.31")],
            sources: &[Source { file: "ru.csv", rows: 6, used: 6, excluded: &[], rejected: 0 }],
        }),
    },
    Case {
        folder: "meta",
        name: "russian, Сумма затрат (RUB)",
        arguments: "--spend ru_later.csv --by month,campaign",
        expected: Expected::Figures(Figures {
            currency: Some("RUB"),
            total: &[("spend", "12825.95"), ("clicks", "964"), ("impressions", "129585"), ("leads", "181")],
            groups: &[("2026-09 / Лиды; форма", "spend", "3390.31")],
            sources: &[Source { file: "ru_later.csv", rows: 6, used: 6, excluded: &[], rejected: 0 }],
        }),
    },
];

pub(crate) const MICROSOFT_ADS: &[Case] = &[
    Case {
        folder: "microsoft_ads",
        name: "iso days",
        arguments: "--spend api.csv --by month,campaign",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[("spend", "11362.68"), ("clicks", "2827"), ("impressions", "323429"), ("leads", "615")],
            groups: &[("2026-09 / Audience", "spend", "1918.66"), ("2026-10 / Audience", "spend", "1158.61")],
            sources: &[Source {
                file: "api.csv",
                rows: 11,
                used: 9,
                excluded: &[("footer", 1), ("total row", 1)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "microsoft_ads",
        name: "month before day",
        arguments: "--spend page.csv --by month,campaign",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[("spend", "11362.68"), ("clicks", "2827"), ("impressions", "323429"), ("leads", "615")],
            groups: &[("2026-09 / Audience", "spend", "1918.66"), ("2026-10 / Audience", "spend", "1158.61")],
            sources: &[Source {
                file: "page.csv",
                rows: 11,
                used: 9,
                excluded: &[("footer", 1), ("total row", 1)],
                rejected: 0,
            }],
        }),
    },
];

pub(crate) const LINKEDIN: &[Case] = &[
    Case {
        folder: "linkedin",
        name: "total row",
        arguments: "--spend campaigns.csv --by campaign,month",
        expected: Expected::Figures(Figures {
            currency: Some("USD"),
            total: &[
                ("spend", "4022.98"),
                ("clicks", "2183"),
                ("impressions", "150455"),
                ("leads", "114"),
                ("revenue", "5193"),
            ],
            groups: &[("Lead gen | CFO / 2026-09", "spend", "2442.1")],
            sources: &[Source {
                file: "campaigns.csv",
                rows: 7,
                used: 6,
                excluded: &[("total row", 1)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "linkedin",
        name: "utf-16",
        arguments: "--spend campaigns_utf16.csv --by campaign,month",
        expected: Expected::Figures(Figures {
            currency: Some("USD"),
            total: &[
                ("spend", "4022.98"),
                ("clicks", "2183"),
                ("impressions", "150455"),
                ("leads", "114"),
                ("revenue", "5193"),
            ],
            groups: &[("Brand \"B2B\" / 2026-10", "clicks", "88")],
            sources: &[Source { file: "campaigns_utf16.csv", rows: 6, used: 6, excluded: &[], rejected: 0 }],
        }),
    },
    Case {
        folder: "linkedin",
        name: "days that read both ways do not matter by campaign",
        arguments: "--spend ambiguous_days.csv --by campaign",
        expected: Expected::Figures(Figures {
            currency: Some("USD"),
            total: &[
                ("spend", "4132.47"),
                ("clicks", "2246"),
                ("impressions", "109280"),
                ("leads", "364"),
                ("revenue", "29726"),
            ],
            groups: &[],
            sources: &[Source { file: "ambiguous_days.csv", rows: 4, used: 4, excluded: &[], rejected: 0 }],
        }),
    },
    Case {
        folder: "linkedin",
        name: "days that read both ways are refused by month",
        arguments: "--spend ambiguous_days.csv --by month",
        expected: Expected::Refusal("9/1/2026"),
    },
];

pub(crate) const TIKTOK: &[Case] = &[
    Case {
        folder: "tiktok",
        name: "total row",
        arguments: "--spend campaigns.csv --by campaign",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[("spend", "5418.29"), ("clicks", "2519"), ("impressions", "199001"), ("leads", "441")],
            groups: &[("Lead form", "leads", "79")],
            sources: &[Source {
                file: "campaigns.csv",
                rows: 7,
                used: 6,
                excluded: &[("total row", 1)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "tiktok",
        name: "workbook, Total of N results",
        arguments: "--spend by_day.xlsx --by month,campaign",
        expected: Expected::Figures(Figures {
            currency: Some("USD"),
            total: &[("spend", "5418.29"), ("clicks", "2519"), ("impressions", "199001"), ("leads", "441")],
            groups: &[("2026-09 / Video views", "spend", "907.72")],
            sources: &[Source {
                file: "by_day.xlsx",
                rows: 7,
                used: 6,
                excluded: &[("total row", 1)],
                rejected: 0,
            }],
        }),
    },
];

pub(crate) const VK: &[Case] = &[
    Case {
        folder: "vk",
        name: "one sheet of three has the table",
        arguments: "--spend 'VK Реклама=ads.xlsx'",
        expected: Expected::Figures(Figures {
            currency: Some("RUB"),
            total: &[("spend", "20626.37"), ("clicks", "1895"), ("impressions", "187345"), ("leads", "225")],
            groups: &[],
            sources: &[Source { file: "ads.xlsx", rows: 5, used: 5, excluded: &[], rejected: 0 }],
        }),
    },
    Case {
        folder: "vk",
        name: "by ad",
        arguments: "--spend ads.xlsx --by ad",
        expected: Expected::Figures(Figures {
            currency: Some("RUB"),
            total: &[("spend", "20626.37"), ("clicks", "1895"), ("impressions", "187345"), ("leads", "225")],
            groups: &[("Карусель | линзы", "spend", "5718.4")],
            sources: &[Source { file: "ads.xlsx", rows: 5, used: 5, excluded: &[], rejected: 0 }],
        }),
    },
    Case {
        folder: "vk",
        name: "two sheets hold the same money: refused",
        arguments: "--spend 'VK Реклама=levels.xlsx'",
        expected: Expected::Refusal("Объявления"),
    },
    Case {
        folder: "vk",
        name: "the older table",
        arguments: "--spend 'VK=old.csv' --by month",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[("spend", "20626.37"), ("clicks", "1895"), ("impressions", "187345")],
            groups: &[("2026-09", "spend", "20626.37")],
            sources: &[Source { file: "old.csv", rows: 5, used: 5, excluded: &[], rejected: 0 }],
        }),
    },
];

pub(crate) const PINTEREST: &[Case] = &[Case {
    folder: "pinterest",
    name: "the same day and campaign twice",
    arguments: "--spend daily.csv --by campaign",
    expected: Expected::Figures(Figures {
        currency: None,
        total: &[("spend", "528.95"), ("clicks", "3219"), ("impressions", "237511")],
        groups: &[("Summer, frames", "spend", "317.53")],
        sources: &[Source { file: "daily.csv", rows: 8, used: 8, excluded: &[], rejected: 0 }],
    }),
}];

pub(crate) const X_ADS: &[Case] = &[Case {
    folder: "x_ads",
    name: "spanish",
    arguments: "--spend es.csv --by campaign,month",
    expected: Expected::Figures(Figures {
        currency: Some("EUR"),
        total: &[("spend", "376.35"), ("clicks", "3460"), ("impressions", "304736")],
        groups: &[("Promo | día / 2026-09", "spend", "81.08")],
        sources: &[Source { file: "es.csv", rows: 9, used: 9, excluded: &[], rejected: 0 }],
    }),
}];

pub(crate) const GA4: &[Case] = &[
    Case {
        folder: "ga4",
        name: "lines with #",
        arguments: "--spend acquisition.csv --map clicks=Sessions --map spend.leads='Key events' --map spend.revenue='Total revenue' --map channel='Session source / medium'",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[("clicks", "4693"), ("leads", "84.5"), ("revenue", "2410.65")],
            groups: &[("yandex / cpc", "leads", "30.5")],
            sources: &[Source { file: "acquisition.csv", rows: 5, used: 5, excluded: &[], rejected: 0 }],
        }),
    },
    Case {
        folder: "ga4",
        name: "a second table below",
        arguments: "--spend two_tables.csv --map clicks=Sessions --map spend.leads='Key events' --map spend.revenue='Total revenue' --map channel='Session source / medium'",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[("clicks", "4693"), ("leads", "84.5"), ("revenue", "2410.65")],
            groups: &[],
            sources: &[Source {
                file: "two_tables.csv",
                rows: 9,
                used: 5,
                excluded: &[("another table", 4)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "ga4",
        name: "exploration, a grand total wider than the header",
        arguments: "--spend exploration.csv --map clicks=Sessions --map spend.leads='Key events' --map spend.revenue='Total revenue' --map channel='Session source' --by month,channel",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[("clicks", "2600"), ("leads", "7.5"), ("revenue", "75.4")],
            groups: &[("2026-08 / google", "clicks", "1500"), ("2026-09 / (direct)", "clicks", "66")],
            sources: &[Source {
                file: "exploration.csv",
                rows: 5,
                used: 4,
                excluded: &[("total row", 1)],
                rejected: 0,
            }],
        }),
    },
];

pub(crate) const YANDEX_METRICA: &[Case] = &[
    Case {
        folder: "yandex_metrica",
        name: "total in the second line",
        arguments: "--spend sources.csv --map leads='Достижения цели (Заявка, форма)'",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[("clicks", "4246"), ("leads", "86"), ("revenue", "936")],
            groups: &[
                ("Переходы по рекламе", "leads", "44"),
                ("Переходы из поисковых систем", "revenue", "-310.4"),
            ],
            sources: &[Source {
                file: "sources.csv",
                rows: 6,
                used: 5,
                excluded: &[("total row", 1)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "yandex_metrica",
        name: "total with a slash",
        arguments: "--spend utm.csv --map leads='Достижения цели (Заявка)'",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[("clicks", "40"), ("leads", "4")],
            groups: &[("yandex", "leads", "3")],
            sources: &[Source {
                file: "utm.csv",
                rows: 4,
                used: 3,
                excluded: &[("total row", 1)],
                rejected: 0,
            }],
        }),
    },
];
