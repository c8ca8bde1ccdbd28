//! Reads a limit: `channel=Lenses: cpl > 900 and leads >= 30`.
//!
//! ```text
//! limit      = [ group { "," group } ":" ] comparison { "and" comparison }
//! group      = dimension "=" ( name | '"' name '"' )          a name may have * and ?
//! comparison = figure ( ">" | ">=" | "<" | "<=" | "=" | "!=" ) sum
//! sum        = product { ( "+" | "-" ) product }
//! product    = value { ( "*" | "/" ) value }
//! value      = [ "-" ] ( "(" sum ")" | number | figure )
//! figure     = [ "previous." ] [ "total." ] metric
//! ```

use std::ops::Range;

use super::bound::Bound;
use super::comparison::Comparison;
use super::error::{LimitError, Problem};
use super::reference::Reference;
use super::tokens::{Kind, Token, tokens};
use super::{Limit, Part, Selector};
use crate::core::decimal::{self, Decimal};
use crate::core::expression::Operator::{self, Add, Divide, Multiply, Subtract};
use crate::core::metric::lookup::{self, UnknownMetric};
use crate::core::metric::{Metric, Unit};
use crate::core::name::NamePattern;
use crate::core::typed::{self, Typed, TypedError};

/// How many characters a limit may have: a long sum is computed call within call, and the stack ends somewhere.
const MOST: usize = 1000;

/// How many of a longer one are shown.
const SHOWN: usize = 60;

/// How many parentheses may be open at once.
const DEEPEST: usize = 32;

/// Reads the whole of a limit.
pub(super) fn parse(text: &str) -> Result<Limit, LimitError> {
    let text = text.trim();
    if let Some((at, _)) = text.char_indices().nth(MOST) {
        // A message is shorter than what it is about.
        let shown = text.char_indices().nth(SHOWN).map_or(at, |(shown, _)| shown);
        return Err(LimitError::new(text.get(..shown).unwrap_or_default(), 0..shown, Problem::TooLong(MOST)));
    }
    let (selectors, from) = selectors(text)?;
    let mut reader = Reader { text, tokens: tokens(text, from), next: 0, open: 0 };
    let mut parts = vec![reader.comparison()?];
    loop {
        let token = reader.take();
        match token.kind {
            Kind::End => break,
            Kind::Word if token.is_and() => parts.push(reader.comparison()?),
            Kind::Word if token.is_conjunction() => return Err(reader.wrong(&token, Problem::Or)),
            _ => return Err(reader.wrong(&token, Problem::Unexpected(token.text.to_owned()))),
        }
    }
    let limit = Limit { text: text.to_owned(), selectors, parts };
    match limit.selectors.first() {
        Some(selector) if limit.is_of_total() => {
            let named = text.get(..from.saturating_sub(1)).unwrap_or_default().to_owned();
            Err(LimitError::new(text, 0..selector.end, Problem::TotalOfGroup(named)))
        }
        _ => Ok(limit),
    }
}

/// The groups that are named before the last colon outside of quotation marks, and where the comparisons begin.
fn selectors(text: &str) -> Result<(Vec<Selector>, usize), LimitError> {
    let quotes: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    if let Some(last) = quotes.last().filter(|_| quotes.len() % 2 == 1) {
        return Err(LimitError::new(text, *last..text.len(), Problem::Quotation));
    }
    let Some(colon) = outside_quotes(text, ':').pop() else { return Ok((Vec::new(), 0)) };
    let named = text.get(..colon).unwrap_or_default();
    let mut selectors = Vec::new();
    let ends = outside_quotes(named, ',').into_iter().chain([colon]);
    let mut begin = 0;
    for end in ends {
        selectors.push(selector(text, begin..end)?);
        begin = end.saturating_add(1);
    }
    Ok((selectors, colon.saturating_add(1)))
}

fn selector(text: &str, at: Range<usize>) -> Result<Selector, LimitError> {
    let end = at.end;
    let whole = text.get(at.clone()).unwrap_or_default();
    let start = at.start.saturating_add(whole.len().saturating_sub(whole.trim_start().len()));
    let at = start..start.saturating_add(whole.trim().len());
    let wrong = |problem: Problem| LimitError::new(text, at.clone(), problem);
    let (dimension, name) = whole.split_once('=').ok_or_else(|| wrong(Problem::NoGroup))?;
    let (dimension, name) = (dimension.trim(), name.trim());
    if dimension.is_empty() || dimension.contains(['<', '>', '!', '"']) || name.is_empty() {
        return Err(wrong(Problem::NoGroup));
    }
    let inner = name.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let name = inner.unwrap_or(name);
    if name.contains('"') {
        return Err(wrong(Problem::QuotationWithin));
    }
    Ok(Selector { dimension: dimension.to_owned(), name: NamePattern::glob(name), end })
}

/// Where a character stands outside of quotation marks.
fn outside_quotes(text: &str, sought: char) -> Vec<usize> {
    let mut is_quoted = false;
    let mut places = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '"' => is_quoted = !is_quoted,
            c if c == sought && !is_quoted => places.push(at),
            _ => {}
        }
    }
    places
}

/// The tokens, read from the left.
struct Reader<'a> {
    text: &'a str,
    tokens: Vec<Token<'a>>,
    next: usize,
    /// How many parentheses are open.
    open: usize,
}

/// A part of a bound, and the numbers in it that are only added: those have the unit of the figure that is judged.
struct Read {
    bound: Bound,
    added: Vec<Added>,
}

/// A number that is added, and where it stands.
struct Added {
    number: Decimal,
    at: Range<usize>,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> &Token<'a> {
        // The last token is the end, which nothing goes past.
        &self.tokens[self.next.min(self.tokens.len().saturating_sub(1))]
    }

    fn take(&mut self) -> Token<'a> {
        let token = self.peek().clone();
        self.next = self.next.saturating_add(1);
        token
    }

    fn wrong(&self, token: &Token<'_>, problem: impl Into<Problem>) -> LimitError {
        LimitError::new(self.text, token.at.clone(), problem)
    }

    fn comparison(&mut self) -> Result<Part, LimitError> {
        let token = self.take();
        if token.kind != Kind::Word || token.is_conjunction() {
            return Err(self.wrong(&token, Problem::NoFigure));
        }
        let judged = self.reference(&token).map_err(|error| self.without_colon(&token).unwrap_or(error))?;
        if judged.of_previous {
            return Err(self.wrong(&token, Problem::PreviousOnTheLeft));
        }
        let sign = self.take();
        let comparison = Comparison::of_sign(sign.text);
        let comparison = comparison.ok_or_else(|| self.wrong(&sign, Problem::NoComparison))?;
        let Read { bound, added } = self.sum()?;
        for Added { number, at } in added {
            let text = self.text.get(at.clone()).unwrap_or_default();
            check_unit(judged.metric, number, text).map_err(|error| {
                LimitError::new(self.text, at, Problem::Value { text: text.to_owned(), error })
            })?;
        }
        Ok(Part { judged, comparison, bound })
    }

    /// What no metric is called may be a group whose colon was forgotten: `channel=Lenses cpl > 5`.
    fn without_colon(&self, word: &Token<'_>) -> Option<LimitError> {
        let follows = |at: usize| self.tokens.get(at);
        let is_named = follows(self.next).is_some_and(|sign| sign.text == "=")
            && follows(self.next.saturating_add(1)).is_some_and(|name| name.kind != Kind::End);
        let is_group = is_named && matches!(lookup::find(word.text), Err(UnknownMetric::Unknown { .. }));
        is_group.then(|| self.wrong(word, Problem::NoGroup))
    }

    fn reference(&self, token: &Token<'_>) -> Result<Reference, LimitError> {
        let (of_previous, rest) = prefix(token.text, "previous.");
        let (of_total, key) = prefix(rest, "total.");
        let at = token.at.end.saturating_sub(key.len())..token.at.end;
        let wrong = |problem: Problem| LimitError::new(self.text, at.clone(), problem);
        if key.is_empty() {
            return Err(wrong(Problem::NoFigure));
        }
        if let (true, of_previous) = prefix(key, "previous.") {
            return Err(wrong(Problem::PreviousOfTotal(of_previous.to_owned())));
        }
        let metric = lookup::find(key).map_err(|error| wrong(error.into()))?;
        Ok(Reference { metric, of_total, of_previous })
    }

    fn sum(&mut self) -> Result<Read, LimitError> {
        let mut sum = self.product()?;
        while let Some(operator) = self.operator(&[("+", Add), ("-", Subtract), ("\u{2212}", Subtract)]) {
            let Read { bound, added } = self.product()?;
            sum.bound = Bound::Binary(Box::new(sum.bound), operator, Box::new(bound));
            sum.added.extend(added);
        }
        Ok(sum)
    }

    fn product(&mut self) -> Result<Read, LimitError> {
        let mut product = self.value()?;
        while let Some(operator) = self.operator(&[("*", Multiply), ("/", Divide)]) {
            let bound = Bound::Binary(Box::new(product.bound), operator, Box::new(self.value()?.bound));
            product = Read { bound, added: Vec::new() };
        }
        Ok(product)
    }

    fn operator(&mut self, known: &[(&str, Operator)]) -> Option<Operator> {
        let sign = self.peek().text;
        let (_, operator) = known.iter().find(|(known, _)| *known == sign)?;
        self.take();
        Some(*operator)
    }

    fn value(&mut self) -> Result<Read, LimitError> {
        let token = self.take();
        if matches!(token.text, "-" | "\u{2212}") {
            let next = self.take();
            return self.unsigned(&next).map(|read| read.negated(token.at.start));
        }
        self.unsigned(&token)
    }

    fn unsigned(&mut self, token: &Token<'_>) -> Result<Read, LimitError> {
        match (token.kind, token.text) {
            (Kind::Number, text) => match typed::parse(text) {
                Ok(Typed { value: number, .. }) => {
                    let added = vec![Added { number, at: token.at.clone() }];
                    Ok(Read { bound: Bound::Number(number), added })
                }
                Err(error) => Err(self.wrong(token, Problem::Value { text: text.to_owned(), error })),
            },
            (Kind::Word, _) if !token.is_conjunction() => {
                let figure = self.reference(token).map_err(|error| match error.problem {
                    Problem::Metric(UnknownMetric::Unknown { word }) => {
                        self.wrong(token, Problem::NeitherNumberNorMetric(word))
                    }
                    _ => error,
                })?;
                Ok(Read { bound: Bound::Figure(figure), added: Vec::new() })
            }
            (Kind::Sign, "(") if self.open == DEEPEST => Err(self.wrong(token, Problem::TooDeep(DEEPEST))),
            (Kind::Sign, "(") => {
                self.open = self.open.saturating_add(1);
                let inner = self.sum()?;
                self.open = self.open.saturating_sub(1);
                if self.peek().text != ")" {
                    let end = self.peek();
                    let problem = match end.kind {
                        Kind::End => Problem::NotClosed,
                        _ if end.is_conjunction() || Comparison::of_sign(end.text).is_some() => {
                            Problem::NotClosed
                        }
                        _ => return Err(self.wrong(end, Problem::WithinParentheses(end.text.to_owned()))),
                    };
                    return Err(self.wrong(token, problem));
                }
                self.take();
                Ok(inner)
            }
            _ => Err(self.wrong(token, Problem::NoValue)),
        }
    }
}

impl Read {
    /// The same with a minus before it, which stands at `start`.
    fn negated(self, start: usize) -> Self {
        let bound = match self.bound {
            Bound::Number(number) => Bound::Number(decimal::negate(number)),
            other => Bound::Binary(Box::new(Bound::Number(Decimal::ZERO)), Subtract, Box::new(other)),
        };
        let negated =
            |Added { number, at }| Added { number: decimal::negate(number), at: start.min(at.start)..at.end };
        Self { bound, added: self.added.into_iter().map(negated).collect() }
    }
}

fn prefix<'t>(word: &'t str, prefix: &str) -> (bool, &'t str) {
    match word.split_at_checked(prefix.len()) {
        Some((begin, rest)) if begin.eq_ignore_ascii_case(prefix) => (true, rest),
        _ => (false, word),
    }
}

/// A rate above 1 without a percent sign is a slip more often than not, and money has no percent sign.
fn check_unit(metric: Metric, number: Decimal, text: &str) -> Result<(), TypedError> {
    let is_percentage = text.ends_with('%');
    match metric.entry().unit {
        Unit::Percent if !is_percentage && number.abs() > Decimal::ONE => {
            Err(TypedError::RateWithoutPercent(number.normalize()))
        }
        Unit::Percent => Ok(()),
        _ if is_percentage => Err(TypedError::UnexpectedPercent),
        _ => Ok(()),
    }
}
