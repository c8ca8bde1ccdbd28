//! The lead's number in the row before.

use crate::ingest::records::{Cell, Glimpse};

/// A text that is compared with the next one, row after row.
#[derive(Debug, Default)]
pub(super) struct LeadId {
    glimpse: Glimpse,
    /// All of it, if a glimpse is not.
    whole: Vec<u8>,
}

impl LeadId {
    /// Becomes this one; whether it was that already.
    #[inline(always)]
    pub(super) fn become_this(&mut self, id: Cell<'_>) -> bool {
        let Some(glimpse) = id.glimpse() else { return self.become_this_at_close_look(id) };
        let looks_same = glimpse == self.glimpse;
        self.glimpse = glimpse;
        if glimpse.is_whole() { looks_same } else { self.become_long(looks_same, id.bytes()) }
    }

    #[cold]
    fn become_this_at_close_look(&mut self, id: Cell<'_>) -> bool {
        let glimpse = id.close_glimpse();
        let looks_same = glimpse == self.glimpse;
        self.glimpse = glimpse;
        if glimpse.is_whole() { looks_same } else { self.become_long(looks_same, id.bytes()) }
    }

    fn become_long(&mut self, looks_same: bool, id: &[u8]) -> bool {
        let is_same = looks_same && self.whole == id;
        if !is_same {
            self.whole.clear();
            self.whole.extend_from_slice(id);
        }
        is_same
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_counts() {
        let mut id = LeadId::default();
        let mut become_this = |text: &[u8]| id.become_this(Cell::from(text));
        assert!(become_this(b""));
        for length in 1..60 {
            let mut text: Vec<u8> = (0..length).collect();
            assert!(!become_this(&text));
            assert!(become_this(&text));
            for place in 0..text.len() {
                text[place] ^= 1;
                assert!(!become_this(&text), "{length} {place}");
                text[place] ^= 1;
                assert!(!become_this(&text), "{length} {place}");
            }
            assert!(!become_this(&text[1..]) && !become_this(&text), "{length}");
        }
    }
}
