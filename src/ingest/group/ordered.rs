//! Customers and the groups of their first orders, in the order of the file.

use std::collections::HashMap;

use super::customers::Customers;
use super::journal::Journal;
use super::posted::Posted;

/// The first orders so far. Their groups have numbers of their own, since each thread numbers the groups that it meets.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Ordered {
    pub(super) customers: Customers,
    numbers: HashMap<Box<[u8]>, u32>,
}

impl Ordered {
    /// Takes the orders of a block whose turn has come.
    pub(in crate::ingest) fn take(&mut self, journal: &Journal, posted: &Posted) {
        for (customer, moment, group) in journal.orders() {
            let group = group.map(|group| self.number(posted.key(group)));
            self.customers.order(customer, moment, group);
        }
    }

    fn number(&mut self, key: &[u8]) -> u32 {
        if let Some(number) = self.numbers.get(key) {
            return *number;
        }
        let number = u32::try_from(self.numbers.len()).expect("memory ends before four billion groups do");
        self.numbers.insert(key.into(), number);
        number
    }

    /// The customers, and the keys of the groups by their numbers.
    pub(super) fn into_parts(self) -> (Customers, Vec<Box<[u8]>>) {
        let mut keys: Vec<(u32, Box<[u8]>)> =
            self.numbers.into_iter().map(|(key, number)| (number, key)).collect();
        keys.sort_unstable_by_key(|(number, _)| *number);
        (self.customers, keys.into_iter().map(|(_, key)| key).collect())
    }
}
