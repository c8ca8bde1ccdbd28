//! Whole orders, leads and clicks: what can be bought.

use super::exact::Exact;
use super::solution::{Conflict, Given, Solution, solve};
use crate::core::metric::{Kind, Metric, Unit};

/// Givens with whole counts in them, and those of the old ones that had to give way.
#[derive(Debug, Clone)]
pub struct Whole {
    /// What follows from the whole counts.
    pub solution: Solution,
    /// The givens that no longer hold, with what was given.
    pub given_way: Vec<Given>,
}

/// Rounds orders up, then the leads that these orders take, then the clicks that these leads take, and solves anew from there.
///
/// Prices and margins are kept; then rates; then sums: each given as long as it agrees with the counts and with what was kept
/// before it. So a close rate becomes what whole leads make it, and a spend what whole clicks cost.
///
/// **Errors**: as [`solve`]; none is known to happen.
pub fn whole(solution: &Solution) -> Result<Whole, Conflict> {
    let mut counts: Vec<Given> = Vec::new();
    let mut after: Option<(Exact, Exact)> = None;
    for metric in [Metric::Orders, Metric::Leads, Metric::Clicks] {
        let Some(exact) = solution.known(metric).filter(|count| !count.is_negative()) else { continue };
        // As many more as the step before was rounded up.
        let needed = match &after {
            Some((exact_before, whole_before)) => {
                exact.over(exact_before).map_or(exact.clone(), |each| each.times(whole_before))
            }
            None => exact.clone(),
        };
        let value = needed.rounded_up();
        after = Some((exact, value.clone()));
        counts.push(Given { metric, value });
    }
    let is_counted = |given: &&Given| counts.iter().any(|count| count.metric == given.metric);
    let mut kept = counts.clone();
    let mut given_way = Vec::new();
    let mut others: Vec<&Given> = solution.givens().iter().filter(|given| !is_counted(given)).collect();
    others.sort_by_key(|given| rank(given.metric));
    for given in others {
        kept.push(given.clone());
        if solve(&kept).is_err() {
            kept.pop();
            given_way.push(given.clone());
        }
    }
    let changed =
        |given: &&Given| counts.iter().any(|it| it.metric == given.metric && it.value != given.value);
    given_way.extend(solution.givens().iter().filter(changed).cloned());
    Ok(Whole { solution: solve(&kept)?, given_way })
}

/// What gives way last comes first.
fn rank(metric: Metric) -> u8 {
    match (metric, metric.entry().kind, metric.entry().unit) {
        (Metric::GrossProfit | Metric::Profit, ..) | (_, Kind::Sum | Kind::Calculator, _) => 2,
        (Metric::MarginRate, ..) | (_, _, Unit::Money) => 0,
        _ => 1,
    }
}
