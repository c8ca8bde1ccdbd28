//! When the orders of a month's leads come.

use crate::core::decimal::{self, Decimal, Overflow};
use crate::core::maturity::Maturity;
use crate::core::period::{Date, Period};

/// The share of the orders of a month's leads that has come when a day is over, the leads being spread evenly over the month.
///
/// **Errors**: [`Overflow`].
///
/// ```
/// use leadcalc::core::maturity::{Lags, LeadCourse};
/// use leadcalc::core::period::Date;
/// use leadcalc::core::plan::timing::come_by;
/// // Every lead buys on the tenth day behind its own.
/// let (came, closed) = (Date::constant(2025, 1, 1), Date::constant(2025, 1, 11));
/// let mut lags = leadcalc::core::maturity::Lags::default();
/// lags.add(&[LeadCourse { came, closed: Some(closed), is_order: true }; 30]);
/// lags.add(&[LeadCourse { came, closed: Some(Date::constant(2025, 3, 1)), is_order: false }]);
/// let maturity = lags.maturity().unwrap();
/// let (april, last) = (Date::constant(2025, 4, 1), Date::constant(2025, 4, 30));
/// assert_eq!(come_by(&maturity, april, last).unwrap().round_dp(4).to_string(), "0.6667"); // 20 days of 30
/// assert_eq!(come_by(&maturity, april, Date::constant(2025, 3, 31)).unwrap(), 0.into());
/// ```
pub fn come_by(maturity: &Maturity, month: Date, day: Date) -> Result<Decimal, Overflow> {
    let (mut days, mut come) = (Decimal::ZERO, Decimal::ZERO);
    let last = Period::Month.last_day(month);
    let mut next = Some(Period::Month.first_day(month));
    while let Some(came) = next.filter(|came| *came <= last) {
        days = decimal::add(days, Decimal::ONE)?;
        if came <= day {
            let left = came.until(day).map_or(0, |span| span.get_days());
            come = decimal::add_rounded(come, maturity.within(u32::try_from(left).unwrap_or_default()))?;
        }
        next = came.tomorrow().ok();
    }
    decimal::divide(come, days)
}
