//! What the cells of a file prove about its decimal marks and the order of its dates.
//!
//! A column's own numbers decide its mark; where they prove nothing, the file's other columns do, if they agree. Nothing is
//! decided by a majority: a column with both marks is refused.

use std::collections::BTreeMap;

use super::Error;
use super::field::date::{self, Order};
use super::field::number::{self, Cell, Mark, Number};
use super::file::{self, File, Place};
use super::plan::Plan;
use super::records::At;
use super::table::header::Header;

/// What was said or proven, column by column.
#[derive(Debug, Clone, Default)]
pub(super) struct Votes {
    /// What the user has said holds for all columns.
    said_mark: Option<Mark>,
    said_order: Option<Order>,
    marks: BTreeMap<usize, Vote<Mark>>,
    orders: BTreeMap<usize, Vote<Order>>,
}

/// What a column proves, and by which cell.
#[derive(Debug, Clone)]
struct Vote<T> {
    proven: T,
    /// The value and its place; none where another column has proven it.
    by: Option<(String, Place)>,
    cells: u64,
}

impl Votes {
    /// What the user has said.
    pub(super) fn said(file: &File) -> Self {
        Self { said_mark: file.settings.mark, said_order: file.settings.date_order, ..Self::default() }
    }

    /// The decimal mark of a column, as far as it is known.
    pub(super) fn mark(&self, column: usize) -> Option<Mark> {
        self.said_mark.or_else(|| self.marks.get(&column).map(|vote| vote.proven))
    }

    /// The order of a column's dates, as far as it is known.
    pub(super) fn order(&self, column: usize) -> Option<Order> {
        self.said_order.or_else(|| self.orders.get(&column).map(|vote| vote.proven))
    }

    /// Whether the user has said the mark.
    pub(super) fn mark_is_said(&self) -> bool {
        self.said_mark.is_some()
    }

    /// Whether the user has said the order.
    pub(super) fn order_is_said(&self) -> bool {
        self.said_order.is_some()
    }

    /// Takes a number for evidence; the other mark in the same column is an error.
    pub(super) fn note_mark(
        &mut self,
        file: &File,
        column: usize,
        mark: Mark,
        value: &str,
        row: &At,
    ) -> Result<(), Error> {
        match note(&mut self.marks, file, column, mark, value, row) {
            Ok(()) => Ok(()),
            Err((here, there)) => {
                let (point, comma) = if mark == Mark::Point { (here, there) } else { (there, here) };
                let column = file.raw_headers()[column].clone();
                Err(Error::BothMarks { file: file.name.clone(), column, point, comma })
            }
        }
    }

    /// Takes a number for evidence that shows what its column has shown before; whether it does.
    pub(super) fn confirm_mark(&mut self, column: usize, mark: Mark) -> bool {
        match self.marks.get_mut(&column) {
            Some(vote) if vote.proven == mark => {
                vote.cells += 1;
                true
            }
            _ => false,
        }
    }

    /// Takes a date for evidence; the other order in the same column is an error.
    pub(super) fn note_order(
        &mut self,
        file: &File,
        column: usize,
        order: Order,
        value: &str,
        row: &At,
    ) -> Result<(), Error> {
        match note(&mut self.orders, file, column, order, value, row) {
            Ok(()) => Ok(()),
            Err((here, there)) => {
                let (day, month) = if order == Order::DayFirst { (here, there) } else { (there, here) };
                let column = file.raw_headers()[column].clone();
                Err(Error::BothOrders { file: file.name.clone(), column, day, month })
            }
        }
    }

    /// Whether these say nothing else of any column.
    pub(super) fn agree_with(&self, later: &Self) -> bool {
        fn agree<T: Copy + PartialEq>(
            ours: &BTreeMap<usize, Vote<T>>,
            later: &BTreeMap<usize, Vote<T>>,
        ) -> bool {
            later.iter().all(|(column, vote)| ours.get(column).is_none_or(|our| our.proven == vote.proven))
        }
        agree(&self.marks, &later.marks) && agree(&self.orders, &later.orders)
    }

    /// Takes over what was proven from here on; what was proven before stays.
    pub(super) fn go_on(&mut self, later: Self, here: &At) {
        fn go_on<T>(ours: &mut BTreeMap<usize, Vote<T>>, later: BTreeMap<usize, Vote<T>>, here: &At) {
            for (column, vote) in later {
                let by = vote.by.map(|(value, place)| (value, place.counted_from(here)));
                ours.entry(column).or_insert(Vote { by, ..vote });
            }
        }
        go_on(&mut self.marks, later.marks, here);
        go_on(&mut self.orders, later.orders, here);
    }

    /// What was found, in words.
    pub(super) fn describe(&self, plan: &Plan) -> String {
        let mut marks: Vec<&str> =
            plan.numbers().iter().filter_map(|column| self.mark(*column)).map(Mark::name).collect();
        marks.sort_unstable();
        marks.dedup();
        let mut text = match &marks[..] {
            [] => "whole numbers only".to_owned(),
            marks => format!("decimal {}", marks.join(" and ")),
        };
        let orders = plan.dates();
        let mut orders: Vec<&str> =
            orders.iter().filter_map(|column| self.order(*column)).map(Order::name).collect();
        orders.sort_unstable();
        orders.dedup();
        if !orders.is_empty() {
            text += ", dates ";
            text += &orders.join(" and ");
        }
        text
    }

    /// Why a column's numbers or dates are read as they are.
    pub(super) fn evidence(&self, column: usize) -> Option<String> {
        let words = |name: String, by: Option<&(String, Place)>, cells: u64| match by {
            Some((value, place)) if cells > 1 => format!("{name}: {value} in {place} and {} more", cells - 1),
            Some((value, place)) => format!("{name}: {value} in {place}"),
            None => format!("{name}: as in other columns"),
        };
        if let Some(vote) = self.marks.get(&column) {
            return Some(words(format!("decimal {}", vote.proven.name()), vote.by.as_ref(), vote.cells));
        }
        let vote = self.orders.get(&column)?;
        Some(words(format!("dates {}", vote.proven.name()), vote.by.as_ref(), vote.cells))
    }
}

/// Notes evidence; where the column has proven another thing before, gives this evidence and that.
fn note<T: Copy + PartialEq>(
    votes: &mut BTreeMap<usize, Vote<T>>,
    file: &File,
    column: usize,
    proven: T,
    value: &str,
    row: &At,
) -> Result<(), (String, String)> {
    let here = || (format!("{:?}", file::shortened(number::text(value).trim())), file.place(row));
    let told = |(value, place): &(String, Place)| format!("{value} in {place}");
    match votes.get_mut(&column) {
        None => {
            votes.insert(column, Vote { proven, by: Some(here()), cells: 1 });
            Ok(())
        }
        Some(vote) if vote.proven == proven => {
            vote.cells += 1;
            Ok(())
        }
        Some(vote) => Err((told(&here()), vote.by.as_ref().map_or_else(|| "other columns".to_owned(), told))),
    }
}

/// Looks through the whole file for what its cells prove.
pub(super) fn survey(file: &File) -> Result<Votes, Error> {
    let mut votes = Votes::said(file);
    let (numbers, dates) = (file.plan.numbers(), file.plan.dates());
    // Columns that are not taken from can say which marks the file is written with, if they hold nothing but numbers.
    let mut bystanders: Vec<Bystander> = vec![Bystander::default(); file.raw_headers().len()];
    let says_unit = |header: &Header| header.currency.is_some() || header.normal.contains('%');
    let of_numbers: Vec<bool> = file.headers.iter().map(says_unit).collect();
    file.for_each_row(|record, row| {
        for (place, cell) in record.iter().enumerate().take(bystanders.len()) {
            if numbers.contains(&place) {
                match number::read(cell, None) {
                    Ok(Cell::Number(Number { proven: Some(mark), .. })) => {
                        votes.note_mark(file, place, mark, cell, row)?;
                    }
                    Ok(Cell::Undecided) if file.plan.is_whole(place) => {
                        votes.note_mark(file, place, number::mark_of_whole(cell), cell, row)?;
                    }
                    _ => {}
                }
            } else if dates.contains(&place) {
                if let Ok(date::Cell::At(_, Some(order))) = date::read(number::text(cell), None) {
                    votes.note_order(file, place, order, cell, row)?;
                }
            } else {
                bystanders[place].note(cell, of_numbers[place]);
            }
        }
        Ok(())
    })?;
    let agreed = agreed(votes.marks.values().map(|vote| vote.proven))
        .or_else(|| agreed(bystanders.into_iter().filter_map(Bystander::proves)));
    for column in numbers {
        if let Some(mark) = agreed {
            votes.marks.entry(column).or_insert(Vote { proven: mark, by: None, cells: 0 });
        }
    }
    let agreed = self::agreed(votes.orders.values().map(|vote| vote.proven));
    for column in dates {
        if let Some(order) = agreed {
            votes.orders.entry(column).or_insert(Vote { proven: order, by: None, cells: 0 });
        }
    }
    Ok(votes)
}

/// The one thing that all of them say; none where they differ, or where there is none.
fn agreed<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// A column that nothing is taken from.
#[derive(Debug, Clone, Copy, Default)]
struct Bystander {
    proven: Option<Mark>,
    /// It holds something that is no number, or both marks.
    is_useless: bool,
}

impl Bystander {
    /// Clocks, versions and days without a year look like numbers too, so only rates and amounts of money count.
    fn note(&mut self, cell: &str, is_of_numbers: bool) {
        if self.is_useless {
            return;
        }
        let text = cell.trim();
        let (text, is_rate) = match text.strip_suffix('%') {
            Some(text) => (text, true),
            None => (text, false),
        };
        match number::read(text, None) {
            Ok(Cell::Number(Number { proven: Some(mark), currency, .. })) => {
                let has_both = text.contains('.') && text.contains(',');
                if is_of_numbers || is_rate || has_both || currency.is_some() {
                    self.is_useless = self.proven.is_some_and(|other| other != mark);
                    self.proven = Some(mark);
                }
            }
            Ok(_) => {}
            Err(_) => self.is_useless = true,
        }
    }

    fn proves(self) -> Option<Mark> {
        self.proven.filter(|_| !self.is_useless)
    }
}
