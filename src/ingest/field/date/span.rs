//! Days in a row.

use jiff::Span as Length;

use crate::core::period::Date;

/// Days from a first to a last one, both of them in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) struct Span {
    pub(in crate::ingest) first: Date,
    pub(in crate::ingest) last: Date,
}

impl Span {
    /// None where the last day is before the first.
    pub(in crate::ingest) fn new(first: Date, last: Date) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// From the first day of both to the last.
    pub(in crate::ingest) fn with(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }

    pub(in crate::ingest) fn of_day(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// The seven days that begin with a day. Weeks begin on Mondays in some exports and on Sundays in others.
    pub(in crate::ingest) fn of_week(first: Date) -> Self {
        Self { first, last: first.saturating_add(Length::new().days(6)) }
    }

    /// The month that a day lies in.
    pub(in crate::ingest) fn of_month(day: Date) -> Self {
        Self { first: day.first_of_month(), last: day.last_of_month() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn words(span: Span) -> String {
        format!("{} {}", span.first, span.last)
    }

    #[test]
    fn days_weeks_and_months() {
        assert_eq!(words(Span::of_day(day("2026-01-31"))), "2026-01-31 2026-01-31");
        assert_eq!(words(Span::of_week(day("2026-12-28"))), "2026-12-28 2027-01-03");
        assert_eq!(words(Span::of_week(day("9999-12-31"))), "9999-12-31 9999-12-31");
        assert_eq!(words(Span::of_month(day("2024-02-10"))), "2024-02-01 2024-02-29");
        assert_eq!(Span::new(day("2026-02-01"), day("2026-01-31")), None);
    }
}
