//! The lead's number in the row before.

/// A text that is compared with the next one, row after row: mostly short, and then without a look at memory elsewhere.
#[derive(Debug, Default)]
pub(super) struct LeadId {
    length: usize,
    /// The first and the last eight bytes, which are all there is of a short one.
    first: [u8; 8],
    last: [u8; 8],
    /// All of it, if it is long or very short.
    whole: Vec<u8>,
}

impl LeadId {
    /// Whether it is this one.
    #[inline]
    pub(super) fn is(&self, text: &[u8]) -> bool {
        if self.length != text.len() {
            return false;
        }
        match (text.first_chunk(), text.last_chunk()) {
            (Some(first), Some(last)) => {
                self.last == *last && self.first == *first && (text.len() <= 16 || self.whole == text)
            }
            _ => self.whole == text,
        }
    }

    /// Becomes this one.
    #[inline]
    pub(super) fn become_this(&mut self, text: &[u8]) {
        self.length = text.len();
        if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
            (self.first, self.last) = (*first, *last);
            if text.len() <= 16 {
                return;
            }
        }
        self.whole.clear();
        self.whole.extend_from_slice(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_counts() {
        let mut id = LeadId::default();
        assert!(id.is(b""));
        for length in 0..40 {
            let text: Vec<u8> = (0..length).collect();
            id.become_this(&text);
            assert!(id.is(&text));
            for place in 0..text.len() {
                let mut other = text.clone();
                other[place] ^= 1;
                assert!(!id.is(&other) && !id.is(&text[1..]), "{length} {place}");
            }
        }
    }
}
