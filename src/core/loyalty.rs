//! Loyalty: what people answer when they are asked whether they would recommend, and what their answers add up to.

use super::decimal::Decimal;
use super::fraction::Fraction;
use super::metric::{Metric, Scope, Sums};
use super::value::{Reason, Value};

/// How many different answers there are on both scales.
const ANSWERS: usize = 16;

/// The highest number that can be answered.
pub const HIGHEST: u8 = 10;

/// How an answer is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// A whole number from 0 to 10.
    Numbers,
    /// One of five words.
    Words,
}

impl Scale {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Numbers, Self::Words];

    /// Which of its answers count as what, in a sentence.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Numbers => "9 and 10 are promoters, 7 and 8 passives, 0 to 6 detractors",
            Self::Words => {
                "\"would strongly recommend\" is a promoter, \"would recommend\" a passive, the other three words are detractors"
            }
        }
    }

    /// All answers of this scale, the worst first.
    pub fn answers(self) -> impl Iterator<Item = Answer> {
        let (scale, words) = (self, Word::ALL);
        (0..=HIGHEST)
            .map(Answer::Number)
            .filter(move |_| scale == Self::Numbers)
            .chain(words.into_iter().map(Answer::Word).filter(move |_| scale == Self::Words))
    }
}

/// The five words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// Would strongly dissuade.
    StronglyDissuade,
    /// Would dissuade.
    Dissuade,
    /// Would do neither.
    Neither,
    /// Would recommend.
    Recommend,
    /// Would strongly recommend.
    StronglyRecommend,
}

impl Word {
    /// All of them, the worst first.
    pub const ALL: [Self; 5] =
        [Self::StronglyDissuade, Self::Dissuade, Self::Neither, Self::Recommend, Self::StronglyRecommend];
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// From 0 to [`HIGHEST`].
    Number(u8),
    /// One of the five words.
    Word(Word),
}

/// What an answer makes of who gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Recommends without reserve.
    Promoter,
    /// Is content and no more.
    Passive,
    /// Would rather not recommend.
    Detractor,
}

impl Answer {
    /// What it makes of who gives it: 9 and 10 are promoters, 7 and 8 passives, all below detractors; of five words the best one,
    /// the next, and the other three, as for any scale of five steps.
    ///
    /// **Source**: F. F. Reichheld 2003, Harvard Business Review 81 (12), 46–54.
    ///
    /// ```
    /// use leadcalc::core::loyalty::{Answer, Kind, Word};
    /// assert_eq!([9, 7, 6].map(|number| Answer::Number(number).kind()), [Kind::Promoter, Kind::Passive, Kind::Detractor]);
    /// assert_eq!(Answer::Word(Word::Neither).kind(), Kind::Detractor);
    /// ```
    #[must_use]
    pub fn kind(self) -> Kind {
        match self {
            Self::Number(9..) | Self::Word(Word::StronglyRecommend) => Kind::Promoter,
            Self::Number(7..) | Self::Word(Word::Recommend) => Kind::Passive,
            Self::Number(_) | Self::Word(Word::Neither | Word::Dissuade | Word::StronglyDissuade) => {
                Kind::Detractor
            }
        }
    }

    /// The scale that it is on.
    #[must_use]
    pub fn scale(self) -> Scale {
        match self {
            Self::Number(_) => Scale::Numbers,
            Self::Word(_) => Scale::Words,
        }
    }

    /// Its place among all answers, those in numbers first.
    #[must_use]
    pub fn place(self) -> usize {
        let place = match self {
            Self::Number(number) => usize::from(number.min(HIGHEST)),
            Self::Word(word) => usize::from(HIGHEST).saturating_add(1).saturating_add(word as usize),
        };
        place.min(ANSWERS.saturating_sub(1))
    }
}

/// The answers of a group, counted. They add up over rows, files and groups in any order.
///
/// ```
/// use leadcalc::core::{loyalty::{Answer, Answers}, metric::{Metric, Sums}, value::Value};
/// let mut answers = Answers::default();
/// for number in [10, 9, 7, 3] {
///     answers.add(Answer::Number(number), 1);
/// }
/// let Ok(Value::Known(nps)) = Metric::Nps.evaluate(&answers.within(&answers)) else { panic!() };
/// assert_eq!(nps, 25.into());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Answers {
    counts: [u64; ANSWERS],
}

impl Answers {
    /// Counts an answer so many times.
    pub fn add(&mut self, answer: Answer, times: u64) {
        if let Some(count) = self.counts.get_mut(answer.place()) {
            *count = count.saturating_add(times);
        }
    }

    /// Adds the answers of another group.
    pub fn merge(&mut self, other: &Self) {
        for (count, other) in self.counts.iter_mut().zip(other.counts) {
            *count = count.saturating_add(other);
        }
    }

    /// How many gave this answer.
    #[must_use]
    pub fn count(&self, answer: Answer) -> u64 {
        self.counts.get(answer.place()).copied().unwrap_or_default()
    }

    /// Whether any answer is on this scale.
    #[must_use]
    pub fn is_on(&self, scale: Scale) -> bool {
        scale.answers().any(|answer| self.count(answer) > 0)
    }

    /// How many are of this kind.
    #[must_use]
    pub fn of_kind(&self, kind: Kind) -> u64 {
        let answers = Scale::ALL.into_iter().flat_map(Scale::answers).filter(|answer| answer.kind() == kind);
        answers.map(|answer| self.count(answer)).fold(0, u64::saturating_add)
    }

    fn value_of(&self, metric: Metric) -> Option<Value<Fraction>> {
        let kind = match metric {
            Metric::Promoters => Kind::Promoter,
            Metric::Passives => Kind::Passive,
            Metric::Detractors => Kind::Detractor,
            _ => return None,
        };
        Some(Value::Known(Fraction::from(Decimal::from(self.of_kind(kind)))))
    }
}

/// A group's answers beside those of all groups.
struct InAll<'a> {
    part: &'a Answers,
    all: &'a Answers,
}

impl Scope for InAll<'_> {
    fn value_of(&self, metric: Metric) -> Option<Value<Fraction>> {
        self.part.value_of(metric)
    }

    fn value_in_total(&self, metric: Metric) -> Option<Value<Fraction>> {
        self.all.value_of(metric)
    }

    fn comparable(&self, _: &[Metric]) -> Result<(), Reason> {
        Ok(())
    }
}

impl Sums for Answers {
    fn within<'a>(&'a self, total: &'a Self) -> impl Scope + 'a {
        InAll { part: self, all: total }
    }

    fn is_partial(&self, _: &Self, _: Metric) -> bool {
        false
    }
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "fractions of any size do not overflow")]
mod tests {
    use num_bigint::BigInt;
    use num_rational::BigRational;
    use num_traits::{Signed, Zero};
    use proptest::prelude::*;

    use super::*;
    use crate::core::decimal::plain;

    fn answers(counts: &[u64]) -> Answers {
        let mut answers = Answers::default();
        for (answer, count) in Scale::ALL.into_iter().flat_map(Scale::answers).zip(counts) {
            answers.add(answer, *count);
        }
        answers
    }

    fn evaluate(metric: Metric, answers: &Answers) -> Value<Decimal> {
        metric.evaluate(&answers.within(answers)).unwrap()
    }

    /// A decimal as the fraction that it is.
    fn exactly(decimal: Decimal) -> BigRational {
        let text = plain(decimal);
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let digits: BigInt = format!("{whole}{decimals}").parse().unwrap();
        let ten = BigRational::from_integer(10.into());
        BigRational::from_integer(digits) / ten.pow(i32::try_from(decimals.len()).unwrap())
    }

    #[test]
    fn each_answer_has_a_place_of_its_own_and_every_place_an_answer() {
        let all: Vec<usize> = Scale::ALL.into_iter().flat_map(Scale::answers).map(Answer::place).collect();
        assert_eq!(all, (0..ANSWERS).collect::<Vec<_>>());
    }

    #[test]
    fn the_kinds_of_all_answers() {
        let kinds = |scale: Scale| -> String {
            let letter = |answer: Answer| match answer.kind() {
                Kind::Promoter => 'p',
                Kind::Passive => 's',
                Kind::Detractor => 'd',
            };
            scale.answers().map(letter).collect()
        };
        assert_eq!(kinds(Scale::Numbers), "dddddddsspp");
        assert_eq!(kinds(Scale::Words), "dddsp");
    }

    #[test]
    fn without_answers_there_is_no_score() {
        let none = Answers::default();
        for metric in [Metric::Nps, Metric::PromoterShare, Metric::PassiveShare, Metric::DetractorShare] {
            assert_eq!(evaluate(metric, &none), Value::Undefined(Reason::Zero("no answers")));
        }
        assert_eq!(evaluate(Metric::Answers, &none), Value::Known(Decimal::ZERO));
        assert_eq!(evaluate(Metric::Spend, &none), Value::Absent(Metric::Spend));
    }

    proptest! {
        #[test]
        fn figures_are_the_fractions_that_they_are(
            counts in proptest::collection::vec(prop_oneof![0_u64..20, 0..1_000_000_000_000_u64], ANSWERS)
        ) {
            let answers = answers(&counts);
            let sum = |places: &[usize]| places.iter().map(|place| BigInt::from(counts[*place])).sum::<BigInt>();
            let promoters = sum(&[9, 10, 15]);
            let passives = sum(&[7, 8, 14]);
            let detractors = sum(&[0, 1, 2, 3, 4, 5, 6, 11, 12, 13]);
            let all = &promoters + &passives + &detractors;
            prop_assume!(!all.is_zero());
            let net = (&promoters - &detractors) * BigInt::from(100);
            for (metric, over) in [
                (Metric::PromoterShare, promoters),
                (Metric::PassiveShare, passives),
                (Metric::DetractorShare, detractors),
                (Metric::Nps, net),
            ] {
                let Value::Known(found) = evaluate(metric, &answers) else { panic!("{metric}") };
                let apart = (exactly(found) - BigRational::new(over, all.clone())).abs();
                // 28 significant digits of at most three before the point.
                prop_assert!(apart <= BigRational::new(1.into(), BigInt::from(10).pow(25)), "{}", metric);
            }
            prop_assert_eq!(evaluate(Metric::Answers, &answers).known().map(exactly), Some(BigRational::from_integer(all)));
        }

        #[test]
        fn answers_add_up_in_any_order(
            one in proptest::collection::vec(0_u64..1000, ANSWERS), other in proptest::collection::vec(0_u64..1000, ANSWERS)
        ) {
            let (mut there, mut back) = (answers(&one), answers(&other));
            there.merge(&answers(&other));
            back.merge(&answers(&one));
            prop_assert_eq!(there, back);
            let sums: Vec<u64> = one.iter().zip(&other).map(|(one, other)| one.saturating_add(*other)).collect();
            prop_assert_eq!(there, answers(&sums));
        }
    }
}
