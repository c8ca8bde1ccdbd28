//! Command lines of the calculators with numbers of every size and kind.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Numbers as somebody might type them: huge, tiny, negative, at the limits of what fits, and things that are no numbers.
pub(crate) fn typed_numbers() -> impl Strategy<Value = String> {
    let extremes = vec![
        "0",
        "-0",
        "1",
        "-1",
        "0.5",
        "50%",
        "100%",
        "-50%",
        "1e3",
        "1,234",
        "1.234,5",
        "8 000",
        "8_000",
        "٣",
        "NaN",
        "inf",
        "",
        "-",
        "%",
        ".",
        "+5",
        "−3",
        "1000000000000000000000000000",
        "-1000000000000000000000000000",
        "9999999999999999999999999999",
        "79228162514264337593543950335",
        "79228162514264337593543950336",
        "-79228162514264337593543950335",
        "0.0000000000000000000000000001",
        "0.00000000000000000000000000001",
        "1.9999999999999999999999999999",
        "0.9999999999999999999999999999",
        "18446744073709551615",
        "18446744073709551616",
        "4294967296",
        "99999999999999999%",
        "0.0000000000000000000000000001%",
    ];
    prop_oneof![
        3 => select(extremes).prop_map(str::to_owned),
        2 => "[1-9][0-9]{0,4}",
        1 => "0\\.[0-9]{1,28}",
        1 => "-?[0-9]{1,29}",
        1 => "-?[0-9]{1,20}[.,][0-9]{1,20}%?",
        1 => "\\PC{0,8}",
    ]
}

const CALCULATORS: [(&str, &[&str]); 3] = [
    (
        "lead-price-by-margin",
        &[
            "average-order",
            "cost-of-goods",
            "margin-rate",
            "margin",
            "orders-per-customer",
            "acquisition-share",
            "conversion",
            "leads",
            "sales",
            "lead-price",
        ],
    ),
    (
        "campaign-cpl",
        &[
            "clicks",
            "cpc",
            "budget",
            "leads",
            "forms",
            "calls",
            "impressions",
            "orders",
            "revenue",
            "cost-of-goods",
        ],
    ),
    (
        "cac-vs-ltv",
        &[
            "spend-total",
            "other-costs",
            "customers",
            "cac",
            "average-order",
            "cost-of-goods",
            "margin-rate",
            "orders-per-year",
            "years",
            "revenue-per-month",
            "churn",
            "discount",
            "ltv",
        ],
    ),
];

/// Command lines that a calculator takes: the options go together, the numbers are anything.
const TAKEN: [(&str, &[&str]); 8] = [
    (
        "lead-price-by-margin",
        &["average-order", "cost-of-goods", "acquisition-share", "leads", "sales", "lead-price"],
    ),
    (
        "lead-price-by-margin",
        &["average-order", "margin-rate", "acquisition-share", "conversion", "orders-per-customer"],
    ),
    ("lead-price-by-margin", &["margin", "acquisition-share", "conversion", "lead-price"]),
    (
        "campaign-cpl",
        &["clicks", "cpc", "forms", "calls", "impressions", "orders", "revenue", "cost-of-goods"],
    ),
    ("campaign-cpl", &["budget", "leads", "clicks", "orders", "revenue"]),
    (
        "cac-vs-ltv",
        &[
            "spend-total",
            "other-costs",
            "customers",
            "average-order",
            "margin-rate",
            "orders-per-year",
            "years",
        ],
    ),
    ("cac-vs-ltv", &["cac", "revenue-per-month", "margin-rate", "churn", "discount"]),
    (
        "cac-vs-ltv",
        &["spend-total", "customers", "average-order", "cost-of-goods", "orders-per-year", "years"],
    ),
];

/// A number of the kind that the option wants, of any size.
fn fitting_number(option: &str) -> impl Strategy<Value = String> + use<> {
    let is_rate = ["margin-rate", "acquisition-share", "conversion", "churn", "discount"].contains(&option);
    // Of a whole only a part can be sold or won.
    let is_small = ["sales", "orders", "customers"].contains(&option);
    let rate = prop_oneof!["0\\.[0-9]{1,28}", "[1-9]?[0-9]%", Just("0".to_owned()), Just("1".to_owned())];
    let amount = prop_oneof![
        4 => "[1-9][0-9]{0,6}",
        2 => "[1-9][0-9]{0,6}\\.[0-9]{1,20}",
        1 => "[1-9][0-9]{0,27}",
        1 => "0\\.[0-9]{1,28}",
        1 => Just("0".to_owned()),
    ];
    match (is_rate, is_small) {
        (true, _) => rate.boxed(),
        (_, true) => "[0-9]".boxed(),
        _ => amount.boxed(),
    }
}

/// A calculator with numbers for its options: most often for options that it takes together, else for any of them.
pub(crate) fn calculations() -> impl Strategy<Value = (&'static str, Vec<String>)> {
    let any_options = select(CALCULATORS.to_vec()).prop_flat_map(|(command, options)| {
        (Just(command), vec((select(options.to_vec()), typed_numbers()), 0..8))
    });
    let taken_options = select(TAKEN.to_vec()).prop_flat_map(|(command, options)| {
        let numbers = vec(typed_numbers(), options.len());
        (Just(command), numbers.prop_map(|numbers| options.iter().copied().zip(numbers).collect::<Vec<_>>()))
    });
    let fitting_options = select(TAKEN.to_vec()).prop_flat_map(|(command, options)| {
        let numbers: Vec<_> = options.iter().map(|option| fitting_number(option)).collect();
        (Just(command), numbers.prop_map(|numbers| options.iter().copied().zip(numbers).collect::<Vec<_>>()))
    });
    prop_oneof![1 => any_options, 2 => taken_options, 4 => fitting_options].prop_map(|(command, options)| {
        (command, options.into_iter().map(|(option, number)| format!("--{option}={number}")).collect())
    })
}
