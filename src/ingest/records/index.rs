//! Where the cells and the rows of a text end.

use memchr::{memchr, memchr_iter};

use super::marks::{Marks, WIDTH};

/// Where the cells of a text end, and which of them are the last of their rows. The memory is used again for the next text.
#[derive(Debug, Default)]
pub struct Index {
    /// The places of delimiters and line ends between cells.
    pub(super) ends: Vec<u32>,
    /// How many of them there are. The memory behind them is kept, so that adding one more need not ask for any.
    count: usize,
    pub(super) rows: Vec<RowEnd>,
}

/// Where a row ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RowEnd {
    /// How many cells end up to there.
    pub(super) cells: u32,
    /// How many line ends stand in its cells.
    pub(super) inner_lines: u32,
    /// Whether there is a quotation mark in it.
    pub(super) is_quoted: bool,
}

/// What was found in a chunk.
#[derive(Clone, Copy)]
struct Found {
    /// Ends of cells.
    ends: u64,
    /// Those that end their row.
    of_rows: u64,
    quotes: u64,
    /// Line ends in cells.
    inner_lines: u64,
}

/// What goes from a chunk to the next one.
struct Carried {
    /// All ones inside quotation marks.
    inside: u64,
    /// Whether the byte before is the end of a cell.
    is_end: bool,
    /// Whether the byte before closes a cell, or is the first of a doubled quotation mark.
    is_closing: bool,
    row: RowEnd,
}

impl Index {
    /// Finds the ends in a text that begins where a row does.
    pub(super) fn fill(&mut self, text: &[u8], delimiter: u8) {
        if !self.fill_regular(text, delimiter) {
            self.fill_any(text, delimiter);
        }
        // The last line may lack its end.
        let is_whole =
            self.count == 0 || self.rows.last().is_some_and(|row| row.cells as usize == self.count);
        let ends_at = self.count.checked_sub(1).map_or(0, |last| self.ends[last] as usize + 1);
        if !is_whole || ends_at < text.len() {
            self.push(text.len());
            let is_quoted = memchr(b'"', text).is_some();
            self.rows.push(RowEnd { cells: place(self.count), inner_lines: 0, is_quoted });
        }
    }

    /// Finds them sixty-four bytes at a time; gives up where a quotation mark is neither at the beginning nor at the end of a cell
    /// and not doubled either.
    fn fill_regular(&mut self, text: &[u8], delimiter: u8) -> bool {
        self.clear();
        let row = RowEnd { cells: 0, inner_lines: 0, is_quoted: false };
        let mut carried = Carried { inside: 0, is_end: true, is_closing: false, row };
        let mut chunk = 0;
        while chunk < text.len() {
            let marks = Marks::at(text, chunk, delimiter);
            let line_ends = marks.line_feeds | marks.carriage_returns;
            let mut ends = marks.delimiters | line_ends;
            let mut inner_lines = 0;
            if marks.quotes | carried.inside != 0 || carried.is_closing {
                let Some(inside) = carried.quoted(&marks, ends) else { return false };
                ends &= !inside;
                inner_lines = marks.line_feeds & inside;
            } else {
                carried.is_end = ends >> (WIDTH - 1) == 1;
            }
            let found = Found { ends, of_rows: ends & line_ends, quotes: marks.quotes, inner_lines };
            self.take(chunk, found, &mut carried.row);
            chunk += WIDTH;
        }
        true
    }

    /// Takes over what was found in a chunk.
    #[inline]
    fn take(&mut self, chunk: usize, found: Found, row: &mut RowEnd) {
        let needed = self.count + WIDTH;
        if self.ends.len() < needed {
            self.ends.resize(needed * 2, 0);
        }
        let Found { mut ends, mut of_rows, mut quotes, mut inner_lines } = found;
        while of_rows != 0 {
            // Up to the row's end, and that itself.
            let up_to = of_rows ^ (of_rows - 1);
            self.push_all(chunk, ends & up_to);
            if (quotes | inner_lines) & up_to != 0 {
                row.is_quoted = true;
                row.inner_lines += (inner_lines & up_to).count_ones();
            }
            row.cells = place(self.count);
            self.rows.push(*row);
            (row.inner_lines, row.is_quoted) = (0, false);
            ends &= !up_to;
            quotes &= !up_to;
            inner_lines &= !up_to;
            of_rows &= of_rows - 1;
        }
        self.push_all(chunk, ends);
        if quotes | inner_lines != 0 {
            row.is_quoted = true;
            row.inner_lines += inner_lines.count_ones();
        }
    }

    #[inline]
    fn push_all(&mut self, chunk: usize, mut ends: u64) {
        while ends != 0 {
            self.ends[self.count] = place(chunk + ends.trailing_zeros() as usize);
            self.count += 1;
            ends &= ends - 1;
        }
    }

    /// Finds them quotation mark by quotation mark, wherever these are.
    fn fill_any(&mut self, text: &[u8], delimiter: u8) {
        self.clear();
        let mut row = RowEnd { cells: 0, inner_lines: 0, is_quoted: false };
        let (mut cell, mut at) = (0, 0);
        while let Some(byte) = text.get(at) {
            let is_line_end = matches!(byte, b'\n' | b'\r');
            if *byte == b'"' {
                row.is_quoted = true;
                // Elsewhere than at a cell's beginning it is a character like any other.
                if at == cell {
                    let close = close_of(text, at);
                    let inner = &text[at..close];
                    row.inner_lines += place(memchr_iter(b'\n', inner).count());
                    at = close;
                }
            } else if *byte == delimiter || is_line_end {
                self.push(at);
                cell = at + 1;
                if is_line_end {
                    row.cells = place(self.count);
                    self.rows.push(row);
                    (row.inner_lines, row.is_quoted) = (0, false);
                }
            }
            at += 1;
        }
    }

    fn push(&mut self, end: usize) {
        if self.ends.len() <= self.count {
            self.ends.resize(self.count + WIDTH, 0);
        }
        self.ends[self.count] = place(end);
        self.count += 1;
    }

    fn clear(&mut self) {
        self.count = 0;
        self.rows.clear();
    }
}

impl Carried {
    /// Which bytes of a chunk are inside quotation marks, the opening ones among them; none where one of them is irregular.
    #[inline]
    fn quoted(&mut self, marks: &Marks, ends: u64) -> Option<u64> {
        let inside = each_after_odd(marks.quotes) ^ self.inside;
        let (openings, closings) = (marks.quotes & inside, marks.quotes & !inside);
        let ends = ends & !inside;
        let after_end = ends << 1 | u64::from(self.is_end);
        let after_closing = closings << 1 | u64::from(self.is_closing);
        // A cell is opened at its beginning; what looks like an opening behind a closing is the second of two in a cell.
        let stray_openings = openings & !(after_end | after_closing);
        let stray_closings = after_closing & !(ends | openings);
        self.inside = if inside >> (WIDTH - 1) == 1 { u64::MAX } else { 0 };
        self.is_end = ends >> (WIDTH - 1) == 1;
        self.is_closing = closings >> (WIDTH - 1) == 1;
        (stray_openings | stray_closings == 0).then_some(inside)
    }
}

/// Sets each bit that has an odd number of bits at and below it.
#[inline]
fn each_after_odd(mut bits: u64) -> u64 {
    for distance in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << distance;
    }
    bits
}

/// The quotation mark that closes this one, or the text's end.
fn close_of(text: &[u8], open: usize) -> usize {
    let mut from = open + 1;
    loop {
        let Some(quote) = memchr(b'"', text.get(from..).unwrap_or_default()) else { return text.len() };
        if text.get(from + quote + 1) != Some(&b'"') {
            return from + quote;
        }
        from += quote + 2;
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a block is at most some times the longest row, 16 MiB")]
#[inline]
fn place(place: usize) -> u32 {
    place as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(text: &str, fill: impl Fn(&mut Index)) -> (Vec<u32>, Vec<RowEnd>) {
        let mut index = Index::default();
        fill(&mut index);
        let _ = text;
        (index.ends[..index.count].to_vec(), index.rows)
    }

    proptest::proptest! {
        #[test]
        fn both_ways_find_the_same(text in "([a,\"\n\r]|\"\"|,\"|\",|\"\n|b{60}){0,40}") {
            let bytes = text.as_bytes();
            let mut regular = Index::default();
            if regular.fill_regular(bytes, b',') {
                let regular = filled(&text, |index| assert!(index.fill_regular(bytes, b',')));
                let any = filled(&text, |index| index.fill_any(bytes, b','));
                proptest::prop_assert_eq!(regular, any);
            }
        }

        #[test]
        fn regular_quotation_marks_are_seen_as_such(cells in proptest::collection::vec("[a,\"\n]{0,70}", 1..20)) {
            let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            let text = quoted.join(",") + "\n";
            let mut index = Index::default();
            proptest::prop_assert!(index.fill_regular(text.as_bytes(), b','));
            proptest::prop_assert_eq!(index.rows.len(), 1);
            proptest::prop_assert_eq!(index.count, cells.len());
        }
    }
}
