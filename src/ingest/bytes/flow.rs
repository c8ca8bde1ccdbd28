//! The way of the bytes up to the text, in steps that each take what the one before gives: as it comes, unpacked, decoded.
//!
//! Each reader goes the whole way anew, so nothing of what a step makes has to be kept.

use std::io::{self, Read};

use super::decode::Decoded;
use super::error::Problem;
use super::gzip::Unpacked;
use super::origin::Origin;
use super::store::{Store, read_full};

/// Bytes that can be read from the beginning as often as it takes.
#[derive(Debug)]
pub(super) enum Flow {
    /// As they come.
    Plain(Origin),
    /// Out of gzip.
    Unpacked(Unpacked),
    /// In UTF-8, out of another encoding.
    Decoded(Box<Decoded>),
}

impl Flow {
    /// What was put in a temporary file.
    pub(super) fn stored(store: Store) -> Self {
        Self::Plain(Origin::Stored(store))
    }

    /// A reader from this byte on.
    pub(super) fn from(&self, place: u64) -> Box<dyn Read + Send + '_> {
        match self {
            Self::Plain(origin) => origin.from(place),
            Self::Unpacked(unpacked) => Box::new(Later { source: unpacked.reader(), skipped: place }),
            Self::Decoded(decoded) => Box::new(Later { source: decoded.reader(), skipped: place }),
        }
    }

    /// The first bytes from here on, at most `limit` of them.
    pub(super) fn beginning(&self, from: u64, limit: usize) -> io::Result<Vec<u8>> {
        beginning(self.from(from), limit)
    }

    /// How many bytes there are, where that is known before all of them were read.
    pub(super) fn len(&self) -> Option<u64> {
        match self {
            Self::Plain(origin) => origin.len(),
            Self::Unpacked(_) | Self::Decoded(_) => None,
        }
    }

    /// All of it, where it can be read from any place.
    pub(super) fn whole(&self) -> Result<Store, Problem> {
        match self {
            Self::Plain(origin) => origin.whole(),
            Self::Unpacked(_) | Self::Decoded(_) => Store::keep(&mut self.from(0)),
        }
    }

    /// The same, so that reading it from its beginning once more costs no work.
    pub(super) fn kept(self) -> Result<Self, Problem> {
        match self {
            Self::Plain(_) => Ok(self),
            Self::Unpacked(_) | Self::Decoded(_) => self.whole().map(Self::stored),
        }
    }
}

/// The first bytes that a reader gives, at most `limit` of them.
pub(super) fn beginning(mut source: impl Read, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; limit];
    let count = read_full(&mut source, &mut bytes)?;
    bytes.truncate(count);
    Ok(bytes)
}

/// A reader that begins later than its source.
struct Later<R> {
    source: R,
    /// How many bytes are still to be read for nothing.
    skipped: u64,
}

impl<R: Read> Read for Later<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.skipped > 0 && !buffer.is_empty() {
            let most = usize::try_from(self.skipped).unwrap_or(usize::MAX).min(buffer.len());
            match self.source.read(&mut buffer[..most])? {
                0 => return Ok(0),
                count => self.skipped -= count as u64,
            }
        }
        self.source.read(buffer)
    }
}
