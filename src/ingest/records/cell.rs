//! A cell among others, and what of it is seen at a glance.

/// A cell in a text. A few bytes on both sides of it can be looked at too, which spares a look at its length.
#[derive(Debug, Clone, Copy)]
pub struct Cell<'t> {
    text: &'t [u8],
    begin: u32,
    end: u32,
}

impl<'t> Cell<'t> {
    /// The part of a text from one place to another.
    pub(in crate::ingest) fn within(text: &'t [u8], begin: usize, end: usize) -> Self {
        let place =
            |place| u32::try_from(place).expect("a block is at most some times the longest row, 16 MiB");
        Self::at(text, place(begin), place(end))
    }

    /// The same, with places in a block.
    #[inline(always)]
    pub(super) fn at(text: &'t [u8], begin: u32, end: u32) -> Self {
        Self { text, begin, end }
    }

    /// Its bytes.
    #[inline(always)]
    pub(in crate::ingest) fn bytes(self) -> &'t [u8] {
        &self.text[self.begin as usize..self.end as usize]
    }

    /// Its first byte.
    #[inline(always)]
    pub(in crate::ingest) fn first(self) -> Option<u8> {
        if self.is_empty() { None } else { self.text.get(self.begin as usize).copied() }
    }

    /// Its last byte.
    #[inline(always)]
    pub(in crate::ingest) fn last(self) -> Option<u8> {
        if self.is_empty() { None } else { self.text.get(self.end as usize - 1).copied() }
    }

    /// Whether there is nothing in it.
    #[inline(always)]
    pub(in crate::ingest) fn is_empty(self) -> bool {
        self.begin == self.end
    }

    /// The same without its first byte.
    #[inline(always)]
    pub(in crate::ingest) fn without_first(self) -> Self {
        Self { begin: self.end.min(self.begin + 1), ..self }
    }

    /// What is seen of it at a glance; none where it takes a closer look, as it does of the first and the last cells of a text, which
    /// have less beside them.
    #[inline(always)]
    pub(in crate::ingest) fn glimpse(self) -> Option<Glimpse> {
        let (begin, end) = (self.begin as usize, self.end as usize);
        let first = self.text.get(begin..begin + BESIDE_CELL)?.first_chunk()?;
        let last = self.text.get(end.checked_sub(BESIDE_CELL)?..end)?.first_chunk()?;
        Some(Glimpse::between(self.end - self.begin, *first, *last))
    }

    /// The same, at a closer look.
    #[cold]
    pub(in crate::ingest) fn close_glimpse(self) -> Glimpse {
        Glimpse::of(self.bytes())
    }
}

impl<'t> From<&'t [u8]> for Cell<'t> {
    fn from(text: &'t [u8]) -> Self {
        Self::within(text, 0, text.len())
    }
}

/// A text's length with its first and its last sixteen bytes, which is all there is of a text that is not long. Files differ in the
/// lengths of their names from row to row, so to compare two of them without asking how long they are is much faster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::ingest) struct Glimpse {
    length: u32,
    first: u128,
    /// Zero where the first ones are all.
    last: u128,
}

/// How many bytes are seen of each end, if need be beside the cell.
pub(in crate::ingest) const BESIDE_CELL: usize = 16;

/// What is kept of the sixteen bytes where a text begins and of those where it ends, by its length.
static KEPT: [[u128; 2]; BESIDE_CELL + 2] = {
    let mut kept = [[u128::MAX, u128::MAX]; BESIDE_CELL + 2];
    let mut bytes = 0;
    while bytes <= BESIDE_CELL {
        let first = if bytes == BESIDE_CELL { u128::MAX } else { (1 << (8 * bytes)) - 1 };
        kept[bytes] = [first, 0];
        bytes += 1;
    }
    kept
};

impl Glimpse {
    /// That of no text: none is as long.
    pub(in crate::ingest) const NONE: Self = Self { length: u32::MAX, first: 0, last: 0 };

    /// That of a text of this length, from sixteen bytes where it begins and sixteen where it ends, whatever stands beside it.
    #[inline(always)]
    fn between(length: u32, first: [u8; BESIDE_CELL], last: [u8; BESIDE_CELL]) -> Self {
        let [of_first, of_last] = KEPT[(length as usize).min(BESIDE_CELL + 1)];
        Self {
            length,
            first: u128::from_le_bytes(first) & of_first,
            last: u128::from_le_bytes(last) & of_last,
        }
    }

    fn of(text: &[u8]) -> Self {
        let mut first = [0; BESIDE_CELL];
        let seen = text.len().min(BESIDE_CELL);
        first[..seen].copy_from_slice(&text[..seen]);
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        Self::between(length, first, text.last_chunk().copied().unwrap_or_default())
    }

    /// Whether there is no more of the text than this.
    #[inline(always)]
    pub(in crate::ingest) fn is_whole(self) -> bool {
        self.length as usize <= 2 * BESIDE_CELL
    }

    /// All of a short text, its first byte as the lowest and zeros behind it, and how many bytes it has.
    #[inline(always)]
    pub(in crate::ingest) fn short(self) -> Option<(u128, usize)> {
        let length = self.length as usize;
        (length <= BESIDE_CELL).then_some((self.first, length))
    }

    /// A number that differs for most texts.
    #[inline(always)]
    pub(in crate::ingest) fn mixed(self) -> usize {
        // An odd number without any pattern: the golden ratio's digits, as hashing by multiplication has them.
        const GOLDEN: u128 = 0x9e37_79b9_7f4a_7c15;
        let bytes = self.first ^ self.last.rotate_left(64);
        let sum = low(bytes) ^ low(bytes >> 64).rotate_left(23) ^ u64::from(self.length);
        // Each half of the product lacks some of the bits: one the highest of the sum, the other the lowest.
        let product = u128::from(sum) * GOLDEN;
        usize::try_from((low(product) ^ low(product >> 64)) >> 1).unwrap_or(0)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the other half is taken too")]
#[inline]
fn low(bytes: u128) -> u64 {
    bytes as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_of_a_text_that_is_not_long_counts_and_none_beside_it() {
        let around = |text: &[u8], byte: u8| {
            let beside = vec![byte; 20];
            let whole = [&beside, text, &beside].concat();
            Cell::within(&whole, 20, 20 + text.len()).glimpse().unwrap()
        };
        for length in 0..=2 * BESIDE_CELL {
            let text: Vec<u8> = (1..=length).map(|byte| u8::try_from(byte).unwrap()).collect();
            let glimpse = Glimpse::of(&text);
            assert_eq!(glimpse, Cell::from(&text[..]).close_glimpse());
            assert!(length >= BESIDE_CELL || Cell::from(&text[..]).glimpse().is_none());
            assert_eq!((glimpse, glimpse), (around(&text, 0), around(&text, 255)));
            assert!(glimpse.is_whole());
            let mut other = text.clone();
            for place in 0..length {
                other[place] ^= 1;
                assert_ne!(glimpse, Glimpse::of(&other), "{length} {place}");
                other[place] ^= 1;
            }
            other.push(0);
            assert_ne!(glimpse, Glimpse::of(&other));
        }
        assert!(!Glimpse::of(&[0; 33]).is_whole());
    }
}
