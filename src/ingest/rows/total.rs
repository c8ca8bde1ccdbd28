//! Total rows: never counted, and held against the sum of the rows.
//!
//! Some say what they are (`Total: Account`, `Итого`), others only by having no name where all rows have one. The former are left
//! out wherever they stand. The latter are taken for totals only first or last in the table, and only if the rest does not add up
//! to more: elsewhere a row without a name is spend without a name.

use csv::{Position, StringRecord};

use crate::core::decimal::Decimal;
use crate::core::fact::Fact;
use crate::core::tally::Side;
use crate::ingest::Error;
use crate::ingest::audit::{Problem, Stated};
use crate::ingest::field::number::{self, Cell};

use super::{RowReader, Stop};

/// What total rows are called, in lower case and without what follows a colon.
const LABELS: [&str; 24] = [
    "total",
    "totals",
    "grand total",
    "grand totals",
    "subtotal",
    "subtotals",
    "report total",
    "account total",
    "overall total",
    "totale",
    "totale complessivo",
    "totales",
    "total general",
    "total geral",
    "total général",
    "totaux",
    "gesamt",
    "gesamtsumme",
    "gesamtergebnis",
    "summe",
    "итого",
    "итог",
    "всего",
    "общий итог",
];

/// How all of them begin.
const BEGINNINGS: [[&str; 2]; 11] = [
    ["tota", "TOTA"],
    ["gran", "GRAN"],
    ["subt", "SUBT"],
    ["gesa", "GESA"],
    ["summ", "SUMM"],
    ["repo", "REPO"],
    ["acco", "ACCO"],
    ["over", "OVER"],
    ["ито", "ИТО"],
    ["все", "ВСЕ"],
    ["общ", "ОБЩ"],
];

/// Averages that stand beside a total in its label.
const ENDINGS: [&str; 4] = [" и средние", "/средние", " и среднее", " / средние"];

/// What a cell says that its row is: `Total: Account` is a label with something behind it, `Total` may be a name.
enum Label {
    /// Nothing but a total is called that.
    Certain,
    /// `Total` alone, which may also be the name of a company.
    Bare,
}

/// Rows without any name, until it is clear what they are.
#[derive(Debug, Default)]
pub(super) struct Nameless {
    /// The first row of the table.
    first: Option<Held>,
    /// The last one so far.
    last: Option<Held>,
    /// Whether the table has had a row.
    has_begun: bool,
}

#[derive(Debug)]
struct Held {
    cells: StringRecord,
    place: Position,
}

/// Whether a text begins with these letters, each of them small or a capital.
fn begins_with(text: &str, [small, capital]: [&str; 2]) -> bool {
    let mut letters = text.chars();
    small
        .chars()
        .zip(capital.chars())
        .all(|(small, capital)| letters.next().is_some_and(|letter| letter == small || letter == capital))
}

/// Whether a line of a single cell names a total: there is nothing to compare in it.
pub(super) fn is_label(cell: &str) -> bool {
    label(cell).is_some()
}

fn label(cell: &str) -> Option<Label> {
    // Every cell of every row is asked: the first byte turns most of them away, and the first letters almost all others.
    let text = cell.trim_start();
    let can_begin = |byte: &u8| {
        matches!(
            byte,
            b't' | b'T' | b'g' | b'G' | b's' | b'S' | b'r' | b'R' | b'a' | b'A' | b'o' | b'O' | 0xd0
        )
    };
    if !text.as_bytes().first().is_some_and(can_begin) {
        return None;
    }
    if !BEGINNINGS.into_iter().any(|beginning| begins_with(text, beginning)) || text.len() > 200 {
        return None;
    }
    let text = text.trim_end().to_lowercase();
    let (name, rest) = match text.split_once(':') {
        Some((name, rest)) => (name.trim_end(), Some(rest.trim())),
        None => (text.as_str(), None),
    };
    let name = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
    // Grand Totals (5700 records)
    let name = match name.split_once(" (") {
        Some((name, inside)) if inside.ends_with(" records)") || inside.ends_with(" rows)") => name,
        _ => name,
    };
    // Total of 8 results
    let counts_results =
        text.strip_prefix("total of ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if !LABELS.contains(&name) && !counts_results {
        return None;
    }
    let is_bare = rest.is_none_or(str::is_empty) && matches!(name, "total" | "summe" | "gesamt");
    Some(if is_bare { Label::Bare } else { Label::Certain })
}

impl RowReader<'_> {
    /// Whether a row says that it is a total. It is in the books then.
    pub(super) fn is_total(&mut self, cells: &StringRecord, place: &Position) -> Result<bool, Stop> {
        // A deal may be called anything, so in a list of leads only a row that begins with a label can be a total.
        let looked_at = match self.file.side {
            Side::Statistics => cells.len(),
            Side::Leads => cells.iter().position(|cell| !cell.trim().is_empty()).map_or(0, |first| first + 1),
        };
        let labels = cells.iter().take(looked_at).enumerate();
        let Some((labelled, label)) = labels.into_iter().find_map(|(at, cell)| Some((at, label(cell)?)))
        else {
            return Ok(false);
        };
        let plan = &self.file.plan;
        let text = cells.get(labelled).unwrap_or_default().trim();
        let is_filled = |column: &usize| {
            let cell = cells.get(*column).unwrap_or_default().trim();
            *column != labelled && !number::is_missing(cell) && self::label(cell).is_none()
        };
        match self.file.side {
            // And only if it has nothing of a lead.
            Side::Leads => {
                let of_a_lead =
                    [plan.status, plan.lead_id, plan.closed_at].into_iter().flatten().chain(plan.dates());
                if of_a_lead.chain(plan.source.iter().copied()).any(|column| is_filled(&column)) {
                    return Ok(false);
                }
            }
            Side::Statistics if matches!(label, Label::Bare) && plan.describing.iter().any(is_filled) => {
                let what = format!(
                    "{text:?} looks like a subtotal, which would count its rows again, or like a name; \
                     take the row out, or write the name differently"
                );
                return Err(Problem { place: self.file.place(place), what }.into());
            }
            Side::Statistics => {}
        }
        self.state_total(text.to_owned(), cells, place);
        Ok(true)
    }

    /// Puts a total row into the books.
    fn state_total(&mut self, label: String, cells: &StringRecord, place: &Position) {
        let sums = &self.file.plan.sums;
        let figures =
            sums.iter().map(|(fact, column)| (*fact, cells.get(*column).unwrap_or_default().to_owned()));
        self.audit.total(Stated {
            label,
            place: self.file.place(place),
            cells: figures.collect(),
            figures: Vec::new(),
        });
    }

    /// Whether a report's row has no name at all, where its file has names.
    pub(super) fn is_nameless(&self, cells: &StringRecord) -> bool {
        let describing = &self.file.plan.describing;
        let is_empty =
            |column: &usize| number::is_missing(number::text(cells.get(*column).unwrap_or_default()).trim());
        !describing.is_empty() && describing.iter().all(is_empty)
    }

    /// Keeps a row without a name until it is clear whether it stands first or last.
    pub(super) fn hold_nameless(&mut self, cells: &StringRecord, place: &Position) -> Result<(), Stop> {
        let held = Held { cells: cells.clone(), place: place.clone() };
        if !self.nameless.has_begun {
            self.nameless.has_begun = true;
            self.nameless.first = Some(held);
            return Ok(());
        }
        self.release_nameless()?;
        self.nameless.last = Some(held);
        Ok(())
    }

    /// Another row follows: one without a name that was kept is not the last.
    pub(super) fn release_nameless(&mut self) -> Result<(), Error> {
        self.nameless.has_begun = true;
        match self.nameless.last.take() {
            Some(held) => self.count_nameless(&held),
            None => Ok(()),
        }
    }

    fn count_nameless(&mut self, held: &Held) -> Result<(), Error> {
        let outcome = self.statistics(&held.cells, &held.place);
        self.book(&held.cells, &held.place, outcome)
    }

    /// The table has ended: its first and last row, if they have no name, are totals or they are not.
    pub(super) fn settle_nameless(&mut self) -> Result<(), Error> {
        for held in [self.nameless.first.take(), self.nameless.last.take()].into_iter().flatten() {
            if self.adds_up(&held.cells) {
                self.state_total(String::new(), &held.cells, &held.place);
            } else {
                self.count_nameless(&held)?;
            }
        }
        Ok(())
    }

    /// Whether a row can be the total of all others: it states no less than they add up to.
    fn adds_up(&self, cells: &StringRecord) -> bool {
        let sums = &self.file.plan.sums;
        let spend = sums.iter().find(|(fact, _)| *fact == Fact::Spend).or_else(|| sums.first());
        let Some((fact, column)) = spend else { return false };
        let stated = self.stated(*column, cells.get(*column).unwrap_or_default());
        stated.is_some_and(|stated| self.audit.stated.is_no_more_than(*fact, stated))
    }

    /// Reads the figures of total rows, now that it is known how numbers are written in their columns.
    pub(super) fn check_totals(&mut self) {
        let mut totals = std::mem::take(&mut self.audit.stated.totals);
        for total in &mut totals {
            let column = |fact: Fact| self.file.plan.sums.iter().find(|(other, _)| *other == fact);
            let read = |(fact, cell): &(Fact, String)| Some((*fact, self.stated(column(*fact)?.1, cell)?));
            total.figures = total.cells.iter().filter_map(read).collect();
        }
        self.audit.stated.totals = totals;
    }

    /// A number as it stands in the file, to be compared with the file's own totals.
    pub(super) fn stated(&self, column: usize, cell: &str) -> Option<Decimal> {
        match number::read(cell, self.votes.mark(column)) {
            Ok(Cell::Number(number)) => Some(number.value),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_say_that_they_are_and_names_do_not() {
        for known in LABELS {
            assert!(label(known).is_some(), "{known}");
        }
        for certain in [
            "Total: Account",
            "Total : campagnes",
            "Total: Performance Max",
            "Итого:",
            "Итого",
            "ВСЕГО",
            "Итого и средние",
            "Итого/средние",
            "Grand total",
            "Grand Totals (5700 records)",
            "Gesamt: Konto",
            "Subtotal",
            " Totale ",
            "Total of 8 results",
        ] {
            assert!(matches!(label(certain), Some(Label::Certain)), "{certain}");
        }
        assert!(matches!(label("Total"), Some(Label::Bare)));
        for name in ["Total Energies", "Totally new", "Итоговая", "Summer", "", "--", "All", "Search"]
        {
            assert!(label(name).is_none(), "{name}");
        }
    }
}
