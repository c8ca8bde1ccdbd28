//! What can be wrong with a limit, shown under the place where it is.

use std::fmt;
use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use crate::core::metric::lookup::UnknownMetric;
use crate::core::typed::TypedError;

/// Why a text is not a limit, and where in it the mistake is.
///
/// ```
/// use leadcalc::core::limit::Limit;
/// assert_eq!(
///     Limit::parse("channel=Линзы: cpl > 20x0").unwrap_err().to_string(),
///     "\"20x0\" is not a number; write it like 8000, 8 000, 8000.50, 8000,50 or 50%\n  \
///      channel=Линзы: cpl > 20x0\n                       ^^^^"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitError {
    /// What is wrong.
    pub problem: Problem,
    text: String,
    at: Range<usize>,
}

/// What is wrong with a limit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// No comparison where one should be.
    #[error("no comparison that is known; write METRIC > VALUE, with one of > >= < <= = !=")]
    NoComparison,
    /// Something else where a figure should be.
    #[error("a figure is missing here; write METRIC > VALUE")]
    NoFigure,
    /// Something else where a value should be.
    #[error("a number or a figure is missing here")]
    NoValue,
    /// A parenthesis that is never closed.
    #[error("this parenthesis is not closed")]
    NotClosed,
    /// Something within parentheses where they could be closed.
    #[error("{0:?} is not expected here; a sign like + or a closing parenthesis is")]
    WithinParentheses(String),
    /// More parentheses in each other than anybody writes.
    #[error("more than {0} parentheses are open here; write fewer")]
    TooDeep(usize),
    /// Longer than anybody writes it.
    #[error("a limit has {0} characters at most; this one begins")]
    TooLong(usize),
    /// Something behind the end of the limit.
    #[error("{0:?} is not expected here; the next comparison begins with and")]
    Unexpected(String),
    /// `or`.
    #[error("there is no or: write two limits, each of which is judged on its own")]
    Or,
    /// A word where a value should be.
    #[error("{0:?} is neither a number nor a metric (leadcalc explain lists metrics)")]
    NeitherNumberNorMetric(String),
    /// No figure of the dictionary.
    #[error(transparent)]
    Metric(#[from] UnknownMetric),
    /// No number.
    #[error("{text:?} {error}")]
    Value {
        /// What stands there.
        text: String,
        /// Why it is no number.
        error: TypedError,
    },
    /// A figure of the baseline on the left.
    #[error(
        "what is judged stands on the left, and what it is compared with on the right: cpl > 1.2 * previous.cpl"
    )]
    PreviousOnTheLeft,
    /// A figure of the baseline's total in the wrong order of words.
    #[error("write it the other way round: previous.total.{0}")]
    PreviousOfTotal(String),
    /// A group that is named in another way than `channel=Lenses`.
    #[error("a group is named like channel=Lenses, with a colon behind it")]
    NoGroup,
    /// A name that begins with a quotation mark and does not end with one.
    #[error("the quotation mark is not closed")]
    Quotation,
    /// A quotation mark in a name.
    #[error("quotation marks stand around a whole name; write ? for one within it")]
    QuotationWithin,
    /// A group of which the total is asked for.
    #[error("the total belongs to no group; leave out either {0:?} or total.")]
    TotalOfGroup(String),
}

impl LimitError {
    pub(super) fn new(text: &str, at: Range<usize>, problem: impl Into<Problem>) -> Self {
        Self { problem: problem.into(), text: text.to_owned(), at }
    }
}

impl fmt::Display for LimitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A line is a line, whatever was pasted.
        let line = |text: &str| text.replace(char::is_control, " ");
        let before = self.text.get(..self.at.start).unwrap_or_default();
        let meant = self.text.get(self.at.clone()).unwrap_or_default();
        if self.text.is_empty() {
            return self.problem.fmt(f);
        }
        writeln!(f, "{}", self.problem)?;
        writeln!(f, "  {}", line(&self.text))?;
        let (indent, length) = (line(before).width(), line(meant).width().max(1));
        write!(f, "  {:indent$}{:^<length$}", "", "")
    }
}

impl std::error::Error for LimitError {}
