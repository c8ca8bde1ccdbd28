//! Which of sixty-four bytes mean something between cells, as bits.

use wide::u8x16;

/// How many bytes are looked at together.
pub(super) const WIDTH: usize = 64;

/// The bytes of a chunk that mean something: the first byte's bit is the lowest.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Marks {
    pub(super) delimiters: u64,
    pub(super) line_feeds: u64,
    pub(super) carriage_returns: u64,
    pub(super) quotes: u64,
}

impl Marks {
    /// Those of the chunk that begins here; behind the text's end there are none.
    #[inline]
    pub(super) fn at(text: &[u8], place: usize, delimiter: u8) -> Self {
        let text = &text[place..];
        if let Some(chunk) = text.first_chunk() {
            return Self::of(chunk, delimiter);
        }
        let mut chunk = [0; WIDTH];
        chunk[..text.len()].copy_from_slice(text);
        Self::of(&chunk, delimiter)
    }

    #[inline]
    fn of(chunk: &[u8; WIDTH], delimiter: u8) -> Self {
        let meant = [delimiter, b'\n', b'\r', b'"'].map(u8x16::splat);
        let mut marks = [0; 4];
        let (parts, _) = chunk.as_chunks::<16>();
        for (part, bytes) in parts.iter().enumerate() {
            let bytes = u8x16::new(*bytes);
            for (marks, byte) in marks.iter_mut().zip(meant) {
                *marks |= u64::from(bytes.simd_eq(byte).to_bitmask()) << (16 * part);
            }
        }
        let [delimiters, line_feeds, carriage_returns, quotes] = marks;
        Self { delimiters, line_feeds, carriage_returns, quotes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_its_bit() {
        let text: Vec<u8> = (0..200_u32).map(|place| b"a;\n\"\r,x"[(place * place % 7) as usize]).collect();
        for place in 0..text.len() {
            let marks = Marks::at(&text, place, b';');
            for bit in 0..WIDTH {
                let byte = text.get(place + bit).copied().unwrap_or(b'a');
                let is = |marks: u64| marks >> bit & 1 == 1;
                assert_eq!(is(marks.delimiters), byte == b';', "{place} {bit}");
                assert_eq!(is(marks.line_feeds), byte == b'\n', "{place} {bit}");
                assert_eq!(is(marks.carriage_returns), byte == b'\r', "{place} {bit}");
                assert_eq!(is(marks.quotes), byte == b'"', "{place} {bit}");
            }
        }
    }
}
