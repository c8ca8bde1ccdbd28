//! What customers bring as they age, from a log of their orders.
//!
//! A customer belongs to the **cohort** of the month of its first order, and to the channel of that order. Its **age** in a month is
//! the number of calendar months since: age 0 is the month of the first order, whatever the day.
//!
//! An [`OrderLog`] takes orders in any order and in any number of parts that are merged, and comes to the same [`Cohorts`]. Those are
//! looked at through a [`Selection`]: a cohort, a channel, or all of it.
//!
//! **Maturity**: an age of a cohort is known when its calendar month is over by the last day of the data, and no sooner. A last month
//! that the data break off in is left out, because the days to come would add to it: with orders up to 30 June, June is not over. Who
//! knows that the data are complete up to a later day says so. What is not over is absent, never 0 and never a part; what is over and
//! had no order is 0.
//!
//! **Refunds** are negative amounts. They reduce the revenue of the month that they are dated in, and are no orders: they make no
//! customer and keep none active. One that is dated in a month before the customer's first order has no age; it is [`Unplaced`], with
//! those of customers without any order, so that the cells and the unplaced add up to the log.
//!
//! **Gross profit** is revenue less cost of goods. It is not known where an order with a positive amount has no cost of goods. A
//! refund without one takes money back and no goods.
//!
//! ```
//! use leadcalc::core::cohort::{Order, OrderLog};
//! use leadcalc::core::{decimal::Decimal, fraction::Fraction, period::Date, value::Value};
//!
//! let order = |customer, day, amount: i64| Order {
//!     customer,
//!     day,
//!     amount: Decimal::from(amount),
//!     cost_of_goods: Some(Decimal::from(amount / 2)),
//!     channel: 0,
//! };
//! let mut log = OrderLog::default();
//! log.add(&order(0, Date::constant(2026, 1, 31), 100)).unwrap();
//! log.add(&order(0, Date::constant(2026, 2, 1), 60)).unwrap();
//! log.add(&order(1, Date::constant(2026, 1, 5), 20)).unwrap();
//! let cohorts = log.cohorts(Some(Date::constant(2026, 2, 28)));
//! let all = cohorts.select(None, None);
//! let value = |age| all.ltv(age).map(|value| value.known().map(Fraction::to_decimal));
//! // (50 + 10) / 2 and (50 + 30 + 10) / 2; March is not over.
//! assert_eq!(value(0), Ok(Some(Ok(30.into()))));
//! assert_eq!(value(1), Ok(Some(Ok(45.into()))));
//! assert_eq!(value(2), Ok(None));
//! assert_eq!(all.payback(Fraction::from(Decimal::from(40))), Ok(Value::Known(1)));
//! ```

mod lifetimes;
mod log;
mod month;
mod selection;
mod shares;
mod spread;
mod table;

use crate::core::value::Reason;

pub use lifetimes::{Lifetimes, Paid};
pub use log::{Order, OrderLog};
pub use month::{Month, OutsideOfCalendar};
pub use selection::{Cell, Selection};
pub use shares::shares;
pub use table::{Cohorts, Terms, Unplaced};

/// The ages at which lifetime value is told: LTV at 12 months is what was bought at the ages 0 to 12, in the month of the first order and
/// the twelve after it.
pub const LTV_AGES: [u16; 5] = [1, 3, 6, 12, 24];

/// Why there is no figure of no customers.
pub const NO_CUSTOMERS: Reason = Reason::Zero("no customers");

/// Why there is no figure at an age that nobody has reached.
pub const TOO_YOUNG: Reason = Reason::Zero("no customers old enough");
