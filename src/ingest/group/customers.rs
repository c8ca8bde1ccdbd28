//! The first order of each customer, in few bytes: of a year's orders there are millions.
//!
//! A customer takes the bytes of its id, at most 3 to fill them up, 16 for the order and, right after the table of numbers has
//! doubled, not quite 12 there: some 32 beside the id, and 6 more for as long as the table is doubling. A map of boxed ids
//! to orders would take twice that.

use std::borrow::Cow;
use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::core::period::Date;

use crate::ingest::field::date::Moment;
use crate::ingest::group::chunks::Chunks;

/// Ids begin at multiples of so many bytes, so that 32 bits are enough to name the places of 16 gigabytes of them.
const UNIT: usize = 4;

/// Fills an id up to the next place. No text has this byte, so an id ends where the first one is.
const FILLER: u8 = 0xff;

/// Stands for the group of an order outside of the period: history.
const NO_GROUP: u32 = u32::MAX;

/// The first order of each customer so far. Parts of the input merge like the tallies of their groups.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Customers {
    /// The ids in the order in which they were met, each filled up to the next place.
    ids: Ids,
    /// The first order of each of them, in the same order.
    orders: Orders,
    /// The numbers of the ids by what they say.
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

type Ids = Chunks<u8, { 64 * 1024 }>;
type Orders = Chunks<FirstOrder, 1024>;

/// A customer's first order, and where its id begins.
#[derive(Debug, Clone, Copy)]
struct FirstOrder {
    place: u32,
    when: When,
    group: u32,
}

/// A moment in 8 bytes. No moment comes after all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct When {
    day: u32,
    second: u32,
}

impl When {
    fn of(moment: Option<Moment>) -> Self {
        let Some(Moment { day, second }) = moment else { return Self { day: u32::MAX, second: 0 } };
        let years = u32::from((day.year() - Date::MIN.year()).unsigned_abs());
        let (month, day) = (u32::from(day.month().unsigned_abs()), u32::from(day.day().unsigned_abs()));
        // Days need not be counted, only compared: 32 for each month are as good.
        Self { day: (years * 16 + month) * 32 + day, second }
    }
}

impl Customers {
    /// Takes an order of a customer, which is kept if it is the first one so far: the earlier moment wins, an order without a
    /// moment comes after all with one, and among equals the one taken first stays. Without a group it is outside of the period.
    pub(in crate::ingest) fn order(&mut self, id: &str, moment: Option<Moment>, group: Option<u32>) {
        self.take(id.as_bytes(), When::of(moment), group.unwrap_or(NO_GROUP));
    }

    /// The groups of the first orders, those in the period, as often as customers have them there.
    pub(in crate::ingest) fn groups(&self) -> impl Iterator<Item = u32> {
        self.orders.iter().map(|order| order.group).filter(|group| *group != NO_GROUP)
    }

    /// Gives the groups other numbers.
    pub(in crate::ingest) fn renumber(&mut self, renumbered: &[u32]) {
        for order in self.orders.iter_mut().filter(|order| order.group != NO_GROUP) {
            order.group = renumbered[order.group as usize];
        }
    }

    /// Adds those of a later part of the input, whose groups have these numbers here. Among equals the ones here stay.
    pub(in crate::ingest) fn merge(&mut self, mut later: Self, renumbered: &[u32]) {
        later.renumber(renumbered);
        if self.is_empty() {
            *self = later;
            return;
        }
        let Self { ids, orders, numbers, .. } = later;
        // Nothing is looked up there any more, and the table here may have to grow.
        drop(numbers);
        for (number, order) in orders.iter().enumerate() {
            self.take(&id_of(&ids, &orders, number), order.when, order.group);
        }
    }

    /// How many customers there are.
    pub(in crate::ingest) fn len(&self) -> usize {
        self.orders.len()
    }

    /// Whether there is none.
    pub(in crate::ingest) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn take(&mut self, id: &[u8], when: When, group: u32) {
        let Self { ids, orders, numbers, hasher } = self;
        let hash = hasher.hash_one(id);
        let known = numbers.find(hash, |number| *id_of(ids, orders, *number as usize) == *id);
        if let Some(number) = known {
            let first = orders.get_mut(*number as usize);
            if when < first.when {
                (first.when, first.group) = (when, group);
            }
            return;
        }
        let number = u32::try_from(orders.len()).expect("memory ends before four billion customers do");
        let place = u32::try_from(ids.len() / UNIT).expect("memory ends before their ids fill 16 gigabytes");
        ids.push_all(id);
        ids.push_all(&[FILLER; UNIT][..id.len().next_multiple_of(UNIT) - id.len()]);
        orders.push_all(&[FirstOrder { place, when, group }]);
        numbers.insert_unique(hash, number, |number| {
            hasher.hash_one(id_of(ids, orders, *number as usize).as_ref())
        });
    }

    /// The bytes that are held, but for those of the ids.
    #[cfg(test)]
    fn held_beside_ids(&self) -> usize {
        let ids: usize = (0..self.len()).map(|number| id_of(&self.ids, &self.orders, number).len()).sum();
        size_of::<Self>() + self.ids.held() + self.orders.held() + self.numbers.allocation_size() - ids
    }
}

/// An id by its number: it ends where the next one begins, but for what it was filled up with.
fn id_of<'a>(ids: &'a Ids, orders: &Orders, number: usize) -> Cow<'a, [u8]> {
    let place_of = |number: usize| orders.get(number).place as usize * UNIT;
    let begin = place_of(number);
    let mut end = if number + 1 < orders.len() { place_of(number + 1) } else { ids.len() };
    while end > begin && ids.get(end - 1) == FILLER {
        end -= 1;
    }
    ids.range(begin, end)
}

#[cfg(test)]
mod tests;
