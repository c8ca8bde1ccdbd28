//! What each raw row counts for: which sums its file's columns can give, and how much it adds to each of them.

use std::collections::{BTreeMap, BTreeSet};

use num_rational::BigRational;
use num_traits::{One, Zero};

use crate::dataset::{Amount, Dataset, Day, LeadFile, LeadRow, Price, SpendFile, SpendRow, Status};

/// The kinds of rows: an ad report's and a lead list's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    Statistics,
    Leads,
}

/// What one row adds.
pub(crate) type Facts = BTreeMap<&'static str, BigRational>;

/// Which sums the files' columns can give, and from which side they come: with a lead list, outcomes come from there.
pub(crate) fn supplied(dataset: &Dataset) -> BTreeMap<&'static str, Side> {
    let with_leads = !dataset.leads.is_empty();
    let statistics = dataset.spend.iter().flat_map(|file| spend_sums(file, with_leads));
    let leads = dataset.leads.iter().flat_map(lead_sums);
    statistics.map(|sum| (sum, Side::Statistics)).chain(leads.map(|sum| (sum, Side::Leads))).collect()
}

fn spend_sums(file: &SpendFile, with_leads: bool) -> Vec<&'static str> {
    let columns = [
        (file.impressions, "impressions"),
        (file.clicks, "clicks"),
        (file.price != Price::Missing, "spend"),
        (file.leads, if with_leads { "reported_leads" } else { "leads" }),
        (file.sales, "orders"),
        (file.sales, "revenue"),
    ];
    columns.into_iter().filter(|(exists, _)| *exists).map(|(_, sum)| sum).collect()
}

fn lead_sums(file: &LeadFile) -> Vec<&'static str> {
    let columns = [
        (true, "leads"),
        (file.status, "rejected_leads"),
        (file.status, "qualified_leads"),
        (file.status || file.amount, "orders"),
        (file.customer, "customers"),
        (file.amount, "revenue"),
        (file.cost_of_goods, "cost_of_goods"),
    ];
    columns.into_iter().filter(|(exists, _)| *exists).map(|(_, sum)| sum).collect()
}

/// What a row of an ad report adds.
pub(crate) fn spend_facts(file: &SpendFile, row: &SpendRow, with_leads: bool) -> Facts {
    let value = |sum: &str| match sum {
        "impressions" => BigRational::from_integer(row.impressions.into()),
        "clicks" => BigRational::from_integer(row.clicks.into()),
        "spend" if file.price == Price::Cpc => row.cpc.exact() * BigRational::from_integer(row.clicks.into()),
        "spend" => row.cost.exact(),
        "orders" => BigRational::from_integer(row.orders.into()),
        "revenue" => row.revenue.exact(),
        _ => row.leads.exact(),
    };
    spend_sums(file, with_leads).into_iter().map(|sum| (sum, value(sum))).collect()
}

/// Whether a row is no lead at all.
pub(crate) fn is_rejected(file: &LeadFile, row: &LeadRow) -> bool {
    file.status && matches!(row.status, Status::Spam | Status::Duplicate)
}

/// A won lead; without a status column, one that paid something.
fn is_order(file: &LeadFile, row: &LeadRow) -> bool {
    if file.status {
        row.status == Status::Won
    } else {
        file.amount && row.amount.is_some_and(|amount| amount.units > 0)
    }
}

/// What a row of a lead list adds.
pub(crate) fn lead_facts(file: &LeadFile, row: &LeadRow, is_first_order: bool) -> Facts {
    let is_rejected = is_rejected(file, row);
    let is_order = is_order(file, row);
    let is_qualified = matches!(row.status, Status::Won | Status::Qualified);
    let one_if = |holds: bool| if holds { BigRational::one() } else { BigRational::zero() };
    let money = |amount: Option<Amount>| amount.map_or_else(BigRational::zero, Amount::exact);
    let is_refund = row.amount.is_some_and(|amount| amount.units < 0);
    let value = |sum: &str| match sum {
        "leads" => one_if(!is_rejected),
        "rejected_leads" => one_if(is_rejected),
        "qualified_leads" => one_if(is_qualified),
        "orders" => one_if(is_order),
        "customers" => one_if(is_first_order),
        "revenue" => money(row.amount.filter(|_| is_order || is_refund)),
        _ => money(row.cost_of_goods.filter(|_| is_order)),
    };
    lead_sums(file).into_iter().map(|sum| (sum, value(sum))).collect()
}

/// Where each customer's first order stands, as file and row: by day, then by place. Days that do not count are history.
pub(crate) fn first_orders(dataset: &Dataset) -> BTreeSet<(usize, usize)> {
    let mut first: BTreeMap<u8, (Day, usize, usize)> = BTreeMap::new();
    for (file_place, file) in dataset.leads.iter().enumerate().filter(|(_, file)| file.customer) {
        for (place, row) in file.rows.iter().enumerate().filter(|(_, row)| is_order(file, row)) {
            let Some(customer) = row.customer else { continue };
            let order = (row.day, file_place, place);
            first.entry(customer).and_modify(|known| *known = order.min(*known)).or_insert(order);
        }
    }
    first.into_values().map(|(_, file, place)| (file, place)).collect()
}
