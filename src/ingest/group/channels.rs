//! Channels by their names, and which of two comes first, whatever the order in which they are met.

use crate::core::name::folded;
use crate::ingest::group::aliases::DimensionAliases;
use crate::ingest::group::customers::When;
use crate::ingest::group::names::Names;
use crate::ingest::table::column::Column;
use crate::ingest::{Dimension, Request};

/// When something was, and in which channel.
pub(in crate::ingest) type At = (When, u32);

/// The channels that were met.
#[derive(Debug)]
pub(in crate::ingest) struct Channels {
    is_exact: bool,
    aliases: DimensionAliases,
    names: Names,
    /// Each one's name as names are compared.
    keys: Vec<String>,
}

impl Channels {
    pub(in crate::ingest) fn new(request: &Request) -> Self {
        let aliases = DimensionAliases::new(&request.aliases, &Dimension::Known(Column::Channel));
        let names = Names::new(request.exact_names, aliases.clone());
        Self { is_exact: request.exact_names, aliases, names, keys: Vec::new() }
    }

    /// The number of the channel that a row names so.
    pub(in crate::ingest) fn number(&mut self, spelling: &str) -> u32 {
        let number = self.names.intern_rows(spelling, 1);
        if number as usize == self.keys.len() {
            let name = self.aliases.name(spelling).unwrap_or_else(|| spelling.to_owned());
            self.keys.push(if self.is_exact { name } else { folded(&name) });
        }
        number
    }

    /// Takes over another's channels; the answer says which number each of its numbers has become.
    pub(in crate::ingest) fn merge(&mut self, other: &Self) -> Vec<u32> {
        let renamed = self.names.merge(&other.names);
        for (key, number) in other.keys.iter().zip(&renamed) {
            let place = *number as usize;
            if self.keys.len() <= place {
                self.keys.resize(place + 1, String::new());
            }
            self.keys[place].clone_from(key);
        }
        renamed
    }

    /// The earlier of two; of those at the same time, the one of the first name.
    pub(in crate::ingest) fn earlier(&self, one: At, other: At) -> At {
        if (other.0, &self.keys[other.1 as usize]) < (one.0, &self.keys[one.1 as usize]) {
            other
        } else {
            one
        }
    }

    /// The later of two; of those at the same time, the one of the first name.
    pub(in crate::ingest) fn later(&self, one: At, other: At) -> At {
        let is_later =
            other.0 > one.0 || other.0 == one.0 && self.keys[other.1 as usize] < self.keys[one.1 as usize];
        if is_later { other } else { one }
    }

    /// The names in their order, and the place that each number has among them.
    pub(in crate::ingest) fn in_order(&self) -> (Vec<String>, Vec<u32>) {
        let shown = self.names.shown();
        let mut order: Vec<usize> = (0..shown.len()).collect();
        order.sort_by(|one, other| shown[*one].cmp(&shown[*other]));
        let mut places = vec![0; shown.len()];
        for (place, number) in (0..).zip(&order) {
            places[*number] = place;
        }
        (order.into_iter().map(|number| shown[number].clone()).collect(), places)
    }
}
