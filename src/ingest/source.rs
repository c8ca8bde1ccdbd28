//! Where bytes come from: a file or stdin, openable as often as it takes.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek};
use std::path::{Path, PathBuf};

use super::Error;

/// A file as the user named it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The file; `-` is stdin.
    pub path: PathBuf,
    /// The channel that all its rows belong to, where the user gave it one.
    pub channel: Option<String>,
}

impl Input {
    /// Reads `FILE` or `CHANNEL=FILE`. What exists as a file under its whole name is that file.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match text.split_once('=') {
            Some((channel, path)) if !channel.is_empty() && !path.is_empty() && !Path::new(text).exists() => {
                Self { path: path.into(), channel: Some(channel.to_owned()) }
            }
            _ => Self { path: text.into(), channel: None },
        }
    }

    /// Whether it is stdin.
    #[must_use]
    pub fn is_stdin(&self) -> bool {
        self.path.as_os_str() == "-"
    }

    /// Whether both are the same file under whatever names.
    #[must_use]
    pub fn is_same_file(&self, other: &Self) -> bool {
        match (fs::canonicalize(&self.path), fs::canonicalize(&other.path)) {
            (Ok(one), Ok(another)) => one == another,
            _ => self.path == other.path,
        }
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_stdin() { f.write_str("stdin") } else { self.path.display().fmt(f) }
    }
}

/// Bytes that can be read from their beginning again and again.
#[derive(Debug)]
pub(super) struct Bytes(File);

impl Bytes {
    /// Opens the input. Stdin, which can be read only once, is kept in a temporary file.
    pub(super) fn open(input: &Input) -> Result<Self, Error> {
        let name = input.to_string();
        let failed = |cause: io::Error| Error::Unreadable { file: name.clone(), cause };
        if input.is_stdin() {
            let mut kept = tempfile::tempfile().map_err(failed)?;
            io::copy(&mut io::stdin().lock(), &mut kept).map_err(failed)?;
            return Ok(Self(kept));
        }
        if input.path.is_dir() {
            return Err(Error::Folder { folder: name, files: files_in(&input.path) });
        }
        let file = File::open(&input.path).map_err(failed)?;
        if file.metadata().map_err(failed)?.is_file() {
            return Ok(Self(file));
        }
        // A pipe or a device: as stdin.
        let mut kept = tempfile::tempfile().map_err(failed)?;
        io::copy(&mut &file, &mut kept).map_err(failed)?;
        Ok(Self(kept))
    }

    /// From the beginning, without a UTF-8 byte order mark.
    pub(super) fn reader(&self) -> io::Result<BufReader<&File>> {
        let mut file = &self.0;
        file.rewind()?;
        let mut first = [0; 3];
        let has_mark = read_up_to(&mut file, &mut first)? == 3 && first == *b"\xef\xbb\xbf";
        file.seek(io::SeekFrom::Start(if has_mark { 3 } else { 0 }))?;
        Ok(BufReader::with_capacity(1 << 16, &self.0))
    }

    /// The first bytes, at most `limit` of them.
    pub(super) fn beginning(&self, limit: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.reader()?.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Everything from this byte on, counted after the byte order mark.
    pub(super) fn rest(&self, from: u64) -> io::Result<BufReader<&File>> {
        let mut reader = self.reader()?;
        reader.seek_relative(i64::try_from(from).map_err(io::Error::other)?)?;
        Ok(reader)
    }

    /// How many line ends stand from this byte on before anything else. Whoever is reading reads on where it was.
    pub(super) fn line_ends(&self, from: u64) -> io::Result<u64> {
        let place = (&self.0).stream_position()?;
        let mut line_ends = 0;
        for byte in self.rest(from)?.bytes() {
            match byte? {
                b'\n' => line_ends += 1,
                b'\r' => {}
                _ => break,
            }
        }
        (&self.0).seek(io::SeekFrom::Start(place))?;
        Ok(line_ends)
    }
}

fn read_up_to(file: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match file.read(&mut buffer[filled..])? {
            0 => break,
            count => filled += count,
        }
    }
    Ok(filled)
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
