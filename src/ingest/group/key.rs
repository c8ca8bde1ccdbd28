//! The key of a row's group: its names as they stand in the cells, one behind the other.
//!
//! A name alone is its own key, so that the commonest grouping has nothing to put together.

use crate::core::period::{Date, Period};
use crate::ingest::records::{BESIDE_CELL, Cell};

/// The parts of a key, each but the last one with its length before it.
///
/// There are zeros before and behind them, so that a key is found as quickly as a cell that has others beside it.
#[derive(Debug)]
pub(in crate::ingest) struct Key(Vec<u8>);

/// As many zeros as are looked at beside a cell.
const BESIDE: [u8; BESIDE_CELL] = [0; BESIDE_CELL];

impl Default for Key {
    fn default() -> Self {
        Self(BESIDE.to_vec())
    }
}

impl Key {
    pub(in crate::ingest) fn clear(&mut self) {
        self.0.truncate(BESIDE.len());
    }

    /// Adds a name that others follow.
    #[inline]
    pub(in crate::ingest) fn name(&mut self, name: &[u8]) {
        let length = u32::try_from(name.len()).expect("a cell is part of a row, of 16 MiB at most");
        self.0.extend_from_slice(&length.to_le_bytes());
        self.0.extend_from_slice(name);
    }

    /// Adds the first day of a period, which stands for it.
    #[inline]
    pub(in crate::ingest) fn first_day(&mut self, day: Date) {
        let [first, second] = day.year().to_le_bytes();
        let (month, day) = (day.month().unsigned_abs(), day.day().unsigned_abs());
        let [a, b, c, d] = DAY.to_le_bytes();
        self.0.extend_from_slice(&[a, b, c, d, first, second, month, day]);
    }

    /// Adds the last name.
    #[inline]
    pub(in crate::ingest) fn last_name(&mut self, name: &[u8]) {
        self.0.extend_from_slice(name);
    }

    /// The whole key, to which nothing is added any more.
    #[inline]
    pub(in crate::ingest) fn whole(&mut self) -> Cell<'_> {
        let end = self.0.len();
        self.0.extend_from_slice(&BESIDE);
        Cell::within(&self.0, BESIDE.len(), end)
    }
}

/// Stands for the length where a day follows, in 4 bytes. No name begins like this.
const DAY: u32 = u32::MAX;

/// A part of a key, read again.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Name(&'a str),
    FirstDay(Date),
}

impl Part<'_> {
    /// The name, or that of the period.
    pub(super) fn in_words(&self, period: Option<Period>) -> String {
        match self {
            Self::Name(name) => (*name).to_owned(),
            Self::FirstDay(day) => period.map_or_else(|| day.to_string(), |period| period.of(*day)),
        }
    }
}

/// The parts of a key, of which there are so many.
pub(super) fn parts(mut key: &[u8], count: usize) -> Vec<Part<'_>> {
    let mut parts = Vec::with_capacity(count);
    while parts.len() < count {
        let is_last = parts.len() + 1 == count;
        let part;
        (part, key) = match key.split_first_chunk() {
            Some((length, [first, second, month, day, rest @ ..])) if u32::from_le_bytes(*length) == DAY => {
                let year = i16::from_le_bytes([*first, *second]);
                let of_date = |number: u8| i8::try_from(number).unwrap_or(i8::MAX);
                let day = Date::new(year, of_date(*month), of_date(*day));
                (day.map_or(Part::Name(""), Part::FirstDay), rest)
            }
            Some((length, rest)) if !is_last => {
                let length = u32::from_le_bytes(*length) as usize;
                let (name, rest) = rest.split_at(length.min(rest.len()));
                (Part::Name(str::from_utf8(name).unwrap_or_default()), rest)
            }
            _ => (Part::Name(str::from_utf8(key).unwrap_or_default()), &key[key.len()..]),
        };
        parts.push(part);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        let mut key = Key::default();
        let day = Date::constant(2026, 2, 1);
        key.name("Яндекс".as_bytes());
        key.first_day(day);
        key.last_name(b"");
        assert_eq!(
            parts(key.whole().bytes(), 3),
            [Part::Name("Яндекс"), Part::FirstDay(day), Part::Name("")]
        );
        assert_eq!(parts("Яндекс".as_bytes(), 1), [Part::Name("Яндекс")]);
        assert_eq!(parts(b"", 1), [Part::Name("")]);
        key.clear();
        key.name(b"");
        key.first_day(day);
        assert_eq!(parts(key.whole().bytes(), 2), [Part::Name(""), Part::FirstDay(day)]);
        assert_eq!(Part::FirstDay(day).in_words(Some(Period::Quarter)), "2026-Q1");
    }
}
