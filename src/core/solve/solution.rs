//! What follows from some given figures, and what it follows from.

use super::equation;
use super::exact::Exact;
use super::space::{self, Added, Ratio, Row, Space};
use crate::core::metric::Metric;

/// A figure that is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Which figure.
    pub metric: Metric,
    /// How much.
    pub value: Exact,
}

/// What the givens say of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It follows.
    Known(Exact),
    /// Its divisor is zero, for this reason.
    Undefined(&'static str),
    /// It can be this or that.
    Open,
}

/// Why givens cannot all hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conflict {
    /// A figure follows from others, and is given as another one.
    Contradiction {
        /// The figure.
        given: Given,
        /// What follows.
        follows: Exact,
        /// The givens it follows from, none of which could be left out.
        from: Vec<Given>,
    },
    /// A ratio is given, and its divisor is zero.
    NoSuchFigure {
        /// The ratio.
        given: Given,
        /// What there is none of.
        without: &'static str,
        /// The givens that make it so.
        from: Vec<Given>,
    },
    /// A figure of the dictionary that no equation of the funnel speaks of.
    NotInFunnel(Metric),
}

/// All that follows from givens that can hold together.
#[derive(Debug, Clone)]
pub struct Solution {
    givens: Vec<Given>,
    space: Space,
}

/// Takes the givens together.
///
/// **Formula**: those of the dictionary, turned round as needed.
///
/// **Inputs**: figures of the funnel ([`equation::parts`]), each at most once; rates as fractions.
///
/// **Result**: a [`Solution`], which knows every figure that is the same for all funnels with these givens.
///
/// **Errors**: a [`Conflict`] where there is no such funnel.
///
/// ```
/// use leadcalc::core::{decimal::Decimal, metric::Metric};
/// use leadcalc::core::solve::solution::{Found, Given, solve};
/// let given = |metric, value: i64| Given { metric, value: Decimal::from(value).into() };
///
/// let solution = solve(&[given(Metric::Clicks, 100), given(Metric::Cpc, 150), given(Metric::Leads, 10)]).unwrap();
/// assert_eq!(solution.find(Metric::Cpl), Found::Known(Decimal::from(1_500).into()));
/// assert_eq!(solution.find(Metric::Cpo), Found::Open);
/// assert!(solve(&[given(Metric::Spend, 9), given(Metric::Leads, 3), given(Metric::Cpl, 4)]).is_err());
/// ```
pub fn solve(givens: &[Given]) -> Result<Solution, Conflict> {
    if let Some(given) = givens.iter().find(|given| !equation::is_part(given.metric)) {
        return Err(Conflict::NotInFunnel(given.metric));
    }
    sound(givens).ok_or_else(|| conflict(givens))
}

impl Solution {
    /// What it takes for granted.
    #[must_use]
    pub fn givens(&self) -> &[Given] {
        &self.givens
    }

    /// What follows for a figure.
    #[must_use]
    pub fn find(&self, metric: Metric) -> Found {
        match self.space.find(metric) {
            Ratio::Known(value) => Found::Known(value),
            Ratio::NoDivisor => Found::Undefined(metric.entry().without),
            Ratio::Open => Found::Open,
        }
    }

    /// The figure, if it follows.
    #[must_use]
    pub fn known(&self, metric: Metric) -> Option<Exact> {
        match self.find(metric) {
            Found::Known(value) => Some(value),
            Found::Undefined(_) | Found::Open => None,
        }
    }

    /// Givens that a known figure follows from, none of which could be left out.
    #[must_use]
    pub fn from(&self, metric: Metric) -> Vec<Given> {
        let value = self.known(metric);
        let still_known = |givens: &[Given]| of(givens).is_some_and(|it| it.known(metric) == value);
        least(self.givens.clone(), &still_known)
    }

    /// The space of what is open.
    pub(super) fn space(&self) -> &Space {
        &self.space
    }
}

/// A given as the equation that it is.
pub(super) fn equation_of(given: &Given) -> Row {
    let [above, below] = space::rows(given.metric);
    space::less(above, below, &given.value)
}

/// The solution of givens that do not contradict each other, whether or not their divisors are there.
fn of(givens: &[Given]) -> Option<Solution> {
    let mut space = Space::default();
    let holds = givens.iter().all(|given| space.add(&equation_of(given)) != Added::Contradicts);
    holds.then(|| Solution { givens: givens.to_vec(), space })
}

/// Leaves out every given without which it still holds.
fn least(mut givens: Vec<Given>, holds: &dyn Fn(&[Given]) -> bool) -> Vec<Given> {
    for metric in givens.iter().map(|given| given.metric).collect::<Vec<_>>() {
        let fewer = without_one(&givens, metric);
        if holds(&fewer) {
            givens = fewer;
        }
    }
    givens
}

fn without_one(givens: &[Given], metric: Metric) -> Vec<Given> {
    givens.iter().filter(|given| given.metric != metric).cloned().collect()
}

/// The same, where every given ratio has a divisor.
fn sound(givens: &[Given]) -> Option<Solution> {
    let has_divisor = |solution: &Solution| {
        givens.iter().all(|given| !matches!(solution.find(given.metric), Found::Undefined(_)))
    };
    of(givens).filter(has_divisor)
}

/// Which given is at odds with which: the smallest set that cannot hold, and what all but one of it say of that one.
///
/// A ratio is held against what it is computed from rather than the other way round, and a later given against earlier ones.
fn conflict(givens: &[Given]) -> Conflict {
    let smallest = least(givens.to_vec(), &|givens| sound(givens).is_none());
    let is_ratio = |given: &&Given| given.metric.expression().is_some();
    let ratios = smallest.iter().rev().filter(is_ratio);
    let sums = smallest.iter().rev().filter(|given| !is_ratio(given));
    let told = ratios.chain(sums).find_map(|given| {
        let given = given.clone();
        let from = without_one(&smallest, given.metric);
        match of(&from)?.find(given.metric) {
            Found::Known(follows) => Some(Conflict::Contradiction { given, follows, from }),
            Found::Undefined(without) => Some(Conflict::NoSuchFigure { given, without, from }),
            Found::Open => None,
        }
    });
    // All but one of a smallest set hold. Equations that contradict each other have a sum other than zero among them, and all
    // but that one fix it; a divisor is zero without its ratio, or the ratio is fixed without its given.
    told.expect("a conflict has two sides")
}
