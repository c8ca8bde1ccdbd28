//! A report's figures as it states them: the sum of its rows, held against its own totals.
//!
//! Apart from the sums that count: these are in the file's own currency and terms, and also of rows outside of the period.

use crate::core::decimal::{self, Decimal};
use crate::core::fact::Fact;
use crate::ingest::file::Place;

use super::{LISTED, counted};

/// A report's figures as it states them.
#[derive(Debug)]
pub(in crate::ingest) struct AsStated {
    /// Its total rows.
    pub(in crate::ingest) totals: Vec<Stated>,
    /// How many data rows it has, and what they add up to.
    pub(super) rows: u64,
    sums: [Decimal; Fact::ALL.len()],
    /// Whether all costs are whole numbers, and none is smaller than a hundredth in millionths.
    costs_can_be_micros: bool,
}

/// A total row, as the file states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) struct Stated {
    /// What it is called; empty where it is told by having no name.
    pub(in crate::ingest) label: String,
    pub(in crate::ingest) place: Place,
    /// Its cells in the columns of sums, and what they say.
    pub(in crate::ingest) cells: Vec<(Fact, String)>,
    pub(in crate::ingest) figures: Vec<(Fact, Decimal)>,
}

impl AsStated {
    pub(super) fn new() -> Self {
        Self {
            totals: Vec::new(),
            rows: 0,
            sums: [Decimal::ZERO; Fact::ALL.len()],
            costs_can_be_micros: true,
        }
    }

    /// Books a total row.
    pub(in crate::ingest) fn total(&mut self, total: Stated) {
        // A file of nothing but totals has more of them than anybody will read about.
        if self.totals.len() < LISTED {
            self.totals.push(total);
        }
    }

    /// No figures stated.
    pub(in crate::ingest) fn nothing() -> [Option<Decimal>; Fact::ALL.len()] {
        [None; Fact::ALL.len()]
    }

    /// Adds up a data row as the file states it, whether or not it is in the period.
    pub(in crate::ingest) fn row(&mut self, stated: &[Option<Decimal>; Fact::ALL.len()]) {
        self.rows += 1;
        for (sum, amount) in self.sums.iter_mut().zip(stated) {
            // Too large to be compared with anything is no reason to stop: the sums that count say so themselves.
            *sum = amount.and_then(|amount| decimal::add(*sum, amount).ok()).unwrap_or(*sum);
        }
        self.costs_can_be_micros &= stated[Fact::Spend as usize].is_none_or(can_be_micros);
    }

    /// Whether the rows add up to no more than what a total states, but for a cent of rounding in each.
    pub(in crate::ingest) fn is_no_more_than(&self, fact: Fact, stated: Decimal) -> bool {
        self.rows > 0
            && decimal::add(stated, self.tolerance()).is_ok_and(|most| self.sums[fact as usize] <= most)
    }

    fn tolerance(&self) -> Decimal {
        decimal::multiply(Decimal::new(1, 2), self.rows.into()).unwrap_or_default()
    }

    /// What a click costs if costs are as they stand, where that makes it likely that they are in millionths.
    pub(in crate::ingest) fn cost_of_a_click_in_micros(&self) -> Option<String> {
        // In any currency a click costs a hundredth of its unit at least, and no more than ten thousand units.
        let likely = Decimal::from(10_000_u64)..Decimal::from(10_000_000_000_u64);
        let (spend, clicks) = (self.sums[Fact::Spend as usize], self.sums[Fact::Clicks as usize]);
        // A few clicks prove nothing: a billboard has them too.
        if !self.costs_can_be_micros || clicks < Decimal::TEN {
            return None;
        }
        let a_click = decimal::divide(spend, clicks).ok()?;
        likely.contains(&a_click).then(|| decimal::plain(decimal::round(a_click, 0)))
    }

    /// The rows' sum against what the file's own totals state.
    pub(super) fn compared(&self, left_out: u64) -> String {
        let has_total = |fact: Fact| {
            self.totals.iter().any(|total| total.figures.iter().any(|(stated, _)| *stated == fact))
        };
        let text = format!("left out: {}", counted(left_out, "total row"));
        let mut order: Vec<Fact> = Fact::ALL.to_vec();
        order.sort_by_key(|fact| *fact != Fact::Spend);
        let Some(fact) = order.into_iter().find(|fact| has_total(*fact)) else { return text };
        let sum = self.sums[fact as usize];
        let rows = match self.rows {
            1 => "data row adds".to_owned(),
            rows => format!("{rows} data rows add"),
        };
        let mut parts = vec![text, format!("the {rows} up to {} {}", fact.metric(), decimal::plain(sum))];
        let mut much_is_missing = false;
        for total in &self.totals {
            let Some((_, stated)) = total.figures.iter().find(|(other, _)| *other == fact) else { continue };
            let label =
                if total.label.is_empty() { total.place.to_string() } else { format!("{:?}", total.label) };
            let plain = decimal::plain(*stated);
            let difference = decimal::subtract(*stated, sum).unwrap_or_default();
            parts.push(if difference.abs() <= self.tolerance() {
                format!("{label} agrees")
            } else if difference > Decimal::ZERO {
                let share = decimal::divide(sum, *stated).unwrap_or_default();
                much_is_missing |= share < Decimal::new(9, 1);
                format!("{label} states {plain}, of which that is {}", percentage(share))
            } else {
                format!("{label} states {plain}")
            });
        }
        if much_is_missing {
            parts.push("what is missing may be in a report by campaign".to_owned());
        }
        parts.join("; ")
    }
}

/// Ad systems charge a hundredth of a currency's unit at least, which is ten thousand millionths.
fn can_be_micros(cost: Decimal) -> bool {
    cost.scale() == 0 && (cost.is_zero() || cost >= Decimal::from(10_000_u64))
}

/// A share of a stated total, in percent with a decimal.
fn percentage(share: Decimal) -> String {
    let tenths =
        decimal::round(decimal::multiply_rounded(share, Decimal::ONE_HUNDRED).unwrap_or_default(), 1);
    if tenths.is_zero() { "less than 0.1 %".to_owned() } else { format!("{} %", decimal::plain(tenths)) }
}
