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
        with_chunk(text, place, |chunk| Self {
            delimiters: chunk.marks(delimiter),
            line_feeds: chunk.marks(b'\n'),
            carriage_returns: chunk.rare_marks(b'\r'),
            quotes: chunk.rare_marks(b'"'),
        })
    }
}

/// The quotation marks of the chunk that begins here.
#[inline]
pub(super) fn quotes(text: &[u8], place: usize) -> u64 {
    with_chunk(text, place, |chunk| chunk.rare_marks(b'"'))
}

/// Does something with the chunk that begins here, with zeros behind the text's end.
#[inline]
fn with_chunk<T>(text: &[u8], place: usize, look: impl Fn(Chunk<'_>) -> T) -> T {
    let text = &text[place..];
    if let Some(chunk) = text.first_chunk() {
        return look(Chunk(chunk));
    }
    let mut chunk = [0; WIDTH];
    chunk[..text.len()].copy_from_slice(text);
    look(Chunk(&chunk))
}

/// Sixty-four bytes.
#[derive(Clone, Copy)]
struct Chunk<'a>(&'a [u8; WIDTH]);

impl Chunk<'_> {
    /// Where a byte stands.
    #[inline]
    fn marks(self, byte: u8) -> u64 {
        let bits = self.parts(byte).map(|same| u64::from(same.to_bitmask()));
        bits.enumerate().fold(0, |marks, (part, bits)| marks | bits << (16 * part))
    }

    /// Where a byte stands that most chunks do not have.
    #[inline]
    fn rare_marks(self, byte: u8) -> u64 {
        let any = self.parts(byte).fold(u8x16::ZERO, |any, same| any | same);
        if any.to_bitmask() == 0 { 0 } else { self.marks(byte) }
    }

    #[inline]
    fn parts(self, byte: u8) -> impl Iterator<Item = u8x16> {
        let (parts, _) = self.0.as_chunks::<16>();
        parts.iter().map(move |part| u8x16::new(*part).simd_eq(u8x16::splat(byte)))
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
