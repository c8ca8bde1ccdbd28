//! Bytes on a disk that can be read from any place, by any number of readers at once.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::sync::Arc;

use super::error::Problem;

/// How much is read or written at a time.
pub(super) const CHUNK: usize = 1 << 16;

/// A file of the user's, or a temporary one that is gone when this is.
#[derive(Debug, Clone)]
pub(super) struct Store(Arc<File>);

impl Store {
    /// A file of the user's.
    pub(super) fn of(file: File) -> Self {
        Self(Arc::new(file))
    }

    /// A temporary file without anything.
    pub(super) fn empty() -> Result<Self, Problem> {
        tempfile::tempfile().map(Self::of).map_err(Problem::NotKept)
    }

    /// Keeps all there is to read.
    pub(super) fn keep(source: &mut dyn Read) -> Result<Self, Problem> {
        let mut spool = Spool::new()?;
        let mut chunk = vec![0; CHUNK];
        loop {
            let count = read_full(source, &mut chunk).map_err(Problem::of)?;
            if count == 0 {
                return spool.finish();
            }
            spool.keep(&chunk[..count])?;
        }
    }

    /// How many bytes there are.
    pub(super) fn len(&self) -> Result<u64, Problem> {
        self.0.metadata().map(|metadata| metadata.len()).map_err(Problem::Unreadable)
    }

    /// A reader from this byte on.
    pub(super) fn from(&self, place: u64) -> BufReader<Cursor<'_>> {
        BufReader::with_capacity(CHUNK, self.cursor(place))
    }

    /// The same for who reads large pieces.
    pub(super) fn cursor(&self, place: u64) -> Cursor<'_> {
        Cursor { file: &self.0, place }
    }

    /// Writes these bytes there.
    pub(super) fn write(&self, mut bytes: &[u8], mut place: u64) -> io::Result<()> {
        while !bytes.is_empty() {
            match write_at(&self.0, bytes, place) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(count) => (bytes, place) = (&bytes[count..], place + count as u64),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

/// A place in a file. The file's own place is one for all its users, so nobody uses it.
#[derive(Debug)]
pub(in crate::ingest) struct Cursor<'a> {
    file: &'a File,
    place: u64,
}

impl Read for Cursor<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = read_at(self.file, buffer, self.place)?;
        self.place += count as u64;
        Ok(count)
    }
}

impl Seek for Cursor<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let mut file = self.file;
        self.place = match to {
            SeekFrom::Current(by) => self.place.checked_add_signed(by).ok_or(io::ErrorKind::InvalidInput)?,
            other => file.seek(other)?,
        };
        Ok(self.place)
    }
}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], place: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, place)
}

#[cfg(windows)]
fn read_at(file: &File, buffer: &mut [u8], place: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, place)
}

#[cfg(unix)]
fn write_at(file: &File, bytes: &[u8], place: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::write_at(file, bytes, place)
}

#[cfg(windows)]
fn write_at(file: &File, bytes: &[u8], place: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_write(file, bytes, place)
}

/// A temporary file that is being written.
pub(super) struct Spool(io::BufWriter<File>);

impl Spool {
    pub(super) fn new() -> Result<Self, Problem> {
        tempfile::tempfile()
            .map(|file| Self(io::BufWriter::with_capacity(CHUNK, file)))
            .map_err(Problem::NotKept)
    }

    pub(super) fn keep(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        self.0.write_all(bytes).map_err(Problem::NotKept)
    }

    pub(super) fn finish(self) -> Result<Store, Problem> {
        self.0.into_inner().map(Store::of).map_err(|error| Problem::NotKept(error.into_error()))
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Fills the buffer, unless the source ends before.
pub(super) fn read_full(source: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match source.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// How many line ends there are.
#[expect(clippy::naive_bytecount, reason = "fast enough beside the disk, and the compiler vectorises it")]
pub(super) fn line_ends(text: &[u8]) -> u64 {
    text.iter().filter(|byte| **byte == b'\n').count() as u64
}
