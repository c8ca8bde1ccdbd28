//! Rows added up into one tally a group.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::mem;

use crate::core::fact::Fact;
use crate::core::maturity::Lags;
use crate::core::period::Period;
use crate::core::running_tally::RunningTally;
use crate::core::tally::{Side, Tally};
use crate::report::Note;

use crate::ingest::audit::counted;
use crate::ingest::group::aliases::{Aliases, DimensionAliases};
use crate::ingest::group::customers::Customers;
use crate::ingest::group::journal::Kind;
use crate::ingest::group::key::{self, Part};
use crate::ingest::group::names::Names;
use crate::ingest::group::ordered::Ordered;
use crate::ingest::group::posted::Posted;
use crate::ingest::table::column::Column;
use crate::ingest::{Dimension, Error, Group};

/// How many merged names are told one by one.
const TOLD: usize = 8;

/// A group's key: the number of its name in each dimension.
type Ids = Box<[u32]>;

/// The groups of a part of the input. Parts merge like the tallies in them.
#[derive(Debug)]
pub(in crate::ingest) struct Fold {
    names: Vec<Names>,
    periods: Vec<Option<Period>>,
    /// The numbers of the groups.
    numbers: HashMap<Ids, u32>,
    groups: Vec<(Ids, RunningTally)>,
    customers: Customers,
    /// Where campaigns are a dimension: its place, and the numbers of the campaigns with the names that stand beside them.
    campaign: Option<usize>,
    campaign_numbers: HashMap<Box<str>, HashMap<u32, u64>>,
    lags: Lags,
}

impl Fold {
    pub(in crate::ingest) fn new(dimensions: &[Dimension], exact_names: bool, aliases: &Aliases) -> Self {
        let names = dimensions
            .iter()
            .map(|dimension| Names::new(exact_names, DimensionAliases::new(aliases, dimension)))
            .collect();
        let period = |dimension: &Dimension| match dimension {
            Dimension::Period(period) | Dimension::OrderPeriod(period) => Some(*period),
            Dimension::Known(_) | Dimension::Header(_) => None,
        };
        let campaign =
            dimensions.iter().position(|dimension| *dimension == Dimension::Known(Column::Campaign));
        Self {
            names,
            periods: dimensions.iter().map(period).collect(),
            numbers: HashMap::new(),
            groups: Vec::new(),
            customers: Customers::default(),
            campaign,
            campaign_numbers: HashMap::new(),
            lags: Lags::default(),
        }
    }

    /// Takes over what the threads have added up, and the customers of the groups; `has_numbers` where the campaign's number stands
    /// behind the names.
    pub(in crate::ingest) fn take(
        &mut self,
        posted: &[(Posted, Vec<Kind>)],
        ordered: Ordered,
        has_numbers: bool,
    ) {
        for (key, rows, tally) in posted.iter().flat_map(|(posted, kinds)| posted.groups(kinds)) {
            let parts = key::parts(key, self.names.len() + usize::from(has_numbers));
            let number = self.number_of(&parts, rows);
            self.groups[number as usize].1.merge(&tally);
            if let (Some(Part::Name(campaign_number)), Some(campaign)) =
                (parts.get(self.names.len()), self.campaign)
                && !campaign_number.is_empty()
            {
                let id = self.groups[number as usize].0[campaign];
                let known = self.campaign_numbers.entry((*campaign_number).into()).or_default();
                *known.entry(id).or_default() += rows;
            }
        }
        for (posted, _) in posted {
            self.lags.merge(posted.lags());
        }
        let (customers, keys) = ordered.into_parts();
        // The rows of these groups were counted above.
        let renumbered: Vec<u32> =
            keys.iter().map(|key| self.number_of(&key::parts(key, self.names.len()), 0)).collect();
        self.customers.merge(customers, &renumbered);
    }

    /// The number of the group with these names, so many rows of which have them as they are.
    fn number_of(&mut self, parts: &[Part<'_>], rows: u64) -> u32 {
        let dimensions = self.names.iter_mut().zip(&self.periods).zip(parts);
        let ids = dimensions.map(|((names, period), part)| match part {
            Part::Name(name) => names.intern_rows(name, rows),
            Part::FirstDay(_) => names.intern_rows(&part.in_words(*period), rows),
        });
        let ids: Ids = ids.collect();
        self.number(&ids)
    }

    fn number(&mut self, ids: &[u32]) -> u32 {
        if let Some(number) = self.numbers.get(ids) {
            return *number;
        }
        let number = u32::try_from(self.groups.len()).expect("memory ends before four billion groups do");
        self.groups.push((ids.into(), RunningTally::default()));
        self.numbers.insert(ids.into(), number);
        number
    }

    /// Joins what leads name by a campaign's number with what reports name by the campaign's name.
    pub(in crate::ingest) fn join_campaign_numbers(&mut self) -> Option<Note> {
        let campaign = self.campaign?;
        let names = &self.names[campaign];
        let shown = names.shown();
        // A number that is a name in the reports themselves stays one.
        let in_reports: HashSet<u32> = self
            .groups
            .iter()
            .filter(|(_, tally)| tally.has_rows(Side::Statistics))
            .map(|(ids, _)| ids[campaign])
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
            return None;
        }
        let rename = |ids: &Ids| -> Ids {
            let mut ids = ids.clone();
            if let Some(name) = renamed.get(&ids[campaign]) {
                ids[campaign] = *name;
            }
            ids
        };
        self.numbers.clear();
        let groups = std::mem::take(&mut self.groups);
        let renumbered = self.add_groups(groups, rename);
        self.customers.renumber(&renumbered);
        let message = format!(
            "campaign: {} of the lead lists {} joined with the campaigns that have these numbers in the reports",
            counted(renamed.len() as u64, "number"),
            if renamed.len() == 1 { "is" } else { "are" }
        );
        Some(Note { code: "joined-by-number", message })
    }

    /// Adds a later part of the input to this one.
    pub(in crate::ingest) fn merge(&mut self, other: Self) {
        self.lags.merge(&other.lags);
        let renamed: Vec<Vec<u32>> =
            self.names.iter_mut().zip(&other.names).map(|(names, others)| names.merge(others)).collect();
        let rename = |ids: &Ids| -> Ids {
            ids.iter().zip(&renamed).map(|(id, renamed)| renamed[*id as usize]).collect()
        };
        for (number, names) in &other.campaign_numbers {
            let known = self.campaign_numbers.entry(number.clone()).or_default();
            for (id, rows) in names {
                let id = self.campaign.map_or(*id, |campaign| renamed[campaign][*id as usize]);
                *known.entry(id).or_default() += rows;
            }
        }
        let renumbered = self.add_groups(other.groups, rename);
        self.customers.merge(other.customers, &renumbered);
    }

    /// Adds groups whose names have other numbers here, and says which numbers the groups have.
    fn add_groups(&mut self, groups: Vec<(Ids, RunningTally)>, rename: impl Fn(&Ids) -> Ids) -> Vec<u32> {
        let add = |(ids, tally): (Ids, RunningTally)| {
            let number = self.number(&rename(&ids));
            self.groups[number as usize].1.merge(&tally);
            number
        };
        groups.into_iter().map(add).collect()
    }

    /// The days from leads to their orders, as far as they were kept.
    pub(in crate::ingest) fn take_lags(&mut self) -> Lags {
        mem::take(&mut self.lags)
    }

    /// All groups in one tally, for what its rows supply.
    pub(in crate::ingest) fn coverage(&self) -> Tally {
        let mut total = Tally::default();
        for (_, tally) in &self.groups {
            total.cover(&tally.supplied());
        }
        total
    }

    /// A note on the names of each dimension that several spellings were taken for.
    pub(in crate::ingest) fn merged_names(&self, dimensions: &[Dimension]) -> Vec<Note> {
        notes_on_names(&self.names, dimensions)
    }

    /// All spellings of the names that have several, for people who want to check.
    pub(in crate::ingest) fn describe_names(&self, dimensions: &[Dimension]) -> Vec<String> {
        names_in_full(&self.names, dimensions)
    }

    /// The groups in the order of their names, and their sum.
    pub(in crate::ingest) fn finish(mut self) -> Result<(Vec<Group>, Tally), Error> {
        for number in self.customers.groups() {
            self.groups[number as usize].1.count(Fact::Customers);
        }
        let shown: Vec<Vec<String>> = self.names.iter().map(Names::shown).collect();
        let name =
            |ids: &Ids| ids.iter().zip(&shown).map(|(id, names)| names[*id as usize].clone()).collect();
        let mut total = RunningTally::default();
        let mut groups: Vec<Group> = Vec::with_capacity(self.groups.len());
        for (ids, tally) in self.groups {
            total.merge(&tally);
            groups.push(Group { names: name(&ids), tally: tally.close()? });
        }
        groups.sort_by(|one, another| one.names.cmp(&another.names));
        Ok((groups, total.close()?))
    }
}

/// A note on the names of each dimension that several spellings were taken for.
pub(in crate::ingest) fn notes_on_names(names: &[Names], dimensions: &[Dimension]) -> Vec<Note> {
    let mut notes = Vec::new();
    for (names, dimension) in names.iter().zip(dimensions) {
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
pub(in crate::ingest) fn names_in_full(names: &[Names], dimensions: &[Dimension]) -> Vec<String> {
    let mut lines = Vec::new();
    for (names, dimension) in names.iter().zip(dimensions) {
        for name in names.merged(true) {
            let others =
                name.others.iter().map(|(text, rows)| format!("{text:?} ({})", counted(*rows, "row")));
            let others = others.collect::<Vec<_>>().join(", ");
            lines.push(format!("{} {:?} is also {others}", dimension.name(), name.shown));
        }
    }
    lines
}
