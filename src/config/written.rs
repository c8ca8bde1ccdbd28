//! What holds, written down as a leadcalc.toml.

use std::fmt::{Display, Write};

use crate::core::decimal::{self, Decimal};
use crate::ingest::MaxRejected;
use crate::ingest::group::dedupe::Dedupe;
use crate::ingest::source::Input;
use crate::ingest::table::mapping::Mapping;

use super::effective::Effective;
use super::origin::{Origin, Sourced};
use super::schema::PerFile;

impl Effective {
    /// What holds, as a configuration file that makes the same hold without any option. Each line ends in where it comes from;
    /// defaults are commented out. What applies to the given files stands behind it in comments.
    #[must_use]
    pub fn to_toml(&self, files: &[Input]) -> String {
        let mut page = Page::default();
        page.line("# What holds here, each line with where it comes from. Defaults are commented out.");
        page.line("");
        self.settings(&mut page);
        self.tables(&mut page);
        self.rules(&mut page);
        for input in files {
            page.line("");
            page.line(&format!("# {}", printable(input)));
            let mut said = Page { prefix: "#   ", ..Page::default() };
            said.per_file(&self.file(input));
            said.columns(&self.file(input).columns, "columns.");
            if said.text.is_empty() {
                said.line("nothing is said about it: everything is found out");
            }
            page.text += &said.text;
        }
        page.text
    }

    fn settings(&self, page: &mut Page) {
        let words = |words: &Vec<String>| list(words);
        let vat = |vat: &crate::ingest::field::money::vat::Vat| quoted(vat.name());
        let reading = &self.reading;
        page.either("currency", self.currency.as_ref(), |code| quoted(code), ("\"USD\"", "none is shown"));
        page.either("encoding", reading.encoding.as_ref(), |name| quoted(name.name()), ("\"utf-8\"", FOUND));
        page.either(
            "delimiter",
            reading.delimiter.as_ref(),
            |byte| delimiter(*byte),
            ("\"semicolon\"", FOUND),
        );
        page.either(
            "decimal_mark",
            reading.decimal_mark.as_ref(),
            |mark| quoted(mark.name()),
            ("\"comma\"", FOUND),
        );
        page.either(
            "date_order",
            reading.date_order.as_ref(),
            |order| quoted(order.name()),
            ("\"dmy\"", FOUND),
        );
        page.either(
            "timezone",
            reading.timezone.as_ref(),
            |zone| quoted(zone.name()),
            ("\"Europe/Moscow\"", "times are taken as written"),
        );
        page.either(
            "micros",
            reading.micros.as_ref(),
            bool::to_string,
            ("false", "refused where costs look like it"),
        );
        page.either("vat", self.vat.as_ref(), vat, ("\"excluded\"", "costs stay as they are"));
        page.sure("max_rejected", &self.max_rejected, max_rejected);
        page.sure("exact_names", &self.exact_names, bool::to_string);
        page.either("won", self.won.as_ref(), words, ("[\"paid\", \"signed\"]", BUILT_IN));
        page.either("qualified", self.qualified.as_ref(), words, ("[\"qualified\"]", BUILT_IN));
        page.either("rejected", self.rejected.as_ref(), words, ("[\"spam\", \"test\"]", BUILT_IN));
        page.sure("count_rejected", &self.count_rejected, bool::to_string);
        page.either(
            "dedupe",
            self.dedupe.as_ref(),
            |leads| dedupe(*leads),
            ("\"lead_id\"", "every lead counts"),
        );
        let path = |path: &std::path::PathBuf| quoted(&path.to_string_lossy());
        page.either("rates_file", self.rates_file.as_ref(), path, ("\"rates.csv\"", "none"));
    }

    fn tables(&self, page: &mut Page) {
        if !self.reading.columns.is_empty() {
            page.table("[columns]");
            page.columns(&self.reading.columns, "");
        }
        if !self.rates.is_empty() {
            page.table("[rates]");
            for rate in &self.rates {
                let worth = quoted(&decimal::plain(rate.value.rate));
                page.said(&rate.value.currency, &worth, &rate.origin);
            }
        }
        if !self.vat_rates.is_empty() {
            page.table("[vat_rates]");
            for rate in &self.vat_rates {
                let day = rate.value.from.map_or("default".to_owned(), |day| quoted(&day.to_string()));
                page.said(&day, &quoted(&percent(rate.value.rate)), &rate.origin);
            }
        }
        let mut dimensions: Vec<&str> = Vec::new();
        for alias in &self.aliases {
            if !dimensions.contains(&alias.value.dimension.as_str()) {
                dimensions.push(&alias.value.dimension);
            }
        }
        for dimension in dimensions {
            page.table(&format!("[aliases.{}]", key(dimension)));
            for alias in self.aliases.iter().filter(|alias| alias.value.dimension == dimension) {
                page.said(&key(&alias.value.name), &list(&alias.value.patterns), &alias.origin);
            }
        }
    }

    fn rules(&self, page: &mut Page) {
        for rule in &self.files {
            page.table("[[file]]");
            page.said("match", &quoted(rule.pattern.value.text()), &rule.pattern.origin);
            page.per_file(&rule.reading);
            page.columns(&rule.reading.columns, "columns.");
        }
        // There is no sheet for all files: most have none.
        if let Some(sheet) = &self.reading.sheet {
            page.table("[[file]]");
            page.said("match", "\"*\"", &sheet.origin);
            page.said("sheet", &quoted(&sheet.value), &sheet.origin);
        }
    }
}

const FOUND: &str = "found, file by file";
const BUILT_IN: &str = "the built-in words";

/// Lines of TOML.
#[derive(Debug, Default)]
struct Page {
    text: String,
    prefix: &'static str,
}

impl Page {
    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{}{line}", self.prefix);
    }

    fn table(&mut self, header: &str) {
        self.line("");
        self.line(header);
    }

    fn said(&mut self, key: &str, value: &str, origin: &impl Display) {
        self.line(&format!("{key} = {value}  # {}", printable(origin)));
    }

    /// A setting that has been made, if it has been.
    fn maybe<T>(&mut self, key: &str, setting: Option<&Sourced<T>>, written: impl Fn(&T) -> String) {
        if let Some(setting) = setting {
            self.said(key, &written(&setting.value), &setting.origin);
        }
    }

    /// A setting that has been made, or how it could be and what holds without.
    fn either<T>(
        &mut self,
        key: &str,
        setting: Option<&Sourced<T>>,
        written: impl Fn(&T) -> String,
        (example, default): (&str, &str),
    ) {
        match setting {
            Some(_) => self.maybe(key, setting, written),
            None => self.line(&format!("#{key} = {example}  # default: {default}")),
        }
    }

    /// A setting that always has a value.
    fn sure<T>(&mut self, key: &str, setting: &Sourced<T>, written: impl Fn(&T) -> String) {
        let comment = if setting.origin == Origin::Default { "#" } else { "" };
        self.said(&format!("{comment}{key}"), &written(&setting.value), &setting.origin);
    }

    /// What is said about single files, but for their columns.
    fn per_file(&mut self, file: &PerFile) {
        self.maybe("channel", file.channel.as_ref(), |name| quoted(name));
        self.maybe("encoding", file.encoding.as_ref(), |name| quoted(name.name()));
        self.maybe("sheet", file.sheet.as_ref(), |name| quoted(name));
        self.maybe("delimiter", file.delimiter.as_ref(), |byte| delimiter(*byte));
        self.maybe("decimal_mark", file.decimal_mark.as_ref(), |mark| quoted(mark.name()));
        self.maybe("date_order", file.date_order.as_ref(), |order| quoted(order.name()));
        self.maybe("timezone", file.timezone.as_ref(), |zone| quoted(zone.name()));
        self.maybe("currency", file.currency.as_ref(), |code| quoted(code));
        self.maybe("vat", file.vat.as_ref(), |vat| quoted(vat.name()));
        self.maybe("micros", file.micros.as_ref(), bool::to_string);
    }

    /// Columns, each with the header or the headers it may have.
    fn columns(&mut self, columns: &[Sourced<Mapping>], table: &str) {
        let keys: Vec<String> = columns.iter().map(|column| column_key(&column.value)).collect();
        for (index, key) in keys.iter().enumerate().filter(|(index, key)| !keys[..*index].contains(key)) {
            let same = || columns[index..].iter().zip(&keys[index..]).filter(|(_, other)| *other == key);
            let headers: Vec<String> = same().map(|(column, _)| column.value.header.clone()).collect();
            let mut origins: Vec<String> = same().map(|(column, _)| column.origin.to_string()).collect();
            origins.dedup();
            let headers = if let [header] = headers.as_slice() { quoted(header) } else { list(&headers) };
            self.said(&format!("{table}{key}"), &headers, &origins.join(", "));
        }
    }
}

/// The key of a mapping: with the kind of file where the column alone does not tell it.
fn column_key(mapping: &Mapping) -> String {
    let name = mapping.column.name();
    match mapping.side {
        Some(side) if mapping.column.only_on().is_none() => quoted(&format!("{}.{name}", side.name())),
        _ => name.to_owned(),
    }
}

fn delimiter(byte: u8) -> String {
    match byte {
        b'\t' => "\"tab\"".to_owned(),
        byte => quoted(&char::from(byte).to_string()),
    }
}

fn max_rejected(most: &MaxRejected) -> String {
    match most {
        MaxRejected::Rows(rows) => rows.to_string(),
        MaxRejected::Share(share) => quoted(&percent(*share)),
    }
}

fn dedupe(dedupe: Dedupe) -> String {
    let days = dedupe.days.map(|days| format!(":{days}")).unwrap_or_default();
    quoted(&format!("{}{days}", dedupe.key.name()))
}

fn percent(fraction: Decimal) -> String {
    let percent = decimal::multiply(fraction, Decimal::ONE_HUNDRED);
    format!("{}%", decimal::plain(percent.expect("a fraction times a hundred has no more digits")))
}

fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

/// A key as TOML writes it.
fn key(name: &str) -> String {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    if !name.is_empty() && name.bytes().all(is_bare) { name.to_owned() } else { quoted(name) }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\t' => quoted.push_str("\\t"),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A name in a comment, which ends where its line does.
fn printable(name: &impl Display) -> String {
    name.to_string().replace(char::is_control, "?")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::config::{Config, Flags};
    use crate::ingest::field::money::rates::Rate;
    use crate::ingest::field::money::vat::{Vat, VatRate};

    use super::*;
    use crate::ingest::{EncodingName, Order};

    fn without_origins(page: &str) -> Vec<&str> {
        page.lines().map(|line| line.split("  # ").next().unwrap_or_default()).collect()
    }

    /// Reads a page back: what holds by it must be written as the same page.
    #[track_caller]
    fn assert_reads_back(effective: &Effective) {
        let page = effective.to_toml(&[]);
        let config =
            Config::parse(Path::new("leadcalc.toml"), &page).unwrap_or_else(|e| panic!("{e}: {page}"));
        let again = Effective::new(&Flags::default(), Some(&config)).to_toml(&[]);
        assert_eq!(without_origins(&page), without_origins(&again));
    }

    #[test]
    fn what_is_written_makes_the_same_hold() {
        assert_reads_back(&Effective::new(&Flags::default(), None));
        let map = ["spend=Total \"cost\"", "leads.channel=utm", "spend=Расход", "campaign=C\\D"];
        let flags = Flags {
            currency: Some("RUB".to_owned()),
            map: map.map(|text| Mapping::parse(text).unwrap()).to_vec(),
            encoding: Some(EncodingName::parse("windows-1251").unwrap()),
            sheet: Some("Leads\n2026\u{7f}".to_owned()),
            delimiter: Some(b'\t'),
            decimal_mark: Some(crate::ingest::Mark::Comma),
            date_order: Some(Order::MonthFirst),
            timezone: crate::ingest::Zone::from_name("Europe/Moscow"),
            micros: Some(true),
            vat: Some(Vat::Excluded),
            vat_rate: vec![VatRate::parse("20%").unwrap(), VatRate::parse("2026-01-01=22.5%").unwrap()],
            rate: vec![Rate::parse("USD=92.5").unwrap()],
            rates: Some("rates\\of.csv".into()),
            dedupe: Some(Dedupe::parse("customer_id:30").unwrap()),
            max_rejected: Some(MaxRejected::Share(Decimal::new(1, 3))),
            exact_names: Some(false),
            won: Some(vec!["paid".to_owned(), "a, b".to_owned()]),
            qualified: Some(Vec::new()),
            rejected: None,
            count_rejected: Some(true),
        };
        assert_reads_back(&Effective::new(&flags, None));
        let config = "[aliases.'utm content']\n'' = ['/^a\\d/', 'b*']\nx = '\"'\n\
            [[file]]\nmatch = 'a/**/*.csv'\nsheet = 'x'\nvat = 'included'\n\
            columns.leads.channel = 'y'\n[[file]]\nmatch = '-'\n";
        let config = Config::parse(Path::new("c.toml"), config).unwrap();
        assert_reads_back(&Effective::new(&Flags::default(), Some(&config)));
        assert_reads_back(&Effective::new(&flags, Some(&config)));
    }

    #[test]
    fn names_in_comments_end_with_their_line() {
        let page = Effective::new(&Flags::default(), None).to_toml(&[Input::parse("a\nb\r.csv")]);
        assert!(
            page.ends_with("# a?b?.csv\n#   nothing is said about it: everything is found out\n"),
            "{page}"
        );
    }
}
