//! One table in every dialect that exports come in: the same bytes on stdout.

mod program;

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

use program::run_in;

const HEADERS: [&str; 5] = ["Дата", "Рекламный канал", "Показы", "Клики", "Расход"];

/// A row of the table. Its day is beyond the twelfth in some rows, so that a column of slashes shows which part is the month;
/// amounts have decimals, so that the column shows its mark.
struct Row {
    day: (u16, u8, u8),
    channel: &'static str,
    impressions: u32,
    clicks: u32,
    /// In hundredths.
    spend: u32,
}

const ROWS: [Row; 6] = [
    Row {
        day: (2026, 1, 31), channel: "Яндекс, поиск", impressions: 12_400, clicks: 310, spend: 123_450
    },
    Row { day: (2026, 2, 1), channel: "Яндекс, поиск", impressions: 980, clicks: 12, spend: 725 },
    Row {
        day: (2026, 2, 3),
        channel: "Салон «Око»; \"Ёлки\"",
        impressions: 1_000,
        clicks: 7,
        spend: 100_000,
    },
    Row {
        day: (2026, 2, 28), channel: "Два ряда\nв имени", impressions: 0, clicks: 0, spend: 0
    },
    Row { day: (2026, 2, 3), channel: "Google Ads", impressions: 45_000, clicks: 1_204, spend: 118_406 },
    Row { day: (2026, 12, 5), channel: "Google Ads", impressions: 3, clicks: 1, spend: 10 },
];

const EXPECTED: &str = "\
month,channel,impressions,clicks,spend
2026-01,\"Яндекс, поиск\",12400,310,1234.5
2026-02,Google Ads,45000,1204,1184.06
2026-02,\"Салон «Око»; \"\"Ёлки\"\"\",1000,7,1000
2026-02,\"Яндекс, поиск\",980,12,7.25
2026-02,Два ряда в имени,0,0,0
2026-12,Google Ads,3,1,0.1
";

/// How a day (year, month, day) is written.
type WriteDay = fn((u16, u8, u8)) -> String;

/// How text becomes bytes.
type Encode = fn(&str) -> Vec<u8>;

const DAYS: [(&str, WriteDay); 6] = [
    ("ISO", |(year, month, day)| format!("{year}-{month:02}-{day:02}")),
    ("dd.mm.yyyy", |(year, month, day)| format!("{day:02}.{month:02}.{year}")),
    ("m/d/yyyy", |(year, month, day)| format!("{month}/{day}/{year}")),
    ("d/m/yyyy", |(year, month, day)| format!("{day}/{month}/{year}")),
    ("English words", |(year, month, day)| {
        let month = match month {
            1 => "Jan",
            2 => "Feb",
            _ => "Dec",
        };
        format!("{month} {day}, {year}")
    }),
    ("Russian words", |(year, month, day)| {
        let month = match month {
            1 => "января",
            2 => "февраля",
            _ => "декабря",
        };
        format!("{day} {month} {year}")
    }),
];

const MARKS: [char; 2] = ['.', ','];

const ENCODINGS: [(&str, Encode); 5] = [
    ("UTF-8", |text| text.as_bytes().to_vec()),
    ("UTF-8 with a mark", |text| format!("\u{feff}{text}").into_bytes()),
    ("UTF-16LE", |text| utf16(text, u16::to_le_bytes)),
    ("UTF-16BE", |text| utf16(text, u16::to_be_bytes)),
    ("windows-1251", |text| {
        let (bytes, _, has_losses) = encoding_rs::WINDOWS_1251.encode(text);
        assert!(!has_losses);
        bytes.into_owned()
    }),
];

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory takes what is written");
    encoder.finish().expect("memory takes what is written")
}

impl Row {
    fn amount(&self, mark: char) -> String {
        format!("{}{mark}{:02}", self.spend / 100, self.spend % 100)
    }

    fn cells(&self, day: WriteDay, mark: char) -> [String; 5] {
        let counts = [self.impressions, self.clicks].map(|count| count.to_string());
        let [impressions, clicks] = counts;
        [day(self.day), self.channel.to_owned(), impressions, clicks, self.amount(mark)]
    }
}

/// The table as delimited text. A newline in a name is written as the line ends are.
fn delimited(delimiter: char, line_end: &str, day: WriteDay, mark: char) -> String {
    let quoted = |cell: &str| {
        if cell.contains([delimiter, '"', '\n']) {
            format!("\"{}\"", cell.replace('"', "\"\"").replace('\n', line_end))
        } else {
            cell.to_owned()
        }
    };
    let header = HEADERS.map(str::to_owned);
    let rows = std::iter::once(header).chain(ROWS.iter().map(|row| row.cells(day, mark)));
    let mut text = String::new();
    for row in rows {
        text += &row.map(|cell| quoted(&cell)).join(&delimiter.to_string());
        text += line_end;
    }
    text
}

/// The table as a page, as some systems save it under the name of a workbook.
fn page(day: WriteDay, mark: char) -> String {
    let escaped = |cell: &str| cell.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let mut text = String::from(
        "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=UTF-8\"></head>\n<body><table border=\"1\">\n<tr>",
    );
    for header in HEADERS {
        write!(text, "<th>{header}</th>").expect("a string takes what is written");
    }
    for row in &ROWS {
        text += "</tr>\n<tr>";
        for cell in row.cells(day, mark) {
            write!(text, "<td>{}</td>", escaped(&cell)).expect("a string takes what is written");
        }
    }
    text + "</tr>\n</table></body></html>\n"
}

fn workbook(write_row: impl Fn(&mut Worksheet, u32, &Row)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, HEADERS).expect("the cell is written");
    for (place, row) in (1..).zip(&ROWS) {
        write_row(sheet, place, row);
    }
    workbook.save_to_buffer().expect("the cell is written")
}

/// Numbers in number cells, days as serial numbers with a date style.
fn typed_workbook() -> Vec<u8> {
    workbook(|sheet, place, row| {
        let (year, month, day) = row.day;
        let date = ExcelDateTime::from_ymd(year, month, day).expect("the day is in the calendar");
        let style = Format::new().set_num_format("dd.mm.yyyy");
        sheet.write_datetime_with_format(place, 0, date, &style).expect("the cell is written");
        sheet.write_string(place, 1, row.channel).expect("the cell is written");
        sheet.write_number(place, 2, row.impressions).expect("the cell is written");
        sheet.write_number(place, 3, row.clicks).expect("the cell is written");
        write_amount(sheet, place, row);
    })
}

/// A workbook has no other numbers than binary ones.
#[allow(clippy::disallowed_types, reason = "the number cells of a workbook are binary floats")]
fn write_amount(sheet: &mut Worksheet, place: u32, row: &Row) {
    let amount: f64 = row.amount('.').parse().expect("the amount is a number");
    sheet.write_number(place, 4, amount).expect("the cell is written");
}

/// Every cell is text.
fn text_workbook(day: WriteDay, mark: char) -> Vec<u8> {
    workbook(|sheet, place, row| {
        sheet.write_row(place, 0, row.cells(day, mark)).expect("the cell is written");
    })
}

/// Writes the file, runs the program on it, and says how it differs, if it does.
fn difference(folder: &Path, file: &str, bytes: &[u8], dialect: &str) -> Option<String> {
    fs::write(folder.join(file), bytes).expect("the file is written");
    let command = format!(
        "leadcalc compare-channels --spend {file} --by month,channel --columns impressions,clicks,spend -f csv"
    );
    let run = run_in(folder, &command);
    let is_same = run.status() == 0 && run.stdout() == EXPECTED;
    (!is_same).then(|| format!("== {dialect}\n{run}"))
}

/// Fails with the number of dialects that differ, and the first of them.
#[track_caller]
fn no_differences(differences: &[String]) {
    let first = differences.iter().take(3).map(String::as_str).collect::<Vec<_>>();
    assert!(differences.is_empty(), "{} differ, the first of them:\n{}", differences.len(), first.join("\n"));
}

/// All delimiters, marks, days, line ends and containers in one encoding.
#[track_caller]
fn same_in(encoding: usize) {
    let (encoding, encode) = ENCODINGS[encoding];
    let folder = tempfile::tempdir().expect("a folder for the files");
    let mut differences = Vec::new();
    for delimiter in [',', ';', '\t'] {
        for mark in MARKS {
            for (days, day) in DAYS {
                for line_end in ["\n", "\r\n"] {
                    let bytes = encode(&delimited(delimiter, line_end, day, mark));
                    let dialect = format!("{encoding}, {delimiter:?}, {mark:?}, {days}, {line_end:?}");
                    differences.extend(difference(folder.path(), "table.csv", &bytes, &dialect));
                    let dialect = format!("{dialect}, gzip");
                    differences.extend(difference(folder.path(), "table.csv.gz", &gzipped(&bytes), &dialect));
                }
            }
        }
    }
    no_differences(&differences);
}

#[test]
fn in_utf_8() {
    same_in(0);
}

#[test]
fn in_utf_8_with_a_byte_order_mark() {
    same_in(1);
}

#[test]
fn in_utf_16_little_endian() {
    same_in(2);
}

#[test]
fn in_utf_16_big_endian() {
    same_in(3);
}

#[test]
fn in_windows_1251() {
    same_in(4);
}

#[test]
fn in_workbooks_and_pages() {
    let folder = tempfile::tempdir().unwrap();
    let mut differences = Vec::new();
    let typed = typed_workbook();
    for file in ["table.xlsx", "renamed.csv"] {
        differences.extend(difference(folder.path(), file, &typed, &format!("typed cells, {file}")));
    }
    for mark in MARKS {
        for (days, day) in DAYS {
            let dialect = format!("{mark:?}, {days}");
            let text = text_workbook(day, mark);
            differences.extend(difference(
                folder.path(),
                "table.xlsx",
                &text,
                &format!("text cells, {dialect}"),
            ));
            let page = page(day, mark);
            differences.extend(difference(
                folder.path(),
                "table.xls",
                page.as_bytes(),
                &format!("page, {dialect}"),
            ));
        }
    }
    no_differences(&differences);
}
