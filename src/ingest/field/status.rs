//! What the words in a status column mean for the count of leads.

use std::collections::HashMap;

use crate::core::name::folded;

/// What becomes of a lead with a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// An order.
    Won,
    /// A qualified lead.
    Qualified,
    /// Not a lead: spam, test, duplicate.
    Rejected,
    /// A lead, and nothing more is known.
    Plain,
    /// A word in no list: a lead, and worth a note.
    Unknown,
}

impl Class {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Won, Self::Qualified, Self::Rejected, Self::Plain, Self::Unknown];

    /// What it means, in a word.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Won => "order",
            Self::Qualified => "qualified lead",
            Self::Rejected => "no lead",
            Self::Plain => "lead",
            Self::Unknown => "lead, the word is in no list",
        }
    }
}

const WON: &str = "\
     won | closed won | payment done | closedwon | deal won | sold | sale | paid | order | ordered | purchase | \
     purchased | customer | converted | success | successful | signed | успешно реализовано | \
     успешно | продажа | продано | оплачено | оплачен | оплата получена | сделка успешна | \
     сделка заключена | заключена | заказ | купил | куплено | выиграна | выигран | клиент";

const QUALIFIED: &str = "\
     qualified | qualified lead | qualifiedtobuy | marketing qualified lead | \
     marketingqualifiedlead | mql | sales qualified lead | salesqualifiedlead | sql | opportunity | \
     proposal | proposal sent | negotiation | demo | presentation scheduled | contract sent | \
     квалифицирован | квалифицированный лид | квал | квал лид | целевой | целевой лид | переговоры | \
     коммерческое предложение | кп отправлено | договор отправлен | принимают решение | \
     согласование договора";

const REJECTED: &str = "\
     spam | test | duplicate | duplicated | double | invalid | invalid number | wrong number | \
     fake | junk | junk lead | not qualified | trash | bot | non target | non-target | not a lead | unqualified | disqualified | \
     bad lead | спам | тест | тестовый | дубль | дубликат | повтор | брак | нецелевой | \
     нецелевой лид | некачественный лид | неверный номер | ошиблись номером | ошибка | \
     не учитываем | вакансии | подрядчики реклама | бот | мусор";

/// Sources of leads that are none.
const TEST_SOURCES: &str = "test | testing | test source | spam | тест | тестовый | тестовый источник | спам";

const PLAIN: &str = " | new | good lead | open | lead | in progress | in work | contacted | attempted to contact | working | \
     nurturing | callback | no answer | lost | closed lost | closedlost | deal lost | closed | \
     refunded | refund | returned | cancelled | canceled | новый | новая | новый лид | \
     неразобранное | первичный контакт | в работе | взят в работу | перезвонить | недозвон | \
     не дозвонились | думает | закрыто и не реализовано | закрыт | отказ | потерян | проигран | \
     проиграна | сделка провалена | возврат | отменен | отмена";

/// The words of a built-in list.
fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(" | ")
}

/// The meaning of each status word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statuses {
    classes: HashMap<String, Class>,
    counts: [bool; 3],
    counts_rejected: bool,
}

/// A word in two of the user's lists.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the status {status:?} is in both {first} and {second}; it can mean only one of them")]
pub struct TwoLists {
    /// The word.
    pub status: String,
    /// One option.
    pub first: &'static str,
    /// The other.
    pub second: &'static str,
}

impl Statuses {
    /// The built-in lists, each replaced by the user's where there is one; an empty list switches its count off.
    ///
    /// **Errors**: [`TwoLists`], where the user put a word in two lists.
    ///
    /// ```
    /// use leadcalc::ingest::field::status::{Class, Statuses};
    /// let statuses = Statuses::new(Some(&["Закрыта".to_owned()]), None, Some(&[])).unwrap();
    /// assert_eq!(statuses.class("закрыта "), Class::Won);
    /// assert_eq!(statuses.class("won"), Class::Unknown); // the list was replaced
    /// assert_eq!(statuses.class("SPAM"), Class::Plain); // nothing is rejected
    /// ```
    pub fn new(
        won: Option<&[String]>,
        qualified: Option<&[String]>,
        rejected: Option<&[String]>,
    ) -> Result<Self, TwoLists> {
        let lists = [
            (Class::Won, "--won", WON, won),
            (Class::Qualified, "--qualified", QUALIFIED, qualified),
            (Class::Rejected, "--rejected", REJECTED, rejected),
        ];
        let mut classes: HashMap<String, Class> =
            words(PLAIN).map(|word| (word.to_owned(), Class::Plain)).collect();
        for (class, _, built_in, own) in lists {
            match own {
                // A built-in word of a list that is switched off is known all the same: a plain lead.
                Some([]) => classes.extend(words(built_in).map(|word| (word.to_owned(), Class::Plain))),
                Some(_) => {}
                None => classes.extend(words(built_in).map(|word| (word.to_owned(), class))),
            }
        }
        let mut owners: HashMap<String, &'static str> = HashMap::new();
        for (class, option, _, own) in lists {
            for word in own.unwrap_or_default() {
                let word = folded(word);
                if let Some(first) = owners.insert(word.clone(), option).filter(|first| *first != option) {
                    return Err(TwoLists { status: word, first, second: option });
                }
                classes.insert(word, class);
            }
        }
        let counts = lists.map(|(.., own)| own.is_none_or(|words| !words.is_empty()));
        Ok(Self { classes, counts, counts_rejected: false })
    }

    /// The same, with rejected leads counted as leads: some teams judge a channel by all that it brings.
    #[must_use]
    pub fn counting_rejected(self, counts_rejected: bool) -> Self {
        Self { counts_rejected, ..self }
    }

    /// Whether rejected leads are counted as leads.
    #[must_use]
    pub fn counts_rejected(&self) -> bool {
        self.counts_rejected
    }

    /// Whether there are sources whose leads are none.
    #[must_use]
    pub fn rejects_sources(&self) -> bool {
        self.counts(Class::Rejected)
    }

    /// Whether a lead from this source is none: somebody has tried the form out.
    #[must_use]
    pub fn rejects_source(&self, source: &str) -> bool {
        self.counts(Class::Rejected) && {
            let source = folded(source);
            words(TEST_SOURCES).any(|word| word == source)
        }
    }

    /// Whether a source may be one of those, as far as its first letter says.
    #[inline]
    #[must_use]
    pub fn may_reject_source(source: &[u8]) -> bool {
        match source {
            // т, Т, с, С and their neighbours.
            [0xd0, second, ..] => matches!(second, 0xa1..=0xa2),
            [0xd1, second, ..] => matches!(second, 0x81..=0x82),
            // A blank can stand before the first letter.
            [first, ..] => !first.is_ascii_alphanumeric() || matches!(first, b't' | b'T' | b's' | b'S'),
            [] => false,
        }
    }

    /// What becomes of a lead with this status. Upper and lower case and stray blanks are the same.
    #[must_use]
    pub fn class(&self, status: &str) -> Class {
        let status = folded(status);
        let class = |status: &str| self.classes.get(status).copied();
        // Closed Won (Sales Pipeline), Closed - won
        let plain = || {
            let name = status.split(" (").next().unwrap_or_default();
            class(&name.replace(" - ", " "))
        };
        class(&status).or_else(plain).unwrap_or(Class::Unknown)
    }

    /// Whether leads of this class are counted at all: an empty list switches them off.
    #[must_use]
    pub fn counts(&self, class: Class) -> bool {
        match class {
            Class::Won => self.counts[0],
            Class::Qualified => self.counts[1],
            Class::Rejected => self.counts[2],
            Class::Plain | Class::Unknown => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_words_are_written_as_they_are_compared_and_stand_in_one_list() {
        let mut seen = HashMap::new();
        for (list, built_in) in
            [("won", WON), ("qualified", QUALIFIED), ("rejected", REJECTED), ("plain", PLAIN)]
        {
            for word in words(built_in) {
                assert_eq!(folded(word), word);
                assert_eq!(seen.insert(word, list), None, "{word}");
            }
        }
    }

    #[test]
    fn no_source_of_tests_is_turned_away_by_its_first_letter() {
        for word in words(TEST_SOURCES) {
            let written = [word.to_owned(), word.to_uppercase(), format!("\u{a0}{word}"), format!(" {word}")];
            assert!(written.iter().all(|source| Statuses::may_reject_source(source.as_bytes())), "{word}");
        }
        assert!(
            ["Яндекс", "Direct", "SEO", ""].map(|s| Statuses::may_reject_source(s.as_bytes()))
                == [false, false, true, false]
        );
    }

    #[test]
    fn a_word_of_the_user_s_leaves_the_built_in_list_it_was_in() {
        let lost = Statuses::new(None, None, Some(&["lost".to_owned()])).unwrap();
        assert_eq!(lost.class("Lost"), Class::Rejected);
        let own = Statuses::new(Some(&["qualified".to_owned()]), None, None).unwrap();
        assert_eq!(own.class("qualified"), Class::Won);
        let both = Statuses::new(Some(&["x".to_owned()]), Some(&["X ".to_owned()]), None);
        assert_eq!(
            both.unwrap_err().to_string(),
            "the status \"x\" is in both --won and --qualified; it can mean only one of them"
        );
    }
}
