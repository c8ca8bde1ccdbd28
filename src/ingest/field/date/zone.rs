//! Times in one zone, brought to the days of another.

use jiff::tz::{Offset, TimeZone};

use super::{Moment, Problem, clock, day, words};

/// A zone that moments are brought to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    name: String,
    zone: TimeZone,
}

impl Zone {
    /// Reads `Europe/Moscow`, `UTC` or `+03:00`; none for what is no zone.
    ///
    /// ```
    /// use leadcalc::ingest::field::date::Zone;
    /// assert_eq!(Zone::from_name("europe/moscow").unwrap().name(), "Europe/Moscow");
    /// assert!(Zone::from_name("+05:30").is_some());
    /// assert!(Zone::from_name("Moscow").is_none());
    /// ```
    #[must_use]
    pub fn from_name(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        if let Some(seconds) = clock::offset(text) {
            let zone = TimeZone::fixed(Offset::from_seconds(seconds).ok()?);
            return Some(Self { name: text.to_owned(), zone });
        }
        let zone = TimeZone::get(text).ok()?;
        let name = zone.iana_name().unwrap_or(text).to_owned();
        Some(Self { name, zone })
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The moment of a cell on the clocks of this zone. A time that names no zone is UTC; a day without a time stays what it is.
    ///
    /// **Errors**: [`Problem::UnknownZone`], where the cell names a zone that is not known.
    pub(super) fn moment(&self, cell: &str, moment: Moment) -> Result<Moment, Problem> {
        let Some(named) = zone_behind(cell) else { return Ok(moment) };
        let from = match clock::offset(named) {
            Some(seconds) => {
                TimeZone::fixed(Offset::from_seconds(seconds).map_err(|_| Problem::UnknownZone)?)
            }
            None => TimeZone::get(named).map_err(|_| Problem::UnknownZone)?,
        };
        // Clocks of zones know no leap second.
        let second = moment.second.min(24 * 60 * 60 - 1);
        let [hour, minute, second] =
            [second / 3600, second / 60 % 60, second % 60].map(|part| i8::try_from(part).unwrap_or(0));
        let here = from
            .to_timestamp(moment.day.at(hour, minute, second, 0))
            .map(|moment| self.zone.to_datetime(moment))
            .map_err(|_| Problem::NotADate)?;
        let [hour, minute, second] =
            [here.hour(), here.minute(), here.second()].map(|part| u32::from(part.unsigned_abs()));
        Ok(Moment { day: here.date(), second: hour * 3600 + minute * 60 + second })
    }
}

/// The zone behind a cell's time, `UTC` where it names none; none where it has no time.
fn zone_behind(cell: &str) -> Option<&str> {
    let text = cell.trim();
    let (_, rest) = day::take(text).or_else(|| words::take(text))?;
    let (_, zone) = clock::take(words::past_year_word(rest))?;
    Some(match zone.trim() {
        "" => "UTC",
        zone => zone.split_once('(').map_or(zone, |(zone, _)| zone.trim_end()),
    })
}
