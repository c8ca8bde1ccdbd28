//! Digits added up as they are met, which is enough for nearly all numbers.

use crate::core::decimal::Decimal;

/// So many digits always fit.
const MOST: u32 = 18;

/// The digits met so far, as one whole number.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Digits {
    value: i64,
    count: u32,
}

impl Digits {
    /// Takes the digits of a text; none where it has something else in it, or they become too many.
    pub(super) fn with(mut self, text: &[u8]) -> Option<Self> {
        for byte in text {
            if !byte.is_ascii_digit() || self.count == MOST {
                return None;
            }
            self.value = self.value * 10 + i64::from(byte - b'0');
            self.count += 1;
        }
        Some(self)
    }

    pub(super) fn is_empty(self) -> bool {
        self.count == 0
    }

    /// The number that they are with a mark before the last so many of them.
    pub(super) fn decimal(self, is_negative: bool, decimals: usize) -> Decimal {
        decimal(if is_negative { -self.value } else { self.value }, decimals)
    }
}

/// A number with so many of its digits behind the mark, without zeros at its end.
#[inline]
pub(super) fn decimal(mut digits: i64, mut decimals: usize) -> Decimal {
    while decimals > 0 && digits % 10 == 0 {
        (digits, decimals) = (digits / 10, decimals - 1);
    }
    Decimal::new(digits, u32::try_from(decimals).unwrap_or(0))
}
