//! Which currencies amounts are in, and what was converted.

use std::collections::BTreeMap;

use crate::core::decimal::{self, Decimal};
use crate::core::fact::Fact;
use crate::core::sum::Sum;

use super::counted;

/// The currencies of a file's amounts.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Currencies {
    /// Those that amounts were named in and stayed in, and how many amounts.
    kept: BTreeMap<String, u64>,
    /// Those that amounts were converted from.
    converted: BTreeMap<String, Converted>,
}

/// Amounts that were converted from one currency.
#[derive(Debug, Clone, Default)]
struct Converted {
    amounts: u64,
    /// The lowest and the highest rate.
    rates: Option<(Decimal, Decimal)>,
    before: [Sum; Fact::ALL.len()],
    after: [Sum; Fact::ALL.len()],
}

impl Converted {
    fn note_rates(&mut self, lowest: Decimal, highest: Decimal) {
        let (known_lowest, known_highest) = self.rates.unwrap_or((lowest, highest));
        self.rates = Some((known_lowest.min(lowest), known_highest.max(highest)));
    }
}

impl Currencies {
    /// Counts an amount in a currency.
    pub(in crate::ingest) fn keep(&mut self, code: &str) {
        match self.kept.get_mut(code) {
            Some(amounts) => *amounts += 1,
            None => drop(self.kept.insert(code.to_owned(), 1)),
        }
    }

    /// The currencies that amounts were named in and stayed in.
    pub(in crate::ingest) fn kept(&self) -> &BTreeMap<String, u64> {
        &self.kept
    }

    /// Whether amounts of any currency were converted.
    pub(in crate::ingest) fn has_converted(&self) -> bool {
        !self.converted.is_empty()
    }

    /// Books an amount that was converted from another currency.
    pub(in crate::ingest) fn convert(
        &mut self,
        code: &str,
        fact: Fact,
        rate: Decimal,
        (before, after): (Decimal, Decimal),
    ) {
        if !self.converted.contains_key(code) {
            self.converted.insert(code.to_owned(), Converted::default());
        }
        if let Some(converted) = self.converted.get_mut(code) {
            converted.amounts += 1;
            converted.note_rates(rate, rate);
            converted.before[fact as usize].add(before);
            converted.after[fact as usize].add(after);
        }
    }

    /// Adds the amounts of later rows.
    pub(super) fn go_on(&mut self, later: Self) {
        for (code, amounts) in later.kept {
            *self.kept.entry(code).or_default() += amounts;
        }
        for (code, later) in later.converted {
            let converted = self.converted.entry(code).or_default();
            converted.amounts += later.amounts;
            if let Some((lowest, highest)) = later.rates {
                converted.note_rates(lowest, highest);
            }
            for (sums, later) in
                [(&mut converted.before, &later.before), (&mut converted.after, &later.after)]
            {
                sums.iter_mut().zip(later).for_each(|(sum, later)| sum.merge(later));
            }
        }
    }

    /// What was converted, in words.
    pub(super) fn told(&self) -> impl Iterator<Item = String> {
        self.converted.iter().map(|(code, converted)| {
            let sum = |sums: &[Sum; Fact::ALL.len()], fact: Fact| sums[fact as usize].value().ok();
            let sums = Fact::ALL
                .into_iter()
                .filter_map(|fact| Some((fact, sum(&converted.before, fact)?, sum(&converted.after, fact)?)))
                .filter(|(_, before, _)| !before.is_zero())
                .map(|(fact, before, after)| {
                    format!(
                        "{} {} {code} to {}",
                        fact.metric(),
                        decimal::plain(before),
                        decimal::plain(after)
                    )
                });
            let sums = sums.collect::<Vec<_>>().join(", ");
            let rates = match converted.rates {
                Some((lowest, highest)) if lowest == highest => format!(" at {}", decimal::plain(lowest)),
                Some((lowest, highest)) => {
                    format!(" at {} to {}", decimal::plain(lowest), decimal::plain(highest))
                }
                None => String::new(),
            };
            format!("converted{rates}: {sums} ({})", counted(converted.amounts, "amount"))
        })
    }
}
