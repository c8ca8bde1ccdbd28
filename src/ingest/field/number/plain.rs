//! Numbers as nearly all cells write them: a minus at most, digits, and at most one mark among them.

use crate::core::decimal::Decimal;

use super::Mark;
use super::digits::Digits;

/// A number whose only mark, if it has one, is read as its decimal mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plain {
    pub(super) value: Decimal,
    pub(super) mark: Option<Mark>,
    /// Whether the mark may as well stand between thousands.
    pub(super) could_be_either: bool,
}

/// Reads such a number. None for all that is written in another way, whether or not it is a number.
pub(super) fn read(text: &str) -> Option<Plain> {
    let (is_negative, digits) = match text.as_bytes() {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    let Some(place) = digits.iter().position(|byte| matches!(byte, b'.' | b',')) else {
        let whole = Digits::default().with(digits).filter(|whole| !whole.is_empty())?;
        return Some(Plain { value: whole.decimal(is_negative, 0), mark: None, could_be_either: false });
    };
    let (whole, decimals) = (&digits[..place], &digits[place + 1..]);
    if whole.is_empty() || decimals.is_empty() {
        return None;
    }
    let value = Digits::default().with(whole)?.with(decimals)?;
    Some(Plain {
        value: value.decimal(is_negative, u32::try_from(decimals.len()).ok()?),
        mark: Some(if digits[place] == b'.' { Mark::Point } else { Mark::Comma }),
        could_be_either: decimals.len() == 3 && whole.len() <= 3 && whole[0] != b'0',
    })
}
