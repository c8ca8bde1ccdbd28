//! The periods that are columns: every one from the first to the last, whether or not it has a row.

use std::collections::HashMap;

use anyhow::{Result, bail};

use crate::core::period::{Date, Period};
use crate::core::value::Reason;
use crate::report::{Days, Versus};

/// How many periods there may be: ten years of days.
const MOST: usize = 3660;

/// The periods, in their order.
#[derive(Debug)]
pub(super) struct Axis {
    every: Period,
    /// Their first days.
    first_days: Vec<Date>,
    /// Their names, and behind them the empty one where some rows have no day.
    pub(super) names: Vec<String>,
    places: HashMap<String, usize>,
    /// The days of the data, as far as they are asked for.
    pub(super) days: Vec<Days>,
}

impl Axis {
    /// From the first day that is asked for to the last, or from the first in the data to the last.
    pub(super) fn new(
        every: Period,
        days: &[Days],
        [since, until]: [Option<Date>; 2],
        left_out: &[String],
        has_undated: bool,
    ) -> Result<Self> {
        let first = since.or_else(|| days.iter().map(|days| days.first).min());
        let last = until.or_else(|| days.iter().map(|days| days.last).max());
        let mut first_days = Vec::new();
        if let (Some(first), Some(last)) = (first, last) {
            let mut next = Some(every.first_day(first));
            while let Some(day) = next.filter(|day| *day <= last) {
                if first_days.len() == MOST {
                    bail!(
                        "--every {}: {first} to {last} are more than {MOST} of them; take longer periods, or \
                         fewer days with --since and --until",
                        every.name()
                    );
                }
                first_days.push(day);
                next = every.following(day);
            }
        }
        first_days.retain(|day| !left_out.contains(&every.of(*day)));
        let mut names: Vec<String> = first_days.iter().map(|day| every.of(*day)).collect();
        if has_undated {
            names.push(String::new());
        }
        let places = names.iter().cloned().zip(0..).collect();
        let cut = |days: &Days| {
            let first = since.map_or(days.first, |day| day.max(days.first));
            let last = until.map_or(days.last, |day| day.min(days.last));
            (first <= last).then_some(Days { first, last, ..*days })
        };
        let days = days.iter().filter_map(cut).collect();
        Ok(Self { every, first_days, names, places, days })
    }

    /// The place of the period of this name.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// Why there is nothing in a period without rows.
    pub(super) fn no_rows(&self, place: usize) -> Reason {
        match self.first_days.get(place) {
            Some(first) => Reason::NoRows(self.every, *first),
            None => Reason::Elsewhere("no rows without a date"),
        }
    }

    /// Whether the data of one kind of file at least begin behind the period's first day, or end before its last. Where there are none
    /// of any kind, nothing is begun.
    pub(super) fn is_partial(&self, place: usize) -> bool {
        let Some(&first_day) = self.first_days.get(place) else { return false };
        let last_day = self.every.last_day(first_day);
        let has_days = self.days.iter().any(|days| days.first <= last_day && first_day <= days.last);
        has_days && self.days.iter().any(|days| first_day < days.first || days.last < last_day)
    }

    /// The period that one is set beside, or why there is none.
    pub(super) fn before(&self, place: usize, versus: Versus) -> Result<usize, Reason> {
        let Some(first) = self.first_days.get(place) else {
            return Err(Reason::Elsewhere("rows without a date have no period before"));
        };
        match versus {
            Versus::Previous => {
                let before = place.checked_sub(1).ok_or(Reason::Elsewhere("no period before it"))?;
                // One between them may have been left out.
                let follows = self.first_days.get(before).and_then(|day| self.every.following(*day));
                if follows == Some(*first) {
                    Ok(before)
                } else {
                    Err(Reason::Elsewhere("no period before it"))
                }
            }
            Versus::Year => {
                let before = self.every.year_before(*first);
                let before = before.ok_or(Reason::Elsewhere("no such period a year before"))?;
                self.place(&self.every.of(before)).ok_or(Reason::Elsewhere("no period a year before it"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::core::tally::Side;

    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn days(side: Side, first: &str, last: &str) -> Days {
        Days { side, first: day(first), last: day(last) }
    }

    fn axis(every: Period, first: &str, last: &str) -> Axis {
        Axis::new(every, &[days(Side::Leads, first, last)], [None, None], &[], false).unwrap()
    }

    #[test]
    fn every_period_is_there_over_the_turn_of_a_year() {
        let months = axis(Period::Month, "2024-11-30", "2025-02-01");
        assert_eq!(months.names, ["2024-11", "2024-12", "2025-01", "2025-02"]);
        let weeks = axis(Period::Week, "2026-12-27", "2027-01-04");
        assert_eq!(weeks.names, ["2026-W52", "2026-W53", "2027-W01"]);
        let days = axis(Period::Day, "2024-02-28", "2024-03-01");
        assert_eq!(days.names, ["2024-02-28", "2024-02-29", "2024-03-01"]);
        assert_eq!(axis(Period::Day, "2024-02-29", "2024-02-29").names, ["2024-02-29"]);
    }

    #[test]
    fn only_periods_that_the_data_do_not_fill_are_partial() {
        let partial =
            |axis: &Axis| (0..axis.names.len()).map(|place| axis.is_partial(place)).collect::<Vec<_>>();
        assert_eq!(partial(&axis(Period::Month, "2025-01-01", "2025-03-31")), [false; 3]);
        assert_eq!(partial(&axis(Period::Month, "2025-01-02", "2025-03-30")), [true, false, true]);
        assert_eq!(partial(&axis(Period::Year, "2024-02-29", "2024-02-29")), [true]);
        assert_eq!(partial(&axis(Period::Day, "2024-02-29", "2024-02-29")), [false]);
        // Asked for less than there is, and for more.
        let data = [days(Side::Leads, "2025-01-01", "2025-02-15")];
        let asked =
            Axis::new(Period::Month, &data, [Some(day("2025-01-10")), Some(day("2025-04-30"))], &[], true);
        let asked = asked.unwrap();
        assert_eq!(asked.names, ["2025-01", "2025-02", "2025-03", "2025-04", ""]);
        assert_eq!(partial(&asked), [true, true, false, false, false]);
        // One kind of file begins later and ends earlier than the other.
        let data = [
            days(Side::Statistics, "2025-01-01", "2025-04-30"),
            days(Side::Leads, "2025-02-01", "2025-04-29"),
        ];
        let both = Axis::new(Period::Month, &data, [None, None], &[], false).unwrap();
        assert_eq!(partial(&both), [true, false, false, true]);
    }

    #[test]
    fn what_lies_before() {
        let weeks = axis(Period::Week, "2025-12-31", "2027-01-04");
        let last = weeks.names.len() - 1;
        assert_eq!((weeks.names[last].as_str(), weeks.names[last - 1].as_str()), ("2027-W01", "2026-W53"));
        assert_eq!(weeks.before(last, Versus::Year).map(|place| weeks.names[place].as_str()), Ok("2026-W01"));
        let no_such = Err(Reason::Elsewhere("no such period a year before"));
        assert_eq!(weeks.before(last - 1, Versus::Year), no_such);
        assert_eq!(weeks.before(last - 1, Versus::Previous), Ok(last - 2));
        assert_eq!(weeks.before(0, Versus::Previous), Err(Reason::Elsewhere("no period before it")));
        assert_eq!(weeks.before(0, Versus::Year), Err(Reason::Elsewhere("no period a year before it")));
    }

    #[test]
    fn ten_years_of_days_are_enough() {
        let axis = |last: &str| {
            Axis::new(Period::Day, &[days(Side::Leads, "2010-01-01", last)], [None, None], &[], false)
        };
        assert_eq!(axis("2020-01-08").unwrap().names.len(), MOST);
        let error = axis("2020-01-09").unwrap_err().to_string();
        assert_eq!(
            error,
            "--every day: 2010-01-01 to 2020-01-09 are more than 3660 of them; take longer periods, or fewer days with --since and --until"
        );
    }
}
