//! What the commands over files have in common: files in, groups out, in their order, as rows, judged.

pub(super) mod changes;
pub(super) mod former;
pub(super) mod gate;
pub(super) mod pair;
pub(super) mod ranking;
pub(super) mod table;
pub(super) mod unmatched;

mod request;

pub(super) use request::dimensions;

use std::path::PathBuf;

use anyhow::Result;

use crate::cli::{Common, Files, Speed};
use crate::config;
use crate::core::metric::{FigureOverflow, Metric, Sums};
use crate::core::value::Value;
use crate::ingest::source::Input;
use crate::ingest::{self, Reading, Request};

use super::{progress, settings, talk};

/// Files and how they are to be read, made sure of before any of them is.
pub(super) struct Asked {
    /// What the reading is asked for.
    pub(super) request: Request,
    /// All files.
    pub(super) inputs: Vec<Input>,
    /// Files that say how those are to be read.
    beside: Vec<Input>,
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
        Ok(Self { request, inputs, beside })
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

    /// Reads them, with the notes on groups that only one kind of file knows.
    pub(super) fn read(&self, common: &Common, speed: &Speed) -> Result<Reading> {
        let is_watched = !common.quiet && !speed.no_progress;
        let mut reading =
            progress::shown(is_watched, &self.inputs, |progress| ingest::read(&self.request, progress))?;
        if common.verbose {
            reading.details.iter().for_each(talk::say);
        }
        let unmatched = unmatched::notes(&reading, &self.request);
        reading.notes.extend(unmatched);
        Ok(reading)
    }
}

/// What is missing for a figure, if anything is.
pub(super) fn absent<S: Sums>(metric: Metric, total: &S) -> Result<Option<Metric>, FigureOverflow> {
    Ok(match metric.evaluate(&total.within(total))? {
        Value::Absent(missing) => Some(missing),
        Value::Known(_) | Value::Undefined(_) => None,
    })
}
