//! Reads the figures of a former run from the JSON that it printed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use serde_json::{Map, Value as Json};

use crate::core::decimal::{self, Decimal, ParseError};
use crate::core::metric::Metric;
use crate::core::previous::{Previous, PreviousGroup};
use crate::core::value::{Reason, Value};

/// The shape that is read.
const SCHEMA_VERSION: u64 = 1;

/// How large a baseline may be, in bytes and in words: a mistaken path must not fill the memory.
const MOST: (u64, &str) = (256 << 20, "256 MiB");

/// What is done about a file that is not what it should be: figures of groups.
pub const WRITE_GROUPS: &str = "write it with compare-channels -f json";

/// What is done about a file that is not what it should be: a plan.
pub const WRITE_PLAN: &str = "write it with leadcalc plan … -f json";

/// Why a file is no baseline.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// The operating system did not give it.
    #[error("{file}: cannot be read: {cause}")]
    Unreadable {
        /// Which file.
        file: String,
        /// What the system said.
        cause: io::Error,
    },
    /// A folder.
    #[error("{0}: is a folder; name the JSON file of a former run")]
    Folder(String),
    /// Larger than any result.
    #[error("{file}: is larger than {most}; is it the JSON of a former run? --columns writes a smaller one")]
    TooLarge {
        /// Which file.
        file: String,
        /// How large it may be.
        most: &'static str,
    },
    /// Nothing in it.
    #[error("{file}: is empty; {write_it}")]
    Empty {
        /// Which file.
        file: String,
        /// What to do.
        write_it: &'static str,
    },
    /// Not JSON.
    #[error("{file}, line {line}, column {column}: is not JSON: {problem}; {write_it}")]
    NotJson {
        /// Which file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1; 0 before the first.
        column: usize,
        /// What the parser said.
        problem: String,
        /// What to do.
        write_it: &'static str,
    },
    /// Written by another leadcalc.
    #[error(
        "{file}: has schema_version {version}, and this leadcalc reads {SCHEMA_VERSION}; {write_it} of this leadcalc"
    )]
    OtherVersion {
        /// Which file.
        file: String,
        /// Its version, as it stands there.
        version: String,
        /// What to do.
        write_it: &'static str,
    },
    /// The result of a calculator, which has no groups.
    #[error("{file}: is a result of {command}, which has no groups; {write_it}")]
    NoGroups {
        /// Which file.
        file: String,
        /// What wrote it.
        command: String,
        /// What to do.
        write_it: &'static str,
    },
    /// JSON of another shape.
    #[error("{file}: is not a result of leadcalc: {problem}; {write_it}")]
    NotAResult {
        /// Which file.
        file: String,
        /// What is missing, or what is there instead.
        problem: String,
        /// What to do.
        write_it: &'static str,
    },
    /// A figure that is no number.
    #[error("{file}: {place}: {problem}")]
    Figure {
        /// Which file.
        file: String,
        /// The row and the column.
        place: String,
        /// What is the matter with it.
        problem: String,
    },
}

/// Reads a baseline; `-` is stdin. `write_it` says how a file that is none is written: [`WRITE_GROUPS`], [`WRITE_PLAN`].
///
/// **Errors**: [`BaselineError`], for a file that is not there, or not what `-f json` prints.
pub fn load(path: &Path, write_it: &'static str) -> Result<Previous, BaselineError> {
    let is_stdin = path == Path::new("-");
    let file = if is_stdin { "stdin".to_owned() } else { path.display().to_string() };
    let failed = |cause| BaselineError::Unreadable { file: file.clone(), cause };
    if path.is_dir() {
        return Err(BaselineError::Folder(file));
    }
    let source: Box<dyn Read> =
        if is_stdin { Box::new(io::stdin().lock()) } else { Box::new(File::open(path).map_err(failed)?) };
    let (most, in_words) = MOST;
    let mut bytes = Vec::new();
    source.take(most + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > most {
        return Err(BaselineError::TooLarge { file, most: in_words });
    }
    parse(&file, &bytes, write_it)
}

/// Reads the content of a baseline.
///
/// **Errors**: as [`load`].
///
/// ```
/// use leadcalc::baseline::{WRITE_GROUPS, parse};
/// use leadcalc::core::metric::Metric;
/// let json = r#"{"schema_version": 1, "command": "compare-channels", "currency": null, "group_by": ["channel"],
///     "columns": [{"key": "spend"}], "rows": [{"channel": "VK", "spend": "0.10"}], "total": null}"#;
/// let previous = parse("march.json", json.as_bytes(), WRITE_GROUPS).unwrap();
/// let spend = previous.figure(Some(&["VK".to_owned()]), Metric::Spend).known().unwrap();
/// assert_eq!(spend.to_string(), "0.1");
/// let error = parse("march.json", b"[", WRITE_GROUPS).unwrap_err();
/// assert_eq!(error.to_string(), "march.json, line 1, column 1: is not JSON: \
///     EOF while parsing a list; write it with compare-channels -f json");
/// ```
pub fn parse(file: &str, bytes: &[u8], write_it: &'static str) -> Result<Previous, BaselineError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(BaselineError::Empty { file: file.to_owned(), write_it });
    }
    let json: Json = serde_json::from_slice(bytes).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let problem = error.to_string();
        let problem = problem.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&problem);
        BaselineError::NotJson { file: file.to_owned(), line, column, problem: problem.to_owned(), write_it }
    })?;
    let document = Document { file, json: &json, write_it };
    document.check_version()?;
    document.previous()
}

/// A result under its file's name.
#[derive(Clone, Copy)]
struct Document<'a> {
    file: &'a str,
    json: &'a Json,
    write_it: &'static str,
}

impl<'a> Document<'a> {
    fn no_result(self, problem: impl Into<String>) -> BaselineError {
        BaselineError::NotAResult {
            file: self.file.to_owned(),
            problem: problem.into(),
            write_it: self.write_it,
        }
    }

    fn wrong_figure(self, place: &str, key: &str, problem: impl Into<String>) -> BaselineError {
        let place = format!("{place}, {key}");
        BaselineError::Figure { file: self.file.to_owned(), place, problem: problem.into() }
    }

    fn check_version(self) -> Result<(), BaselineError> {
        match self.json.get("schema_version") {
            Some(version) if version.as_u64() == Some(SCHEMA_VERSION) => Ok(()),
            Some(version @ (Json::Number(_) | Json::String(_))) => Err(BaselineError::OtherVersion {
                file: self.file.to_owned(),
                version: version.to_string(),
                write_it: self.write_it,
            }),
            _ => Err(self.no_result("it has no schema_version")),
        }
    }

    fn previous(self) -> Result<Previous, BaselineError> {
        let group_by = self.group_by()?;
        let currency = match self.json.get("currency") {
            None | Some(Json::Null) => None,
            Some(Json::String(code)) => Some(code.clone()),
            Some(_) => return Err(self.no_result("its currency is no text")),
        };
        let metrics = self.metrics()?;
        let mut previous =
            Previous { file: self.file.to_owned(), group_by, currency, metrics, ..Previous::default() };
        if let Some(command) = self.json.get("command").and_then(Json::as_str) {
            command.clone_into(&mut previous.command);
        }
        previous.target = self.json.get("target").and_then(Json::as_str).and_then(Metric::from_key);
        let rows = self.list("rows")?;
        let mut known = BTreeSet::new();
        for (index, row) in rows.iter().enumerate() {
            let place = format!("row {}", index + 1);
            let row = row.as_object().ok_or_else(|| self.no_result(format!("{place} is no object")))?;
            if let Some(others) = row.get("others") {
                // The rows that were too many to be shown, in one.
                let others =
                    others.as_u64().ok_or_else(|| self.no_result(format!("{place}: others is no count")))?;
                previous.cut = previous.cut.saturating_add(others);
                continue;
            }
            let names = self.names(&previous.group_by, row, &place)?;
            if !known.insert(names.clone()) {
                return Err(
                    self.no_result(format!("{place} has the name of another row: {}", names.join(", ")))
                );
            }
            let figures = self.figures(&previous.metrics, row, &place)?;
            previous.groups.push(PreviousGroup { names, figures });
        }
        previous.total = match self.json.get("total") {
            None | Some(Json::Null) => None,
            Some(Json::Object(total)) => Some(self.figures(&previous.metrics, total, "total")?),
            Some(_) => return Err(self.no_result("its total is no object")),
        };
        Ok(previous)
    }

    fn list(self, key: &str) -> Result<&'a [Json], BaselineError> {
        let list = self.json.get(key).and_then(Json::as_array);
        list.map(Vec::as_slice).ok_or_else(|| self.no_result(format!("it has no list of {key}")))
    }

    fn group_by(self) -> Result<Vec<String>, BaselineError> {
        let Some(command) = self.json.get("command").and_then(Json::as_str) else {
            return Err(self.no_result("it has no command"));
        };
        let name = |name: &Json| name.as_str().map(str::to_owned);
        let group_by: Option<Vec<String>> = self.list("group_by")?.iter().map(name).collect();
        match group_by {
            None => Err(self.no_result("its group_by is no list of names")),
            Some(group_by) if group_by.is_empty() => Err(BaselineError::NoGroups {
                file: self.file.to_owned(),
                command: command.to_owned(),
                write_it: self.write_it,
            }),
            Some(group_by) => Ok(group_by),
        }
    }

    /// The figures among the columns; others, such as words, are none that a limit can name.
    fn metrics(self) -> Result<Vec<Metric>, BaselineError> {
        let mut metrics = Vec::new();
        for column in self.list("columns")? {
            let key = column.get("key").and_then(Json::as_str);
            let key = key.ok_or_else(|| self.no_result("a column has no key"))?;
            metrics.extend(Metric::from_key(key).filter(|metric| !metrics.contains(metric)));
        }
        Ok(metrics)
    }

    fn names(
        self,
        group_by: &[String],
        row: &Map<String, Json>,
        place: &str,
    ) -> Result<Vec<String>, BaselineError> {
        let name = |dimension: &String| {
            let name = row.get(dimension).and_then(Json::as_str).map(str::to_owned);
            name.ok_or_else(|| {
                self.no_result(format!("{place} has no {dimension}, which its rows are grouped by"))
            })
        };
        group_by.iter().map(name).collect()
    }

    fn figures(
        self,
        metrics: &[Metric],
        row: &Map<String, Json>,
        place: &str,
    ) -> Result<BTreeMap<Metric, Value<Decimal>>, BaselineError> {
        let partial = row.get("partial").and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
        let figure = |metric: &Metric| {
            let key = metric.key();
            let value = match row.get(key) {
                None => {
                    return Err(self.no_result(format!("{place} has no {key}, which is among its columns")));
                }
                Some(Json::Null) => {
                    let reason =
                        row.get("undefined").and_then(|reasons| reasons.get(key)).and_then(Json::as_str);
                    Value::Undefined(reason_of(reason.unwrap_or_default()))
                }
                // What only a part of the rows gave is nothing to compare with.
                Some(_) if partial.iter().any(|partial| partial == key) => {
                    Value::Undefined(Reason::Partial(*metric))
                }
                Some(figure) => Value::Known(self.number(figure, place, key)?),
            };
            Ok((*metric, value))
        };
        metrics.iter().map(figure).collect()
    }

    /// An exact number: digits in a text, or a whole number.
    fn number(self, figure: &Json, place: &str, key: &str) -> Result<Decimal, BaselineError> {
        let wrong = |problem: String| self.wrong_figure(place, key, problem);
        match figure {
            Json::String(text) => decimal::parse(text).map_err(|error| match error {
                ParseError::NotANumber => wrong(format!("{:?} is not a number", shortened(text))),
                ParseError::TooLong => wrong(format!("{:?} has more than 28 digits", shortened(text))),
            }),
            Json::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(count), _) => Ok(Decimal::from(count)),
                (None, Some(count)) => Ok(Decimal::from(count)),
                (None, None) => Err(wrong(
                    "is a JSON number that cannot be read exactly; a figure is whole, or stands in quotes"
                        .to_owned(),
                )),
            },
            _ => Err(wrong("is neither a text with digits nor a whole number".to_owned())),
        }
    }
}

/// Why a figure did not exist, as far as it can be read from the words.
fn reason_of(words: &str) -> Reason {
    let metric = |before: &str, after: &str| {
        words.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)).and_then(Metric::from_key)
    };
    if let Some(metric) = metric("partial ", "") {
        return Reason::Partial(metric);
    }
    if let Some(metric) = metric("", " not given").or_else(|| metric("nothing gives ", "")) {
        return Reason::NotGiven(metric);
    }
    let known = Metric::ALL.iter().map(|metric| metric.entry().without).find(|known| *known == words);
    Reason::Elsewhere(known.filter(|known| !known.is_empty()).unwrap_or("not in the baseline's figures"))
}

fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}

#[cfg(test)]
mod tests;
