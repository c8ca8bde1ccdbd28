//! Where a text can be cut: behind the last row that is whole.

use std::ops::Range;

use memchr::memrchr;

use super::marks::{WIDTH, quotes};

/// Where a text that begins where a row does can be cut.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// Behind the last line end that is one between rows.
    pub(super) end: Option<usize>,
    /// Whether the text ends inside quotation marks.
    pub(super) is_open: bool,
}

/// Finds the cut. Only the quotation marks are gone through, which are few; `outside` is memory to work in.
pub(super) fn of(text: &[u8], delimiter: u8, outside: &mut Vec<Range<usize>>) -> Cut {
    outside.clear();
    let is_open = stretches(text, delimiter, outside);
    let end = outside
        .iter()
        .rev()
        .find_map(|stretch| memrchr(b'\n', &text[stretch.clone()]).map(|place| stretch.start + place + 1));
    // Files without any line feed end their lines with carriage returns.
    let end = end.or_else(|| outside.iter().rev().find_map(|stretch| last_return(text, stretch.clone())));
    Cut { end: end.and_then(|end| before_blank_lines(text, end)), is_open }
}

/// The cut behind the row that these blank lines follow: they tell something about the row below them, which is in the next block.
fn before_blank_lines(text: &[u8], mut end: usize) -> Option<usize> {
    loop {
        let own = if text[..end].ends_with(b"\r\n") { 2 } else { 1 };
        match text[..end - own].last()? {
            b'\n' | b'\r' => end -= own,
            _ => return Some(end),
        }
    }
}

/// Finds what stands outside of quotation marks; says whether the text ends inside of them.
fn stretches(text: &[u8], delimiter: u8, outside: &mut Vec<Range<usize>>) -> bool {
    let (mut begin, mut from, mut is_open) = (0, 0, false);
    for chunk in (0..text.len()).step_by(WIDTH) {
        let mut quotes = quotes(text, chunk);
        while quotes != 0 {
            let quote = chunk + quotes.trailing_zeros() as usize;
            quotes &= quotes - 1;
            if is_open {
                match text.get(quote + 1) {
                    _ if quote < from => {}
                    // Two stand for one.
                    Some(b'"') => from = quote + 2,
                    _ => (begin, is_open) = (quote + 1, false),
                }
            } else if quote == 0 || matches!(text[quote - 1], b'\n' | b'\r') || text[quote - 1] == delimiter {
                outside.push(begin..quote);
                (from, is_open) = (quote + 1, true);
            }
        }
    }
    if !is_open {
        outside.push(begin..text.len());
    }
    is_open
}

/// Behind the last carriage return that no line feed can follow.
fn last_return(text: &[u8], stretch: Range<usize>) -> Option<usize> {
    let end = stretch.end.min(text.len().saturating_sub(1));
    memrchr(b'\r', text.get(stretch.start..end)?).map(|place| stretch.start + place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_is_behind_a_row() {
        for (text, end, is_open) in [
            ("a,b\nc,d", Some(4), false),
            ("a,b\nc,d\n", Some(8), false),
            ("a,\"b\nc\",d", None, false),
            ("a,b\n\"c\nd", Some(4), true),
            ("a,b\n\"c\"\"\nd", Some(4), true),
            ("a,b\n\"c\"\nd", Some(8), false),
            ("5\" pipe\n6\" pipe\nx", Some(16), false),
            ("a\"\n\"\"\n\"\"\"\n\"", Some(6), false),
            ("a\rb\r", Some(2), false),
            ("a\rb", Some(2), false),
            ("a\r\nb", Some(3), false),
            ("a\n\n\nb", Some(2), false),
            ("a\r\n\r\n\r\n", Some(3), false),
            ("\n\nb", None, false),
            ("", None, false),
        ] {
            assert_eq!(of(text.as_bytes(), b',', &mut Vec::new()), Cut { end, is_open }, "{text:?}");
        }
    }
}
