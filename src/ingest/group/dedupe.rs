//! Which leads repeat an earlier one.

use std::collections::{HashMap, HashSet};

use crate::core::tally::Side;

use crate::core::name::folded;
use crate::ingest::field::date::{self, Moment};
use crate::ingest::field::number;
use crate::ingest::field::status::Class;
use crate::ingest::file::File;
use crate::ingest::plan::Days;
use crate::ingest::{Error, Request, votes};

/// What tells that two leads are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// The lead's own number.
    LeadId,
    /// The customer.
    CustomerId,
}

impl Key {
    /// Its name in options.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::LeadId => "lead_id",
            Self::CustomerId => "customer_id",
        }
    }
}

/// How leads that repeat an earlier one are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dedupe {
    /// What has to be the same.
    pub key: Key,
    /// How many days may lie between a lead and the one it repeats; any number where none is given.
    pub days: Option<u16>,
}

/// A text that says no such thing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("leads are told apart by lead_id or customer_id, each with :DAYS if need be, as in customer_id:30")]
pub struct DedupeError;

impl Dedupe {
    /// Reads `lead_id`, `customer_id`, `customer_id:30`.
    ///
    /// **Errors**: [`DedupeError`].
    pub fn parse(text: &str) -> Result<Self, DedupeError> {
        let (name, days) = match text.split_once(':') {
            Some((name, days)) => (name, Some(days.trim().parse().map_err(|_| DedupeError)?)),
            None => (text, None),
        };
        let key = [Key::LeadId, Key::CustomerId].into_iter().find(|key| key.name() == name.trim());
        Ok(Self { key: key.ok_or(DedupeError)?, days })
    }
}

/// The rows of each file that repeat an earlier lead, by their numbers.
///
/// "Earlier" is by the day it came, then by the place in the files: CRMs export the newest first. Rejected leads are none, so
/// nothing repeats them. Memory follows the number of leads here, which is why only who asks for it pays for it.
pub(in crate::ingest) fn repeated(request: &Request, files: &[File]) -> Result<Vec<HashSet<u64>>, Error> {
    let mut repeated: Vec<HashSet<u64>> = vec![HashSet::new(); files.len()];
    let Some(dedupe) = request.dedupe else { return Ok(repeated) };
    let mut leads: HashMap<String, Vec<(Option<Moment>, usize, u64)>> = HashMap::new();
    for (index, file) in files.iter().enumerate().filter(|(_, file)| file.side == Side::Leads) {
        let plan = &file.plan;
        let votes = votes::survey(file)?;
        let places: Vec<usize> = match dedupe.key {
            Key::LeadId => plan.lead_id.into_iter().collect(),
            Key::CustomerId => plan.customer.clone(),
        };
        file.for_each_row(|cells, place| {
            let cell = |column: usize| number::text(cells.get(column).unwrap_or_default()).trim();
            let id = places.iter().map(|column| cell(*column)).find(|id| !number::is_missing(id));
            let has_rejected_status =
                || plan.status.is_some_and(|column| request.statuses.class(cell(column)) == Class::Rejected);
            let source =
                || plan.source.iter().map(|column| cell(*column)).find(|name| !number::is_missing(name));
            let is_rejected = !request.statuses.counts_rejected()
                && (has_rejected_status()
                    || source().is_some_and(|name| request.statuses.rejects_source(name)));
            if let (Some(id), false) = (id, is_rejected) {
                let moment = match plan.days {
                    Days::Day { first, .. } => match date::read(cell(first), votes.order(first)) {
                        Ok(date::Cell::At(moment, _)) => Some(moment),
                        _ => None,
                    },
                    _ => None,
                };
                leads.entry(key_of(dedupe.key, id)).or_default().push((moment, index, place.byte));
            }
            Ok(())
        })?;
    }
    for mut same in leads.into_values().filter(|same| same.len() > 1) {
        // Leads without a day come after all others: nothing tells that they were first.
        same.sort_by_key(|(moment, file, row)| (moment.is_none(), *moment, *file, *row));
        let mut kept = same[0].0;
        for (moment, file, row) in &same[1..] {
            let is_repeat = match (dedupe.days, kept, moment) {
                (None, ..) => true,
                (Some(days), Some(kept), Some(moment)) => {
                    (moment.day - kept.day).get_days() <= i32::from(days)
                }
                (Some(_), ..) => false,
            };
            if is_repeat {
                repeated[*file].insert(*row);
            } else {
                kept = *moment;
            }
        }
    }
    Ok(repeated)
}

/// A key as it is compared: numbers of leads byte by byte, since some CRMs tell them apart by capitals; customers as names are.
fn key_of(key: Key, id: &str) -> String {
    match key {
        Key::LeadId => id.to_owned(),
        Key::CustomerId => folded(id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_days_are_read() {
        assert_eq!(Dedupe::parse("lead_id"), Ok(Dedupe { key: Key::LeadId, days: None }));
        assert_eq!(Dedupe::parse("customer_id:30"), Ok(Dedupe { key: Key::CustomerId, days: Some(30) }));
        for text in ["", "phone", "lead_id:", "lead_id:-1", "lead_id:x", "customer_id:99999"] {
            assert_eq!(Dedupe::parse(text), Err(DedupeError), "{text}");
        }
    }
}
