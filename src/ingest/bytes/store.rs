//! Bytes on a disk that can be read from any place, by any number of readers at once.

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use crate::ingest::source::Input;

use super::error::Problem;

/// How much is read or written at a time.
pub(super) const CHUNK: usize = 1 << 16;

/// A file of the user's, or a temporary one that is gone when this is.
#[derive(Debug)]
pub(super) struct Store(File);

impl Store {
    /// Opens the input. What can be read only once (stdin, a pipe, a device) is kept in a temporary file.
    pub(super) fn open(input: &Input) -> Result<Self, Problem> {
        if input.is_stdin() {
            return Self::keep(&mut io::stdin().lock());
        }
        if input.path.is_dir() {
            return Err(Problem::Folder { files: files_in(&input.path) });
        }
        let mut file = File::open(&input.path).map_err(Problem::Unreadable)?;
        if file.metadata().map_err(Problem::Unreadable)?.is_file() {
            return Ok(Self(file));
        }
        Self::keep(&mut file)
    }

    /// Keeps all there is to read.
    pub(super) fn keep(source: &mut dyn Read) -> Result<Self, Problem> {
        let mut spool = Spool::new()?;
        let mut chunk = vec![0; CHUNK];
        let mut is_first = true;
        loop {
            let count = read_full(source, &mut chunk).map_err(Problem::Unreadable)?;
            if count == 0 {
                return spool.finish();
            }
            spool.keep(&chunk[..count])?;
            // Nothing that begins like this is read: a device of zeros has no end.
            if std::mem::take(&mut is_first) && chunk[..count].iter().all(|byte| *byte == 0) {
                return spool.finish();
            }
        }
    }

    /// How many bytes there are.
    pub(super) fn len(&self) -> Result<u64, Problem> {
        self.0.metadata().map(|metadata| metadata.len()).map_err(Problem::Unreadable)
    }

    /// A reader from this byte on.
    pub(super) fn from(&self, place: u64) -> BufReader<Cursor<'_>> {
        BufReader::with_capacity(CHUNK, Cursor { file: &self.0, place })
    }

    /// The first bytes from here on, at most `limit` of them.
    pub(super) fn beginning(&self, from: u64, limit: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.from(from).take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// A place in a file. The file's own place is one for all its users, so each read goes to its own first.
#[derive(Debug)]
pub(in crate::ingest) struct Cursor<'a> {
    file: &'a File,
    place: u64,
}

impl Read for Cursor<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file;
        file.seek(SeekFrom::Start(self.place))?;
        let count = file.read(buffer)?;
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
        self.0.into_inner().map(Store).map_err(|error| Problem::NotKept(error.into_error()))
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

/// The names of a folder's files, sorted, the first few.
fn files_in(folder: &Path) -> String {
    const SHOWN: usize = 8;
    let Ok(entries) = fs::read_dir(folder) else { return String::new() };
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let more = names.len().saturating_sub(SHOWN);
    names.truncate(SHOWN);
    match (names.is_empty(), more) {
        (true, _) => "it is empty".to_owned(),
        (false, 0) => format!("it holds {}", names.join(", ")),
        (false, more) => format!("it holds {} and {more} more", names.join(", ")),
    }
}
