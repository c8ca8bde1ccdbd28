//! Where the cells and the rows of a text end.

use memchr::{memchr, memchr_iter};

use super::marks::{Marks, WIDTH};

/// Where the cells of a text end, and which of them are the last of their rows. The memory is used again for the next text.
#[derive(Debug, Default)]
pub struct Index {
    /// The places of delimiters and line ends between cells, and room for more of them.
    ends: Vec<u32>,
    /// How many of them there are.
    count: usize,
    /// The ends of rows, and room for more.
    rows: Vec<RowEnd>,
    row_count: usize,
    /// Whether there is a carriage return among the ends.
    pub(super) has_returns: bool,
}

/// Where a row ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct RowEnd {
    /// The place of its line end, where its last cell ends too.
    pub(super) place: u32,
    /// How many line ends stand in its cells.
    pub(super) inner_lines: u32,
}

/// What goes from a chunk to the next one.
struct Carried {
    /// All ones inside quotation marks.
    inside: u64,
    /// Whether the byte before is the end of a cell.
    is_end: bool,
    /// Whether the byte before closes a cell, or is the first of a doubled quotation mark.
    is_closing: bool,
    /// Line ends in the cells of the row so far.
    inner_lines: u32,
}

/// How many ends of cells are written down at a time, whether or not there are so many. To ask after each whether it was the last
/// would take longer, since there is no telling the answer.
const AT_ONCE: usize = 8;

impl Index {
    /// Finds the ends in a text that begins where a row does.
    pub(super) fn fill(&mut self, text: &[u8], delimiter: u8) {
        if !self.fill_regular(text, delimiter) {
            self.fill_any(text, delimiter);
        }
        // The last line may lack its end.
        let is_whole = self.rows().last().is_some_and(|row| row.place as usize + 1 == text.len());
        if !is_whole && !text.is_empty() {
            self.push(text.len());
            self.push_row(text.len(), 0);
        }
    }

    /// The ends of the rows.
    #[inline]
    pub(super) fn rows(&self) -> &[RowEnd] {
        &self.rows[..self.row_count]
    }

    /// The ends of the cells.
    #[inline]
    pub(super) fn ends(&self) -> &[u32] {
        &self.ends[..self.count]
    }

    /// Finds them sixty-four bytes at a time; gives up where a quotation mark is neither at the beginning nor at the end of a cell
    /// and not doubled either.
    fn fill_regular(&mut self, text: &[u8], delimiter: u8) -> bool {
        let Self { ends: all_ends, rows: all_rows, .. } = self;
        let (mut count, mut row_count, mut returns) = (0, 0, 0);
        let mut carried = Carried { inside: 0, is_end: true, is_closing: false, inner_lines: 0 };
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
            returns |= marks.carriage_returns & ends;
            let of_rows = ends & line_ends;
            let free = room_for_chunk(all_rows, row_count);
            row_count += if inner_lines == 0 {
                take_rows(free, place(chunk), of_rows, &mut carried.inner_lines)
            } else {
                take_rows_of_lines(free, place(chunk), of_rows, inner_lines, &mut carried.inner_lines)
            };
            count += take_cells(room_for_chunk(all_ends, count), place(chunk), ends);
            chunk += WIDTH;
        }
        (self.count, self.row_count, self.has_returns) = (count, row_count, returns != 0);
        true
    }

    /// Finds them quotation mark by quotation mark, wherever these are.
    fn fill_any(&mut self, text: &[u8], delimiter: u8) {
        (self.count, self.row_count, self.has_returns) = (0, 0, false);
        let (mut cell, mut at, mut inner_lines) = (0, 0, 0);
        while let Some(byte) = text.get(at) {
            let is_line_end = matches!(byte, b'\n' | b'\r');
            // Elsewhere than at a cell's beginning a quotation mark is a character like any other.
            if *byte == b'"' && at == cell {
                let close = close_of(text, at);
                inner_lines += place(memchr_iter(b'\n', &text[at..close]).count());
                at = close;
            } else if *byte == delimiter || is_line_end {
                self.push(at);
                cell = at + 1;
                if is_line_end {
                    self.push_row(at, inner_lines);
                    inner_lines = 0;
                    self.has_returns |= *byte == b'\r';
                }
            }
            at += 1;
        }
    }

    fn push(&mut self, end: usize) {
        room_for_chunk(&mut self.ends, self.count)[0] = place(end);
        self.count += 1;
    }

    fn push_row(&mut self, end: usize, inner_lines: u32) {
        room_for_chunk(&mut self.rows, self.row_count)[0] = RowEnd { place: place(end), inner_lines };
        self.row_count += 1;
    }
}

/// Writes down the rows that end in the chunk, and says how many they are. The line ends in the cells of the row at hand are counted on.
#[inline]
fn take_rows(free: &mut [RowEnd; WIDTH], chunk: u32, of_rows: u64, inner: &mut u32) -> usize {
    // Whether or not a row ends here: nearly always that is one or none, in no order.
    free[0] = RowEnd { place: chunk + first(of_rows), inner_lines: *inner };
    let mut count = usize::from(of_rows != 0);
    *inner = if of_rows == 0 { *inner } else { 0 };
    let mut left = of_rows & of_rows.wrapping_sub(1);
    while left != 0 {
        free[count] = RowEnd { place: chunk + first(left), inner_lines: 0 };
        count += 1;
        left &= left - 1;
    }
    count
}

/// The same where there are line ends in cells.
#[cold]
fn take_rows_of_lines(
    free: &mut [RowEnd; WIDTH],
    chunk: u32,
    mut of_rows: u64,
    mut inner_lines: u64,
    inner: &mut u32,
) -> usize {
    let mut count = 0;
    while of_rows != 0 {
        // All bits up to the lowest, and that itself.
        let up_to = of_rows ^ (of_rows - 1);
        let lines = *inner + (inner_lines & up_to).count_ones();
        free[count] = RowEnd { place: chunk + first(of_rows), inner_lines: lines };
        *inner = 0;
        inner_lines &= !up_to;
        count += 1;
        of_rows &= of_rows - 1;
    }
    *inner += inner_lines.count_ones();
    count
}

/// Writes down the cells that end in the chunk, and says how many they are.
#[inline]
fn take_cells(free: &mut [u32; WIDTH], chunk: u32, ends: u64) -> usize {
    let mut left = ends;
    let (steps, _) = free.as_chunks_mut::<AT_ONCE>();
    for step in steps {
        for end in step {
            *end = chunk + first(left);
            left &= left.wrapping_sub(1);
        }
        if left == 0 {
            break;
        }
    }
    ends.count_ones() as usize
}

/// Memory for what a chunk may have, behind so many that are there.
#[inline]
fn room_for_chunk<T: Copy + Default>(all: &mut Vec<T>, count: usize) -> &mut [T; WIDTH] {
    if all.len() < count + WIDTH {
        make_room(all, count);
    }
    all[count..].first_chunk_mut().expect("room for a chunk")
}

#[cold]
fn make_room<T: Copy + Default>(all: &mut Vec<T>, count: usize) {
    all.resize((count + WIDTH) * 2, T::default());
}

/// Which of these bits is the lowest; the highest where there is none, which is not to be asked for.
#[inline]
fn first(bits: u64) -> u32 {
    (bits | 1 << (WIDTH - 1)).trailing_zeros()
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

    fn filled(fill: impl Fn(&mut Index)) -> (Vec<u32>, Vec<RowEnd>, bool) {
        let mut index = Index::default();
        fill(&mut index);
        (index.ends().to_vec(), index.rows().to_vec(), index.has_returns)
    }

    proptest::proptest! {
        #[test]
        fn both_ways_find_the_same(text in "([a,\"\n\r]|\"\"|,\"|\",|\"\n|b{60}|,{15}|\"(\n|b){5}\",){0,40}") {
            let bytes = text.as_bytes();
            let mut regular = Index::default();
            if regular.fill_regular(bytes, b',') {
                let regular = filled(|index| assert!(index.fill_regular(bytes, b',')));
                let any = filled(|index| index.fill_any(bytes, b','));
                proptest::prop_assert_eq!(regular, any);
            }
        }

        #[test]
        fn regular_quotation_marks_are_seen_as_such(cells in proptest::collection::vec("[a,\"\n]{0,70}", 1..20)) {
            let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            let text = quoted.join(",") + "\n";
            let mut index = Index::default();
            proptest::prop_assert!(index.fill_regular(text.as_bytes(), b','));
            proptest::prop_assert_eq!(index.rows().len(), 1);
            proptest::prop_assert_eq!(index.count, cells.len());
        }
    }
}
