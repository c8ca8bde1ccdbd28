//! What concerns several files at once: the same file twice, two currencies, sums that only some of them supply.

use crate::core::fact::Fact;
use crate::core::tally::Side;
use crate::report::Note;

use super::Error;
use super::audit::{Audit, counted};
use super::file::File;
use super::fold::Fold;
use super::header;
use super::headers::listed;
use super::mapping::Mapping;
use super::source::Input;

/// A file given twice would count twice, and stdin can be read only once, whatever it holds.
pub(super) fn refuse_repeated(spend: &[Input], leads: &[Input]) -> Result<(), Error> {
    for inputs in [spend, leads] {
        for (index, input) in inputs.iter().enumerate() {
            if inputs[..index].iter().any(|earlier| earlier.is_same_file(input)) {
                return Err(Error::Repeated { file: input.to_string() });
            }
        }
    }
    let reads_stdin = |inputs: &[Input]| inputs.iter().any(Input::is_stdin);
    if reads_stdin(spend) && reads_stdin(leads) { Err(Error::StdinTwice) } else { Ok(()) }
}

/// A note for each sum that only some of the files have a column for.
pub(super) fn partial_notes(whole: &Fold, files: &[File]) -> Vec<Note> {
    let total = whole.coverage();
    let partial = Fact::ALL.into_iter().filter(|fact| total.is_partial(*fact));
    let note = |fact: Fact| {
        let lacking = files.iter().filter(|file| file.lacks(fact, &total)).map(|file| file.name.as_str());
        let lacking: Vec<&str> = lacking.collect();
        (!lacking.is_empty()).then(|| Note {
            code: "partial",
            message: format!(
                "{}: no {}: it is partial, marked *, and what would set unequal parts against each other is left undefined",
                lacking.join(", "),
                fact.metric()
            ),
        })
    };
    partial.filter_map(note).collect()
}

/// The one currency that the files' headers and currency columns name.
pub(super) fn one_currency(files: &[File], audits: &[(String, Audit)]) -> Result<Option<String>, Error> {
    let headers = files.iter().flat_map(|file| &file.plan.currencies);
    let headers = headers.map(|(place, code)| (place.clone(), (*code).to_owned()));
    let columns = audits.iter().flat_map(|(file, audit)| {
        audit
            .currencies()
            .into_iter()
            .map(move |(code, rows)| (format!("{file} ({})", counted(rows, "row")), code))
    });
    let mut found: Option<(String, String)> = None;
    for (place, code) in headers.chain(columns) {
        match &found {
            Some((first_place, first)) if *first != code => {
                return Err(Error::TwoCurrencies {
                    first_file: first_place.clone(),
                    first: first.clone(),
                    second_file: place,
                    second: code,
                });
            }
            Some(_) => {}
            None => found = Some((place, code)),
        }
    }
    Ok(found.map(|(_, code)| code))
}

/// A note on files whose amounts are taken for the currency that another file names.
pub(super) fn assumed_currency(currency: &str, files: &[File], audits: &[(String, Audit)]) -> Option<Note> {
    let silent = files.iter().zip(audits).filter(|(file, (_, audit))| {
        file.plan.currencies.is_empty() && audit.currencies().is_empty() && file.plan.money().next().is_some()
    });
    let silent: Vec<&str> = silent.map(|(file, _)| file.name.as_str()).collect();
    (!silent.is_empty()).then(|| Note {
        code: "currency-assumed",
        message: format!(
            "{}: no currency named; amounts are taken for {currency}, as in the other files",
            silent.join(", ")
        ),
    })
}

/// A mapping to a header that no file has is a slip of the pen, and would silently do nothing.
pub(super) fn refuse_unused_mappings(mappings: &[Mapping], files: &[File]) -> Result<(), Error> {
    for mapping in mappings {
        let concerned = || files.iter().filter(|file| mapping.is_for(file.side));
        let normal = header::normalise(&mapping.header).normal;
        let is_in = |file: &File| {
            file.raw_headers.contains(&mapping.header)
                || file.headers.iter().any(|header| header.normal == normal)
        };
        if concerned().next().is_none() {
            let side = mapping.side.map_or("spend", Side::name);
            return Err(Error::IdleMapping { mapping: mapping.text.clone(), side });
        }
        if !concerned().any(is_in) {
            let headers = concerned().map(|file| format!("{}: {}", file.name, listed(&file.raw_headers)));
            return Err(Error::UnusedMapping {
                mapping: mapping.text.clone(),
                header: mapping.header.clone(),
                headers: headers.collect::<Vec<_>>().join("; "),
            });
        }
    }
    Ok(())
}
