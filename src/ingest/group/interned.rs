//! Numbers for texts, the same text the same number.

use std::hash::BuildHasher;
use std::mem;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::ingest::records::{Cell, Glimpse};

/// How many places there are for texts that are found at a glance, at first and at most. They have to stay in the cache of a core.
const PLACES: [usize; 2] = [1 << 8, 1 << 14];

/// How many places a text may have, one behind the other, if others that look like it have come before.
const NEXT: usize = 8;

/// Texts byte by byte, numbered as they were met.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Interned {
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
    texts: Vec<Box<[u8]>>,
    /// The texts met first, as they look at a glance, each at its place or at one of the next; half of the places at least are free. Files
    /// hold few texts again and again, and this costs less than a look into the table.
    glimpsed: Vec<(Glimpse, u32)>,
}

impl Interned {
    /// The number of a text.
    #[inline(always)]
    pub(in crate::ingest) fn number(&mut self, cell: Cell<'_>) -> u32 {
        let Some(glimpse) = cell.glimpse() else { return self.number_at_close_look(cell) };
        match self.at_a_glance(glimpse, cell) {
            Some(number) => number,
            None => self.look_up_and_remember(glimpse, cell.bytes()),
        }
    }

    #[cold]
    fn number_at_close_look(&mut self, cell: Cell<'_>) -> u32 {
        let glimpse = cell.close_glimpse();
        match self.at_a_glance(glimpse, cell) {
            Some(number) => number,
            None => self.look_up_and_remember(glimpse, cell.bytes()),
        }
    }

    /// The number of a text that is among those found at a glance.
    #[inline(always)]
    fn at_a_glance(&self, glimpse: Glimpse, cell: Cell<'_>) -> Option<u32> {
        for place in self.places(glimpse) {
            let (known, number) = self.glimpsed.get(place)?;
            if *known == glimpse && (glimpse.is_whole() || self.text(*number) == cell.bytes()) {
                return Some(*number);
            }
            if *known == Glimpse::NONE {
                break;
            }
        }
        None
    }

    /// Where a text may be that looks like this.
    #[inline(always)]
    fn places(&self, glimpse: Glimpse) -> impl Iterator<Item = usize> {
        let last = self.glimpsed.len().wrapping_sub(1);
        (0..NEXT).map(move |next| (glimpse.mixed() + next) & last)
    }

    #[cold]
    fn look_up_and_remember(&mut self, glimpse: Glimpse, text: &[u8]) -> u32 {
        let met = self.texts.len();
        let number = self.look_up(text);
        let [least, most] = PLACES;
        // Only a text that is new is surely not there yet.
        if number as usize == met && met < most / 2 {
            if self.glimpsed.len() < most.min(met * 4).max(least) {
                let places = (self.glimpsed.len() * 2).max(least);
                let before = mem::replace(&mut self.glimpsed, vec![(Glimpse::NONE, 0); places]);
                for (glimpse, number) in before.into_iter().filter(|(glimpse, _)| *glimpse != Glimpse::NONE) {
                    self.remember(glimpse, number);
                }
            }
            self.remember(glimpse, number);
        }
        number
    }

    /// Puts a text where it is found at a glance, if there is a place left for those that look like it.
    fn remember(&mut self, glimpse: Glimpse, number: u32) {
        let free = self.places(glimpse).find(|place| self.glimpsed[*place].0 == Glimpse::NONE);
        if let Some(place) = free {
            self.glimpsed[place] = (glimpse, number);
        }
    }

    fn look_up(&mut self, text: &[u8]) -> u32 {
        let Self { numbers, hasher, texts, .. } = self;
        let hash = hasher.hash_one(text);
        if let Some(number) = numbers.find(hash, |number| *texts[*number as usize] == *text) {
            return *number;
        }
        let number = u32::try_from(texts.len()).expect("memory ends before four billion names do");
        texts.push(text.into());
        numbers.insert_unique(hash, number, |number| hasher.hash_one(&*texts[*number as usize]));
        number
    }

    /// A text by its number.
    pub(in crate::ingest) fn text(&self, number: u32) -> &[u8] {
        &self.texts[number as usize]
    }

    /// All texts in the order of their numbers.
    pub(in crate::ingest) fn texts(&self) -> impl Iterator<Item = &[u8]> {
        self.texts.iter().map(AsRef::as_ref)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_has_the_same_number() {
        let mut interned = Interned::default();
        let texts: Vec<String> =
            (0..20_000).map(|number| format!("{number} Яндекс {}", number % 7)).collect();
        for _ in 0..2 {
            for (number, text) in texts.iter().enumerate() {
                assert_eq!(interned.number(text.as_bytes().into()) as usize, number);
            }
        }
        assert_eq!(interned.number(b""[..].into()) as usize, texts.len());
        assert_eq!(interned.text(3), texts[3].as_bytes());
        assert_eq!(interned.texts().count(), texts.len() + 1);
    }

    #[test]
    fn texts_that_differ_in_a_byte_have_different_numbers() {
        for length in 0..100 {
            let mut interned = Interned::default();
            let mut text: Vec<u8> = (0..length).collect();
            assert_eq!(interned.number(text[..].into()), 0);
            for place in 0..text.len() {
                text[place] ^= 1;
                assert_eq!(interned.number(text[..].into()) as usize, place + 1, "{length} {place}");
                text[place] ^= 1;
                assert_eq!(interned.number(text[..].into()), 0, "{length} {place}");
            }
        }
    }
}
