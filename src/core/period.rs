//! Days, and the periods that they belong to.

use jiff::ToSpan;
pub use jiff::civil::Date;

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
