//! CRM systems: lists with a lead a row.

use super::{Case, Expected, Figures, Source};

pub(crate) const AMOCRM: &[Case] = &[
    Case {
        folder: "amocrm",
        name: "doubled headers, newlines in notes",
        arguments: "--leads leads_doubled.csv --map leads.channel=Источник",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[
                ("leads", "9"),
                ("rejected_leads", "3"),
                ("qualified_leads", "6"),
                ("orders", "5"),
                ("revenue", "123990"),
            ],
            groups: &[
                ("Яндекс Директ", "revenue", "11000"),
                ("Яндекс Директ", "leads", "3"),
                ("Google Ads", "orders", "1"),
                ("Google Ads", "leads", "3"),
                ("", "leads", "1"),
            ],
            sources: &[Source {
                file: "leads_doubled.csv",
                rows: 12,
                used: 9,
                excluded: &[("Дубль", 2), ("Спам", 1)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "amocrm",
        name: "by month of the first day, not of a change",
        arguments: "--leads leads_doubled.csv --by month",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[
                ("leads", "9"),
                ("rejected_leads", "3"),
                ("qualified_leads", "6"),
                ("orders", "5"),
                ("revenue", "123990"),
            ],
            groups: &[("2026-08", "revenue", "12500"), ("2026-09", "leads", "8")],
            sources: &[Source {
                file: "leads_doubled.csv",
                rows: 12,
                used: 9,
                excluded: &[("Дубль", 2), ("Спам", 1)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "amocrm",
        name: "workbook",
        arguments: "--leads leads.xlsx --by month,channel",
        expected: Expected::Figures(Figures {
            currency: Some("RUB"),
            total: &[
                ("leads", "9"),
                ("rejected_leads", "3"),
                ("qualified_leads", "6"),
                ("orders", "5"),
                ("revenue", "123990"),
            ],
            groups: &[
                ("2026-08 / ", "revenue", "12500"),
                ("2026-09 / google", "leads", "2"),
                ("2026-09 / google", "revenue", "104000"),
            ],
            sources: &[Source {
                file: "leads.xlsx",
                rows: 12,
                used: 9,
                excluded: &[("Дубль", 2), ("Спам", 1)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "amocrm",
        name: "english",
        arguments: "--leads kommo.csv --map leads.status='Lead status' --map leads.revenue=Sale --by month",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[
                ("leads", "4"),
                ("rejected_leads", "1"),
                ("qualified_leads", "3"),
                ("orders", "2"),
                ("revenue", "1550.5"),
            ],
            groups: &[("2026-10", "revenue", "300")],
            sources: &[Source { file: "kommo.csv", rows: 5, used: 4, excluded: &[("Spam", 1)], rejected: 0 }],
        }),
    },
];

pub(crate) const BITRIX24: &[Case] = &[
    Case {
        folder: "bitrix24",
        name: "deals",
        arguments: "--leads deals.csv --map leads.channel=Источник",
        expected: Expected::Figures(Figures {
            currency: Some("RUB"),
            total: &[
                ("leads", "5"),
                ("rejected_leads", "7"),
                ("qualified_leads", "3"),
                ("orders", "2"),
                ("revenue", "13550.99"),
            ],
            groups: &[
                ("Яндекс Директ", "revenue", "12500"),
                ("Звонок", "revenue", "1050.99"),
                ("Веб-сайт", "rejected_leads", "2"),
            ],
            sources: &[Source {
                file: "deals.csv",
                rows: 12,
                used: 5,
                excluded: &[
                    ("Вакансии", 1),
                    ("Дубль", 2),
                    ("Не учитываем", 1),
                    ("Нецелевой лид", 1),
                    ("Ошиблись номером", 1),
                    ("Подрядчики реклама", 1),
                ],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "bitrix24",
        name: "deals as a page in .xls",
        arguments: "--leads deals.xls --map leads.channel=Источник",
        expected: Expected::Figures(Figures {
            currency: Some("RUB"),
            total: &[
                ("leads", "5"),
                ("rejected_leads", "7"),
                ("qualified_leads", "3"),
                ("orders", "2"),
                ("revenue", "13550.99"),
            ],
            groups: &[
                ("Яндекс Директ", "revenue", "12500"),
                ("Звонок", "revenue", "1050.99"),
                ("Веб-сайт", "rejected_leads", "2"),
            ],
            sources: &[Source {
                file: "deals.xls",
                rows: 12,
                used: 5,
                excluded: &[
                    ("Вакансии", 1),
                    ("Дубль", 2),
                    ("Не учитываем", 1),
                    ("Нецелевой лид", 1),
                    ("Ошиблись номером", 1),
                    ("Подрядчики реклама", 1),
                ],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "bitrix24",
        name: "deals by month",
        arguments: "--leads deals.xls --by month",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[
                ("leads", "5"),
                ("rejected_leads", "7"),
                ("qualified_leads", "3"),
                ("orders", "2"),
                ("revenue", "13550.99"),
            ],
            groups: &[("2026-08", "revenue", "12500")],
            sources: &[Source {
                file: "deals.xls",
                rows: 12,
                used: 5,
                excluded: &[
                    ("Вакансии", 1),
                    ("Дубль", 2),
                    ("Не учитываем", 1),
                    ("Нецелевой лид", 1),
                    ("Ошиблись номером", 1),
                    ("Подрядчики реклама", 1),
                ],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "bitrix24",
        name: "leads: a possible amount is no revenue",
        arguments: "--leads leads.csv",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[
                ("leads", "3"),
                ("rejected_leads", "2"),
                ("qualified_leads", "1"),
                ("orders", "0"),
                ("revenue", "0"),
            ],
            groups: &[("Звонок", "rejected_leads", "2"), ("Веб-сайт", "qualified_leads", "1")],
            sources: &[Source {
                file: "leads.csv",
                rows: 5,
                used: 3,
                excluded: &[("Некачественный лид", 1), ("дубль", 1)],
                rejected: 0,
            }],
        }),
    },
];

pub(crate) const HUBSPOT: &[Case] = &[
    Case {
        folder: "hubspot",
        name: "deals",
        arguments: "--leads deals.csv",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[
                ("leads", "7"),
                ("rejected_leads", "1"),
                ("qualified_leads", "5"),
                ("orders", "2"),
                ("revenue", "2200.25"),
            ],
            groups: &[("Paid Social", "leads", "2")],
            sources: &[Source {
                file: "deals.csv",
                rows: 8,
                used: 7,
                excluded: &[("Duplicate", 1)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "hubspot",
        name: "deals by month",
        arguments: "--leads deals.csv --by month",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[
                ("leads", "7"),
                ("rejected_leads", "1"),
                ("qualified_leads", "5"),
                ("orders", "2"),
                ("revenue", "2200.25"),
            ],
            groups: &[("2026-08", "revenue", "1250"), ("2026-09", "revenue", "950.25")],
            sources: &[Source {
                file: "deals.csv",
                rows: 8,
                used: 7,
                excluded: &[("Duplicate", 1)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "hubspot",
        name: "an amount like 250k is no number",
        arguments: "--leads deals_short_amounts.csv --max-rejected 1",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[
                ("leads", "6"),
                ("rejected_leads", "1"),
                ("qualified_leads", "4"),
                ("orders", "2"),
                ("revenue", "2200.25"),
            ],
            groups: &[],
            sources: &[Source {
                file: "deals_short_amounts.csv",
                rows: 8,
                used: 6,
                excluded: &[("Duplicate", 1)],
                rejected: 1,
            }],
        }),
    },
    Case {
        folder: "hubspot",
        name: "an amount like 250k stops the run",
        arguments: "--leads deals_short_amounts.csv",
        expected: Expected::Refusal("$250k"),
    },
    Case {
        folder: "hubspot",
        name: "contacts",
        arguments: "--leads contacts.csv --by month,channel",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[("leads", "5"), ("rejected_leads", "1"), ("qualified_leads", "0"), ("orders", "0")],
            groups: &[("2026-09 / Paid Search", "leads", "1"), ("2026-10 / Paid Search", "leads", "1")],
            sources: &[Source {
                file: "contacts.csv",
                rows: 6,
                used: 5,
                excluded: &[("Unqualified", 1)],
                rejected: 0,
            }],
        }),
    },
];

pub(crate) const SALESFORCE: &[Case] = &[
    Case {
        folder: "salesforce",
        name: "opportunities",
        arguments: "--leads opportunities.csv --by month,channel",
        expected: Expected::Figures(Figures {
            currency: Some("USD"),
            total: &[
                ("leads", "6"),
                ("rejected_leads", "1"),
                ("qualified_leads", "5"),
                ("orders", "3"),
                ("revenue", "5850.65"),
            ],
            groups: &[
                ("2026-08 / Google Ads", "revenue", "4500"),
                ("2026-10 / Google Ads", "revenue", "99.9"),
                ("2026-09 / Partner, referral", "orders", "1"),
            ],
            sources: &[Source {
                file: "opportunities.csv",
                rows: 10,
                used: 6,
                excluded: &[("Duplicate", 1), ("footer", 3)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "salesforce",
        name: "subtotals",
        arguments: "--leads grouped.csv",
        expected: Expected::Figures(Figures {
            currency: Some("USD"),
            total: &[
                ("leads", "6"),
                ("rejected_leads", "1"),
                ("qualified_leads", "5"),
                ("orders", "3"),
                ("revenue", "5850.65"),
            ],
            groups: &[],
            sources: &[Source {
                file: "grouped.csv",
                rows: 14,
                used: 6,
                excluded: &[("Duplicate", 1), ("footer", 3), ("total row", 4)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "salesforce",
        name: "leads",
        arguments: "--leads leads.csv --by month,channel",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[("leads", "4"), ("rejected_leads", "2"), ("qualified_leads", "2"), ("orders", "1")],
            groups: &[("2026-01 / Web", "leads", "1"), ("2026-02 / Google Ads", "qualified_leads", "1")],
            sources: &[Source {
                file: "leads.csv",
                rows: 9,
                used: 4,
                excluded: &[("Unqualified", 2), ("footer", 3)],
                rejected: 0,
            }],
        }),
    },
];

pub(crate) const PIPEDRIVE: &[Case] = &[
    Case {
        folder: "pipedrive",
        name: "prefixed headers",
        arguments: "--leads deals.csv --map leads.date='Deal - Deal created' --by month",
        expected: Expected::Figures(Figures {
            currency: Some("EUR"),
            total: &[
                ("leads", "5"),
                ("rejected_leads", "0"),
                ("qualified_leads", "3"),
                ("orders", "3"),
                ("revenue", "1349.99"),
            ],
            groups: &[("2026-08", "revenue", "1250"), ("2026-09", "leads", "4")],
            sources: &[Source { file: "deals.csv", rows: 5, used: 5, excluded: &[], rejected: 0 }],
        }),
    },
    Case {
        folder: "pipedrive",
        name: "by the source",
        arguments: "--leads deals.csv --by 'deal - source channel'",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[
                ("leads", "5"),
                ("rejected_leads", "0"),
                ("qualified_leads", "3"),
                ("orders", "3"),
                ("revenue", "1349.99"),
            ],
            groups: &[("Meta", "revenue", "99.99")],
            sources: &[Source { file: "deals.csv", rows: 5, used: 5, excluded: &[], rejected: 0 }],
        }),
    },
    Case {
        folder: "pipedrive",
        name: "czech, all by options",
        arguments: "--leads 'CRM=obchody.csv' --map leads.revenue='Obchod - Hodnota' --map leads.status='Obchod - Stav' --won Vyhráno",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[
                ("leads", "5"),
                ("rejected_leads", "0"),
                ("qualified_leads", "3"),
                ("orders", "3"),
                ("revenue", "1349.99"),
            ],
            groups: &[],
            sources: &[Source { file: "obchody.csv", rows: 5, used: 5, excluded: &[], rejected: 0 }],
        }),
    },
];

pub(crate) const ZOHO: &[Case] = &[
    Case {
        folder: "zoho",
        name: "workbook, text among amounts",
        arguments: "--leads deals.xlsx --map leads.revenue='Offer Total Amount' --won 'Payment Done' --by month,channel",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[
                ("leads", "5"),
                ("rejected_leads", "4"),
                ("qualified_leads", "4"),
                ("orders", "4"),
                ("revenue", "16698.99"),
            ],
            groups: &[
                ("2026-08 / Google Ads", "revenue", "2400"),
                ("2026-09 / Google Ads", "revenue", "2900"),
                ("2026-09 / Content Syndication", "leads", "2"),
                ("2026-10 / Facebook", "revenue", "0.99"),
            ],
            sources: &[Source {
                file: "deals.xlsx",
                rows: 9,
                used: 5,
                excluded: &[("Duplicate", 1), ("Invalid number", 1), ("Non target", 1), ("source Test", 1)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "zoho",
        name: "leads",
        arguments: "--leads leads.csv --rejected 'Junk Lead,Not Qualified'",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[("leads", "2"), ("rejected_leads", "3"), ("qualified_leads", "0"), ("orders", "0")],
            groups: &[("Google AdWords", "leads", "1"), ("Cold Call", "rejected_leads", "1")],
            sources: &[Source {
                file: "leads.csv",
                rows: 5,
                used: 2,
                excluded: &[("Junk Lead", 2), ("Not Qualified", 1)],
                rejected: 0,
            }],
        }),
    },
];

pub(crate) const CALLRAIL: &[Case] = &[
    Case {
        folder: "callrail",
        name: "calls",
        arguments: "--leads calls.csv --by month,channel",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[
                ("leads", "4"),
                ("rejected_leads", "2"),
                ("qualified_leads", "0"),
                ("orders", "0"),
                ("revenue", "0"),
            ],
            groups: &[
                ("2026-08 / Google Ads", "leads", "1"),
                ("2026-09 / Google Ads", "leads", "1"),
                ("2026-10 / Direct", "rejected_leads", "1"),
            ],
            sources: &[Source {
                file: "calls.csv",
                rows: 6,
                used: 4,
                excluded: &[("Not a Lead", 2)],
                rejected: 0,
            }],
        }),
    },
    Case {
        folder: "callrail",
        name: "calls, a good lead being an order",
        arguments: "--leads calls.csv --won 'Good Lead'",
        expected: Expected::Figures(Figures {
            currency: None,
            total: &[
                ("leads", "4"),
                ("rejected_leads", "2"),
                ("qualified_leads", "3"),
                ("orders", "3"),
                ("revenue", "1350.5"),
            ],
            groups: &[("Google Ads", "revenue", "150")],
            sources: &[Source {
                file: "calls.csv",
                rows: 6,
                used: 4,
                excluded: &[("Not a Lead", 2)],
                rejected: 0,
            }],
        }),
    },
];
