use super::*;

fn encoded(encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, failed) = encoding.encode(text);
    assert!(!failed);
    bytes.into_owned()
}

fn utf_16(mark: bool, text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = if mark { "\u{feff}" } else { "" };
    mark.encode_utf16().chain(text.encode_utf16()).flat_map(order).collect()
}

fn read(content: &[u8]) -> (String, String) {
    let text = case(content).open().unwrap();
    (whole(&text), text.encoding.to_string())
}

#[test]
fn a_mark_is_believed_and_taken_away() {
    let text = case(b"\xef\xbb\xbfCost\n").open().unwrap();
    assert_eq!((whole(&text).as_str(), text.encoding), ("Cost\n", Encoding::Utf8 { bom: true }));
    let expected = "Расход\t😀\n";
    let little = utf_16(true, expected, u16::to_le_bytes);
    assert_eq!(read(&little), (expected.to_owned(), "UTF-16LE".to_owned()));
    let big = utf_16(true, expected, u16::to_be_bytes);
    assert_eq!(read(&big), (expected.to_owned(), "UTF-16BE".to_owned()));
}

#[test]
fn utf_16_is_seen_without_its_mark() {
    for (order, name) in
        [(u16::to_le_bytes as fn(u16) -> [u8; 2], "UTF-16LE"), (u16::to_be_bytes, "UTF-16BE")]
    {
        let content = utf_16(false, "Cost\tРасход\n1\t2\n", order);
        assert_eq!(read(&content), ("Cost\tРасход\n1\t2\n".to_owned(), name.to_owned()));
    }
}

#[test]
fn characters_may_straddle_chunks() {
    for shift in 0..4 {
        let text = format!("{}\n{}", "a".repeat(shift), "é€😀".repeat(50_000));
        assert_eq!(case(text.as_bytes()).text(), text);
        assert_eq!(case(&utf_16(true, &text, u16::to_le_bytes)).text(), text);
    }
}

#[test]
fn known_headers_tell_the_old_encodings_apart() {
    let russian = "Кампания;Расход\nОптика — «всё»;1\n";
    let content = encoded(encoding_rs::WINDOWS_1251, russian);
    assert_eq!(read(&content), (russian.to_owned(), "windows-1251".to_owned()));
    let french = "Campaign;Coût\nÉté;1\n";
    let content = encoded(encoding_rs::WINDOWS_1252, french);
    assert_eq!(read(&content), (french.to_owned(), "windows-1252".to_owned()));
}

#[test]
fn letters_tell_them_apart_where_headers_are_plain() {
    let russian = "Campaign;Cost\nСолнечные очки для детей;1\n";
    let content = encoded(encoding_rs::WINDOWS_1251, russian);
    assert_eq!(read(&content), (russian.to_owned(), "windows-1251".to_owned()));
    let french = "Campaign;Cost\nL'été à la mer, déjà payé, garçon\n";
    let content = encoded(encoding_rs::WINDOWS_1252, french);
    assert_eq!(read(&content), (french.to_owned(), "windows-1252".to_owned()));
}

#[test]
fn any_other_encoding_is_for_the_user_to_name() {
    let russian = "Campaign;Cost\nСолнечные очки для детей и взрослых;1\n";
    let content = encoded(encoding_rs::KOI8_R, russian);
    assert_eq!(
        case(&content).error(),
        "file: is neither UTF-8 nor windows-1251 nor windows-1252 (it may be KOI8-U); \
         name its encoding with --encoding NAME"
    );
    assert_eq!(Case { encoding: Some("koi8-r"), ..case(&content) }.text(), russian);
    let content = encoded(encoding_rs::IBM866, russian);
    assert_eq!(Case { encoding: Some("cp866"), ..case(&content) }.text(), russian);
}

#[test]
fn an_undefined_byte_is_an_error() {
    let content = encoded(encoding_rs::WINDOWS_1251, "Кампания;Расход\nОптика;");
    let content = [&content[..], b"\x98\n"].concat();
    assert_eq!(
        case(&content).error(),
        "file, line 2: is not valid windows-1251; name its encoding with --encoding NAME, or save the file as UTF-8"
    );
    let content = [b"a\n\nb", &b"\x81"[..]].concat();
    let named = Case { encoding: Some("latin1"), ..case(&content) };
    assert!(named.error().starts_with("file, line 3: is not valid windows-1252;"), "{}", named.error());
}

#[test]
fn damaged_utf_8_is_not_taken_for_anything_else() {
    let content = ["Кампания;Расход\nОптика;".as_bytes(), b"\xd0\n"].concat();
    let expected = "file, line 2: is not valid UTF-8; the file is damaged, or in another encoding: \
                    name it with --encoding NAME, or save the file as UTF-8";
    assert_eq!(case(&content).error(), expected);
    let named = Case { encoding: Some("utf-8"), ..case(b"a\n\xe9;") };
    assert_eq!(named.error(), expected);
    assert_eq!(case(b"\xef\xbb\xbfa\n\xe9;").error(), expected);
}

#[test]
fn a_file_that_is_cut_off_is_an_error() {
    let expected = "file: ends in the middle of a character: the file is cut off; fetch it again";
    assert_eq!(case(&"Расход".as_bytes()[..11]).error(), expected);
    let content = utf_16(true, "a😀", u16::to_le_bytes);
    for length in [content.len() - 1, content.len() - 2, content.len() - 3] {
        assert_eq!(case(&content[..length]).error(), expected, "{length}");
    }
    let lone = utf_16(true, "a\n", u16::to_le_bytes);
    let lone = [&lone[..], b"\x00\xd8b\x00"].concat();
    assert!(case(&lone).error().starts_with("file, line 2: is not valid UTF-16LE;"));
}

#[test]
fn the_user_wins_over_all_but_a_mark() {
    let named = Case { encoding: Some("windows-1252"), ..case("é".as_bytes()) };
    assert_eq!(named.text(), "Ã©");
    let named = Case { encoding: Some("utf-16le"), ..case(b"a\0") };
    assert_eq!(named.text(), "a");
    let marked = Case { encoding: Some("cp1251"), ..case(b"\xef\xbb\xbfa") };
    assert_eq!(
        marked.error(),
        "file: begins with the mark of UTF-8, but --encoding windows-1251 is given; leave out --encoding"
    );
    let big = utf_16(true, "a", u16::to_be_bytes);
    assert_eq!(Case { encoding: Some("UTF-16"), ..case(&big) }.text(), "a");
    assert!(Case { encoding: Some("utf-16le"), ..case(&big) }.error().contains("the mark of UTF-16BE"));
}

#[test]
fn names_of_encodings_are_those_of_the_web() {
    for name in ["utf-8", "UTF8", "cp1251", " Windows-1251 ", "koi8-r", "ibm866", "utf-16be", "latin1"] {
        assert!(Named::parse(name).is_ok(), "{name}");
    }
    for name in ["", "utf-7", "replacement", "x-user-defined", "ansi"] {
        assert!(Named::parse(name).is_err(), "{name}");
    }
}
