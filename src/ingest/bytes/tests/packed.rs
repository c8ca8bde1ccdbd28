use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;

fn gzip(content: &[u8]) -> Vec<u8> {
    gzip_by(content, Compression::default())
}

/// Packed with this much effort.
pub(super) fn gzip_by(content: impl AsRef<[u8]>, effort: Compression) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), effort);
    encoder.write_all(content.as_ref()).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn gzip_is_unpacked_with_all_its_members() {
    let packed = [gzip(b"a,b\n"), gzip("1,é\n".as_bytes())].concat();
    let text = case(&packed).open().unwrap();
    assert_eq!(whole(&text), "a,b\n1,é\n");
    assert_eq!(&text.container, &Container::Gzip);
}

#[test]
fn what_gzip_holds_is_read_like_any_file() {
    let text = case(&gzip(b"<table><tr><td>a</td></tr></table>")).open().unwrap();
    assert_eq!((whole(&text).as_str(), &text.container), ("a\n", &Container::Html));
    assert_eq!(
        case(&gzip(&gzip(b"a"))).error(),
        "file: is packed with gzip more than once; unpack it yourself"
    );
}

#[test]
fn broken_gzip_is_an_error() {
    let packed = gzip("a,b,c,d\n".repeat(100).as_bytes());
    for length in [2, 10, packed.len() - 9, packed.len() - 1] {
        assert_eq!(
            case(&packed[..length]).error(),
            "file: is a gzip file that ends too early; fetch it again",
            "{length}"
        );
    }
    let mut broken = packed.clone();
    let place = broken.len() - 6;
    broken[place] ^= 1;
    let error = case(&broken).error();
    assert!(error.starts_with("file: is a damaged gzip file ("), "{error}");
}

#[test]
fn a_gzip_bomb_is_stopped() {
    let packed = gzip(&vec![b'a'; 1 << 20]);
    let limits = Limits { unsuspicious: 1 << 16, ..Limits::USUAL };
    assert_eq!(
        Case { limits, ..case(&packed) }.error(),
        "file: unpacks to more than 100 times its size; unpack it yourself to see whether it is what it claims"
    );
    assert_eq!(case(&packed).text().len(), 1 << 20);
}
