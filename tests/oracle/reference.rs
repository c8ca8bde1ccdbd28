//! What must be printed: groups, sums and ratios of a data set in exact fractions, knowing nothing of the program.

use std::collections::{BTreeMap, BTreeSet};

use num_rational::BigRational;
use num_traits::{One, Zero};

use crate::dataset::{Dataset, Day, NameRef, SpendRow, identity_of};
use crate::dictionary::{FORMULAS, Formula, SUMS, Terms, Under};
use crate::facts::{Facts, Side, first_orders, is_rejected, lead_facts, spend_facts, supplied};

/// What must be printed for a metric.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Figure {
    Known(BigRational),
    /// None, for one of these reasons.
    Undefined(BTreeSet<String>),
}

/// The sums of some rows, and which sums each kind of row supplied.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    sums: BTreeMap<&'static str, BigRational>,
    shapes: BTreeSet<(Side, BTreeSet<&'static str>)>,
}

impl Tally {
    fn add_row(&mut self, side: Side, facts: &Facts) {
        self.shapes.insert((side, facts.keys().copied().collect()));
        for (sum, amount) in facts {
            *self.sums.entry(sum).or_insert_with(BigRational::zero) += amount;
        }
    }

    fn merged<'a>(parts: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut whole = Self::default();
        for part in parts {
            whole.shapes.extend(part.shapes.iter().cloned());
            for (sum, amount) in &part.sums {
                *whole.sums.entry(sum).or_insert_with(BigRational::zero) += amount;
            }
        }
        whole
    }

    fn sum(&self, key: &str) -> BigRational {
        self.sums.get(key).cloned().unwrap_or_else(BigRational::zero)
    }

    fn value(&self, terms: Terms) -> BigRational {
        terms.iter().map(|(weight, sum)| BigRational::from_integer((*weight).into()) * self.sum(sum)).sum()
    }

    fn shapes_of(&self, side: Side) -> impl Iterator<Item = &BTreeSet<&'static str>> {
        self.shapes.iter().filter(move |(of, _)| *of == side).map(|(_, shape)| shape)
    }
}

/// A part of a group's key: which name it is, or a period as it is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum KeyPart {
    Channel(usize),
    Campaign(usize),
    Period(String),
}

/// How one file must be accounted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) rows: u64,
    pub(crate) used: u64,
    pub(crate) rejected: u64,
}

/// All that must be printed for a data set.
#[derive(Debug)]
pub(crate) struct Reference {
    sides: BTreeMap<&'static str, Side>,
    /// The groups by their printed names.
    pub(crate) groups: BTreeMap<Vec<String>, Tally>,
    pub(crate) total: Tally,
    pub(crate) accounts: Vec<Account>,
}

impl Reference {
    /// Works everything out from the raw rows.
    pub(crate) fn new(dataset: &Dataset, by: &[&str]) -> Self {
        let mut groups: BTreeMap<Vec<KeyPart>, Tally> = BTreeMap::new();
        let mut names = Names::default();
        let key_of = |day: Day, channel: NameRef, campaign: NameRef| -> Vec<KeyPart> {
            by.iter()
                .map(|dimension| match *dimension {
                    "channel" => KeyPart::Channel(identity_of(&dataset.channels, channel)),
                    "campaign" => KeyPart::Campaign(identity_of(&dataset.campaigns, campaign)),
                    "month" => KeyPart::Period(day.month()),
                    "day" => KeyPart::Period(day.iso()),
                    other => panic!("the reference does not group by {other}"),
                })
                .collect()
        };
        let with_leads = !dataset.leads.is_empty();
        let mut accounts = Vec::new();
        for file in &dataset.spend {
            let used: Vec<&SpendRow> = file.rows.iter().filter(|row| dataset.covers(row.day)).collect();
            accounts.push(account(file.rows.len(), used.len(), file.layout.unreadable));
            for row in used {
                names.note(dataset, row.channel, row.campaign);
                let group = groups.entry(key_of(row.day, row.channel, row.campaign)).or_default();
                group.add_row(Side::Statistics, &spend_facts(file, row, with_leads));
            }
        }
        let first_orders = first_orders(dataset);
        for (file_place, file) in dataset.leads.iter().enumerate() {
            let counted = file.rows.iter().filter(|row| dataset.covers(row.day) && !is_rejected(file, row));
            accounts.push(account(file.rows.len(), counted.count(), file.layout.unreadable));
            for (place, row) in file.rows.iter().enumerate().filter(|(_, row)| dataset.covers(row.day)) {
                names.note(dataset, row.channel, row.campaign);
                let group = groups.entry(key_of(row.day, row.channel, row.campaign)).or_default();
                let is_first = first_orders.contains(&(file_place, place));
                group.add_row(Side::Leads, &lead_facts(file, row, is_first));
            }
        }
        let total = Tally::merged(groups.values());
        let groups = groups.into_iter().map(|(key, tally)| (names.shown(&key), tally)).collect();
        Self { sides: supplied(dataset), groups, total, accounts }
    }

    /// The keys of the columns, in order: of everything that the files' columns allow.
    pub(crate) fn columns(&self) -> Vec<&'static str> {
        let sums = SUMS.into_iter().filter(|sum| self.sides.contains_key(sum));
        let derived =
            FORMULAS.iter().filter(|formula| formula.inputs().iter().all(|sum| self.sides.contains_key(sum)));
        sums.chain(derived.map(|formula| formula.key)).collect()
    }

    /// Every figure of a group, or of several together.
    pub(crate) fn figures(&self, parts: &[&Tally]) -> BTreeMap<&'static str, Figure> {
        let tally = Tally::merged(parts.iter().copied());
        let columns = self.columns();
        let sums = SUMS.into_iter().map(|sum| (sum, self.sum(&tally, sum)));
        let derived = FORMULAS.iter().map(|formula| (formula.key, self.derived(&tally, formula)));
        sums.chain(derived.collect::<Vec<_>>()).filter(|(key, _)| columns.contains(key)).collect()
    }

    /// The sums that only some of a group's rows supplied.
    pub(crate) fn partial(&self, parts: &[&Tally]) -> BTreeSet<&'static str> {
        let tally = Tally::merged(parts.iter().copied());
        SUMS.into_iter().filter(|sum| self.is_partial(&tally, sum)).collect()
    }

    fn is_partial(&self, tally: &Tally, sum: &str) -> bool {
        let Some(side) = self.sides.get(sum) else { return false };
        let supplied = tally.shapes_of(*side).filter(|shape| shape.contains(sum)).count();
        supplied > 0 && supplied < tally.shapes_of(*side).count()
    }

    /// Whether there are rows that should have supplied the sum, and none of them did.
    fn is_not_given(&self, tally: &Tally, sum: &str) -> bool {
        let Some(side) = self.sides.get(sum) else { return false };
        let supplied = tally.shapes_of(*side).filter(|shape| shape.contains(sum)).count();
        supplied == 0 && tally.shapes_of(*side).count() > 0
    }

    fn sum(&self, tally: &Tally, sum: &str) -> Figure {
        if self.is_not_given(tally, sum) {
            return Figure::Undefined([format!("{sum} not given")].into());
        }
        Figure::Known(tally.sum(sum))
    }

    fn derived(&self, tally: &Tally, formula: &Formula) -> Figure {
        let inputs = formula.inputs();
        let is_share = matches!(formula.under, Under::SameOfTotal(_));
        let mut reasons = BTreeSet::new();
        for input in &inputs {
            if self.is_not_given(tally, input) || (is_share && self.is_not_given(&self.total, input)) {
                reasons.insert(format!("{input} not given"));
            }
            let of_unequal_parts = self.is_partial(tally, input) && !self.equal_parts(tally, &inputs);
            if of_unequal_parts || (is_share && self.is_partial(&self.total, input)) {
                reasons.insert(format!("partial {input}"));
            }
        }
        if !reasons.is_empty() {
            return Figure::Undefined(reasons);
        }
        let (divisor, zero) = match formula.under {
            Under::Nothing => (BigRational::one(), ""),
            Under::Sums(terms, zero) => (tally.value(terms), zero),
            Under::SameOfTotal(zero) => (self.total.value(formula.over), zero),
        };
        if divisor.is_zero() {
            return Figure::Undefined([zero.to_owned()].into());
        }
        Figure::Known(tally.value(formula.over) / divisor)
    }

    /// Whether the same rows supplied all of these sums.
    fn equal_parts(&self, tally: &Tally, inputs: &BTreeSet<&'static str>) -> bool {
        let sides: BTreeSet<Option<&Side>> = inputs.iter().map(|input| self.sides.get(input)).collect();
        let [Some(side)] = sides.into_iter().collect::<Vec<_>>()[..] else { return false };
        tally.shapes_of(*side).all(|shape| inputs.is_subset(shape) || inputs.is_disjoint(shape))
    }
}

fn account(readable: usize, used: usize, unreadable: usize) -> Account {
    let rejected = unreadable.min(readable);
    let count = |rows: usize| u64::try_from(rows).expect("a few rows");
    Account { rows: count(readable + rejected), used: count(used), rejected: count(rejected) }
}

/// How often each spelling of a name was seen.
type Spellings = BTreeMap<String, usize>;

/// The spellings of every name.
#[derive(Default)]
struct Names {
    channels: BTreeMap<usize, Spellings>,
    campaigns: BTreeMap<usize, Spellings>,
}

impl Names {
    fn note(&mut self, dataset: &Dataset, channel: NameRef, campaign: NameRef) {
        let channels = self.channels.entry(identity_of(&dataset.channels, channel)).or_default();
        *channels.entry(dataset.channel(channel).shown.clone()).or_default() += 1;
        let campaigns = self.campaigns.entry(identity_of(&dataset.campaigns, campaign)).or_default();
        *campaigns.entry(dataset.campaign(campaign).shown.clone()).or_default() += 1;
    }

    /// A key with the most frequent spelling of each name; of equally frequent ones that with the smallest bytes.
    fn shown(&self, key: &[KeyPart]) -> Vec<String> {
        let most_frequent = |spellings: &Spellings| {
            let best = spellings.iter().rev().max_by_key(|(_, times)| **times);
            best.map(|(spelling, _)| spelling.clone()).expect("a name that was seen")
        };
        key.iter()
            .map(|part| match part {
                KeyPart::Channel(identity) => most_frequent(&self.channels[identity]),
                KeyPart::Campaign(identity) => most_frequent(&self.campaigns[identity]),
                KeyPart::Period(period) => period.clone(),
            })
            .collect()
    }
}
