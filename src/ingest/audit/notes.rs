//! What the reader of the figures should know about a file's rows.

use crate::ingest::field::status::Class;
use crate::report::Note;

use super::{Audit, Fact, NO_DATE, NO_LEAD, REPEATS, SOURCE, TOTAL_ROW, counted};

/// How many unreadable rows a note quotes.
const TOLD: usize = 3;

/// How many names a note gives.
const NAMED: usize = 8;

/// Numbers of rows at which ad systems and spreadsheets cut a report off.
const CUTS: [u64; 5] = [1_000, 5_000, 10_000, 65_535, 1_048_575];

impl Audit {
    /// What the reader of the figures should know about this file's rows.
    pub(in crate::ingest) fn notes(&self, file: &str) -> Vec<Note> {
        let mut notes: Vec<(&'static str, String)> = Vec::new();
        self.note_table(&mut |code, message| notes.push((code, message)));
        self.note_rows(&mut |code, message| notes.push((code, message)));
        self.note_leads(&mut |code, message| notes.push((code, message)));
        let named = |(code, message)| Note { code, message: format!("{file}: {message}") };
        notes.into_iter().map(named).collect()
    }

    /// What stands in the file beside its data rows.
    fn note_table(&self, note: &mut dyn FnMut(&'static str, String)) {
        if self.rows == 0 {
            note("no-rows", "has a header and no data rows".to_owned());
        }
        if self.rejected > 0 {
            let told =
                self.problems.iter().take(TOLD).map(|problem| format!("{}: {}", problem.place, problem.what));
            let told = told.collect::<Vec<_>>().join("; ");
            let more = if self.rejected > TOLD as u64 { "; …" } else { "" };
            note(
                "rejected-rows",
                format!("left out: {} that could not be read: {told}{more}", counted(self.rejected, "row")),
            );
        }
        if let Some(left_out) = self.excluded.get(TOTAL_ROW) {
            note("total-rows", self.stated.compared(*left_out));
        }
        if let Some((place, name)) = &self.counted_as_name {
            note(
                "counted-as-name",
                format!(
                    "{place}: {name:?} may be a total, but does not state what the rows add up to; it counts"
                ),
            );
        }
        if let (Some(place), false) = (self.stated.suspect(), self.stated.has_agreeing_total()) {
            note(
                "may-be-total",
                format!(
                    "{place} states what all rows above it add up to; if it is a total, everything is counted twice: take it out"
                ),
            );
        }
        if let Some((place, text)) = &self.footer {
            note(
                "footer",
                format!("left out as no row of the table: {place}, {text:?}, and what is like it"),
            );
        }
        if let Some(rows) = self.excluded.get(NO_LEAD) {
            let rows = counted(*rows, "row");
            note("no-lead", format!("left out: {rows} with nothing but an amount, as totals are"));
        }
        if self.undated > 0 {
            note("undated-rows", format!("in no period: {} without a date", counted(self.undated, "row")));
        }
        if self.repeated_orders > 0 {
            note(
                "repeated-orders",
                format!(
                    "{} among the repeated leads: left out with them",
                    counted(self.repeated_orders, "order")
                ),
            );
        }
        if self.in_micros {
            note("micros", "costs are in millionths, and were divided by 1000000".to_owned());
        }
        if let Some(place) = self.other_table {
            note(
                "another-table",
                format!("another table begins in {place}; it and what follows it is left aside"),
            );
        }
        // Of a lead list no row is stated anywhere else.
        let rows = if self.stated.rows > 0 { self.stated.rows } else { self.rows };
        if CUTS.contains(&rows) {
            let what = "where many systems cut an export off; check that it is whole";
            note("cut-off", format!("has exactly {rows} data rows, {what}"));
        }
        for converted in self.currencies.told() {
            note("converted", converted);
        }
        if self.taxed > 0 {
            note("vat-converted", format!("VAT put in or taken out of {}", counted(self.taxed, "cost")));
        }
        if self.repeated_lines > 0 {
            note(
                "repeated-lines",
                format!(
                    "{} the lead id of the row before, as lines of one deal do; each counts as a lead, \
                     --dedupe lead_id counts a deal once",
                    repeat(self.repeated_lines)
                ),
            );
        }
    }

    /// Rows that are left out, and cells that are not there.
    fn note_rows(&self, note: &mut dyn FnMut(&'static str, String)) {
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
    }

    /// Statuses and orders.
    fn note_leads(&self, note: &mut dyn FnMut(&'static str, String)) {
        let listed = |reasons: &[(u64, String)]| {
            let named = reasons.iter().take(NAMED).map(|(rows, reason)| format!("{reason} ({rows})"));
            let named = named.collect::<Vec<_>>().join(", ");
            match reasons.len().saturating_sub(NAMED) {
                0 => named,
                more => format!("{named} and {more} more"),
            }
        };
        let rejected = self.seen_statuses().into_iter().filter(|(.., class)| *class == Class::Rejected);
        let mut rejected: Vec<(u64, String)> =
            rejected.map(|(rows, status, _)| (rows, format!("{status:?}"))).collect();
        if self.counts_rejected && !rejected.is_empty() {
            note("rejected-counted", format!("counted as leads all the same: {}", listed(&rejected)));
            rejected.clear();
        }
        let by_row = self.excluded.iter().filter(|(reason, _)| is_about_lead(reason));
        rejected.extend(by_row.map(|(reason, rows)| (*rows, reason.clone())));
        if !rejected.is_empty() {
            note("rejected-leads", format!("not counted as leads: {}", listed(&rejected)));
        }
        let mut unknown = self.seen_statuses();
        unknown.retain(|(.., class)| *class == Class::Unknown);
        if !unknown.is_empty() {
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
        if self.orders_without_own_day > 0 {
            let rows = counted(self.orders_without_own_day, "row");
            note(
                "orders-on-lead-day",
                format!(
                    "orders or refunds in {rows} without a day of their own: counted on that of the lead"
                ),
            );
        }
    }

    /// Each status with what it was taken for, the most frequent first.
    pub(in crate::ingest) fn describe_statuses(&self, file: &str) -> Vec<String> {
        let line = |(rows, status, class): (u64, String, Class)| {
            format!("{file}: status {status:?} is taken for: {} ({})", class.meaning(), counted(rows, "row"))
        };
        self.seen_statuses().into_iter().map(line).collect()
    }
}

/// Whether a reason for leaving a row out is about the lead in it.
fn is_about_lead(reason: &str) -> bool {
    reason.starts_with(SOURCE) || reason.starts_with(REPEATS)
}

fn repeat(rows: u64) -> String {
    if rows == 1 { "1 row repeats".to_owned() } else { format!("{rows} rows repeat") }
}
