//! A report's figures as it states them: the sum of its rows, held against its own totals.
//!
//! Apart from the sums that count: these are in the file's own currency and terms, and also of rows outside of the period.

use crate::core::decimal::{self, Decimal};
use crate::core::fact::Fact;
use crate::core::metric::Unit;
use crate::core::sum::Sum;
use crate::ingest::file::Place;
use crate::ingest::records::At;

use super::{LISTED, counted};

/// What a row states, sum by sum.
pub(in crate::ingest) type Figures = [Option<Decimal>; Fact::ALL.len()];

type Sums = [Sum; Fact::ALL.len()];

/// The figure that tells most: the cost, or the first there is.
fn first(figures: &Figures) -> Figures {
    let fact = Fact::Spend as usize;
    let place = if figures[fact].is_some() { Some(fact) } else { figures.iter().position(Option::is_some) };
    let mut only = AsStated::nothing();
    if let Some(place) = place {
        only[place] = figures[place];
    }
    only
}

fn filled(figures: &Figures) -> usize {
    figures.iter().flatten().filter(|figure| !figure.is_zero()).count()
}

/// Whether what a row states differs from sums in this way, in every column that it fills, but for a cent of rounding in each row.
fn compare(figures: &Figures, sums: &Sums, rows: u64, differs: impl Fn(Decimal) -> bool) -> bool {
    let rounding = decimal::multiply(Decimal::new(1, 2), rows.into()).unwrap_or_default();
    let mut is_filled = false;
    let agrees = Fact::ALL.into_iter().zip(figures.iter().zip(sums)).all(|(fact, (figure, sum))| {
        let Some(figure) = figure else { return true };
        is_filled |= !figure.is_zero();
        // What is too large to be a sum is compared with nothing.
        let Ok(sum) = sum.value() else { return false };
        let difference = decimal::subtract(*figure, sum).unwrap_or(Decimal::MAX);
        let is_rounding = fact.metric().entry().unit == Unit::Money && difference.abs() <= rounding;
        differs(if is_rounding { Decimal::ZERO } else { difference })
    });
    is_filled && agrees
}

/// A report's figures as it states them.
#[derive(Debug)]
pub(in crate::ingest) struct AsStated {
    /// Its total rows.
    pub(in crate::ingest) totals: Vec<Stated>,
    /// How many data rows it has, and what they add up to.
    pub(super) rows: u64,
    sums: Sums,
    /// The same of the rows before the last total, where there is one.
    up_to_total: Option<(u64, Sums)>,
    /// What the last data row states, if it counts.
    last: Option<(Place, Figures)>,
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
            sums: no_sums(),
            up_to_total: None,
            last: None,
            costs_can_be_micros: true,
        }
    }

    /// Books a total row.
    pub(in crate::ingest) fn total(&mut self, total: Stated) {
        self.up_to_total = Some((self.rows, self.sums.clone()));
        // A file of nothing but totals has more of them than anybody will read about.
        if self.totals.len() < LISTED {
            self.totals.push(total);
        }
    }

    /// Goes on with the rows from here on.
    pub(super) fn go_on(&mut self, later: Self, here: &At) {
        if let Some((rows, mut sums)) = later.up_to_total {
            merge(&mut sums, &self.sums);
            self.up_to_total = Some((self.rows + rows, sums));
        }
        let from_here = |total: Stated| Stated { place: total.place.counted_from(here), ..total };
        let room = LISTED - self.totals.len();
        self.totals.extend(later.totals.into_iter().take(room).map(from_here));
        if later.rows > 0 {
            self.last = later.last.map(|(place, figures)| (place.counted_from(here), figures));
        }
        self.rows += later.rows;
        merge(&mut self.sums, &later.sums);
        self.costs_can_be_micros &= later.costs_can_be_micros;
    }

    /// No figures stated.
    pub(in crate::ingest) fn nothing() -> Figures {
        [None; Fact::ALL.len()]
    }

    /// Adds up a data row as the file states it, whether or not it is in the period; its place if it counts.
    pub(in crate::ingest) fn row(&mut self, stated: &Figures, place: Option<Place>) {
        self.rows += 1;
        for (sum, amount) in self.sums.iter_mut().zip(stated) {
            if let Some(amount) = amount {
                sum.add(*amount);
            }
        }
        self.last = place.map(|place| (place, *stated));
        self.costs_can_be_micros &= stated[Fact::Spend as usize].is_none_or(can_be_micros);
    }

    /// The rows since the last total, and what they add up to.
    fn since_total(&self) -> (u64, Sums) {
        let mut sums = self.sums.clone();
        let Some((rows, before)) = &self.up_to_total else { return (self.rows, sums) };
        subtract(&mut sums, before);
        (self.rows - rows, sums)
    }

    /// Whether a row states what all rows so far add up to, in the first of its figures, or what those since the last total do, in
    /// all of them.
    pub(in crate::ingest) fn is_sum(&self, figures: &Figures) -> bool {
        let filled = filled(figures);
        (self.rows > 0 && compare(&first(figures), &self.sums, self.rows, |difference| difference.is_zero()))
            || (filled > 1 && {
                let (rows, sums) = self.since_total();
                rows > 0 && compare(figures, &sums, rows, |difference| difference.is_zero())
            })
    }

    /// Whether a row states it in all of several figures, which is hardly chance.
    pub(in crate::ingest) fn is_whole_sum(&self, figures: &Figures) -> bool {
        let is_sum = |sums: &Sums, rows: u64| compare(figures, sums, rows, |difference| difference.is_zero());
        let (rows, since_total) = self.since_total();
        filled(figures) > 1 && (is_sum(&self.sums, self.rows) || is_sum(&since_total, rows))
    }

    /// Whether a row states more than all other rows add up to, in the first of its figures.
    pub(in crate::ingest) fn is_more(&self, figures: &Figures) -> bool {
        self.rows > 0
            && compare(&first(figures), &self.sums, self.rows, |difference| difference > Decimal::ZERO)
    }

    /// The last row, if it has a name, counts, and states what all rows before it add up to in several columns, which is hardly
    /// chance.
    pub(super) fn suspect(&self) -> Option<Place> {
        let (place, figures) = self.last.as_ref()?;
        let mut before = self.sums.clone();
        for (sum, figure) in before.iter_mut().zip(figures) {
            sum.add(decimal::negate(figure.unwrap_or_default()));
        }
        let rows = self.rows - 1;
        let is_suspect = rows > 1
            && filled(figures) > 1
            && compare(figures, &before, rows, |difference| difference.is_zero());
        is_suspect.then_some(*place)
    }

    fn sum(&self, fact: Fact) -> Decimal {
        self.sums[fact as usize].value().unwrap_or(Decimal::MAX)
    }

    fn tolerance(&self) -> Decimal {
        decimal::multiply(Decimal::new(1, 2), self.rows.into()).unwrap_or_default()
    }

    /// Whether costs can be in millionths at all.
    pub(in crate::ingest) fn can_be_micros(&self) -> bool {
        self.costs_can_be_micros && !self.sum(Fact::Spend).is_zero()
    }

    /// What makes it likely that costs are in millionths, in words; `by_headers` where headers are written as an interface does.
    pub(in crate::ingest) fn looks_like_micros(&self, by_headers: bool) -> Option<String> {
        // In any currency a click costs a hundredth of its unit at least, and no more than ten thousand units.
        let likely = Decimal::from(10_000_u64)..Decimal::from(10_000_000_000_u64);
        let (spend, clicks) = (self.sum(Fact::Spend), self.sum(Fact::Clicks));
        if !self.can_be_micros() {
            return None;
        }
        // A few clicks prove nothing: a billboard has them too.
        if clicks < Decimal::TEN {
            return by_headers.then(|| format!("adds up to {}", decimal::plain(spend)));
        }
        let a_click = decimal::divide(spend, clicks).ok()?;
        likely
            .contains(&a_click)
            .then(|| format!("is {} for a click", decimal::plain(decimal::round(a_click, 0))))
    }

    /// Whether a total of the file's own states what the rows add up to.
    pub(super) fn has_agreeing_total(&self) -> bool {
        let agrees = |(fact, stated): &(Fact, Decimal)| {
            let difference = decimal::subtract(*stated, self.sum(*fact)).unwrap_or(Decimal::MAX);
            difference.abs() <= self.tolerance()
        };
        self.totals.iter().any(|total| !total.figures.is_empty() && total.figures.iter().all(agrees))
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
        let sum = self.sum(fact);
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
        let is_less =
            |total: &Stated| total.figures.iter().any(|(other, stated)| *other == fact && *stated < sum);
        if !self.totals.is_empty() && self.totals.iter().all(is_less) && !self.has_agreeing_total() {
            parts.push("the rows add up to more than any total: something may be counted twice".to_owned());
        }
        if much_is_missing {
            parts.push("what is missing may be in a report by campaign".to_owned());
        }
        parts.join("; ")
    }
}

fn no_sums() -> Sums {
    std::array::from_fn(|_| Sum::default())
}

fn merge(sums: &mut Sums, others: &Sums) {
    sums.iter_mut().zip(others).for_each(|(sum, other)| sum.merge(other));
}

fn subtract(sums: &mut Sums, others: &Sums) {
    sums.iter_mut().zip(others).for_each(|(sum, other)| sum.subtract(other));
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
