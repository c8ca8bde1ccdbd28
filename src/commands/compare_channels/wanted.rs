//! Which figures are shown, and which sums they need.

use anyhow::{Result, anyhow};

use crate::cli::CompareChannels;
use crate::commands::groups::absent;
use crate::commands::judge;
use crate::core::fact::Fact;
use crate::core::limit::rule::Rule;
use crate::core::metric::lookup;
use crate::core::metric::{Kind, Metric};
use crate::core::tally::Tally;
use crate::render::Style;

/// What people are shown unless they ask for more, in this order.
const FOR_PEOPLE: [Metric; 12] = [
    Metric::Cpc,
    Metric::Clicks,
    Metric::Spend,
    Metric::Leads,
    Metric::Cpl,
    Metric::Cr,
    Metric::Orders,
    Metric::CloseRate,
    Metric::Cpo,
    Metric::Revenue,
    Metric::Roas,
    Metric::Romi,
];

/// Which figures are asked for.
pub(super) struct Wanted<'a> {
    columns: Option<Vec<Metric>>,
    all: bool,
    limits: &'a [Rule],
    tested: &'a [Metric],
    sort: Option<Metric>,
}

impl<'a> Wanted<'a> {
    /// `tested` are the figures that groups are compared in.
    pub(super) fn new(
        options: &CompareChannels,
        limits: &'a [Rule],
        tested: Option<&'a [Metric]>,
    ) -> Result<Self> {
        let all =
            options.columns.as_ref().is_some_and(|columns| columns.iter().any(|column| column == "all"));
        let mut columns: Option<Vec<Metric>> = None;
        if let (Some(keys), false) = (&options.columns, all) {
            let metrics = columns.insert(Vec::new());
            for key in keys {
                let metric = lookup::find(key.trim()).map_err(|error| anyhow!("--columns: {error}"))?;
                if !metrics.contains(&metric) {
                    metrics.push(metric);
                }
            }
        }
        let sort = options.sort.as_ref().and_then(|sort| Metric::from_key(&sort.key));
        Ok(Self { columns, all, limits, tested: tested.unwrap_or_default(), sort })
    }

    /// Whether anything that is asked for rests on this sum.
    pub(super) fn needs(&self, fact: Fact, style: &Style) -> bool {
        let rests_on_it = |metric: Metric| {
            metric.fact() == Some(fact)
                || metric
                    .expression()
                    .is_some_and(|formula| formula.metrics().iter().any(|m| m.fact() == Some(fact)))
        };
        let all = self.all || (self.columns.is_none() && !style.format.is_for_people());
        let columns = self.columns.iter().flatten().copied();
        let limits = self.limits.iter().flat_map(Rule::references).map(|reference| reference.metric);
        all || columns.chain(limits).chain(self.sort).chain(self.tested.iter().copied()).any(rests_on_it)
    }

    /// The figures to show: those asked for, each of which has to exist, or a choice of those that do.
    pub(super) fn metrics(&self, total: &Tally, style: &Style) -> Result<Vec<Metric>> {
        let absent = |metric: Metric| absent(metric, total);
        if let Some(columns) = &self.columns {
            for metric in columns {
                if let Some(missing) = absent(*metric)? {
                    return Err(judge::no_column_gives("--columns", *metric, missing));
                }
            }
            return Ok(columns.clone());
        }
        let candidates =
            if style.format.is_for_people() && !self.all { FOR_PEOPLE.as_slice() } else { Metric::ALL };
        let mut metrics = Vec::new();
        for metric in candidates.iter().filter(|metric| metric.entry().kind != Kind::Calculator) {
            if absent(*metric)?.is_none() {
                metrics.push(*metric);
            }
        }
        Ok(metrics)
    }
}
