//! Every command in every format: exact stdout, stderr and status.

mod program;

const COMMANDS: [(&str, &str); 6] = [
    (
        "lead_price_by_margin",
        "leadcalc lead-price-by-margin --average-order 8000 --cost-of-goods 3000 --acquisition-share 50% \
         --leads 100 --sales 10 --lead-price 300 --currency RUB",
    ),
    (
        "campaign_cpl",
        "leadcalc campaign-cpl --clicks 100 --cpc 150 --forms 5 --calls 4 --impressions 12000 --orders 0 --revenue 0",
    ),
    (
        "compare_channels",
        "leadcalc compare-channels --spend examples/optics.csv --fail-if 'total.cpl > 2000'",
    ),
    (
        "compare_channels_two_files",
        "leadcalc compare-channels --spend examples/spend-2025.csv --leads examples/leads-2025.csv \
         --by quarter,channel --since 2025-07-01 --top 4 --columns spend,leads,cpl,customers,cac,romi",
    ),
    (
        "cac_vs_ltv",
        "leadcalc cac-vs-ltv --spend-total 300000 --other-costs 1000000 --customers 40 --average-order 8000 \
         --margin-rate 60% --orders-per-year 3 --years 2",
    ),
    ("explain", "leadcalc explain cpl cpa"),
];

const FORMATS: [&str; 6] = ["table", "markdown", "csv", "tsv", "json", "jsonl"];

#[test]
fn every_command_in_every_format() {
    for (name, command) in COMMANDS {
        for format in FORMATS {
            let run = program::run(&format!("{command} --format {format}"));
            insta::assert_snapshot!(format!("{name}_{format}"), run.to_string());
        }
    }
}

#[test]
fn every_command_in_russian() {
    for (name, command) in COMMANDS.into_iter().filter(|(name, _)| *name != "explain") {
        for format in ["table", "markdown"] {
            let run = program::run(&format!("{command} --format {format} --lang ru --quiet"));
            insta::assert_snapshot!(format!("{name}_{format}_ru"), run.to_string());
        }
    }
    insta::assert_snapshot!("explain_table_ru", program::run("leadcalc explain ДРР --lang ru").to_string());
}

#[test]
fn every_calculation_explained() {
    for (name, command) in COMMANDS.into_iter().filter(|(name, _)| *name != "explain") {
        for format in ["table", "json", "csv"] {
            let run = program::run(&format!("{command} --format {format} --explain --quiet"));
            insta::assert_snapshot!(format!("{name}_{format}_explained"), run.to_string());
        }
    }
}

#[test]
fn what_no_formula_gives_is_explained_in_words() {
    let command = "leadcalc cac-vs-ltv --cac 300 --revenue-per-month 50 --margin-rate 80% --churn 5% --discount 1% --explain";
    insta::assert_snapshot!("payback_explained", program::run(command).to_string());
}

#[test]
fn precision_rounds_people_and_programs_alike() {
    for precision in ["0", "4", "full"] {
        for format in ["table", "csv"] {
            let command = format!(
                "leadcalc compare-channels --spend examples/optics.csv --columns leads,cpl,cr --precision {precision} -f {format}"
            );
            insta::assert_snapshot!(
                format!("precision_{precision}_{format}"),
                program::run(&command).to_string()
            );
        }
    }
}

#[test]
fn the_whole_dictionary() {
    insta::assert_snapshot!("dictionary_table", program::run("leadcalc explain").to_string());
    insta::assert_snapshot!("dictionary_csv", program::run("leadcalc explain -f csv").to_string());
}
