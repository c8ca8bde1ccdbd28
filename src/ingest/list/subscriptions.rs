//! Subscriptions: one a row, from its first day to its last.

use crate::core::fact::Fact;
use crate::core::subscription::{Subscribers, Subscription};
use crate::core::tally::Side;
use crate::ingest::progress::Progress;
use crate::ingest::settings::FileRequest;
use crate::ingest::{Error, Request};
use crate::report::{Note, Source};

use super::{List, Lists, Row, Stop, Taken};

/// Subscriptions that were read.
#[derive(Debug)]
pub struct Subscriptions {
    /// Those of each customer.
    pub subscribers: Subscribers,
    /// The currency that they are paid in, where a file names one.
    pub currency: Option<String>,
    /// What became of each file's rows.
    pub sources: Vec<Source>,
    /// What the reader of the figures should know.
    pub notes: Vec<Note>,
    /// How each file was understood.
    pub details: Vec<String>,
}

/// Reads subscriptions. A customer is known by its id as it is written.
///
/// **Errors**: [`Error`], when a file cannot be read or understood, or more rows are unreadable than are put up with.
pub fn read(request: &Request, given: &[FileRequest], progress: &Progress) -> Result<Subscriptions, Error> {
    let begin = |_: &_| Ok(Subscribers::default());
    let Lists { whole, currency, sources, notes, details } =
        super::read(request, Side::Subscriptions, given, progress, begin)?;
    Ok(Subscriptions { subscribers: whole.unwrap_or_default(), currency, sources, notes, details })
}

impl List for Subscribers {
    fn take(&mut self, row: &mut Row<'_, '_>) -> Result<Taken, Stop> {
        let plan = &row.file().plan;
        let lacks = |what: &str| format!("has no {what}");
        let customer = row.first(&plan.customer);
        if customer.is_empty() {
            return Err(row.is_wrong(lacks("customer")));
        }
        let (Some(start), Some(end), Some(amount)) = (plan.of_lists.start, plan.of_lists.end, plan.amount)
        else {
            return Err(row.is_wrong(lacks("start, end and amount")));
        };
        let Some(first) = row.day(start)? else { return Err(row.problem(start, "a day to start on")) };
        let last = row.day(end)?;
        if last.is_some_and(|last| last < first) {
            return Err(row.problem(end, &format!("a day on or after {first}, when it starts")));
        }
        let Some(amount) = row.amount(Fact::Revenue, amount, Some(first))? else {
            return Err(row.is_wrong(lacks("monthly amount")));
        };
        if amount.is_sign_negative() && !amount.is_zero() {
            let column = plan.amount.unwrap_or_default();
            return Err(row.problem(column, "an amount of 0 or more"));
        }
        self.add(customer, Subscription { first, last, amount });
        Ok(Taken::Used)
    }

    fn merge(&mut self, later: Self) -> Result<(), Error> {
        Self::merge(self, later);
        Ok(())
    }
}
