//! Sums that do not depend on the order of what is added to them.

use super::decimal::{Decimal, Overflow};

/// Decimals of the whole number that ordinary amounts are added up in.
const PLACES: u32 = 6;

/// The factors that bring 0 to [`PLACES`] decimals up to [`PLACES`].
const FACTORS: [i64; PLACES as usize + 1] = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];

/// The most decimals that a [`Decimal`] has.
const MOST_PLACES: usize = 28;

/// An exact sum under way.
///
/// Adding decimals one by one fails where a sum *on the way* has too many digits, so that the order of rows would decide whether
/// there is a result. Here only the sum itself has to fit. Amounts in millionths and coarser add up in a machine word; what is
/// finer or larger is added up apart, by its number of decimals, in as many bits as it takes.
///
/// ```
/// use leadcalc::core::{decimal::{parse, Decimal}, sum::Sum};
/// let mut sum = Sum::default();
/// let large = "70000000000000000000000000000";
/// for amount in [large, large, "0.25", "-70000000000000000000000000000", "-69999999999999999999999999999"] {
///     sum.add(amount.parse::<Decimal>().unwrap());
/// }
/// assert_eq!(sum.value(), Ok(parse("1.25").unwrap()));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Sum {
    millionths: i64,
    apart: Option<Box<Apart>>,
}

/// What does not go into a machine word: for each number of decimals the sum of the digits.
#[derive(Debug, Clone)]
struct Apart {
    digits: [i128; MOST_PLACES + 1],
    /// Whether digits were lost, which takes more than two thousand million amounts of 28 digits.
    is_lost: bool,
}

impl Apart {
    fn add(&mut self, digits: i128, places: usize) {
        match self.digits[places].checked_add(digits) {
            Some(sum) => self.digits[places] = sum,
            None => self.is_lost = true,
        }
    }
}

impl Sum {
    /// Adds an amount.
    #[inline]
    pub fn add(&mut self, amount: Decimal) {
        let (digits, places) = (amount.mantissa(), amount.scale() as usize);
        let sum = FACTORS
            .get(places)
            .and_then(|factor| i64::try_from(digits).ok()?.checked_mul(*factor))
            .and_then(|millionths| self.millionths.checked_add(millionths));
        match sum {
            Some(sum) => self.millionths = sum,
            None => self.apart().add(digits, places),
        }
    }

    /// Adds one.
    #[inline]
    pub fn count(&mut self) {
        match self.millionths.checked_add(FACTORS[0]) {
            Some(sum) => self.millionths = sum,
            None => self.apart().add(1, 0),
        }
    }

    /// Adds another sum.
    pub fn merge(&mut self, other: &Self) {
        match self.millionths.checked_add(other.millionths) {
            Some(sum) => self.millionths = sum,
            None => self.apart().add(other.millionths.into(), PLACES as usize),
        }
        if let Some(other) = &other.apart {
            let apart = self.apart();
            for (places, digits) in other.digits.iter().enumerate() {
                apart.add(*digits, places);
            }
            apart.is_lost |= other.is_lost;
        }
    }

    /// Takes another sum away.
    pub fn subtract(&mut self, other: &Self) {
        let mut negative = other.clone();
        if let Some(millionths) = negative.millionths.checked_neg() {
            negative.millionths = millionths;
        } else {
            // The one number of a machine word that has no opposite.
            let millionths = std::mem::take(&mut negative.millionths);
            negative.apart().add(millionths.into(), PLACES as usize);
        }
        if let Some(apart) = &mut negative.apart {
            for digits in &mut apart.digits {
                *digits = digits.wrapping_neg();
            }
        }
        self.merge(&negative);
    }

    /// The exact sum.
    ///
    /// **Errors**: [`Overflow`] where it has more digits than fit.
    pub fn value(&self) -> Result<Decimal, Overflow> {
        let Some(apart) = &self.apart else { return Ok(Decimal::new(self.millionths, PLACES).normalize()) };
        let mut apart = (**apart).clone();
        apart.add(self.millionths.into(), PLACES as usize);
        // Zeros at the end need no digits: they are counted where they stand before the point.
        for places in (1..=MOST_PLACES).rev() {
            let digits = apart.digits[places];
            let coarser = apart.digits[..places].iter().any(|digits| *digits != 0);
            if digits % 10 == 0 || coarser {
                apart.digits[places] = digits % 10;
                apart.add(digits / 10, places.saturating_sub(1));
            }
        }
        if apart.is_lost {
            return Err(Overflow);
        }
        let most = apart.digits.iter().rposition(|digits| *digits != 0).unwrap_or(0);
        let (mut sum, mut scale) = (0_i128, 0);
        for (places, digits) in apart.digits.iter().enumerate().take(most.saturating_add(1)) {
            sum = if places == 0 { 0 } else { sum.checked_mul(10).ok_or(Overflow)? };
            sum = sum.checked_add(*digits).ok_or(Overflow)?;
            scale = places;
        }
        let scale = u32::try_from(scale).map_err(|_| Overflow)?;
        Decimal::try_from_i128_with_scale(sum, scale).map(|sum| sum.normalize()).map_err(|_| Overflow)
    }

    fn apart(&mut self) -> &mut Apart {
        self.apart.get_or_insert_with(|| Box::new(Apart { digits: [0; MOST_PLACES + 1], is_lost: false }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::decimal::{parse, plain};

    fn sum(amounts: &[&str]) -> Result<String, Overflow> {
        let mut sum = Sum::default();
        for amount in amounts {
            sum.add(parse(amount).unwrap());
        }
        sum.value().map(plain)
    }

    #[test]
    fn the_order_decides_nothing() {
        let large = "79228162514264337593543950335";
        assert_eq!(sum(&[large, "0.5", &format!("-{large}")]).as_deref(), Ok("0.5"));
        assert_eq!(sum(&[large, &format!("-{large}"), "0.5"]).as_deref(), Ok("0.5"));
        assert_eq!(sum(&[large, "0.5"]), Err(Overflow));
        assert_eq!(sum(&[large, "0.5", "-0.5"]).as_deref(), Ok(large));
        assert_eq!(sum(&[large, "1"]), Err(Overflow));
        assert_eq!(
            sum(&["0.0000000000000000000000000001", "7"]).as_deref(),
            Ok("7.0000000000000000000000000001")
        );
        assert_eq!(sum(&["0.0000000000000000000000000001", "80"]), Err(Overflow));
        assert_eq!(
            sum(&["9223372036854.775807", "0.000001", "0.0000001"]).as_deref(),
            Ok("9223372036854.7758081")
        );
        assert_eq!(sum(&[]).as_deref(), Ok("0"));
    }

    #[test]
    fn parts_merge() {
        let amounts = ["12.34", "-5000000000000000.1", "0.00000001", "79228162514264337593543950335", "-1"];
        for cut in 0..=amounts.len() {
            let (mut one, mut two) = (Sum::default(), Sum::default());
            amounts[..cut].iter().for_each(|amount| one.add(parse(amount).unwrap()));
            amounts[cut..].iter().for_each(|amount| two.add(parse(amount).unwrap()));
            two.merge(&one);
            two.add(parse("-79228162514264337593543950335").unwrap());
            two.count();
            assert_eq!(two.value().map(plain).as_deref(), Ok("-4999999999999987.75999999"));
        }
    }
}
