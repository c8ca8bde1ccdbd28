//! A file of limits: whom each is for, how bad it is when it is broken, and who has to act.
//!
//! ```toml
//! confidence = "95%"            # of all rules that say none themselves
//!
//! [[rule]]
//! name = "cpl of search"        # otherwise the limit's text
//! limit = "cpl > 2000"
//! channel = "Google*"           # whatever rows are grouped by
//! severity = "error"            # or "warn"
//! min_leads = 30                # with fewer, or with less than min_spend, a group is not judged
//! confidence = "99%"
//! owner = "anna@example.com"
//! why = "a lead brings 2400"
//!
//! [[rule]]
//! limit = "roas < 2"
//! scope = "total"               # or "group", which means every group
//! ```
//!
//! A column that is called like one of these keys is selected in the limit: `limit = "owner=Anna*: cpl > 2000"`.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use toml::de::DeTable;

use crate::core::chance::confidence::Confidence;
use crate::core::decimal::Decimal;
use crate::core::limit::rule::{About, Rule};
use crate::core::limit::{Limit, Selector, Severity};
use crate::core::metric::Metric;
use crate::core::typed;

use super::Error;
use super::entry::{Entry, Source, entries, line_ends, nearest};
use super::load::{self, read_text};
use super::origin::Place;

/// What can stand in `[[rule]]` beside what rows are grouped by.
const KEYS: [&str; 9] =
    ["name", "limit", "scope", "severity", "min_leads", "min_spend", "confidence", "owner", "why"];

/// How many mistakes are told at once.
const TOLD: usize = 20;

/// All that is wrong with a policy, a line for each mistake.
#[derive(Debug)]
pub struct PolicyError {
    /// The first mistakes, in the order of the file.
    pub mistakes: Vec<Error>,
    /// How many more there are.
    pub more: usize,
}

impl PolicyError {
    fn new(mut mistakes: Vec<Error>) -> Self {
        let more = mistakes.len().saturating_sub(TOLD);
        mistakes.truncate(TOLD);
        Self { mistakes, more }
    }
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, mistake) in self.mistakes.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            mistake.fmt(f)?;
        }
        if self.more > 0 {
            write!(f, "\nand {} more", self.more)?;
        }
        Ok(())
    }
}

impl std::error::Error for PolicyError {}

/// Reads the rules of a policy, in the order of the file; `-` is stdin.
///
/// `dimensions` are what rows are grouped by: those can stand in a rule as keys.
///
/// **Errors**: [`PolicyError`], with all mistakes of the file.
pub fn load(path: &Path, dimensions: &[String]) -> Result<Vec<Rule>, PolicyError> {
    let text = read_text(path, load::MOST).map_err(|error| PolicyError::new(vec![error]))?;
    parse(&load::name(path), &text, dimensions)
}

/// Reads the text of a policy.
///
/// **Errors**: as [`load()`].
///
/// ```
/// use leadcalc::config::policy::parse;
/// let rules = parse("limits.toml", "[[rule]]\nlimit = 'cpl > 2000'\nmin_leads = 30", &[]).unwrap();
/// assert_eq!(rules[0].about.as_ref().unwrap().name, "cpl > 2000");
/// let error = parse("limits.toml", "[[rule]]\nlimit = 'clp > 2000'", &[]).unwrap_err();
/// assert!(error.to_string().starts_with("limits.toml, line 2: limit = \"clp > 2000\": \"clp\" is no metric"));
/// ```
pub fn parse(file: &str, text: &str, dimensions: &[String]) -> Result<Vec<Rule>, PolicyError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = line_ends(text);
    let source = Source { name: file, lines: &lines };
    let (table, mut broken) = DeTable::parse_recoverable(text);
    if !broken.is_empty() {
        // What the rest of a broken file says is guesswork.
        let at = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
        broken.sort_by_key(at);
        let syntax = |error: &toml::de::Error| Error::Syntax {
            place: source.place(at(error)),
            problem: error.message().lines().collect::<Vec<_>>().join(", "),
        };
        return Err(PolicyError::new(broken.iter().map(syntax).collect()));
    }
    let mut policy = Policy { dimensions, rules: Vec::new(), named: BTreeMap::new(), mistakes: Vec::new() };
    let confidence = policy.read(&entries(source, table.get_ref()));
    if policy.rules.is_empty() && policy.mistakes.is_empty() {
        policy.mistakes.push(Error::NoRule(file.to_owned()));
    }
    if !policy.mistakes.is_empty() {
        return Err(PolicyError::new(policy.mistakes));
    }
    for rule in &mut policy.rules {
        rule.confidence = rule.confidence.or(confidence);
    }
    Ok(policy.rules)
}

/// A policy as it is read: its rules, and all that is wrong with it.
struct Policy<'a> {
    dimensions: &'a [String],
    rules: Vec<Rule>,
    /// Names of rules, each with the line it stands in.
    named: BTreeMap<String, usize>,
    mistakes: Vec<Error>,
}

impl Policy<'_> {
    /// Reads all rules, and gives the confidence for those that say none.
    fn read(&mut self, entries: &[Entry]) -> Option<Confidence> {
        let mut confidence = None;
        for entry in entries {
            match entry.key {
                "confidence" => {
                    confidence = self.settle(entry.parsed_number(str::parse)).map(|read| read.value);
                }
                "rule" => {
                    let tables = entry.tables("an entry that begins with [[rule]], in two brackets");
                    for (place, entries) in self.settle(tables).unwrap_or_default() {
                        self.rule(place, &entries);
                    }
                }
                key if KEYS.contains(&key) || self.is_dimension(key) => {
                    let hint = "it belongs below a line [[rule]]".to_owned();
                    self.mistakes.push(entry.unknown("setting for all rules", hint));
                }
                key => {
                    let hint = nearest(key, &["rule", "confidence"]).unwrap_or_else(|| {
                        "a policy has [[rule]] entries, and confidence above them".to_owned()
                    });
                    self.mistakes.push(entry.unknown("setting of a policy", hint));
                }
            }
        }
        confidence
    }

    fn is_dimension(&self, key: &str) -> bool {
        self.dimensions.iter().any(|dimension| dimension == key)
    }

    /// What was read, or nothing with the mistake kept.
    fn settle<T>(&mut self, read: Result<T, Error>) -> Option<T> {
        read.map_err(|mistake| self.mistakes.push(mistake)).ok()
    }

    fn rule(&mut self, place: Place, entries: &[Entry]) {
        let mut draft = Draft::default();
        for entry in entries {
            let taken = draft.take(entry, self.dimensions);
            self.settle(taken);
        }
        if let Some((name, line)) = &draft.name {
            match self.named.get(name) {
                Some(first) => self.mistakes.push(Error::Value {
                    place: Place { line: *line, ..place.clone() },
                    key: "name".to_owned(),
                    value: format!("{name:?}"),
                    problem: format!("is the name of another rule already, in line {first}"),
                }),
                None => {
                    self.named.insert(name.clone(), *line);
                }
            }
        }
        if !entries.iter().any(|entry| entry.key == "limit") {
            self.mistakes.push(Error::NoLimit(place));
            return;
        }
        let Some(limit) = draft.limit.take() else { return };
        let scope = entries.iter().find(|entry| entry.key == "scope");
        if let Some(problem) = draft.contradiction(&limit) {
            let entry = scope.or_else(|| entries.iter().find(|entry| entry.key == "limit"));
            self.mistakes.extend(entry.map(|entry| entry.wrong(problem)));
            return;
        }
        self.rules.push(draft.finish(limit, place));
    }
}

/// What a rule is judged on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Total,
    Group,
}

/// A rule as it is read, key by key.
#[derive(Debug, Default)]
struct Draft {
    name: Option<(String, usize)>,
    limit: Option<Limit>,
    selectors: Vec<Selector>,
    scope: Option<Scope>,
    severity: Severity,
    minimums: Vec<(Metric, Decimal)>,
    confidence: Option<Confidence>,
    owner: Option<String>,
    why: Option<String>,
}

impl Draft {
    fn take(&mut self, entry: &Entry, dimensions: &[String]) -> Result<(), Error> {
        let is_dimension = dimensions.iter().any(|dimension| dimension == entry.key);
        if is_dimension && KEYS.contains(&entry.key) {
            return self.take_ambiguous(entry);
        }
        if is_dimension {
            self.selectors.push(Selector::new(entry.key, entry.text()?));
            return Ok(());
        }
        if self.take_key(entry)? {
            return Ok(());
        }
        let known: Vec<&str> = KEYS.into_iter().chain(dimensions.iter().map(String::as_str)).collect();
        let hint = nearest(entry.key, &known).unwrap_or_else(|| {
            if dimensions.is_empty() {
                return format!("known are {}", KEYS.join(", "));
            }
            let grouped = dimensions.join(", ");
            format!("rows are grouped by {grouped}; add {} to --by if it is a column", entry.key)
        });
        Err(entry.unknown("key of [[rule]]", hint))
    }

    /// A key that rows are grouped by as well. It keeps its meaning; a pattern shows that the column was meant.
    fn take_ambiguous(&mut self, entry: &Entry) -> Result<(), Error> {
        let key = entry.key;
        let how =
            format!("a column of this name is selected in the limit: limit = \"{key}=NAME: cpl > 2000\"");
        if matches!(key, "name" | "owner" | "why") && entry.as_text().is_some_and(|text| text.contains('*')) {
            return Err(entry.wrong(format_args!("{key} says something about the rule; {how}")));
        }
        match self.take_key(entry) {
            Err(Error::Value { place, key, value, problem }) => {
                Err(Error::Value { place, key, value, problem: format!("{problem}\n  {how}") })
            }
            taken => taken.map(|_| ()),
        }
    }

    /// Takes a key of a rule, if it is one.
    fn take_key(&mut self, entry: &Entry) -> Result<bool, Error> {
        match entry.key {
            "name" => self.name = Some((entry.name()?.value, entry.place().line)),
            "limit" => self.limit = Some(entry.parsed(Limit::parse)?.value),
            "scope" => self.scope = Some(entry.parsed(scope)?.value),
            "severity" => self.severity = entry.parsed(severity)?.value,
            "min_leads" => self.minimums.push((Metric::Leads, minimum(entry)?)),
            "min_spend" => self.minimums.push((Metric::Spend, minimum(entry)?)),
            "confidence" => self.confidence = Some(entry.parsed_number(str::parse)?.value),
            "owner" => self.owner = Some(entry.name()?.value),
            "why" => self.why = Some(entry.name()?.value),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// What its parts say against each other.
    fn contradiction(&self, limit: &Limit) -> Option<String> {
        let of_total = limit.is_of_total();
        if self.scope == Some(Scope::Group) && of_total {
            return Some(format!("the limit {limit} is of the total; leave out either total. or scope"));
        }
        if self.scope != Some(Scope::Total) && !of_total {
            return None;
        }
        let selector = self.selectors.iter().chain(&limit.selectors).next()?;
        let named = format!("{} = {:?}", selector.dimension, selector.name.text());
        let of_total = if of_total { "total." } else { "scope" };
        Some(format!("the total belongs to no group; leave out either {named} or {of_total}"))
    }

    fn finish(self, limit: Limit, place: Place) -> Rule {
        let Place { file, line } = place;
        let name = self.name.map_or_else(|| limit.text.clone(), |(name, _)| name);
        Rule {
            is_of_total: self.scope == Some(Scope::Total) || limit.is_of_total(),
            limit,
            selectors: self.selectors,
            severity: self.severity,
            minimums: self.minimums,
            confidence: self.confidence,
            about: Some(About { name, owner: self.owner, why: self.why, file, line }),
        }
    }
}

fn minimum(entry: &Entry) -> Result<Decimal, Error> {
    entry.parsed_number(typed::parse_amount).map(|read| read.value)
}

fn scope(text: &str) -> Result<Scope, &'static str> {
    match text.trim() {
        "total" => Ok(Scope::Total),
        "group" => Ok(Scope::Group),
        _ => Err("expected total or group"),
    }
}

fn severity(text: &str) -> Result<Severity, &'static str> {
    match text.trim() {
        "error" => Ok(Severity::Error),
        "warn" => Ok(Severity::Warn),
        _ => Err("expected error or warn"),
    }
}

#[cfg(test)]
mod tests;
