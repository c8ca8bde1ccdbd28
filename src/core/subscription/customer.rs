//! A customer: when it is there, and what it pays.

use jiff::ToSpan;

use super::super::metric::{FigureOverflow, Metric};
use super::super::period::Date;
use super::{Decimal, Subscription, add};

/// A time without a gap that a customer is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spell {
    pub(super) first: Date,
    /// None where it goes on.
    pub(super) last: Option<Date>,
}

/// Subscriptions as they are known on a day, in the order of their beginnings: later ones have not begun, later ends have not come.
/// Whoever is paid for until this very day may go on with the next, which nobody knows yet.
pub(super) fn as_known_on(subscriptions: &[Subscription], day: Date) -> Vec<Subscription> {
    let known = subscriptions.iter().filter(|subscription| subscription.first <= day);
    let known = known.map(|subscription| Subscription {
        last: subscription.last.filter(|last| *last < day),
        ..*subscription
    });
    let mut known: Vec<Subscription> = known.collect();
    known.sort_unstable();
    known
}

/// The times without a gap; the subscriptions are in the order of their beginnings.
pub(super) fn spells(subscriptions: &[Subscription]) -> Vec<Spell> {
    let mut spells: Vec<Spell> = Vec::new();
    for Subscription { first, last, .. } in subscriptions.iter().copied() {
        match spells.last_mut() {
            Some(spell) if touches(spell.last, first) => {
                spell.last = spell.last.zip(last).map(|(one, another)| one.max(another));
            }
            _ => spells.push(Spell { first, last }),
        }
    }
    spells
}

/// Whether what begins on this day goes on with what ends on that.
fn touches(last: Option<Date>, first: Date) -> bool {
    last.and_then(|last| last.tomorrow().ok()).is_none_or(|next| first <= next)
}

/// What a customer pays a month as it goes into the month of this first day. Where one subscription ends with the month before and
/// another begins with this one, it is still the former that counts.
pub(super) fn amount_at(subscriptions: &[Subscription], first_day: Date) -> Result<Decimal, FigureOverflow> {
    let goes_on = subscriptions.iter().any(|subscription| subscription.first == first_day);
    let eve = first_day.yesterday().ok();
    let mut sum = Decimal::ZERO;
    for Subscription { first, last, amount } in subscriptions {
        let is_there = last.is_none_or(|last| last >= first_day || (goes_on && Some(last) == eve));
        if *first < first_day && is_there {
            add(Metric::Mrr, &mut sum, *amount)?;
        }
    }
    Ok(sum)
}

/// The first day of the month after one; none at the end of the calendar.
pub(super) fn next_month(first_day: Date) -> Option<Date> {
    first_day.checked_add(1.month()).ok()
}
