//! Which delimiter a file has: the one under which its header row makes most sense.

use crate::core::tally::Side;

use super::columns;
use super::header::{self, Header};
use super::mapping::Mapping;

/// Delimiters that exports come with. Not `|`, which stands in campaign names.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// The delimiter and the header row of a file that begins like this.
pub(super) fn find(beginning: &[u8], side: Side, mappings: &[Mapping]) -> (u8, Vec<String>) {
    let candidates = DELIMITERS.map(|delimiter| (delimiter, header(beginning, delimiter)));
    let sense = |headers: &[String]| {
        let normal: Vec<Header> = headers.iter().map(|header| header::normalise(header)).collect();
        let mapped =
            mappings.iter().filter(|mapping| mapping.is_for(side) && headers.contains(&mapping.header));
        (columns::known(&normal, side) + mapped.count(), headers.len())
    };
    // The first of equals: a header of a single word is the same under each.
    let best =
        candidates.into_iter().reduce(|best, next| if sense(&next.1) > sense(&best.1) { next } else { best });
    best.unwrap_or((b',', Vec::new()))
}

/// The first row, under this delimiter.
pub(super) fn header(beginning: &[u8], delimiter: u8) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(beginning);
    let mut record = csv::ByteRecord::new();
    // Reading from memory cannot fail, and a beginning without any row gives an empty record.
    let _ = reader.read_byte_record(&mut record);
    record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect()
}

/// Whether the text ends inside quotation marks that were never closed: then the reader has taken all that follows for one cell.
pub(super) fn ends_inside_quotes(text: &[u8], delimiter: u8) -> bool {
    #[derive(PartialEq)]
    enum Place {
        CellStart,
        Plain,
        Quoted,
        QuoteInQuoted,
    }
    let mut place = Place::CellStart;
    for byte in text {
        place = match (place, *byte) {
            (Place::Quoted, b'"') => Place::QuoteInQuoted,
            (Place::CellStart | Place::QuoteInQuoted, b'"') | (Place::Quoted, _) => Place::Quoted,
            (_, b'\n' | b'\r') => Place::CellStart,
            (_, byte) if byte == delimiter => Place::CellStart,
            _ => Place::Plain,
        };
    }
    place == Place::Quoted
}

/// The delimiter in words.
pub(super) fn name(delimiter: u8) -> String {
    match delimiter {
        b',' => "comma".to_owned(),
        b';' => "semicolon".to_owned(),
        b'\t' => "tab".to_owned(),
        other => format!("{:?}", char::from(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_one_that_makes_sense() {
        for (text, delimiter) in [
            ("channel,cost\n", b','),
            ("Кампания;Расход (руб.)\n", b';'),
            ("Campaign\tCost\n", b'\t'),
            ("\"Campaign, all\";cost;clicks\n", b';'),
            ("channel\n", b','),
        ] {
            assert_eq!(find(text.as_bytes(), Side::Statistics, &[]).0, delimiter, "{text}");
        }
    }

    #[test]
    fn an_open_quotation_mark_is_noticed() {
        for (text, open) in [
            ("a,\"b\nc\n", true),
            ("a,\"b\"\n", false),
            ("a,\"b\"\"\n", true),
            ("a,\"b\"\"\"\n", false),
            ("a,5\" pipe\n", false),
            ("", false),
        ] {
            assert_eq!(ends_inside_quotes(text.as_bytes(), b','), open, "{text:?}");
        }
    }
}
