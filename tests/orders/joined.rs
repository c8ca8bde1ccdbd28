//! Which lead became whose first order, against what the definition says of random lists, however they fall into blocks.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::num::NonZeroUsize;

use leadcalc::core::cohort::Terms;
use leadcalc::core::fact::Fact;
use leadcalc::ingest::progress::Progress;
use leadcalc::ingest::purchases::{self, CostOfGoods};
use leadcalc::ingest::settings::FileRequest;
use leadcalc::ingest::source::Input;
use leadcalc::ingest::{Dimension, Keep, Request};
use proptest::prelude::{ProptestConfig, Strategy};
use proptest::{collection, option, prop_assert_eq, proptest};

/// A lead: whose, on which day of a month, in which channel, and whether it was spam.
type Lead = (u8, Option<u8>, u8, bool);

fn lead() -> impl Strategy<Value = Lead> {
    (0..12_u8, option::weighted(0.9, 1..=28_u8), 0..5_u8, proptest::bool::weighted(0.1))
}

/// The customers of each channel, and those without a lead: of the leads up to the day of the first order the last one, of those on one
/// day the one of the first channel, and before all days those without one.
fn expected(orders: &[(u8, u8)], leads: &[Lead]) -> BTreeMap<String, u64> {
    let mut first = BTreeMap::<u8, u8>::new();
    for (customer, day) in orders {
        first.entry(*customer).and_modify(|known| *known = (*known).min(*day)).or_insert(*day);
    }
    let mut customers = BTreeMap::new();
    for (customer, first) in first {
        let own = leads.iter().filter(|(whose, came, _, spam)| {
            *whose == customer && !spam && came.is_none_or(|came| came <= first)
        });
        let last = own.max_by_key(|(_, came, channel, _)| (*came, std::cmp::Reverse(*channel)));
        let name = last.map_or_else(|| "(no lead)".to_owned(), |(_, _, channel, _)| format!("C{channel}"));
        *customers.entry(name).or_default() += 1;
    }
    customers
}

fn files(folder: &tempfile::TempDir, names: &[&str], texts: &[String]) -> Vec<FileRequest> {
    let file = |(name, text): (&&str, &String)| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("the file is written");
        FileRequest::new(Input { path, channel: None })
    };
    names.iter().zip(texts).map(file).collect()
}

fn lists(leads: &[Lead]) -> Vec<String> {
    let (first, second) = leads.split_at(leads.len() / 2);
    let list = |leads: &[Lead]| {
        let mut text = "date,channel,customer,status\n".to_owned();
        for (whose, came, channel, spam) in leads {
            let came = came.map(|day| format!("2026-03-{day:02}")).unwrap_or_default();
            let status = if *spam { "spam" } else { "new" };
            let _ = writeln!(text, "{came},C{channel},k{whose},{status}");
        }
        text
    };
    vec![list(first), list(second)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_last_lead_up_to_the_first_order(
        orders in collection::vec((0..14_u8, 1..=28_u8), 1..30),
        leads in collection::vec(lead(), 0..80),
        [block, threads] in [40_usize..400, 1_usize..4],
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let mut log = "date,customer,amount\n".to_owned();
        for (customer, day) in &orders {
            let _ = writeln!(log, "2026-03-{day:02},k{customer},10");
        }
        let orders_file = files(&folder, &["orders.csv"], &[log]);
        let leads_files = files(&folder, &["a.csv", "b.csv"], &lists(&leads));
        let request = Request {
            keep: Keep { days: true, ..Keep::default() },
            block: NonZeroUsize::new(block).expect("more than none"),
            threads: NonZeroUsize::new(threads).expect("more than none"),
            ..Request::new(Vec::new(), leads_files, vec![Dimension::parse("channel")])
        };
        let progress = Progress::default();
        let mut read = purchases::read(&request, &orders_file, &CostOfGoods::Column, &progress).expect("a log");
        let sums = read.read_beside(&request, &progress).expect("lists of leads");
        let terms = Terms {
            complete_until: None,
            since: None,
            until: None,
            spend_days: None,
            keeps_spread: false,
        };
        let cohorts = read.log.cohorts_of(&terms);
        let customers = |channel| cohorts.select(None, Some(channel)).customers();
        let mut told: BTreeMap<String, u64> =
            read.channels.iter().cloned().zip((0..).map(customers)).collect();
        told.insert("(no lead)".to_owned(), customers(read.without_lead));
        told.retain(|_, customers| *customers > 0);
        prop_assert_eq!(told, expected(&orders, &leads));
        // The same reading adds them up.
        let counted = leads.iter().filter(|(.., spam)| !spam).count();
        prop_assert_eq!(sums.total.sum(Fact::Leads), counted.into());
    }
}
