//! A row and its cells.

use std::ops::Range;

use memchr::memchr;

/// Where a row begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct At {
    /// The byte of the text.
    pub byte: u64,
    /// The line of the text. Of a block whose place in the text is not known yet, the lines before it in the block.
    pub line: u64,
    /// Which row it is; the header is row 0. Of such a block, the rows before it in the block.
    pub row: u64,
    /// Whether a blank line stands before it.
    pub is_below_blank: bool,
}

/// A row of a text.
#[derive(Debug)]
pub struct Record<'t> {
    text: &'t str,
    at: At,
    begin: usize,
    /// Where its cells end, and with the last of them the row.
    ends: &'t [u32],
    is_quoted: bool,
    /// The cells in quotation marks, and where their texts are.
    quoted: Vec<(usize, Cell)>,
    /// Cells whose text stands nowhere as it is.
    rewritten: String,
}

/// Where a cell's text is.
#[derive(Debug, Clone)]
enum Cell {
    InText(Range<usize>),
    Rewritten(Range<usize>),
}

impl<'t> Record<'t> {
    pub(super) fn none(text: &'t str) -> Self {
        Self {
            text,
            at: At::default(),
            begin: 0,
            ends: &[],
            is_quoted: false,
            quoted: Vec::new(),
            rewritten: String::new(),
        }
    }

    /// Goes to the row that begins and ends like this.
    #[inline]
    pub(super) fn go_to(&mut self, at: At, begin: usize, ends: &'t [u32], is_quoted: bool) {
        (self.at, self.begin, self.ends, self.is_quoted) = (at, begin, ends, is_quoted);
        if is_quoted {
            self.unquote();
        }
    }

    /// A cell's text, if the row has so many cells.
    #[inline]
    #[must_use]
    pub fn get(&self, place: usize) -> Option<&str> {
        let end = *self.ends.get(place)? as usize;
        match self.quoted(place) {
            Some(cell) => Some(self.text_of(cell)),
            None => self.text.get(self.begin_of(place)..end),
        }
    }

    /// A cell's bytes; none where the row has not so many cells.
    #[inline]
    #[must_use]
    pub fn bytes(&self, place: usize) -> &[u8] {
        let Some(end) = self.ends.get(place) else { return &[] };
        match self.quoted(place) {
            Some(cell) => self.text_of(cell).as_bytes(),
            None => &self.text.as_bytes()[self.begin_of(place)..*end as usize],
        }
    }

    /// What is known of a cell in quotation marks.
    #[inline]
    fn quoted(&self, place: usize) -> Option<&Cell> {
        if !self.is_quoted {
            return None;
        }
        self.quoted.iter().find(|(quoted, _)| *quoted == place).map(|(_, cell)| cell)
    }

    /// The texts of all cells.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        (0..self.len()).map(|place| self.get(place).unwrap_or_default())
    }

    /// How many cells there are.
    #[inline]
    pub(in crate::ingest) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Where it begins.
    #[inline]
    #[must_use]
    pub fn at(&self) -> &At {
        &self.at
    }

    /// The row as it stands, to be kept beyond its block.
    pub(in crate::ingest) fn as_it_stands(&self) -> &'t str {
        &self.text[self.begin..self.ends.last().map_or(self.begin, |end| *end as usize)]
    }

    #[inline]
    fn begin_of(&self, place: usize) -> usize {
        place.checked_sub(1).map_or(self.begin, |before| self.ends[before] as usize + 1)
    }

    fn text_of(&self, cell: &Cell) -> &str {
        match cell {
            Cell::InText(place) => &self.text[place.clone()],
            Cell::Rewritten(place) => &self.rewritten[place.clone()],
        }
    }

    /// Finds the cells that begin with a quotation mark, and what they say.
    fn unquote(&mut self) {
        self.quoted.clear();
        self.rewritten.clear();
        let bytes = self.text.as_bytes();
        let mut begin = self.begin;
        for (place, end) in self.ends.iter().enumerate() {
            let end = *end as usize;
            if bytes.get(begin) == Some(&b'"') && begin < end {
                let cell = self.unquoted(begin + 1..end);
                self.quoted.push((place, cell));
            }
            begin = end + 1;
        }
    }

    /// What a cell says whose opening quotation mark stands before this.
    fn unquoted(&mut self, cell: Range<usize>) -> Cell {
        let text = &self.text[cell.clone()];
        // Nearly always, the only other quotation mark is its last character.
        if memchr(b'"', text.as_bytes()).is_some_and(|place| place + 1 == text.len()) {
            return Cell::InText(cell.start..cell.end - 1);
        }
        let begin = self.rewritten.len();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('"') {
            self.rewritten.push_str(before);
            rest = behind;
            match rest.strip_prefix('"') {
                // Two stand for one.
                Some(behind) => {
                    self.rewritten.push('"');
                    rest = behind;
                }
                // What follows the closing one belongs to the cell as it is.
                None => break,
            }
        }
        self.rewritten.push_str(rest);
        Cell::Rewritten(begin..self.rewritten.len())
    }
}
