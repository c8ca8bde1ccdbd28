//! Products: what each of them costs, a product a row.

use std::collections::HashMap;

use crate::core::decimal::{self, Decimal};
use crate::core::fact::Fact;
use crate::core::name;
use crate::core::tally::Side;
use crate::ingest::progress::Progress;
use crate::ingest::settings::FileRequest;
use crate::ingest::{Error, Request};
use crate::report::{Note, Source};

use super::{List, Lists, Row, Stop, Taken};

/// Products that were read.
#[derive(Debug)]
pub struct Products {
    is_exact: bool,
    known: HashMap<String, Product>,
    /// The currency that their costs are in, where a file names one.
    pub currency: Option<String>,
    /// What became of each file's rows.
    pub sources: Vec<Source>,
    /// What the reader of the figures should know.
    pub notes: Vec<Note>,
    /// How each file was understood.
    pub details: Vec<String>,
}

impl Products {
    /// The cost of goods of a product; none where no row has it.
    #[must_use]
    pub fn cost_of_goods(&self, product: &str) -> Option<Decimal> {
        let known =
            if self.is_exact { self.known.get(product) } else { self.known.get(&name::folded(product)) };
        known.map(|product| product.cost)
    }
}

/// A product, and where it stands.
#[derive(Debug)]
struct Product {
    cost: Decimal,
    /// The file and the place in it.
    place: String,
}

/// Reads what products cost.
///
/// **Errors**: [`Error`], when a file cannot be read or understood, more rows are unreadable than are put up with, or a product
/// stands there with two costs.
pub fn read(request: &Request, given: &[FileRequest], progress: &Progress) -> Result<Products, Error> {
    let is_exact = request.exact_names;
    let begin = |_: &_| Ok(Catalogue { is_exact, known: HashMap::new() });
    let Lists { whole, currency, sources, notes, details } =
        super::read(request, Side::Products, given, progress, begin)?;
    let known = whole.map_or_else(HashMap::new, |whole: Catalogue| whole.known);
    Ok(Products { is_exact, known, currency, sources, notes, details })
}

/// The products of a file.
struct Catalogue {
    is_exact: bool,
    known: HashMap<String, Product>,
}

impl List for Catalogue {
    fn take(&mut self, row: &mut Row<'_, '_>) -> Result<Taken, Stop> {
        let plan = &row.file().plan;
        let written = plan.of_lists.product.map_or("", |column| row.text(column));
        if written.is_empty() {
            return Err(row.is_wrong("has no product".to_owned()));
        }
        let Some(column) = plan.cost_of_goods else { return Ok(Taken::LeftOut("no cost")) };
        let Some(cost) = row.amount(Fact::CostOfGoods, column, None)? else {
            return Ok(Taken::LeftOut("no cost"));
        };
        if cost.is_sign_negative() && !cost.is_zero() {
            return Err(row.problem(column, "a cost of 0 or more"));
        }
        let place = format!("{}, {}", row.file().name, row.place());
        let name = if self.is_exact { written.to_owned() } else { name::folded(written) };
        note(&mut self.known, name, Product { cost, place })?;
        Ok(Taken::Used)
    }

    fn merge(&mut self, later: Self) -> Result<(), Error> {
        // In the order of the names, so that of several contradictions the same one is told each time.
        let mut products: Vec<(String, Product)> = later.known.into_iter().collect();
        products.sort_by(|one, another| one.0.cmp(&another.0));
        products.into_iter().try_for_each(|(name, product)| note(&mut self.known, name, product))
    }
}

/// Notes a product; two costs of one are an error.
fn note(known: &mut HashMap<String, Product>, name: String, product: Product) -> Result<(), Error> {
    match known.get(&name) {
        None => drop(known.insert(name, product)),
        Some(other) if other.cost == product.cost => {}
        Some(other) => {
            let told = |product: &Product| format!("{} in {}", decimal::plain(product.cost), product.place);
            return Err(Error::TwoCostsOfGoods { first: told(other), second: told(&product), product: name });
        }
    }
    Ok(())
}
