//! Whole files through [`Text::open`], by rule.

mod encodings;
mod packed;
mod pages;
mod streams;
mod workbooks;

use std::io::{Read as _, Write as _};

use super::*;

/// A file with this content, read as the usual headers have it.
struct Case<'a> {
    content: &'a [u8],
    encoding: Option<&'a str>,
    sheet: Option<&'a str>,
    limits: Limits,
}

/// How to read where nobody says anything.
fn how(look: Look, streams: &Streams) -> How<'_> {
    How { encoding: None, sheet: None, look, streams, sense: &known }
}

fn case(content: &[u8]) -> Case<'_> {
    Case { content, encoding: None, sheet: None, limits: Limits::USUAL }
}

impl Case<'_> {
    fn open(&self) -> Result<Text, String> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(self.content).unwrap();
        let input = Input { path: file.path().to_owned(), channel: None };
        let encoding = self.encoding.map(|name| Named::parse(name).unwrap());
        let streams = Streams::default();
        let how = How { encoding, sheet: self.sheet, ..how(Look::AtAllOfIt, &streams) };
        Text::open_within(&input, &how, &self.limits).map_err(|mut error| {
            assert_eq!(error.file, file.path().display().to_string());
            "file".clone_into(&mut error.file);
            error.to_string()
        })
    }

    /// What can be read, with the mark before numbers as `#`.
    fn text(&self) -> String {
        whole(&self.open().unwrap())
    }

    fn error(&self) -> String {
        self.open().unwrap_err()
    }
}

fn whole(text: &Text) -> String {
    let mut read = String::new();
    text.rest(0).read_to_string(&mut read).unwrap();
    read.replace(crate::ingest::field::number::TYPED, "#")
}

/// How many known words stand in the first line.
fn known(text: &[u8]) -> usize {
    const KNOWN: [&str; 6] = ["Кампания", "Расход", "Клики", "Coût", "Campaign", "Cost"];
    let text = String::from_utf8_lossy(text);
    let header = text.lines().next().unwrap_or_default();
    header.split([',', ';', '\t']).filter(|word| KNOWN.contains(word)).count()
}

#[test]
fn text_in_utf_8_is_read_where_it_is() {
    let text = case("a,b\n1,é\n".as_bytes()).open().unwrap();
    assert_eq!(whole(&text), "a,b\n1,é\n");
    assert_eq!((&text.container, text.encoding), (&Container::Plain, Encoding::Utf8 { bom: false }));
    assert_eq!(case(b"").text(), "");
}

#[test]
fn every_reader_has_its_own_place() {
    let text = case(b"\xef\xbb\xbfab\n\r\n\ncd").open().unwrap();
    let mut first = text.rest(0);
    let mut begun = [0; 2];
    first.read_exact(&mut begun).unwrap();
    assert_eq!(text.beginning(4).unwrap(), b"ab\n\r");
    let mut rest = String::new();
    text.rest(6).read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "cd");
    let mut remains = String::new();
    first.read_to_string(&mut remains).unwrap();
    assert_eq!(remains, "\n\r\n\ncd");
}

#[test]
fn what_is_no_file_says_so() {
    let streams = Streams::default();
    let how = how(Look::AtAllOfIt, &streams);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.csv"), "").unwrap();
    let open = |path: &std::path::Path| {
        let input = Input { path: path.to_owned(), channel: None };
        let error = Text::open(&input, &how).unwrap_err().to_string();
        error.replace(&path.display().to_string(), "it")
    };
    assert_eq!(open(folder.path()), "it: is a folder, and it holds a.csv; name the files themselves");
    assert_eq!(
        open(&folder.path().join("none")),
        "it: cannot be read: No such file or directory (os error 2)"
    );
}

#[test]
fn binary_files_are_named() {
    for (content, kind) in [
        (&b"%PDF-1.7\n"[..], "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"Rar!\x1a\x07\x01", "a RAR archive"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        (b"SQLite format 3\0", "a database"),
        (b"a,b\n\0\0\0\x01\n", "binary data"),
        (b"\xef\xbb\xbfa\0", "binary data"),
    ] {
        let expected = format!("file: looks like {kind}, not like a table; save it as CSV or XLSX");
        assert_eq!(case(content).error(), expected);
    }
    let named = Case { encoding: Some("cp1251"), ..case(b"a\0b") };
    assert_eq!(named.error(), "file: looks like binary data, not like a table; save it as CSV or XLSX");
}

/// A pipe can be read only once.
#[cfg(unix)]
#[test]
fn a_pipe_is_kept() {
    let (reader, mut writer) = std::io::pipe().unwrap();
    writer.write_all(b"a,b\n").unwrap();
    drop(writer);
    let path = format!("/dev/fd/{}", std::os::fd::AsRawFd::as_raw_fd(&reader));
    let streams = Streams::default();
    let how = how(Look::AtAllOfIt, &streams);
    let text = Text::open(&Input { path: path.into(), channel: None }, &how).unwrap();
    assert_eq!((whole(&text), whole(&text)), ("a,b\n".to_owned(), "a,b\n".to_owned()));
}
