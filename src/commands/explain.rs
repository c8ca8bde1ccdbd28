//! The dictionary, as a report.

use anyhow::{Result, bail};

use crate::cli::Explain;
use crate::core::chance::method::Method;
use crate::core::estimate;
use crate::core::metric::lookup::{self, UnknownMetric};
use crate::core::metric::neighbours::{self, Neighbour};
use crate::core::metric::{Better, Kind, Language, Metric};
use crate::exit::Exit;
use crate::report::{Cell, Column, Note, Report, Row};

use super::output::Output;

/// What was asked for.
enum Entry {
    Metric(Metric),
    Method(Method),
    Neighbour(String, &'static Neighbour),
}

pub(super) fn run(options: &Explain) -> Result<Exit> {
    let output = Output::open(&options.presentation)?;
    let entries = options.metrics.iter().map(|word| find(word)).collect::<Result<Vec<_>>>()?;
    let style = output.style();
    let in_prose = style.format.is_for_people() && !entries.is_empty();
    let mut metrics: Vec<Metric> = Vec::new();
    let mut methods: Vec<Method> = Vec::new();
    let mut notes = Vec::new();
    let mut words = Vec::new();
    for entry in &entries {
        match entry {
            Entry::Metric(metric) => metrics.push(*metric),
            Entry::Method(method) => methods.push(*method),
            Entry::Neighbour(word, neighbour) => {
                let message = format!("{word} is no key here: {}", neighbour.why);
                words.push(message.clone());
                notes.push(Note { code: "neighbour", message });
                metrics.extend(neighbour.see);
            }
        }
    }
    let mut seen = Vec::new();
    metrics.retain(|metric| {
        !seen.contains(metric) && {
            seen.push(*metric);
            true
        }
    });
    for metric in &metrics {
        if !words.is_empty() {
            words.push(String::new());
        }
        words.extend(prose(*metric, style.language));
    }
    for method in &methods {
        if !words.is_empty() {
            words.push(String::new());
        }
        words.extend(prose_of_method(*method));
    }
    if entries.is_empty() {
        metrics.extend(Metric::ALL);
    }
    let columns = columns(style.format.is_for_people());
    let of_metrics = metrics.iter().map(|metric| row(*metric, &columns, style.language));
    let rows = of_metrics.chain(methods.iter().map(|method| row_of_method(*method, &columns)));
    let report = Report {
        group_by: if in_prose { Vec::new() } else { vec!["key".to_owned()] },
        rows: if in_prose { Vec::new() } else { rows.collect() },
        columns: if in_prose { Vec::new() } else { columns },
        words: if in_prose { words } else { Vec::new() },
        notes,
        ..Report::new("explain")
    };
    output.write(&report)?;
    Ok(Exit::Done)
}

/// The entry of a key, of a label in either language, or of a word that leads on to several.
fn find(word: &str) -> Result<Entry> {
    let lower = word.trim().to_lowercase();
    let is_named = |metric: &&Metric| {
        let labels = [metric.key(), metric.entry().en, metric.entry().ru];
        labels.iter().any(|label| label.to_lowercase() == lower)
    };
    if let Some(metric) = Metric::ALL.iter().find(is_named) {
        return Ok(Entry::Metric(*metric));
    }
    if let Some(method) = Method::of_key(&lower.replace('-', "_")) {
        return Ok(Entry::Method(method));
    }
    if let Some(neighbour) = neighbours::find(&lower) {
        return Ok(Entry::Neighbour(word.to_owned(), neighbour));
    }
    match lookup::find(word) {
        Ok(metric) => Ok(Entry::Metric(metric)),
        Err(UnknownMetric::Unknown { word }) => {
            bail!("{word:?} is no metric; leadcalc explain lists them all")
        }
        Err(error) => Err(error.into()),
    }
}

/// A few columns for people, all for programs.
fn columns(for_people: bool) -> Vec<Column> {
    let short =
        [Column::text("formula", "Formula"), Column::text("unit", "Unit"), Column::text("better", "Better")];
    if for_people {
        return short.to_vec();
    }
    let [formula, unit, better] = short;
    let all = [
        Column::text("label", "Label"),
        formula,
        unit,
        better,
        Column::text("source", "Comes from"),
        Column::text("undefined", "Undefined when"),
        Column::text("interval", "Interval by"),
        Column::text("meaning", "Meaning"),
        Column::text("beware", "Not to be confused"),
    ];
    all.to_vec()
}

fn row(metric: Metric, columns: &[Column], language: Language) -> Row {
    let entry = metric.entry();
    let cell = |column: &Column| {
        Cell::Text(
            match column.key.as_ref() {
                "label" => metric.label(language),
                "formula" if entry.kind == Kind::Formula => entry.formula,
                "formula" => "",
                "source" if entry.kind == Kind::Formula => "",
                "source" => entry.formula,
                "unit" => entry.unit.name(),
                "better" => better(entry.better),
                "undefined" => entry.without,
                "interval" => estimate::method(metric).map_or("", Method::key),
                "meaning" => entry.meaning,
                _ => entry.beware,
            }
            .to_owned(),
        )
    };
    Row { group: vec![metric.key().to_owned()], others: None, cells: columns.iter().map(cell).collect() }
}

/// A method has a formula and a source as a figure has.
fn row_of_method(method: Method, columns: &[Column]) -> Row {
    let cell = |column: &Column| {
        let text = match column.key.as_ref() {
            "label" => method.label(),
            "formula" => method.formula(),
            "source" => method.source(),
            "beware" => method.assumes(),
            _ => "",
        };
        Cell::Text(text.to_owned())
    };
    Row { group: vec![method.key().to_owned()], others: None, cells: columns.iter().map(cell).collect() }
}

/// A method in sentences.
fn prose_of_method(method: Method) -> Vec<String> {
    vec![
        format!("{}: {}", method.key(), method.label()),
        format!("  formula: {}", method.formula()),
        format!("  source: {}", method.source()),
        format!("  takes for granted: {}", method.assumes()),
    ]
}

/// An entry in sentences.
fn prose(metric: Metric, language: Language) -> Vec<String> {
    let entry = metric.entry();
    let mut lines =
        vec![format!("{}: {}", entry.key, metric.label(language)), format!("  {}", entry.meaning)];
    lines.push(match entry.kind {
        Kind::Formula => format!("  {} = {}", entry.key, entry.formula),
        Kind::Sum | Kind::Calculator => format!("  comes from: {}", entry.formula),
    });
    lines.push(format!("  unit: {}; better: {}", entry.unit.name(), better(entry.better)));
    if !entry.without.is_empty() {
        lines.push(format!("  undefined, never 0, with {}", entry.without));
    }
    if let Some(method) = estimate::method(metric) {
        lines.push(format!("  interval with --confidence: {} (leadcalc explain {method})", method.label()));
    }
    if !entry.beware.is_empty() {
        lines.push(format!("  beware: {}", entry.beware));
    }
    lines
}

fn better(better: Better) -> &'static str {
    match better {
        Better::Lower => "lower",
        Better::Higher => "higher",
        Better::Neither => "neither",
    }
}
