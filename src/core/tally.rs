//! The sums of a group, and which of its rows supplied which of them.

use super::decimal::{self, Decimal, Overflow};
use super::fact::{Fact, FactSet};
use super::fraction::Fraction;
use super::metric::{FigureOverflow, Metric, Scope, Sums};
use super::value::{Reason, Value};

/// Sums that add up over rows, files, months and threads.
///
/// A commutative monoid: [`Tally::default`] is the identity, and [`Tally::merge`] gives the same tally in whatever
/// order and grouping parts are merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    sums: [Decimal; Fact::ALL.len()],
    /// The squares of the orders' amounts added up; `None` where that has no room.
    squared_amounts: Option<Decimal>,
    coverage: [Coverage; 2],
}

/// No rows: what adds nothing.
impl Default for Tally {
    fn default() -> Self {
        Self {
            sums: [Decimal::ZERO; Fact::ALL.len()],
            squared_amounts: Some(Decimal::ZERO),
            coverage: <[Coverage; 2]>::default(),
        }
    }
}

/// The kinds of files. Rows of the first two fold into tallies; the others are lists, a thing a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Rows with sums in columns: an ad system's report.
    Statistics,
    /// Rows that are one lead each: a CRM's list.
    Leads,
    /// Rows that are one answer each.
    Survey,
    /// Rows that are one order each: a shop's log, with repeated purchases.
    Orders,
    /// Rows that are one subscription each, from its start to its end.
    Subscriptions,
    /// Rows that are one cost of one month each.
    Costs,
    /// Rows that are one product each, with what it costs.
    Products,
}

impl Side {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Statistics,
        Self::Leads,
        Self::Survey,
        Self::Orders,
        Self::Subscriptions,
        Self::Costs,
        Self::Products,
    ];

    /// Those whose rows fold into tallies.
    pub const BOTH: [Self; 2] = [Self::Statistics, Self::Leads];

    /// Its name in options.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Statistics => "spend",
            Self::Leads => "leads",
            Self::Survey => "survey",
            Self::Orders => "orders",
            Self::Subscriptions => "subscriptions",
            Self::Costs => "other-costs",
            Self::Products => "products",
        }
    }
}

/// What a side's inputs and rows supply.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Coverage {
    /// The facts that any input has a column for, whether or not a row of it counts.
    pub(super) columns: FactSet,
    /// The different sets of facts that rows supplied, sorted: one set for each shape of row, mostly a single one.
    pub(super) shapes: Vec<FactSet>,
}

impl Coverage {
    pub(super) fn note(&mut self, supplied: FactSet) {
        // Nearly always a row is like the one before.
        if self.shapes.last() == Some(&supplied) {
            return;
        }
        self.columns = self.columns.or(supplied);
        if let Err(place) = self.shapes.binary_search(&supplied) {
            self.shapes.insert(place, supplied);
        }
    }

    pub(super) fn cover(&mut self, other: &Self) {
        self.columns = self.columns.or(other.columns);
        for supplied in &other.shapes {
            self.note(*supplied);
        }
    }

    fn any(&self, fact: Fact) -> bool {
        self.shapes.iter().any(|supplied| supplied.contains(fact))
    }

    fn all(&self, fact: Fact) -> bool {
        self.shapes.iter().all(|supplied| supplied.contains(fact))
    }
}

impl Tally {
    /// A tally of sums that are simply known, as they are typed in.
    #[must_use]
    pub fn of(sums: &[(Fact, Decimal)]) -> Self {
        let mut tally = Self::default();
        tally.note_row(Side::Statistics, sums.iter().map(|(fact, _)| *fact).collect());
        for (fact, amount) in sums {
            tally.sums[*fact as usize] = *amount;
        }
        tally
    }

    /// Notes that there was a row on this side and which facts it supplied.
    pub fn note_row(&mut self, side: Side, supplied: FactSet) {
        self.coverage[side as usize].note(supplied);
    }

    /// Notes that an input of this side has columns for these facts: they exist, even if none of its rows counts.
    pub fn note_columns(&mut self, side: Side, facts: FactSet) {
        let columns = &mut self.coverage[side as usize].columns;
        *columns = columns.or(facts);
    }

    /// Adds an amount to a sum.
    ///
    /// **Errors**: [`FigureOverflow`] where the exact sum does not fit in 28 digits.
    pub fn add(&mut self, fact: Fact, amount: Decimal) -> Result<(), FigureOverflow> {
        let sum = &mut self.sums[fact as usize];
        *sum = decimal::add(*sum, amount).map_err(|Overflow| FigureOverflow { figure: fact.metric() })?;
        Ok(())
    }

    /// Adds another tally to this one.
    ///
    /// **Errors**: [`FigureOverflow`] where an exact sum does not fit in 28 digits.
    ///
    /// ```
    /// use leadcalc::core::{fact::Fact, tally::Tally};
    /// let mut monday = Tally::of(&[(Fact::Clicks, 100.into())]);
    /// monday.merge(&Tally::of(&[(Fact::Clicks, 300.into())])).unwrap();
    /// assert_eq!(monday, Tally::of(&[(Fact::Clicks, 400.into())]));
    /// ```
    pub fn merge(&mut self, other: &Self) -> Result<(), FigureOverflow> {
        for fact in Fact::ALL {
            self.add(fact, other.sum(fact))?;
        }
        let squares = self.squared_amounts.zip(other.squared_amounts);
        self.squared_amounts = squares.and_then(|(one, other)| decimal::add_rounded(one, other).ok());
        self.cover(other);
        Ok(())
    }

    /// Takes over what another tally's rows supplied, without its sums.
    pub fn cover(&mut self, other: &Self) {
        for side in Side::BOTH {
            self.coverage[side as usize].cover(&other.coverage[side as usize]);
        }
    }

    /// A tally of sums that are closed.
    pub(super) fn closed(
        sums: [Decimal; Fact::ALL.len()],
        squared_amounts: Option<Decimal>,
        coverage: [Coverage; 2],
    ) -> Self {
        Self { sums, squared_amounts, coverage }
    }

    /// A sum as it stands; zero where nothing was added.
    #[must_use]
    pub fn sum(&self, fact: Fact) -> Decimal {
        self.sums[fact as usize]
    }

    /// Whether there was any row on this side.
    #[must_use]
    pub fn has_rows(&self, side: Side) -> bool {
        !self.coverage[side as usize].shapes.is_empty()
    }

    /// Whether any input supplies the fact.
    #[must_use]
    pub fn supplies(&self, fact: Fact) -> bool {
        self.side_of(fact).is_some()
    }

    /// Whether some rows of the fact's side supplied it and others did not.
    #[must_use]
    pub fn is_partial(&self, fact: Fact) -> bool {
        let is_partial = |coverage: &Coverage| coverage.any(fact) && !coverage.all(fact);
        self.coverage.iter().any(is_partial)
    }

    /// The side whose inputs supply the fact. Reading keeps it to one: with a lead export, outcomes come from there.
    #[must_use]
    pub fn side_of(&self, fact: Fact) -> Option<Side> {
        Side::BOTH.into_iter().find(|side| self.coverage[*side as usize].columns.contains(fact))
    }
}

/// A group's tally beside the total that it is a part of: what its metrics are computed from.
#[derive(Debug, Clone, Copy)]
pub struct InTotal<'a> {
    /// The group's own sums.
    pub part: &'a Tally,
    /// The sums of all groups; decides which sums exist at all.
    pub total: &'a Tally,
}

impl InTotal<'_> {
    /// What is known of a fact in the group. A group without any row on the fact's side has none of it: zero.
    fn fact(&self, fact: Fact) -> Value<Fraction> {
        let Some(side) = self.total.side_of(fact) else { return Value::Absent(fact.metric()) };
        if self.part.has_rows(side) && !self.part.coverage[side as usize].any(fact) {
            return Value::Undefined(Reason::NotGiven(fact.metric()));
        }
        Value::Known(Fraction::from(self.part.sum(fact)))
    }

    /// Whether a metric rests on sums that not all rows supplied.
    #[must_use]
    pub fn is_partial(&self, metric: Metric) -> bool {
        let rests_on = |metric: Metric| metric.fact().is_some_and(|fact| self.part.is_partial(fact));
        match metric.expression() {
            Some(formula) => formula.inputs(self).into_iter().any(rests_on),
            None => rests_on(metric),
        }
    }
}

impl Sums for Tally {
    fn within<'a>(&'a self, total: &'a Self) -> impl Scope + 'a {
        InTotal { part: self, total }
    }

    fn is_partial(&self, total: &Self, metric: Metric) -> bool {
        InTotal { part: self, total }.is_partial(metric)
    }
}

impl Scope for InTotal<'_> {
    fn value_of(&self, metric: Metric) -> Option<Value<Fraction>> {
        metric.fact().map(|fact| self.fact(fact))
    }

    fn value_in_total(&self, metric: Metric) -> Option<Value<Fraction>> {
        let fact = metric.fact()?;
        if self.total.is_partial(fact) {
            return Some(Value::Undefined(Reason::Partial(metric)));
        }
        Some(InTotal { part: self.total, total: self.total }.fact(fact))
    }

    fn squared_amounts(&self) -> Option<Decimal> {
        // A row of a report is a sum already.
        self.part.squared_amounts.filter(|_| self.total.side_of(Fact::Revenue) == Some(Side::Leads))
    }

    fn comparable(&self, sums: &[Metric]) -> Result<(), Reason> {
        let facts: FactSet = sums.iter().filter_map(|metric| metric.fact()).collect();
        let partial = facts.iter().find(|fact| self.part.is_partial(*fact));
        let Some(partial) = partial else {
            // What no row of the group supplies is not zero, whatever else the formula needs.
            return facts.iter().try_for_each(|fact| match self.fact(fact) {
                Value::Undefined(reason) => Err(reason),
                Value::Known(_) | Value::Absent(_) => Ok(()),
            });
        };
        // Partial sums go together where the same rows supply all of them: clicks / impressions of one file out of two.
        let equal_parts = Side::BOTH.into_iter().any(|side| {
            facts.iter().all(|fact| self.total.side_of(fact) == Some(side))
                && self.part.coverage[side as usize]
                    .shapes
                    .iter()
                    .all(|supplied| supplied.and(facts) == facts || supplied.and(facts).is_empty())
        });
        if equal_parts { Ok(()) } else { Err(Reason::Partial(partial.metric())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(side: Side, rows: &[&[(Fact, i64)]]) -> Tally {
        let mut tally = Tally::default();
        for row in rows {
            tally.note_row(side, row.iter().map(|(fact, _)| *fact).collect());
            for (fact, amount) in *row {
                tally.add(*fact, Decimal::from(*amount)).unwrap();
            }
        }
        tally
    }

    fn evaluate(metric: Metric, part: &Tally, total: &Tally) -> Value<Decimal> {
        metric.evaluate(&InTotal { part, total }).unwrap()
    }

    #[test]
    fn a_group_without_a_row_of_spend_has_a_spend_of_zero() {
        let mut total = rows(Side::Statistics, &[&[(Fact::Spend, 100)]]);
        let referral = rows(Side::Leads, &[&[(Fact::Leads, 1)]]);
        total.merge(&referral).unwrap();
        assert_eq!(evaluate(Metric::Spend, &referral, &total), Value::Known(Decimal::ZERO));
        assert_eq!(evaluate(Metric::Cpl, &referral, &total), Value::Known(Decimal::ZERO));
        assert_eq!(evaluate(Metric::Impressions, &referral, &total), Value::Absent(Metric::Impressions));
    }

    #[test]
    fn unequal_parts_are_not_set_against_each_other_and_equal_ones_are() {
        use Fact::{Clicks, Impressions, Spend};
        let total = rows(
            Side::Statistics,
            &[&[(Impressions, 1000), (Clicks, 10), (Spend, 5)], &[(Clicks, 30), (Spend, 20)]],
        );
        let partial = Value::Undefined(Reason::Partial(Metric::Impressions));
        assert_eq!(evaluate(Metric::Ctr, &total, &total), partial);
        assert_eq!(evaluate(Metric::Impressions, &total, &total), Value::Known(Decimal::from(1000)));
        assert_eq!(evaluate(Metric::Cpc, &total, &total), Value::Known(decimal::parse("0.625").unwrap()));

        let lacks = rows(Side::Statistics, &[&[(Clicks, 30), (Spend, 20)]]);
        let not_given = Value::Undefined(Reason::NotGiven(Metric::Impressions));
        assert_eq!(evaluate(Metric::Impressions, &lacks, &total), not_given);
        assert_eq!(evaluate(Metric::Ctr, &lacks, &total), not_given);

        let both_missing =
            rows(Side::Statistics, &[&[(Impressions, 1000), (Clicks, 10), (Spend, 5)], &[(Spend, 9)]]);
        assert_eq!(
            evaluate(Metric::Ctr, &both_missing, &both_missing),
            Value::Known(decimal::parse("0.01").unwrap())
        );
        let cpc = evaluate(Metric::Cpc, &both_missing, &both_missing);
        assert_eq!(cpc, Value::Undefined(Reason::Partial(Metric::Clicks)));
    }
}
