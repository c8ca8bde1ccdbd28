//! Entries of a TOML file as they are read one by one, each with its line.

use std::fmt::Display;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Error;
use super::origin::{Origin, Place, Sourced};

/// How much of a value a message quotes.
const QUOTED: usize = 60;

/// A configuration file's lines under its name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) name: &'a str,
    /// Where they end, as [`line_ends`] finds them.
    pub(super) lines: &'a [usize],
}

/// The bytes at which the lines of a text end.
pub(super) fn line_ends(text: &str) -> Vec<usize> {
    text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect()
}

impl Source<'_> {
    /// The line of a byte.
    pub(super) fn place(self, at: usize) -> Place {
        let line = self.lines.partition_point(|end| *end < at) + 1;
        Place { file: self.name.to_owned(), line }
    }
}

/// A key with its value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'a> {
    source: Source<'a>,
    pub(super) key: &'a str,
    at: usize,
    value: &'a DeValue<'a>,
}

/// The entries of a table in the order of the file: the first rule that fits counts, so order is part of what is said.
pub(super) fn entries<'a>(source: Source<'a>, table: &'a DeTable<'a>) -> Vec<Entry<'a>> {
    let entry = |(key, value): (&'a Spanned<_>, &'a Spanned<DeValue<'a>>)| {
        let text: &std::borrow::Cow<'a, str> = key.get_ref();
        Entry { source, key: text, at: key.span().start, value: value.get_ref() }
    };
    let mut entries: Vec<Entry> = table.iter().map(entry).collect();
    entries.sort_by_key(|entry| entry.at);
    entries
}

impl<'a> Entry<'a> {
    pub(super) fn place(&self) -> Place {
        self.source.place(self.at)
    }

    /// A value that this entry says.
    pub(super) fn says<T>(&self, value: T) -> Sourced<T> {
        Sourced::new(value, Origin::File(self.place()))
    }

    /// The entry cannot have its value.
    pub(super) fn wrong(&self, problem: impl Display) -> Error {
        let value = match self.value {
            DeValue::String(text) => format!("{:?}", shortened(text)),
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::Float(number) => number.as_str().to_owned(),
            DeValue::Boolean(answer) => answer.to_string(),
            DeValue::Datetime(day) => day.to_string(),
            DeValue::Array(_) => "[…]".to_owned(),
            DeValue::Table(_) => "{…}".to_owned(),
        };
        self.wrong_part(self.place(), value, problem)
    }

    fn wrong_part(&self, place: Place, value: String, problem: impl Display) -> Error {
        Error::Value { place, key: self.key.to_owned(), value, problem: problem.to_string() }
    }

    /// A setting that is none.
    pub(super) fn unknown(&self, kind: &'static str, hint: String) -> Error {
        Error::UnknownKey { place: self.place(), key: shortened(self.key), kind, hint }
    }

    /// Its text.
    pub(super) fn text(&self) -> Result<&'a str, Error> {
        match self.value {
            DeValue::String(text) => Ok(text),
            _ => Err(self.wrong("expected text in quotes")),
        }
    }

    /// Its text, which must say something.
    pub(super) fn name(&self) -> Result<Sourced<String>, Error> {
        match self.text()?.trim() {
            "" => Err(self.wrong("is empty; leave the line out, or say something")),
            name => Ok(self.says(name.to_owned())),
        }
    }

    /// Its text, or its whole number as one. A float has lost the digits that were meant, wherever it has been before.
    pub(super) fn text_or_number(&self) -> Result<&'a str, Error> {
        match self.value {
            DeValue::String(text) => Ok(text),
            DeValue::Integer(number) if number.radix() == 10 => Ok(number.as_str()),
            DeValue::Integer(_) => Err(self.wrong("write the number in decimal digits")),
            DeValue::Float(_) => Err(self.wrong("write it in quotes: a TOML float is not exact")),
            _ => Err(self.wrong("expected a whole number, or text in quotes")),
        }
    }

    /// Its text, or each text of its list, with its line.
    pub(super) fn texts(&self) -> Result<Vec<(&'a str, Place)>, Error> {
        let list = match self.value {
            DeValue::String(text) => return Ok(vec![(text, self.place())]),
            DeValue::Array(list) => list,
            _ => return Err(self.wrong("expected text in quotes, or a list of texts")),
        };
        let text = |item: &'a Spanned<DeValue<'a>>| match item.get_ref() {
            DeValue::String(text) => Ok((text.as_ref(), self.source.place(item.span().start))),
            _ => Err(self.wrong("expected a list of texts in quotes")),
        };
        list.iter().map(text).collect()
    }

    /// One of its texts cannot be read.
    pub(super) fn wrong_text(&self, (text, place): (&str, Place), problem: impl Display) -> Error {
        self.wrong_part(place, format!("{:?}", shortened(text)), problem)
    }

    pub(super) fn yes_or_no(&self) -> Result<Sourced<bool>, Error> {
        match self.value {
            DeValue::Boolean(answer) => Ok(self.says(*answer)),
            _ => Err(self.wrong("expected true or false, without quotes")),
        }
    }

    /// Its text where it is one.
    pub(super) fn as_text(&self) -> Option<&'a str> {
        self.text().ok()
    }

    /// Its text as the command line's own parser reads it.
    pub(super) fn parsed<T, E: Display>(
        &self,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Result<Sourced<T>, Error> {
        parse(self.text()?).map(|value| self.says(value)).map_err(|problem| self.wrong(problem))
    }

    /// The same, of text that may also be a whole number without quotes.
    pub(super) fn parsed_number<T, E: Display>(
        &self,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Result<Sourced<T>, Error> {
        parse(self.text_or_number()?).map(|value| self.says(value)).map_err(|problem| self.wrong(problem))
    }

    pub(super) fn is_table(&self) -> bool {
        self.value.is_table()
    }

    /// The entries of the table that it is.
    pub(super) fn table(&self, expected: &str) -> Result<Vec<Entry<'a>>, Error> {
        match self.value {
            DeValue::Table(table) => Ok(entries(self.source, table)),
            _ => Err(self.wrong(format_args!("expected {expected}"))),
        }
    }

    /// The entries of each of its tables, and where each begins.
    pub(super) fn tables(&self, expected: &str) -> Result<Vec<(Place, Vec<Entry<'a>>)>, Error> {
        let wrong = || self.wrong(format_args!("expected {expected}"));
        let DeValue::Array(list) = self.value else { return Err(wrong()) };
        let table = |item: &'a Spanned<DeValue<'a>>| match item.get_ref() {
            DeValue::Table(table) => Ok((self.source.place(item.span().start), entries(self.source, table))),
            _ => Err(wrong()),
        };
        list.iter().map(table).collect()
    }
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(QUOTED).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// What may have been meant by a word that is none of those known.
pub(super) fn hint(word: &str, known: &[&str]) -> String {
    nearest(word, known).unwrap_or_else(|| format!("known are {}", known.join(", ")))
}

/// The same, where one of those known is near.
pub(super) fn nearest(word: &str, known: &[&str]) -> Option<String> {
    let word = word.to_lowercase().replace('-', "_");
    // A short word is near to any other.
    let most = (word.chars().count() / 3).clamp(1, 2);
    let nearest = known.iter().min_by_key(|known| strsim::osa_distance(known, &word))?;
    (strsim::osa_distance(nearest, &word) <= most).then(|| format!("did you mean {nearest:?}?"))
}
