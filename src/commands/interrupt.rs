//! Ctrl-C, SIGTERM and SIGHUP: what must not stay behind is cleared away first.
//!
//! A run that has nothing to clear away installs no handler and ends as the system ends it.

use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use crate::exit::Exit;

use super::progress::Line;

/// What an interruption has to clear away.
pub(super) struct Leftovers {
    /// The draft of an output file.
    pub(super) draft: Option<PathBuf>,
    /// The line on the terminal that says how far the reading has come.
    pub(super) line: Option<Line>,
}

static LEFTOVERS: Mutex<Leftovers> = Mutex::new(Leftovers { draft: None, line: None });

/// What there is to clear away. Whoever makes such a thing, or does away with it, holds this meanwhile: an interruption then comes
/// before it or after it, and never between.
pub(super) fn leftovers() -> MutexGuard<'static, Leftovers> {
    LEFTOVERS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Has the leftovers cleared away from now on when the run is interrupted; to be called before there are any.
pub(super) fn heed() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Where one of the signals is to be ignored (`nohup`, a script's `&`), that must stay so, and then none of them is handled:
        // a draft can be left behind in the moment of writing, but no run ends with the terminal that it was meant to outlive.
        let _ = ctrlc::try_set_handler(leave);
    });
}

fn leave() {
    // Held to the very end, so that nobody misses the draft.
    let mut leftovers = leftovers();
    if let Some(line) = leftovers.line.take() {
        line.clear();
    }
    if let Some(draft) = leftovers.draft.take() {
        let _ = fs::remove_file(draft);
    }
    std::process::exit(Exit::Interrupted.code().into());
}
