//! The spend shared out, and what is to come of it.

use anyhow::{Result, anyhow, bail};

use crate::cli::Plan as Options;
use crate::core::decimal::{self, Decimal};
use crate::core::fact::Fact;
use crate::core::maturity::Maturity;
use crate::core::metric::Metric;
use crate::core::period::{Date, Period};
use crate::core::plan::numeric::allot::{self, Impossible, Problem};
use crate::core::plan::numeric::shape::Shape;
use crate::core::plan::season::Season;
use crate::core::plan::{timing, whole};
use crate::render::number;

use super::aim::Aim;
use super::bounds::Bounds;
use super::channel::Channel;

/// A spend below this is none: the share of the search that finds it, not of the plan.
const NOTHING: Decimal = Decimal::from_parts(1, 0, 0, false, 6);

/// How small a part of a budget the search may lose.
const SAME: Decimal = Decimal::from_parts(1, 0, 0, false, 9);

/// What a plan is made from.
pub(super) struct Given<'a> {
    pub(super) options: &'a Options,
    pub(super) aim: Aim,
    pub(super) channels: &'a [Channel],
    pub(super) bounds: Vec<Bounds>,
    /// The first days of the months.
    pub(super) months: Vec<Date>,
    pub(super) season: &'a Season,
    pub(super) timing: Option<&'a Maturity>,
}

/// A channel in a month, as it is expected, but for the spend not rounded.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    pub(super) spend: Decimal,
    pub(super) leads: Decimal,
    /// Those that come within the plan's months.
    pub(super) orders: Decimal,
    /// Those that come later.
    pub(super) later: Decimal,
    /// What one more order would cost.
    pub(super) marginal: Option<Decimal>,
    /// How far its leads may be off beyond chance, as the standard deviation of a logarithm.
    pub(super) deviation: Decimal,
    /// Whether more is spent than in any month that was seen.
    pub(super) is_beyond: bool,
    /// Whether a curve is followed below the least that was spent in any month that was seen.
    pub(super) is_below: bool,
}

/// A plan.
pub(super) struct Draft {
    /// By channel and month.
    pub(super) cells: Vec<Vec<Cell>>,
    pub(super) spend: Decimal,
    /// What it brings of what is counted.
    pub(super) brought: Decimal,
    pub(super) is_reached: bool,
    /// What the next of what is counted would cost, where there is room for it.
    pub(super) next: Option<Decimal>,
    /// The share of the orders of each month's leads that comes by the end of each month of the plan.
    pub(super) come: Vec<Vec<Decimal>>,
}

impl Given<'_> {
    /// The best plan.
    pub(super) fn draft(&self) -> Result<Draft> {
        let come = self.come()?;
        let share = self.options.max_share;
        let count = Decimal::from(self.channels.len());
        if let Some(share) = share
            && decimal::multiply_rounded(share, count)? < Decimal::ONE
        {
            bail!(
                "--max-share {}: {count} channels with so much each are not the whole; take {}% at least",
                decimal::plain(share),
                decimal::divide(Decimal::ONE_HUNDRED, count)?.ceil()
            );
        }
        let mut channels = Vec::new();
        for (channel, bounds) in self.channels.iter().zip(&self.bounds) {
            let worth = self.aim.worth(&channel.pooled)?;
            let mut cells = Vec::new();
            for (month, come) in self.months.iter().zip(&come) {
                let leads = decimal::multiply_rounded(channel.response.scale, self.season.factor(*month))?;
                let mut value = decimal::multiply_rounded(leads, worth)?;
                if self.aim.counted != Metric::Leads {
                    value = decimal::multiply_rounded(value, come.last().copied().unwrap_or(Decimal::ONE))?;
                }
                cells.push(allot::Cell { value, shape: channel.response.shape, most: bounds.month });
            }
            channels.push(allot::Channel { cells, least: bounds.least, most: bounds.most });
        }
        let problem = Problem { channels, max_share: share, budget: self.options.budget };
        let allotment = problem.solve(self.aim.for_sharing()).map_err(|impossible| match impossible {
            Impossible::Bounds { least, most } => anyhow!(
                "--min and --fix: at least {} has to be spent, and at most {} may be by --budget, --max, --max-share and --growth; \
                 change one of them",
                number::amount(least),
                number::amount(most)
            ),
            Impossible::Refused(refusal) => refusal.into(),
        })?;
        let parts: Vec<Decimal> = allotment.spends.iter().flatten().copied().collect();
        let mut spend = Decimal::ZERO;
        for part in &parts {
            spend = decimal::add_rounded(spend, *part)?;
        }
        let spend = self.whole_spend(spend)?;
        let rounded = self.in_kopecks(&allotment.spends, spend)?;
        let mut cells = Vec::new();
        for ((channel, exact), rounded) in self.channels.iter().zip(&allotment.spends).zip(&rounded) {
            let mut of_channel = Vec::new();
            for (month, ((exact, rounded), come)) in exact.iter().zip(rounded).zip(&come).enumerate() {
                let come = come.last().copied().unwrap_or(Decimal::ONE);
                // What the halving leaves of a spend is none.
                let exact = if *exact < NOTHING { Decimal::ZERO } else { *exact };
                let cell = self.cell(channel, self.months[month], exact, come)?;
                let marginal = cell.marginal.filter(|_| !rounded.is_zero());
                of_channel.push(Cell { spend: *rounded, marginal, ..cell });
            }
            cells.push(of_channel);
        }
        let (brought, is_reached, next) = (allotment.brought, allotment.is_reached, allotment.next);
        Ok(Draft { cells, spend, brought, is_reached, next, come })
    }

    /// The spends by channel and month in kopecks that add up, first by channel, so that each keeps to its bounds to the kopeck.
    fn in_kopecks(&self, spends: &[Vec<Decimal>], spend: Decimal) -> Result<Vec<Vec<Decimal>>> {
        let share = self.options.max_share.unwrap_or(Decimal::ONE);
        let of_share = decimal::multiply_rounded(share, spend)?;
        let (mut sums, mut most) = (Vec::new(), Vec::new());
        for (months, bounds) in spends.iter().zip(&self.bounds) {
            let mut sum = Decimal::ZERO;
            for month in months {
                sum = decimal::add_rounded(sum, *month)?;
            }
            sums.push(bounds.kept(sum)?);
            most.push(bounds.most.unwrap_or(bounds.room).min(bounds.room).min(of_share));
        }
        let sums = whole::share_within(&sums, &most, spend, 2)?;
        let months = |((months, bounds), sum): ((&Vec<Decimal>, &Bounds), Decimal)| {
            Ok(whole::share_within(months, &vec![bounds.month; months.len()], sum, 2)?)
        };
        spends.iter().zip(&self.bounds).zip(sums).map(months).collect()
    }

    /// A spend in kopecks: the very budget where it is all of that, but for the digits that the search loses.
    fn whole_spend(&self, spend: Decimal) -> Result<Decimal> {
        if let Some(budget) = self.options.budget {
            let off = decimal::subtract_rounded(spend, budget)?.abs();
            if off <= decimal::multiply_rounded(budget, SAME)? {
                return Ok(decimal::round(budget, 2));
            }
        }
        Ok(decimal::round(spend, 2))
    }

    /// The share of the orders of each month's leads that comes by the end of each month.
    fn come(&self) -> Result<Vec<Vec<Decimal>>> {
        let by = |month: &Date, end: &Date| -> Result<Decimal> {
            let Some(timing) = self.timing else {
                return Ok(if month <= end { Decimal::ONE } else { Decimal::ZERO });
            };
            Ok(timing::come_by(timing, *month, Period::Month.last_day(*end))?)
        };
        self.months.iter().map(|month| self.months.iter().map(|end| by(month, end)).collect()).collect()
    }

    /// What comes of a spend.
    fn cell(&self, channel: &Channel, month: Date, spend: Decimal, come: Decimal) -> Result<Cell> {
        let response = &channel.response;
        let scale = decimal::multiply_rounded(response.scale, self.season.factor(month))?;
        let leads = response.shape.brings(scale, spend)?;
        let all = decimal::multiply_rounded(leads, channel.close_rate)?;
        let orders = decimal::multiply_rounded(all, come)?;
        let [smallest, largest] = response.seen;
        let to_kopecks = |amount: Decimal| decimal::round(amount, 2);
        // A line is the same everywhere below; a curve is known only where it was seen.
        let is_curve = response.shape != Shape::Line;
        let is_below = is_curve && !spend.is_zero() && to_kopecks(spend) < to_kopecks(smallest);
        // The slope of a curve is the average times its elasticity.
        let slope = decimal::multiply_rounded(orders, response.shape.elasticity(spend)?)?;
        let marginal = if slope.is_zero() { None } else { Some(decimal::divide(spend, slope)?) };
        let deviation = response.deviation(spend)?;
        Ok(Cell {
            spend,
            leads,
            orders,
            later: decimal::subtract_rounded(all, orders)?,
            marginal,
            deviation,
            is_beyond: to_kopecks(spend) > to_kopecks(largest),
            is_below,
        })
    }
}

impl Cell {
    /// Whether it lies outside of what was seen.
    pub(super) fn is_extrapolated(&self) -> bool {
        self.is_beyond || self.is_below
    }
}

impl Draft {
    /// The cells with the places of their channel and month.
    pub(super) fn cells(&self) -> impl Iterator<Item = (usize, usize, &Cell)> {
        self.cells.iter().enumerate().flat_map(|(channel, cells)| {
            cells.iter().enumerate().map(move |(month, cell)| (channel, month, cell))
        })
    }

    /// What was spent on a channel.
    pub(super) fn spent_on(&self, channel: usize) -> Result<Decimal> {
        let mut sum = Decimal::ZERO;
        for cell in self.cells.get(channel).into_iter().flatten() {
            sum = decimal::add(sum, cell.spend)?;
        }
        Ok(sum)
    }
}

/// Whether the files know of orders at all.
pub(super) fn has_orders(channels: &[Channel]) -> bool {
    channels.iter().any(|channel| channel.pooled.supplies(Fact::Orders))
}
