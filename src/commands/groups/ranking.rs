//! The order of the groups, and how many of them are shown.

use std::cmp::Ordering;

use anyhow::{Result, anyhow};

use crate::cli::SortKey;
use crate::commands::judge;
use crate::core::decimal::Decimal;
use crate::core::fact::Fact;
use crate::core::metric::lookup;
use crate::core::metric::{FigureOverflow, Metric};
use crate::core::tally::{InTotal, Tally};
use crate::core::value::Value;
use crate::ingest::{Dimension, Group};

use super::absent;

/// What was said about the order; nothing for periods as they follow, then spend.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::commands) struct Order<'a> {
    pub(in crate::commands) sort: Option<&'a SortKey>,
    /// How many groups are shown.
    pub(in crate::commands) top: Option<u32>,
}

/// The groups in the order in which they are shown.
pub(in crate::commands) fn rank(
    groups: Vec<Group>,
    total: &Tally,
    order: Order<'_>,
    dimensions: &[Dimension],
) -> Result<Vec<Group>> {
    let is_cut = order.top.is_some_and(|top| (top as usize) < groups.len());
    let default = if total.supplies(Fact::Spend) { Metric::Spend } else { Metric::Leads };
    let Some(sort) = order.sort else {
        let figures = figures(&groups, default, total)?;
        let mut ranked: Vec<_> = groups.into_iter().zip(figures).collect();
        ranked.sort_by(|(one, figure), (another, other)| {
            // The top ones are the largest, whenever they were.
            let periods = if is_cut { Ordering::Equal } else { by_periods(one, another, dimensions) };
            periods.then_with(|| by_figure(*figure, *other, true)).then_with(|| one.names.cmp(&another.names))
        });
        return Ok(ranked.into_iter().map(|(group, _)| group).collect());
    };
    if let Some(place) = dimensions.iter().position(|dimension| dimension.name() == sort.key) {
        let mut groups = groups;
        groups.sort_by(|one, another| {
            let order = one.names[place].cmp(&another.names[place]);
            let order = if sort.descending == Some(true) { order.reverse() } else { order };
            order.then_with(|| one.names.cmp(&another.names))
        });
        return Ok(groups);
    }
    let metric = lookup::find(&sort.key).map_err(|error| anyhow!("--sort: {error}"))?;
    if let (Some(missing), false) = (absent(metric, total)?, groups.is_empty()) {
        return Err(judge::no_column_gives("--sort", metric, missing));
    }
    let figures = figures(&groups, metric, total)?;
    let mut ranked: Vec<_> = groups.into_iter().zip(figures).collect();
    ranked.sort_by(|(one, figure), (another, other)| {
        by_figure(*figure, *other, sort.descending != Some(false)).then_with(|| one.names.cmp(&another.names))
    });
    Ok(ranked.into_iter().map(|(group, _)| group).collect())
}

fn figures(groups: &[Group], metric: Metric, total: &Tally) -> Result<Vec<Option<Decimal>>, FigureOverflow> {
    let figure = |group: &Group| metric.evaluate(&InTotal { part: &group.tally, total }).map(Value::known);
    groups.iter().map(figure).collect()
}

/// Periods follow each other; whatever else the rows are grouped by comes second.
fn by_periods(one: &Group, another: &Group, dimensions: &[Dimension]) -> Ordering {
    let periods =
        dimensions.iter().enumerate().filter(|(_, dimension)| matches!(dimension, Dimension::Period(_)));
    periods
        .map(|(place, _)| one.names[place].cmp(&another.names[place]))
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}

/// What does not exist comes last in either direction.
fn by_figure(one: Option<Decimal>, another: Option<Decimal>, descending: bool) -> Ordering {
    match (one, another) {
        (Some(one), Some(another)) if descending => another.cmp(&one),
        (Some(one), Some(another)) => one.cmp(&another),
        (one, another) => another.is_some().cmp(&one.is_some()),
    }
}

/// The groups that are not shown: how many, and their sums.
pub(in crate::commands) type Others = (usize, Tally);

/// The first groups, and the rest as one.
pub(in crate::commands) fn cut(
    mut groups: Vec<Group>,
    top: Option<u32>,
) -> Result<(Vec<Group>, Option<Others>)> {
    let Some(top) = top.map(|top| top as usize).filter(|top| *top < groups.len()) else {
        return Ok((groups, None));
    };
    let rest = groups.split_off(top);
    let mut tally = Tally::default();
    for group in &rest {
        tally.merge(&group.tally)?;
    }
    Ok((groups, Some((rest.len(), tally))))
}

/// What the rest is called in records: not as a group that stands beside it.
pub(in crate::commands) fn name_of_others(shown: &[Group]) -> String {
    let mut name = "others".to_owned();
    while shown.iter().any(|group| group.names.first().is_some_and(|shown| shown.to_lowercase() == name)) {
        name.insert(0, '(');
        name.push(')');
    }
    name
}
