//! Days, and the periods that they belong to.

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
