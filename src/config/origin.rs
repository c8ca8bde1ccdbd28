//! Where a setting comes from.

use std::fmt;

/// A line of a configuration file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, as it was named.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}", self.file, self.line)
    }
}

/// Where a setting comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The option of this name.
    Flag(&'static str),
    /// A configuration file.
    File(Place),
    /// Nobody has said anything.
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(option) => f.write_str(option),
            Self::File(place) => place.fmt(f),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A setting, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The setting.
    pub value: T,
    /// Where it comes from.
    pub origin: Origin,
}

impl<T> Sourced<T> {
    pub(super) fn new(value: T, origin: Origin) -> Self {
        Self { value, origin }
    }
}

/// What was typed goes before what a file says.
pub(super) fn pick<T: Clone>(
    option: &'static str,
    typed: Option<&T>,
    said: Option<&Sourced<T>>,
) -> Option<Sourced<T>> {
    typed.map(|value| Sourced::new(value.clone(), Origin::Flag(option))).or_else(|| said.cloned())
}

/// The same for a setting that has a default.
pub(super) fn pick_or<T: Clone>(
    option: &'static str,
    typed: Option<&T>,
    said: Option<&Sourced<T>>,
    default: T,
) -> Sourced<T> {
    pick(option, typed, said).unwrap_or_else(|| Sourced::new(default, Origin::Default))
}
