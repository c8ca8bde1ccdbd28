//! The period that the lines above a header tell.

use super::day::{self, Written};
use super::order::Order;
use super::span::Span;
use super::{clock, month, names, words};

/// What the lines above a header say of the period of the rows below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) enum Found {
    /// No period, or several that differ. No period is better than a wrong one.
    Nothing,
    /// A period.
    Span(Span),
    /// A period in these words, whose days and months could change places.
    Undecided(String),
}

/// Words that say what a date beside them is. They are all of a label, or the label is not understood.
const PERIOD: &str = "period range interval month for период периода за интервал диапазон месяц \
    période zeitraum monat periodo período intervallo intervalo mois mes mese mês";
const FIRST: &str = "start starts starting begin begins beginning from since с со начало начала \
    début du depuis von vom beginn inicio início desde inizio dal";
const LAST: &str = "end ends ending to until till through thru and по до и конец конца окончание окончания \
    fin au à et bis ende und hasta al a y até fine fim e";
const PADDING: &str = "report reporting date dates data day time the of отчет отчета отчетный дата даты данные время \
    rapport bericht datum informe fecha relatório rapporto utc gmt";

/// How words begin that speak of another period than that of the rows.
const COMPARED: [&str; 6] = ["compar", "vs", "versus", "previous", "сравн", "предыдущ"];

/// Finds the period in the lines above a header.
///
/// Two dates with nothing but a joint between them are a period under any title. One date is a period where it is all of its
/// line or where the line says so: a report also tells when it was made. Dates that can be read in two orders are read as they
/// prove, else in `order`, else as leaves the first day before the last.
pub(in crate::ingest) fn period_of(preamble: &[String], order: Option<Order>) -> Found {
    let mut found: Option<(Vec<Span>, String)> = None;
    for claim in claims(preamble) {
        let readings = claim.readings(order);
        match &mut found {
            _ if readings.is_empty() => {}
            Some((agreed, _)) => agreed.retain(|span| readings.contains(span)),
            None => found = Some((readings, claim.text)),
        }
    }
    match found {
        Some((spans, text)) => match spans.as_slice() {
            [] => Found::Nothing,
            [span] => Found::Span(*span),
            _ => Found::Undecided(text),
        },
        None => Found::Nothing,
    }
}

/// A period as it is told.
struct Claim {
    first: Told,
    last: Told,
    text: String,
}

impl Claim {
    /// The periods that it may mean.
    fn readings(&self, order: Option<Order>) -> Vec<Span> {
        let known = self.first.proves().or(self.last.proves()).or(order);
        let orders = known.map_or(Order::ALL.to_vec(), |order| vec![order]);
        let mut readings: Vec<Span> = orders
            .into_iter()
            .filter_map(|order| Span::new(self.first.under(order)?.first, self.last.under(order)?.last))
            .collect();
        readings.dedup();
        readings
    }
}

fn claims(preamble: &[String]) -> Vec<Claim> {
    let mut claims = Vec::new();
    let mut start: Option<(Told, &str)> = None;
    for line in preamble {
        let line = line.trim();
        let (mentions, tail) = mentions(line);
        let [only] = mentions.as_slice() else {
            let pairs = mentions.windows(2).filter_map(|pair| match pair {
                [first, last] if last.follows() && !first.is_compared() => Some((first.told, last.told)),
                _ => None,
            });
            claims.extend(pairs.map(|(first, last)| Claim { first, last, text: line.to_owned() }));
            continue;
        };
        if Label::of(tail) != Label::None {
            continue;
        }
        match Label::of(only.before) {
            // A day and an hour with no word beside them are when the report was made.
            Label::None if only.has_time => {}
            Label::None | Label::Period => {
                claims.push(Claim { first: only.told, last: only.told, text: line.to_owned() });
            }
            Label::First => start = Some((only.told, line)),
            Label::Last => {
                if let Some((first, start)) = start.take() {
                    claims.push(Claim { first, last: only.told, text: format!("{start}, {line}") });
                }
            }
            Label::Other => {}
        }
    }
    claims
}

/// A day or a month in a line.
#[derive(Debug, Clone, Copy)]
enum Told {
    Day(Written),
    Month(Span),
}

impl Told {
    fn take(text: &str) -> Option<(Self, &str)> {
        let day = day::take(text).or_else(|| words::take(text)).map(|(day, rest)| (Self::Day(day), rest));
        day.or_else(|| month::take(text).map(|(month, rest)| (Self::Month(month), rest)))
    }

    fn under(self, order: Order) -> Option<Span> {
        match self {
            Self::Day(day) => day.under(order).map(Span::of_day),
            Self::Month(month) => Some(month),
        }
    }

    fn proves(self) -> Option<Order> {
        match self {
            Self::Day(day) => day.proves(),
            Self::Month(_) => None,
        }
    }
}

/// A date in its line.
struct Mention<'l> {
    told: Told,
    has_time: bool,
    /// The text before it, back to the date before it.
    before: &'l str,
}

impl Mention<'_> {
    /// Whether it ends what the date before it begins.
    fn follows(&self) -> bool {
        matches!(Label::of(self.before), Label::None | Label::Last)
    }

    fn is_compared(&self) -> bool {
        words_of(self.before).any(|word| COMPARED.iter().any(|beginning| word.starts_with(beginning)))
    }
}

/// The dates of a line, and the text behind the last one.
fn mentions(line: &str) -> (Vec<Mention<'_>>, &str) {
    let mut mentions = Vec::new();
    let mut behind = 0;
    let mut place = 0;
    while let Some(start) = line[place..].find(char::is_alphanumeric).map(|skipped| place + skipped) {
        if let Some((told, has_time, rest)) = mention(&line[start..]) {
            mentions.push(Mention { told, has_time, before: &line[behind..start] });
            place = line.len() - rest.len();
            behind = place;
        } else {
            // No date begins in the middle of `v2.20260101`.
            let is_glue = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '/');
            place = line[start..].find(|c| !is_glue(c)).map_or(line.len(), |length| start + length);
        }
    }
    (mentions, &line[behind..])
}

/// Takes a date with its time off the beginning of a text, if it is not a piece of something longer.
fn mention(text: &str) -> Option<(Told, bool, &str)> {
    let (told, rest) = Told::take(text)?;
    let rest = words::past_year_word(rest);
    let (has_time, rest) = match clock::take(rest) {
        Some((_, rest)) => (true, clock::past_zone(rest)),
        None => (false, rest),
    };
    let mut behind = rest.chars();
    let is_whole = match behind.next() {
        Some('-' | '/' | '.') if behind.as_str().starts_with(char::is_alphanumeric) => {
            Told::take(behind.as_str()).is_some()
        }
        Some(':') => !behind.as_str().starts_with(char::is_alphanumeric),
        Some(next) => !next.is_alphanumeric() && next != '_',
        None => true,
    };
    is_whole.then_some((told, has_time, rest))
}

/// What the words beside a date make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    /// There are none.
    None,
    /// The date is the whole period.
    Period,
    First,
    Last,
    /// Something else than a period.
    Other,
}

impl Label {
    fn of(text: &str) -> Self {
        let (mut any, mut period, mut first, mut last) = (false, false, false, false);
        for word in words_of(text) {
            any = true;
            match word.as_str() {
                word if names::is_among(word, PERIOD) => period = true,
                word if names::is_among(word, FIRST) => first = true,
                word if names::is_among(word, LAST) => last = true,
                word if names::is_among(word, PADDING) => {}
                _ => return Self::Other,
            }
        }
        match (first, last, period) {
            _ if !any => Self::None,
            (true, false, _) => Self::First,
            (false, true, _) => Self::Last,
            (false, false, true) => Self::Period,
            _ => Self::Other,
        }
    }
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    let is_word = |c: char| c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c);
    text.split(move |c| !is_word(c))
        .filter(|word| !word.is_empty())
        // A word too long to fold is none of those that are known, and still a word.
        .map(|word| names::fold(word).unwrap_or_else(|| "?".to_owned()))
}

#[cfg(test)]
mod tests;
