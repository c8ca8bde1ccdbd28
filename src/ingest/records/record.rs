//! A row and its cells.

use std::cell::OnceCell;

use memchr::memchr;

use super::cell::Cell;

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
    begin: u32,
    /// Where its cells end, and with the last of them the row.
    ends: &'t [u32],
    /// The cells whose texts stand nowhere as they are, and their texts, as soon as somebody asks for one.
    rewritten: OnceCell<Vec<(usize, String)>>,
}

impl<'t> Record<'t> {
    pub(super) fn none(text: &'t str) -> Self {
        Self { text, at: At::default(), begin: 0, ends: &[], rewritten: OnceCell::new() }
    }

    /// Goes to the row that begins and ends like this.
    #[inline(always)]
    pub(super) fn go_to(&mut self, at: At, begin: u32, ends: &'t [u32]) {
        (self.at, self.begin, self.ends) = (at, begin, ends);
        if self.rewritten.get().is_some() {
            self.rewritten.take();
        }
    }

    /// A cell's text, if the row has so many cells.
    #[inline(always)]
    #[must_use]
    pub fn get(&self, place: usize) -> Option<&str> {
        let end = *self.ends.get(place)? as usize;
        let cell = self.text.get(self.begin_of(place)..end)?;
        Some(if cell.starts_with('"') { self.unquoted(place, cell) } else { cell })
    }

    /// A cell among its neighbours; one with nothing in it where the row has not so many.
    #[inline(always)]
    #[must_use]
    pub fn cell(&self, place: usize) -> Cell<'_> {
        let text = self.text.as_bytes();
        let Some(end) = self.ends.get(place) else { return Cell::at(text, 0, 0) };
        let begin = if place == 0 { self.begin } else { self.ends[place - 1] + 1 };
        if text.get(begin as usize) == Some(&b'"') {
            return self.quoted_cell(place, begin, *end);
        }
        Cell::at(text, begin, *end)
    }

    fn quoted_cell(&self, place: usize, begin: u32, end: u32) -> Cell<'_> {
        let text = self.text.as_bytes();
        match memchr(b'"', &text[begin as usize + 1..end as usize]) {
            // Nearly always, the only other quotation mark is its last character.
            Some(close) if begin as usize + 1 + close + 1 == end as usize => {
                Cell::at(text, begin + 1, end - 1)
            }
            _ => self.get(place).unwrap_or_default().as_bytes().into(),
        }
    }

    /// The texts of all cells.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        (0..self.len()).map(|place| self.get(place).unwrap_or_default())
    }

    /// How many cells there are.
    #[inline(always)]
    pub(in crate::ingest) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Where it begins.
    #[inline(always)]
    #[must_use]
    pub fn at(&self) -> &At {
        &self.at
    }

    /// The row as it stands, to be kept beyond its block.
    pub(in crate::ingest) fn as_it_stands(&self) -> &'t str {
        &self.text[self.begin as usize..*self.ends.last().unwrap_or(&self.begin) as usize]
    }

    #[inline(always)]
    fn begin_of(&self, place: usize) -> usize {
        place.checked_sub(1).map_or(self.begin as usize, |before| self.ends[before] as usize + 1)
    }

    /// What a cell says that begins with a quotation mark.
    fn unquoted(&self, place: usize, cell: &'t str) -> &str {
        // Nearly always, the only other quotation mark is its last character.
        if let Some(text) = text_within(cell) {
            return text;
        }
        let rewritten = self.rewritten.get_or_init(|| self.rewritten());
        rewritten.iter().find(|(rewritten, _)| *rewritten == place).map_or(cell, |(_, text)| text)
    }

    /// The cells that have other quotation marks in them than those around them.
    fn rewritten(&self) -> Vec<(usize, String)> {
        let cells = (0..self.len()).filter_map(|place| {
            let cell = self.text.get(self.begin_of(place)..self.ends[place] as usize)?;
            (cell.starts_with('"') && text_within(cell).is_none()).then(|| (place, rewritten(&cell[1..])))
        });
        cells.collect()
    }
}

/// The text of a cell that begins with a quotation mark and has no other but its last character.
fn text_within(cell: &str) -> Option<&str> {
    let text = &cell[1..];
    (memchr(b'"', text.as_bytes())? + 1 == text.len()).then(|| &text[..text.len() - 1])
}

/// What a cell says behind its opening quotation mark.
fn rewritten(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some((before, behind)) = rest.split_once('"') {
        text.push_str(before);
        rest = behind;
        match rest.strip_prefix('"') {
            // Two stand for one.
            Some(behind) => {
                text.push('"');
                rest = behind;
            }
            // What follows the closing one belongs to the cell as it is.
            None => break,
        }
    }
    text + rest
}
