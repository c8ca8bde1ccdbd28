//! `leadcalc loyalty`: surveys in every form, the score with its interval and never without the number of answers.

mod program;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use program::{Run, run_in, with_files};
use rust_xlsxwriter::Workbook;

const FORMATS: [&str; 6] = ["table", "markdown", "csv", "tsv", "json", "jsonl"];

const SURVEY: &str = "leadcalc loyalty --survey examples/survey.csv";

/// A survey of one column with so many of each answer.
fn survey(counts: &[(&str, usize)]) -> String {
    let mut text = "score\n".to_owned();
    for (answer, count) in counts {
        for _ in 0..*count {
            let _ = writeln!(text, "{answer}");
        }
    }
    text
}

/// What a survey comes to: answers, the score, its bounds and the method.
fn figures(survey: &str) -> [String; 5] {
    let report = with_files(&[("s.csv", survey)], "leadcalc loyalty --survey s.csv -f json -q").json();
    let row = &report["rows"][0];
    let interval = &row["intervals"]["nps"];
    let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    [&row["answers"], &row["nps"], &interval["low"], &interval["high"], &interval["method"]].map(text)
}

#[test]
fn the_survey_of_1162() {
    let survey = survey(&[("10", 291), ("8", 476), ("3", 395)]);
    let run = with_files(&[("s.csv", &survey)], "leadcalc loyalty --survey s.csv");
    assert!(run.stdout().contains(" NPS                −8.95 ± 4.39\n"), "{run}");
    assert!(run.stdout().contains(" Answers                   1 162\n"), "{run}");
    let [answers, nps, low, high, method] = figures(&survey);
    // -10400 / 1162, divided once.
    assert_eq!([answers, nps], ["1162", "-8.950086058519793459552495697"]);
    assert_eq!([low, high, method], ["-13.3377914073", "-4.56238070978", "trinomial"]);
}

/// By hand, with Wilson's lower bound w of n of n at 95 %: 1 / 4.8415 = 0.20655, 10 / 13.8415 = 0.72247.
#[test]
fn all_answers_of_one_kind_leave_room() {
    for (counts, expected) in [
        ([("10", 1)], ["1", "100", "-58.6901371246", "100", "trinomial_score"]),
        ([("9", 10)], ["10", "100", "44.4934400274", "100", "trinomial_score"]),
        ([("0", 10)], ["10", "-100", "-100", "-44.4934400274", "trinomial_score"]),
        ([("7", 10)], ["10", "0", "-27.7532799863", "27.7532799863", "trinomial_score"]),
    ] {
        assert_eq!(figures(&survey(&counts)), expected);
    }
    let explained = with_files(&[("s.csv", "score\n9\n")], "leadcalc loyalty --survey s.csv --explain");
    assert!(
        explained.stdout().contains("at 95% (score interval of a net share, all of one kind)"),
        "{explained}"
    );
}

#[test]
fn few_answers_show_it_by_their_interval() {
    let text = "channel,score\nA,10\nA,3\nA,8\nB,9\n";
    let run = with_files(&[("s.csv", text)], "leadcalc loyalty --survey s.csv --by channel -f csv");
    let rows: Vec<String> = run.stdout().lines().map(str::to_owned).collect();
    assert_eq!(
        rows[1..],
        [
            "A,3,0,-92.39358829,92.39358829,1,1,1,0.3333333333333333333333333333,0.3333333333333333333333333333,0.3333333333333333333333333333",
            "B,1,100,-58.6901371246,100,1,0,0,1,0,0",
        ]
    );
}

#[test]
fn every_format() {
    for format in FORMATS {
        let by = program::run(&format!("{SURVEY} --by month,channel --distribution --format {format}"));
        insta::assert_snapshot!(format!("by_{format}"), by.to_string());
        let total =
            program::run(&format!("{SURVEY} --confidence 90% --format {format} --fail-if 'nps < 40'"));
        insta::assert_snapshot!(format!("total_{format}"), total.to_string());
        let at_risk = program::run(&format!("{SURVEY} --at-risk --format {format}"));
        insta::assert_snapshot!(format!("at_risk_{format}"), at_risk.to_string());
    }
}

#[test]
fn in_russian_and_explained() {
    insta::assert_snapshot!("russian", program::run(&format!("{SURVEY} --by channel --lang ru")).to_string());
    insta::assert_snapshot!(
        "at_risk_russian",
        program::run(&format!("{SURVEY} --at-risk --lang ru")).to_string()
    );
    insta::assert_snapshot!(
        "explained",
        program::run(&format!("{SURVEY} --by channel --explain")).to_string()
    );
    insta::assert_snapshot!("verbose", program::run(&format!("{SURVEY} --by channel -v -f csv")).to_string());
    for word in ["nps", "answers", "loyalty", "trinomial", "trinomial_score"] {
        insta::assert_snapshot!(
            format!("explain_{word}"),
            program::run(&format!("leadcalc explain {word}")).to_string()
        );
    }
}

const ENGLISH: &str = "month,answer\n2026-01,Would strongly recommend\n2026-01,would recommend\n\
    2026-02,would neither recommend nor dissuade\n2026-02,would dissuade\n2026-02,I would strongly dissuade.\n2026-02,\n";

const RUSSIAN: &str = "Месяц;Ответ\nянварь 2026;Настоятельно рекомендовал бы\nянварь 2026;Рекомендовала бы\n\
    февраль 2026;Не стал(а) бы ни рекомендовать, ни отговаривать\nфевраль 2026;отговорил(а) бы\n\
    февраль 2026;настоятельно отговорила бы\nфевраль 2026;—\n";

#[test]
fn five_words_in_two_languages_come_to_the_same() {
    let command = "leadcalc loyalty --survey s.csv --by month --distribution -f csv";
    let [english, russian] = [ENGLISH, RUSSIAN].map(|text| with_files(&[("s.csv", text)], command));
    assert_eq!((english.stdout(), english.stderr()), (russian.stdout(), russian.stderr()));
    insta::assert_snapshot!("words", english.to_string());
    let shown =
        with_files(&[("s.csv", RUSSIAN)], "leadcalc loyalty --survey s.csv --distribution --lang ru -v");
    insta::assert_snapshot!("words_russian", shown.to_string());
}

/// The same answers in another form of file.
#[track_caller]
fn assert_same(folder: &Path, file: &str) {
    let command =
        |file: &str| format!("leadcalc loyalty --survey {file} --by channel,month --distribution -f csv -q");
    let plain = run_in(folder, &command("plain.csv"));
    let other = run_in(folder, &command(file));
    assert_eq!((plain.status(), plain.stdout()), (0, other.stdout()), "{file}: {other}");
    assert!(plain.stdout().contains("\"Яндекс, Директ=1\",2026-01,2,"), "{plain}");
    assert!(plain.stdout().contains("微信广告,2026-03,1,"), "{plain}");
}

#[test]
fn every_form_of_file_is_read() {
    const ROWS: [[&str; 3]; 4] = [
        ["2026-01-05", "Яндекс, Директ=1", "9"],
        ["2026-01-31", "Яндекс, Директ=1", "4"],
        ["2026-02-28", "Google Ads", "10"],
        ["2026-03-01", "微信广告", "7"],
    ];
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    let text = |delimiter: &str, end: &str| {
        let row = |row: &[&str; 3]| format!("{}{end}", row.map(|cell| format!("\"{cell}\"")).join(delimiter));
        format!("date{delimiter}channel{delimiter}NPS{end}{}", ROWS.iter().map(row).collect::<String>())
    };
    let plain = text(",", "\n");
    write("plain.csv", plain.as_bytes());
    write("crlf.csv", text(";", "\r\n").as_bytes());
    write("tabs.tsv", text("\t", "\n").as_bytes());
    write("marked.csv", format!("\u{feff}{plain}").as_bytes());
    write("titled.csv", format!("Survey of the year\nExported by a form\n\n{plain}").as_bytes());
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(plain.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    write("utf16.csv", &utf16);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, header) in ["date", "channel", "NPS"].into_iter().enumerate() {
        sheet.write_string(0, u16::try_from(column).unwrap(), header).unwrap();
    }
    for (row, [date, channel, score]) in ROWS.into_iter().enumerate() {
        let row = u32::try_from(row).unwrap() + 1;
        sheet.write_string(row, 0, date).unwrap();
        sheet.write_string(row, 1, channel).unwrap();
        sheet.write_number(row, 2, score.parse::<u8>().unwrap()).unwrap();
    }
    book.save(folder.path().join("book.xlsx")).unwrap();
    for file in ["crlf.csv", "tabs.tsv", "marked.csv", "titled.csv", "utf16.csv", "book.xlsx"] {
        assert_same(folder.path(), file);
    }
    assert_same(folder.path(), "- < plain.csv");
}

#[test]
fn the_column_of_answers_is_known_or_named() {
    for header in [
        "score",
        "NPS",
        "Rating",
        "Answer",
        "Оценка",
        "балл",
        "Ответ",
        "\"How likely are you to recommend Acme, Inc. to a friend or colleague?\"",
        "\"Насколько вероятно, что вы порекомендуете нас друзьям?\"",
    ] {
        let run = with_files(
            &[("s.csv", &format!("id,{header}\n1,9\n"))],
            "leadcalc loyalty --survey s.csv -f csv",
        );
        assert!(run.stdout().contains("\n1,100,"), "{header}: {run}");
    }
    let text = "id,How was it?\n1,9\n2,0\n";
    for map in ["answer='How was it?'", "survey.answer='how was it?'"] {
        let run =
            with_files(&[("s.csv", text)], &format!("leadcalc loyalty --survey s.csv --map {map} -f csv"));
        assert!(run.stdout().contains("\n2,0,"), "{run}");
    }
    let config = "[columns.survey]\nanswer = 'How was it?'\n";
    let run =
        with_files(&[("s.csv", text), ("leadcalc.toml", config)], "leadcalc loyalty --survey s.csv -f csv");
    assert!(run.stdout().contains("\n2,0,"), "{run}");
    // The score by its name goes before a rating of something else, and that is said.
    let both = with_files(&[("s.csv", "rating,nps\n1,9\n")], "leadcalc loyalty --survey s.csv -f csv");
    assert!(both.stdout().contains("\n1,100,"), "{both}");
    assert_eq!(both.stderr(), "note: s.csv: answers are taken from \"nps\", not from \"rating\"\n");
}

fn counted(text: &str, options: &str) -> Run {
    with_files(&[("s.csv", text)], &format!("leadcalc loyalty --survey s.csv -f json {options}"))
}

#[test]
fn rows_without_an_answer_are_left_out_and_counted() {
    let report = counted("id,score\n1,9\n2,\n3,n/a\n\n,\n4,0\nid,score\n5,7\n", "").json();
    assert_eq!(report["rows"][0]["answers"], 3);
    let source = &report["sources"][0];
    assert_eq!((&source["rows"], &source["used"], &source["rejected"]), (&7.into(), &3.into(), &0.into()));
    assert_eq!(source["excluded"].to_string(), r#"{"empty row":1,"no answer":2,"repeated header":1}"#);
    assert_eq!(report["notes"][0]["code"], "no-answer");
}

#[test]
fn unreadable_rows_are_put_up_with_where_somebody_says_so() {
    let text = "id,score\n1,9\n2,11\n3,8\n4,ten\n";
    let report = counted(text, "--max-rejected 2").json();
    assert_eq!((&report["rows"][0]["answers"], &report["sources"][0]["rejected"]), (&2.into(), &2.into()));
    assert_eq!(report["notes"][0]["code"], "rejected-rows");
    assert_eq!(counted(text, "--max-rejected 1").status(), 2);
}

#[test]
fn a_header_alone_has_no_score() {
    let run = counted("id,score\n", "--fail-if 'nps < 0'");
    assert_eq!(run.status(), 3, "{run}");
    let report: serde_json::Value = serde_json::from_str(&run.stdout()).unwrap();
    assert_eq!(report["rows"][0]["undefined"]["nps"], "no answers");
    assert_eq!(
        (&report["rows"][0]["nps"], &report["rows"][0]["answers"]),
        (&serde_json::Value::Null, &0.into())
    );
    assert_eq!(report["limits"][0]["verdict"], "not judged");
    let by = counted("id,channel,score\n", "--by channel").json();
    assert_eq!((by["rows"].to_string(), by["total"].to_string()), ("[]".to_owned(), "null".to_owned()));
    insta::assert_snapshot!(
        "header_alone",
        with_files(&[("s.csv", "id,score\n")], "leadcalc loyalty --survey s.csv").to_string()
    );
}

#[test]
fn periods_and_files_add_up() {
    let dated = "date,score\n2026-01-31,9\n31.12.2026,0\n04.01.2027,10\n2027-01-03,9\n,3\n";
    let by = |period: &str| {
        let run = with_files(
            &[("s.csv", dated)],
            &format!("leadcalc loyalty --survey s.csv --by {period} -f csv -q"),
        );
        run.stdout()
            .lines()
            .skip(1)
            .map(|row| row.split(',').take(3).collect::<Vec<_>>().join(" "))
            .collect::<Vec<_>>()
    };
    assert_eq!(by("week"), [" 1 -100", "2026-W05 1 100", "2026-W53 2 0", "2027-W01 1 100"]);
    assert_eq!(by("month"), [" 1 -100", "2026-01 1 100", "2026-12 1 -100", "2027-01 2 100"]);
    assert_eq!(by("quarter"), [" 1 -100", "2026-Q1 1 100", "2026-Q4 1 -100", "2027-Q1 2 100"]);
    assert_eq!(by("year"), [" 1 -100", "2026 2 0", "2027 2 100"]);
    assert_eq!(by("day").len(), 5);
    let files =
        [("a.csv", "score\n9\n9\n"), ("b.csv", "Оценка;x\n0;1\n"), ("c.csv", "answer\nwould recommend\n")];
    let run = with_files(
        &files,
        "leadcalc loyalty --survey A=a.csv 'B=b.csv' --survey A=c.csv --by channel -f csv -q",
    );
    let rows: Vec<String> = run
        .stdout()
        .lines()
        .skip(1)
        .map(|row| row.split(',').take(2).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(rows, ["A 3", "B 1"], "{run}");
}

#[test]
fn spellings_are_one_name_unless_they_are_not() {
    let text = "channel,score\nGoogle Ads,9\n google  ads,0\n";
    let run = counted(text, "--by channel");
    let report = run.json();
    assert_eq!(
        (report["rows"].as_array().unwrap().len(), report["notes"][0]["code"].as_str()),
        (1, Some("merged-names"))
    );
    assert_eq!(counted(text, "--by channel --exact-names").json()["rows"].as_array().unwrap().len(), 2);
}

#[test]
fn limits_are_judged_by_the_score_or_by_its_interval() {
    // 7 of 10 for, 1 against: 60 points; 75 to 100 % sure of more than 18.
    for (limit, more, status, said) in [
        ("nps < 70", "", 1, "limit broken: nps < 70 in Referral: nps is 60.00 of 10 answers\n"),
        ("nps < -5", "", 0, ""),
        (
            "nps < 70",
            "--confidence 95%",
            0,
            "limit open: nps < 70 in Referral: cannot tell: nps is 60.00 of 10 answers (18.89 to 100.00): \
             the interval reaches both sides of the bound\n",
        ),
        ("nps < 10", "--confidence 95% --strict", 0, ""),
        ("total.nps < 70", "", 1, "limit broken: total.nps < 70 in the total: nps is 60.00 of 10 answers\n"),
        (
            "channel=Ref*: detractor_share > 5%",
            "",
            1,
            "limit broken: channel=Ref*: detractor_share > 5% in Referral: detractor_share is 10.00 %\n",
        ),
    ] {
        let rows = "Referral,9\n".repeat(7) + "Referral,8\nReferral,7\nReferral,0\n";
        let command = format!("leadcalc loyalty --survey s.csv --by channel -q --fail-if '{limit}' {more}");
        let run = with_files(&[("s.csv", &format!("channel,score\n{rows}"))], &command);
        assert_eq!((run.status(), run.stderr().as_str()), (status, said), "{run}");
    }
    // Without groups, the one row is the total too.
    let run = program::run(&format!("{SURVEY} -q --fail-if 'nps < 90' --warn-if 'total.nps < 90'"));
    assert_eq!(run.status(), 1);
    assert_eq!(run.stderr().lines().count(), 2, "{run}");
}

#[test]
fn those_to_win_back_are_listed_by_their_id_alone_and_once() {
    let text = "respondent_id,email,score\n7,a@b,3\n8,c@d,9\n7,a@b,5\n,e@f,0\n9,g@h,6\n";
    let run = with_files(&[("s.csv", text)], "leadcalc loyalty --survey s.csv --at-risk -f csv");
    assert_eq!(run.stdout(), "respondent\n7\n9\n");
    assert_eq!(run.stderr(), "note: answers of detractors: 4; respondents listed: 2; without an id: 1\n");
    let named = with_files(&[("s.csv", text)], "leadcalc loyalty --survey s.csv --at-risk email -f csv -q");
    assert_eq!(named.stdout(), "respondent\na@b\ne@f\ng@h\n");
    let mapped = with_files(
        &[("s.csv", text)],
        "leadcalc loyalty --survey s.csv --at-risk --map respondent=email -f csv -q --fail-if 'nps < 0'",
    );
    assert_eq!((mapped.stdout(), mapped.status()), (named.stdout(), 1));
}

#[test]
fn an_output_file_is_written_whole() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("s.csv"), "score\n9\n").unwrap();
    let run = run_in(folder.path(), "leadcalc loyalty --survey s.csv -o out.json && cat out.json");
    assert_eq!(run.json()["command"], "loyalty");
}

/// A million answers in little time and in the memory of their groups; the limit of memory is less than the file.
#[test]
fn a_million_answers() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = "respondent_id,date,channel,score,comment\n".to_owned();
    for row in 0..1_000_000_u32 {
        let (month, day) = (row % 12 + 1, row % 28 + 1);
        let comment = "a comment of the usual length, quoted as they are".repeat(2);
        let _ =
            writeln!(text, "{row},2026-{month:02}-{day:02},channel {},{},\"{comment}\"", row % 7, row % 11);
    }
    fs::write(folder.path().join("s.csv"), &text).unwrap();
    assert!(text.len() > 120_000_000);
    let started = Instant::now();
    // In kilobytes, of all that is mapped: the program, its stacks, and what it reads into.
    let run =
        run_in(folder.path(), "ulimit -v 100000; leadcalc loyalty --survey s.csv --by month,channel -f json");
    let report = run.json();
    assert!(started.elapsed() < Duration::from_mins(1), "{:?}", started.elapsed());
    assert_eq!(report["rows"].as_array().unwrap().len(), 84);
    assert_eq!(report["total"]["answers"], 1_000_000);
    // 0 to 10 take turns: of 11 two promote and seven do not.
    let [promoters, detractors] =
        ["promoters", "detractors"].map(|key| report["total"][key].as_u64().unwrap());
    assert_eq!((promoters, detractors), (181_818, 636_364));
}

#[test]
fn one_answer_is_one() {
    let run = program::with_files(
        &[("s.csv", "score\n3\n")],
        "leadcalc loyalty --survey s.csv -q --fail-if 'nps < 0'",
    );
    assert_eq!(run.stderr(), "limit broken: nps < 0: nps is −100.00 of 1 answer\n", "{run}");
}
