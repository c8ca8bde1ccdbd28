//! Good files in the shapes of exports, and what is put in place of their cells.

use Role::{Count, Currency, Day, FirstDay, Fraction, Id, LastDay, Money, Name, Nothing, Source, Status};

/// What a column is to the command line that the file is read with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// What rows are grouped by.
    Name,
    /// A day; by months where the command line asks for them.
    Day,
    /// The first of the days that rows cover.
    FirstDay,
    /// The last of them.
    LastDay,
    /// A whole count.
    Count(&'static str),
    /// A count that ad systems attribute in fractions.
    Fraction(&'static str),
    /// An amount.
    Money(&'static str),
    /// The currency of its row's amounts.
    Currency,
    /// A lead's number.
    Id,
    /// How far a lead has come.
    Status,
    /// Where a lead came from; the first of these that is not empty.
    Source,
    /// The program has no use for it.
    Nothing,
}

/// A file, and how it is read.
pub(crate) struct Fixture {
    pub(crate) file: &'static str,
    pub(crate) options: &'static [&'static str],
    pub(crate) is_leads: bool,
    /// Whether months are a dimension, before the name if there is one.
    pub(crate) by_month: bool,
    /// The month of all rows, where the lines above say it.
    pub(crate) month_above: Option<&'static str>,
    pub(crate) delimiter: u8,
    pub(crate) decimal_comma: bool,
    /// The currency that headers name.
    pub(crate) currency: Option<&'static str>,
    pub(crate) above: &'static [&'static str],
    pub(crate) columns: &'static [(&'static str, Role)],
    pub(crate) rows: &'static [&'static [&'static str]],
}

const GOOGLE_ABOVE: &[&str] = &["Campaign report", "July 1, 2025 - July 31, 2025"];

const GOOGLE_ROWS: &[&[&str]] = &[
    &[
        "Enabled",
        "Search | Glasses, brand",
        "5000.00",
        "INR",
        "14,122,564",
        "10,708",
        "19942.15",
        "428.20",
        "0.41%",
        "5,074.52",
    ],
    &["Enabled", "Video views", "100.00", "INR", "25,881", "127", "1661.67", "0.00", " --", "3,454.19"],
    &["Paused", "Lenses \"daily\"", " --", "INR", "53,360", "1,300", "94.89", "304.50", "12.18%", "446.50"],
    &["Paused", "Old", " --", "INR", "0", "0", "0.00", "0.00", " --", "0.00"],
    &[
        "Total: Campaigns",
        " --",
        " --",
        "INR",
        "14,201,805",
        "12,135",
        "21698.71",
        "732.70",
        "0.08%",
        "8,975.21",
    ],
    &[
        "Total: Account",
        " --",
        "5100.00",
        "INR",
        "14,205,000",
        "12,140",
        "21700.00",
        "733.00",
        "0.08%",
        "8,975.21",
    ],
    &[
        "Total: Search",
        " --",
        " --",
        "INR",
        "14,175,924",
        "12,008",
        "20037.04",
        "732.70",
        "0.08%",
        "5,521.02",
    ],
];

/// The same columns, with and without months asked for.
const GOOGLE: &[(&str, Role)] = &[
    ("Campaign status", Nothing),
    ("Campaign", Name),
    ("Budget", Nothing),
    ("Currency code", Currency),
    ("Impr.", Count("impressions")),
    ("Clicks", Count("clicks")),
    ("Cost", Money("spend")),
    ("Conversions", Fraction("leads")),
    ("Conv. rate", Nothing),
    ("Conv. value", Money("revenue")),
];

const YANDEX: &[(&str, Role)] = &[
    ("Дата", Day),
    ("Кампания", Name),
    ("Показы", Count("impressions")),
    ("Клики", Count("clicks")),
    ("CTR (%)", Nothing),
    ("Расход (руб.)", Money("spend")),
    ("Конверсии", Fraction("leads")),
];

const YANDEX_ABOVE: &[&str] = &["Статистика по дням", "Логин клиента: demo-optika"];

const YANDEX_ROWS: &[&[&str]] = &[
    &["30.09.2026", "Оправы; поиск", "11 110", "215", "1,94", "4 416,36", "53,5"],
    &["30.09.2026", "РСЯ", "31 698", "222", "0,70", "4 955,68", "60,25"],
    &["01.10.2026", "Оправы; поиск", "1 225", "12", "0,98", "68,98", ""],
    &["15.10.2026", "РСЯ", "9 797", "204", "2,08", "739,08", "1,5"],
    &["Итого", "", "53 830", "653", "1,21", "10 180,10", "115,25"],
];

pub(crate) const FIXTURES: &[Fixture] = &[
    Fixture {
        file: "google.csv",
        options: &["--by=campaign"],
        is_leads: false,
        by_month: false,
        month_above: None,
        delimiter: b',',
        decimal_comma: false,
        currency: None,
        above: GOOGLE_ABOVE,
        columns: GOOGLE,
        rows: GOOGLE_ROWS,
    },
    Fixture {
        file: "google-month.csv",
        options: &["--by=month,campaign"],
        is_leads: false,
        by_month: true,
        month_above: Some("2025-07"),
        delimiter: b'\t',
        decimal_comma: false,
        currency: None,
        above: GOOGLE_ABOVE,
        columns: GOOGLE,
        rows: GOOGLE_ROWS,
    },
    Fixture {
        file: "direct.csv",
        options: &["--by=campaign"],
        is_leads: false,
        by_month: false,
        month_above: None,
        delimiter: b';',
        decimal_comma: true,
        currency: Some("RUB"),
        above: YANDEX_ABOVE,
        columns: YANDEX,
        rows: YANDEX_ROWS,
    },
    Fixture {
        file: "direct-months.csv",
        options: &["--by=month,campaign"],
        is_leads: false,
        by_month: true,
        month_above: None,
        delimiter: b';',
        decimal_comma: true,
        currency: Some("RUB"),
        above: YANDEX_ABOVE,
        columns: YANDEX,
        rows: YANDEX_ROWS,
    },
    Fixture {
        file: "meta.csv",
        options: &["--by=campaign"],
        is_leads: false,
        by_month: false,
        month_above: None,
        delimiter: b',',
        decimal_comma: false,
        currency: Some("USD"),
        above: &[],
        columns: &[
            ("Reporting starts", FirstDay),
            ("Reporting ends", LastDay),
            ("Campaign name", Name),
            ("Amount spent (USD)", Money("spend")),
            ("Impressions", Count("impressions")),
            ("Reach", Nothing),
            ("Link clicks", Count("clicks")),
            ("Leads", Fraction("leads")),
        ],
        rows: &[
            &["2026-09-01", "2026-09-30", "Leads | form A", "425.06", "5270", "4000", "341", "21"],
            &["2026-09-01", "2026-09-30", "Traffic, cold", "763.06", "8175", "7000", "918", ""],
            &["2026-09-01", "2026-09-30", "Reach: city", "0", "0", "0", "", ""],
            &["2026-09-01", "2026-09-30", "Leads | form B", "44.45", "435", "400", "91", "63"],
            &["2026-09-01", "2026-09-30", "", "1232.57", "13880", "9000", "1350", "84"],
        ],
    },
    Fixture {
        file: "amo.csv",
        options: &["--by=channel"],
        is_leads: true,
        by_month: false,
        month_above: None,
        delimiter: b';',
        decimal_comma: true,
        currency: None,
        above: &[],
        columns: &[
            ("ID", Id),
            ("Название сделки", Nothing),
            ("Бюджет ", Money("revenue")),
            ("Дата создания сделки", Day),
            ("Этап сделки", Status),
            ("utm_source", Source),
            ("Примечание", Nothing),
            ("Источник", Source),
        ],
        rows: &[
            &[
                "501",
                "Оправа; титан",
                "12 500,50",
                "30.08.2026 13:32:57",
                "Успешно реализовано",
                "yandex",
                "",
                "Сайт",
            ],
            &["502", "Линзы", "", "31.08.2026 10:00:00", "Дубль", "yandex", "звонил", ""],
            &["503", "", "990,00", "01.09.2026 10:00:00", "Принимают решение", "", "", "Рекомендация"],
            &["504", "Очки", "7 000,00", "02.09.2026 10:00:00", "Успешно реализовано", "google", "", ""],
            &["505", "Очки", "0", "03.09.2026 10:00:00", "Первичный контакт", "", "", ""],
        ],
    },
    Fixture {
        file: "small.csv",
        options: &["--by=channel"],
        is_leads: false,
        by_month: false,
        month_above: None,
        delimiter: b',',
        decimal_comma: false,
        currency: None,
        above: &[],
        columns: &[("channel", Name), ("cost", Money("spend"))],
        rows: &[&["VK", "15.50"], &["Google Ads", "1,200.25"], &["VK", "7.05"], &["Radio", "300"]],
    },
];

/// What is put in place of cells.
pub(crate) const RUBBISH: &[&[u8]] = &[
    b"",
    b" ",
    b"words",
    b"1,234",
    b"12.345",
    b"1.234,56",
    b"1,234.56",
    b"1.234.567",
    b"1,234,567",
    b"12,34,567",
    b"0,5",
    b"0.5",
    b"77",
    b"1 000",
    b"10 00",
    b"1e3",
    b"0x1F",
    b"1_000",
    b"9999999999999999999999999999999",
    b"-",
    b"--",
    b"n/a",
    b"0",
    b"-5",
    b"(5)",
    b"1-2",
    b"5%",
    b"< 10",
    b"250k",
    b"NaN",
    b"inf",
    b"03/04/2026",
    b"31.02.2026",
    b"2026-10-20",
    b"Total",
    b"Total: Account",
    "Итого".as_bytes(),
    b"Total rows: 5",
    b"\"",
    b"a,b;c\td",
    b"two\nlines",
    b"\0",
    b"\xed\xa0\x80",
    b"\xff",
    "€5".as_bytes(),
    "5 \u{20bd}".as_bytes(),
    b"$7.25",
    b"5 XYZ",
    b"=1+1",
    b"@SUM(A1)",
    b"#REF!",
    b"'5",
    "\u{661}\u{662}".as_bytes(),
    "\u{ff15}".as_bytes(),
    "5\u{200b}".as_bytes(),
    "\u{feff}5".as_bytes(),
    b"5\x015",
    b"\x015",
    b"null",
    b"true",
];
