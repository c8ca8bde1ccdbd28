//! What an amount is an amount of: its currency, and whether VAT is in it.

pub mod currency;
pub mod rates;
pub mod vat;
