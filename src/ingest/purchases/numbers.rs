//! The numbers of orders, by which rows are told that are lines of one order.

use crate::core::cohort::Month;
use crate::ingest::group::ids::Ids;

/// How many bits of a customer's number go into a byte, so that none of them is that which fills ids up, and into how many bytes.
const BITS: u32 = 7;
const BYTES: u32 = 5;

/// Each customer's order numbers, with the month that the order counts in: that of its earliest line. A number that two customers have
/// is of two orders.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// The numbers, each with that of its customer behind it.
    ids: Ids,
    months: Vec<Month>,
    /// Memory for the one at hand.
    id: Vec<u8>,
}

/// What an order number is.
pub(super) enum Met {
    /// That of an order which was not met before.
    First,
    /// That of one which counts in this month so far.
    Again(Month),
}

impl Numbers {
    /// Takes the number of a row; the order counts in the earlier of the months from then on.
    pub(super) fn meet(&mut self, number: &[u8], customer: u32, month: Month) -> Met {
        self.id.clear();
        self.id.extend_from_slice(number);
        self.id.extend(in_bytes(customer));
        let place = self.ids.number(&self.id) as usize;
        match self.months.get_mut(place) {
            None => {
                self.months.push(month);
                Met::First
            }
            Some(known) => {
                let so_far = *known;
                *known = month.min(so_far);
                Met::Again(so_far)
            }
        }
    }

    /// The numbers, each with that of its customer and its month.
    pub(super) fn all(&self) -> impl Iterator<Item = (Vec<u8>, u32, Month)> {
        (0..).zip(&self.months).map(|(place, month)| {
            let id = self.ids.get(place);
            let (number, customer) = id.split_at(id.len().saturating_sub(BYTES as usize));
            let customer = customer.iter().rev().fold(0, |sum, byte| sum << BITS | u32::from(*byte));
            (number.to_vec(), customer, *month)
        })
    }
}

/// The number of a customer, its lowest bits first.
fn in_bytes(customer: u32) -> impl Iterator<Item = u8> {
    let byte =
        move |place: u32| u8::try_from(customer >> (place * BITS) & ((1 << BITS) - 1)).unwrap_or_default();
    (0..BYTES).map(byte)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::period::Date;

    #[test]
    fn a_number_is_of_its_customer() {
        let [january, march] = [1, 3].map(|month| Month::of(Date::constant(2026, month, 1)).unwrap());
        let mut numbers = Numbers::default();
        let customers = [0, 1, 127, 128, 300_000, u32::MAX];
        for customer in customers {
            assert!(matches!(numbers.meet(b"7", customer, march), Met::First), "{customer}");
            assert!(matches!(numbers.meet(b"7", customer, january), Met::Again(month) if month == march));
            assert!(matches!(numbers.meet(b"7", customer, march), Met::Again(month) if month == january));
        }
        let all: Vec<_> = numbers.all().collect();
        assert_eq!(all, customers.map(|customer| (b"7".to_vec(), customer, january)));
    }
}
