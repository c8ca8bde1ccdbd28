//! Limits: what must not happen to a figure, and whether it did.
//!
//! Reading order: `grammar.rs`, [`mod@reference`] (what is judged on), [`comparison`] and [`bound`], [`Verdict`], [`rule`].

use std::fmt;

use super::metric::FigureOverflow;
use super::name::NamePattern;

pub mod bound;
pub mod comparison;
pub mod reference;
pub mod rule;

mod error;
mod grammar;
mod judge;
mod tokens;
mod verdict;

#[cfg(test)]
mod tests;

pub use error::{LimitError, Problem};
pub use judge::{JudgedFigure, Judgement};
pub use verdict::{Severity, Verdict};

use bound::Bound;
use comparison::Comparison;
use reference::{Figures, Reference};

/// A condition that must not hold: `cpl > 2000`, `total.roas < 2`, `channel=Lenses: cr < 5% and leads >= 30`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// As it was written.
    pub text: String,
    /// The groups that it speaks of; all of them where it names none.
    pub selectors: Vec<Selector>,
    /// The comparisons, all of which have to be met.
    pub parts: Vec<Part>,
}

/// Groups by their names in one dimension: `channel=Google*`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    /// The dimension.
    pub dimension: String,
    /// The names.
    pub name: NamePattern,
    /// Where it ends in the limit.
    end: usize,
}

impl Selector {
    /// Groups that are named beside a limit.
    #[must_use]
    pub fn new(dimension: &str, name: &str) -> Self {
        Self { dimension: dimension.to_owned(), name: NamePattern::glob(name), end: 0 }
    }
}

/// A figure and what it is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The figure that is judged.
    pub judged: Reference,
    /// How it is compared.
    pub comparison: Comparison,
    /// What it is compared with.
    pub bound: Bound,
}

impl Limit {
    /// Reads a limit.
    ///
    /// # Grammar
    ///
    /// `[DIMENSION=NAME[, …]:] METRIC OP VALUE [and METRIC OP VALUE …]`, with `total.` before the metric for the total. A name may
    /// have `*` and `?`, and stands in quotation marks where it has a comma. The operators are `> >= < <= = !=`. A value is a
    /// number, a metric (perhaps of the total, perhaps `previous.`, which is that of a baseline), or computed from both with
    /// `+ - * / ( )`.
    ///
    /// **Errors**: [`LimitError`], which shows the place.
    ///
    /// ```
    /// use leadcalc::core::limit::{Limit, Verdict, reference::{Figure, Figures, Reference}};
    /// use leadcalc::core::metric::FigureOverflow;
    /// use leadcalc::core::value::{Reason, Value};
    /// struct Cpl(Value<leadcalc::core::decimal::Decimal>);
    /// impl Figures for Cpl {
    ///     fn figure(&self, _: Reference) -> Result<Figure, FigureOverflow> {
    ///         Ok(Figure::exact(self.0))
    ///     }
    /// }
    /// let limit = Limit::parse("total.cpl > 2000").unwrap();
    /// assert!(limit.is_of_total());
    /// assert_eq!(limit.judge(&Cpl(Value::Known(2000.into()))).unwrap().verdict, Verdict::Holds);
    /// let undefined = Cpl(Value::Undefined(Reason::Zero("no leads")));
    /// assert_eq!(limit.judge(&undefined).unwrap().verdict, Verdict::NotJudged("no leads".to_owned()));
    /// ```
    pub fn parse(text: &str) -> Result<Self, LimitError> {
        grammar::parse(text)
    }

    /// Whether it speaks of the total, and not of each group.
    #[must_use]
    pub fn is_of_total(&self) -> bool {
        self.parts.iter().all(|part| part.judged.of_total)
    }

    /// The figures it speaks of, on either side.
    #[must_use]
    pub fn references(&self) -> Vec<Reference> {
        let of_part = |part: &Part| [vec![part.judged], part.bound.references()].concat();
        self.parts.iter().flat_map(of_part).collect()
    }

    /// Judges it on a group.
    ///
    /// A figure that does not exist, or whose sum is partial, is not judged. A figure with an interval is beyond its bound where
    /// the whole interval is, and within where the whole interval is; otherwise the data cannot tell.
    ///
    /// **Errors**: [`FigureOverflow`] where a figure does not fit in 28 digits.
    pub fn judge(&self, figures: &dyn Figures) -> Result<Judgement, FigureOverflow> {
        judge::judge(self, figures)
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
