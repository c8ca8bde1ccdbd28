//! Names that are one name though they are written differently: `google / cpc`, `adwords`, `Google Ads`.

use crate::core::name::{NamePattern, PatternError, folded};
use crate::ingest::Dimension;
use crate::ingest::field::contact;
use crate::ingest::table::column::Column;

/// Which spellings stand for which name, dimension by dimension.
#[derive(Debug, Clone, Default)]
pub struct Aliases {
    rules: Vec<Rule>,
}

#[derive(Debug, Clone)]
struct Rule {
    dimension: String,
    pattern: NamePattern,
    name: String,
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
        let pattern = NamePattern::parse(pattern)?;
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
        let matches = |rule: &&Rule| rule.dimension == dimension && rule.pattern.matches_folded(&folded);
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
