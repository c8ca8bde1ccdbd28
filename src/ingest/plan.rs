//! What is taken from a file: which of its columns stands for what.

use crate::core::fact::{Fact, FactSet};
use crate::core::period::Period;
use crate::core::tally::Side;
use crate::report::Note;

use super::columns::{self, Column, Found, Header, Mapping};
use super::file::File;
use super::source::Input;
use super::status::Class;
use super::{Dimension, Error, Request};

/// Where a row's name in a dimension comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NameFrom {
    /// The user gave the file one.
    Fixed(String),
    /// A column.
    Cell(usize),
    /// The period of the row's date.
    Period(Period),
}

/// What is taken from a file's rows. The numbers are places of columns.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) names: Vec<NameFrom>,
    pub(super) date: Option<usize>,
    pub(super) closed_at: Option<usize>,
    /// Statistics: the sums and their columns.
    pub(super) sums: Vec<(Fact, usize)>,
    /// Statistics without a cost: the price of a click.
    pub(super) cpc: Option<usize>,
    pub(super) status: Option<usize>,
    pub(super) amount: Option<usize>,
    pub(super) cost_of_goods: Option<usize>,
    pub(super) customer: Option<usize>,
    /// What a row of this file supplies when none of its cells is missing.
    pub(super) supplies: FactSet,
    /// Outcomes in a report that a lead export takes the place of.
    pub(super) left_aside: Vec<Fact>,
    /// The currency that its headers name, and the header that does.
    pub(super) currency: Option<(String, &'static str)>,
}

/// A file's headers, and how messages speak of the file.
pub(super) struct Headers<'a> {
    pub(super) file: &'a str,
    pub(super) side: Side,
    pub(super) raw: &'a [String],
    pub(super) normal: &'a [Header],
}

/// Settles what is taken from a file.
pub(super) fn settle(request: &Request, input: &Input, headers: &Headers<'_>) -> Result<Plan, Error> {
    let find = |column| headers.find(column, &request.mappings);
    let is_report = headers.side == Side::Statistics;
    let needs_date = request.since.is_some() || request.until.is_some();
    let date = match find(Column::Date) {
        Ok(place) => place,
        // Two date columns trouble nobody who does not ask for dates.
        Err(_) if !needs_date && !request.dimensions.iter().any(|d| matches!(d, Dimension::Period(_))) => {
            None
        }
        Err(error) => return Err(error),
    };
    if needs_date && date.is_none() {
        return Err(headers.no_date(if request.since.is_some() { "--since" } else { "--until" }.to_owned()));
    }
    let names = request
        .dimensions
        .iter()
        .map(|dimension| headers.name_from(dimension, input, date, &request.mappings))
        .collect::<Result<Vec<_>, Error>>()?;

    let mut plan = Plan {
        names,
        date,
        closed_at: None,
        sums: Vec::new(),
        cpc: None,
        status: None,
        amount: None,
        cost_of_goods: None,
        customer: None,
        supplies: FactSet::default(),
        left_aside: Vec::new(),
        currency: None,
    };
    if is_report {
        plan.take_sums(request, &find)?;
    } else {
        plan.take_outcomes(request, &find)?;
    }
    if plan.supplies.is_empty() {
        return Err(headers.no_facts());
    }
    plan.currency = headers.currency(plan.money())?;
    Ok(plan)
}

type Find<'a> = &'a dyn Fn(Column) -> Result<Option<usize>, Error>;

impl Plan {
    fn take_sums(&mut self, request: &Request, find: Find<'_>) -> Result<(), Error> {
        for fact in Fact::ALL {
            let is_outcome = !matches!(fact, Fact::Impressions | Fact::Clicks | Fact::Spend);
            let place = match find(Column::Sum(fact)) {
                Err(_) if is_outcome && !request.leads.is_empty() && fact != Fact::Leads => None,
                found => found?,
            };
            let Some(place) = place else { continue };
            match fact {
                Fact::Leads if !request.leads.is_empty() => self.sums.push((Fact::ReportedLeads, place)),
                _ if is_outcome && !request.leads.is_empty() => self.left_aside.push(fact),
                _ => self.sums.push((fact, place)),
            }
        }
        self.supplies = self.sums.iter().map(|(fact, _)| *fact).collect();
        if !self.supplies.contains(Fact::Spend) && self.supplies.contains(Fact::Clicks) {
            self.cpc = find(Column::Cpc)?;
            if self.cpc.is_some() {
                self.supplies = self.supplies.with(Fact::Spend);
            }
        }
        Ok(())
    }

    fn take_outcomes(&mut self, request: &Request, find: Find<'_>) -> Result<(), Error> {
        self.status = find(Column::Status)?;
        self.amount = find(Column::Sum(Fact::Revenue))?;
        self.cost_of_goods = find(Column::Sum(Fact::CostOfGoods))?;
        let counts = |class| self.status.is_some() && request.statuses.counts(class);
        let knows_orders = if self.status.is_some() { counts(Class::Won) } else { self.amount.is_some() };
        let mut supplies = FactSet::default().with(Fact::Leads);
        if counts(Class::Rejected) {
            supplies = supplies.with(Fact::RejectedLeads);
        }
        if counts(Class::Qualified) {
            supplies = supplies.with(Fact::QualifiedLeads);
        }
        if knows_orders {
            supplies = supplies.with(Fact::Orders);
            if self.amount.is_some() {
                supplies = supplies.with(Fact::Revenue);
            }
            if self.cost_of_goods.is_some() {
                supplies = supplies.with(Fact::CostOfGoods);
            }
            if request.count_customers {
                self.customer = find(Column::Customer)?;
                if self.customer.is_some() {
                    supplies = supplies.with(Fact::Customers);
                    self.closed_at = find(Column::ClosedAt)?;
                }
            }
        }
        self.supplies = supplies;
        Ok(())
    }

    /// The columns that amounts are taken from.
    fn money(&self) -> impl Iterator<Item = usize> {
        let sums = self
            .sums
            .iter()
            .filter(|(fact, _)| matches!(fact, Fact::Spend | Fact::Revenue | Fact::CostOfGoods));
        sums.map(|(_, place)| *place).chain(self.cpc).chain(self.amount).chain(self.cost_of_goods)
    }

    /// The columns that numbers are taken from.
    pub(super) fn numbers(&self) -> Vec<usize> {
        let sums = self.sums.iter().map(|(_, place)| *place);
        sums.chain(self.cpc).chain(self.amount).chain(self.cost_of_goods).collect()
    }

    /// What each column in use was taken for, in the order of the file.
    pub(super) fn meanings(&self, dimensions: &[Dimension]) -> Vec<(usize, String)> {
        let named = |place: Option<usize>, name: &str| place.map(|place| (place, name.to_owned()));
        let mut meanings: Vec<(usize, String)> =
            self.sums.iter().map(|(fact, place)| (*place, fact.metric().key().to_owned())).collect();
        meanings.extend(named(self.date, "date"));
        meanings.extend(named(self.closed_at, "closed_at"));
        meanings.extend(named(self.cpc, "cpc"));
        meanings.extend(named(self.status, "status"));
        meanings.extend(named(self.amount, "revenue"));
        meanings.extend(named(self.cost_of_goods, "cost_of_goods"));
        meanings.extend(named(self.customer, "customer"));
        for (from, dimension) in self.names.iter().zip(dimensions) {
            if let NameFrom::Cell(place) = from {
                meanings.push((*place, dimension.name().to_owned()));
            }
        }
        meanings.sort();
        meanings.dedup();
        meanings
    }
}

impl Headers<'_> {
    /// The place of a column: where the user's mapping says, otherwise by its header.
    fn find(&self, column: Column, mappings: &[Mapping]) -> Result<Option<usize>, Error> {
        let mapped = mappings.iter().filter(|mapping| mapping.column == column && mapping.is_for(self.side));
        // A mapping for this kind of file is closer than one for both.
        let mut mapped: Vec<&Mapping> = mapped.collect();
        mapped.sort_by_key(|mapping| mapping.side.is_none());
        for mapping in mapped {
            if let Some(place) = self.place_of(&mapping.header, column.name())? {
                return Ok(Some(place));
            }
        }
        match columns::find(column, self.side, self.normal) {
            Found::At(place) => Ok(Some(place)),
            Found::Nowhere => Ok(None),
            Found::Twice(first, second) if self.raw[first] == self.raw[second] => Err(Error::SameHeader {
                file: self.file.to_owned(),
                header: self.raw[first].clone(),
                meaning: column.name(),
            }),
            Found::Twice(first, second) => Err(Error::TwoColumns {
                file: self.file.to_owned(),
                meaning: column.name(),
                first: self.raw[first].clone(),
                second: self.raw[second].clone(),
                side: side_name(self.side),
                first_quoted: shell_quoted(&self.raw[first]),
            }),
        }
    }

    /// The place of a header by its text: exactly, or as headers are compared.
    fn place_of(&self, header: &str, meaning: &'static str) -> Result<Option<usize>, Error> {
        let unique = |places: &[usize]| match places {
            [] => Ok(None),
            [place] => Ok(Some(*place)),
            _ => Err(Error::SameHeader { file: self.file.to_owned(), header: header.to_owned(), meaning }),
        };
        let places = |test: &dyn Fn(usize) -> bool| {
            (0..self.raw.len()).filter(|place| test(*place)).collect::<Vec<_>>()
        };
        let exact = places(&|place| self.raw[place] == header.trim());
        if !exact.is_empty() {
            return unique(&exact);
        }
        let normal = columns::normalise(header);
        unique(&places(&|place| self.normal[place].normal == normal.normal))
    }

    fn name_from(
        &self,
        dimension: &Dimension,
        input: &Input,
        date: Option<usize>,
        mappings: &[Mapping],
    ) -> Result<NameFrom, Error> {
        match dimension {
            Dimension::Period(period) if date.is_some() => Ok(NameFrom::Period(*period)),
            Dimension::Period(period) => Err(self.no_date(format!("--by {}", period.name()))),
            Dimension::Known(Column::Channel) if input.channel.is_some() => {
                Ok(NameFrom::Fixed(input.channel.clone().unwrap_or_default()))
            }
            Dimension::Known(column) => match self.find(*column, mappings)? {
                Some(place) => Ok(NameFrom::Cell(place)),
                None => Err(self.no_dimension(dimension)),
            },
            Dimension::Header(header) => match self.place_of(header, "dimension")? {
                Some(place) => Ok(NameFrom::Cell(place)),
                None => Err(self.no_dimension(dimension)),
            },
        }
    }

    fn no_dimension(&self, dimension: &Dimension) -> Error {
        let side = side_name(self.side);
        let has = |name: &str| {
            Column::dimension(name).is_some_and(|column| {
                !matches!(columns::find(column, self.side, self.normal), Found::Nowhere)
            })
        };
        let instead = ["campaign", "channel", "source", "medium"].into_iter().find(|name| has(name));
        let by_another = match instead {
            Some(name) => format!(", or group by what it has with --by {name}"),
            None => ", or group by a column that it has with --by HEADER".to_owned(),
        };
        let way_out = match dimension {
            Dimension::Known(Column::Channel) => format!(
                "give all its rows a channel with --{side} {}, name the column with --map {side}.channel=HEADER{by_another}",
                shell_quoted(&format!("NAME={}", self.file))
            ),
            Dimension::Known(column) => {
                format!("name the column with --map {side}.{}=HEADER{by_another}", column.name())
            }
            Dimension::Header(_) | Dimension::Period(_) => {
                "--by takes channel, campaign, source, medium, day, week, month, quarter, year or a header that every file has"
                    .to_owned()
            }
        };
        Error::NoDimension {
            file: self.file.to_owned(),
            dimension: dimension.name().to_owned(),
            headers: listed(self.raw),
            way_out,
        }
    }

    fn no_date(&self, needed_for: String) -> Error {
        Error::NoDate {
            file: self.file.to_owned(),
            needed_for,
            headers: listed(self.raw),
            side: side_name(self.side),
        }
    }

    fn no_facts(&self) -> Error {
        let looks_like_leads =
            columns::known(self.normal, Side::Leads) > columns::known(self.normal, Side::Statistics);
        Error::NoFacts {
            file: self.file.to_owned(),
            headers: listed(self.raw),
            hint: if looks_like_leads { ", or give the file as --leads if each row is a lead" } else { "" },
        }
    }

    /// The currency that the headers of these columns name: one at most.
    fn currency(&self, places: impl Iterator<Item = usize>) -> Result<Option<(String, &'static str)>, Error> {
        let mut found: Option<(String, &'static str)> = None;
        for place in places {
            let Some(code) = self.normal[place].currency else { continue };
            let header = format!("{} ({:?})", self.file, self.raw[place]);
            match &found {
                Some((first_file, first)) if *first != code => {
                    return Err(Error::TwoCurrencies {
                        first_file: first_file.clone(),
                        first: (*first).to_owned(),
                        second_file: header,
                        second: code.to_owned(),
                    });
                }
                Some(_) => {}
                None => found = Some((header, code)),
            }
        }
        Ok(found)
    }
}

/// The one currency that the files' headers name.
pub(super) fn one_currency(files: &[File]) -> Result<Option<String>, Error> {
    let mut found: Option<&(String, &'static str)> = None;
    for currency in files.iter().filter_map(|file| file.plan.currency.as_ref()) {
        match found {
            Some(first) if first.1 != currency.1 => {
                return Err(Error::TwoCurrencies {
                    first_file: first.0.clone(),
                    first: first.1.to_owned(),
                    second_file: currency.0.clone(),
                    second: currency.1.to_owned(),
                });
            }
            Some(_) => {}
            None => found = Some(currency),
        }
    }
    Ok(found.map(|(_, code)| (*code).to_owned()))
}

/// A note on files whose amounts are taken for the currency that another file names.
pub(super) fn assumed_currency(currency: &str, files: &[File]) -> Option<Note> {
    let silent =
        files.iter().filter(|file| file.plan.currency.is_none() && file.plan.money().next().is_some());
    let silent: Vec<&str> = silent.map(|file| file.name.as_str()).collect();
    (!silent.is_empty()).then(|| Note {
        code: "currency-assumed",
        message: format!(
            "{}: no header names a currency; amounts are taken for {currency}, as in the other files",
            silent.join(", ")
        ),
    })
}

/// A mapping to a header that no file has is a slip of the pen, and would silently do nothing.
pub(super) fn refuse_unused_mappings(mappings: &[Mapping], files: &[File]) -> Result<(), Error> {
    for mapping in mappings {
        let concerned = || files.iter().filter(|file| mapping.is_for(file.side));
        let normal = columns::normalise(&mapping.header).normal;
        let is_in = |file: &File| {
            file.raw_headers.contains(&mapping.header)
                || file.headers.iter().any(|header| header.normal == normal)
        };
        if !concerned().any(is_in) {
            let headers = concerned().map(|file| format!("{}: {}", file.name, listed(&file.raw_headers)));
            return Err(Error::UnusedMapping {
                mapping: mapping.text.clone(),
                header: mapping.header.clone(),
                headers: headers.collect::<Vec<_>>().join("; "),
            });
        }
    }
    Ok(())
}

/// A kind of file as options name it.
pub(super) fn side_name(side: Side) -> &'static str {
    match side {
        Side::Statistics => "spend",
        Side::Leads => "leads",
    }
}

/// Headers for a message, the first of them.
pub(super) fn listed(headers: &[String]) -> String {
    const SHOWN: usize = 12;
    let shown = headers.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    match headers.len().saturating_sub(SHOWN) {
        0 => format!("its columns: {shown}"),
        more => format!("its columns: {shown} and {more} more"),
    }
}

/// A text as a shell takes it for one word.
fn shell_quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
    if text.chars().all(is_plain) { text.to_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}
