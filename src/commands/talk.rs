//! Talk: what is said on stderr beside the data on stdout.

use std::fmt::Display;
use std::io::{self, Write};

use crate::core::limit::Verdict;
use crate::core::metric::Language;
use crate::render::{self, Style, number};
use crate::report::{JudgedLimit, Note};

/// Says a line on stderr. Nobody listening is no reason to stop.
pub(super) fn say(line: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Says the notes.
pub(super) fn notes(notes: &[Note]) {
    for note in notes {
        say(format_args!("note: {}", note.message));
    }
}

/// Says which limits are broken or could not be judged, and with `verbose` which hold.
pub(super) fn limits(limits: &[JudgedLimit], style: &Style, verbose: bool) {
    for judged in limits {
        let place = match &judged.group {
            None => " in the total".to_owned(),
            Some(group) if group.is_empty() => String::new(),
            Some(group) => {
                let names = group.iter().map(|name| render::group_name(name, Language::En));
                format!(" in {}", names.collect::<Vec<_>>().join(", "))
            }
        };
        let unit = judged.metric.entry().unit;
        let figure = judged.value.map(|value| number::side_by_side(value, judged.bound, unit, style).0);
        let figure = figure.unwrap_or_default();
        let (limit, metric) = (&judged.limit, judged.metric);
        match &judged.verdict {
            Verdict::Broken => say(format_args!("limit broken: {limit}{place}: {metric} is {figure}")),
            Verdict::NotJudged(reason) => say(format_args!("limit not judged: {limit}{place}: {reason}")),
            Verdict::Holds if verbose => {
                say(format_args!("limit holds: {limit}{place}: {metric} is {figure}"));
            }
            Verdict::Holds => {}
        }
    }
}
