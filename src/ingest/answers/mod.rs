//! Surveys: lists with an answer a row, counted by group.
//!
//! `cell` reads an answer, `survey` takes the rows in, `groups` counts.

mod cell;
mod groups;
mod survey;

use std::collections::HashSet;

use crate::core::loyalty::Answers;
use crate::core::tally::Side;
use crate::report::{Note, Source};

use super::file::{self, File};
use super::list::{self, Lists};
use super::progress::Progress;
use super::settings::FileRequest;
use super::table::column::Column;
use super::table::columns;
use super::table::header;
use super::{Error, Group, Request};

use survey::Survey;

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
    let begin = |file: &File| {
        let respondent = at_risk.map(|who| respondent(file, request, who)).transpose()?;
        Ok(Survey::new(request, respondent))
    };
    let Lists { whole, sources, mut notes, mut details, .. } =
        list::read(request, Side::Survey, surveys, progress, begin)?;
    let Survey { groups, mut at_risk, nameless, .. } = whole.unwrap_or_else(|| Survey::new(request, None));
    details.extend(groups.describe_names(&request.dimensions));
    notes.extend(groups.merged_names(&request.dimensions));
    let (groups, total) = groups.finish();
    let mut met = HashSet::new();
    at_risk.retain(|id: &String| met.insert(id.clone()));
    Ok(Surveys { groups, total, at_risk, nameless, sources, notes, details })
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
