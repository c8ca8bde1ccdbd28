//! Rows added up into one tally a group.

use std::cmp::Reverse;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::core::decimal::Decimal;
use crate::core::fact::Fact;
use crate::core::tally::{Side, Tally};
use crate::report::Note;

use crate::ingest::audit::counted;
use crate::ingest::field::date::Moment;
use crate::ingest::group::aliases::{Aliases, DimensionAliases};
use crate::ingest::group::names::Names;
use crate::ingest::table::column::Column;
use crate::ingest::{Dimension, Error, Group};

/// How many merged names are told one by one.
const TOLD: usize = 8;

/// A group's key: the number of its name in each dimension.
type Key = Box<[u32]>;

/// The groups of a part of the input. Parts merge like the tallies in them.
#[derive(Debug)]
pub(in crate::ingest) struct Fold {
    names: Vec<Names>,
    groups: HashMap<Key, Tally>,
    first_orders: HashMap<Box<str>, FirstOrder>,
    /// Where campaigns are a dimension: its place, and the numbers of the campaigns with the names that stand beside them.
    campaign: Option<usize>,
    campaign_numbers: HashMap<Box<str>, HashMap<u32, u64>>,
    key: Vec<u32>,
}

/// Where a customer's first order stands.
#[derive(Debug)]
struct FirstOrder {
    /// Orders without a date come after all others.
    moment: Option<Moment>,
    /// Its group; none where the order is outside of the period: history.
    group: Option<Key>,
}

impl FirstOrder {
    fn is_before(&self, other: &Self) -> bool {
        match (self.moment, other.moment) {
            (Some(one), Some(another)) => one < another,
            (Some(_), None) => true,
            (None, _) => false,
        }
    }
}

impl Fold {
    pub(in crate::ingest) fn new(dimensions: &[Dimension], exact_names: bool, aliases: &Aliases) -> Self {
        let names = dimensions
            .iter()
            .map(|dimension| Names::new(exact_names, DimensionAliases::new(aliases, dimension)))
            .collect();
        let campaign =
            dimensions.iter().position(|dimension| *dimension == Dimension::Known(Column::Campaign));
        Self {
            names,
            groups: HashMap::new(),
            first_orders: HashMap::new(),
            campaign,
            campaign_numbers: HashMap::new(),
            key: Vec::new(),
        }
    }

    /// The tally of the group with these names.
    pub(in crate::ingest) fn group<'a>(&mut self, names: impl Iterator<Item = &'a str>) -> &mut Tally {
        self.key.clear();
        for (known, name) in self.names.iter_mut().zip(names) {
            self.key.push(known.intern(name));
        }
        if !self.groups.contains_key(self.key.as_slice()) {
            self.groups.insert(self.key.as_slice().into(), Tally::default());
        }
        self.groups.get_mut(self.key.as_slice()).expect("it was just put there")
    }

    /// Remembers a customer's order if it is its first so far; `in_period` says that it is of the group last asked for.
    pub(in crate::ingest) fn order_of(&mut self, customer: &str, moment: Option<Moment>, in_period: bool) {
        let order = FirstOrder { moment, group: in_period.then(|| self.key.as_slice().into()) };
        match self.first_orders.get_mut(customer) {
            Some(first) if order.is_before(first) => *first = order,
            Some(_) => {}
            None => drop(self.first_orders.insert(customer.into(), order)),
        }
    }

    /// Remembers a campaign's number beside its name in the group last asked for.
    pub(in crate::ingest) fn campaign_number(&mut self, number: &str) {
        let (Some(campaign), number) = (self.campaign, number.trim()) else { return };
        if number.is_empty() {
            return;
        }
        let names = match self.campaign_numbers.get_mut(number) {
            Some(names) => names,
            None => self.campaign_numbers.entry(number.into()).or_default(),
        };
        *names.entry(self.key[campaign]).or_default() += 1;
    }

    /// Joins what leads name by a campaign's number with what reports name by the campaign's name.
    pub(in crate::ingest) fn join_campaign_numbers(&mut self) -> Result<Option<Note>, Error> {
        let Some(campaign) = self.campaign else { return Ok(None) };
        let names = &self.names[campaign];
        let shown = names.shown();
        // A number that is a name in the reports themselves stays one.
        let in_reports: HashSet<u32> = self
            .groups
            .iter()
            .filter(|(_, tally)| tally.has_rows(Side::Statistics))
            .map(|(key, _)| key[campaign])
            .collect();
        let mut renamed: BTreeMap<u32, u32> = BTreeMap::new();
        for (number, beside) in &self.campaign_numbers {
            let most_frequent = beside
                .iter()
                .min_by_key(|(id, rows)| (Reverse(**rows), &shown[**id as usize]))
                .map(|(id, _)| *id);
            if let (Some(id), Some(name)) = (names.id_of(number), most_frequent)
                && id != name
                && !in_reports.contains(&id)
            {
                renamed.insert(id, name);
            }
        }
        if renamed.is_empty() {
            return Ok(None);
        }
        let rename = |key: &Key| -> Key {
            let mut key = key.clone();
            if let Some(name) = renamed.get(&key[campaign]) {
                key[campaign] = *name;
            }
            key
        };
        let mut groups: HashMap<Key, Tally> = HashMap::new();
        for (key, tally) in &self.groups {
            groups.entry(rename(key)).or_default().merge(tally)?;
        }
        self.groups = groups;
        for order in self.first_orders.values_mut() {
            order.group = order.group.as_ref().map(&rename);
        }
        let message = format!(
            "campaign: {} of the lead lists {} joined with the campaigns that have these numbers in the reports",
            counted(renamed.len() as u64, "number"),
            if renamed.len() == 1 { "is" } else { "are" }
        );
        Ok(Some(Note { code: "joined-by-number", message }))
    }

    /// Adds a later part of the input to this one.
    pub(in crate::ingest) fn merge(&mut self, other: Self) -> Result<(), Error> {
        let renamed: Vec<Vec<u32>> =
            self.names.iter_mut().zip(&other.names).map(|(names, others)| names.merge(others)).collect();
        let rename = |key: &Key| -> Key {
            key.iter().zip(&renamed).map(|(id, renamed)| renamed[*id as usize]).collect()
        };
        for (key, tally) in &other.groups {
            self.groups.entry(rename(key)).or_default().merge(tally)?;
        }
        for (number, names) in &other.campaign_numbers {
            let known = self.campaign_numbers.entry(number.clone()).or_default();
            for (id, rows) in names {
                let id = self.campaign.map_or(*id, |campaign| renamed[campaign][*id as usize]);
                *known.entry(id).or_default() += rows;
            }
        }
        for (customer, order) in other.first_orders {
            let order = FirstOrder { moment: order.moment, group: order.group.as_ref().map(&rename) };
            match self.first_orders.entry(customer) {
                Entry::Vacant(place) => drop(place.insert(order)),
                Entry::Occupied(mut place) if order.is_before(place.get()) => drop(place.insert(order)),
                Entry::Occupied(_) => {}
            }
        }
        Ok(())
    }

    /// All groups in one tally, for what its rows supply.
    pub(in crate::ingest) fn coverage(&self) -> Tally {
        let mut total = Tally::default();
        for tally in self.groups.values() {
            total.cover(tally);
        }
        total
    }

    /// A note on the names of each dimension that several spellings were taken for.
    pub(in crate::ingest) fn merged_names(&self, dimensions: &[Dimension]) -> Vec<Note> {
        let mut notes = Vec::new();
        for (names, dimension) in self.names.iter().zip(dimensions) {
            let merged = names.merged(false);
            if merged.is_empty() {
                continue;
            }
            let told = merged.iter().take(TOLD).map(|name| {
                let rows = name.others.iter().map(|(_, rows)| rows).sum();
                let spellings = counted(name.others.len() as u64, "other spelling");
                format!("{:?} ({spellings}, {})", name.shown, counted(rows, "row"))
            });
            let told = told.collect::<Vec<_>>().join(", ");
            let more = match merged.len().saturating_sub(TOLD) {
                0 => String::new(),
                more => format!(" and {} more", counted(more as u64, "name")),
            };
            notes.push(Note {
                code: "merged-names",
                message: format!(
                    "{}: spellings taken for one name: {told}{more}; -v lists them, --exact-names keeps them apart",
                    dimension.name()
                ),
            });
        }
        notes
    }

    /// All spellings of the names that have several, for people who want to check.
    pub(in crate::ingest) fn describe_names(&self, dimensions: &[Dimension]) -> Vec<String> {
        let mut lines = Vec::new();
        for (names, dimension) in self.names.iter().zip(dimensions) {
            for name in names.merged(true) {
                let others =
                    name.others.iter().map(|(text, rows)| format!("{text:?} ({})", counted(*rows, "row")));
                let others = others.collect::<Vec<_>>().join(", ");
                lines.push(format!("{} {:?} is also {others}", dimension.name(), name.shown));
            }
        }
        lines
    }

    /// The groups in the order of their names, and their sum.
    pub(in crate::ingest) fn finish(mut self) -> Result<(Vec<Group>, Tally), Error> {
        for order in self.first_orders.values() {
            if let Some(tally) = order.group.as_ref().and_then(|key| self.groups.get_mut(key)) {
                tally.add(Fact::Customers, Decimal::ONE)?;
            }
        }
        let shown: Vec<Vec<String>> = self.names.iter().map(Names::shown).collect();
        let name =
            |key: &Key| key.iter().zip(&shown).map(|(id, names)| names[*id as usize].clone()).collect();
        let mut groups: Vec<Group> =
            self.groups.into_iter().map(|(key, tally)| Group { names: name(&key), tally }).collect();
        groups.sort_by(|one, another| one.names.cmp(&another.names));
        let mut total = Tally::default();
        for group in &groups {
            total.merge(&group.tally)?;
        }
        Ok((groups, total))
    }
}
