//! A limit cut into words, numbers and signs, each with its place.

use std::ops::Range;

/// What stands in a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `cpl`, `total.roas`, `and`.
    Word,
    /// `2000`, `8 000,50`, `5%`.
    Number,
    /// `>=`, `+`, `(`; any other character on its own.
    Sign,
    /// The end.
    End,
}

/// A word, a number or a sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    pub(super) at: Range<usize>,
}

impl Token<'_> {
    pub(super) fn is_and(&self) -> bool {
        self.kind == Kind::Word && self.text.eq_ignore_ascii_case("and")
    }

    /// Whether it stands between comparisons, or is thought to.
    pub(super) fn is_conjunction(&self) -> bool {
        self.is_and() || (self.kind == Kind::Word && self.text.eq_ignore_ascii_case("or"))
    }
}

/// The tokens of the text from a place on, an end as the last.
pub(super) fn tokens(text: &str, from: usize) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = from;
    while let Some(rest) = text.get(at..) {
        let blanks = rest.len().saturating_sub(rest.trim_start().len());
        let rest = rest.trim_start();
        at = at.saturating_add(blanks);
        let Some(first) = rest.chars().next() else { break };
        let (kind, length) = match first {
            c if c.is_ascii_digit() || begins_with_mark(rest) => (Kind::Number, number(rest)),
            c if c.is_alphabetic() || c == '_' => {
                let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
                (Kind::Word, rest.find(|c| !is_word(c)).unwrap_or(rest.len()))
            }
            '>' | '<' | '!' | '=' => (Kind::Sign, rest.find(|c| !"<>!=".contains(c)).unwrap_or(rest.len())),
            c => (Kind::Sign, c.len_utf8()),
        };
        let end = at.saturating_add(length);
        tokens.push(Token { kind, text: rest.get(..length).unwrap_or_default(), at: at..end });
        at = end;
    }
    let end = text.trim_end().len();
    tokens.push(Token { kind: Kind::End, text: "", at: end..end });
    tokens
}

/// `.5`, which is no number and meant as one.
fn begins_with_mark(text: &str) -> bool {
    text.strip_prefix(['.', ',']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The length of a number: digits with marks, blanks before further digits, a percent sign. Whether it is one shows when it is read.
fn number(text: &str) -> usize {
    let mut end = 0_usize;
    for (at, c) in text.char_indices() {
        let after = at.saturating_add(c.len_utf8());
        match c {
            c if c.is_alphanumeric() || matches!(c, '.' | ',' | '_') => {
                // A word behind blanks is no part of the number.
                if after.saturating_sub(end) > c.len_utf8() && !c.is_ascii_digit() {
                    break;
                }
                end = after;
            }
            '%' => return after,
            c if c.is_whitespace() => {}
            _ => break,
        }
    }
    end
}
