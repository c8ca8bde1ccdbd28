//! Total rows: never counted, and held against the sum of the rows.
//!
//! Some say what they are (`Total: Account`, `Итого`), others only by having no name where all rows have one. The former are left
//! out wherever they stand. The latter, and those whose label may be a name, are totals where they state what the rows before them
//! (or, of the first row, all others) add up to. Spend without a name is what states less; what states more, first or last in the
//! table, is refused.

use crate::core::decimal::Decimal;
use crate::core::fact::Fact;
use crate::core::tally::Side;
use crate::ingest::audit::{AsStated, Problem, Stated};
use crate::ingest::field::number::{self, Cell};
use crate::ingest::records::{At, Index, Record, Records};

use super::{RowReader, Stop};

/// What total rows are called, in lower case and without what follows a colon.
const LABELS: [&str; 32] = [
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
    "totaal",
    "toplam",
    "razem",
    "gesamt",
    "gesamtsumme",
    "gesamtergebnis",
    "summe",
    "итого",
    "итог",
    "всего",
    "общий итог",
    "average",
    "averages",
    "среднее",
    "合計",
    "总计",
];

/// Words after which anything may follow: nothing but a total begins so.
const CERTAIN: [&str; 15] = [
    "итого за ",
    "итого по ",
    "итого с ",
    "всего за ",
    "всего по ",
    "всего с ",
    "grand total ",
    "grand totals ",
    "total for ",
    "totals for ",
    "total - ",
    "total – ",
    "total (",
    "totals (",
    "gesamt – ",
];

/// Words that a total may begin with, and a name as well: what the row states decides.
const LIKELY: [&str; 14] = [
    "total ",
    "totals ",
    "totale ",
    "totaal ",
    "toplam ",
    "gesamt ",
    "summe ",
    "sum",
    "overall",
    "итого ",
    "всего ",
    "сумма",
    "results from",
    "итог ",
];

/// Words that a total of a group ends with, as a pivot table writes them: `Google Total`.
const LIKELY_ENDS: [&str; 5] = [" total", " subtotal", " итог", " итого", " gesamt"];

/// How all of them begin.
const BEGINNINGS: [[&str; 2]; 18] = [
    ["tot", "TOT"],
    ["gran", "GRAN"],
    ["subt", "SUBT"],
    ["gesa", "GESA"],
    ["sum", "SUM"],
    ["repo", "REPO"],
    ["resu", "RESU"],
    ["razem", "RAZEM"],
    ["top", "TOP"],
    ["acco", "ACCO"],
    ["aver", "AVER"],
    ["over", "OVER"],
    ["ито", "ИТО"],
    ["все", "ВСЕ"],
    ["общ", "ОБЩ"],
    ["сум", "СУМ"],
    ["сре", "СРЕ"],
    ["合", "总"],
];

/// Averages that stand beside a total in its label.
const ENDINGS: [&str; 4] = [" и средние", "/средние", " и среднее", " / средние"];

/// What a cell says that its row is.
#[derive(Debug, PartialEq, Eq)]
enum Label {
    /// `Total: Account`: nothing but a total is called that.
    Certain,
    /// `Total` alone, or with words that belong to it; beside other names it may be a name or a search term itself.
    Bare,
    /// `Total Energies`, which may be a total: it depends on what the row states.
    Likely,
}

/// Rows without any name, until it is clear what they are.
#[derive(Debug)]
pub(super) struct Nameless {
    /// The first row of the table.
    first: Option<Held>,
    /// The last one so far.
    last: Option<Held>,
    /// Whether the next row is the first of the table.
    pub(super) is_first_row: bool,
}

impl Nameless {
    pub(super) fn new() -> Self {
        Self { first: None, last: None, is_first_row: true }
    }

    /// Whether the next data row decides what a row before it is, or is the first of the table.
    pub(super) fn is_open(&self) -> bool {
        self.is_first_row || self.last.is_some()
    }
}

#[derive(Debug)]
struct Held {
    text: String,
    place: At,
}

/// Whether a text ends as the total of a group does; the last byte turns most of them away.
fn ends_as_label(cell: &str) -> Option<Label> {
    let text = cell.trim_end();
    if !can_end(*text.as_bytes().last()?) || text.len() > 200 {
        return None;
    }
    let text = text.to_lowercase();
    LIKELY_ENDS.iter().any(|end| text.ends_with(end)).then_some(Label::Likely)
}

/// Whether a text begins with these letters, each of them small or a capital.
fn begins_with(text: &str, [small, capital]: [&str; 2]) -> bool {
    let mut letters = text.chars();
    small
        .chars()
        .zip(capital.chars())
        .all(|(small, capital)| letters.next().is_some_and(|letter| letter == small || letter == capital))
}

/// Whether a cell names a total.
pub(in crate::ingest) fn is_label(cell: &str) -> bool {
    label(cell).is_some_and(|label| label != Label::Likely)
}

/// Whether the name of a total may begin with this byte, if it begins with a letter or a digit.
#[inline]
pub(super) fn may_begin_label(first: u8) -> bool {
    can_begin(first)
}

/// Whether the name of a total may end with this byte, perhaps that of a blank behind it.
#[inline]
pub(super) fn may_end_label(last: u8) -> bool {
    MAY_END[usize::from(last)]
}

static MAY_END: [bool; 256] = {
    let mut may = [false; 256];
    let mut byte = 0_u8;
    while byte < u8::MAX {
        may[byte as usize] = can_end(byte) || byte.is_ascii_whitespace() || !byte.is_ascii();
        byte += 1;
    }
    may
};

/// Whether a label may begin with this byte, or a blank before it.
const fn can_begin(byte: u8) -> bool {
    matches!(
        byte.to_ascii_lowercase(),
        b't' | b'g' | b's' | b'r' | b'a' | b'o' | b' ' | b'-' | 0xc2 | 0xd0 | 0xd1 | 0xe2 | 0xe5 | 0xe6
    )
}

/// Whether the label of a group's total may end with this byte.
const fn can_end(byte: u8) -> bool {
    matches!(byte, b'l' | b'L' | b't' | b'T' | 0xb3 | 0x93 | 0xbe | 0x9e)
}

fn label(cell: &str) -> Option<Label> {
    // Every cell of every row is asked: the first byte turns most of them away, and the first letters almost all others.
    if !cell.as_bytes().first().is_some_and(|byte| can_begin(*byte)) {
        return ends_as_label(cell);
    }
    let is_frame = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '=' | '*');
    let text = cell.trim_matches(is_frame);
    if !BEGINNINGS.into_iter().any(|beginning| begins_with(text, beginning)) || text.len() > 200 {
        return ends_as_label(cell);
    }
    let text = text.to_lowercase();
    let (name, is_followed) = match text.split_once(':') {
        Some((name, rest)) => (name.trim_end(), !rest.trim().is_empty()),
        None => (text.as_str(), false),
    };
    let (name, has_ending) = match ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)) {
        Some(name) => (name, true),
        None => (name, false),
    };
    // Total of 8 results
    let counts_results =
        text.strip_prefix("total of ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let is_certain = |text: &str| CERTAIN.iter().any(|beginning| text.starts_with(beginning));
    if LABELS.contains(&name) {
        return Some(if is_followed || has_ending { Label::Certain } else { Label::Bare });
    }
    if counts_results {
        return Some(Label::Certain);
    }
    // Всего кампаний: 2
    let counts_things =
        text.contains(':') && ["итого ", "всего "].iter().any(|beginning| text.starts_with(beginning));
    if is_certain(&text) || counts_things {
        return Some(Label::Bare);
    }
    let is_word = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let mut rests =
        LIKELY.iter().filter_map(|beginning| text.strip_prefix(beginning).map(|rest| (beginning, rest)));
    rests.any(|(beginning, rest)| beginning.ends_with(' ') || is_word(rest)).then_some(Label::Likely)
}

impl RowReader<'_> {
    /// Whether a row says that it is a total. It is in the books then.
    pub(super) fn is_total(&mut self, cells: &Record<'_>, place: &At) -> Result<bool, Stop> {
        // A deal may be called anything, so in a list of leads only a row that begins with a label can be a total.
        let looked_at = match self.file.side {
            Side::Statistics => cells.len(),
            _ => cells.iter().position(|cell| !cell.trim().is_empty()).map_or(0, |first| first + 1),
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
        // Whether the row says of itself where it belongs, as a data row does.
        let belongs = if self.file.side == Side::Statistics {
            plan.describing.iter().any(is_filled)
        } else {
            let of_a_lead = [plan.status, plan.lead_id, plan.closed_at].into_iter().flatten();
            let mut places = of_a_lead.chain(plan.dates()).chain(plan.source.iter().copied());
            places.any(|column| is_filled(&column))
        };
        let figures = || self.figures(cells);
        let is_total = match (self.file.side, &label, belongs) {
            (Side::Leads, Label::Likely, _) => false,
            (Side::Leads, ..) => !belongs,
            (_, Label::Certain, _) | (_, Label::Bare, false) => true,
            (_, Label::Likely, false) => self.so_far()?.is_sum(&figures()),
            (_, Label::Bare, true) if self.so_far()?.is_whole_sum(&figures()) => true,
            (_, Label::Bare, true) if self.so_far()?.is_sum(&figures()) => {
                let what = format!(
                    "{text:?} looks like a subtotal, which would count its rows again, or like a name; \
                     take the row out, or write the name differently"
                );
                return Err(Problem { place: self.file.place(place), what }.into());
            }
            (_, Label::Bare | Label::Likely, true) => false,
        };
        if is_total {
            self.state_total(text.to_owned(), cells, place);
        } else if self.file.side == Side::Statistics
            && plan.describing.contains(&labelled)
            && (label == Label::Bare || !belongs)
        {
            let place = self.file.place(place);
            self.course.audit.counted_as_name.get_or_insert((place, text.to_owned()));
        }
        Ok(is_total)
    }

    /// What the rows before add up to, where all of them are known.
    fn so_far(&self) -> Result<&AsStated, Stop> {
        if self.course.is_assumed { Err(Stop::TooEarly) } else { Ok(&self.course.audit.stated) }
    }

    /// What a row states in the columns that are added up.
    pub(super) fn figures(&self, cells: &Record<'_>) -> [Option<Decimal>; Fact::ALL.len()] {
        let mut figures = AsStated::nothing();
        for (fact, column) in &self.file.plan.sums {
            figures[*fact as usize] = self.stated(*column, cells.get(*column).unwrap_or_default());
        }
        figures
    }

    /// Puts a total row into the books.
    fn state_total(&mut self, label: String, cells: &Record<'_>, place: &At) {
        let sums = &self.file.plan.sums;
        let figures =
            sums.iter().map(|(fact, column)| (*fact, cells.get(*column).unwrap_or_default().to_owned()));
        self.course.audit.total(Stated {
            label,
            place: self.file.place(place),
            cells: figures.collect(),
            figures: Vec::new(),
        });
    }

    /// Whether a report's row has no name at all, where its file has names.
    pub(super) fn is_nameless(&self, cells: &Record<'_>) -> bool {
        let describing = &self.file.plan.describing;
        let is_empty =
            |column: &usize| number::is_missing(number::text(cells.get(*column).unwrap_or_default()).trim());
        !describing.is_empty() && describing.iter().all(is_empty)
    }

    /// Takes a row without a name for a total if it states what the rows before it add up to. Otherwise it is kept until it is
    /// clear whether it stands first or last.
    pub(super) fn hold_nameless(&mut self, cells: &Record<'_>, place: &At) -> Result<(), Stop> {
        self.release_nameless()?;
        if self.so_far()?.is_sum(&self.figures(cells)) {
            self.state_total(String::new(), cells, place);
            return Ok(());
        }
        let held = Held { text: cells.as_it_stands().to_owned(), place: *place };
        if self.course.nameless.is_first_row {
            self.course.nameless.first = Some(held);
        } else {
            self.course.nameless.last = Some(held);
        }
        self.course.nameless.is_first_row = false;
        Ok(())
    }

    /// Another row follows: one without a name that was kept is not the last.
    pub(super) fn release_nameless(&mut self) -> Result<(), Stop> {
        self.course.has_data = true;
        match self.course.nameless.last.take() {
            Some(held) => self.count_nameless(&held),
            None => Ok(()),
        }
    }

    fn count_nameless(&mut self, held: &Held) -> Result<(), Stop> {
        let mut index = Index::default();
        let mut records = Records::new(&held.text, self.file.dialect.delimiter, held.place, &mut index);
        let Some(cells) = records.next() else { return Ok(()) };
        match self.statistics(cells, &held.place) {
            Ok(()) => Ok(()),
            Err(stop) => self.book(cells, &held.place, stop),
        }
    }

    /// The table has ended: its first and last row, if they have no name, are totals, or spend without a name, or nobody can tell.
    pub(super) fn settle_nameless(&mut self) -> Result<(), Stop> {
        for held in
            [self.course.nameless.first.take(), self.course.nameless.last.take()].into_iter().flatten()
        {
            let mut index = Index::default();
            let mut records = Records::new(&held.text, self.file.dialect.delimiter, held.place, &mut index);
            let Some(cells) = records.next() else { continue };
            let figures = self.figures(cells);
            if self.course.audit.stated.is_sum(&figures) {
                self.state_total(String::new(), cells, &held.place);
            } else if self.course.audit.stated.is_more(&figures) {
                let what = "has no name and states more than all other rows together: a total would be left out, spend without \
                            a name counted; give it a name, or take it out"
                    .to_owned();
                self.course.audit.rejected(Problem { place: self.file.place(&held.place), what });
            } else {
                self.count_nameless(&held)?;
            }
        }
        Ok(())
    }

    /// Reads the figures of total rows, now that it is known how numbers are written in their columns.
    pub(super) fn check_totals(&mut self) {
        let mut totals = std::mem::take(&mut self.course.audit.stated.totals);
        for total in &mut totals {
            let column = |fact: Fact| self.file.plan.sums.iter().find(|(other, _)| *other == fact);
            let read = |(fact, cell): &(Fact, String)| Some((*fact, self.stated(column(*fact)?.1, cell)?));
            total.figures = total.cells.iter().filter_map(read).collect();
        }
        self.course.audit.stated.totals = totals;
    }

    /// A number as it stands in the file, to be compared with the file's own totals.
    pub(super) fn stated(&self, column: usize, cell: &str) -> Option<Decimal> {
        match number::read(cell, self.course.votes.mark(column)) {
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
            "Итого: 5",
            "Итого и средние",
            "Итого/средние",
            "Gesamt: Konto",
            "Total of 8 results",
        ] {
            assert_eq!(label(certain), Some(Label::Certain), "{certain}");
        }
        for bare in [
            "Total",
            "Итого:",
            "Итого",
            "ВСЕГО",
            "Grand total",
            "Subtotal",
            " Totale ",
            "— Total —",
            "Итого за период",
            "Grand Totals (5700 records)",
            "Total (2 campaigns)",
            "Всего кампаний: 2",
            "Среднее",
        ] {
            assert_eq!(label(bare), Some(Label::Bare), "{bare}");
        }
        for likely in [
            "Google Total",
            "Яндекс Итог",
            "Итого выгодно",
            "Total Energies",
            "Сумма",
            "Summe der Kampagnen",
            "Overall",
        ] {
            assert_eq!(label(likely), Some(Label::Likely), "{likely}");
        }
        for name in ["Totally new", "Итоговая", "Summer", "", "--", "All", "Search"] {
            assert!(label(name).is_none(), "{name}");
        }
    }
}
