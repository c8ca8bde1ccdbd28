//! Days, and the periods that they belong to.

use jiff::ToSpan;
pub use jiff::civil::Date;
use jiff::civil::{ISOWeekDate, Weekday};

/// A period of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// A day.
    Day,
    /// An ISO week: Monday to Sunday, named by the year that has its Thursday.
    Week,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A year.
    Year,
}

impl Period {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// Its name in `--by` and in records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The first day of the period that a day belongs to.
    ///
    /// ```
    /// use leadcalc::core::period::{Date, Period};
    /// let day = Date::constant(2026, 8, 27);
    /// let first = Period::ALL.map(|period| period.first_day(day).to_string());
    /// assert_eq!(first, ["2026-08-27", "2026-08-24", "2026-08-01", "2026-07-01", "2026-01-01"]);
    /// ```
    #[must_use]
    pub fn first_day(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            // Only the week of the calendar's very first days has no first day; it begins with the calendar.
            Self::Week => {
                let since_monday = i64::from(day.weekday().to_monday_zero_offset());
                day.checked_sub(since_monday.days()).unwrap_or(Date::MIN)
            }
            Self::Month => day.first_of_month(),
            Self::Quarter => {
                let month = match day.month() {
                    1..=3 => 1,
                    4..=6 => 4,
                    7..=9 => 7,
                    _ => 10,
                };
                Date::new(day.year(), month, 1).unwrap_or(day)
            }
            Self::Year => day.first_of_year(),
        }
    }

    /// The last day of the period that a day belongs to.
    ///
    /// ```
    /// use leadcalc::core::period::{Date, Period};
    /// let leap_day = Date::constant(2024, 2, 29);
    /// let last = Period::ALL.map(|period| period.last_day(leap_day).to_string());
    /// assert_eq!(last, ["2024-02-29", "2024-03-03", "2024-02-29", "2024-03-31", "2024-12-31"]);
    /// ```
    #[must_use]
    pub fn last_day(self, day: Date) -> Date {
        // Only the calendar's last periods have none that follows.
        self.following(day).and_then(|next| next.yesterday().ok()).unwrap_or(Date::MAX)
    }

    /// The first day of the period behind that of a day; `None` where the calendar ends.
    #[must_use]
    pub fn following(self, day: Date) -> Option<Date> {
        let length = match self {
            Self::Day => 1.day(),
            Self::Week => 1.week(),
            Self::Month => 1.month(),
            Self::Quarter => 3.months(),
            Self::Year => 1.year(),
        };
        self.first_day(day).checked_add(length).ok()
    }

    /// The first day of the same period of the year before; `None` where that year has none: 29 February, week 53.
    ///
    /// ```
    /// use leadcalc::core::period::{Date, Period};
    /// let day = Date::constant(2026, 8, 27);
    /// let before = Period::ALL.map(|period| period.year_before(day).unwrap().to_string());
    /// assert_eq!(before, ["2025-08-27", "2025-08-25", "2025-08-01", "2025-07-01", "2025-01-01"]);
    /// assert_eq!(Period::Day.year_before(Date::constant(2024, 2, 29)), None);
    /// assert_eq!(Period::Week.year_before(Date::constant(2027, 1, 1)), None); // 2026-W53
    /// ```
    #[must_use]
    pub fn year_before(self, day: Date) -> Option<Date> {
        if self == Self::Week {
            let week = day.iso_week_date();
            let before = ISOWeekDate::new(week.year().checked_sub(1)?, week.week(), Weekday::Monday);
            return Some(before.ok()?.date());
        }
        let first = self.first_day(day);
        Date::new(first.year().checked_sub(1)?, first.month(), first.day()).ok()
    }

    /// The name of the period that a day belongs to. Names sort as the periods follow each other.
    ///
    /// ```
    /// use leadcalc::core::period::{Date, Period};
    /// let day = Date::constant(2027, 1, 1);
    /// let names = Period::ALL.map(|period| period.of(day));
    /// assert_eq!(names, ["2027-01-01", "2026-W53", "2027-01", "2027-Q1", "2027"]);
    /// ```
    #[must_use]
    pub fn of(self, day: Date) -> String {
        match self {
            Self::Day => day.to_string(),
            Self::Week => {
                let week = day.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month => format!("{:04}-{:02}", day.year(), day.month()),
            Self::Quarter => {
                let quarter = match day.month() {
                    1..=3 => 1,
                    4..=6 => 2,
                    7..=9 => 3,
                    _ => 4,
                };
                format!("{:04}-Q{quarter}", day.year())
            }
            Self::Year => format!("{:04}", day.year()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_follow_each_other_without_a_gap() {
        for period in Period::ALL {
            let mut first = period.first_day(Date::constant(2019, 12, 15));
            while first.year() < 2029 {
                let next = period.following(first).unwrap();
                let last = period.last_day(first);
                assert_eq!(last.tomorrow().unwrap(), next, "{period:?}");
                assert_eq!((period.of(first), period.first_day(last)), (period.of(last), first));
                assert!(period.of(first) < period.of(next), "{period:?} {first}");
                first = next;
            }
        }
    }

    #[test]
    fn the_calendar_ends_and_nothing_breaks() {
        for period in Period::ALL {
            assert_eq!((period.following(Date::MAX), period.last_day(Date::MAX)), (None, Date::MAX));
        }
    }

    #[test]
    fn years_have_52_or_53_weeks() {
        let name = |text: &str| Period::Week.of(text.parse().unwrap());
        assert_eq!(
            ["2020-12-31", "2021-01-03", "2021-01-04"].map(name),
            ["2020-W53", "2020-W53", "2021-W01"]
        );
        assert_eq!(
            ["2024-12-29", "2024-12-30", "2025-01-05"].map(name),
            ["2024-W52", "2025-W01", "2025-W01"]
        );
    }
}
