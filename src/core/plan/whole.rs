//! Parts that are rounded and still add up.

use crate::core::decimal::{self, Decimal, Overflow};

use rust_decimal::RoundingStrategy;

/// Rounds parts to `places` decimals so that they add up to the total: all are rounded down, and what is left goes to those with the
/// largest remainders, the first of them where they are the same.
///
/// The parts are to add up to the total up to what rounding has changed of it; each unit that is missing or too much takes a step.
///
/// **Errors**: [`Overflow`] where a sum does not fit in 28 digits.
///
/// ```
/// use leadcalc::core::{decimal::{parse, Decimal}, plan::whole::share};
/// let parts = ["40.4", "39.9", "39.7", "0"].map(|part| parse(part).unwrap());
/// assert_eq!(share(&parts, 120.into(), 0), Ok([40, 40, 40, 0].map(Decimal::from).to_vec()));
/// ```
pub fn share(parts: &[Decimal], total: Decimal, places: u32) -> Result<Vec<Decimal>, Overflow> {
    share_within(parts, &vec![Decimal::MAX; parts.len()], total, places)
}

/// The same, but that no part is rounded up beyond the most of it, as long as another one has room.
///
/// **Errors**: as [`share`].
///
/// ```
/// use leadcalc::core::{decimal::{parse, Decimal}, plan::whole::share_within};
/// let [parts, most] = [["7.6", "2.4"], ["7", "9"]].map(|parts| parts.map(|part| parse(part).unwrap()));
/// assert_eq!(share_within(&parts, &most, 10.into(), 0), Ok([7, 3].map(Decimal::from).to_vec()));
/// ```
pub fn share_within(
    parts: &[Decimal],
    most: &[Decimal],
    total: Decimal,
    places: u32,
) -> Result<Vec<Decimal>, Overflow> {
    let down = |part: &Decimal| part.round_dp_with_strategy(places, RoundingStrategy::ToNegativeInfinity);
    let mut shares: Vec<Decimal> = parts.iter().map(down).collect();
    let mut remainders = Vec::with_capacity(parts.len());
    let mut left = total;
    for (place, (part, share)) in parts.iter().zip(&shares).enumerate() {
        remainders.push((decimal::subtract_rounded(*part, *share)?, place));
        left = decimal::subtract(left, *share)?;
    }
    remainders.sort_by(|(one, first), (other, second)| other.cmp(one).then(first.cmp(second)));
    let unit = Decimal::new(1, places);
    let mut keeps_to_most = true;
    while left >= unit && !shares.is_empty() {
        let before = left;
        for (_, place) in &remainders {
            let more = decimal::add(shares[*place], unit)?;
            if left >= unit && (more <= most[*place] || !keeps_to_most) {
                shares[*place] = more;
                left = decimal::subtract(left, unit)?;
            }
        }
        // Nowhere is room: the total goes before.
        keeps_to_most = keeps_to_most && left < before;
    }
    for (_, place) in remainders.iter().rev().cycle() {
        if left >= Decimal::ZERO {
            break;
        }
        shares[*place] = decimal::subtract(shares[*place], unit)?;
        left = decimal::add(left, unit)?;
    }
    Ok(shares)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_go_to_the_first_and_kopecks_add_up() {
        let thirds = [decimal::divide(Decimal::from(100), Decimal::from(3)).unwrap(); 3];
        let shares = share(&thirds, Decimal::from(100), 2).unwrap();
        assert_eq!(shares.iter().map(ToString::to_string).collect::<Vec<_>>(), ["33.34", "33.33", "33.33"]);
        assert_eq!(share(&[], Decimal::ZERO, 0), Ok(Vec::new()));
        let half = [decimal::parse("0.5").unwrap(); 2];
        assert_eq!(share(&half, Decimal::from(5), 0), Ok(vec![Decimal::from(3), Decimal::TWO]));
        assert_eq!(share(&half, Decimal::from(-3), 0), Ok(vec![Decimal::NEGATIVE_ONE, Decimal::from(-2)]));
        let loss = [decimal::parse("-1.5").unwrap(), decimal::parse("0.5").unwrap()];
        assert_eq!(share(&loss, Decimal::from(-1), 0), Ok(vec![Decimal::from(-1), Decimal::ZERO]));
    }
}
