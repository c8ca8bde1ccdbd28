//! What can be wrong with a configuration file, a table of rates or the factors of a season.

use std::io;

use super::origin::Place;

/// Why settings cannot be had: file, line, key and value, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The operating system did not give it.
    #[error("{file}: cannot be read: {cause}")]
    Unreadable {
        /// Which file.
        file: String,
        /// What the system said.
        cause: io::Error,
    },
    /// Larger than anybody would write it.
    #[error("{file}: is larger than {most}; is it the right file?")]
    TooLarge {
        /// Which file.
        file: String,
        /// How large it may be.
        most: &'static str,
    },
    /// A byte that is no UTF-8.
    #[error("{0}: is not UTF-8 text; save the file in UTF-8")]
    NotUtf8(Place),
    /// A line that is no TOML.
    #[error("{place}: is not TOML: {problem}")]
    Syntax {
        /// Where.
        place: Place,
        /// What the parser said.
        problem: String,
    },
    /// A key that no setting has.
    #[error("{place}: {key:?} is no {kind}; {hint}")]
    UnknownKey {
        /// Where.
        place: Place,
        /// The key.
        key: String,
        /// What was expected: a setting, a setting of `[[file]]`, a column.
        kind: &'static str,
        /// What may have been meant.
        hint: String,
    },
    /// A value that a setting cannot have.
    #[error("{place}: {key} = {value}: {problem}")]
    Value {
        /// Where.
        place: Place,
        /// The key.
        key: String,
        /// The value as it stands there.
        value: String,
        /// What is the matter with it.
        problem: String,
    },
    /// An entry that does not say which files it is for.
    #[error("{0}: [[file]] does not say which files it is for; add a line like match = \"yandex*.csv\"")]
    NoMatch(Place),
    /// An entry of a policy that limits nothing.
    #[error("{0}: [[rule]] has no limit; add a line like limit = \"cpl > 2000\"")]
    NoLimit(Place),
    /// A policy that limits nothing.
    #[error("{0}: has no [[rule]]; a rule begins with [[rule]] and has a line like limit = \"cpl > 2000\"")]
    NoRule(String),
    /// A status in two lists.
    #[error("the status {status:?} is in both {first} and {second}; it can mean only one of them")]
    TwoLists {
        /// The word.
        status: String,
        /// One list, and where it comes from.
        first: String,
        /// The other.
        second: String,
    },
    /// A table of rates without its header.
    #[error(
        "{file}, line 1: the columns date, currency and rate are expected, and no others; found: {found}"
    )]
    RatesHeader {
        /// Which file.
        file: String,
        /// Its first row.
        found: String,
    },
    /// A line of a season's factors.
    #[error("{place}: {problem}")]
    SeasonLine {
        /// Where.
        place: Place,
        /// What stands there, and what is the matter with it.
        problem: String,
    },
    /// A row of a table of rates.
    #[error("{place}: {problem}")]
    RatesRow {
        /// Where.
        place: Place,
        /// The column, its value, and what is the matter with it.
        problem: String,
    },
}
