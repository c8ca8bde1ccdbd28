//! What holds for every funnel and every choice of givens.

use leadcalc::core::metric::Metric;
use leadcalc::core::solve::equation;
use leadcalc::core::solve::exact::Exact;
use leadcalc::core::solve::missing;
use leadcalc::core::solve::path::{self, How, Step};
use leadcalc::core::solve::solution::{Conflict, Found, Given, solve};
use leadcalc::core::solve::whole::whole;
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};
use proptest::strategy::ValueTree;

use crate::funnel::{Truth, exact, funnels, givens};

/// A funnel, and some of the figures that it has.
fn some_given() -> impl Strategy<Value = (Truth, Vec<Metric>)> {
    funnels().prop_flat_map(|truth| {
        let metrics: Vec<Metric> = truth.keys().copied().collect();
        let most = metrics.len().min(12);
        (Just(truth), subsequence(metrics, 1..=most).prop_shuffle())
    })
}

/// The subset that the bits of a number choose.
fn chosen(metrics: &[Metric], bits: usize) -> Vec<Metric> {
    metrics
        .iter()
        .enumerate()
        .filter(|(place, _)| bits >> place & 1 == 1)
        .map(|(_, metric)| *metric)
        .collect()
}

/// Whatever is derived is what the funnel has.
fn assert_true(truth: &Truth, metrics: &[Metric]) {
    let solution = solve(&givens(truth, metrics)).expect("a funnel does not contradict itself");
    for metric in equation::parts() {
        match (solution.find(*metric), truth.get(metric)) {
            (Found::Known(value), Some(expected)) => {
                assert_eq!(value, *expected, "{metric} from {metrics:?}");
            }
            // A ratio can be the same for all funnels with these givens but the one in which it does not exist.
            (Found::Known(_), None) | (Found::Open, _) => {}
            (Found::Undefined(_), expected) => assert_eq!(expected, None, "{metric} from {metrics:?}"),
        }
    }
    for metric in metrics {
        assert_eq!(solution.known(*metric), truth.get(metric).cloned(), "{metric} is given");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_follows_is_the_truth((truth, metrics) in some_given()) {
        assert_true(&truth, &metrics);
    }

    #[test]
    fn the_order_of_the_givens_does_not_matter((truth, metrics) in some_given()) {
        let forwards = solve(&givens(&truth, &metrics)).unwrap();
        let backwards: Vec<Metric> = metrics.iter().rev().copied().collect();
        let backwards = solve(&givens(&truth, &backwards)).unwrap();
        for metric in equation::parts() {
            prop_assert_eq!(forwards.find(*metric), backwards.find(*metric));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn solved_for_x_and_x_put_back_every_other_given_comes_out_again((truth, metrics) in some_given()) {
        let all = givens(&truth, &metrics);
        let solution = solve(&all).unwrap();
        for metric in equation::parts() {
            let Found::Known(value) = solution.find(*metric) else { continue };
            for (place, left_out) in all.iter().enumerate() {
                let mut others = all.clone();
                others[place] = Given { metric: *metric, value: value.clone() };
                others.dedup();
                let Ok(again) = solve(&others) else { continue };
                // Where the one that was left out follows from the others and x, it is what it was.
                if let Found::Known(value) = again.find(left_out.metric) {
                    prop_assert_eq!(&value, &left_out.value, "{} by {}", left_out.metric, metric);
                }
            }
        }
    }

    #[test]
    fn every_step_of_a_path_gives_what_it_says((truth, metrics) in some_given()) {
        let solution = solve(&givens(&truth, &metrics)).unwrap();
        let path = path::to_all(&solution);
        for steps in [&path.steps, &path.for_one] {
            for (place, step) in steps.iter().enumerate() {
                assert_step(&steps[..place], step);
            }
        }
        for metric in equation::parts() {
            if let Some(value) = solution.known(*metric) {
                let way = path.to(*metric);
                let last = way.steps.last().or(way.for_one.last()).cloned();
                let last = last.unwrap_or_else(|| panic!("no way to {metric} from {metrics:?}"));
                prop_assert_eq!((last.metric, last.value), (*metric, value));
            }
        }
    }

    #[test]
    fn what_a_figure_follows_from_is_enough_and_nothing_of_it_too_much((truth, metrics) in some_given()) {
        let solution = solve(&givens(&truth, &metrics)).unwrap();
        for metric in equation::parts().iter().filter(|metric| solution.known(**metric).is_some()) {
            let from = solution.from(*metric);
            // Without a zero among them the givens can be taken alone: nothing else has to keep a divisor from being zero.
            if from.iter().any(|given| given.value.is_zero()) { continue }
            prop_assert_eq!(solve(&from).unwrap().known(*metric), solution.known(*metric));
            for given in &from {
                let fewer: Vec<Given> = from.iter().filter(|it| it.metric != given.metric).cloned().collect();
                prop_assert_ne!(solve(&fewer).unwrap().known(*metric), solution.known(*metric));
            }
        }
    }

    #[test]
    fn a_figure_moved_away_from_the_truth_is_a_contradiction_told_by_true_givens(
        (truth, metrics) in some_given(), which in any::<Index>()
    ) {
        let mut all = givens(&truth, &metrics);
        let moved = which.get(&metrics);
        let solution = solve(&givens(&truth, &metrics.iter().filter(|it| *it != moved).copied().collect::<Vec<_>>()));
        let Ok(solution) = solution else { return Ok(()) };
        let follows = solution.known(*moved).is_some();
        for given in all.iter_mut().filter(|given| given.metric == *moved) {
            given.value = given.value.plus(&Exact::one());
        }
        match solve(&all) {
            Err(Conflict::Contradiction { given, follows, from }) => {
                prop_assert!(follows != given.value);
                prop_assert_eq!(solve(&from).unwrap().known(given.metric), Some(follows));
            }
            Err(Conflict::NoSuchFigure { .. }) => {}
            other => prop_assert!(!follows, "{:?}", other),
        }
    }

    #[test]
    fn whole_counts_are_whole_and_never_fewer((truth, metrics) in some_given()) {
        let solution = solve(&givens(&truth, &metrics)).unwrap();
        let whole = whole(&solution).unwrap();
        for metric in [Metric::Orders, Metric::Leads, Metric::Clicks] {
            if let Some(count) = solution.known(metric) {
                let bought = whole.solution.known(metric).unwrap();
                prop_assert_eq!(bought.rounded_up(), bought.clone());
                prop_assert!(bought >= count);
            }
        }
    }
}

/// A formula's value over steps before it, reckoned here.
fn assert_step(before: &[Step], step: &Step) {
    let How::By(formula) = &step.how else { return };
    let mut text = formula.to_string();
    for metric in formula.metrics() {
        assert!(before.iter().any(|it| it.metric == metric), "{metric} comes too late for {text}");
        text = text.replace(metric.key(), "");
    }
    // The formula holds in the solution that the steps before it make.
    let givens: Vec<Given> = before
        .iter()
        .filter(|it| formula.metrics().contains(&it.metric))
        .map(|it| Given { metric: it.metric, value: it.value.clone() })
        .collect();
    if givens.iter().all(|given| !given.value.is_zero()) {
        let solution = solve(&givens).expect("steps agree");
        assert_eq!(solution.known(step.metric), Some(step.value.clone()), "{} = {formula}", step.metric);
    }
}

/// All subsets of the givens of a funnel as marketers think of it: 2 to the 11.
#[test]
fn all_subsets_of_a_funnel() {
    let metrics = [
        Metric::Clicks,
        Metric::Cpc,
        Metric::Spend,
        Metric::Cr,
        Metric::Leads,
        Metric::CloseRate,
        Metric::Orders,
        Metric::Aov,
        Metric::MarginRate,
        Metric::Profit,
        Metric::Roas,
    ];
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut tried = 0;
    while tried < 2 {
        let truth = funnels().new_tree(&mut runner).unwrap().current();
        if metrics.iter().all(|metric| truth.get(metric).is_some_and(|value| !value.is_zero())) {
            for bits in 0..1_usize << metrics.len() {
                assert_true(&truth, &chosen(&metrics, bits));
            }
            tried += 1;
        }
    }
}

#[test]
fn what_is_said_to_be_missing_is_enough_and_the_shortest() {
    let given = |metric, value| Given { metric, value: exact(value) };
    for (all, wanted, sets) in [
        (vec![given(Metric::Cpl, 250)], Metric::Cpc, vec!["cr"]),
        (
            vec![given(Metric::Clicks, 100), given(Metric::Leads, 9)],
            Metric::Cpl,
            vec!["spend", "cpm with impressions"],
        ),
    ] {
        let solution = solve(&all).unwrap();
        let found = missing::sets(&solution, wanted);
        let least = found[0].len();
        for set in &found {
            assert_eq!(set.len(), least);
            let more: Vec<Given> = set.iter().map(|metric| given(*metric, 3)).collect();
            if let Ok(solution) = solve(&[all.clone(), more].concat()) {
                assert!(solution.known(wanted).is_some(), "{set:?} for {wanted}");
            }
        }
        let names: Vec<&str> = found.iter().map(|set| set[0].key()).collect();
        assert!(names.contains(&sets[0]), "{names:?}");
    }
}
