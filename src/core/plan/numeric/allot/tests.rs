#![expect(clippy::arithmetic_side_effects, reason = "small figures of a test")]

use proptest::prelude::{Just, ProptestConfig, Strategy, prop, prop_assert, prop_oneof, proptest};
use proptest::test_runner::TestCaseError;

use super::*;
use crate::core::decimal::parse;

fn decimal(text: &str) -> Decimal {
    parse(text).unwrap()
}

fn of(value: &str, shape: Shape, most: i64) -> Channel {
    let cell = Cell { value: decimal(value), shape, most: most.into() };
    Channel { cells: vec![cell], least: Decimal::ZERO, most: None }
}

fn line(value: &str, most: i64) -> Channel {
    of(value, Shape::Line, most)
}

fn root(value: &str, most: i64) -> Channel {
    of(value, Shape::Power { exponent: decimal("0.5") }, most)
}

fn logarithm(value: &str, halved_at: i64) -> Channel {
    of(value, Shape::Logarithm { halved_at: halved_at.into() }, 100_000)
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
    let lines = [line("0.01", 100), line("0.02", 10), line("0.005", 100)];
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
    let curves = [root("1", 1000), root("2", 1000), line("0.1", 1000)];
    assert_eq!(spends(&problem(&curves, 200).solve(Aim::Most).unwrap()).join(" "), "25 100 75");
    assert_eq!(spends(&problem(&curves, 50).solve(Aim::Most).unwrap()).join(" "), "10 40 0");
}

/// 3, 2 and 1 times ln(1 + x): their first units bring 3, 2 and 1, and after x of spend the next brings that over 1 + x. So the
/// second gets something beyond 1/2 of budget (3 / 1.5 = 2), and the third beyond 3 (3 / 3 = 2 / 2 = 1): water in a vessel.
#[test]
fn a_logarithm_gets_nothing_before_its_corner() {
    let logarithms = ["3", "2", "1"].map(|value| logarithm(value, 1));
    let shared = |budget: &str| {
        let problem = Problem { budget: Some(decimal(budget)), ..problem(&logarithms, 0) };
        spends(&problem.solve(Aim::Most).unwrap()).join(" ")
    };
    for (budget, expected) in [
        ("0.4", "0.4 0 0"),
        ("0.5", "0.5 0 0"),
        ("0.6", "0.56 0.04 0"),
        ("2", "1.4 0.6 0"),
        ("3", "2 1 0"),
        ("3.6", "2.3 1.2 0.1"),
        ("9", "5 3 1"),
    ] {
        assert_eq!(shared(budget), expected, "{budget}");
    }
    // Nothing is nothing, not what a halving leaves of it.
    let before = Problem { budget: Some(decimal("2.9")), ..problem(&logarithms, 0) };
    assert_eq!(before.solve(Aim::Most).unwrap().spends[2][0], Decimal::ZERO);
    // The cheapest way to 3 ln 3 + 2 ln 2: 2 and 1, where the next one costs 1 each.
    let target = decimal("3.2958368660043") + decimal("1.3862943611199");
    let cheapest = problem(&logarithms, 1000).solve(Aim::Bring(target)).unwrap();
    assert_eq!(spends(&cheapest)[..2].join(" "), "2 1");
    assert!((cheapest.next.unwrap() - Decimal::ONE).abs() < decimal("0.00001"), "{cheapest:?}");
    // A least has to be spent, worth it or not.
    let mut held = problem(&logarithms, 3);
    held.channels[2].least = Decimal::ONE;
    assert_eq!(spends(&held.solve(Aim::Most).unwrap()).join(" "), "1.4 0.6 1");
}

/// 30 ln(1 + x / 10) brings 3 for its first unit and 30 / (10 + x) for the next, 20 roots of y bring 10 / root(y), the lines 0.5
/// for 10 units and 0.1 for 50.
#[test]
fn logarithms_roots_and_lines_are_level() {
    let mixed = [logarithm("30", 10), root("20", 100_000), line("0.5", 10), line("0.1", 50)];
    for (budget, expected) in [
        (4, "0 4 0 0"),              // The next of the root brings 5, more than the first of any other.
        (30, "5 25 0 0"),            // 2
        (456, "50 400 6 0"),         // 0.5, the first line on its way
        (10_300, "290 10000 10 0"),  // 0.1
        (10_330, "290 10000 10 30"), // 0.1, the second line on its way
        (14_810, "350 14400 10 50"), // 1 / 12
    ] {
        assert_eq!(
            spends(&problem(&mixed, budget).solve(Aim::Most).unwrap()).join(" "),
            expected,
            "{budget}"
        );
    }
}

/// What is kept when the spend is paid is most where the next unit brings just itself: 10 * root(25) - 25.
#[test]
fn profit_has_a_summit() {
    let roots = [root("10", 1000)];
    let best = problem(&roots, 1000).solve(Aim::BringNet(100.into())).unwrap();
    assert!(!best.is_reached);
    assert_eq!(best.brought, Decimal::from(25));
    let half = problem(&roots, 1000).solve(Aim::BringNet(16.into())).unwrap();
    // 10 * root(4) - 4.
    assert_eq!((spends(&half).join(" "), half.is_reached), ("4".to_owned(), true));
}

#[test]
fn least_most_and_share_hold() {
    let roots = [root("1", 1000), root("2", 1000), root("3", 1000)];
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
    let mut months = root("1", 1000);
    months.cells.push(Cell { value: 2.into(), ..months.cells[0] });
    months.most = Some(50.into());
    let best = problem(&[months, root("1", 5)], 1000).solve(Aim::Most).unwrap();
    assert_eq!(spends(&best).join(" "), "10 40 5");
}

fn any_shape() -> impl Strategy<Value = Shape> {
    prop_oneof![
        Just(Shape::Line),
        (1_i64..10).prop_map(|exponent| Shape::Power { exponent: Decimal::new(exponent, 1) }),
        (1_i64..20_000).prop_map(|halved_at| Shape::Logarithm { halved_at: Decimal::new(halved_at, 1) }),
    ]
}

/// Two months, the second twice as good; a logarithm is worth as much more as it takes to compete with the others.
fn any_channel() -> impl Strategy<Value = Channel> {
    (1_i64..500, any_shape(), 1_i64..1000, 1_i64..1000).prop_map(|(value, shape, most, cap)| {
        let times = match shape {
            Shape::Logarithm { halved_at } => halved_at,
            Shape::Line | Shape::Power { .. } => Decimal::ONE,
        };
        let value = Decimal::new(value, 3) * times;
        let cell = Cell { value, shape, most: most.into() };
        Channel {
            cells: vec![cell, Cell { value: value * Decimal::TWO, ..cell }],
            least: Decimal::ZERO,
            most: Some(cap.into()),
        }
    })
}

/// What the next unit brings: the derivative, by hand.
fn slope(cell: &Cell, spend: f64) -> f64 {
    let float = |figure: Decimal| float::of_decimal(figure).unwrap();
    float(cell.value)
        * match cell.shape {
            Shape::Line => 1.0,
            Shape::Power { exponent } => float(exponent) * spend.powf(float(exponent) - 1.0),
            Shape::Logarithm { halved_at } => (float(halved_at) + spend).recip(),
        }
}

/// A cell of a solution, and what may move into it and out of it.
struct Solved<'a> {
    cell: &'a Cell,
    spend: f64,
    channel: usize,
    /// What its channel may have more, and less, in all.
    room: [f64; 2],
}

fn solved<'a>(problem: &'a Problem, allotment: &Allotment) -> Vec<Solved<'a>> {
    let float = |figure: Decimal| float::of_decimal(figure).unwrap();
    let total: f64 = allotment.spends.iter().flatten().map(|spend| float(*spend)).sum();
    let mut solved = Vec::new();
    for (place, (channel, spends)) in problem.channels.iter().zip(&allotment.spends).enumerate() {
        let spent: f64 = spends.iter().map(|spend| float(*spend)).sum();
        let share = problem.max_share.map_or(f64::INFINITY, |share| float(share) * total);
        let most = channel.most.map_or(f64::INFINITY, float).min(share);
        for (cell, spend) in channel.cells.iter().zip(spends) {
            let room = [most - spent, spent - float(channel.least)];
            solved.push(Solved { cell, spend: float(*spend), channel: place, room });
        }
    }
    solved
}

/// What moves in the test of a solution: far less than a kopeck.
const STEP: f64 = 1e-6;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// The conditions of Karush, Kuhn and Tucker, as an exchange: nowhere does the next unit bring more than the last one does
    /// somewhere else from where it may be taken. And all that may be spent is.
    #[test]
    fn no_unit_is_better_spent_elsewhere(
        channels in prop::collection::vec((any_channel(), 0_i64..20), 3..6), budget in 100_i64..3000, share in 35_i64..100
    ) {
        let channels: Vec<Channel> = channels
            .into_iter()
            .map(|(channel, least)| {
                let room: Decimal = channel.cells.iter().map(|cell| cell.most).sum();
                Channel { least: Decimal::from(least).min(room).min(channel.most.unwrap()), ..channel }
            })
            .collect();
        for max_share in [None, Some(Decimal::new(share, 2))] {
            let problem = Problem { max_share, ..problem(&channels, budget) };
            let best = match problem.solve(Aim::Most) {
                Ok(best) => best,
                // A least may be more than a share of all that can be spent.
                Err(Impossible::Bounds { .. }) if max_share.is_some() => continue,
                Err(error) => return Err(TestCaseError::fail(error.to_string())),
            };
            let cells = solved(&problem, &best);
            if max_share.is_none() {
                let room = |channel: &Channel| channel.cells.iter().map(|cell| cell.most).sum::<Decimal>();
                let room: Decimal = channels.iter().map(|channel| room(channel).min(channel.most.unwrap())).sum();
                let spent: Decimal = best.spends.iter().flatten().sum();
                prop_assert!((spent - room.min(budget.into())).abs() < decimal("0.000001"), "{} of {}", spent, room);
            }
            for to in &cells {
                for from in &cells {
                    let is_within = to.channel == from.channel;
                    let may_move = is_within || (to.room[0] > STEP && from.room[1] > STEP);
                    let most = float::of_decimal(to.cell.most).unwrap();
                    if may_move && from.spend > STEP && to.spend < most - STEP {
                        let [next, last] = [slope(to.cell, to.spend + STEP), slope(from.cell, from.spend - STEP)];
                        prop_assert!(next <= last * (1.0 + 1e-9), "{:?} brings {}, {:?} {}", to.cell, next, from.cell, last);
                    }
                }
            }
        }
    }
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
                let of = |cell: &Cell| cell.shape.brings(cell.value, even.min(cell.most).min(cap)).unwrap();
                channel.cells.iter().map(of).sum::<Decimal>()
            })
            .sum();
        prop_assert!(brought <= best.brought + tiny, "{} beats {}", brought, best.brought);
        // What it brings is reached again with no more.
        let back = problem(&channels, budget).solve(Aim::Bring(best.brought * decimal("0.9"))).unwrap();
        prop_assert!(back.is_reached && back.spends.iter().flatten().sum::<Decimal>() <= sum + tiny);
    }
}
