//! Names of groups: which spellings are one name, and which of them is shown.

use std::collections::HashMap;

use crate::core::name::{cleaned, folded};
use crate::ingest::group::aliases::DimensionAliases;

/// The names met in one dimension, each spelling with its number of rows.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Names {
    exact: bool,
    aliases: DimensionAliases,
    spellings: HashMap<Box<str>, Spelling>,
    ids: HashMap<Box<str>, u32>,
    /// Names that the user has said, which are shown as they were said.
    said: HashMap<u32, String>,
}

#[derive(Debug, Clone, Copy)]
struct Spelling {
    id: u32,
    rows: u64,
    /// Whether the user has said what it stands for.
    is_alias: bool,
}

/// A name that was met in other spellings than the one that is shown.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::ingest) struct Merged {
    pub(in crate::ingest) shown: String,
    /// The other spellings and their rows.
    pub(in crate::ingest) others: Vec<(String, u64)>,
}

impl Names {
    /// With `exact`, names are the same only byte by byte.
    pub(in crate::ingest) fn new(exact: bool, aliases: DimensionAliases) -> Self {
        Self { exact, aliases, ..Self::default() }
    }

    /// The number of the name that this is a spelling of, which so many rows have.
    pub(in crate::ingest) fn intern_rows(&mut self, spelling: &str, rows: u64) -> u32 {
        if let Some(known) = self.spellings.get_mut(spelling) {
            known.rows += rows;
            return known.id;
        }
        let said = self.aliases.name(spelling);
        let is_alias = said.is_some();
        let name = said.as_deref().unwrap_or(spelling);
        let name = if self.exact { name.to_owned() } else { folded(name) };
        let next = u32::try_from(self.ids.len()).expect("memory ends before four billion names do");
        let id = *self.ids.entry(name.into()).or_insert(next);
        if let Some(said) = said {
            self.said.insert(id, said);
        }
        self.spellings.insert(spelling.into(), Spelling { id, rows, is_alias });
        id
    }

    /// The number of a name, if it was met.
    pub(in crate::ingest) fn id_of(&self, name: &str) -> Option<u32> {
        self.spellings
            .get(name)
            .map(|spelling| spelling.id)
            .or_else(|| self.ids.get(folded(name).as_str()).copied())
    }

    /// Takes over another's names; the answer says which number each of its numbers has become.
    pub(in crate::ingest) fn merge(&mut self, other: &Self) -> Vec<u32> {
        let mut renamed = vec![0; other.ids.len()];
        for (text, spelling) in &other.spellings {
            renamed[spelling.id as usize] = self.intern_rows(text, spelling.rows);
        }
        renamed
    }

    /// The spelling to show of each name: the most frequent one, among equals the smallest, so that no order of rows shows.
    pub(in crate::ingest) fn shown(&self) -> Vec<String> {
        let mut names: Vec<HashMap<String, u64>> = vec![HashMap::new(); self.ids.len()];
        for (text, spelling) in &self.spellings {
            let text = if self.exact { text.to_string() } else { cleaned(text) };
            *names[spelling.id as usize].entry(text).or_default() += spelling.rows;
        }
        let most_frequent = |spellings: HashMap<String, u64>| {
            let order = |(text, rows): &(String, u64)| (std::cmp::Reverse(*rows), text.clone());
            spellings.into_iter().min_by_key(order).map(|(text, _)| text).unwrap_or_default()
        };
        let shown = names.into_iter().map(most_frequent);
        let said = |id: usize| u32::try_from(id).ok().and_then(|id| self.said.get(&id)).cloned();
        shown.enumerate().map(|(id, shown)| said(id).unwrap_or(shown)).collect()
    }

    /// The names that were met in more than one spelling, sorted; those that the user has said to be one only `with_aliases`.
    pub(in crate::ingest) fn merged(&self, with_aliases: bool) -> Vec<Merged> {
        let mut others: Vec<Vec<(String, u64)>> = vec![Vec::new(); self.ids.len()];
        let shown = self.shown();
        for (text, spelling) in &self.spellings {
            let id = spelling.id as usize;
            if **text != *shown[id] && (with_aliases || !spelling.is_alias) {
                others[id].push((text.to_string(), spelling.rows));
            }
        }
        let mut merged: Vec<Merged> = shown
            .into_iter()
            .zip(others)
            .filter(|(_, others)| !others.is_empty())
            .map(|(shown, mut others)| {
                others.sort();
                Merged { shown, others }
            })
            .collect();
        merged.sort_by(|one, another| one.shown.cmp(&another.shown));
        merged
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_spelling_is_shown_whatever_the_order() {
        let spellings = ["google ads", "Google Ads", " Google  Ads ", "GOOGLE ADS", "Яндекс", "яндекс"];
        let mut there = Names::new(false, DimensionAliases::default());
        let mut back = Names::new(false, DimensionAliases::default());
        for name in spellings {
            there.intern_rows(name, 1);
        }
        for name in spellings.iter().rev() {
            back.intern_rows(name, 1);
        }
        let sorted = |names: &Names| {
            let mut shown = names.shown();
            shown.sort();
            shown
        };
        // Яндекс and яндекс stand one to one; the capital has the smaller bytes.
        assert_eq!(sorted(&there), ["Google Ads", "Яндекс"]);
        assert_eq!(sorted(&there), sorted(&back));
        assert_eq!(there.merged(false), back.merged(false));
        let others = [" Google  Ads ", "GOOGLE ADS", "google ads"].map(|name| (name.to_owned(), 1));
        assert_eq!(there.merged(false)[0].others, others);
    }

    #[test]
    fn both_unicode_forms_are_one_name_and_blank_is_a_name() {
        assert_eq!(folded("Й"), folded("И\u{306}"));
        assert_eq!(folded("\u{a0} "), "");
        let mut exact = Names::new(true, DimensionAliases::default());
        assert_ne!(exact.intern_rows("Lenses", 1), exact.intern_rows("Lenses ", 1));
    }

    #[test]
    fn merging_keeps_the_counts() {
        let mut one = Names::new(false, DimensionAliases::default());
        let mut two = Names::new(false, DimensionAliases::default());
        one.intern_rows("b", 1);
        two.intern_rows("a", 1);
        two.intern_rows("B", 1);
        two.intern_rows("B", 1);
        assert_eq!(one.merge(&two), [1, 0]);
        assert_eq!(one.shown(), ["B", "a"]);
    }
}
