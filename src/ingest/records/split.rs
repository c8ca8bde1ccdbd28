//! Rows of a block, one after the other.

use super::index::Index;
use super::record::{At, Record};

/// Goes through the rows of a text that begins where a row does.
///
/// ```
/// use leadcalc::ingest::records::{At, Index, Records};
/// let mut index = Index::default();
/// let mut records = Records::new("a,\"b, c\"\nd,e\n", b',', At::default(), &mut index);
/// let record = records.next().unwrap();
/// assert_eq!(record.get(1), Some("b, c"));
/// let record = records.next().unwrap();
/// assert_eq!((record.get(0), record.at().line), (Some("d"), 1));
/// assert!(records.next().is_none());
/// ```
#[derive(Debug)]
pub struct Records<'t> {
    text: &'t [u8],
    index: &'t Index,
    record: Record<'t>,
    /// Where the text begins in its file.
    offset: u64,
    /// Where the next row begins.
    next: At,
    place: u32,
    /// The rows and the cells gone through, blank lines among them.
    rows: usize,
    cells: usize,
    /// How many cells stand before the last one of the row.
    width: usize,
}

impl<'t> Records<'t> {
    /// The rows of a text whose first one begins here.
    pub fn new(text: &'t str, delimiter: u8, at: At, index: &'t mut Index) -> Self {
        index.fill(text.as_bytes(), delimiter);
        let next = At { is_below_blank: false, ..at };
        Self {
            text: text.as_bytes(),
            index,
            record: Record::none(text),
            offset: at.byte,
            next,
            place: 0,
            rows: 0,
            cells: 0,
            width: 0,
        }
    }

    /// The next row, whose memory is used again for the one after it.
    #[inline(always)]
    #[expect(clippy::should_implement_trait, reason = "a row is lent, which an iterator cannot do")]
    pub fn next(&mut self) -> Option<&Record<'t>> {
        let mut is_below_blank = false;
        loop {
            let row = *self.index.rows().get(self.rows)?;
            let (begin, end) = (self.place, row.place);
            self.rows += 1;
            let ends = self.ends_up_to(end)?;
            self.place = end + 1;
            let line = self.next.line;
            self.next.line += self.lines_of(end as usize);
            if begin == end {
                is_below_blank |= self.is_line_of_its_own(end as usize);
                continue;
            }
            let at = At { byte: self.offset + u64::from(begin), line, row: self.next.row, is_below_blank };
            self.next.line += u64::from(row.inner_lines);
            self.next.row += 1;
            self.record.go_to(at, begin, ends);
            return Some(&self.record);
        }
    }

    /// The ends of the next cells, the last of which is this one.
    #[inline(always)]
    fn ends_up_to(&mut self, last: u32) -> Option<&'t [u32]> {
        let ends = self.index.ends().get(self.cells..)?;
        // Nearly always they are as many as in the row before.
        if ends.get(self.width) != Some(&last) {
            self.width = ends.partition_point(|end| *end < last);
        }
        self.cells += self.width + 1;
        ends.get(..=self.width)
    }

    /// Where the row gone through last begins.
    #[must_use]
    pub fn last(&self) -> At {
        *self.record.at()
    }

    /// Where the text ends, once all its rows were gone through.
    #[must_use]
    pub fn end(&self) -> At {
        At { byte: self.offset + self.text.len() as u64, ..self.next }
    }

    /// How many lines end here: none at a carriage return before a line feed, and none at the text's end.
    #[inline(always)]
    fn lines_of(&self, end: usize) -> u64 {
        if !self.index.has_returns {
            return u64::from(end < self.text.len());
        }
        match self.text.get(end) {
            Some(b'\r') => u64::from(self.text.get(end + 1) != Some(&b'\n')),
            Some(_) => 1,
            None => 0,
        }
    }

    /// Whether an end with nothing before it is that of a blank line, and not the second half of the line end before it.
    fn is_line_of_its_own(&self, end: usize) -> bool {
        let before = end.checked_sub(1).and_then(|before| self.text.get(before));
        !(self.text.get(end) == Some(&b'\n') && before == Some(&b'\r'))
    }
}
