//! What can be wrong with a survey: exact words, status 2, nothing on stdout; and books that balance whatever is in it.

mod program;

use std::fmt::Write as _;

use program::with_files;
use proptest::prelude::*;

const MISTAKES: &[(&str, &str, &str)] = &[
    ("empty", "", ""),
    ("no_answers", "id,comment\n1,fine\n", ""),
    ("two_columns", "id,score,rating\n1,9,8\n", ""),
    ("same_header", "score,score\n1,9\n", ""),
    ("out_of_range", "id,score\n1,9\n2,11\n3,-1\n4,8.5\n5,8\n", ""),
    ("no_word", "id,answer\n1,would recommend\n2,perhaps\n", ""),
    ("no_answer_at_all", "id,answer\n1,perhaps\n", ""),
    ("numbers_and_words", "id,answer\n1,9\n\n2,would recommend\n", ""),
    ("words_and_numbers", "id,answer\n1,would recommend\n2,9\n", ""),
    ("short_row", "id,score\n1\n2,9\n", ""),
    ("no_such_header", "id,score\n1,9\n", "--by city"),
    ("no_date", "id,score\n1,9\n", "--by month"),
    ("no_channel", "id,score\n1,9\n", "--by channel"),
    ("by_a_figure", "id,score\n1,9\n", "--by nps"),
    ("bad_dates", "date,score\n32.01.2026,9\n", "--by month"),
    ("bad_month", "month,score\nSmarch,9\n", "--by month"),
    ("undecided_dates", "date,score\n03/04/2026,9\n", "--by month"),
    ("both_orders", "date,score\n31/01/2026,9\n01/31/2026,9\n", "--by month"),
    ("no_respondent", "name,score\nx,9\n", "--at-risk"),
    ("no_such_respondent", "id,score\nx,9\n", "--at-risk email"),
    ("two_respondents", "user_id,client_id,score\nx,y,9\n", "--at-risk"),
    ("at_risk_by_group", "id,score\nx,9\n", "--at-risk --by id"),
    ("mapped_to_nothing", "id,score\nx,9\n", "--map answer=mark"),
    ("mapped_for_others", "id,score\nx,9\n", "--map spend=id"),
    ("previous", "id,score\nx,9\n", "--fail-if 'nps < previous.nps'"),
    ("limit_on_spend", "id,score\nx,9\n", "--fail-if 'cpl > 5'"),
    ("limit_in_percent", "id,score\nx,9\n", "--fail-if 'nps < 5%'"),
    ("limit_on_no_dimension", "id,score\nx,9\n", "--fail-if 'channel=A: nps < 5'"),
    ("output_is_an_input", "id,score\nx,9\n", "-o s.csv"),
    ("twice", "id,score\nx,9\n", "s.csv"),
];

#[test]
fn every_mistake_has_its_words() {
    for (name, survey, options) in MISTAKES {
        let run = with_files(&[("s.csv", survey)], &format!("leadcalc loyalty --survey s.csv {options}"));
        assert_eq!((run.status(), run.stdout().as_str()), (2, ""), "{run}");
        insta::assert_snapshot!(format!("mistake_{name}"), run.to_string());
    }
    for command in [
        "leadcalc loyalty",
        "leadcalc loyalty --survey missing.csv",
        "leadcalc loyalty --survey - - < /dev/null",
    ] {
        let run = program::run(command);
        assert_eq!((run.status(), run.stdout().as_str()), (2, ""), "{run}");
    }
    let idle = program::run("leadcalc compare-channels --spend examples/optics.csv --map answer=Channel");
    assert_eq!(idle.stderr(), "error: --map answer=Channel: is for --survey files, and none is given\n");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Every row is an answer, empty or unreadable, whatever stands in it.
    #[test]
    fn no_answer_is_lost(cells in proptest::collection::vec(prop_oneof![
        6 => (0_i32..=10).prop_map(|answer| answer.to_string()),
        1 => Just(String::new()),
        1 => prop_oneof![-3_i32..0, 11..200].prop_map(|answer| answer.to_string()),
        1 => "[a-z]{1,6}x|[0-9]\\.[1-9]",
    ], 1..60)) {
        let mut text = "id,score\n".to_owned();
        for (row, cell) in cells.iter().enumerate() {
            writeln!(text, "r{row},{cell}").unwrap();
        }
        let run = with_files(&[("s.csv", &text)], "leadcalc loyalty --survey s.csv --max-rejected 100% -f json");
        let report = run.json();
        let numbers: Vec<i64> =
            cells.iter().filter_map(|cell| cell.parse().ok()).filter(|number| (0..=10).contains(number)).collect();
        let empty = cells.iter().filter(|cell| cell.is_empty()).count();
        let count = |least: i64, most: i64| numbers.iter().filter(|number| (least..=most).contains(*number)).count();
        let row = &report["rows"][0];
        prop_assert_eq!(&row["answers"], numbers.len());
        prop_assert_eq!(&row["promoters"], count(9, 10));
        prop_assert_eq!(&row["passives"], count(7, 8));
        prop_assert_eq!(&row["detractors"], count(0, 6));
        let source = &report["sources"][0];
        prop_assert_eq!(source["excluded"]["no answer"].as_u64().unwrap_or(0), empty as u64);
        prop_assert_eq!(&source["rejected"], cells.len() - numbers.len() - empty);
    }
}
