//! The way from the givens to what follows from them, formula by formula.

use super::equation::{self, Equation};
use super::exact::Exact;
use super::solution::{Given, Solution, solve};
use crate::core::expression::Expression;
use crate::core::metric::Metric;

/// A figure, and how it is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The figure.
    pub metric: Metric,
    /// How much it is.
    pub value: Exact,
    /// How it is found.
    pub how: How,
}

/// How a figure is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// It is given.
    Given,
    /// Nothing says how large it is, and what follows does not depend on it: counted for one of it.
    ForOne,
    /// By a formula over figures found before.
    By(Expression),
    /// By several formulas at once.
    Together(Vec<Metric>),
}

/// The way to some figures.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Path {
    /// Steps over the figures themselves, the givens first.
    pub steps: Vec<Step>,
    /// Steps for one of something, where only ratios follow; empty where none are needed.
    pub for_one: Vec<Step>,
}

/// What one can count for: the sums, the likeliest first.
const FOR_ONE: &[Metric] = &[
    Metric::Clicks,
    Metric::Leads,
    Metric::Orders,
    Metric::Spend,
    Metric::Revenue,
    Metric::Customers,
    Metric::Impressions,
    Metric::QualifiedLeads,
];

/// The way to everything that follows.
#[must_use]
pub fn to_all(solution: &Solution) -> Path {
    let given = |given: &Given| Step { metric: given.metric, value: given.value.clone(), how: How::Given };
    let mut steps: Vec<Step> = solution.givens().iter().map(given).collect();
    propagate(solution, &mut steps);
    let mut open = unreached(solution, &steps);
    let mut for_one = Vec::new();
    for one in FOR_ONE.iter().filter(|_| !open.is_empty()) {
        if let Some(found) = counted_for_one(solution, *one)
            && found.iter().any(|step| open.contains(&step.metric))
        {
            open.retain(|metric| found.iter().all(|step| step.metric != *metric));
            for_one = found;
            break;
        }
    }
    while let Some(metric) = open.first().copied() {
        if let Some(value) = solution.known(metric) {
            steps.push(Step { metric, value, how: How::Together(together(solution, metric)) });
        }
        propagate(solution, &mut steps);
        open.retain(|metric| steps.iter().all(|step| step.metric != *metric));
    }
    Path { steps, for_one }
}

impl Path {
    /// Only the steps that lead to a figure.
    #[must_use]
    pub fn to(&self, metric: Metric) -> Self {
        if self.steps.iter().any(|step| step.metric == metric) {
            return Self { steps: leading_to(&self.steps, metric), for_one: Vec::new() };
        }
        Self { steps: Vec::new(), for_one: leading_to(&self.for_one, metric) }
    }
}

/// What follows and has no step yet.
fn unreached(solution: &Solution, steps: &[Step]) -> Vec<Metric> {
    let is_reached = |metric: &Metric| steps.iter().any(|step| step.metric == *metric);
    let parts = equation::parts().iter().copied();
    parts.filter(|metric| !is_reached(metric) && solution.known(*metric).is_some()).collect()
}

/// Adds what formulas give of what is there, until they give nothing more: those of the dictionary before other ways.
fn propagate(solution: &Solution, steps: &mut Vec<Step>) {
    let mut open = unreached(solution, steps);
    loop {
        let by = |equations: &[Equation]| -> Vec<Step> {
            open.iter().filter_map(|metric| step(solution, steps, equations, *metric)).collect()
        };
        let mut found = by(equation::dictionary());
        if found.is_empty() {
            found = by(equation::other_ways());
        }
        if found.is_empty() {
            return;
        }
        open.retain(|metric| found.iter().all(|step| step.metric != *metric));
        steps.extend(found);
    }
}

/// A step to a figure over figures that are there: by its own formula if that can be, else by one that speaks of it.
fn step(solution: &Solution, steps: &[Step], equations: &[Equation], metric: Metric) -> Option<Step> {
    let value = solution.known(metric)?;
    let at = |metric: Metric| steps.iter().find(|step| step.metric == metric).map(|step| step.value.clone());
    let own = equations.iter().filter(|equation| equation.metric == metric);
    let others =
        equations.iter().filter(|equation| equation.metric != metric && equation.figures().contains(&metric));
    own.chain(others).find_map(|equation| {
        let is_there = |figure: &Metric| *figure == metric || at(*figure).is_some();
        if !equation.figures().iter().all(is_there) {
            return None;
        }
        let formula = equation.solved_for(metric)?;
        // Where a divisor is zero the formula tells nothing.
        let is_told = equation::put_in(&formula, &at).is_some_and(|told| told == value);
        is_told.then(|| Step { metric, value: value.clone(), how: How::By(formula) })
    })
}

/// Steps that begin with one of something, where nothing says how much of it there is.
fn counted_for_one(solution: &Solution, one: Metric) -> Option<Vec<Step>> {
    if solution.known(one).is_some() {
        return None;
    }
    let assumed = Given { metric: one, value: Exact::one() };
    let fixed = solve(&[solution.givens(), &[assumed]].concat()).ok()?;
    let step = |given: &Given| Step {
        metric: given.metric,
        value: given.value.clone(),
        how: if given.metric == one { How::ForOne } else { How::Given },
    };
    let mut steps: Vec<Step> = fixed.givens().iter().map(step).collect();
    propagate(&fixed, &mut steps);
    Some(steps)
}

/// The formulas that give a figure only together: those of the givens it follows from, and its own.
fn together(solution: &Solution, metric: Metric) -> Vec<Metric> {
    let mut formulas: Vec<Metric> = solution.from(metric).iter().map(|given| given.metric).collect();
    formulas.push(metric);
    let mut all: Vec<Metric> = Vec::new();
    while let Some(metric) = formulas.pop() {
        if let Some(formula) = metric.expression()
            && !all.contains(&metric)
        {
            all.push(metric);
            formulas.extend(formula.metrics());
        }
    }
    all.sort();
    all
}

fn leading_to(steps: &[Step], metric: Metric) -> Vec<Step> {
    let mut wanted = vec![metric];
    let mut leading = Vec::new();
    for step in steps.iter().rev() {
        if !wanted.contains(&step.metric) {
            continue;
        }
        match &step.how {
            How::By(formula) => wanted.extend(formula.metrics()),
            How::Together(formulas) => {
                wanted.extend(formulas.iter().filter(|it| steps.iter().any(|step| is_given(step, **it))));
                let parts = formulas.iter().filter_map(|it| it.expression()).flat_map(Expression::metrics);
                wanted.extend(parts.filter(|it| steps.iter().any(|step| is_given(step, *it))));
            }
            How::Given | How::ForOne => {}
        }
        leading.push(step.clone());
    }
    leading.reverse();
    leading
}

fn is_given(step: &Step, metric: Metric) -> bool {
    step.metric == metric && step.how == How::Given
}
