//! Amounts: which currency they are in, whether VAT is in them, and what they are in the result's terms.

use crate::core::decimal::{self, Decimal};
use crate::core::fact::Fact;
use crate::core::metric::FigureOverflow;
use crate::ingest::Error;
use crate::ingest::audit::Problem;
use crate::ingest::field::money::vat;
use crate::ingest::field::number::Number;

use super::figure::Figure;
use super::{Row, RowReader, Stop};

impl RowReader<'_> {
    /// An amount in the result's currency, with VAT or without as it is wanted.
    pub(super) fn money(
        &mut self,
        fact: Fact,
        column: usize,
        row: &Row<'_>,
    ) -> Result<Option<Decimal>, Stop> {
        match self.number(column, row)? {
            Some(number) => self.amount_of(fact, number, column, row).map(Some),
            None => Ok(None),
        }
    }

    /// The same of a number that was read.
    pub(super) fn amount_of(
        &mut self,
        fact: Fact,
        number: Number,
        column: usize,
        row: &Row<'_>,
    ) -> Result<Decimal, Stop> {
        let does_not_fit = || Stop::from(FigureOverflow { figure: fact.metric() });
        let mut amount = number.value;
        if fact == Fact::Spend {
            if self.in_micros {
                amount = decimal::multiply(amount, Decimal::new(1, 6)).map_err(|_| does_not_fit())?;
            }
            amount = self.with_vat_as_wanted(amount, row)?;
        }
        let figure = Figure { file: self.file, column, cells: row.cells, at: row.place };
        let Some(currency) = figure.currency(number)? else { return Ok(amount) };
        let day = row.days.filter(|span| span.first == span.last).map(|span| span.first);
        let currencies = &mut self.course.audit.currencies;
        Ok(figure.converted(self.request, currencies, (fact, amount), &currency, day)?)
    }

    fn with_vat_as_wanted(&mut self, amount: Decimal, row: &Row<'_>) -> Result<Decimal, Stop> {
        let (Some(given), Some(wanted)) = (self.file.plan.vat, self.request.vat) else { return Ok(amount) };
        if given == wanted {
            return Ok(amount);
        }
        let rates = &self.request.vat_rates;
        if rates.is_empty() {
            return Err(Error::NoVatRate { file: self.file.name.clone(), given, wanted }.into());
        }
        let days = row.days.map_or((None, None), |span| (Some(span.first), Some(span.last)));
        let (first, last) = (rates.on(days.0), rates.on(days.1));
        let Some(rate) = first.filter(|rate| Some(*rate) == last) else {
            let what = "no single VAT rate holds for its days; --vat-rate says which does".to_owned();
            return Err(Problem { place: self.file.place(row.place), what }.into());
        };
        self.course.audit.taxed += 1;
        vat::convert(amount, given, wanted, rate)
            .map_err(|_| FigureOverflow { figure: Fact::Spend.metric() }.into())
    }
}
