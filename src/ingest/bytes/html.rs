//! Web pages that call themselves `.xls`, as Bitrix24 exports them: the table in them with the most known columns.
//!
//! Twice through the page, so that neither a page nor a table has to fit in memory: once to see how each table begins, once to
//! write the one that makes most sense. Tables in cells of other tables, as pages are laid out with, are tables of their own.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{IoReader, StartTag, Token, Tokenizer};

use super::encoding::BEGINNING;
use super::error::Problem;
use super::limits::Limits;
use super::store::{Spool, Store};
use super::table::Table;
use super::{How, Text};

/// How many columns a cell may say it spans, as browsers have it.
const MAX_SPAN: usize = 1000;

/// How many rows a cell may say it spans, as browsers have it.
const MAX_ROW_SPAN: usize = 65534;

/// How many columns a table may have: as many as a sheet.
const MAX_COLUMNS: usize = 1 << 14;

/// How deep tables may stand in tables.
const MAX_DEPTH: usize = 64;

/// Whether a text that begins like this is a web page.
pub(super) fn is_html(beginning: &[u8]) -> bool {
    const FIRST: [&str; 9] =
        ["!doctype html", "html", "head", "meta", "title", "style", "body", "table", "center"];
    let mut rest = beginning.strip_prefix(b"\xef\xbb\xbf").unwrap_or(beginning).trim_ascii_start();
    // What may stand before it: <?xml …?> and <!-- … -->.
    loop {
        let end: &[u8] = match rest {
            [b'<', b'?', ..] => b"?>",
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            _ => break,
        };
        let Some(place) = rest.windows(end.len()).position(|window| window == end) else { return false };
        rest = rest[place + end.len()..].trim_ascii_start();
    }
    let Some(tag) = rest.strip_prefix(b"<") else { return false };
    FIRST.iter().any(|name| {
        let (Some(begins), after) = (tag.get(..name.len()), tag.get(name.len())) else { return false };
        let is_whole = after.is_none_or(|byte| !byte.is_ascii_alphanumeric());
        begins.eq_ignore_ascii_case(name.as_bytes()) && is_whole
    })
}

/// The encoding that a web page says it is in, where that can be: a page that has come this far is not UTF-8.
pub(super) fn declared_encoding(beginning: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    const NAME: &[u8] = b"charset";
    if !is_html(beginning) {
        return None;
    }
    let place = beginning.windows(NAME.len()).position(|window| window.eq_ignore_ascii_case(NAME))?;
    let after = beginning[place + NAME.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let after = after.strip_prefix(b"\"").or(after.strip_prefix(b"'")).unwrap_or(after);
    let end = after.iter().position(|byte| b"\"'> \t\r\n;/".contains(byte)).unwrap_or(after.len());
    let encoding = encoding_rs::Encoding::for_label_no_replacement(&after[..end])?;
    (![UTF_8, UTF_16LE, UTF_16BE].contains(&encoding)).then_some(encoding)
}

/// The page's table with the most known columns, and of those the one with the most rows at its beginning.
pub(super) fn read(text: &Text, how: &How<'_>, limits: &Limits) -> Result<Store, Problem> {
    let meant = choose(text, how, limits)?.ok_or(Problem::NoTable)?;
    let mut table = Table::new(Spool::new()?, limits.text);
    walk(text, limits, &mut |event| match event {
        Event::Row(number, cells) if number == meant => table.row(cells).map(|()| true),
        Event::End(number) => Ok(number != meant),
        Event::Row(..) => Ok(true),
    })?;
    table.finish()
}

/// The number of the table that is meant.
fn choose(text: &Text, how: &How<'_>, limits: &Limits) -> Result<Option<usize>, Problem> {
    let mut open: Vec<(usize, Table<Vec<u8>>, usize)> = Vec::new();
    let mut best: Option<(usize, usize, usize)> = None;
    walk(text, limits, &mut |event| {
        match event {
            Event::Row(number, cells) => {
                if open.last().is_none_or(|(last, ..)| *last < number) {
                    open.push((number, Table::new(Vec::new(), limits.text), 0));
                }
                let this = open.iter_mut().find(|(opened, ..)| *opened == number);
                if let Some((_, table, rows)) = this.filter(|(_, table, _)| table.size() < BEGINNING as u64) {
                    table.row(cells)?;
                    *rows += 1;
                }
            }
            Event::End(number) => {
                if let Some(place) = open.iter().position(|(opened, ..)| *opened == number) {
                    let (_, table, rows) = open.swap_remove(place);
                    let sense = (how.sense)(&table.into_bytes());
                    let is_better = |(other_sense, other_rows, other): (usize, usize, usize)| {
                        (sense, rows, other) > (other_sense, other_rows, number)
                    };
                    if best.is_none_or(is_better) {
                        best = Some((sense, rows, number));
                    }
                }
            }
        }
        Ok(true)
    })?;
    Ok(best.map(|(_, _, number)| number))
}

/// What there is to know of the page's tables, which are numbered as they begin.
enum Event<'a> {
    /// A row of this table.
    Row(usize, &'a [String]),
    /// This table is over.
    End(usize),
}

type Each<'a> = dyn FnMut(Event<'_>) -> Result<bool, Problem> + 'a;

/// Goes through the page until there is no more, or no more is wanted.
fn walk(text: &Text, limits: &Limits, each: &mut Each<'_>) -> Result<(), Problem> {
    let read = Rc::new(Cell::new(0));
    let source = Measured { source: text.rest(0), read: Rc::clone(&read), limit: limits.piece };
    let mut emitter = DefaultEmitter::<()>::new_with_span();
    // Or else "<td>" in a script would be a cell.
    emitter.naively_switch_states(true);
    let mut page = Page { open: Vec::new(), count: 0, raw_text: None, limit: limits.piece, each };
    for token in Tokenizer::new_with_emitter(IoReader::new(source), emitter) {
        let token = token.map_err(|error| match error.kind() {
            io::ErrorKind::FileTooLarge => Problem::PieceTooLarge,
            _ => Problem::of(error),
        })?;
        read.set(0);
        if !page.take(&token)? {
            return Ok(());
        }
    }
    while !page.open.is_empty() {
        page.close_table()?;
    }
    Ok(())
}

/// Counts what is read for one token, which the tokenizer keeps in memory until it is whole.
struct Measured<R> {
    source: R,
    read: Rc<Cell<u64>>,
    limit: u64,
}

impl<R: Read> Read for Measured<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        self.read.set(self.read.get() + count as u64);
        // What the last read held of the token before is no fault of this one.
        if self.read.get() > self.limit.saturating_add(buffer.len() as u64) {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(count)
    }
}

/// The tables that are open, the innermost last.
struct Page<'a> {
    open: Vec<Open>,
    count: usize,
    /// The element whose content is no text: a script or a style sheet.
    raw_text: Option<Vec<u8>>,
    limit: u64,
    each: &'a mut Each<'a>,
}

/// A table that is being read.
#[derive(Default)]
struct Open {
    number: usize,
    row: Option<Vec<String>>,
    /// How much text the row holds.
    size: u64,
    cell: Option<CellText>,
    /// For each column, in how many more rows a cell from above reaches.
    held: Vec<usize>,
    /// Which columns the row at hand will hold, and in how many rows.
    holding: Vec<(usize, usize)>,
}

/// A cell that is being read.
struct CellText {
    text: String,
    is_blank_due: bool,
    columns: usize,
    rows: usize,
}

impl Page<'_> {
    /// Takes the next token, and says whether another one is wanted.
    fn take(&mut self, token: &Token<()>) -> Result<bool, Problem> {
        match token {
            Token::StartTag(tag) => return self.start(tag),
            Token::EndTag(tag) => return self.end(&tag.name),
            Token::String(text) if self.raw_text.is_none() => {
                let limit = self.limit;
                if let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
                    cell.push(&String::from_utf8_lossy(text));
                    if cell.text.len() as u64 > limit {
                        return Err(Problem::PieceTooLarge);
                    }
                }
            }
            _ => {}
        }
        Ok(true)
    }

    fn start(&mut self, tag: &StartTag<()>) -> Result<bool, Problem> {
        match &**tag.name {
            b"script" | b"style" => self.raw_text = Some(tag.name.to_vec()),
            b"table" => {
                if self.open.len() >= MAX_DEPTH {
                    return Err(Problem::PieceTooLarge);
                }
                self.open.push(Open { number: self.count, ..Open::default() });
                self.count += 1;
            }
            b"tr" => {
                let wanted = self.close_row()?;
                if let Some(table) = self.open.last_mut() {
                    table.row = Some(Vec::new());
                }
                return Ok(wanted);
            }
            b"td" | b"th" => {
                if let Some(table) = self.open.last_mut() {
                    table.close_cell(self.limit)?;
                    table.row.get_or_insert_default();
                    let span = |name: &[u8], most: usize| {
                        let typed = tag.attributes.get(name).map(|value| value.trim_ascii());
                        let typed = typed.and_then(|value| std::str::from_utf8(value).ok()?.parse().ok());
                        typed.unwrap_or(1).min(most)
                    };
                    let columns = span(b"colspan", MAX_SPAN).max(1);
                    // Zero is for all that are left.
                    let rows = match span(b"rowspan", MAX_ROW_SPAN) {
                        0 => MAX_ROW_SPAN,
                        rows => rows,
                    };
                    let text = String::new();
                    table.cell = Some(CellText { text, is_blank_due: false, columns, rows });
                }
            }
            b"br" => self.cell(|cell| cell.text.push('\n')),
            b"p" | b"div" | b"li" => self.cell(|cell| cell.is_blank_due = true),
            b"thead" | b"tbody" | b"tfoot" => return self.close_group(),
            _ => {}
        }
        Ok(true)
    }

    fn end(&mut self, name: &[u8]) -> Result<bool, Problem> {
        if self.raw_text.as_deref() == Some(name) {
            self.raw_text = None;
        }
        match name {
            b"table" => return self.close_table(),
            b"tr" => return self.close_row(),
            b"thead" | b"tbody" | b"tfoot" => return self.close_group(),
            b"td" | b"th" => {
                if let Some(table) = self.open.last_mut() {
                    table.close_cell(self.limit)?;
                }
            }
            b"p" | b"div" | b"li" => self.cell(|cell| cell.is_blank_due = true),
            _ => {}
        }
        Ok(true)
    }

    fn cell(&mut self, change: impl FnOnce(&mut CellText)) {
        if let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
            change(cell);
        }
    }

    fn close_row(&mut self) -> Result<bool, Problem> {
        let Some(table) = self.open.last_mut() else { return Ok(true) };
        table.close_cell(self.limit)?;
        let Some(row) = table.row.take() else { return Ok(true) };
        table.size = 0;
        table.held.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        for (column, rows) in table.holding.drain(..) {
            if table.held.len() <= column {
                table.held.resize(column + 1, 0);
            }
            table.held[column] = rows;
        }
        (self.each)(Event::Row(table.number, &row))
    }

    /// A group of rows is over, and with it all cells that reach down.
    fn close_group(&mut self) -> Result<bool, Problem> {
        let wanted = self.close_row()?;
        if let Some(table) = self.open.last_mut() {
            table.held.clear();
        }
        Ok(wanted)
    }

    fn close_table(&mut self) -> Result<bool, Problem> {
        let wanted = self.close_row()?;
        let Some(table) = self.open.pop() else { return Ok(wanted) };
        Ok((self.each)(Event::End(table.number))? && wanted)
    }
}

impl Open {
    fn close_cell(&mut self, limit: u64) -> Result<(), Problem> {
        let (Some(cell), Some(row)) = (self.cell.take(), self.row.as_mut()) else { return Ok(()) };
        while self.held.get(row.len()).is_some_and(|rows| *rows > 0) {
            row.push(String::new());
        }
        let place = row.len();
        self.size += cell.text.len() as u64;
        if place + cell.columns > MAX_COLUMNS || self.size > limit {
            return Err(Problem::PieceTooLarge);
        }
        // What a cell says, it says once: in its first column and row.
        row.push(cell.text.trim().to_owned());
        row.resize(place + cell.columns, String::new());
        if cell.rows > 1 {
            self.holding.extend((place..place + cell.columns).map(|column| (column, cell.rows - 1)));
        }
        Ok(())
    }
}

impl CellText {
    /// Adds text as a browser shows it: any blanks as one space, and no-break spaces as they are.
    fn push(&mut self, text: &str) {
        for char in text.chars() {
            if char.is_ascii_whitespace() {
                self.is_blank_due = true;
                continue;
            }
            if std::mem::take(&mut self.is_blank_due) && !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push(' ');
            }
            self.text.push(char);
        }
    }
}
