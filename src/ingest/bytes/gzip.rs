//! Gzip, unpacked as a stream, with an eye on how much comes out.

use std::io;

use flate2::bufread::MultiGzDecoder;

use super::error::Problem;
use super::limits::Limits;
use super::store::{CHUNK, Spool, Store, read_full};

/// Whether a file that begins like this is packed with gzip.
pub(super) fn is_gzip(beginning: &[u8]) -> bool {
    beginning.starts_with(b"\x1f\x8b")
}

/// What the file holds. All members of it: appending to a gzip file, as log rotation does, gives one with several.
pub(super) fn unpack(packed: &Store, limits: &Limits) -> Result<Store, Problem> {
    let allowed = limits.unsuspicious.max(packed.len()?.saturating_mul(limits.gzip_ratio));
    let mut decoder = MultiGzDecoder::new(packed.from(0));
    let mut spool = Spool::new()?;
    let mut chunk = vec![0; CHUNK];
    let mut size = 0;
    loop {
        let count = read_full(&mut decoder, &mut chunk).map_err(damaged)?;
        if count == 0 {
            return spool.finish();
        }
        size += count as u64;
        if size > allowed {
            return Err(Problem::Bomb { ratio: limits.gzip_ratio });
        }
        spool.keep(&chunk[..count])?;
    }
}

/// The decoder hands on the disk's errors beside its own.
fn damaged(error: io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Problem::GzipCutOff,
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Problem::GzipDamaged(error),
        _ => Problem::Unreadable(error),
    }
}
