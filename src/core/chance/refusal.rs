//! Why there is no interval and no comparison.

/// Why a question cannot be answered with these figures. Never turned into a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A share of nothing.
    #[error("no trials to take a share of")]
    NoTrials,
    /// More successes than trials: the two counts are not of the same thing.
    #[error("{successes} of {trials} is more than all of them: the two do not count the same")]
    MoreSuccessesThanTrials {
        /// The successes.
        successes: u64,
        /// The trials.
        trials: u64,
    },
    /// Nothing was spent, so that nothing is a cost.
    #[error("nothing was spent")]
    NoSpend,
    /// No events in either of two groups.
    #[error("no events in either group")]
    NoEvents,
    /// A sum that cannot be negative is.
    #[error("a spend of less than nothing")]
    NegativeSpend,
    /// The amounts of single orders are not there, only what they add up to.
    #[error("how much orders vary takes a lead list with an amount for each; here only their sum is known")]
    NoAmounts,
    /// Too few amounts to say how much they vary.
    #[error("{} too few to say how much they vary, it takes {need}", amounts_are(*have))]
    TooFew {
        /// The amounts that there are.
        have: u64,
        /// The fewest amounts that an interval is computed from.
        need: u64,
    },
    /// The amounts add up to nothing or less, or they nearly cancel each other.
    #[error("the amounts cancel each other: take refunds out")]
    Cancelling,
    /// No amounts have these sums: the sum of squares is smaller than the square of the sum by the number of amounts.
    #[error("no amounts have this sum and this sum of squares: take both over the same rows")]
    ImpossibleSums,
    /// A count above [`LARGEST_COUNT`](super::LARGEST_COUNT).
    #[error("a count above 10^15 is not computed with")]
    TooLarge,
    /// A result that does not fit in a decimal of 28 digits.
    #[error("the result does not fit in 28 digits")]
    OutOfRange,
}

fn amounts_are(count: u64) -> String {
    if count == 1 { "1 amount is".to_owned() } else { format!("{count} amounts are") }
}
