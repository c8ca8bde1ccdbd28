//! A file's rows: cells to figures, figures to the tally of the row's group, and every row into the books.

use std::borrow::Cow;

use csv::{Position, StringRecord};

use crate::core::decimal::{self, Decimal};
use crate::core::fact::{Fact, FactSet};
use crate::core::metric::{FigureOverflow, Unit};
use crate::core::tally::Side;

use super::audit::{Audit, NO_DATE, Problem, counted};
use super::date::{self, Moment};
use super::file::{Evidence, File};
use super::fold::Fold;
use super::number::{self, Cell, Mark};
use super::plan::NameFrom;
use super::status::Class;
use super::{Dimension, Error, Request};

/// Reads a file's rows. A number that can be read in two ways sends it back for a look at the whole file.
pub(super) fn read(request: &Request, file: &File) -> Result<(Fold, Audit, Option<Mark>), Error> {
    match RowReader::new(request, file, request.mark).read() {
        Err(Error::UndecidedMark { line, column, value, .. }) => match file.survey()? {
            Some(mark) => RowReader::new(request, file, Some(mark)).read(),
            None => Err(Error::UndecidedMark { file: file.name.clone(), line, column, value }),
        },
        outcome => outcome,
    }
}

/// Reads rows into a fold and keeps the books.
struct RowReader<'a> {
    request: &'a Request,
    file: &'a File,
    /// The decimal mark that is settled before reading.
    mark: Option<Mark>,
    evidence: Evidence,
    fold: Fold,
    audit: Audit,
}

/// A row at hand.
struct Row<'r> {
    cells: &'r StringRecord,
    place: &'r Position,
    date: Option<Moment>,
}

impl<'r> Row<'r> {
    fn cell(&self, column: usize) -> &'r str {
        self.cells.get(column).unwrap_or_default()
    }
}

/// Why a row is not folded.
enum Stop {
    /// The row cannot be read.
    Row(Problem),
    /// The run cannot go on.
    Run(Error),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Row(problem)
    }
}

impl From<FigureOverflow> for Stop {
    fn from(overflow: FigureOverflow) -> Self {
        Self::Run(overflow.into())
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Run(error)
    }
}

impl<'a> RowReader<'a> {
    fn new(request: &'a Request, file: &'a File, mark: Option<Mark>) -> Self {
        let fold = Fold::new(request.dimensions.len(), request.exact_names);
        Self { request, file, mark, evidence: Evidence::default(), fold, audit: Audit::new() }
    }

    fn read(mut self) -> Result<(Fold, Audit, Option<Mark>), Error> {
        let file = self.file;
        file.for_each_row(|cells, place| {
            self.audit.row();
            match self.row(cells, place) {
                Ok(()) => Ok(()),
                Err(Stop::Row(problem)) => {
                    self.audit.rejected(problem);
                    Ok(())
                }
                Err(Stop::Run(error)) => Err(error),
            }
        })?;
        let mark = self.mark.or(self.evidence.mark());
        Ok((self.fold, self.audit, mark))
    }

    fn row(&mut self, cells: &StringRecord, place: &Position) -> Result<(), Stop> {
        let headers = &self.file.raw_headers;
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            self.audit.excluded("empty row");
            return Ok(());
        }
        // A delimiter at the end of a line, in the header or below, makes no column.
        let columns = headers.iter().rposition(|header| !header.is_empty()).map_or(0, |last| last + 1);
        let surplus_is_empty = cells.iter().skip(headers.len()).all(|cell| cell.trim().is_empty());
        if cells.len() < columns || !surplus_is_empty {
            let found = counted(cells.len() as u64, "cell");
            let what = format!("has {found} where the header has {columns}");
            return Err(Problem { line: self.file.line(place), what }.into());
        }
        if self.file.side == Side::Statistics
            && let Some(label) = cells.iter().find(|cell| is_total_label(cell))
        {
            let what = format!(
                "{:?} looks like a total, which would count its rows again; take the row out",
                label.trim()
            );
            return Err(Problem { line: self.file.line(place), what }.into());
        }
        let date = self.date(cells, place)?;
        let row = Row { cells, place, date };
        let outside = self.outside(date);
        match self.file.side {
            Side::Statistics => self.statistics(&row, outside),
            Side::Leads => self.lead(&row, outside),
        }
    }

    /// Why a row of this date is not in the period, if it is not.
    fn outside(&self, date: Option<Moment>) -> Option<&'static str> {
        let (since, until) = (self.request.since, self.request.until);
        match date.map(|date| date.day) {
            None if since.is_some() || until.is_some() => Some(NO_DATE),
            Some(day) if since.is_some_and(|since| day < since) => Some("before --since"),
            Some(day) if until.is_some_and(|until| day > until) => Some("after --until"),
            _ => None,
        }
    }

    fn statistics(&mut self, row: &Row<'_>, outside: Option<&'static str>) -> Result<(), Stop> {
        let plan = &self.file.plan;
        let mut supplied = plan.supplies;
        let mut sums = Vec::with_capacity(plan.sums.len() + 1);
        let mut missing = Vec::new();
        for (fact, place) in &plan.sums {
            match self.number(*place, row)? {
                Some(amount) if amount < Decimal::ZERO && is_count(*fact) => {
                    let cell = row.cell(*place);
                    return Err(self.file.problem(row.place, *place, cell, "a count, being negative").into());
                }
                // A fraction of a click is a thousands mark that was taken for a decimal mark.
                Some(amount) if is_whole(*fact) && !amount.fract().is_zero() => {
                    let cell = row.cell(*place);
                    return Err(self.file.problem(row.place, *place, cell, "a whole number").into());
                }
                Some(amount) => sums.push((*fact, amount)),
                None => missing.push((*fact, *place)),
            }
        }
        let no_clicks_given = missing.iter().any(|(fact, _)| *fact == Fact::Clicks);
        let is_active = sums.iter().any(|(_, amount)| !amount.is_zero());
        if let Some(place) = plan.cpc {
            let clicks = sums
                .iter()
                .find(|(fact, _)| *fact == Fact::Clicks)
                .map_or(Decimal::ZERO, |(_, clicks)| *clicks);
            match self.number(place, row)? {
                Some(cpc) if no_clicks_given && !cpc.is_zero() => supplied = supplied.without(Fact::Spend),
                Some(cpc) => {
                    let spend = decimal::multiply(clicks, cpc)
                        .map_err(|_| FigureOverflow { figure: Fact::Spend.metric() })?;
                    sums.push((Fact::Spend, spend));
                }
                // Without clicks there is no price of a click, and nothing was spent.
                None if clicks.is_zero() => {}
                None => supplied = supplied.without(Fact::Spend),
            }
        }
        if let Some(reason) = outside {
            self.audit.excluded(reason);
            return Ok(());
        }
        for (fact, place) in missing {
            // Ad systems leave a count of nothing empty. A cost that is missing beside clicks is not nothing.
            if matches!(fact, Fact::Spend | Fact::CostOfGoods) && is_active {
                supplied = supplied.without(fact);
            } else {
                self.audit.missing(&self.file.raw_headers[place]);
            }
        }
        self.add(row, supplied, &sums)?;
        for fact in plan.supplies.iter().filter(|fact| !supplied.contains(*fact)) {
            self.audit.unknown(fact);
        }
        self.audit.used();
        Ok(())
    }

    fn lead(&mut self, row: &Row<'_>, outside: Option<&'static str>) -> Result<(), Stop> {
        let plan = &self.file.plan;
        let amount = self.number_if(plan.amount, row)?;
        let cost_of_goods = self.number_if(plan.cost_of_goods, row)?;
        let status = plan.status.map(|place| row.cell(place));
        let class = match status {
            Some(status) if outside.is_none() => self.audit.status(status, &self.request.statuses),
            Some(status) => self.request.statuses.class(status),
            // Without a status, a lead with an amount is an order.
            None if amount.is_some_and(|amount| amount > Decimal::ZERO) => Class::Won,
            None => Class::Plain,
        };
        let is_order = class == Class::Won && plan.supplies.contains(Fact::Orders);
        let customer = plan.customer.map(|place| row.cell(place).trim());
        let ordered_at = self.closed_at(row).or(row.date);
        if let Some(reason) = outside {
            self.audit.excluded(reason);
            if let (true, Some(customer)) = (is_order, customer.filter(|id| !id.is_empty())) {
                self.fold.order_of(customer, ordered_at, false);
            }
            return Ok(());
        }
        let one = |counts: bool| if counts { Decimal::ONE } else { Decimal::ZERO };
        let is_refund = amount.is_some_and(|amount| amount < Decimal::ZERO);
        let mut supplied = plan.supplies;
        if is_order && cost_of_goods.is_none() && amount.is_some_and(|amount| !amount.is_zero()) {
            if plan.supplies.contains(Fact::CostOfGoods) {
                self.audit.unknown(Fact::CostOfGoods);
            }
            supplied = supplied.without(Fact::CostOfGoods);
        }
        let sums = [
            (Fact::Leads, one(class != Class::Rejected)),
            (Fact::RejectedLeads, one(class == Class::Rejected)),
            (Fact::QualifiedLeads, one(matches!(class, Class::Won | Class::Qualified))),
            (Fact::Orders, one(is_order)),
            (Fact::Revenue, amount.filter(|_| is_order || is_refund).unwrap_or_default()),
            (Fact::CostOfGoods, cost_of_goods.filter(|_| is_order).unwrap_or_default()),
        ];
        let counted: Vec<(Fact, Decimal)> =
            sums.into_iter().filter(|(fact, sum)| !sum.is_zero() && plan.supplies.contains(*fact)).collect();
        self.add(row, supplied, &counted)?;
        if status.is_none() {
            self.audit.used();
        }
        if is_order {
            self.audit.without_amount += u64::from(plan.amount.is_some() && amount.is_none());
            match customer {
                Some("") => self.audit.without_customer += 1,
                Some(customer) => {
                    self.audit.without_day += u64::from(ordered_at.is_none());
                    self.fold.order_of(customer, ordered_at, true);
                }
                None => {}
            }
        }
        Ok(())
    }

    /// Adds a row's sums to its group, and to the books.
    fn add(&mut self, row: &Row<'_>, supplied: FactSet, sums: &[(Fact, Decimal)]) -> Result<(), Stop> {
        let names: Vec<Cow<'_, str>> = self
            .file
            .plan
            .names
            .iter()
            .map(|from| match from {
                NameFrom::Fixed(name) => Cow::Borrowed(name.as_str()),
                NameFrom::Cell(place) => Cow::Borrowed(row.cell(*place)),
                NameFrom::Period(period) => {
                    Cow::Owned(row.date.map(|date| period.of(date.day)).unwrap_or_default())
                }
            })
            .collect();
        if let Some(place) = self.file.plan.currency_column {
            self.audit.currency(row.cell(place));
        }
        let tally = self.fold.group(names.iter().map(AsRef::as_ref));
        tally.note_row(self.file.side, supplied);
        for (fact, amount) in sums {
            tally.add(*fact, *amount)?;
            self.audit.add(*fact, *amount)?;
        }
        Ok(())
    }

    fn number_if(&mut self, column: Option<usize>, row: &Row<'_>) -> Result<Option<Decimal>, Stop> {
        match column {
            Some(column) => self.number(column, row),
            None => Ok(None),
        }
    }

    fn number(&mut self, column: usize, row: &Row<'_>) -> Result<Option<Decimal>, Stop> {
        let cell = row.cell(column);
        let mark = self.mark.or(self.evidence.mark());
        match number::read(cell, mark) {
            Ok(Cell::Missing) => Ok(None),
            Ok(Cell::Number(value, proven)) => {
                if let (None, Some(proven)) = (self.mark, proven) {
                    self.evidence.note(self.file, proven, cell, row.place)?;
                }
                Ok(Some(value))
            }
            Ok(Cell::Undecided) => Err(Stop::Run(Error::UndecidedMark {
                file: self.file.name.clone(),
                line: self.file.line(row.place),
                column: self.file.raw_headers[column].clone(),
                value: cell.trim().to_owned(),
            })),
            // The other mark in a file whose mark only its own numbers have shown: both stand in it.
            Err(number::Problem::OtherMark(known)) if self.mark.is_none() => {
                self.evidence.note(self.file, known.other(), cell, row.place)?;
                Err(self.file.problem(row.place, column, cell, "a number").into())
            }
            Err(problem) => {
                let expected = match problem {
                    number::Problem::NotANumber => "a number".to_owned(),
                    number::Problem::TooLong => "a number of at most 28 digits".to_owned(),
                    number::Problem::OtherMark(mark) => format!("a number with a decimal {}", mark.name()),
                };
                Err(self.file.problem(row.place, column, cell, &expected).into())
            }
        }
    }

    /// A row's date, where the file has a column of them that matters; none where the cell is empty.
    fn date(&self, cells: &StringRecord, place: &Position) -> Result<Option<Moment>, Stop> {
        let Some(column) = self.file.plan.date else { return Ok(None) };
        let cell = cells.get(column).unwrap_or_default();
        if cell.trim().is_empty() {
            return Ok(None);
        }
        match date::read(cell) {
            Some(moment) => Ok(Some(moment)),
            None if !self.needs_dates() => Ok(None),
            None => Err(self.file.problem(place, column, cell, date::FORMS).into()),
        }
    }

    /// Whether rows without a date would be misplaced. First orders are told by their place in the file then.
    fn needs_dates(&self) -> bool {
        let by_period =
            self.request.dimensions.iter().any(|dimension| matches!(dimension, Dimension::Period(_)));
        by_period || self.request.since.is_some() || self.request.until.is_some()
    }

    /// The day of the order. Words in this column ("not closed yet") are as good as nothing.
    fn closed_at(&self, row: &Row<'_>) -> Option<Moment> {
        date::read(row.cell(self.file.plan.closed_at?))
    }
}

/// Whether a cell says that its row is a total: `Total`, `Total: Account`, `Итого:`. Not `Total Energies`.
fn is_total_label(cell: &str) -> bool {
    const LABELS: [&str; 4] = ["total", "grand total", "итого", "всего"];
    let label = cell.trim().split(':').next().unwrap_or_default().trim_end();
    LABELS.iter().any(|total| label.len() == total.len() && label.to_lowercase() == *total)
}

/// Conversions are attributed in fractions by some ad systems; impressions and clicks by none.
fn is_whole(fact: Fact) -> bool {
    matches!(fact, Fact::Impressions | Fact::Clicks)
}

fn is_count(fact: Fact) -> bool {
    fact.metric().entry().unit == Unit::Count
}
