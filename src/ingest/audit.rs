//! What became of every row: used, excluded or rejected, and sums kept apart to check the table against.

use std::collections::BTreeMap;
use std::fmt;

use crate::core::decimal::{self, Decimal};
use crate::core::fact::Fact;
use crate::core::metric::FigureOverflow;
use crate::core::tally::Tally;
use crate::report::{Note, Source};

use super::Error;
use super::header::currency_code;
use super::names::Names;
use super::status::{Class, Statuses};

/// How many unreadable rows are listed.
const LISTED: usize = 20;

/// How many unreadable rows a note quotes.
const TOLD: usize = 3;

/// How many names a note gives.
const NAMED: usize = 8;

/// The books of one file.
#[derive(Debug)]
pub(super) struct Audit {
    rows: u64,
    used: u64,
    excluded: BTreeMap<String, u64>,
    rejected: u64,
    problems: Vec<Problem>,
    /// The sums of all rows that count, added up apart from the groups.
    control: [Decimal; Fact::ALL.len()],
    statuses: Names,
    status_rows: Vec<(Class, u64)>,
    missing: BTreeMap<String, u64>,
    /// Rows whose cost is missing beside what it should have paid for.
    unknown: [u64; Fact::ALL.len()],
    /// What the currency column says, and in how many rows.
    currencies: BTreeMap<String, u64>,
    /// Orders without an amount.
    pub(super) without_amount: u64,
    /// Orders without a customer id.
    pub(super) without_customer: u64,
    /// Orders of known customers without a day.
    pub(super) without_day: u64,
}

/// Why a row cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) line: u64,
    pub(super) what: String,
}

/// Rows that cannot be read, for a message.
#[derive(Debug)]
pub struct Unreadable {
    rows: u64,
    listed: Vec<String>,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = self.rows;
        writeln!(f, "{} cannot be read:", counted(rows, "row"))?;
        for problem in &self.listed {
            writeln!(f, "  {problem}")?;
        }
        let more = usize::try_from(rows).unwrap_or(usize::MAX).saturating_sub(self.listed.len());
        if more > 0 {
            writeln!(f, "  and {more} more")?;
        }
        write!(f, "mend them, or go on without them by --max-rejected {rows}")
    }
}

/// How many unreadable rows are put up with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MaxRejected {
    /// This many.
    Rows(u64),
    /// This share of all rows read, a fraction.
    Share(Decimal),
}

impl MaxRejected {
    /// Refuses to go on where too many rows could not be read.
    pub(super) fn judge(self, audits: &[(String, Audit)]) -> Result<(), Error> {
        let rejected: u64 = audits.iter().map(|(_, audit)| audit.rejected).sum();
        let rows: u64 = audits.iter().map(|(_, audit)| audit.rows).sum();
        let allowed = match self {
            Self::Rows(allowed) => rejected <= allowed,
            Self::Share(share) => decimal::multiply_rounded(share, rows.into())
                .is_ok_and(|most| Decimal::from(rejected) <= most),
        };
        if allowed {
            return Ok(());
        }
        let listed = audits.iter().flat_map(|(file, audit)| {
            audit
                .problems
                .iter()
                .map(move |problem| format!("{file}, line {}: {}", problem.line, problem.what))
        });
        Err(Error::Rows(Unreadable { rows: rejected, listed: listed.take(LISTED).collect() }))
    }
}

impl Audit {
    pub(super) fn new() -> Self {
        Self {
            rows: 0,
            used: 0,
            excluded: BTreeMap::new(),
            rejected: 0,
            problems: Vec::new(),
            control: [Decimal::ZERO; Fact::ALL.len()],
            statuses: Names::new(false),
            status_rows: Vec::new(),
            missing: BTreeMap::new(),
            unknown: [0; Fact::ALL.len()],
            currencies: BTreeMap::new(),
            without_amount: 0,
            without_customer: 0,
            without_day: 0,
        }
    }

    pub(super) fn row(&mut self) {
        self.rows += 1;
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

    /// Counts the currency of a row's amounts.
    pub(super) fn currency(&mut self, cell: &str) {
        match self.currencies.get_mut(cell) {
            Some(rows) => *rows += 1,
            None => drop(self.currencies.insert(cell.to_owned(), 1)),
        }
    }

    /// The currencies of the rows' amounts, by their codes. An empty cell names none.
    pub(super) fn currencies(&self) -> BTreeMap<String, u64> {
        let mut codes = BTreeMap::new();
        for (cell, rows) in self.currencies.iter().filter(|(cell, _)| !cell.trim().is_empty()) {
            *codes.entry(currency_code(cell)).or_default() += rows;
        }
        codes
    }

    /// Counts a lead's status and says what becomes of the lead.
    pub(super) fn status(&mut self, status: &str, statuses: &Statuses) -> Class {
        let id = self.statuses.intern(status) as usize;
        if id == self.status_rows.len() {
            self.status_rows.push((statuses.class(status), 0));
        }
        let (class, rows) = &mut self.status_rows[id];
        *rows += 1;
        match *class {
            Class::Rejected => {}
            Class::Won | Class::Qualified | Class::Plain | Class::Unknown => self.used += 1,
        }
        *class
    }

    pub(super) fn add(&mut self, fact: Fact, amount: Decimal) -> Result<(), FigureOverflow> {
        let sum = &mut self.control[fact as usize];
        *sum = decimal::add(*sum, amount).map_err(|_| FigureOverflow { figure: fact.metric() })?;
        Ok(())
    }

    /// Each status with what it was taken for, the most frequent first.
    pub(super) fn describe_statuses(&self, file: &str) -> Vec<String> {
        let mut statuses: Vec<(u64, String, Class)> = self.named_statuses().collect();
        statuses.sort_by(|one, another| another.0.cmp(&one.0).then_with(|| one.1.cmp(&another.1)));
        let line = |(rows, status, class): (u64, String, Class)| {
            format!("{file}: status {status:?} is taken for: {} ({})", class.meaning(), counted(rows, "row"))
        };
        statuses.into_iter().map(line).collect()
    }

    fn named_statuses(&self) -> impl Iterator<Item = (u64, String, Class)> {
        let named = self.statuses.shown().into_iter().zip(&self.status_rows);
        named.map(|(status, (class, rows))| (*rows, status, *class))
    }

    /// What the reader of the figures should know about this file's rows.
    pub(super) fn notes(&self, file: &str) -> Vec<Note> {
        let mut notes = Vec::new();
        let mut note =
            |code, message: String| notes.push(Note { code, message: format!("{file}: {message}") });
        if self.rows == 0 {
            note("no-rows", "has a header and no data rows".to_owned());
        }
        if self.rejected > 0 {
            let told = self
                .problems
                .iter()
                .take(TOLD)
                .map(|problem| format!("line {}: {}", problem.line, problem.what));
            let told = told.collect::<Vec<_>>().join("; ");
            let more = if self.rejected > TOLD as u64 { "; …" } else { "" };
            note(
                "rejected-rows",
                format!("left out: {} that could not be read: {told}{more}", counted(self.rejected, "row")),
            );
        }
        if let Some(undated) = self.excluded.get(NO_DATE) {
            note(
                "undated-rows",
                format!("left out of the period: {} without a date", counted(*undated, "row")),
            );
        }
        for (fact, unknown) in Fact::ALL.into_iter().zip(self.unknown).filter(|(_, unknown)| *unknown > 0) {
            note(
                "partial",
                format!(
                    "{0} not given in {1}: it is partial, marked *, and what is set against it is left undefined",
                    fact.metric(),
                    counted(unknown, "row")
                ),
            );
        }
        for (header, cells) in &self.missing {
            note("empty-cells", format!("{} in {header:?} counted as 0", counted(*cells, "empty cell")));
        }
        let mut unknown: Vec<(u64, String, Class)> =
            self.named_statuses().filter(|(.., class)| *class == Class::Unknown).collect();
        if !unknown.is_empty() {
            unknown.sort_by(|one, another| another.0.cmp(&one.0).then_with(|| one.1.cmp(&another.1)));
            let named = unknown.iter().take(NAMED).map(|(rows, status, _)| format!("{status:?} ({rows})"));
            let named = named.collect::<Vec<_>>().join(", ");
            let more = match unknown.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            note(
                "unknown-statuses",
                format!(
                    "statuses in no list are taken for plain leads: {named}{more}; \
                     --won, --qualified and --rejected say what they mean"
                ),
            );
        }
        let orders = [
            (self.without_amount, "orders-without-amount", "an amount: nothing in the revenue"),
            (self.without_customer, "orders-without-customer", "a customer id: in no count of customers"),
            (
                self.without_day,
                "orders-without-day",
                "a day that can be read: which of a customer's orders came first is told by its place in the file",
            ),
        ];
        for (number, code, what) in orders.into_iter().filter(|(number, ..)| *number > 0) {
            note(code, format!("{} without {what}", counted(number, "order")));
        }
        notes
    }

    /// The books closed: `rows = used + excluded + rejected` was checked by [`balance`].
    pub(super) fn into_source(self, file: String) -> Source {
        let excluded = self.all_excluded();
        Source { file, rows: self.rows, used: self.used, excluded, rejected: self.rejected }
    }

    fn all_excluded(&self) -> BTreeMap<String, u64> {
        let mut excluded = self.excluded.clone();
        for (rows, status, class) in self.named_statuses() {
            if class == Class::Rejected {
                *excluded.entry(status).or_default() += rows;
            }
        }
        excluded
    }
}

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
        let files = audits
            .iter()
            .try_fold(Decimal::ZERO, |sum, (_, audit)| decimal::add(sum, audit.control[fact as usize]));
        if files != Ok(total.sum(fact)) {
            return Err(Error::Unbalanced(fact.metric().key().to_owned()));
        }
    }
    Ok(())
}

/// A number of things: "1 row", "2 rows".
pub(super) fn counted(number: u64, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{number} {thing}s") }
}
