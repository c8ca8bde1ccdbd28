//! How a file is read, and why: everything that is found out on the way to its sums, and what stands in that way.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use crate::core::decimal;
use crate::core::fact::Fact;
use crate::core::tally::Side;
use crate::report::inspection::{
    Inspection, Open, SeenCell, SeenColumn, SeenPeriod, SeenRow, SeenStatus, SeenSum,
};

use super::across;
use super::bytes::{Look, Streams};
use super::field::date;
use super::field::number::{self, Cell};
use super::field::status::Class;
use super::file::{self, File, Found};
use super::plan::Days;
use super::progress::Progress;
use super::rows::{self, Outcome};
use super::settings::FileRequest;
use super::table::column::Column;
use super::table::columns::{self, Found as FoundColumn};
use super::table::dialect;
use super::votes::{self, Votes};
use super::{Dimension, Error, Keep, Request};

/// How many rows are shown as understood.
const SHOWN: usize = 5;

/// Looks at a file; `side` is the kind of file it is, where the user has said so.
///
/// **Errors**: [`Error`], where there is nothing to look at. What keeps a file from being read is told in the inspection.
pub fn inspect(
    request: &Request,
    given: &FileRequest,
    side: Option<Side>,
    progress: &Progress,
) -> Result<Inspection, Error> {
    let sides = side.map_or(Side::BOTH.to_vec(), |side| vec![side]);
    let text = file::text(request, &sides, given, Look::AtAllOfIt, &Streams::default())?;
    let side = match side {
        Some(side) => side,
        None => kind(request, given, &text)?,
    };
    let found = file::find(request, side, given, text)?;
    let mut open = Vec::new();
    let request = &Request {
        dimensions: dimensions(&found, request),
        keep: Keep { customers: true, ..request.keep },
        ..request.clone()
    };
    let settled = match found.settle(request, given) {
        Ok(file) => Ok(file),
        Err((error, found)) => {
            open.push(what_settles(&error));
            // What is open about one column need not hide the others.
            let without = Request { dimensions: Vec::new(), keep: Keep::default(), ..request.clone() };
            found.settle(&without, given).map_err(|(error, found)| {
                if open.iter().all(|known| known.message != error.to_string()) {
                    open.push(what_settles(&error));
                }
                found
            })
        }
    };
    match settled {
        Ok(file) => file_inspection(request, given, file, open, progress),
        Err(found) => {
            Ok(Inspection { open, ..blank(&found.name, found.side, &found.dialect, &found.text_in_words()) })
        }
    }
}

/// Which kind of file it is: a report has costs, clicks or impressions.
fn kind(request: &Request, given: &FileRequest, text: &super::bytes::Text) -> Result<Side, Error> {
    let beginning = file::beginning(&given.input, text)?;
    let dialect = dialect::find(&beginning, Side::Statistics, &request.mappings, given.settings.delimiter);
    let normal: Vec<_> =
        dialect.headers.iter().map(|header| super::table::header::normalise(header)).collect();
    let is_report = [Fact::Spend, Fact::Clicks, Fact::Impressions].into_iter().any(|fact| {
        columns::find(Column::Sum(fact), Side::Statistics, &dialect.headers, &normal) != FoundColumn::Nowhere
    });
    Ok(if is_report { Side::Statistics } else { Side::Leads })
}

/// Everything that the file can be grouped by.
fn dimensions(found: &Found, request: &Request) -> Vec<Dimension> {
    let known = found.known(request);
    let places = |column: Column| known.find(column, &found.mappings).unwrap_or_default();
    // A source that stands in for the channel is told once.
    let is_told = |column: &Column| *column == Column::Source && places(*column) == places(Column::Channel);
    let has = |column: &Column| !places(*column).is_empty() && !is_told(column);
    Column::dimensions().filter(has).map(Dimension::Known).collect()
}

fn file_inspection(
    request: &Request,
    given: &FileRequest,
    file: File,
    mut open: Vec<Open>,
    progress: &Progress,
) -> Result<Inspection, Error> {
    // Days are read with care only where somebody asks for them; here somebody does.
    let file = if matches!(file.plan.days, Days::Unknown | Days::Preamble(_)) {
        file
    } else {
        file.asking_for_days()
    };
    let votes = match votes::survey(&file) {
        Ok(votes) => votes,
        Err(error) => {
            open.push(what_settles(&error));
            Votes::said(&file)
        }
    };
    let (file, outcome) = read(request, given, file, &mut open, progress)?;
    let mut inspection = blank(&file.name, file.side, &file.dialect, &file.text.to_string());
    if file.text.counts_rows() {
        inspection.delimiter = None;
    }
    inspection.header = file.header_place().to_string();
    if let Days::Preamble(span) = file.plan.days {
        inspection.period = Some(SeenPeriod { first: span.first.to_string(), last: span.last.to_string() });
    }
    inspection.columns = seen_columns(&file, &votes);
    inspection.currency = file.plan.currencies.first().map(|(_, code)| (*code).to_owned());
    inspection.first_rows = first_rows(&file, &votes)?;
    (inspection.identical_rows, inspection.repeated_lead_ids) = repeats(&file)?;
    inspection.notes = file.notes();
    if let Some(Outcome { fold, audit, .. }) = outcome {
        inspection.notes.extend(audit.notes(&file.name));
        let audit = (file.name.clone(), audit);
        if let Err(error) = across::one_currency(request.currency.as_deref(), std::slice::from_ref(&audit)) {
            open.push(what_settles(&error));
        }
        let (_, audit) = audit;
        inspection.statuses = audit
            .seen_statuses()
            .into_iter()
            .map(|(rows, status, class)| SeenStatus {
                status,
                meaning: class.meaning(),
                rows,
                is_unknown: class == Class::Unknown,
            })
            .collect();
        inspection.unreadable = audit.problems(&file.name);
        let mut named = audit.currencies.kept().keys();
        inspection.currency = match (named.next(), named.next()) {
            (None, _) => inspection.currency,
            (named, None) => named.cloned(),
            (Some(_), Some(_)) => None,
        };
        let (_, total) = fold.finish()?;
        let supplied = file.plan.supplies;
        inspection.sums = supplied
            .iter()
            .map(|fact| SeenSum { key: fact.metric().key(), sum: decimal::plain(total.sum(fact)) })
            .collect();
        inspection.source = Some(audit.into_source(file.name.clone()));
    }
    inspection.open = open;
    Ok(inspection)
}

/// Reads the rows, first with their days, then without, where those are what is open.
fn read(
    request: &Request,
    given: &FileRequest,
    file: File,
    open: &mut Vec<Open>,
    progress: &Progress,
) -> Result<(File, Option<Outcome>), Error> {
    let none = HashSet::new();
    let error = match rows::read(request, &file, &none, None, progress) {
        Ok(outcome) => return Ok((file, Some(outcome))),
        Err(error) => error,
    };
    if open.iter().all(|known| known.message != error.to_string()) {
        open.push(what_settles(&error));
    }
    let is_about_days = matches!(error, Error::UndecidedOrder { .. } | Error::BothOrders { .. });
    if !is_about_days {
        return Ok((file, None));
    }
    let file = file.into_found(request).settle(request, given).map_err(|(error, _)| error)?;
    let outcome = rows::read(request, &file, &none, None, progress).ok();
    Ok((file, outcome))
}

fn blank(name: &str, side: Side, dialect: &dialect::Dialect, text: &str) -> Inspection {
    Inspection {
        file: name.to_owned(),
        side: side.name(),
        text: text.to_owned(),
        delimiter: Some(dialect::name(dialect.delimiter)),
        header: format!("line {}", dialect.line),
        preamble: dialect.preamble.clone(),
        period: None,
        columns: dialect
            .headers
            .iter()
            .map(|header| SeenColumn { header: header.clone(), meaning: None, evidence: None })
            .collect(),
        source: None,
        sums: Vec::new(),
        currency: None,
        statuses: Vec::new(),
        identical_rows: 0,
        repeated_lead_ids: 0,
        first_rows: Vec::new(),
        unreadable: Vec::new(),
        notes: Vec::new(),
        open: Vec::new(),
    }
}

fn seen_columns(file: &File, votes: &Votes) -> Vec<SeenColumn> {
    let column = |(place, header): (usize, &String)| {
        let meanings: Vec<&str> = file
            .meanings()
            .iter()
            .filter(|(other, _)| *other == place)
            .map(|(_, meaning)| meaning.as_str())
            .collect();
        SeenColumn {
            header: header.clone(),
            meaning: (!meanings.is_empty()).then(|| meanings.join(", ")),
            evidence: votes.evidence(place),
        }
    };
    file.raw_headers().iter().enumerate().map(column).collect()
}

/// The meanings in the order of the file, each with its columns.
fn by_meaning(file: &File) -> Vec<(Vec<usize>, String)> {
    let mut meanings: Vec<(Vec<usize>, String)> = Vec::new();
    for (place, meaning) in file.meanings() {
        match meanings.iter_mut().find(|(_, known)| known == meaning) {
            Some((places, _)) => places.push(*place),
            None => meanings.push((vec![*place], meaning.clone())),
        }
    }
    for (places, meaning) in &mut meanings {
        // In the order of preference, which is not that of the file.
        if let Some(preferred) = file.plan.preferred(meaning) {
            places.clone_from(preferred);
        }
    }
    meanings
}

/// The first rows as they are understood. Who the customer is stays out of it.
fn first_rows(file: &File, votes: &Votes) -> Result<Vec<SeenRow>, Error> {
    let (numbers, dates) = (file.plan.numbers(), file.plan.dates());
    let mut shown = Vec::new();
    file.for_each_row(|record, row| {
        let is_total = file.side == Side::Statistics && record.iter().any(rows::is_total_label);
        if shown.len() >= SHOWN || is_total {
            return Ok(());
        }
        let mut cells: Vec<SeenCell> = Vec::new();
        for (place, meaning) in by_meaning(file) {
            // Of several columns for one meaning the first that is not empty counts.
            let filled = |place: &&usize| {
                !number::is_missing(number::text(record.get(**place).unwrap_or_default()).trim())
            };
            let place = place.iter().find(filled).unwrap_or(&place[0]);
            let raw = record.get(*place).unwrap_or_default();
            let text = number::text(raw).trim();
            let value = if number::is_missing(text) {
                "—".to_owned()
            } else if file.plan.customer.contains(place) {
                "(not shown)".to_owned()
            } else if numbers.contains(place) {
                match number::read(raw, votes.mark(*place)) {
                    Ok(Cell::Number(number)) => match number.currency {
                        Some(code) => format!("{} {code}", decimal::plain(number.value)),
                        None => decimal::plain(number.value),
                    },
                    _ => format!("{text:?}?"),
                }
            } else if dates.contains(place) {
                match date::read(text, votes.order(*place)) {
                    Ok(date::Cell::At(moment, _)) => moment.day.to_string(),
                    Ok(date::Cell::Missing) => "—".to_owned(),
                    _ => format!("{text:?}?"),
                }
            } else {
                format!("{:?}", file::shortened(text))
            };
            cells.push(SeenCell { meaning, value });
        }
        shown.push(SeenRow { place: file.place(row).to_string(), cells });
        Ok(())
    })?;
    Ok(shown)
}

/// How many rows repeat an earlier one as a whole, and how many its lead id.
fn repeats(file: &File) -> Result<(u64, u64), Error> {
    let hasher = RandomState::new();
    let (mut rows, mut ids) = (HashSet::new(), HashSet::new());
    let (mut identical, mut repeated) = (0, 0);
    file.for_each_row(|record, _| {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        let cells: Vec<&str> = record.iter().collect();
        identical += u64::from(!rows.insert(hasher.hash_one(&cells)));
        let id = file.plan.lead_id.and_then(|column| record.get(column)).unwrap_or_default().trim();
        if !number::is_missing(id) {
            repeated += u64::from(!ids.insert(hasher.hash_one(id)));
        }
        Ok(())
    })?;
    Ok((identical, repeated))
}

/// What would settle an error, where a setting does.
fn what_settles(error: &Error) -> Open {
    let choices = |setting: &str, choices: &[&str]| {
        (Some(setting.to_owned()), choices.iter().map(|choice| format!("{choice:?}")).collect())
    };
    let (setting, choices): (Option<String>, Vec<String>) = match error {
        Error::UndecidedMark { .. } | Error::BothMarks { .. } => choices("decimal_mark", &["point", "comma"]),
        Error::UndecidedOrder { .. } | Error::BothOrders { .. } | Error::UndecidedPeriod { .. } => {
            choices("date_order", &["dmy", "mdy"])
        }
        Error::TwoCosts { .. } => choices("vat", &["included", "excluded"]),
        Error::Micros { .. } => (Some("micros".to_owned()), vec!["true".to_owned(), "false".to_owned()]),
        Error::TwoColumns { meaning, first, second, .. } => {
            choices(&format!("columns.{meaning}"), &[first, second])
        }
        _ => (None, Vec::new()),
    };
    Open { setting, choices, message: error.to_string() }
}
