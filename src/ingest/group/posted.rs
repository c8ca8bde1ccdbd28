//! Rows added up by one thread, by the names just as they stand in the cells.

use crate::core::decimal::Decimal;
use crate::core::fact::Fact;
use crate::core::maturity::Lags;
use crate::core::running_tally::RunningTally;
use crate::core::sum::Sum;
use crate::core::tally::Side;

use crate::ingest::records::Cell;

use super::interned::Interned;
use super::journal::{Journal, Kind};

/// How many kinds of rows there is room for at first. There are hardly more.
const KINDS: usize = 8;

/// The groups of one thread. What is one name in several spellings comes together when all threads are done.
///
/// ```
/// use leadcalc::core::{fact::{Fact, FactSet}, tally::Side};
/// use leadcalc::ingest::group::{journal::Journal, posted::Posted};
/// let mut posted = Posted::new(Side::Statistics);
/// let mut journal = Journal::default();
/// let kind = journal.kind(FactSet::default().with(Fact::Spend), FactSet::default());
/// for (channel, cost) in [("Дзен", 5), ("SEO", 7), ("Дзен", 2)] {
///     let group = posted.number(channel.as_bytes());
///     journal.enter(group, kind, &[(Fact::Spend, cost.into())]);
/// }
/// posted.post(&journal);
/// assert_eq!(posted.key(1), b"SEO");
/// ```
#[derive(Debug)]
pub struct Posted {
    side: Side,
    /// Whether the squares of orders' amounts are added up too.
    keeps_squares: bool,
    keys: Interned,
    /// The rows of each group: first those of the first kind, then those of the second, as far as there is room.
    rows: Vec<u64>,
    /// How many kinds there is room for.
    room: usize,
    /// The amounts of each group.
    amounts: Vec<RunningTally>,
    /// The rows of each kind, and the amounts of all rows, added up apart from the groups.
    all_rows: Vec<u64>,
    all_amounts: [Sum; Fact::ALL.len()],
    lags: Lags,
}

impl Posted {
    /// No groups yet; all rows will be of this side.
    #[must_use]
    pub fn new(side: Side) -> Self {
        Self {
            side,
            keeps_squares: false,
            keys: Interned::default(),
            rows: Vec::new(),
            room: KINDS,
            amounts: Vec::new(),
            all_rows: vec![0; KINDS],
            all_amounts: std::array::from_fn(|_| Sum::default()),
            lags: Lags::default(),
        }
    }

    /// The days from leads to their orders.
    pub(super) fn lags(&self) -> &Lags {
        &self.lags
    }

    /// The same with the squares of orders' amounts, from which can be told how much they vary.
    #[must_use]
    pub fn keeping_squares(self, keeps_squares: bool) -> Self {
        Self { keeps_squares: keeps_squares && self.side == Side::Leads, ..self }
    }

    /// The number of the group with this key, which is a new group where no row had the key before.
    #[inline]
    pub fn number<'k>(&mut self, key: impl Into<Cell<'k>>) -> u32 {
        let number = self.keys.number(key.into());
        if number as usize == self.amounts.len() {
            self.amounts.push(RunningTally::default());
            self.rows.resize(self.rows.len() + self.room, 0);
        }
        number
    }

    /// The key of the group with this number, which was given by [`Posted::number`].
    #[must_use]
    pub fn key(&self, number: u32) -> &[u8] {
        self.keys.text(number)
    }

    /// Adds up the rows of a journal, whose groups are numbered by [`Posted::number`].
    pub fn post(&mut self, journal: &Journal) {
        self.make_room(journal.kinds.len());
        self.lags.add(&journal.leads);
        let mut amounts = journal.amounts.iter();
        for entry in &journal.entries {
            let (group, kind) = (entry.group as usize, usize::from(entry.kind.0));
            self.rows[group * self.room + kind] += 1;
            self.all_rows[kind] += 1;
            for (fact, amount) in amounts.by_ref().take(usize::from(entry.amounts)) {
                self.amounts[group].add(*fact, *amount);
                self.all_amounts[*fact as usize].add(*amount);
                if self.keeps_squares && *fact == Fact::Revenue {
                    self.amounts[group].add_square(*amount);
                }
            }
        }
    }

    fn make_room(&mut self, kinds: usize) {
        if kinds <= self.room {
            return;
        }
        let room = kinds.next_power_of_two();
        let mut rows = vec![0; self.amounts.len() * room];
        for (wide, narrow) in rows.chunks_exact_mut(room).zip(self.rows.chunks_exact(self.room)) {
            wide[..narrow.len()].copy_from_slice(narrow);
        }
        self.all_rows.resize(room, 0);
        (self.rows, self.room) = (rows, room);
    }

    /// The groups that have rows: their keys, how many rows, and their tallies.
    pub(super) fn groups(&self, kinds: &[Kind]) -> impl Iterator<Item = (&[u8], u64, RunningTally)> {
        let groups = self.keys.texts().zip(self.rows.chunks_exact(self.room)).zip(&self.amounts);
        groups.filter_map(move |((key, rows), amounts)| {
            let mut tally = amounts.clone();
            let (mut count, mut is_empty) = (0, true);
            for (kind, rows) in kinds.iter().zip(rows).filter(|(_, rows)| **rows > 0) {
                is_empty = false;
                count += if kind.is_part { 0 } else { *rows };
                tally.note_row(self.side, kind.supplied);
                kind.ones.iter().for_each(|fact| tally.add(fact, Decimal::from(*rows)));
            }
            (!is_empty).then_some((key, count, tally))
        })
    }

    /// Adds what all rows come to, found apart from the groups.
    pub(in crate::ingest) fn control(&self, kinds: &[Kind], control: &mut [Sum; Fact::ALL.len()]) {
        for (sum, amounts) in control.iter_mut().zip(&self.all_amounts) {
            sum.merge(amounts);
        }
        for (kind, rows) in kinds.iter().zip(&self.all_rows) {
            kind.ones.iter().for_each(|fact| control[fact as usize].add(Decimal::from(*rows)));
        }
    }
}
