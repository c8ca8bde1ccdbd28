//! A table of dated rates: a CSV file with the columns date, currency and rate.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;

use crate::core::decimal::Decimal;
use crate::core::period::Date;
use crate::core::typed::parse_amount;
use crate::ingest::field::money::rates::Rate;
use crate::ingest::typed;

use super::Error;
use super::load::read_text;
use super::origin::Place;

/// Fifty years of daily rates of forty currencies fit.
const MOST: (u64, &str) = (32 << 20, "32 MiB");

const COLUMNS: [&str; 3] = ["date", "currency", "rate"];

/// Reads a table of rates, with commas, semicolons or tabs.
///
/// **Errors**: [`Error`], where the file cannot be read, has other columns, or a row that is no rate.
pub(super) fn read(path: &Path) -> Result<Vec<(Date, Rate)>, Error> {
    parse(&path.display().to_string(), &read_text(path, MOST)?)
}

fn parse(file: &str, text: &str) -> Result<Vec<(Date, Rate)>, Error> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let places = |delimiter: u8| {
        let cells = first.split(char::from(delimiter));
        let headers: Vec<String> = cells.map(|cell| cell.trim().trim_matches('"').to_lowercase()).collect();
        let places = COLUMNS.map(|column| headers.iter().position(|header| header == column));
        match places {
            [Some(date), Some(currency), Some(rate)] if headers.len() == 3 => {
                Some((delimiter, [date, currency, rate]))
            }
            _ => None,
        }
    };
    let Some((delimiter, places)) = [b',', b';', b'\t'].into_iter().find_map(places) else {
        return Err(Error::RatesHeader { file: file.to_owned(), found: format!("{first:?}") });
    };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(text.as_bytes());
    let mut rates: Vec<(Date, Rate)> = Vec::new();
    let mut seen: HashMap<(Date, String), (Decimal, u64)> = HashMap::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(1, csv::Position::line);
            wrong(file, line, "has not as many cells as the first row".to_owned())
        })?;
        let line = record.position().map_or(1, csv::Position::line);
        let [date, currency, rate] = places.map(|place| record.get(place).unwrap_or_default());
        let (day, rate) = row(date, currency, rate).map_err(|problem| wrong(file, line, problem))?;
        match seen.entry((day, rate.currency.clone())) {
            Entry::Occupied(earlier) if earlier.get().0 != rate.rate => {
                let (worth, line_before) = earlier.get();
                let problem = format!(
                    "{} is worth {} on {day}, and {worth} in line {line_before}; only one of them can hold",
                    rate.currency, rate.rate
                );
                return Err(wrong(file, line, problem));
            }
            Entry::Occupied(_) => {}
            Entry::Vacant(place) => {
                place.insert((rate.rate, line));
                rates.push((day, rate));
            }
        }
    }
    Ok(rates)
}

fn wrong(file: &str, line: u64, problem: String) -> Error {
    let line = usize::try_from(line).unwrap_or(usize::MAX);
    Error::RatesRow { place: Place { file: file.to_owned(), line }, problem }
}

fn row(date: &str, currency: &str, rate: &str) -> Result<(Date, Rate), String> {
    let day = date.parse().ok().filter(|_| date.len() == 10);
    let day = day.ok_or_else(|| format!("date {date:?}: expected a day like 2026-01-31"))?;
    let currency =
        typed::currency(currency).map_err(|problem| format!("currency {currency:?}: {problem}"))?;
    match parse_amount(rate) {
        Ok(worth) if worth > Decimal::ZERO => Ok((day, Rate { currency, rate: worth })),
        Ok(_) => Err(format!("rate {rate:?}: must be above 0")),
        Err(problem) => Err(format!("rate {rate:?}: {problem}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_in_any_order_with_any_delimiter() {
        for text in [
            "date,currency,rate\n2026-01-12,USD,92.5\n",
            "\u{feff}Rate;Date;Currency\r\n92,50; 2026-01-12 ;usd\r\n",
            "currency\tdate\trate\nUSD\t2026-01-12\t92.50\nUSD\t2026-01-12\t92.5\n",
        ] {
            let rates = parse("r.csv", text).unwrap();
            assert_eq!(rates, [(Date::constant(2026, 1, 12), Rate::parse("USD=92.5").unwrap())], "{text}");
        }
    }

    #[test]
    fn bad_rows_are_errors_with_line_and_value() {
        const HEADER: &str = "date,currency,rate\n2026-01-12,USD,92.5\n";
        for (row, message) in [
            ("12.01.2026,USD,1", "r.csv, line 3: date \"12.01.2026\": expected a day like 2026-01-31"),
            (
                "2026-01-13,dollar,1",
                "r.csv, line 3: currency \"dollar\": expected an ISO 4217 code of three letters, like RUB or USD",
            ),
            ("2026-01-13,USD,0", "r.csv, line 3: rate \"0\": must be above 0"),
            (
                "2026-01-13,USD,\"1,234\"",
                "r.csv, line 3: rate \"1,234\": can be read in two ways; \
                 write 1234 for the thousands or 1.234 for the decimals",
            ),
            ("2026-01-13,USD", "r.csv, line 3: has not as many cells as the first row"),
            (
                "2026-01-12,USD,93",
                "r.csv, line 3: USD is worth 93 on 2026-01-12, and 92.5 in line 2; only one of them can hold",
            ),
        ] {
            let error = parse("r.csv", &format!("{HEADER}{row}\n")).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
        for (text, found) in
            [("", "\"\""), ("date,nominal,currency,rate\n", "\"date,nominal,currency,rate\"")]
        {
            let error = parse("r.csv", text).unwrap_err().to_string();
            let expected =
                "r.csv, line 1: the columns date, currency and rate are expected, and no others; found: ";
            assert_eq!(error, format!("{expected}{found}"));
        }
    }
}
