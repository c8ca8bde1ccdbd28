//! What holds: options before the configuration file, the file before the defaults.

use std::path::{Path, PathBuf};

use crate::core::tally::Side;
use crate::ingest::field::money::rates::{Rate, Rates};
use crate::ingest::field::money::vat::{Vat, VatRate, VatRates};
use crate::ingest::field::status::{Statuses, TwoLists};
use crate::ingest::group::aliases::Aliases;
use crate::ingest::group::dedupe::Dedupe;
use crate::ingest::settings::{FileRequest, Settings};
use crate::ingest::source::Input;
use crate::ingest::table::column::Column;
use crate::ingest::table::mapping::Mapping;
use crate::ingest::{EncodingName, Mark, MaxRejected, Order, Zone};

use super::origin::{Origin, Sourced, pick, pick_or};
use super::schema::{Alias, Config, FileRule, PerFile};
use super::{Error, rates_file};

/// What was typed. What was not is `None` or empty.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "each is the option of its name")]
pub struct Flags {
    pub currency: Option<String>,
    pub map: Vec<Mapping>,
    pub encoding: Option<EncodingName>,
    pub sheet: Option<String>,
    pub delimiter: Option<u8>,
    pub decimal_mark: Option<Mark>,
    pub date_order: Option<Order>,
    /// `--timezone`
    pub timezone: Option<Zone>,
    pub micros: Option<bool>,
    pub vat: Option<Vat>,
    pub vat_rate: Vec<VatRate>,
    pub rate: Vec<Rate>,
    pub rates: Option<PathBuf>,
    pub dedupe: Option<Dedupe>,
    pub max_rejected: Option<MaxRejected>,
    pub exact_names: Option<bool>,
    pub won: Option<Vec<String>>,
    pub qualified: Option<Vec<String>>,
    pub rejected: Option<Vec<String>>,
    pub count_rejected: Option<bool>,
}

/// What holds for a run, each setting with where it comes from. `None` is a default that is no value: found out, or left alone.
#[derive(Debug, Clone)]
pub struct Effective {
    /// The currency of the result, and of amounts that name none.
    pub currency: Option<Sourced<String>>,
    /// The reading of VAT that costs are brought to.
    pub vat: Option<Sourced<Vat>>,
    /// How many unreadable rows are put up with.
    pub max_rejected: Sourced<MaxRejected>,
    /// Whether names are compared byte by byte.
    pub exact_names: Sourced<bool>,
    /// Statuses that mean an order.
    pub won: Option<Sourced<Vec<String>>>,
    /// Statuses that mean a qualified lead.
    pub qualified: Option<Sourced<Vec<String>>>,
    /// Statuses that mean no lead.
    pub rejected: Option<Sourced<Vec<String>>>,
    /// Whether leads with such a status are counted all the same.
    pub count_rejected: Sourced<bool>,
    /// How repeated leads are found.
    pub dedupe: Option<Sourced<Dedupe>>,
    /// The table of dated rates, as a path from the working folder.
    pub rates_file: Option<Sourced<PathBuf>>,
    /// Rates that hold on every day.
    pub rates: Vec<Sourced<Rate>>,
    /// VAT rates.
    pub vat_rates: Vec<Sourced<VatRate>>,
    /// Names and the spellings that stand for them, in the order in which they are tried.
    pub aliases: Vec<Sourced<Alias>>,
    /// What holds for every file that no rule says anything else about.
    pub reading: PerFile,
    /// What leadcalc.toml says about single files, as far as no option goes before it.
    pub files: Vec<FileRule>,
}

impl Effective {
    /// What was typed and what the configuration file says, as one.
    #[must_use]
    pub fn new(flags: &Flags, config: Option<&Config>) -> Self {
        let nothing = Config::default();
        let config = config.unwrap_or(&nothing);
        let list = |option, typed: &Option<Vec<String>>, said: &Option<Sourced<Vec<String>>>| {
            pick(option, typed.as_deref().map(cleaned).as_ref(), said.as_ref())
        };
        let folder = config.path.parent().unwrap_or(Path::new(""));
        let rates_file = config.rates_file.as_ref();
        let rates_file = rates_file.map(|file| Sourced::new(folder.join(&file.value), file.origin.clone()));
        Self {
            currency: pick("--currency", flags.currency.as_ref(), config.currency.as_ref()),
            vat: pick("--vat", flags.vat.as_ref(), config.vat.as_ref()),
            max_rejected: pick_or(
                "--max-rejected",
                flags.max_rejected.as_ref(),
                config.max_rejected.as_ref(),
                MaxRejected::Rows(0),
            ),
            exact_names: pick_or(
                "--exact-names",
                flags.exact_names.as_ref(),
                config.exact_names.as_ref(),
                false,
            ),
            won: list("--won", &flags.won, &config.won),
            qualified: list("--qualified", &flags.qualified, &config.qualified),
            rejected: list("--rejected", &flags.rejected, &config.rejected),
            count_rejected: pick_or(
                "--count-rejected",
                flags.count_rejected.as_ref(),
                config.count_rejected.as_ref(),
                false,
            ),
            dedupe: pick("--dedupe", flags.dedupe.as_ref(), config.dedupe.as_ref()),
            rates_file: pick("--rates", flags.rates.as_ref(), rates_file.as_ref()),
            rates: rates(&flags.rate, &config.rates),
            vat_rates: vat_rates(&flags.vat_rate, &config.vat_rates),
            aliases: config.aliases.clone(),
            reading: before(flags, &config.reading),
            files: config.files.iter().map(|rule| without_overruled(flags, rule)).collect(),
        }
    }

    /// How a file is read: what holds for every file, and over it each rule for it, the later ones on top.
    #[must_use]
    pub fn file(&self, input: &Input) -> PerFile {
        let rules = self.files.iter().filter(|rule| rule.pattern.value.matches(&input.path));
        let mut file = rules.fold(self.reading.clone(), |below, rule| over(&rule.reading, below));
        if let Some(channel) = &input.channel {
            file.channel = Some(Sourced::new(channel.clone(), Origin::Flag("CHANNEL=FILE")));
        }
        file
    }

    /// What the reading of these files is asked for. Headers named for all files are in [`mappings`](Self::mappings).
    #[must_use]
    pub fn requests(&self, inputs: &[Input]) -> Vec<FileRequest> {
        let request = |input: &Input| {
            let own = self.files.iter().filter(|rule| rule.pattern.value.matches(&input.path));
            let own = own.fold(PerFile::default(), |below, rule| over(&rule.reading, below));
            let file = self.file(input);
            FileRequest {
                input: Input { path: input.path.clone(), channel: value(file.channel) },
                settings: Settings {
                    encoding: value(file.encoding),
                    sheet: value(file.sheet),
                    delimiter: value(file.delimiter),
                    mark: value(file.decimal_mark),
                    date_order: value(file.date_order),
                    timezone: value(file.timezone),
                    currency: value(file.currency),
                    vat: value(file.vat),
                    // What is said of all files concerns those of them that look like it.
                    micros: value(own.micros),
                    mappings: own.columns.into_iter().map(|mapping| mapping.value).collect(),
                },
            }
        };
        inputs.iter().map(request).collect()
    }

    /// The headers named for all files: those typed, and those of `[columns]` that nobody typed.
    #[must_use]
    pub fn mappings(&self) -> Vec<Mapping> {
        self.reading.columns.iter().map(|mapping| mapping.value.clone()).collect()
    }

    /// What the words in a status column mean.
    ///
    /// **Errors**: [`Error::TwoLists`], where a word is in two lists.
    pub fn statuses(&self) -> Result<Statuses, Error> {
        let lists = [&self.won, &self.qualified, &self.rejected];
        let [won, qualified, rejected] = lists.map(|list| list.as_ref().map(|list| list.value.as_slice()));
        Statuses::new(won, qualified, rejected).map_err(|TwoLists { status, first, second }| {
            let named = |option: &str| {
                let list = match option {
                    "--won" => &self.won,
                    "--qualified" => &self.qualified,
                    _ => &self.rejected,
                };
                match list.as_ref().map(|list| &list.origin) {
                    Some(Origin::File(place)) => format!("{} ({place})", option.trim_start_matches('-')),
                    _ => option.to_owned(),
                }
            };
            Error::TwoLists { status, first: named(first), second: named(second) }
        })
    }

    /// The rates of exchange. Reads the table of dated rates, where there is one; what leadcalc.toml says about a currency of a
    /// table that was typed holds no longer.
    ///
    /// **Errors**: [`Error`], where that table cannot be read or has a row that is no rate.
    pub fn read_rates(&mut self) -> Result<Rates, Error> {
        let mut rates = Rates::default();
        if let Some(file) = &self.rates_file {
            for (day, rate) in rates_file::read(&file.value)? {
                rates.date(day, rate);
            }
            // A fixed rate goes before dated ones, but a file's does not go before a table that was typed.
            let is_typed = matches!(file.origin, Origin::Flag(_));
            let is_said = |rate: &Sourced<Rate>| matches!(rate.origin, Origin::File(_));
            self.rates.retain(|rate| !(is_typed && is_said(rate) && rates.has(&rate.value.currency)));
        }
        for rate in &self.rates {
            rates.fix(rate.value.clone());
        }
        Ok(rates)
    }

    /// The VAT rates in the order of their days.
    #[must_use]
    pub fn vat_rates(&self) -> VatRates {
        VatRates::new(&self.vat_rates.iter().map(|rate| rate.value).collect::<Vec<_>>())
    }

    /// The names and the spellings that stand for them.
    #[must_use]
    pub fn aliases(&self) -> Aliases {
        let mut aliases = Aliases::default();
        for Alias { dimension, name, patterns } in self.aliases.iter().map(|alias| &alias.value) {
            for pattern in patterns {
                aliases.add(dimension, pattern, name).expect("every pattern was tried when it was read");
            }
        }
        aliases
    }
}

/// A setting without where it comes from.
fn value<T>(sourced: Option<Sourced<T>>) -> Option<T> {
    sourced.map(|sourced| sourced.value)
}

/// Blank words say nothing: `--won ''` is an empty list.
fn cleaned(words: &[String]) -> Vec<String> {
    words.iter().map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
}

fn typed<T: Clone>(option: &'static str, values: &[T]) -> Vec<Sourced<T>> {
    values.iter().map(|value| Sourced::new(value.clone(), Origin::Flag(option))).collect()
}

/// The file's rates of currencies for which none was typed, and those typed.
fn rates(flags: &[Rate], said: &[Sourced<Rate>]) -> Vec<Sourced<Rate>> {
    let is_typed = |rate: &Sourced<Rate>| flags.iter().any(|typed| typed.currency == rate.value.currency);
    let said = said.iter().filter(|rate| !is_typed(rate)).cloned();
    said.chain(typed("--rate", flags)).collect()
}

/// Rates that were typed replace the file's as a whole: who types 20% does not mean 20% until some day that the file knows.
fn vat_rates(flags: &[VatRate], said: &[Sourced<VatRate>]) -> Vec<Sourced<VatRate>> {
    if flags.is_empty() { said.to_vec() } else { typed("--vat-rate", flags) }
}

/// What was typed about all files, and under it what the configuration file says about them.
fn before(flags: &Flags, said: &PerFile) -> PerFile {
    let mut columns = typed("--map", &flags.map);
    columns.extend(not_overruled(&flags.map, &said.columns));
    PerFile {
        channel: None,
        encoding: pick("--encoding", flags.encoding.as_ref(), said.encoding.as_ref()),
        sheet: pick("--sheet", flags.sheet.as_ref(), None),
        delimiter: pick("--delimiter", flags.delimiter.as_ref(), said.delimiter.as_ref()),
        decimal_mark: pick("--decimal-mark", flags.decimal_mark.as_ref(), said.decimal_mark.as_ref()),
        date_order: pick("--date-order", flags.date_order.as_ref(), said.date_order.as_ref()),
        timezone: pick("--timezone", flags.timezone.as_ref(), said.timezone.as_ref()),
        currency: None,
        vat: None,
        micros: pick("--micros", flags.micros.as_ref(), said.micros.as_ref()),
        columns,
    }
}

/// A rule without what options say otherwise. `--currency` and `--vat` are about the result, and leave alone what a file has.
fn without_overruled(flags: &Flags, rule: &FileRule) -> FileRule {
    fn unless<T: Clone, F>(typed: Option<&F>, said: Option<&Sourced<T>>) -> Option<Sourced<T>> {
        if typed.is_some() { None } else { said.cloned() }
    }
    let said = &rule.reading;
    let reading = PerFile {
        channel: said.channel.clone(),
        encoding: unless(flags.encoding.as_ref(), said.encoding.as_ref()),
        sheet: unless(flags.sheet.as_ref(), said.sheet.as_ref()),
        delimiter: unless(flags.delimiter.as_ref(), said.delimiter.as_ref()),
        decimal_mark: unless(flags.decimal_mark.as_ref(), said.decimal_mark.as_ref()),
        date_order: unless(flags.date_order.as_ref(), said.date_order.as_ref()),
        timezone: unless(flags.timezone.as_ref(), said.timezone.as_ref()),
        currency: said.currency.clone(),
        vat: said.vat.clone(),
        micros: unless(flags.micros.as_ref(), said.micros.as_ref()),
        columns: not_overruled(&flags.map, &said.columns),
    };
    FileRule { pattern: rule.pattern.clone(), reading }
}

/// A rule over what holds without it.
fn over(rule: &PerFile, below: PerFile) -> PerFile {
    fn either<T: Clone>(above: Option<&Sourced<T>>, below: Option<Sourced<T>>) -> Option<Sourced<T>> {
        above.cloned().or(below)
    }
    let headers: Vec<Mapping> = rule.columns.iter().map(|mapping| mapping.value.clone()).collect();
    let mut columns = rule.columns.clone();
    columns.extend(not_overruled(&headers, &below.columns));
    PerFile {
        channel: either(rule.channel.as_ref(), below.channel),
        encoding: either(rule.encoding.as_ref(), below.encoding),
        sheet: either(rule.sheet.as_ref(), below.sheet),
        delimiter: either(rule.delimiter.as_ref(), below.delimiter),
        decimal_mark: either(rule.decimal_mark.as_ref(), below.decimal_mark),
        date_order: either(rule.date_order.as_ref(), below.date_order),
        timezone: either(rule.timezone.as_ref(), below.timezone),
        currency: either(rule.currency.as_ref(), below.currency),
        vat: either(rule.vat.as_ref(), below.vat),
        micros: either(rule.micros.as_ref(), below.micros),
        columns,
    }
}

/// The mappings for which there is no other with the same meaning. One for both kinds of files stays for the kind that the
/// other is not for.
fn not_overruled(above: &[Mapping], below: &[Sourced<Mapping>]) -> Vec<Sourced<Mapping>> {
    let overruled = |column: Column, side: Side| {
        above.iter().any(|other| other.column == column && other.side.is_none_or(|other| other == side))
    };
    let left = |mapping: &Sourced<Mapping>| {
        let is_overruled = |side| overruled(mapping.value.column, side);
        let side = match mapping.value.side {
            Some(side) if is_overruled(side) => return None,
            Some(side) => Some(side),
            None => match (is_overruled(Side::Statistics), is_overruled(Side::Leads)) {
                (true, true) => return None,
                (true, false) => Some(Side::Leads),
                (false, true) => Some(Side::Statistics),
                (false, false) => None,
            },
        };
        Some(Sourced::new(Mapping { side, ..mapping.value.clone() }, mapping.origin.clone()))
    };
    below.iter().filter_map(left).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
        currency = "RUB"
        delimiter = ";"
        won = ["paid"]
        exact_names = true
        rates_file = "rates.csv"

        [columns]
        spend = "Total"
        channel = "Source"

        [rates]
        USD = "90"
        EUR = "100"

        [vat_rates]
        default = "20%"
        2026-01-01 = "22%"

        [[file]]
        match = "yandex*.csv"
        channel = "Яндекс"
        delimiter = "tab"
        currency = "USD"
        columns.spend = "Расход"

        [[file]]
        match = "*-old.csv"
        delimiter = ","
    "#;

    fn config() -> Config {
        Config::parse(Path::new("conf/leadcalc.toml"), FILE).unwrap()
    }

    fn input(path: &str) -> Input {
        Input { path: path.into(), channel: None }
    }

    fn origin<T>(setting: Option<&Sourced<T>>) -> String {
        setting.map_or("default".to_owned(), |setting| setting.origin.to_string())
    }

    #[test]
    fn without_options_and_without_a_file_the_defaults_hold() {
        let effective = Effective::new(&Flags::default(), None);
        assert_eq!(effective.max_rejected.origin, Origin::Default);
        assert_eq!(effective.max_rejected.value, MaxRejected::Rows(0));
        assert_eq!(effective.reading, PerFile::default());
        assert_eq!(effective.statuses().unwrap(), Statuses::new(None, None, None).unwrap());
        assert_eq!((effective.rates.len(), effective.vat_rates().is_empty()), (0, true));
    }

    #[test]
    fn options_go_before_the_file_and_rules_before_what_holds_for_all_files() {
        let effective = Effective::new(&Flags::default(), Some(&config()));
        assert_eq!(origin(effective.currency.as_ref()), "conf/leadcalc.toml, line 2");
        assert_eq!(effective.rates_file.as_ref().unwrap().value, Path::new("conf/rates.csv"));
        let requests = effective.requests(&[input("a.csv"), input("x/yandex.csv"), input("yandex-old.csv")]);
        let delimiters: Vec<_> = requests.iter().map(|request| request.settings.delimiter).collect();
        assert_eq!(delimiters, [Some(b';'), Some(b'\t'), Some(b',')], "the later of two rules wins");
        assert_eq!(requests[2].input.channel.as_deref(), Some("Яндекс"));
        assert_eq!(requests[2].settings.currency.as_deref(), Some("USD"));
        assert_eq!(requests[2].settings.mappings[0].header, "Расход");
        assert_eq!(requests[0].settings.mappings.len(), 0);

        let flags = Flags {
            currency: Some("EUR".to_owned()),
            delimiter: Some(b'|'),
            exact_names: Some(false),
            won: Some(vec![" ".to_owned()]),
            map: vec![Mapping::parse("spend=Cost").unwrap(), Mapping::parse("leads.channel=utm").unwrap()],
            ..Flags::default()
        };
        let effective = Effective::new(&flags, Some(&config()));
        assert_eq!(origin(effective.currency.as_ref()), "--currency");
        assert_eq!(
            (effective.exact_names.value, &effective.exact_names.origin),
            (false, &Origin::Flag("--exact-names"))
        );
        assert_eq!(effective.won.as_ref().unwrap().value, [""; 0]);
        let request =
            &effective.requests(&[Input { channel: Some("VK".to_owned()), ..input("yandex.csv") }])[0];
        assert_eq!(request.settings.delimiter, Some(b'|'));
        assert_eq!(request.settings.currency.as_deref(), Some("USD"), "--currency is about the result");
        assert_eq!(request.input.channel.as_deref(), Some("VK"));
        assert_eq!(request.settings.mappings, []);
        let mappings = effective.mappings();
        let mappings: Vec<_> = mappings.iter().map(|m| (m.header.as_str(), m.side, m.standing)).collect();
        let (spend, leads) = (Some(Side::Statistics), Some(Side::Leads));
        // The file's channel is left for the kind of file that nothing was typed for.
        assert_eq!(mappings, [("Cost", spend, false), ("utm", leads, false), ("Source", spend, true)]);
    }

    #[test]
    fn rates_are_replaced_currency_by_currency_and_vat_rates_as_a_whole() {
        let flags = Flags {
            rate: vec![Rate::parse("USD=95").unwrap()],
            vat_rate: vec![VatRate::parse("18%").unwrap()],
            ..Flags::default()
        };
        let effective = Effective::new(&flags, Some(&config()));
        let rates: Vec<_> = effective
            .rates
            .iter()
            .map(|rate| (rate.value.currency.as_str(), rate.origin.to_string()))
            .collect();
        assert_eq!(rates, [("EUR", "conf/leadcalc.toml, line 14".to_owned()), ("USD", "--rate".to_owned())]);
        assert_eq!(effective.vat_rates.len(), 1);
        assert!(!effective.vat_rates().needs_day());
    }

    #[test]
    fn a_table_of_rates_that_was_typed_goes_before_fixed_rates_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let table = folder.path().join("r.csv");
        std::fs::write(&table, "date,currency,rate\n2026-01-12,USD,92.5\n").unwrap();
        let flags = Flags { rates: Some(table), ..Flags::default() };
        let mut effective = Effective::new(&flags, Some(&config()));
        let rates = effective.read_rates().unwrap();
        assert!(rates.has("EUR") && rates.has("USD"));
        assert_eq!(effective.rates.len(), 1);
    }

    #[test]
    fn a_status_in_two_lists_is_refused_with_where_they_come_from() {
        let flags = Flags { rejected: Some(vec!["Paid".to_owned()]), ..Flags::default() };
        assert_eq!(
            Effective::new(&flags, Some(&config())).statuses().unwrap_err().to_string(),
            "the status \"paid\" is in both won (conf/leadcalc.toml, line 4) and --rejected; \
             it can mean only one of them"
        );
    }
}
