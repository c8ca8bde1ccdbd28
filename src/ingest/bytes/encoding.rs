//! Which encoding a text is in: what its first bytes say, what the user says, or what makes sense of its headers.

use std::fmt;
use std::io;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252};

use super::How;
use super::error::Problem;
use super::flow::Flow;
use super::html;
use super::store::{CHUNK, read_full};
use super::survey::{Survey, Utf8};

/// How much of a file is looked at to tell what it is.
pub(super) const BEGINNING: usize = 1 << 16;

/// How a file's characters are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Encoding {
    /// UTF-8, as all that is written today.
    Utf8 {
        /// Whether a byte order mark says so.
        bom: bool,
    },
    /// Google's "Excel .csv".
    Utf16Le,
    /// Its mirror image.
    Utf16Be,
    /// An encoding of its own for a group of languages, by its name in the WHATWG's list.
    Legacy(&'static encoding_rs::Encoding),
}

impl Encoding {
    /// Its name.
    pub(in crate::ingest) fn name(self) -> &'static str {
        self.decoder().name()
    }

    pub(super) fn decoder(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 { .. } => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Legacy(encoding) => encoding,
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that is no encoding's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is no encoding; usual ones are utf-8, utf-16le, windows-1251, windows-1252, koi8-r and ibm866")]
pub struct UnknownName;

/// An encoding as the user names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    encoding: &'static encoding_rs::Encoding,
    /// `utf-16` alone leaves the order of bytes to the mark.
    either_order: bool,
}

impl Named {
    /// Reads a name: `cp1251`, `UTF-16LE`, `koi8-r`, any that a browser knows.
    ///
    /// **Errors**: [`UnknownName`].
    pub fn parse(name: &str) -> Result<Self, UnknownName> {
        let encoding =
            encoding_rs::Encoding::for_label_no_replacement(name.trim().as_bytes()).ok_or(UnknownName)?;
        let either_order = name.trim().eq_ignore_ascii_case("utf-16");
        // Not an encoding of any file: it makes private characters of all that is not ASCII.
        if encoding == encoding_rs::X_USER_DEFINED {
            Err(UnknownName)
        } else {
            Ok(Self { encoding, either_order })
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        if self.either_order { "UTF-16" } else { self.encoding.name() }
    }

    fn is(self, encoding: Encoding) -> bool {
        let is_utf_16 = matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be);
        self.encoding == encoding.decoder() || self.either_order && is_utf_16
    }

    fn unmarked(self) -> Encoding {
        match self.encoding {
            encoding if encoding == UTF_8 => Encoding::Utf8 { bom: false },
            encoding if encoding == UTF_16LE => Encoding::Utf16Le,
            encoding if encoding == UTF_16BE => Encoding::Utf16Be,
            encoding => Encoding::Legacy(encoding),
        }
    }
}

/// The encoding that the file's mark or the user names.
pub(super) fn told(beginning: &[u8], how: &How<'_>) -> Result<Option<Encoding>, Problem> {
    match (marked(beginning), how.encoding) {
        (Some((encoding, _)), Some(named)) if !named.is(encoding) => {
            Err(Problem::OtherMark { marked: encoding.name(), asked: named.encoding.name() })
        }
        (Some((encoding, _)), _) => Ok(Some(encoding)),
        (None, named) => Ok(named.map(Named::unmarked)),
    }
}

/// The encoding of a text of which nothing is told, or why none fits.
pub(super) fn found(
    flow: &Flow,
    beginning: &[u8],
    survey: &Survey,
    how: &How<'_>,
) -> Result<Encoding, Problem> {
    if survey.has(0) {
        return unmarked_utf_16(beginning).ok_or(Problem::Foreign { kind: "binary data" });
    }
    match survey.utf8() {
        // Damaged, but clearly meant: whoever validates it says where.
        Utf8::Valid | Utf8::CutOff | Utf8::Damaged { .. } => Ok(Encoding::Utf8 { bom: false }),
        Utf8::Other => legacy(flow, beginning, survey, how),
    }
}

/// What a byte order mark says, and its length.
pub(super) fn marked(beginning: &[u8]) -> Option<(Encoding, u64)> {
    match beginning {
        [0xef, 0xbb, 0xbf, ..] => Some((Encoding::Utf8 { bom: true }, 3)),
        [0xff, 0xfe, ..] => Some((Encoding::Utf16Le, 2)),
        [0xfe, 0xff, ..] => Some((Encoding::Utf16Be, 2)),
        _ => None,
    }
}

/// UTF-16 without its mark: every delimiter, digit and Latin letter has its zero at the same side, and no zero is elsewhere.
fn unmarked_utf_16(beginning: &[u8]) -> Option<Encoding> {
    let (pairs, _) = beginning.as_chunks::<2>();
    let first = pairs.iter().filter(|pair| pair[0] == 0).count();
    let second = pairs.iter().filter(|pair| pair[1] == 0).count();
    let is_obvious = |zeros: usize, elsewhere: usize| elsewhere == 0 && zeros > 0 && zeros * 4 >= pairs.len();
    if is_obvious(second, first) {
        Some(Encoding::Utf16Le)
    } else if is_obvious(first, second) {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// One of the two encodings that exports come in besides UTF-8.
///
/// Known headers prove it: read as the other one they would be gibberish. Where all headers are ASCII, letter statistics over
/// the whole file decide, but only among these two: anything else is for the user to name, since a wrong guess would quietly
/// split or merge names.
fn legacy(flow: &Flow, beginning: &[u8], survey: &Survey, how: &How<'_>) -> Result<Encoding, Problem> {
    let sense = |encoding: &'static encoding_rs::Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(beginning);
        (how.sense)(text.as_bytes())
    };
    let (cyrillic, western) = (sense(WINDOWS_1251), sense(WINDOWS_1252));
    if cyrillic != western {
        return Ok(Encoding::Legacy(if cyrillic > western { WINDOWS_1251 } else { WINDOWS_1252 }));
    }
    if let Some(named) = html::declared_encoding(beginning) {
        return Ok(Encoding::Legacy(named));
    }
    let guess = guess(flow).map_err(Problem::of)?;
    let fits = [WINDOWS_1251, WINDOWS_1252].contains(&guess) && survey.is_defined_in(guess);
    if fits {
        return Ok(Encoding::Legacy(guess));
    }
    let is_news = ![WINDOWS_1251, WINDOWS_1252].contains(&guess);
    Err(Problem::UnknownEncoding { guess: is_news.then(|| guess.name()) })
}

/// What the letters of the whole file look like.
fn guess(flow: &Flow) -> io::Result<&'static encoding_rs::Encoding> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut source = flow.from(0);
    let mut chunk = vec![0; CHUNK];
    loop {
        let count = read_full(&mut source, &mut chunk)?;
        detector.feed(&chunk[..count], count == 0);
        if count == 0 {
            return Ok(detector.guess(None, Utf8Detection::Deny));
        }
    }
}
