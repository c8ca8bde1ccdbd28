//! How far the files reach that a plan's fact is read from: what they do not reach to is not zero.

use crate::core::fact::Fact;
use crate::core::metric::Metric;
use crate::core::period::{Date, Period};
use crate::core::tally::Side;
use crate::core::value::Reason;
use crate::ingest::Reading;
use crate::report::Note;

/// The days that the files have, by their kind.
pub(super) struct Reach {
    sides: Vec<(Side, Option<(Date, Date)>)>,
    counted: [Option<Date>; 2],
}

impl Reach {
    /// That of the files, of whose days only those from the first to the last count.
    pub(super) fn of(reading: &Reading, counted: [Option<Date>; 2]) -> Self {
        let with_rows = Side::BOTH.into_iter().filter(|side| reading.total.has_rows(*side));
        let mut sides: Vec<_> = with_rows.map(|side| (side, reading.days_of(side))).collect();
        // Lists end with their last lead, not with the last order of one.
        for (side, days) in &mut sides {
            if *side == Side::Leads
                && let (Some((_, to)), Some(last)) = (days.as_mut(), last_lead(reading))
            {
                *to = last.min(*to);
            }
        }
        Self { sides, counted }
    }

    /// Why nothing is known of a figure in a month, if no day of it is there. Money less goods and ads takes all files.
    pub(super) fn lacks(&self, metric: Metric, reading: &Reading, first: Date) -> Option<Reason> {
        let last = Period::Month.last_day(first);
        let [since, until] = self.counted;
        let counts = since.is_none_or(|since| since <= last) && until.is_none_or(|until| first <= until);
        let has_days = |side: Side| {
            let days = self.sides.iter().find(|(other, _)| *other == side);
            days.is_some_and(|(_, days)| days.is_none_or(|(from, to)| from <= last && first <= to))
        };
        let is_there = match metric.fact() {
            Some(fact) => reading.total.side_of(fact).is_none_or(has_days),
            None => self.sides.iter().all(|(side, _)| has_days(*side)),
        };
        (!(counts && is_there)).then_some(Reason::NoRows(Period::Month, first))
    }

    /// Which files end before the plan does.
    pub(super) fn notes(&self, end: &str) -> Vec<Note> {
        let ends_before = |(side, days): &(Side, Option<(Date, Date)>)| {
            let (_, to) = (*days)?;
            let files = if *side == Side::Leads { "lead lists" } else { "reports" };
            let message = format!(
                "the {files} reach to {to}, and the plan to the end of {end}: \
                 what no file reaches to is not judged"
            );
            let last = format!("{end}-01").parse::<Date>().ok().map(|first| Period::Month.last_day(first));
            (Some(to) < last).then_some(Note { code: "plan-beyond-files", message })
        };
        self.sides.iter().filter_map(ends_before).collect()
    }
}

/// The last day of the last month with a lead.
fn last_lead(reading: &Reading) -> Option<Date> {
    let with_leads = reading.groups.iter().filter(|group| !group.tally.sum(Fact::Leads).is_zero());
    let month = with_leads.filter_map(|group| group.names.get(1)).max()?;
    Some(Period::Month.last_day(format!("{month}-01").parse::<Date>().ok()?))
}
