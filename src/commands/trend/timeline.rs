//! Groups by periods, for every command that judges limits on them.

use anyhow::{Result, bail};

use crate::cli::{Every, VersusWhat};
use crate::commands::groups::Asked;
use crate::commands::groups::gate::Gate;
use crate::core::limit::rule::Rule;
use crate::core::period::{Date, Period};
use crate::ingest::{Dimension, Group, Reading};
use crate::report::{JudgedLimit, Versus};

use super::axis::Axis;
use super::limits::{self, Before};
use super::matrix::Matrix;

/// What the period is called in records and limits.
const PERIOD: &str = "period";

/// Names that records over time use for themselves.
const RESERVED: [&str; 3] = [PERIOD, "partial_period", "changes"];

/// The periods that are asked for.
pub(in crate::commands) struct Periods {
    every: Period,
    /// The first and the last day that count, as far as somebody said so.
    between: [Option<Date>; 2],
    /// What else is grouped by.
    dimensions: Vec<Dimension>,
    /// What `previous.` means.
    versus: Versus,
}

/// Groups by periods.
pub(in crate::commands) struct Timeline {
    pub(super) axis: Axis,
    pub(super) matrix: Matrix,
    versus: Versus,
}

impl Periods {
    /// Has the files grouped by periods as well.
    pub(in crate::commands) fn ask(
        asked: &mut Asked,
        every: Every,
        versus: Option<VersusWhat>,
    ) -> Result<Self> {
        let every = every.period();
        for name in asked.group_by() {
            if RESERVED.contains(&name.as_str()) {
                bail!(
                    "--by {name}: {name} is a name that records over time use for themselves; rename the column"
                );
            }
            if name == every.name() {
                bail!(
                    "--by {name}: --every {name} groups by it already, and calls it {PERIOD}; leave it out of --by, \
                     or take other periods"
                );
            }
        }
        let dimensions = asked.request.dimensions.clone();
        asked.request.dimensions.push(Dimension::Period(every));
        let between = [asked.request.since, asked.request.until];
        let versus = versus.map_or(Versus::Previous, meant);
        Ok(Self { every, between, dimensions, versus })
    }

    /// What the groups are grouped by.
    pub(in crate::commands) fn group_by(&self) -> Vec<String> {
        let others = self.dimensions.iter().map(Dimension::name);
        others.chain([PERIOD]).map(str::to_owned).collect()
    }

    /// Puts what was read where it belongs, without the periods that were left out.
    pub(in crate::commands) fn timeline(
        &self,
        reading: &mut Reading,
        left_out: &[String],
    ) -> Result<Timeline> {
        let groups = std::mem::take(&mut reading.groups);
        let has_undated = groups.iter().any(|group| group.names.last().is_some_and(String::is_empty));
        let axis = Axis::new(self.every, &reading.days, self.between, left_out, has_undated)?;
        let matrix = Matrix::new(groups, &axis, &reading.total, &self.dimensions)?;
        Ok(Timeline { axis, matrix, versus: self.versus })
    }
}

/// What figures are set beside.
pub(super) fn meant(versus: VersusWhat) -> Versus {
    match versus {
        VersusWhat::Previous => Versus::Previous,
        VersusWhat::Year => Versus::Year,
    }
}

impl Timeline {
    /// Every group and period that has rows.
    pub(in crate::commands) fn cells(&self) -> &[Group] {
        &self.matrix.cells
    }

    /// Judges all rules on every group and period that has rows. Where no former run was given, `previous.` is the period before.
    pub(in crate::commands) fn judge(&self, gate: &Gate<'_>, rules: &[Rule]) -> Result<Vec<JudgedLimit>> {
        if gate.previous.is_some() {
            return gate.judge(rules);
        }
        let Some(before) = Before::of(rules, self, self.versus, gate.total)? else {
            return gate.judge(rules);
        };
        limits::judge(&Gate { previous: Some(&before.previous), ..*gate }, rules, &before)
    }
}
