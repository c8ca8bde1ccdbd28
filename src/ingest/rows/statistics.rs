//! Rows of a report: sums in columns.

use csv::{Position, StringRecord};

use crate::core::decimal::{self, Decimal};
use crate::core::fact::Fact;
use crate::core::metric::{FigureOverflow, Unit};
use crate::ingest::plan::{is_money, is_whole};

use super::{Row, RowReader, Stop};

impl RowReader<'_> {
    pub(super) fn statistics(&mut self, cells: &StringRecord, place: &Position) -> Result<(), Stop> {
        let days = self.days(cells, place)?;
        let row = &Row { cells, place, days, moment: None };
        let outside = self.outside(row)?;
        let plan = &self.file.plan;
        let mut supplied = plan.supplies;
        let mut sums = Vec::with_capacity(plan.sums.len() + 1);
        let mut missing = Vec::new();
        let stated = self.figures(cells);
        for (fact, place) in &plan.sums {
            match self.sum(*fact, *place, row)? {
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
            match self.money(Fact::Spend, place, row)? {
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
            self.audit.stated.row(&stated);
            self.audit.excluded(reason);
            return Ok(());
        }
        for (fact, place) in missing {
            // Ad systems leave a count of nothing empty. A cost that is missing beside clicks is not nothing.
            if matches!(fact, Fact::Spend | Fact::CostOfGoods) && is_active {
                supplied = supplied.without(fact);
            } else {
                self.audit.missing(&self.file.raw_headers()[place]);
            }
        }
        self.add(row, supplied, &sums)?;
        // Totals stand last: the last row decides.
        let is_suspect = self.audit.stated.is_suspect(&stated);
        self.audit.suspect = if is_suspect { Some(self.file.place(place)) } else { None };
        self.audit.stated.row(&stated);
        for fact in plan.supplies.iter().filter(|fact| !supplied.contains(*fact)) {
            self.audit.unknown(fact);
        }
        if let Some(place) = plan.campaign_id {
            self.fold.campaign_number(row.cell(place));
        }
        self.audit.used();
        Ok(())
    }

    fn sum(&mut self, fact: Fact, place: usize, row: &Row<'_>) -> Result<Option<Decimal>, Stop> {
        if is_money(fact) {
            return self.money(fact, place, row);
        }
        let Some(number) = self.number(place, row)? else { return Ok(None) };
        let count = number.value;
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
        Ok(Some(count))
    }
}

fn is_count(fact: Fact) -> bool {
    fact.metric().entry().unit == Unit::Count
}
