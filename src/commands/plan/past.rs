//! What was: each channel's months, as far as they tell.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use crate::commands::groups::Read;
use crate::core::decimal::Decimal;
use crate::core::fact::Fact;
use crate::core::maturity::Maturity;
use crate::core::period::{Date, Period};
use crate::core::plan::numeric::fit::Point;
use crate::core::tally::{Side, Tally};
use crate::report::Note;

/// How many names a note lists.
const NAMED: usize = 12;

/// A channel's history.
pub(super) struct Past {
    pub(super) name: String,
    /// The first day and the sums of each month that counts.
    pub(super) months: Vec<(Date, Tally)>,
}

/// What was.
pub(super) struct History {
    pub(super) channels: Vec<Past>,
    /// The first day of the last month with any row.
    pub(super) last: Date,
    /// When orders come, where that can be told.
    pub(super) timing: Option<Maturity>,
    pub(super) notes: Vec<Note>,
}

impl History {
    /// The months that are whole and mature.
    pub(super) fn of(read: &Read, counted: [Option<Date>; 2]) -> Result<Self> {
        let reading = &read.reading;
        let mut channels: BTreeMap<&str, Past> = BTreeMap::new();
        let mut left_out: BTreeMap<&str, &str> = BTreeMap::new();
        let mut last: Option<Date> = None;
        for group in &reading.groups {
            let [name, month] = &group.names[..] else { continue };
            let Ok(first) = format!("{month}-01").parse::<Date>() else {
                left_out.insert("rows without a day", "");
                continue;
            };
            last = last.max(Some(first));
            if read.maturity.as_ref().is_some_and(|maturity| maturity.is_immature(month)) {
                left_out.insert(month, " (not mature)");
            } else if !is_whole(read, first, counted) {
                left_out.insert(month, " (not all of its days are there)");
            } else {
                let past = || Past { name: name.clone(), months: Vec::new() };
                let past = channels.entry(name).or_insert_with(past);
                past.months.push((first, group.tally.clone()));
            }
        }
        let Some(last) = last else {
            bail!("there is no history: no row counts; look at --since, --until and the files");
        };
        let mut notes = Vec::new();
        if !left_out.is_empty() {
            let named: Vec<String> =
                left_out.iter().take(NAMED).map(|(month, why)| format!("{month}{why}")).collect();
            let more = match left_out.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let message = format!("left out of the history: {}{more}", named.join(", "));
            notes.push(Note { code: "history-left-out", message });
        }
        let timing = reading.lags.maturity().ok();
        if timing.is_none() && reading.total.supplies(Fact::Orders) {
            let message = "how long leads take cannot be told, so that their orders count as coming at once";
            notes.push(Note { code: "no-lags", message: message.to_owned() });
        }
        Ok(Self { channels: channels.into_values().collect(), last, timing, notes })
    }

    /// The spend and the leads of all channels that have both, month by month.
    pub(super) fn points(&self) -> Vec<(Date, Point)> {
        let mut months: BTreeMap<Date, Point> = BTreeMap::new();
        let of_channels = self.channels.iter().map(Past::points);
        let with_leads = of_channels.filter(|points| points.iter().any(|(_, point)| !point.leads.is_zero()));
        for (first, point) in with_leads.flatten() {
            let nothing = Point { spend: Decimal::ZERO, leads: Decimal::ZERO };
            let sum = months.entry(first).or_insert(nothing);
            sum.spend = sum.spend.saturating_add(point.spend);
            sum.leads = sum.leads.saturating_add(point.leads);
        }
        months.into_iter().collect()
    }
}

impl Past {
    /// The months with spend.
    pub(super) fn paid(&self) -> impl Iterator<Item = &(Date, Tally)> {
        self.months.iter().filter(|(_, tally)| tally.sum(Fact::Spend) > Decimal::ZERO)
    }

    /// What was spent in them, and what came of it.
    pub(super) fn points(&self) -> Vec<(Date, Point)> {
        let point = |(first, tally): &(Date, Tally)| {
            (*first, Point { spend: tally.sum(Fact::Spend), leads: tally.sum(Fact::Leads) })
        };
        self.paid().map(point).collect()
    }
}

/// Whether the rows of each kind of file reach from the first day of the month to its last, and all of them count.
fn is_whole(read: &Read, first: Date, [since, until]: [Option<Date>; 2]) -> bool {
    let last = Period::Month.last_day(first);
    let is_filled =
        |side: Side| read.reading.days_of(side).is_none_or(|(from, to)| from <= first && last <= to);
    let counts = since.is_none_or(|since| since <= first) && until.is_none_or(|until| last <= until);
    counts && Side::BOTH.into_iter().all(is_filled)
}
