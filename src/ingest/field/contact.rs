//! How a customer got in touch: the few kinds that CRMs have many words for.

/// The kinds, each with the words for it in lower case.
const KINDS: [(&str, &str); 5] = [
    (
        "call",
        "call | calls | phone | phone call | incoming call | звонок | звонки | входящий звонок | телефон | обратный звонок",
    ),
    (
        "form",
        "form | forms | web form | lead form | website form | request | форма | заявка | заявка с сайта | форма на сайте | \
         лид-форма | лидформа | сайт",
    ),
    (
        "chat",
        "chat | live chat | online chat | website chat | чат | онлайн-чат | чат на сайте | jivo | jivosite",
    ),
    (
        "messenger",
        "messenger | messengers | whatsapp | telegram | viber | instagram direct | мессенджер | мессенджеры | ватсап | телеграм | \
         max",
    ),
    ("visit", "visit | walk-in | store visit | визит | визит в офис | посещение | пришел сам"),
];

/// The kind of contact that a word in lower case means; none where the word is not known, and stays as it is.
pub(in crate::ingest) fn kind(word: &str) -> Option<&'static str> {
    KINDS.iter().find(|(_, words)| words.split(" | ").any(|known| known == word)).map(|(kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::name::folded;

    #[test]
    fn words_are_written_as_they_are_compared_and_mean_one_kind() {
        for (name, words) in KINDS {
            for word in words.split(" | ") {
                assert_eq!((folded(word).as_str(), kind(word)), (word, Some(name)));
            }
        }
        assert_eq!(kind("pigeon"), None);
    }
}
