//! How much customers differ in what they are worth.

use crate::core::decimal::{self, Decimal};
use crate::core::sum::Sum;

/// The squares of customers' values added up. Each is rounded to 28 digits on its own, so that their order decides nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Spread {
    squares: Sum,
    /// Whether the value of one of them is not known, or has no room.
    is_lost: bool,
}

impl Spread {
    pub(super) fn take(&mut self, worth: Option<Decimal>) {
        match worth.and_then(|worth| decimal::multiply_rounded(worth, worth).ok()) {
            Some(square) => self.squares.add(square),
            None => self.is_lost = true,
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.squares.merge(&other.squares);
        self.is_lost |= other.is_lost;
    }

    /// The sum, where all values are known.
    pub(super) fn squares(&self) -> Option<Decimal> {
        self.squares.value().ok().filter(|_| !self.is_lost)
    }
}
