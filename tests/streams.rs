//! What comes through stdin gives what the same bytes give as a file, however often they have to be read.

mod program;

use std::fs;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

/// Rows of a report, more of them than are looked at before the first one is read.
fn report(rows: u32) -> String {
    let row = |row: u32| {
        format!("{},campaign {},{}.5{}\n", row % 7, row.wrapping_mul(2_654_435_761), row % 90, row % 9)
    };
    "channel,campaign,cost\n".to_owned() + &(0..rows).map(row).collect::<String>()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

fn utf_16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// What a command says of a file, `FILE` in it, and what it says of the same bytes through stdin; `status` is how both end.
#[track_caller]
fn check(folder: &Path, content: &[u8], command: &str, status: i32) -> String {
    fs::write(folder.join("report"), content).expect("a file");
    let file = program::run_in(folder, &command.replace("FILE", "report"));
    let stdin = program::run_in(folder, &format!("cat report | {}", command.replace("FILE", "-")));
    assert_eq!(file.status(), status, "{file}");
    let said = |run: &program::Run| (run.status(), run.stdout(), run.stderr());
    let (end, stdout, stderr) = said(&file);
    let named = |text: String| text.replace("report: ", "stdin: ").replace("report, line", "stdin, line");
    assert!(said(&stdin) == (end, named(stdout), named(stderr)), "{file}{stdin}");
    file.stdout() + &file.stderr()
}

const COMPARE: &str = "leadcalc compare-channels --spend FILE -f csv --columns spend --threads 2";

#[test]
fn what_is_no_utf_8_late_in_a_stream_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut content = report(10_000).into_bytes();
    assert!(content.len() > 200_000);
    // Вконтакте, in windows-1251.
    content.extend_from_slice(b"\xc2\xea\xee\xed\xf2\xe0\xea\xf2\xe5,x,777777\n");
    let command = format!("{COMPARE} --encoding windows-1251");
    for command in [COMPARE, &command] {
        let said = check(folder.path(), &content, command, 0);
        assert!(said.contains("Вконтакте,777777"), "{said}");
    }
    let said = check(folder.path(), &gzipped(&content), COMPARE, 0);
    assert!(said.contains("Вконтакте,777777"), "{said}");
    // More of it was UTF-8 than was not.
    content.extend_from_slice("ВконтактеВконтакте,x,1\n".as_bytes());
    let said = check(folder.path(), &content, COMPARE, 2);
    assert!(said.contains("report, line 10002: is not valid UTF-8"), "{said}");
}

#[test]
fn a_stream_is_read_as_often_as_it_takes() {
    let folder = tempfile::tempdir().unwrap();
    // The first cost that is not whole can be read in two ways; the last row says in which.
    let undecided = report(20_000).replace(".5", "") + "a,b,\"1,234\"\n" + "a,b,0.5\n";
    let said = check(folder.path(), undecided.as_bytes(), COMPARE, 0);
    assert!(said.contains("a,1234.5"), "{said}");
    let micros: String = report(20_000).lines().map(|line| line.replace(".5", "500000") + "\n").collect();
    check(folder.path(), micros.as_bytes(), &format!("{COMPARE} --micros"), 0);
    let leads: Vec<String> = (0..20_000).map(|lead| format!("vk,won,{}\n", lead % 15_000)).collect();
    let leads = leads.concat();
    let leads = "channel,status,lead_id\n".to_owned() + &leads;
    let repeats =
        "leadcalc compare-channels --leads FILE --won won --rejected '' -f csv --columns leads --threads 2";
    assert!(check(folder.path(), leads.as_bytes(), repeats, 0).contains("vk,20000"));
    let repeats = format!("{repeats} --dedupe lead_id");
    assert!(check(folder.path(), leads.as_bytes(), &repeats, 0).contains("vk,15000"));
    let said = check(folder.path(), report(20_000).as_bytes(), "leadcalc inspect FILE", 0);
    assert!(said.contains("20000 read, 20000 used"), "{said}");
}

#[test]
fn large_files_are_unpacked_and_decoded_while_they_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let content = report(40_000);
    let expected = check(folder.path(), content.as_bytes(), COMPARE, 0);
    for encoded in [content.clone().into_bytes(), utf_16(&content)] {
        let mut packed = gzipped(&encoded);
        assert!(packed.len() > 1 << 18);
        assert_eq!(check(folder.path(), &encoded, COMPARE, 0), expected);
        assert_eq!(check(folder.path(), &packed, COMPARE, 0), expected);
        let checksum = packed.len() - 6;
        packed[checksum] ^= 1;
        let said = check(folder.path(), &packed, COMPARE, 2);
        assert!(said.starts_with("error: report: is a damaged gzip file (corrupt gzip stream"), "{said}");
        let said = check(folder.path(), &packed[..checksum], COMPARE, 2);
        assert_eq!(said, "error: report: is a gzip file that ends too early; fetch it again\n");
    }
    let mut damaged = utf_16(&content);
    damaged.extend_from_slice(&[0, 0xdc, b'\n', 0]);
    let said = check(folder.path(), &damaged, COMPARE, 2);
    assert!(said.starts_with("error: report, line 40002: is not valid UTF-16LE; "), "{said}");
}
