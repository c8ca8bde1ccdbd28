//! What concerns several files at once: the same file twice, two currencies, sums that only some of them supply.

use crate::core::fact::Fact;
use crate::report::Note;

use super::Error;
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

/// A note for each sum that only some of the files supply.
pub(super) fn partial_notes(whole: &Fold, files: &[File]) -> Vec<Note> {
    let total = whole.coverage();
    let partial = Fact::ALL.into_iter().filter(|fact| total.is_partial(*fact));
    let note = |fact: Fact| {
        let lacking: Vec<&str> =
            files.iter().filter(|file| file.lacks(fact, &total)).map(|file| file.name.as_str()).collect();
        let message = if lacking.is_empty() {
            format!(
                "some rows have no {0}: {0} is partial, and what is set against it is left undefined",
                fact.metric()
            )
        } else {
            format!(
                "{} {} no {}: it is partial, marked *, and what would set unequal parts against each other is left undefined",
                lacking.join(", "),
                if lacking.len() == 1 { "has" } else { "have" },
                fact.metric()
            )
        };
        Note { code: "partial", message }
    };
    partial.map(note).collect()
}

/// The one currency that the files' headers name.
pub(super) fn one_currency(files: &[File]) -> Result<Option<String>, Error> {
    let mut found: Option<&(String, &'static str)> = None;
    for currency in files.iter().filter_map(|file| file.plan.currency.as_ref()) {
        match found {
            Some(first) if first.1 != currency.1 => {
                return Err(Error::TwoCurrencies {
                    first_file: first.0.clone(),
                    first: first.1.to_owned(),
                    second_file: currency.0.clone(),
                    second: currency.1.to_owned(),
                });
            }
            Some(_) => {}
            None => found = Some(currency),
        }
    }
    Ok(found.map(|(_, code)| (*code).to_owned()))
}

/// A note on files whose amounts are taken for the currency that another file names.
pub(super) fn assumed_currency(currency: &str, files: &[File]) -> Option<Note> {
    let silent =
        files.iter().filter(|file| file.plan.currency.is_none() && file.plan.money().next().is_some());
    let silent: Vec<&str> = silent.map(|file| file.name.as_str()).collect();
    (!silent.is_empty()).then(|| Note {
        code: "currency-assumed",
        message: format!(
            "{}: no header names a currency; amounts are taken for {currency}, as in the other files",
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
