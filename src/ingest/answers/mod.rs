//! Surveys: files with an answer a row, read with the same care as exports, and counted by group.
//!
//! What they are packed in, where their table begins and what its columns mean is found as for any other file; `cell.rs` reads an
//! answer, `rows` the rows, `groups` counts.

mod cell;
mod groups;
mod rows;

use std::collections::HashSet;

use crate::core::loyalty::Answers;
use crate::core::tally::{Side, Tally};
use crate::report::{Note, Source};

use super::audit::{self, counted};
use super::bytes::{Look, Streams};
use super::file::{self, File};
use super::progress::Progress;
use super::settings::FileRequest;
use super::table::column::Column;
use super::table::columns;
use super::table::header;
use super::votes::{self, Votes};
use super::{Error, Group, Request, across};

use groups::Groups;
use rows::Rows;

/// Who is to be won back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Respondent {
    /// By the column that is known for it.
    Known,
    /// By this header.
    Header(String),
}

/// What was answered.
#[derive(Debug)]
pub struct Surveys {
    /// The groups, in the order of their names.
    pub groups: Vec<Group<Answers>>,
    /// The answers of all groups.
    pub total: Answers,
    /// The respondents to win back, in the order of the files, each once; empty unless they were asked for.
    pub at_risk: Vec<String>,
    /// How many of those to win back have no id.
    pub nameless: u64,
    /// What became of each file's rows.
    pub sources: Vec<Source>,
    /// What the reader of the figures should know.
    pub notes: Vec<Note>,
    /// How each file was understood.
    pub details: Vec<String>,
}

/// Reads surveys and counts their answers by group. Of the request, what is said of all files and the dimensions hold.
///
/// **Errors**: [`Error`], when a file cannot be read or understood, its answers are on two scales, or more rows are unreadable than
/// are put up with. Nothing that is uncertain is guessed.
pub fn read(
    request: &Request,
    surveys: &[FileRequest],
    at_risk: Option<&Respondent>,
    progress: &Progress,
) -> Result<Surveys, Error> {
    let streams = Streams::default();
    let read = |look: Look| read_after(look, &streams, request, surveys, at_risk, progress);
    match read(Look::AtItsBeginning) {
        // It begins as UTF-8 and is none after all; what it is shows in all of it.
        Err(Error::NoText { .. }) => read(Look::AtAllOfIt),
        read => read,
    }
}

fn read_after(
    look: Look,
    streams: &Streams,
    request: &Request,
    surveys: &[FileRequest],
    at_risk: Option<&Respondent>,
    progress: &Progress,
) -> Result<Surveys, Error> {
    across::refuse_repeated(surveys, &[])?;
    let open = |given: &FileRequest| file::open(request, Side::Survey, given, look, streams);
    let files = surveys.iter().map(open).collect::<Result<Vec<File>, _>>()?;
    for bytes in files.iter().filter_map(|file| file.text.len()) {
        progress.expect(bytes);
    }
    across::refuse_unused_mappings(&request.mappings, &files)?;
    let respondents = files
        .iter()
        .map(|file| at_risk.map(|who| respondent(file, request, who)).transpose())
        .collect::<Result<Vec<_>, _>>()?;

    let mut whole = Groups::new(&request.dimensions, request.exact_names, &request.aliases);
    let (mut audits, mut details, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    let (mut ids, mut nameless) = (Vec::new(), 0_u64);
    for (file, respondent) in files.iter().zip(respondents) {
        let read = |votes: Votes| Rows::new(request, file, respondent, votes).read(progress);
        let rows = match read(Votes::said(file)) {
            Err(Error::UndecidedOrder { .. }) => read(votes::survey(file)?)?,
            read => read?,
        };
        details.extend(file.describe(&rows.votes));
        details.extend(rows.scale().map(|scale| format!("{}: {}", file.name, scale.in_words())));
        notes.extend(passed_over(file));
        notes.extend(rows.audit.notes(&file.name));
        notes.extend(without_answer(file, rows.unanswered));
        ids.extend(rows.at_risk);
        nameless += rows.nameless;
        whole.merge(rows.groups);
        audits.push((file.name.clone(), rows.audit));
    }
    request.max_rejected.judge(&audits)?;
    audit::balance(&Tally::default(), &audits)?;
    details.extend(whole.describe_names(&request.dimensions));
    notes.extend(whole.merged_names(&request.dimensions));
    let (groups, total) = whole.finish();
    let sources = audits.into_iter().map(|(name, audit)| audit.into_source(name)).collect();
    let mut met = HashSet::new();
    ids.retain(|id: &String| met.insert(id.clone()));
    Ok(Surveys { groups, total, at_risk: ids, nameless, sources, notes, details })
}

/// The column that says who has answered.
fn respondent(file: &File, request: &Request, who: &Respondent) -> Result<usize, Error> {
    let headers = file.known(request);
    let place = match who {
        Respondent::Known => {
            headers.find(Column::Respondent, &file::mappings(request, &file.settings))?.first().copied()
        }
        Respondent::Header(header) => headers.place_of(header)?,
    };
    place.ok_or_else(|| headers.no_respondent())
}

/// A note where the answers could have been taken from another column too.
fn passed_over(file: &File) -> Option<Note> {
    let taken = file.plan.answer?;
    let others = columns::passed_over(Column::Answer, Side::Survey, &file.headers, taken);
    let quoted = |place: &usize| format!("{:?}", file.raw_headers()[*place]);
    let others: Vec<String> = others.iter().map(quoted).collect();
    let is_known =
        columns::is_known(Column::Answer, Side::Survey, &header::normalise(&file.raw_headers()[taken]));
    // What the user has named was not passed over, and neither were others for its sake.
    (is_known && !others.is_empty()).then(|| Note {
        code: "column-chosen",
        message: format!(
            "{}: answers are taken from {}, not from {}",
            file.name,
            quoted(&taken),
            others.join(" or ")
        ),
    })
}

fn without_answer(file: &File, rows: u64) -> Option<Note> {
    (rows > 0).then(|| Note {
        code: "no-answer",
        message: format!("{}: left out: {} without an answer", file.name, counted(rows, "row")),
    })
}
