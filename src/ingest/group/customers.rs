//! The first order of each customer, in few bytes: of a year's orders there are millions.
//!
//! A customer takes what its [id](super::ids) does and 12 bytes for the order, some 32 beside the id. A map of boxed ids to orders
//! would take twice that.

use crate::core::period::Date;

use crate::ingest::field::date::Moment;
use crate::ingest::group::chunks::Chunks;
use crate::ingest::group::ids::Ids;

/// Stands for the group of an order outside of the period: history.
const NO_GROUP: u32 = u32::MAX;

/// The first order of each customer so far. Parts of the input merge like the tallies of their groups.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Customers {
    ids: Ids,
    /// The first order of each of them, in the order of their numbers.
    orders: Chunks<FirstOrder, 1024>,
}

/// A customer's first order.
#[derive(Debug, Clone, Copy)]
struct FirstOrder {
    when: When,
    group: u32,
}

/// A moment in 8 bytes. No moment comes after all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::ingest) struct When {
    day: u32,
    second: u32,
}

impl When {
    /// Before every moment.
    pub(in crate::ingest) const BEFORE_ALL: Self = Self { day: 0, second: 0 };

    /// That of a moment; after every other where there is none.
    pub(in crate::ingest) fn of(moment: Option<Moment>) -> Self {
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
        // Nothing is looked up there any more, and the table here may have to grow.
        later.ids.forget_numbers();
        for (number, order) in (0..).zip(later.orders.iter()) {
            self.take(&later.ids.get(number), order.when, order.group);
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
        let number = self.ids.number(id) as usize;
        if number == self.orders.len() {
            self.orders.push_all(&[FirstOrder { when, group }]);
            return;
        }
        let first = self.orders.get_mut(number);
        if when < first.when {
            (first.when, first.group) = (when, group);
        }
    }

    /// The bytes that are held, but for those of the ids.
    #[cfg(test)]
    fn held_beside_ids(&self) -> usize {
        size_of::<Self>() + self.ids.held_beside_ids() + self.orders.held()
    }
}

#[cfg(test)]
mod tests;
