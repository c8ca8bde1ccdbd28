//! The commonest form of a moment: `2026-01-31`, `2026-01-31 14:05`, `2026-01-31T14:05:09Z`.

use crate::core::period::Date;

use super::{Moment, Zone, day};

/// The day read last, and how it is written: files that are sorted by time have the same one in row after row.
#[derive(Debug, Default)]
pub(in crate::ingest) struct LastDay {
    day: Option<([u8; 10], Date)>,
    /// The zone that times are brought to, if they are.
    zone: Option<Zone>,
}

impl LastDay {
    /// None yet, in a file whose times are brought to this zone.
    pub(in crate::ingest) fn in_zone(zone: Option<Zone>) -> Self {
        Self { day: None, zone }
    }

    pub(super) fn zone(&self) -> Option<&Zone> {
        self.zone.as_ref()
    }
}

/// Reads a cell of this very form. None for all others, whether or not they are dates.
#[inline]
pub(super) fn read(cell: &str, last: &mut LastDay) -> Option<Moment> {
    let (written, time) = cell.as_bytes().split_first_chunk::<10>()?;
    let day = match &last.day {
        Some((known, day)) if known == written => *day,
        _ => {
            let day = day(written)?;
            last.day = Some((*written, day));
            day
        }
    };
    let time = match time {
        [] => return Some(Moment { day, second: 0 }),
        [b'T' | b' ', time @ .., b'Z'] | [b'T' | b' ', time @ ..] => time,
        _ => return None,
    };
    let (hour, minute, second) = match time {
        [h0, h1, b':', m0, m1] => (two(*h0, *h1)?, two(*m0, *m1)?, 0),
        [h0, h1, b':', m0, m1, b':', s0, s1] => (two(*h0, *h1)?, two(*m0, *m1)?, two(*s0, *s1)?),
        _ => return None,
    };
    // A leap second is the 61st of its minute.
    (hour < 24 && minute < 60 && second <= 60)
        .then_some(Moment { day, second: hour * 3600 + minute * 60 + second })
}

fn day(written: &[u8; 10]) -> Option<Date> {
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = written else { return None };
    let year = two(*y0, *y1)? * 100 + two(*y2, *y3)?;
    day::date(year, two(*m0, *m1)?, two(*d0, *d1)?)
}

/// The number that two digits are.
fn two(tens: u8, ones: u8) -> Option<u32> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| u32::from(byte - b'0'));
    Some(digit(tens)? * 10 + digit(ones)?)
}
