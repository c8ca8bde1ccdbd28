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

    /// The number that they are with a mark before the last so many of them, without zeros at its end.
    pub(super) fn decimal(self, is_negative: bool, mut scale: u32) -> Decimal {
        let mut value = if is_negative { -self.value } else { self.value };
        while scale > 0 && value % 10 == 0 {
            (value, scale) = (value / 10, scale - 1);
        }
        Decimal::new(value, scale)
    }
}
