//! Sources that bring no leads: somebody has tried the form out.

use crate::ingest::field::status::Statuses;
use crate::ingest::group::interned::Interned;
use crate::ingest::records::Cell;

/// The sources met that look as if they were some, and whether they are.
#[derive(Debug, Default)]
pub(super) struct TestSources {
    sources: Interned,
    are_tests: Vec<bool>,
}

impl TestSources {
    #[inline]
    pub(super) fn has(&mut self, source: Cell<'_>, statuses: &Statuses) -> bool {
        // Every lead is asked: the first letter turns most away.
        Statuses::may_reject_source(source.bytes()) && self.is_known_as(source, statuses)
    }

    fn is_known_as(&mut self, source: Cell<'_>, statuses: &Statuses) -> bool {
        let number = self.sources.number(source) as usize;
        if number == self.are_tests.len() {
            self.are_tests.push(statuses.rejects_source(&String::from_utf8_lossy(source.bytes())));
        }
        self.are_tests[number]
    }
}
