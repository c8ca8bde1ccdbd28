//! Tables for people: where rows and columns go, at which width, with which colours.

mod program;

#[test]
fn layouts_and_widths() {
    let two = "leadcalc compare-channels --spend examples/spend-2025.csv --leads examples/leads-2025.csv -q";
    for (name, command) in [
        ("across_while_it_fits", "leadcalc compare-channels --spend examples/optics.csv".to_owned()),
        (
            "down_where_it_does_not",
            "leadcalc compare-channels --spend examples/optics.csv --width 50".to_owned(),
        ),
        (
            "forced_rows",
            "leadcalc compare-channels --spend examples/optics.csv --layout rows --no-total".to_owned(),
        ),
        ("forced_columns_in_blocks", format!("{two} --layout columns --width 60 --columns spend,cpl")),
        ("rows_in_blocks", format!("{two} --width 80")),
        ("all_columns", format!("{two} --columns all --width 100")),
        ("top_and_others", format!("{two} --top 2 --columns spend,leads,cpl")),
        ("sorted_by_a_figure", format!("{two} --sort cpl:asc --columns cpl")),
        ("sorted_by_name", format!("{two} --sort channel --columns cpl")),
        ("wide_and_dangerous_names", "leadcalc compare-channels --spend tests/inputs/names.csv".to_owned()),
        (
            "dangerous_names_in_markdown",
            "leadcalc compare-channels --spend tests/inputs/names.csv -f markdown".to_owned(),
        ),
        (
            "dangerous_names_in_csv",
            "leadcalc compare-channels --spend tests/inputs/names.csv -f csv".to_owned(),
        ),
        (
            "long_names_are_cut_in_their_middle",
            "leadcalc compare-channels --spend tests/inputs/long-names.csv --by channel,campaign".to_owned(),
        ),
        (
            "rest_beside_a_channel_named_others",
            "leadcalc compare-channels --spend tests/inputs/others.csv --top 2 -f csv".to_owned(),
        ),
        ("ten_to_the_27", "leadcalc compare-channels --spend tests/inputs/huge.csv".to_owned()),
    ] {
        insta::assert_snapshot!(name, program::run(&command).to_string());
    }
}

#[test]
fn colours_mark_best_and_worst_only_when_they_are_on() {
    let command = "leadcalc compare-channels --spend examples/optics.csv --columns cpl,cr,leads";
    insta::assert_snapshot!("coloured", program::run(&format!("{command} --color always")).to_string());
    let coloured = program::run(&format!("{command} --color always")).stdout();
    assert_eq!(program::run(&format!("NO_COLOR=1 {command} --color always")).stdout(), coloured);
    let plain = program::run(command).stdout();
    assert!(!plain.contains('\u{1b}'), "{plain}");
    assert_eq!(program::run(&format!("{command} --color never")).stdout(), plain);
    assert_eq!(program::run(&format!("NO_COLOR=1 {command} --color auto")).stdout(), plain);
}
