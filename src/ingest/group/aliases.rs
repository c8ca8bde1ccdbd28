//! Names that are one name though they are written differently: `google / cpc`, `adwords`, `Google Ads`.

use regex_lite::Regex;

use crate::ingest::Dimension;
use crate::ingest::field::contact;
use crate::ingest::group::names::folded;
use crate::ingest::table::column::Column;

/// Which spellings stand for which name, dimension by dimension.
#[derive(Debug, Clone, Default)]
pub struct Aliases {
    rules: Vec<Rule>,
}

#[derive(Debug, Clone)]
struct Rule {
    dimension: String,
    pattern: Pattern,
    name: String,
}

/// What spellings are compared with.
#[derive(Debug, Clone)]
enum Pattern {
    /// The name itself, as names are compared.
    Exact(String),
    /// `google*` or `/^g(oogle|dn)/`.
    Matching(Regex),
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

impl Aliases {
    /// Adds a rule: spellings of this dimension that match the pattern are shown as the name.
    ///
    /// A pattern is the spelling itself (capitals and blanks as they like), a glob with `*` and `?`, or a regular expression
    /// between slashes; the latter two look at the lower-case spelling.
    ///
    /// **Errors**: [`PatternError`], for a regular expression that is none.
    ///
    /// ```
    /// use leadcalc::ingest::group::aliases::Aliases;
    /// let mut aliases = Aliases::default();
    /// aliases.add("channel", "google / cpc", "Google Ads").unwrap();
    /// aliases.add("channel", "adwords*", "Google Ads").unwrap();
    /// aliases.add("channel", "/^g(oogle)?$/", "Google Ads").unwrap();
    /// assert_eq!(aliases.name("channel", "Google / CPC "), Some("Google Ads"));
    /// assert_eq!(aliases.name("channel", "AdWords 2026"), Some("Google Ads"));
    /// assert_eq!(aliases.name("channel", "Google"), Some("Google Ads"));
    /// assert_eq!(aliases.name("campaign", "google"), None);
    /// ```
    pub fn add(&mut self, dimension: &str, pattern: &str, name: &str) -> Result<(), PatternError> {
        let inner =
            pattern.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')).filter(|rest| !rest.is_empty());
        let matching = |regex: &str| {
            Regex::new(regex)
                .map(Pattern::Matching)
                .map_err(|error| PatternError { pattern: pattern.to_owned(), cause: error.to_string() })
        };
        let pattern = match inner {
            Some(regex) => matching(regex)?,
            None if pattern.contains(['*', '?']) => matching(&glob(&folded(pattern)))?,
            None => Pattern::Exact(folded(pattern)),
        };
        self.rules.push(Rule { dimension: dimension.to_owned(), pattern, name: name.to_owned() });
        Ok(())
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The name that a spelling stands for: that of the first rule it matches.
    #[must_use]
    pub fn name(&self, dimension: &str, spelling: &str) -> Option<&str> {
        let folded = folded(spelling);
        let matches = |rule: &&Rule| {
            rule.dimension == dimension
                && match &rule.pattern {
                    Pattern::Exact(name) => *name == folded,
                    Pattern::Matching(regex) => regex.is_match(&folded),
                }
        };
        self.rules.iter().find(matches).map(|rule| rule.name.as_str())
    }
}

/// The aliases of one dimension, and the names that the program knows itself.
#[derive(Debug, Clone, Default)]
pub(in crate::ingest) struct DimensionAliases {
    said: Aliases,
    dimension: String,
    built_in: Option<fn(&str) -> Option<&'static str>>,
}

impl DimensionAliases {
    pub(in crate::ingest) fn new(aliases: &Aliases, dimension: &Dimension) -> Self {
        let built_in: Option<fn(&str) -> Option<&'static str>> = match dimension {
            Dimension::Known(Column::Contact) => Some(contact::kind),
            _ => None,
        };
        Self { said: aliases.clone(), dimension: dimension.name().to_owned(), built_in }
    }

    /// The name that a spelling stands for, if anybody has said so.
    pub(in crate::ingest) fn name(&self, spelling: &str) -> Option<String> {
        let said = if self.said.is_empty() { None } else { self.said.name(&self.dimension, spelling) };
        let built_in = || self.built_in.and_then(|known| known(&folded(spelling)));
        said.or_else(built_in).map(str::to_owned)
    }
}

/// A glob as a regular expression over the whole name.
fn glob(pattern: &str) -> String {
    let mut regex = String::from("^");
    for c in pattern.chars() {
        match c {
            '*' => regex.push_str(".*"),
            '?' => regex.push('.'),
            c => regex.push_str(&regex_lite::escape(c.encode_utf8(&mut [0; 4]))),
        }
    }
    regex.push('$');
    format!("(?s){regex}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_rule_that_matches_gives_the_name() {
        let mut aliases = Aliases::default();
        aliases.add("channel", "яндекс*", "Яндекс Директ").unwrap();
        aliases.add("channel", "*", "Other").unwrap();
        assert_eq!(aliases.name("channel", "ЯНДЕКС.РСЯ"), Some("Яндекс Директ"));
        assert_eq!(aliases.name("channel", "vk"), Some("Other"));
        assert!(
            aliases.add("channel", "/(/", "x").unwrap_err().to_string().contains("no regular expression")
        );
        aliases.add("source", "a.b?", "x").unwrap();
        assert_eq!((aliases.name("source", "a.bc"), aliases.name("source", "axbc")), (Some("x"), None));
    }
}
