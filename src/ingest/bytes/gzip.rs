//! Gzip, unpacked as a stream, with an eye on how much comes out.

use std::io::{self, BufReader, Read};

use flate2::bufread::MultiGzDecoder;

use super::error::Problem;
use super::limits::Limits;
use super::origin::Origin;
use super::store::CHUNK;

/// How many bytes make it worth while to read what they hold as it is unpacked. Smaller files are unpacked first, so that a few
/// bytes that claim to be very many are refused before anybody reads a row of them.
pub(super) const LARGE: u64 = 1 << 18;

/// Whether a file that begins like this is packed with gzip.
pub(super) fn is_gzip(beginning: &[u8]) -> bool {
    beginning.starts_with(b"\x1f\x8b")
}

/// What a gzip file holds. All members of it: appending to a gzip file, as log rotation does, gives one with several.
#[derive(Debug)]
pub(super) struct Unpacked {
    packed: Origin,
    limits: Limits,
}

impl Unpacked {
    pub(super) fn new(packed: Origin, limits: &Limits) -> Self {
        Self { packed, limits: *limits }
    }

    /// A reader from the beginning.
    pub(super) fn reader(&self) -> Unpacking<'_> {
        let source = BufReader::with_capacity(CHUNK, self.packed.from(0));
        Unpacking { unpacked: self, decoder: MultiGzDecoder::new(source), size: 0 }
    }

    /// Whether the packed file is large enough for so much to come out of it.
    fn allows(&self, size: u64) -> Result<bool, Problem> {
        if size <= self.limits.unsuspicious {
            return Ok(true);
        }
        // The size of a stream is known at its end; here it only has to be known to suffice.
        self.packed.has(size.div_ceil(self.limits.gzip_ratio))
    }
}

/// Unpacks as it is read.
pub(super) struct Unpacking<'a> {
    unpacked: &'a Unpacked,
    decoder: MultiGzDecoder<BufReader<Box<dyn Read + Send + 'a>>>,
    size: u64,
}

impl Read for Unpacking<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.decoder.read(buffer).map_err(damaged)?;
        self.size += count as u64;
        if self.unpacked.allows(self.size)? {
            Ok(count)
        } else {
            Err(Problem::Bomb { ratio: self.unpacked.limits.gzip_ratio }.into())
        }
    }
}

/// The decoder hands on the disk's errors beside its own.
fn damaged(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Problem::GzipCutOff.into(),
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Problem::GzipDamaged(error).into(),
        _ => error,
    }
}
