//! The names of months and of days of the week, in the languages that exports come in.

use unicode_normalization::UnicodeNormalization;

/// The names of each month, whole and cut. `jui` is missing: it may be `juin` or `juillet`.
const MONTHS: [&str; 12] = [
    "january jan январь января янв janvier janv januar jänner jän enero ene janeiro gennaio gen",
    "february feb febr февраль февраля фев февр février fevrier févr fevr fév fev februar febrero fevereiro febbraio",
    "march mar март марта мар mars märz maerz mär mrz marzo março marco",
    "april apr апрель апреля апр avril avr abril abr aprile",
    "may май мая mai mayo maio maggio mag",
    "june jun июнь июня июн juin juni junio junho giugno giu",
    "july jul июль июля июл juillet juil juill juli julio julho luglio lug",
    "august aug август августа авг août aout aoû agosto ago",
    "september sep sept сентябрь сентября сен сент septembre septiembre setiembre setembro settembre set",
    "october oct октябрь октября окт octobre oktober okt octubre outubro out ottobre ott",
    "november nov ноябрь ноября ноя нояб novembre noviembre novembro",
    "december dec декабрь декабря дек décembre decembre déc dezember dez diciembre dic dezembro dicembre",
];

/// The days of the week, a language a line.
const WEEKDAYS: [&str; 7] = [
    "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun",
    "понедельник пн вторник вт среда ср четверг чт пятница пт суббота сб воскресенье вс",
    "lundi lun mardi mar mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim",
    "montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sa sonntag so",
    "lunes martes miércoles mié jueves jue viernes vie sábado sáb domingo dom",
    "segunda seg terça ter quarta qua quinta qui sexta sex",
    "lunedì martedì mercoledì giovedì gio venerdì sabato sab domenica",
];

/// The number of a month by its name.
pub(super) fn month(name: &str) -> Option<u32> {
    let name = fold(name)?;
    (1..).zip(MONTHS).find_map(|(number, names)| is_among(&name, names).then_some(number))
}

pub(super) fn is_weekday(name: &str) -> bool {
    fold(name).is_some_and(|name| WEEKDAYS.iter().any(|names| is_among(&name, names)))
}

/// Whether a word is among words with blanks between them.
pub(super) fn is_among(word: &str, words: &str) -> bool {
    words.split_ascii_whitespace().any(|candidate| candidate == word)
}

/// Takes the letters off the beginning of a text; none where it begins with none.
pub(super) fn word(text: &str) -> Option<(&str, &str)> {
    // A letter in two pieces, `e` and the accent on it, is one letter.
    let is_letter = |c: char| c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c);
    let end = text.find(|c| !is_letter(c)).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// One spelling for a word's forms; none where it is longer than any word that means something here.
pub(super) fn fold(word: &str) -> Option<String> {
    const LONGEST: usize = 64;
    (word.len() <= LONGEST)
        .then(|| word.to_lowercase().nfc().map(|c| if c == 'ё' { 'е' } else { c }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_means_two_months() {
        let mut names: Vec<&str> = MONTHS.iter().flat_map(|names| names.split_ascii_whitespace()).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn names_are_found_in_any_spelling() {
        for (name, number) in [
            ("MAY", 5),
            ("Сент", 9),
            ("fe\u{301}vrier", 2),
            ("MÄRZ", 3),
            ("АВГУСТА", 8),
            ("dic", 12),
            ("Gen", 1),
        ] {
            assert_eq!(month(name), Some(number), "{name}");
        }
        for name in ["", "jui", "mayhem", "ma", "Q1", &"x".repeat(1_000)] {
            assert_eq!(month(name), None, "{name}");
        }
        assert!(is_weekday("Чт") && is_weekday("thursday") && !is_weekday("day"));
    }
}
