//! What can stand in leadcalc.toml, and how it is read.

use std::path::{Path, PathBuf};

use toml::de::DeTable;

use crate::ingest::field::money::rates::Rate;
use crate::ingest::field::money::vat::{Vat, VatRate};
use crate::ingest::group::aliases::Aliases;
use crate::ingest::group::dedupe::Dedupe;
use crate::ingest::table::column::Column;
use crate::ingest::table::mapping::Mapping;
use crate::ingest::{EncodingName, Mark, MaxRejected, Order, Zone, typed};

use super::entry::{Entry, Source, entries, hint, line_ends};
use super::origin::{Place, Sourced};
use super::{Error, Glob};

/// A configuration file, read. What it does not say is `None` or empty.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The file, from which relative paths in it start.
    pub path: PathBuf,
    /// The currency of amounts that name none.
    pub currency: Option<Sourced<String>>,
    /// The reading of VAT that costs are brought to.
    pub vat: Option<Sourced<Vat>>,
    /// How many unreadable rows are put up with.
    pub max_rejected: Option<Sourced<MaxRejected>>,
    /// Whether names are compared byte by byte.
    pub exact_names: Option<Sourced<bool>>,
    /// Statuses that mean an order.
    pub won: Option<Sourced<Vec<String>>>,
    /// Statuses that mean a qualified lead.
    pub qualified: Option<Sourced<Vec<String>>>,
    /// Statuses that mean no lead.
    pub rejected: Option<Sourced<Vec<String>>>,
    /// Whether leads with such a status are counted all the same.
    pub count_rejected: Option<Sourced<bool>>,
    /// How repeated leads are found.
    pub dedupe: Option<Sourced<Dedupe>>,
    /// A table of dated rates, as it is written there.
    pub rates_file: Option<Sourced<PathBuf>>,
    /// `[rates]`
    pub rates: Vec<Sourced<Rate>>,
    /// `[vat_rates]`
    pub vat_rates: Vec<Sourced<VatRate>>,
    /// `[aliases.<dimension>]`, in the order of the file.
    pub aliases: Vec<Sourced<Alias>>,
    /// How all files are read, `[columns]` included.
    pub reading: PerFile,
    /// `[[file]]`, in the order of the file.
    pub files: Vec<FileRule>,
}

/// A name, and the spellings that stand for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// What is grouped by.
    pub dimension: String,
    /// The name that is shown.
    pub name: String,
    /// The spellings, as [`Aliases::add`] reads them.
    pub patterns: Vec<String>,
}

/// How some files are read.
#[derive(Debug, Clone)]
pub struct FileRule {
    /// Which files.
    pub pattern: Sourced<Glob>,
    /// What is said about them.
    pub reading: PerFile,
}

/// What can be said about single files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PerFile {
    /// The channel of all rows.
    pub channel: Option<Sourced<String>>,
    /// The encoding.
    pub encoding: Option<Sourced<EncodingName>>,
    /// The sheet of a workbook.
    pub sheet: Option<Sourced<String>>,
    /// What separates cells.
    pub delimiter: Option<Sourced<u8>>,
    /// The decimal mark.
    pub decimal_mark: Option<Sourced<Mark>>,
    /// `dmy` or `mdy`.
    pub date_order: Option<Sourced<Order>>,
    /// The zone that times are brought to.
    pub timezone: Option<Sourced<Zone>>,
    /// The currency of amounts that name none.
    pub currency: Option<Sourced<String>>,
    /// Whether VAT is in the costs.
    pub vat: Option<Sourced<Vat>>,
    /// Whether costs are in millionths.
    pub micros: Option<Sourced<bool>>,
    /// What headers mean.
    pub columns: Vec<Sourced<Mapping>>,
}

/// What can stand above the first table, and the tables.
pub(super) const SETTINGS: [&str; 22] = [
    "currency",
    "encoding",
    "delimiter",
    "decimal_mark",
    "date_order",
    "timezone",
    "micros",
    "vat",
    "max_rejected",
    "exact_names",
    "won",
    "qualified",
    "rejected",
    "count_rejected",
    "dedupe",
    "rates_file",
    "columns",
    "rates",
    "vat_rates",
    "aliases",
    "file",
    // What the table of columns is called on the command line leads on to it.
    "map",
];

/// What can stand in `[[file]]`.
pub(super) const FILE_SETTINGS: [&str; 12] = [
    "match",
    "channel",
    "encoding",
    "sheet",
    "delimiter",
    "decimal_mark",
    "date_order",
    "timezone",
    "currency",
    "vat",
    "micros",
    "columns",
];

impl Config {
    /// Reads the text of a configuration file.
    ///
    /// **Errors**: [`Error`], for what is no TOML, no setting, or no value of its setting.
    pub fn parse(path: &Path, text: &str) -> Result<Self, Error> {
        let name = path.display().to_string();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let lines = line_ends(text);
        let source = Source { name: &name, lines: &lines };
        let table = DeTable::parse(text).map_err(|error| Error::Syntax {
            place: source.place(error.span().map_or(0, |span| span.start)),
            problem: error.message().lines().collect::<Vec<_>>().join(", "),
        })?;
        let mut config = Self { path: path.to_owned(), ..Self::default() };
        for entry in entries(source, table.get_ref()) {
            config.take(&entry)?;
        }
        Ok(config)
    }

    fn take(&mut self, entry: &Entry) -> Result<(), Error> {
        match entry.key {
            "currency" => self.currency = Some(entry.parsed(typed::currency)?),
            "vat" => self.vat = Some(entry.parsed(typed::vat)?),
            "max_rejected" => self.max_rejected = Some(entry.parsed_number(typed::max_rejected)?),
            "exact_names" => self.exact_names = Some(entry.yes_or_no()?),
            "won" => self.won = Some(list(entry)?),
            "qualified" => self.qualified = Some(list(entry)?),
            "rejected" => self.rejected = Some(list(entry)?),
            "count_rejected" => self.count_rejected = Some(entry.yes_or_no()?),
            "dedupe" => self.dedupe = Some(entry.parsed(Dedupe::parse)?),
            "rates_file" => {
                let name = entry.name()?;
                self.rates_file = Some(Sourced::new(name.value.into(), name.origin));
            }
            "rates" => self.rates = rates(entry)?,
            "vat_rates" => self.vat_rates = vat_rates(entry)?,
            "aliases" => self.aliases = aliases(entry)?,
            "file" => self.files = files(entry)?,
            "match" | "channel" | "sheet" => {
                return Err(entry.unknown(
                    "setting for all files",
                    "say it in a [[file]] entry, with the files it is for".to_owned(),
                ));
            }
            "map" => {
                return Err(entry.unknown("setting", "name headers in the table [columns]".to_owned()));
            }
            _ if self.reading.take(entry)? => {}
            key => return Err(entry.unknown("setting", hint(key, &SETTINGS[..SETTINGS.len() - 1]))),
        }
        Ok(())
    }
}

impl PerFile {
    /// Takes an entry that can be said about all files as well as about single ones, if it is one.
    fn take(&mut self, entry: &Entry) -> Result<bool, Error> {
        match entry.key {
            "encoding" => self.encoding = Some(entry.parsed(EncodingName::parse)?),
            "delimiter" => self.delimiter = Some(entry.parsed(typed::delimiter)?),
            "decimal_mark" => self.decimal_mark = Some(entry.parsed(typed::mark)?),
            "date_order" => self.date_order = Some(entry.parsed(typed::date_order)?),
            "timezone" => self.timezone = Some(entry.parsed(typed::timezone)?),
            "micros" => self.micros = Some(entry.yes_or_no()?),
            "columns" => self.columns = columns(entry)?,
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// Words of a list; blank ones say nothing, and an empty list is one.
fn list(entry: &Entry) -> Result<Sourced<Vec<String>>, Error> {
    let words = entry.texts()?.into_iter().map(|(word, _)| word.trim().to_owned());
    Ok(entry.says(words.filter(|word| !word.is_empty()).collect()))
}

/// `[rates]`
fn rates(entry: &Entry) -> Result<Vec<Sourced<Rate>>, Error> {
    let mut rates: Vec<Sourced<Rate>> = Vec::new();
    for entry in entry.table("a table like [rates]; a file of rates goes into rates_file")? {
        refuse_misplaced(&entry)?;
        let rate = entry.parsed_number(|rate| Rate::parse(&format!("{}={rate}", entry.key)))?;
        if let Some(first) = rates.iter().find(|other| other.value.currency == rate.value.currency) {
            return Err(
                entry.wrong(format_args!("{} has a rate already: {}", rate.value.currency, first.origin))
            );
        }
        rates.push(rate);
    }
    Ok(rates)
}

/// `[vat_rates]`
fn vat_rates(entry: &Entry) -> Result<Vec<Sourced<VatRate>>, Error> {
    let rate = |entry: Entry| {
        refuse_misplaced(&entry)?;
        entry.parsed_number(|rate| match entry.key {
            "default" => VatRate::parse(rate),
            day => VatRate::parse(&format!("{day}={rate}")),
        })
    };
    entry.table("a table like [vat_rates]")?.into_iter().map(rate).collect()
}

/// `[aliases.<dimension>]`
fn aliases(entry: &Entry) -> Result<Vec<Sourced<Alias>>, Error> {
    const TABLES: &str = "tables by what is grouped by, like [aliases.channel]";
    let mut aliases = Vec::new();
    for dimension in entry.table(TABLES)? {
        for name in dimension.table(TABLES)? {
            let mut patterns = Vec::new();
            for (pattern, place) in name.texts()? {
                Aliases::default()
                    .add(dimension.key, pattern, name.key)
                    .map_err(|error| name.wrong_text((pattern, place), reason(&error.cause)))?;
                patterns.push(pattern.to_owned());
            }
            let alias = Alias { dimension: dimension.key.to_owned(), name: name.key.to_owned(), patterns };
            aliases.push(name.says(alias));
        }
    }
    Ok(aliases)
}

/// Why a regular expression is none, in a sentence.
fn reason(cause: &str) -> String {
    format!("is no regular expression: {}", cause.lines().collect::<Vec<_>>().join(" "))
}

/// `[columns]`, with `leads.channel` in quotes or as a table in the table.
fn columns(entry: &Entry) -> Result<Vec<Sourced<Mapping>>, Error> {
    let mut columns = Vec::new();
    for entry in entry.table("a table like [columns]")? {
        match entry.key {
            "spend" | "leads" | "survey" if entry.is_table() => {
                for inner in entry.table("")? {
                    column(&inner, &format!("{}.", entry.key), &mut columns)?;
                }
            }
            _ => column(&entry, "", &mut columns)?,
        }
    }
    Ok(columns)
}

/// A column's header, or the headers it may have.
fn column(entry: &Entry, side: &str, columns: &mut Vec<Sourced<Mapping>>) -> Result<(), Error> {
    let key = format!("{side}{}", entry.key);
    let sides = ["spend.", "leads.", "survey."];
    let name = sides.iter().find_map(|side| key.strip_prefix(side)).unwrap_or(&key);
    if Column::from_name(name).is_none() {
        refuse_misplaced(entry)?;
        let known: Vec<&str> = Column::names().collect();
        return Err(entry.unknown("column", hint(name, &known)));
    }
    for (header, place) in entry.texts()? {
        if header.trim().is_empty() {
            return Err(entry.wrong_text((header, place), "is empty; say the header"));
        }
        let parsed = Mapping::parse(&format!("{key}={header}"));
        let mut mapping = parsed.map_err(|error| entry.wrong_text((header, place.clone()), error))?;
        // Messages quote it.
        mapping.text = format!("{} ({place})", mapping.text);
        mapping.standing = true;
        columns.push(entry.says(mapping));
    }
    Ok(())
}

/// `[[file]]`
fn files(entry: &Entry) -> Result<Vec<FileRule>, Error> {
    let mut files = Vec::new();
    for (place, entries) in entry.tables("an entry that begins with [[file]], in two brackets")? {
        files.push(file(place, &entries)?);
    }
    Ok(files)
}

fn file(place: Place, entries: &[Entry]) -> Result<FileRule, Error> {
    let mut pattern = None;
    let mut reading = PerFile::default();
    for entry in entries {
        match entry.key {
            "match" => pattern = Some(entry.parsed(Glob::parse)?),
            "channel" => reading.channel = Some(entry.name()?),
            "sheet" => reading.sheet = Some(entry.name()?),
            "currency" => reading.currency = Some(entry.parsed(typed::currency)?),
            "vat" => reading.vat = Some(entry.parsed(typed::vat)?),
            _ if reading.take(entry)? => {}
            key => {
                refuse_misplaced(entry)?;
                return Err(entry.unknown("setting of [[file]]", hint(key, &FILE_SETTINGS)));
            }
        }
    }
    Ok(FileRule { pattern: pattern.ok_or(Error::NoMatch(place))?, reading })
}

/// In TOML a line belongs to the last table above it, which is easily forgotten.
fn refuse_misplaced(entry: &Entry) -> Result<(), Error> {
    if SETTINGS[..15].contains(&entry.key) {
        let hint = "it is a setting for all files, and belongs above the first [table]".to_owned();
        return Err(entry.unknown("setting here", hint));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Config::parse(Path::new("leadcalc.toml"), text).unwrap_err().to_string()
    }

    #[test]
    fn every_known_key_is_read() {
        for key in SETTINGS.into_iter().filter(|key| *key != "map") {
            // A day is the value of no setting.
            let error = error(&format!("{key} = 2026-01-01"));
            assert!(
                error.starts_with(&format!("leadcalc.toml, line 1: {key} = 2026-01-01: expected")),
                "{error}"
            );
        }
        for key in FILE_SETTINGS {
            let error = error(&format!("[[file]]\n{key} = 2026-01-01"));
            assert!(
                error.starts_with(&format!("leadcalc.toml, line 2: {key} = 2026-01-01: expected")),
                "{error}"
            );
        }
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_line() {
        for (text, message) in [
            ("\n\ncurency = 'RUB'", "line 3: \"curency\" is no setting; did you mean \"currency\"?"),
            (
                "decimal-mark = 'comma'",
                "line 1: \"decimal-mark\" is no setting; did you mean \"decimal_mark\"?",
            ),
            (
                "sheet = 'Leads'",
                "line 1: \"sheet\" is no setting for all files; say it in a [[file]] entry, with the files it is for",
            ),
            ("[map]\nspend = 'x'", "line 1: \"map\" is no setting; name headers in the table [columns]"),
            (
                "[[file]]\nmatch = '*'\nchanel = 'VK'",
                "line 3: \"chanel\" is no setting of [[file]]; did you mean \"channel\"?",
            ),
            (
                "[[file]]\nmatch = '*'\nwon = []",
                "line 3: \"won\" is no setting here; it is a setting for all files, and belongs above the first [table]",
            ),
            (
                "[[file]]\nmatch = ''",
                "line 2: match = \"\": expected a pattern of file names, like \"yandex*.csv\"",
            ),
            (
                "won = []\n[[file]]\nchannel = 'VK'",
                "line 2: [[file]] does not say which files it is for; add a line like match = \"yandex*.csv\"",
            ),
            (
                "[file]\nmatch = '*'",
                "line 1: file = {…}: expected an entry that begins with [[file]], in two brackets",
            ),
            ("[columns]\nspendd = 'x'", "line 2: \"spendd\" is no column; did you mean \"spend\"?"),
            ("[columns]\nleads.chanel = 'x'", "line 2: \"chanel\" is no column; did you mean \"channel\"?"),
            ("[columns]\nspend = ''", "line 2: spend = \"\": is empty; say the header"),
            (
                "[columns]\n\"leads.clicks\" = 'x'",
                "line 2: leads.clicks = \"x\": clicks is no column of a --leads file",
            ),
            ("[rates]\nUSD = 92.50", "line 2: USD = 92.50: write it in quotes: a TOML float is not exact"),
            ("[rates]\nUSD = 0x5C", "line 2: USD = 5C: write the number in decimal digits"),
            (
                "[rates]\nUSD = 'x'",
                "line 2: USD = \"x\": a rate is CODE=RATE, what one unit is worth: USD=92.50",
            ),
            (
                "[rates]\nUSD = 90\nusd = 91",
                "line 3: usd = 91: USD has a rate already: leadcalc.toml, line 2",
            ),
            (
                "rates = 'rates.csv'",
                "line 1: rates = \"rates.csv\": expected a table like [rates]; a file of rates goes into rates_file",
            ),
            (
                "[vat_rates]\ndefault = 20",
                "line 2: default = 20: a VAT rate is RATE or DAY=RATE, as in 20% or 2026-01-01=22%",
            ),
            (
                "[aliases.channel]\nGoogle = [\n'adwords*',\n'/(/']",
                "line 4: Google = \"/(/\": is no regular expression: found open group without closing ')'",
            ),
            (
                "[aliases]\nGoogle = 'adwords'",
                "line 2: Google = \"adwords\": expected tables by what is grouped by, like [aliases.channel]",
            ),
            (
                "delimiter = 'xx'",
                "line 1: delimiter = \"xx\": expected one character, or comma, semicolon or tab",
            ),
            ("decimal_mark = ','", "line 1: decimal_mark = \",\": expected point or comma"),
            ("date_order = 'ymd'", "line 1: date_order = \"ymd\": expected dmy or mdy"),
            ("vat = 'none'", "line 1: vat = \"none\": expected included or excluded"),
            ("micros = 'yes'", "line 1: micros = \"yes\": expected true or false, without quotes"),
            (
                "encoding = ''",
                "line 1: encoding = \"\": is no encoding; usual ones are utf-8, utf-16le, windows-1251, windows-1252, koi8-r and ibm866",
            ),
            ("won = [1]", "line 1: won = […]: expected a list of texts in quotes"),
            (
                "max_rejected = -1",
                "line 1: max_rejected = -1: expected a number of rows, or a share of them like 1%",
            ),
            (
                "dedupe = 'email'",
                "line 1: dedupe = \"email\": leads are told apart by lead_id or customer_id, \
                 each with :DAYS if need be, as in customer_id:30",
            ),
            ("currency = 'RUB'\ncurrency = 'USD'", "line 2: is not TOML: duplicate key"),
            ("currency = RUB", "line 1: is not TOML: string values must be quoted, expected literal string"),
        ] {
            assert_eq!(error(text), format!("leadcalc.toml, {message}"), "{text}");
        }
    }

    #[test]
    fn long_values_are_cut_in_messages() {
        let error = error(&format!("vat = {:?}", "я".repeat(1000)));
        assert_eq!(
            error,
            format!("leadcalc.toml, line 1: vat = \"{}…\": expected included or excluded", "я".repeat(60))
        );
    }

    #[test]
    fn the_order_of_aliases_is_that_of_the_file() {
        let text = "\u{feff}[aliases.channel]\r\nz = 'a*'\r\nb = ['x', 'y']\r\n[aliases.ad]\r\na = '*'\r\n";
        let config = Config::parse(Path::new("c.toml"), text).unwrap();
        let names: Vec<&str> = config.aliases.iter().map(|alias| alias.value.name.as_str()).collect();
        assert_eq!(names, ["z", "b", "a"]);
        assert_eq!(config.aliases[1].origin.to_string(), "c.toml, line 3");
    }
}
