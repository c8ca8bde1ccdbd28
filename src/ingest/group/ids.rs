//! Numbers for ids in few bytes: of a year's customers there are millions.
//!
//! An id takes its bytes, at most 3 to fill them up, 4 for its place and, right after the table of numbers has doubled, not quite 12
//! there: some 16 beside the id, and 6 more for as long as the table is doubling. A map of boxed ids would take four times that.

use std::borrow::Cow;
use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::ingest::group::chunks::Chunks;

/// Ids begin at multiples of so many bytes, so that 32 bits are enough to name the places of 16 gigabytes of them.
const UNIT: usize = 4;

/// Fills an id up to the next place. No text has this byte, so an id ends where the first one is.
const FILLER: u8 = 0xff;

/// Ids byte by byte, numbered as they were met.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Ids {
    /// The ids in the order of their numbers, each filled up to the next place.
    bytes: Chunks<u8, { 64 * 1024 }>,
    /// Where each of them begins.
    places: Chunks<u32, 1024>,
    /// The numbers of the ids by what they say.
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Ids {
    /// The number of an id, a new one for an id that was not met before.
    pub(in crate::ingest) fn number(&mut self, id: &[u8]) -> u32 {
        if let Some(number) = self.known(id) {
            return number;
        }
        let number = u32::try_from(self.len()).expect("memory ends before four billion ids do");
        let Self { bytes, places, numbers, hasher } = self;
        let place = u32::try_from(bytes.len() / UNIT).expect("memory ends before ids fill 16 gigabytes");
        bytes.push_all(id);
        bytes.push_all(&[FILLER; UNIT][..id.len().next_multiple_of(UNIT) - id.len()]);
        places.push_all(&[place]);
        numbers.insert_unique(hasher.hash_one(id), number, |number| {
            hasher.hash_one(id_of(bytes, places, *number as usize).as_ref())
        });
        number
    }

    /// The number of an id that was met before.
    pub(in crate::ingest) fn known(&self, id: &[u8]) -> Option<u32> {
        let hash = self.hasher.hash_one(id);
        self.numbers.find(hash, |number| *self.get(*number) == *id).copied()
    }

    /// An id by its number.
    pub(in crate::ingest) fn get(&self, number: u32) -> Cow<'_, [u8]> {
        id_of(&self.bytes, &self.places, number as usize)
    }

    /// How many there are.
    pub(in crate::ingest) fn len(&self) -> usize {
        self.places.len()
    }

    /// Gives the memory back that only looking up takes.
    pub(in crate::ingest) fn forget_numbers(&mut self) {
        self.numbers = HashTable::new();
    }

    /// The bytes that are held, but for those of the ids.
    #[cfg(test)]
    pub(super) fn held_beside_ids(&self) -> usize {
        let ids: usize = (0..).take(self.len()).map(|number| self.get(number).len()).sum();
        self.bytes.held() + self.places.held() + self.table_size() - ids
    }

    /// The bytes of the table of numbers.
    #[cfg(test)]
    pub(super) fn table_size(&self) -> usize {
        self.numbers.allocation_size()
    }
}

/// An id by its number: it ends where the next one begins, but for what it was filled up with.
fn id_of<'a>(
    bytes: &'a Chunks<u8, { 64 * 1024 }>,
    places: &Chunks<u32, 1024>,
    number: usize,
) -> Cow<'a, [u8]> {
    let place_of = |number: usize| places.get(number) as usize * UNIT;
    let begin = place_of(number);
    let mut end = if number + 1 < places.len() { place_of(number + 1) } else { bytes.len() };
    while end > begin && bytes.get(end - 1) == FILLER {
        end -= 1;
    }
    bytes.range(begin, end)
}
