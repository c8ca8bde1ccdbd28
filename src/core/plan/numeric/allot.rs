//! A spend shared out so that it brings the most.
//!
//! What a channel brings is concave in its spend, so that a plan is best where the next unit of spend brings the same in every channel
//! that has room for it: Lagrange's condition. The common slope is found by halving. A channel that is held at its least or its
//! most is levelled within itself.
#![expect(clippy::disallowed_types, clippy::float_arithmetic, reason = "powers are not rational")]

use super::curve::{Curve, between, level, slopes};
use super::shape::{Form, Shape};
use crate::core::chance::float;
use crate::core::chance::refusal::Refusal;
use crate::core::chance::root;
use crate::core::decimal::Decimal;

/// What a channel brings in a month: `value` times the shape of its spend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// What the shape is multiplied by; not below 0.
    pub value: Decimal,
    /// How what it brings grows with the spend.
    pub shape: Shape,
    /// The most that can be spent.
    pub most: Decimal,
}

/// A channel in all its months.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// Its months.
    pub cells: Vec<Cell>,
    /// The least that is to be spent on it in all.
    pub least: Decimal,
    /// The most that may be spent on it in all, if there is such.
    pub most: Option<Decimal>,
}

/// What is to be shared out, and what holds for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The channels.
    pub channels: Vec<Channel>,
    /// The most that a channel may have of the whole.
    pub max_share: Option<Decimal>,
    /// The most that may be spent in all.
    pub budget: Option<Decimal>,
}

/// What is aimed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// To bring so much, for as little as possible.
    Bring(Decimal),
    /// To have so much left when the spend is paid, for as little as possible.
    BringNet(Decimal),
    /// To bring as much as possible for the budget.
    Most,
}

/// A spend, shared out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allotment {
    /// The spends, by channel and month.
    pub spends: Vec<Vec<Decimal>>,
    /// What they bring in all, less the spend where that is what counts.
    pub brought: Decimal,
    /// Whether that is what was aimed at.
    pub is_reached: bool,
    /// What the next of what counts would cost, where the channels have room for it, whatever the budget.
    pub next: Option<Decimal>,
}

/// Why nothing can be shared out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Impossible {
    /// What has to be spent is more than may be.
    #[error("at least {least} has to be spent and at most {most} may be")]
    Bounds {
        /// The least.
        least: Decimal,
        /// The most.
        most: Decimal,
    },
    /// A figure that is out of range.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// Halvings that a spend is found by.
const HALVINGS: u32 = 100;

/// How far off a total is taken for the same.
const TINY: f64 = 1e-12;

/// How far off a target is taken for reached: far less than a thing or a kopeck.
const NEAR: f64 = 1e-9;

impl Problem {
    /// The best way to reach an aim.
    ///
    /// **Errors**: [`Impossible`].
    ///
    /// ```
    /// use leadcalc::core::plan::numeric::allot::{Aim, Cell, Channel, Problem};
    /// use leadcalc::core::plan::numeric::shape::Shape;
    /// // 1, 2 and 3 times the root of the spend, and 100 to spend: as 1 to 4 to 9.
    /// let shape = Shape::Power { exponent: "0.5".parse().unwrap() };
    /// let channel = |value: u32| Channel {
    ///     cells: vec![Cell { value: value.into(), shape, most: 1000.into() }],
    ///     least: 0.into(),
    ///     most: None,
    /// };
    /// let channels = [1, 2, 3].map(channel).to_vec();
    /// let problem = Problem { channels, max_share: None, budget: Some(100.into()) };
    /// let best = problem.solve(Aim::Most).unwrap();
    /// let spends: Vec<String> = best.spends.iter().map(|months| months[0].to_string()).collect();
    /// assert_eq!(spends, ["7.14285714286", "28.5714285714", "64.2857142857"]); // 50/7, 200/7, 450/7
    /// ```
    pub fn solve(&self, aim: Aim) -> Result<Allotment, Impossible> {
        let field = Field::new(self)?;
        let [least, most] = field.totals();
        if least > most * (1.0 + TINY) {
            return Err(Impossible::Bounds { least: rounded(least)?, most: rounded(most)? });
        }
        let (target, is_net) = match aim {
            Aim::Bring(target) => (Some(float::of_decimal(target)?), false),
            Aim::BringNet(target) => (Some(float::of_decimal(target)?), true),
            Aim::Most => (None, false),
        };
        let gain = |total: f64| field.brings(total) - if is_net { total } else { 0.0 };
        let best = if is_net { summit(least, most, &gain) } else { most };
        let total = match target {
            None => best,
            Some(target) if gain(least) >= target => least,
            Some(target) => first_at(least, best, target, &gain),
        };
        let brought = gain(total);
        let is_reached = target.is_none_or(|target| brought >= target - NEAR * target.abs().max(1.0));
        let spends = field.share(total);
        let step = total.max(1.0) * 1e-6;
        let more = gain(total + step) - brought;
        // A budget that binds is no want of room: the next would cost what it costs with more to spend.
        let has_room = total + step <= field.room() && more > 0.0;
        Ok(Allotment {
            spends: spends.iter().map(|months| rounded_all(months)).collect::<Result<_, _>>()?,
            brought: rounded(brought)?,
            is_reached,
            next: has_room.then(|| float::to_decimal(step / more)).transpose()?,
        })
    }
}

fn rounded(number: f64) -> Result<Decimal, Impossible> {
    Ok(float::to_decimal(number)?)
}

fn rounded_all(numbers: &[f64]) -> Result<Vec<Decimal>, Impossible> {
    numbers.iter().map(|number| rounded(*number)).collect()
}

/// The smallest total from `least` to `most` that brings the target; `most` where none does.
fn first_at(least: f64, most: f64, target: f64, gain: &impl Fn(f64) -> f64) -> f64 {
    if gain(most) < target {
        return most;
    }
    root::increasing(least, most, |total| gain(total) - target)
}

/// Where a concave function is highest.
fn summit(mut low: f64, mut high: f64, function: &impl Fn(f64) -> f64) -> f64 {
    for _ in 0..HALVINGS {
        let third = (high - low) / 3.0;
        let (one, other) = (low + third, high - third);
        if function(one) < function(other) { low = one } else { high = other }
    }
    f64::midpoint(low, high)
}

/// A channel's curves and bounds.
struct Plot {
    curves: Vec<Curve>,
    least: f64,
    most: f64,
}

impl Plot {
    fn new(channel: &Channel) -> Result<Self, Refusal> {
        let curve = |cell: &Cell| -> Result<Curve, Refusal> {
            let value = float::of_decimal(cell.value)?;
            let most = if value > 0.0 { float::of_decimal(cell.most)? } else { 0.0 };
            Ok(Curve { value, form: Form::of(cell.shape)?, most })
        };
        let curves = channel.cells.iter().map(curve).collect::<Result<Vec<_>, _>>()?;
        let room: f64 = curves.iter().map(|curve| curve.most).sum();
        let most = channel.most.map(float::of_decimal).transpose()?.map_or(room, |most| most.min(room));
        Ok(Self { curves, least: float::of_decimal(channel.least)?, most })
    }

    /// What it takes where the next unit of spend brings this.
    fn at(&self, slope: f64, cap: f64) -> f64 {
        let wanted: f64 = self.curves.iter().map(|curve| curve.at(slope)).sum();
        wanted.min(self.most).min(cap).max(self.least)
    }
}

/// All channels.
struct Field {
    plots: Vec<Plot>,
    max_share: Option<f64>,
    budget: f64,
}

impl Field {
    fn new(problem: &Problem) -> Result<Self, Refusal> {
        Ok(Self {
            plots: problem.channels.iter().map(Plot::new).collect::<Result<_, _>>()?,
            max_share: problem.max_share.map(float::of_decimal).transpose()?,
            budget: problem.budget.map(float::of_decimal).transpose()?.unwrap_or(f64::INFINITY),
        })
    }

    /// The least and the most that can be spent in all.
    fn totals(&self) -> [f64; 2] {
        let least: f64 = self.plots.iter().map(|plot| plot.least).sum();
        // What a channel has to have is to be a share of the whole too.
        let of_share = |share: f64| self.plots.iter().map(|plot| plot.least / share).fold(least, f64::max);
        [self.max_share.map_or(least, of_share), self.room().min(self.budget)]
    }

    /// The most that the channels have room for, whatever the budget.
    fn room(&self) -> f64 {
        let most = self.plots.iter().map(|plot| plot.most).sum();
        let Some(share) = self.max_share else { return most };
        let lacks = |total: f64| {
            let room: f64 = self.plots.iter().map(|plot| plot.most.min(share * total)).sum();
            total * (1.0 - TINY) - room
        };
        if lacks(most) <= 0.0 { most } else { root::increasing(0.0, most, lacks) }
    }

    /// The best way to spend so much in all.
    fn share(&self, total: f64) -> Vec<Vec<f64>> {
        let cap = self.max_share.map_or(f64::INFINITY, |share| share * total);
        let spent = |slope: f64| self.plots.iter().map(|plot| plot.at(slope, cap)).sum::<f64>();
        let [low, high] = slopes(total, spent);
        let part = between(spent(high), spent(low), total);
        let months = |plot: &Plot| {
            let (least, most) = (plot.at(high, cap), plot.at(low, cap));
            level(&plot.curves, least + part * (most - least))
        };
        self.plots.iter().map(months).collect()
    }

    /// The most that so much spend brings.
    fn brings(&self, total: f64) -> f64 {
        let spends = self.share(total);
        let curves = self.plots.iter().flat_map(|plot| &plot.curves);
        curves.zip(spends.iter().flatten()).map(|(curve, spend)| curve.brings(*spend)).sum()
    }
}

#[cfg(test)]
mod tests;
