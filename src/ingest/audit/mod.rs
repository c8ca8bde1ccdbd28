//! What became of every row: used, excluded or rejected, and sums kept apart to check the table against.

mod currencies;
mod notes;
mod seen;
mod stated;
mod unreadable;

use std::collections::BTreeMap;

use crate::core::fact::Fact;
use crate::core::sum::Sum;
use crate::core::tally::Tally;
use crate::report::Source;

use super::Error;
use super::field::date::Span;
use super::field::status::Class;
use super::file::Place;
use super::records::At;

pub(in crate::ingest) use seen::MetStatuses;
use seen::SeenStatuses;

pub(in crate::ingest) use currencies::Currencies;
pub(in crate::ingest) use stated::{AsStated, Stated};
pub use unreadable::MaxRejected;
pub(in crate::ingest) use unreadable::Problem;
pub(in crate::ingest) use unreadable::Unreadable;

/// How many unreadable rows are listed.
const LISTED: usize = 20;

/// The books of one file.
#[derive(Debug)]
pub(super) struct Audit {
    rows: u64,
    used: u64,
    excluded: BTreeMap<String, u64>,
    rejected: u64,
    problems: Vec<Problem>,
    /// The sums of all rows that count, added up apart from the groups.
    pub(super) control: [Sum; Fact::ALL.len()],
    statuses: SeenStatuses,
    /// Whether rejected leads are leads all the same.
    counts_rejected: bool,
    missing: BTreeMap<String, u64>,
    /// Rows whose cost is missing beside what it should have paid for.
    unknown: [u64; Fact::ALL.len()],
    /// The currencies of its amounts.
    pub(super) currencies: Currencies,
    /// Its figures as it states them.
    pub(super) stated: AsStated,
    /// Costs that VAT was put into or taken out of.
    pub(super) taxed: u64,
    /// Whether costs were divided by a million.
    pub(super) in_micros: bool,
    /// A row whose name may be a total's, and counts.
    pub(super) counted_as_name: Option<(Place, String)>,
    /// The first line below the table that was left out.
    pub(super) footer: Option<(Place, String)>,
    /// Rows without a day, where the rows are grouped by periods.
    pub(super) undated: u64,
    /// The days of the rows from the first to the last, where somebody asks for periods; those outside of --since and --until too.
    pub(super) days: Option<Span>,
    /// Repeated leads that were orders.
    pub(super) repeated_orders: u64,
    /// Where another table begins below the first.
    other_table: Option<Place>,
    /// Rows with the lead id of the row before.
    pub(super) repeated_lines: u64,
    /// Orders without an amount.
    pub(super) without_amount: u64,
    /// Orders without a customer id.
    pub(super) without_customer: u64,
    /// Orders of known customers without a day.
    pub(super) without_day: u64,
    /// Orders that count on their own day and have none.
    pub(super) orders_without_own_day: u64,
}

impl Audit {
    pub(super) fn new(counts_rejected: bool) -> Self {
        Self {
            rows: 0,
            used: 0,
            excluded: BTreeMap::new(),
            rejected: 0,
            problems: Vec::new(),
            control: std::array::from_fn(|_| Sum::default()),
            statuses: SeenStatuses::default(),
            counts_rejected,
            missing: BTreeMap::new(),
            unknown: [0; Fact::ALL.len()],
            currencies: Currencies::default(),
            stated: AsStated::new(),
            taxed: 0,
            in_micros: false,
            counted_as_name: None,
            footer: None,
            undated: 0,
            days: None,
            repeated_orders: 0,
            other_table: None,
            repeated_lines: 0,
            without_amount: 0,
            without_customer: 0,
            without_day: 0,
            orders_without_own_day: 0,
        }
    }

    pub(super) fn rows(&mut self, rows: u64) {
        self.rows += rows;
    }

    pub(super) fn used(&mut self) {
        self.used += 1;
    }

    pub(super) fn excluded(&mut self, reason: &str) {
        match self.excluded.get_mut(reason) {
            Some(rows) => *rows += 1,
            None => drop(self.excluded.insert(reason.to_owned(), 1)),
        }
    }

    pub(super) fn rejected(&mut self, problem: Problem) {
        self.rejected += 1;
        if self.problems.len() < LISTED {
            self.problems.push(problem);
        }
    }

    /// Notes the days of a row.
    #[inline]
    pub(super) fn days(&mut self, days: Span) {
        self.days = Some(self.days.map_or(days, |known| known.with(days)));
    }

    /// Counts a row whose cost is not known.
    pub(super) fn unknown(&mut self, fact: Fact) {
        self.unknown[fact as usize] += 1;
    }

    /// Counts an empty cell that was taken for nothing.
    pub(super) fn missing(&mut self, header: &str) {
        match self.missing.get_mut(header) {
            Some(cells) => *cells += 1,
            None => drop(self.missing.insert(header.to_owned(), 1)),
        }
    }

    /// Books a total row.
    pub(super) fn total(&mut self, total: Stated) {
        self.excluded(TOTAL_ROW);
        self.stated.total(total);
    }

    /// Books the first row of another table; what follows is left aside.
    pub(super) fn another_table(&mut self, place: Place) {
        self.excluded("another table");
        self.other_table = Some(place);
    }

    /// Counts the leads of a block by their statuses.
    pub(super) fn statuses(&mut self, met: &mut MetStatuses) {
        for (status, class, rows) in met.of_block() {
            self.statuses.add(status, class, rows);
            match class {
                Class::Rejected if !self.counts_rejected => {}
                Class::Rejected | Class::Won | Class::Qualified | Class::Plain | Class::Unknown => {
                    self.used += rows;
                }
            }
        }
    }

    /// Goes on with the books of the rows from here on.
    pub(super) fn go_on(&mut self, later: Self, here: &At) {
        let from_here = |(place, text): (Place, String)| (place.counted_from(here), text);
        self.rows += later.rows;
        self.used += later.used;
        self.rejected += later.rejected;
        for (reasons, later) in [(&mut self.excluded, later.excluded), (&mut self.missing, later.missing)] {
            for (reason, rows) in later {
                *reasons.entry(reason).or_default() += rows;
            }
        }
        let room = LISTED - self.problems.len();
        let problems = later.problems.into_iter().take(room);
        self.problems
            .extend(problems.map(|problem| Problem { place: problem.place.counted_from(here), ..problem }));
        self.statuses.merge(&later.statuses);
        for (rows, later) in self.unknown.iter_mut().zip(later.unknown) {
            *rows += later;
        }
        self.currencies.go_on(later.currencies);
        self.stated.go_on(later.stated, here);
        self.counted_as_name = self.counted_as_name.take().or(later.counted_as_name.map(from_here));
        self.footer = self.footer.take().or(later.footer.map(from_here));
        self.other_table = self.other_table.or(later.other_table.map(|place| place.counted_from(here)));
        self.taxed += later.taxed;
        self.undated += later.undated;
        if let Some(days) = later.days {
            self.days(days);
        }
        self.repeated_orders += later.repeated_orders;
        self.repeated_lines += later.repeated_lines;
        self.without_amount += later.without_amount;
        self.without_customer += later.without_customer;
        self.without_day += later.without_day;
        self.orders_without_own_day += later.orders_without_own_day;
    }

    /// The statuses with what they were taken for, the most frequent first.
    pub(super) fn seen_statuses(&self) -> Vec<(u64, String, Class)> {
        let mut statuses: Vec<(u64, String, Class)> = self.named_statuses().collect();
        statuses.sort_by(|one, another| another.0.cmp(&one.0).then_with(|| one.1.cmp(&another.1)));
        statuses
    }

    /// The first rows that cannot be read.
    pub(super) fn problems(&self, file: &str) -> Vec<String> {
        self.problems.iter().map(|problem| format!("{file}, {}: {}", problem.place, problem.what)).collect()
    }

    fn named_statuses(&self) -> impl Iterator<Item = (u64, String, Class)> {
        self.statuses.named()
    }

    /// The books closed: `rows = used + excluded + rejected` was checked by [`balance`].
    pub(super) fn into_source(self, file: String) -> Source {
        let excluded = self.all_excluded();
        Source { file, rows: self.rows, used: self.used, excluded, rejected: self.rejected }
    }

    fn all_excluded(&self) -> BTreeMap<String, u64> {
        let mut excluded = self.excluded.clone();
        for (rows, status, class) in self.named_statuses() {
            if class == Class::Rejected && !self.counts_rejected {
                *excluded.entry(status).or_default() += rows;
            }
        }
        excluded
    }
}

/// The reason for a row that states what others add up to.
const TOTAL_ROW: &str = "total row";

/// The reason for a row of a lead list that has an amount and nothing else.
pub(super) const NO_LEAD: &str = "no lead";

/// How the reason for a lead from a source that brings none begins; the source follows.
pub(super) const SOURCE: &str = "source ";

/// How the reason for a lead that repeats another begins; what is the same follows.
pub(super) const REPEATS: &str = "repeats a ";

/// The reason for a row that a period needs a date of.
pub(super) const NO_DATE: &str = "no date";

/// Checks that every row and every amount is accounted for.
pub(super) fn balance(total: &Tally, audits: &[(String, Audit)]) -> Result<(), Error> {
    for (file, audit) in audits {
        let excluded: u64 = audit.all_excluded().values().sum();
        if audit.rows != audit.used + excluded + audit.rejected {
            return Err(Error::Unbalanced(format!("the rows of {file}")));
        }
    }
    for fact in Fact::ALL.into_iter().filter(|fact| *fact != Fact::Customers) {
        let mut files = Sum::default();
        for (_, audit) in audits {
            files.merge(&audit.control[fact as usize]);
        }
        if files.value() != Ok(total.sum(fact)) {
            return Err(Error::Unbalanced(fact.metric().key().to_owned()));
        }
    }
    Ok(())
}

/// A number of things: "1 row", "2 rows".
pub(super) fn counted(number: u64, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{number} {thing}s") }
}
