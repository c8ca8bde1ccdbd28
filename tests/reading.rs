//! How files are read: dialects, names, statuses, periods, customers, and the books that must balance.

mod program;

use program::with_files;

const COMPARE: &str = "leadcalc compare-channels";

#[test]
fn the_same_table_in_every_dialect_gives_the_same_bytes() {
    let rows = [
        ["Дата", "Канал", "Расход", "Клики"],
        ["2026-03-07", "Яндекс", "1234.5", "10"],
        ["2026-03-08", "VK", "7.25", "3"],
    ];
    let mut outputs = Vec::new();
    for delimiter in [",", ";", "\t"] {
        for comma in [false, true] {
            for dotted in [false, true] {
                for (bom, line_end) in [("", "\n"), ("\u{feff}", "\r\n")] {
                    let mut text = bom.to_owned();
                    for (index, [date, channel, cost, clicks]) in rows.iter().enumerate() {
                        let date = match date.split('-').collect::<Vec<_>>()[..] {
                            [year, month, day] if dotted => format!("{day}.{month}.{year} 10:00"),
                            _ => (*date).to_owned(),
                        };
                        let cost = if comma { cost.replace('.', ",") } else { (*cost).to_owned() };
                        let cost = if index > 0 { format!("\"{cost}\"") } else { cost };
                        text += &[&date, *channel, &cost, *clicks].join(delimiter);
                        text += line_end;
                    }
                    let run = with_files(
                        &[("a.csv", &text)],
                        &format!("{COMPARE} --spend a.csv --by day,channel -f csv"),
                    );
                    assert_eq!((run.status(), run.stderr().as_str()), (0, ""), "{run}\n{text}");
                    outputs.push(run.stdout());
                }
            }
        }
    }
    assert_eq!(outputs.len(), 24);
    assert!(outputs.iter().all(|output| *output == outputs[0]), "{outputs:?}");
    assert!(outputs[0].contains("2026-03-07,Яндекс,10,1234.5"), "{}", outputs[0]);
}

#[test]
fn thousands_are_read_where_the_file_shows_its_mark() {
    for (cells, spend) in [
        (["1,234.50", "1,000"], "2234.5"),
        (["1.234,50", "1.000"], "2234.5"),
        (["1 234,50", "1\u{a0}000"], "2234.5"),
        (["1'234.50", "1’000"], "2234.5"),
        (["50.000", "146536,25"], "196536.25"),
        (["-5", "\u{2212}3.5"], "-8.5"),
    ] {
        let text = format!("channel;cost\na;{}\na;{}\n", cells[0], cells[1]);
        let json = with_files(&[("a.csv", &text)], &format!("{COMPARE} --spend a.csv -f json")).json();
        assert_eq!(json["total"]["spend"], spend, "{cells:?}");
    }
}

#[test]
fn quoted_newlines_delimiters_and_quotes_stay_in_their_cell() {
    let text = "channel,comment,cost\n\"a, b\",\"two\nlines, \"\"quoted\"\"\r\n\",5\nc,5\" pipe,6\n";
    let run = with_files(&[("a.csv", text)], &format!("{COMPARE} --spend a.csv -f csv --columns spend"));
    assert_eq!(run.stdout(), "channel,spend\nc,6\n\"a, b\",5\n", "{run}");
}

#[test]
fn names_are_one_name_whatever_their_case_blanks_and_unicode_form() {
    let text = "channel,cost\nGoogle Ads,1\nGoogle Ads,1\n google  ads ,1\nGOOGLE ADS,1\nЙ,1\nИ\u{306},1\n,1\n  ,1\n";
    let json =
        with_files(&[("a.csv", text)], &format!("{COMPARE} --spend a.csv -f json --columns spend")).json();
    let rows: Vec<String> = json["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| format!("{}={}", row["channel"], row["spend"]))
        .collect();
    assert_eq!(rows, [r#""Google Ads"="4""#, r#"""="2""#, r#""Й"="2""#]);
    assert_eq!(json["notes"][0]["code"], "merged-names");
    let exact = with_files(
        &[("a.csv", text)],
        &format!("{COMPARE} --spend a.csv -f csv --columns spend --exact-names"),
    );
    assert_eq!(exact.stdout().lines().count(), 8, "a header and seven names: {exact}");
}

#[test]
fn statuses_are_sorted_by_the_built_in_words_or_the_user_s() {
    let leads = "date,channel,status,amount\n\
        2026-01-01,a,Won,100\n2026-01-01,a,Успешно реализовано,200\n2026-01-01,a,qualified,999\n2026-01-01,a,Спам,999\n\
        2026-01-01,a,DUPLICATE,\n2026-01-01,a,lost,999\n2026-01-01,a,Mystery,999\n2026-01-01,a,refunded,-50\n";
    let figures = |options: &str| {
        let run = with_files(&[("l.csv", leads)], &format!("{COMPARE} --leads l.csv -f json {options}"));
        let json = run.json();
        let row = &json["rows"][0];
        ["leads", "rejected_leads", "qualified_leads", "orders", "revenue"]
            .map(|key| row[key].to_string())
            .join(" ")
    };
    assert_eq!(figures(""), r#"6 2 3 2 "250""#);
    assert_eq!(figures("--won mystery,Lost"), r#"6 2 3 2 "1948""#);
    assert_eq!(figures("--rejected ''"), r#"8 null 3 2 "250""#);
    assert_eq!(figures("--rejected '' --qualified '' --won ''"), "8 null null null null");
    let run = with_files(&[("l.csv", leads)], &format!("{COMPARE} --leads l.csv -v -f csv --columns leads"));
    insta::assert_snapshot!("statuses_told", run.stderr());
    let json = with_files(&[("l.csv", leads)], &format!("{COMPARE} --leads l.csv -f json")).json();
    assert_eq!(
        json["sources"][0].to_string(),
        r#"{"excluded":{"DUPLICATE":1,"Спам":1},"file":"l.csv","rejected":0,"rows":8,"used":6}"#
    );
}

#[test]
fn without_a_status_column_a_lead_with_an_amount_is_an_order() {
    let leads = "channel,amount\na,100\na,\na,0\na,-30\n";
    let row = &with_files(&[("l.csv", leads)], &format!("{COMPARE} --leads l.csv -f json")).json()["rows"][0];
    assert_eq!(
        [&row["leads"], &row["orders"], &row["revenue"]].map(ToString::to_string),
        ["4", "1", "\"70\""]
    );
}

#[test]
fn only_the_days_of_the_period_count() {
    let spend = "date,channel,cost\n2026-01-31,a,1\n2026-02-01,a,2\n28.02.2026,a,4\n2026-03-01,a,8\n,a,16\n";
    let run = with_files(
        &[("s.csv", spend)],
        &format!("{COMPARE} --spend s.csv --since 2026-02-01 --until 2026-02-28 -f json"),
    );
    let json = run.json();
    assert_eq!(json["total"]["spend"], "6");
    assert_eq!(
        json["sources"][0].to_string(),
        r#"{"excluded":{"after --until":1,"before --since":1,"no date":1},"file":"s.csv","rejected":0,"rows":5,"used":2}"#
    );
}

#[test]
fn periods_are_named_and_follow_each_other() {
    let spend = "date,channel,cost\n2027-01-01,a,1\n2026-12-31,a,9\n2026-01-05,b,5\n,a,2\n";
    for (period, names) in [
        ("day", ["", "2026-01-05", "2026-12-31", "2027-01-01"].as_slice()),
        ("week", &["", "2026-W02", "2026-W53"]),
        ("month", &["", "2026-01", "2026-12", "2027-01"]),
        ("quarter", &["", "2026-Q1", "2026-Q4", "2027-Q1"]),
        ("year", &["", "2026", "2027"]),
    ] {
        let json =
            with_files(&[("s.csv", spend)], &format!("{COMPARE} --spend s.csv --by {period} -f json")).json();
        let found: Vec<&str> =
            json["rows"].as_array().unwrap().iter().map(|row| row[period].as_str().unwrap()).collect();
        assert_eq!(found, names, "{period}");
    }
}

#[test]
fn the_top_ones_are_the_largest_and_periods_follow_each_other_when_all_are_shown() {
    let spend = "date,channel,cost\n2026-01-01,A,10\n2026-02-01,A,20\n";
    let months = |top: u32| {
        let command =
            format!("{COMPARE} --spend s.csv --by month,channel -f csv --columns spend --top {top}");
        with_files(&[("s.csv", spend)], &command).stdout()
    };
    assert_eq!(months(5), "month,channel,spend\n2026-01,A,10\n2026-02,A,20\n");
    assert_eq!(months(1), "month,channel,spend\n2026-02,A,20\nothers,,10\n");
}

#[test]
fn a_customer_is_new_once_and_history_counts() {
    let leads = "date,channel,status,amount,customer id\n\
        2026-02-03,b,won,1,C1\n2026-02-01,a,won,1,C1\n2026-01-15,c,won,1,C2\n2026-02-05,a,won,1,C2\n\
        2026-02-06,b,won,1,C3\n2026-02-06,a,won,1,C3\n2026-02-07,a,won,1,\n2026-02-08,a,lost,1,C4\n";
    let customers = |options: &str| {
        let command = format!("{COMPARE} --leads l.csv --sort channel -f json --columns customers {options}");
        let json = with_files(&[("l.csv", leads)], &command).json();
        let rows = json["rows"].as_array().unwrap().iter();
        let rows: Vec<String> =
            rows.map(|row| format!("{}{}", row["channel"].as_str().unwrap(), row["customers"])).collect();
        (rows.join(" "), json["total"]["customers"].to_string(), json["notes"].to_string())
    };
    // C1 first in a, C2 in c, C3 on one day in b and a: b stands first in the file.
    let (rows, total, notes) = customers("");
    assert_eq!((rows.as_str(), total.as_str()), ("a1 b1 c1", "3"));
    assert!(notes.contains("1 order without a customer id: in no count of customers"), "{notes}");
    // Since February C2 is an old customer.
    let (rows, total, _) = customers("--since 2026-02-01");
    assert_eq!((rows.as_str(), total.as_str()), ("a1 b1", "2"));
}

#[test]
fn without_readable_days_the_place_in_the_file_tells_the_first_order() {
    let leads = "date,channel,status,customer id\n03/04/2026,late in the year?,won,C1\n02/04/2026,b,won,C1\n";
    let json =
        with_files(&[("l.csv", leads)], &format!("{COMPARE} --leads l.csv -f json --sort customers")).json();
    assert_eq!(
        (&json["rows"][0]["channel"], &json["rows"][0]["customers"]),
        (&"late in the year?".into(), &1.into())
    );
    assert_eq!(json["notes"][0]["code"], "orders-without-day");
}

#[test]
fn a_delimiter_at_the_end_of_lines_makes_no_column() {
    for spend in ["channel,cost,\na,5\nb,6,\n", "channel,cost\na,5,\nb,6,,\n"] {
        let json = with_files(&[("s.csv", spend)], &format!("{COMPARE} --spend s.csv -f json")).json();
        assert_eq!(json["total"]["spend"], "11", "{spend}");
    }
}

#[test]
fn an_order_belongs_to_the_day_it_was_won_when_first_orders_are_told() {
    let leads = "date,closed at,channel,status,customer id\n2026-01-01,2026-03-01,early lead,won,C1\n\
                 2026-02-01,2026-02-02,early order,won,C1\n2026-02-01,not closed,no order,new,C1\n";
    let json = with_files(
        &[("l.csv", leads)],
        &format!("{COMPARE} --leads l.csv -f json --columns customers --sort customers"),
    )
    .json();
    assert_eq!(json["rows"][0]["channel"], "early order");
    assert_eq!(json["total"]["customers"], 1);
}

#[test]
fn the_lead_export_counts_and_the_ad_system_s_own_number_stands_beside_it() {
    let spend = "channel,cost,conversions,revenue\na,100,12.5,999\n";
    let leads = "channel,status,amount\na,won,50\na,new,\n";
    let json = with_files(
        &[("s.csv", spend), ("l.csv", leads)],
        &format!("{COMPARE} --spend s.csv --leads l.csv -f json"),
    )
    .json();
    let row = &json["rows"][0];
    assert_eq!(
        [&row["leads"], &row["reported_leads"], &row["revenue"]].map(ToString::to_string),
        ["2", "\"12.5\"", "\"50\""]
    );
    assert!(json["notes"].to_string().contains("left-aside"), "{json}");
    let alone = with_files(&[("s.csv", spend)], &format!("{COMPARE} --spend s.csv -f json")).json();
    assert_eq!((&alone["rows"][0]["leads"], &alone["rows"][0]["revenue"]), (&"12.5".into(), &"999".into()));
}

#[test]
fn partial_sums_are_marked_and_not_set_against_whole_ones() {
    let files = [
        ("one.csv", "channel,impressions,clicks,cost\na,1000,10,5\nb,500,5,2.5\n"),
        ("two.csv", "channel,clicks,cost\na,30,20\nc,4,8\n"),
    ];
    let command = format!("{COMPARE} --spend one.csv two.csv --columns impressions,clicks,ctr,cpc");
    insta::assert_snapshot!("partial_table", with_files(&files, &command).to_string());
    let json = with_files(&files, &format!("{command} -f json --sort channel")).json();
    let of = |row: &serde_json::Value| {
        format!("{} {} {} {}", row["impressions"], row["ctr"], row["partial"], row["undefined"]["ctr"])
    };
    assert_eq!(of(&json["rows"][0]), r#"1000 null ["impressions"] "partial impressions""#);
    assert_eq!(of(&json["rows"][1]), r#"500 "0.01" null null"#);
    assert_eq!(of(&json["rows"][2]), r#"null null null "impressions not given""#);
    assert_eq!(of(&json["total"]), r#"1500 null ["impressions"] "partial impressions""#);
}

#[test]
fn a_column_whose_rows_do_not_count_is_there_all_the_same() {
    let files =
        [("one.csv", "date,channel\n2026-02-01,a\n"), ("two.csv", "date,channel,status\n2026-01-01,a,won\n")];
    let command = format!("{COMPARE} --leads one.csv two.csv --since 2026-02-01 -f json");
    let row = &with_files(&files, &command).json()["rows"][0];
    assert_eq!((&row["leads"], &row["orders"]), (&1.into(), &serde_json::Value::Null));
    assert_eq!(row["undefined"]["orders"], "orders not given");
    // Nothing counts at all: zero, not absent.
    let none = with_files(
        &files,
        &format!("{COMPARE} --leads two.csv --since 2026-02-01 -f csv --columns leads,orders"),
    );
    assert_eq!(none.stdout(), "channel,leads,orders\n", "{none}");
}

#[test]
fn empty_cells_of_counts_are_nothing_and_a_missing_cost_is_unknown() {
    let spend = "channel,clicks,cost\na,10,5\na,,7\nb,3,\nb,1,4\nc,0,\n";
    let json = with_files(
        &[("s.csv", spend)],
        &format!("{COMPARE} --spend s.csv -f json --sort channel --columns clicks,spend,cpc"),
    )
    .json();
    let of = |row: &serde_json::Value| {
        format!("{} {} {} {}", row["clicks"], row["spend"], row["cpc"], row["undefined"]["cpc"])
    };
    assert_eq!(of(&json["rows"][0]), r#"10 "12" "1.2" null"#);
    assert_eq!(of(&json["rows"][1]), r#"4 "4" null "partial spend""#);
    assert_eq!(of(&json["rows"][2]), r#"0 "0" null "no clicks""#);
    let codes: Vec<&str> =
        json["notes"].as_array().unwrap().iter().map(|note| note["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["partial", "empty-cells", "empty-cells"]);
}

#[test]
fn cost_per_click_stands_in_for_a_cost_column_only_where_there_is_none() {
    let with_both = "channel,clicks,cpc,cost\na,10,5,49\n";
    let json = with_files(&[("s.csv", with_both)], &format!("{COMPARE} --spend s.csv -f json")).json();
    assert_eq!(json["total"]["spend"], "49");
    let missing = "channel,clicks,cpc\na,10,5\na,0,\na,3,\nb,,5\n";
    let json = with_files(&[("s.csv", missing)], &format!("{COMPARE} --spend s.csv -f json")).json();
    assert_eq!((&json["total"]["spend"], &json["total"]["partial"][0]), (&"50".into(), &"spend".into()));
}

#[test]
fn headers_are_mapped_for_one_kind_of_file_or_both() {
    let files =
        [("s.csv", "src,Total cost\na,5\n"), ("l.csv", "utm_source,Источник,Result\na,x,win\nb,y,no\n")];
    let command = format!(
        "{COMPARE} --spend s.csv --leads l.csv --map spend='Total cost' --map spend.channel=src --map leads.channel=utm_source \
         --map status=result --won win -f csv --columns spend,leads,orders"
    );
    let run = with_files(&files, &command);
    assert_eq!(run.stdout(), "channel,spend,leads,orders\na,5,1,1\nb,0,1,0\n", "{run}");
    let filled = with_files(&files, &format!("{COMPARE} --leads l.csv -f csv --columns leads"));
    assert_eq!(filled.stdout(), "channel,leads\na,1\nb,1\n");
    assert_eq!(
        filled.stderr(),
        "note: l.csv: channel is taken from \"utm_source\", and where that is empty from \"Источник\"\n"
    );
}

#[test]
fn a_header_given_to_one_figure_is_not_another_as_well() {
    let spend = "channel,clicks,cost,total\na,10,5,7\n";
    let columns = |map: &str| {
        let run = with_files(&[("s.csv", spend)], &format!("{COMPARE} --spend s.csv -f csv {map}"));
        run.stdout().replace(",spend_share", "").replace(",1\n", "\n")
    };
    assert_eq!(columns("--map spend=total --columns clicks,spend"), "channel,clicks,spend\na,10,7\n");
    assert_eq!(columns("--map spend=clicks"), "channel,spend\na,10\n");
}

#[test]
fn a_file_is_given_its_channel() {
    let files = [("g.csv", "campaign,cost\nx,5\n"), ("y=1.csv", "campaign,cost\nx,7\n")];
    let run = with_files(
        &files,
        &format!("{COMPARE} --spend 'Google Ads=g.csv' 'Яндекс=y=1.csv' -f csv --columns spend"),
    );
    assert_eq!(run.stdout(), "channel,spend\nЯндекс,7\nGoogle Ads,5\n", "{run}");
    let existing =
        with_files(&files, &format!("{COMPARE} --spend y=1.csv --by campaign -f csv --columns spend"));
    assert_eq!(existing.stdout(), "campaign,spend\nx,7\n", "{existing}");
}

#[test]
fn any_other_header_can_be_a_dimension() {
    let spend = "channel,Device type,cost\na,phone,5\nb,phone,6\na,desk,1\n";
    let run = with_files(
        &[("s.csv", spend)],
        &format!("{COMPARE} --spend s.csv --by 'device type' -f csv --columns spend"),
    );
    assert_eq!(run.stdout(), "device type,spend\nphone,11\ndesk,1\n", "{run}");
}

#[test]
fn stdin_is_a_file() {
    let run =
        with_files(&[("s.csv", "channel,cost\na,5\n")], &format!("cat s.csv | {COMPARE} --spend - -f json"));
    let json = run.json();
    assert_eq!((&json["total"]["spend"], &json["sources"][0]["file"]), (&"5".into(), &"stdin".into()));
}

#[test]
fn the_program_reads_its_own_csv() {
    let command = format!("{COMPARE} --spend s.csv -f csv");
    let first = with_files(
        &[("s.csv", "channel,impressions,clicks,cost,leads,orders,revenue,cogs\na,100,10,5.5,2,1,9,3\n")],
        &command,
    );
    let again = with_files(&[("s.csv", &first.stdout())], &command);
    assert_eq!(again.stdout(), first.stdout());
}

#[test]
fn unreadable_rows_are_put_up_with_when_the_user_says_so() {
    let spend = "channel,cost\na,5\nb,x\nc,6\n";
    for allowed in ["1", "34%"] {
        let json = with_files(
            &[("s.csv", spend)],
            &format!("{COMPARE} --spend s.csv --max-rejected {allowed} -f json"),
        )
        .json();
        assert_eq!(json["total"]["spend"], "11");
        assert_eq!(json["sources"][0]["rejected"], 1);
        assert_eq!(
            json["notes"][0]["message"],
            "s.csv: left out: 1 row that could not be read: line 3: \"x\" in \"cost\" is not a number"
        );
    }
    assert_eq!(
        with_files(&[("s.csv", spend)], &format!("{COMPARE} --spend s.csv --max-rejected 33%")).status(),
        2
    );
}

#[test]
fn a_currency_is_taken_from_the_headers_or_the_option() {
    let files = [("usd.csv", "channel,Cost (USD)\na,1\n"), ("bare.csv", "channel,cost\na,2\n")];
    let json = with_files(&files, &format!("{COMPARE} --spend usd.csv bare.csv -f json")).json();
    assert_eq!((&json["currency"], &json["notes"][0]["code"]), (&"USD".into(), &"currency-assumed".into()));
    let column = [("column.csv", "channel,cost,Currency\na,1,руб.\na,2,RUB\na,3,\n")];
    let json = with_files(&column, &format!("{COMPARE} --spend column.csv -f json")).json();
    assert_eq!((&json["currency"], &json["notes"]), (&"RUB".into(), &serde_json::json!([])));
    let table = with_files(&files, &format!("{COMPARE} --spend bare.csv --currency rub"));
    assert!(table.stdout().contains("Spend, RUB"), "{table}");
}

/// A file, how it is read, a figure of its total, and the codes of its notes.
type Read<'a> = (&'a str, &'a str, &'a str, &'a str, &'a [&'a str]);

#[test]
fn what_looks_like_a_total_is_told_by_what_it_states() {
    let cases: &[Read] = &[
        // A pivot table's groups, and the whole.
        (
            "Channel,Campaign,Cost,Leads\nG,A,100,1\n,B,50,1\nG Total,,150,2\nM,C,50,2\nM Total,,50,2\nGrand Total,,200,4\n",
            "--spend f.csv",
            "spend",
            "200",
            &["total-rows"],
        ),
        // A breakdown that is not known by its header.
        (
            "Country,Cost,Clicks\n,150,4\nDE,100,3\nAT,50,1\n",
            "--spend C=f.csv",
            "spend",
            "150",
            &["total-rows"],
        ),
        // Names that sound like totals.
        (
            "Campaign,Cost\na,10\nTotal Energies,20\nb,5\n",
            "--spend f.csv --by campaign",
            "spend",
            "35",
            &["counted-as-name"],
        ),
        (
            "Search term,Campaign,Cost\ntotal,a,5\ntotal gas,a,5\n",
            "--spend f.csv --by campaign",
            "spend",
            "10",
            &[],
        ),
        // Labels with words behind them.
        (
            "Кампания;Расход;Клики\nа;1,5;1\nб;2,5;2\nИтого за период;4,0;3\n",
            "--spend f.csv --by campaign",
            "spend",
            "4",
            &["total-rows"],
        ),
        // A last row that repeats the sum of all others under a name of its own.
        (
            "Campaign,Cost,Clicks\na,10,1\nb,20,2\nc,30,3\n",
            "--spend f.csv --by campaign",
            "spend",
            "60",
            &["may-be-total"],
        ),
        // The file states half of what its rows add up to.
        (
            "Campaign,Cost\na,10\nb,5\nTotal,7\n",
            "--spend f.csv --by campaign",
            "spend",
            "15",
            &["total-rows"],
        ),
        // Spend without a name, before a signature.
        ("Campaign,Clicks,Cost\na,1,10\n,1,4\nb,1,5\n", "--spend f.csv --by campaign", "spend", "19", &[]),
    ];
    for (text, command, figure, expected, codes) in cases {
        let json = with_files(&[("f.csv", text)], &format!("{COMPARE} {command} -f json")).json();
        let found: Vec<&str> =
            json["notes"].as_array().unwrap().iter().map(|note| note["code"].as_str().unwrap()).collect();
        assert_eq!((&json["total"][figure], &found[..]), (&(*expected).into(), *codes), "{text}");
    }
}

#[test]
fn rows_of_a_lead_list_are_leads_unless_they_have_only_an_amount() {
    let cases: &[Read] = &[
        ("Email,Source,Status\na@x.com,g,Won\nb@x.com,,\n", "--leads f.csv", "leads", "2", &[]),
        ("Name,Source,Amount\na,g,100\nb,g,50\n,,150\n", "--leads f.csv", "leads", "2", &["no-lead"]),
        ("ID;Source;Sum\n1;g;5\nВсего сделок: 1;;5\n", "--leads f.csv", "leads", "1", &["total-rows"]),
        (
            "Lead ID,Lead Source,Status\n1,Web,New\n\nLead report\nCopyright (c) 2026\nAcme Inc\n",
            "--leads f.csv",
            "leads",
            "1",
            &["footer"],
        ),
        ("Source,Phone\ng,1\nSource,Phone\ng,2\n", "--leads f.csv", "leads", "2", &[]),
        ("Source,Stage,Is Closed Won\ng,New,true\ng,New,false\n", "--leads f.csv", "orders", "1", &[]),
        (
            "Source,Status\ng,Closed - won\ng,Closed Won (Sales Pipeline)\n",
            "--leads f.csv",
            "orders",
            "2",
            &[],
        ),
        (
            "Source,Status,Initial Amount Paid\ng,won,5\n",
            "--leads f.csv",
            "orders",
            "1",
            &["no-amount-column"],
        ),
        // Some CRMs tell ids apart by capitals, nobody e-mails.
        ("Lead ID,Source\n00Qa,g\n00QA,g\n", "--leads f.csv --dedupe lead_id", "leads", "2", &[]),
        (
            "Email,Source,Status\nA@x.com,g,won\na@x.com,g,won\n",
            "--leads f.csv",
            "customers",
            "1",
            &["orders-without-day"],
        ),
    ];
    for (text, command, figure, expected, codes) in cases {
        let json =
            with_files(&[("f.csv", text)], &format!("{COMPARE} {command} --columns {figure} -f json")).json();
        let found: Vec<&str> =
            json["notes"].as_array().unwrap().iter().map(|note| note["code"].as_str().unwrap()).collect();
        assert_eq!((json["total"][figure].to_string().as_str(), &found[..]), (*expected, *codes), "{text}");
    }
}

#[test]
fn marks_are_decided_by_what_can_only_be_a_number_of_that_kind() {
    for (text, outcome) in [
        // Clicks are whole, so this comma sets off thousands, here and in the cost.
        ("channel,Clicks,Cost\na,\"1,234\",5.5\n", Ok("1234")),
        // A clock decides nothing about a cost.
        (
            "channel;Время;Клики;Cost\na;12.30;10;1,234\n",
            Err("can be a number with decimals or one with thousands"),
        ),
        // A rate does.
        ("channel;CTR;Клики;Cost\na;1,50%;10;1,234\n", Ok("10")),
        // A dollar is every country's own.
        ("channel,Clicks,Cost (AUD)\na,7,$5.50\n", Ok("7")),
        ("channel,Clicks,Cost (USD)\na,7,€5.50\n", Err("\"€5.50\" is in EUR, below \"Cost (USD)\"")),
    ] {
        let run = with_files(&[("f.csv", text)], &format!("{COMPARE} --spend f.csv -f json"));
        match outcome {
            Ok(clicks) => assert_eq!(run.json()["total"]["clicks"].to_string(), clicks, "{text}"),
            Err(message) => {
                assert_eq!(run.status(), 2, "{run}");
                assert!(run.stderr().contains(message), "{run}");
            }
        }
    }
}
