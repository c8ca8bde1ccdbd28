//! Groups by periods: which of them have rows, and what these come to along each line and column.

use std::collections::{BTreeMap, HashMap};

use anyhow::Result;

use crate::commands::groups::ranking::{Order, rank};
use crate::core::tally::Tally;
use crate::ingest::{Dimension, Group};

use super::axis::Axis;

/// Groups by periods.
pub(super) struct Matrix {
    /// Every group and period that has rows, under the names of both: group after group, and in each the periods as they follow.
    pub(super) cells: Vec<Group>,
    /// The groups over all periods, in the order in which they are shown.
    pub(super) groups: Vec<Group>,
    /// The periods over all groups; none without a row.
    pub(super) periods: Vec<Option<Tally>>,
    /// The places of the cells, by group and period.
    places: HashMap<(usize, usize), usize>,
}

impl Matrix {
    /// Groups of which the last dimension is the period, the others being `dimensions`.
    pub(super) fn new(
        read: Vec<Group>,
        axis: &Axis,
        total: &Tally,
        dimensions: &[Dimension],
    ) -> Result<Self> {
        let mut over_time: BTreeMap<&[String], Tally> = BTreeMap::new();
        let mut periods: Vec<Option<Tally>> = vec![None; axis.names.len()];
        let mut places_in_time = Vec::with_capacity(read.len());
        for group in &read {
            let place = group.names.last().and_then(|period| axis.place(period)).unwrap_or_default();
            places_in_time.push(place);
            periods[place].get_or_insert_default().merge(&group.tally)?;
            over_time.entry(of_all_periods(group)).or_default().merge(&group.tally)?;
        }
        let groups = over_time.into_iter().map(|(names, tally)| Group { names: names.to_vec(), tally });
        let groups = rank(groups.collect(), total, Order::default(), dimensions)?;
        let ranks: HashMap<&[String], usize> =
            groups.iter().zip(0..).map(|(group, place)| (&group.names[..], place)).collect();
        let mut cells: Vec<((usize, usize), Group)> = read
            .into_iter()
            .zip(places_in_time)
            .map(|(cell, period)| ((ranks[of_all_periods(&cell)], period), cell))
            .collect();
        cells.sort_by_key(|(place, _)| *place);
        let places = cells.iter().zip(0..).map(|((place, _), number)| (*place, number)).collect();
        let cells = cells.into_iter().map(|(_, cell)| cell).collect();
        Ok(Self { cells, groups, periods, places })
    }

    /// A group in a period, if it has rows there.
    pub(super) fn cell(&self, group: usize, period: usize) -> Option<&Group> {
        self.places.get(&(group, period)).map(|place| &self.cells[*place])
    }
}

/// The names of a group without its period.
fn of_all_periods(group: &Group) -> &[String] {
    &group.names[..group.names.len().saturating_sub(1)]
}
