//! What is taken from lists: files of rows each of which is one thing.

use crate::core::fact::Fact;
use crate::core::tally::Side;
use crate::ingest::Error;
use crate::ingest::table::column::Column;
use crate::ingest::table::columns;

use super::{Choice, Days, Plan, Taking};

/// The columns that only lists have.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::ingest) struct OfLists {
    /// Whether the amount is one of a month or of a cost, and not revenue.
    pub(in crate::ingest) has_amounts: bool,
    pub(in crate::ingest) order_id: Option<usize>,
    pub(in crate::ingest) product: Option<usize>,
    pub(in crate::ingest) quantity: Option<usize>,
    pub(in crate::ingest) refund: Option<usize>,
    pub(in crate::ingest) start: Option<usize>,
    pub(in crate::ingest) end: Option<usize>,
    pub(in crate::ingest) kind: Option<usize>,
}

impl OfLists {
    /// Each of them with its meaning.
    pub(super) fn taken(&self) -> [(Column, Option<usize>); 7] {
        [
            (Column::OrderId, self.order_id),
            (Column::Product, self.product),
            (Column::Quantity, self.quantity),
            (Column::Refund, self.refund),
            (Column::Start, self.start),
            (Column::End, self.end),
            (Column::Kind, self.kind),
        ]
    }

    /// Those of numbers.
    pub(super) fn numbers(&self) -> impl Iterator<Item = usize> {
        [self.quantity, self.refund].into_iter().flatten()
    }

    /// Those of days.
    pub(super) fn dates(&self) -> [Option<usize>; 2] {
        [self.start, self.end]
    }
}

/// The option that needs every row of such a file to have its day, if one does.
pub(super) fn needs_days(side: Side) -> Option<&'static str> {
    match side {
        Side::Orders => Some("--orders"),
        Side::Costs => Some("--other-costs"),
        _ => None,
    }
}

/// Whether a row's day stands in a column of its own or nowhere, and is not that of a week, a month or the whole file.
pub(super) fn have_days_of_their_own(side: Side) -> bool {
    matches!(side, Side::Orders | Side::Subscriptions | Side::Products)
}

impl Plan {
    /// Takes what a list has.
    pub(super) fn take_list(&mut self, taking: &Taking<'_>) -> Result<(), Error> {
        let needed = |column: Column| taking.find(column)?.ok_or_else(|| taking.headers.no_column(column));
        match taking.headers.side {
            Side::Statistics | Side::Leads => {}
            Side::Survey => {
                let answer = taking.find(Column::Answer)?;
                self.answer = Some(answer.ok_or_else(|| taking.headers.no_answers())?);
            }
            Side::Orders => {
                self.customer = taking.find_all(Column::Customer)?;
                if self.customer.is_empty() {
                    return Err(taking.headers.no_column(Column::Customer));
                }
                self.amount = Some(needed(Column::Sum(Fact::Revenue))?);
                self.cost_of_goods = taking.find(Column::Sum(Fact::CostOfGoods))?;
                self.status = taking.find(Column::Status)?;
                self.of_lists = OfLists {
                    order_id: taking.find(Column::OrderId)?,
                    product: taking.find(Column::Product)?,
                    quantity: taking.find(Column::Quantity)?,
                    refund: taking.find(Column::Refund)?,
                    ..OfLists::default()
                };
            }
            Side::Subscriptions => {
                self.customer = taking.find_all(Column::Customer)?;
                if self.customer.is_empty() {
                    return Err(taking.headers.no_column(Column::Customer));
                }
                self.amount = Some(needed(Column::Amount)?);
                let (start, end) = (Some(needed(Column::Start)?), Some(needed(Column::End)?));
                self.of_lists = OfLists { has_amounts: true, start, end, ..OfLists::default() };
            }
            Side::Costs => {
                self.amount = Some(needed(Column::Amount)?);
                let kind = taking.find(Column::Kind)?;
                self.of_lists = OfLists { has_amounts: true, kind, ..OfLists::default() };
            }
            Side::Products => {
                self.cost_of_goods = Some(needed(Column::Sum(Fact::CostOfGoods))?);
                let product = Some(needed(Column::Product)?);
                self.of_lists = OfLists { product, ..OfLists::default() };
            }
        }
        self.note_list_choices(taking);
        Ok(())
    }

    /// What was chosen among several columns for one meaning.
    fn note_list_choices(&mut self, taking: &Taking<'_>) {
        let headers = taking.headers;
        let amount = if self.of_lists.has_amounts { Column::Amount } else { Column::Sum(Fact::Revenue) };
        let date = match self.days {
            Days::Day { first, .. } if headers.side != Side::Survey => Some(first),
            _ => None,
        };
        let taken = [
            (Column::Date, date),
            (amount, self.amount),
            (Column::Sum(Fact::CostOfGoods), self.cost_of_goods),
            (Column::Status, self.status),
            (Column::Customer, self.customer.first().copied()),
        ];
        for (column, place) in taken.into_iter().chain(self.of_lists.taken()) {
            let Some(taken) = place else { continue };
            let is_named =
                |mapping: &&super::Mapping| mapping.column == column && mapping.is_for(headers.side);
            // What the user has named was not passed over, and neither were others for its sake.
            if taking.mappings.iter().any(|mapping| is_named(&mapping)) {
                continue;
            }
            let mut others = columns::passed_over(column, headers.side, headers.normal, taken);
            others.retain(|other| column != Column::Customer || !self.customer.contains(other));
            if !others.is_empty() {
                self.choices.push(Choice::Instead { meaning: column.name().to_owned(), taken, others });
            }
        }
    }
}
