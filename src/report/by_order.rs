//! The same groups with their orders on the orders' own days, beside those on the days of the leads.

use crate::core::decimal::Decimal;

use super::Report;

/// What orders come to by their own days, and what is different then.
#[derive(Debug)]
pub struct ByOrder {
    /// The groups by the orders' days: its rows, its total and their columns.
    pub table: Report,
    /// What is more there than by the leads' days, or less.
    pub difference: Report,
    /// The orders that are in another period, by both their periods.
    pub moved: Vec<Moved>,
}

/// Orders that are in one period by their leads' days and in another one by their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The period of the leads; empty without a day.
    pub from: String,
    /// The period of the orders; empty without a day.
    pub to: String,
    /// How many.
    pub orders: Decimal,
    /// What they brought.
    pub revenue: Decimal,
}
