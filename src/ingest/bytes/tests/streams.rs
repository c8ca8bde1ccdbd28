//! What is read as it comes.

use std::cell::Cell;
use std::io;

use flate2::Compression;

use super::packed::gzip_by;
use super::*;
use crate::ingest::bytes::arriving::Arriving;

/// Rows that do not repeat each other, so that gzip leaves something of them.
fn rows(count: u32) -> String {
    let mut number = 1u32;
    let row = |_| {
        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        format!("campaign {number},{number:x}\n")
    };
    std::iter::once("Campaign,Cost\n".to_owned()).chain((0..count).map(row)).collect()
}

/// A file with this content, read as it comes.
fn streamed(content: &[u8], limits: Limits) -> Result<Text, String> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(content).unwrap();
    let input = Input { path: file.path().to_owned(), channel: None };
    open(&input, &Streams::default(), limits)
}

fn open(input: &Input, streams: &Streams, limits: Limits) -> Result<Text, String> {
    let how = how(Look::AtItsBeginning, streams);
    Text::open_within(input, &how, &limits).map_err(|error| error.problem.to_string())
}

/// Why the text cannot be read to its end.
fn end(text: &Text) -> String {
    let mut read = Vec::new();
    Problem::of(text.rest(0).read_to_end(&mut read).unwrap_err()).to_string()
}

/// A stream that comes in uneven pieces, and how often it was read.
struct Pieces {
    content: Vec<u8>,
    place: usize,
}

impl io::Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = buffer.len().min(1 + self.place % 7_919).min(self.content.len() - self.place);
        buffer[..count].copy_from_slice(&self.content[self.place..self.place + count]);
        self.place += count;
        Ok(count)
    }
}

fn arriving(content: &str) -> Arriving {
    Arriving::begin(Box::new(Pieces { content: content.as_bytes().to_vec(), place: 0 })).unwrap()
}

/// Everything from this byte on, read in pieces of this size.
fn read_by(stream: &Arriving, place: u64, size: usize) -> String {
    let mut read = Vec::new();
    let mut source = stream.from(place);
    let mut buffer = vec![0; size];
    loop {
        match source.read(&mut buffer).unwrap() {
            0 => return String::from_utf8(read).unwrap(),
            count => read.extend_from_slice(&buffer[..count]),
        }
    }
}

#[test]
fn a_stream_is_read_as_often_as_it_takes() {
    let content = rows(20_000);
    let stream = arriving(&content);
    assert_eq!(stream.len(), None);
    assert!(stream.has(100_000).unwrap() && stream.len().is_none());
    for (place, size) in [(0, 10_000), (70_000, 300_000), (200_001, 4_096), (content.len(), 10)] {
        assert_eq!(read_by(&stream, place as u64, size), content[place..]);
    }
    assert_eq!(stream.len(), Some(content.len() as u64));
    assert!(!stream.has(content.len() as u64 + 1).unwrap());
    assert_eq!(read_by(&stream, content.len() as u64 + 1, 10), "");
    assert_eq!(read_by(&arriving(&content), 300_000, 1_000), content[300_000..]);
}

#[test]
fn readers_of_a_stream_overtake_each_other() {
    let content = rows(20_000);
    let stream = arriving(&content);
    let mut sources = [stream.from(0), stream.from(0), stream.from(0)];
    let mut read = [const { Vec::new() }; 3];
    for turn in 0.. {
        let reader = turn % 3;
        let mut buffer = vec![0; 1 + turn * 31 % 20_011];
        let count = sources[reader].read(&mut buffer).unwrap();
        read[reader].extend_from_slice(&buffer[..count]);
        if read.iter().all(|read| read.len() == content.len()) {
            break;
        }
    }
    assert!(read.iter().all(|read| *read == content.as_bytes()));
}

#[test]
fn side_by_side_readers_of_a_stream_get_the_same() {
    let content = rows(50_000);
    let stream = arriving(&content);
    std::thread::scope(|scope| {
        let readers = [1_000, 10_000, 100_000].map(|size| {
            let stream = &stream;
            scope.spawn(move || read_by(stream, 0, size))
        });
        for reader in readers {
            assert!(reader.join().unwrap() == content);
        }
    });
}

/// A pipe that somebody writes this to, and its name as a file.
#[cfg(unix)]
fn pipe(content: Vec<u8>) -> (io::PipeReader, Input) {
    let (reader, mut writer) = io::pipe().unwrap();
    std::thread::spawn(move || {
        let _ = writer.write_all(&content);
    });
    let path = format!("/dev/fd/{}", std::os::fd::AsRawFd::as_raw_fd(&reader));
    (reader, Input { path: path.into(), channel: None })
}

#[cfg(unix)]
#[test]
fn the_beginning_of_a_stream_is_read_before_the_rest() {
    let content = rows(50_000);
    let (_pipe, input) = pipe(content.clone().into_bytes());
    let text = open(&input, &Streams::default(), Limits::USUAL).unwrap();
    assert_eq!(text.beginning(100_000).unwrap(), content.as_bytes()[..100_000]);
    assert_eq!(text.len(), None);
    let mut rest = String::new();
    text.rest(14).read_to_string(&mut rest).unwrap();
    assert!(rest == content[14..] && whole(&text) == content);
    assert_eq!(text.len(), Some(content.len() as u64));
}

#[cfg(unix)]
#[test]
fn a_stream_that_is_opened_again_begins_where_it_began() {
    let content = rows(20_000).into_bytes();
    let late = [&content[..], "Расход".repeat(9).as_bytes(), &[0xd0, 0xe0, 0xf1, 0xf5, 0xee, 0xe4]].concat();
    let (_pipe, input) = pipe(late.clone());
    let streams = Streams::default();
    let first = open(&input, &streams, Limits::USUAL).unwrap();
    let mut read = Vec::new();
    first.rest(0).read_to_end(&mut read).unwrap();
    assert!(read == late && first.encoding == Encoding::Utf8 { bom: false });
    drop(first);
    let how = how(Look::AtAllOfIt, &streams);
    let error = Text::open(&input, &how).unwrap_err();
    assert_eq!(format!("file, line 20002: {}", error.problem), case(&late).error());
}

#[cfg(unix)]
#[test]
fn an_earlier_stream_is_read_before_the_next_one_is_opened() {
    let (reader, mut writer) = io::pipe().unwrap();
    let path = format!("/dev/fd/{}", std::os::fd::AsRawFd::as_raw_fd(&reader));
    let first = Input { path: path.into(), channel: None };
    let content = rows(50_000);
    let written = content.clone();
    let (_pipe, second) = pipe(rows(10).into_bytes());
    let writing = std::thread::spawn(move || writer.write_all(written.as_bytes()).unwrap());
    let streams = Streams::default();
    let first = open(&first, &streams, Limits::USUAL).unwrap();
    assert_eq!(first.len(), None);
    open(&second, &streams, Limits::USUAL).unwrap();
    writing.join().unwrap();
    assert!(first.len() == Some(content.len() as u64) && whole(&first) == content);
}

#[test]
fn what_cannot_be_read_on_fails_for_every_reader() {
    struct Failing(Cell<u64>);
    impl io::Read for Failing {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0.set(self.0.get() + 1);
            if self.0.get() > 2 {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
            buffer.fill(b'a');
            Ok(buffer.len())
        }
    }
    let stream = Arriving::begin(Box::new(Failing(Cell::new(0)))).unwrap();
    for _ in 0..2 {
        let mut read = Vec::new();
        let error = stream.from(0).read_to_end(&mut read).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
        assert!(read.len() >= 1 << 16);
    }
}

#[test]
fn large_gzip_is_unpacked_while_it_is_read() {
    let content = rows(50_000);
    let (first, second) = content.split_at(600_000);
    let packed = [gzip_by(first, Compression::fast()), gzip_by(second, Compression::fast())].concat();
    let text = streamed(&packed, Limits::USUAL).unwrap();
    assert!(matches!(text.flow, Flow::Unpacked(_)) && text.to_string() == "gzip, UTF-8");
    assert_eq!(text.beginning(100_000).unwrap(), content.as_bytes()[..100_000]);
    assert!(whole(&text) == content);
    let mut rest = String::new();
    text.rest(700_000).read_to_string(&mut rest).unwrap();
    assert!(rest == content[700_000..]);
    assert_eq!(streamed(&gzip_by(&packed, Compression::fast()), Limits::USUAL).unwrap_err(), TWICE);
}

const TWICE: &str = "is packed with gzip more than once; unpack it yourself";

#[test]
fn what_is_wrong_late_in_large_gzip_is_told_as_if_it_were_small() {
    let mut packed = gzip_by(rows(50_000), Compression::fast());
    let cut = streamed(&packed[..packed.len() - 9], Limits::USUAL).unwrap();
    assert_eq!(end(&cut), "is a gzip file that ends too early; fetch it again");
    let last = packed.len() - 6;
    packed[last] ^= 1;
    let damaged = streamed(&packed, Limits::USUAL).unwrap();
    assert_eq!(format!("file: {}", end(&damaged)), case(&packed).error());
}

#[test]
fn a_bomb_is_stopped_while_it_is_read() {
    let content = rows(40_000) + &"a".repeat(6 << 20);
    let limits = Limits { unsuspicious: 1 << 20, gzip_ratio: 10, ..Limits::USUAL };
    let packed = gzip_by(&content, Compression::best());
    assert!(packed.len() > 1 << 18 && packed.len() * 10 < content.len(), "{}", packed.len());
    let text = streamed(&packed, limits).unwrap();
    let expected =
        "unpacks to more than 10 times its size; unpack it yourself to see whether it is what it claims";
    assert_eq!(end(&text), expected);
    #[cfg(unix)]
    {
        // All that is packed counts, also what has not come when the first of it is unpacked.
        let late = [&packed[..], &gzip_by(rows(100_000), Compression::none())].concat();
        let (_pipe, input) = pipe(late);
        let text = open(&input, &Streams::default(), limits).unwrap();
        assert!(io::copy(&mut text.rest(0), &mut io::sink()).unwrap() > 6 << 20);
        let (_pipe, input) = pipe(packed);
        assert_eq!(end(&open(&input, &Streams::default(), limits).unwrap()), expected);
    }
}

#[test]
fn other_encodings_are_decoded_while_they_are_read() {
    let content = rows(20_000).replace("campaign", "кампания");
    let utf_16 = |text: &str| -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let mut encoded = utf_16(&content);
    let text = streamed(&encoded, Limits::USUAL).unwrap();
    assert!(matches!(text.flow, Flow::Decoded(_)) && text.encoding == Encoding::Utf16Le);
    assert!(whole(&text) == content);
    let mut rest = String::new();
    text.rest(14).read_to_string(&mut rest).unwrap();
    assert!(rest == content[14..]);
    let packed = streamed(&gzip_by(&encoded, Compression::none()), Limits::USUAL).unwrap();
    assert!(packed.to_string() == "gzip, UTF-16LE" && whole(&packed) == content);

    encoded.extend_from_slice(&[0x00, 0xdc, b'\n', 0]);
    let text = streamed(&encoded, Limits::USUAL).unwrap();
    let mut read = Vec::new();
    let problem = Problem::of(text.rest(0).read_to_end(&mut read).unwrap_err());
    assert!(matches!(problem, Problem::Invalid { encoding: "UTF-16LE", line: 20_002 }), "{problem}");
    assert_eq!(format!("file, line 20002: {problem}"), case(&encoded).error());
    encoded.truncate(encoded.len() - 5);
    let cut = streamed(&encoded, Limits::USUAL).unwrap();
    assert_eq!(end(&cut), "ends in the middle of a character: the file is cut off; fetch it again");

    let (windows, ..) = encoding_rs::WINDOWS_1251.encode(&content);
    let header = encoding_rs::WINDOWS_1251.encode("Кампания,Расход\n").0;
    let windows = [&header[..], &windows].concat();
    let text = streamed(&windows, Limits::USUAL).unwrap();
    assert!(matches!(text.flow, Flow::Decoded(_)) && text.encoding.name() == "windows-1251");
    assert!(whole(&text) == format!("Кампания,Расход\n{content}"));
}
