//! Text of another encoding into UTF-8, strictly: a byte that means nothing is an error, never a replacement character.

use encoding_rs::DecoderResult;

use super::encoding::Encoding;
use super::error::Problem;
use super::store::{CHUNK, Spool, Store, line_ends, read_full};

/// All from this byte on, as UTF-8.
pub(super) fn decode(store: &Store, from: u64, encoding: Encoding) -> Result<Store, Problem> {
    let is_legacy = matches!(encoding, Encoding::Legacy(_));
    let mut decoder = encoding.decoder().new_decoder_without_bom_handling();
    let mut source = store.from(from);
    let mut spool = Spool::new()?;
    let mut chunk = vec![0; CHUNK];
    let mut text = vec![0; CHUNK];
    let mut line = 1;
    loop {
        let count = read_full(&mut source, &mut chunk).map_err(Problem::Unreadable)?;
        // What the decoder still misses when nothing more comes has been cut off.
        let is_end = count == 0;
        let mut bytes = &chunk[..count];
        loop {
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(bytes, &mut text, is_end);
            let piece = &text[..written];
            if is_legacy && let Some(place) = piece.windows(2).position(is_control) {
                let line = line + line_ends(&piece[..place]);
                return Err(Problem::Invalid { encoding: encoding.name(), line });
            }
            if piece.contains(&0) {
                return Err(Problem::Foreign { kind: "binary data" });
            }
            line += line_ends(piece);
            spool.keep(piece)?;
            bytes = &bytes[read..];
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) if is_end => return Err(Problem::CutOff),
                DecoderResult::Malformed(..) => {
                    return Err(Problem::Invalid { encoding: encoding.name(), line });
                }
            }
        }
        if is_end {
            return spool.finish();
        }
    }
}

/// Whether this is one of U+0080 to U+009F. No text in an old encoding has them: they are what the web standard makes of bytes
/// that the encoding leaves undefined.
fn is_control(pair: &[u8]) -> bool {
    matches!(pair, [0xc2, 0x80..=0x9f])
}
