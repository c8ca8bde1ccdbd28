//! Finds and reads the files that settings come from.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use super::Error;
use super::origin::Place;
use super::schema::Config;

/// The configuration file that is looked for in the working folder.
pub const FILE_NAME: &str = "leadcalc.toml";

/// How large a configuration file may be, in bytes and in words: a mistaken path must not fill the memory.
pub(super) const MOST: (u64, &str) = (1 << 20, "1 MiB");

/// Reads the named configuration file, or leadcalc.toml in the working folder, which need not be there.
///
/// **Errors**: [`Error`], where a file is there and cannot be read or understood, or the named one is not there.
pub fn load(named: Option<&Path>) -> Result<Option<Config>, Error> {
    let path = named.unwrap_or(Path::new(FILE_NAME));
    let text = match read_text(path, MOST) {
        Err(Error::Unreadable { cause, .. }) if named.is_none() && cause.kind() == ErrorKind::NotFound => {
            return Ok(None);
        }
        text => text?,
    };
    Config::parse(path, &text).map(Some)
}

/// What a file is called in messages.
pub(super) fn name(path: &Path) -> String {
    if path == Path::new("-") { "stdin".to_owned() } else { path.display().to_string() }
}

/// A file's text, if it is not larger than it may be.
pub(super) fn read_text(path: &Path, (most, in_words): (u64, &'static str)) -> Result<String, Error> {
    let file = name(path);
    let failed = |cause| Error::Unreadable { file: file.clone(), cause };
    let mut bytes = Vec::new();
    let source: Box<dyn Read> = if path == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(path).map_err(failed)?)
    };
    source.take(most + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > most {
        return Err(Error::TooLarge { file, most: in_words });
    }
    String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = before.split(|byte| *byte == b'\n').count();
        Error::NotUtf8(Place { file, line })
    })
}
