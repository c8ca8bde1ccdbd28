//! A sequence kept in chunks: one that grows never holds all of itself twice, as a `Vec` does.

use std::borrow::Cow;

/// The last chunk grows by this part of the whole sequence, so that no more than this part is held for nothing.
const SPARE: usize = 32;

/// What it grows by at least.
const LEAST: usize = 8;

/// Values one after the other, `CHUNK` of them in each chunk but the last.
#[derive(Debug)]
pub(super) struct Chunks<T, const CHUNK: usize> {
    chunks: Vec<Vec<T>>,
}

impl<T, const CHUNK: usize> Default for Chunks<T, CHUNK> {
    fn default() -> Self {
        Self { chunks: Vec::new() }
    }
}

impl<T: Copy, const CHUNK: usize> Chunks<T, CHUNK> {
    pub(super) fn len(&self) -> usize {
        self.chunks.last().map_or(0, |last| (self.chunks.len() - 1) * CHUNK + last.len())
    }

    /// Puts values behind the others.
    pub(super) fn push_all(&mut self, mut values: &[T]) {
        while !values.is_empty() {
            let chunk = self.with_room_for(values.len());
            let (now, later) = values.split_at(values.len().min(CHUNK - chunk.len()));
            chunk.extend_from_slice(now);
            values = later;
        }
    }

    /// The last chunk, with room for so many values or to its end.
    fn with_room_for(&mut self, wanted: usize) -> &mut Vec<T> {
        let spare = (self.len() / SPARE).max(LEAST);
        if self.chunks.last().is_none_or(|last| last.len() == CHUNK) {
            self.chunks.push(Vec::new());
        }
        let last = self.chunks.last_mut().expect("it was just put there");
        let to_its_end = CHUNK - last.len();
        if last.capacity() - last.len() < wanted.min(to_its_end) {
            last.reserve_exact(wanted.max(spare).min(to_its_end));
        }
        last
    }

    pub(super) fn get(&self, index: usize) -> T {
        self.chunks[index / CHUNK][index % CHUNK]
    }

    pub(super) fn get_mut(&mut self, index: usize) -> &mut T {
        &mut self.chunks[index / CHUNK][index % CHUNK]
    }

    /// The values from one index up to another; they are copied only where they lie in several chunks.
    pub(super) fn range(&self, from: usize, to: usize) -> Cow<'_, [T]> {
        if from >= to {
            return Cow::Borrowed(&[]);
        }
        let (first, last) = (from / CHUNK, (to - 1) / CHUNK);
        let (begin, end) = (from % CHUNK, (to - 1) % CHUNK + 1);
        if first == last {
            return Cow::Borrowed(&self.chunks[first][begin..end]);
        }
        let mut values = Vec::with_capacity(to - from);
        values.extend_from_slice(&self.chunks[first][begin..]);
        for chunk in &self.chunks[first + 1..last] {
            values.extend_from_slice(chunk);
        }
        values.extend_from_slice(&self.chunks[last][..end]);
        Cow::Owned(values)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.chunks.iter().flatten()
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.chunks.iter_mut().flatten()
    }

    /// The bytes that are held, used or not.
    #[cfg(test)]
    pub(super) fn held(&self) -> usize {
        let values: usize = self.chunks.iter().map(Vec::capacity).sum();
        values * size_of::<T>() + self.chunks.capacity() * size_of::<Vec<T>>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_in_several_chunks_is_read_in_one_piece() {
        let mut chunks: Chunks<u8, 16> = Chunks::default();
        let values: Vec<u8> = (0..100).collect();
        for part in [&values[..0], &values[..1], &values[1..7], &values[7..60], &values[60..]] {
            chunks.push_all(part);
        }
        assert_eq!(chunks.len(), 100);
        assert!(chunks.iter().eq(&values));
        for from in 0..=100 {
            for to in from..=100 {
                let range = chunks.range(from, to);
                assert_eq!(*range, values[from..to]);
                let is_in_one = to == from || from / 16 == (to - 1) / 16;
                assert_eq!(matches!(range, Cow::Borrowed(_)), is_in_one, "{from} to {to}");
            }
        }
        *chunks.get_mut(17) = 200;
        assert_eq!((chunks.get(16), chunks.get(17)), (16, 200));
    }

    #[test]
    fn little_is_held_for_nothing() {
        let mut chunks: Chunks<u8, 1024> = Chunks::default();
        for length in 1..100_000 {
            chunks.push_all(&[0]);
            let held: usize = chunks.chunks.iter().map(Vec::capacity).sum();
            assert!(held <= length + (length / SPARE).max(LEAST), "{held} for {length}");
        }
    }
}
