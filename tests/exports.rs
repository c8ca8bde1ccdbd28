//! Exports as they come, feature by feature: the files, the command lines, and all that is seen of their runs.

mod program;

use std::fs;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use program::run_in;
use rust_xlsxwriter::Workbook;

/// Files, and what comes of command lines on them.
struct Case {
    name: &'static str,
    files: &'static [(&'static str, &'static str)],
    /// What follows `leadcalc compare-channels`.
    commands: &'static [&'static str],
}

const GOOGLE: &str = "Campaign report\n\"July 1, 2025 - July 31, 2025\"\nCampaign,Cost\na,10.50\nb,4.50\n";

const TOTALS: &[Case] = &[
    Case {
        name: "totals_agree_or_state_more",
        files: &[
            ("agrees.csv", "Campaign,Cost\na,10.50\nb,4.50\nTotal: Campaigns,15.01\nTotal: Search,10.50\n"),
            ("larger.csv", "Campaign,Cost\na,10.50\nb,4.50\nTotal: Account,15.20\n"),
            ("missing.csv", "Кампания;Расход\nа;1,50\nИтого и средние;1500\n"),
        ],
        commands: &[
            "--spend agrees.csv --by campaign -f csv --columns spend",
            "--spend larger.csv --by campaign -f csv --columns spend",
            "--spend missing.csv --by campaign -f csv --columns spend",
        ],
    },
    Case {
        name: "totals_without_a_name",
        files: &[
            ("both.csv", "Campaign,Cost,Clicks\n,15,3\na,10,1\n,1,1\nb,4,1\n,15,3\n"),
            ("less.csv", "Campaign,Cost\na,10\nb,4\n,13\n"),
        ],
        commands: &[
            "--spend both.csv --by campaign -f csv --columns spend,clicks",
            "--spend less.csv --by campaign -f csv --columns spend",
        ],
    },
    Case {
        name: "totals_or_names",
        files: &[
            ("named.csv", "channel,cost\nTotalEnergies,5\nTotal,6\na,1\n"),
            ("dated.csv", "date,channel,cost\n2026-01-01,Total,5\n2026-01-01,a,6\n"),
            ("deals.csv", "id,deal name,channel,status\n1,Total,a,won\n2,Итого,,won\n"),
        ],
        commands: &[
            "--spend named.csv -f csv --columns spend",
            "--spend dated.csv -f csv --columns spend",
            "--leads deals.csv -f csv --columns leads,orders",
        ],
    },
    Case {
        name: "headers_footers_and_other_tables",
        files: &[
            ("twice.csv", "channel,cost\na,1\nchannel,cost\nb,2\n"),
            ("leads.csv", "channel,status\na,won\nchannel,status\nb,won\n"),
            ("tables.csv", "channel,cost\na,1\n\nDevice,Cost\nphone,3\n"),
            ("footer.csv", "channel,cost\na,1\nTotal rows: 1\n\"(c) 2026 System\"\n"),
        ],
        commands: &[
            "--spend twice.csv -f json --columns spend | sed -n '/notes/,$p'",
            "--leads leads.csv -f json --columns leads | sed -n '/notes/,$p'",
            "--spend tables.csv -f json --columns spend | sed -n '/notes/,$p'",
            "--spend footer.csv -f json --columns spend | sed -n '/notes/,$p'",
        ],
    },
];

const PERIODS: &[Case] = &[
    Case {
        name: "period_of_the_lines_above",
        files: &[("g.csv", GOOGLE)],
        commands: &[
            "--spend G=g.csv --by month -f csv --columns spend",
            "--spend G=g.csv --by week -f csv --columns spend",
            "--spend g.csv --by campaign --since 2025-07-01 --until 2025-07-31 -f csv --columns spend",
            "--spend g.csv --by campaign --since 2025-07-02 -f csv --columns spend",
            "--spend g.csv --by campaign --since 2025-08-01 -f jsonl --columns spend",
        ],
    },
    Case {
        name: "columns_of_weeks_and_months",
        files: &[
            ("weeks.csv", "Week,Campaign,Cost\n2026-01-05,a,5\n2026-01-26,a,7\n"),
            ("months.csv", "Month,Campaign,Cost\n2026-01,a,5\nFebruary 2026,a,7\nмарт 2026,a,9\n"),
        ],
        commands: &[
            "--spend weeks.csv --by week -f csv --columns spend",
            "--spend weeks.csv --by month -f csv --columns spend",
            "--spend months.csv --by month -f csv --columns spend",
            "--spend months.csv --by quarter -f csv --columns spend",
            "--spend months.csv --by week -f csv --columns spend",
            "--spend months.csv --by campaign --since 2026-02-01 -f csv --columns spend",
        ],
    },
    Case {
        name: "rows_of_several_days",
        files: &[
            (
                "en.csv",
                "Reporting starts,Reporting ends,Campaign name,Amount spent (USD)\n\
                 2026-01-01,2026-01-31,a,5\n2026-02-01,2026-02-28,a,7\n,,,12\n",
            ),
            (
                "de.csv",
                "Begin der Berichterstattung,Ende der Berichterstattung,Campaign name,Amount spent (EUR)\n\
                 2026-01-01,2026-01-31,a,5\n2026-01-01,2026-01-31,,5\n",
            ),
        ],
        commands: &[
            "--spend en.csv --by month -f csv --columns spend",
            "--spend en.csv --by day -f csv --columns spend",
            "--spend de.csv --by campaign -f csv --columns spend",
        ],
    },
];

const FIELDS: &[Case] = &[
    Case {
        name: "marks_and_orders_that_are_said",
        files: &[("s.csv", "date,channel,cost\n03/04/2026,a,\"1,234\"\n")],
        commands: &[
            "--spend s.csv -f csv --columns spend",
            "--spend s.csv --by day -f csv --columns spend --decimal-mark point",
            "--spend s.csv --by day -f csv --columns spend --decimal-mark point --date-order dmy",
            "--spend s.csv --by day -f csv --columns spend --decimal-mark comma --date-order mdy",
        ],
    },
    Case {
        name: "votes_of_columns",
        files: &[
            ("own.csv", "channel;cost;revenue\na;1.234;5,5\na;0.5;7,5\n"),
            ("other.csv", "channel;cost;revenue\na;1.234;5,5\n"),
            ("bystander.csv", "channel;cost;CTR\na;1.234;0,5%\n"),
            ("divided.csv", "channel;cost;revenue;orders\na;1.234;5,5;1.5\n"),
        ],
        commands: &[
            "--spend own.csv -f csv --columns spend,revenue",
            "--spend other.csv -f csv --columns spend",
            "--spend bystander.csv -f csv --columns spend",
            "--spend divided.csv -f csv --columns spend",
        ],
    },
    Case {
        name: "counts_are_no_amounts",
        files: &[("c.csv", "channel,clicks,cost\na,€5,€10.50\n")],
        commands: &["--spend c.csv -f csv"],
    },
    Case {
        name: "currencies",
        files: &[
            ("cells.csv", "channel,cost\na,€5.50\na,\"1.50 €\"\n"),
            ("column.csv", "channel,cost,Currency\na,5,EUR\nb,6,USD\n"),
            ("against-header.csv", "channel,Cost (USD)\na,€5\n"),
            ("against-column.csv", "channel,cost,Currency\na,€5,USD\n"),
        ],
        commands: &[
            "--spend cells.csv --columns spend",
            "--spend column.csv -f csv --columns spend",
            "--spend column.csv -f csv --columns spend --rate USD=0.925 --currency EUR",
            "--spend column.csv -f csv --columns spend --rate USD=92.5 --rate EUR=100.25 --currency RUB",
            "--spend against-header.csv -f csv --columns spend",
            "--spend against-column.csv -f csv --columns spend",
        ],
    },
    Case {
        name: "rates_by_the_day",
        files: &[
            // 2026-01-10 is a Saturday: Friday's rate holds until Monday's.
            ("rates.csv", "date,currency,rate\n2026-01-09,USD,90.125\n2026-01-12,USD,92.50\n"),
            (
                "s.csv",
                "date,channel,Cost (USD)\n2026-01-09,a,1\n2026-01-10,b,2\n2026-01-11,c,4\n2026-01-12,d,8\n",
            ),
            ("early.csv", "date,channel,Cost (USD)\n2026-01-08,a,1\n"),
        ],
        commands: &[
            "--spend s.csv -f csv --columns spend --rates rates.csv --currency RUB",
            "--spend early.csv -f csv --columns spend --rates rates.csv --currency RUB",
        ],
    },
    Case {
        name: "vat",
        files: &[
            ("both.csv", "channel,Расход с НДС,Расход без НДС\na,120,100\n"),
            ("with.csv", "Дата,channel,Расход с НДС\n2025-12-31,a,120\n2026-01-01,b,122\n2026-01-01,c,100\n"),
            ("without.csv", "Дата,channel,Расход без НДС\n2025-12-31,a,100\n2026-01-01,b,100.01\n"),
        ],
        commands: &[
            "--spend both.csv -f csv --columns spend --vat included",
            "--spend both.csv -f csv --columns spend --vat excluded",
            "--spend with.csv -f csv --columns spend --vat excluded --vat-rate 20% --vat-rate 2026-01-01=22%",
            "--spend without.csv -f csv --columns spend --vat included --vat-rate 20% --vat-rate 2026-01-01=22%",
            "--spend with.csv without.csv -f csv --columns spend",
        ],
    },
    Case {
        name: "millionths",
        files: &[("m.csv", "channel,clicks,Cost\na,10,123450000\nb,20,50000001\n")],
        commands: &[
            "--spend m.csv -f csv --columns spend --micros",
            "--spend m.csv -f csv --columns spend --micros=no",
        ],
    },
    Case {
        name: "choices_of_columns",
        files: &[
            ("m.csv", "channel,Link clicks,Clicks (all),cost\na,3,9,1\n"),
            ("l.csv", "Источник,utm_source,status\nсайт,,won\nсайт,yandex,won\n"),
        ],
        commands: &[
            "--spend m.csv -f csv --columns clicks",
            "--spend m.csv -f csv --columns clicks --map 'clicks=Clicks (all)'",
            "--leads l.csv -f csv --columns leads",
        ],
    },
];

const NEWEST_FIRST: &str = "id,date,source,customer id,status,amount\n\
    5,2026-03-20,google,C1,won,100\n4,2026-02-10,google,C1,new,\n3,2026-02-01,vk,C1,new,\n\
    2,2026-01-20,google,C1,spam,\n1,2026-01-19,Test,C1,new,\n";

const LEADS: &[Case] = &[
    Case {
        name: "leads_that_repeat_others",
        files: &[
            ("new.csv", NEWEST_FIRST),
            (
                "old.csv",
                "id,date,source,customer id,status,amount\n3,2026-02-01,vk,C1,new,\n0,2025-12-31,vk,C2,new,\n",
            ),
        ],
        commands: &[
            "--leads new.csv -f csv --columns leads,rejected_leads,orders",
            "--leads new.csv -f json --columns leads,rejected_leads,orders --dedupe customer_id:30 | sed -n '/rows\": \\[/,$p'",
            "--leads new.csv -f csv --columns leads,orders --dedupe customer_id",
            "--leads new.csv old.csv -f json --columns leads --dedupe lead_id | sed -n '/rows\": \\[/,$p'",
            "--leads new.csv -f csv --columns leads --count-rejected --dedupe customer_id:30",
        ],
    },
    Case {
        name: "lines_of_one_deal",
        files: &[(
            "l.csv",
            "id,date,source,status,amount\n1,2026-01-01,a,won,5\n1,2026-01-01,a,won,5\n2,2026-01-02,a,won,7\n",
        )],
        commands: &[
            "--leads l.csv -f csv --columns leads,revenue",
            "--leads l.csv -f csv --columns leads,revenue --dedupe lead_id",
        ],
    },
    Case {
        name: "rejected_leads_are_counted_where_that_is_asked_for",
        files: &[("l.csv", "source,status\na,won\na,spam\nTest,new\na,duplicate\n")],
        commands: &[
            "--leads l.csv -f csv --columns leads,rejected_leads,orders",
            "--leads l.csv -f csv --columns leads,rejected_leads,orders --count-rejected",
            "--leads l.csv -f csv --columns leads --rejected ''",
        ],
    },
    Case {
        name: "aliases",
        files: &[
            (
                "leadcalc.toml",
                "[aliases.channel]\n\"Google Ads\" = [\"google / cpc\", \"adwords*\", \"/^g(oogle)?$/\"]\n\
                 [aliases.campaign]\nBrand = \"brand*\"\n",
            ),
            ("s.csv", "channel,campaign,cost\nGoogle Ads,Brand,10\nAdWords 2026,brand_ru,5\nVK,Brand,1\n"),
            ("l.csv", "channel,campaign,status\nGoogle / CPC,brand-1,won\ng,BRAND,won\ngoogle maps,x,won\n"),
        ],
        commands: &[
            "--spend s.csv --leads l.csv -f csv --columns spend,leads",
            "--spend s.csv --leads l.csv -f csv --columns spend,leads --by campaign",
            "--spend s.csv --leads l.csv -f csv --columns spend,leads --config /dev/null",
        ],
    },
    Case {
        name: "campaigns_by_number",
        files: &[
            (
                "s.csv",
                "Campaign,Campaign ID,cost\nBrand,101,5\nBrand,101,6\nOld brand,101,1\nCold,102,7\n103,104,9\n",
            ),
            ("l.csv", "utm_campaign,status\n101,won\n101,new\n102,new\nCold,new\n103,new\n999,new\n"),
        ],
        commands: &["--spend s.csv --leads l.csv --by campaign -f csv --columns spend,leads"],
    },
    Case {
        name: "kinds_of_contact",
        files: &[(
            "l.csv",
            "channel,Тип обращения,status\na,Звонок,won\na,call,won\na,Онлайн-чат,new\na,WhatsApp,new\nb,Визит,new\n\
             b,голубь,new\nb,,new\nb,заявка с сайта,new\n",
        )],
        commands: &["--leads l.csv --by channel,contact -f csv --columns leads,orders"],
    },
    Case {
        name: "unmatched_groups",
        files: &[
            ("s.csv", "channel,cost\nGoogle,10.5\nRadio,5\n"),
            ("l.csv", "channel,status,amount\nGoogle,won,7\nReferral,won,9.5\n"),
        ],
        commands: &[
            "--spend s.csv --leads l.csv --unmatched --columns spend,leads,revenue",
            "--spend s.csv --leads l.csv --unmatched --columns spend,leads,revenue -f csv",
            "--spend s.csv --leads l.csv --unmatched --columns spend,leads,revenue -f json | sed -n '/rows\": \\[/,/limits/p'",
        ],
    },
];

fn check(cases: &[Case]) {
    for case in cases {
        let folder = tempfile::tempdir().expect("a folder for the files");
        for (name, content) in case.files {
            fs::write(folder.path().join(name), content).expect("the file is written");
        }
        insta::assert_snapshot!(case.name, runs(folder.path(), case.commands));
    }
}

fn runs(folder: &Path, commands: &[&str]) -> String {
    let runs = commands.iter().map(|command| run_in(folder, &format!("leadcalc compare-channels {command}")));
    runs.map(|run| run.to_string()).collect::<Vec<_>>().join("\n")
}

#[test]
fn totals_are_never_data() {
    check(TOTALS);
}

#[test]
fn rows_are_dated_by_what_the_file_says() {
    check(PERIODS);
}

#[test]
fn fields_are_read_as_they_prove_or_are_said() {
    check(FIELDS);
}

#[test]
fn leads_are_counted_once_and_joined() {
    check(LEADS);
}

#[test]
fn a_report_that_may_be_cut_off_is_told() {
    let folder = tempfile::tempdir().unwrap();
    for rows in [999, 1000, 1001] {
        let text = "channel,cost\n".to_owned() + &"a,1\n".repeat(rows);
        fs::write(folder.path().join("r.csv"), text).unwrap();
        let run = run_in(folder.path(), "leadcalc compare-channels --spend r.csv -f csv --columns spend");
        let note = "note: r.csv: has exactly 1000 data rows, where many systems cut an export off; check that it is whole\n";
        assert_eq!(run.stderr(), if rows == 1000 { note } else { "" }, "{run}");
    }
}

#[test]
fn sheets_are_padded_chosen_and_read_from_stdin() {
    let folder = tempfile::tempdir().unwrap();
    let mut workbook = Workbook::new();
    for (name, cost) in [("July", 0.1 + 0.2), ("August", 4.35)] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap();
        for (column, header) in ["channel", "cost", "comment"].into_iter().enumerate() {
            sheet.write(0, u16::try_from(column).unwrap(), header).unwrap();
        }
        // Rows end with their last cell; the second one's cost is a text.
        sheet.write(1, 0, "a").unwrap().write(1, 1, cost).unwrap();
        sheet.write(2, 0, "b").unwrap().write(2, 1, "1,50").unwrap();
    }
    workbook.save(folder.path().join("book.xlsx")).unwrap();
    insta::assert_snapshot!(
        "sheets",
        runs(
            folder.path(),
            &[
                "--spend book.xlsx -f csv --columns spend",
                "--spend book.xlsx -f csv --columns spend --sheet August",
                "--spend book.xlsx -f csv --columns spend --sheet May",
                "--spend - -f csv --columns spend --sheet July < book.xlsx",
            ]
        )
    );
}

#[test]
fn stdin_may_be_packed_and_encodings_may_be_said() {
    let folder = tempfile::tempdir().unwrap();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(b"channel,cost\na,5.50\n").unwrap();
    fs::write(folder.path().join("s.csv.gz"), encoder.finish().unwrap()).unwrap();
    // Канал;Расход, in KOI8-R and in Windows-1251.
    let koi8 = b"\xeb\xc1\xce\xc1\xcc;\xf2\xc1\xd3\xc8\xcf\xc4\n\xf1\xce\xc4\xc5\xcb\xd3;5\n";
    let windows = b"\xca\xe0\xed\xe0\xeb;\xd0\xe0\xf1\xf5\xee\xe4\n\xdf\xed\xe4\xe5\xea\xf1;5\n";
    fs::write(folder.path().join("koi8.csv"), koi8).unwrap();
    fs::write(folder.path().join("windows.csv"), windows).unwrap();
    insta::assert_snapshot!(
        "packed_and_encoded",
        runs(
            folder.path(),
            &[
                "--spend - -f csv --columns spend < s.csv.gz",
                "--spend windows.csv -f csv --columns spend",
                "--spend windows.csv -f csv --columns spend --encoding windows-1251",
                "--spend koi8.csv -f csv --columns spend --encoding koi8-r",
                "--spend koi8.csv -f csv --columns spend --encoding utf-8",
            ]
        )
    );
}
