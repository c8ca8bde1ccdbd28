//! How fast the parts of the reader are, each on its own and with one thread: `cargo bench --bench parts`.
//!
//! The data are the generator's, made in memory: the same cells for everybody, of some megabytes. A name behind `--` runs
//! the benchmarks that have it in theirs: `cargo bench --bench parts -- numbers`.

#[path = "generate/data.rs"]
mod data;

use std::sync::LazyLock;

use leadcalc::ingest::records::{At, Index, Records};

const SPEND_DAYS: usize = 220;
const LEADS: u64 = 40_000;

static SPEND: LazyLock<String> = LazyLock::new(|| {
    let mut bytes = Vec::new();
    data::spend(&mut bytes, SPEND_DAYS).expect("memory takes it");
    String::from_utf8(bytes).expect("the generator writes UTF-8")
});

static LEADS_TEXT: LazyLock<String> = LazyLock::new(|| {
    let mut bytes = Vec::new();
    data::leads(&mut bytes, LEADS).expect("memory takes it");
    String::from_utf8(bytes).expect("the generator writes UTF-8")
});

/// The cells of a column, without its header.
fn column(text: &str, place: usize) -> Vec<String> {
    let mut index = Index::default();
    let mut records = Records::new(text, b',', At::default(), &mut index);
    let mut cells = Vec::new();
    while let Some(record) = records.next() {
        cells.push(record.get(place).expect("a cell in each row").to_owned());
    }
    cells.remove(0);
    cells
}

fn dates_of_spend() -> Vec<String> {
    column(&SPEND, 0)
}

fn channels_of_spend() -> Vec<String> {
    column(&SPEND, 1)
}

fn campaigns_of_spend() -> Vec<String> {
    column(&SPEND, 2)
}

fn costs_of_spend() -> Vec<String> {
    column(&SPEND, 5)
}

fn moments_of_leads() -> Vec<String> {
    column(&LEADS_TEXT, 1)
}

fn main() {
    divan::main();
}

/// From a text to its rows and cells.
mod records {
    use std::io::Cursor;

    use divan::counter::BytesCount;
    use divan::{Bencher, black_box};
    use leadcalc::ingest::records::{At, BLOCK, Block, Feed, Index, Records};

    use super::{LEADS_TEXT, SPEND};

    /// Cuts a text into blocks of whole rows.
    #[divan::bench]
    fn cut_leads(bencher: Bencher<'_, '_>) {
        cut(bencher, &LEADS_TEXT);
    }

    #[divan::bench]
    fn cut_spend(bencher: Bencher<'_, '_>) {
        cut(bencher, &SPEND);
    }

    /// Splits a text into rows, and these into cells, each of which is looked at.
    #[divan::bench]
    fn split_leads(bencher: Bencher<'_, '_>) {
        split(bencher, &LEADS_TEXT);
    }

    #[divan::bench]
    fn split_spend(bencher: Bencher<'_, '_>) {
        split(bencher, &SPEND);
    }

    fn cut(bencher: Bencher<'_, '_>, text: &'static str) {
        let mut block = Block::default();
        bencher.counter(BytesCount::of_str(text)).bench_local(|| {
            let mut feed = Feed::new(Box::new(Cursor::new(text)), BLOCK, b',', 0, 0);
            while feed.next(&mut block).expect("memory can be read") {
                black_box(block.bytes());
            }
        });
    }

    fn split(bencher: Bencher<'_, '_>, text: &'static str) {
        let mut index = Index::default();
        bencher.counter(BytesCount::of_str(text)).bench_local(|| {
            let mut records = Records::new(black_box(text), b',', At::default(), &mut index);
            while let Some(record) = records.next() {
                record.iter().for_each(|cell| {
                    black_box(cell);
                });
            }
            black_box(records.end())
        });
    }
}

/// Numbers in cells.
mod numbers {
    use divan::counter::ItemsCount;
    use divan::{Bencher, black_box};
    use leadcalc::ingest::field::number::{Cell, Mark, read};

    use super::costs_of_spend;

    /// `1234.56`
    #[divan::bench]
    fn plain(bencher: Bencher<'_, '_>) {
        read_all(bencher, Mark::Point, &costs_of_spend());
    }

    /// `1,234.56`
    #[divan::bench]
    fn with_thousands(bencher: Bencher<'_, '_>) {
        read_all(bencher, Mark::Point, &written(|whole, cents| format!("{}.{cents}", grouped(whole, ","))));
    }

    /// `$1,234.56`
    #[divan::bench]
    fn with_dollars(bencher: Bencher<'_, '_>) {
        read_all(bencher, Mark::Point, &written(|whole, cents| format!("${}.{cents}", grouped(whole, ","))));
    }

    /// `1 234,56 ₽`, with blanks that no line is broken at.
    #[divan::bench]
    fn with_roubles(bencher: Bencher<'_, '_>) {
        let cells = written(|whole, cents| format!("{},{cents}\u{a0}₽", grouped(whole, "\u{a0}")));
        read_all(bencher, Mark::Comma, &cells);
    }

    fn read_all(bencher: Bencher<'_, '_>, mark: Mark, cells: &[String]) {
        assert!(cells.iter().all(|cell| matches!(read(cell, Some(mark)), Ok(Cell::Number(_)))));
        bencher.counter(ItemsCount::new(cells.len())).bench_local(|| {
            for cell in cells {
                _ = black_box(read(black_box(cell), Some(mark)));
            }
        });
    }

    /// The costs, written in another way.
    fn written(write: impl Fn(&str, &str) -> String) -> Vec<String> {
        let split = |cost: &String| {
            let (whole, cents) = cost.split_once('.').expect("costs have two decimals");
            write(whole, cents)
        };
        costs_of_spend().iter().map(split).collect()
    }

    fn grouped(whole: &str, mark: &str) -> String {
        let thousands = whole.as_bytes().rchunks(3).rev();
        let thousands: Vec<_> = thousands.map(|digits| String::from_utf8_lossy(digits)).collect();
        thousands.join(mark)
    }
}

/// Dates in cells.
mod dates {
    use divan::counter::ItemsCount;
    use divan::{Bencher, black_box};
    use leadcalc::ingest::field::date::{Cell, Order, read};

    use super::{dates_of_spend, moments_of_leads};

    /// `2026-01-31`
    #[divan::bench]
    fn iso(bencher: Bencher<'_, '_>) {
        read_all(bencher, &dates_of_spend());
    }

    /// `2026-01-31T14:05:00`
    #[divan::bench]
    fn iso_with_time(bencher: Bencher<'_, '_>) {
        read_all(bencher, &moments_of_leads());
    }

    /// `31.01.2026 14:05`
    #[divan::bench]
    fn day_first_with_time(bencher: Bencher<'_, '_>) {
        let written = |moment: &String| {
            let (year, month, day, time) = (&moment[..4], &moment[5..7], &moment[8..10], &moment[11..16]);
            format!("{day}.{month}.{year} {time}")
        };
        read_all(bencher, &moments_of_leads().iter().map(written).collect::<Vec<_>>());
    }

    fn read_all(bencher: Bencher<'_, '_>, cells: &[String]) {
        let order = Some(Order::DayFirst);
        assert!(cells.iter().all(|cell| matches!(read(cell, order), Ok(Cell::At(..)))));
        bencher.counter(ItemsCount::new(cells.len())).bench_local(|| {
            for cell in cells {
                _ = black_box(read(black_box(cell), order));
            }
        });
    }
}

/// Rows into groups: each row's name is looked up and its three amounts are added, a block of rows at a time.
mod folding {
    use std::collections::HashSet;

    use divan::Bencher;
    use divan::counter::ItemsCount;
    use leadcalc::core::decimal::Decimal;
    use leadcalc::core::fact::{Fact, FactSet};
    use leadcalc::core::tally::Side;
    use leadcalc::ingest::group::journal::Journal;
    use leadcalc::ingest::group::posted::Posted;

    use super::{SPEND, campaigns_of_spend, channels_of_spend, column};

    /// About as many rows as a block has.
    const ROWS_OF_BLOCK: usize = 4_000;

    #[divan::bench]
    fn by_40_names(bencher: Bencher<'_, '_>) {
        fold(bencher, 40, &channels_of_spend());
    }

    #[divan::bench]
    fn by_2000_names(bencher: Bencher<'_, '_>) {
        fold(bencher, 2_000, &campaigns_of_spend());
    }

    fn fold(bencher: Bencher<'_, '_>, count: usize, names: &[String]) {
        const FACTS: [(Fact, usize); 3] = [(Fact::Impressions, 3), (Fact::Clicks, 4), (Fact::Spend, 5)];
        assert_eq!(names.iter().collect::<HashSet<_>>().len(), count);
        let figures = FACTS.map(|(fact, place)| {
            let amount = |cell: &String| (fact, cell.parse::<Decimal>().expect("an amount"));
            column(&SPEND, place).iter().map(amount).collect::<Vec<_>>()
        });
        let rows = names.iter().enumerate();
        let rows: Vec<_> = rows.map(|(row, name)| (name, figures.each_ref().map(|all| all[row]))).collect();
        let supplied: FactSet = FACTS.into_iter().map(|(fact, _)| fact).collect();
        let mut journal = Journal::default();
        let kind = journal.kind(supplied, FactSet::default());
        bencher.counter(ItemsCount::new(rows.len())).bench_local(|| {
            let mut posted = Posted::new(Side::Statistics);
            for block in rows.chunks(ROWS_OF_BLOCK) {
                for (name, amounts) in block {
                    let group = posted.number(name.as_bytes());
                    journal.enter(group, kind, amounts);
                }
                posted.post(&journal);
                journal.clear();
            }
            posted
        });
    }
}

/// Adding up: a sum that does not depend on the order, and decimals one by one.
mod adding {
    use divan::counter::ItemsCount;
    use divan::{Bencher, black_box};
    use leadcalc::core::decimal::{self, Decimal};
    use leadcalc::core::sum::Sum;

    use super::costs_of_spend;

    fn costs() -> Vec<Decimal> {
        costs_of_spend().iter().map(|cost| cost.parse().expect("an amount")).collect()
    }

    #[divan::bench]
    fn sum(bencher: Bencher<'_, '_>) {
        let costs = costs();
        bencher.counter(ItemsCount::new(costs.len())).bench_local(|| {
            let mut sum = Sum::default();
            for cost in black_box(&costs) {
                sum.add(*cost);
            }
            sum.value()
        });
    }

    #[divan::bench]
    fn decimals(bencher: Bencher<'_, '_>) {
        let costs = costs();
        bencher.counter(ItemsCount::new(costs.len())).bench_local(|| {
            black_box(&costs).iter().try_fold(Decimal::ZERO, |sum, cost| decimal::add(sum, *cost))
        });
    }
}
