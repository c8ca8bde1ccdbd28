//! The rows of an order log.

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::core::cohort::{Month, Order, OrderLog, OutsideOfCalendar};
use crate::core::decimal::{self, Decimal};
use crate::core::fact::Fact;
use crate::core::name::folded;
use crate::core::period::Date;
use crate::ingest::audit::counted;
use crate::ingest::field::date::Moment;
use crate::ingest::field::status::Statuses;
use crate::ingest::file::{self, File};
use crate::ingest::group::channels::{At, Channels};
use crate::ingest::group::customers::When;
use crate::ingest::group::ids::Ids;
use crate::ingest::list::{List, Row, Stop, Taken};
use crate::ingest::plan::{Days, NameFrom};
use crate::ingest::settings::FileRequest;
use crate::ingest::table::column::Column;
use crate::ingest::{Dimension, Error, Request};
use crate::report::Note;

use super::CostOfGoods;
use super::listed;
use super::numbers::{Met, Numbers};
use super::status::{Standing, Words};

/// The orders of a file.
pub(super) struct Orders<'a> {
    goods: &'a CostOfGoods,
    statuses: Option<&'a Statuses>,
    /// Where a row's channel stands, if that is asked for and stands anywhere.
    from: Option<NameFrom>,
    /// Whether that of any log does: orders of the others are in no channel then.
    any_has_channel: &'a Cell<bool>,
    pub(super) ids: Ids,
    pub(super) log: OrderLog,
    /// The first order of each customer that names a channel.
    pub(super) first: Vec<Option<At>>,
    pub(super) channels: Channels,
    /// The numbers of orders, where they have some.
    numbers: Option<Numbers>,
    /// Whether rows are lines of orders, because each has its product.
    has_lines: bool,
    words: Words,
    counts: Counts,
}

/// What the reader of the figures should know of, in rows.
#[derive(Debug, Default)]
struct Counts {
    /// Orders that were given back as a whole.
    given_back: u64,
    without_customer: u64,
    without_amount: u64,
    without_cost: u64,
    /// Rows whose order number was met before, where no column says that they are lines of one order.
    repeated: u64,
    /// Files with a column of costs that is not looked at, because a list says what products cost.
    unused_costs: u64,
    /// Products that the list does not have.
    unknown_products: BTreeMap<String, u64>,
}

impl Counts {
    fn merge(&mut self, other: Self) {
        self.given_back += other.given_back;
        self.without_customer += other.without_customer;
        self.without_amount += other.without_amount;
        self.without_cost += other.without_cost;
        self.repeated += other.repeated;
        self.unused_costs += other.unused_costs;
        for (product, rows) in other.unknown_products {
            *self.unknown_products.entry(product).or_default() += rows;
        }
    }
}

/// What an order's cells say.
struct Paid {
    moment: Moment,
    amount: Decimal,
    cost_of_goods: Option<Decimal>,
}

impl<'a> Orders<'a> {
    /// Nothing yet of a file. Its channels are not looked for where leads say them.
    ///
    /// **Errors**: [`Error`] where two columns could say the channel with equal right.
    pub(super) fn new(
        request: &'a Request,
        file: &File,
        given: &[FileRequest],
        goods: &'a CostOfGoods,
        any_has_channel: &'a Cell<bool>,
        has_leads: bool,
    ) -> Result<Self, Error> {
        let mut orders = Self::nothing(goods, any_has_channel, Channels::new(request));
        orders.statuses = Some(&request.statuses);
        let own = given.iter().find(|given| given.input.to_string() == file.name);
        if let Some(given) = own.filter(|_| !has_leads) {
            let (headers, mappings) = (file.known(request), file::mappings(request, &file.settings));
            if given.input.channel.is_some() || !headers.find(Column::Channel, &mappings)?.is_empty() {
                let channel = Dimension::Known(Column::Channel);
                orders.from = Some(headers.name_from(&channel, &given.input, true, &mappings)?);
                any_has_channel.set(true);
            }
        }
        let of_lists = &file.plan.of_lists;
        orders.numbers = of_lists.order_id.map(|_| Numbers::default());
        orders.has_lines = of_lists.product.is_some();
        let is_unused = matches!(goods, CostOfGoods::Products(_)) && file.plan.cost_of_goods.is_some();
        orders.counts.unused_costs = is_unused.into();
        Ok(orders)
    }

    /// No file at all.
    pub(super) fn nothing(
        goods: &'a CostOfGoods,
        any_has_channel: &'a Cell<bool>,
        channels: Channels,
    ) -> Self {
        Self {
            goods,
            any_has_channel,
            statuses: None,
            from: None,
            ids: Ids::default(),
            log: OrderLog::default(),
            first: Vec::new(),
            channels,
            numbers: None,
            has_lines: false,
            words: Words::default(),
            counts: Counts::default(),
        }
    }

    /// Whether orders say the channels of their customers.
    pub(super) fn has_channels(&self) -> bool {
        self.first.iter().any(Option::is_some)
    }

    /// Takes over the order numbers of a later log. One that both have with the same customer is one order: a line of it, where rows are
    /// lines, and otherwise most likely a row that stands in both.
    fn merge_numbers(&mut self, later: &mut Self, customers: &[u32]) {
        let Some(numbers) = later.numbers.take() else { return };
        let known = self.numbers.get_or_insert_default();
        for (number, customer, month) in numbers.all() {
            let whose = customers[customer as usize];
            match known.meet(&number, whose, month) {
                Met::First => {}
                Met::Again(so_far) if self.has_lines && later.has_lines => {
                    if month < so_far {
                        self.log.join_order(whose, so_far);
                    } else {
                        later.log.join_order(customer, month);
                    }
                }
                Met::Again(_) => self.counts.repeated += 1,
            }
        }
        self.has_lines &= later.has_lines;
    }

    /// Takes the channel of an order, which counts if it is the first one.
    fn begin(&mut self, customer: u32, order: At) {
        let place = customer as usize;
        if self.first.len() <= place {
            self.first.resize(place + 1, None);
        }
        let first = &mut self.first[place];
        *first = Some(first.map_or(order, |first| self.channels.earlier(first, order)));
    }

    /// Notes on all files.
    pub(super) fn notes(&self, several: bool) -> Vec<Note> {
        let counts = &self.counts;
        let logs = if several { "the order logs" } else { "the order log" };
        let mut notes = Vec::new();
        let mut note = |code, message: String| notes.push(Note { code, message });
        if !self.words.unknown.is_empty() {
            let words = listed(&self.words.unknown);
            note(
                "unknown-order-status",
                format!("{logs}: taken for orders, the status is in no list: {words}"),
            );
        }
        if counts.given_back > 0 {
            let count = match counts.given_back {
                1 => "1 order with the status of a refund counts as an order of 0".to_owned(),
                many => format!("{many} orders with the status of a refund count as orders of 0"),
            };
            note("orders-given-back", format!("{logs}: {count}"));
        }
        if counts.without_customer > 0 {
            let rows = counted(counts.without_customer, "row");
            note("orders-without-customer", format!("{logs}: left out: {rows} without a customer"));
        }
        if counts.without_amount > 0 {
            let rows = counted(counts.without_amount, "row");
            note(
                "orders-without-amount",
                format!(
                    "{logs}: left out: {rows} without an amount; a customer's first order is the first one that has one"
                ),
            );
        }
        if counts.repeated > 0 {
            let rows = counted(counts.repeated, "row");
            let (why, twice) = if several {
                ("not every log has products", "if logs overlap, cut them so that they do not; ")
            } else {
                ("no column has products", "")
            };
            note(
                "repeated-order-numbers",
                format!(
                    "{logs}: {rows} with an order number that a row before has, taken for further orders, because {why}; {twice}if an order has several lines, name it with --map orders.product=HEADER"
                ),
            );
        }
        if counts.unused_costs > 0 {
            let message =
                format!("{logs}: its column of costs is not looked at: --products says what goods cost");
            note("costs-not-used", message);
        }
        if !counts.unknown_products.is_empty() {
            let products = listed(&counts.unknown_products);
            note("unknown-products", format!("products without a cost in --products: {products}"));
        } else if counts.without_cost > 0 && self.log.gives_costs() {
            let rows = counted(counts.without_cost, "order");
            note(
                "orders-without-cost",
                format!("{logs}: {rows} without a cost of goods, which leaves gross profit unknown"),
            );
        }
        notes
    }

    /// The amount, what the goods cost, and when.
    fn paid(&mut self, row: &mut Row<'_, '_>, standing: Standing) -> Result<Option<Paid>, Stop> {
        let plan = &row.file().plan;
        let moment = match plan.days {
            Days::Day { first, .. } => row.moment(first)?,
            _ => None,
        };
        let Some(moment) = moment else { return Err(row.is_wrong("has no day".to_owned())) };
        let day = Some(moment.day);
        let amount = match plan.amount {
            Some(column) => row.amount(Fact::Revenue, column, day)?,
            None => None,
        };
        let Some(amount) = amount else { return Ok(None) };
        let refund = match plan.of_lists.refund {
            Some(column) => row.amount(Fact::Revenue, column, day)?.filter(|refund| !refund.is_zero()),
            None => None,
        };
        if standing == Standing::Refunded && refund.is_none() && amount > Decimal::ZERO {
            self.counts.given_back += 1;
            // That nothing was paid or cost says nothing about what goods cost: it makes no log one with costs.
            return Ok(Some(Paid { moment, amount: Decimal::ZERO, cost_of_goods: None }));
        }
        let is_refund = amount < Decimal::ZERO;
        let cost_of_goods = self.cost_of_goods(row, amount, day)?;
        // What comes back has cost nothing, whatever its sign in the file.
        let cost_of_goods = cost_of_goods
            .map(|cost| if is_refund && cost > Decimal::ZERO { decimal::negate(cost) } else { cost });
        let net = |amount: Decimal| match refund {
            Some(refund) if !is_refund => decimal::subtract(amount, refund.abs()),
            _ => Ok(amount),
        };
        let net_amount =
            net(amount).map_err(|_| row.is_wrong("has amounts of more than 28 digits".to_owned()))?;
        if !is_refund && net_amount < Decimal::ZERO {
            return Err(row.is_wrong("gives more back than was paid".to_owned()));
        }
        let are_asked_for = !matches!(self.goods, CostOfGoods::Nowhere);
        if are_asked_for && cost_of_goods.is_none() && amount > Decimal::ZERO {
            self.counts.without_cost += 1;
        }
        Ok(Some(Paid { moment, amount: net_amount, cost_of_goods }))
    }

    fn cost_of_goods(
        &mut self,
        row: &mut Row<'_, '_>,
        amount: Decimal,
        day: Option<Date>,
    ) -> Result<Option<Decimal>, Stop> {
        let plan = &row.file().plan;
        match self.goods {
            CostOfGoods::Nowhere => Ok(None),
            CostOfGoods::Column => match plan.cost_of_goods {
                Some(column) => row.amount(Fact::CostOfGoods, column, day),
                None => Ok(None),
            },
            CostOfGoods::Products(products) => {
                let name = plan.of_lists.product.map_or("", |column| row.text(column));
                let Some(cost) = products.cost_of_goods(name) else {
                    if amount > Decimal::ZERO {
                        *self.counts.unknown_products.entry(name.to_owned()).or_default() += 1;
                    }
                    return Ok(None);
                };
                let quantity = match plan.of_lists.quantity {
                    Some(column) => row.number(column)?,
                    None => None,
                };
                let cost = decimal::multiply_rounded(cost, quantity.unwrap_or(Decimal::ONE));
                cost.map(Some).map_err(|_| row.is_wrong("has a cost of more than 28 digits".to_owned()))
            }
        }
    }
}

impl List for Orders<'_> {
    fn take(&mut self, row: &mut Row<'_, '_>) -> Result<Taken, Stop> {
        let plan = &row.file().plan;
        let id = folded(row.first(&plan.customer));
        if id.is_empty() {
            self.counts.without_customer += 1;
            return Ok(Taken::LeftOut("no customer"));
        }
        let standing = match (plan.status, self.statuses) {
            (Some(column), Some(statuses)) => self.words.standing(row.text(column), statuses),
            _ => Standing::Counts,
        };
        if standing == Standing::Cancelled {
            return Ok(Taken::LeftOut("cancelled"));
        }
        let Some(Paid { moment, amount, cost_of_goods }) = self.paid(row, standing)? else {
            self.counts.without_amount += 1;
            return Ok(Taken::LeftOut("no amount"));
        };
        let customer = self.ids.number(id.as_bytes());
        let order = Order { customer, day: moment.day, amount, cost_of_goods, channel: 0 };
        let is_refund = amount < Decimal::ZERO;
        let month = Month::of(moment.day).map_err(|outside| row.is_wrong(outside.to_string()))?;
        let met = match (&mut self.numbers, plan.of_lists.order_id) {
            (Some(known), Some(column)) if !is_refund && !row.text(column).is_empty() => {
                known.meet(row.text(column).as_bytes(), customer, month)
            }
            _ => Met::First,
        };
        let outside = |outside: OutsideOfCalendar| row.is_wrong(outside.to_string());
        match met {
            Met::First => self.log.add(&order).map_err(outside)?,
            Met::Again(_) if !self.has_lines => {
                self.counts.repeated += 1;
                self.log.add(&order).map_err(outside)?;
            }
            Met::Again(so_far) if month < so_far => {
                self.log.add(&order).map_err(outside)?;
                self.log.join_order(customer, so_far);
            }
            Met::Again(_) => self.log.add_line(&order).map_err(outside)?,
        }
        if !is_refund && self.any_has_channel.get() {
            let channel = self.from.as_ref().map_or("", |from| row.name_from(from));
            let channel = self.channels.number(channel);
            self.begin(customer, (When::of(Some(moment)), channel));
        }
        Ok(Taken::Used)
    }

    fn merge(&mut self, mut later: Self) -> Result<(), Error> {
        later.ids.forget_numbers();
        let numbers: Vec<u32> =
            (0..).take(later.ids.len()).map(|number| self.ids.number(&later.ids.get(number))).collect();
        self.merge_numbers(&mut later, &numbers);
        self.log.merge(&later.log, |customer| numbers[customer as usize]);
        let renamed = self.channels.merge(&later.channels);
        for (customer, first) in numbers.iter().zip(&later.first) {
            if let Some((when, channel)) = first {
                self.begin(*customer, (*when, renamed[*channel as usize]));
            }
        }
        self.words.merge(later.words);
        self.counts.merge(later.counts);
        Ok(())
    }
}
