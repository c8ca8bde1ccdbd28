//! A text handed out in blocks of whole rows.

use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::ops::Range;

use super::cut::{self, Cut};

/// How many bytes are read at a time. They and what is made of them fit in the cache of a core.
pub const BLOCK: NonZeroUsize = NonZeroUsize::new(1 << 19).unwrap();

/// The system copies fastest from and to places that are multiples of this.
const PAGE: usize = 1 << 12;

/// The longest row that is read. What is longer is no row: a quotation mark was not closed, or there are no line ends.
const LONGEST_ROW: usize = 1 << 24;

/// Hands out a text in blocks.
///
/// ```
/// use leadcalc::ingest::records::{BLOCK, Block, Feed};
/// let mut feed = Feed::new(Box::new("a,b\n1,2\n".as_bytes()), BLOCK, b',', 0, 0);
/// let mut block = Block::default();
/// assert!(feed.next(&mut block).unwrap());
/// assert_eq!(block.bytes(), b"a,b\n1,2\n");
/// assert!(!feed.next(&mut block).unwrap());
/// ```
pub struct Feed<'a> {
    source: Box<dyn Read + Send + 'a>,
    delimiter: u8,
    chunk: usize,
    /// Bytes to read so that what follows begins at a multiple of the chunk in the file.
    uneven: usize,
    /// The beginning of a row that is not whole yet.
    carried: Vec<u8>,
    /// Where that begins in the text.
    byte: u64,
    blocks: u64,
    has_ended: bool,
    outside: Vec<Range<usize>>,
}

/// Some whole rows. The memory is used again for the next ones.
#[derive(Debug, Default)]
pub struct Block {
    buffer: Vec<u8>,
    rows: Range<usize>,
    /// Where it begins in the text.
    pub byte: u64,
    /// Which block it is, from 0 on.
    pub number: u64,
    /// Whether its last row ends inside quotation marks, with the text.
    pub is_open: bool,
}

impl Block {
    /// The bytes of the rows.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.buffer[self.rows.clone()]
    }
}

/// Why there is no next block.
#[derive(Debug)]
pub enum Broken {
    /// The source cannot be read.
    Unreadable(io::Error),
    /// A row is too long to be one.
    RowTooLong,
}

impl<'a> Feed<'a> {
    /// Hands out what this source has, about so many bytes at a time, beginning with this byte of the text, where a row begins;
    /// `offset` is that byte's in the source.
    #[must_use]
    pub fn new(
        source: Box<dyn Read + Send + 'a>,
        chunk: NonZeroUsize,
        delimiter: u8,
        byte: u64,
        offset: u64,
    ) -> Self {
        let chunk = chunk.get();
        let over = usize::try_from(offset % chunk as u64).unwrap_or(0);
        Self {
            source,
            delimiter,
            chunk,
            uneven: chunk - over,
            carried: Vec::new(),
            byte,
            blocks: 0,
            has_ended: false,
            outside: Vec::new(),
        }
    }

    /// The next block, into this one's memory; whether there is one. There is none where the text has ended.
    ///
    /// **Errors**: [`Broken`], where the source cannot be read or a row is too long. There is no block after that.
    pub fn next(&mut self, block: &mut Block) -> Result<bool, Broken> {
        if self.has_ended {
            return Ok(false);
        }
        let next = self.read(block);
        if next.is_err() {
            // Nobody else is to try.
            (self.has_ended, block.number) = (true, self.blocks);
        }
        next
    }

    fn read(&mut self, block: &mut Block) -> Result<bool, Broken> {
        // What is read goes to the beginning of a page, and what was carried right before it.
        let room = self.carried.len().next_multiple_of(PAGE);
        let needed = PAGE + room + self.chunk;
        if block.buffer.len() < needed {
            block.buffer.resize(needed, 0);
        }
        let page = block.buffer.as_ptr().align_offset(PAGE).min(PAGE);
        let begin = page + room - self.carried.len();
        block.buffer[begin..page + room].copy_from_slice(&self.carried);
        let mut end = page + room;
        loop {
            let wanted = if self.blocks == 0 { self.uneven } else { self.chunk };
            if block.buffer.len() < end + wanted {
                block.buffer.resize(end + wanted, 0);
            }
            let count = self.fill(&mut block.buffer[end..end + wanted])?;
            end += count;
            self.has_ended = count < wanted;
            let Cut { end: cut, is_open } =
                cut::of(&block.buffer[begin..end], self.delimiter, &mut self.outside);
            let cut = if self.has_ended { Some(end - begin) } else { cut };
            if let Some(cut) = cut {
                self.hand_out(block, begin..begin + cut, end, is_open && self.has_ended);
                return Ok(!block.rows.is_empty());
            }
            if end - begin > LONGEST_ROW {
                return Err(Broken::RowTooLong);
            }
        }
    }

    fn hand_out(&mut self, block: &mut Block, rows: Range<usize>, end: usize, is_open: bool) {
        self.carried.clear();
        self.carried.extend_from_slice(&block.buffer[rows.end..end]);
        (block.byte, block.number, block.is_open) = (self.byte, self.blocks, is_open);
        self.byte += rows.len() as u64;
        self.blocks += 1;
        block.rows = rows;
    }

    /// Fills the memory, unless the text ends before.
    fn fill(&mut self, memory: &mut [u8]) -> Result<usize, Broken> {
        let mut filled = 0;
        while filled < memory.len() {
            match self.source.read(&mut memory[filled..]) {
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Broken::Unreadable(error)),
            }
        }
        Ok(filled)
    }
}
