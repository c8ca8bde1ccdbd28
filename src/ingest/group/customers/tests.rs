//! First orders against a plain map, and what they take.

use std::collections::HashMap;

use proptest::prelude::*;

use super::*;

/// An order: whose, when, and its group.
type Order = (String, Option<Moment>, Option<u32>);

const GROUPS: u32 = 50;

/// What is held for any number of customers: the struct itself, and the least that its parts grow by.
const FLOOR: usize = 700;

/// What may be held for each, beside its id.
const EACH: usize = 40;

fn moment(year: i16, month: i8, day: i8, second: u32) -> Moment {
    Moment { day: Date::constant(year, month, day), second }
}

fn groups(customers: &Customers) -> Vec<u32> {
    let mut groups: Vec<u32> = customers.groups().collect();
    groups.sort_unstable();
    groups
}

/// The same by an ordinary map, its orders compared as they stand.
fn expected(orders: &[Order]) -> (usize, Vec<u32>) {
    let mut first: HashMap<&str, (Option<Moment>, Option<u32>)> = HashMap::new();
    for (id, moment, group) in orders {
        let known = first.entry(id).or_insert((*moment, *group));
        let is_before = match (moment, known.0) {
            (Some(one), Some(another)) => *one < another,
            (Some(_), None) => true,
            (None, _) => false,
        };
        if is_before {
            *known = (*moment, *group);
        }
    }
    let mut groups: Vec<u32> = first.values().filter_map(|(_, group)| *group).collect();
    groups.sort_unstable();
    (first.len(), groups)
}

fn taken<'a>(orders: impl IntoIterator<Item = &'a Order>, group_of: impl Fn(u32) -> u32) -> Customers {
    let mut customers = Customers::default();
    for (id, moment, group) in orders {
        customers.order(id, *moment, group.map(&group_of));
    }
    customers
}

#[test]
fn moments_are_compared_as_they_are_written() {
    let moments = [
        Some(moment(-9999, 1, 1, 0)),
        Some(moment(-1, 12, 31, 0)),
        Some(moment(1999, 12, 31, 86_400)),
        Some(moment(2000, 1, 1, 0)),
        Some(moment(2000, 1, 1, 1)),
        Some(moment(2000, 1, 31, 0)),
        Some(moment(2000, 2, 1, 0)),
        Some(moment(9999, 12, 31, 86_400)),
        None,
    ];
    assert!(moments.map(When::of).is_sorted_by(|one, another| one < another));
}

#[test]
fn the_earlier_order_stays_and_an_equal_one_does_not_take_its_place() {
    let mut customers = Customers::default();
    assert!(customers.is_empty());
    customers.order("a", None, Some(1));
    customers.order("a", None, Some(2));
    assert_eq!(groups(&customers), [1]);
    customers.order("a", Some(moment(2026, 1, 2, 5)), Some(3));
    customers.order("a", Some(moment(2026, 1, 2, 5)), Some(4));
    customers.order("a", None, Some(5));
    assert_eq!(groups(&customers), [3]);
    // Who has ordered before the period is no new customer in it.
    customers.order("a", Some(moment(2025, 1, 2, 5)), None);
    assert_eq!((customers.len(), groups(&customers)), (1, vec![]));
}

#[test]
fn ids_are_told_apart_by_every_byte() {
    // Filled up, some of these take as many bytes as others.
    let ids = ["", "a", "aa", "aaa", "aaaa", "aaaaa", "a\0", "\0", "ÿ", "ÿÿ", "я"];
    let mut customers = Customers::default();
    for _ in 0..2 {
        for id in ids {
            customers.order(id, None, Some(0));
        }
    }
    assert_eq!(customers.len(), ids.len());
}

prop_compose! {
    fn any_order()(
        id in prop_oneof![
            20 => "[ab]{0,3}",
            1 => (65_500_usize..65_600).prop_map(|length| "long".repeat(length / 4)),
            1 => Just("я".repeat(100_000)),
        ],
        moment in proptest::option::of(
            (2025_i16..=2026, 1_i8..=2, 1_i8..=2, 0_u32..2).prop_map(|(y, m, d, s)| moment(y, m, d, s))
        ),
        group in proptest::option::weighted(0.8, 0..GROUPS),
    ) -> Order {
        (id, moment, group)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn parts_merge_to_what_a_plain_map_gives(
        orders in proptest::collection::vec(any_order(), 0..80),
        cuts in proptest::collection::vec(0_usize..80, 0..4),
    ) {
        let expected = expected(&orders);
        let whole = taken(&orders, |group| group);
        prop_assert_eq!((whole.len(), groups(&whole)), expected.clone());
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(orders.len())).collect();
        cuts.extend([0, orders.len()]);
        cuts.sort_unstable();
        // Every part numbers its groups from the other end.
        let back: Vec<u32> = (0..GROUPS).rev().collect();
        let mut merged = Customers::default();
        for ends in cuts.windows(2) {
            merged.merge(taken(&orders[ends[0]..ends[1]], |group| back[group as usize]), &back);
        }
        prop_assert_eq!((merged.len(), groups(&merged)), expected.clone());
        merged.renumber(&back);
        let mut renumbered: Vec<u32> = expected.1.iter().map(|group| back[*group as usize]).collect();
        renumbered.sort_unstable();
        prop_assert_eq!(groups(&merged), renumbered);
    }
}

#[test]
fn forty_bytes_are_enough_beside_an_id() {
    // Ids that need most to be filled up, short and long.
    for width in [9, 41] {
        let mut customers = Customers::default();
        let mut table = 0;
        for number in 0..300_000_usize {
            customers.order(&format!("{number:0width$}"), None, Some(0));
            let grown = customers.ids.table_size();
            let (length, has_grown) = (number + 1, grown > table);
            if has_grown || [1, 10, 1000, 1024, 1025, 100_000, 300_000].contains(&length) {
                // While it grows, the table is there twice.
                let peak = customers.held_beside_ids() + if has_grown { table } else { 0 };
                let allowed = EACH * length + if length < 1000 { FLOOR } else { 0 };
                assert!(peak <= allowed, "{peak} bytes for {length} ids of {width} bytes");
            }
            table = grown;
        }
    }
}

#[test]
fn long_ids_lie_across_chunks_without_waste() {
    let mut customers = Customers::default();
    for number in 0..50 {
        customers.order(&format!("{number:030000}"), None, Some(0));
    }
    // One chunk may be half empty, and the parts have grown by their least.
    assert!(customers.held_beside_ids() <= 64 * 1024 + FLOOR + EACH * 50);
    assert_eq!(customers.len(), 50);
}
