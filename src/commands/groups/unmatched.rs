//! Notes on groups that only one kind of file knows.

use crate::core::decimal::{self, Decimal};
use crate::core::fact::Fact;
use crate::core::metric::Language;
use crate::core::tally::Side;
use crate::ingest::{Group, Request};
use crate::render::{self, number};
use crate::report::{Cell, Column, Note, Report};

/// How many groups a note names.
const NAMED: usize = 8;

/// Notes on groups that have spend and no lead, or leads and no spend.
pub(in crate::commands) fn notes(all: &[&Group], request: &Request) -> Vec<Note> {
    if request.spend.is_empty() || request.leads.is_empty() {
        return Vec::new();
    }
    let lonely = |here: Side, there: Side, fact: Fact| {
        let mut groups: Vec<(&Group, Decimal)> = all
            .iter()
            .copied()
            .filter(|group| group.tally.has_rows(here) && !group.tally.has_rows(there))
            .map(|group| (group, group.tally.sum(fact)))
            .filter(|(_, sum)| !sum.is_zero())
            .collect();
        groups.sort_by(|(one, sum), (another, other)| {
            other.cmp(sum).then_with(|| one.names.cmp(&another.names))
        });
        groups
    };
    let list = |groups: &[(&Group, Decimal)], show: &dyn Fn(&Group, Decimal) -> String| {
        let named = groups.iter().take(NAMED).map(|(group, sum)| {
            let names = group.names.iter().map(|name| render::group_name(name, Language::En));
            format!("{} ({})", names.collect::<Vec<_>>().join(", "), show(group, *sum))
        });
        let named = named.collect::<Vec<_>>().join(", ");
        match groups.len().saturating_sub(NAMED) {
            0 => named,
            more => format!("{named} and {more} more"),
        }
    };
    let mut notes = Vec::new();
    let spend = lonely(Side::Statistics, Side::Leads, Fact::Spend);
    if !spend.is_empty() {
        let all =
            spend.iter().try_fold(Decimal::ZERO, |all, (_, sum)| decimal::add(all, *sum)).unwrap_or_default();
        let message = format!(
            "spend without leads, {} in all: {}",
            number::amount(all),
            list(&spend, &|_, sum| number::amount(sum))
        );
        notes.push(Note { code: "spend-without-leads", message });
    }
    let leads = lonely(Side::Leads, Side::Statistics, Fact::Leads);
    if !leads.is_empty() {
        let show = |group: &Group, leads: Decimal| {
            let revenue = group.tally.sum(Fact::Revenue);
            let leads = if leads == Decimal::ONE {
                "1 lead".to_owned()
            } else {
                format!("{} leads", decimal::plain(leads))
            };
            if revenue.is_zero() { leads } else { format!("{leads}, revenue {}", number::amount(revenue)) }
        };
        let message = format!("leads without spend, counted as free: {}", list(&leads, &show));
        notes.push(Note { code: "leads-without-spend", message });
    }
    notes
}

/// The groups that only one kind of file knows.
pub(in crate::commands) fn only(groups: Vec<Group>) -> Vec<Group> {
    groups.into_iter().filter(|group| why(group).is_some()).collect()
}

/// Adds to each row why it is there.
pub(in crate::commands) fn say_why(report: &mut Report, groups: &[Group]) {
    report.columns.insert(0, Column::text("unmatched", "Unmatched"));
    for (row, group) in report.rows.iter_mut().zip(groups.iter().map(Some).chain(std::iter::repeat(None))) {
        row.cells.insert(0, Cell::Text(group.and_then(why).unwrap_or_default().to_owned()));
    }
}

fn why(group: &Group) -> Option<&'static str> {
    match (group.tally.has_rows(Side::Statistics), group.tally.has_rows(Side::Leads)) {
        (true, false) => Some("spend without leads"),
        (false, true) => Some("leads without spend"),
        _ => None,
    }
}
