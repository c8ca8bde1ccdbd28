//! Which header of a file has which meaning, by the table in `synonyms`.
//!
//! A header matches exactly once it is normalised, never by a part of it: `Cost / conv.` and `Avg. cost` stand beside `Cost` in
//! the same report.

use crate::core::tally::Side;

use crate::ingest::table::column::Column;
use crate::ingest::table::header::Header;
use crate::ingest::table::{synonyms, vocabulary};

/// What was found for a meaning among a file's headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) enum Found {
    /// The places of the headers that have it. Of several, the first that is not empty in a row counts in it.
    At(Vec<usize>),
    /// No header has it.
    Nowhere,
    /// Two headers have it with equal right.
    Twice(usize, usize),
}

/// Looks a meaning up among headers.
pub(in crate::ingest) fn find(column: Column, side: Side, raw: &[String], headers: &[Header]) -> Found {
    let mut found: Vec<usize> = Vec::new();
    for (.., synonyms) in synonyms::lines().filter(|(meaning, holds, _)| *meaning == column && holds.on(side))
    {
        let is_one = |header: &Header| synonyms.clone().any(|synonym| synonym == header.normal);
        let places = headers.iter().enumerate().filter(|(_, header)| is_one(header)).map(|(place, _)| place);
        let places: Vec<usize> = places.collect();
        if let [first, rest @ ..] = &places[..]
            && let Some(other) = rest.iter().find(|other| column.is_figure() || raw[**other] != raw[*first])
        {
            return Found::Twice(*first, *other);
        }
        found.extend(places);
        if !found.is_empty() && !column.is_dimension() {
            break;
        }
    }
    match found.is_empty() {
        // Where a file has no channel, its source is the channel.
        true if column == Column::Channel => find(Column::Source, side, raw, headers),
        true => Found::Nowhere,
        false => Found::At(found),
    }
}

/// The other headers that could have had a meaning, and were left for a better one: `Clicks (all)` beside `Link clicks`.
pub(in crate::ingest) fn passed_over(
    column: Column,
    side: Side,
    headers: &[Header],
    taken: usize,
) -> Vec<usize> {
    (0..headers.len()).filter(|place| *place != taken && is_known(column, side, &headers[*place])).collect()
}

/// Whether a header has a meaning by itself.
pub(in crate::ingest) fn is_known(column: Column, side: Side, header: &Header) -> bool {
    let mut lines = synonyms::lines().filter(|(meaning, holds, _)| *meaning == column && holds.on(side));
    lines.any(|(.., mut synonyms)| synonyms.any(|synonym| synonym == header.normal))
}

/// How many of the headers are known on this side.
pub(in crate::ingest) fn known(headers: &[Header], side: Side) -> usize {
    headers.iter().filter(|header| vocabulary::knows(&header.normal, side)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::table::header::normalise;

    #[test]
    fn synonyms_are_written_as_they_are_compared_and_mean_one_thing() {
        for (column, holds, synonyms) in synonyms::lines() {
            for synonym in synonyms {
                assert_eq!(normalise(synonym).normal, synonym);
                let elsewhere: Vec<Column> = synonyms::lines()
                    .filter(|(other, other_holds, others)| {
                        let both_hold =
                            Side::ALL.into_iter().any(|side| holds.on(side) && other_holds.on(side));
                        *other != column && both_hold && others.clone().any(|other| other == synonym)
                    })
                    .map(|(other, ..)| other)
                    .collect();
                assert_eq!(elsewhere, [], "{synonym}");
            }
        }
    }

    #[test]
    fn neighbours_of_a_known_header_are_not_taken_for_it() {
        for header in
            ["Cost / conv.", "Avg. cost", "Interactions", "CTR (all)", "Дата редактирования", "Budget"]
        {
            let headers = [normalise(header)];
            assert_eq!(known(&headers, Side::Statistics), 0, "{header}");
        }
    }

    #[test]
    fn the_channel_is_the_source_where_there_is_no_other() {
        let find = |column, raw: &[&str]| {
            let raw: Vec<String> = raw.iter().map(|header| (*header).to_owned()).collect();
            let headers: Vec<Header> = raw.iter().map(|header| normalise(header)).collect();
            find(column, Side::Leads, &raw, &headers)
        };
        assert_eq!(find(Column::Channel, &["utm_source", "Channel"]), Found::At(vec![1]));
        assert_eq!(find(Column::Source, &["utm_source", "Channel"]), Found::At(vec![0]));
        assert_eq!(find(Column::Channel, &["utm_source"]), Found::At(vec![0]));
        // What stands in utm_source is the click's own; the other is what somebody has filled in.
        assert_eq!(find(Column::Channel, &["Источник", "utm_source", "Источник"]), Found::At(vec![1, 0, 2]));
        assert_eq!(find(Column::Channel, &["Lead Source", "Original Source"]), Found::Twice(0, 1));
        assert_eq!(
            find(Column::Sum(crate::core::fact::Fact::Revenue), &["Amount", "Amount"]),
            Found::Twice(0, 1)
        );
    }
}
