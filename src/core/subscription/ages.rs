//! Whether churn depends on how long a customer has been there.

use std::collections::BTreeMap;

use super::super::chance::comparison::proportions::{self, Difference, Proportion};
use super::super::chance::confidence::Confidence;
use super::super::chance::refusal::Refusal;

/// Who was there at which age, and who left: the age is the number of months since the one in which the customer came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ages {
    by_age: BTreeMap<u32, Proportion>,
}

/// The first months of customers beside the later ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split {
    /// The last age of the first months.
    pub until: u32,
    /// Who left in the first months, of the customer-months in them.
    pub young: Proportion,
    /// The same of the later ones.
    pub old: Proportion,
}

impl Ages {
    pub(super) fn note(&mut self, age: u32, leaves: bool) {
        let Proportion { successes, trials } =
            self.by_age.entry(age).or_insert(Proportion { successes: 0, trials: 0 });
        *trials = trials.saturating_add(1);
        *successes = successes.saturating_add(u64::from(leaves));
    }

    /// The ages in two, with as near to half of the customer-months on either side as can be; none where all are of one age.
    ///
    /// Where to cut is decided by who was there and not by who left, so that the test is what it is taken for.
    #[must_use]
    pub fn split(&self) -> Option<Split> {
        let all = self.by_age.values().fold(0_u64, |sum, age| sum.saturating_add(age.trials));
        let cuts = self.by_age.keys().rev().skip(1).map(|until| {
            let (young, old) = (self.of(|age| age <= *until), self.of(|age| age > *until));
            Split { until: *until, young, old }
        });
        // Twice the part on the young side, as near to all as it gets.
        cuts.min_by_key(|split| (split.young.trials.saturating_mul(2).abs_diff(all), split.until))
    }

    fn of(&self, is_meant: impl Fn(u32) -> bool) -> Proportion {
        let meant = self.by_age.iter().filter(|(age, _)| is_meant(**age)).map(|(_, proportion)| proportion);
        meant.fold(Proportion { successes: 0, trials: 0 }, |sum, part| Proportion {
            successes: sum.successes.saturating_add(part.successes),
            trials: sum.trials.saturating_add(part.trials),
        })
    }
}

impl Split {
    /// How far apart churn is in the two, and how likely that is if it is the same at all ages.
    ///
    /// **Errors**: [`Refusal`], as [`proportions::compare`].
    pub fn compare(&self, confidence: Confidence) -> Result<Difference, Refusal> {
        proportions::compare(self.young, self.old, confidence)
    }
}
