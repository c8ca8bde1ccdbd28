//! The exit status.

use crate::core::limit::Verdict;
use crate::report::JudgedLimit;

/// How a run ended, as a shell sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done, and every limit holds.
    Done,
    /// At least one limit is broken.
    LimitBroken,
    /// It could not be done: bad usage, unreadable or invalid input.
    Failed,
    /// No limit is broken, but at least one could not be judged.
    NotJudged,
    /// Ctrl-C, SIGTERM or SIGHUP ended it, with something to clear away first. Which of them it was is not known there, so it is
    /// what a shell makes of Ctrl-C for all three. With nothing to clear away the system ends the run, and the shell knows of what.
    Interrupted,
}

impl Exit {
    /// The status that the limits' verdicts come to: one broken limit outweighs any that could not be judged.
    ///
    /// Limits that only warn do not count, and neither do groups that a rule itself says are too small for it. What the data cannot
    /// tell is no reason to fail unless it is `strict`: then it counts as not judged, and so does everything that is not.
    #[must_use]
    pub fn from_limits(limits: &[JudgedLimit], strict: bool) -> Self {
        let counts = |judged: &&JudgedLimit| judged.severity.is_fatal();
        let is_open = |judged: &JudgedLimit| match judged.verdict {
            Verdict::NotJudged(_) => strict || !judged.is_exempt,
            Verdict::CannotTell(_) => strict,
            Verdict::Holds | Verdict::Broken => false,
        };
        if limits.iter().filter(counts).any(|judged| judged.verdict == Verdict::Broken) {
            Self::LimitBroken
        } else if limits.iter().filter(counts).any(is_open) {
            Self::NotJudged
        } else {
            Self::Done
        }
    }

    /// The number.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::LimitBroken => 1,
            Self::Failed => 2,
            Self::NotJudged => 3,
            Self::Interrupted => 130,
        }
    }
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
