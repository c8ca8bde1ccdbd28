//! The figures of a former run, which those at hand are compared with.

use std::collections::BTreeMap;

use super::decimal::Decimal;
use super::metric::Metric;
use super::name::folded;
use super::value::{Reason, Value};

/// What a former run found, group by group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Previous {
    /// The file it was read from, as it was named.
    pub file: String,
    /// The command that wrote it.
    pub command: String,
    /// What it was to reach, where it is a plan.
    pub target: Option<Metric>,
    /// What its rows are grouped by.
    pub group_by: Vec<String>,
    /// The currency of its money, where it says one.
    pub currency: Option<String>,
    /// The figures it has, whether or not they exist in every group.
    pub metrics: Vec<Metric>,
    /// Its groups, in their order.
    pub groups: PreviousGroups,
    /// How many more groups there were, of which it shows only what they come to together.
    pub cut: u64,
    /// The figures of all groups together.
    pub total: Option<BTreeMap<Metric, Value<Decimal>>>,
}

/// What a former run found of a group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PreviousGroup {
    /// Its name in each dimension.
    pub names: Vec<String>,
    /// Its figures; those that did not exist are undefined.
    pub figures: BTreeMap<Metric, Value<Decimal>>,
}

/// The groups of a former run, found by their names as names are compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PreviousGroups {
    groups: Vec<PreviousGroup>,
    /// Where a group stands, by its names as they are and as they are compared.
    places: BTreeMap<Vec<String>, usize>,
}

impl PreviousGroups {
    /// Adds a group behind the others.
    pub fn push(&mut self, group: PreviousGroup) {
        let place = self.groups.len();
        // Its own spelling finds a group before any other that is compared with it.
        self.places.insert(group.names.clone(), place);
        self.places.entry(folded_names(&group.names)).or_insert(place);
        self.groups.push(group);
    }

    /// The group of these names.
    #[must_use]
    pub fn get(&self, names: &[String]) -> Option<&PreviousGroup> {
        let place = self.places.get(names).or_else(|| self.places.get(&folded_names(names)));
        place.and_then(|place| self.groups.get(*place))
    }

    /// All of them, in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, PreviousGroup> {
        self.groups.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }
}

impl<'a> IntoIterator for &'a PreviousGroups {
    type Item = &'a PreviousGroup;
    type IntoIter = std::slice::Iter<'a, PreviousGroup>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FromIterator<PreviousGroup> for PreviousGroups {
    fn from_iter<I: IntoIterator<Item = PreviousGroup>>(groups: I) -> Self {
        let mut all = Self::default();
        for group in groups {
            all.push(group);
        }
        all
    }
}

fn folded_names(names: &[String]) -> Vec<String> {
    names.iter().map(|name| folded(name)).collect()
}

/// Why the figures of a former run cannot be set beside those at hand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    /// Other groups.
    #[error("{file} is grouped by {then}, and these rows by {now}: use the same --by")]
    Grouping {
        /// The file of the former run.
        file: String,
        /// What its rows are grouped by.
        then: String,
        /// What the rows at hand are grouped by.
        now: String,
    },
    /// Other money.
    #[error(
        "{file} is in {then}, and these rows in {now}: bring both to one currency with --currency and --rate"
    )]
    Currency {
        /// The file of the former run.
        file: String,
        /// Its currency.
        then: String,
        /// The currency of the rows at hand.
        now: String,
    },
}

impl Previous {
    /// Whether its rows can be set beside those that are grouped by this, in this currency.
    ///
    /// Money without a currency is taken for what the other is in.
    ///
    /// **Errors**: [`Mismatch`].
    ///
    /// ```
    /// use leadcalc::core::previous::Previous;
    /// let march = Previous { file: "march.json".to_owned(), group_by: vec!["month".to_owned()], ..Previous::default() };
    /// assert_eq!(
    ///     march.check(&["channel".to_owned()], None).unwrap_err().to_string(),
    ///     "march.json is grouped by month, and these rows by channel: use the same --by"
    /// );
    /// ```
    pub fn check(&self, group_by: &[String], currency: Option<&str>) -> Result<(), Mismatch> {
        let file = || self.file.clone();
        if self.group_by != group_by {
            let [then, now] = [&self.group_by[..], group_by].map(|names| names.join(", "));
            return Err(Mismatch::Grouping { file: file(), then, now });
        }
        match (self.currency.as_deref(), currency) {
            (Some(then), Some(now)) if then != now => {
                Err(Mismatch::Currency { file: file(), then: then.to_owned(), now: now.to_owned() })
            }
            _ => Ok(()),
        }
    }

    /// All figures of the group of these names, or of the total for `None`.
    #[must_use]
    pub fn figures(&self, names: Option<&[String]>) -> Option<&BTreeMap<Metric, Value<Decimal>>> {
        match names {
            None => self.total.as_ref(),
            Some(names) => self.groups.get(names).map(|group| &group.figures),
        }
    }

    /// A figure of the group of these names, or of the total for `None`.
    #[must_use]
    pub fn figure(&self, names: Option<&[String]>, metric: Metric) -> Value<Decimal> {
        let figures = self.figures(names);
        let missing = match names {
            Some(_) if self.cut > 0 => "not among the groups that the baseline shows",
            _ => "not in the baseline",
        };
        let missing = Value::Undefined(Reason::Elsewhere(missing));
        figures.and_then(|figures| figures.get(&metric)).copied().unwrap_or(missing)
    }
}
