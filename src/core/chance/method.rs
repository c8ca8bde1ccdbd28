//! What figures of chance are computed by: keys, formulas, sources and what they take for granted.

use std::fmt;

/// A way to compute an interval or a p value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Interval of a share.
    Wilson,
    /// Interval of those for less those against.
    Trinomial,
    /// The same, where all are of one kind.
    TrinomialScore,
    /// Interval of a count of events, and of the cost of one.
    Garwood,
    /// Interval of a sum of varying amounts, and of its ratio to a fixed spend.
    CompoundPoisson,
    /// Interval of an average amount.
    Student,
    /// Interval of the difference of two shares.
    Newcombe,
    /// Interval of the ratio of two rates, and the p value of their being the same.
    Conditional,
    /// P value of two shares being the same, for few.
    Fisher,
    /// P value of two shares being the same, for many.
    ChiSquare,
}

/// What there is to say about a method.
struct Entry {
    key: &'static str,
    label: &'static str,
    formula: &'static str,
    source: &'static str,
    assumes: &'static str,
}

impl Method {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Wilson,
        Self::Trinomial,
        Self::TrinomialScore,
        Self::Garwood,
        Self::CompoundPoisson,
        Self::Student,
        Self::Newcombe,
        Self::Conditional,
        Self::Fisher,
        Self::ChiSquare,
    ];

    /// Its name in machine formats: `chi_square`.
    ///
    /// ```
    /// use leadcalc::core::chance::method::Method;
    /// assert_eq!(Method::ChiSquare.key(), "chi_square");
    /// assert_eq!(Method::of_key("chi_square"), Some(Method::ChiSquare));
    /// ```
    #[must_use]
    pub fn key(self) -> &'static str {
        self.entry().key
    }

    /// The method of a key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.key() == key)
    }

    /// Its name for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.entry().label
    }

    /// What is computed, in plain text.
    #[must_use]
    pub fn formula(self) -> &'static str {
        self.entry().formula
    }

    /// Who published it, when and where.
    #[must_use]
    pub fn source(self) -> &'static str {
        self.entry().source
    }

    /// What it takes for granted, and where it is off.
    #[must_use]
    pub fn assumes(self) -> &'static str {
        self.entry().assumes
    }

    /// Whether its intervals reach as far to either side of the figure.
    #[must_use]
    pub fn is_symmetric(self) -> bool {
        matches!(self, Self::Student | Self::Trinomial)
    }

    fn entry(self) -> &'static Entry {
        &ENTRIES[self as usize]
    }
}

/// What there is to say about the methods, in their order.
static ENTRIES: [Entry; Method::ALL.len()] = [
    Entry {
        key: "wilson",
        label: "Wilson's score interval",
        formula: "(k + z^2/2 ± z * sqrt(k * (n - k) / n + z^2/4)) / (n + z^2), with k successes of n trials and z the normal \
                          quantile of (1 + confidence) / 2",
        source: "E. B. Wilson 1927, Journal of the American Statistical Association 22, 209-212",
        assumes: "Every trial succeeds or fails independently of the others, each as likely as the next. Clicks of one \
                          person several times, or a mixture of very different ads, make the true interval wider. It is as sure as \
                          it says on average over shares: where one success is to be expected, of intervals at 95 %, 92 % hold.",
    },
    Entry {
        key: "trinomial",
        label: "interval of a net share by the variance of a trinomial",
        formula: "p - d ± z * sqrt((p + d - (p - d)^2) / n), never beyond -1 and 1, with the shares p for and d against of n \
                          answers and z the normal quantile of (1 + confidence) / 2; where all are of one kind, trinomial_score",
        source: "L. A. Goodman 1965, Technometrics 7, 247-254 (contrasts of multinomial shares); compared with others for the \
                         Net Promoter Score by B. Rocks 2016, The American Statistician 70, 365-372",
        assumes: "Every answer is given independently of the others, and those who answer are like those who do not. Where \
                          few answers are of another kind than most it is too narrow: of intervals at 95 % of 50 answers of which \
                          90 % are for, 5 % neither and 5 % against on average, 88 % hold.",
    },
    Entry {
        key: "trinomial_score",
        label: "score interval of a net share, all of one kind",
        formula: "with w = n / (n + z^2): 2w - 1 to 1 where all n are for, -1 to 1 - 2w where all are against, w - 1 to 1 - w \
                          where all are neither, and z the normal quantile of (1 + confidence) / 2",
        source: "T. Tango 1998, Statistics in Medicine 17, 891-908, whose bounds are these where all are of one kind",
        assumes: "Every answer is given independently of the others, and those who answer are like those who do not.",
    },
    Entry {
        key: "garwood",
        label: "Garwood's exact Poisson interval",
        formula: "events from chi2(tail; 2k) / 2 to chi2(1 - tail; 2k + 2) / 2, with k events and tail = (1 - confidence) / 2; \
                          the cost of one is the spend over these, the other way round; without events its one bound is spend / \
                          -ln(1 - confidence)",
        source: "F. Garwood 1936, Biometrika 28, 437-442",
        assumes: "The spend is fixed and the events come independently of each other, so that their number is a Poisson one. \
                          It is exact: at least as sure as it says, for few events surer. The cost's one bound without events takes all of \
                          the risk to its side: where 3 events were to be expected, of intervals at 95 % of the cost 94 % hold.",
    },
    Entry {
        key: "compound_poisson",
        label: "scaled Poisson interval of a sum of varying amounts",
        formula: "w * gamma(tail; m) to w * gamma(1 - tail; m + 1), with w = Q / S, m = S^2 / Q, S the sum of the amounts, Q \
                          the sum of their squares and gamma(p; shape) the quantile; of a ratio to the spend, both over the spend",
        source: "G. Bohm and G. Zech 2014, Nuclear Instruments and Methods in Physics Research A 748, 1-6 (the scaled Poisson \
                         distribution of a compound Poisson sum), with the interval of F. Garwood 1936, Biometrika 28, 437-442",
        assumes: "The spend is fixed, orders come independently of each other, their number is a Poisson one, and their \
                          amounts are what later amounts will be like; the sum's variance is estimated by Q. Where all amounts are \
                          the same it is Garwood's. Where few large amounts make up the sum it is too narrow: of intervals at 95 % \
                          of 30 orders whose amounts' deviation is 1.3 times their mean (log-normal), 93 % hold.",
    },
    Entry {
        key: "student",
        label: "Student's t interval of an average",
        formula: "S / n ± t * sqrt((Q - S^2 / n) / (n - 1) / n), with n amounts, their sum S and sum of squares Q, and t the \
                          quantile of (1 + confidence) / 2 of Student's t with n - 1 degrees of freedom",
        source: "Student (W. S. Gosset) 1908, Biometrika 6, 1-25",
        assumes: "The amounts are independent, and their average varies like a normal one, which it does the better the more \
                          there are and the less lopsided they are. Where few large amounts make up the sum it is too narrow: of \
                          intervals at 95 % of 30 orders whose amounts' deviation is 1.3 times their mean (log-normal), 88 % hold.",
    },
    Entry {
        key: "newcombe",
        label: "Newcombe's hybrid score interval of a difference",
        formula: "p1 - p2 - sqrt((p1 - l1)^2 + (u2 - p2)^2) to p1 - p2 + sqrt((u1 - p1)^2 + (p2 - l2)^2), with l and u the \
                          bounds of Wilson's interval of each share",
        source: "R. G. Newcombe 1998, Statistics in Medicine 17, 873-890 (method 10)",
        assumes: "As Wilson's interval; and nobody is counted in both groups.",
    },
    Entry {
        key: "conditional",
        label: "exact conditional comparison of two Poisson rates",
        formula: "of all k1 + k2 events, k1 are binomial with the share s1 / (s1 + s2) of the spend where the rates are the \
                          same; p adds up what is at most as likely as k1; the ratio of the rates is odds * s2 / s1 for the odds of \
                          the Clopper-Pearson bounds of k1 of k1 + k2",
        source: "J. Przyborowski and H. Wilenski 1940, Biometrika 31, 313-323; C. J. Clopper and E. S. Pearson 1934, \
                         Biometrika 26, 404-413",
        assumes: "The spends are fixed, and events come independently of each other in both groups. It is exact: at least as \
                          sure as it says. The p value adds up both sides by likelihood and the interval takes equal tails, so that \
                          close to the border one may tell a difference that the other does not.",
    },
    Entry {
        key: "fisher",
        label: "Fisher's exact test",
        formula: "with the margins of the table fixed, p adds up the hypergeometric probabilities of all tables that are at \
                          most as likely as this one",
        source: "R. A. Fisher 1935, The Design of Experiments, and J. O. Irwin 1935, Metron 12, 83-94",
        assumes: "Trials are independent and nobody is counted in both groups. It is exact, and for few trials rather too \
                          careful than not; it is used where an expected count is below 5.",
    },
    Entry {
        key: "chi_square",
        label: "chi-square test without continuity correction",
        formula: "n * (a * d - b * c)^2 / ((a + b) * (c + d) * (a + c) * (b + d)) against chi-square with one degree of freedom",
        source: "K. Pearson 1900, Philosophical Magazine 50, 157-175; R. A. Fisher 1922, Journal of the Royal Statistical \
                         Society 85, 87-94",
        assumes: "Trials are independent and nobody is counted in both groups; every expected count is at least 5.",
    },
];

/// The key.
impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}
