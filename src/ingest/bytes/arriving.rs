//! A stream that is kept while it is read, so that it can be read more than once.
//!
//! Every reader has its own place. Below what has come so far it reads what was kept; at the end of that it reads on in the
//! stream and keeps what it gets. Whoever reads first therefore waits for nothing but the stream.

use std::fmt;
use std::io::{self, Read};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::error::Problem;
use super::store::{CHUNK, Store, read_full};

/// What comes from stdin, a pipe or a device.
pub(super) struct Arriving {
    /// What has come so far.
    kept: Store,
    coming: Mutex<Coming>,
}

/// The rest of a stream.
struct Coming {
    source: Source,
    /// How many bytes were kept.
    kept: u64,
}

enum Source {
    Open(Box<dyn Read + Send>),
    Ended,
    /// Nobody gets beyond what was kept.
    Failed(Problem),
}

impl Arriving {
    /// Keeps the beginning of a stream.
    pub(super) fn begin(mut source: Box<dyn Read + Send>) -> Result<Self, Problem> {
        let kept = Store::empty()?;
        let mut chunk = vec![0; CHUNK];
        let count = read_full(&mut source, &mut chunk).map_err(Problem::Unreadable)?;
        let chunk = &chunk[..count];
        kept.write(chunk, 0).map_err(Problem::NotKept)?;
        // Nothing that begins with zeros only is read: a device of zeros has no end.
        let is_over = count < CHUNK || chunk.iter().all(|byte| *byte == 0);
        let source = if is_over { Source::Ended } else { Source::Open(source) };
        Ok(Self { kept, coming: Mutex::new(Coming { source, kept: count as u64 }) })
    }

    /// A reader from this byte on.
    pub(super) fn from(&self, place: u64) -> Reader<'_> {
        Reader { stream: self, place }
    }

    /// How many bytes there are, once the stream has ended.
    pub(super) fn len(&self) -> Option<u64> {
        let coming = self.coming();
        matches!(coming.source, Source::Ended).then_some(coming.kept)
    }

    /// Whether there are so many bytes. Reads on until that is known.
    pub(super) fn has(&self, bytes: u64) -> Result<bool, Problem> {
        let mut coming = self.coming();
        let mut chunk = Vec::new();
        while coming.kept < bytes {
            chunk.resize(CHUNK, 0);
            if coming.take(&mut chunk, &self.kept)? == 0 {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// All of it.
    pub(super) fn whole(&self) -> Result<Store, Problem> {
        self.has(u64::MAX)?;
        Ok(self.kept.clone())
    }

    /// A thread that panics ends the program, so there is nothing to be careful about.
    fn coming(&self) -> MutexGuard<'_, Coming> {
        self.coming.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Arriving {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Arriving").field("kept", &self.kept).finish_non_exhaustive()
    }
}

impl Coming {
    /// Takes the next bytes from the stream, and keeps them.
    fn take(&mut self, buffer: &mut [u8], store: &Store) -> Result<usize, Problem> {
        let source = match &mut self.source {
            Source::Open(source) => source,
            Source::Ended => return Ok(0),
            Source::Failed(problem) => return Err(again(problem)),
        };
        let taken = read_some(source, buffer).map_err(Problem::Unreadable).and_then(|count| {
            store.write(&buffer[..count], self.kept).map_err(Problem::NotKept)?;
            Ok(count)
        });
        match taken {
            Ok(0) if !buffer.is_empty() => self.source = Source::Ended,
            Ok(count) => self.kept += count as u64,
            // What was read and not kept is lost to all others.
            Err(ref problem) => self.source = Source::Failed(again(problem)),
        }
        taken
    }
}

/// The same problem once more, for the next one who meets it.
fn again(problem: &Problem) -> Problem {
    let same = |error: &io::Error| match error.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code),
        None => error.kind().into(),
    };
    match problem {
        Problem::NotKept(error) => Problem::NotKept(same(error)),
        Problem::Unreadable(error) => Problem::Unreadable(same(error)),
        other => Problem::Unreadable(io::Error::other(other.to_string())),
    }
}

/// Reads what there is, whatever interrupts it.
fn read_some(source: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match source.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => return read,
        }
    }
}

/// A place in a stream.
pub(super) struct Reader<'a> {
    stream: &'a Arriving,
    place: u64,
}

impl Read for Reader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Arriving { kept, .. } = self.stream;
        if !self.stream.has(self.place)? {
            return Ok(0);
        }
        let mut coming = self.stream.coming();
        let ready = coming.kept - self.place;
        let count = if ready == 0 {
            coming.take(buffer, kept)?
        } else {
            // What is kept does not change, so others need not wait.
            drop(coming);
            let ready = usize::try_from(ready).unwrap_or(usize::MAX).min(buffer.len());
            kept.cursor(self.place).read(&mut buffer[..ready])?
        };
        self.place += count as u64;
        Ok(count)
    }
}
