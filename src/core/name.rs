//! Names of groups: when two of them are one, and patterns of them.

use regex_lite::Regex;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A name as it is compared: trimmed, blanks collapsed, one Unicode form, lower case.
///
/// ```
/// use leadcalc::core::name::folded;
/// assert_eq!(folded(" Google  Ads "), folded("google ads"));
/// ```
#[must_use]
pub fn folded(name: &str) -> String {
    // Lower case can take a text out of its normal form (İ), so it is normalised again.
    cleaned(&cleaned(name).to_lowercase())
}

/// A name as it is shown: trimmed, blanks collapsed, one Unicode form.
#[must_use]
pub fn cleaned(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
    // Nearly all names are in this form as they come.
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text,
        IsNormalized::No | IsNormalized::Maybe => text.nfc().collect(),
    }
}

/// What names are compared with: one of them, or what many have in common.
#[derive(Debug, Clone)]
pub struct NamePattern {
    text: String,
    matcher: Matcher,
}

#[derive(Debug, Clone)]
enum Matcher {
    /// The name itself, as names are compared.
    Exact(String),
    /// `google*` or `/^g(oogle|dn)/`, over the name as it is compared.
    Matching(Regex),
    /// Longer than can be compared with.
    Nothing,
}

/// A pattern that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{pattern:?} is no regular expression: {cause}")]
pub struct PatternError {
    /// The pattern.
    pub pattern: String,
    /// What is the matter with it.
    pub cause: String,
}

impl NamePattern {
    /// A name, or a glob with `*` and `?`.
    ///
    /// ```
    /// use leadcalc::core::name::NamePattern;
    /// assert!(NamePattern::glob("Google*").matches("google ads"));
    /// assert!(!NamePattern::glob("Google").matches("google ads"));
    /// ```
    #[must_use]
    pub fn glob(text: &str) -> Self {
        let matcher = if text.contains(['*', '?']) {
            Regex::new(&regex_of_glob(&folded(text))).map_or(Matcher::Nothing, Matcher::Matching)
        } else {
            Matcher::Exact(folded(text))
        };
        Self { text: text.to_owned(), matcher }
    }

    /// The same, or a regular expression between slashes.
    ///
    /// **Errors**: [`PatternError`], for a regular expression that is none.
    pub fn parse(text: &str) -> Result<Self, PatternError> {
        let inner =
            text.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')).filter(|rest| !rest.is_empty());
        match inner {
            None => Ok(Self::glob(text)),
            Some(regex) => Regex::new(regex)
                .map(|regex| Self { text: text.to_owned(), matcher: Matcher::Matching(regex) })
                .map_err(|error| PatternError { pattern: text.to_owned(), cause: error.to_string() }),
        }
    }

    /// As it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether a name is meant by it.
    #[must_use]
    pub fn matches(&self, name: &str) -> bool {
        self.matches_folded(&folded(name))
    }

    /// The same for a name that is [`folded`] already.
    #[must_use]
    pub fn matches_folded(&self, folded: &str) -> bool {
        match &self.matcher {
            Matcher::Exact(name) => name == folded,
            Matcher::Matching(regex) => regex.is_match(folded),
            Matcher::Nothing => false,
        }
    }
}

/// Patterns that are written the same way mean the same.
impl PartialEq for NamePattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for NamePattern {}

/// A glob as a regular expression over the whole name.
fn regex_of_glob(pattern: &str) -> String {
    let mut regex = String::from("(?s)^");
    for c in pattern.chars() {
        match c {
            '*' => regex.push_str(".*"),
            '?' => regex.push('.'),
            c => regex.push_str(&regex_lite::escape(c.encode_utf8(&mut [0; 4]))),
        }
    }
    regex.push('$');
    regex
}
