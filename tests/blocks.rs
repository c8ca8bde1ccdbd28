//! What is read depends neither on the number of threads nor on the size of blocks: one thread that reads a file at once is the
//! reference for several threads, and for blocks of a row or two.

use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use leadcalc::core::tally::Side;
use leadcalc::ingest::group::dedupe::{Dedupe, Key};
use leadcalc::ingest::progress::Progress;
use leadcalc::ingest::settings::FileRequest;
use leadcalc::ingest::source::Input;
use leadcalc::ingest::{BLOCK, Dimension, Error, Keep, MaxRejected, Request, read};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use tempfile::TempDir;

/// Sizes of blocks, in bytes.
const BLOCKS: [usize; 4] = [64, 100, 333, 1000];
const THREADS: [usize; 4] = [1, 2, 3, 8];

const SIDES: [Side; 2] = [Side::Statistics, Side::Leads];

/// Rows that are put together to files.
struct Case {
    name: &'static str,
    side: Side,
    header: &'static str,
    /// A row that has nothing special.
    ordinary: &'static str,
    /// The rows that the case is about.
    special: &'static [&'static str],
}

const fn report(name: &'static str, special: &'static [&'static str]) -> Case {
    Case { name, side: Side::Statistics, header: "channel,cost,clicks", ordinary: "Alpha,12.50,3", special }
}

const fn dated(name: &'static str, special: &'static [&'static str]) -> Case {
    Case {
        name,
        side: Side::Statistics,
        header: "date,channel,cost",
        ordinary: "2026-01-05,Alpha,7.25",
        special,
    }
}

const fn list(name: &'static str, special: &'static [&'static str]) -> Case {
    Case {
        name,
        side: Side::Leads,
        header: "lead_id,date,channel,status,amount,customer_id",
        ordinary: "L0,2026-01-05,Alpha,lost,,",
        special,
    }
}

const CASES: &[Case] = &[
    report("quoted line ends", &["\"Two\nlines\",1.5,1", "\"Three\n\nmore \"\"lines\"\"\n\",2.5,2"]),
    report("doubled quotes", &["\"The \"\"best\"\" one\",1.5,1", "\"\"\"\",1.5,1", "\"a\"\"\",2.5,1"]),
    report("stray quotes", &["5\" pipe,1.5,1", "6\"\" pipe\",2.5,1", "\"a\" b\",3.5,1"]),
    report("delimiters in quotes", &["\"a,b\",1.5,1", "\"a,\nb\",\"2.5\",\"1\""]),
    report("carriage returns in quotes", &["\"a\rb\",1.5,1", "\"a\r\nb\",2.5,1", "\"\r\",3.5,1"]),
    report("blank lines", &["", "Beta,1.5,1", "", "", "Gamma,2.5,1", "  ", ",,", ""]),
    report("a footer below blank lines", &["Beta,1.5,1", "", "", "Only words", "More of them", "", "Total"]),
    report("a known footer", &["Beta,1.5,1", "", "Generated on Monday", "© 2026"]),
    report("another table", &["Beta,1.5,1", "", "", "Device,Cost,Clicks", "Mobile,1.5,1", "Desktop,x,1"]),
    report("another table of another width", &["Beta,1.5,1", "", "Device,Share", "Mobile,50%"]),
    report("words below a blank line", &["Beta,1.5,1", "", "one,two,three", "Gamma,1.5,1"]),
    report("the header again", &["Beta,1.5,1", "channel,cost,clicks", "\u{feff}channel,cost,clicks"]),
    report("a total that agrees with nothing", &["Beta,1.5,1", "Total,99,9"]),
    report("a total in Russian", &["Beta,1.5,1", "Итого,14,4", "Итого за месяц,14,4"]),
    report("a total that says so", &["Beta,1.5,1", "Total: Account,14.00,4", "Total: Account,1,1"]),
    report("a total of a group", &["Google,1.5,1", "Google,2.5,1", "Google Total,4.0,2"]),
    report("a likely total", &["Total Energies,1.5,1", "Beta,1.5,1", "Total Energies,3.0,2"]),
    report("a nameless row at last", &["Beta,1.5,1", ",14.00,4"]),
    report("a nameless row at first", &[",1.5,1", "Beta,1.5,1"]),
    report("a nameless row between others", &["Beta,1.5,1", ",0.25,1", "Gamma,1.5,1", ",,", ",0.5,0"]),
    report("nameless rows behind one another", &["Beta,1.5,1", ",0.25,1", ",0.5,1", "--,0.75,1"]),
    report("a nameless row that states more", &["Beta,1.5,1", ",100000.5,400"]),
    report("both marks", &["Beta,\"1,5\",1", "Gamma,1.5,1"]),
    report("thousands", &["Beta,\"1,234.5\",1", "Gamma,\"1,234\",\"1,234\""]),
    report("a sum that does not fit", &["Beta,9999999999999999999999999999,1", "Beta,1,1", "Beta,0.01,1"]),
    report("two currencies", &["Beta,$1.5,1", "Gamma,€2.5,1"]),
    report("one currency", &["Beta,$1.5,1", "Gamma,USD 2.5,1"]),
    report("unreadable rows", &["Beta,abc,1", "Gamma,1", "Delta,1.5,x", "Epsilon,1,1,1", "Zeta,-5,1"]),
    report("cells that stand for nothing", &["Beta,-,1", "Gamma,n/a,1", "--,1.5,1", "n/a,1.5,1", "N/A,,"]),
    report(
        "spellings of a name",
        &["beta,1.5,1", "BETA ,1.5,1", "Beta,1.5,1", " beta,1.5,1", "й,1,1", "й,1,1"],
    ),
    report("a quotation mark that is not closed", &["Beta,1.5,1", "\"Gamma,1.5,1", "Delta,1.5,1"]),
    report("empty cells at the end", &["Beta,1.5,1,", "Gamma,1.5,1,,,", "Delta,1.5,1,,x"]),
    Case {
        name: "marks that are decided late",
        side: Side::Statistics,
        header: "channel,cost,clicks",
        ordinary: "Alpha,10,3",
        special: &["Beta,\"1,234\",1", "Gamma,\"2,345\",1", "Delta,\"3,55\",1"],
    },
    Case {
        name: "marks that are never decided",
        side: Side::Statistics,
        header: "channel,cost,clicks",
        ordinary: "Alpha,10,3",
        special: &["Beta,\"1,234\",1", "Gamma,1.234,1"],
    },
    Case {
        name: "a nameless row with the other mark",
        side: Side::Statistics,
        header: "channel,clicks,cost",
        ordinary: "Alpha,1,10",
        special: &["C,10,5", ",3,2.55", "Gamma,1,\"3,55\""],
    },
    Case {
        name: "a nameless row with a mark to be decided",
        side: Side::Statistics,
        header: "channel,clicks,cost",
        ordinary: "Alpha,1,10",
        special: &["C,10,5", ",3,\"2,555\"", "Gamma,1,\"3,55\"", ",1,2.5"],
    },
    Case {
        name: "campaigns, each with its total",
        side: Side::Statistics,
        header: "channel,campaign,cost",
        ordinary: "Alpha,one,1.5",
        special: &["Beta,x,5", "Beta,y,2", "Beta,Total,7", ",z,1", "Beta,,2", ",,9"],
    },
    Case {
        name: "a column of currencies",
        side: Side::Statistics,
        header: "channel,cost,currency",
        ordinary: "Alpha,1.5,USD",
        special: &["Beta,1.5,usd", "Gamma,1.5,", "Delta,1.5,EUR"],
    },
    Case {
        name: "millionths",
        side: Side::Statistics,
        header: "CampaignName,channel,Cost,Clicks",
        ordinary: "a,Alpha,12000000,3",
        special: &["b,Beta,34000000,5", "c,Gamma,1250000,1"],
    },
    dated(
        "days that are decided late",
        &["03/04/2026,Beta,1.5", "04/05/2026,Beta,1.5", "04/25/2026,Beta,1.5"],
    ),
    dated("days in two orders", &["03/04/2026,Beta,1.5", "13/04/2026,Beta,1.5", "04/13/2026,Beta,1.5"]),
    dated("days that are never decided", &["03/04/2026,Beta,1.5", "03/04/2026,Beta,1.5"]),
    dated("rows without a day", &[",Beta,1.5", "-,Beta,1.5", "2026-02-30,Beta,1.5", "Total,,3.0"]),
    dated("periods", &["2026-01-01 - 2026-01-31,Beta,1.5", "2026-01-20 - 2026-02-03,Beta,1.5"]),
    list("repeated ids", &["L1,2026-01-05,Beta,won,10,C1", "L1,2026-01-06,Beta,won,20,C1", "L1,,,,5,C1"]),
    list(
        "ids that look like none",
        &["-,2026-01-05,Beta,won,10,C1", "-,2026-01-05,Beta,won,10,C1", ",2026-01-05,Beta,won,10,"],
    ),
    list(
        "statuses in several spellings",
        &[
            "L1,2026-01-05,Beta,Won,10,C1",
            "L2,2026-01-05,Beta,WON ,10,C2",
            "L3,2026-01-05,Beta,spam,,",
            "L4,2026-01-05,Beta,Spam,,",
            "L5,2026-01-05,Beta,unheard of,,",
            "L6,2026-01-05,Beta,Unheard Of,,",
            "L7,2026-01-05,Beta,,,",
            "L8,2026-01-05,Beta,\"lo\nst\",,",
        ],
    ),
    list(
        "customers at the same time",
        &[
            "L1,2026-01-06,Beta,won,10,C1",
            "L2,2026-01-06,Gamma,won,10,C1",
            "L3,2026-01-06,Alpha,won,10,C1",
            "L4,2026-01-05T10:00:00,Gamma,won,10,C2",
            "L5,2026-01-05T10:00:00,Beta,won,10,C2",
            "L6,,Beta,won,10,C2",
        ],
    ),
    list(
        "orders that lack something",
        &["L1,2026-01-05,Beta,won,,C1", "L2,2026-01-05,Beta,won,10,", "L3,,Beta,won,,", ",,,,10,"],
    ),
    list("amounts with both marks", &["L1,2026-01-05,Beta,won,\"1,5\",C1", "L2,2026-01-05,Beta,won,1.5,C2"]),
    list(
        "marks that are decided late in a list",
        &[
            "L1,2026-01-05,Beta,won,\"1,234\",C1",
            "L2,2026-01-05,Beta,won,\"2,345\",C1",
            "L3,2026-01-05,Beta,won,\"3,5\",C2",
        ],
    ),
    list(
        "days that are decided late in a list",
        &["L1,03/04/2026,Beta,won,10,C1", "L2,04/05/2026,Beta,won,10,C1", "L3,25/04/2026,Gamma,won,10,C1"],
    ),
    list("sentences below a list", &["L1,2026-01-05,Beta,won,10,C1", "", "What a list this was", "And more"]),
    list("a total of a list", &["L1,2026-01-05,Beta,won,10,C1", "Total,,,,10,", "Итого,,,,10,"]),
    list("unreadable leads", &["L1,2026-13-05,Beta,won,10,C1", "L2,2026-01-05,Beta,won,x,C1", "L3,x"]),
    list("another table below a list", &["", "channel,cost", "Beta,1.5", "L1,2026-01-05,Beta,won,10,C1"]),
];

impl Case {
    /// The files that the rows make: alone, below, above and between ordinary rows, and many times over. The header is followed by
    /// so many blanks, so that everything below it moves by as many bytes.
    fn files(&self, blanks: usize, line_end: &str) -> Vec<String> {
        let special = self.special;
        let some = [self.ordinary; 7];
        let around = [&some[..], special, &some[..]].concat();
        let orders = [
            special.to_vec(),
            [&some[..], special].concat(),
            [special, &some[..]].concat(),
            around.repeat(2),
            special.repeat(12),
        ];
        let header = format!("{}{}", self.header, " ".repeat(blanks));
        let file = |rows: Vec<&str>| format!("{header}{line_end}{}", rows.join(line_end));
        let mut files: Vec<String> = orders.into_iter().map(file).collect();
        files.extend(files.last().map(|last| format!("{last}{line_end}")));
        files
    }
}

/// A folder with a file that is written again and again.
struct Scratch {
    file: PathBuf,
    _folder: TempDir,
}

impl Scratch {
    fn new() -> Self {
        let folder = TempDir::new().expect("room for a folder");
        Self { file: folder.path().join("rows.csv"), _folder: folder }
    }

    fn write(&self, text: &str) {
        fs::write(&self.file, text).expect("room for a file");
    }
}

fn number(number: usize) -> NonZeroUsize {
    NonZeroUsize::new(number).expect("more than nothing")
}

/// What reading a file is asked for: by channel, by month and channel, and that with the customers of a list.
fn requests(file: &Path, side: Side) -> [Request; 3] {
    let file = || vec![FileRequest::new(Input { path: file.to_owned(), channel: None })];
    let by = |names: &[&str], customers| {
        let dimensions = names.iter().map(|name| Dimension::parse(name)).collect();
        if side == Side::Statistics {
            return Request::new(file(), Vec::new(), dimensions);
        }
        let request = Request::new(Vec::new(), file(), dimensions);
        let keep = Keep { customers, squares: true, lags: true, ..Keep::default() };
        Request { keep, ..request }
    };
    [by(&["channel"], false), by(&["month", "channel"], false), by(&["month", "channel"], true)]
}

/// All that the reading says, or the error's text.
fn outcome(request: &Request, block: NonZeroUsize, threads: usize) -> Result<String, Error> {
    let request = Request { block, threads: number(threads), ..request.clone() };
    read(&request, &Progress::default()).map(|reading| format!("{reading:#?}"))
}

/// The first line in which two outcomes differ.
fn difference(one: &str, other: &str) -> Option<String> {
    if one == other {
        return None;
    }
    let mut pairs = one.lines().map(Some).chain([None]).zip(other.lines().map(Some).chain([None]));
    let pair = pairs.find(|(one, other)| one != other);
    Some(format!("the first difference: {pair:#?}"))
}

/// Whether a reading in these blocks by so many threads comes to something else than the reference, and where.
fn departure(request: &Request, ways: &[(usize, usize)]) -> Option<String> {
    let text = |outcome: Result<String, Error>| outcome.unwrap_or_else(|error| error.to_string());
    let reference = outcome(request, BLOCK, 1);
    if matches!(reference, Err(Error::Rows(_))) {
        let patient = Request { max_rejected: MaxRejected::Rows(u64::MAX), ..request.clone() };
        if let Some(departure) = departure(&patient, ways) {
            return Some(departure);
        }
    }
    let reference = text(reference);
    ways.iter().find_map(|&(block, threads)| {
        let difference = difference(&reference, &text(outcome(request, number(block), threads)))?;
        Some(format!("in blocks of {block} bytes by {threads} threads, {difference}"))
    })
}

/// Every size of blocks with every number of threads.
fn all_ways() -> Vec<(usize, usize)> {
    BLOCKS.into_iter().flat_map(|block| THREADS.map(|threads| (block, threads))).collect()
}

/// The files in a folder and below it.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> =
        entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect();
    files.sort();
    files
}

#[test]
fn files_of_the_repository() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = ["examples", "tests/inputs"].map(|folder| files_below(&root.join(folder))).concat();
    assert!(files.len() > 50, "{files:?}");
    let mut departures = Vec::new();
    for file in files {
        // What unpacks to more than it may is refused before it has rows.
        if file.ends_with("bomb.csv.gz") {
            continue;
        }
        // Long files have many blocks even of the larger sizes.
        let is_long = fs::metadata(&file).expect("a file").len() > 10_000;
        for (side, request) in SIDES.into_iter().flat_map(|side| requests(&file, side).map(|r| (side, r))) {
            let ways = if is_long { &all_ways()[10..] } else { &all_ways()[..] };
            let departure = departure(&request, ways);
            departures.extend(departure.map(|departure| {
                format!("{} as {side:?} by {:?}: {departure}", file.display(), request.dimensions)
            }));
        }
    }
    assert!(departures.is_empty(), "{}", departures.join("\n\n"));
}

#[test]
fn special_rows_below_above_and_between_others() {
    let scratch = Scratch::new();
    let mut departures = Vec::new();
    for case in CASES {
        for (blanks, line_end, ways) in [
            (0, "\n", &[(64, 1), (64, 3), (100, 2), (333, 8)][..]),
            (23, "\r\n", &[(64, 8), (100, 3)]),
            (42, "\r", &[(64, 2)]),
        ] {
            for text in case.files(blanks, line_end) {
                scratch.write(&text);
                let [_, by_month, with_customers] = requests(&scratch.file, case.side);
                for request in [by_month, with_customers] {
                    let departure = departure(&request, ways);
                    departures
                        .extend(departure.map(|departure| format!("{}: {departure}\n{text:?}", case.name)));
                }
            }
        }
    }
    assert!(departures.is_empty(), "{}", departures.join("\n\n"));
}

#[test]
fn special_rows_at_every_byte_of_a_block() {
    let scratch = Scratch::new();
    let mut departures = Vec::new();
    for case in CASES {
        for blanks in (0..64).step_by(5) {
            let text = &case.files(blanks, "\n")[1];
            scratch.write(text);
            let [request, ..] = requests(&scratch.file, case.side);
            let departure = departure(&request, &[(64, 2)]);
            departures.extend(departure.map(|departure| format!("{}: {departure}\n{text:?}", case.name)));
        }
    }
    assert!(departures.is_empty(), "{}", departures.join("\n\n"));
}

#[test]
fn leads_that_repeat_others() {
    let scratch = Scratch::new();
    let by_key = [Key::LeadId, Key::CustomerId].map(|key| [None, Some(1)].map(|days| Dedupe { key, days }));
    for case in CASES.iter().filter(|case| case.side == Side::Leads) {
        for text in case.files(0, "\n") {
            scratch.write(&text);
            for dedupe in by_key.as_flattened() {
                let [.., request] = requests(&scratch.file, case.side);
                let request = Request { dedupe: Some(*dedupe), ..request };
                let departure = departure(&request, &[(64, 2), (100, 3)]);
                assert_eq!(departure, None, "{} {dedupe:?}: {text:?}", case.name);
            }
        }
    }
}

/// Rows of a report with nothing special, or with something that ends no reading.
const REPORT: &[&str] = &[
    "2026-01-05,Alpha,1.25,3",
    "2026-01-20,Beta,20.5,1",
    "2026-02-05,Gamma & Sons,300,12",
    "2026-02-06,alpha,0.75,0",
    "2026-02-07,\"Two\nlines, \"\"quoted\"\"\",1.5,1",
    "2026-02-07,5\" pipe,1.5,1",
    "",
    ",,,",
    "2026-03-01,,2.5,1",
    ",Delta,2.5,1",
    "2026-03-01,Google Total,1.5,1",
    "Total,,100.5,9",
    "Итого: счёт,,1.5,1",
    "date,channel,cost,clicks",
    "2026-03-02,Beta,abc,1",
    "2026-03-02,Beta,1.5",
    "2026-03-02,Beta,,1",
    "2026-03-02,Beta,$1.5,1",
];

/// Rows that may end the reading of a report, or all of it that follows.
const DECISIVE_IN_REPORT: &[&str] = &[
    "2026-03-01,Beta,\"1,234\",1",
    "2026-03-01,Beta,\"1,5\",1",
    ",,\"3,55\",1",
    ",,2.5,1",
    "03/04/2026,Beta,1.5,1",
    "25/04/2026,Beta,1.5,1",
    "2026-03-02,Beta,€1.5,1",
    "\nA line of words",
    "\nDevice,Cost",
    "2026-03-02,\"never closed,1.5,1",
];

/// Rows of a list with nothing special, or with something that ends no reading.
const LIST: &[&str] = &[
    "L1,2026-01-05,Alpha,lost,,",
    "L2,2026-01-05,Beta,won,10.5,C1",
    "L2,2026-01-05,Beta,won,20,C1",
    "L3,2026-01-05,Gamma,WON,20,C1",
    "L4,2026-02-05T10:00:00,Beta,Won,5,C2",
    "L5,2026-02-05T10:00:00,Alpha,won,5,C2",
    "L6,,Alpha,won,5,C3",
    "L7,2026-02-05,beta,spam,,",
    "L7,2026-02-05,\"be\nta\",Spam ,,",
    "L8,2026-02-05,Beta,unheard of,,",
    "-,2026-02-05,Beta,,,",
    ",,,,10,",
    "",
    "L9,2026-13-05,Beta,won,10,C1",
    "L9,2026-01-05,Beta,won,x,C1",
    "Total,,,,10,",
    "lead_id,date,channel,status,amount,customer_id",
];

/// Rows that may end the reading of a list, or all of it that follows.
const DECISIVE_IN_LIST: &[&str] = &[
    "L1,2026-01-05,Beta,won,\"1,234\",C1",
    "L1,2026-01-05,Beta,won,\"1,5\",C1",
    "L1,03/04/2026,Beta,won,10,C1",
    "L1,25/04/2026,Beta,won,10,C1",
    "A sentence of words",
    "\nWords",
    "\nchannel,cost",
    "L1,\"never closed,Beta,won,10,C1",
];

/// Files of up to sixty rows, with decisive ones in every third file.
fn random_files(
    header: &'static str,
    usual: &'static [&'static str],
    decisive: &'static [&'static str],
) -> impl Strategy<Value = String> {
    let row = select(usual);
    let any_row = prop_oneof![9 => select(usual), 1 => select(decisive)];
    let rows = prop_oneof![2 => vec(row, 1..60), 1 => vec(any_row, 1..60)];
    let line_ends = select(&["\n", "\r\n", "\r"][..]);
    (rows, line_ends, any::<bool>()).prop_map(move |(rows, line_end, has_last)| {
        let last = if has_last { line_end } else { "" };
        format!("{header}{line_end}{}{last}", rows.join(line_end))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_reports(
        text in random_files("date,channel,cost,clicks", REPORT, DECISIVE_IN_REPORT),
        block in 40..400_usize,
        threads in 1..5_usize,
    ) {
        let scratch = Scratch::new();
        scratch.write(&text);
        for request in requests(&scratch.file, Side::Statistics) {
            prop_assert_eq!(departure(&request, &[(block, threads)]), None);
        }
    }

    #[test]
    fn random_lists(
        text in random_files("lead_id,date,channel,status,amount,customer_id", LIST, DECISIVE_IN_LIST),
        block in 40..400_usize,
        threads in 1..5_usize,
    ) {
        let scratch = Scratch::new();
        scratch.write(&text);
        for request in requests(&scratch.file, Side::Leads) {
            prop_assert_eq!(departure(&request, &[(block, threads)]), None);
        }
    }
}
