//! A sum shared out so that the parts add up to it.

use crate::core::decimal::{self, Decimal, Overflow};

/// Decimals of a part.
const PLACES: u32 = 12;

/// Shares a sum out in proportion to weights that are not negative; none where they are all zero.
///
/// **Result**: parts in whole units of 10⁻¹², which add up to the sum exactly. Each is off by less than one such unit: it is what has
/// been shared out up to it, rounded, less what was before.
///
/// **Errors**: [`Overflow`] where the sum has more digits than fit.
///
/// ```
/// use leadcalc::core::{cohort::shares, decimal::Decimal};
/// let parts = shares(Decimal::from(100), &[1.into(), 1.into(), 0.into(), 1.into()]).unwrap().unwrap();
/// let parts: Vec<String> = parts.iter().map(ToString::to_string).collect();
/// assert_eq!(parts, ["33.333333333333", "33.333333333334", "0", "33.333333333333"]);
/// assert_eq!(shares(Decimal::from(100), &[0.into()]), Ok(None));
/// ```
pub fn shares(sum: Decimal, weights: &[Decimal]) -> Result<Option<Vec<Decimal>>, Overflow> {
    let whole = weights.iter().try_fold(Decimal::ZERO, |whole, weight| decimal::add(whole, *weight))?;
    if whole.is_zero() {
        return Ok(None);
    }
    let (mut weight, mut given) = (Decimal::ZERO, Decimal::ZERO);
    let mut part = |own: &Decimal| {
        weight = decimal::add(weight, *own)?;
        let share = decimal::divide(weight, whole)?;
        let up_to_here = if weight == whole {
            sum
        } else {
            decimal::round(decimal::multiply_rounded(sum, share)?, PLACES)
        };
        let part = decimal::subtract(up_to_here, given)?;
        given = up_to_here;
        Ok(part.normalize())
    };
    weights.iter().map(&mut part).collect::<Result<Vec<_>, _>>().map(Some)
}
