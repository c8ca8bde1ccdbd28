//! Every error: the input that provokes it, its exact text, and status 2 with nothing on stdout.

mod program;

const ERRORS: &[(&str, &str)] = &[
    // The command line.
    ("no_subcommand_is_help", "leadcalc"),
    ("unknown_option", "leadcalc compare-channels --spnd examples/optics.csv"),
    ("no_input", "leadcalc compare-channels"),
    ("amount_is_no_number", "leadcalc campaign-cpl --budget abc --leads 9"),
    ("amount_is_ambiguous", "leadcalc campaign-cpl --budget 1,234 --leads 9"),
    ("amount_is_negative", "leadcalc campaign-cpl --budget -5 --leads 9"),
    ("amount_has_an_exponent", "leadcalc campaign-cpl --budget 1e3 --leads 9"),
    (
        "amount_has_too_many_digits",
        "leadcalc campaign-cpl --budget 10000000000000000000000000000000 --leads 9",
    ),
    (
        "rate_without_percent",
        "leadcalc lead-price-by-margin --margin 5000 --acquisition-share 50 --conversion 10%",
    ),
    (
        "rate_above_all",
        "leadcalc lead-price-by-margin --margin 5000 --acquisition-share 150% --conversion 10%",
    ),
    (
        "more_sales_than_leads",
        "leadcalc lead-price-by-margin --margin 5 --acquisition-share 1 --leads 9 --sales 10",
    ),
    (
        "average_order_without_margin",
        "leadcalc lead-price-by-margin --average-order 5 --acquisition-share 1 --conversion 1",
    ),
    ("churn_without_margin", "leadcalc cac-vs-ltv --cac 5 --revenue-per-month 5 --churn 5%"),
    ("two_ways_to_the_cac", "leadcalc cac-vs-ltv --cac 5 --spend-total 5 --customers 1 --ltv 9"),
    (
        "figure_does_not_fit",
        "leadcalc campaign-cpl --clicks 9999999999999999999 --cpc 9999999999999999999 --leads 1",
    ),
    // Backwards, and what if.
    ("solve_contradiction", "leadcalc solve cpl=100 spend=15000 leads=9"),
    ("solve_ratio_without_divisor", "leadcalc solve cpl=100 leads=0"),
    ("solve_too_little_by_one", "leadcalc solve cpl=250 --for cpc"),
    ("solve_too_little_by_two", "leadcalc solve cpl=250 --for profit"),
    ("solve_outside_the_funnel", "leadcalc solve ltv=5"),
    ("solve_for_what_is_outside_the_funnel", "leadcalc solve cpl=5 --for nps"),
    ("solve_the_same_twice", "leadcalc solve cpl=5 cpl=6"),
    ("solve_nothing", "leadcalc solve"),
    ("solve_without_a_value", "leadcalc solve cpl"),
    ("solve_a_neighbour", "leadcalc solve cpa=5"),
    ("solve_a_rate_above_all", "leadcalc solve cr=120%"),
    ("solve_contradiction_in_a_cell", "leadcalc solve 'cpl=100;1000' spend=9000 leads=9"),
    ("list_or_number", "leadcalc campaign-cpl --clicks 100 --cpc 100,150 --leads 9"),
    ("list_with_a_word", "leadcalc campaign-cpl --clicks 100 --cpc '100;few' --leads 9"),
    ("range_without_a_step", "leadcalc campaign-cpl --clicks 100 --cpc 100..200 --leads 9"),
    ("range_downwards", "leadcalc campaign-cpl --clicks 100 --cpc 200..100:10 --leads 9"),
    ("too_many_values", "leadcalc campaign-cpl --clicks 100 --cpc 1..20000:1 --leads 9"),
    ("too_many_cells", "leadcalc campaign-cpl --clicks 100 --cpc 1..200:1 --leads 1..200:1"),
    ("show_of_one_value", "leadcalc campaign-cpl --clicks 100 --cpc 150 --leads 9 --show cpl"),
    ("show_what_is_not_there", "leadcalc campaign-cpl --clicks 100 --cpc '100;200' --leads 9 --show ltv"),
    (
        "sensitivity_of_several_values",
        "leadcalc campaign-cpl --clicks 100 --cpc '100;200' --leads 9 --sensitivity 10%",
    ),
    (
        "sensitivity_of_what_is_not_there",
        "leadcalc campaign-cpl --clicks 100 --cpc 9 --leads 9 --sensitivity 10% --show ltv",
    ),
    ("precision_out_of_range", "leadcalc compare-channels --spend examples/optics.csv --precision 29"),
    ("currency_is_no_code", "leadcalc compare-channels --spend examples/optics.csv --currency rubles"),
    ("day_is_no_day", "leadcalc compare-channels --spend examples/optics.csv --since 2026-02-30"),
    (
        "since_after_until",
        "leadcalc compare-channels --spend examples/spend-2025.csv --since 2025-02-01 --until 2025-01-01",
    ),
    ("delimiter_is_too_long", "leadcalc compare-channels --spend examples/optics.csv --delimiter '::'"),
    ("max_rejected_is_no_number", "leadcalc compare-channels --spend examples/optics.csv --max-rejected few"),
    ("sort_direction", "leadcalc compare-channels --spend examples/optics.csv --sort cpl:up"),
    ("sort_key", "leadcalc compare-channels --spend examples/optics.csv --sort cpll"),
    ("sort_by_what_is_not_there", "leadcalc compare-channels --spend examples/optics.csv --sort roas"),
    ("by_a_figure", "leadcalc compare-channels --spend examples/optics.csv --by leads"),
    ("by_the_same_twice", "leadcalc compare-channels --spend examples/optics.csv --by channel,channel"),
    ("by_a_reserved_name", "leadcalc compare-channels --spend tests/inputs/others.csv --by undefined"),
    ("by_nothing", "leadcalc compare-channels --spend examples/optics.csv --by channel,"),
    ("columns_with_a_neighbour", "leadcalc compare-channels --spend examples/optics.csv --columns cpa"),
    ("columns_misspelt", "leadcalc compare-channels --spend examples/optics.csv --columns romo"),
    ("columns_that_nothing_gives", "leadcalc compare-channels --spend examples/optics.csv --columns roas"),
    ("explain_what_is_not_there", "leadcalc explain weather"),
    ("explain_misspelt", "leadcalc explain clp"),
    (
        "status_in_two_lists",
        "leadcalc compare-channels --leads examples/leads-2025.csv --won a,b --rejected B",
    ),
    // Chance.
    ("target_in_two_ways", "leadcalc compare-channels --spend examples/optics.csv --target-cpl 5 --margin 7"),
    ("margin_without_share", "leadcalc compare-channels --spend examples/optics.csv --margin 7"),
    (
        "target_without_orders",
        "leadcalc compare-channels --spend examples/optics.csv --margin 7 --acquisition-share 50%",
    ),
    (
        "target_without_leads",
        "leadcalc compare-channels --spend tests/inputs/with-impressions.csv --target-cpl 7",
    ),
    (
        "former_run_without_the_figure",
        "leadcalc compare-channels --spend examples/optics.csv --columns spend -f json | \
         leadcalc compare-channels --spend examples/optics.csv --baseline - --fail-if 'cpl > previous.cpl'",
    ),
    (
        "former_run_by_other_groups",
        "leadcalc compare-channels --spend examples/spend-2025.csv --by month -f json | \
         leadcalc compare-channels --spend examples/optics.csv --baseline -",
    ),
    (
        "stdin_twice_with_a_former_run",
        "leadcalc check --spend examples/optics.csv --policy - --baseline - < examples/optics.csv",
    ),
    (
        "stdin_as_a_file_and_a_former_run",
        "leadcalc compare-channels --spend - --baseline - < examples/optics.csv",
    ),
    ("no_former_run", "leadcalc compare-channels --spend examples/optics.csv --fail-if 'cpl > previous.cpl'"),
    // Limits.
    (
        "limit_on_a_group_that_is_none",
        "leadcalc compare-channels --spend examples/optics.csv --fail-if 'channel=Lens: cpl > 5'",
    ),
    (
        "limit_on_a_dimension_that_is_none",
        "leadcalc compare-channels --spend examples/optics.csv --fail-if 'month=2026-01: cpl > 5'",
    ),
    (
        "limit_on_a_calculator_s_group",
        "leadcalc campaign-cpl --budget 5 --leads 1 --fail-if 'channel=a: cpl > 5'",
    ),
    (
        "limit_on_a_calculator_s_past",
        "leadcalc campaign-cpl --budget 5 --leads 1 --fail-if 'cpl > previous.cpl'",
    ),
    ("limit_without_comparison", "leadcalc compare-channels --spend examples/optics.csv --fail-if cpl"),
    ("limit_on_a_neighbour", "leadcalc compare-channels --spend examples/optics.csv --fail-if 'roi > 1'"),
    (
        "limit_on_an_unknown_word",
        "leadcalc compare-channels --spend examples/optics.csv --fail-if 'weather > 1'",
    ),
    (
        "limit_value_is_no_number",
        "leadcalc compare-channels --spend examples/optics.csv --fail-if 'cpl > much'",
    ),
    (
        "limit_rate_without_percent",
        "leadcalc compare-channels --spend examples/optics.csv --fail-if 'cr < 5'",
    ),
    (
        "limit_on_what_nothing_gives",
        "leadcalc compare-channels --spend examples/optics.csv --fail-if 'cpo > 1'",
    ),
    ("limit_on_a_calculator_s_total", "leadcalc campaign-cpl --budget 5 --leads 1 --fail-if 'total.cpl > 1'"),
    ("limit_on_what_was_not_given", "leadcalc campaign-cpl --budget 5 --leads 1 --fail-if 'cpo > 1'"),
    // Mappings.
    ("map_without_equals", "leadcalc compare-channels --spend examples/optics.csv --map spend"),
    ("map_to_an_unknown_name", "leadcalc compare-channels --spend examples/optics.csv --map price=cpc"),
    (
        "map_to_a_header_that_is_not_there",
        "leadcalc compare-channels --spend examples/optics.csv --map spend=Total",
    ),
    (
        "map_two_headers_to_one_meaning",
        "leadcalc compare-channels --spend tests/inputs/two-costs.csv --map spend=cost --map 'spend=total spent'",
    ),
    (
        "map_for_the_other_kind",
        "leadcalc compare-channels --spend examples/optics.csv --map leads.spend=cost",
    ),
    ("map_for_files_not_given", "leadcalc compare-channels --spend examples/optics.csv --map status=channel"),
    // Files.
    ("spend_given_as_leads", "leadcalc compare-channels --leads examples/optics.csv"),
    ("file_is_missing", "leadcalc compare-channels --spend nowhere.csv"),
    ("file_is_a_folder", "leadcalc compare-channels --spend examples/ru"),
    ("file_is_given_twice", "leadcalc compare-channels --spend examples/optics.csv ./examples/optics.csv"),
    ("stdin_is_given_twice", "leadcalc compare-channels --spend - --leads - < examples/optics.csv"),
    ("file_is_empty", "leadcalc compare-channels --spend tests/inputs/empty.csv"),
    ("gzip_is_cut_off", "leadcalc compare-channels --spend tests/inputs/cut-off.csv.gz"),
    ("gzip_is_damaged", "leadcalc compare-channels --spend tests/inputs/damaged.csv.gz"),
    ("gzip_is_a_bomb", "leadcalc compare-channels --spend tests/inputs/bomb.csv.gz"),
    ("utf16_is_cut_off", "leadcalc compare-channels --spend tests/inputs/cut-off-utf16.csv"),
    ("utf8_is_damaged", "leadcalc compare-channels --spend tests/inputs/damaged-utf8.csv"),
    ("encoding_is_not_found", "leadcalc compare-channels --spend tests/inputs/koi8.csv"),
    (
        "encoding_against_the_mark",
        "leadcalc compare-channels --spend tests/inputs/cut-off-utf16.csv --encoding utf-8",
    ),
    (
        "encoding_is_not_the_file_s",
        "leadcalc compare-channels --spend tests/inputs/damaged-utf8.csv --encoding utf-8",
    ),
    ("encoding_is_no_name", "leadcalc compare-channels --spend tests/inputs/koi8.csv --encoding klingon"),
    (
        "file_has_the_signature_of_a_zip_and_no_more",
        "leadcalc compare-channels --spend tests/inputs/xlsx.csv",
    ),
    ("file_is_a_zip", "leadcalc compare-channels --spend tests/inputs/archive.zip"),
    ("file_is_an_old_workbook", "leadcalc compare-channels --spend tests/inputs/old.xls"),
    ("file_is_binary", "leadcalc compare-channels --spend tests/inputs/binary.csv"),
    ("header_is_not_known", "leadcalc compare-channels --spend tests/inputs/unknown-headers.csv"),
    ("nothing_to_add_up", "leadcalc compare-channels --spend tests/inputs/no-sums.csv"),
    ("leads_given_as_spend", "leadcalc compare-channels --spend tests/inputs/leads-as-spend.csv"),
    ("quote_never_closed", "leadcalc compare-channels --spend tests/inputs/open-quote.csv"),
    ("two_cost_columns", "leadcalc compare-channels --spend tests/inputs/two-costs.csv"),
    ("same_header_twice", "leadcalc compare-channels --spend tests/inputs/same-header.csv"),
    ("no_channel_column", "leadcalc compare-channels --spend examples/ru/direct.csv"),
    ("no_campaign_column", "leadcalc compare-channels --spend examples/optics.csv --by campaign"),
    (
        "spend_by_contact",
        "leadcalc compare-channels --spend examples/spend-2025.csv --leads examples/leads-2025.csv --by channel,contact",
    ),
    ("no_such_header", "leadcalc compare-channels --spend examples/optics.csv --by device"),
    ("no_date_for_a_period", "leadcalc compare-channels --spend examples/optics.csv --by month"),
    ("no_date_for_since", "leadcalc compare-channels --spend examples/optics.csv --since 2026-01-01"),
    ("two_currencies", "leadcalc compare-channels --spend tests/inputs/usd.csv tests/inputs/eur.csv"),
    ("two_currencies_in_a_file", "leadcalc compare-channels --spend tests/inputs/usd-eur.csv"),
    ("two_currencies_in_a_column", "leadcalc compare-channels --spend tests/inputs/currencies.csv"),
    ("currency_against_the_header", "leadcalc compare-channels --spend tests/inputs/usd.csv --currency EUR"),
    // Rows.
    ("rows_that_cannot_be_read", "leadcalc compare-channels --spend tests/inputs/bad-rows.csv"),
    ("more_bad_rows_than_are_listed", "leadcalc compare-channels --spend tests/inputs/many-bad-rows.csv"),
    (
        "more_bad_rows_than_are_put_up_with",
        "leadcalc compare-channels --spend tests/inputs/bad-rows.csv --max-rejected 20%",
    ),
    ("fractions_of_clicks", "leadcalc compare-channels --spend tests/inputs/fractional-clicks.csv"),
    ("fractions_of_clicks_typed", "leadcalc campaign-cpl --clicks 3,5 --cpc 1 --leads 1"),
    ("costs_beside_a_known_cac", "leadcalc cac-vs-ltv --cac 300 --ltv 900 --other-costs 5 --customers 2"),
    ("churn_beside_a_known_ltv", "leadcalc cac-vs-ltv --cac 300 --ltv 900 --churn 5%"),
    (
        "sales_beside_a_known_conversion",
        "leadcalc lead-price-by-margin --margin 5 --acquisition-share 1 --conversion 10% --sales 3",
    ),
    ("subtotals_or_a_name", "leadcalc compare-channels --spend tests/inputs/subtotals.csv"),
    ("days_in_two_orders", "leadcalc compare-channels --spend tests/inputs/both-orders.csv --by month"),
    ("days_that_can_be_two", "leadcalc compare-channels --spend tests/inputs/ambiguous-days.csv --by month"),
    (
        "days_in_the_other_order_than_given",
        "leadcalc compare-channels --spend tests/inputs/both-orders.csv --by month --date-order dmy",
    ),
    (
        "period_that_can_be_two",
        "leadcalc compare-channels --spend tests/inputs/ambiguous-period.csv --by campaign --since 2026-01-01",
    ),
    (
        "period_longer_than_the_dimension",
        "leadcalc compare-channels --spend tests/inputs/long-period.csv --by month",
    ),
    (
        "period_cut_by_since",
        "leadcalc compare-channels --spend tests/inputs/long-period.csv --by campaign --since 2026-02-01",
    ),
    (
        "period_cut_by_until",
        "leadcalc compare-channels --spend tests/inputs/long-period.csv --by campaign --until 2026-02-01",
    ),
    (
        "rows_longer_than_the_dimension",
        "leadcalc compare-channels --spend tests/inputs/reporting.csv --by month,campaign",
    ),
    (
        "rows_cut_by_since",
        "leadcalc compare-channels --spend tests/inputs/reporting.csv --by campaign --since 2026-02-01",
    ),
    ("costs_with_vat_and_without", "leadcalc compare-channels --spend tests/inputs/vat-both.csv"),
    (
        "costs_of_different_kinds",
        "leadcalc compare-channels --spend tests/inputs/vat-included.csv tests/inputs/vat-unstated.csv",
    ),
    ("vat_without_a_rate", "leadcalc compare-channels --spend tests/inputs/vat-included.csv --vat excluded"),
    (
        "vat_rate_from_a_day_on",
        "leadcalc compare-channels --spend tests/inputs/vat-included.csv --vat excluded --vat-rate 2026-01-01=20%",
    ),
    ("millionths", "leadcalc compare-channels --spend tests/inputs/micros.csv"),
    ("no_millionths", "leadcalc compare-channels --spend tests/inputs/vat-unstated.csv --micros"),
    (
        "no_day_for_the_rate",
        "leadcalc compare-channels --spend tests/inputs/undated-usd.csv --currency RUB --rates tests/inputs/rates.csv",
    ),
    (
        "no_rate_so_early",
        "leadcalc compare-channels --spend tests/inputs/dated-usd.csv --currency RUB --rates tests/inputs/rates.csv",
    ),
    (
        "nothing_to_convert_to",
        "leadcalc compare-channels --spend tests/inputs/undated-usd.csv --rate USD=92.50",
    ),
    ("currency_beside_another", "leadcalc compare-channels --spend tests/inputs/signs.csv"),
    ("rate_is_no_rate", "leadcalc compare-channels --spend tests/inputs/undated-usd.csv --rate USD=abc"),
    ("vat_rate_is_no_rate", "leadcalc compare-channels --spend tests/inputs/vat-included.csv --vat-rate 20"),
    (
        "rates_file_is_missing",
        "leadcalc compare-channels --spend tests/inputs/undated-usd.csv --rates nowhere.csv",
    ),
    (
        "dedupe_by_what_is_not_there",
        "leadcalc compare-channels --leads tests/inputs/leads-no-id.csv --dedupe lead_id",
    ),
    ("dedupe_by_no_key", "leadcalc compare-channels --leads tests/inputs/leads-no-id.csv --dedupe phone"),
    ("inspect_a_missing_file", "leadcalc inspect nowhere.csv"),
    ("init_where_a_file_is", "leadcalc init examples/optics.csv -o Cargo.toml"),
    ("unmatched_of_one_kind", "leadcalc compare-channels --spend examples/optics.csv --unmatched"),
    ("millionths_that_are_not", "leadcalc compare-channels --spend tests/inputs/usd.csv --micros"),
    ("bad_dates", "leadcalc compare-channels --spend tests/inputs/bad-dates.csv --by month"),
    ("number_that_can_be_two", "leadcalc compare-channels --spend tests/inputs/ambiguous.csv"),
    ("both_decimal_marks", "leadcalc compare-channels --spend tests/inputs/both-marks.csv"),
    (
        "other_decimal_mark_than_given",
        "leadcalc compare-channels --spend tests/inputs/both-marks.csv --decimal-mark point",
    ),
    ("sum_does_not_fit", "leadcalc compare-channels --spend tests/inputs/overflow.csv"),
    // Output.
    ("output_without_ending", "leadcalc compare-channels --spend examples/optics.csv -o report"),
    ("output_is_a_folder", "leadcalc compare-channels --spend examples/optics.csv -f json -o examples"),
    (
        "output_folder_is_missing",
        "leadcalc compare-channels --spend examples/optics.csv -o nowhere/report.json",
    ),
    ("output_is_an_input", "leadcalc compare-channels --spend examples/optics.csv -o examples/optics.csv"),
    ("disk_is_full", "leadcalc compare-channels --spend examples/optics.csv -f json -o /dev/full"),
    ("stdout_is_full", "leadcalc compare-channels --spend examples/optics.csv > /dev/full"),
];

#[test]
fn every_error_has_its_text() {
    for (name, command) in ERRORS {
        let run = program::run(command);
        assert_eq!(run.status(), 2, "{run}");
        assert_eq!(run.stdout(), "", "{run}");
        insta::assert_snapshot!(*name, run.to_string());
    }
}
