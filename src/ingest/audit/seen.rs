//! The statuses of leads as they stand in the file.

use std::collections::HashMap;

use crate::ingest::field::status::{Class, Statuses};
use crate::ingest::group::aliases::DimensionAliases;
use crate::ingest::group::interned::Interned;
use crate::ingest::group::names::Names;
use crate::ingest::records::Cell;

/// Each status with what it means, and its rows.
#[derive(Debug, Default)]
pub(super) struct SeenStatuses(HashMap<Box<[u8]>, (Class, u64)>);

impl SeenStatuses {
    pub(super) fn add(&mut self, status: &[u8], class: Class, rows: u64) {
        match self.0.get_mut(status) {
            Some((_, known)) => *known += rows,
            None => drop(self.0.insert(status.into(), (class, rows))),
        }
    }

    /// Adds those of other rows.
    pub(super) fn merge(&mut self, other: &Self) {
        for (status, (class, rows)) in &other.0 {
            self.add(status, *class, *rows);
        }
    }

    /// The statuses, those in several spellings as one, each with its rows.
    pub(super) fn named(&self) -> impl Iterator<Item = (u64, String, Class)> {
        let mut names = Names::new(false, DimensionAliases::default());
        let mut seen: Vec<(u64, Class)> = Vec::new();
        for (status, (class, rows)) in &self.0 {
            let id = names.intern_rows(&String::from_utf8_lossy(status), *rows) as usize;
            if id == seen.len() {
                seen.push((0, *class));
            }
            seen[id].0 += rows;
        }
        names.shown().into_iter().zip(seen).map(|(status, (rows, class))| (rows, status, class))
    }
}

/// What the statuses mean that a thread has met, and their rows in the block at hand.
#[derive(Debug, Default)]
pub(in crate::ingest) struct MetStatuses {
    words: Interned,
    met: Vec<(Class, u64)>,
}

impl MetStatuses {
    /// The number of a status.
    #[inline(always)]
    pub(in crate::ingest) fn number(&mut self, status: Cell<'_>, statuses: &Statuses) -> u32 {
        let number = self.words.number(status);
        if number as usize == self.met.len() {
            self.met.push((statuses.class(&String::from_utf8_lossy(status.bytes())), 0));
        }
        number
    }

    /// Counts a row with the status of this number, and says what it means.
    #[inline(always)]
    pub(in crate::ingest) fn count(&mut self, number: u32) -> Class {
        let (class, rows) = &mut self.met[number as usize];
        *rows += 1;
        *class
    }

    /// The statuses of the block, which is done with.
    pub(super) fn of_block(&mut self) -> impl Iterator<Item = (&[u8], Class, u64)> {
        let counted = self.words.texts().zip(&mut self.met);
        counted
            .filter(|(_, (_, rows))| *rows > 0)
            .map(|(word, (class, rows))| (word, *class, std::mem::take(rows)))
    }

    /// Forgets the rows of the block, which does not count.
    pub(in crate::ingest) fn forget_block(&mut self) {
        self.met.iter_mut().for_each(|(_, rows)| *rows = 0);
    }
}
