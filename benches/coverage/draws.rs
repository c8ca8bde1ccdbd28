//! What is drawn: uniform numbers, counts and amounts.
#![expect(clippy::disallowed_types, reason = "probabilities are no figures of a file")]

/// The `SplitMix64` generator: G. L. Steele, D. Lea and C. H. Flood 2014, Fast splittable pseudorandom number generators.
pub(crate) struct Draws(u64);

impl Draws {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let word = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        word ^ (word >> 31)
    }

    /// A number above 0 and below 1, one of 2^32 that are equally likely.
    pub(crate) fn uniform(&mut self) -> f64 {
        let bits = u32::try_from(self.word() >> 32).expect("32 of 64 bits");
        (f64::from(bits) + 0.5) / 4_294_967_296.0
    }

    /// A standard normal number: G. E. P. Box and M. E. Muller 1958.
    fn normal(&mut self) -> f64 {
        let (length, turn) = (self.uniform(), self.uniform());
        (-2.0 * length.ln()).sqrt() * (std::f64::consts::TAU * turn).cos()
    }
}

/// How counts are distributed: the probabilities of at most 0, of at most 1, and so on.
pub(crate) struct Counts(Vec<f64>);

impl Counts {
    /// Successes of independent trials.
    pub(crate) fn binomial(trials: u32, share: f64) -> Self {
        let odds = (share / (1.0 - share)).ln();
        let step = |count: u32| (f64::from(trials - count) / f64::from(count + 1)).ln() + odds;
        Self::of(f64::from(trials) * (1.0 - share).ln(), trials, step)
    }

    /// Events of which so many are to be expected.
    pub(crate) fn poisson(expected: f64) -> Self {
        // Beyond twelve deviations and some, nothing is left of the probability.
        let most = (0..=u32::MAX).find(|most| f64::from(*most) > expected + 12.0 * expected.sqrt() + 40.0);
        let step = |count: u32| (expected / f64::from(count + 1)).ln();
        Self::of(-expected, most.expect("counts go on"), step)
    }

    /// From the logarithm of the probability of 0, and what each count's differs by from that of the next.
    fn of(ln_of_none: f64, most: u32, step: impl Fn(u32) -> f64) -> Self {
        let (mut ln, mut sum) = (ln_of_none, 0.0);
        let mut at_most = Vec::new();
        for count in 0..=most {
            sum += ln.exp();
            at_most.push(sum);
            ln += if count < most { step(count) } else { 0.0 };
        }
        // Rounding leaves the last a little off 1.
        Self(at_most.into_iter().map(|part| part / sum).collect())
    }

    pub(crate) fn draw(&self, draws: &mut Draws) -> u32 {
        let uniform = draws.uniform();
        let place = self.0.partition_point(|at_most| *at_most < uniform);
        u32::try_from(place).expect("a count")
    }
}

/// What an order may bring; 100 on average.
#[derive(Clone, Copy)]
pub(crate) enum Sizes {
    /// Always the same.
    Constant,
    /// The deviation is as large as the mean.
    Exponential,
    /// The deviation is 1.3 times the mean, and few orders make up much of the sum.
    LogNormal,
}

impl Sizes {
    pub(crate) const ALL: [Self; 3] = [Self::Constant, Self::Exponential, Self::LogNormal];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Constant => "constant",
            Self::Exponential => "exponential",
            Self::LogNormal => "log-normal",
        }
    }

    pub(crate) fn draw(self, draws: &mut Draws) -> f64 {
        match self {
            Self::Constant => 100.0,
            Self::Exponential => -100.0 * draws.uniform().ln(),
            Self::LogNormal => {
                let variance = (1.0_f64 + 1.3 * 1.3).ln();
                100.0 * (variance.sqrt() * draws.normal() - variance / 2.0).exp()
            }
        }
    }
}

/// A share in percent, with a decimal.
pub(crate) fn percent(part: u32, whole: u32) -> String {
    if whole == 0 {
        return "—".to_owned();
    }
    format!("{:.1} %", 100.0 * f64::from(part) / f64::from(whole))
}
