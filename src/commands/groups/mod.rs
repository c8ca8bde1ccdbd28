//! What the commands over files have in common: files in, groups out, in their order, as rows, judged.

pub(super) mod basis;
pub(super) mod changes;
pub(super) mod former;
pub(super) mod gate;
pub(super) mod pair;
pub(super) mod ranking;
pub(super) mod table;
pub(super) mod unmatched;

pub(super) mod maturity;
mod request;

pub(super) use request::dimensions;

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::cli::{Common, Files, Speed};
use crate::config;
use crate::core::metric::{FigureOverflow, Metric, Sums};
use crate::core::value::Value;
use crate::ingest::source::Input;
use crate::ingest::{self, DateBasis, Reading, Request};
use crate::report;

use super::{progress, settings, talk};

/// Files and how they are to be read, made sure of before any of them is.
pub(super) struct Asked {
    /// What the reading is asked for.
    pub(super) request: Request,
    /// All files.
    pub(super) inputs: Vec<Input>,
    /// Files that say how those are to be read.
    beside: Vec<Input>,
    maturity: maturity::Asked,
}

/// What was read.
pub(super) struct Read {
    /// The groups; orders on the days of their leads where either is asked for.
    pub(super) reading: Reading,
    /// How mature the periods are, where that can be told.
    pub(super) maturity: Option<report::Maturity>,
    /// The periods that were left out because they are not mature.
    pub(super) left_out: Vec<String>,
    /// Orders on their own days, where either is asked for.
    pub(super) by_order: Option<basis::ByOrder>,
}

impl Asked {
    pub(super) fn of(files: &Files, common: &Common, speed: &Speed) -> Result<Self> {
        let mut effective =
            settings::effective(&files.reading, common.currency.as_deref(), common.config.as_deref())?;
        let request = request::request(files, speed, &mut effective)?;
        let inputs = request.spend.iter().chain(&request.leads).map(|file| file.input.clone()).collect();
        let config = common.config.clone().unwrap_or_else(|| config::FILE_NAME.into());
        let rates = effective.rates_file.map(|file| file.value);
        let beside = std::iter::once(config).chain(rates).map(|path| Input { path, channel: None }).collect();
        Ok(Self { request, inputs, beside, maturity: maturity::Asked::of(&files.maturity) })
    }

    /// All files, with others that are read beside them: none of them must be overwritten.
    pub(super) fn with(&self, others: &[&Option<PathBuf>]) -> Vec<Input> {
        let others = others.iter().filter_map(|path| path.as_ref());
        let others = others.map(|path| Input { path: path.clone(), channel: None });
        self.inputs.iter().chain(&self.beside).cloned().chain(others).collect()
    }

    /// What the groups are grouped by.
    pub(super) fn group_by(&self) -> Vec<String> {
        self.request.dimensions.iter().map(|dimension| dimension.name().to_owned()).collect()
    }

    /// Reads them, with the notes on groups that only one kind of file knows and on the days that orders count on.
    pub(super) fn read(&self, common: &Common, speed: &Speed) -> Result<Read> {
        basis::check(&self.request)?;
        self.maturity.check(&self.request)?;
        let mut request = basis::prepared(&self.request);
        request.keep.lags = maturity::Asked::needs_lags(&self.request);
        let is_watched = !common.quiet && !speed.no_progress;
        let mut reading =
            progress::shown(is_watched, &self.inputs, |progress| ingest::read(&request, progress))?;
        if common.verbose {
            reading.details.iter().for_each(talk::say);
        }
        let by_order = match self.request.date_basis {
            DateBasis::Both => Some(basis::split(&mut reading, &self.request)?),
            DateBasis::Lead | DateBasis::Order => None,
        };
        let note = basis::note(&reading, &self.request, common.confidence.is_some());
        reading.notes.extend(note);
        let mut maturity = self.maturity.settle(&mut reading, &self.request)?;
        let left_out = match &mut maturity {
            Some(maturity) if self.maturity.only => maturity::leave_out(maturity, &mut reading)?,
            _ => Vec::new(),
        };
        let groups: Vec<_> = reading.groups.iter().collect();
        let unmatched = unmatched::notes(&groups, &self.request);
        reading.notes.extend(unmatched);
        Ok(Read { reading, maturity, left_out, by_order })
    }

    /// Refuses to set both ways to date orders side by side.
    pub(super) fn refuse_both(&self, command: &str) -> Result<()> {
        if self.request.date_basis == DateBasis::Both {
            bail!("--date-basis both: {command} takes one of them; compare-channels sets both side by side");
        }
        Ok(())
    }
}

/// What is missing for a figure, if anything is.
pub(super) fn absent<S: Sums>(metric: Metric, total: &S) -> Result<Option<Metric>, FigureOverflow> {
    Ok(match metric.evaluate(&total.within(total))? {
        Value::Absent(missing) => Some(missing),
        Value::Known(_) | Value::Undefined(_) => None,
    })
}
