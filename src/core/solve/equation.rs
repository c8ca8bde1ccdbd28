//! The formulas of the dictionary as equations, each of which gives each of its parts.

use std::sync::OnceLock;

use super::exact::Exact;
use super::linear::{Linear, Quotient};
use crate::core::decimal::Decimal;
use crate::core::expression::{Expression, Operator};
use crate::core::metric::{Kind, Metric};

/// The figures that the dictionary has a formula for and that a funnel consists of. What their formulas speak of is a part of
/// it too.
const FORMULAS: &[Metric] = &[
    Metric::GrossProfit,
    Metric::Profit,
    Metric::Cpm,
    Metric::Ctr,
    Metric::Cpc,
    Metric::Cr,
    Metric::Cpl,
    Metric::RejectRate,
    Metric::QualificationRate,
    Metric::Cpql,
    Metric::CloseRate,
    Metric::Cpo,
    Metric::Cac,
    Metric::CacFull,
    Metric::Aov,
    Metric::MarginRate,
    Metric::Roas,
    Metric::RoiRevenue,
    Metric::Romi,
    Metric::RoiFullCost,
    Metric::Drr,
    Metric::DrrProfit,
    Metric::BreakEvenRoas,
    Metric::BreakEvenCpl,
];

/// The same figures written in other ways: they say nothing new, and make the way to a figure shorter.
const OTHER_WAYS: &[(Metric, &str)] = &[
    (Metric::MarginRate, "gross_profit / revenue"),
    (Metric::Romi, "profit / spend"),
    (Metric::RoiFullCost, "profit / (cost_of_goods + spend)"),
    (Metric::DrrProfit, "spend / gross_profit"),
    (Metric::BreakEvenRoas, "revenue / gross_profit"),
    (Metric::BreakEvenCpl, "gross_profit / leads"),
    (Metric::Cpc, "cpm / (1000 * ctr)"),
    (Metric::Cpl, "cpc / cr"),
    (Metric::Cpql, "cpl / qualification_rate"),
    (Metric::Cpo, "cpl / close_rate"),
    (Metric::Drr, "cpo / aov"),
    (Metric::Roas, "1 / drr"),
    (Metric::RoiRevenue, "roas - 1"),
    (Metric::BreakEvenRoas, "1 / margin_rate"),
    (Metric::DrrProfit, "drr / margin_rate"),
];

/// A figure and a formula for it.
#[derive(Debug)]
pub(super) struct Equation {
    /// The figure on the left.
    pub(super) metric: Metric,
    formula: Expression,
    quotient: Quotient,
}

/// Every formula of the funnel, those of the dictionary.
pub(super) fn dictionary() -> &'static [Equation] {
    static READ: OnceLock<Vec<Equation>> = OnceLock::new();
    READ.get_or_init(|| {
        let read = |metric: &Metric| Equation::new(*metric, metric.expression()?.clone());
        FORMULAS.iter().filter_map(read).collect()
    })
}

/// The same in other ways.
pub(super) fn other_ways() -> &'static [Equation] {
    static READ: OnceLock<Vec<Equation>> = OnceLock::new();
    READ.get_or_init(|| {
        let read = |(metric, formula): &(Metric, &str)| {
            Equation::new(*metric, Expression::parse(formula).expect("a test reads every way"))
        };
        OTHER_WAYS.iter().filter_map(read).collect()
    })
}

/// Whether a figure is a part of the funnel.
pub(super) fn is_part(metric: Metric) -> bool {
    parts().contains(&metric)
}

/// The figures of the funnel, in the order of the dictionary.
#[must_use]
pub fn parts() -> &'static [Metric] {
    static PARTS: OnceLock<Vec<Metric>> = OnceLock::new();
    PARTS.get_or_init(|| {
        let is_part = |metric: &&Metric| {
            FORMULAS.contains(metric) || dictionary().iter().any(|it| it.formula.metrics().contains(metric))
        };
        Metric::ALL.iter().filter(is_part).copied().collect()
    })
}

/// The sums that all others come down to.
pub(super) fn sums() -> &'static [Metric] {
    static SUMS: OnceLock<Vec<Metric>> = OnceLock::new();
    SUMS.get_or_init(|| parts().iter().copied().filter(|metric| metric.entry().kind == Kind::Sum).collect())
}

impl Equation {
    fn new(metric: Metric, formula: Expression) -> Option<Self> {
        let quotient = Quotient::of(&formula)?;
        Some(Self { metric, formula, quotient })
    }

    /// The figures it speaks of, its own among them.
    pub(super) fn figures(&self) -> Vec<Metric> {
        [vec![self.metric], self.formula.metrics()].concat()
    }

    /// The formula for one of its figures: its own, or turned round.
    ///
    /// `metric * below = above` is linear in each of its figures, so it can be told apart however often it stands there:
    /// `margin_rate = (revenue - cost_of_goods) / revenue` gives `revenue = cost_of_goods / (1 - margin_rate)`.
    pub(super) fn solved_for(&self, wanted: Metric) -> Option<Expression> {
        if wanted == self.metric {
            return Some(self.formula.clone());
        }
        let Quotient { above, below } = &self.quotient;
        let own = Expression::Metric(self.metric);
        // above - metric * below = 0; what stands with `wanted` goes to the other side.
        let (outside, inside) = (above.factor(wanted), below.factor(wanted));
        let flipped = if outside.is_zero() { inside.is_negative() } else { !outside.is_negative() };
        let divisor = [
            Term::new(outside.negated(), None).flipped_if(flipped),
            Term::new(inside, Some(own.clone())).flipped_if(flipped),
        ];
        let mut terms = vec![
            Term::new(above.number.clone(), None).flipped_if(flipped),
            Term::new(below.number.negated(), Some(own.clone())).flipped_if(flipped),
        ];
        for figure in self.formula.metrics().into_iter().filter(|figure| *figure != wanted) {
            let (outside, inside) = (above.factor(figure), below.factor(figure));
            let times = Expression::Metric(figure);
            terms.push(match (outside.is_zero(), inside.is_zero()) {
                (_, true) => Term::new(outside, Some(times)).flipped_if(flipped),
                (true, false) => {
                    Term::new(inside.negated(), Some(product(own.clone(), times))).flipped_if(flipped)
                }
                (false, false) => {
                    let bracket = [
                        Term::new(outside, None).flipped_if(flipped),
                        Term::new(inside.negated(), Some(own.clone())).flipped_if(flipped),
                    ];
                    Term::new(Exact::one(), Some(product(times, sum(bracket.to_vec())?)))
                }
            });
        }
        let (dividend, divisor) = (sum(dedup(terms))?, sum(divisor.to_vec())?);
        Some(if divisor == Expression::Number(Decimal::ONE) {
            dividend
        } else {
            Expression::Binary(Box::new(dividend), Operator::Divide, Box::new(divisor))
        })
    }
}

/// A formula's figures put in: what comes out, or `None` where one is not known or a divisor is zero.
pub(super) fn put_in(formula: &Expression, value: &dyn Fn(Metric) -> Option<Exact>) -> Option<Exact> {
    match formula {
        Expression::Number(number) => Some(Exact::from(*number)),
        Expression::Metric(metric) => value(*metric),
        Expression::Total(_) => None,
        Expression::Binary(left, operator, right) => {
            let (left, right) = (put_in(left, value)?, put_in(right, value)?);
            match operator {
                Operator::Add => Some(left.plus(&right)),
                Operator::Subtract => Some(left.minus(&right)),
                Operator::Multiply => Some(left.times(&right)),
                Operator::Divide => left.over(&right),
            }
        }
    }
}

/// A factor and what it stands with; alone where that is nothing.
#[derive(Debug, Clone, PartialEq)]
struct Term {
    factor: Exact,
    with: Option<Expression>,
}

impl Term {
    fn new(factor: Exact, with: Option<Expression>) -> Self {
        Self { factor, with }
    }

    fn flipped_if(self, flipped: bool) -> Self {
        Self { factor: if flipped { self.factor.negated() } else { self.factor }, ..self }
    }

    /// Without its sign.
    fn written(&self) -> Option<Expression> {
        let size = if self.factor.is_negative() { self.factor.negated() } else { self.factor.clone() };
        let number = || size.to_decimal().ok().map(Expression::Number);
        match &self.with {
            None => number(),
            Some(with) if size == Exact::one() => Some(with.clone()),
            Some(with) => Some(product(number()?, with.clone())),
        }
    }
}

/// A figure that a formula names twice stands in its quotient once.
fn dedup(terms: Vec<Term>) -> Vec<Term> {
    let mut kept: Vec<Term> = Vec::new();
    for term in terms {
        if !kept.contains(&term) {
            kept.push(term);
        }
    }
    kept
}

fn product(left: Expression, right: Expression) -> Expression {
    Expression::Binary(Box::new(left), Operator::Multiply, Box::new(right))
}

/// The terms that are not zero, those that are added first; `None` where nothing is left.
fn sum(terms: Vec<Term>) -> Option<Expression> {
    let mut terms: Vec<Term> = terms.into_iter().filter(|term| !term.factor.is_zero()).collect();
    terms.sort_by_key(|term| term.factor.is_negative());
    let mut written: Option<Expression> = None;
    for term in terms {
        let operator = if term.factor.is_negative() { Operator::Subtract } else { Operator::Add };
        written = Some(match (written, operator) {
            (None, Operator::Add) => term.written()?,
            (left, operator) => {
                let left = left.unwrap_or(Expression::Number(Decimal::ZERO));
                Expression::Binary(Box::new(left), operator, Box::new(term.written()?))
            }
        });
    }
    written
}

/// The figure as a quotient of the sums that it comes down to.
pub(super) fn down_to_sums(metric: Metric) -> Quotient {
    let one = || Linear::number(Exact::one());
    let Some(equation) = dictionary().iter().find(|equation| equation.metric == metric) else {
        return Quotient { above: Linear::figure(metric), below: one() };
    };
    let open = |part: &Linear| {
        let number = Linear::number(part.number.clone());
        part.factors
            .iter()
            .fold(number, |sum, (figure, factor)| sum.plus(&down_to_sums(*figure).above, factor))
    };
    Quotient { above: open(&equation.quotient.above), below: open(&equation.quotient.below) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_formula_and_every_other_way_is_an_equation() {
        assert_eq!(dictionary().len(), FORMULAS.len());
        assert_eq!(other_ways().len(), OTHER_WAYS.len());
    }

    #[test]
    fn formulas_give_each_of_their_parts() {
        let solved = |metric: Metric, wanted: Metric| {
            let equation = dictionary().iter().find(|equation| equation.metric == metric).unwrap();
            equation.solved_for(wanted).unwrap().to_string()
        };
        for (metric, wanted, formula) in [
            (Metric::Cpl, Metric::Spend, "cpl * leads"),
            (Metric::Cpl, Metric::Leads, "spend / cpl"),
            (Metric::Cpm, Metric::Spend, "cpm * impressions / 1000"),
            (Metric::Cpm, Metric::Impressions, "1000 * spend / cpm"),
            (Metric::MarginRate, Metric::Revenue, "cost_of_goods / (1 - margin_rate)"),
            (Metric::MarginRate, Metric::CostOfGoods, "revenue * (1 - margin_rate)"),
            (Metric::Romi, Metric::Spend, "(revenue - cost_of_goods) / (1 + romi)"),
            (Metric::Romi, Metric::Revenue, "cost_of_goods + spend * (1 + romi)"),
            (Metric::Profit, Metric::GrossProfit, "profit + spend"),
            (Metric::Profit, Metric::Spend, "gross_profit - profit"),
            (Metric::CacFull, Metric::OtherCosts, "cac_full * customers - spend"),
            (Metric::RejectRate, Metric::Leads, "rejected_leads * (1 - reject_rate) / reject_rate"),
            (
                Metric::RoiFullCost,
                Metric::Revenue,
                "cost_of_goods * (1 + roi_full_cost) + spend * (1 + roi_full_cost)",
            ),
        ] {
            assert_eq!(solved(metric, wanted), formula, "{metric} for {wanted}");
        }
    }
}
