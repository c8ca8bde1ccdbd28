//! Where a file's bytes come from: a file of the user's, or what can be read only once.

use std::cell::RefCell;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::ingest::source::Input;

use super::arriving::Arriving;
use super::error::Problem;
use super::store::Store;

/// Bytes as they are, before anything is unpacked or decoded.
#[derive(Debug)]
pub(super) enum Origin {
    /// In a file.
    Stored(Store),
    /// Out of a stream, which is kept while it is read.
    Arriving(Arc<Arriving>),
}

impl Origin {
    /// A reader from this byte on.
    pub(super) fn from(&self, place: u64) -> Box<dyn Read + Send + '_> {
        match self {
            Self::Stored(store) => Box::new(store.cursor(place)),
            Self::Arriving(stream) => Box::new(stream.from(place)),
        }
    }

    /// How many bytes there are; nobody knows of a stream that has not ended.
    pub(super) fn len(&self) -> Option<u64> {
        match self {
            Self::Stored(store) => store.len().ok(),
            Self::Arriving(stream) => stream.len(),
        }
    }

    /// Whether there are so many bytes, for which as much of a stream is read as it takes.
    pub(super) fn has(&self, bytes: u64) -> Result<bool, Problem> {
        match self {
            Self::Stored(store) => Ok(store.len()? >= bytes),
            Self::Arriving(stream) => stream.has(bytes),
        }
    }

    /// All of it, where it can be read from any place.
    pub(super) fn whole(&self) -> Result<Store, Problem> {
        match self {
            Self::Stored(store) => Ok(store.clone()),
            Self::Arriving(stream) => stream.whole(),
        }
    }
}

/// The streams that were opened, for who opens them again: what was read of them comes from nowhere else any more.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Streams(RefCell<Vec<(PathBuf, Arc<Arriving>)>>);

impl Streams {
    /// Opens the input. What can be read only once (stdin, a pipe, a device) is kept while it is read.
    pub(super) fn open(&self, input: &Input) -> Result<Origin, Problem> {
        let path = &input.path;
        if let Some((_, stream)) = self.0.borrow().iter().find(|(opened, _)| opened == path) {
            return Ok(Origin::Arriving(Arc::clone(stream)));
        }
        if input.is_stdin() {
            return self.arriving(path, || Ok(Box::new(io::stdin())));
        }
        if path.is_dir() {
            return Err(Problem::Folder { files: files_in(path) });
        }
        if fs::metadata(path).map_err(Problem::Unreadable)?.is_file() {
            return File::open(path).map(|file| Origin::Stored(Store::of(file))).map_err(Problem::Unreadable);
        }
        self.arriving(path, || Ok(Box::new(File::open(path)?)))
    }

    fn arriving(
        &self,
        path: &Path,
        open: impl FnOnce() -> io::Result<Box<dyn Read + Send>>,
    ) -> Result<Origin, Problem> {
        // Whoever writes two of them one after the other would wait for the first one to be read, and this here for the second.
        for (_, earlier) in self.0.borrow().iter() {
            // What goes wrong with it is told when it is read.
            let _ = earlier.whole();
        }
        let stream = Arc::new(Arriving::begin(open().map_err(Problem::Unreadable)?)?);
        self.0.borrow_mut().push((path.to_owned(), Arc::clone(&stream)));
        Ok(Origin::Arriving(stream))
    }
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
