//! Where a file's table begins and what separates its cells: the first row, and the delimiter, under which headers make sense.

use crate::core::tally::Side;

use crate::ingest::table::mapping::Mapping;
use crate::ingest::table::{header, vocabulary};

/// Delimiters that exports come with. Not `|`, which stands in campaign names.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// How many lines above the header are looked through: titles, date ranges, account names.
const PREAMBLE: usize = 40;

/// How many known columns make a row the header. One may stand in a title by chance.
const ENOUGH: usize = 2;

/// Where a file's table begins, and what separates its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) struct Dialect {
    pub(in crate::ingest) delimiter: u8,
    /// The headers as they stand, trimmed.
    pub(in crate::ingest) headers: Vec<String>,
    /// Where the header row begins.
    pub(in crate::ingest) byte: u64,
    /// The line that the header row begins on.
    pub(in crate::ingest) line: u64,
    /// The lines above it that say something.
    pub(in crate::ingest) preamble: Vec<String>,
}

/// A line of the beginning: where it starts, its number, and what it says.
struct Line<'a> {
    byte: usize,
    number: u64,
    text: &'a [u8],
}

/// The dialect of a file that begins like this; `delimiter` where the user has said it.
pub(in crate::ingest) fn find(
    beginning: &[u8],
    side: Side,
    mappings: &[Mapping],
    delimiter: Option<u8>,
) -> Dialect {
    let lines = lines(beginning);
    let declared = lines.first().and_then(|line| declared_delimiter(line.text));
    let candidates = match delimiter.or(declared) {
        Some(delimiter) => vec![delimiter],
        None => DELIMITERS.to_vec(),
    };
    let skipped = usize::from(declared.is_some());
    let looked_at = lines.iter().enumerate().skip(skipped).take(PREAMBLE);
    let mut best: Option<Candidate> = None;
    for (index, line) in looked_at {
        let text = &beginning[line.byte..];
        let candidates = candidates.iter().map(|delimiter| {
            let headers = row(text, *delimiter);
            Candidate { sense: sense(&headers, side, mappings), delimiter: *delimiter, index, headers }
        });
        // The delimiter that shows most known columns, then most columns at all; the first of equals.
        let found = candidates.reduce(|best, next| if next.weight() > best.weight() { next } else { best });
        let Some(found) = found else { continue };
        let is_better = match &best {
            None => true,
            Some(best) if best.sense < ENOUGH => found.sense > best.sense,
            // A line above the table that names its columns is followed by nothing of its width.
            Some(best) => {
                let between = &lines[best.index..index];
                let is_narrow = |line: &Line<'_>| {
                    row(&beginning[line.byte..], found.delimiter).len() < found.headers.len()
                };
                found.sense >= ENOUGH && between.iter().all(is_narrow)
            }
        };
        if is_better {
            let is_table = found.sense >= ENOUGH && found.heads_a_table(text);
            best = Some(found);
            if is_table {
                break;
            }
        }
    }
    let found = |best: Candidate| Dialect {
        delimiter: best.delimiter,
        byte: lines[best.index].byte as u64,
        line: lines[best.index].number,
        preamble: preamble(&lines[skipped..best.index]),
        headers: best.headers,
    };
    let empty = Dialect { delimiter: b',', headers: Vec::new(), byte: 0, line: 1, preamble: Vec::new() };
    best.map_or(empty, found)
}

/// A line that may be the header.
struct Candidate {
    sense: usize,
    delimiter: u8,
    /// Which of the lines it is.
    index: usize,
    headers: Vec<String>,
}

impl Candidate {
    fn weight(&self) -> (usize, usize) {
        (self.sense, self.headers.len())
    }

    /// Whether a row of the same width follows, or nothing does.
    fn heads_a_table(&self, text: &[u8]) -> bool {
        let reader = csv::ReaderBuilder::new()
            .delimiter(self.delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text);
        match reader.into_byte_records().nth(1) {
            Some(Ok(next)) => next.len() == self.headers.len(),
            Some(Err(_)) | None => true,
        }
    }
}

/// How many of these headers are known, or named by the user: what tells a header row, and the right delimiter.
///
/// It is also asked of each row that cannot be read, of which there may be as many as rows.
pub(in crate::ingest) fn sense(headers: &[impl AsRef<str>], side: Side, mappings: &[Mapping]) -> usize {
    let is_known =
        |text: &str| vocabulary::may_know(text) && vocabulary::knows(&header::normalise(text).normal, side);
    let known = headers.iter().filter(|header| is_known(header.as_ref()));
    let mapped = mappings.iter().filter(|mapping| {
        mapping.is_for(side) && headers.iter().any(|header| header.as_ref() == mapping.header)
    });
    known.count() + mapped.count()
}

/// The delimiter that a first line `sep=;` declares, as Excel reads and writes it.
fn declared_delimiter(line: &[u8]) -> Option<u8> {
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    match line {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] => Some(*delimiter),
        _ => None,
    }
}

/// The lines that are not blank.
fn lines(text: &[u8]) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut byte = 0;
    for (index, line) in text.split(|byte| *byte == b'\n').enumerate() {
        if !line.iter().all(u8::is_ascii_whitespace) {
            let text = line.strip_suffix(b"\r").unwrap_or(line);
            lines.push(Line { byte, number: index as u64 + 1, text });
        }
        byte += line.len() + 1;
    }
    lines
}

/// What the lines above the header say.
fn preamble(lines: &[Line<'_>]) -> Vec<String> {
    let text = |line: &Line<'_>| {
        String::from_utf8_lossy(line.text).trim_matches(['"', ',', ';', '\t', ' ']).to_owned()
    };
    lines.iter().map(text).filter(|text| !text.is_empty()).collect()
}

/// The first row of a text, under this delimiter.
pub(in crate::ingest) fn row(text: &[u8], delimiter: u8) -> Vec<String> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text);
    let mut record = csv::ByteRecord::new();
    // Reading from memory cannot fail, and a text without any row gives an empty record.
    let _ = reader.read_byte_record(&mut record);
    let cells = record.iter().map(|cell| String::from_utf8_lossy(cell));
    cells.map(|cell| cell.trim_start_matches('\u{1}').trim().to_owned()).collect()
}

/// The number of the record that begins at this byte of a text with commas.
pub(in crate::ingest) fn record_at(text: &[u8], byte: u64) -> u64 {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
    let mut record = csv::ByteRecord::new();
    while reader.position().byte() < byte && reader.read_byte_record(&mut record).unwrap_or(false) {}
    reader.position().record()
}

/// The delimiter in words.
pub(in crate::ingest) fn name(delimiter: u8) -> String {
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
            assert_eq!(find(text.as_bytes(), Side::Statistics, &[], None).delimiter, delimiter, "{text}");
        }
    }

    #[test]
    fn the_header_is_the_first_row_with_two_known_columns() {
        let find = |text: &str| {
            let dialect = find(text.as_bytes(), Side::Statistics, &[], None);
            (dialect.delimiter, dialect.line, dialect.headers.len(), dialect.preamble)
        };
        let google = "Campaign report\n\"July 8, 2025 - July 31, 2025\"\nCampaign,Cost\nCost,Clicks\n";
        let told = ["Campaign report", "July 8, 2025 - July 31, 2025"].map(str::to_owned);
        assert_eq!(find(google), (b',', 3, 2, told.to_vec()));
        assert_eq!(find("sep=;\r\n\r\nКампания;Расход, ₽;Клики\r\n"), (b';', 3, 3, vec![]));
        // A delimiter in the title is none of the table's.
        assert_eq!(find("Report; Q1, Q2, Q3\nCampaign\tCost\n").1, 2);
        // A title that names columns heads no table.
        assert_eq!(find("Figures: Campaign, Cost, Clicks\nCampaign;Cost;Clicks\na;1;2\n").1, 2);
        // A row that is wider than its header does not make the second table the first.
        assert_eq!(find("Campaign,Cost\n,5,Total\na,5\n\nDay,Campaign,Cost\n").1, 1);
        // The first line, where no row makes sense.
        assert_eq!(find("a,b,c\nd,e,f\n"), (b',', 1, 3, vec![]));
        assert_eq!(find("channel\nx\n"), (b',', 1, 1, vec![]));
    }
}
