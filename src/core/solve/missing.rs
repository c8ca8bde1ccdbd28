//! What else would have to be given.

use super::equation;
use super::exact::Exact;
use super::solution::{Found, Given, Solution, equation_of};
use super::space::{Ratio, Space};
use crate::core::decimal::Decimal;
use crate::core::metric::Metric;

/// How many further givens are tried at most.
const MOST: usize = 3;

/// Numbers that the open sums are set to, so that what holds for them holds for nearly all others.
const ANY: &[i64] = &[1_009, 211, 10_007, 97, 53, 31, 17, 7, 104_729, 65_537, 2_003];

/// The shortest sets of further givens that a figure would follow from, up to three of them; none where that is not enough.
///
/// Each is tried with values of a funnel that the givens allow, so a set that is named cannot contradict them.
#[must_use]
pub fn sets(solution: &Solution, wanted: Metric) -> Vec<Vec<Metric>> {
    let funnel = any_funnel(solution);
    let candidates: Vec<Given> = equation::parts()
        .iter()
        .filter(|metric| **metric != wanted && solution.find(**metric) == Found::Open)
        .filter_map(|metric| match funnel.find(*metric) {
            Ratio::Known(value) => Some(Given { metric: *metric, value }),
            Ratio::NoDivisor | Ratio::Open => None,
        })
        .collect();
    let base = solution.space();
    for size in 1..=MOST {
        let mut found = Vec::new();
        grow(&Search { candidates: &candidates, wanted, size }, base, &mut Vec::new(), 0, &mut found);
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

struct Search<'a> {
    candidates: &'a [Given],
    wanted: Metric,
    size: usize,
}

fn grow(
    search: &Search<'_>,
    space: &Space,
    chosen: &mut Vec<Metric>,
    first: usize,
    found: &mut Vec<Vec<Metric>>,
) {
    if chosen.len() == search.size {
        if matches!(space.find(search.wanted), Ratio::Known(_)) {
            found.push(chosen.clone());
        }
        return;
    }
    for (place, candidate) in search.candidates.iter().enumerate().skip(first) {
        let mut fuller = space.clone();
        fuller.add(&equation_of(candidate));
        chosen.push(candidate.metric);
        grow(search, &fuller, chosen, place.saturating_add(1), found);
        chosen.pop();
    }
}

/// Amounts for all sums that the givens allow.
fn any_funnel(solution: &Solution) -> Space {
    let mut funnel = solution.space().clone();
    for (column, any) in solution.space().free().into_iter().zip(ANY) {
        let metric = equation::sums().get(column).copied();
        if let Some(metric) = metric {
            funnel.add(&equation_of(&Given { metric, value: Exact::from(Decimal::from(*any)) }));
        }
    }
    funnel
}
