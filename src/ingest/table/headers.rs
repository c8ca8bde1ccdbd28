//! A file's headers: looked up for what a plan needs, and named in the errors where it is not there.

use crate::core::fact::Fact;
use crate::core::tally::Side;

use crate::ingest::field::money::vat::Vat;
use crate::ingest::file::shortened;
use crate::ingest::plan::NameFrom;
use crate::ingest::source::Input;
use crate::ingest::table::column::Column;
use crate::ingest::table::columns::{self, Found};
use crate::ingest::table::header::{self, Header};
use crate::ingest::table::mapping::Mapping;
use crate::ingest::{Dimension, Error};

/// A file's headers, and how messages speak of the file.
pub(in crate::ingest) struct Headers<'a> {
    pub(in crate::ingest) file: &'a str,
    pub(in crate::ingest) side: Side,
    pub(in crate::ingest) raw: &'a [String],
    pub(in crate::ingest) normal: &'a [Header],
    /// Which of two costs is wanted, the one with VAT or the one without.
    pub(in crate::ingest) vat: Option<Vat>,
}

impl Headers<'_> {
    /// The place of a figure.
    pub(in crate::ingest) fn find_figure(
        &self,
        column: Column,
        mappings: &[Mapping],
    ) -> Result<Option<usize>, Error> {
        Ok(self.find(column, mappings)?.first().copied())
    }

    /// The places of a column, the preferred one first: where the user's mapping says, otherwise by their headers. None where
    /// the file has no such column.
    pub(in crate::ingest) fn find(&self, column: Column, mappings: &[Mapping]) -> Result<Vec<usize>, Error> {
        // A mapping for this kind of file is closer than one for both.
        for closer in [true, false] {
            let mut found: Option<(Vec<usize>, &Mapping)> = None;
            let mapped = mappings.iter().filter(|mapping| {
                mapping.column == column && mapping.is_for(self.side) && mapping.side.is_some() == closer
            });
            for mapping in mapped {
                let places = self.places_of(&mapping.header, column.is_figure().then_some(column.name()))?;
                match &found {
                    _ if places.is_empty() => {}
                    Some((first, other)) if *first != places => {
                        return Err(Error::TwoMappings {
                            file: self.file.to_owned(),
                            first: other.text.clone(),
                            second: mapping.text.clone(),
                        });
                    }
                    _ => found = Some((places, mapping)),
                }
            }
            if let Some((places, _)) = found {
                return Ok(places);
            }
        }
        match columns::find(column, self.side, self.raw, &self.unclaimed(column, mappings)) {
            Found::At(places) => Ok(places),
            Found::Nowhere => Ok(Vec::new()),
            Found::Twice(first, second) => match (self.normal[first].vat, self.normal[second].vat) {
                (Some(one), Some(other)) if one != other && column == Column::Sum(Fact::Spend) => {
                    self.cost_by_vat(first, second).map(|place| vec![place])
                }
                _ => Err(self.twice(column, first, second)),
            },
        }
    }

    /// Which of a cost with VAT and one without is wanted.
    fn cost_by_vat(&self, first: usize, second: usize) -> Result<usize, Error> {
        let is_wanted = |place: &usize| self.vat.is_some() && self.normal[*place].vat == self.vat;
        [first, second].into_iter().find(is_wanted).ok_or_else(|| Error::TwoCosts {
            file: self.file.to_owned(),
            first: self.raw[first].clone(),
            second: self.raw[second].clone(),
        })
    }

    fn twice(&self, column: Column, first: usize, second: usize) -> Error {
        if self.raw[first] == self.raw[second] {
            return Error::SameHeader {
                file: self.file.to_owned(),
                header: self.raw[first].clone(),
                meaning: column.name(),
            };
        }
        Error::TwoColumns {
            file: self.file.to_owned(),
            meaning: column.name(),
            first: self.raw[first].clone(),
            second: self.raw[second].clone(),
            side: self.side.name(),
            first_quoted: shell_quoted(&self.raw[first]),
        }
    }

    /// The headers without those that the user has given to another figure: a cost is not the clicks as well.
    fn unclaimed(&self, column: Column, mappings: &[Mapping]) -> Vec<Header> {
        let others = mappings.iter().filter(|mapping| {
            mapping.is_for(self.side)
                && mapping.column != column
                && mapping.column.is_figure()
                && column.is_figure()
        });
        let others: Vec<&Mapping> = others.collect();
        let is_claimed = |(raw, normal): (&String, &Header)| {
            others
                .iter()
                .any(|other| *raw == other.header || normal.normal == header::normalise(&other.header).normal)
        };
        let hidden = Header { normal: String::new(), currency: None, vat: None };
        let headers = self.raw.iter().zip(self.normal);
        headers.map(|header| if is_claimed(header) { hidden.clone() } else { header.1.clone() }).collect()
    }

    /// The places of a header by its text: exactly, or as headers are compared. Of a `figure` there can be only one.
    fn places_of(&self, header: &str, figure: Option<&'static str>) -> Result<Vec<usize>, Error> {
        let places = |test: &dyn Fn(usize) -> bool| {
            (0..self.raw.len()).filter(|place| test(*place)).collect::<Vec<_>>()
        };
        let mut found = places(&|place| self.raw[place] == header.trim());
        if found.is_empty() {
            let normal = header::normalise(header);
            found = places(&|place| self.normal[place].normal == normal.normal);
        }
        match figure {
            Some(meaning) if found.len() > 1 => {
                Err(Error::SameHeader { file: self.file.to_owned(), header: header.to_owned(), meaning })
            }
            _ => Ok(found),
        }
    }

    pub(in crate::ingest) fn name_from(
        &self,
        dimension: &Dimension,
        input: &Input,
        has_days: bool,
        mappings: &[Mapping],
    ) -> Result<NameFrom, Error> {
        match dimension {
            Dimension::Period(period) if has_days => Ok(NameFrom::Period(*period)),
            Dimension::OrderPeriod(period) if has_days => Ok(NameFrom::OrderPeriod(*period)),
            Dimension::Period(period) | Dimension::OrderPeriod(period) => {
                Err(self.no_date(format!("grouping by {}", period.name())))
            }
            Dimension::Known(Column::Channel) if input.channel.is_some() => {
                Ok(NameFrom::Fixed(input.channel.clone().unwrap_or_default()))
            }
            Dimension::Known(column) => {
                let mut places = self.find(*column, mappings)?;
                // Some exports have a campaign's number and not its name.
                if places.is_empty() && *column == Column::Campaign {
                    places = self.find(Column::CampaignId, mappings)?;
                }
                if places.is_empty() {
                    Err(self.no_dimension(dimension, input))
                } else {
                    Ok(NameFrom::Cells(places))
                }
            }
            Dimension::Header(header) => {
                let places = self.places_of(header, None)?;
                if places.is_empty() {
                    Err(self.no_dimension(dimension, input))
                } else {
                    Ok(NameFrom::Cells(places))
                }
            }
        }
    }

    fn no_dimension(&self, dimension: &Dimension, input: &Input) -> Error {
        let side = self.side.name();
        let has = |name: &str| {
            Column::dimension(name).is_some_and(|column| {
                columns::find(column, self.side, self.raw, self.normal) != Found::Nowhere
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
                shell_quoted(&format!("NAME={}", input.path.display()))
            ),
            // An ad system does not know how customers get in touch, so its spend cannot be split by it.
            Dimension::Known(Column::Contact) if self.side == Side::Statistics => {
                "what was spent cannot be split by the kind of contact; leave out --spend, or contact".to_owned()
            }
            Dimension::Known(column) => {
                format!("name the column with --map {side}.{}=HEADER{by_another}", column.name())
            }
            Dimension::Header(_) | Dimension::Period(_) | Dimension::OrderPeriod(_) => {
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

    pub(in crate::ingest) fn no_date(&self, needed_for: String) -> Error {
        Error::NoDate {
            file: self.file.to_owned(),
            needed_for,
            headers: listed(self.raw),
            side: self.side.name(),
        }
    }

    /// Refuses a lead list with clicks, impressions or a count of leads: each of its rows would be counted as one lead.
    pub(in crate::ingest) fn refuse_report(&self) -> Result<(), Error> {
        const COUNTS: [&str; 5] = ["leads", "лиды", "заявки", "количество лидов", "количество заявок"];
        let of_a_report =
            [Fact::Clicks, Fact::Impressions].into_iter().find_map(|fact| {
                match columns::find(Column::Sum(fact), Side::Statistics, self.raw, self.normal) {
                    Found::At(places) => places.first().copied(),
                    Found::Twice(place, _) => Some(place),
                    Found::Nowhere => None,
                }
            });
        let of_leads = || self.normal.iter().position(|header| COUNTS.contains(&header.normal.as_str()));
        match of_a_report.or_else(of_leads) {
            Some(place) => {
                Err(Error::ReportAsLeads { file: self.file.to_owned(), header: self.raw[place].clone() })
            }
            None => Ok(()),
        }
    }

    pub(in crate::ingest) fn no_facts(&self) -> Error {
        let looks_like_leads =
            columns::known(self.normal, Side::Leads) > columns::known(self.normal, Side::Statistics);
        Error::NoFacts {
            file: self.file.to_owned(),
            headers: listed(self.raw),
            hint: if looks_like_leads { ", or give the file as --leads if each row is a lead" } else { "" },
        }
    }

    /// The place of a header by its text; none where the file does not have it.
    pub(in crate::ingest) fn place_of(&self, header: &str) -> Result<Option<usize>, Error> {
        Ok(self.places_of(header, Some("respondent"))?.first().copied())
    }

    /// No column that says who has answered.
    pub(in crate::ingest) fn no_respondent(&self) -> Error {
        Error::NoRespondent { file: self.file.to_owned(), headers: listed(self.raw) }
    }

    /// No column of the days that orders were on.
    pub(in crate::ingest) fn no_order_date(&self) -> Error {
        Error::NoOrderDate { file: self.file.to_owned(), headers: listed(self.raw) }
    }

    /// No column that each row of a list needs.
    pub(in crate::ingest) fn no_column(&self, column: Column) -> Error {
        Error::NoColumn {
            file: self.file.to_owned(),
            column: column.name(),
            headers: listed(self.raw),
            side: self.side.name(),
        }
    }

    /// No column of answers.
    pub(in crate::ingest) fn no_answers(&self) -> Error {
        Error::NoAnswers { file: self.file.to_owned(), headers: listed(self.raw) }
    }

    /// The currencies that the headers of these columns name.
    pub(in crate::ingest) fn currencies(
        &self,
        places: impl Iterator<Item = usize>,
    ) -> Vec<(usize, &'static str)> {
        places.filter_map(|place| Some((place, self.normal[place].currency?))).collect()
    }

    /// No column to tell repeated leads by.
    pub(in crate::ingest) fn no_key(&self, key: &'static str) -> Error {
        Error::NoKey { file: self.file.to_owned(), key, headers: listed(self.raw) }
    }
}

/// Headers for a message, the first of them.
pub(in crate::ingest) fn listed(headers: &[String]) -> String {
    const SHOWN: usize = 12;
    let shown = headers.iter().take(SHOWN).map(|header| shortened(header)).collect::<Vec<_>>().join(", ");
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
