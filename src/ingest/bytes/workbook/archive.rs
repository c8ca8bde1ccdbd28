//! A look at a workbook's parts before anything reads them.
//!
//! The reader of workbooks trusts what they claim: it reserves room for as many shared strings as are announced, and holds
//! strings, styles and every single tag in memory. So each part is unpacked once, into nothing, and measured. What the archive's
//! directory says of sizes is only good for an early refusal, since it can lie.

use std::io::Read;

use zip::ZipArchive;

use crate::ingest::bytes::error::Problem;
use crate::ingest::bytes::limits::Limits;
use crate::ingest::bytes::store::{CHUNK, Store, read_full};

/// How many more strings than there are tags may be announced: writers that count loosely are put up with.
const LOOSELY: u64 = 1 << 20;

/// How much the styles may come to if each were to repeat the longest thing in their part.
const STYLES_AT_MOST: u64 = 1 << 30;

/// Refuses archives that are no workbooks, that are encrypted, or that unpack to too much.
pub(super) fn check(store: &Store, limits: &Limits) -> Result<(), Problem> {
    let mut archive = ZipArchive::new(store.from(0)).map_err(|_| Problem::NotAWorkbook)?;
    let mut is_workbook = false;
    for place in 0..archive.len() {
        let part = archive.by_index_raw(place).map_err(damaged)?;
        if part.encrypted() {
            return Err(Problem::Protected);
        }
        is_workbook |= is_main_part(&name_of(part.name())?);
    }
    if !is_workbook {
        return Err(Problem::NotAWorkbook);
    }
    let allowed = limits.unsuspicious.max(store.len()?.saturating_mul(limits.zip_ratio));
    let mut left = allowed;
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).map_err(damaged)?;
        let name = name_of(part.name())?;
        let too_large = || Problem::PartTooLarge { part: name.clone() };
        let limit = limit_of(&name, limits);
        if part.size() > limit {
            return Err(too_large());
        }
        let measure = Measure::take(&mut part, limit.min(left)).map_err(damaged)?;
        if measure.size > limit {
            return Err(too_large());
        }
        left = left.checked_sub(measure.size).ok_or(Problem::Bomb { ratio: limits.zip_ratio })?;
        if measure.piece > limits.piece || !measure.is_in_proportion(&name) {
            return Err(too_large());
        }
    }
    Ok(())
}

fn name_of(name: zip::result::ZipResult<std::borrow::Cow<'_, str>>) -> Result<String, Problem> {
    name.map(|name| name.replace('\\', "/").to_lowercase()).map_err(damaged)
}

/// Whether this is what makes an archive an XLSX workbook. Other kinds (`workbook.bin`, `content.xml`) are not read.
fn is_main_part(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    // SharePoint numbers it: workbook22.xml.
    let number = file.strip_prefix("workbook").and_then(|rest| rest.strip_suffix(".xml"));
    number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// How large this part may be.
fn limit_of(name: &str, limits: &Limits) -> u64 {
    let is = |ending: &str| name.ends_with(ending);
    if is("sharedstrings.xml") {
        limits.strings
    } else if is("styles.xml") || is(".rels") || is_main_part(name) {
        limits.styles
    } else {
        limits.part
    }
}

/// What a part comes to.
#[derive(Debug, Default)]
struct Measure {
    size: u64,
    /// Angle brackets that open, which no element does without.
    tags: u64,
    /// The most bytes between two of them.
    piece: u64,
    /// The highest number of strings that is announced.
    announced: u64,
    has_zeros: bool,
}

impl Measure {
    /// Unpacks a part, at most one byte more than the limit.
    fn take(part: &mut dyn Read, limit: u64) -> std::io::Result<Self> {
        const KEPT: usize = 64;
        let mut part = part.take(limit.saturating_add(1));
        let mut measure = Self::default();
        let mut chunk = vec![0; CHUNK];
        let (mut kept, mut piece) = (0, 0);
        loop {
            let count = read_full(&mut part, &mut chunk[kept..])?;
            let end = kept + count;
            if count == 0 {
                return Ok(measure);
            }
            measure.size += count as u64;
            for byte in &chunk[kept..end] {
                match byte {
                    b'<' => {
                        measure.tags += 1;
                        piece = 0;
                    }
                    0 => measure.has_zeros = true,
                    _ => {}
                }
                piece += 1;
                measure.piece = measure.piece.max(piece);
            }
            // An announcement may straddle two chunks.
            measure.announced = measure.announced.max(announced(&chunk[..end]));
            kept = end.min(KEPT);
            chunk.copy_within(end - kept..end, 0);
        }
    }

    /// Whether the part holds about what it claims to. Zeros are for UTF-16, in which nothing here would be found.
    fn is_in_proportion(&self, name: &str) -> bool {
        if name.ends_with("sharedstrings.xml") {
            !self.has_zeros && self.announced <= self.tags + LOOSELY
        } else if name.ends_with("styles.xml") {
            !self.has_zeros && self.tags.saturating_mul(self.piece) <= STYLES_AT_MOST
        } else {
            true
        }
    }
}

/// The highest number that follows `uniqueCount=`, or 0.
fn announced(bytes: &[u8]) -> u64 {
    const NAME: &[u8] = b"uniqueCount";
    let mut highest = 0;
    let mut rest = bytes;
    while let Some(place) = rest.iter().position(|byte| *byte == b'u') {
        let from_here = &rest[place..];
        rest = &from_here[1..];
        let Some(after) = from_here.strip_prefix(NAME) else { continue };
        let digits = after.iter().skip_while(|byte| b" \t\r\n=\"'+".contains(byte));
        let number = digits
            .take_while(|byte| byte.is_ascii_digit())
            .fold(0_u64, |number, digit| number.saturating_mul(10).saturating_add(u64::from(digit - b'0')));
        highest = highest.max(number);
    }
    highest
}

fn damaged(error: impl std::fmt::Display) -> Problem {
    Problem::WorkbookDamaged { cause: error.to_string() }
}
