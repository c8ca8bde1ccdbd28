//! What a cell of a survey says.

use crate::core::decimal::Decimal;
use crate::core::loyalty::{Answer, HIGHEST, Scale, Word};
use crate::core::name::folded;
use crate::ingest::field::number;

/// The five words, each with its spellings, in the form that [`plain`] brings them to.
const WORDS: [(Word, &str); 5] = [
    (
        Word::StronglyDissuade,
        "would strongly dissuade | strongly dissuade | would strongly advise against | would strongly advise against it | \
         would definitely not recommend | настоятельно отговорил бы | настоятельно бы отговорил | категорически отговорил бы | \
         настоятельно не рекомендовал бы | категорически не рекомендовал бы | точно не рекомендовал бы",
    ),
    (
        Word::Dissuade,
        "would dissuade | dissuade | would advise against | would advise against it | would not recommend | отговорил бы | \
         скорее отговорил бы | не рекомендовал бы | скорее не рекомендовал бы",
    ),
    (
        Word::Neither,
        "would neither recommend nor dissuade | neither recommend nor dissuade | would neither dissuade nor recommend | \
         neither | neutral | would be neutral | ни рекомендовал бы ни отговорил бы | не рекомендовал бы и не отговорил бы | \
         не рекомендовал бы и не отговаривал бы | не стал бы ни рекомендовать ни отговаривать | \
         не стал бы ни отговаривать ни рекомендовать | нейтрально | отнесся бы нейтрально",
    ),
    (
        Word::Recommend,
        "would recommend | recommend | рекомендовал бы | скорее рекомендовал бы | порекомендовал бы",
    ),
    (
        Word::StronglyRecommend,
        "would strongly recommend | strongly recommend | would definitely recommend | настоятельно рекомендовал бы | \
         настоятельно бы рекомендовал | настоятельно порекомендовал бы | точно рекомендовал бы",
    ),
];

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// Nothing: empty, or a dash.
    Nothing,
    /// An answer.
    Answer(Answer),
    /// What is no answer.
    Other,
}

/// Reads a cell.
pub(super) fn read(cell: &str) -> Said {
    match number::read(cell, None) {
        Ok(number::Cell::Missing) => return Said::Nothing,
        Ok(number::Cell::Number(read)) => {
            let is_answer = read.currency.is_none() && read.value.fract().is_zero();
            let number = Some(read.value).filter(|value| is_answer && !value.is_sign_negative());
            let number = number.filter(|value| *value <= Decimal::from(HIGHEST));
            let number = number.and_then(|value| u8::try_from(value).ok());
            return number.map_or(Said::Other, |number| Said::Answer(Answer::Number(number)));
        }
        Ok(number::Cell::Undecided) | Err(_) => {}
    }
    let text = plain(number::text(cell));
    let word = WORDS.iter().find(|(_, spellings)| spellings.split(" | ").any(|spelling| spelling == text));
    word.map_or(Said::Other, |(word, _)| Said::Answer(Answer::Word(*word)))
}

/// A word as it is compared: lower case, one gender, without punctuation or who speaks.
fn plain(text: &str) -> String {
    let text = folded(text)
        .replace('ё', "е")
        .replace("(а)", "")
        .replace("(ла)", "")
        .replace("рекомендовала", "рекомендовал");
    let text = text
        .replace("отговорила", "отговорил")
        .replace("отнеслась", "отнесся")
        .replace("стала бы", "стал бы");
    let text = text.replace("отговаривала", "отговаривал").replace([',', '.', ';'], "");
    let text = text.strip_prefix("i ").or_else(|| text.strip_prefix("я ")).unwrap_or(&text);
    text.trim().to_owned()
}

/// What is expected in a column, whose answers have been on this scale so far.
pub(super) fn expected(scale: Option<Scale>) -> &'static str {
    match scale {
        Some(Scale::Numbers) => "a whole number from 0 to 10",
        Some(Scale::Words) => {
            "one of the five words from \"would strongly dissuade\" to \"would strongly recommend\""
        }
        None => {
            "an answer: a whole number from 0 to 10, or one of the five words from \"would strongly dissuade\" to \
             \"would strongly recommend\""
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_from_0_to_10_are_answers_and_others_are_not() {
        for number in 0..=HIGHEST {
            assert_eq!(read(&format!(" {number} ")), Said::Answer(Answer::Number(number)));
        }
        for text in ["9.0", "9,0", "09", "+9", "\u{1}9"] {
            let is_nine = read(text) == Said::Answer(Answer::Number(9));
            assert!(is_nine || matches!(text, "+9" | "\u{1}9"), "{text}");
        }
        for text in ["11", "-1", "8.5", "8,5", "9/10", "9 $", "90%", "1,234", "1e1", "ten", "½", "1 0"] {
            assert_eq!(read(text), Said::Other, "{text}");
        }
        for text in ["", " ", "-", "—", "n/a"] {
            assert_eq!(read(text), Said::Nothing, "{text}");
        }
    }

    #[test]
    fn words_are_written_as_they_are_compared_and_mean_one_answer() {
        for (word, spellings) in WORDS {
            for spelling in spellings.split(" | ") {
                assert_eq!(plain(spelling), spelling);
                assert_eq!(read(spelling), Said::Answer(Answer::Word(word)), "{spelling}");
                assert_eq!(read(&spelling.to_uppercase()), Said::Answer(Answer::Word(word)), "{spelling}");
            }
        }
    }

    #[test]
    fn who_speaks_makes_no_difference() {
        for (text, word) in [
            ("I would strongly recommend.", Word::StronglyRecommend),
            ("Настоятельно рекомендовала бы", Word::StronglyRecommend),
            ("рекомендовал(а)  бы", Word::Recommend),
            ("Не стала бы ни рекомендовать, ни отговаривать", Word::Neither),
            ("Я отговорила бы", Word::Dissuade),
            ("Настоятельно отговорил(а) бы", Word::StronglyDissuade),
        ] {
            assert_eq!(read(text), Said::Answer(Answer::Word(word)), "{text}");
        }
        assert_eq!(read("would perhaps recommend"), Said::Other);
    }
}
