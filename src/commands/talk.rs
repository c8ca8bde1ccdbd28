//! Talk: what is said on stderr beside the data on stdout.

use std::fmt::Display;
use std::io::{self, Write};

use crate::core::limit::Verdict;
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

/// How many limits are told one by one: nobody reads more, and a result has all of them.
const TOLD: usize = 1000;

/// Says which limits are broken or could not be judged, and with `verbose` which hold.
pub(super) fn limits(limits: &[JudgedLimit], style: &Style, verbose: bool) {
    let is_told = |judged: &&JudgedLimit| judged.verdict != Verdict::Holds || verbose;
    for judged in limits.iter().filter(is_told).take(TOLD) {
        say(render::verdict::sentence(judged, style));
    }
    let more = limits.iter().filter(is_told).skip(TOLD);
    let broken = more.clone().filter(|judged| judged.verdict == Verdict::Broken).count() as u64;
    match more.count() as u64 {
        0 => {}
        more => say(format_args!(
            "and {} more verdicts, {} of them broken; -f json has all",
            number::count(more),
            number::count(broken)
        )),
    }
}
