//! Factors of a season: a line like `12 = 1.3` for each month of the year that differs from the others.

use std::collections::BTreeMap;
use std::path::Path;

use crate::core::decimal::Decimal;
use crate::core::typed::parse_amount;

use super::Error;
use super::load::{name, read_text};
use super::origin::Place;

/// Twelve lines and some words about them.
const MOST: (u64, &str) = (1 << 16, "64 KiB");

/// Reads the factors by the number of their month. What stands behind `#` is a comment.
///
/// **Errors**: [`Error`], where the file cannot be read, or a line of it is no month and factor.
pub fn read(path: &Path) -> Result<BTreeMap<i8, Decimal>, Error> {
    parse(&name(path), &read_text(path, MOST)?)
}

fn parse(file: &str, text: &str) -> Result<BTreeMap<i8, Decimal>, Error> {
    let mut factors = BTreeMap::new();
    for (line, number) in text.trim_start_matches('\u{feff}').lines().zip(1..) {
        let content = line.split('#').next().unwrap_or_default().trim();
        if content.is_empty() {
            continue;
        }
        let wrong = |problem: String| Error::SeasonLine {
            place: Place { file: file.to_owned(), line: number },
            problem,
        };
        let (month, factor) = factor(content).map_err(wrong)?;
        if factors.insert(month, factor).is_some() {
            return Err(wrong(format!("month {month} is there already; only one of them can hold")));
        }
    }
    if factors.is_empty() {
        return Err(Error::SeasonLine {
            place: Place { file: file.to_owned(), line: 1 },
            problem: "there is no month in it; write a line like 12 = 1.3".to_owned(),
        });
    }
    Ok(factors)
}

fn factor(line: &str) -> Result<(i8, Decimal), String> {
    let expected = || format!("{line:?}: expected a month of the year and its factor, like 12 = 1.3");
    let (month, factor) = line.split_once('=').ok_or_else(expected)?;
    let month = month.trim().parse().ok().filter(|month| (1..=12).contains(month)).ok_or_else(expected)?;
    match parse_amount(factor.trim()) {
        Ok(factor) if factor > Decimal::ZERO => Ok((month, factor)),
        Ok(_) => Err(format!("factor {:?}: must be above 0", factor.trim())),
        Err(problem) => Err(format!("factor {:?}: {problem}", factor.trim())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_a_month() {
        let factors =
            parse("s.txt", "\u{feff}# by last year\n12 = 1.3\n 1=0,75 # after the holidays\n\n").unwrap();
        let factors: Vec<(i8, String)> =
            factors.into_iter().map(|(month, it)| (month, it.to_string())).collect();
        assert_eq!(factors, [(1, "0.75".to_owned()), (12, "1.3".to_owned())]);
    }

    #[test]
    fn other_lines_are_errors() {
        for (text, message) in [
            ("12", "s.txt, line 1: \"12\": expected a month of the year and its factor, like 12 = 1.3"),
            ("\n13=1", "s.txt, line 2: \"13=1\": expected a month of the year and its factor, like 12 = 1.3"),
            ("1=0", "s.txt, line 1: factor \"0\": must be above 0"),
            (
                "1=high",
                "s.txt, line 1: factor \"high\": is not a number; write it like 8000, 8 000, 8000.50, 8000,50 or 50%",
            ),
            ("1=1\n1=2", "s.txt, line 2: month 1 is there already; only one of them can hold"),
            ("# none", "s.txt, line 1: there is no month in it; write a line like 12 = 1.3"),
        ] {
            assert_eq!(parse("s.txt", text).unwrap_err().to_string(), message);
        }
    }
}
