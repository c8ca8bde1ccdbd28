//! The table in `synonyms` made ready for looking headers up, once in a run.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::core::tally::Side;

use crate::ingest::table::synonyms;

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::new);

/// What is known of headers.
struct Vocabulary {
    /// The headers of each kind of file.
    known: [HashSet<&'static str>; Side::ALL.len()],
    /// What the first words of all of them come to, sorted.
    first_words: Vec<u64>,
}

impl Vocabulary {
    fn new() -> Self {
        let on = |side: Side| {
            let lines = synonyms::lines().filter(move |(_, holds, _)| holds.on(side));
            lines.flat_map(|(.., synonyms)| synonyms).collect::<HashSet<_>>()
        };
        let known = Side::ALL.map(on);
        let words = known.iter().flatten().map(|header| first_word(header));
        let mut first_words: Vec<u64> = words.map(|word| word.chars().fold(0, digest)).collect();
        first_words.sort_unstable();
        first_words.dedup();
        Self { known, first_words }
    }
}

/// Whether a header in the form in which headers are compared is known in this kind of file.
pub(in crate::ingest) fn knows(normal: &str, side: Side) -> bool {
    VOCABULARY.known[side as usize].contains(normal)
}

/// Whether a text as it stands can become a known header when it is [normalised](crate::ingest::table::header::normalise): a
/// look at its first word, which tells most texts that are none without their being copied.
///
/// Whatever is taken off a header stands at its end, behind a blank, a comma or a parenthesis, so its first word stays.
pub(in crate::ingest) fn may_know(text: &str) -> bool {
    let word = first_word(text.trim_start_matches('\u{feff}').trim_start());
    let of_word = word.chars().try_fold(0, |so_far, c| has_one_form(c).then(|| digest(so_far, folded(c))));
    // Other characters may have several forms, or take marks from those behind them.
    of_word.is_none_or(|of_word| VOCABULARY.first_words.binary_search(&of_word).is_ok())
}

/// What a word comes to, character by character. Two that come to the same by chance cost a closer look and no more.
fn digest(so_far: u64, c: char) -> u64 {
    so_far.wrapping_mul(0x0100_0000_01b3) ^ u64::from(c)
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, ',' | '(')).unwrap_or(text.len());
    &text[..end]
}

/// Whether a character among others like it is one in every Unicode form, and one in lower case.
fn has_one_form(c: char) -> bool {
    c.is_ascii() || matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё')
}

/// A character as headers are compared.
fn folded(c: char) -> char {
    match c {
        'ё' | 'Ё' => 'е',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ingest::table::dialect;
    use crate::ingest::table::header::normalise;

    /// What may stand behind the name in a header: currencies and words on VAT, in every way of joining them.
    const BEHIND: [&str; 16] = [
        "",
        " (USD)",
        "(руб.)",
        "( € )",
        ", ₽",
        ",UAH",
        " ₽",
        ",,, р.",
        " с НДС",
        ", без НДС",
        " (incl. VAT)",
        "(excl VAT)",
        ", without vat (EUR)",
        " (kč), with VAT",
        " ",
        "\u{a0}(US dollar)",
    ];

    const BEFORE: [&str; 4] = ["", "\u{feff}", "  ", "\u{feff}\u{feff}\u{a0}\t"];

    fn headers() -> Vec<&'static str> {
        synonyms::lines().flat_map(|(.., synonyms)| synonyms).collect()
    }

    /// By comparing each header with all that are known.
    fn naive(headers: &[String], side: Side) -> usize {
        let is_known = |header: &&String| {
            let normal = normalise(header).normal;
            synonyms::lines()
                .any(|(_, holds, mut synonyms)| holds.on(side) && synonyms.any(|synonym| synonym == normal))
        };
        headers.iter().filter(is_known).count()
    }

    #[test]
    fn no_known_header_is_lost_whatever_stands_around_it() {
        for header in headers() {
            let upper = header.to_uppercase();
            let yo = header.replace('е', "Ё");
            let wide = header.replace(' ', " \u{a0} ");
            for name in [header, &upper, &yo, &wide] {
                for before in BEFORE {
                    for behind in BEHIND {
                        let text = format!("{before}{name}{behind}");
                        let normal = normalise(&text).normal;
                        // Upper case has ways without return (ß), and parentheses of a name may be a currency's.
                        let is_known = Side::ALL.into_iter().any(|side| knows(&normal, side));
                        assert!(!is_known || may_know(&text), "{text:?} is {normal:?}");
                        assert!(is_known || name != header, "{text:?} is {normal:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn most_other_texts_are_told_at_a_glance() {
        for text in ["", "2026-01-31", "1 500,00 ₽", "Yandex Ads", "Яндекс", "abc", "@", "Иван Петров"]
        {
            assert!(!may_know(text), "{text:?}");
        }
        // These take a closer look: a known first word, and characters of several forms.
        for text in ["Campaign 7", "Дата рождения", "—", "и\u{306}"] {
            assert!(may_know(text), "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn as_many_are_known_as_by_comparing_all(
            picked in proptest::collection::vec((any::<prop::sample::Index>(), 0_usize..4, 0_usize..16, 0_usize..24), 0..8),
            words in proptest::collection::vec("[a-zA-Zа-яА-ЯёЁ ,(.)₽$\u{301}\u{306}\u{308}0-9_-]{0,12}", 0..8),
            anything in any::<String>(),
        ) {
            let known = headers();
            let mut texts = words;
            texts.push(anything);
            for (index, before, behind, cut) in picked {
                let name = index.get(&known);
                texts.push(format!("{}{name}{}", BEFORE[before], BEHIND[behind]));
                // A part of one is hardly ever one.
                texts.push(name.chars().take(cut).collect());
                texts.push(format!("{name}\u{306}"));
                texts.push(format!("{}{name}", texts[0]));
            }
            for side in Side::ALL {
                prop_assert_eq!(dialect::sense(&texts, side, &[]), naive(&texts, side), "{:?}", texts);
            }
        }
    }
}
