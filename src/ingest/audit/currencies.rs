//! Which currencies amounts are in, and what was converted.

use std::collections::BTreeMap;

use crate::core::decimal::{self, Decimal};
use crate::core::fact::Fact;
use crate::core::metric::FigureOverflow;

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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Converted {
    amounts: u64,
    /// The lowest and the highest rate.
    rates: Option<(Decimal, Decimal)>,
    before: [Decimal; Fact::ALL.len()],
    after: [Decimal; Fact::ALL.len()],
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
    ) -> Result<(), FigureOverflow> {
        if !self.converted.contains_key(code) {
            self.converted.insert(code.to_owned(), Converted::default());
        }
        if let Some(converted) = self.converted.get_mut(code) {
            converted.amounts += 1;
            let (lowest, highest) = converted.rates.unwrap_or((rate, rate));
            converted.rates = Some((lowest.min(rate), highest.max(rate)));
            for (sum, amount) in [(&mut converted.before, before), (&mut converted.after, after)] {
                let sum = &mut sum[fact as usize];
                *sum = decimal::add(*sum, amount).map_err(|_| FigureOverflow { figure: fact.metric() })?;
            }
        }
        Ok(())
    }

    /// What was converted, in words.
    pub(super) fn told(&self) -> impl Iterator<Item = String> {
        self.converted.iter().map(|(code, converted)| {
            let sums = Fact::ALL
                .into_iter()
                .map(|fact| (fact, converted.before[fact as usize], converted.after[fact as usize]))
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
