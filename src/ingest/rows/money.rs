//! Amounts: which currency they are in, whether VAT is in them, and what they are in the result's terms.

use crate::core::decimal::{self, Decimal};
use crate::core::fact::Fact;
use crate::core::metric::FigureOverflow;
use crate::ingest::Error;
use crate::ingest::audit::Problem;
use crate::ingest::field::money::rates::NoRate;
use crate::ingest::field::money::{currency, vat};
use crate::ingest::field::number::{self, Number};
use crate::ingest::file;
use crate::ingest::table::header::currency_code;

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
        let Some(currency) = self.currency(number, column, row)? else { return Ok(amount) };
        let is_wanted = self.request.currency.as_ref() == Some(&currency);
        if is_wanted || !self.request.rates.has(&currency) {
            self.course.audit.currencies.keep(&currency);
            return Ok(amount);
        }
        let day = row.days.filter(|span| span.first == span.last).map(|span| span.first);
        let rate = self.request.rates.on(&currency, day).map_err(|problem| {
            let what = match problem {
                NoRate::Before(day) => format!("no rate for {currency} on {day} or before"),
                NoRate::NoDay | NoRate::Unknown => {
                    format!("no single day to look up the rate of {currency} for; a fixed one is --rate {currency}=RATE")
                }
            };
            Problem { place: self.file.place(row.place), what }
        })?;
        let converted = decimal::multiply(amount, rate).map_err(|_| does_not_fit())?;
        self.course.audit.currencies.convert(&currency, fact, rate, (amount, converted));
        Ok(converted)
    }

    /// The currency that an amount names: itself, in its row's currency column, or in its header.
    #[inline]
    fn currency(&self, number: Number, column: usize, row: &Row<'_>) -> Result<Option<String>, Stop> {
        let plan = &self.file.plan;
        let says_none = number.currency.is_none() && plan.currency_column.is_none();
        if says_none && plan.currencies.is_empty() {
            return Ok(plan.currency.clone());
        }
        self.named_currency(number, column, row)
    }

    fn named_currency(&self, number: Number, column: usize, row: &Row<'_>) -> Result<Option<String>, Stop> {
        let plan = &self.file.plan;
        let beside =
            plan.currency_column.map(|place| row.cell(place).trim()).filter(|cell| !number::is_missing(cell));
        let beside = beside.map(currency_code);
        let header =
            plan.currencies.iter().find(|(place, _)| *place == column).map(|(_, code)| (*code).to_owned());
        let problem = |what: String| Err(Problem { place: self.file.place(row.place), what }.into());
        if let Some(word) = beside.as_ref().filter(|code| code.len() != 3) {
            return problem(format!("{word:?} is no currency that is known; its code is, like RUB or USD"));
        }
        let cell = || file::shortened(number::text(row.raw(column)).trim());
        let header_name = || &self.file.raw_headers()[column];
        if let (Some(beside), Some(header)) = (&beside, &header)
            && beside != header
        {
            return problem(format!("an amount in {beside} by its row, below {:?}", header_name()));
        }
        match (number.currency, &beside, &header) {
            (Some(own), Some(beside), _) if currency::contradicts(own, beside) => {
                problem(format!("{:?} in {:?}, in a row that says {beside}", cell(), header_name()))
            }
            (Some(own), _, Some(header)) if currency::contradicts(own, header) => {
                problem(format!("{:?} is in {own}, below {:?}", cell(), header_name()))
            }
            (own, ..) => {
                Ok(beside.or(header).or_else(|| own.map(str::to_owned)).or_else(|| plan.currency.clone()))
            }
        }
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
