//! XLSX workbooks: which sheet is meant, and its rows as text.

mod archive;
mod cell;
mod sheet;

use std::io::BufReader;

use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::encoding::BEGINNING;
use super::error::Problem;
use super::limits::Limits;
use super::store::{CHUNK, Cursor, Spool, Store, read_full};
use super::table::Table;
use super::{Container, How};

type Book<'a> = Xlsx<BufReader<Cursor<'a>>>;

/// How many columns of a sheet have to be known for it to be the one that is meant. A single one is met by chance: a sheet of
/// notes has a heading, too.
const ENOUGH_SENSE: usize = 2;

/// Whether a file that begins like this is a zip archive, as XLSX workbooks are.
pub(super) fn is_zip(beginning: &[u8]) -> bool {
    beginning.starts_with(b"PK\x03\x04") || beginning.starts_with(b"PK\x05\x06")
}

/// Whether a file that begins like this is a compound file: an old workbook, or an encrypted new one.
pub(super) fn is_compound(beginning: &[u8]) -> bool {
    beginning.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}

/// Why a compound file is not read. An encrypted workbook names, in UTF-16, the stream that it is kept in.
pub(super) fn compound(store: &Store) -> Problem {
    let wanted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut source = store.from(0);
    let mut chunk = vec![0; CHUNK];
    let mut kept = 0;
    loop {
        match read_full(&mut source, &mut chunk[kept..]) {
            Err(error) => return Problem::Unreadable(error),
            Ok(0) => return Problem::OldWorkbook,
            Ok(count) => {
                let bytes = kept + count;
                if chunk[..bytes].windows(wanted.len()).any(|window| window == wanted) {
                    return Problem::Protected;
                }
                // The name may straddle two chunks.
                kept = bytes.min(wanted.len() - 1);
                chunk.copy_within(bytes - kept..bytes, 0);
            }
        }
    }
}

/// The sheet that is meant, as text.
pub(super) fn read(store: &Store, how: &How<'_>, limits: &Limits) -> Result<(Store, Container), Problem> {
    archive::check(store, limits)?;
    let mut book: Book<'_> = Xlsx::new(store.from(0)).map_err(damaged)?;
    let sheet = choose(&mut book, how, limits)?;
    let mut table = Table::new(Spool::new()?, limits.text);
    sheet::write(&mut book, &sheet, limits, &mut table, u64::MAX)?;
    let others = names(&book, |_| true).into_iter().filter(|name| *name != sheet).collect();
    Ok((table.finish()?, Container::Workbook { sheet, others }))
}

/// The name of the sheet that is meant.
fn choose(book: &mut Book<'_>, how: &How<'_>, limits: &Limits) -> Result<String, Problem> {
    let all = names(book, |_| true);
    if let Some(name) = how.sheet {
        let same = |sheet: &&String| sheet.to_lowercase() == name.to_lowercase();
        let found = all.iter().find(|sheet| *sheet == name).or_else(|| all.iter().find(same));
        let unknown = || Problem::NoSuchSheet { name: name.to_owned(), sheets: listed(&all) };
        return found.cloned().ok_or_else(unknown);
    }
    let mut visible = names(book, |visible| visible == SheetVisible::Visible);
    match visible.len() {
        0 if all.is_empty() => return Err(Problem::NoSheet { sheets: String::new() }),
        0 => return Err(Problem::NoSheet { sheets: listed(&all) }),
        1 => return Ok(visible.swap_remove(0)),
        _ => {}
    }
    let mut meant = Vec::new();
    for name in &visible {
        if (how.sense)(&beginning(book, name, limits)) >= ENOUGH_SENSE {
            meant.push(name.clone());
        }
    }
    match meant.len() {
        0 => Err(Problem::NoKnownSheet { sheets: listed(&visible) }),
        1 => Ok(meant.swap_remove(0)),
        _ => Err(Problem::SeveralSheets { sheets: listed(&meant) }),
    }
}

/// The first rows of a sheet, up to whatever is wrong with it: that is only an error if this is the sheet that is meant.
fn beginning(book: &mut Book<'_>, sheet: &str, limits: &Limits) -> Vec<u8> {
    let mut table = Table::new(Vec::new(), limits.text);
    let _ = sheet::write(book, sheet, limits, &mut table, BEGINNING as u64);
    table.into_bytes()
}

/// The names of the sheets that are tables.
fn names(book: &Book<'_>, is_wanted: impl Fn(SheetVisible) -> bool) -> Vec<String> {
    let sheets = book.sheets_metadata();
    let wanted = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet && is_wanted(sheet.visible));
    wanted.map(|sheet| sheet.name.clone()).collect()
}

/// Names of sheets for a message.
fn listed(names: &[String]) -> String {
    const SHOWN: usize = 8;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("{name:?}")).collect();
    let noun = if names.len() == 1 { "sheet" } else { "sheets" };
    match names.len().saturating_sub(SHOWN) {
        0 => format!("{noun} {}", shown.join(", ")),
        more => format!("{noun} {} and {more} more", shown.join(", ")),
    }
}

/// What the reader of workbooks says, whose types need not go any further.
#[expect(clippy::needless_pass_by_value, reason = "it maps errors")]
fn damaged(error: XlsxError) -> Problem {
    Problem::WorkbookDamaged { cause: error.to_string() }
}
