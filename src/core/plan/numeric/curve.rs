//! What a spend brings: its shape times a value, up to a most.
#![expect(clippy::disallowed_types, clippy::float_arithmetic, reason = "powers are not rational")]

use super::shape::Form;

/// `value` times what the form makes of a spend.
#[derive(Debug, Clone, Copy)]
pub(super) struct Curve {
    pub(super) value: f64,
    pub(super) form: Form,
    /// The most that can be spent; nothing where nothing comes of it.
    pub(super) most: f64,
}

/// Halvings that reach neighbouring floats from any start.
const HALVINGS: u32 = 1100;

impl Curve {
    /// What so much spend brings.
    pub(super) fn brings(&self, spend: f64) -> f64 {
        self.value * self.form.brings(spend)
    }

    /// The spend up to which every unit of it brings more than this.
    pub(super) fn at(&self, slope: f64) -> f64 {
        let level = self.form.at(slope / self.value);
        // Of nothing nothing comes, at any price; nor is less than nothing spent where the first unit brings too little.
        if level.is_nan() { 0.0 } else { level.min(self.most).max(0.0) }
    }
}

/// A total shared out so that the next unit brings the same everywhere, as far as there is room.
pub(super) fn level(curves: &[Curve], total: f64) -> Vec<f64> {
    let spent = |slope: f64| curves.iter().map(|curve| curve.at(slope)).sum::<f64>();
    let [low, high] = slopes(total, spent);
    // Straight lines jump from nothing to all they take at a slope: between its two sides they share what is left.
    let part = between(spent(high), spent(low), total);
    curves
        .iter()
        .map(|curve| {
            let (least, most) = (curve.at(high), curve.at(low));
            least + part * (most - least)
        })
        .collect()
}

/// Neighbouring slopes, at the first of which at least the total is spent and at the second at most that much.
pub(super) fn slopes(total: f64, spent: impl Fn(f64) -> f64) -> [f64; 2] {
    if spent(0.0) <= total {
        return [0.0, 0.0];
    }
    let (mut low, mut high) = (0.0, 1.0);
    while spent(high) > total && high < f64::INFINITY {
        high *= 2.0;
    }
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if spent(middle) > total {
            low = middle;
        } else {
            high = middle;
        }
    }
    [low, high]
}

/// How far a total lies from `least` to `most`.
pub(super) fn between(least: f64, most: f64, total: f64) -> f64 {
    let part = (total - least) / (most - least);
    if part.is_finite() { part.clamp(0.0, 1.0) } else { 0.0 }
}
