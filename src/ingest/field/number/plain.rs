//! Numbers as nearly all cells write them: a minus at most, digits, and at most one mark among them.
//!
//! They are read all at once and not digit by digit: how many digits there are differs from cell to cell, and a processor that has to
//! guess it guesses wrong.

use crate::core::decimal::Decimal;

use super::Mark;
use super::digits::decimal;

/// A number whose only mark, if it has one, is read as its decimal mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plain {
    pub(super) value: Decimal,
    pub(super) mark: Option<Mark>,
    /// Whether the mark may as well stand between thousands.
    pub(super) could_be_either: bool,
}

/// How many digits there are at most on each side of the mark.
const DIGITS: usize = 8;

const POWERS: [i64; DIGITS + 1] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

/// Each byte the same.
const fn each(byte: u8) -> u128 {
    u128::from_le_bytes([byte; 16])
}

/// Reads such a number, whose first byte is the lowest of these; behind it there are zeros. None for all that is written in another
/// way, whether or not it is a number.
#[inline]
pub(super) fn read(bytes: u128, length: usize) -> Option<Plain> {
    let is_negative = bytes & 0xff == u128::from(b'-');
    let (bytes, length) = if is_negative { (bytes >> 8, length - 1) } else { (bytes, length) };
    // Point and comma differ in a single bit. The lowest byte that becomes zero is one of them.
    let others = bytes & each(!(b'.' ^ b',')) ^ each(b',' & b'.');
    let marks = others.wrapping_sub(each(1)) & !others & each(0x80);
    let whole = (marks.trailing_zeros() as usize / 8).min(length);
    let has_mark = whole < length;
    let decimals = length - whole - usize::from(has_mark);
    if whole == 0 || whole > DIGITS || decimals > DIGITS || has_mark == (decimals == 0) {
        return None;
    }
    let behind = bytes >> (8 * (whole + 1));
    let value = number(bytes, whole)? * POWERS[decimals] + number(behind, decimals)?;
    let mark = if bytes >> (8 * whole) & 0xff == u128::from(b'.') { Mark::Point } else { Mark::Comma };
    Some(Plain {
        value: decimal(if is_negative { -value } else { value }, decimals),
        mark: has_mark.then_some(mark),
        could_be_either: decimals == 3 && whole <= 3 && bytes & 0xff != u128::from(b'0'),
    })
}

/// The number that the first so many of these digits are, if all of them are digits.
#[inline]
fn number(digits: u128, count: usize) -> Option<i64> {
    // With zeros before them they are always eight.
    let zeros = low(each(b'0') >> 64 >> (8 * count));
    let digits = low(digits << (64 - 8 * count)) | zeros;
    let values = digits.wrapping_sub(low(each(b'0')));
    // A byte below `0` borrows, one above `9` carries: both show in the upper half of some byte.
    let beyond = values.wrapping_add(low(each(0x7f - 9)));
    if (values | beyond) & low(each(0x80)) != 0 {
        return None;
    }
    // Neighbours become numbers of two digits, these of four, and these of eight.
    let pairs = values.wrapping_mul(10).wrapping_add(values >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & 0x0000_ffff_0000_ffff;
    let eight = fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xffff_ffff;
    i64::try_from(eight).ok()
}

#[expect(clippy::cast_possible_truncation, reason = "what is above does not matter")]
#[inline]
fn low(bytes: u128) -> u64 {
    bytes as u64
}
