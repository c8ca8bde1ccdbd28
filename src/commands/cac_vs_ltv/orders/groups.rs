//! The customers that a row stands for, beside what was paid for them.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::cli::{Breakdown, CacVsLtv};
use crate::commands::what_if::Point;
use crate::core::cohort::{Cohorts, Lifetimes, Month, Paid, Selection};
use crate::core::decimal::Decimal;
use crate::core::fact::Fact;
use crate::core::metric::Metric;
use crate::core::name::folded;
use crate::core::tally::{InTotal, Side, Tally};
use crate::core::value::{Reason, Value};
use crate::ingest::Group;
use crate::ingest::purchases::Origin;

use super::costs::{self, Shared};
use super::inputs::{self, Read};
use super::name;

/// The channel of customers that no lead became.
pub(super) const NO_LEAD: &str = "(no lead)";

/// Customers, by what rows stand for.
pub(super) struct Groups {
    /// The names of what rows stand for.
    pub(super) by: Vec<String>,
    /// The figures of each group, in the order of the rows.
    pub(super) lifetimes: Vec<Group<Lifetimes>>,
    /// All of them.
    pub(super) total: Lifetimes,
    /// Other costs that no group has a part of.
    pub(super) unshared: Option<Decimal>,
    /// Other costs of months before or after the spend.
    pub(super) outside_of_spend: Option<Decimal>,
}

/// A group before its figures are known.
struct Member<'a> {
    names: Vec<String>,
    selection: Selection<'a>,
    tally: Option<&'a Tally>,
    is_without_lead: bool,
}

/// Everything that figures are computed from, whatever the values of what is typed beside the files.
pub(super) struct Members<'a> {
    options: &'a CacVsLtv,
    read: &'a Read,
    of_groups: Vec<Member<'a>>,
    /// What was paid for each of them, but for the other costs.
    paid: Vec<Paid>,
    everybody: Selection<'a>,
    all: Paid,
}

impl<'a> Members<'a> {
    pub(super) fn of(options: &'a CacVsLtv, read: &'a Read, cohorts: &'a Cohorts) -> Result<Self> {
        let of_groups = members(read, cohorts);
        let paid = of_groups.iter().map(|member| member.paid(read)).collect::<Result<_>>()?;
        let (everybody, all) = (cohorts.select(None, None), paid_in_all(read)?);
        Ok(Self { options, read, of_groups, paid, everybody, all })
    }

    /// How many groups there are.
    pub(super) fn len(&self) -> usize {
        self.of_groups.len()
    }

    /// The figures of each group and of all, with these values of what is typed.
    pub(super) fn groups(&self, point: &Point) -> Result<Groups> {
        let shared = self.shared(point)?;
        let total = self.total_with(point, shared.as_ref())?;
        let mut lifetimes = Vec::new();
        for (place, (member, paid)) in self.of_groups.iter().zip(&self.paid).enumerate() {
            let part = shared.as_ref().and_then(|shared| shared.parts.get(place).copied());
            let paid = Paid { other_costs: cost(part), ..*paid };
            let tally = Lifetimes::new(&at(&member.selection, point), &paid)?;
            lifetimes.push(Group { names: member.names.clone(), tally });
        }
        let by = self.read.by.iter().map(|by| name(*by).to_owned()).collect();
        let (unshared, outside_of_spend) =
            shared.map_or((None, None), |shared| (shared.unshared, shared.outside_of_spend));
        Ok(Groups { by, lifetimes, total, unshared, outside_of_spend })
    }

    /// The figures of all customers, with these values of what is typed.
    pub(super) fn total(&self, point: &Point) -> Result<Lifetimes> {
        self.total_with(point, self.shared(point)?.as_ref())
    }

    fn total_with(&self, point: &Point, shared: Option<&Shared>) -> Result<Lifetimes> {
        let other_costs = cost(shared.map(|shared| shared.whole));
        Ok(Lifetimes::new(&at(&self.everybody, point), &Paid { other_costs, ..self.all })?)
    }

    fn shared(&self, point: &Point) -> Result<Option<Shared>> {
        let parts: Vec<costs::Part> = self
            .of_groups
            .iter()
            .zip(&self.paid)
            .map(|(member, paid)| costs::Part {
                names: &member.names,
                paid,
                customers: member.selection.customers(),
            })
            .collect();
        costs::share(self.options, self.read, &parts, point.get(Metric::OtherCosts))
    }
}

/// The same customers, with a margin and a discount where these are typed.
pub(super) fn at<'a>(selection: &Selection<'a>, point: &Point) -> Selection<'a> {
    let selection = point.get(Metric::MarginRate).into_iter().fold(selection.clone(), Selection::with_margin);
    point.get(Metric::Discount).into_iter().fold(selection, Selection::discounted)
}

fn cost(cost: Option<Decimal>) -> Value<Decimal> {
    cost.map_or(Value::Absent(Metric::OtherCosts), Value::Known)
}

impl Member<'_> {
    /// What was paid for them, but for the other costs.
    fn paid(&self, read: &Read) -> Result<Paid> {
        let Some(paid) = read.paid.as_ref() else { return Ok(nothing_given()) };
        if self.is_without_lead {
            let given = |metric: Metric, value: Value<Decimal>| match value {
                Value::Absent(metric) => Value::Absent(metric),
                Value::Known(_) | Value::Undefined(_) => Value::Undefined(Reason::NotGiven(metric)),
            };
            let all = paid_in_all(read)?;
            let (spend, leads) = (given(Metric::Spend, all.spend), given(Metric::Leads, all.leads));
            return Ok(Paid { spend, leads, ..all });
        }
        let nothing = Tally::default();
        let own = of_tally(self.tally.unwrap_or(&nothing), &paid.total)?;
        // In a month that the spend does not reach, nobody knows what was paid.
        if self.is_outside_of(read) && own.spend == Value::Known(Decimal::ZERO) {
            return Ok(Paid { spend: Value::Undefined(Reason::NotGiven(Metric::Spend)), ..own });
        }
        Ok(own)
    }

    /// Whether they came in a month before the spend or after it.
    fn is_outside_of(&self, read: &Read) -> bool {
        let spend = read.paid.as_ref().and_then(|paid| paid.days_of(Side::Statistics));
        inputs::is_outside_of(spend, &read.by, &self.names)
    }
}

fn nothing_given() -> Paid {
    Paid {
        spend: Value::Absent(Metric::Spend),
        leads: Value::Absent(Metric::Leads),
        other_costs: Value::Absent(Metric::OtherCosts),
    }
}

fn paid_in_all(read: &Read) -> Result<Paid> {
    match &read.paid {
        Some(paid) => of_tally(&paid.total, &paid.total),
        None => Ok(nothing_given()),
    }
}

fn of_tally(part: &Tally, total: &Tally) -> Result<Paid> {
    let scope = InTotal { part, total };
    let (spend, leads) = (Metric::Spend.evaluate(&scope)?, Metric::Leads.evaluate(&scope)?);
    Ok(Paid { spend, leads, ..nothing_given() })
}

/// All groups that have customers, spend or leads, in the order of their rows: by cohort as the months follow; by channel alone those
/// with the largest spend first, and customers without a lead last.
fn members<'a>(read: &'a Read, cohorts: &'a Cohorts) -> Vec<Member<'a>> {
    let key = |name: &str| if read.has_exact_names { name.to_owned() } else { folded(name) };
    let mut members = BTreeMap::<Vec<String>, Member<'a>>::new();
    for (names, selection, is_without_lead) in selections(read, cohorts) {
        let keys = names.iter().map(|name| key(name)).collect();
        members.insert(keys, Member { names, selection, tally: None, is_without_lead });
    }
    for group in read.paid.iter().flat_map(|paid| &paid.groups) {
        let keys: Vec<String> = group.names.iter().map(|name| key(name)).collect();
        let member = members.entry(keys).or_insert_with(|| Member {
            names: Vec::new(),
            selection: cohorts.nobody(),
            tally: None,
            is_without_lead: false,
        });
        member.names.clone_from(&group.names);
        member.tally = Some(&group.tally);
    }
    let mut members: Vec<Member<'a>> = members.into_values().collect();
    let spend = |member: &Member<'_>| {
        let tally = member.tally.filter(|_| read.by == [Breakdown::Channel]);
        tally.map_or(Decimal::ZERO, |tally| tally.sum(Fact::Spend))
    };
    members.sort_by(|one, other| {
        let order = |member: &Member<'_>| (member.is_without_lead, std::cmp::Reverse(spend(member)));
        order(one).cmp(&order(other)).then_with(|| one.names.cmp(&other.names))
    });
    members
}

/// The customers of each group that has any, and whether no lead became them.
pub(super) fn selections<'a>(read: &Read, cohorts: &'a Cohorts) -> Vec<(Vec<String>, Selection<'a>, bool)> {
    let purchases = &read.purchases;
    let has_leads = purchases.origin == Origin::Leads;
    let (mut channels, mut months): (Vec<Option<u32>>, Vec<Option<Month>>) = (vec![None], vec![None]);
    if read.by.contains(&Breakdown::Channel) {
        channels = cohorts.channels().into_iter().map(Some).collect();
    }
    if read.by.contains(&Breakdown::Cohort) {
        months = cohorts.months().into_iter().map(Some).collect();
    }
    let mut selections = Vec::new();
    for channel in &channels {
        let is_without_lead = has_leads && *channel == Some(purchases.without_lead);
        let named = channel.and_then(|channel| purchases.channels.get(channel as usize));
        let channel_name = if is_without_lead { NO_LEAD } else { named.map_or("", String::as_str) };
        for month in &months {
            let selection = cohorts.select(*month, *channel);
            if selection.customers() == 0 {
                continue;
            }
            let name_of = |by: &Breakdown| match by {
                Breakdown::Channel => channel_name.to_owned(),
                Breakdown::Cohort => month.map(|month| month.to_string()).unwrap_or_default(),
            };
            selections.push((read.by.iter().map(name_of).collect(), selection, is_without_lead));
        }
    }
    selections
}
