//! Lists: files of rows each of which is one thing, read one after the other with the same care as exports.
//!
//! What they are packed in, where their table begins and what its columns mean is found as for any other file. `rows` reads the rows
//! and keeps the books, `row` is what a row gives to the one who asks. A list says which columns it has
//! (`plan`) and what it makes of a row (`List`); only that is held of a file when the next one is read: [`costs`], [`products`] and [`subscriptions`] are such, and so are surveys.

pub mod costs;
pub mod products;
mod row;
mod rows;
pub mod subscriptions;

use crate::core::tally::{Side, Tally};
use crate::report::{Note, Source};

use super::bytes::{Look, Streams};
use super::file::{self, File};
use super::progress::Progress;
use super::settings::FileRequest;
use super::votes::{self, Votes};
use super::{Error, Request, across, audit};

pub(in crate::ingest) use super::rows::Unread as Stop;
pub(in crate::ingest) use row::Row;
use rows::Rows;

/// What is made of a file's rows.
pub(in crate::ingest) trait List: Sized {
    /// Takes a row in.
    fn take(&mut self, row: &mut Row<'_, '_>) -> Result<Taken, Stop>;

    /// Takes in what was made of a later file's rows.
    ///
    /// **Errors**: [`Error`] where the two contradict each other.
    fn merge(&mut self, later: Self) -> Result<(), Error>;

    /// What the reader of the figures should know: that of the file's columns and rows, and what this list has to add.
    fn notes(&self, _file: &File, books: Vec<Note>) -> Vec<Note> {
        books
    }

    /// How the file was understood, beside its columns.
    fn details(&self, _file: &File) -> Option<String> {
        None
    }
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Taken {
    /// It counts.
    Used,
    /// It is left out, for this reason.
    LeftOut(&'static str),
}

/// Lists that were read.
#[derive(Debug)]
pub(in crate::ingest) struct Lists<L> {
    /// What was made of the rows of all files; none where there is no file.
    pub(in crate::ingest) whole: Option<L>,
    /// The currency that their amounts are in, where any names one.
    pub(in crate::ingest) currency: Option<String>,
    pub(in crate::ingest) sources: Vec<Source>,
    pub(in crate::ingest) notes: Vec<Note>,
    pub(in crate::ingest) details: Vec<String>,
}

/// Reads lists of one kind; `begin` gives a list for a file to take its rows in.
///
/// **Errors**: [`Error`], when a file cannot be read or understood, or more rows are unreadable than are put up with.
pub(in crate::ingest) fn read<L: List>(
    request: &Request,
    side: Side,
    given: &[FileRequest],
    progress: &Progress,
    begin: impl Fn(&File) -> Result<L, Error>,
) -> Result<Lists<L>, Error> {
    let streams = Streams::default();
    let read = |look: Look| {
        across::refuse_repeated(given, &[])?;
        let open = |given: &FileRequest| file::open(request, side, given, look, &streams);
        let files = given.iter().map(open).collect::<Result<Vec<File>, _>>()?;
        read_all(request, &files, progress, &begin)
    };
    match read(Look::AtItsBeginning) {
        // It begins as UTF-8 and is none after all; what it is shows in all of it.
        Err(Error::NoText { .. }) => read(Look::AtAllOfIt),
        read => read,
    }
}

fn read_all<L: List>(
    request: &Request,
    files: &[File],
    progress: &Progress,
    begin: &impl Fn(&File) -> Result<L, Error>,
) -> Result<Lists<L>, Error> {
    for bytes in files.iter().filter_map(|file| file.text.len()) {
        progress.expect(bytes);
    }
    across::refuse_unused_mappings(&request.mappings, files)?;
    let empty = files.iter().map(begin).collect::<Result<Vec<L>, _>>()?;
    let (mut whole, mut audits): (Option<L>, _) = (None, Vec::new());
    let (mut details, mut notes) = (Vec::new(), Vec::new());
    for (file, list) in files.iter().zip(empty) {
        let rows = match Rows::new(request, file, Votes::said(file), list).read(progress) {
            Err(Error::UndecidedMark { .. } | Error::UndecidedOrder { .. }) => {
                Rows::new(request, file, votes::survey(file)?, begin(file)?).read(progress)?
            }
            read => read?,
        };
        details.extend(file.describe(&rows.cells.votes));
        details.extend(rows.list.details(file));
        let mut books = file.notes();
        books.extend(rows.cells.audit.notes(&file.name));
        notes.extend(rows.list.notes(file, books));
        match &mut whole {
            Some(whole) => whole.merge(rows.list)?,
            None => whole = Some(rows.list),
        }
        audits.push((file.name.clone(), rows.cells.audit));
    }
    request.max_rejected.judge(&audits)?;
    let currency = across::one_currency(request.currency.as_deref(), &audits)?;
    notes.extend(currency.as_deref().and_then(|code| across::assumed_currency(code, files, &audits)));
    audit::balance(&Tally::default(), &audits)?;
    let sources = audits.into_iter().map(|(name, audit)| audit.into_source(name)).collect();
    Ok(Lists { whole, currency, sources, notes, details })
}
