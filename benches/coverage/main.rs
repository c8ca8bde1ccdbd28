//! How often intervals hold what they are of, and how often comparisons cry wolf: `cargo bench --bench coverage`.
//!
//! Groups are drawn whose true figures are known, and what the library says of them is held against these. The draws are the
//! same on every machine; `benches/README.md` has the table, and says what follows from it.

mod comparisons;
mod draws;
mod intervals;

use std::io::{self, Write};

use leadcalc::core::chance::confidence::Confidence;

use draws::Draws;

/// The confidence that is asked for throughout.
const CONFIDENCE: &str = "95%";

/// Where a drawing begins. Every line of the table begins there anew, so that none depends on those above it.
const SEED: u64 = 20_250_101;

/// What came out of many runs of one case.
#[derive(Default)]
struct Outcome {
    /// The runs in which it happened: an interval held the truth, or a test saw a difference.
    hits: u32,
    /// The runs in which there was an answer.
    answered: u32,
    /// The runs in which there was none, because the data were too few for it.
    refused: u32,
}

impl Outcome {
    /// Runs a case many times; `None` is no answer.
    fn of(runs: u32, mut case: impl FnMut(&mut Draws) -> Option<bool>) -> Self {
        let mut draws = Draws::new(SEED);
        let mut outcome = Self::default();
        for _ in 0..runs {
            match case(&mut draws) {
                Some(hit) => {
                    outcome.answered += 1;
                    outcome.hits += u32::from(hit);
                }
                None => outcome.refused += 1,
            }
        }
        outcome
    }
}

/// A line of the table: what was asked, the share that was promised, and what came out.
struct Line {
    what: String,
    nominal: &'static str,
    outcome: Outcome,
}

fn confidence() -> Confidence {
    CONFIDENCE.parse().expect("a confidence")
}

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "| What | Nominal | Found | Runs | No answer |")?;
    writeln!(out, "| --- | ---: | ---: | ---: | ---: |")?;
    for section in [
        intervals::proportions,
        intervals::events,
        intervals::amounts,
        comparisons::differences,
        comparisons::false_alarms,
        comparisons::power,
    ] {
        for Line { what, nominal, outcome } in section() {
            let found = draws::percent(outcome.hits, outcome.answered);
            let Outcome { answered, refused, .. } = outcome;
            writeln!(out, "| {what} | {nominal} | {found} | {answered} | {refused} |")?;
        }
    }
    Ok(())
}
