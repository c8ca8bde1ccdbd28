//! Every refusal of the solver.

use leadcalc::core::metric::Metric;
use leadcalc::core::solve::doubt::{self, Impossible};
use leadcalc::core::solve::missing;
use leadcalc::core::solve::solution::{Conflict, Given, solve};

use crate::funnel::exact;

fn given(metric: Metric, value: i64) -> Given {
    Given { metric, value: exact(value) }
}

#[test]
fn a_ratio_is_held_against_its_sums_in_whatever_order_they_are_given() {
    let all = [given(Metric::Cpl, 100), given(Metric::Spend, 15_000), given(Metric::Leads, 9)];
    let told = Conflict::Contradiction {
        given: all[0].clone(),
        follows: exact(15_000).over(&exact(9)).unwrap(),
        from: vec![all[1].clone(), all[2].clone()],
    };
    assert_eq!(solve(&all).unwrap_err(), told);
    // What is beside the point is not named.
    let more = [vec![given(Metric::Orders, 3), given(Metric::Aov, 50)], all.to_vec()].concat();
    assert_eq!(solve(&more).unwrap_err(), told);
}

#[test]
fn ratios_alone_can_contradict_each_other_only_with_a_sum() {
    // ROAS 4 and a margin of 0 % leave no profit; a profit of 5 is at odds with both.
    let margin = Given { metric: Metric::BreakEvenRoas, value: exact(4) };
    let all = [given(Metric::Roas, 4), margin, given(Metric::Profit, 5)];
    let Err(Conflict::Contradiction { given, follows, from }) = solve(&all) else { panic!() };
    assert_eq!((given.metric, follows, from.len()), (Metric::Profit, exact(0), 2));
}

#[test]
fn ratios_that_only_nothing_at_all_would_meet_contradict_each_other() {
    let all = [given(Metric::Cpo, 7), given(Metric::Roas, 4), given(Metric::Drr, 1)];
    let told = Conflict::Contradiction {
        given: all[2].clone(),
        follows: exact(1).over(&exact(4)).unwrap(),
        from: vec![all[1].clone()],
    };
    assert_eq!(solve(&all).unwrap_err(), told);
}

#[test]
fn a_ratio_without_its_divisor_is_refused() {
    let all = [given(Metric::Cpl, 100), given(Metric::Leads, 0)];
    let refusal =
        Conflict::NoSuchFigure { given: all[0].clone(), without: "no leads", from: vec![all[1].clone()] };
    assert_eq!(solve(&all).unwrap_err(), refusal);
}

#[test]
fn what_no_equation_speaks_of_is_refused() {
    assert_eq!(solve(&[given(Metric::Ltv, 1)]).unwrap_err(), Conflict::NotInFunnel(Metric::Ltv));
}

#[test]
fn what_more_than_three_givens_would_take_is_not_made_up() {
    // Every profit after ads takes revenue, cost of goods and spend, in one way or another.
    let solution = solve(&[given(Metric::Impressions, 1)]).unwrap();
    assert!(missing::sets(&solution, Metric::Profit).iter().all(|set| set.len() == 1 || set.len() <= 3));
    assert!(!missing::sets(&solution, Metric::Profit).is_empty());
}

#[test]
fn what_cannot_be_is_named() {
    let solution = solve(&[given(Metric::Clicks, 10), given(Metric::Leads, 12)]).unwrap();
    assert_eq!(doubt::impossible(&solution), [(Metric::Cr, Impossible::AboveAll)]);
    let solution =
        solve(&[given(Metric::Revenue, 10), given(Metric::Profit, 5), given(Metric::Spend, 9)]).unwrap();
    let named: Vec<Metric> = doubt::impossible(&solution).into_iter().map(|(metric, _)| metric).collect();
    assert_eq!(named, [Metric::CostOfGoods, Metric::MarginRate]);
}
