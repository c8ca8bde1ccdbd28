//! What the words in a status column of an order log mean.

use std::collections::{BTreeMap, HashMap};

use crate::core::name::folded;
use crate::ingest::field::status::{Class, Statuses};

/// What becomes of a row with a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It counts.
    Counts,
    /// Nothing was bought.
    Cancelled,
    /// What was paid was given back.
    Refunded,
}

const CANCELLED: &str = "\
     cancelled | canceled | voided | void | failed | declined | rejected | expired | abandoned | draft | checkout-draft | trash | \
     deleted | not paid | unpaid | payment failed | pending payment | lost | closed lost | отменен | отменена | отмена | отменено | \
     отменён | отклонен | отказ | не оплачен | не оплачено | удален | удалено | брошен | черновик | ошибка оплаты | закрыто и не реализовано";

const REFUNDED: &str = "\
     refunded | refund | returned | return | chargeback | charged back | fully refunded | возврат | возвращен | возвращено | \
     возвращён | деньги возвращены";

const COUNTS: &str = " | \
     paid | completed | complete | fulfilled | delivered | shipped | processing | in progress | on-hold | on hold | new | open | \
     closed | confirmed | success | successful | succeeded | done | partially refunded | partially_refunded | partially paid | pending | \
     authorized | won | closed won | sold | order | оплачен | оплачено | выполнен | выполнено | доставлен | доставлено | завершен | \
     завершён | отгружен | отправлен | новый | в обработке | принят | подтвержден | подтверждён | частичный возврат | закрыт | получен | \
     успешно реализовано | продажа";

/// The words met, and what they mean.
#[derive(Debug, Default)]
pub(super) struct Words {
    met: HashMap<Box<str>, Standing>,
    /// Words in no list, with their rows.
    pub(super) unknown: BTreeMap<String, u64>,
}

impl Words {
    /// What becomes of a row with this status. A word that the user says is no lead is no order either.
    pub(super) fn standing(&mut self, status: &str, statuses: &Statuses) -> Standing {
        if let Some(rows) = self.unknown.get_mut(status) {
            *rows += 1;
            return Standing::Counts;
        }
        if let Some(known) = self.met.get(status) {
            return *known;
        }
        let word = folded(status);
        let is_in = |list: &str| list.split(" | ").any(|known| folded(known) == word);
        let standing = if is_in(CANCELLED) || statuses.class(status) == Class::Rejected {
            Standing::Cancelled
        } else if is_in(REFUNDED) {
            Standing::Refunded
        } else if is_in(COUNTS) || statuses.class(status) != Class::Unknown {
            Standing::Counts
        } else {
            self.unknown.insert(status.to_owned(), 1);
            return Standing::Counts;
        };
        self.met.insert(status.into(), standing);
        standing
    }

    /// Adds the words of another file.
    pub(super) fn merge(&mut self, other: Self) {
        for (word, rows) in other.unknown {
            *self.unknown.entry(word).or_default() += rows;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Standing::{Cancelled, Counts, Refunded};

    #[test]
    fn a_word_stands_in_one_list() {
        let mut met: HashMap<String, &str> = HashMap::new();
        for (name, list) in [("cancelled", CANCELLED), ("refunded", REFUNDED), ("counts", COUNTS)] {
            for word in list.split(" | ") {
                assert_eq!(word, word.trim());
                if let Some(other) = met.insert(folded(word), name) {
                    panic!("{word} is in {name} and {other}");
                }
            }
        }
    }

    #[test]
    fn words_in_no_list_count_and_are_remembered() {
        let statuses = Statuses::new(None, None, Some(&["tryout".to_owned()])).unwrap();
        let mut words = Words::default();
        let standing = ["Cancelled", "ОТМЕНЁН ", "Refund", "paid", "", "flying", "flying", "tryout"]
            .map(|word| words.standing(word, &statuses));
        let expected = [Cancelled, Cancelled, Refunded, Counts, Counts, Counts, Counts, Cancelled];
        assert_eq!(standing, expected);
        assert_eq!(words.unknown, BTreeMap::from([("flying".to_owned(), 2)]));
    }
}
