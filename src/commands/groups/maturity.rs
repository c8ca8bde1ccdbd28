//! Which periods are mature, as far as the lags between leads and orders tell.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use crate::cli;
use crate::core::decimal::Decimal;
use crate::core::fact::Fact;
use crate::core::maturity::Maturity;
use crate::core::period::{Date, Period};
use crate::core::tally::{Side, Tally};
use crate::ingest::{DateBasis, Dimension, Reading, Request};
use crate::render::{self, Style};
use crate::report::{self, Note, Report};

use super::basis;

/// The share of its orders that makes a period mature, where nobody says.
const LEAST: Decimal = Decimal::from_parts(9, 0, 0, false, 1);

/// What was said about mature periods.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    least: Option<Decimal>,
    pub(super) only: bool,
}

impl Asked {
    pub(super) fn of(options: &cli::Maturity) -> Self {
        Self { least: options.mature, only: options.mature_only }
    }

    /// The option that was given, if one was.
    fn option(self) -> Option<&'static str> {
        if self.only { Some("--mature-only") } else { self.least.map(|_| "--mature") }
    }

    /// Makes sure that there is something to mark.
    pub(super) fn check(self, request: &Request) -> Result<()> {
        let Some(option) = self.option() else { return Ok(()) };
        if request.leads.is_empty() {
            bail!("{option}: only lead lists say how long leads take; give --leads");
        }
        if !basis::has_period(&request.dimensions) {
            bail!("{option}: is about periods; add one, as in --by month");
        }
        match request.date_basis {
            DateBasis::Order => bail!(
                "{option}: orders on their own day are all there; leave it out, or count them on the day of their lead"
            ),
            DateBasis::Both if self.only => {
                bail!(
                    "--mature-only: leaves orders out that --date-basis both has to account for; take one of them"
                )
            }
            DateBasis::Lead | DateBasis::Both => Ok(()),
        }
    }

    /// Whether the reading has to keep how long leads take.
    pub(super) fn needs_lags(request: &Request) -> bool {
        request.date_basis != DateBasis::Order
            && !request.leads.is_empty()
            && basis::has_period(&request.dimensions)
    }

    /// How mature the periods are.
    pub(super) fn settle(self, reading: &mut Reading, request: &Request) -> Result<Option<report::Maturity>> {
        let Some(dimension) = basis::finest_period(&request.dimensions) else { return Ok(None) };
        let Dimension::Period(period) = request.dimensions[dimension] else { return Ok(None) };
        if reading.groups.is_empty()
            || !Self::needs_lags(request)
            || reading.total.side_of(Fact::Orders) != Some(Side::Leads)
        {
            return Ok(None);
        }
        let maturity = if reading.lags.is_empty() {
            Err("no lead list says when an order was; a column can be named with --map closed_at=HEADER"
                .to_owned())
        } else {
            reading.lags.maturity().map_err(|too_little| too_little.to_string())
        };
        let maturity = match maturity {
            Ok(maturity) => maturity,
            Err(reason) => {
                if let Some(option) = self.option() {
                    bail!("{option}: which periods are mature cannot be told: {reason}");
                }
                let message = format!("which periods are mature cannot be told: {reason}");
                reading.notes.push(Note { code: "maturity-unknown", message });
                return Ok(None);
            }
        };
        let shares = shares(&maturity, period, dimension, reading, [request.since, request.until]);
        let (least, last_day) = (self.least.unwrap_or(LEAST), maturity.last_day);
        Ok(Some(report::Maturity { dimension, shares, least, last_day }))
    }
}

/// The share of each period that has leads.
fn shares(
    maturity: &Maturity,
    period: Period,
    dimension: usize,
    reading: &Reading,
    counted: [Option<Date>; 2],
) -> BTreeMap<String, Decimal> {
    let shares = maturity.by_period(period, counted);
    let mut named: BTreeMap<String, Decimal> =
        shares.into_iter().map(|(first, share)| (period.of(first), share)).collect();
    named.retain(|name, _| reading.groups.iter().any(|group| group.names[dimension] == *name));
    named
}

/// Leaves the periods out that are not mature, and says so; their names.
pub(super) fn leave_out(maturity: &mut report::Maturity, reading: &mut Reading) -> Result<Vec<String>> {
    let names: Vec<String> = maturity.immature().map(|(name, _)| name.to_owned()).collect();
    if names.is_empty() {
        return Ok(names);
    }
    reading.groups.retain(|group| !names.contains(&group.names[maturity.dimension]));
    let mut total = Tally::default();
    total.cover(&reading.total);
    for group in &reading.groups {
        total.merge(&group.tally)?;
    }
    reading.total = total;
    maturity.shares.retain(|name, _| !names.contains(name));
    let message = format!("left out as not mature: {}", names.join(", "));
    reading.notes.push(Note { code: "immature-left-out", message });
    Ok(names)
}

/// Says which periods are not mature, where the format has no legend.
pub(in crate::commands) fn note(report: &mut Report, style: &Style) {
    if !style.format.is_for_people() {
        let message = report.maturity.as_ref().and_then(|maturity| render::maturity::note(maturity, style));
        report.notes.extend(message.map(|message| Note { code: "immature", message }));
    }
}
