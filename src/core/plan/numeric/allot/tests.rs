#![expect(clippy::arithmetic_side_effects, reason = "small figures of a test")]

use proptest::prelude::{ProptestConfig, Strategy, prop, prop_assert, proptest};

use super::*;
use crate::core::decimal::parse;

fn decimal(text: &str) -> Decimal {
    parse(text).unwrap()
}

fn channel(value: &str, exponent: &str, most: i64) -> Channel {
    let cell = Cell { value: decimal(value), exponent: decimal(exponent), most: most.into() };
    Channel { cells: vec![cell], least: Decimal::ZERO, most: None }
}

fn problem(channels: &[Channel], budget: i64) -> Problem {
    Problem { channels: channels.to_vec(), max_share: None, budget: Some(budget.into()) }
}

fn spends(allotment: &Allotment) -> Vec<String> {
    allotment.spends.iter().flatten().map(|spend| spend.round_dp(6).normalize().to_string()).collect()
}

/// The first 10 of spend bring 2 each, then 1 each; 30 of budget fill the better one and spill over.
#[test]
fn straight_lines_fill_up_in_the_order_of_their_price() {
    let lines = [channel("0.01", "1", 100), channel("0.02", "1", 10), channel("0.005", "1", 100)];
    let best = problem(&lines, 30).solve(Aim::Most).unwrap();
    assert_eq!((spends(&best).join(" "), best.brought), ("20 10 0".to_owned(), decimal("0.4")));
    // With more budget the first line would go on: 1 for 100.
    assert_eq!(best.next.map(|next| next.round_dp(6)), Some(Decimal::from(100)));
    // Bought until 1.05 are there: 10 at 50, 85 at 100.
    let wanted = problem(&lines, 1000).solve(Aim::Bring(decimal("1.05"))).unwrap();
    assert_eq!((spends(&wanted).join(" "), wanted.is_reached), ("85 10 0".to_owned(), true));
    assert_eq!(wanted.next.map(|next| next.round_dp(6)), Some(Decimal::from(100)));
    // All there is: 0.2 + 1 + 0.5.
    let too_much = problem(&lines, 1000).solve(Aim::Bring(decimal("5"))).unwrap();
    assert_eq!((too_much.is_reached, too_much.brought, too_much.next), (false, decimal("1.7"), None));
}

/// Two roots beside a line that brings 0.1 for each unit: the roots grow until their next unit brings 0.1 too (25 and 100), the
/// line takes the rest. With 50 of budget the line is not worth a unit: 10 and 40.
#[test]
fn a_line_beside_roots_is_a_corner() {
    let curves = [channel("1", "0.5", 1000), channel("2", "0.5", 1000), channel("0.1", "1", 1000)];
    assert_eq!(spends(&problem(&curves, 200).solve(Aim::Most).unwrap()).join(" "), "25 100 75");
    assert_eq!(spends(&problem(&curves, 50).solve(Aim::Most).unwrap()).join(" "), "10 40 0");
}

/// What is kept when the spend is paid is most where the next unit brings just itself: 10 * root(25) - 25.
#[test]
fn profit_has_a_summit() {
    let root = [channel("10", "0.5", 1000)];
    let best = problem(&root, 1000).solve(Aim::BringNet(100.into())).unwrap();
    assert!(!best.is_reached);
    assert_eq!(best.brought, Decimal::from(25));
    let half = problem(&root, 1000).solve(Aim::BringNet(16.into())).unwrap();
    // 10 * root(4) - 4.
    assert_eq!((spends(&half).join(" "), half.is_reached), ("4".to_owned(), true));
}

#[test]
fn least_most_and_share_hold() {
    let roots = [channel("1", "0.5", 1000), channel("2", "0.5", 1000), channel("3", "0.5", 1000)];
    let mut held = problem(&roots, 100);
    held.channels[0].least = 20.into();
    held.channels[2].most = Some(30.into());
    assert_eq!(spends(&held.solve(Aim::Most).unwrap()).join(" "), "20 50 30");
    let shared = Problem { max_share: Some(decimal("0.4")), ..problem(&roots, 100) };
    assert_eq!(spends(&shared.solve(Aim::Most).unwrap()).join(" "), "20 40 40");
    let thirds = Problem { max_share: Some(decimal("0.2")), ..problem(&roots, 100) };
    // Three channels of a fifth each are no whole.
    assert_eq!(thirds.solve(Aim::Most).unwrap().brought.round_dp(9), Decimal::ZERO);
    held.channels[0].least = 200.into();
    let error = held.solve(Aim::Most).unwrap_err().to_string();
    assert_eq!(error, "at least 200 has to be spent and at most 100 may be");
}

/// Months of a channel are levelled too, within what it may have: twice the value takes four times the spend.
#[test]
fn months_of_a_channel_are_levelled() {
    let mut months = channel("1", "0.5", 1000);
    months.cells.push(Cell { value: 2.into(), ..months.cells[0] });
    months.most = Some(50.into());
    let best = problem(&[months, channel("1", "0.5", 5)], 1000).solve(Aim::Most).unwrap();
    assert_eq!(spends(&best).join(" "), "10 40 5");
}

fn any_channel() -> impl Strategy<Value = Channel> {
    (1_i64..500, 1_i64..=10, 1_i64..1000, 1_i64..1000).prop_map(|(value, exponent, most, cap)| Channel {
        cells: vec![
            Cell { value: Decimal::new(value, 3), exponent: Decimal::new(exponent, 1), most: most.into() },
            Cell {
                value: Decimal::new(value * 2, 3),
                exponent: Decimal::new(exponent, 1),
                most: most.into(),
            },
        ],
        least: Decimal::ZERO,
        most: Some(cap.into()),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn more_never_brings_less_and_nothing_beats_the_best(
        channels in prop::collection::vec(any_channel(), 2..5), budget in 1_i64..2000, more in 1_i64..500, tighter in 1_i64..1000
    ) {
        let best = problem(&channels, budget).solve(Aim::Most).unwrap();
        let tiny = decimal("0.000001");
        let sum: Decimal = best.spends.iter().flatten().sum();
        prop_assert!(sum <= Decimal::from(budget) + tiny);
        let richer = problem(&channels, budget + more).solve(Aim::Most).unwrap();
        prop_assert!(richer.brought >= best.brought - tiny);
        let mut capped = problem(&channels, budget);
        capped.channels[0].most = capped.channels[0].most.min(Some(tighter.into()));
        prop_assert!(capped.solve(Aim::Most).unwrap().brought <= best.brought + tiny);
        // Even shares, as far as each channel takes them, are one way to spend it, and none beats the best.
        let even = Decimal::from(budget) / Decimal::from(channels.len() * 2);
        let brought: Decimal = channels
            .iter()
            .map(|channel| {
                let cap = channel.most.unwrap() / Decimal::from(2);
                let of = |cell: &Cell| power(cell.value, even.min(cell.most).min(cap), cell.exponent).unwrap();
                channel.cells.iter().map(of).sum::<Decimal>()
            })
            .sum();
        prop_assert!(brought <= best.brought + tiny, "{} beats {}", brought, best.brought);
        // What it brings is reached again with no more.
        let back = problem(&channels, budget).solve(Aim::Bring(best.brought * decimal("0.9"))).unwrap();
        prop_assert!(back.is_reached && back.spends.iter().flatten().sum::<Decimal>() <= sum + tiny);
    }
}
