use std::io::Cursor as Memory;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// An archive of these parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Memory::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The least that is a workbook, with this in its only sheet, these properties, and these parts besides.
fn minimal(sheet: &str, properties: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    minimal_in_state("visible", sheet, properties, parts)
}

fn minimal_in_state(state: &str, sheet: &str, properties: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let rels = format!(
        "<Relationships xmlns='{package}'><Relationship Id='a' Type='{RELATIONS}/officeDocument' \
         Target='xl/workbook.xml'/></Relationships>"
    );
    let book = format!(
        "<workbook xmlns='{MAIN}' xmlns:r='{RELATIONS}'>{properties}<sheets>\
         <sheet name='S' sheetId='1' state='{state}' r:id='a'/></sheets></workbook>"
    );
    let book_rels = format!(
        "<Relationships xmlns='{package}'><Relationship Id='a' Type='{RELATIONS}/worksheet' \
         Target='worksheets/sheet1.xml'/></Relationships>"
    );
    let sheet = format!("<worksheet xmlns='{MAIN}'>{sheet}</worksheet>");
    let mut all = vec![
        ("_rels/.rels", rels.as_str()),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &book_rels),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    all.extend_from_slice(parts);
    archive(&all)
}

fn of_rows(rows: &str) -> Vec<u8> {
    minimal(&format!("<sheetData>{rows}</sheetData>"), "", &[])
}

/// A workbook with sheets of these names, each with this heading in its first two cells.
fn sheets(all: &[(&str, [&str; 2])]) -> Workbook {
    let mut book = Workbook::new();
    for (name, heading) in all {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        sheet.write(0, 0, heading[0]).unwrap().write(0, 1, heading[1]).unwrap();
        sheet.write(1, 0, *name).unwrap().write(1, 1, 1).unwrap();
    }
    book
}

const KNOWN: [&str; 2] = ["Campaign", "Cost"];
const NOTES: [&str; 2] = ["Cost", "in short"];

#[test]
fn cells_say_what_they_are() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, number) in [0.1, 2900.0, -1e20, 1e-7, 199_421.15, 0.1 + 0.2].into_iter().enumerate() {
        sheet.write(0, u16::try_from(column).unwrap(), number).unwrap();
    }
    sheet.write(1, 0, "€ 2.900,00").unwrap();
    sheet.write(1, 1, "two\nlines, \"quoted\"").unwrap();
    sheet.write(1, 2, "1\u{1}2").unwrap();
    sheet.write(1, 3, true).unwrap().write(1, 4, false).unwrap();
    sheet.write(1, 5, Formula::new("A1*2").set_result("0.2")).unwrap();
    sheet.write(1, 6, Formula::new("A1&\"\"").set_result("txt")).unwrap();
    sheet.write(1, 7, Formula::new("1/0").set_result("#DIV/0!")).unwrap();
    let text = case(&book.save_to_buffer().unwrap()).open().unwrap();
    assert_eq!(
        whole(&text),
        "#0.1,#2900,#-100000000000000000000,#0.0000001,#199421.15,#0.30000000000000004\n\
         \"€ 2.900,00\",\"two\nlines, \"\"quoted\"\"\",12,TRUE,FALSE,#0.2,txt,#DIV/0!\n"
    );
    assert_eq!(&text.container, &Container::Workbook { sheet: "Sheet1".to_owned(), others: Vec::new() });
}

#[test]
fn dates_are_those_that_look_like_dates() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format("dd.mm.yyyy");
    let time = Format::new().set_num_format("hh:mm:ss");
    let duration = Format::new().set_num_format("[h]:mm:ss");
    sheet.write(0, 0, 45110).unwrap();
    sheet.write_with_format(0, 1, 45110, &date).unwrap();
    let moment = ExcelDateTime::parse_from_str("2026-01-31T13:05:09").unwrap();
    sheet.write_with_format(0, 2, &moment, &date).unwrap();
    sheet.write_with_format(0, 3, ExcelDateTime::from_hms(13, 5, 9).unwrap(), &time).unwrap();
    sheet.write_with_format(0, 4, 1.5, &duration).unwrap();
    sheet.write_with_format(0, 5, -1, &date).unwrap();
    sheet.write_with_format(0, 6, 1, &date).unwrap();
    sheet.write_with_format(0, 7, 60, &date).unwrap();
    sheet.write_with_format(0, 8, 61, &date).unwrap();
    sheet.write_with_format(0, 9, 46_053.999_999_999, &date).unwrap();
    assert_eq!(
        case(&book.save_to_buffer().unwrap()).text(),
        "#45110,2023-07-03,2026-01-31 13:05:09,13:05:09,36:00:00,#-1,\
         1900-01-01,1900-02-29,1900-03-01,2026-02-01\n"
    );
}

#[test]
fn dates_may_be_counted_from_1904_or_be_words() {
    let styles = format!(
        "<styleSheet xmlns='{MAIN}'><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>"
    );
    let cells = "<row r='1'><c r='A1' s='1'><v>43648</v></c><c r='B1' t='d'><v>2026-01-31T00:00:00Z</v></c>\
        <c r='C1' t='d'><v>2026-01-31T13:05:09.5</v></c><c r='D1' t='d'><v>2026-01-31</v></c>\
        <c r='E1' t='d'><v>13:05</v></c><c r='F1' t='d'><v>soon</v></c><c r='G1' s='1'><v>0</v></c></row>";
    let sheet = format!("<sheetData>{cells}</sheetData>");
    let parts = [("xl/styles.xml", styles.as_str())];
    let words = "2026-01-31,2026-01-31 13:05:09,2026-01-31,13:05:00,soon,00:00:00\n";
    let mac = minimal(&sheet, "<workbookPr date1904='1'/>", &parts);
    assert_eq!(case(&mac).text(), format!("2023-07-03,{words}"));
    assert_eq!(case(&minimal(&sheet, "", &parts)).text(), format!("2019-07-02,{words}"));
}

#[test]
fn a_record_is_a_row_of_the_sheet() {
    let content = of_rows(
        "<row r='2'><c r='C2' t='inlineStr'><is><t>a</t></is></c><c r='D2' t='str'><v></v></c></row>\
         <row r='3'/><row r='5'><c r='A5'><v>1</v></c></row><row r='9'><c r='A9' s='0'/></row>",
    );
    assert_eq!(case(&content).text(), "\"\"\n,,a\n\"\"\n\"\"\n#1\n");
}

#[test]
fn cells_and_rows_may_go_without_a_name() {
    let content = of_rows("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>");
    assert_eq!(case(&content).text(), "#1,#2\n#3\n");
}

#[test]
fn shared_strings_are_taken_by_their_numbers() {
    let strings = format!(
        "<sst xmlns='{MAIN}' uniqueCount='1'><si/><si><t xml:space='preserve'> a </t></si>\
         <si><r><t>b</t></r><rPh><t>no</t></rPh><r><t>c &amp; d_x0001_</t></r></si></sst>"
    );
    let cells = "<row r='1'><c t='s'><v>2</v></c><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>";
    let sheet = format!("<sheetData>{cells}</sheetData>");
    let content = minimal(&sheet, "", &[("xl/sharedStrings.xml", &strings)]);
    assert_eq!(case(&content).text(), "bc & d,, a \n");
    let missing = sheet.replace("<v>2</v>", "<v>3</v>");
    assert_eq!(
        case(&minimal(&missing, "", &[("xl/sharedStrings.xml", &strings)])).error(),
        "file: is a damaged XLSX workbook (Cell string index not found in shared strings table); \
         open it and save it again"
    );
}

#[test]
fn a_claim_costs_nothing() {
    let sheet =
        "<dimension ref='A1:XFD1048576'/><sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData>";
    assert_eq!(case(&minimal(sheet, "", &[])).text(), "#1\n");
    let strings = format!("<sst xmlns='{MAIN}' uniqueCount='18446744073709551615'><si/></sst>");
    assert_eq!(
        case(&minimal(sheet, "", &[("xl/sharedStrings.xml", &strings)])).error(),
        "file: holds a part \"xl/sharedstrings.xml\" that is too large for a workbook; save the sheet as CSV"
    );
}

#[test]
fn a_cell_far_away_is_an_error() {
    let content = of_rows(
        "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
    );
    assert_eq!(
        case(&content).error(),
        "file: sheet \"S\" has a cell in row 1048576, more than 10000 rows below any other; \
         delete it, or save the sheet as CSV"
    );
    let limits = Limits { blank_rows: 2, ..Limits::USUAL };
    let near = of_rows("<row r='1'><c r='A1'><v>1</v></c></row><row r='4'><c r='A4'><v>1</v></c></row>");
    assert_eq!(Case { limits, ..case(&near) }.text(), "#1\n\"\"\n\"\"\n#1\n");
    let far = of_rows("<row r='4'><c r='A4'><v>1</v></c></row>");
    assert!(Case { limits, ..case(&far) }.error().contains("row 4, more than 2 rows"));
    // Blank ones are no cells, however far away.
    let blank = of_rows("<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='A1048576'/></row>");
    assert_eq!(case(&blank).text(), "#1\n");
}

#[test]
fn disorder_is_an_error() {
    for rows in [
        "<row r='2'><c r='A2'><v>1</v></c></row><row r='1'><c r='A1'><v>1</v></c></row>",
        "<row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>",
    ] {
        assert_eq!(
            case(&of_rows(rows)).error(),
            "file: sheet \"S\" has row 1 or one of its cells twice; open the workbook and save it again"
        );
    }
    let mixed = of_rows("<row r='1'><c r='B1'><v>2</v></c><c r='A1'><v>1</v></c></row>");
    assert_eq!(case(&mixed).text(), "#1,#2\n");
    for name in ["A1048577", "XFE1"] {
        let outside = of_rows(&format!("<row><c r='{name}'><v>1</v></c></row>"));
        assert!(case(&outside).error().contains("a cell beyond the last row or column"), "{name}");
    }
}

#[test]
fn bombs_are_stopped() {
    let long = "x".repeat(1 << 18);
    let tags = "<row/>".repeat(1 << 16);
    let parts = |content: &str| of_rows(content);
    let limits = Limits { unsuspicious: 1 << 16, zip_ratio: 20, ..Limits::USUAL };
    assert_eq!(
        Case { limits, ..case(&parts(&tags)) }.error(),
        "file: unpacks to more than 20 times its size; unpack it yourself to see whether it is what it claims"
    );
    for (content, limits) in [
        (parts(&tags), Limits { part: 1 << 16, ..Limits::USUAL }),
        (parts(&long), Limits { piece: 1 << 16, ..Limits::USUAL }),
    ] {
        assert_eq!(
            Case { limits, ..case(&content) }.error(),
            "file: holds a part \"xl/worksheets/sheet1.xml\" that is too large for a workbook; save the sheet as CSV"
        );
    }
    let strings = format!("<sst xmlns='{MAIN}'><si><t>{}</t></si></sst>", &long[..1000]);
    let cells = "<row><c t='s'><v>0</v></c></row>".repeat(100);
    let content =
        minimal(&format!("<sheetData>{cells}</sheetData>"), "", &[("xl/sharedStrings.xml", &strings)]);
    let limits = Limits { text: 1 << 16, ..Limits::USUAL };
    assert_eq!(
        Case { limits, ..case(&content) }.error(),
        "file: comes to more text than a table can hold; save it as CSV to see whether it is what it claims"
    );
    let limits = Limits { strings: 500, ..Limits::USUAL };
    assert!(Case { limits, ..case(&content) }.error().contains("\"xl/sharedstrings.xml\" that is too large"));
    let font = "y".repeat(1 << 15);
    let styles = format!(
        "<styleSheet xmlns='{MAIN}'><fonts><font><name val='{font}'/></font></fonts><cellXfs>{}</cellXfs></styleSheet>",
        "<xf fontId='0'/>".repeat(1 << 16)
    );
    let content = minimal("<sheetData/>", "", &[("xl/styles.xml", &styles)]);
    assert!(case(&content).error().contains("\"xl/styles.xml\" that is too large"));
}

/// The directory of an archive may say anything of sizes.
#[test]
fn a_lying_directory_is_not_believed() {
    let content = of_rows(&"<row/>".repeat(1 << 16));
    let size = u32::try_from("<row/>".len() << 16).unwrap();
    let mut lying = content.clone();
    let mut changed = 0;
    for place in 0..lying.len() - 4 {
        let found = u32::from_le_bytes([lying[place], lying[place + 1], lying[place + 2], lying[place + 3]]);
        if found.abs_diff(size) < 500 {
            lying[place..place + 4].copy_from_slice(&100_u32.to_le_bytes());
            changed += 1;
        }
    }
    assert!(changed > 0);
    let limits = Limits { part: 1 << 16, ..Limits::USUAL };
    let error = Case { limits, ..case(&lying) }.error();
    assert!(error.contains("too large") || error.contains("damaged"), "{error}");
}

#[test]
fn the_sheet_that_makes_sense_is_meant() {
    let mut book = sheets(&[("Notes", NOTES), ("Объявления", KNOWN), ("Old", KNOWN)]);
    book.worksheet_from_name("Old").unwrap().set_hidden(true);
    let content = book.save_to_buffer().unwrap();
    let text = case(&content).open().unwrap();
    assert_eq!(whole(&text), "Campaign,Cost\nОбъявления,#1\n");
    let others = vec!["Notes".to_owned(), "Old".to_owned()];
    assert_eq!(&text.container, &Container::Workbook { sheet: "Объявления".to_owned(), others });
    assert_eq!(Case { sheet: Some("Old"), ..case(&content) }.text(), "Campaign,Cost\nOld,#1\n");
    assert_eq!(Case { sheet: Some("объявления"), ..case(&content) }.text(), "Campaign,Cost\nОбъявления,#1\n");
    assert_eq!(
        Case { sheet: Some("New"), ..case(&content) }.error(),
        "file: has no sheet \"New\"; it has sheets \"Notes\", \"Объявления\", \"Old\""
    );
}

#[test]
fn a_single_sheet_needs_no_sense() {
    let content = sheets(&[("Notes", NOTES)]).save_to_buffer().unwrap();
    assert_eq!(case(&content).text(), "Cost,in short\nNotes,#1\n");
}

#[test]
fn sheets_are_not_guessed() {
    let several = sheets(&[("A", KNOWN), ("B", NOTES), ("C", KNOWN)]).save_to_buffer().unwrap();
    assert_eq!(
        case(&several).error(),
        "file: has sheets \"A\", \"C\", and each of them can be meant; choose one with --sheet NAME"
    );
    let names: Vec<String> = (0..10).map(|number| format!("S{number}")).collect();
    let all: Vec<_> = names.iter().map(|name| (name.as_str(), NOTES)).collect();
    assert_eq!(
        case(&sheets(&all).save_to_buffer().unwrap()).error(),
        "file: has sheets \"S0\", \"S1\", \"S2\", \"S3\", \"S4\", \"S5\", \"S6\", \"S7\" and 2 more, \
         and none with a header row that is known; choose one with --sheet NAME"
    );
    for state in ["hidden", "veryHidden"] {
        assert_eq!(
            case(&minimal_in_state(state, "<sheetData/>", "", &[])).error(),
            "file: has no visible sheet, only hidden sheet \"S\"; choose one with --sheet NAME"
        );
    }
}

#[test]
fn other_archives_are_no_workbooks() {
    let expected = "file: is a zip archive but no XLSX workbook; unpack it, or save it as XLSX or CSV";
    for parts in [
        &[("report.csv", "a,b")][..],
        &[],
        &[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<a/>")],
        &[("_rels/.rels", "<a/>"), ("xl/workbook.bin", "")],
        &[("_rels/.rels", "<a/>"), ("word/document.xml", "<a/>")],
    ] {
        assert_eq!(case(&archive(parts)).error(), expected);
    }
    assert_eq!(case(b"PK\x03\x04 and so on").error(), expected);
    let damaged = case(&archive(&[("xl/workbook.xml", "")])).error();
    assert_eq!(
        damaged,
        "file: is a damaged XLSX workbook (File not found '_rels/.rels'); open it and save it again"
    );
}

#[test]
fn old_and_encrypted_workbooks_are_refused() {
    let compound = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", &vec![0; 70_000][..]].concat();
    assert_eq!(case(&compound).error(), "file: is an old binary Excel workbook; save it as XLSX or CSV");
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    // Where two chunks meet, too.
    for length in [100, store::CHUNK - 20] {
        let encrypted = [&compound[..length], &name, b"\0\0"].concat();
        assert_eq!(case(&encrypted).error(), "file: is protected by a password; save it without one");
    }
    let mut locked = of_rows("");
    for place in 0..locked.len() - 8 {
        let flags = match &locked[place..place + 4] {
            b"PK\x03\x04" => place + 6,
            b"PK\x01\x02" => place + 8,
            _ => continue,
        };
        locked[flags] |= 1;
    }
    assert_eq!(case(&locked).error(), "file: is protected by a password; save it without one");
}
