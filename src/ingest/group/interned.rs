//! Numbers for texts, the same text the same number.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// How many texts are found at a glance.
const RECENT: usize = 1 << 11;

/// How long they are at most.
const SHORT: usize = 56;

/// Texts byte by byte, numbered as they were met.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Interned {
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
    texts: Vec<Box<[u8]>>,
    /// The last short text met with each glance. Files hold few texts again and again, and a glance costs less than a look into the
    /// table: all it needs lies together.
    recent: Vec<Recent>,
}

/// A short text and its number.
#[derive(Debug, Clone, Copy)]
struct Recent {
    number: u32,
    /// More than any short text has where there is none yet.
    length: u32,
    text: [u8; SHORT],
}

impl Interned {
    /// The number of a text.
    #[inline]
    pub(in crate::ingest) fn number(&mut self, text: &[u8]) -> u32 {
        let glance = glance(text);
        if let Some(recent) = self.recent.get(glance)
            && let Some(known) = recent.text.get(..recent.length as usize)
            && is_same(known, text)
        {
            return recent.number;
        }
        let number = self.look_up(text);
        if text.len() <= SHORT {
            self.remember(glance, text, number);
        }
        number
    }

    #[cold]
    fn remember(&mut self, glance: usize, text: &[u8], number: u32) {
        if self.recent.is_empty() {
            self.recent = vec![Recent { number: 0, length: u32::MAX, text: [0; SHORT] }; RECENT];
        }
        let recent = &mut self.recent[glance];
        recent.number = number;
        recent.length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        recent.text[..text.len()].copy_from_slice(text);
    }

    #[inline(never)]
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

/// A number below [`RECENT`] that a text's length, its first and its last bytes give.
#[inline]
fn glance(text: &[u8]) -> usize {
    let (first, last) = match (text.first_chunk(), text.last_chunk()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => text.iter().fold((0, 0), |(sum, _), byte| (sum << 8 | u64::from(*byte), 0)),
    };
    // An odd number without any pattern: the golden ratio's digits, as hashing by multiplication has them.
    let mixed = (first ^ last.rotate_left(29) ^ text.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    usize::try_from(mixed >> 48).unwrap_or(0) % RECENT
}

/// Whether two short texts are the same, eight or sixteen bytes at a time: calling a function for it takes longer.
#[inline]
fn is_same(one: &[u8], another: &[u8]) -> bool {
    let length = one.len();
    if length != another.len() {
        return false;
    }
    let (Some(end), Some(other_end)) = (one.last_chunk::<16>(), another.last_chunk::<16>()) else {
        let (Some(end), Some(other_end)) = (one.last_chunk::<8>(), another.last_chunk::<8>()) else {
            return one == another;
        };
        return end == other_end && one.first_chunk::<8>() == another.first_chunk::<8>();
    };
    let (begin, _) = one.as_chunks::<16>();
    let (other_begin, _) = another.as_chunks::<16>();
    end == other_end && begin.iter().zip(other_begin).all(|(one, another)| one == another)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_has_the_same_number() {
        let mut interned = Interned::default();
        let texts: Vec<String> =
            (0..10_000).map(|number| format!("{number} Яндекс {}", number % 7)).collect();
        for _ in 0..2 {
            for (number, text) in texts.iter().enumerate() {
                assert_eq!(interned.number(text.as_bytes()) as usize, number);
            }
        }
        for length in 0..100 {
            let text: Vec<u8> = (0..length).collect();
            let mut other = text.clone();
            assert!(is_same(&text, &other));
            for place in 0..text.len() {
                other[place] ^= 1;
                assert!(!is_same(&text, &other), "{length} {place}");
                other[place] ^= 1;
            }
        }
        assert_eq!(interned.number(b"") as usize, texts.len());
        assert_eq!(interned.text(3), texts[3].as_bytes());
        assert_eq!(interned.texts().count(), texts.len() + 1);
    }
}
