//! Which figures are shown over time.

use anyhow::{Result, anyhow};

use crate::cli::Trend;
use crate::commands::groups::absent;
use crate::commands::judge;
use crate::core::fact::Fact;
use crate::core::limit::rule::Rule;
use crate::core::metric::lookup;
use crate::core::metric::{Kind, Metric};
use crate::core::tally::Tally;

/// What people are shown unless they ask for something else.
const FOR_PEOPLE: [Metric; 3] = [Metric::Spend, Metric::Leads, Metric::Cpl];

/// What was asked for.
pub(super) enum Wanted {
    /// These figures.
    These(Vec<Metric>),
    /// A few that people look at first.
    Few,
    /// All there are.
    All,
}

impl Wanted {
    pub(super) fn new(options: &Trend, is_for_people: bool) -> Result<Self> {
        let keys: Vec<&str> = options.metric.iter().map(|key| key.trim()).collect();
        if keys.contains(&"all") {
            return Ok(Self::All);
        }
        if keys.is_empty() {
            return Ok(if is_for_people { Self::Few } else { Self::All });
        }
        let mut metrics = Vec::new();
        for key in keys {
            let metric = lookup::find(key).map_err(|error| anyhow!("--metric: {error}"))?;
            if !metrics.contains(&metric) {
                metrics.push(metric);
            }
        }
        Ok(Self::These(metrics))
    }

    /// Whether anything that is asked for rests on customers, whom it costs memory to tell apart.
    pub(super) fn needs_customers(&self, rules: &[Rule]) -> bool {
        let rests_on_them = |metric: Metric| {
            let is_theirs = |metric: &Metric| metric.fact() == Some(Fact::Customers);
            is_theirs(&metric)
                || metric.expression().is_some_and(|formula| formula.metrics().iter().any(is_theirs))
        };
        let limits = rules.iter().flat_map(Rule::references).map(|reference| reference.metric);
        let shown = match self {
            Self::All => return true,
            Self::Few => &FOR_PEOPLE[..],
            Self::These(metrics) => metrics,
        };
        shown.iter().copied().chain(limits).any(rests_on_them)
    }

    /// The figures to show: those asked for, each of which has to exist, or those of a choice that do.
    pub(super) fn metrics(&self, total: &Tally, has_rows: bool) -> Result<Vec<Metric>> {
        let candidates = match self {
            Self::These(metrics) => {
                for metric in metrics {
                    if let (Some(missing), true) = (absent(*metric, total)?, has_rows) {
                        return Err(judge::no_column_gives("--metric", *metric, missing));
                    }
                }
                return Ok(metrics.clone());
            }
            Self::Few => &FOR_PEOPLE[..],
            Self::All => Metric::ALL,
        };
        let mut metrics = Vec::new();
        for metric in candidates.iter().filter(|metric| metric.entry().kind != Kind::Calculator) {
            if absent(*metric, total)?.is_none() {
                metrics.push(*metric);
            }
        }
        Ok(metrics)
    }
}
