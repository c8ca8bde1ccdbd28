//! Which header of a file has which meaning, by the table in `synonyms`.
//!
//! A header matches exactly once it is normalised, never by a part of it: `Cost / conv.` and `Avg. cost` stand beside `Cost` in
//! the same report.

use crate::core::tally::Side;

use super::column::Column;
use super::header::Header;
use super::synonyms;

/// What was found for a meaning among a file's headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// The place of the one header that has it.
    At(usize),
    /// No header has it.
    Nowhere,
    /// Two headers have it with equal right.
    Twice(usize, usize),
}

/// Looks a meaning up among normalised headers.
pub(super) fn find(column: Column, side: Side, headers: &[Header]) -> Found {
    for (.., synonyms) in synonyms::lines().filter(|(meaning, holds, _)| *meaning == column && holds.on(side))
    {
        let is_one = |header: &Header| synonyms.clone().any(|synonym| synonym == header.normal);
        let mut places =
            headers.iter().enumerate().filter(|(_, header)| is_one(header)).map(|(place, _)| place);
        match (places.next(), places.next()) {
            (Some(first), Some(second)) => return Found::Twice(first, second),
            (Some(place), None) => return Found::At(place),
            (None, _) => {}
        }
    }
    Found::Nowhere
}

/// How many of the headers are known on this side: what tells a header row, and the right delimiter.
pub(super) fn known(headers: &[Header], side: Side) -> usize {
    let is_known = |header: &&Header| {
        synonyms::lines().any(|(_, holds, mut synonyms)| {
            holds.on(side) && synonyms.any(|synonym| synonym == header.normal)
        })
    };
    headers.iter().filter(is_known).count()
}

#[cfg(test)]
mod tests {
    use super::super::header::normalise;
    use super::*;

    #[test]
    fn synonyms_are_written_as_they_are_compared_and_mean_one_thing() {
        for (column, holds, synonyms) in synonyms::lines() {
            for synonym in synonyms {
                assert_eq!(normalise(synonym).normal, synonym);
                let mut elsewhere: Vec<Column> = synonyms::lines()
                    .filter(|(other, other_holds, others)| {
                        let both_hold =
                            Side::BOTH.into_iter().any(|side| holds.on(side) && other_holds.on(side));
                        *other != column && both_hold && others.clone().any(|other| other == synonym)
                    })
                    .map(|(other, ..)| other)
                    .collect();
                // The source stands in for the channel where a file has no other.
                if matches!(column, Column::Channel | Column::Source) {
                    elsewhere.retain(|other| !matches!(other, Column::Channel | Column::Source));
                }
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
        let headers = ["utm_source", "Channel"].map(normalise);
        assert_eq!(find(Column::Channel, Side::Leads, &headers), Found::At(1));
        assert_eq!(find(Column::Source, Side::Leads, &headers), Found::At(0));
        assert_eq!(find(Column::Channel, Side::Leads, &headers[..1]), Found::At(0));
        let headers = ["utm_source", "Источник"].map(normalise);
        assert_eq!(find(Column::Channel, Side::Leads, &headers), Found::Twice(0, 1));
    }
}
