//! Groups side by side: which of them are compared, in which figures, and what came out.

use anyhow::{Result, anyhow, bail};

use crate::cli::CompareChannels;
use crate::commands::judge;
use crate::core::chance::confidence::Confidence;
use crate::core::estimate::ESTIMATES;
use crate::core::metric::{FigureOverflow, Language, Metric, lookup};
use crate::core::name::folded;
use crate::core::tally::{InTotal, Tally};
use crate::ingest::Group;
use crate::render::{self, number};
use crate::report::{Comparison, Note};

use crate::commands::groups::absent;
use crate::commands::groups::pair::{self, Question, Side};

/// What is compared unless figures are named, as far as the input gives it.
const DEFAULT: [Metric; 2] = [Metric::Cr, Metric::Cpl];

/// The most comparisons of a run. Corrected for more of them, hardly any p value says anything.
const MOST: usize = 2000;

/// How many names a message lists.
const NAMED: usize = 12;

/// Which groups are compared, and in which figures.
pub(super) struct Plan<'a> {
    /// The figures that were typed; `None` for the default ones.
    metrics: Option<Vec<Metric>>,
    opponents: Opponents<'a>,
}

/// What each group is compared with.
#[derive(Clone, Copy)]
enum Opponents<'a> {
    /// All others together.
    Rest,
    /// The one of this name.
    One(&'a str),
    /// Every other.
    Each,
}

/// A comparison: the place of a group, and of what it is compared with; `None` for the rest together.
type Match = (usize, Option<usize>);

impl<'a> Plan<'a> {
    /// What the options ask for; `None` where they ask for no comparison.
    pub(super) fn new(options: &'a CompareChannels) -> Result<Option<Self>> {
        let opponents = match (&options.against, options.pairs, &options.test) {
            (Some(name), ..) => Opponents::One(name),
            (None, true, _) => Opponents::Each,
            (None, false, Some(_)) => Opponents::Rest,
            (None, false, None) => return Ok(None),
        };
        let mut metrics: Vec<Metric> = Vec::new();
        for word in options.test.iter().flatten() {
            let metric = lookup::find(word.trim()).map_err(|error| anyhow!("--test: {error}"))?;
            if !pair::can_be_compared(metric) {
                let comparable = ESTIMATES.iter().map(|(metric, _)| *metric);
                let comparable = comparable.filter(|metric| pair::can_be_compared(*metric)).map(Metric::key);
                bail!(
                    "--test: {metric} cannot be compared, only shares and costs can: {}",
                    comparable.collect::<Vec<_>>().join(", ")
                );
            }
            if !metrics.contains(&metric) {
                metrics.push(metric);
            }
        }
        Ok(Some(Self { metrics: Some(metrics).filter(|metrics| !metrics.is_empty()), opponents }))
    }

    /// The figures that are compared, whatever the input gives.
    pub(super) fn metrics(&self) -> &[Metric] {
        self.metrics.as_deref().unwrap_or(&DEFAULT)
    }

    /// Compares the groups.
    ///
    /// **Errors**: a figure that the input does not give, a name that is none, more comparisons than [`MOST`].
    pub(super) fn comparisons(
        &self,
        groups: &[Group],
        total: &Tally,
        confidence: Confidence,
    ) -> Result<Vec<Comparison>> {
        let metrics = self.given(total)?;
        let matches = self.matches(groups, metrics.len())?;
        let rests = match matches.first() {
            Some((_, None)) => rests(groups)?,
            _ => Vec::new(),
        };
        let mut comparisons = Vec::new();
        let mut questions = Vec::new();
        for (a, b) in &matches {
            let tallies = [&groups[*a].tally, b.map_or_else(|| &rests[*a], |b| &groups[b].tally)];
            let rest = || "the rest".to_owned();
            let names = [name(&groups[*a]), b.map_or_else(rest, |b| name(&groups[b]))];
            for metric in &metrics {
                let values = [
                    metric.evaluate(&InTotal { part: tallies[0], total })?,
                    metric.evaluate(&InTotal { part: tallies[1], total })?,
                ];
                let sums = tallies.map(|tally| move |sum: Metric| sum.fact().map(|fact| tally.sum(fact)));
                let side = |at: usize| Side { name: names[at].clone(), value: values[at], sum: &sums[at] };
                questions.push(Question::new(*metric, &[side(0), side(1)]));
                comparisons.push((*metric, (*a, *b), values));
            }
        }
        let outcomes = pair::outcomes(&questions, confidence);
        let compared = comparisons.into_iter().zip(outcomes).map(|((metric, (a, b), values), result)| {
            let names = |at: usize| groups[at].names.clone();
            Comparison { metric, a: names(a), b: b.map(names), values, result }
        });
        Ok(compared.collect())
    }

    /// The figures to compare that the input gives. Those that were named have to be among them.
    fn given(&self, total: &Tally) -> Result<Vec<Metric>> {
        let mut given = Vec::new();
        let mut missing = None;
        for metric in self.metrics() {
            match absent(*metric, total)? {
                None => given.push(*metric),
                Some(sum) if self.metrics.is_some() => {
                    return Err(judge::no_column_gives("--test", *metric, sum));
                }
                Some(sum) => missing = missing.or(Some((*metric, sum))),
            }
        }
        match missing {
            Some((metric, sum)) if given.is_empty() => Err(judge::no_column_gives("--test", metric, sum)),
            _ => Ok(given),
        }
    }

    fn matches(&self, groups: &[Group], metrics: usize) -> Result<Vec<Match>> {
        let count = groups.len();
        let others = count.saturating_sub(1);
        let (option, comparisons) = match self.opponents {
            Opponents::Rest => ("--test", count),
            Opponents::One(_) => ("--against", others),
            Opponents::Each => ("--pairs", count.saturating_mul(others) / 2),
        };
        let comparisons = comparisons.saturating_mul(metrics);
        if comparisons > MOST {
            let hint = match self.opponents {
                Opponents::Each => "group coarser with --by, or compare with one group by --against NAME",
                Opponents::Rest | Opponents::One(_) => "group coarser with --by",
            };
            let [comparisons, most] =
                [comparisons, MOST].map(|number| number::count(u64::try_from(number).unwrap_or(u64::MAX)));
            bail!(
                "{option}: {comparisons} comparisons are more than {most}, which is as many as make sense; {hint}"
            );
        }
        Ok(match self.opponents {
            _ if groups.is_empty() => Vec::new(),
            Opponents::One(name) => {
                let one = find(groups, name)?;
                (0..count).filter(|a| *a != one).map(|a| (a, Some(one))).collect()
            }
            // Of two groups, each is the rest of the other.
            Opponents::Rest if count > 2 => (0..count).map(|a| (a, None)).collect(),
            Opponents::Rest | Opponents::Each => {
                (0..count).flat_map(|a| (a.saturating_add(1)..count).map(move |b| (a, Some(b)))).collect()
            }
        })
    }
}

/// Says that there is nothing to compare.
pub(super) fn note(groups: &[Group]) -> Option<Note> {
    let message = match groups {
        [] => "nothing to compare: there are no groups".to_owned(),
        [only] => format!("nothing to compare: {} is the only group", name(only)),
        _ => return None,
    };
    Some(Note { code: "nothing-to-compare", message })
}

/// For each group, all others together. Sums are never subtracted, so it is what comes before and what comes after.
fn rests(groups: &[Group]) -> Result<Vec<Tally>, FigureOverflow> {
    let mut rests = vec![Tally::default(); groups.len()];
    let mut before = Tally::default();
    for (rest, group) in rests.iter_mut().zip(groups) {
        rest.merge(&before)?;
        before.merge(&group.tally)?;
    }
    let mut after = Tally::default();
    for (rest, group) in rests.iter_mut().zip(groups).rev() {
        rest.merge(&after)?;
        after.merge(&group.tally)?;
    }
    Ok(rests)
}

/// A group's name as people read it.
fn name(group: &Group) -> String {
    let names = group.names.iter().map(|name| render::group_name(name, Language::En));
    names.collect::<Vec<_>>().join(", ")
}

/// The place of the group of this name.
fn find(groups: &[Group], wanted: &str) -> Result<usize> {
    let is_it = |group: &Group| {
        let wanted = folded(wanted);
        folded(&name(group)) == wanted || folded(&group.names.join(", ")) == wanted
    };
    let mut found = groups.iter().enumerate().filter(|(_, group)| is_it(group)).map(|(place, _)| place);
    match (found.next(), found.next()) {
        (Some(place), None) => Ok(place),
        (Some(_), Some(_)) => {
            bail!("--against {wanted:?}: several groups have this name; rename one of them")
        }
        (None, _) => {
            let mut names: Vec<String> = groups.iter().map(name).collect();
            names.sort_unstable();
            let more = match names.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            names.truncate(NAMED);
            let listed = names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ");
            bail!("--against {wanted:?}: no group has this name; there are {listed}{more}")
        }
    }
}
