//! Text of another encoding into UTF-8, strictly: a byte that means nothing is an error, never a replacement character.

use std::io::{self, Read};
use std::ops::Range;

use encoding_rs::{Decoder, DecoderResult};

use super::encoding::Encoding;
use super::error::Problem;
use super::flow::Flow;
use super::store::{CHUNK, line_ends, read_full};

/// A text of another encoding.
#[derive(Debug)]
pub(super) struct Decoded {
    source: Flow,
    /// Where it begins in the source.
    start: u64,
    encoding: Encoding,
}

impl Decoded {
    pub(super) fn new(source: Flow, start: u64, encoding: Encoding) -> Self {
        Self { source, start, encoding }
    }

    /// A reader from the beginning.
    pub(super) fn reader(&self) -> Decoding<'_> {
        Decoding {
            source: self.source.from(self.start),
            encoding: self.encoding,
            decoder: self.encoding.decoder().new_decoder_without_bom_handling(),
            chunk: vec![0; CHUNK],
            undecoded: 0..0,
            text: vec![0; CHUNK],
            unread: 0..0,
            line: 1,
            has_ended: false,
        }
    }
}

/// Decodes as it is read.
pub(super) struct Decoding<'a> {
    source: Box<dyn Read + Send + 'a>,
    encoding: Encoding,
    decoder: Decoder,
    chunk: Vec<u8>,
    /// What of the chunk is to be decoded.
    undecoded: Range<usize>,
    text: Vec<u8>,
    /// What of the text is to be handed out.
    unread: Range<usize>,
    /// The line that the next character stands in.
    line: u64,
    /// Whether the decoder knows that nothing more comes.
    has_ended: bool,
}

impl Read for Decoding<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.unread.is_empty() && !self.has_ended {
            self.decode()?;
        }
        let count = self.unread.len().min(buffer.len());
        let begin = self.unread.start;
        buffer[..count].copy_from_slice(&self.text[begin..begin + count]);
        self.unread.start += count;
        Ok(count)
    }
}

impl Decoding<'_> {
    /// Decodes the next piece.
    fn decode(&mut self) -> io::Result<()> {
        if self.undecoded.is_empty() {
            self.undecoded = 0..read_full(&mut self.source, &mut self.chunk)?;
        }
        // What the decoder still misses when nothing more comes has been cut off.
        let is_end = self.undecoded.is_empty();
        let bytes = &self.chunk[self.undecoded.clone()];
        let (result, read, written) =
            self.decoder.decode_to_utf8_without_replacement(bytes, &mut self.text, is_end);
        let piece = &self.text[..written];
        let invalid = |line| Problem::Invalid { encoding: self.encoding.name(), line };
        if matches!(self.encoding, Encoding::Legacy(_))
            && let Some(place) = piece.windows(2).position(is_control)
        {
            return Err(invalid(self.line + line_ends(&piece[..place])).into());
        }
        if piece.contains(&0) {
            return Err(Problem::Foreign { kind: "binary data" }.into());
        }
        self.line += line_ends(piece);
        match result {
            DecoderResult::InputEmpty => self.has_ended = is_end,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) if is_end => return Err(Problem::CutOff.into()),
            DecoderResult::Malformed(..) => return Err(invalid(self.line).into()),
        }
        self.undecoded.start += read;
        self.unread = 0..written;
        Ok(())
    }
}

/// Whether this is one of U+0080 to U+009F. No text in an old encoding has them: they are what the web standard makes of bytes
/// that the encoding leaves undefined.
fn is_control(pair: &[u8]) -> bool {
    matches!(pair, [0xc2, 0x80..=0x9f])
}
