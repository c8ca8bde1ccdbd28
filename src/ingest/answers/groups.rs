//! Answers by group.

use std::collections::HashMap;

use crate::core::loyalty::{Answer, Answers};
use crate::ingest::group::aliases::{Aliases, DimensionAliases};
use crate::ingest::group::fold;
use crate::ingest::group::names::Names;
use crate::ingest::{Dimension, Group};
use crate::report::Note;

/// The answers of all groups: memory for each of them, however many rows there are.
#[derive(Debug, Default)]
pub(super) struct Groups {
    names: Vec<Names>,
    numbers: HashMap<Box<[u32]>, usize>,
    counted: Vec<(Box<[u32]>, Answers)>,
    /// The key of the row at hand.
    ids: Vec<u32>,
}

impl Groups {
    pub(super) fn new(dimensions: &[Dimension], exact_names: bool, aliases: &Aliases) -> Self {
        let names =
            |dimension: &Dimension| Names::new(exact_names, DimensionAliases::new(aliases, dimension));
        Self { names: dimensions.iter().map(names).collect(), ..Self::default() }
    }

    /// Counts an answer in the group of these names.
    pub(super) fn add<'n>(&mut self, names: impl Iterator<Item = &'n str>, answer: Answer) {
        self.ids.clear();
        let ids = self.names.iter_mut().zip(names).map(|(known, name)| known.intern_rows(name, 1));
        self.ids.extend(ids);
        let next = self.counted.len();
        let known = self.numbers.get(self.ids.as_slice()).copied();
        let number = known.unwrap_or_else(|| {
            let ids: Box<[u32]> = self.ids.as_slice().into();
            self.counted.push((ids.clone(), Answers::default()));
            self.numbers.insert(ids, next);
            next
        });
        self.counted[number].1.add(answer, 1);
    }

    /// Adds the answers of another file.
    pub(super) fn merge(&mut self, other: Self) {
        let renamed: Vec<Vec<u32>> =
            self.names.iter_mut().zip(&other.names).map(|(names, others)| names.merge(others)).collect();
        for (ids, answers) in other.counted {
            let ids: Box<[u32]> =
                ids.iter().zip(&renamed).map(|(id, renamed)| renamed[*id as usize]).collect();
            let next = self.counted.len();
            let number = *self.numbers.entry(ids.clone()).or_insert(next);
            if number == next {
                self.counted.push((ids, Answers::default()));
            }
            self.counted[number].1.merge(&answers);
        }
    }

    /// A note on the names of each dimension that several spellings were taken for.
    pub(super) fn merged_names(&self, dimensions: &[Dimension]) -> Vec<Note> {
        fold::notes_on_names(&self.names, dimensions)
    }

    /// All spellings of the names that have several.
    pub(super) fn describe_names(&self, dimensions: &[Dimension]) -> Vec<String> {
        fold::names_in_full(&self.names, dimensions)
    }

    /// The groups in the order of their names, and their sum.
    pub(super) fn finish(self) -> (Vec<Group<Answers>>, Answers) {
        let shown: Vec<Vec<String>> = self.names.iter().map(Names::shown).collect();
        let mut total = Answers::default();
        let mut groups = Vec::with_capacity(self.counted.len());
        for (ids, answers) in self.counted {
            total.merge(&answers);
            let names = ids.iter().zip(&shown).map(|(id, names)| names[*id as usize].clone()).collect();
            groups.push(Group { names, tally: answers });
        }
        groups.sort_by(|one, another| one.names.cmp(&another.names));
        (groups, total)
    }
}
