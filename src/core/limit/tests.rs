//! Every form of a limit, every mistake with its place, every verdict.

use proptest::prelude::*;

use super::reference::{Figure, Figures, Reference};
use super::*;
use crate::core::decimal::{Decimal, parse};
use crate::core::value::Value;

mod forms;
mod mistakes;
mod verdicts;

/// Whatever is asked for is this figure.
struct Always(Figure);

impl Figures for Always {
    fn figure(&self, _: Reference) -> Result<Figure, FigureOverflow> {
        Ok(self.0)
    }
}

fn known(text: &str) -> Value<Decimal> {
    Value::Known(parse(text).unwrap())
}

/// Limits of every form, for what is true of all of them.
const LIMITS: [&str; 8] = [
    "channel=Lenses: cpl > 900 and leads >= 30",
    "channel=\"Google, Inc: Ads\", month=2026-0?: cr < 5 %",
    "Канал=Яндекс*: romi <= -(total.romi - 1,5%) / 2",
    "previous.total.spend > 8\u{a0}000,50",
    "total.cpl > 1.2 * previous.total.cpl AND spend != 0",
    "cpl >= ((2000 + 5) * 3 - total.cpl)",
    "渠道=广告: leads = 0",
    "cpl > 5 or cr < 5%",
];

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>()) {
        let read = Limit::parse(&text);
        prop_assert!(read.is_ok() || !read.unwrap_err().to_string().is_empty());
    }

    /// A limit with a character taken out, put in or repeated is read or refused, and what is read is read again the same.
    #[test]
    fn a_damaged_limit_is_read_or_refused(
        text in prop::sample::select(&LIMITS[..]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), prop::option::of("[-\u{2212}0-9a-z .,:%\"()=<>!*/+\n]{1,3}")), 0..4),
    ) {
        let mut characters: Vec<char> = text.chars().collect();
        for (at, put) in changes {
            let at = at.index(characters.len());
            let end = if put.is_none() { at.saturating_add(1) } else { at };
            characters.splice(at..end, put.unwrap_or_default().chars());
            prop_assume!(!characters.is_empty());
        }
        let text: String = characters.into_iter().collect();
        match Limit::parse(&text) {
            Ok(limit) => {
                prop_assert_eq!(limit.to_string(), text.trim());
                prop_assert_eq!(Limit::parse(&limit.to_string()).unwrap(), limit);
            }
            Err(error) => {
                let message = error.to_string();
                let lines: Vec<&str> = message.lines().collect();
                prop_assert!(lines.len() == 3 || text.trim().is_empty(), "{}", message);
                prop_assert!(lines.last().unwrap().ends_with('^') || text.trim().is_empty(), "{}", message);
            }
        }
    }
}
