//! Headers that the user has named: `--map`.

use crate::core::tally::Side;

use crate::ingest::table::column::Column;

/// A header that the user has named: `spend=Расход (руб.)`, `leads.channel=utm_source`, `survey.date=Timestamp`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// As it was typed.
    pub text: String,
    /// The kind of file it is for; all that have such a column where none is named.
    pub side: Option<Side>,
    /// What the header means.
    pub column: Column,
    /// The header.
    pub header: String,
    /// Whether it stands for many runs, not all of which need to have its header.
    pub standing: bool,
}

/// Why a mapping cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// No equals sign, or nothing on one side of it.
    #[error("a mapping is NAME=HEADER, as in spend=\"Total cost\" or leads.channel=utm_source")]
    Form,
    /// A column that this kind of file has not got.
    #[error("{column} is no column of a --{side} file")]
    WrongSide {
        /// The column.
        column: &'static str,
        /// The kind of file.
        side: &'static str,
    },
    /// A name that no column has.
    #[error("{name:?} is no column; a mapping can name {known}")]
    UnknownColumn {
        /// The name.
        name: String,
        /// All names.
        known: String,
    },
}

impl Mapping {
    /// Reads `NAME=HEADER`, with `spend.`, `leads.`, `survey.` or another kind's name before it for one kind of file only.
    ///
    /// **Errors**: [`MappingError`].
    pub fn parse(text: &str) -> Result<Self, MappingError> {
        let (name, header) = text.split_once('=').ok_or(MappingError::Form)?;
        let (name, header) = (name.trim(), header.trim());
        if name.is_empty() || header.is_empty() {
            return Err(MappingError::Form);
        }
        let (side, name) = match name.split_once('.') {
            Some((side, rest)) => match Side::ALL.into_iter().find(|known| known.name() == side) {
                Some(side) => (Some(side), rest),
                None => (None, name),
            },
            None => (None, name),
        };
        let column = Column::from_name(name).ok_or_else(|| MappingError::UnknownColumn {
            name: name.to_owned(),
            known: Column::names().collect::<Vec<_>>().join(", "),
        })?;
        let side = match side {
            Some(named) if !column.is_on(named) => {
                return Err(MappingError::WrongSide { column: column.name(), side: named.name() });
            }
            named => named.or(column.only_on()),
        };
        Ok(Self { text: text.to_owned(), side, column, header: header.to_owned(), standing: false })
    }

    /// Whether it is for this kind of file.
    #[must_use]
    pub fn is_for(&self, side: Side) -> bool {
        self.side.is_none_or(|named| named == side) && self.column.is_on(side)
    }
}
