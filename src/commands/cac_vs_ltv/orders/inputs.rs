//! What is read, and in which order: first the orders, then the leads that became them, then what was paid.

use std::path::Path;

use anyhow::{Result, bail};

use crate::cli::{Breakdown, CacVsLtv, OtherCosts};
use crate::commands::groups::unmatched;
use crate::commands::{progress, settings, talk};
use crate::config::{self, Effective};
use crate::core::name::folded;
use crate::core::period::{Date, Period};
use crate::core::tally::Side;
use crate::ingest::list::costs::{self, Costs};
use crate::ingest::list::products;
use crate::ingest::progress::Progress;
use crate::ingest::purchases::{self, CostOfGoods, Origin, Purchases};
use crate::ingest::settings::FileRequest;
use crate::ingest::source::Input;
use crate::ingest::table::column::Column;
use crate::ingest::{Dimension, Group, Keep, Reading, Request};
use crate::report::{Note, Source};

use super::groups::NO_LEAD;

/// Files and how they are to be read, made sure of before any of them is.
pub(super) struct Inputs<'a> {
    options: &'a CacVsLtv,
    /// What holds for all files, and the ad reports and lead lists.
    request: Request,
    orders: Vec<FileRequest>,
    products: Vec<FileRequest>,
    costs: Vec<FileRequest>,
    /// Files that say how the others are to be read.
    beside: Vec<Input>,
}

/// What was read.
pub(super) struct Read {
    pub(super) purchases: Purchases,
    /// What a row stands for.
    pub(super) by: Vec<Breakdown>,
    /// The ad reports and lead lists, by channel and month as far as rows stand for them.
    pub(super) paid: Option<Reading>,
    /// The costs beside the ads, where they stand in a file.
    pub(super) costs: Option<Costs>,
    /// What became of the rows of the other files.
    pub(super) beside: Vec<Source>,
    pub(super) notes: Vec<Note>,
    /// Whether names are compared byte by byte.
    pub(super) has_exact_names: bool,
}

impl<'a> Inputs<'a> {
    pub(super) fn of(options: &'a CacVsLtv) -> Result<Self> {
        let (asked, common) = (&options.from_orders, &options.common);
        let mut effective =
            settings::effective(&options.reading, common.currency.as_deref(), common.config.as_deref())?;
        let inputs = |names: &[String]| names.iter().map(|text| Input::parse(text)).collect::<Vec<_>>();
        let plain = |path: &Path| vec![Input { path: path.to_owned(), channel: None }];
        let (spend, leads, orders) = (inputs(&asked.spend), inputs(&asked.leads), inputs(&asked.orders));
        let threads = settings::threads(&options.speed);
        let request = settings::request(&mut effective, &spend, &leads, Vec::new(), threads)?;
        let keep = Keep { days: true, ..Keep::default() };
        let request = Request { since: asked.since, until: asked.until, keep, ..request };
        let costs = options.other_costs.as_ref().and_then(OtherCosts::file).map(plain).unwrap_or_default();
        let products = asked.products.as_deref().map(plain).unwrap_or_default();
        let all = [&spend, &leads, &orders, &costs, &products].into_iter().flatten();
        if all.filter(|input| input.is_stdin()).count() > 1 {
            bail!("stdin: is given for more than one file, and can be only one of them");
        }
        let mut inputs = Self {
            options,
            beside: beside(options, &effective),
            orders: effective.requests(&orders),
            products: effective.requests(&products),
            costs: effective.requests(&costs),
            request,
        };
        inputs.settle_mappings()?;
        Ok(inputs)
    }

    /// All files: none of them must be overwritten.
    pub(super) fn files(&self) -> Vec<Input> {
        let requests = [&self.orders, &self.request.spend, &self.request.leads, &self.products, &self.costs];
        let files = requests.into_iter().flatten().map(|file| file.input.clone());
        files.chain(self.beside.iter().cloned()).collect()
    }

    /// A mapping for a kind of file that is not given would silently do nothing. One for several kinds need not be found in each, but
    /// where only one of these is given, it has to be found there.
    fn settle_mappings(&mut self) -> Result<()> {
        let given = [
            (Side::Orders, &self.orders),
            (Side::Statistics, &self.request.spend),
            (Side::Leads, &self.request.leads),
            (Side::Products, &self.products),
            (Side::Costs, &self.costs),
        ];
        let given: Vec<Side> =
            given.into_iter().filter_map(|(side, files)| (!files.is_empty()).then_some(side)).collect();
        for mapping in self.request.mappings.iter_mut().filter(|mapping| !mapping.standing) {
            let concerned: Vec<Side> = given.iter().copied().filter(|side| mapping.is_for(*side)).collect();
            match concerned[..] {
                [] => bail!("--map {}: no file is given that has such a column", mapping.text),
                [only] => mapping.side = Some(only),
                _ => mapping.standing = true,
            }
        }
        Ok(())
    }

    /// Reads all of them.
    pub(super) fn read(&self) -> Result<Read> {
        let common = &self.options.common;
        let is_watched = !common.quiet && !self.options.speed.no_progress;
        let read = progress::shown(is_watched, &self.files(), |progress| self.read_all(progress))?;
        if common.verbose {
            let of_paid = read.paid.iter().flat_map(|paid| &paid.details);
            read.purchases.details.iter().chain(of_paid).for_each(talk::say);
        }
        Ok(read)
    }

    fn read_all(&self, progress: &Progress) -> Result<Read> {
        let (mut beside, mut notes) = (Vec::new(), Vec::new());
        let mut currencies = Vec::new();
        let goods = match self.options.margin_rate {
            Some(_) => CostOfGoods::Nowhere,
            None if self.products.is_empty() => CostOfGoods::Column,
            None => {
                // A price list has no days; since and until choose customers.
                let request = Request { since: None, until: None, ..self.for_sides(&[Side::Products]) };
                let mut products = products::read(&request, &self.products, progress)?;
                beside.append(&mut products.sources);
                notes.append(&mut products.notes);
                currencies.push(products.currency.clone());
                CostOfGoods::Products(products)
            }
        };
        let mut purchases = purchases::read(&self.request, &self.orders, &goods, progress)?;
        notes.append(&mut purchases.notes);
        currencies.push(purchases.currency.clone());
        let by = self.by(&purchases)?;
        let costs = if self.costs.is_empty() {
            None
        } else {
            let mut costs = costs::read(&self.for_sides(&[Side::Costs]), &self.costs, progress)?;
            beside.append(&mut costs.sources);
            notes.append(&mut costs.notes);
            currencies.push(costs.currency.clone());
            Some(costs)
        };
        let paid = self.read_paid(&mut purchases, &by, progress)?;
        if let Some(paid) = &paid {
            notes.extend(paid.notes.iter().cloned());
            currencies.push(paid.currency.clone());
        }
        refuse_two_currencies(currencies.into_iter().flatten())?;
        if purchases.origin == Origin::Leads && by.contains(&Breakdown::Channel) {
            refuse_no_lead(purchases.channels.iter().chain(names_of_channels(paid.as_ref(), &by)))?;
        }
        let has_exact_names = self.request.exact_names;
        Ok(Read { purchases, by, paid, costs, beside, notes, has_exact_names })
    }

    /// The ad reports and lead lists, and which leads became first orders.
    fn read_paid(
        &self,
        purchases: &mut Purchases,
        by: &[Breakdown],
        progress: &Progress,
    ) -> Result<Option<Reading>> {
        if self.request.spend.is_empty() && self.request.leads.is_empty() {
            return Ok(None);
        }
        let dimension = |by: &Breakdown| match by {
            Breakdown::Channel => Dimension::Known(Column::Channel),
            Breakdown::Cohort => Dimension::Period(Period::Month),
        };
        let dimensions = by.iter().map(dimension).collect();
        let request = Request { dimensions, ..self.for_sides(&Side::BOTH) };
        let mut reading = purchases.read_beside(&request, progress)?;
        // In a month that the spend does not reach, leads are not free: nobody knows what they cost.
        let spend = reading.days_of(Side::Statistics);
        let mut told: Vec<&Group> = reading.groups.iter().collect();
        told.retain(|group| !is_outside_of(spend, by, &group.names));
        let unmatched = unmatched::notes(&told, &request);
        reading.notes.extend(unmatched);
        Ok(Some(reading))
    }

    /// The request without what is mapped for other kinds of files.
    fn for_sides(&self, sides: &[Side]) -> Request {
        let mut request = self.request.clone();
        request.mappings.retain(|mapping| sides.iter().any(|side| mapping.is_for(*side)));
        request
    }

    /// What a row stands for, where nobody says.
    fn by(&self, purchases: &Purchases) -> Result<Vec<Breakdown>> {
        let asked = &self.options.from_orders;
        let knows_channels = purchases.origin != Origin::Unknown;
        if asked.by.contains(&Breakdown::Channel) && !knows_channels {
            bail!(
                "--by channel: the order log has no channel; give the leads too, or CHANNEL=FILE with --orders"
            );
        }
        Ok(match (&asked.by[..], asked.cohorts, knows_channels) {
            ([Breakdown::Channel], Some(_), _) => vec![Breakdown::Channel, Breakdown::Cohort],
            ([], Some(_), _) | ([], None, false) => vec![Breakdown::Cohort],
            ([], None, true) => vec![Breakdown::Channel],
            (by, ..) => by.to_vec(),
        })
    }
}

/// Whether a row stands for a month before the days of the spend or after them.
pub(super) fn is_outside_of(spend: Option<(Date, Date)>, by: &[Breakdown], names: &[String]) -> bool {
    let month = by.iter().position(|by| *by == Breakdown::Cohort).map(|place| &names[place]);
    let Some((month, (first, last))) = month.zip(spend) else { return false };
    *month < Period::Month.of(first) || *month > Period::Month.of(last)
}

/// The configuration file, the rates and the scenarios.
fn beside(options: &CacVsLtv, effective: &Effective) -> Vec<Input> {
    let config = options.common.config.clone().unwrap_or_else(|| config::FILE_NAME.into());
    let rates = effective.rates_file.as_ref().map(|file| file.value.clone());
    let scenarios = options.what_if.scenario.clone();
    std::iter::once(config).chain(rates).chain(scenarios).map(|path| Input { path, channel: None }).collect()
}

/// The channels of the ad reports and lead lists.
fn names_of_channels<'a>(
    paid: Option<&'a Reading>,
    by: &[Breakdown],
) -> impl Iterator<Item = &'a String> + use<'a> {
    let place = by.iter().position(|by| *by == Breakdown::Channel);
    let groups = paid.into_iter().flat_map(|paid| &paid.groups);
    groups.filter_map(move |group| group.names.get(place?))
}

/// A channel of that name would be taken for the customers without a lead.
fn refuse_no_lead<'a>(mut channels: impl Iterator<Item = &'a String>) -> Result<()> {
    match channels.find(|channel| [NO_LEAD, "(без лида)"].contains(&folded(channel).as_str())) {
        None => Ok(()),
        Some(channel) => bail!(
            "a channel is called {channel:?}, as are the customers without a lead; give it another name under [aliases.channel] \
             of leadcalc.toml"
        ),
    }
}

/// Amounts in two currencies add up to nothing that means anything.
fn refuse_two_currencies(currencies: impl Iterator<Item = String>) -> Result<()> {
    let mut first: Option<String> = None;
    for currency in currencies {
        match &first {
            Some(other) if *other != currency => bail!(
                "the files name {other} and {currency}; name the currency of the result with --currency, and what the others are \
                 worth with --rate"
            ),
            _ => first = Some(currency),
        }
    }
    Ok(())
}
