//! The signs between a figure and its bound.

use crate::core::chance::interval::Interval;
use crate::core::decimal::{self, Decimal};

/// How a figure is compared with its bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `>`
    Above,
    /// `>=`
    AtLeast,
    /// `<`
    Below,
    /// `<=`
    AtMost,
    /// `=`
    Equal,
    /// `!=`
    Unequal,
}

impl Comparison {
    const SIGNS: [(&str, Self); 6] = [
        (">", Self::Above),
        (">=", Self::AtLeast),
        ("<", Self::Below),
        ("<=", Self::AtMost),
        ("=", Self::Equal),
        ("!=", Self::Unequal),
    ];

    pub(super) fn of_sign(sign: &str) -> Option<Self> {
        Self::SIGNS.into_iter().find(|(known, _)| *known == sign).map(|(_, comparison)| comparison)
    }

    /// Whether it is met by a figure.
    pub(super) fn is_met(self, figure: Decimal, bound: Decimal) -> bool {
        match self {
            Self::Above => figure > bound,
            Self::AtLeast => figure >= bound,
            Self::Below => figure < bound,
            Self::AtMost => figure <= bound,
            Self::Equal => figure == bound,
            Self::Unequal => figure != bound,
        }
    }

    /// Whether it is met by everything in an interval, or by nothing in it; `None` where by some of it.
    pub(super) fn is_met_within(self, interval: Interval, bound: Decimal) -> Option<bool> {
        let (is_above, is_below) = (interval.is_above(bound), interval.is_below(bound));
        let reaches = |edge: Option<Decimal>| edge == Some(bound);
        let from_bound = is_above || reaches(interval.low);
        let to_bound = is_below || reaches(interval.high);
        let (met, unmet) = match self {
            Self::Above => (is_above, to_bound),
            Self::AtLeast => (from_bound, is_below),
            Self::Below => (is_below, from_bound),
            Self::AtMost => (to_bound, is_above),
            Self::Equal => (from_bound && to_bound, is_above || is_below),
            Self::Unequal => (is_above || is_below, from_bound && to_bound),
        };
        if met {
            Some(true)
        } else if unmet {
            Some(false)
        } else {
            None
        }
    }

    /// How far a figure is from the bound on the good side, which is the one where the comparison is not met.
    pub(super) fn margin(self, figure: Decimal, bound: Decimal) -> Option<Decimal> {
        match self {
            Self::Above | Self::AtLeast => decimal::subtract_rounded(bound, figure).ok(),
            Self::Below | Self::AtMost => decimal::subtract_rounded(figure, bound).ok(),
            Self::Equal | Self::Unequal => None,
        }
    }
}
