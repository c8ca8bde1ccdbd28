//! A file of scenarios: named sets of inputs for a calculator.
//!
//! ```toml
//! [careful]
//! cpc = 180
//! cr = "8%"
//!
//! [bold]
//! cpc = 120
//! ```

use std::path::Path;

use toml::de::DeTable;

use crate::core::decimal::Decimal;
use crate::core::metric::Metric;
use crate::core::solve::doubt;

use super::Error;
use super::entry::{Entry, Source, entries, hint, line_ends};
use super::load::{self, read_text};

/// A named set of inputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// What it is called.
    pub name: String,
    /// The inputs that differ from what is typed, in the order of the file.
    pub values: Vec<(Metric, Decimal)>,
}

/// Reads the scenarios of a file, in its order; `-` is stdin.
///
/// `inputs` are what the calculator can be given.
///
/// **Errors**: [`Error`], where the file cannot be read, is no TOML, or says something else than values of these inputs.
pub fn load(path: &Path, inputs: &[Metric]) -> Result<Vec<Scenario>, Error> {
    parse(&load::name(path), &read_text(path, load::MOST)?, inputs)
}

fn parse(file: &str, text: &str, inputs: &[Metric]) -> Result<Vec<Scenario>, Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = line_ends(text);
    let source = Source { name: file, lines: &lines };
    let table = DeTable::parse(text).map_err(|error| Error::Syntax {
        place: source.place(error.span().map_or(0, |span| span.start)),
        problem: error.message().lines().collect::<Vec<_>>().join(", "),
    })?;
    entries(source, table.get_ref()).iter().map(|entry| scenario(entry, inputs)).collect()
}

fn scenario(entry: &Entry, inputs: &[Metric]) -> Result<Scenario, Error> {
    let values = entry.table("a scenario, like [careful], with its inputs below")?;
    let values = values.iter().map(|value| input(value, inputs)).collect::<Result<_, _>>()?;
    Ok(Scenario { name: entry.key.to_owned(), values })
}

fn input(entry: &Entry, inputs: &[Metric]) -> Result<(Metric, Decimal), Error> {
    let Some(metric) = Metric::from_key(entry.key).filter(|metric| inputs.contains(metric)) else {
        let known: Vec<&str> = inputs.iter().map(|metric| metric.key()).collect();
        return Err(entry.unknown("input of this calculation", hint(entry.key, &known)));
    };
    Ok((metric, entry.parsed_number(|text| doubt::read(metric, text))?.value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_they_are_typed() {
        let inputs = [Metric::Cpc, Metric::Cr];
        let scenarios =
            parse("s.toml", "[careful]\ncpc = 180\ncr = '8%'\n[bold]\ncpc = '120,50'", &inputs).unwrap();
        let values = |values: &[(Metric, i64, u32)]| -> Vec<(Metric, Decimal)> {
            values.iter().map(|(metric, digits, scale)| (*metric, Decimal::new(*digits, *scale))).collect()
        };
        assert_eq!(scenarios[0].values, values(&[(Metric::Cpc, 180, 0), (Metric::Cr, 8, 2)]));
        assert_eq!(
            (scenarios[1].name.as_str(), &scenarios[1].values),
            ("bold", &values(&[(Metric::Cpc, 12050, 2)]))
        );
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        for (text, message) in [
            (
                "[careful]\ncpc = 1.5",
                "s.toml, line 2: cpc = 1.5: write it in quotes: a TOML float is not exact",
            ),
            (
                "[careful]\ncpp = 1",
                "s.toml, line 2: \"cpp\" is no input of this calculation; did you mean \"cpc\"?",
            ),
            (
                "cpc = 1",
                "s.toml, line 1: cpc = 1: expected a scenario, like [careful], with its inputs below",
            ),
            (
                "[careful]\ncpc = '5%'",
                "s.toml, line 2: cpc = \"5%\": is a percentage where an amount or a count is expected",
            ),
        ] {
            assert_eq!(parse("s.toml", text, &[Metric::Cpc]).unwrap_err().to_string(), message);
        }
    }
}
