//! A cell of a good export replaced by something else: the program refuses it and says where, or its sums are those of an oracle
//! that knows the file's cells and what each column is, and counts in whole millionths. What is no number never passes for one.

mod fixtures;
mod oracle;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use serde_json::Value;

use fixtures::{FIXTURES, Fixture, RUBBISH, Role};
use oracle::{Blame, Expected, Sums, micros};

/// How many mutations of each file are tried.
const CASES: u32 = 75;

/// Which cell is replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cell {
    Preamble(usize),
    Header(usize),
    Row(usize, usize),
}

impl Fixture {
    fn cells(&self) -> Vec<Cell> {
        let columns = 0..self.columns.len();
        let rows =
            (0..self.rows.len()).flat_map(|row| columns.clone().map(move |column| Cell::Row(row, column)));
        let above = (0..self.above.len()).map(Cell::Preamble);
        above.chain(columns.clone().map(Cell::Header)).chain(rows).collect()
    }

    fn line(&self, cell: Cell) -> usize {
        match cell {
            Cell::Preamble(line) => line + 1,
            Cell::Header(_) => self.above.len() + 1,
            Cell::Row(row, _) => self.above.len() + 2 + row,
        }
    }

    fn header(&self, cell: Cell) -> &str {
        match cell {
            Cell::Row(_, column) | Cell::Header(column) => self.columns[column].0.trim(),
            Cell::Preamble(_) => "",
        }
    }

    fn bytes(&self, replaced: Option<(Cell, &[u8])>) -> Vec<u8> {
        let above = self.above.iter().enumerate().map(|(line, text)| vec![(Cell::Preamble(line), *text)]);
        let header = self.columns.iter().enumerate().map(|(column, (name, _))| (Cell::Header(column), *name));
        let rows = self.rows.iter().enumerate().map(|(row, cells)| {
            cells.iter().enumerate().map(|(column, text)| (Cell::Row(row, column), *text)).collect()
        });
        let mut bytes = Vec::new();
        for line in above.chain([header.collect()]).chain(rows) {
            for (index, (cell, text)) in line.into_iter().enumerate() {
                if index > 0 {
                    bytes.push(self.delimiter);
                }
                match replaced {
                    Some((place, rubbish)) if place == cell => self.put(rubbish, &mut bytes),
                    _ => self.put(text.as_bytes(), &mut bytes),
                }
            }
            bytes.extend(b"\r\n");
        }
        bytes
    }

    /// A cell as it is written, in quotation marks where it needs them.
    fn put(&self, text: &[u8], bytes: &mut Vec<u8>) {
        let is_special = |byte: &u8| [b'"', b'\n', b'\r', self.delimiter].contains(byte);
        if !text.iter().any(is_special) {
            return bytes.extend(text);
        }
        bytes.push(b'"');
        for byte in text {
            bytes.extend(if *byte == b'"' { &b"\"\""[..] } else { std::slice::from_ref(byte) });
        }
        bytes.push(b'"');
    }

    fn run(&self, folder: &Path, bytes: &[u8]) -> Output {
        fs::write(folder.join(self.file), bytes).expect("the file is written");
        let side = if self.is_leads { "--leads" } else { "--spend" };
        Command::new(env!("CARGO_BIN_EXE_leadcalc"))
            .args(["compare-channels", side, self.file, "-f", "json"])
            .args(self.options)
            .current_dir(folder)
            .output()
            .expect("the program starts")
    }
}

#[test]
fn a_good_file_has_the_sums_of_the_oracle() {
    let folder = tempfile::tempdir().expect("a folder");
    for fixture in FIXTURES {
        let Expected::Sums(sums) = oracle::expect(fixture, None) else {
            panic!("{} is refused", fixture.file)
        };
        let output = fixture.run(folder.path(), &fixture.bytes(None));
        assert_eq!(sums_differ(&sums, &output), None, "{}: {}", fixture.file, shown(&output));
    }
}

#[test]
fn a_replaced_cell_is_refused_with_its_place_or_counts_for_what_it_says() {
    let folder = tempfile::tempdir().expect("a folder");
    for fixture in FIXTURES {
        let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
        // The same cases in every run: what one run proves the next one does too.
        let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
        let before = fixture.run(folder.path(), &fixture.bytes(None));
        let cells = fixture.cells();
        let mutation = (any::<Index>(), select(RUBBISH));
        let outcome = runner.run(&mutation, |(place, rubbish)| {
            judge(fixture, cells[place.index(cells.len())], rubbish, &before, folder.path())
        });
        if let Err(error) = outcome {
            panic!("{}: {error}", fixture.file);
        }
    }
}

fn judge(
    fixture: &Fixture,
    cell: Cell,
    rubbish: &[u8],
    before: &Output,
    folder: &Path,
) -> Result<(), TestCaseError> {
    let output = fixture.run(folder, &fixture.bytes(Some((cell, rubbish))));
    let text = String::from_utf8_lossy(rubbish);
    let expected = oracle::expect(fixture, Some((cell, &text)));
    let problem = match (&expected, output.status.code()) {
        // A byte that is not UTF-8 may be the file's one letter in another encoding, or is refused.
        (_, Some(2)) if std::str::from_utf8(rubbish).is_err() => {
            not_refused(fixture, cell, Blame::File, &text, &output)
        }
        // A nameless row whose other figures say that it is a total does not count, whatever stands in this one.
        (_, Some(0)) if is_nameless_total(fixture, cell) && is_as_before(fixture, &output) => None,
        (Expected::Refused(blame), _) => not_refused(fixture, cell, *blame, &text, &output),
        // What a total row states may tell that the file has two decimal marks.
        (Expected::Sums(_), Some(2)) if may_be_refused(fixture, cell) => {
            not_refused(fixture, cell, Blame::File, &text, &output)
        }
        // Where a changed figure keeps a nameless row from being the sum of the others, nobody can tell what it is.
        (Expected::Sums(_), Some(2))
            if String::from_utf8_lossy(&output.stderr).contains("has no name and states more") =>
        {
            not_refused(fixture, cell, Blame::File, &text, &output)
        }
        (Expected::Sums(sums), _) => sums_differ(sums, &output).or_else(|| {
            let is_unused =
                matches!(cell, Cell::Row(_, column) if fixture.columns[column].1 == Role::Nothing);
            let Expected::Sums(old) = oracle::expect(fixture, None) else { return None };
            (is_unused && *sums == old && without_notes(before) != without_notes(&output))
                .then(|| "another stdout though the column is not used".to_owned())
        }),
    };
    match problem {
        None => Ok(()),
        Some(problem) => {
            let place = format!("line {}, {:?}", fixture.line(cell), fixture.header(cell));
            let message = format!("{place}: {text:?}: {problem}; expected {expected:#?}\n{}", shown(&output));
            Err(TestCaseError::fail(message))
        }
    }
}

/// Whether a cell is one of a total row's, or of the lines above: what it says may contradict the rest.
fn may_be_refused(fixture: &Fixture, cell: Cell) -> bool {
    match cell {
        Cell::Preamble(_) => fixture.month_above.is_some(),
        Cell::Header(_) => false,
        Cell::Row(row, _) => {
            let cells = fixture.rows[row];
            cells.iter().any(|cell| cell.starts_with("Total: ") || *cell == "Итого")
        }
    }
}

/// Whether the sums are those of the good file.
fn is_as_before(fixture: &Fixture, output: &Output) -> bool {
    match oracle::expect(fixture, None) {
        Expected::Sums(sums) => sums_differ(&sums, output).is_none(),
        Expected::Refused(_) => false,
    }
}

/// Whether a cell is one of a last row that has no name.
fn is_nameless_total(fixture: &Fixture, cell: Cell) -> bool {
    let Cell::Row(row, _) = cell else { return false };
    let name = fixture.columns.iter().position(|(_, role)| matches!(role, Role::Name));
    row + 1 == fixture.rows.len() && name.is_some_and(|name| fixture.rows[row][name].is_empty())
}

/// What is wrong with a refusal.
fn not_refused(
    fixture: &Fixture,
    cell: Cell,
    blame: Blame,
    rubbish: &str,
    output: &Output,
) -> Option<String> {
    if output.status.code() != Some(2) {
        return Some("not refused".to_owned());
    }
    if !output.stdout.is_empty() {
        return Some("refused, and something is on stdout".to_owned());
    }
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    if !message.contains(fixture.file) {
        return Some("the refusal does not name the file".to_owned());
    }
    let names_line = || message.contains(&format!("line {}", fixture.line(cell)));
    let trimmed = rubbish.trim();
    let names_cell = || message.contains(fixture.header(cell)) || message.contains(trimmed);
    match blame {
        Blame::Cell if !names_line() => Some("the refusal does not name the line".to_owned()),
        Blame::Cell if !names_cell() && !message.contains("an amount in ") => {
            Some("the refusal names neither header nor cell".to_owned())
        }
        _ => None,
    }
}

/// What is wrong with the sums of a run.
fn sums_differ(sums: &Sums, output: &Output) -> Option<String> {
    if output.status.code() != Some(0) {
        return Some(format!("status {:?}", output.status.code()));
    }
    let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    if json["currency"].as_str() != sums.currency.as_deref() {
        return Some(format!("currency {}", json["currency"]));
    }
    let source = &json["sources"][0];
    if (source["rows"].as_u64(), source["used"].as_u64()) != (Some(sums.rows), Some(sums.used)) {
        return Some(format!("books {source}"));
    }
    let notes: BTreeSet<&str> =
        json["notes"].as_array()?.iter().filter_map(|note| note["code"].as_str()).collect();
    if let Some(missing) = sums.notes.iter().find(|code| !notes.contains(*code)) {
        return Some(format!("no note {missing}"));
    }
    let dimensions: Vec<&str> = json["group_by"].as_array()?.iter().filter_map(Value::as_str).collect();
    let rows = json["rows"].as_array()?;
    if rows.len() != sums.groups.len() {
        return Some(format!("{} groups instead of {}", rows.len(), sums.groups.len()));
    }
    for row in rows {
        let names: Vec<String> =
            dimensions.iter().map(|name| row[name].as_str().unwrap_or_default().to_owned()).collect();
        // A byte that is not UTF-8 is the only cell whose letters are left open.
        let (names, figures) = match sums.groups.get_key_value(&names) {
            Some(found) => found,
            None => {
                sums.groups.iter().find(|(names, _)| names.iter().any(|name| name.contains('\u{fffd}')))?
            }
        };
        for figure in [
            "impressions",
            "clicks",
            "spend",
            "leads",
            "rejected_leads",
            "qualified_leads",
            "orders",
            "revenue",
        ] {
            let found = match &row[figure] {
                Value::Null => None,
                Value::String(text) => micros(text),
                number => micros(&number.to_string()),
            };
            if found != figures.get(figure).copied() {
                return Some(format!("{names:?}: {figure} {}", row[figure]));
            }
            let partial =
                row["partial"].as_array().is_some_and(|marks| marks.iter().any(|mark| mark == figure));
            let must_be = sums.partial.iter().any(|(group, other)| group == names && *other == figure);
            if partial != (must_be && found.is_some()) {
                return Some(format!("{names:?}: {figure} partial: {partial}"));
            }
        }
    }
    None
}

fn without_notes(output: &Output) -> Value {
    let mut json: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    json["notes"] = Value::Null;
    json
}

fn shown(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout))
}
