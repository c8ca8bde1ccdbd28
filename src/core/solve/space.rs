//! What the givens leave open: all funnels that they allow, as the solutions of linear equations.

use std::iter;
use std::sync::OnceLock;

use super::equation;
use super::exact::Exact;
use super::linear::Linear;
use crate::core::metric::Metric;

/// The sums' factors, in the order of [`equation::sums`], and the number at the end.
pub(super) type Row = Vec<Exact>;

/// Equations `row = 0` in their reduced form: each has a column of its own, in which no other has anything.
#[derive(Debug, Clone, Default)]
pub(super) struct Space {
    rows: Vec<(usize, Row)>,
}

/// What became of an equation that was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Added {
    /// It says something new.
    New,
    /// It followed from the others.
    Implied,
    /// It is never true where the others are.
    Contradicts,
}

/// What a space says of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ratio {
    /// The same everywhere in it.
    Known(Exact),
    /// Its divisor is zero everywhere.
    NoDivisor,
    /// It can be this or that.
    Open,
}

/// A figure as a quotient of sums: above and below its line.
pub(super) fn rows(metric: Metric) -> &'static [Row; 2] {
    static ROWS: OnceLock<Vec<[Row; 2]>> = OnceLock::new();
    let rows = ROWS.get_or_init(|| {
        let of = |metric: &Metric| {
            let quotient = equation::down_to_sums(*metric);
            [row(&quotient.above), row(&quotient.below)]
        };
        equation::parts().iter().map(of).collect()
    });
    let place = equation::parts().iter().position(|part| *part == metric);
    place.and_then(|place| rows.get(place)).expect("only figures of the funnel are asked for")
}

/// A sum of figures over the sums, as a row.
fn row(linear: &Linear) -> Row {
    let factors = equation::sums().iter().map(|sum| linear.factor(*sum));
    factors.chain(iter::once(linear.number.clone())).collect()
}

/// A row less another times a number.
pub(super) fn less(row: &Row, other: &Row, times: &Exact) -> Row {
    if times.is_zero() {
        return row.clone();
    }
    let less = |(one, other): (&Exact, &Exact)| {
        if other.is_zero() { one.clone() } else { one.minus(&other.times(times)) }
    };
    row.iter().zip(other).map(less).collect()
}

impl Space {
    /// The row with everything put in that the equations tell: what is left names free sums only.
    fn remainder(&self, row: &Row) -> Row {
        self.rows.iter().fold(row.clone(), |left, (column, equation)| match left.get(*column) {
            Some(times) => less(&left, equation, &times.clone()),
            None => left,
        })
    }

    /// What the equations say of a figure.
    pub(super) fn find(&self, metric: Metric) -> Ratio {
        let [above, below] = rows(metric).each_ref().map(|row| self.remainder(row));
        let Some(place) = below.iter().position(|factor| !factor.is_zero()) else { return Ratio::NoDivisor };
        let ratio = above.get(place).zip(below.get(place)).and_then(|(above, below)| above.over(below));
        match ratio {
            // Above and below go together wherever the open sums go: the ratio is the same everywhere.
            Some(ratio) if less(&above, &below, &ratio).iter().all(Exact::is_zero) => Ratio::Known(ratio),
            _ => Ratio::Open,
        }
    }

    /// Adds the equation `row = 0`.
    pub(super) fn add(&mut self, row: &Row) -> Added {
        let row = self.remainder(row);
        let sums = equation::sums().len();
        let Some((column, factor)) = row.iter().enumerate().take(sums).find(|(_, factor)| !factor.is_zero())
        else {
            return if row.iter().all(Exact::is_zero) { Added::Implied } else { Added::Contradicts };
        };
        let divide = |it: &Exact| it.over(factor).unwrap_or_else(Exact::zero);
        let equation: Row = row.iter().map(divide).collect();
        for (_, other) in &mut self.rows {
            if let Some(times) = other.get(column).cloned() {
                *other = less(other, &equation, &times);
            }
        }
        self.rows.push((column, equation));
        Added::New
    }

    /// The columns of the sums that no equation has for its own.
    pub(super) fn free(&self) -> Vec<usize> {
        let taken: Vec<usize> = self.rows.iter().map(|(column, _)| *column).collect();
        (0..equation::sums().len()).filter(|column| !taken.contains(column)).collect()
    }
}
