//! Where bytes come from: a file or stdin, as the user named it.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

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
