//! From options and leadcalc.toml to what holds.

use std::num::NonZeroUsize;
use std::path::Path;
use std::thread;

use anyhow::{Result, bail};

use crate::cli::{AnyTable, Common, Loyalty, Reading, Speed};
use crate::config::{self, Effective, Flags};
use crate::ingest::settings::FileRequest;
use crate::ingest::source::Input;
use crate::ingest::{Dimension, Request};

/// What holds for a command that reads files.
pub(super) fn effective(
    reading: &Reading,
    currency: Option<&str>,
    config: Option<&Path>,
) -> Result<Effective> {
    let config = config::load(config)?;
    Ok(Effective::new(&flags(reading, currency), config.as_ref()))
}

/// What holds for surveys, and what their reading is asked for.
pub(super) fn of_surveys(
    options: &Loyalty,
    dimensions: Vec<Dimension>,
) -> Result<(Request, Vec<FileRequest>)> {
    let config = config::load(options.common.config.as_deref())?;
    let flags = Flags { map: options.map.clone(), ..of_table(&options.table) };
    let effective = Effective::new(&flags, config.as_ref());
    let inputs: Vec<Input> = options.survey.iter().map(|text| Input::parse(text)).collect();
    let request = Request {
        mappings: effective.mappings(),
        exact_names: effective.exact_names.value,
        aliases: effective.aliases(),
        max_rejected: effective.max_rejected.value,
        ..Request::new(Vec::new(), Vec::new(), dimensions)
    };
    Ok((request, effective.requests(&inputs)))
}

/// What the options alone say.
pub(super) fn from_options(reading: &Reading) -> Effective {
    Effective::new(&flags(reading, None), None)
}

/// What the reading of these files is asked for, as far as settings say.
pub(super) fn request(
    effective: &mut Effective,
    spend: &[Input],
    leads: &[Input],
    dimensions: Vec<Dimension>,
    threads: NonZeroUsize,
) -> Result<Request> {
    let reads_stdin = |files: &[Input]| files.iter().any(Input::is_stdin);
    let rates_are_stdin = effective.rates_file.as_ref().is_some_and(|file| file.value.as_os_str() == "-");
    if rates_are_stdin && (reads_stdin(spend) || reads_stdin(leads)) {
        bail!("stdin: is given both as --rates and as a file to read, and can be only one of them");
    }
    let rates = effective.read_rates()?;
    let effective = &*effective;
    Ok(Request {
        mappings: effective.mappings(),
        exact_names: effective.exact_names.value,
        aliases: effective.aliases(),
        statuses: effective.statuses()?.counting_rejected(effective.count_rejected.value),
        dedupe: effective.dedupe.as_ref().map(|dedupe| dedupe.value),
        max_rejected: effective.max_rejected.value,
        currency: effective.currency.as_ref().map(|currency| currency.value.clone()),
        rates,
        vat: effective.vat.as_ref().map(|vat| vat.value),
        vat_rates: effective.vat_rates(),
        micros: effective.reading.micros.as_ref().map(|micros| micros.value),
        threads,
        ..Request::new(effective.requests(spend), effective.requests(leads), dimensions)
    })
}

/// How many threads read, as the options say.
pub(super) fn threads(speed: &Speed) -> NonZeroUsize {
    speed.threads.and_then(|threads| NonZeroUsize::new(threads.into())).unwrap_or_else(cores)
}

/// How many threads read where nobody says.
pub(super) fn cores() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// The currency of amounts that come without one, for a command that reads no files.
pub(super) fn currency(common: &Common) -> Result<Option<String>> {
    let config = config::load(common.config.as_deref())?;
    let flags = Flags { currency: common.currency.clone(), ..Flags::default() };
    Ok(Effective::new(&flags, config.as_ref()).currency.map(|currency| currency.value))
}

fn flags(reading: &Reading, currency: Option<&str>) -> Flags {
    Flags {
        currency: currency.map(str::to_owned),
        map: reading.map.clone(),
        decimal_mark: reading.decimal_mark,
        timezone: reading.timezone.clone(),
        micros: reading.micros,
        vat: reading.vat,
        vat_rate: reading.vat_rate.clone(),
        rate: reading.rate.clone(),
        rates: reading.rates.clone(),
        dedupe: reading.dedupe,
        won: reading.won.clone(),
        qualified: reading.qualified.clone(),
        rejected: reading.rejected.clone(),
        count_rejected: reading.count_rejected,
        ..of_table(&reading.table)
    }
}

fn of_table(table: &AnyTable) -> Flags {
    Flags {
        encoding: table.encoding,
        sheet: table.sheet.clone(),
        delimiter: table.delimiter,
        date_order: table.date_order,
        max_rejected: table.max_rejected,
        exact_names: table.exact_names,
        ..Flags::default()
    }
}
