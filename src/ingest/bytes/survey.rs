//! One look at every byte: whether it is UTF-8, and which bytes there are at all.

use std::io;

use super::flow::Flow;
use super::store::{CHUNK, line_ends, read_full};

/// What a file's bytes are like, taken as UTF-8.
#[derive(Debug)]
pub(super) struct Survey {
    seen: [bool; 256],
    sequences: u64,
    invalid: u64,
    cut_off: u64,
    first_bad_line: u64,
}

/// Whether it is UTF-8.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Utf8 {
    /// All of it.
    Valid,
    /// Up to the last character, which is not all there.
    CutOff,
    /// It was, before something happened to it.
    Damaged {
        /// Where the first bad byte stands.
        line: u64,
    },
    /// It never was.
    Other,
}

impl Survey {
    /// Looks at everything from this byte on.
    pub(super) fn of(flow: &Flow, from: u64) -> io::Result<Self> {
        let mut survey = Self { seen: [false; 256], sequences: 0, invalid: 0, cut_off: 0, first_bad_line: 0 };
        // Of what is UTF-8, as nearly all is, nothing more has to be known.
        if is_plain(flow, from)? {
            return Ok(survey);
        }
        let mut source = flow.from(from);
        let mut chunk = vec![0; CHUNK];
        let (mut carried, mut line) = (0, 1);
        loop {
            let count = read_full(&mut source, &mut chunk[carried..])?;
            if count == 0 {
                break;
            }
            let bytes = &chunk[..carried + count];
            let rest = survey.take(bytes, &mut line);
            // With a zero in it, it is UTF-16 or no text at all, which its beginning tells.
            if survey.has(0) {
                return Ok(survey);
            }
            let kept = bytes.len() - rest..bytes.len();
            chunk.copy_within(kept, 0);
            carried = rest;
        }
        if carried > 0 {
            survey.bad(line);
            survey.cut_off = carried as u64;
        }
        Ok(survey)
    }

    /// Takes a chunk, and says how many bytes at its end are the beginning of a character that is not all there yet.
    fn take(&mut self, mut bytes: &[u8], line: &mut u64) -> usize {
        for byte in bytes {
            self.seen[usize::from(*byte)] = true;
        }
        loop {
            let (valid, error) = match std::str::from_utf8(bytes) {
                Ok(_) => (bytes, None),
                Err(error) => (&bytes[..error.valid_up_to()], Some(error)),
            };
            // A sequence is counted by its first byte; those of ASCII and those inside a sequence are smaller.
            self.sequences += valid.iter().filter(|byte| **byte >= 0xc0).count() as u64;
            *line += line_ends(valid);
            let Some(error) = error else { return 0 };
            let Some(length) = error.error_len() else { return bytes.len() - valid.len() };
            self.bad(*line);
            self.invalid += length as u64;
            bytes = &bytes[valid.len() + length..];
        }
    }

    fn bad(&mut self, line: u64) {
        if self.first_bad_line == 0 {
            self.first_bad_line = line;
        }
    }

    /// Whether the byte occurs.
    pub(super) fn has(&self, byte: u8) -> bool {
        self.seen[usize::from(byte)]
    }

    /// What these bytes are as UTF-8. Bytes of another encoding hardly ever make a valid sequence, and never more of them than
    /// invalid ones: a file with more was UTF-8, and reading it as anything else would hide the damage.
    pub(super) fn utf8(&self) -> Utf8 {
        let bad = self.invalid + self.cut_off;
        if bad == 0 {
            Utf8::Valid
        } else if self.sequences <= bad {
            Utf8::Other
        } else if self.invalid == 0 {
            Utf8::CutOff
        } else {
            Utf8::Damaged { line: self.first_bad_line }
        }
    }

    /// What these bytes are, where they can be nothing but UTF-8.
    pub(super) fn strictly_utf8(&self) -> Utf8 {
        match (self.invalid, self.cut_off) {
            (0, 0) => Utf8::Valid,
            (0, _) => Utf8::CutOff,
            _ => Utf8::Damaged { line: self.first_bad_line },
        }
    }

    /// Whether every byte that occurs is a character of this encoding, which has one for a byte.
    pub(super) fn is_defined_in(&self, encoding: &'static encoding_rs::Encoding) -> bool {
        (0x80..=0xff).filter(|byte| self.has(*byte)).all(|byte| {
            let single = [byte];
            let text = encoding.decode_without_bom_handling_and_without_replacement(&single);
            text.is_some_and(|text| !text.chars().any(|char| ('\u{80}'..='\u{9f}').contains(&char)))
        })
    }
}

/// Whether a file that begins like this is UTF-8 text up to there, without a zero. The last character may be cut.
pub(super) fn begins_as_text(beginning: &[u8]) -> bool {
    let is_utf8 = match std::str::from_utf8(beginning) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    is_utf8 && !beginning.contains(&0)
}

/// Whether everything from this byte on is UTF-8 text, without a zero.
fn is_plain(flow: &Flow, from: u64) -> io::Result<bool> {
    let mut source = flow.from(from);
    let mut chunk = vec![0; CHUNK];
    let mut carried = 0;
    loop {
        let count = read_full(&mut source, &mut chunk[carried..])?;
        if count == 0 {
            return Ok(carried == 0);
        }
        let bytes = &chunk[..carried + count];
        let valid = match std::str::from_utf8(bytes) {
            Ok(_) => bytes.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => return Ok(false),
        };
        if bytes.contains(&0) {
            return Ok(false);
        }
        carried = bytes.len() - valid;
        let kept = valid..bytes.len();
        chunk.copy_within(kept, 0);
    }
}
