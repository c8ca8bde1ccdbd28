//! Months by their number, so that ages are differences.

use std::fmt;

use crate::core::period::Date;

/// The year that months are counted from, and the months of a year.
const FIRST_YEAR: i16 = 1900;
const YEAR: u16 = 12;

/// A month of the calendar, from January 1900 on, in 2 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(u16);

/// A day in no month that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0}: orders are counted from 1900 to 7360")]
pub struct OutsideOfCalendar(pub Date);

impl Month {
    /// The first and the last one that there is room for.
    pub(super) const FIRST: Self = Self(u16::MIN);
    pub(super) const LAST: Self = Self(u16::MAX);

    /// The month of a day.
    ///
    /// **Errors**: [`OutsideOfCalendar`] before 1900 and after 7360.
    ///
    /// ```
    /// use leadcalc::core::{cohort::Month, period::Date};
    /// let month = Month::of(Date::constant(2024, 2, 29)).unwrap();
    /// assert_eq!(month.to_string(), "2024-02");
    /// assert!(Month::of(Date::constant(1899, 12, 31)).is_err());
    /// ```
    pub fn of(day: Date) -> Result<Self, OutsideOfCalendar> {
        let number = || {
            let years = u16::try_from(day.year().checked_sub(FIRST_YEAR)?).ok()?;
            let months = u16::from(day.month().unsigned_abs()).checked_sub(1)?;
            years.checked_mul(YEAR)?.checked_add(months).filter(|_| years < u16::MAX / YEAR)
        };
        number().map(Self).ok_or(OutsideOfCalendar(day))
    }

    /// How many months it comes after another one, if it does not come before.
    #[must_use]
    pub fn age_since(self, first: Self) -> Option<u16> {
        self.0.checked_sub(first.0)
    }

    /// Whether the month in which this one is so many months old is over at the end of a day.
    #[must_use]
    pub fn is_over_at_age(self, age: u16, last_day: Date) -> bool {
        let then = self.0.checked_add(age).and_then(|number| Self(number).last_day());
        then.is_some_and(|then| then <= last_day)
    }

    fn last_day(self) -> Option<Date> {
        self.first_day().map(Date::last_of_month)
    }

    fn first_day(self) -> Option<Date> {
        let (years, months) = (i16::try_from(self.0 / YEAR).ok()?, i8::try_from(self.0 % YEAR).ok()?);
        Date::new(FIRST_YEAR.checked_add(years)?, months.checked_add(1)?, 1).ok()
    }
}

/// As periods are named: `2026-08`.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (years, months) = (u32::from(self.0 / YEAR), u32::from(self.0 % YEAR));
        let year = years.saturating_add(u32::from(FIRST_YEAR.unsigned_abs()));
        write!(f, "{year:04}-{:02}", months.saturating_add(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::period::Period;

    #[test]
    fn names_are_those_of_periods_and_ages_count_whole_months() {
        let days = [(1900, 1, 1), (1999, 12, 31), (2000, 2, 29), (2100, 2, 28), (7360, 12, 31)]
            .map(|(year, month, day)| Date::constant(year, month, day));
        for day in days {
            assert_eq!(Month::of(day).unwrap().to_string(), Period::Month.of(day));
        }
        let [.., turn, leap, _, _] = days.map(|day| Month::of(day).unwrap());
        assert_eq!(leap.age_since(turn), Some(2));
        assert_eq!(turn.age_since(leap), None);
        assert!(Month::of(Date::constant(7361, 1, 1)).is_err());
        assert!(Month::of(Date::constant(-5, 1, 1)).is_err());
    }

    #[test]
    fn a_month_is_over_on_its_last_day() {
        let december = Month::of(Date::constant(2023, 12, 31)).unwrap();
        assert!(!december.is_over_at_age(2, Date::constant(2024, 2, 28)), "a leap year");
        assert!(december.is_over_at_age(2, Date::constant(2024, 2, 29)));
        assert!(december.is_over_at_age(0, Date::constant(2023, 12, 31)));
        assert!(!december.is_over_at_age(u16::MAX, Date::constant(9999, 12, 31)), "no such month");
    }
}
