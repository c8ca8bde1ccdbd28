//! Rows of a report: sums in columns.

use crate::core::decimal::{self, Decimal};
use crate::core::fact::{Fact, FactSet};
use crate::core::metric::{FigureOverflow, Unit};
use crate::ingest::audit::AsStated;
use crate::ingest::plan::{is_money, is_whole};
use crate::ingest::records::{At, Record};

use super::{Row, RowReader, Stop};

impl RowReader<'_> {
    pub(super) fn statistics(&mut self, cells: &Record<'_>, place: &At) -> Result<(), Stop> {
        let days = self.days(cells, place)?;
        if let (true, Some(days)) = (self.request.keep.days, days) {
            self.course.audit.days(days);
        }
        let row = &Row { cells, place, days, order_days: days, moment: None, is_part: false };
        let outside = self.outside(row)?;
        let plan = &self.file.plan;
        let mut supplied = plan.supplies;
        let mut stated = AsStated::nothing();
        let mut sums = Sums::none();
        let mut missing = FactSet::default();
        for (fact, place) in &plan.sums {
            match self.sum(*fact, *place, row)? {
                Some(Amount { stated: as_stated, counted }) => {
                    stated[*fact as usize] = Some(as_stated);
                    sums.push(*fact, counted);
                }
                None => missing = missing.with(*fact),
            }
        }
        let is_active = sums.as_slice().iter().any(|(_, amount)| !amount.is_zero());
        if let Some(place) = plan.cpc {
            let clicks = sums.of(Fact::Clicks);
            match self.money(Fact::Spend, place, row)? {
                Some(cpc) if missing.contains(Fact::Clicks) && !cpc.is_zero() => {
                    supplied = supplied.without(Fact::Spend);
                }
                Some(cpc) => {
                    let spend = decimal::multiply(clicks, cpc)
                        .map_err(|_| FigureOverflow { figure: Fact::Spend.metric() })?;
                    sums.push(Fact::Spend, spend);
                }
                // Without clicks there is no price of a click, and nothing was spent.
                None if clicks.is_zero() => {}
                None => supplied = supplied.without(Fact::Spend),
            }
        }
        if let Some(reason) = outside {
            self.course.audit.stated.row(&stated, None);
            self.course.audit.excluded(reason);
            return Ok(());
        }
        for (fact, place) in plan.sums.iter().filter(|(fact, _)| missing.contains(*fact)) {
            // Ad systems leave a count of nothing empty. A cost that is missing beside clicks is not nothing.
            if matches!(fact, Fact::Spend | Fact::CostOfGoods) && is_active {
                supplied = supplied.without(*fact);
            } else {
                self.course.audit.missing(&self.file.raw_headers()[*place]);
            }
        }
        let group = self.group(row)?;
        let kind = self.journal.kind(supplied, FactSet::default());
        self.journal.enter(group, kind, sums.as_slice());
        self.course.audit.stated.row(&stated, Some(self.file.place(place)));
        for fact in plan.supplies.iter().filter(|fact| !supplied.contains(*fact)) {
            self.course.audit.unknown(fact);
        }
        self.course.audit.used();
        Ok(())
    }

    fn sum(&mut self, fact: Fact, place: usize, row: &Row<'_>) -> Result<Option<Amount>, Stop> {
        let Some(number) = self.number(place, row)? else { return Ok(None) };
        let count = number.value;
        if is_money(fact) {
            let counted = self.amount_of(fact, number, place, row)?;
            return Ok(Some(Amount { stated: count, counted }));
        }
        let refused = |expected| Err(self.file.problem(row.place, place, row.raw(place), expected).into());
        if number.currency.is_some() {
            return refused("a count, being an amount of money");
        }
        if count < Decimal::ZERO && is_count(fact) {
            return refused("a count, being negative");
        }
        // A fraction of a click is a thousands mark that was taken for a decimal mark.
        if is_whole(fact) && !count.fract().is_zero() {
            return refused("a whole number");
        }
        Ok(Some(Amount { stated: count, counted: count }))
    }
}

/// An amount in a cell.
struct Amount {
    /// As it stands there.
    stated: Decimal,
    /// In the result's currency and terms.
    counted: Decimal,
}

/// A row's sums, without memory to be fetched for each row.
struct Sums {
    /// As many as there are facts, and the spend that comes of clicks.
    sums: [(Fact, Decimal); Fact::ALL.len() + 1],
    count: usize,
}

impl Sums {
    fn none() -> Self {
        Self { sums: [(Fact::Spend, Decimal::ZERO); Fact::ALL.len() + 1], count: 0 }
    }

    fn push(&mut self, fact: Fact, amount: Decimal) {
        self.sums[self.count] = (fact, amount);
        self.count += 1;
    }

    fn as_slice(&self) -> &[(Fact, Decimal)] {
        &self.sums[..self.count]
    }

    fn of(&self, fact: Fact) -> Decimal {
        let sum = self.as_slice().iter().find(|(other, _)| *other == fact);
        sum.map_or(Decimal::ZERO, |(_, amount)| *amount)
    }
}

fn is_count(fact: Fact) -> bool {
    fact.metric().entry().unit == Unit::Count
}
