//! What concerns several files at once: the same file twice, two currencies, sums that only some of them supply.

use std::collections::BTreeMap;

use crate::core::fact::Fact;
use crate::core::tally::Side;
use crate::report::Note;

use super::Error;
use super::audit::{Audit, counted};
use super::field::money::vat::Vat;
use super::file::File;
use super::group::fold::Fold;
use super::settings::FileRequest;
use super::table::header;
use super::table::headers::listed;
use super::table::mapping::Mapping;

/// A file given twice would count twice, and stdin can be read only once, whatever it holds.
pub(super) fn refuse_repeated(spend: &[FileRequest], leads: &[FileRequest]) -> Result<(), Error> {
    for inputs in [spend, leads] {
        for (index, file) in inputs.iter().enumerate() {
            if inputs[..index].iter().any(|earlier| earlier.input.is_same_file(&file.input)) {
                return Err(Error::Repeated { file: file.input.to_string() });
            }
        }
    }
    let reads_stdin = |files: &[FileRequest]| files.iter().any(|file| file.input.is_stdin());
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

/// The one currency that amounts are in: the one they name, or the one they were converted to.
pub(super) fn one_currency(
    wanted: Option<&str>,
    audits: &[(String, Audit)],
) -> Result<Option<String>, Error> {
    // Every currency with the files that have it, and how many amounts of each.
    let mut found: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (file, audit) in audits {
        for (code, amounts) in audit.currencies.kept() {
            found.entry(code).or_default().push(format!("{file} ({})", counted(*amounts, "amount")));
        }
    }
    let mut found = found.into_iter();
    match (found.next(), found.next(), wanted) {
        (Some((first, first_files)), Some((second, second_files)), _) => Err(Error::TwoCurrencies {
            first: first.to_owned(),
            first_files: first_files.join(", "),
            second: second.to_owned(),
            second_files: second_files.join(", "),
        }),
        (Some((code, files)), None, Some(wanted)) if code != wanted => Err(Error::OtherCurrency {
            code: code.to_owned(),
            files: files.join(", "),
            wanted: wanted.to_owned(),
        }),
        (Some((code, _)), None, _) => Ok(Some(code.to_owned())),
        (None, _, Some(wanted)) => Ok(Some(wanted.to_owned())),
        (None, ..) if audits.iter().any(|(_, audit)| audit.currencies.has_converted()) => {
            Err(Error::NoBaseCurrency)
        }
        (None, ..) => Ok(None),
    }
}

/// A note on files whose amounts are taken for the currency that another file names.
pub(super) fn assumed_currency(currency: &str, files: &[File], audits: &[(String, Audit)]) -> Option<Note> {
    let silent = files.iter().zip(audits).filter(|(file, (_, audit))| {
        audit.currencies.kept().is_empty()
            && !audit.currencies.has_converted()
            && file.plan.money().next().is_some()
    });
    let silent: Vec<&str> = silent.map(|(file, _)| file.name.as_str()).collect();
    (!silent.is_empty() && silent.len() < files.len()).then(|| Note {
        code: "currency-assumed",
        message: format!(
            "{}: no currency named; amounts are taken for {currency}, as in the other files",
            silent.join(", ")
        ),
    })
}

/// A cost with VAT beside one without, or beside one that does not say, adds up to nothing that means anything.
pub(super) fn one_vat(wanted: Option<Vat>, files: &[File]) -> Result<Option<Note>, Error> {
    let costs: Vec<&File> = files.iter().filter(|file| file.plan.cost().is_some()).collect();
    let names = |vat: Option<Vat>| {
        let names = costs.iter().filter(|file| file.plan.vat == vat).map(|file| file.name.as_str());
        names.collect::<Vec<_>>().join(", ")
    };
    let (with, without, silent) = (names(Some(Vat::Included)), names(Some(Vat::Excluded)), names(None));
    let Some(wanted) = wanted else {
        let readings = [(&with, "with VAT"), (&without, "without VAT"), (&silent, "does not say")];
        let readings: Vec<String> = readings
            .iter()
            .filter(|(names, _)| !names.is_empty())
            .map(|(names, reading)| format!("{names} ({reading})"))
            .collect();
        let is_mixed = readings.len() > 1 && (!with.is_empty() || !without.is_empty());
        return if is_mixed { Err(Error::MixedVat { costs: readings.join(", ") }) } else { Ok(None) };
    };
    Ok((!silent.is_empty()).then(|| Note {
        code: "vat-assumed",
        message: format!("{silent}: does not say whether VAT is in its costs; taken for {}", wanted.name()),
    }))
}

/// A mapping to a header that no file has is a slip of the pen, and would silently do nothing. A standing one is for other files.
pub(super) fn refuse_unused_mappings(mappings: &[Mapping], files: &[File]) -> Result<(), Error> {
    for mapping in mappings.iter().filter(|mapping| !mapping.standing) {
        let concerned = || files.iter().filter(|file| mapping.is_for(file.side));
        let normal = header::normalise(&mapping.header).normal;
        let is_in = |file: &File| {
            file.raw_headers().contains(&mapping.header)
                || file.headers.iter().any(|header| header.normal == normal)
        };
        if concerned().next().is_none() {
            let side = mapping.side.or_else(|| mapping.column.sides().next()).map_or("spend", Side::name);
            return Err(Error::IdleMapping { mapping: mapping.text.clone(), side });
        }
        if !concerned().any(is_in) {
            let headers = concerned().map(|file| format!("{}: {}", file.name, listed(file.raw_headers())));
            return Err(Error::UnusedMapping {
                mapping: mapping.text.clone(),
                header: mapping.header.clone(),
                headers: headers.collect::<Vec<_>>().join("; "),
            });
        }
    }
    Ok(())
}
